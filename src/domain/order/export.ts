// Orders as an export has them: what the plain format can say of one.
import type { Order, OrderLine, Party } from './order.ts';

export interface ExportedOrder {
  readonly order: Order;
  readonly lines: readonly OrderLine[];
  readonly shipTo: Party;
  /** Null: the same as `shipTo`. */
  readonly billTo: Party | null;
  /** Who lines go to that do not go where the order goes, by line. */
  readonly recipients: ReadonlyMap<number, Recipient>;
  /** Products that lines are of, by line, where it is another SKU than the line says. */
  readonly meant: ReadonlyMap<number, Meant>;
  /** How the order's channel knows the customer. */
  readonly customerExternalId: string | null;
  /** Of the channel's promotions, alphabetical. */
  readonly channelCodes: readonly string[];
}

/** What a line's code means. */
export interface Meant {
  readonly sku: string;
  /** The code by itself says something else: it is of all variants, and this one was taught. */
  readonly isOfVariant: boolean;
}

export interface Recipient {
  /** The same for lines to the same somebody. */
  readonly partyId: number;
  readonly party: Party;
}

/** The word of the plain format for where an order stands; empty for one that may go on. */
export function exportedStatus({ state, history, fulfilmentState, holdCount }: Order): '' | 'hold' | 'shipped' | 'cancelled' {
  if (state === 'cancelled') return 'cancelled';
  const isGone = history || state === 'completed' || fulfilmentState === 'shipped' || fulfilmentState === 'delivered';
  if (isGone) return 'shipped';
  return holdCount > 0 ? 'hold' : '';
}
