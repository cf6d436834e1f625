// Orders that are ready to be written, and orders that are not to be: plain data, which may come from another thread.

import type { Said } from './age.ts';
import type { Finding } from './finding.ts';
import type { ChannelHold, RawRow } from './order.ts';
import type { FoundProblem, ImportCounts } from './result.ts';

export type RowValue = string | number | null;

/**
 * A row as the store has it ready: which columns are not what they usually are (a bit each, the first the lowest), and
 * the values of these. Ids that are given by writing are not among them.
 */
export type LeanRow = readonly [given: number, ...values: RowValue[]];

/** A new order as rows. */
export interface OrderRows {
  readonly order: LeanRow;
  readonly shipTo: LeanRow;
  /** Null: as `shipTo`. */
  readonly billTo: LeanRow | null;
  readonly lines: readonly LeanRow[];
  readonly problems: readonly { readonly position: number | null; readonly values: readonly RowValue[] }[];
  /** Who lines go to that do not go where the order goes; left out where there are none. */
  readonly recipients?: readonly { readonly party: LeanRow; readonly positions: readonly number[] }[];
  /** Codes of the channel's promotions; left out where there are none. */
  readonly codes?: readonly string[];
}

/** What tells an order of a file from others, and from itself at another time. */
export interface OrderSource extends Said {
  readonly externalId: string;
  /** See `FileOrder`; left out where its format has none. */
  readonly lastingId?: string | null;
  readonly contentHash: string;
}

/** Money that the channel says has moved; `paidOn` null: the day on which it was read. */
export interface SaidPayment {
  readonly kind: 'payment' | 'refund';
  readonly amountMinor: number;
  readonly paidOn: string | null;
  readonly currency: string;
  readonly method: string;
  /** The channel's own number of it; left out where it has none. */
  readonly reference?: string;
}

/** An order that has not been there before, ready to be written. */
export interface PreparedOrder {
  readonly source: OrderSource;
  readonly rows: OrderRows;
  /** Who ordered is known by this id of the channel's, or by who pays; null: nobody is named. */
  readonly customer: { readonly externalId: string | null } | null;
  /** Payments that are not simply all of it on the day of the order: those are booked for many orders together. */
  readonly payments: readonly SaidPayment[];
  readonly holds: readonly ChannelHold[];
  /** The day on which all was paid, where nobody knows yet how much that is. */
  readonly paidUnpriced?: string;
  readonly isCancelled: boolean;
  readonly isHistory: boolean;
}

/** An order that cannot be read, with every reason and its rows as they came. */
export interface UnreadableOrder {
  readonly externalId: string;
  readonly rowFrom: number;
  readonly rowTo: number;
  readonly reasons: readonly Finding[];
  readonly cells: readonly RawRow[];
}

export type Prepared =
  | { readonly isReadable: true; readonly order: PreparedOrder }
  | { readonly isReadable: false; readonly order: UnreadableOrder };

/** Orders of one part of a file, in its order, a few at a time: tables are filled faster one after the other. */
export interface PreparedBatch {
  readonly slices: Iterable<readonly Prepared[]>;
  /** How much of the file has been read, from 0 to 1. */
  readonly progress: number;
  /** With the last batch: what was counted and found in the whole file, apart from what became of each order. */
  readonly sums: { readonly counts: ImportCounts; readonly problems: readonly FoundProblem[] } | null;
}

/** A file that has been found whole, as another reader needs it to read the same orders again. */
export interface KnownFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  readonly modifiedMs: number;
  readonly profile: string;
  readonly encoding: string;
  /** Of the orders whose rows do not stand together, by the hash of their number: their last row. */
  readonly lastRows: readonly (readonly [hash: number, row: number])[];
}

/** Gives the orders of a file, none of which has been there before, made ready beside their writing; undefined: not worth it. */
export type ReadAhead = (file: KnownFile, channel: string) => ComingBatches | undefined;

/** A file batch after batch, as another reader makes them ready. To go through them is to wait for each. */
export interface ComingBatches extends AsyncIterable<PreparedBatch> {
  /** The next batch, where it is there already. */
  ready(): PreparedBatch | undefined;
}
