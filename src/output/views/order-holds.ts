// What keeps an order from going on, on the screen: its holds, and the approvals it has and needs.
import type { OrderView } from '../../domain/order/show.ts';
import { pasteable } from '../shell.ts';
import { renderTable } from '../table.ts';
import type { Paper } from '../view.ts';
import { whoever } from './approval.ts';
import { changeName } from './order-edit.ts';

/** Every hold there was, with how an open one is lifted. */
export function holds({ id, holdList }: OrderView, { words, width }: Paper): string {
  if (holdList.length === 0) return '';
  const rows = holdList.map(({ code, reason, date, actor, releasedOn, until }) => [
    words.say('order.hold', { hold: code }),
    saysFields(code)
      ? reason
          .split(', ')
          .map((field) => changeName(field, null, { words }))
          .join('; ')
      : reason,
    date,
    actor,
    releasedOn ?? words.say(mendOf(code, until), pasteable({ id, until: until ?? '' })),
  ]);
  const columns = [
    { title: words.say('column.hold') },
    { title: words.say('column.reason') },
    { title: words.say('column.since') },
    { title: words.say('column.actor') },
    { title: words.say('column.lifted'), whole: true },
  ];
  return `${words.say('section.holds')}\n${renderTable(columns, rows, width)}`;
}

/** Of a conflict with the channel the reason names the fields. */
function saysFields(code: string): boolean {
  return code === 'channel-conflict' || code === 'export-undated';
}

function mendOf(code: string, until: string | null): string {
  if (code === 'approval') return 'mend.hold-approval';
  if (saysFields(code)) return 'mend.hold-conflict';
  if (code === 'rejected') return 'mend.hold-rejected';
  return until === null ? 'mend.hold' : 'mend.hold-until';
}

/** What was decided, and who is asked next. */
export function approvals({ approvals: decided, approvalsAsked }: OrderView, { words, width }: Paper): string {
  if (decided.length + approvalsAsked.length === 0) return '';
  const decision = (name: string) => words.say(`approval-decision.${name}`);
  const rows = [
    ...decided.map((one) => [one.rule, decision(one.stands ? one.decision : 'overtaken'), one.actor, one.date, one.note]),
    ...approvalsAsked.map(({ rule, next }) => [rule, decision('waiting'), whoever(next, words), '', '']),
  ];
  const columns = [
    { title: words.say('column.rule') },
    { title: words.say('column.state') },
    { title: words.say('column.actor') },
    { title: words.say('column.date') },
    { title: words.say('column.note') },
  ];
  return `${words.say('section.approvals')}\n${renderTable(columns, rows, width)}`;
}
