// An order that its channel sends again with other words: what is taken, and what comes too late and is only kept in mind.
import { FREIGHT, type Line, type Order, type Shop } from '../model.ts';
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
  const { taken, refused, agreed } = sift(shop, order, incoming, current);
  const saidMinor = moneyOf({ ...order, ...asSaid(shop, order, came.shipping, said) }).totalMinor;
  const takesMore = taken.some((field) => field !== 'note');
  if (takesMore) rewrite(shop, order, said, taken, incoming, current);
  else if (taken.includes('note')) order.note = said.note ?? null;
  if (refused.some((field) => isOfNewLine(field, current)))
    for (const line of said.lines.slice(order.lines.length)) order.lines.push(newLine(shop, order, { ...line, quantity: 0 }));
  for (const field of refused) order.channelSays.set(field, incoming.get(field) ?? null);
  settle(order, [...taken, ...agreed], refused);
  const isPaid = said.paid === true && pay(shop, order, saidMinor);
  const outcome = refused.length > 0 ? 'conflict' : taken.length > 0 || isPaid ? 'updated' : 'unchanged';
  return { outcome, isMoved: takesMore && order.state !== 'cancelled' };
}

/** What is not taken holds the order until somebody settles it, or shop and channel say the same. */
function settle(order: Order, settled: readonly string[], refused: readonly string[]): void {
  for (const field of settled) order.unsettled.delete(field);
  if (settled.length > 0 && order.unsettled.size === 0) order.holds = order.holds.filter((hold) => hold !== CONFLICT);
  for (const field of refused) order.unsettled.add(field);
  const isOpen = order.state === 'new' || order.state === 'confirmed';
  if (refused.length > 0 && isOpen && !order.holds.includes(CONFLICT)) order.holds.push(CONFLICT);
}

const CONFLICT = 'channel-conflict';

/** A line of the file where the order has it, or where it has none left of one that the file does not have. */
type PlacedLine = SaidOrder['lines'][number] & { readonly isMissing?: boolean };

interface PlacedOrder extends Omit<SaidOrder, 'lines'> {
  readonly lines: readonly PlacedLine[];
}

/** The lines as the order has them, each found by SKU and price, then by SKU; those it does not have follow. */
function inPlace(order: Order, lines: SaidOrder['lines']): readonly PlacedLine[] {
  const left = [...lines];
  const found = new Map<Line, PlacedLine>();
  for (const isSame of [isAlike, ({ sku }: PlacedLine, line: Line) => sku === line.sku])
    for (const line of order.lines) {
      const at = found.has(line) ? -1 : left.findIndex((one) => isSame(one, line));
      if (at >= 0) found.set(line, left.splice(at, 1)[0] as PlacedLine);
    }
  return [...order.lines.map((line) => found.get(line) ?? { sku: line.sku, quantity: 0, isMissing: true }), ...left];
}

function isAlike({ sku, price }: PlacedLine, line: Line): boolean {
  return sku === line.sku && price !== undefined && micros(price) === line.priceMicros;
}

/** A field is taken where only the channel has changed it, while nothing was done that this would undo; a note always. */
function sift(shop: Shop, order: Order, incoming: Fields, current: Fields) {
  const isFree = mayChange(shop, order);
  const taken: string[] = [];
  const refused: string[] = [];
  const agreed: string[] = [];
  for (const [field, value] of incoming) {
    const own = current.get(field) ?? null;
    const isKnown = field !== 'lines' && order.channelSays.has(field);
    const last = isKnown ? (order.channelSays.get(field) ?? null) : own;
    if (value === last) continue;
    // of a line that is not taken only how much is wanted of it is told
    if (isOfNewLine(field, current) && !isFree && !field.endsWith('.quantity')) continue;
    if (value === own) agreed.push(field);
    else (!isKnown && (isFree || field === 'note') ? taken : refused).push(field);
  }
  return { taken, refused, agreed };
}

function isOfNewLine(field: string, current: Fields): boolean {
  return field === 'lines' || Number(/^line(\d+)\./.exec(field)?.[1] ?? -1) >= Number(current.get('lines'));
}

function mayChange(shop: Shop, order: Order): boolean {
  const own = <T extends { order: string }>(all: readonly T[]) => all.filter((one) => one.order === order.id);
  const isOpen = order.state === 'new' || order.state === 'confirmed';
  const isPacked = own(shop.shipments).some(({ state }) => state !== 'cancelled');
  const isInvoiced = [FREIGHT, ...order.lines.keys()].some((line) => invoicedOf(shop, order.id, line) > 0);
  return isOpen && !isPacked && !isInvoiced && creditedMinor(shop, order) === 0 && own(shop.returns).length === 0;
}

/** The order is new again where goods or money change, and is written anew, but for what stays. */
function rewrite(shop: Shop, order: Order, said: PlacedOrder, taken: readonly string[], incoming: Fields, current: Fields): void {
  const stays = (field: string) => !taken.includes(field) && incoming.get(field) !== (current.get(field) ?? null);
  if (order.state === 'confirmed' && taken.some((field) => field === 'shipping' || field.startsWith('line'))) {
    const { skus } = release(shop, order);
    order.state = 'new';
    serve(shop, skus);
  }
  const { shippingMinor, note, lines } = asSaid(shop, order, said.shipping, said);
  if (!stays('shipping')) order.shippingMinor = shippingMinor;
  if (!stays('note')) order.note = note;
  if (![...incoming.keys()].some((field) => field.startsWith('line') && stays(field)))
    order.lines.splice(0, Number.POSITIVE_INFINITY, ...lines);
}

/** Whether prices contain tax the file does not say: it stays as it was. */
function asSaid(shop: Shop, order: Order, shipping = 0, { lines, note }: PlacedOrder) {
  return {
    shippingMinor: shipping,
    note: note ?? null,
    lines: lines.map((line, index) => (line.isMissing ? noneOf(shop, order, order.lines[index] as Line) : newLine(shop, order, line))),
  };
}

/** A line of which nothing is left costs what it did. */
function noneOf(shop: Shop, order: Order, line: Line): Line {
  const none = newLine(shop, order, { sku: line.sku, quantity: 0 });
  return line.priceAssumed ? none : { ...none, priceMicros: line.priceMicros, priceAssumed: false };
}

/** What a file says; a price it leaves to the shop is not compared. */
function fieldsSaid({ shipping = 0, note, lines }: PlacedOrder): Fields {
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
