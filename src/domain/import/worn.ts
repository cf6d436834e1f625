// The same value again, with less of it left: a spreadsheet has saved the file once more, or the marketplace hides by now
// who the order was for. It is no news, and the whole value stays.

/** Whether what a file says of a field (as `fieldsOfFile` has it) is what is known of it, worn off. */
export function isWorn(field: string, said: string | null, known: string | null): boolean {
  if (said === null || known === null || said === known) return false;
  if (field === 'date') return said.endsWith(':00Z') && said.slice(0, MINUTES) === known.slice(0, MINUTES);
  if (!OF_PERSON.test(field)) return false;
  if (isHidden(said)) return couldBe(said, known);
  return CUT_BY_SPREADSHEETS.test(field) && (isNumberOf(said, known) || isRounded(said, known));
}

/** "2026-03-01T09:20" of an instant. */
const MINUTES = 16;
const OF_PERSON = /^(ship|bill)\./;
const CUT_BY_SPREADSHEETS = /\.(phone|postcode)$/;
const NUMBER = /^[1-9]\d*$/;

/** "1012345678" of "010-1234-5678", "1067" of "01067", "4420…" of "+44 20…": what a spreadsheet makes of what looks like a number. */
function isNumberOf(said: string, known: string): boolean {
  return /^[0+]/.test(known) && NUMBER.test(said) && digitsOf(known).replace(/^0+/, '') === said;
}

const ROUNDED = /^(\d)(?:[.,](\d+))?E\+(\d+)$/i;

/** "8.21012E+11" of "+821012345678": what a spreadsheet makes of one that is too wide for its column. */
function isRounded(said: string, known: string): boolean {
  const [, first = '', rest = '', exponent] = ROUNDED.exec(said) ?? [];
  const digits = digitsOf(known).replace(/^0+/, '');
  if (exponent === undefined || digits.length !== Number(exponent) + 1 || rest.length >= digits.length) return false;
  const shown = Math.round(Number(digits) / 10 ** (Number(exponent) - rest.length));
  return shown === Number(first + rest);
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
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
  if (first.length + last.length > known.length || !known.startsWith(first) || !known.endsWith(last)) return false;
  return follow(parts.slice(1, -1), known.slice(first.length, known.length - last.length));
}

/** Whether these stand in the text one behind the other. */
function follow(parts: readonly string[], text: string): boolean {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part.trim(), from);
    if (at < 0) return false;
    from = at + part.trim().length;
  }
  return true;
}

const WHO_AND_WHERE = ['ship.name', 'ship.company', 'ship.address1'];

/** Whether a file that has columns for it names nobody and no place any more, or hides them: what it leaves empty is no news. */
export function forgetsRecipient(said: ReadonlyMap<string, string | null>): boolean {
  const all = WHO_AND_WHERE.map((field) => said.get(field) ?? null);
  return said.has('ship.address1') && (all.every((value) => value === null) || all.some((value) => value !== null && isHidden(value)));
}
