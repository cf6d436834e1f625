// What goods had cost, on the screen.
import { formatAmount } from '../../domain/money.ts';
import type { CostReport, CostRow } from '../../domain/report.ts';
import type { ListColumn, ListSpec } from '../view.ts';
import { reportView } from './report.ts';

function groupColumn(by: string): ListColumn<CostRow> {
  return { title: by, show: ({ group }, { words }) => (by === 'movement' && group !== '' ? words.say(`movement.${group}`) : group) };
}

const costSpec = (by: string): ListSpec<CostRow> => ({
  columns: [
    groupColumn(by),
    ...(by === 'product' ? [{ title: 'name', show: ({ name }: CostRow) => name }] : []),
    ...(by === 'shipment' ? [{ title: 'order', show: ({ order }: CostRow) => order ?? '' }] : []),
    { title: 'units', align: 'right', show: ({ units }) => String(units) },
    { title: 'cost', align: 'right', show: ({ costMinor, currency }, { words }) => words.money(costMinor, currency) },
    { title: 'cost-unknown', align: 'right', optional: true, show: ({ unknownUnits }) => (unknownUnits === 0 ? '' : String(unknownUnits)) },
  ],
  csv: {
    [by]: ({ group }) => group,
    ...(by === 'product' && { name: ({ name }: CostRow) => name }),
    ...(by === 'shipment' && { order: ({ order }: CostRow) => order }),
    units: ({ units }) => units,
    cost: ({ costMinor, currency }) => formatAmount(costMinor, currency),
    currency: ({ currency }) => currency,
    unknown_units: ({ unknownUnits }) => unknownUnits,
  },
  csvNumbers: ['units', 'cost', 'unknown_units'],
  id: ({ group }) => group,
});

export const costReportView = reportView<CostRow>(costSpec) satisfies { text: (report: CostReport, paper: never) => string };
