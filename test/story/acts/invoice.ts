// Invoices issued, and given back.
import { type Act, flag, on } from '../act.ts';
import { onceFor, onEach, type Result } from '../answer.ts';
import { isOfApproval } from '../approval.ts';
import { unitsIn } from '../goods.ts';
import {
  type Document,
  type DocumentLine,
  FREIGHT,
  type Line,
  type Order,
  orderById,
  type Quantity,
  Refusal,
  type Shipment,
  type Shop,
  wanted,
} from '../model.ts';
import { invoicedOf, progress, quantityIn } from '../progress.ts';
import type { Random } from '../random.ts';
import { findOrder, typed } from '../rules.ts';
import { keys } from './stock.ts';
import { drawNth, drawWho, idsOf, lineOf, type Nth, theNth, type Who } from './who.ts';

interface Issuing {
  readonly who: Who;
  /** The nth shipment of the first order named, instead of the orders. */
  readonly nth?: number;
}

export const invoiceIssue: Act<Issuing> = {
  needs: ['who', 'names'],
  draw(random, { shop, skus }) {
    const who = drawWho(random, { shop, skus }, (order) => isInvoiceable(shop, order));
    return who && { who, nth: random.maybe(25, () => random.whole(1, 2)) };
  },
  line: ({ who, nth }, shop) => lineOf(shop, ['invoice', 'issue'], targets(shop, who, nth)),
  expect: ({ who, nth }, shop) =>
    onEach(
      shop,
      idsOf(shop, targets(shop, who, nth), () => invoiceable(shop)),
      (id) => issue(shop, id),
    ),
};

function targets(shop: Shop, who: Who, nth: number | undefined): Who {
  const first = who.names[0];
  if (nth === undefined || first === undefined) return who;
  const own = shop.shipments.filter(({ order }) => order === typed(shop, first));
  return { ...who, names: [own[nth - 1]?.id ?? 'S999'] };
}

function invoiceable(shop: Shop): string[] {
  return shop.orders
    .filter((order) => isInvoiceable(shop, order) && order.holds.every((hold) => hold === 'unpaid'))
    .sort((a, b) => (a.orderedAt === b.orderedAt ? 0 : a.orderedAt < b.orderedAt ? -1 : 1))
    .map(({ id }) => id);
}

function isInvoiceable(shop: Shop, order: Order): boolean {
  const isConfirmed = order.state === 'confirmed' || order.state === 'completed';
  const hasFreight = order.shippingMinor > 0 && invoicedOf(shop, order.id, FREIGHT) === 0;
  return isConfirmed && order.errors.length === 0 && (hasFreight || left(shop, order, undefined).length > 0);
}

function issue(shop: Shop, id: string): Result {
  const shipment = shop.shipments.find((one) => one.id === id) ?? null;
  if (!shipment && /^S\d+$/.test(id)) throw new Refusal('shipment-unknown');
  const order = shipment ? orderById(shop, shipment.order) : findOrder(shop, id);
  if (order.state === 'cancelled') throw new Refusal('order-not-invoiceable');
  if (shipment?.state === 'cancelled') throw new Refusal('shipment-cancelled');
  if (order.errors.length > 0) throw new Refusal('order-has-problems');
  if (order.state === 'new') throw new Refusal('order-not-confirmed');
  if (order.holds.some(isOfApproval)) throw new Refusal('order-held');
  const lines = left(shop, order, shipment?.id);
  const earlier = invoicesOf(shop, order.id);
  const hasFreight = order.shippingMinor > 0 && invoicedOf(shop, order.id, FREIGHT) === 0;
  if (lines.length === 0 && (shipment || !hasFreight)) {
    const own = shipment ? earlier.filter((one) => one.shipment === shipment.id) : [];
    return { id: (own.at(-1) ?? earlier.at(-1))?.number ?? id, outcome: 'unchanged' };
  }
  if (hasFreight) lines.push({ line: FREIGHT, quantity: 1 });
  const number = nextNumber(shop, 'invoice');
  shop.documents.push({ number, kind: 'invoice', order: order.id, shipment: shipment?.id, totalMinor: 0, lines });
  return { id: number, outcome: 'issued' };
}

function invoices(shop: Shop): Document[] {
  return shop.documents.filter(({ kind }) => kind === 'invoice');
}

function invoicesOf(shop: Shop, order: string): Document[] {
  return invoices(shop).filter((one) => one.order === order);
}

/** What of an order, or of one of its shipments, is on no invoice. */
function left(shop: Shop, order: Order, shipment: string | undefined): Quantity[] {
  return order.lines.flatMap((line, index) => {
    const { invoiced, neverInvoiced } = progress(shop, order, index);
    const open = wanted(line) - invoiced - neverInvoiced;
    const quantity = shipment === undefined ? open : Math.min(open, leftOfShipment(shop, shipment, index));
    return quantity > 0 ? [{ line: index, quantity }] : [];
  });
}

function leftOfShipment(shop: Shop, shipment: string, line: number): number {
  const own = shop.documents.filter((one) => one.shipment === shipment);
  const taken = own.flatMap(({ lines }) => lines);
  const givenBack = shop.documents
    .filter(({ reissue }) => reissue)
    .flatMap(({ lines }) => lines.filter(({ original }) => own.some(({ number }) => number === original)));
  const sent = shop.shipments.find(({ id }) => id === shipment) as Shipment;
  const pieces = sent.lines.filter((one) => one.line === line);
  return unitsIn(orderById(shop, sent.order).lines[line] as Line, pieces) - quantityIn(taken, line) + quantityIn(givenBack, line);
}

/** Without a gap, each kind and year by itself. */
export function nextNumber(shop: Shop, kind: Document['kind']): string {
  const series = `${kind === 'invoice' ? 'INV' : 'CN'}-${shop.now.slice(0, 4)}-`;
  const used = shop.documents.filter(({ number }) => number.startsWith(series)).length;
  return series + String(used + 1).padStart(4, '0');
}

interface Crediting extends Nth {
  /** Of a line of the invoice, by its place from 1. */
  readonly line?: { readonly position: number; readonly quantity: number };
  readonly reissue?: boolean;
  readonly key?: string;
}

export const invoiceCredit: Act<Crediting> = {
  needs: ['name', 'nth', 'position', 'quantity'],
  draw(random, sketch) {
    const invoice = drawNth(random, sketch, invoices(sketch.shop), () => true);
    return invoice && { ...invoice, ...drawCredit(random) };
  },
  line: (data, shop) => ({ argv: [...words(data, shop), ...flag('key', data.key)] }),
  expect: (data, shop) => onceFor(shop, data.key, words(data, shop).join('\n'), () => credit(data, shop)),
};

function drawCredit(random: Random): Omit<Crediting, keyof Nth> {
  return {
    line: random.maybe(50, () => ({ position: random.whole(1, 3), quantity: random.whole(1, 3) })),
    reissue: random.maybe(50, () => true),
    key: random.maybe(10, () => random.pick(keys)),
  };
}

function words({ line, reissue, ...nth }: Crediting, shop: Shop): string[] {
  const only = [...(line ? ['--line', `${line.position}=${line.quantity}`] : []), ...on('reissue', reissue)];
  return ['invoice', 'credit', theNth(shop, nth, invoices(shop))?.number ?? 'INV-0', '--reason', 'wrong price', ...only];
}

function credit({ line, reissue, ...nth }: Crediting, shop: Shop): Result {
  const invoice = theNth(shop, nth, invoices(shop));
  if (!invoice) throw new Refusal('invoice-unknown');
  const wished = line === undefined ? invoice.lines : [invoice.lines[line.position - 1]];
  const lines = wished.flatMap((one) => {
    if (!one) throw new Refusal('invoice-line-unknown');
    const quantity = Math.min(line?.quantity ?? one.quantity, leftToCredit(shop, invoice, one.line));
    return quantity > 0 ? [{ line: one.line, quantity, original: invoice.number }] : [];
  });
  const notes = shop.documents.filter((note) => note.lines.some(({ original }) => original === invoice.number));
  if (lines.length === 0 && reissue && notes.some((note) => !note.reissue)) throw new Refusal('invoice-credited');
  if (lines.length === 0) return { id: notes.at(-1)?.number ?? invoice.number, outcome: 'unchanged' };
  const number = nextNumber(shop, 'credit-note');
  shop.documents.push({ number, kind: 'credit-note', order: invoice.order, reissue, totalMinor: 0, lines });
  return { id: number, outcome: 'credited', reissue: reissue === true };
}

function leftToCredit(shop: Shop, invoice: Document, line: number): number {
  const given = shop.documents.flatMap(({ lines }) => lines.filter(({ original }) => original === invoice.number));
  return quantityIn(invoice.lines, line) - quantityIn(given, line);
}

/** What of these goods can be credited, from the order's invoices, oldest first. */
export function creditable(shop: Shop, order: string, goods: readonly Quantity[]): DocumentLine[] {
  return goods.flatMap(({ line, quantity }) => {
    let open = quantity;
    return invoicesOf(shop, order).flatMap((invoice) => {
      const taken = Math.min(open, leftToCredit(shop, invoice, line));
      open -= taken;
      return taken > 0 ? [{ line, quantity: taken, original: invoice.number }] : [];
    });
  });
}
