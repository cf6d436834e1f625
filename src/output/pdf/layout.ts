// The page: its measures, its colours, and the cursor that goes down it and on to the next.
import { mm, type Sheet } from './sheet.ts';

export const ink = { text: '#1b1b1f', soft: '#60646c', rule: '#c9ccd1', accent: '#1f3a5f', band: '#f1f3f6' } as const;

const A4 = [mm(210), mm(297)] as const;
const LETTER = [612, 792] as const;
const LETTER_COUNTRIES = new Set(['US', 'CA', 'MX', 'PH']);

/** The paper of a country. */
export function paperOf(country: string): readonly [width: number, height: number] {
  return LETTER_COUNTRIES.has(country) ? LETTER : A4;
}

/** Where the page begins and ends; the left margin puts an address in a window envelope's place. */
export const margin = { left: mm(20), right: mm(18), top: mm(15), bottom: mm(20) } as const;

/** Goes down the page; `room` turns to a new one where something does not fit whole. */
export class Flow {
  readonly sheet: Sheet;
  readonly left = margin.left;
  readonly #onNewPage: (flow: Flow) => void;
  y: number = margin.top;

  constructor(sheet: Sheet, onNewPage: (flow: Flow) => void) {
    this.sheet = sheet;
    this.#onNewPage = onNewPage;
    sheet.addPage();
  }

  get right(): number {
    return this.sheet.width - margin.right;
  }

  get width(): number {
    return this.right - this.left;
  }

  get bottom(): number {
    return this.sheet.height - margin.bottom;
  }

  /** Makes sure of so much height, on a new page if need be; true when it turned. */
  room(height: number): boolean {
    if (this.y + height <= this.bottom) return false;
    this.sheet.addPage();
    this.y = margin.top;
    this.#onNewPage(this);
    return true;
  }
}
