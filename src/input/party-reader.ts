// The people of an order: who receives, who pays.

import { isCountry } from '../domain/country.ts';
import { countryCode } from '../domain/import/country.ts';
import { postcodeDigits } from '../domain/import/postcode.ts';
import { regionName } from '../domain/import/region.ts';
import { digitsWithZero } from '../domain/import/trunk-zero.ts';
import type { Party } from '../domain/order/order.ts';
import { type CellReader, shown } from './cell-reader.ts';
import { isGarbled } from './garbled.ts';
import type { PartySlots } from './order-slots.ts';
import type { Row } from './row.ts';

/** Of a phone number in a report, which may be kept: enough to see that it has no zero. */
const SHOWN_DIGITS = 3;

export class PartyReader {
  readonly #cells: CellReader;
  readonly #shopCountry: string;

  constructor(cells: CellReader, shopCountry: string) {
    this.#cells = cells;
    this.#shopCountry = shopCountry;
  }

  /** A person or firm; mail address and phone are the order's where they have none of their own. */
  read(row: Row, slots: PartySlots, email: string | null, phone: string | null): Party {
    const cells = this.#cells;
    const name = this.#letters(row, slots.name);
    const address1 = this.#letters(row, slots.address1);
    const country = this.#country(row, slots, address1);
    const region = cells.words(row, slots.region);
    return {
      name: name ?? '',
      company: cells.words(row, slots.company),
      email: cells.words(row, slots.email) ?? email,
      phone: this.#phone(row, slots.phone, country) ?? phone,
      address1,
      address2: cells.words(row, slots.address2),
      city: this.#letters(row, slots.city),
      region: region === null ? null : regionName(region, country),
      postcode: this.#postcode(row, slots.postcode, country),
      country,
      taxId: cells.taxNumber(row, slots.tax_id),
    };
  }

  /** Words as they came; those whose letters have gone wrong on the way are told, since they would stand on the label so. */
  #letters(row: Row, slot: number): string | null {
    const words = this.#cells.words(row, slot);
    if (words !== null && isGarbled(words)) this.#cells.note('text-garbled', row, slot);
    return words;
  }

  /** A name that is no country's stays as it is, and is told. */
  #country(row: Row, slots: PartySlots, address1: string | null): string | null {
    const text = this.#cells.words(row, slots.country);
    if (text === null || text === 'none') return null;
    if (text === 'shop') return address1 === null ? null : this.#shopCountry;
    const code = countryCode(text);
    if (!isCountry(code)) this.#cells.note('country-unknown', row, slots.country, { value: shown(text) });
    return code;
  }

  /** A postcode as it came; one that a spreadsheet has cut zeros off is told. */
  #postcode(row: Row, slot: number, country: string | null): string | null {
    const postcode = this.#cells.code(row, slot);
    const width = postcode === null || country === null ? undefined : postcodeDigits(country);
    if (postcode !== null && width !== undefined && postcode.length < width && /^\d+$/.test(postcode))
      this.#cells.note('zeros-lost', row, slot, { value: postcode, width });
    return postcode;
  }

  /** A phone number as it came; one that a spreadsheet has cut its zero off is told, without the number itself. */
  #phone(row: Row, slot: number, country: string | null): string | null {
    const phone = this.#cells.code(row, slot);
    const width = phone === null ? undefined : digitsWithZero(phone, country ?? this.#shopCountry);
    if (width !== undefined) this.#cells.note('zeros-lost', row, slot, { value: `${phone?.slice(0, SHOWN_DIGITS)}…`, width });
    return phone;
  }
}

/** Null where the bill goes to the same person and address as the goods, or where nothing is said of it. */
export function billTo(bill: Party, ship: Party): Party | null {
  const isSame = (Object.keys(bill) as (keyof Party)[]).every((field) => bill[field] === ship[field]);
  return isSame || (!bill.name && !bill.company && !bill.address1) ? null : bill;
}
