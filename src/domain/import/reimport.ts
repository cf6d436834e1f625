// An order that comes again: what the channel has changed since, what of it is taken, and what is too late.
// A field the shop has changed stays; one the channel changed is taken; one that both changed is a conflict.
import type { Order } from '../order/order.ts';
import {
  type Fields,
  fieldsOfShop,
  fieldsOfStored,
  HOLDS,
  isOfMoney,
  LINE_RECIPIENT,
  partyFieldNames,
  type StoredContent,
} from './fields.ts';
import { type ChannelHold, type FileOrder, MISSING_HOLD, statusHolds } from './order.ts';
import { forgetsRecipient, isWorn, showsOther } from './worn.ts';

/** What has been done for an order, as far as it bears on changing it. */
export interface DoneForOrder {
  /** Goods are packed or gone. */
  readonly hasShipment: boolean;
  /** Goods are gone. */
  readonly hasShipped: boolean;
  /** Something of it is invoiced, or credited for good. */
  readonly hasInvoice: boolean;
  readonly hasReturn: boolean;
  /** Something of it was split off. */
  readonly hasParts: boolean;
}

export type StoredOrder = StoredContent & DoneForOrder;

/** What need not be looked up of an order that is as its channel says. */
export const NOT_ASKED: DoneForOrder = { hasShipment: false, hasShipped: false, hasInvoice: false, hasReturn: false, hasParts: false };

export interface ReimportPlan {
  readonly outcome: 'unchanged' | 'updated' | 'conflict';
  /** The channel's values that are taken. */
  readonly taken: readonly string[];
  /** Those that came too late, or that the shop has changed otherwise: kept beside the order, and told. */
  readonly refused: readonly string[];
  /** Those that the channel now says as the shop has them. */
  readonly agreed: readonly string[];
  /** Those that are only remembered as the channel says them. */
  readonly noted: readonly string[];
  /** The channel has added lines that are not taken. */
  readonly withholds: boolean;
  readonly cancel: boolean;
  /** The channel says it has gone, and the shop has not sent it. */
  readonly isShippedElsewhere: boolean;
  /** Whether the channel's words hold it now. */
  readonly holdsSaid: ReturnType<typeof holdsSaid>;
}

/** What may change at any time: it tells of the order, and undoes nothing that the shop has done. */
export const alwaysTaken: ReadonlySet<string> = new Set(['status', 'method', 'note', 'channel-codes', HOLDS]);

/**
 * Whether the channel's words hold an order, as it is compared from one file to the next: two files may give two reasons. Of
 * lines that are missing, which: others are news.
 */
export function holdsSaid(holds: readonly ChannelHold[]): string | null {
  if (holds.some(({ code }) => code === 'channel-shipped')) return 'shipped';
  const missing = holds.find(({ code }) => code === MISSING_HOLD);
  if (missing) return `${MISSING} ${missing.reason}`;
  return holds.some(({ code }) => (statusHolds as readonly string[]).includes(code)) ? 'wait' : null;
}

/**
 * Whether the channel's words hold an order otherwise than last time. That it is to wait, in no other words than before, says
 * nothing of an order that is held already: so a list of orders has it that was written here.
 */
function holdsAnew({ order, channelValues }: StoredContent, said: ReturnType<typeof holdsSaid>, areWordsNew: boolean): boolean {
  if (said === (channelValues.get(HOLDS) ?? null)) return false;
  return said !== 'wait' || order.holdCount === 0 || areWordsNew;
}

const MISSING = 'missing';

/** Whether a file tells of holds: one without words for states does so by what it lacks, and lifts only what it has held. */
function tellsHolds({ channelValues }: StoredContent, silent: FileOrder['silent'], said: string | null): boolean {
  return !silent.has('status') || [said, channelValues.get(HOLDS)].some((one) => one?.startsWith(MISSING));
}

type SaidOfState = Pick<FileOrder, 'draft' | 'holds' | 'silent'>;

/** Whether the channel says something that it has not said before, or that it has sent or cancelled the order. */
export function saysAnew(stored: StoredContent, incoming: Fields, { draft, holds, silent }: SaidOfState): boolean {
  if (draft?.channelState === 'cancelled' || draft?.channelState === 'shipped') return true;
  const said = holdsSaid(holds);
  if (tellsHolds(stored, silent, said) && holdsAnew(stored, said, true)) return true;
  return !newsOf(stored, fieldsOfStored(stored), incoming).next().done;
}

/** Compares an order with what its channel says of it now. */
export function planReimport(stored: StoredOrder, incoming: Fields, state: SaidOfState): ReimportPlan {
  const current = fieldsOfStored(stored);
  const own = fieldsOfShop(stored);
  const taken: string[] = [];
  const refused: string[] = [];
  const agreed: string[] = [];
  const isFree = mayChange(stored);
  const takesFields = isFree && !isPaidOtherwise(stored, incoming);
  const channelState = state.draft?.channelState;
  const isCancelledByBoth = channelState === 'cancelled' && stored.order.state === 'cancelled';
  const { channelValues } = stored;
  for (const [field, value] of newsOf(stored, current, incoming)) {
    const isOpenToChange =
      field === 'lines' || (!channelValues.has(field) && current.get(field) === own.get(field) && !isOfOtherGoods(field, stored, incoming));
    // of a line that is not taken nothing is said but how much is wanted of it: the rest stands in it
    if (isOfNewLine(field, stored) && !takesFields && (!/\.(quantity|discount)$/.test(field) || value === '0')) continue;
    if (stored.hasParts && isSplitOff(field, value, current)) refused.push(field);
    else if (value === (own.get(field) ?? null) || value === (current.get(field) ?? null)) agreed.push(field);
    else if (isOpenToChange && (takesFields || alwaysTaken.has(field))) taken.push(field);
    else if (!isCancelledByBoth) refused.push(field);
  }
  // of what the shop has changed the channel's sum is none: it follows from what else has changed
  const isOfOther = current.get('total') === null && [...taken, ...agreed].some(isOfMoney) && !refused.some(isOfMoney);
  const noted = isOfOther && refused.includes('total') ? refused.splice(refused.indexOf('total'), 1) : [];
  const wantsCancel = channelState === 'cancelled' && stored.order.state !== 'cancelled' && channelValues.get('state') !== 'cancelled';
  const cancel = wantsCancel && isFree;
  if (wantsCancel && !isFree) refused.push('state');
  const isShippedElsewhere = channelState === 'shipped' && isOpen(stored.order) && !stored.hasShipped;
  const said = holdsSaid(isShippedElsewhere ? [SHIPPED_ELSEWHERE] : state.holds);
  const isHeldAnew = isOpen(stored.order) && tellsHolds(stored, state.silent, said) && holdsAnew(stored, said, taken.includes('status'));
  if (isHeldAnew) taken.push(HOLDS);
  // a list that was written here says of an order that it is held, and for the rest what it is here: that settles nothing
  const isWrittenHere = said === 'wait' && !isHeldAnew && channelValues.get(HOLDS) !== 'wait';
  return {
    outcome: refused.length > 0 ? 'conflict' : taken.length > 0 || cancel ? 'updated' : 'unchanged',
    taken,
    refused,
    agreed: isWrittenHere ? [] : agreed,
    noted,
    withholds: refused.some((field) => isOfNewLine(field, stored)),
    cancel,
    isShippedElsewhere,
    holdsSaid: said,
  };
}

/** Whether it is of a line that is to be of other goods, and that the shop has changed or cancelled some of: that is not taken in part. */
function isOfOtherGoods(field: string, { lines, channelValues }: StoredContent, incoming: Fields): boolean {
  const [prefix = '', position] = /^line(\d+)\./.exec(field) ?? [];
  const known = lines[Number(position) - 1];
  if (!known || !incoming.has(`${prefix}sku`) || incoming.get(`${prefix}sku`) === known.sku) return false;
  return known.cancelledQuantity > 0 || [...channelValues.keys()].some((one) => one.startsWith(prefix));
}

/** Whether it says how many lines there are, or something of one that the order does not have. */
function isOfNewLine(field: string, { lines }: StoredContent): boolean {
  return field === 'lines' || Number(/^line(\d+)\./.exec(field)?.[1] ?? 0) > lines.length;
}

/** Nothing of a line is here any more since all of it was split off; the channel, which has sold it, says that nothing is left. */
function isSplitOff(field: string, value: string | null, current: Fields): boolean {
  return value === '0' && current.get(field) === '0' && field.endsWith('.quantity');
}

/**
 * The fields that the channel says otherwise than it said last; the same values worn off are no news, nor is that it says
 * nothing of lines that are the shop's own.
 */
function* newsOf({ channelValues }: StoredContent, current: Fields, incoming: Fields): Generator<[field: string, value: string | null]> {
  const lastOf = (field: string) => (channelValues.has(field) ? channelValues : current).get(field) ?? null;
  const others = ['ship.', 'bill.'].filter((who) =>
    partyFieldNames.some((name) => showsOther(incoming.get(who + name) ?? null, lastOf(who + name))),
  );
  const isForgotten = !others.includes('ship.') && forgetsRecipient(incoming) && !forgetsRecipient(current);
  const isLeftOut = (field: string) => (isForgotten && OF_PEOPLE.test(field)) || isContactOfSame(field, incoming, lastOf);
  for (const [field, value] of incoming) {
    const last = field === 'lines' ? (current.get(field) ?? null) : lastOf(field);
    if (value === last || (value === null && isLeftOut(field))) continue;
    const line = /^line\d+/.exec(field)?.[0];
    if (line && channelValues.get(`${line}.sku`) === null && incoming.get(`${line}.quantity`) === '0') continue;
    const isOther = others.some((who) => field.startsWith(who));
    if (isOther || !(isLess(field, value, last) || isLess(field, value, current.get(field) ?? null))) yield [field, value];
  }
}

const OF_PEOPLE = /^(ship\.|bill$|bill\.)/;
const CONTACT = /^((?:ship|bill)\.)(?:email|phone)$/;

/** Whether it is how to reach somebody who is named as before: channels leave that out once an order is done. */
function isContactOfSame(field: string, incoming: Fields, lastOf: (field: string) => string | null): boolean {
  const [, who] = CONTACT.exec(field) ?? [];
  if (who === undefined) return false;
  return ['name', 'address1'].every((name) => {
    const [said, last] = [incoming.get(who + name), lastOf(who + name)];
    return said === undefined || said === last || isWorn(who + name, said, last);
  });
}

/** Whether a file says the same with less of it left. */
function isLess(field: string, said: string | null, known: string | null): boolean {
  if (!field.endsWith(`.${LINE_RECIPIENT}`) || said === null || known === null) return isWorn(field, said, known);
  const whole = JSON.parse(known) as (string | null)[];
  const party = JSON.parse(said) as (string | null)[];
  return party.every((value, index) => {
    const kept = whole[index] ?? null;
    return value === kept || isWorn(`ship.${partyFieldNames[index]}`, value, kept);
  });
}

/** The channel says an order has gone that is still to be sent here. */
export const SHIPPED_ELSEWHERE: ChannelHold = { code: 'channel-shipped', reason: '' };

/** Whether nothing the shop has done would be undone: nothing packed, sent, invoiced or returned, and not cancelled. */
function mayChange({ order, hasShipment, hasInvoice, hasReturn }: StoredOrder): boolean {
  return order.state !== 'cancelled' && (isOpen(order) || order.history) && !hasShipment && !hasInvoice && !hasReturn;
}

/** What has been paid stays paid in the currency it was paid in: no order changes to another one then. */
function isPaidOtherwise({ order }: StoredOrder, incoming: Fields): boolean {
  return order.paidMinor > 0 && incoming.has('currency') && incoming.get('currency') !== order.currency;
}

/** Whether something is still to be done for it. */
export function isOpen({ state, history }: Order): boolean {
  return !history && (state === 'new' || state === 'confirmed');
}
