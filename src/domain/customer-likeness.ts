// Customers who may be one: likeness is proposed with its reasons, and a person decides.

export const likenessReasons = ['phone', 'name-postcode', 'email'] as const;
export type LikenessReason = (typeof likenessReasons)[number];

/** As much of a customer as likeness is seen by; postcodes: their own and those of their orders. */
export interface Person {
  readonly id: number;
  readonly name: string;
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly postcodes: readonly string[];
}

/** Two who may be one, the older first. */
export interface Likeness {
  readonly into: number;
  readonly from: number;
  /** In the order of `likenessReasons`. */
  readonly reasons: readonly LikenessReason[];
}

/** Digits of a number that are the same with and without a country's or a trunk prefix. */
const PHONE_TAIL = 9;
const PHONE_LEAST = 7;

/** The last nine digits, in any digits of Unicode; null: too few to tell anybody apart. */
export function phoneKey(phone: string): string | null {
  const digits = phone.normalize('NFKC').replace(/\D/g, '');
  return digits.length < PHONE_LEAST ? null : digits.slice(-PHONE_TAIL);
}

/** A name without case, spaces, marks and accents; null: nothing is left. */
export function nameKey(name: string): string | null {
  const letters = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase();
  const key = letters.replace(/[^\p{L}\p{N}]/gu, '');
  return key === '' ? null : key;
}

/** A postcode without case, spaces and hyphens. */
export function postcodeKey(postcode: string): string | null {
  const key = postcode
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return key === '' ? null : key;
}

/** The same house under several names. */
const sameHouse: Readonly<Record<string, string>> = { googlemail: 'gmail' };
const LOCAL_LEAST = 3;

/**
 * What is left of an e-mail when it may have been written otherwise: without what stands behind "+", dots and dashes, and
 * with the first name of its domain only (gmail.com, gmail.con). Null where that says nothing.
 */
export function emailLikeness(email: string): string | null {
  const [local = '', domain = ''] = email.normalize('NFKC').trim().toLowerCase().split('@');
  const name = local.replace(/\+.*$/, '').replace(/[^\p{L}\p{N}]/gu, '');
  const house = domain.split('.')[0] ?? '';
  return name.length < LOCAL_LEAST || house === '' ? null : `${name}@${sameHouse[house] ?? house}`;
}

function keysOf(person: Person): (readonly [LikenessReason, string])[] {
  const keys: (readonly [LikenessReason, string])[] = [];
  const add = (reason: LikenessReason, key: string | null) => key !== null && keys.push([reason, key]);
  for (const phone of person.phones) add('phone', phoneKey(phone));
  const name = nameKey(person.name);
  for (const postcode of person.postcodes) {
    const place = postcodeKey(postcode);
    add('name-postcode', name === null || place === null ? null : `${name} ${place}`);
  }
  for (const email of person.emails) add('email', emailLikeness(email));
  return keys;
}

/**
 * Who may be one: each who is like somebody older, beside the oldest with that likeness. Those with the most reasons come
 * first, then by number.
 */
export function proposeDuplicates(people: readonly Person[]): Likeness[] {
  const oldest = new Map<string, number>();
  const pairs = new Map<string, { into: number; from: number; reasons: Set<LikenessReason> }>();
  for (const person of [...people].sort((left, right) => left.id - right.id)) {
    for (const [reason, key] of keysOf(person)) {
      const into = oldest.get(`${reason} ${key}`);
      if (into === undefined) oldest.set(`${reason} ${key}`, person.id);
      if (into === undefined || into === person.id) continue;
      const name = `${into} ${person.id}`;
      const pair = pairs.get(name) ?? { into, from: person.id, reasons: new Set() };
      pairs.set(name, pair);
      pair.reasons.add(reason);
    }
  }
  return [...pairs.values()]
    .map(({ into, from, reasons }) => ({ into, from, reasons: likenessReasons.filter((reason) => reasons.has(reason)) }))
    .sort((left, right) => right.reasons.length - left.reasons.length || left.into - right.into || left.from - right.from);
}

/** Two proposed as one, as the outside reads them. */
export interface DuplicateView {
  readonly into: string;
  readonly from: string;
  readonly intoName: string;
  readonly fromName: string;
  readonly reasons: readonly LikenessReason[];
  /** To paste next. */
  readonly command: string;
}
