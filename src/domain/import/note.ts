// A note is made of several columns, and one channel's reports have not all of them: what one has no column for stays.
import type { StoredContent } from './fields.ts';
import type { FileOrder } from './order.ts';

/** Among the silent fields: the file lacks columns that the note is made of. */
export const WHOLE_NOTE = 'note.whole';

/** The same order, silent of its note where the file lacks columns of it and what it says stands in the known one. */
export function withNote(order: FileOrder, { order: known, channelValues }: StoredContent): FileOrder {
  if (order.draft === null || !order.silent.has(WHOLE_NOTE) || order.silent.has('note')) return order;
  const last = linesOf(channelValues.has('note') ? channelValues.get('note') : known.note);
  const says = linesOf(order.draft.note);
  if (says.length === last.length || !says.every((line) => last.includes(line))) return order;
  return { ...order, silent: new Set([...order.silent, 'note']) };
}

function linesOf(note: string | null | undefined): readonly string[] {
  return note ? note.split('\n') : [];
}
