// What importing records did, on the screen: a line for each file, the counts, and the rows that were not taken.
import { type RecordCounts, type RecordImportResult, recordOutcomes } from '../../domain/import/record.ts';
import type { View } from '../view.ts';
import type { Words } from '../words.ts';
import { servedLines } from './act.ts';
import { problemJson, problemLines } from './import.ts';

export const recordImportView: View<RecordImportResult> = {
  text({ batch, kind, files, counts, problems, served }, paper) {
    const { words } = paper;
    const summary = recordSummary({ kind, counts }, words);
    const isMended = batch !== null && (counts.refused ?? 0) > 0;
    return [
      ...files.map((file) => words.say('import.record-file', { ...file })),
      batch === null ? summary : `${summary} (${batch})`,
      ...servedLines(served, paper),
      ...problems.map((problem) => problemLines(problem, files.length > 1, words)),
      ...(isMended ? [nextLine(batch, words)] : []),
    ].join('\n');
  },
  json: ({ batch, kind, files, counts, problems, served }, { words }) => ({
    batch,
    files,
    [kind]: counts,
    problems: problems.map((one) => problemJson(one, words)),
    served,
  }),
};

/** "4 products: 3 added, 1 refused": what is zero is left out. */
export function recordSummary({ kind, counts }: RecordCounts, words: Words): string {
  const outcomes = recordOutcomes[kind].filter((outcome) => counts[outcome] !== 0);
  const parts = outcomes.map((outcome) => words.say(`import.${outcome}`, { count: counts[outcome] }));
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return words.say(`import.${kind}`, { count: all, parts: parts.length > 0 ? parts : [words.say('import.nothing')] });
}

/** How what waits of a batch is mended. */
export function nextLine(batch: string, words: Words): string {
  return words.say('batch.next', {
    command: `oms batch rejects ${batch} -o rejects.csv`,
    retry: `oms batch retry ${batch} --file rejects.csv`,
  });
}
