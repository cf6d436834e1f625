// Reports on the screen: a row for each group and currency, their sums at the foot; JSON and CSV are the rows alone.
import { formatAmount } from '../../domain/money.ts';
import type { ReturnReport, ReturnRow, SalesReport, SalesRow, StockRow } from '../../domain/report.ts';
import type { CsvValue } from '../csv.ts';
import { renderTable } from '../table.ts';
import { type ListColumn, type ListSpec, listView, type Paper, type View } from '../view.ts';

interface Report<Row> {
  readonly by: string;
  readonly rows: readonly Row[];
  readonly totals: readonly Row[];
}

/** A report as a view; what its list is like depends on what it is grouped by. */
export function reportView<Row>(specOf: (by: string) => ListSpec<Row>): View<Report<Row>> {
  return {
    text: ({ by, rows, totals }, paper) => (rows.length === 0 ? '' : tableWithTotals(specOf(by), rows, totals, paper)),
    json: ({ rows }) => rows,
    csv: ({ by, rows }) => listView(specOf(by)).csv?.(rows) ?? '',
  };
}

function tableWithTotals<Row>(spec: ListSpec<Row>, rows: readonly Row[], totals: readonly Row[], paper: Paper): string {
  const shown = spec.columns.filter(({ optional, show }) => !optional || rows.some((row) => show(row, paper) !== ''));
  const columns = shown.map(({ title, align = 'left' }) => ({ title: paper.words.say(`column.${title}`), align }));
  const cellsOf = (row: Row) => shown.map((column) => column.show(row, paper));
  const sums = totals.map((row) => [paper.words.say('word.total'), ...cellsOf(row).slice(1)]);
  return renderTable(columns, [...rows.map(cellsOf), ...sums], paper.width);
}

type SalesNumber = 'orders' | 'units';
type ReturnNumber = 'returns' | 'asked' | 'received' | 'resellable';
type Amount = 'netMinor' | 'taxMinor' | 'grossMinor' | 'creditedMinor' | 'refundedMinor' | 'valueMinor';
type Money = { readonly currency: string } & { readonly [field in Amount]?: number | null };

function amountColumn<Row extends Money>(title: string, field: Amount): ListColumn<Row> {
  return { title, align: 'right', show: (row, { words }) => (row[field] == null ? '' : words.money(row[field], row.currency)) };
}

function numberColumn<Field extends string>(title: string, field: Field): ListColumn<Readonly<Record<Field, number>>> {
  return { title, align: 'right', show: (row) => String(row[field]) };
}

function decimal(row: Money, field: Amount): CsvValue {
  return row[field] == null ? null : formatAmount(row[field], row.currency);
}

/** The group's own name beside it; a group of a report by product that is no product is freight. */
function groupColumns<Row extends { group: string; name: string }>(by: string): ListColumn<Row>[] {
  const other = (name: string, { words }: Paper) => (by === 'product' && name === '' ? words.say('word.freight') : '–');
  const group: ListColumn<Row> = { title: by, show: ({ group: key, name }, paper) => key || other(name, paper) };
  return by === 'product' || by === 'customer' ? [group, { title: 'name', show: ({ name }) => name }] : [group];
}

function groupCsv(by: string): Record<string, (row: { group: string; name: string }) => CsvValue> {
  const group = { [by]: ({ group: key }: { group: string }) => key };
  return by === 'product' || by === 'customer' ? { ...group, name: ({ name }) => name } : group;
}

const salesSpec = (by: string): ListSpec<SalesRow> => ({
  columns: [
    ...groupColumns<SalesRow>(by),
    numberColumn<SalesNumber>('orders', 'orders'),
    numberColumn<SalesNumber>('units', 'units'),
    amountColumn('net', 'netMinor'),
    amountColumn('tax', 'taxMinor'),
    amountColumn('gross', 'grossMinor'),
    amountColumn('credited', 'creditedMinor'),
    amountColumn('refunded', 'refundedMinor'),
  ],
  csv: {
    ...groupCsv(by),
    currency: ({ currency }) => currency,
    orders: ({ orders }) => orders,
    units: ({ units }) => units,
    net: (row) => decimal(row, 'netMinor'),
    tax: (row) => decimal(row, 'taxMinor'),
    gross: (row) => decimal(row, 'grossMinor'),
    credited: (row) => decimal(row, 'creditedMinor'),
    refunded: (row) => decimal(row, 'refundedMinor'),
  },
  csvNumbers: ['orders', 'units', 'net', 'tax', 'gross', 'credited', 'refunded'],
  id: ({ group }) => group,
});

const returnSpec = (by: string): ListSpec<ReturnRow> => ({
  columns: [
    ...groupColumns<ReturnRow>(by),
    numberColumn<ReturnNumber>('returns', 'returns'),
    numberColumn<ReturnNumber>('asked', 'asked'),
    numberColumn<ReturnNumber>('received', 'received'),
    numberColumn<ReturnNumber>('resellable', 'resellable'),
    amountColumn('credited', 'creditedMinor'),
    amountColumn('refunded', 'refundedMinor'),
  ],
  csv: {
    ...groupCsv(by),
    currency: ({ currency }) => currency,
    returns: ({ returns }) => returns,
    asked: ({ asked }) => asked,
    received: ({ received }) => received,
    resellable: ({ resellable }) => resellable,
    credited: (row) => decimal(row, 'creditedMinor'),
    refunded: (row) => decimal(row, 'refundedMinor'),
  },
  csvNumbers: ['returns', 'asked', 'received', 'resellable', 'credited', 'refunded'],
  id: ({ group }) => group,
});

export const salesReportView: View<SalesReport> = reportView(salesSpec);
export const returnReportView: View<ReturnReport> = reportView(returnSpec);

const stockSpec: ListSpec<StockRow> = {
  columns: [
    { title: 'sku', show: ({ sku }) => sku },
    { title: 'name', show: ({ name }) => name },
    numberColumn<'onHand'>('on-hand', 'onHand'),
    { title: 'reserved', align: 'right', optional: true, show: ({ reserved }) => (reserved === null ? '' : String(reserved)) },
    { title: 'available', align: 'right', optional: true, show: ({ available }) => (available === null ? '' : String(available)) },
    { title: 'unit-cost', align: 'right', show: ({ unitCost }, { document }) => (unitCost === null ? '' : document.number(unitCost)) },
    amountColumn('value', 'valueMinor'),
    { title: 'last-moved', show: ({ lastMovedOn }) => lastMovedOn ?? '' },
    { title: 'idle-days', align: 'right', show: ({ idleDays }) => (idleDays === null ? '' : String(idleDays)) },
    { title: 'low', show: ({ low }, { words }) => (low ? words.say('word.low') : '') },
  ],
  csv: {
    sku: ({ sku }) => sku,
    name: ({ name }) => name,
    on_hand: ({ onHand }) => onHand,
    reserved: ({ reserved }) => reserved,
    unavailable: ({ unavailable }) => unavailable,
    available: ({ available }) => available,
    unit_cost: ({ unitCost }) => unitCost,
    value: (row) => decimal(row, 'valueMinor'),
    currency: ({ currency }) => currency,
    last_moved_on: ({ lastMovedOn }) => lastMovedOn,
    idle_days: ({ idleDays }) => idleDays,
    low: ({ low }) => String(low),
  },
  csvNumbers: ['on_hand', 'reserved', 'unavailable', 'available', 'unit_cost', 'value', 'idle_days'],
  id: ({ sku }) => sku,
};

const stockList = listView(stockSpec);

/** With the value of all that is known at the foot. */
export const stockReportView: View<readonly StockRow[]> = {
  ...stockList,
  text: (rows, paper) => (rows.length === 0 ? '' : tableWithTotals(stockSpec, rows, [stockTotal(rows)], paper)),
};

function stockTotal(rows: readonly StockRow[]): StockRow {
  const sum = (field: 'onHand' | 'unavailable') => rows.reduce((total, row) => total + row[field], 0);
  const known = (field: 'reserved' | 'available') => rows.reduce<number | null>((total, row) => plus(total, row[field]), 0);
  const [first] = rows as [StockRow];
  const values = rows.flatMap(({ valueMinor }) => valueMinor ?? []);
  return {
    ...first,
    name: '',
    onHand: sum('onHand'),
    reserved: known('reserved'),
    unavailable: sum('unavailable'),
    available: known('available'),
    unitCost: null,
    valueMinor: values.length === 0 ? null : values.reduce((total, value) => total + value, 0),
    lastMovedOn: null,
    idleDays: null,
    low: false,
  };
}

function plus(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : left + right;
}
