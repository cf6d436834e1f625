// The order's own fields out of rows that repeat them: whichever row has one says it, and rows that disagree are told.

import { cellOf } from './cell-reader.ts';
import type { OrderSlots } from './order-slots.ts';
import { NO_SLOT, type Row } from './row.ts';

/** Told of a row that says something else than `other`, which a row above it says. */
type Disagreement = (row: Row, slot: number, other: string) => void;

/** The first row with what the others add to it. */
export function mergedHead(rows: readonly Row[], slots: OrderSlots, tell: Disagreement): Row {
  const first = rows[0] as Row;
  if (rows.length === 1) return first;
  const cells = [...first.cells];
  for (const slot of slots.firstOfOrder) if (cells[slot] === '') cells[slot] = firstFilled(rows, slot);
  const toSeveral = goesToSeveral(rows, slots.shipment) ? new Set(Object.values(slots.shipTo)) : undefined;
  for (const slot of slots.ofOrder) {
    for (const row of rows) {
      const cell = row.cells[slot] as string;
      if (cell === '' || cell === cells[slot]) continue;
      if (cells[slot] === '') cells[slot] = cell;
      else if (slots.joinedOfOrder.has(slot)) cells[slot] = withLine(cells[slot] as string, cell);
      else if (!toSeveral?.has(slot)) tell(row, slot, cells[slot] as string);
    }
  }
  return { ...first, cells };
}

function firstFilled(rows: readonly Row[], slot: number): string {
  return rows.find((row) => row.cells[slot] !== '')?.cells[slot] ?? '';
}

/** Each parcel of such an order may have an address of its own. */
function goesToSeveral(rows: readonly Row[], shipment: number): boolean {
  return shipment !== NO_SLOT && new Set(rows.map((row) => cellOf(row, shipment))).size > 1;
}

function withLine(text: string, line: string): string {
  return text.split('\n').includes(line) ? text : `${text}\n${line}`;
}
