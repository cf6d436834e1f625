// Likely duplicates: the same somebody ordered the same within a few days. Told, never merged.
import type { Party } from '../order.ts';
import type { OrderRule } from './rule.ts';

export const duplicateRule: OrderRule = ({ alike = [] }, tell) => {
  if (alike.length > 0) tell('duplicate-likely', 'order', { orders: alike });
};

/** An order as far as it tells whether another is the same. */
export interface Likeness {
  readonly id: number;
  readonly customerId: number | null;
  readonly orderedOn: string;
  readonly totalMinor: number;
  readonly currency: string;
  readonly party: Pick<Party, 'name' | 'email' | 'phone' | 'address1' | 'postcode'> | undefined;
}

/** Whom an order is from: the customer, the e-mail, the phone, the name at an address. Two with a key in common are one. */
export function keysOfBuyer({ customerId, party }: Pick<Likeness, 'customerId' | 'party'>): string[] {
  const keys = customerId === null ? [] : [`customer ${customerId}`];
  const email = folded(party?.email);
  const phone = (party?.phone ?? '').replace(/\D/g, '');
  const place = folded(party?.address1) + folded(party?.postcode);
  if (email.includes('@')) keys.push(`email ${email}`);
  if (phone.length >= PHONE_LEAST && !/^(\d)\1*$/.test(phone)) keys.push(`phone ${phone.slice(-PHONE_LEAST)}`);
  if (folded(party?.name) !== '' && place !== '') keys.push(`place ${folded(party?.name)} ${place}`);
  return keys;
}

/** So many last digits are the same with and without the country's code. */
const PHONE_LEAST = 8;

function folded(text: string | null | undefined): string {
  return (text ?? '').normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

/** What the lines want, whatever their order: codes with quantities. */
export function wantedKey(lines: readonly { readonly code: string; readonly wanted: number }[]): string {
  return lines
    .filter(({ wanted }) => wanted > 0)
    .map(({ code, wanted }) => `${code}=${wanted}`)
    .sort()
    .join('\n');
}
