// The page: its measures by paper, country and envelope, and the cursor that goes down it and on to the next.
import { type Colours, type EnvelopeWindow, type Layout, type Paper, paperOf, windowOf } from '../../domain/document/layout.ts';
import type { Content } from '../document/content.ts';
import { mm, type Sheet } from './sheet.ts';

export interface Measures {
  readonly size: readonly [width: number, height: number];
  readonly left: number;
  /** Clear space at the right edge, above and below. */
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Where the address begins; undefined: under the title. */
  readonly addressTop: number | undefined;
  /** Down to here an envelope's window shows the page. */
  readonly windowEnd: number;
  /** The title stands over the seller, since the address takes its place. */
  readonly isTitleRight: boolean;
  /** A roll: all in one column, and a page as long as what stands on it. */
  readonly isNarrow: boolean;
}

const sizes: Readonly<Record<Paper, readonly [width: number, height: number]>> = {
  A4: [mm(210), mm(297)],
  A5: [mm(148), mm(210)],
  letter: [612, 792],
  'roll-80': [mm(80), mm(5000)],
};

/** Left edge, top and end of what a window shows, in millimetres. Sources: DIN 5008 form B; JIS S 5502 no. 3 long; US no. 10. */
const windowPlaces: Readonly<Record<EnvelopeWindow, { readonly left: number; readonly top?: number; readonly end: number }>> = {
  din: { left: 25, top: 47, end: 90 },
  jis: { left: 22, top: 15, end: 57 },
  us: { left: 25.4, top: 53, end: 82 },
  none: { left: 20, end: 0 },
};

/** The measures of a layout's pages in a country; more room at the foot where it has text of its own. */
export function measuresOf(layout: Layout, country: string): Measures {
  const paper = paperOf(layout, country);
  const place = windowPlaces[windowOf(layout, country)];
  const footer = Object.keys(layout.footer).length > 0 ? mm(6) : 0;
  const common = { size: sizes[paper], windowEnd: mm(place.end), addressTop: place.top === undefined ? undefined : mm(place.top) };
  if (paper === 'roll-80') return { ...common, left: mm(4), right: mm(4), top: mm(5), bottom: mm(6), isTitleRight: false, isNarrow: true };
  const small = paper === 'A5';
  return {
    ...common,
    left: small ? mm(12) : mm(place.left),
    right: small ? mm(12) : mm(18),
    top: small ? mm(11) : mm(15),
    bottom: (small ? mm(16) : mm(20)) + footer,
    isTitleRight: windowOf(layout, country) === 'jis',
    isNarrow: false,
  };
}

/** Goes down the page; `room` turns to a new one where something does not fit whole. */
export class Flow {
  readonly sheet: Sheet;
  readonly measures: Measures;
  readonly #onNewPage: (flow: Flow) => void;
  /** Where the part of a page ends that is drawn on, when two copies share a sheet. */
  readonly #end: number | undefined;
  readonly firstPage: number;
  y: number;

  constructor(sheet: Sheet, measures: Measures, onNewPage: (flow: Flow) => void, end?: number) {
    this.sheet = sheet;
    this.measures = measures;
    this.#onNewPage = onNewPage;
    this.#end = end;
    if (end === undefined) {
      sheet.resize(measures.size);
      sheet.addPage();
    }
    this.firstPage = sheet.pageCount;
    this.y = this.top;
  }

  get top(): number {
    return this.#end === undefined ? this.measures.top : mm(10);
  }

  get left(): number {
    return this.measures.left;
  }

  get right(): number {
    return this.sheet.width - this.measures.right;
  }

  get width(): number {
    return this.right - this.left;
  }

  get bottom(): number {
    return this.#end === undefined ? this.sheet.height - this.measures.bottom : this.#end - mm(9);
  }

  fits(height: number): boolean {
    return this.y + height <= this.bottom;
  }

  /** Makes sure of so much height, on a new page if need be; true when it turned. */
  room(height: number): boolean {
    if (this.fits(height)) return false;
    this.turn();
    return true;
  }

  turn(): void {
    this.sheet.addPage();
    this.y = this.measures.top;
    this.#onNewPage(this);
  }
}

/** A page and what is written on it. */
export interface Drawing {
  readonly flow: Flow;
  readonly content: Content;
  readonly ink: Colours;
  readonly layout: Layout;
}
