// Where a line goes, as a person types it: a label, an address in its usual order, or one with its parts by name.
import { OmsError } from '../error.ts';
import type { Party } from './order.ts';
import { checkParty } from './typed.ts';

const WITH_REGION = ['name', 'address1', 'postcode', 'city', 'region', 'country'] as const;
/** An address of fewer parts has no region. */
const WITHOUT_REGION = WITH_REGION.filter((field) => field !== 'region');

const NAMES = {
  name: 'name',
  company: 'company',
  email: 'email',
  phone: 'phone',
  address1: 'address1',
  address2: 'address2',
  postcode: 'postcode',
  city: 'city',
  region: 'region',
  country: 'country',
  'tax-id': 'taxId',
} as const satisfies Record<string, keyof Party>;

const NAMED = new RegExp(`^\\s*(${Object.keys(NAMES).join('|')})\\s*=`, 'i');

/**
 * The label of an address; or "name; street; postcode; town; country", where the country may be left out, and six parts have a
 * region before it; or parts by their names, also behind others: "name=Tom; address1=5 Main St; city=Portland; region=OR".
 * Empty is null: where the order goes. Refuses `place-invalid`, `country-invalid`, `text-too-long`.
 */
export function parsePlace(text: string, country: string): string | Party | null {
  if (text === '') return null;
  const parts = text.split(/[;；]/).map((part) => part.trim());
  if (parts.length === 1 && !NAMED.test(text)) return text;
  const unnamed = parts.filter((part) => !NAMED.test(part));
  if (unnamed.length > WITH_REGION.length || unnamed.some((part) => /^[a-z][a-z0-9-]*=/i.test(part)))
    throw new OmsError('place-invalid', { text, names: Object.keys(NAMES) });
  return checkParty({ ...inOrder(unnamed), ...byName(parts) }, country);
}

function inOrder(parts: readonly string[]): Partial<Record<keyof Party, string>> {
  const fields = parts.length === WITH_REGION.length ? WITH_REGION : WITHOUT_REGION;
  return Object.fromEntries(parts.map((part, index) => [fields[index], part]));
}

function byName(parts: readonly string[]): Partial<Record<keyof Party, string>> {
  const named = parts
    .filter((part) => NAMED.test(part))
    .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]);
  return Object.fromEntries(named.map(([name = '', value = '']) => [NAMES[name.trim().toLowerCase() as keyof typeof NAMES], value.trim()]));
}

const NAMED_BEHIND = new RegExp(`=\\s*(${Object.keys(NAMES).join('|')})\\s*=`, 'i');

/** "LINE=PLACE": the line, named by its number or SKU, which may itself contain a "="; the place as it is. Refuses `line-value-invalid`. */
export function splitLinePlace(text: string, example: string): { line: string; place: string } {
  const [first = ''] = text.split(/[;；]/);
  const named = NAMED_BEHIND.exec(first);
  const at = named ? named.index : first.lastIndexOf('=');
  const line = text.slice(0, Math.max(0, at)).trim();
  if (line === '') throw new OmsError('line-value-invalid', { text, example });
  return { line, place: text.slice(at + 1).trim() };
}
