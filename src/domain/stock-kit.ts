// A kit as stock shows it: it stands on no shelf, and as many can be put together as the scarcest of its parts allows.
import type { StockView } from './stock.ts';

/** What a part has on shelves, and what of that is available. */
type PartStock = Pick<StockView, 'sku' | 'name' | 'onHand' | 'reserved' | 'unavailable' | 'expired' | 'buffer' | 'available'>;

/** A part of one kit, kits in it taken apart. */
export interface KitPartStock extends PartStock {
  /** In one kit. */
  readonly quantity: number;
  /** Kits that it suffices for. */
  readonly enoughFor: number;
  /** No other part suffices for fewer. */
  readonly limits: boolean;
}

export interface KitStock {
  readonly sku: string;
  readonly name: string;
  readonly kind: 'kit';
  /** Kits that could be promised now. */
  readonly available: number;
  /** The business date before which nothing of it is promised, the latest of its parts included, while still to come. */
  readonly availableFrom: string | null;
  /** By SKU; none: nobody has said what it is made of. */
  readonly parts: readonly KitPartStock[];
}

/** What stock shows of a product. */
export type ShownStock = StockView | KitStock;

export function isKitStock(stock: object): stock is KitStock {
  return 'kind' in stock && stock.kind === 'kit';
}

type PartOfKit = PartStock & Pick<StockView, 'availableFrom'> & { readonly each: number };

/** How many kits the parts make, and which of them limits that. */
export function planKitStock(
  { sku, name, availableFrom }: Pick<KitStock, 'sku' | 'name' | 'availableFrom'>,
  parts: readonly PartOfKit[],
): KitStock {
  const enough = parts.map(({ available, each }) => Math.floor(available / each));
  const available = enough.length === 0 ? 0 : Math.min(...enough);
  const days = [availableFrom, ...parts.map((part) => part.availableFrom)].filter((day) => day !== null).sort();
  return {
    sku,
    name,
    kind: 'kit',
    available,
    availableFrom: days.at(-1) ?? null,
    parts: parts
      .map((part, index) => ({
        sku: part.sku,
        name: part.name,
        quantity: part.each,
        onHand: part.onHand,
        reserved: part.reserved,
        unavailable: part.unavailable,
        expired: part.expired,
        buffer: part.buffer,
        available: part.available,
        enoughFor: enough[index] ?? 0,
        limits: enough[index] === available,
      }))
      .sort((left, right) => (left.sku < right.sku ? -1 : 1)),
  };
}
