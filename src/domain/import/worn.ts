// The same value again, with less of it left: a spreadsheet has saved the file once more, or the marketplace hides by now
// who the order was for. It is no news, and the whole value stays.

/** Whether what a file says of a field (as `fieldsOfFile` has it) is what is known of it, worn off. */
export function isWorn(field: string, said: string | null, known: string | null): boolean {
  if (said === null || known === null || said === known) return false;
  if (field === 'date') return said.endsWith(':00Z') && said.slice(0, MINUTES) === known.slice(0, MINUTES);
  if (!OF_PERSON.test(field)) return false;
  if (isHidden(said)) return couldBe(said, known);
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

const STARS = /[*＊○]{2,}|^[*＊○]|[*＊○]$|\p{L}[*＊○]\p{L}/u;
/** A text that is nothing but a cipher: Douyin's. */
const CIPHER = /^(##|\$\$)|密文/;

/** Whether what shows behind the stars is somebody else, or somewhere else, than is known. */
export function showsOther(said: string | null, known: string | null): boolean {
  return said !== null && said !== known && isHidden(said) && !couldBe(said, known ?? '');
}

function isHidden(text: string): boolean {
  return STARS.test(text) || CIPHER.test(text);
}

/** "이*" could be "이둘", and "010-****-0101" that number; a cipher could be anything that is known. Somebody else is a change. */
function couldBe(said: string, known: string): boolean {
  if (isHidden(known)) return false;
  if (CIPHER.test(said)) return true;
  const parts = said.split(/[*＊○]+/);
  const [first = ''] = parts;
  const last = parts.at(-1) ?? '';
  return first.length + last.length <= known.length && known.startsWith(first) && known.endsWith(last);
}

const WHO_AND_WHERE = ['ship.name', 'ship.company', 'ship.address1'];

/** Whether a file that has columns for it names nobody and no place any more, or hides them: what it leaves empty is no news. */
export function forgetsRecipient(said: ReadonlyMap<string, string | null>): boolean {
  const all = WHO_AND_WHERE.map((field) => said.get(field) ?? null);
  return said.has('ship.address1') && (all.every((value) => value === null) || all.some((value) => value !== null && isHidden(value)));
}
