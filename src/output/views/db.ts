// What checking the shop found, on the screen.
import type { CheckedValue, CheckReport, Finding } from '../../domain/check.ts';
import { listView, type View } from '../view.ts';

const findingList: View<readonly Finding[]> = listView<Finding>({
  columns: [
    { title: 'table', show: ({ table }) => table },
    { title: 'row', show: ({ id }) => id },
    { title: 'field', show: ({ field }) => field },
    { title: 'is', show: ({ is }) => shown(is) },
    { title: 'should-be', show: ({ should }) => shown(should) },
    { title: 'repaired', show: ({ repaired }, { words }) => (repaired ? words.say('word.yes') : '') },
  ],
  csv: {},
  id: ({ id }) => id,
});

function shown(value: CheckedValue): string {
  return value === null ? '–' : String(value);
}

/** A line for each wrong value; nothing at all where nothing is wrong. */
export const checkView: View<CheckReport> = {
  text: ({ findings }, paper) => findingList.text(findings, paper),
};
