// What a channel says of an order and the shop has otherwise: shown side by side, and what settling it came to.
import type { ChannelConflict } from '../../domain/import/conflict.ts';
import type { OrderView } from '../../domain/order/show.ts';
import type { ActResult } from '../../domain/result.ts';
import { pasteable } from '../shell.ts';
import { renderTable } from '../table.ts';
import type { Paper, View } from '../view.ts';
import { changeName, changeValues, orderEdited } from './order-edit.ts';

/** Here and at the channel, field by field, with the command that settles it. */
export function conflicts({ id, conflictList, state }: OrderView, paper: Paper): string {
  if (conflictList.length === 0) return '';
  const { words, width } = paper;
  const rows = conflictList.map((conflict) => row(conflict, state, paper));
  const columns = [{ title: words.say('column.field') }, { title: words.say('column.here') }, { title: words.say('column.at-channel') }];
  const isUndated = conflictList.some(({ why }) => why === 'undated');
  const next = words.say(isUndated ? 'order.settle-undated' : 'order.settle', pasteable({ id }));
  return `${words.say('section.conflicts')}\n${renderTable(columns, rows, width)}\n${next}`;
}

/** Of several orders, where there are any. */
export function orderConflicts(orders: readonly OrderView[], paper: Paper): string {
  return orders
    .map((order) => conflicts(order, paper))
    .filter(Boolean)
    .join('\n\n');
}

function row(conflict: ChannelConflict, state: OrderView['state'], paper: Paper): string[] {
  const name = changeName(conflict.field, conflict.sku, paper);
  const inState = (one: string) => paper.words.say(`order-state.${one}`);
  if (conflict.field === 'state') return [name, inState(state), inState('cancelled')];
  const { from, to } = changeValues(conflict, paper);
  return [name, from, to];
}

/** "O4 stays as it is", or the order with each thing that is now as its channel says. */
export const orderSettled: View<ActResult> = {
  ...orderEdited,
  text: (result, paper) =>
    result.results
      .filter(({ outcome }) => outcome !== 'refused')
      .map((outcome) => {
        const fields = ((outcome.fields ?? []) as readonly string[]).map((field) => changeName(field, null, paper));
        return orderEdited.text({ ...result, results: [{ ...outcome, fields: fields.join('; ') }] }, paper);
      })
      .join('\n'),
};
