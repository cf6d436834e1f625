// Goods that move, in the lot that somebody names: the one door for products that are kept by lot and for those that are not.
import { OmsError } from '../../domain/error.ts';
import type { Location } from '../../domain/location.ts';
import { type Lot, type LotMoved, type LotWish, lotNamed, withoutLots } from '../../domain/lot.ts';
import type { Product } from '../../domain/product.ts';
import { isPossible, type Level, type MovementDraft } from '../../domain/stock.ts';
import { findLot, insertLot, lotLevelsOf, readLotLevel, setExpiry } from '../../store/lot.ts';
import { type Moved, move, readLevel } from '../../store/stock.ts';
import type { Act } from '../shop.ts';

/** A change as it is asked for: of what, and where, stands beside it. An import's is caused by its batch. */
export type Change = Omit<MovementDraft, 'productId' | 'locationId' | 'lotId'>;

export interface MovedGoods extends Moved {
  /** For the answer; nothing for a product that is not kept by lot. */
  readonly lots?: readonly LotMoved[];
}

/** Moves goods of a product at a place. Refuses as `move` and {@link lotFor} do. */
export async function moveGoods(act: Act, product: Product, location: Location, change: Change, wish: LotWish): Promise<MovedGoods> {
  const lot = await lotFor(act, product, location, change, wish);
  const cause = act.batchId === undefined ? {} : ({ causeKind: 'batch', causeId: act.batchId } as const);
  const draft = { ...cause, ...change, productId: product.id, locationId: location.id, lotId: lot?.id };
  const moved = await move(act.db, act, draft, { sku: product.sku, location: location.code, lot: lot?.code });
  return { ...moved, ...(lot && { lots: [lotMoved(product, location, lot, change, moved)] }) };
}

/** How a lot that moved is told. */
export function lotMoved({ sku }: Product, location: Location, lot: Lot, { quantity }: Change, { lotLevel }: Moved): LotMoved {
  return { sku, lot: lot.code, expiresOn: lot.expiresOn, location: location.code, quantity, onHand: lotLevel?.onHand ?? 0 };
}

/** What stands in a place of what is named: of the lot, or of no lot, or all of it where the product is not kept by lot. */
export async function levelFor(act: Act, product: Product, locationId: number, wish: LotWish): Promise<Level> {
  const all = await readLevel(act.db, product.id, locationId);
  if (!product.lots) return all;
  const code = lotNamed(wish);
  if (code === undefined) {
    const lots = await lotLevelsOf(act.db, [product.id]);
    return withoutLots(
      all,
      lots.filter((lot) => lot.locationId === locationId),
    );
  }
  const lot = await findLot(act.db, product.id, code);
  return lot ? readLotLevel(act.db, lot.id, locationId) : { onHand: 0, unavailable: 0, reserved: 0 };
}

/**
 * The lot of a change; undefined: it is of none. What comes may make a lot, or say until when one may be sold; what goes is
 * of a lot that is there, or of what stands there without one. Refuses `lot-not-kept`, `lot-needed`, `lot-unknown`,
 * `lot-expiry-needed`, `lot-expiry-differs`, `lot-invalid`.
 */
export async function lotFor(
  act: Act,
  product: Product,
  location: Location,
  change: Pick<Change, 'quantity' | 'unavailable'>,
  wish: LotWish,
): Promise<Lot | undefined> {
  const { sku } = product;
  const code = lotNamed(wish);
  if (!product.lots && code !== undefined) throw new OmsError('lot-not-kept', { sku, lot: code });
  if (!product.lots) return undefined;
  if (code === undefined) {
    const isThere = change.quantity <= 0 && isPossible(await levelFor(act, product, location.id, wish), change);
    if (!isThere) throw new OmsError('lot-needed', { sku, lots: await lotCodes(act, product) });
    return undefined;
  }
  const known = await findLot(act.db, product.id, code);
  if (!known && change.quantity <= 0) throw new OmsError('lot-unknown', { sku, lot: code, known: await lotCodes(act, product) });
  const expiresOn = expiryOf(product, code, known, change.quantity, wish.expires);
  if (!known) return insertLot(act.db, { productId: product.id, code, expiresOn }, act.at);
  if (known.expiresOn === null && expiresOn !== null) await setExpiry(act.db, known.id, expiresOn);
  return { ...known, expiresOn };
}

/** A date once known is not contradicted; what comes of a product whose lots expire has one. */
function expiryOf(
  { sku, expiryDays }: Product,
  lot: string,
  known: Lot | undefined,
  quantity: number,
  expires: string | undefined,
): string | null {
  const kept = known?.expiresOn ?? null;
  if (kept !== null && expires !== undefined && kept !== expires)
    throw new OmsError('lot-expiry-differs', { sku, lot, known: kept, expires });
  const expiresOn = kept ?? expires ?? null;
  if (expiresOn === null && expiryDays !== null && quantity > 0) throw new OmsError('lot-expiry-needed', { sku, lot });
  return expiresOn;
}

/** The lots of a product of which there are any, those first that expire first. */
async function lotCodes(act: Act, { id }: Product): Promise<string[]> {
  const levels = await lotLevelsOf(act.db, [id]);
  return [...new Set(levels.filter(({ onHand }) => onHand > 0).map(({ code }) => code))];
}
