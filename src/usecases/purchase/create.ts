// Making purchases: as they are typed, or as they are suggested. A draft until it is sent.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { parseLine } from '../../domain/order/typed.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import { checkCurrency, type Supplier } from '../../domain/supplier.ts';
import { recordEvent } from '../../store/event.ts';
import { insertPurchase, type PurchaseDraft } from '../../store/purchase.ts';
import { findOffer } from '../../store/supplier.ts';
import { actOnce, type KeyedOptions } from '../once.ts';
import { type Act, type Shop, write } from '../shop.ts';
import { locationNamed, stockedProduct } from '../stock/move.ts';
import { supplierNamed } from '../supplier/find.ts';

export interface PurchaseRequest {
  readonly supplier: string;
  /** "SKU", "SKU=QTY" or "SKU=QTY@COST"; without a cost the supplier's offer counts. */
  readonly lines: readonly string[];
  readonly currency?: string;
  readonly expectedOn?: string;
  /** Where the goods go; the first location where left out. */
  readonly location?: string;
}

/** Refuses `supplier-unknown`, `product-unknown`, `product-not-stocked`, `location-unknown`, and lines that are none. */
export function createPurchase(shop: Shop, request: PurchaseRequest, options: KeyedOptions): Promise<ActResult> {
  if (request.lines.length === 0) throw new OmsError('argument-missing', { name: '--line' });
  return write(shop, options, (act) => actOnce(act, options.key, request, () => create(act, request)));
}

async function create(act: Act, request: PurchaseRequest): Promise<Outcome> {
  const supplier = await supplierNamed(act.db, request.supplier);
  const currency = request.currency === undefined ? supplier.currency : checkCurrency(request.currency);
  const location = await locationNamed(act.db, request.location);
  const lines = await linesOf(act, supplier, currency, request.lines);
  return draftPurchase(act, supplier.name, {
    supplierId: supplier.id,
    currency,
    expectedOn: request.expectedOn ?? null,
    locationId: location.id,
    lines,
  });
}

/** One line for each product; what is typed twice is summed, and the last cost that was said counts. */
async function linesOf(act: Act, supplier: Supplier, currency: string, typed: readonly string[]) {
  const lines = new Map<number, PurchaseDraft['lines'][number]>();
  for (const text of typed) {
    const { sku, quantity, unitPriceMicros } = parseLine(text, currency);
    const { id: productId } = await stockedProduct(act.db, sku);
    const offer = await findOffer(act.db, supplier.id, productId);
    const usual = lines.get(productId)?.unitCostMicros ?? (offer?.currency === currency ? offer.unitCostMicros : null);
    const sum = (lines.get(productId)?.quantity ?? 0) + quantity;
    lines.set(productId, { productId, quantity: sum, unitCostMicros: unitPriceMicros ?? usual });
  }
  return [...lines.values()];
}

/** Keeps a draft and says so. */
export async function draftPurchase(act: Act, supplier: string, draft: PurchaseDraft): Promise<Outcome> {
  const id = await insertPurchase(act.db, act, draft);
  const units = draft.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  await recordEvent(act.db, act, 'purchase', id, 'created', { units });
  return { id: formatId('purchase', id), outcome: 'created', supplier, units, lines: draft.lines.length };
}
