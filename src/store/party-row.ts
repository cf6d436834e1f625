// People as rows: who an order is for, and who lines of it go to by themselves.

import { recipientText } from '../domain/import/fields.ts';
import type { LeanRow, OrderRows } from '../domain/import/prepared.ts';
import type { Party } from '../domain/order/order.ts';
import type { PlannedLine } from '../domain/order/plan.ts';
import type { Database } from './database.ts';
import { insert } from './insert.ts';
import { LeanTable } from './lean-row.ts';

// see `rowOfParty`
export const partyTable = new LeanTable('party', [], {
  // there has to be something to insert
  name: undefined,
  company: null,
  email: null,
  phone: null,
  address1: null,
  address2: null,
  city: null,
  region: null,
  postcode: null,
  country: null,
  tax_id: null,
});

export function rowOfParty(party: Party): LeanRow {
  return partyTable.row([
    party.name,
    party.company ?? null,
    party.email ?? null,
    party.phone ?? null,
    party.address1 ?? null,
    party.address2 ?? null,
    party.city ?? null,
    party.region ?? null,
    party.postcode ?? null,
    party.country ?? null,
    party.taxId ?? null,
  ]);
}

/** The e-mail that such a row holds. */
export function emailOf(row: LeanRow): string | null {
  return partyTable.value(row, 'email') as string | null;
}

/** The party that such a row holds, as far as it tells who somebody is. */
export function personOf(row: LeanRow): Party {
  const values = partyTable.values(row);
  const [name, company, email, phone] = values as [string, string | null, string | null, string | null];
  return { name, company, email, phone, taxId: values.at(-1) as string | null };
}

type Recipients = NonNullable<OrderRows['recipients']>;

/** Who lines go to by themselves, each of them once. */
export function recipientsOf(lines: readonly PlannedLine[]): Recipients {
  const byText = new Map<string, { party: LeanRow; positions: number[] }>();
  for (const [index, { draft }] of lines.entries()) {
    if (!draft.shipTo) continue;
    const text = recipientText(draft.shipTo) as string;
    const known = byText.get(text);
    if (known) known.positions.push(index + 1);
    else byText.set(text, { party: rowOfParty(draft.shipTo), positions: [index + 1] });
  }
  return [...byText.values()];
}

/** Writes them beside the lines of an order; `lineIds` by position, from 1. */
export function writeRecipients(database: Database, orderId: number, recipients: Recipients, lineIds: readonly number[]): void {
  for (const { party, positions } of recipients) {
    const partyId = partyTable.insert(database, [], party);
    for (const position of positions)
      insert(database, 'order_line_party', ['order_line_id', 'order_id', 'party_id'], [lineIds[position - 1] as number, orderId, partyId]);
  }
}
