// Where an order stands by its documents, reckoned from the model alone.
import { dueOf } from './goods.ts';
import { FREIGHT, type Line, type Order, type Shop, sum, wanted } from './model.ts';
import { moneyOf } from './money.ts';
import { creditedMinor, invoicedOf, progress } from './progress.ts';

/** Still to be paid, or below zero to be given back. */
export function owedMinor(shop: Shop, order: Order): number {
  const charged = order.state === 'cancelled' ? 0 : moneyOf(order).totalMinor - creditedMinor(shop, order);
  return charged - order.paidMinor + order.refundedMinor;
}

type Sums = ReturnType<typeof progress> & { readonly wanted: number };

function sumsOf(shop: Shop, order: Order, onlyGoods: boolean): Sums {
  const wish = (line: Line, index: number) => (onlyGoods ? dueOf(shop, order, index) : wanted(line));
  const lines = order.lines.map((line, index) => ({ wanted: wish(line, index), ...progress(shop, order, index) }));
  const counted = lines.filter((_, index) => !onlyGoods || order.lines[index]?.shippable);
  const total = (field: keyof Sums) => sum(counted.map((line) => line[field]));
  return {
    wanted: total('wanted'),
    reserved: total('reserved'),
    packed: total('packed'),
    shipped: total('shipped'),
    delivered: total('delivered'),
    invoiced: total('invoiced'),
    returnAsked: total('returnAsked'),
    returned: total('returned'),
    neverInvoiced: total('neverInvoiced'),
  };
}

/** The states as `order show` says them; completes the order, or opens it again. */
export function standing(shop: Shop, order: Order) {
  const all = sumsOf(shop, order, false);
  const fulfilmentState = fulfilment(order, sumsOf(shop, order, true));
  const returnState = returning(all);
  const invoiceState = invoicing(shop, order, all);
  const chargedMinor = moneyOf(order).totalMinor - creditedMinor(shop, order);
  if (order.state === 'confirmed' || order.state === 'completed') {
    const hasLeft = fulfilmentState === 'shipped' || fulfilmentState === 'delivered';
    const isSettled = chargedMinor === order.paidMinor - order.refundedMinor;
    order.state = hasLeft && invoiceState === 'invoiced' && isSettled && returnState !== 'asked' ? 'completed' : 'confirmed';
  }
  return { state: order.state, paymentState: payment(order, chargedMinor), fulfilmentState, returnState, invoiceState };
}

function fulfilment({ state }: Order, { wanted: all, reserved, packed, shipped, delivered }: Sums): string {
  if (shipped > 0) return shipped < all ? 'partly-shipped' : delivered < all ? 'shipped' : 'delivered';
  const isConfirmed = state === 'confirmed' || state === 'completed';
  if (all === 0) return isConfirmed ? 'shipped' : 'unreserved';
  if (packed > 0) return packed < all ? 'picking' : 'packed';
  if (reserved >= all) return 'reserved';
  return isConfirmed ? 'backordered' : 'unreserved';
}

/** Whether all goods of an order have left. */
export function hasLeft(shop: Shop, order: Order): boolean {
  return ['shipped', 'delivered'].includes(fulfilment(order, sumsOf(shop, order, true)));
}

function returning({ wanted: all, returnAsked, returned }: Sums): string {
  if (returnAsked > returned) return 'asked';
  if (returned === 0) return 'none';
  return returned < all ? 'partly-returned' : 'returned';
}

function invoicing(shop: Shop, { id, shippingMinor }: Order, { wanted: all, invoiced, neverInvoiced }: Sums): string {
  const freight = invoicedOf(shop, id, FREIGHT);
  const isOpen = invoiced + neverInvoiced < all || (shippingMinor > 0 && freight === 0);
  const isAgain = shop.documents.some(({ order, reissue }) => order === id && reissue);
  if (invoiced + freight === 0 && !isAgain && (isOpen || neverInvoiced === 0)) return 'none';
  return isOpen ? 'partly-invoiced' : 'invoiced';
}

function payment({ paidMinor, refundedMinor, state }: Order, chargedMinor: number): string {
  if (refundedMinor > 0) return refundedMinor < paidMinor ? 'partly-refunded' : 'refunded';
  if (paidMinor > 0) return paidMinor < chargedMinor ? 'partly-paid' : 'paid';
  return chargedMinor <= 0 && state !== 'cancelled' ? 'paid' : 'unpaid';
}
