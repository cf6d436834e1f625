// Erasing somebody: by which texts they are known wherever they stand, and what is told afterwards.

/** A row that tells who somebody is, as far as it says so. */
export interface Traces {
  readonly name?: string | null;
  readonly company?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly address1?: string | null;
  readonly address2?: string | null;
}

/** Texts by which somebody is known. */
export interface Needles {
  /** Names, e-mails and phones: what is searched for when all is done. */
  readonly known: readonly string[];
  /** E-mails and phones: nobody else has them. */
  readonly own: readonly string[];
  readonly names: readonly string[];
  readonly streets: readonly string[];
}

const NAME_LEAST = 2;
const STREET_LEAST = 5;
const PHONE_LEAST = 6;

/** Shorter ones would be found everywhere. E-mails also in small letters, phones also as digits only. */
export function needlesOf(rows: readonly Traces[]): Needles {
  const texts = (values: readonly (string | null | undefined)[], least: number) =>
    [...new Set(values.map((value) => value?.trim() ?? ''))].filter((text) => text.length >= least).sort();
  const names = texts(
    rows.flatMap(({ name, company }) => [name, company]),
    NAME_LEAST,
  );
  const emails = rows.flatMap(({ email }) => [email, email?.toLowerCase()]);
  const phones = rows.flatMap(({ phone }) => [phone, phone?.replace(/\D/g, '')]);
  const own = [...new Set([...texts(emails, PHONE_LEAST), ...texts(phones, PHONE_LEAST)])].sort();
  const streets = texts(
    rows.flatMap(({ address1, address2 }) => [address1, address2]),
    STREET_LEAST,
  );
  return { known: [...new Set([...names, ...own])].sort(), own, names, streets };
}

/** A document that the law wants kept, with the last day of that. */
export interface KeptDocument {
  readonly number: string;
  readonly retainUntil: string;
}

/** How much was blanked, by what it is. */
export interface Blanked {
  readonly orders: number;
  readonly people: number;
  readonly notes: number;
  readonly cases: number;
  readonly quarantined: number;
}

export interface ErasedFile {
  /** Below the shop's folder. */
  readonly path: string;
  readonly done: 'blanked' | 'deleted';
}

/** Why something still holds them. */
export const holderKinds = ['document', 'namesake', 'ledger', 'row', 'backup', 'waiting', 'packed', 'file'] as const;
export type HolderKind = (typeof holderKinds)[number];

export interface Holder {
  readonly kind: HolderKind;
  /** A file below the shop's folder, or "table.column" of the database. */
  readonly where: string;
}

/** What a column holds, for people: why a text may still stand in it. */
export function holderOfColumn(table: string, column: string): Holder {
  const where = `${table}.${column}`;
  if (table === 'invoice') return { kind: 'document', where };
  if (table === 'payment' || table === 'movement') return { kind: 'ledger', where };
  return { kind: /^(customer|party)/.test(table) ? 'namesake' : 'row', where };
}
