// What suppliers ask for products. Supplier and SKU are the key: the same terms again are `unchanged`.
import { OmsError } from '../../domain/error.ts';
import { parsePrice } from '../../domain/order/typed.ts';
import { type ActResult, actResult, type Outcome } from '../../domain/result.ts';
import {
  changesOf,
  checkCurrency,
  type OfferDraft,
  type OfferTerms,
  type OfferView,
  offerId,
  offerView,
  type Supplier,
} from '../../domain/supplier.ts';
import { recordEvent } from '../../store/event.ts';
import { deleteOffer, findOffer, insertOffer, listOffers, updateOffer } from '../../store/supplier.ts';
import { productBySku } from '../product/find.ts';
import { type Act, read, type Shop, type WriteOptions, write } from '../shop.ts';
import { stockedProduct } from '../stock/move.ts';
import { supplierNamed } from './find.ts';

/** Keeps an offer. Refuses `supplier-unknown`, `product-unknown`, and `offer-exists` where its terms are others. */
export function addOffer(shop: Shop, draft: OfferDraft, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const { supplier, product, known } = await offered(act, draft);
    const id = offerId({ supplier: supplier.name, sku: product.sku });
    if (known) {
      const different = changesOf(termsOf(known), wantedTerms(draft, known.currency));
      if (Object.keys(different).length > 0) throw new OmsError('offer-exists', { offer: id, supplier: supplier.name, sku: product.sku });
      return actResult([outcomeOf('unchanged', supplier, product.sku, known)]);
    }
    const wanted = wantedTerms(draft, supplier.currency);
    const { unitCostMicros } = wanted;
    if (unitCostMicros === undefined) throw new OmsError('argument-missing', { name: '--price' });
    const terms = { currency: supplier.currency, minimum: 1, pack: 1, leadDays: null, ...wanted, unitCostMicros };
    await insertOffer(act.db, supplier.id, product.id, terms);
    await recordEvent(act.db, act, 'supplier', supplier.id, 'offer-added', { sku: product.sku });
    return actResult([outcomeOf('added', supplier, product.sku, terms)]);
  });
}

/** Changes an offer's terms. Refuses `offer-unknown`; another currency wants its price said anew. */
export function editOffer(shop: Shop, draft: OfferDraft, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const { supplier, product, known } = await offered(act, draft);
    if (!known) throw new OmsError('offer-unknown', { supplier: supplier.name, sku: product.sku });
    const wanted = wantedTerms(draft, known.currency);
    const moves = wanted.currency !== undefined && wanted.currency !== known.currency;
    if (moves && wanted.unitCostMicros === undefined) throw new OmsError('argument-missing', { name: '--price' });
    const fields = Object.keys(changesOf(termsOf(known), wanted));
    const terms = { ...termsOf(known), ...wanted };
    if (fields.length === 0) return actResult([outcomeOf('unchanged', supplier, product.sku, known)]);
    await updateOffer(act.db, known.id, terms);
    await recordEvent(act.db, act, 'supplier', supplier.id, 'offer-edited', { sku: product.sku, fields });
    return actResult([outcomeOf('edited', supplier, product.sku, terms)]);
  });
}

/** Forgets an offer; purchases made by it stay. Refuses `offer-unknown`. */
export function removeOffer(shop: Shop, draft: Pick<OfferDraft, 'supplier' | 'sku'>, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const supplier = await supplierNamed(act.db, draft.supplier);
    const product = await productBySku(act.db, draft.sku);
    const known = await findOffer(act.db, supplier.id, product.id);
    if (!known) throw new OmsError('offer-unknown', { supplier: supplier.name, sku: product.sku });
    await deleteOffer(act.db, known.id);
    await recordEvent(act.db, act, 'supplier', supplier.id, 'offer-removed', { sku: product.sku });
    return actResult([outcomeOf('removed', supplier, product.sku, known)]);
  });
}

/** By supplier, then SKU. Refuses `supplier-unknown`, `product-unknown`. */
export function offers(
  shop: Shop,
  { supplier, sku, limit }: { readonly supplier?: string; readonly sku?: string; readonly limit?: number },
): Promise<OfferView[]> {
  return read(shop, async (db) => {
    const supplierId = supplier === undefined ? undefined : (await supplierNamed(db, supplier)).id;
    const product = sku === undefined ? undefined : await productBySku(db, sku);
    return (await listOffers(db, { supplierId, sku: product?.sku, inactive: true, limit })).map(offerView);
  });
}

async function offered(act: Act, draft: OfferDraft) {
  const supplier = await supplierNamed(act.db, draft.supplier);
  const product = await stockedProduct(act.db, draft.sku);
  return { supplier, product, known: await findOffer(act.db, supplier.id, product.id) };
}

function termsOf({ currency, unitCostMicros, minimum, pack, leadDays }: OfferTerms): OfferTerms {
  return { currency, unitCostMicros, minimum, pack, leadDays };
}

/** What was said of the terms; a price is read in the currency that is said, else in this one. */
function wantedTerms({ price, currency, minimum, pack, leadDays }: OfferDraft, usual: string): Partial<OfferTerms> {
  const own = currency === undefined ? usual : checkCurrency(currency);
  return {
    ...(currency !== undefined && { currency: own }),
    ...(price !== undefined && { unitCostMicros: parsePrice(price, own) }),
    ...(minimum !== undefined && { minimum }),
    ...(pack !== undefined && { pack }),
    ...(leadDays !== undefined && { leadDays }),
  };
}

function outcomeOf(outcome: string, { id: supplierId, name: supplier }: Supplier, sku: string, terms: OfferTerms): Outcome {
  const view = offerView({ id: 0, supplierId, supplier, productId: 0, sku, name: '', ...termsOf(terms) });
  const { name: _, ...shown } = view;
  return { ...shown, outcome };
}
