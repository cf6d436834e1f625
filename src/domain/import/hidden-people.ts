// People whom a channel hides in a later file, and told of before: what shows of them is compared with what is known.
import type { Party } from '../order/order.ts';
import type { FileOrder } from './order.ts';
import { type Fields, fieldsOfChannel, partyFieldNames, type StoredContent } from './reimport.ts';

const STARS = /[*＊]+/;
/** A text that is nothing but a cipher. */
const CIPHER = /^(##|\$\$)|密文/;

/**
 * The order with nothing said of people whom the file hides and whom the channel has told of before: they stay as they are,
 * and hold nothing. Whoever else shows behind the stars is a change, as any other.
 */
export function withoutHidden(order: FileOrder, stored: StoredContent): FileOrder {
  const { draft, holds, silent } = order;
  if (!draft || holds.every(({ code }) => code !== 'recipient-masked') || draft.lines.some(({ shipTo }) => shipTo)) return order;
  const known = fieldsOfChannel(stored);
  if (!isHiding(draft.shipTo, 'ship', known)) return order;
  const isBuyer = draft.billTo !== null && draft.billTo !== undefined && isHiding(draft.billTo, 'bill', known);
  const people = isBuyer ? (['ship', 'bill'] as const) : (['ship'] as const);
  return {
    ...order,
    silent: new Set([...silent, ...people.flatMap((who) => partyFieldNames.map((name) => `${who}.${name}`))]),
    holds: holds.filter(({ code }) => code !== 'recipient-masked'),
  };
}

/** Whether all that shows of somebody is as it is known. */
function isHiding(party: Party, who: 'ship' | 'bill', known: Fields): boolean {
  return partyFieldNames.every((name) => couldBe(party[name] ?? '', known.get(`${who}.${name}`) ?? ''));
}

/** "이*" could be "이둘", and "010-****-0101" that number; nothing, or a cipher, could be anything that is known. */
function couldBe(said: string, known: string): boolean {
  if (said === known || said === '') return true;
  if (known === '' || STARS.test(known) || CIPHER.test(known)) return false;
  if (CIPHER.test(said)) return true;
  const parts = said.split(STARS);
  const [first = ''] = parts;
  const last = parts.at(-1) ?? '';
  return parts.length > 1 && first.length + last.length <= known.length && known.startsWith(first) && known.endsWith(last);
}
