// Which column of an unknown file is what: by names in many languages, by words within names, by the look of values.
import { isCountry } from '../domain/country.ts';
import { type DraftField, draftFields, type ProfileDraft } from '../domain/import/profile.ts';
import { columnKey } from './columns.ts';
import { DateReader } from './dates.ts';
import type { Sample } from './sample.ts';

/** Other names of each field, as the plain profile has them. */
export type Aliases = Readonly<Record<string, readonly string[]>>;
type Chosen = Partial<Record<DraftField, string>>;

/** Shorter words stand within others by chance; a character of Chinese, Japanese or Korean says more than a letter. */
const WORD_LEAST = { latin: 4, other: 2 };
/** "Customer email", "Item price" and "Order date": what such names begin with comes last. */
const general: readonly DraftField[] = ['order', 'item', 'name', 'note'];
const bySpecificity: readonly DraftField[] = [...draftFields.filter((field) => !general.includes(field)), ...general];
const DAYS = ['yyyy-M-d', 'yyyy/M/d', 'yyyy.M.d', 'yyyy. M. d.', 'yyyy年M月d日', 'yyyy년 M월 d일', 'yyyyMMdd'];
const DAYS_FIRST = ['d/M/yyyy', 'd.M.yyyy', 'd-M-yyyy', 'd/M/yy', 'd.M.yy'];
const MONTHS_FIRST = ['M/d/yyyy', 'M-d-yyyy', 'M/d/yy'];
const NAMED = ['d MMM yyyy', 'd-MMM-yyyy', 'd-MMM-yy', 'MMM d, yyyy', 'MMM-dd-yy', "d 'de' MMM 'de' yyyy"];
const TIMES = ['', ' H:mm', ' H:mm:ss', ' h:mm a', ' h:mm:ss a', ' a h:mm', ' a h:mm:ss', ' H:mm:ss Z', ' H:mm Z'];
const EXACT = ["yyyy-MM-dd'T'HH:mm:ssZ", "yyyy-MM-dd'T'HH:mm:ss", 'epoch', 'excel'];

/** Guesses everything that a profile needs. `monthFirst`: how the shop's country writes dates. Pure. */
export function guessProfile(sample: Sample, aliases: Aliases, monthFirst: boolean): ProfileDraft {
  const columns = guessColumns(sample, aliases);
  return {
    columns,
    model: guessModel(sample, columns),
    dateFormat: columns.date === undefined ? '' : (dateFormatsOf(valuesOf(sample, columns.date), monthFirst)[0] ?? ''),
    decimal: guessDecimal([columns.unit_price, columns.line_amount, columns.shipping, columns.order_total], sample),
    tax: 'shop',
  };
}

/** The filled values of a column, by its name in the sample. */
export function valuesOf({ columns, rows }: Sample, name: string): string[] {
  const at = columns.indexOf(name);
  return rows.map((row) => row[at] ?? '').filter((value) => value !== '');
}

/** The formats that read every one of these dates; the likeliest first. None where there are no values. */
export function dateFormatsOf(values: readonly string[], monthFirst: boolean): string[] {
  if (values.length === 0) return [];
  const either = monthFirst ? [...MONTHS_FIRST, ...DAYS_FIRST] : [...DAYS_FIRST, ...MONTHS_FIRST];
  const formats = [...[...DAYS, ...either, ...NAMED].flatMap((day) => TIMES.map((time) => day + time)), ...EXACT];
  return formats.filter((format) => {
    const reader = new DateReader([format], 'UTC');
    return values.every((value) => isLikely(reader.read(value)));
  });
}

/** A date that an order of today's shops could have. */
function isLikely(instant: string | undefined): boolean {
  return instant !== undefined && instant > '1990' && instant < '2100';
}

/** By whole names first, for all fields, then by words in names, then by values: a column is one thing only. */
function guessColumns(sample: Sample, aliases: Aliases): Chosen {
  const chosen: Chosen = {};
  const namesOf = (field: DraftField) => [field, ...(aliases[field] ?? [])].map(columnKey);
  for (const [find, fields] of [
    [wholeName, draftFields],
    [partOfName, bySpecificity],
  ] as const) {
    for (const field of fields) if (chosen[field] === undefined) take(chosen, field, find(free(sample, chosen), namesOf(field)));
  }
  for (const [field, looks] of lookOf) {
    if (chosen[field] === undefined)
      take(
        chosen,
        field,
        free(sample, chosen).find((name) => looks(valuesOf(sample, name))),
      );
  }
  return Object.fromEntries(draftFields.flatMap((field) => (chosen[field] === undefined ? [] : [[field, chosen[field]]])));
}

function take(chosen: Chosen, field: DraftField, name: string | undefined): void {
  if (name !== undefined) chosen[field] = name;
}

function free({ columns }: Sample, chosen: Chosen): string[] {
  const taken = new Set(Object.values(chosen));
  return columns.filter((name) => !taken.has(name));
}

function wholeName(columns: readonly string[], names: readonly string[]): string | undefined {
  // the first of several of one name
  return columns.find((column) => names.includes(columnKey(column.replace(/#1$/, ''))));
}

/** The column whose name has the longest of these words in it. */
function partOfName(columns: readonly string[], names: readonly string[]): string | undefined {
  const words = names.filter((name) => name.length >= (/^[\0-\u024F]*$/.test(name) ? WORD_LEAST.latin : WORD_LEAST.other));
  const found = columns.map((column) => ({
    column,
    length: Math.max(0, ...words.filter((word) => columnKey(column).includes(word)).map((word) => word.length)),
  }));
  const best = Math.max(0, ...found.map(({ length }) => length));
  return best === 0 ? undefined : found.find(({ length }) => length === best)?.column;
}

type Look = (values: readonly string[]) => boolean;

/** What values of a column look like; asked in this order of columns whose names say nothing. */
const lookOf: readonly (readonly [field: DraftField, look: Look])[] = [
  ['email', all((value) => /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(value))],
  ['date', (values) => dateFormatsOf(values, false).some((format) => format !== 'epoch' && format !== 'excel')],
  ['country', all((value) => isCountry(value.toUpperCase()))],
  ['currency', all((value) => /^(USD|EUR|GBP|KRW|JPY|CNY|MXN|TWD|HKD|AUD|CAD)$/.test(value))],
  ['quantity', all((value) => /^[1-9]\d{0,2}$/.test(value))],
  ['unit_price', all((value) => /^[^\p{L}\d]{0,4}\d[\d.,']*[.,]\d{2}[^\p{L}\d]{0,4}$/u.test(value))],
];

function all(test: (value: string) => boolean): Look {
  return (values) => values.length > 0 && values.every(test);
}

/** Whether what is said of an order stands in its first row only: its further rows leave all of it empty. */
function guessModel({ columns, rows }: Sample, chosen: Chosen): ProfileDraft['model'] {
  const key = columns.indexOf(chosen.order ?? '');
  const head = (['date', 'name', 'address1', 'email', 'order_total'] as const).flatMap((field) =>
    chosen[field] === undefined ? [] : [columns.indexOf(chosen[field])],
  );
  if (key < 0 || head.length === 0) return 'repeated';
  const further = rows.filter((row, at) => at > 0 && (row[key] === '' || row[key] === rows[at - 1]?.[key]));
  return further.length > 0 && further.every((row) => head.every((at) => row[at] === '')) ? 'first-row-only' : 'repeated';
}

/** By what stands before the last one or two digits; where nothing tells, the sign that cannot be one of groups. */
function guessDecimal(amounts: readonly (string | undefined)[], sample: Sample): ProfileDraft['decimal'] {
  const values = amounts.flatMap((name) => (name === undefined ? [] : valuesOf(sample, name)));
  const some = (pattern: RegExp) => values.some((value) => pattern.test(value.normalize('NFKC')));
  const [dot, comma] = [some(/\.\d{1,2}\D*$/), some(/,\d{1,2}\D*$/)];
  if (dot && comma) return 'any';
  if (dot !== comma) return dot ? '.' : ',';
  return some(/\d\.\d{3}\D*$/) ? ',' : '.';
}
