// Card data: the number of a payment card in what somebody wrote. What comes in is cut to its last four digits; what was
// cut, or is still whole, is told: whoever wrote it will do so again.
import { cutCardNumbers } from '../../import/card.ts';
import type { OrderRule } from './rule.ts';

const CUT = /\*{4}\d{4}(?!\d)/;

export const cardRule: OrderRule = ({ order: { note }, shipTo }, tell) => {
  if (hasCard(note)) tell('card-data', 'note', {});
  else if (hasCard(shipTo?.name) || hasCard(shipTo?.address1) || hasCard(shipTo?.address2)) tell('card-data', 'address', {});
};

function hasCard(text: string | null | undefined): boolean {
  if (!text || text.length < CUT_LENGTH) return false;
  return text.includes('****') ? CUT.test(text) : cutCardNumbers(text) !== text;
}

const CUT_LENGTH = 8;
