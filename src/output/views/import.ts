// What an import did, on the screen: a line for each file, the counts, and what was found with a few examples.
import type { Details } from '../../domain/error.ts';
import { type FoundProblem, type ImportedFile, type ImportResult, orderOutcomes, type ProblemExample } from '../../domain/import/result.ts';
import type { Paper, View } from '../view.ts';
import type { Words } from '../words.ts';

const EXAMPLES_SHOWN = 3;

export const importView: View<ImportResult> = {
  text(result, { words }) {
    const files = result.files.map((file) => fileLine(file, words));
    const isKnown = result.files.every(({ readAs }) => readAs !== null);
    const lines = isKnown && result.orders.quarantined === 0 ? [] : [summary(result, words)];
    const problems = result.problems.map((problem) => problemLines(problem, result.files.length > 1, words));
    return [...files, ...lines, ...problems].join('\n');
  },
  json: ({ batch, files, orders, held, history, lines, units, problems }, { words }: Paper) => ({
    batch,
    files: files.map(({ name, profile, channel, encoding }) => ({ name, profile, channel, encoding })),
    orders,
    held,
    history,
    lines,
    units,
    problems: problems.map((problem) => problemJson(problem, words)),
  }),
};

function fileLine({ readAs, ...file }: ImportedFile, words: Words): string {
  return readAs === null ? words.say('import.file', { ...file }) : words.say('import.read-before', { ...file, batch: readAs });
}

/** "12 orders: 10 new, 2 quarantined; 1 held": what is zero is left out. */
function summary(result: ImportResult, words: Words): string {
  const all = orderOutcomes.reduce((sum, outcome) => sum + result.orders[outcome], 0);
  const parts = orderOutcomes
    .filter((outcome) => result.orders[outcome] > 0)
    .map((outcome) => words.say(`import.${outcome}`, { count: result.orders[outcome] }));
  const further = (['held', 'history'] as const)
    .filter((kind) => result[kind] > 0)
    .map((kind) => words.say(`import.${kind}`, { count: result[kind] }));
  return words.say('import.summary', {
    batch: result.batch ?? '',
    orders: all,
    lines: result.lines,
    units: result.units,
    parts: parts.length > 0 ? [...parts, ...further] : [words.say('import.nothing')],
  });
}

/** A problem with a few of its places. */
export function problemLines({ code, count, examples }: FoundProblem, severalFiles: boolean, words: Words): string {
  const shown = examples
    .slice(0, EXAMPLES_SHOWN)
    .map((example) => `  ${place(example, severalFiles, words)}: ${message(code, example.details, words)}`);
  const rest = count > shown.length ? [`  ${words.say('import.more', { count: count - shown.length })}`] : [];
  return [`${code} (${count})`, ...shown, ...rest].join('\n');
}

/** "orders.csv row 14, #1004, Lineitem quantity". */
function place({ file, row, order, column }: ProblemExample, severalFiles: boolean, words: Words): string {
  const parts = [words.say('import.row', { row }), order, column].filter((part) => part !== '');
  return severalFiles ? `${file} ${parts.join(', ')}` : parts.join(', ');
}

/** What programs read of a problem. */
export function problemJson({ code, count, examples }: FoundProblem, words: Words): unknown {
  return {
    code,
    count,
    examples: examples.map(({ row, line, order, column, details }) => ({
      row,
      line,
      order,
      column,
      message: message(code, details, words),
    })),
  };
}

/** A finding of reading, a problem of the order, or a refusal's own words. */
function message(code: string, details: Details, words: Words): string {
  const key = ['finding', 'problem', 'error'].map((kind) => `${kind}.${code}`).find((known) => words.has(known));
  return words.say(key ?? code, details);
}
