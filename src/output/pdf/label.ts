// Shipping labels, 100 × 150 mm, a page for each parcel: to whom, from whom, what for, and the shipment as a barcode.
import { type AddressLine, addressParts, countryName, honorificOf } from '../../domain/address.ts';
import type { ParcelLabel } from '../../domain/label.ts';
import type { Language } from '../../domain/settings.ts';
import type { Words } from '../words.ts';
import { drawCode128 } from './barcode.ts';
import { fontsAt, type Script } from './fonts.ts';
import { mm, Sheet } from './sheet.ts';

export interface LabelOptions {
  /** Where the program is installed: the fonts are found from here. */
  readonly root: string;
  readonly words: Words;
}

const WIDTH = mm(100);
const HEIGHT = mm(150);
const LEFT = mm(5);
const INNER = WIDTH - 2 * LEFT;
/** Where the caption of a part stands, and where its text begins. */
const CAPTION = { size: 6.5, color: '#555555' } as const;
const INDENT = mm(15);

const HEAD_TOP = mm(4.2);
const FROM_TOP = mm(16);
const TO_TOP = mm(33.5);
const ADDRESS_TOP = mm(38.5);
const ADDRESS_HEIGHT = mm(52);
const FACTS_TOP = mm(93);
const BARCODE_TOP = mm(114);
const BARCODE_HEIGHT = mm(24);
const NAME_TOP = BARCODE_TOP + BARCODE_HEIGHT + mm(0.8);

/** The labels as one PDF. The same labels always give the same bytes. Refuses `font-missing`. */
export async function renderLabels(labels: readonly ParcelLabel[], { root, words }: LabelOptions): Promise<Uint8Array> {
  const first = labels[0] as ParcelLabel;
  const last = labels.at(-1) as ParcelLabel;
  const sheet = new Sheet({
    fonts: fontsAt(root),
    script: { language: words.language },
    size: [WIDTH, HEIGHT],
    title: first.shipment === last.shipment ? first.shipment : `${first.shipment}–${last.shipment}`,
    author: first.from.name,
    date: first.date,
  });
  for (const label of labels) {
    sheet.addPage();
    new LabelPage(sheet, label, words).draw();
  }
  return sheet.finish();
}

class LabelPage {
  readonly #sheet: Sheet;
  readonly #label: ParcelLabel;
  readonly #words: Words;

  constructor(sheet: Sheet, label: ParcelLabel, words: Words) {
    this.#sheet = sheet;
    this.#label = label;
    this.#words = words;
  }

  draw(): void {
    this.#sheet.setScript({ language: this.#words.language });
    this.#head();
    this.#from();
    this.#address();
    this.#sheet.setScript({ language: this.#words.language });
    this.#facts();
    this.#barcode();
  }

  #caption(key: string, x: number, y: number): void {
    this.#sheet.text(this.#words.say(`parcel-label.${key}`), x, y, CAPTION);
  }

  /** Carrier and service to the left, which parcel of how many to the right. */
  #head(): void {
    const { carrier, service, parcel, parcels, from } = this.#label;
    const count = { size: 19, bold: true } as const;
    const countWidth = this.#sheet.text(`${parcel}/${parcels}`, LEFT, HEAD_TOP - 1, { ...count, align: 'right', width: INNER });
    const room = INNER - countWidth - mm(4);
    const title = { size: 14, bold: true } as const;
    const small = { size: 9 } as const;
    const below = service ?? '';
    this.#sheet.text(this.#sheet.type.fit(carrier ?? from.name, title, room), LEFT, below ? HEAD_TOP - 4 : HEAD_TOP + 3, title);
    if (below) this.#sheet.text(this.#sheet.type.fit(below, small, room), LEFT, HEAD_TOP + 15, small);
    this.#rule(FROM_TOP - mm(1.2), 0.6);
  }

  #from(): void {
    const { from, to } = this.#label;
    this.#caption('from', LEFT, FROM_TOP + 1);
    const width = INNER - INDENT;
    const name = { size: 8.5, bold: true } as const;
    const style = { size: 7.5, leading: 1.25, width } as const;
    this.#sheet.text(this.#sheet.type.fit(from.name, name, width), LEFT + INDENT, FROM_TOP - 1, name);
    const isAbroad = (to.country ?? from.country).trim().toUpperCase() !== from.country;
    const country = isAbroad ? countryName(from.country, this.#words.language) : '';
    const text = [[...from.lines, country].filter(Boolean).join(', '), from.phone].filter(Boolean).join('\n');
    this.#sheet.block(text, LEFT + INDENT, FROM_TOP + 11, { ...style, maxLines: 3 });
    this.#rule(TO_TOP - mm(1), 1.6);
  }

  /** As large as it fits: first without breaking a line, then broken, at last cut. */
  #address(): void {
    this.#caption('to', LEFT, TO_TOP);
    const { to, from } = this.#label;
    this.#sheet.setScript(scriptOf(to.country, this.#words.language));
    const honorific = honorificOf(to);
    const parts = addressParts(to, { fromCountry: from.country, language: this.#words.language });
    const named = parts.some(({ part }) => part === 'name') ? 'name' : 'company';
    const lines = parts.map((line) => (line.part === named ? { ...line, text: `${line.text}${honorific}` } : line));
    const phone = to.phone?.trim() ? [{ part: 'phone' as const, text: to.phone.trim() }] : [];
    const { set, size } = this.#fitted([...lines, ...phone]);
    let y = ADDRESS_TOP;
    for (const { part, rows } of set) {
      const style = styleOf(part, size);
      y += part === 'phone' ? size * 0.3 : 0;
      y += this.#sheet.lines(rows, LEFT, y, { ...style, width: INNER, leading: ADDRESS_LEADING });
    }
  }

  #fitted(parts: readonly AddressedLine[]): { set: readonly SetPart[]; size: number } {
    for (const size of SIZES_UNBROKEN) {
      const set = this.#set(parts, size, MANY);
      if (set.every(({ rows }) => rows.length === 1) && heightOf(set, size) <= ADDRESS_HEIGHT) return { set, size };
    }
    for (const size of SIZES_BROKEN) {
      const set = this.#set(parts, size, MANY);
      if (heightOf(set, size) <= ADDRESS_HEIGHT) return { set, size };
    }
    const least = SIZES_BROKEN.at(-1) as number;
    for (let most = MANY; ; most -= 1) {
      const set = this.#set(parts, least, most);
      if (heightOf(set, least) <= ADDRESS_HEIGHT || most === 1) return { set, size: least };
    }
  }

  #set(parts: readonly AddressedLine[], size: number, maxLines: number): SetPart[] {
    return parts.map(({ part, text }) => ({ part, rows: this.#sheet.type.wrap(text, styleOf(part, size), INNER, { maxLines }) }));
  }

  /** Order, weight and tracking number in a row; the customer's note under them. */
  #facts(): void {
    const { order, number, weightGrams, tracking, note, date } = this.#label;
    this.#rule(FACTS_TOP - mm(1.2), 0.6);
    const cells: [key: string, text: string, share: number][] = [
      ['order', number === order ? order : `${number} (${order})`, 0.46],
      tracking ? ['tracking', tracking, 0.36] : ['date', date, 0.36],
      ['weight', weightGrams === null ? '–' : weightText(weightGrams), 0.18],
    ];
    const style = { size: 9.5, bold: true } as const;
    let x = LEFT;
    for (const [key, text, share] of cells) {
      this.#caption(key, x, FACTS_TOP);
      this.#sheet.text(this.#sheet.type.fit(text, style, INNER * share - mm(2)), x, FACTS_TOP + 8, style);
      x += INNER * share;
    }
    if (note?.trim()) this.#sheet.block(note, LEFT, FACTS_TOP + 23, { size: 8, leading: 1.25, width: INNER, maxLines: 3 });
  }

  #barcode(): void {
    const { shipment } = this.#label;
    this.#rule(BARCODE_TOP - mm(2.5), 0.6);
    drawCode128(this.#sheet, shipment, { x: LEFT, y: BARCODE_TOP, width: INNER, height: BARCODE_HEIGHT });
    this.#sheet.text(shipment, LEFT, NAME_TOP, { size: 15, bold: true, align: 'center', width: INNER });
  }

  #rule(y: number, width: number): void {
    this.#sheet.rule(LEFT, y, WIDTH - LEFT, y, { width });
  }
}

type AddressedLine = Omit<AddressLine, 'part'> & { readonly part: AddressLine['part'] | 'phone' };

interface SetPart {
  readonly part: AddressedLine['part'];
  readonly rows: readonly string[];
}

const SIZES_UNBROKEN = [17, 16, 15, 14, 13, 12, 11];
const SIZES_BROKEN = [14, 13, 12, 11, 10, 9, 8, 7];
const MANY = 8;
const ADDRESS_LEADING = 1.3;

function styleOf(part: AddressedLine['part'], size: number): { size: number; bold: boolean } {
  if (part === 'name') return { size: size * 1.3, bold: true };
  return { size: part === 'phone' ? size * 0.85 : size, bold: part === 'country' };
}

function heightOf(set: readonly SetPart[], size: number): number {
  return set.reduce(
    (sum, { part, rows }) => sum + rows.length * styleOf(part, size).size * ADDRESS_LEADING + (part === 'phone' ? size * 0.3 : 0),
    0,
  );
}

function weightText(grams: number): string {
  return grams < 1000 ? `${grams} g` : `${String(grams / 1000)} kg`;
}

const countryLanguages: Readonly<Record<string, Language>> = {
  KR: 'ko',
  KP: 'ko',
  JP: 'ja',
  CN: 'zh',
  TW: 'zh',
  HK: 'zh',
  MO: 'zh',
  SG: 'zh',
};

/** An address is set in the shapes its own country reads. */
function scriptOf(country: string | null | undefined, home: Language): Script {
  const code = country?.trim().toUpperCase() ?? '';
  return { language: countryLanguages[code] ?? (home === 'es' ? 'es' : 'en'), country: code };
}
