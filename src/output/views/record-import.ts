// What importing records did, on the screen: a line for each file, the counts, and the rows that were not taken.
import { type RecordImportResult, recordOutcomes } from '../../domain/import/record.ts';
import type { View } from '../view.ts';
import { problemJson, problemLines } from './import.ts';

export const recordImportView: View<RecordImportResult> = {
  text({ kind, files, counts, problems }, { words }) {
    const outcomes = recordOutcomes[kind].filter((outcome) => counts[outcome] !== 0);
    const parts = outcomes.map((outcome) => words.say(`import.${outcome}`, { count: counts[outcome] }));
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
    return [
      ...files.map((file) => words.say('import.record-file', { ...file })),
      words.say(`import.${kind}`, { count: all, parts: parts.length > 0 ? parts : [words.say('import.nothing')] }),
      ...problems.map((problem) => problemLines(problem, files.length > 1, words)),
    ].join('\n');
  },
  json: ({ kind, files, counts, problems }, { words }) => ({
    files,
    [kind]: counts,
    problems: problems.map((one) => problemJson(one, words)),
  }),
};
