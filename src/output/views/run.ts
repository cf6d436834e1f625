// What a run came to: a line for each file that brought something, and what became of the orders. Nothing new: nothing.
import { type ImportResult, orderOutcomes } from '../../domain/import/result.ts';
import { hasNews, isWorthTelling, type RunFile, type RunResult } from '../../domain/run.ts';
import type { Paper, View } from '../view.ts';
import type { Words } from '../words.ts';
import { importView } from './import.ts';

/** A file's refusal in words: the command line has them. */
export type Explain = (file: RunFile) => unknown;

export function runView(explain: Explain): View<RunResult> {
  return {
    text(result, { words }) {
      if (!isWorthTelling(result)) return '';
      const files = result.files.filter((file) => hasNews(file) && file.state !== 'waiting').map((file) => fileLine(file, words));
      const further = [
        ...(result.confirmed > 0 ? [words.say('run.confirmed', { ...amounts(result) })] : []),
        ...(result.unconfirmed > 0 ? [words.say('run.unconfirmed', { count: result.unconfirmed })] : []),
        ...(result.unheld.length > 0 ? [words.say('run.unheld', { orders: result.unheld })] : []),
        ...(result.served.length > 0 ? [words.say('run.served', { orders: result.served })] : []),
        ...(result.swept > 0 ? [words.say('run.swept', { units: result.swept })] : []),
        ...result.low.map(({ sku, available, reorderPoint }) => words.say('run.low', { sku, available, reorderPoint })),
      ];
      return [...files, ...further].join('\n');
    },
    json: ({ files, ...rest }, paper) => ({ files: files.map((file) => fileJson(file, explain, paper)), ...rest }),
  };
}

function amounts({ confirmed, reserved, backordered }: RunResult) {
  return { count: confirmed, reserved, backordered };
}

function fileLine({ path, state, movedTo, imported }: RunFile, words: Words): string {
  const parts = orderOutcomes
    .filter((outcome) => (imported?.orders[outcome] ?? 0) > 0)
    .map((outcome) => words.say(`import.${outcome}`, { count: imported?.orders[outcome] ?? 0 }));
  const counts = parts.length > 0 ? parts : [words.say('import.nothing')];
  const batch = imported?.batch ? ` (${imported.batch})` : '';
  const line =
    imported === null ? words.say('run.refused', { path }) : `${words.say('run.taken', { path: placed(path, imported), counts })}${batch}`;
  return movedTo === null ? line : words.say(`run.${state}`, { line, path: movedTo });
}

/** A file that lies in no channel's folder, with the channel that its orders went to. */
function placed(path: string, { files }: ImportResult): string {
  const channels = [...new Set(files.map(({ channel }) => channel))];
  return path.includes('/') ? path : `${path} → ${channels.join(', ')}`;
}

/** As the report beside the file has it. */
export function fileJson(file: RunFile, explain: Explain, paper: Paper): Record<string, unknown> {
  const { path, state, movedTo, imported } = file;
  const known = imported === null ? {} : (importView.json?.(imported, paper) as Record<string, unknown>);
  return { path, state, movedTo, ...known, error: explain(file) };
}
