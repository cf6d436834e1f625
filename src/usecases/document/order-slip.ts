// Slips of one order: quotation, proforma invoice, return slip.
import { returnSlipOf } from '../../domain/document/goods-slip.ts';
import { offerOf, type Unissued } from '../../domain/document/priced-slip.ts';
import type { Printable } from '../../domain/document/printable.ts';
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { exemptionRemarks } from '../../domain/invoice/law.ts';
import { type PlannedInvoice, planInvoice } from '../../domain/invoice/plan.ts';
import type { Order, OrderLine } from '../../domain/order/order.ts';
import { addDays } from '../../domain/time.ts';
import type { Handle } from '../../store/database.ts';
import { findOrder, linesOfOrder, partyById } from '../../store/order.ts';
import { progressOfOrder } from '../../store/order-axes.ts';
import { described } from '../invoice/described.ts';
import { languageOf, orderReference, partiesOf } from '../invoice/freeze.ts';
import type { Shop } from '../shop.ts';
import { type SlipRequest, slipBase } from './base.ts';

const VALID_DAYS = 30;

/** All of an order, as it would be invoiced. Refuses `order-unknown`, `slip-empty`. */
export async function offer(shop: Shop, db: Handle, kind: 'quotation' | 'proforma', id: string, request: SlipRequest): Promise<Printable> {
  const order = await findOrder(db, id);
  const lines = await linesOfOrder(db, order.id);
  const planned = planInvoice({ order, lines, invoiced: [] });
  if (!planned) throw new OmsError('slip-empty', { kind, id: formatId('order', order.id) });
  const unissued = await unissuedOf(shop, db, order, lines, planned, request);
  return offerOf(kind, unissued, addDays(unissued.issuedOn, request.days ?? VALID_DAYS));
}

/** What an invoice of so much would say now. */
export async function unissuedOf(
  shop: Shop,
  db: Handle,
  order: Order,
  lines: readonly OrderLine[],
  planned: PlannedInvoice,
  request: SlipRequest,
): Promise<Unissued> {
  const language = await languageOf(db, order, request.language, shop.settings);
  const base = slipBase(shop, formatId('order', order.id), request, language, order.currency);
  const { currency, pricesIncludeTax, rounding, taxBasis } = order;
  return {
    ...{ currency, pricesIncludeTax, rounding, taxBasis },
    ...planned,
    version: 1,
    issuedOn: base.date,
    suppliedOn: null,
    dueOn: null,
    language,
    order: await orderReference(db, order),
    shipment: null,
    originals: [],
    reason: null,
    remarks: exemptionRemarks(shop.settings, planned.taxMinor),
    seller: base.seller,
    ...(await partiesOf(db, order)),
    lines: await described(db, planned.lines, lines),
    paidMinor: 0,
    instructions: shop.settings['payment-instructions'],
  };
}

/** What of an order has left and may come back. Refuses `order-unknown`, `slip-empty`. */
export async function returnSlip(shop: Shop, db: Handle, id: string, request: SlipRequest): Promise<Printable> {
  const order = await findOrder(db, id);
  const lines = await linesOfOrder(db, order.id);
  const progress = new Map((await progressOfOrder(db, order.id)).map((line) => [line.lineId, line]));
  const sent = lines.flatMap(({ id: lineId, sku, name }) => {
    const line = progress.get(lineId);
    const quantity = line ? Math.max(line.shipped, line.packed) - line.returned : 0;
    return quantity > 0 ? [{ sku, name, quantity }] : [];
  });
  const number = formatId('order', order.id);
  if (sent.length === 0) throw new OmsError('slip-empty', { kind: 'return-slip', id: number });
  const language = await languageOf(db, order, request.language, shop.settings);
  const from = (await partyById(db, order.shipPartyId)) ?? { name: '' };
  return returnSlipOf({ ...slipBase(shop, number, request, language), order: { id: number, number: order.number }, from, lines: sent });
}
