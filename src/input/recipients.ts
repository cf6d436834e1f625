// Who the parcels of one order go to, where its channel sends lines of it to several people.
import type { Party } from '../domain/order/order.ts';
import { cellOf } from './cell-reader.ts';
import type { OrderSlots } from './order-slots.ts';
import { NO_SLOT, type Row } from './row.ts';

/** The rows of one parcel. */
export interface Parcel {
  readonly key: string;
  readonly rows: readonly Row[];
}

/** Whoever receives something that the order's own recipient does not. */
export interface Recipients {
  /** Each once. */
  readonly others: readonly Party[];
  /** Of a line's row: null where it goes to the order's own recipient. */
  of(row: Row): Party | null;
}

/** The rows of an order parcel by parcel, that of the order's own recipient first: the first one with an address. */
export function parcelsOf(rows: readonly Row[], slots: OrderSlots): readonly Parcel[] {
  if (slots.shipment === NO_SLOT) return [{ key: '', rows }];
  const byKey = new Map<string, Row[]>();
  for (const row of rows) {
    const key = cellOf(row, slots.shipment);
    const own = byKey.get(key);
    if (own) own.push(row);
    else byKey.set(key, [row]);
  }
  const parcels = [...byKey].map(([key, own]) => ({ key, rows: own }));
  const first = parcels.find(({ rows: own }) => own.some((row) => isAddressed(row, slots)));
  return first ? [first, ...parcels.filter((parcel) => parcel !== first)] : parcels;
}

/** Rows that name neither a parcel nor anybody belong to the order's own recipient. */
export function isParcelApart({ key, rows }: Parcel, slots: OrderSlots): boolean {
  return key !== '' || rows.some((row) => isAddressed(row, slots));
}

function isAddressed({ cells }: Row, { ofRecipient }: OrderSlots): boolean {
  for (const slot of ofRecipient) if (cells[slot] !== '') return true;
  return false;
}

/** The recipients by the keys of their parcels: parcels to the same person at the same place are one recipient's. */
export function recipientsOf(own: Party, parties: ReadonlyMap<string, Party>, shipment: number): Recipients {
  const known = new Map<string, Party | null>([[sameness(own), null]]);
  const byKey = new Map<string, Party | null>();
  for (const [key, party] of parties) {
    const same = known.get(sameness(party));
    const recipient = same === undefined ? party : same;
    known.set(sameness(party), recipient);
    byKey.set(key, recipient);
  }
  return {
    others: [...known.values()].filter((party) => party !== null),
    of: (row) => byKey.get(cellOf(row, shipment)) ?? null,
  };
}

function sameness(party: Party): string {
  return JSON.stringify(Object.values(party));
}
