// Products with what they are made of, as a file has them: a row may name parts that stand in other rows.
import type { ProductDraft, ProductView } from './product.ts';

/** So many of a part in one. */
export interface MadeOf {
  readonly part: string;
  readonly quantity: number;
}

export interface MadeProductDraft extends ProductDraft {
  /** All that one is made of; undefined: as it is. */
  readonly parts?: readonly MadeOf[];
}

export interface MadeProductView extends ProductView {
  /** By SKU of the part. */
  readonly parts: readonly MadeOf[];
}

const PART = /^(.+)=\s*(\d{1,7})$/su;

/** "MUG=2" on a line of its own for each part; on one line they are parted by ";". Undefined where it is something else. */
export function readParts(text: string): MadeOf[] | undefined {
  const isOneLine = !text.includes('\n') && text.split('=').length > 2;
  const lines = text.split(isOneLine ? ';' : '\n').filter((line) => line.trim() !== '');
  const parts = lines.map((line) => PART.exec(line.trim()));
  return parts.some((part) => part === null || Number(part[2]) === 0)
    ? undefined
    : parts.map((part) => ({ part: (part?.[1] ?? '').trim(), quantity: Number(part?.[2]) }));
}

/** As {@link readParts} reads it. */
export function partsText(parts: readonly MadeOf[]): string {
  return parts.map(({ part, quantity }) => `${part}=${quantity}`).join('\n');
}

interface Row {
  readonly draft: MadeProductDraft | null;
}

/**
 * Rows in their order, but those that have parts behind all others, and of these what is a part of another before it. Rows
 * in a circle come last: they are refused when they are taken.
 */
export function* partsFirst<R extends Row>(rows: Iterable<R>): Generator<R> {
  let waiting: R[] = [];
  for (const row of rows) {
    if (row.draft?.parts?.length) waiting.push(row);
    else yield row;
  }
  for (let before = -1; before !== waiting.length; ) {
    before = waiting.length;
    const named = new Set(waiting.map(({ draft }) => draft?.sku));
    const isReady = ({ draft }: R) => draft?.parts?.every(({ part }) => !named.has(part)) ?? true;
    yield* waiting.filter(isReady);
    waiting = waiting.filter((row) => !isReady(row));
  }
  yield* waiting;
}
