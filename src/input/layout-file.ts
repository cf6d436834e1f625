// A layout file read with types: JSON or YAML, every mistake with its line and what would be right.
import { type PageKind, pageKinds } from '../domain/document/kind.ts';
import { type DocumentLanguage, documentLanguages } from '../domain/document/language.ts';
import {
  type Colours,
  colourNames,
  copyNumbers,
  type Layout,
  type LocalText,
  papers,
  partNames,
  paymentCodes,
  windows,
} from '../domain/document/layout.ts';
import { type ColumnName, columnForms } from '../domain/document/printable.ts';
import { OmsError } from '../domain/error.ts';
import { type YamlMap, YamlReader } from './yaml-reader.ts';

const COLOUR = /^#[0-9a-f]{6}$/i;
const SIZES = { least: 6, most: 14 };
const LOGO_MILLIMETRES = { least: 5, most: 60 };
const columnNames = Object.keys(columnForms) as ColumnName[];

/** The layout of a file over the program's own of its kind. Refuses `layout-invalid` with every mistake. */
export function parseLayout(text: string, file: string, own: (kind: PageKind) => Layout): Layout {
  const reader = new YamlReader(text);
  const { root } = reader;
  if (!root.has('kind')) root.needed('kind');
  const kind = root.choice('kind', pageKinds, 'invoice');
  const base = own(kind);
  const layout: Layout = {
    kind,
    paper: root.choice('paper', [...papers, 'country'], base.paper),
    window: root.choice('window', [...windows, 'country'], base.window),
    copies: root.choice('copies', copyNumbers, base.copies),
    logo: root.has('logo') ? logoOf(root.map('logo')) : base.logo,
    colours: root.has('colours') ? coloursOf(root.map('colours'), base.colours) : base.colours,
    size: numberOf(root, 'size', SIZES, base.size),
    columns: root.has('columns') ? listOf(root, 'columns', columnNames) : base.columns,
    without: root.has('without') ? listOf(root, 'without', partNames) : base.without,
    title: localText(root, 'title', base.title),
    before: localText(root, 'before', base.before),
    after: localText(root, 'after', base.after),
    footer: localText(root, 'footer', base.footer),
    second: root.has('second') ? root.choice('second', documentLanguages, 'en') : base.second,
    payment: root.has('payment') ? paymentOf(root.map('payment')) : base.payment,
  };
  root.close();
  if (reader.mistakes.length > 0) throw new OmsError('layout-invalid', { path: file, mistakes: reader.mistakes });
  return layout;
}

function numberOf(map: YamlMap, key: string, { least, most }: { least: number; most: number }, otherwise: number): number {
  const text = map.text(key);
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (Number.isFinite(value) && value >= least && value <= most) return value;
  map.mistake(key, 'not-allowed', [`${least} … ${most}`]);
  return otherwise;
}

function listOf<T extends string>(map: YamlMap, key: string, allowed: readonly T[]): T[] {
  const given = map.texts(key);
  const wrong = given.filter((one) => !(allowed as readonly string[]).includes(one));
  if (wrong.length > 0) map.mistake(key, `not-allowed ${wrong.join(' ')}`, allowed);
  return given.filter((one): one is T => !wrong.includes(one));
}

function coloursOf(map: YamlMap, base: Colours): Colours {
  const colours: Record<string, string> = { ...base };
  for (const name of colourNames) {
    const value = map.text(name);
    if (value === undefined) continue;
    if (COLOUR.test(value)) colours[name] = value.toLowerCase();
    else map.mistake(name, 'not-allowed', ['#rrggbb']);
  }
  map.close();
  return colours as unknown as Colours;
}

function logoOf(map: YamlMap): NonNullable<Layout['logo']> {
  const file = map.needed('file');
  const height = numberOf(map, 'height', LOGO_MILLIMETRES, 14);
  if (file !== '' && !/\.(png|jpe?g)$/i.test(file)) map.mistake('file', 'not-allowed', ['*.png', '*.jpg']);
  map.close();
  return { file, height };
}

/** One text for every language, or one each. */
function localText(map: YamlMap, key: string, otherwise: LocalText): LocalText {
  if (!map.has(key)) return otherwise;
  if (!map.isMap(key)) return { any: map.text(key) ?? '' };
  const texts = map.map(key);
  const names = [...documentLanguages, 'any'] as const;
  const found: Partial<Record<DocumentLanguage | 'any', string>> = {};
  for (const name of names) if (texts.has(name)) found[name] = texts.text(name) ?? '';
  texts.close();
  return found;
}

function paymentOf(map: YamlMap): Layout['payment'] {
  const code = map.choice('code', paymentCodes, 'none');
  const payment = { code, iban: map.text('iban') ?? '', bic: map.text('bic') ?? '', url: map.text('url') ?? '' };
  if ((code === 'epc' || code === 'swiss') && !isIban(payment.iban)) map.mistake('iban', 'not-allowed', ['IBAN']);
  if (code === 'url' && !/^https?:\/\/\S+$/.test(payment.url)) map.mistake('url', 'not-allowed', ['https://…/{number}']);
  map.close();
  return payment;
}

/** By its two check digits. Source: ISO 13616. */
function isIban(text: string): boolean {
  const plain = text.replace(/\s/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(plain)) return false;
  const digits = [...(plain.slice(4) + plain.slice(0, 4))].map((letter) => Number.parseInt(letter, 36)).join('');
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}
