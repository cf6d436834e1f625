// Slips of one shipment: packing slip, delivery note with prices, customs declaration.

import { exponentOf } from '../../domain/currency.ts';
import { type PackedGoods, packingSlipOf } from '../../domain/document/goods-slip.ts';
import { deliveryNoteOf } from '../../domain/document/priced-slip.ts';
import type { Printable } from '../../domain/document/printable.ts';
import { partyOf } from '../../domain/document/slip.ts';
import { type CustomsDeclaration, customsFormFor, customsOf } from '../../domain/document/trade-slip.ts';
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { planInvoice } from '../../domain/invoice/plan.ts';
import type { Order, OrderLine, Party } from '../../domain/order/order.ts';
import { crossesCustoms } from '../../domain/order/rules/customs.ts';
import type { Shipment, ShipmentLineView } from '../../domain/shipment.ts';
import type { Handle } from '../../store/database.ts';
import { linesOfOrder, orderById, partyById } from '../../store/order.ts';
import { progressOfOrder } from '../../store/order-axes.ts';
import { parcelsOfShipment } from '../../store/parcel.ts';
import { productsById } from '../../store/product.ts';
import { findShipment, linesOfShipment } from '../../store/shipment.ts';
import { unitsOfShipment } from '../../store/slip.ts';
import { languageOf } from '../invoice/freeze.ts';
import type { Shop } from '../shop.ts';
import { type SlipRequest, slipBase } from './base.ts';
import { unissuedOf } from './order-slip.ts';

interface Dispatch {
  readonly shipment: Shipment;
  readonly id: string;
  readonly order: Order;
  readonly lines: readonly OrderLine[];
  readonly to: Party;
  readonly parcels: Awaited<ReturnType<typeof parcelsOfShipment>>;
  readonly tracking: readonly string[];
}

/** Refuses `shipment-unknown`, `shipment-cancelled`. */
async function dispatchOf(db: Handle, asked: string): Promise<Dispatch> {
  const shipment = await findShipment(db, asked);
  const id = formatId('shipment', shipment.id);
  if (shipment.state === 'cancelled')
    throw new OmsError('shipment-cancelled', { shipment: id, order: formatId('order', shipment.orderId) });
  const order = await orderById(db, shipment.orderId);
  const parcels = await parcelsOfShipment(db, shipment.id);
  return {
    shipment,
    id,
    order,
    lines: await linesOfOrder(db, order.id),
    to: (await partyById(db, shipment.partyId)) ?? { name: '' },
    parcels,
    tracking: [...new Set(parcels.flatMap(({ tracking }) => tracking ?? []))],
  };
}

/** What of a weight is known of every parcel; null where one is not. */
function weightOf({ parcels }: Dispatch): number | null {
  const weights = parcels.map(({ weightGrams }) => weightGrams);
  return weights.includes(null) ? null : weights.reduce<number>((sum, grams) => sum + (grams ?? 0), 0);
}

/** What lies in the parcels, what of each line was ordered, and what follows. */
export async function packingSlip(shop: Shop, db: Handle, asked: string, request: SlipRequest): Promise<Printable> {
  const dispatch = await dispatchOf(db, asked);
  const { shipment, id, order, lines, to, parcels, tracking } = dispatch;
  const progress = new Map((await progressOfOrder(db, order.id)).map((line) => [line.lineId, line]));
  const units = await unitsOfShipment(db, shipment.id);
  const goods = await linesOfShipment(db, shipment.id);
  const packed = lines.flatMap((line) => {
    const own = goods.filter(({ orderLineId }) => orderLineId === line.id);
    if (own.length === 0) return [];
    const { wanted = 0, shipped = 0, packed: waiting = 0 } = progress.get(line.id) ?? {};
    const toFollow = Math.max(0, wanted - shipped - waiting);
    return [{ sku: line.sku, name: line.name, ordered: wanted, quantity: units.get(line.id) ?? 0, toFollow, goods: toldApart(line, own) }];
  });
  const language = await languageOf(db, order, request.language, shop.settings);
  return packingSlipOf({
    ...slipBase(shop, id, request, language),
    order: { id: formatId('order', order.id), number: order.number },
    to,
    carrier: shipment.carrier,
    tracking,
    parcelCount: parcels.length,
    weightGrams: weightOf(dispatch),
    note: order.note,
    lines: packed,
  });
}

/** The lots and parts of one line, each once, wherever it was taken from. */
function toldApart(line: OrderLine, goods: readonly ShipmentLineView[]): PackedGoods[] {
  const found = new Map<string, PackedGoods>();
  for (const { sku, name, lot, expiresOn, quantity } of goods) {
    const part = sku === line.sku ? null : { sku, name };
    const key = JSON.stringify([part?.sku, lot]);
    found.set(key, { part, lot, expiresOn, quantity: quantity + (found.get(key)?.quantity ?? 0) });
  }
  const all = [...found.values()];
  return all.some(({ part, lot }) => part !== null || lot !== null) ? all : [];
}

/** The goods of a shipment at their prices; freight is on the invoice alone. */
export async function deliveryNote(shop: Shop, db: Handle, asked: string, request: SlipRequest): Promise<Printable> {
  const { shipment, id, order, lines, parcels, tracking, to } = await dispatchOf(db, asked);
  const planned = planInvoice({ order, lines, invoiced: [], most: await unitsOfShipment(db, shipment.id), isGoodsOnly: true });
  if (!planned) throw new OmsError('slip-empty', { kind: 'delivery-note', id });
  const unissued = await unissuedOf(shop, db, order, lines, planned, request);
  const { carrier } = shipment;
  return deliveryNoteOf({ ...unissued, buyer: to, shipTo: null }, { shipment: id, carrier, tracking, parcelCount: parcels.length });
}

/**
 * What the customs of the country of arrival are told: in the shop's own language, unless told otherwise, with English or
 * French beside it. Refuses `customs-not-needed` within a country or a customs union, `slip-empty`.
 */
export async function customs(shop: Shop, db: Handle, asked: string, request: SlipRequest): Promise<Printable> {
  const dispatch = await dispatchOf(db, asked);
  const { shipment, id, order, lines, to } = dispatch;
  const { country } = shop.settings;
  if (to.country && !crossesCustoms(country, to.country)) throw new OmsError('customs-not-needed', { id, from: country, to: to.country });
  const planned = planInvoice({ order, lines, invoiced: [], most: await unitsOfShipment(db, shipment.id), isGoodsOnly: true });
  if (!planned) throw new OmsError('slip-empty', { kind: 'customs', id });
  const base = slipBase(shop, id, request, undefined, order.currency);
  const products = await productsById(
    db,
    lines.flatMap(({ productId }) => productId ?? []),
  );
  const declared = planned.lines.map(({ orderLineId, quantity, netMinor }): CustomsDeclaration['lines'][number] => {
    const line = lines.find((one) => one.id === orderLineId);
    const product = line?.productId ? products.get(line.productId) : undefined;
    return {
      name: line?.name ?? '',
      quantity,
      weightGrams: product?.weightGrams == null ? null : product.weightGrams * quantity,
      valueMinor: netMinor,
      hsCode: product?.hsCode ?? null,
      origin: product?.originCountry ?? null,
    };
  });
  const grams = weightOf(dispatch) ?? sumKnown(declared.map(({ weightGrams }) => weightGrams));
  const valueMajor = planned.netMinor / 10 ** exponentOf(order.currency);
  return customsOf({
    ...base,
    form: request.form ?? customsFormFor(grams, valueMajor, order.currency),
    contents: request.contents ?? 'sale',
    sender: partyOf(base.seller),
    to,
    lines: declared,
    totalGrams: grams,
  });
}

function sumKnown(all: readonly (number | null)[]): number | null {
  return all.includes(null) ? null : all.reduce<number>((sum, one) => sum + (one ?? 0), 0);
}
