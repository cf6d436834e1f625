// What ought to be bought: so that open orders can be met and nothing is at its reorder point once all has come.
import { exponentOf } from '../../domain/currency.ts';
import { OmsError } from '../../domain/error.ts';
import { groupBy } from '../../domain/group.ts';
import { formatUnitPrice, lineAmountMinor } from '../../domain/money.ts';
import { missingOfProduct, type Suggestion } from '../../domain/purchase.ts';
import { type ActResult, actResult, type Outcome } from '../../domain/result.ts';
import type { StockView } from '../../domain/stock.ts';
import { bestOffer, type Offer, quantityToBuy } from '../../domain/supplier.ts';
import type { Handle } from '../../store/database.ts';
import { listProducts } from '../../store/product.ts';
import { draftedQuantities } from '../../store/purchase.ts';
import { listOffers } from '../../store/supplier.ts';
import { type Act, read, type Shop, today, type WriteOptions, write } from '../shop.ts';
import { locationNamed } from '../stock/move.ts';
import { stockOf } from '../stock/read.ts';
import { supplierNamed } from '../supplier/find.ts';
import { draftPurchase } from './create.ts';

export interface SuggestRequest {
  /** Only what this supplier offers. */
  readonly supplier?: string;
  /** Where the goods go; the first location where left out. */
  readonly location?: string;
}

/** One product to buy, and by which offer, if anybody offers it. */
interface Need {
  readonly productId: number;
  readonly stock: StockView;
  readonly drafted: number;
  readonly missing: number;
  readonly offer: Offer | undefined;
}
type OfferedNeed = Need & { readonly offer: Offer };

/** By supplier, then SKU; what nobody offers comes last. Refuses `supplier-unknown`. */
export function suggestPurchases(shop: Shop, request: SuggestRequest): Promise<Suggestion[]> {
  const { currency } = shop.settings;
  return read(shop, async (db) => (await needsOf(db, { currency, on: today(shop) }, request)).map((need) => suggestionOf(need, currency)));
}

/**
 * Makes a draft for each supplier and currency of what is suggested. Drafts count as bought, so that the same again makes
 * nothing. What nobody offers is refused with `offer-missing`.
 */
export function createSuggested(shop: Shop, request: SuggestRequest, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const needs = await needsOf(act.db, { currency: act.settings.currency, on: act.on }, request);
    const groups = groupBy(needs.filter(isOffered), ({ offer }) => `${offer.supplierId} ${offer.currency}`);
    const made: Outcome[] = [];
    for (const group of groups.values()) made.push(await draftOf(act, group, request.location));
    const refused = needs.filter((need) => !isOffered(need)).map(({ stock }) => refusalOf(stock.sku));
    return actResult([...made, ...refused]);
  });
}

function isOffered(need: Need): need is OfferedNeed {
  return need.offer !== undefined;
}

function refusalOf(sku: string): Outcome {
  return { id: sku, outcome: 'refused', error: { code: 'offer-missing', details: { sku } } };
}

async function draftOf(act: Act, needs: readonly OfferedNeed[], locationCode: string | undefined): Promise<Outcome> {
  const [{ offer: first }] = needs as [OfferedNeed];
  const location = await locationNamed(act.db, locationCode);
  const lines = needs.map(({ productId, missing, offer }) => ({
    productId,
    quantity: quantityToBuy(missing, offer),
    unitCostMicros: offer.unitCostMicros,
  }));
  const { supplierId, currency } = first;
  return draftPurchase(act, first.supplier, { supplierId, currency, expectedOn: null, locationId: location.id, lines });
}

async function needsOf(db: Handle, { currency, on }: { currency: string; on: string }, { supplier }: SuggestRequest): Promise<Need[]> {
  const only = supplier === undefined ? undefined : await supplierNamed(db, supplier);
  if (only && !only.active) throw new OmsError('supplier-inactive', { supplier: only.name });
  const products = await listProducts(db, { kind: 'goods' });
  const stocks = await stockOf(db, products, on);
  const drafted = await draftedQuantities(db);
  const offers = groupBy(await listOffers(db, { supplierId: only?.id }), (offer) => offer.productId);
  const needs = products.flatMap(({ id: productId }, index): Need[] => {
    const stock = stocks[index] as StockView;
    const onDrafts = drafted.get(productId) ?? 0;
    const missing = missingOfProduct({ ...stock, unavailable: stock.unavailable + stock.expired, drafted: onDrafts });
    const offer = bestOffer(offers.get(productId) ?? [], currency);
    return missing === 0 || (only && !offer) ? [] : [{ productId, stock, drafted: onDrafts, missing, offer }];
  });
  return needs.sort(bySupplier);
}

function bySupplier(left: Need, right: Need): number {
  const name = ({ offer }: Need) => offer?.supplier ?? '\u{10FFFF}';
  if (name(left) !== name(right)) return name(left) < name(right) ? -1 : 1;
  return left.stock.sku < right.stock.sku ? -1 : 1;
}

function suggestionOf({ stock, drafted, missing, offer }: Need, shopCurrency: string): Suggestion {
  const currency = offer?.currency ?? shopCurrency;
  const quantity = offer ? quantityToBuy(missing, offer) : missing;
  const { sku, name, available, incoming, backordered, reorderPoint } = stock;
  return {
    supplier: offer?.supplier ?? null,
    sku,
    name,
    missing,
    quantity,
    unitCost: offer ? formatUnitPrice(offer.unitCostMicros, currency) : null,
    costMinor: offer ? lineAmountMinor(quantity, offer.unitCostMicros, currency) : null,
    currency,
    exponent: exponentOf(currency),
    leadDays: offer?.leadDays ?? null,
    available,
    incoming,
    drafted,
    backordered,
    reorderPoint,
  };
}
