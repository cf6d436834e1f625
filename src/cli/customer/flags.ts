// The flags that describe a customer, shared by add and edit; an empty value takes away what is there.

import { type Address, type Consent, type CustomerEdit, consents } from '../../domain/customer.ts';
import { addressFields } from '../../domain/order/order.ts';
import { checkCountry, checkText, NOTE_LENGTH_MAX } from '../../domain/order/typed.ts';
import { languages } from '../../domain/settings.ts';
import { checkTags } from '../../domain/tag.ts';
import type { CommandOption } from '../command.ts';
import type { Input } from '../input.ts';

export const addressOptions: readonly CommandOption[] = [
  { flags: '--address1 <text>', about: 'street and number' },
  { flags: '--address2 <text>', about: 'floor, door' },
  { flags: '--postcode <text>', about: 'postcode' },
  { flags: '--city <text>', about: 'town' },
  { flags: '--region <text>', about: 'state, province, prefecture' },
  { flags: '--country <code>', about: 'country, two letters' },
];

export const customerOptions: readonly CommandOption[] = [
  { flags: '--name <text>', about: 'name' },
  { flags: '--company <text>', about: 'the firm' },
  { flags: '--email <text>', about: 'e-mail; the same e-mail is the same customer' },
  { flags: '--phone <text>', about: 'phone' },
  { flags: '--tax-id <text>', about: 'tax number' },
  { flags: '--language <code>', about: languages.join(', ') },
  { flags: '--payment <method>', about: 'how they like to pay' },
  { flags: '--consent <answer>', about: `to mail about other things than their orders: ${consents.join(' or ')}` },
  { flags: '--note <text>', about: 'what is worth knowing' },
  { flags: '--tag <tag>', about: 'a word of the shop’s own', repeat: true },
  ...addressOptions,
];

/** What the flags say. Refuses `text-too-long`, `country-invalid`, `flag-value`, `tag-invalid`. */
export function customerEdit(input: Input): CustomerEdit {
  const language = input.text('language') === '' ? null : input.choice('language', languages);
  const consent: Consent | null | undefined = input.text('consent') === '' ? null : input.choice('consent', consents);
  const said = {
    name: typed(input, 'name') ?? (input.text('name') === undefined ? undefined : ''),
    company: typed(input, 'company'),
    email: typed(input, 'email'),
    phone: typed(input, 'phone'),
    taxId: typed(input, 'tax-id'),
    language,
    note: typed(input, 'note', NOTE_LENGTH_MAX),
    paymentPreference: typed(input, 'payment'),
    consent,
  };
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  return { ...given, address: typedAddress(input), tags: checkTags(input.list('tag')), untags: checkTags(input.list('untag')) };
}

/** Undefined: not given; null: given as empty. */
export function typed(input: Input, name: string, most?: number): string | null | undefined {
  const text = input.text(name);
  return text === undefined ? undefined : checkText(`--${name}`, text, most);
}

/** The fields of an address that are given. */
export function typedAddress(input: Input): Address {
  const given = addressFields.map((field) => [field, typed(input, field)] as const).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([field, value]) => [field, field === 'country' && value ? checkCountry(value) : value]));
}
