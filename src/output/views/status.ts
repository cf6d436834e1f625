// What needs doing now, on the screen: a line for each kind, with the command to paste.
import type { StatusTask } from '../../domain/status.ts';
import { renderTable } from '../table.ts';
import type { View } from '../view.ts';

export const statusView: View<readonly StatusTask[]> = {
  text(tasks, { words, width }) {
    if (tasks.length === 0) return words.say('status.nothing');
    const columns = [
      { title: words.say('column.count'), align: 'right' as const },
      { title: words.say('column.to-do'), whole: true },
      { title: words.say('column.next'), whole: true },
    ];
    return renderTable(
      columns,
      tasks.map(({ key, count, command }) => [String(count), words.say(`status.${key}`), command]),
      width,
    );
  },
};
