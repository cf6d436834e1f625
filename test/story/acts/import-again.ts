// An order that its channel sends again with other words: what is taken, and what comes too late and is only kept in mind.
import { FREIGHT, type Order, type Shop } from '../model.ts';
import { moneyOf } from '../money.ts';
import { creditedMinor, invoicedOf } from '../progress.ts';
import { release, serve } from '../rules.ts';
import { newLine, pay, type SaidOrder } from './import.ts';
import { micros } from './product.ts';

type Fields = Map<string, string | null>;

/** What becomes of an order that came again, and whether it is to be looked over. */
interface Taken {
  readonly outcome: 'updated' | 'unchanged' | 'conflict';
  readonly isMoved: boolean;
}

/** Takes what may be taken. */
export function takeAgain(shop: Shop, order: Order, came: SaidOrder): Taken {
  const said = { ...came, lines: inPlace(order, came.lines) };
  const incoming = fieldsSaid(said);
  const current = fieldsOf(order);
  const { taken, refused } = sift(shop, order, incoming, current);
  const saidMinor = moneyOf({ ...order, ...asSaid(shop, said) }).totalMinor;
  const takesMore = taken.some((field) => field !== 'note');
  if (takesMore) rewrite(shop, order, said, taken, incoming, current);
  else if (taken.includes('note')) order.note = said.note ?? null;
  for (const field of refused) order.channelSays.set(field, incoming.get(field) ?? null);
  const isPaid = said.paid === true && pay(shop, order, saidMinor);
  const isOpen = order.state === 'new' || order.state === 'confirmed';
  if (refused.length > 0 && isOpen && !order.holds.includes('channel-conflict')) order.holds.push('channel-conflict');
  const outcome = refused.length > 0 ? 'conflict' : taken.length > 0 || isPaid ? 'updated' : 'unchanged';
  return { outcome, isMoved: takesMore && order.state !== 'cancelled' };
}

/** The lines as the order has them, each found by its SKU; those it does not have fill the gaps, and follow. */
function inPlace(order: Order, lines: SaidOrder['lines']): SaidOrder['lines'] {
  const left = [...lines];
  const take = (at: number) => (at < 0 ? undefined : left.splice(at, 1)[0]);
  const known = order.lines.map(({ sku }) => take(left.findIndex((line) => line.sku === sku)));
  return [...known.map((line) => line ?? left.shift()), ...left].filter((line) => line !== undefined);
}

/** A field is taken where only the channel has changed it, while nothing was done that this would undo; a note always. */
function sift(shop: Shop, order: Order, incoming: Fields, current: Fields) {
  const isDocumented = shop.documents.some((one) => one.order === order.id);
  const isFree = mayChange(shop, order) && !(isDocumented && Number(incoming.get('lines')) < order.lines.length);
  const taken: string[] = [];
  const refused: string[] = [];
  for (const [field, value] of incoming) {
    const own = current.get(field) ?? null;
    const isKnown = order.channelSays.has(field);
    const last = isKnown ? (order.channelSays.get(field) ?? null) : own;
    if (value === last) continue;
    const isOurs = isKnown && value !== own;
    (!isOurs && (isFree || field === 'note') ? taken : refused).push(field);
  }
  return { taken, refused };
}

function mayChange(shop: Shop, order: Order): boolean {
  const own = <T extends { order: string }>(all: readonly T[]) => all.filter((one) => one.order === order.id);
  const isOpen = order.state === 'new' || order.state === 'confirmed';
  const isPacked = own(shop.shipments).some(({ state }) => state !== 'cancelled');
  const isInvoiced = [FREIGHT, ...order.lines.keys()].some((line) => invoicedOf(shop, order.id, line) > 0);
  return isOpen && !isPacked && !isInvoiced && creditedMinor(shop, order) === 0 && own(shop.returns).length === 0;
}

/** The order is new again where goods or money change, and is written anew, but for what stays. */
function rewrite(shop: Shop, order: Order, said: SaidOrder, taken: readonly string[], incoming: Fields, current: Fields): void {
  const stays = (field: string) => !taken.includes(field) && incoming.get(field) !== (current.get(field) ?? null);
  if (order.state === 'confirmed' && taken.some((field) => field === 'shipping' || field.startsWith('line'))) {
    const { skus } = release(shop, order);
    order.state = 'new';
    serve(shop, skus);
  }
  const { shippingMinor, note, lines } = asSaid(shop, said);
  if (!stays('shipping')) order.shippingMinor = shippingMinor;
  if (!stays('note')) order.note = note;
  if (![...incoming.keys()].some((field) => field.startsWith('line') && stays(field)))
    order.lines.splice(0, Number.POSITIVE_INFINITY, ...lines);
}

/** Whether prices contain tax the file does not say: it stays as it was. */
function asSaid(shop: Shop, { lines, shipping = 0, note }: SaidOrder) {
  return {
    shippingMinor: shipping,
    note: note ?? null,
    lines: lines.map((line) => newLine(shop, line)),
  };
}

/** What a file says; a price it leaves to the shop is not compared. */
function fieldsSaid({ shipping = 0, note, lines }: SaidOrder): Fields {
  const fields: Fields = new Map([
    ['shipping', String(shipping)],
    ['note', note ?? null],
    ['lines', String(lines.length)],
  ]);
  for (const [index, { sku, quantity, price }] of lines.entries()) {
    fields.set(`line${index}.sku`, sku);
    fields.set(`line${index}.quantity`, String(quantity));
    if (price !== undefined) fields.set(`line${index}.price`, String(micros(price)));
  }
  return fields;
}

function fieldsOf({ shippingMinor, note, lines }: Order): Fields {
  const fields: Fields = new Map([
    ['shipping', String(shippingMinor)],
    ['note', note],
    ['lines', String(lines.length)],
  ]);
  for (const [index, { sku, quantity, priceMicros }] of lines.entries()) {
    fields.set(`line${index}.sku`, sku);
    fields.set(`line${index}.quantity`, String(quantity));
    fields.set(`line${index}.price`, String(priceMicros));
  }
  return fields;
}
