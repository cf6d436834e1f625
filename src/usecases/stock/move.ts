// Receiving, adjusting, holding back: one movement with its reason.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { Location } from '../../domain/location.ts';
import type { LotWish } from '../../domain/lot.ts';
import { isStocked, type Product } from '../../domain/product.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import type { MovementDraft } from '../../domain/stock.ts';
import type { Handle } from '../../store/database.ts';
import { findLocation, listLocations } from '../../store/stock.ts';
import { actOnce } from '../once.ts';
import { serveWaiting } from '../order/serve.ts';
import { productBySku } from '../product/find.ts';
import { type Act, type Shop, type WriteOptions, write } from '../shop.ts';
import { moveGoods } from './lot.ts';

export interface StockChange extends LotWish {
  readonly sku: string;
  /** Signed for an adjustment; positive for a receipt. */
  readonly quantity: number;
  readonly location?: string;
  readonly unitCostMicros?: number;
  readonly reason?: string;
  /** Of what is on hand: so many more (or fewer) are damaged or held back. */
  readonly unavailable?: number;
}

/** So many goods somewhere, and what for. */
export type StockHold = Pick<StockChange, 'sku' | 'quantity' | 'location' | 'reason' | 'lot'>;

export interface KeyedOptions extends WriteOptions {
  readonly key?: string;
}

/** Goods in. */
export function receiveStock(shop: Shop, change: StockChange, options: KeyedOptions): Promise<ActResult> {
  return write(shop, options, (act) => moveOnce(act, change, options.key, 'received', { kind: 'receive' }));
}

/** On hand put right by a person, with a reason. Refuses below zero and below what is reserved, and `quantity-zero`. */
export function adjustStock(shop: Shop, change: StockChange, options: KeyedOptions): Promise<ActResult> {
  needReason(change.reason);
  if (change.quantity === 0 && !change.unavailable) throw new OmsError('quantity-zero', { sku: change.sku });
  return write(shop, options, (act) => moveOnce(act, change, options.key, 'adjusted', { kind: 'adjust' }));
}

/** Goods on hand that are not to be promised, damaged or kept back: `held`. Refuses `stock-not-free`. */
export function holdStock(shop: Shop, hold: StockHold, options: KeyedOptions): Promise<ActResult> {
  const reason = needReason(hold.reason);
  const change = { ...hold, reason, quantity: 0, unavailable: hold.quantity };
  return write(shop, options, (act) => moveOnce(act, change, options.key, 'held', { kind: 'adjust' }));
}

/** Held goods may be promised again: `unheld`. Refuses `stock-not-free`. */
export function unholdStock(shop: Shop, hold: StockHold, options: KeyedOptions): Promise<ActResult> {
  const change = { ...hold, quantity: 0, unavailable: -hold.quantity };
  return write(shop, options, (act) => moveOnce(act, change, options.key, 'unheld', { kind: 'adjust' }));
}

function needReason(reason: string | undefined): string {
  if (!reason?.trim()) throw new OmsError('reason-needed', { flag: '--reason' });
  return reason.trim();
}

async function moveOnce(
  act: Act,
  change: StockChange,
  key: string | undefined,
  outcome: string,
  { kind }: Pick<MovementDraft, 'kind'>,
): Promise<ActResult> {
  return actOnce(act, key, change, () => moveOne(act, change, outcome, kind));
}

async function moveOne(act: Act, change: StockChange, outcome: string, kind: MovementDraft['kind']): Promise<Outcome> {
  const product = await stockedProduct(act.db, change.sku);
  const location = await locationNamed(act.db, change.location);
  const { quantity, unavailable = 0, reason = '', unitCostMicros = null } = change;
  const { movementId, level, lots } = await moveGoods(
    act,
    product,
    location,
    { kind, quantity, unavailable, reason, unitCostMicros },
    change,
  );
  return {
    id: product.sku,
    outcome,
    movement: formatId('movement', movementId),
    quantity: quantity === 0 ? Math.abs(unavailable) : quantity,
    location: location.code,
    onHand: level.onHand,
    unavailable: level.unavailable,
    ...(lots && { lots }),
    served: quantity > unavailable ? await serveWaiting(act, [product.id]) : [],
  };
}

/** A product of which is kept how many there are. Refuses `product-unknown`, and `product-not-stocked` for a service or a kit. */
export async function stockedProduct(db: Handle, sku: string): Promise<Product> {
  const product = await productBySku(db, sku);
  if (!isStocked(product)) throw new OmsError('product-not-stocked', { sku: product.sku, kind: product.kind });
  return product;
}

/** The location of that code, or the first one. Refuses `location-unknown`. */
export async function locationNamed(db: Handle, code: string | undefined): Promise<Location> {
  const all = await listLocations(db);
  const location = code === undefined ? all[0] : await findLocation(db, code);
  if (!location) throw new OmsError('location-unknown', { location: code ?? '', known: all.map((one) => one.code) });
  return location;
}
