// The flags that describe a rule of approval, shared by add and edit.
import { OmsError } from '../../domain/error.ts';
import { ABROAD, canAllApprove } from '../../domain/order/approval.ts';
import { checkCountry, parseMoney } from '../../domain/order/typed.ts';
import type { RuleDraft } from '../../usecases/approval/rules.ts';
import type { CommandOption } from '../command.ts';
import type { Input } from '../input.ts';

export const ruleOptions: readonly CommandOption[] = [
  { flags: '--over <amount>', about: 'orders of more than this, in the shop’s currency' },
  { flags: '--discount <percent>', about: 'orders with more than so many percent taken off their goods' },
  { flags: '--new-customer', about: 'the first order of a customer' },
  { flags: '--country <codes>', about: 'orders to these countries, with commas; abroad: to any but the shop’s own' },
  { flags: '--channel <name>', about: 'orders of this channel' },
  { flags: '--approver <names>', about: 'who approves: whoever of these, with commas; several times: one after the other', repeat: true },
];

const ANYBODY = 'anybody';

/** What the flags say of a rule; an empty text takes a condition back. Refuses `amount-invalid`, `amount-negative`, `country-invalid`, `flag-value`. */
export function ruleFlags(input: Input, currency: string): RuleDraft {
  const said: { -readonly [Field in keyof RuleDraft]: RuleDraft[Field] | undefined } = {
    overMinor: mapped(input.text('over'), (text) => parseMoney(text, currency)),
    currency: input.text('over') === undefined ? undefined : currency,
    discountPercent: input.text('discount') === '' ? null : input.whole('discount', 0, 100),
    newCustomer: input.either('new-customer'),
    countries: mapped(input.text('country'), countries),
    channel: mapped(input.text('channel'), (text) => text.trim()),
    approvers: input.list('approver').length === 0 ? undefined : approversOf(input.list('approver')),
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

function mapped<T>(text: string | undefined, parse: (text: string) => T): T | null | undefined {
  return text === undefined ? undefined : text.trim() === '' ? null : parse(text);
}

function countries(text: string): string[] {
  return text.split(',').map((word) => (word.trim().toLowerCase() === ABROAD ? ABROAD : checkCountry(word)));
}

/** Nobody approves twice: so many as are named have to be so many different people. */
function approversOf(said: readonly string[]): string[][] {
  const steps = said.map(names);
  if (!canAllApprove(steps)) throw new OmsError('flags-conflict', { flags: said.map((text) => `--approver ${text}`) });
  return steps;
}

/** "mina,boss" → both; "anybody" → whoever it is. */
function names(text: string): string[] {
  const all = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (all.length === 0) throw new OmsError('flag-value', { flag: '--approver', value: text, allowed: ['mina', 'mina,jun', ANYBODY] });
  return all.includes(ANYBODY) ? [] : all;
}
