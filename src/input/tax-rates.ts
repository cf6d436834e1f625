// The tax rates that come with the program: templates/tax/rates.json.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { TaxRate } from '../domain/tax-rate.ts';

/** Rates known for a country; empty where the shop must enter its own (the United States). */
export function ratesOfCountry(root: string, country: string): TaxRate[] {
  const all = JSON.parse(readFileSync(path.join(root, 'templates/tax/rates.json'), 'utf8')) as TaxRate[];
  return all.filter((rate) => rate.country === country);
}
