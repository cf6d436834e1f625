// An order as a file gives it: what could be read, what could not, and what the channel says of its money.
import type { LineDraft, OrderDraft } from '../order/order.ts';
import type { Finding } from './finding.ts';
import type { KnownFile } from './prepared.ts';
import type { ToldTaxes } from './told-tax.ts';

/** Where a line of the order stands: its row as a spreadsheet numbers it, and the physical line of the file. */
export interface Place {
  readonly row: number;
  readonly line: number;
}

/** What tells a line of which nothing is left. */
export type EndedLine = Pick<LineDraft, 'externalId' | 'sku'>;

/** What the channel says an order sums to; amounts in minor units, null where it does not say. */
export interface ChannelTotals {
  readonly subtotalMinor: number | null;
  readonly taxMinor: number | null;
  readonly totalMinor: number | null;
  /** Each tax it names; the rate where the name has one ("VAT 20%"). */
  readonly taxes: readonly { readonly ratePpm: number | null; readonly amountMinor: number }[];
  /** Of each line: whether it is taxed at all. */
  readonly taxable: readonly boolean[];
  /** The tax that is named of each line and of the freight; left out where it is not. */
  readonly told?: ToldTaxes | undefined;
}

/** One giving back, by the channel's own number of it: no file has to have them all. */
export interface SaidRefund {
  readonly id: string;
  readonly amountMinor: number;
}

/** What the channel says was paid: all of it, an amount, or nothing. */
export interface ChannelPayment {
  readonly paid: 'all' | number;
  readonly refundedMinor: number;
  /** Each that was given back, by the channel's own number of it; none: the format has numbers; left out where not all of them have. */
  readonly refunds?: readonly SaidRefund[];
  /** Lines are cancelled, and what had been paid for them, beyond what is paid now, the channel has given back. */
  readonly isMoreGivenBack: boolean;
  /** Nothing is open between channel and buyer: of an order that has become smaller the channel has given back the rest. */
  readonly isSettled: boolean;
  readonly paidAt: string | null;
}

/** Why an order is held by its channel's words. */
export interface ChannelHold {
  readonly code: (typeof channelHolds)[number];
  readonly reason: string;
}

/** A row as it came, every cell of it. */
export interface RawRow extends Place {
  readonly cells: readonly string[];
}

export interface FileOrder {
  /** The channel's name. */
  readonly channel: string;
  /** The channel's order number; as far as it could be read when the order could not. */
  readonly externalId: string;
  /** A number that it keeps where the channel gives it another one; null: its format has none. */
  readonly lastingId: string | null;
  readonly rowFrom: number;
  readonly rowTo: number;
  /** Of each line, by position. */
  readonly places: readonly Place[];
  /** Changes whenever a cell that the profile uses changes. */
  readonly contentHash: string;
  /** When this was exported, or when the order last changed at its channel; null: unknown. */
  readonly saidAt: string | null;
  readonly findings: readonly Finding[];
  /** It is cancelled and its lines are gone: there is something to take in only where the order is known. */
  readonly isForKnown: boolean;
  /** Whether the file says when it was ordered; else it is the day it was read. */
  readonly isDated: boolean;
  /** The fields for which the file has no column: it says nothing of them, so they stay as they are. */
  readonly silent: ReadonlySet<string>;
  /** Its files name only what is still to be sent: lines, and pieces of them, that have gone are missing. */
  readonly namesOpen: boolean;
  /** Lines that it names and leaves out of the draft, since nothing is left of them. */
  readonly ended: readonly EndedLine[];
  /** The lines that have gone, as indexes, where it is held for nothing but that others have not. */
  readonly sentLines: readonly number[];
  /** Null: it cannot be read, and goes to quarantine whole. */
  readonly draft: OrderDraft | null;
  /** Null: nothing is said, the shop's own rules apply. */
  readonly totals: ChannelTotals | null;
  readonly payment: ChannelPayment;
  /** Why the channel's words, or what its files leave out, hold the order; none is held twice for one reason. */
  readonly holds: readonly ChannelHold[];
  /** The rows as they came, for quarantine. */
  rawRows(): RawRow[];
}

/** Holds that come and go with the channel's words for an order's state … */
export const statusHolds = ['channel-hold', 'channel-status-unknown', 'channel-shipped', 'channel-lines-missing'] as const;
/** A list of what is still to be sent lacks what has neither gone nor been cancelled here: nobody knows what became of it. */
export const MISSING_HOLD = 'channel-lines-missing';
/** … with what its files say of people, and of lines. */
export const peopleHolds = ['channel-lacks-address', 'recipient-masked'] as const;
export const lineHolds = ['channel-lacks-lines'] as const;
/** … and one that a person lifts: its lines stand in another order of the channel too. */
export const TWICE_HOLD = 'channel-twice';
export const channelHolds = [...statusHolds, ...peopleHolds, ...lineHolds, TWICE_HOLD] as const;
/** A change of the channel's that came too late, or that the shop has changed otherwise: a person lifts it. */
export const CONFLICT_HOLD = 'channel-conflict';
/** A file of unknown age says otherwise than one of known age: lifted when the file comes with its age. */
export const UNDATED_HOLD = 'export-undated';

/** One file of orders, found whole and ready to be read. */
export interface OrderFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly profile: string;
  readonly profileHash: string;
  readonly encoding: string;
  readonly header: readonly string[];
  /** The channel that the profile names. */
  readonly defaultChannel: string;
  /** The columns, by the fields that problems name. */
  readonly columns: Readonly<Record<string, string>>;
  /** What is told of the file as a whole. */
  readonly findings: readonly Finding[];
  /** What it takes to read it again elsewhere; null where that cannot be: stdin, rows that name their channels. */
  readonly known: KnownFile | null;
  /** How much of it has been read, from 0 to 1. */
  progress(): number;
  /**
   * Its orders, each whole and once, in the order of their last rows; about a thousand at a time. Between two batches
   * more of the file is read, within one nothing is.
   */
  batches(channel: string): Iterable<Iterable<FileOrder>>;
}
