// Orders of a second file whose lines the first does not have: what their rows say by themselves.
import type { FileOrder } from '../domain/import/order.ts';
import { Columns } from './columns.ts';
import type { Joined, Unmatched } from './joined.ts';
import { OrderReader, type ShopFacts } from './order-reader.ts';
import type { OrderProfile } from './profile.ts';
import { RowReader } from './row.ts';
import { silentFields } from './silent.ts';

/** Reads what may be taken without lines: that an order is cancelled. */
export class LoneOrders {
  readonly #reader: OrderReader;
  readonly #silent: ReadonlySet<string>;

  constructor(profile: OrderProfile, shop: ShopFacts, joined: Joined) {
    const own = ofSecondFile(profile);
    const none = new Columns([], own);
    this.#reader = new OrderReader(own, none, { delimiter: ',', quoted: true }, shop, '', joined);
    // all but the channel's words: nothing else of an order is of use once it is cancelled
    const silent = new Set(silentFields(own, new RowReader(own, none)));
    silent.delete('status');
    this.#silent = silent;
  }

  /** Undefined: it is not cancelled, or cannot be read. */
  cancelled(unmatched: Unmatched, channel: string): FileOrder | undefined {
    const order = this.#reader.read([this.#reader.rows.alone(unmatched)], channel);
    if (order.draft?.channelState !== 'cancelled') return undefined;
    return { ...order, isForKnown: true, silent: this.#silent, findings: [], totals: null, holds: [] };
  }
}

/** The profile without lines, and without a day that only they may have. */
function ofSecondFile(profile: OrderProfile): OrderProfile {
  const none: readonly never[] = [];
  return {
    ...profile,
    join: undefined,
    packed: undefined,
    rows: {
      model: 'repeated',
      // it is known before the row is looked at
      order: { columns: [], value: '-' },
      skip: none,
      above: none,
      carry: none,
      lines: none,
      options: none,
      refunds: none,
      identical: 'keep',
    },
    lacks: [...new Set([...profile.lacks, 'lines' as const])],
    order: { ...profile.order, date: { columns: [], value: 'today' } },
    line: {},
    lineStatus: [],
  };
}
