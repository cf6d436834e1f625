// What a shipping label says: one page for each parcel.
import type { Party } from './order/order.ts';

export interface ParcelLabel {
  /** "S7": what the barcode holds. */
  readonly shipment: string;
  /** The day the shipment was made; the page bears it. */
  readonly date: string;
  readonly order: string;
  /** The channel's own number; the order's where it has none. */
  readonly number: string;
  readonly parcel: number;
  readonly parcels: number;
  readonly weightGrams: number | null;
  readonly carrier: string | null;
  readonly service: string | null;
  readonly tracking: string | null;
  readonly note: string | null;
  readonly to: Party;
  readonly from: Sender;
}

export interface Sender {
  readonly name: string;
  readonly lines: readonly string[];
  readonly phone: string;
  readonly country: string;
}
