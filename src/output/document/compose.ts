// From what is printed and how it is to look, to words in their places.
import { copiesOf, type Layout, type LocalText } from '../../domain/document/layout.ts';
import { type ColumnName, columnForms, type Printable, type PrintableRow, type Value } from '../../domain/document/printable.ts';
import type { DocumentWords } from '../document-words.ts';
import { type Content, type NoteContent, type RowContent, said, type TableContent } from './content.ts';
import { partyContent, sellerLines } from './party.ts';
import { codeText } from './payment-code.ts';

/** The page of a document in words. */
export function compose(printable: Printable, words: DocumentWords, layout: Layout): Content {
  const { number, seller, currency } = printable;
  const say = (value: Value) => said(value, words, currency);
  const own = (text: LocalText) => text[printable.language] ?? text.any ?? '';
  const has = (part: Layout['without'][number]) => !layout.without.includes(part);
  const title = own(layout.title) || say(printable.title);
  const before = [own(layout.before), ...printable.before.map(say)].filter(Boolean);
  return {
    title,
    running: `${onOneLine(title)} ${number} · ${seller.name}`,
    foot: has('foot') ? `${number} · ${seller.name}` : '',
    footer: own(layout.footer),
    seller: sellerLines(seller, words),
    parties: printable.parties.map((party) => partyContent(party, seller, words)),
    facts: has('facts') ? printable.facts.map(([label, value]) => [words.of(`label.${label}`), say(value)] as const) : [],
    strip: has('strip') && printable.strip ? sayAll(printable.strip, say) : null,
    before,
    table: tableOf(printable, words, layout),
    sums: printable.sums.map(({ label, amount, isStrong = false }) => ({ label: say(label), amount: say(amount), isStrong })),
    rates: has('rates') ? ratesOf(printable, words) : [],
    notes: notesOf(printable, words, layout),
    signatures: has('signatures') ? printable.signatures.map((label) => words.of(`label.${label}`)) : [],
    code: codeOf(printable, words, layout),
    copies: copiesOf(layout, seller.country) === 2 ? (printable.copies ?? [{ key: 'copy.customer' }, { key: 'copy.seller' }]).map(say) : [],
    page: (page, pages) => words.say('page', { page, pages }),
  };
}

/** A title in two languages stands on two lines. */
export function onOneLine(title: string): string {
  return title.replaceAll('\n', ' / ');
}

function sayAll<Key extends string>(values: Readonly<Record<Key, Value>>, say: (value: Value) => string): Record<Key, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, say(value as Value)])) as Record<Key, string>;
}

/** The columns a layout wants, in its order; without its word those that the document itself has. */
function columnsOf({ columns, rows }: Printable, layout: Layout): ColumnName[] {
  const wanted = layout.columns ?? (layout.paper === 'roll-80' ? columnsOfRoll(columns) : columns);
  const filled = (name: ColumnName) => columnForms[name] === 'blank' || rows.some(({ cells }) => (cells[name] ?? '') !== '');
  return wanted.filter((name) => columns.includes(name) || filled(name));
}

/** A roll has room for how many, at what price, and the amount. */
function columnsOfRoll(columns: readonly ColumnName[]): readonly ColumnName[] {
  return columns.includes('unit-price') ? ['description', 'quantity', 'unit-price', 'amount'] : columns;
}

function tableOf(printable: Printable, words: DocumentWords, layout: Layout): TableContent | null {
  const { rows, currency, caption } = printable;
  const names = columnsOf(printable, layout);
  if (names.length === 0) return null;
  let sum = 0;
  return {
    caption: layout.without.includes('caption') ? '' : said(caption, words, currency),
    columns: names.map((name) => ({ title: words.of(`column.${name}`), form: columnForms[name] })),
    rows: rows.map((row) => {
      sum += row.carryMinor ?? 0;
      return rowOf(row, names, words, { currency, sum, hasSku: !layout.without.includes('sku') && !names.includes('sku') });
    }),
    carry: [words.of('carry.forward'), words.of('carry.brought')],
    carryColumn: carryColumnOf(names, rows),
  };
}

/** The column in which every row has what it adds to the carried sum; the last one where a layout leaves that out. */
function carryColumnOf(names: readonly ColumnName[], rows: readonly PrintableRow[]): number {
  const amountsIn = (name: ColumnName) =>
    rows.flatMap(({ cells, carryMinor }) => {
      const cell = cells[name] ?? '';
      return typeof cell === 'object' && 'bare' in cell ? [{ amount: cell.bare, carryMinor }] : [];
    });
  const isCarried = (amounts: ReturnType<typeof amountsIn>) =>
    amounts.length > 0 && amounts.every(({ amount, carryMinor }) => amount === carryMinor);
  const found = names.findLastIndex((name) => isCarried(amountsIn(name)));
  return found === -1 ? names.length - 1 : found;
}

function rowOf(
  { cells, small = [], group = '', carryMinor }: PrintableRow,
  names: readonly ColumnName[],
  words: DocumentWords,
  { currency, sum, hasSku }: { currency: string; sum: number; hasSku: boolean },
): RowContent {
  const isSku = (value: Value) => typeof value === 'object' && 'label' in value && value.label === 'sku';
  return {
    cells: names.map((name) => said(cells[name] ?? '', words, currency)),
    small: small.filter((value) => hasSku || !isSku(value)).map((value) => said(value, words, currency)),
    group: said(group, words, currency),
    carried: carryMinor === undefined ? '' : words.amount(sum, currency),
  };
}

/** Base, tax and total of each rate, and where there are several, of all. */
function ratesOf({ taxes, currency }: Printable, words: DocumentWords): string[][] {
  if (taxes.length === 0) return [];
  const amount = (minor: number) => words.amount(minor, currency);
  const sum = (of: (tax: (typeof taxes)[number]) => number) => taxes.reduce((total, tax) => total + of(tax), 0);
  const isSplit = taxes.some(({ surchargeMinor }) => surchargeMinor !== undefined);
  const row = (name: string, net: number, tax: number, surcharge: number) => [
    name,
    amount(net),
    amount(tax - surcharge),
    ...(isSplit ? [amount(surcharge)] : []),
    amount(net + tax),
  ];
  const head = ['rate', 'net', 'tax', ...(isSplit ? ['surcharge'] : []), 'total'].map((name) => words.of(`column.${name}`));
  const rows = taxes.map((tax) => row(rateName(tax, words), tax.netMinor, tax.taxMinor, tax.surchargeMinor ?? 0));
  const total = row(
    words.of('column.total'),
    sum(({ netMinor }) => netMinor),
    sum(({ taxMinor }) => taxMinor),
    sum(({ surchargeMinor = 0 }) => surchargeMinor),
  );
  return taxes.length > 1 ? [head, ...rows, total] : [head, ...rows];
}

function rateName(tax: Printable['taxes'][number], words: DocumentWords): string {
  const rate = words.rate(tax);
  const name = /\d/.test(rate) ? words.taxed(tax) : rate;
  return tax.isMarked ? `${name} ※` : name;
}

function notesOf(printable: Printable, words: DocumentWords, layout: Layout): NoteContent[] {
  const { notes, language, currency } = printable;
  const own = layout.after[language] ?? layout.after.any ?? '';
  const shown = layout.without.includes('notes') ? [] : notes;
  const all = shown.map(({ heading = '', text }) => ({ heading: said(heading, words, currency), text: said(text, words, currency) }));
  return [...all, { heading: '', text: own }].filter(({ text }) => text !== '');
}

function codeOf({ payment, seller }: Printable, words: DocumentWords, { payment: form }: Layout): Content['code'] {
  if (!payment || form.code === 'none') return null;
  const text = codeText(payment, form, seller);
  return text === '' ? null : { text, label: words.of('label.scan-to-pay'), isSwiss: form.code === 'swiss' };
}
