// Cases on the screen.
import type { CaseRow, CaseView } from '../../domain/case.ts';
import { renderFacts } from '../table.ts';
import { listView, type Paper, type View } from '../view.ts';
import { actView } from './act.ts';

/** What was done to cases. */
export const caseAct = actView('case');

export const caseList: View<readonly CaseRow[]> = listView<CaseRow>({
  columns: [
    { title: 'id', show: ({ id }) => id },
    { title: 'date', show: ({ date }) => date },
    { title: 'order', show: ({ order }) => order },
    { title: 'number', optional: true, show: ({ number, order }) => (number === order ? '' : number) },
    { title: 'kind', show: ({ kind }, { words }) => words.say(`case-kind.${kind}`) },
    { title: 'state', show: ({ state }, { words }) => words.say(`case-state.${state}`) },
    { title: 'case', show: ({ text }) => text },
  ],
  csv: {
    id: ({ id }) => id,
    date: ({ date }) => date,
    order: ({ order }) => order,
    number: ({ number }) => number,
    customer: ({ customer }) => customer,
    kind: ({ kind }) => kind,
    state: ({ state }) => state,
    text: ({ text }) => text,
    closed_on: ({ closedOn }) => closedOn,
    resolution: ({ resolution }) => resolution,
  },
  id: ({ id }) => id,
});

/** One case as an object, several as an array. */
export const caseShow: View<readonly CaseView[]> = {
  text: (cases, paper) => cases.map((one) => oneCase(one, paper)).join('\n\n\n'),
  json: (cases) => (cases.length === 1 ? cases[0] : cases),
};

function oneCase(one: CaseView, { words }: Paper): string {
  const name = (key: string) => words.say(`column.${key}`);
  const closed = one.closedOn === null ? '' : `${one.closedOn}  ${one.closedBy ?? ''}`;
  const facts = renderFacts([
    [name('case'), `${one.id}  ${one.text}`],
    [name('kind'), words.say(`case-kind.${one.kind}`)],
    [name('state'), words.say(`case-state.${one.state}`)],
    [name('order'), one.number === one.order ? one.order : `${one.order}  ${one.number}`],
    [name('customer'), one.customer],
    [name('begun'), `${one.date}  ${one.actor}`],
    [name('closed'), closed],
    [name('resolution'), one.resolution],
  ]);
  const notes = one.notes.map(({ date, actor, text }) => `${date}  ${actor}  ${text}`).join('\n');
  return notes === '' ? facts : `${facts}\n\n${notes}`;
}
