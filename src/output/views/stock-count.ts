// Counting on the screen and on paper: the sheet, what it found, and what to count.

import { formatAmount } from '../../domain/money.ts';
import type { CountDifference, CountSuggestion, SheetResult, SheetRow } from '../../domain/stock-count.ts';
import { columnsOf, type ExportLayout } from '../export.ts';
import { listView, numberColumn, type View } from '../view.ts';
import { recordImportView } from './record-import.ts';

const columns = ['bin', 'sku', 'name', 'location', 'lot', 'expires', 'counted', 'sheet'];

/** To be filled in: "counted" is left blank. What is expected is not told, so that nobody counts it. */
export const countSheet: ExportLayout<SheetRow> = {
  columns: columnsOf(columns, ['expires', 'counted', 'sheet']),
  rows: ({ bin, sku, name, location, lot, expiresOn, sheet }) => [[bin, sku, name, location, lot, expiresOn, null, sheet]],
  json: (row) => row,
};

/** The same with what is expected. */
export const openCountSheet: ExportLayout<SheetRow> = {
  columns: columnsOf([...columns.slice(0, 6), 'expected', ...columns.slice(6)], ['expires', 'expected', 'counted', 'sheet']),
  rows: ({ bin, sku, name, location, lot, expiresOn, expected, sheet }) => [
    [bin, sku, name, location, lot, expiresOn, expected, null, sheet],
  ],
  json: (row) => row,
};

const differenceList: View<readonly CountDifference[]> = listView<CountDifference>({
  columns: [
    { title: 'sku', show: ({ sku }) => sku },
    { title: 'location', show: ({ location }) => location },
    { title: 'lot', optional: true, show: ({ lot }) => lot ?? '' },
    numberColumn('expected-count', ({ expected }) => expected),
    numberColumn('counted', ({ counted }) => counted),
    { title: 'difference', align: 'right', show: ({ difference }) => (difference > 0 ? `+${difference}` : String(difference)) },
    numberColumn('moved-since', ({ moved }) => moved),
    numberColumn('on-hand', ({ onHand }) => onHand),
  ],
  csv: {},
  id: ({ sku }) => sku,
});

/** As every import of records, and where the shelf was not as the books. */
export const sheetResultView: View<SheetResult> = {
  text(result, paper) {
    const differences = differenceList.text(result.differences, paper);
    return [recordImportView.text(result, paper), ...(differences === '' ? [] : [differences])].join('\n');
  },
  json: (result, paper) => ({ ...(recordImportView.json?.(result, paper) as object), differences: result.differences }),
};

export const countSuggestionList: View<readonly CountSuggestion[]> = listView<CountSuggestion>({
  columns: [
    { title: 'sku', show: ({ sku }) => sku },
    { title: 'name', show: ({ name }) => name },
    { title: 'class', show: (row) => row.class },
    { title: 'on-hand', align: 'right', show: ({ onHand }) => String(onHand) },
    { title: 'left-in-year', align: 'right', show: ({ leftMinor, currency }, { words }) => words.money(leftMinor, currency) },
    { title: 'last-counted', show: ({ lastCountedOn }) => lastCountedOn ?? '' },
    { title: 'count-due', show: ({ dueOn }) => dueOn ?? '' },
  ],
  csv: {
    sku: ({ sku }) => sku,
    name: ({ name }) => name,
    class: (row) => row.class,
    on_hand: ({ onHand }) => onHand,
    left_in_year: ({ leftMinor, currency }) => formatAmount(leftMinor, currency),
    currency: ({ currency }) => currency,
    last_counted_on: ({ lastCountedOn }) => lastCountedOn,
    due_on: ({ dueOn }) => dueOn,
  },
  csvNumbers: ['on_hand', 'left_in_year'],
  id: ({ sku }) => sku,
});
