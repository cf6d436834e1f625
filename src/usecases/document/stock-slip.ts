// Slips of the warehouse: a pick list for one order or a wave of them, a count sheet, a purchase order.
import { countSheetOf, type PickedPlace, pickListOf } from '../../domain/document/goods-slip.ts';
import type { Printable } from '../../domain/document/printable.ts';
import { purchaseOrderOf } from '../../domain/document/trade-slip.ts';
import { OmsError } from '../../domain/error.ts';
import { formatId, ownId } from '../../domain/id.ts';
import { lineAmountMinor } from '../../domain/money.ts';
import { bySheetOrder } from '../../domain/stock-count.ts';
import type { Handle } from '../../store/database.ts';
import { findOrder } from '../../store/order.ts';
import { findPurchase, linesOfPurchases } from '../../store/purchase.ts';
import { findShipment } from '../../store/shipment.ts';
import { promisedGoods } from '../../store/slip.ts';
import { type Shop, today } from '../shop.ts';
import { countSheet } from '../stock/count-sheet.ts';
import { supplierNamed } from '../supplier/find.ts';
import { type SlipRequest, slipBase } from './base.ts';

/** One list for all the orders (or orders of shipments) named. Refuses `order-unknown`, `shipment-unknown`, `slip-empty`. */
export async function pickList(shop: Shop, db: Handle, ids: readonly string[], request: SlipRequest): Promise<Printable> {
  const orders = new Map<number, string>();
  for (const id of ids) {
    const orderId = ownId('shipment', id) === undefined ? (await findOrder(db, id)).id : (await findShipment(db, id)).orderId;
    orders.set(orderId, formatId('order', orderId));
  }
  const goods = await promisedGoods(db, [...orders.keys()]);
  const named = [...orders.values()];
  const number = named.length === 1 ? (named[0] as string) : `${named[0]}…${named.at(-1)}`;
  if (goods.length === 0) throw new OmsError('slip-empty', { kind: 'pick-list', id: number });
  const places = new Map<string, PickedPlace>();
  for (const { order_id, sku, name, bin, location, lot, quantity } of goods) {
    const key = JSON.stringify([location, sku, lot]);
    const known = places.get(key);
    const of = [...(known?.orders ?? []), `${orders.get(order_id)} × ${quantity}`];
    places.set(key, { bin: bin ?? '', location, sku, name, lot, quantity: (known?.quantity ?? 0) + quantity, orders: of });
  }
  const sorted = [...places.values()].sort((a, b) => compareText(a.location, b.location) || bySheetOrder(asSheetRow(a), asSheetRow(b)));
  return pickListOf({ ...slipBase(shop, number, request), orders: named, places: sorted });
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function asSheetRow({ bin, sku, name, location, lot }: PickedPlace) {
  return { bin, sku, name, location, lot, expiresOn: null, expected: 0, sheet: '' };
}

/** What stands at a location (or everywhere), by bin. Refuses `location-unknown`, `slip-empty`. */
export async function countPage(shop: Shop, location: string | undefined, request: SlipRequest): Promise<Printable> {
  const { bin, text, isOpen = false } = request;
  const rows = await countSheet(shop, { location, bin, text });
  const number = `${location ?? ''}${location ? ' ' : ''}${today(shop)}`;
  if (rows.length === 0) throw new OmsError('slip-empty', { kind: 'count-sheet', id: location ?? bin ?? text ?? '–' });
  const places = rows.map(({ expected, ...row }) => ({ ...row, expected: isOpen ? expected : null }));
  const sorted = [...places].sort((a, b) => compareText(a.location, b.location));
  return countSheetOf({ ...slipBase(shop, number, request), mark: rows[0]?.sheet ?? '', places: sorted });
}

/** What a supplier is to send. Refuses `purchase-unknown`, `slip-empty`. */
export async function purchaseOrder(shop: Shop, db: Handle, id: string, request: SlipRequest): Promise<Printable> {
  const purchase = await findPurchase(db, id);
  const number = formatId('purchase', purchase.id);
  const lines = (await linesOfPurchases(db, [purchase.id])).get(purchase.id) ?? [];
  if (lines.length === 0) throw new OmsError('slip-empty', { kind: 'purchase-order', id: number });
  const { email, phone, name } = await supplierNamed(db, purchase.supplier);
  const { currency, expectedOn, sentOn, madeOn } = purchase;
  return purchaseOrderOf({
    ...slipBase(shop, number, request, undefined, currency),
    date: sentOn ?? madeOn,
    supplier: { name: '', company: name, email, phone },
    expectedOn,
    lines: lines.map(({ sku, name: item, quantity, unitCostMicros }) => ({
      sku,
      name: item,
      quantity,
      unitCostMicros,
      costMinor: unitCostMicros === null ? null : lineAmountMinor(quantity, unitCostMicros, currency),
    })),
  });
}
