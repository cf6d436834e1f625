// The order's own fields out of rows that repeat them: whichever row has one says it, and rows that disagree are told.

import type { OrderSlots } from './order-slots.ts';
import { parcelsOf } from './recipients.ts';
import type { Row } from './row.ts';

/** Told of a row that says something else than `other`, which a row above it says. */
type Disagreement = (row: Row, slot: number, other: string) => void;

/** The first row with what the others add to it; who receives it is what the rows of the first parcel say. */
export function mergedHead(rows: readonly Row[], slots: OrderSlots, tell: Disagreement): Row {
  const first = rows[0] as Row;
  if (rows.length === 1) return first;
  const [own, ...others] = parcelsOf(rows, slots);
  const cells = [...first.cells];
  if (!own || others.length === 0) merge(cells, rows, slots, tell);
  else {
    const recipient = mergedRecipient(own.rows, slots, tell);
    for (const slot of slots.ofRecipient) cells[slot] = recipient.cells[slot] as string;
    merge(cells, rows, slots, tell, (slot) => !slots.ofRecipient.has(slot));
  }
  return { ...first, cells };
}

/** The first row of a parcel with what its others say of who receives it. */
export function mergedRecipient(rows: readonly Row[], slots: OrderSlots, tell: Disagreement): Row {
  const first = rows[0] as Row;
  const cells = [...first.cells];
  merge(cells, rows, slots, tell, (slot) => slots.ofRecipient.has(slot));
  return { ...first, cells };
}

function merge(cells: string[], rows: readonly Row[], slots: OrderSlots, tell: Disagreement, isMeant = (_slot: number) => true): void {
  for (const slot of slots.firstOfOrder) if (cells[slot] === '' && isMeant(slot)) cells[slot] = firstFilled(rows, slot);
  for (const slot of slots.ofOrder) {
    if (!isMeant(slot)) continue;
    for (const row of rows) {
      const cell = row.cells[slot] as string;
      if (cell === '' || cell === cells[slot]) continue;
      if (cells[slot] === '') cells[slot] = cell;
      else if (slots.joinedOfOrder.has(slot)) cells[slot] = withLines(cells[slot] as string, cell);
      else tell(row, slot, cells[slot] as string);
    }
  }
}

function firstFilled(rows: readonly Row[], slot: number): string {
  return rows.find((row) => row.cells[slot] !== '')?.cells[slot] ?? '';
}

/** With those of further lines that it does not have: what two rows say alike is said once. */
function withLines(text: string, further: string): string {
  const known = text.split('\n');
  const more = further.split('\n').filter((line) => !known.includes(line));
  return [...known, ...more].join('\n');
}
