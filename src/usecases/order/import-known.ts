// What a file says of an order that is known, as far as it is news: erased people stay erased, lines stand as the order
// has them, and what has gone since is not missing.
import { aligned } from '../../domain/import/aligned.ts';
import type { StoredContent } from '../../domain/import/fields.ts';
import { withNote } from '../../domain/import/note.ts';
import type { FileOrder } from '../../domain/import/order.ts';
import { withGone } from '../../domain/import/still-open.ts';
import { type ImportingShop, settleOrder } from '../../domain/import/totals.ts';
import type { LineDraft } from '../../domain/order/order.ts';
import { businessDate, wallTimeToInstant } from '../../domain/time.ts';
import { customerById } from '../../store/customer-write.ts';
import { goneOfLines } from '../../store/reimport.ts';
import type { Act } from '../shop.ts';
import type { PricedOrder } from './import-prepare.ts';

/** The order as it is to be compared with what is kept of it. */
export async function asKnown<T extends PricedOrder & { readonly profile: string }>(
  act: Act,
  arriving: T,
  stored: StoredContent,
  shop: ImportingShop,
): Promise<T> {
  const arrival = await withoutErased(act, arriving, stored);
  const { order, settled } = arrival;
  const namesLess = order.namesOpen || order.sentLines.length > 0;
  const whole = namesLess ? withGone(order, settled.planned, stored, await goneOfLines(act.database, act.db, stored)) : order;
  const timed = withTime(withNote(whole, stored), stored, act.settings['time-zone']);
  const compared = aligned(timed, stored, arrival.profile === PLAIN);
  return compared === order ? arrival : settledAnew(arrival, compared, shop);
}

/** A day without a time, as spreadsheets show dates, says nothing against the time of that day which is known. */
function withTime(order: FileOrder, stored: StoredContent, zone: string): FileOrder {
  const said = order.draft?.orderedAt;
  const known = stored.order.orderedAt;
  if (!order.isDated || said === undefined || said === known || !said.endsWith(':00Z')) return order;
  const day = businessDate(known, zone);
  return said === wallTimeToInstant(`${day}T00:00:00`, zone) ? { ...order, isDated: false } : order;
}

/** The format in which the shop itself exports. */
const PLAIN = 'plain';

function settledAnew<T extends PricedOrder>(arrival: T, order: FileOrder, shop: ImportingShop): T {
  return order.draft === null ? arrival : { ...arrival, order, settled: settleOrder(order.draft, order.totals, shop) };
}

/** Whoever has been erased stays so: their channel goes on sending them. */
async function withoutErased<T extends PricedOrder>(act: Act, arriving: T, { order, shipTo, billTo }: StoredContent): Promise<T> {
  const { draft } = arriving.order;
  if (draft === null || shipTo.name !== '' || order.customerId === null) return arriving;
  if ((await customerById(act.db, order.customerId)).erased_at === null) return arriving;
  const lines = draft.lines.map(ofNobody);
  const blank = { ...draft, shipTo, billTo, note: order.note, lines };
  const { planned } = arriving.settled;
  const settled = {
    ...arriving.settled,
    planned: {
      ...planned,
      draft: { ...planned.draft, shipTo, billTo, note: order.note, lines },
      lines: planned.lines.map((line) => ({ ...line, draft: ofNobody(line.draft) })),
    },
  };
  return { ...arriving, order: { ...arriving.order, draft: blank }, settled };
}

function ofNobody({ shipTo: _, ...line }: LineDraft): LineDraft {
  return line;
}
