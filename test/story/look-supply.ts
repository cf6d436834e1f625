// What the program shows of buying in and counting must be what the model says; looking changes nothing.
import { claim, compareAll, type Row } from './compare.ts';
import { availableOf, stockOf } from './goods.ts';
import type { Product, Shop } from './model.ts';
import type { Place } from './place.ts';
import { incomingOf, lowProducts, type Offer, suggestions, waitingFor } from './supply.ts';

/** Every difference, in words. */
export async function wrongSupply(place: Place, shop: Shop): Promise<string[]> {
  const before = place.fingerprint();
  const wrong = [
    ...compareAll(
      'low product',
      await place.ask<Row[]>('stock', 'low', '--all'),
      'sku',
      lowProducts(shop).map((one) => lowRow(shop, one)),
    ),
    ...compareAll('suggested purchase', await place.ask<Row[]>('purchase', 'suggest'), 'sku', suggestionRows(shop)),
    ...compareAll('suggested count', await place.ask<Row[]>('stock', 'count', '--suggest'), 'sku', countRows(shop)),
    ...compareAll('listed supplier', await place.ask<Row[]>('supplier', 'list'), 'name', activeRows(shop)),
    ...compareAll(
      'listed offer',
      await place.ask<Row[]>('supplier', 'offer', 'list'),
      'id',
      shop.offers.map((one) => offerRow(shop, one)),
    ),
    ...(await wrongSuppliers(place, shop)),
  ];
  return [...wrong, ...claim(place.fingerprint() === before, 'looking at what to buy and to count has changed the shop')];
}

/** What `stock low` says of a product. */
export function lowRow(shop: Shop, product: Product): Row {
  const { sku, reorderPoint } = product;
  const available = availableOf(shop, product);
  return { sku, available, reorderPoint, incoming: incomingOf(shop, sku), backordered: waitingFor(shop, sku) };
}

function suggestionRows(shop: Shop): Row[] {
  return suggestions(shop).map(({ offer, ...row }) => ({
    ...row,
    ...lowRow(shop, shop.products.get(row.sku) as Product),
    supplier: offer?.supplier ?? null,
    unitCost: offer?.price ?? null,
    costMinor: offer ? Math.round(Number(offer.price) * 100) * row.quantity : null,
    leadDays: offer ? daysOf(shop, offer) : null,
  }));
}

/** All that has ever stood anywhere and was never counted: no story is long enough for a second time. */
function countRows({ products, counts }: Shop): Row[] {
  const counted = new Set(counts.map(({ sku }) => sku));
  const due = [...products.values()].filter(
    ({ sku, isGoods, active, shelves }) => isGoods && active && shelves.size > 0 && !counted.has(sku),
  );
  return due.map((product) => ({ sku: product.sku, onHand: stockOf(product).onHand, lastCountedOn: null, dueOn: null }));
}

function activeRows({ suppliers }: Shop): Row[] {
  return [...suppliers].filter(([, { active }]) => active).map(([name, supplier]) => ({ name, ...supplier }));
}

function offerRow(shop: Shop, offer: Offer): Row {
  const { supplier, sku, price: unitCost, minimum, pack } = offer;
  return { id: `${supplier}:${sku}`, supplier, sku, unitCost, minimum, pack, leadDays: daysOf(shop, offer) };
}

function daysOf({ suppliers }: Shop, { supplier, leadDays }: Offer): number | null {
  return leadDays ?? suppliers.get(supplier)?.leadDays ?? null;
}

async function wrongSuppliers(place: Place, shop: Shop): Promise<string[]> {
  const names = [...shop.suppliers.keys()];
  if (names.length === 0) return [];
  const shown = [await place.ask<Row | Row[]>('supplier', 'show', ...names)].flat();
  return [
    ...compareAll(
      'supplier',
      shown,
      'name',
      names.map((name) => ({ name, ...shop.suppliers.get(name), open: openOf(shop, name) })),
    ),
    ...shown.flatMap(({ name, offers }) => {
      const own = shop.offers.filter(({ supplier }) => supplier === name);
      return compareAll(
        'offer',
        offers as Row[],
        'id',
        own.map((offer) => offerRow(shop, offer)),
      );
    }),
  ];
}

function openOf({ purchases }: Shop, name: string): string[] {
  return purchases.filter(({ supplier, state }) => supplier === name && state === 'sent').map(({ id }) => id);
}
