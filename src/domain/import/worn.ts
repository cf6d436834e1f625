// The same value again, with less of it left: a spreadsheet has saved the file once more, or the marketplace hides by now
// who the order was for. It is no news, and the whole value stays.
import { isMasked } from '../masked.ts';

/** Whether what a file says of a field (as `fieldsOfFile` has it) is what is known of it, worn off. */
export function isWorn(field: string, said: string | null, known: string | null): boolean {
  if (said === null || known === null || said === known) return false;
  if (field === 'date') return said.endsWith(':00Z') && said.slice(0, MINUTES) === known.slice(0, MINUTES);
  if (!OF_PERSON.test(field)) return false;
  if (isMasked(said)) return !isMasked(known);
  return CUT_BY_SPREADSHEETS.test(field) && hasLostZeros(said, known);
}

/** "2026-03-01T09:20" of an instant. */
const MINUTES = 16;
const OF_PERSON = /^(ship|bill)\./;
const CUT_BY_SPREADSHEETS = /\.(phone|postcode)$/;
const NUMBER = /^[1-9]\d*$/;

/** "1012345678" of "010-1234-5678", "1067" of "01067": what a spreadsheet makes of a number that begins with zeros. */
function hasLostZeros(said: string, known: string): boolean {
  return known.startsWith('0') && NUMBER.test(said) && known.replace(/[\s-]/g, '').replace(/^0+/, '') === said;
}

const WHO_AND_WHERE = ['ship.name', 'ship.company', 'ship.address1'];

/** Whether a file that has columns for it has nobody and no place any more where the order is to go. */
export function forgetsRecipient(said: ReadonlyMap<string, string | null>): boolean {
  return said.has('ship.address1') && WHO_AND_WHERE.every((field) => (said.get(field) ?? null) === null);
}
