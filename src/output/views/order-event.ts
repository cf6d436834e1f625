// What an event of an order says of itself, in words.
import type { Words } from '../words.ts';
import { changeName } from './order-edit.ts';

/** "payment P3, amount €5.00": what an event says of itself, in words where there are any. */
export function eventDetails(fields: Readonly<Record<string, unknown>>, currency: string, words: Words): string {
  const said = Object.entries(fields).map(([field, value]) => {
    const isAmount = field.endsWith('Minor') && typeof value === 'number';
    const name = words.say('order.event-field', { field: isAmount ? field.slice(0, -'Minor'.length) : field });
    if (isAmount) return `${name} ${words.money(value, currency)}`;
    return field === 'fields' ? detail(field, value, words) : `${name} ${detail(field, value, words)}`;
  });
  return said.join(', ');
}

/** What an event says, in words where there are any: names of fields, holds and problems; numbers and ids as they are. */
function detail(field: string, value: unknown, words: Words): string {
  const all = [value].flat().map(String);
  if (field === 'holds') return words.say('order.hold', { hold: all });
  if (field === 'code' || field === 'problem') return words.say('order.problem', { problem: all });
  if (changed.includes(field)) return all.map((name) => changeName(name, null, { words })).join('; ');
  return all.join(' ');
}

/** Details that name what was changed. */
const changed: readonly string[] = ['fields', 'taken', 'kept', 'refused'];
