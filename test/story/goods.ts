// Goods on shelves, by place and lot, and what is promised of them; kits taken apart.
import { type Line, type Order, type Product, Refusal, type Shop, sum, wanted } from './model.ts';
import { progress, quantityIn } from './progress.ts';

/** So many of a product that stand, or stood, somewhere. */
export interface Piece {
  readonly sku: string;
  readonly location: string;
  /** Null: of no lot. */
  readonly lot: string | null;
  quantity: number;
  /** Of what is promised: the instant at which that ends. */
  until?: string;
}

export interface Level {
  onHand: number;
  unavailable: number;
}

/** What stands of a product in one place: of the lots, and in all. */
export interface Shelf extends Level {
  readonly lots: Map<string, Level>;
}

/** So many pieces, counted in units of a line: a kit is one. */
export function unitsIn({ parts }: Pick<Line, 'parts'>, pieces: readonly Pick<Piece, 'quantity'>[]): number {
  return sum(pieces.map(({ quantity }) => quantity)) / (parts ? sum([...parts.values()]) : 1);
}

/** What one of a kit takes off the shelf now. */
export function contentOf(shop: Shop, sku: string): ReadonlyMap<string, number> {
  return new Map([...(shop.parts.get(sku) ?? [])].filter(([part]) => shop.products.get(part)?.isGoods));
}

/** What one of a line takes off the shelf: as it was when goods were first promised to it, else as it is now. */
export function partsOf(shop: Shop, { sku, parts }: Pick<Line, 'sku' | 'parts'>): ReadonlyMap<string, number> {
  if (!shop.products.get(sku)?.isKit) return new Map([[sku, 1]]);
  return parts ?? contentOf(shop, sku);
}

/** These, and whatever is made of them. */
export function withWholes(shop: Shop, skus: readonly string[]): ReadonlySet<string> {
  const wholes = [...shop.parts].filter(([, parts]) => skus.some((sku) => parts.has(sku)));
  return new Set([...skus, ...wholes.map(([sku]) => sku)]);
}

/** Where a product stands; made when it first comes there. */
export function shelfOf({ shelves }: Product, location: string): Shelf {
  const shelf = shelves.get(location) ?? { onHand: 0, unavailable: 0, lots: new Map() };
  shelves.set(location, shelf);
  return shelf;
}

/** What stands of a lot, or of a product that has none. */
export function levelAt({ shelves }: Product, location: string, lot: string | null): Level {
  const shelf = shelves.get(location);
  return (lot === null ? shelf : shelf?.lots.get(lot)) ?? { onHand: 0, unavailable: 0 };
}

/** Goods come or go, or are held back, whatever is promised. */
export function put(product: Product, location: string, lot: string | null, quantity: number, unavailable = 0): void {
  const shelf = shelfOf(product, location);
  const levels: Level[] = [shelf];
  if (lot !== null) {
    const own = shelf.lots.get(lot) ?? { onHand: 0, unavailable: 0 };
    shelf.lots.set(lot, own);
    levels.push(own);
  }
  for (const level of levels) {
    level.onHand += quantity;
    level.unavailable += unavailable;
  }
}

/** Neither what is promised nor what is held back goes away. */
export function takeAway(shop: Shop, product: Product, location: string, lot: string | null, quantity: number): void {
  const { onHand, unavailable } = levelAt(product, location, lot);
  if (onHand - quantity < unavailable) throw new Refusal(lot === null ? 'stock-short' : 'lot-short');
  if (onHand - quantity < unavailable + reservedOf(shop, product.sku, location, lot))
    throw new Refusal(lot === null ? 'stock-reserved' : 'lot-reserved');
  put(product, location, lot, -quantity);
}

/** Promised of a product: everywhere, in one place, or of one lot there. */
export function reservedOf(shop: Shop, sku: string, location?: string, lot?: string | null): number {
  const pieces = shop.orders.flatMap(({ lines }) => lines.flatMap(({ reserved }) => reserved.filter((piece) => piece.sku === sku)));
  const there = pieces.filter((piece) => (location === undefined || piece.location === location) && (!lot || piece.lot === lot));
  return sum(there.map(({ quantity }) => quantity));
}

/** The day of the shop. */
export function today({ now }: Shop): string {
  return now.slice(0, 10);
}

export function isExpired(shop: Shop, product: Product, lot: string | null): boolean {
  const day = lot === null ? null : (product.lots?.get(lot) ?? null);
  return day !== null && day < today(shop);
}

/** What of a product could be sold no more, and is neither promised nor held back. */
export function expiredOf(shop: Shop, product: Product, location: string): number {
  const lots = [...(product.shelves.get(location)?.lots ?? [])].filter(([lot]) => isExpired(shop, product, lot));
  return sum(
    lots.map(([lot, { onHand, unavailable }]) => Math.max(0, onHand - unavailable - reservedOf(shop, product.sku, location, lot))),
  );
}

export function stockOf({ shelves }: Product): Level {
  const all = [...shelves.values()];
  return { onHand: sum(all.map(({ onHand }) => onHand)), unavailable: sum(all.map(({ unavailable }) => unavailable)) };
}

/** What may still be promised of a product. */
export function availableOf(shop: Shop, product: Product): number {
  const { onHand, unavailable } = stockOf(product);
  const expired = sum([...product.shelves.keys()].map((location) => expiredOf(shop, product, location)));
  return Math.max(0, onHand - unavailable - expired - product.buffer - reservedOf(shop, product.sku));
}

/** How many of a line could be had of so much of each product. */
export function enoughFor(parts: ReadonlyMap<string, number>, free: ReadonlyMap<string, number>): number {
  return parts.size === 0 ? 0 : Math.min(...[...parts].map(([sku, each]) => Math.floor((free.get(sku) ?? 0) / each)));
}

/** What is free of each product. */
export function freeOfEach(shop: Shop): Map<string, number> {
  return new Map([...shop.products.values()].map((product) => [product.sku, availableOf(shop, product)]));
}

/** What a line needs and has neither reserved nor sent. */
export function missing(shop: Shop, order: Order, line: number): number {
  const own = order.lines[line] as Line;
  if (!own.shippable || !own.known) return 0;
  return Math.max(0, dueOf(shop, order, line) - unitsIn(own, own.reserved) - progress(shop, order, line).shipped);
}

/** What of a line the buyer is to get: of one that was credited whole, no more than is promised or has left. */
export function dueOf(shop: Shop, order: Order, line: number): number {
  const own = order.lines[line] as Line;
  const notes = shop.documents.filter((one) => one.order === order.id && one.kind === 'credit-note' && !one.reissue);
  const credited = sum(notes.map(({ lines }) => quantityIn(lines, line)));
  const { reserved, shipped } = progress(shop, order, line);
  return credited < wanted(own) ? wanted(own) : Math.min(wanted(own), reserved + shipped);
}

/** Finds so many pieces of a product, the first place's first, and of a place what expires first. */
export function pick(shop: Shop, product: Product, quantity: number): Piece[] {
  const pieces: Piece[] = [];
  let open = quantity;
  for (const { code } of shop.locations) {
    for (const lot of lotsInTurn(product, code)) {
      const { onHand, unavailable } = levelAt(product, code, lot);
      const free = isExpired(shop, product, lot) ? 0 : onHand - unavailable - reservedOf(shop, product.sku, code, lot);
      const taken = Math.min(open, Math.max(0, free));
      if (taken > 0) pieces.push({ sku: product.sku, location: code, lot, quantity: taken });
      open -= taken;
    }
  }
  return pieces;
}

/** First expired, first out; what has no date comes last. */
function lotsInTurn({ lots, shelves }: Product, location: string): (string | null)[] {
  if (!lots) return [null];
  const key = (lot: string) => `${lots.get(lot) ?? '9999-99-99'} ${lot}`;
  return [...(shelves.get(location)?.lots.keys() ?? [])].sort((left, right) => (key(left) < key(right) ? -1 : 1));
}

/** Adds to what is promised to a line. */
export function promise(line: Line, pieces: readonly Piece[]): void {
  for (const piece of pieces) {
    const known = line.reserved.find((one) => isSamePlace(one, piece));
    if (known) Object.assign(known, { quantity: known.quantity + piece.quantity, until: piece.until });
    else line.reserved.push({ ...piece });
  }
}

export function isSamePlace(left: Piece, right: Piece): boolean {
  return left.sku === right.sku && left.location === right.location && left.lot === right.lot;
}
