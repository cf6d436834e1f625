// Lots: goods of a product that were made together, and until when they may be sold.
import { OmsError } from './error.ts';
import { groupBy } from './group.ts';
import type { Shelf } from './order/reserve.ts';
import { availableOf, emptyLevel, type Level } from './stock.ts';
import { addDays } from './time.ts';

export interface Lot {
  readonly id: number;
  readonly productId: number;
  readonly code: string;
  /** The last business date on which it may be sold; null: nobody has said. */
  readonly expiresOn: string | null;
}

/** A lot as somebody names it. Without a code the date is its name. */
export interface LotWish {
  readonly lot?: string;
  readonly expires?: string;
}

/** Goods of a lot that were moved, and how many of it stand there then. */
export interface LotMoved {
  readonly sku: string;
  readonly lot: string;
  readonly expiresOn: string | null;
  readonly location: string;
  /** Signed, as on hand changed. */
  readonly quantity: number;
  readonly onHand: number;
}

/** How a product is kept: whether by lot, and how many days have to be left; null: a lot needs no date. */
export interface LotRule {
  readonly lots: boolean;
  readonly expiryDays: number | null;
}

/** What stands of a lot at one location. */
export interface LotLevel extends Level {
  readonly lotId: number;
  readonly productId: number;
  readonly locationId: number;
  readonly expiresOn: string | null;
}

export const LOT_LENGTH_MAX = 100;

/** A lot's code as it is kept: text, trimmed, 1 to 100 characters, no control characters. Refuses `lot-invalid`. */
export function checkLot(text: string): string {
  const lot = text.trim();
  if (lot === '' || lot.length > LOT_LENGTH_MAX || /\p{Cc}/u.test(lot))
    throw new OmsError('lot-invalid', { lot: text.slice(0, LOT_LENGTH_MAX), most: LOT_LENGTH_MAX });
  return lot;
}

/** The code that a wish names a lot by; undefined: it names none. */
export function lotNamed({ lot, expires }: LotWish): string | undefined {
  const named = lot?.trim() ? lot : expires;
  return named === undefined ? undefined : checkLot(named);
}

/** Whether its last day is over. */
export function isExpired({ expiresOn }: { readonly expiresOn: string | null }, on: string): boolean {
  return expiresOn !== null && expiresOn < on;
}

/** Whether goods of a lot may be promised on that day: so many days as the product asks for have to be left. */
export function mayBePromised(lot: Pick<Lot, 'expiresOn'>, rule: Pick<LotRule, 'expiryDays'>, on: string): boolean {
  const last = soldUntil(lot, rule);
  return last === null || on <= last;
}

/** The last day on which goods of a lot may be promised; null: nobody has said. */
export function soldUntil({ expiresOn }: Pick<Lot, 'expiresOn'>, { expiryDays }: Pick<LotRule, 'expiryDays'>): string | null {
  return expiresOn && addDays(expiresOn, -(expiryDays ?? 0));
}

/** First expired, first out: what has no date comes last; of the same date in the order of the codes. */
export function byExpiry(
  left: { readonly expiresOn: string | null; readonly code?: string },
  right: { readonly expiresOn: string | null; readonly code?: string },
): number {
  if (left.expiresOn !== right.expiresOn) return (left.expiresOn ?? '9999-99-99') < (right.expiresOn ?? '9999-99-99') ? -1 : 1;
  if (left.code === right.code) return 0;
  return (left.code ?? '') < (right.code ?? '') ? -1 : 1;
}

/** What of a level is of no lot: it stood there before the product was kept by lot. */
export function withoutLots(level: Level, lots: readonly Level[]): Level {
  return lots.reduce<Level>(
    (rest, lot) => ({
      onHand: rest.onHand - lot.onHand,
      unavailable: rest.unavailable - lot.unavailable,
      reserved: rest.reserved - lot.reserved,
    }),
    { ...emptyLevel, ...level },
  );
}

/** What of a lot is neither promised nor held back, but can be promised no more. */
export function lostOf(level: LotLevel, rule: Pick<LotRule, 'expiryDays'>, on: string): number {
  return mayBePromised(level, rule, on) ? 0 : availableOf(level, 0);
}

/**
 * Shelves of products that are kept by lot, a shelf for each lot, in the order in which they are used up: what is of no
 * lot first, since it is the oldest, then first expired, first out. What can be promised no more is held back. `lots` come
 * by expiry.
 */
export function shelvesByLot(
  shelves: readonly Shelf[],
  lots: readonly LotLevel[],
  ruleOf: (productId: number) => LotRule | undefined,
  on: string,
): Shelf[] {
  const at = groupBy(lots, ({ productId, locationId }) => `${productId}/${locationId}`);
  return shelves.flatMap((shelf) => {
    const rule = ruleOf(shelf.productId);
    if (!rule?.lots) return [shelf];
    const own = at.get(`${shelf.productId}/${shelf.locationId}`) ?? [];
    const rest = { ...shelf, ...withoutLots(shelf, own) };
    return [rest, ...own.map((lot): Shelf => ({ ...lot, unavailable: lot.unavailable + lostOf(lot, rule, on) }))];
  });
}

/** What goes of which lot when so many are taken from the shelves of one place, in their order; undefined: too few are free. */
export function takenByExpiry(shelves: readonly Shelf[], quantity: number): { lotId: number | null; quantity: number }[] | undefined {
  let missing = quantity;
  const taken: { lotId: number | null; quantity: number }[] = [];
  for (const shelf of shelves) {
    const own = Math.min(missing, availableOf(shelf, 0));
    if (own > 0) taken.push({ lotId: shelf.lotId ?? null, quantity: own });
    missing -= own;
  }
  return missing > 0 ? undefined : taken;
}

/** Goods of a lot that come back, and how many of them cannot be sold again. */
export interface LotBack {
  readonly lotId: number | null;
  readonly code: string | null;
  readonly quantity: number;
  readonly damaged: number;
}

type LotSent = Omit<LotBack, 'damaged'>;

/** Of lots that were sent those that are named; all where none of them is, since what is named is then of other goods. */
export function lotsNamed<T extends Pick<LotSent, 'code'>>(sent: readonly T[], lots: readonly string[]): readonly T[] {
  const codes = new Set<string | null>(lots.map((lot) => lot.trim()));
  const named = sent.filter(({ code }) => codes.has(code));
  return named.length > 0 ? named : sent;
}

/** What a line still has of each lot: never more than the whole order, which may have given back another line's. */
export function leftOfLine(ofLine: readonly LotSent[], ofOrder: readonly LotSent[]): LotSent[] {
  return ofLine.flatMap((one) => {
    const most = ofOrder.find(({ lotId }) => lotId === one.lotId)?.quantity ?? 0;
    const quantity = Math.min(one.quantity, most);
    return quantity > 0 ? [{ ...one, quantity }] : [];
  });
}

/**
 * The lots that goods go back into, of those that were sent. Undefined where nobody can know: part of several lots comes
 * back, or more than was sent.
 */
export function planLotsBack(
  sent: readonly LotSent[],
  { quantity, damaged }: { readonly quantity: number; readonly damaged: number },
): LotBack[] | undefined {
  const there = sent.reduce((sum, one) => sum + one.quantity, 0);
  if (there < quantity || (sent.length > 1 && there > quantity)) return undefined;
  let missing = quantity;
  let broken = damaged;
  return sent.map((one) => {
    const own = Math.min(missing, one.quantity);
    const ownBroken = Math.min(broken, own);
    missing -= own;
    broken -= ownBroken;
    return { ...one, quantity: own, damaged: ownBroken };
  });
}
