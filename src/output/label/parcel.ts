// What stands where on a parcel's label: to whom, from whom, what for, and at the foot the barcodes.
import { addressLines, countryNameAbroad } from '../../domain/address.ts';
import type { ChosenSymbol, ParcelLabel } from '../../domain/label.ts';
import { mm } from '../pdf/sheet.ts';
import type { Words } from '../words.ts';
import { drawAddress, scriptOf } from './address.ts';
import type { Box, Drawing } from './drawing.ts';

export interface ParcelOptions {
  readonly words: Words;
  readonly symbol: ChosenSymbol;
}

/** On an upright label 100 mm wide everything has its own size; on others this much of it. */
const SCALE_LEAST = 0.72;
const SCALE_MOST = 1.45;
const MONEY_SIZE = 12;
const CAPTION = { size: 6.5, color: '#555555' } as const;

/** Draws one label, upright or lying, as large as its paper. */
export function drawParcel(drawing: Drawing, label: ParcelLabel, options: ParcelOptions): void {
  new ParcelPage(drawing, label, options).draw();
}

class ParcelPage {
  readonly #drawing: Drawing;
  readonly #label: ParcelLabel;
  readonly #words: Words;
  readonly #symbol: ChosenSymbol;
  readonly #isUpright: boolean;
  readonly #scale: number;
  readonly #left: number;
  readonly #inner: number;

  constructor(drawing: Drawing, label: ParcelLabel, { words, symbol }: ParcelOptions) {
    this.#drawing = drawing;
    this.#label = label;
    this.#words = words;
    this.#symbol = symbol;
    this.#isUpright = drawing.height >= drawing.width;
    const natural = this.#isUpright ? Math.min(drawing.width / mm(100), drawing.height / mm(150)) : drawing.height / mm(105);
    this.#scale = Math.min(SCALE_MOST, Math.max(SCALE_LEAST, natural));
    this.#left = mm(5);
    this.#inner = drawing.width - 2 * this.#left;
  }

  /** A length that grows with the label. */
  #mm(length: number): number {
    return mm(length) * this.#scale;
  }

  draw(): void {
    this.#home();
    const top = this.#head();
    const foot = this.#barcodes();
    if (this.#isUpright) this.#stacked(top, foot);
    else this.#beside(top, foot);
  }

  #home(): void {
    this.#drawing.setScript({ language: this.#words.language });
  }

  #stacked(top: number, foot: number): void {
    const facts = this.#factsHeight(this.#inner);
    const factsTop = foot - this.#mm(1) - facts;
    const toTop = top + this.#from({ x: this.#left, y: top, width: this.#inner, height: this.#mm(17) });
    this.#drawing.rule(this.#left, toTop, this.#inner, 1.6);
    this.#to({ x: this.#left, y: toTop + this.#mm(1), width: this.#inner, height: factsTop - toTop - this.#mm(2.5) });
    this.#drawing.rule(this.#left, factsTop - this.#mm(1), this.#inner, 0.6);
    this.#facts({ x: this.#left, y: factsTop, width: this.#inner, height: facts });
  }

  /** The address takes the wider part of a lying label, and with it what is to be collected. */
  #beside(top: number, foot: number): void {
    const gap = this.#mm(3);
    const width = this.#inner * 0.58 - gap;
    const x = this.#left + this.#inner * 0.58;
    const narrow = this.#inner * 0.42;
    const bottom = foot - this.#mm(1.5);
    const money = this.#collectText();
    const moneyHeight = money ? MONEY_SIZE * this.#scale * 1.35 : 0;
    this.#to({ x: this.#left, y: top, width, height: bottom - moneyHeight - top });
    if (money) this.#money(money, this.#left, bottom - moneyHeight, width);
    this.#drawing.fill({ x: x - gap / 2, y: top, width: 0.6, height: bottom - top });
    const share = this.#label.returnTo ? 0.52 : 0.4;
    const from = this.#from({ x: x + gap / 2, y: top, width: narrow - gap / 2, height: (foot - top) * share });
    this.#drawing.rule(x, top + from, narrow, 0.6);
    const facts = { x: x + gap / 2, y: top + from + this.#mm(0.8), width: narrow - gap / 2 };
    this.#facts({ ...facts, height: foot - this.#mm(1) - facts.y });
  }

  #collectText(): string | undefined {
    const { collected } = this.#label;
    return collected
      ? this.#words.say('parcel-label.collect', { value: this.#words.money(collected.amountMinor, collected.currency) })
      : undefined;
  }

  /** Never cut: set smaller where it is too wide. */
  #money(text: string, x: number, y: number, width: number): void {
    const natural = this.#drawing.type.measure(text, { size: 1, bold: true });
    this.#drawing.text(text, x, y, { size: Math.min(MONEY_SIZE * this.#scale, width / natural), bold: true });
  }

  #caption(key: string, x: number, y: number): void {
    this.#drawing.text(this.#words.say(`parcel-label.${key}`), x, y, { ...CAPTION, size: CAPTION.size * this.#scale });
  }

  /** Carrier and service to the left, which parcel of how many to the right; gives where it ends. */
  #head(): number {
    const { carrier, service, parcel, parcels, from, kind } = this.#label;
    const top = mm(4.2);
    const bottom = top + this.#mm(11.8);
    const count = { size: 19 * this.#scale, bold: true } as const;
    const style = { ...count, align: 'right', width: this.#inner } as const;
    const countWidth = this.#drawing.text(`${parcel}/${parcels}`, this.#left, top - 1, style);
    const room = this.#inner - countWidth - this.#mm(4);
    const title = { size: 14 * this.#scale, bold: true } as const;
    const small = { size: 9 * this.#scale } as const;
    const named = kind === 'return' ? this.#words.say('parcel-label.return') : (carrier ?? from.name);
    const below = [kind === 'return' ? carrier : null, service].filter(Boolean).join(' ');
    const titleTop = below ? top - this.#mm(1.4) : top + this.#mm(1);
    this.#drawing.text(this.#drawing.type.fit(named, title, room), this.#left, titleTop, title);
    if (below) this.#drawing.text(this.#drawing.type.fit(below, small, room), this.#left, top + this.#mm(5.3), small);
    this.#drawing.rule(this.#left, bottom - this.#mm(1.2), this.#inner, 0.6);
    return bottom;
  }

  /** The sender, small; gives the height that it took. */
  #from({ x, y, width, height }: Box): number {
    const { from, to, fromCountry, returnTo } = this.#label;
    this.#caption('from', x, y + 1);
    const besideCaption = this.#isUpright;
    const indent = besideCaption ? this.#mm(15) : 0;
    const top = besideCaption ? y - 1 : y + CAPTION.size * this.#scale * 1.4;
    const room = width - indent;
    const name = { size: 8.5 * this.#scale, bold: true } as const;
    const small = { size: 7.5 * this.#scale, leading: 1.25, width: room } as const;
    const language = this.#words.language;
    if (!('lines' in from)) this.#drawing.setScript(scriptOf(from.country, language));
    this.#drawing.text(this.#drawing.type.fit(from.name, name, room), x + indent, top, name);
    const isAbroad = (to.country ?? fromCountry).trim().toUpperCase() !== fromCountry;
    const lines = 'lines' in from ? from.lines : addressLines({ ...from, name: '', phone: null }, { fromCountry, language });
    const country = isAbroad && from.country ? countryNameAbroad(from.country, language) : '';
    const back = returnTo === null ? '' : `${this.#words.say('parcel-label.return-to')} ${returnTo.join(', ')}`;
    const text = [[...lines, country].filter(Boolean).join(', '), from.phone, back].filter(Boolean).join('\n');
    const first = top + name.size * 1.4;
    const most = Math.max(1, Math.floor((y + height - first) / (small.size * small.leading)));
    const taken = this.#drawing.block(text, x + indent, first, { ...small, maxLines: Math.min(most, back ? 5 : 3) });
    this.#home();
    return Math.max(first + taken - y + this.#mm(1.2), besideCaption ? this.#mm(14) : 0);
  }

  #to({ x, y, width, height }: Box): void {
    this.#caption('to', x, y);
    const below = CAPTION.size * this.#scale * 1.4 + this.#mm(0.8);
    drawAddress(this.#drawing, this.#label, this.#words.language, { x, y: y + below, width, height: height - below }, this.#scale);
    this.#home();
  }

  #cells(): [key: string, text: string][] {
    const { order, number, weightGrams, tracking, date } = this.#label;
    return [
      ['order', number === order ? order : `${number} (${order})`],
      tracking ? ['tracking', tracking] : ['date', date],
      ['weight', weightGrams === null ? '–' : weightText(weightGrams)],
    ];
  }

  /** What is said beside the facts: when, then the customer's own words. */
  #remarks(): { text: string; bold: boolean; size: number; most: number }[] {
    const { window, note } = this.#label;
    return [
      ...(window?.trim() ? [{ text: this.#words.say('parcel-label.window', { value: window }), bold: true, size: 8.5, most: 1 }] : []),
      ...(note?.trim() ? [{ text: note, bold: false, size: 8, most: 3 }] : []),
    ];
  }

  #factsHeight(width: number): number {
    const lines = this.#remarks().map(({ text, bold, size, most }) => {
      const style = { size: size * this.#scale, bold };
      return this.#drawing.type.wrap(text, style, width, { maxLines: most }).length * style.size * 1.25;
    });
    const money = this.#collectText() ? MONEY_SIZE * 1.35 : 0;
    return lines.reduce((sum, one) => sum + one, (24 + money) * this.#scale);
  }

  #facts({ x, y, width, height }: Box): void {
    const style = { size: 9.5 * this.#scale, bold: true } as const;
    const shares = this.#isUpright ? [0.46, 0.36, 0.18] : [1, 0.68, 0.32];
    let [at, top] = [x, y];
    for (const [index, [key, text]] of this.#cells().entries()) {
      const share = shares[index] as number;
      this.#caption(key, at, top);
      this.#drawing.text(this.#drawing.type.fit(text, style, width * share - mm(1.5)), at, top + 8 * this.#scale, style);
      at += width * share;
      if (!this.#isUpright && index === 0) [at, top] = [x, top + 21 * this.#scale];
    }
    let below = top + 23 * this.#scale;
    const money = this.#isUpright ? this.#collectText() : undefined;
    if (money) {
      this.#money(money, x, below, width);
      below += MONEY_SIZE * this.#scale * 1.35;
    }
    for (const { text, bold, size, most } of this.#remarks()) {
      const remark = { size: size * this.#scale, bold, leading: 1.25, width };
      const room = Math.floor((y + height - below) / (remark.size * remark.leading) + 0.2);
      if (room > 0) below += this.#drawing.block(text, x, below, { ...remark, maxLines: Math.min(most, room) });
    }
  }

  /** At the foot: the shipment's code, under it the SSCC where there is one; gives where they begin. */
  #barcodes(): number {
    const { document, sscc } = this.#label;
    const bottom = this.#drawing.height - mm(3.8);
    const hasBoth = sscc !== null;
    let top = bottom;
    if (sscc !== null) {
      top -= this.#isUpright ? this.#mm(38) : this.#mm(22);
      this.#bars('gs1-128', `(00)${sscc}`, `(00) ${sscc}`, { x: this.#left, y: top, width: this.#inner, height: bottom - top }, 10);
    }
    const own = top - this.#mm(hasBoth ? (this.#isUpright ? 20 : 13.5) : 31);
    const box = { x: this.#left, y: own, width: this.#inner, height: top - own - (hasBoth ? this.#mm(2) : 0) };
    if (this.#symbol === 'code128') this.#bars('code128', document, document, box, hasBoth ? 11 : 15);
    else this.#matrix(this.#symbol, document, box);
    const begin = own - this.#mm(1.8);
    this.#drawing.rule(this.#left, begin, this.#inner, 0.6);
    return begin;
  }

  #bars(kind: 'code128' | 'gs1-128', text: string, said: string, { x, y, width, height }: Box, size: number): void {
    const style = { size: size * this.#scale, bold: true, align: 'center', width } as const;
    const textHeight = style.size * 1.35;
    this.#drawing.barcode(kind, text, { x, y, width, height: height - textHeight });
    this.#drawing.text(said, x, y + height - textHeight - style.size * 0.02, style);
  }

  /** The square to the left, what it says to its right. */
  #matrix(kind: 'qr' | 'datamatrix', text: string, { x, y, width, height }: Box): void {
    const side = Math.min(height, this.#mm(29));
    this.#drawing.barcode(kind, text, { x, y, width: side, height: side });
    const style = { size: Math.min(30 * this.#scale, height * 0.5), bold: true } as const;
    this.#drawing.text(
      this.#drawing.type.fit(text, style, width - side - mm(4)),
      x + side + mm(4),
      y + (side - style.size * 1.4) / 2,
      style,
    );
  }
}

function weightText(grams: number): string {
  return grams < 1000 ? `${grams} g` : `${String(grams / 1000)} kg`;
}
