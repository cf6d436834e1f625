// Parcels made, sent, called off, arrived.
import { type Act, flag, type Sketch } from '../act.ts';
import { onEach, type Result } from '../answer.ts';
import { dueOf, isExpired, isSamePlace, type Piece, put } from '../goods.ts';
import { type Line, type Order, orderById, type PlacedQuantity, type Product, Refusal, type Shipment, type Shop, sum } from '../model.ts';
import { progress, quantityIn, reservedFor } from '../progress.ts';
import type { Random } from '../random.ts';
import { findOrder, mayGoInPart, reserve, serve, servedBefore, typed } from '../rules.ts';
import { hasLeft } from '../standing.ts';
import { drawName, drawNth, drawWho, idsOf, lineOf, type Nth, theNth, type Who } from './who.ts';

export const shipmentCreate: Act<Who> = {
  needs: ['names'],
  draw: (random, sketch) => drawWho(random, sketch, (order) => isReady(sketch.shop, order)),
  line: (who, shop) => lineOf(shop, ['shipment', 'create'], who),
  expect: (who, shop) =>
    onEach(
      shop,
      idsOf(shop, who, () => readyToShip(shop)),
      (id) => create(shop, findOrder(shop, id)),
    ),
};

function create(shop: Shop, order: Order): Result {
  const own = shop.shipments.filter((one) => one.order === order.id);
  refuseExpired(shop, order);
  const made = plan(shop, order);
  const last = (open: boolean) => own.filter(({ state }) => (open ? state === 'open' : state !== 'cancelled')).at(-1)?.id as string;
  if (made === 'packed' || made === 'done') return { id: last(made === 'packed'), outcome: 'unchanged' };
  shop.shipments.push(made);
  return { id: made.id, outcome: 'created', order: order.id, units: sum(made.lines.map(({ quantity }) => quantity)) };
}

/** What may leave now: everything that is reserved and on no open shipment. */
function plan(shop: Shop, order: Order): Shipment | 'packed' | 'done' {
  refuseUnshippable(order);
  const goods = order.lines.flatMap((line, index) =>
    line.shippable ? [{ line: index, wanted: dueOf(shop, order, index), ...progress(shop, order, index) }] : [],
  );
  if (sum(goods.map((line) => line.wanted)) === 0) throw new Refusal('order-nothing-to-ship');
  const packed = sum(goods.map((line) => line.packed));
  const left = sum(goods.map((line) => line.wanted - line.shipped - line.packed));
  const ready = goods.flatMap(({ line }) => freeToPack(shop, order, line));
  const units = sum(goods.map((line) => line.reserved - line.packed));
  if (left <= 0) return packed > 0 ? 'packed' : 'done';
  if (units === 0 && packed > 0) return 'packed';
  if (units === 0) throw new Refusal('order-not-reserved');
  if (units < left && !mayGoInPart(shop, order)) throw new Refusal('order-partly-reserved');
  const id = `S${shop.shipments.length + 1}`;
  return { id, order: order.id, state: 'open', carrier: null, tracking: null, lines: ready };
}

/** What of a line is reserved and on no open shipment, piece by piece as it was reserved. */
function freeToPack(shop: Shop, order: Order, line: number): PlacedQuantity[] {
  const open = shop.shipments.filter((one) => one.order === order.id && one.state === 'open').flatMap(({ lines }) => lines);
  return (order.lines[line] as Line).reserved.flatMap((piece) => {
    const packed = quantityIn(
      open.filter((one) => isSamePlace(one, piece)),
      line,
    );
    return piece.quantity > packed ? [{ ...piece, line, quantity: piece.quantity - packed }] : [];
  });
}

function refuseUnshippable(order: Order): void {
  if (order.state === 'new' || order.state === 'cancelled') throw new Refusal('order-not-confirmed');
  if (order.holds.length > 0) throw new Refusal('order-held');
}

/** What was promised of a lot that has expired since is not packed. */
function refuseExpired(shop: Shop, order: Order): void {
  refuseUnshippable(order);
  const promised = order.lines.flatMap(({ reserved }) => reserved);
  if (promised.some(({ sku, lot }) => isExpired(shop, shop.products.get(sku) as Product, lot))) throw new Refusal('lot-expired');
}

function isReady(shop: Shop, order: Order): boolean {
  try {
    return order.state === 'confirmed' && typeof plan(shop, order) === 'object';
  } catch {
    return false;
  }
}

function readyToShip(shop: Shop): string[] {
  return [...shop.orders]
    .sort(servedBefore)
    .filter((order) => isReady(shop, order))
    .map(({ id }) => id);
}

function drawShipment(random: Random, sketch: Sketch, wanted: Shipment['state']): Nth | undefined {
  return drawNth(random, sketch, sketch.shop.shipments, ({ state }) => state === wanted);
}

function shipmentId(shop: Shop, nth: Nth): string {
  return theNth(shop, nth, shop.shipments)?.id ?? 'S999';
}

function findShipment(shop: Shop, id: string): Shipment {
  const shipment = shop.shipments.find((one) => one.id === id);
  if (!shipment) throw new Refusal('shipment-unknown');
  return shipment;
}

interface Shipping {
  /** An order's name, or one of its shipments; undefined: every open shipment. */
  readonly what?: string | Nth;
  readonly carrier: string;
  readonly tracking?: string;
}

export const shipmentShip: Act<Shipping> = {
  needs: ['carrier', 'name', 'nth'],
  draw(random, sketch) {
    const isGoing = (order: Order) => order.state === 'confirmed' && order.lines.some((line) => reservedFor(line) > 0);
    const what = random.percent(60) ? drawName(random, sketch, isGoing) : drawShipment(random, sketch, 'open');
    if (what === undefined && random.percent(95)) return undefined;
    return { what, carrier: random.pick(['UPS', 'UPS', 'Correos']), tracking: random.maybe(40, () => random.pick(['T100', 'T200'])) };
  },
  line: ({ what, carrier, tracking }, shop) => ({
    argv: ['shipment', 'ship', idOf(shop, what), '--carrier', carrier, ...flag('tracking', tracking)],
  }),
  expect({ what, carrier, tracking = null }, shop) {
    const ids = what === undefined ? shop.shipments.filter(({ state }) => state === 'open').map(({ id }) => id) : [idOf(shop, what)];
    if (ids.length > 1 && tracking !== null) throw new Refusal('flags-conflict');
    return onEach(shop, ids, (id) =>
      /^S\d+$/.test(id) ? ship(shop, findShipment(shop, id), carrier, tracking) : shipOrder(shop, findOrder(shop, id), carrier, tracking),
    );
  },
};

function idOf(shop: Shop, what: Shipping['what']): string {
  return what === undefined ? '--all' : typeof what === 'string' ? typed(shop, what) : shipmentId(shop, what);
}

function shipOrder(shop: Shop, order: Order, carrier: string, tracking: string | null): Result {
  const own = shop.shipments.filter((one) => one.order === order.id && one.state !== 'cancelled');
  const repeated = tracking && own.find((one) => one.state !== 'open' && one.carrier === carrier && one.tracking === tracking);
  if (repeated) return { id: repeated.id, outcome: 'unchanged' };
  const open = own.filter(({ state }) => state === 'open');
  if (open.length > 1) throw new Refusal('order-shipments-several');
  return ship(shop, open[0] ?? made(shop, order) ?? (own.at(-1) as Shipment), carrier, tracking);
}

/** What is missing is reserved and everything put on a shipment; undefined where all has left. */
function made(shop: Shop, order: Order): Shipment | undefined {
  refuseUnshippable(order);
  if (order.state === 'confirmed') {
    serve(shop, []);
    reserve(shop, order);
  }
  refuseExpired(shop, order);
  const shipment = plan(shop, order);
  if (typeof shipment === 'string') return undefined;
  shop.shipments.push(shipment);
  return shipment;
}

function ship(shop: Shop, shipment: Shipment, carrier: string, tracking: string | null): Result {
  const { id, order: of } = shipment;
  if (shipment.state === 'shipped' || shipment.state === 'delivered') {
    if (shipment.carrier !== carrier) throw new Refusal('shipment-shipped');
    if (tracking === null || shipment.tracking === tracking) return { id, outcome: 'unchanged' };
    if (shipment.tracking !== null) throw new Refusal('shipment-shipped');
    shipment.tracking = tracking;
    return { id, outcome: 'tracked' };
  }
  if (shipment.state === 'cancelled') throw new Refusal('shipment-cancelled');
  const order = orderById(shop, of);
  refuseUnshippable(order);
  if (shipment.lines.some(({ sku, lot }) => isExpired(shop, shop.products.get(sku) as Product, lot))) throw new Refusal('lot-expired');
  for (const piece of shipment.lines) leave(shop, order.lines[piece.line] as Line, piece);
  Object.assign(shipment, { state: 'shipped', carrier, tracking });
  if (hasLeft(shop, order)) order.warnings = order.warnings.filter((warning) => warning !== 'stock-short');
  return { id, outcome: 'shipped', order: of };
}

/** What was promised is used up, and gone from its shelf. */
function leave(shop: Shop, line: Line, piece: Piece): void {
  const promised = line.reserved.find((one) => isSamePlace(one, piece));
  if (promised) promised.quantity -= piece.quantity;
  line.reserved = line.reserved.filter(({ quantity }) => quantity > 0);
  put(shop.products.get(piece.sku) as Product, piece.location, piece.lot, -piece.quantity);
}

interface Closing {
  readonly verb: 'cancel' | 'deliver';
  readonly what: Nth;
}

export const shipmentClose: Act<Closing> = {
  needs: ['verb', 'what', 'name', 'nth'],
  draw(random, sketch) {
    const verb = random.pick(['cancel', 'deliver'] as const);
    const what = drawShipment(random, sketch, verb === 'cancel' ? 'open' : 'shipped');
    return what && { verb, what };
  },
  line: ({ verb, what }, shop) => ({ argv: ['shipment', verb, shipmentId(shop, what)] }),
  expect: ({ verb, what }, shop) =>
    onEach(shop, [shipmentId(shop, what)], (id) => close(findShipment(shop, id), verb === 'cancel' ? 'cancelled' : 'delivered')),
};

function close(shipment: Shipment, to: 'cancelled' | 'delivered'): Result {
  const { id, state } = shipment;
  if (state === to) return { id, outcome: 'unchanged' };
  if (state === 'cancelled') throw new Refusal('shipment-cancelled');
  if (to === 'cancelled' && state !== 'open') throw new Refusal('shipment-shipped');
  if (to === 'delivered' && state === 'open') throw new Refusal('shipment-not-shipped');
  shipment.state = to;
  return { id, outcome: to };
}
