// What of goods may be sold, as columns: of a product, and of each part of a kit.
import type { StockView } from '../../domain/stock.ts';
import { type ListColumn, numberColumn } from '../view.ts';

type Sellable = Pick<StockView, 'onHand' | 'reserved' | 'unavailable' | 'expired' | 'buffer' | 'available'>;

export const sellableColumns: readonly ListColumn<Sellable>[] = [
  numberColumn('on-hand', ({ onHand }) => onHand),
  numberColumn('reserved', ({ reserved }) => reserved),
  numberColumn('unavailable', ({ unavailable }) => unavailable),
  // what few products have
  numberColumn('expired', ({ expired }) => expired, true),
  numberColumn('buffer', ({ buffer }) => buffer),
  numberColumn('available', ({ available }) => available),
];

export const sellableCsv = {
  on_hand: ({ onHand }: Sellable) => onHand,
  reserved: ({ reserved }: Sellable) => reserved,
  unavailable: ({ unavailable }: Sellable) => unavailable,
  expired: ({ expired }: Sellable) => expired,
  buffer: ({ buffer }: Sellable) => buffer,
  available: ({ available }: Sellable) => available,
};
