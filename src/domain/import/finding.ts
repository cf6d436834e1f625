// What reading a file finds in its cells: what makes an order unreadable, and what is only told.
import type { Details } from '../error.ts';

/** `unreadable`: the whole order goes to quarantine. `told`: the order comes in, and the report says what was done. */
export const findingCodes = {
  'amount-ambiguous': 'unreadable',
  'amount-invalid': 'unreadable',
  'amount-negative': 'unreadable',
  'amount-too-fine': 'unreadable',
  'amount-too-large': 'unreadable',
  'cell-missing': 'unreadable',
  'channel-invalid': 'unreadable',
  'currency-other': 'unreadable',
  'currency-unknown': 'unreadable',
  'date-invalid': 'unreadable',
  'discount-too-large': 'unreadable',
  'formula-failed': 'unreadable',
  'gtin-invalid': 'unreadable',
  'head-missing': 'unreadable',
  'id-invalid': 'unreadable',
  'id-missing': 'unreadable',
  'id-scientific': 'unreadable',
  'join-missing': 'unreadable',
  'lines-identical': 'unreadable',
  'number-invalid': 'unreadable',
  'packed-invalid': 'unreadable',
  'quantity-invalid': 'unreadable',
  'rate-invalid': 'unreadable',
  'record-differs': 'unreadable',
  'refund-alone': 'unreadable',
  'row-ragged': 'unreadable',
  'rows-differ': 'unreadable',
  'text-too-long': 'unreadable',
  'value-invalid': 'unreadable',
  'card-cut': 'told',
  'column-unknown': 'told',
  'country-unknown': 'told',
  'date-unusual': 'told',
  'dates-either': 'told',
  'encoding-guessed': 'told',
  'line-of-none': 'told',
  'refund-unsaid': 'told',
  'sheets-left': 'told',
  'sku-made': 'told',
  'stock-below-zero': 'told',
  'text-garbled': 'told',
  'zeros-lost': 'told',
} as const;
export type FindingCode = keyof typeof findingCodes;

/** Why a row could not be taken: what reading found, or the code of a refusal. */
export interface Reason {
  readonly code: string;
  readonly row: number;
  readonly line: number;
  /** The column's name in the file; empty for the row as a whole. */
  readonly column: string;
  readonly details: Details;
}

/** One finding. `row` as a spreadsheet numbers it (the header is row 1), `line` the physical line of the file. */
export interface Finding extends Reason {
  readonly code: FindingCode;
}

export function isUnreadable({ code }: Finding): boolean {
  return findingCodes[code] === 'unreadable';
}
