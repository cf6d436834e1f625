// Batches on the screen.
import type { BatchFileView, BatchSummary, BatchView, QuarantinedOrder } from '../../domain/batch.ts';
import type { RecordCounts, RecordImportResult, RecordOptions } from '../../domain/import/record.ts';
import { type ImportResult, orderOutcomes } from '../../domain/import/result.ts';
import type { ActResult } from '../../domain/result.ts';
import { reasonText } from '../rejects.ts';
import { renderFacts, renderTable } from '../table.ts';
import { cleanLine } from '../terminal.ts';
import { listView, type Paper, type View } from '../view.ts';
import type { Words } from '../words.ts';
import { actView } from './act.ts';
import { importView } from './import.ts';
import { nextLine, recordImportView, recordSummary } from './record-import.ts';

export const batchAct: View<ActResult> = actView('batch');

export const batchListView: View<readonly BatchSummary[]> = listView<BatchSummary>({
  columns: [
    { title: 'batch', show: ({ id }) => id },
    { title: 'date', show: ({ date }) => date },
    { title: 'channel', optional: true, show: ({ channels }) => channels.join(', ') },
    { title: 'files', show: ({ fileNames }) => fileNames.join(', ') },
    { title: 'outcome', show: (batch, { words }) => outcomeOf(batch, words) },
    { title: 'waiting', align: 'right', optional: true, show: ({ waiting }) => (waiting === 0 ? '' : String(waiting)) },
    { title: 'state', show: ({ state }, { words }) => words.say(`batch-state.${state}`) },
  ],
  csv: {
    id: ({ id }) => id,
    date: ({ date }) => date,
    command: ({ command }) => command,
    channels: ({ channels }) => channels.join(', '),
    files: ({ fileNames }) => fileNames.join(', '),
    new: ({ orders }) => orders.new,
    updated: ({ orders }) => orders.updated,
    unchanged: ({ orders }) => orders.unchanged,
    conflict: ({ orders }) => orders.conflict,
    quarantined: ({ orders }) => orders.quarantined,
    waiting: ({ waiting }) => waiting,
    state: ({ state }) => state,
    records: ({ records }) => records?.kind ?? null,
    taken: ({ records }) => records && takenOf(records),
    refused: ({ records }) => records && (records.counts.refused ?? 0),
  },
  csvNumbers: ['new', 'updated', 'unchanged', 'conflict', 'quarantined', 'waiting', 'taken', 'refused'],
  id: ({ id }) => id,
});

/** Records that came in, or were there as they are. */
function takenOf({ counts }: RecordCounts): number {
  const { refused: _, ...taken } = counts;
  return Object.values(taken).reduce((sum, count) => sum + count, 0);
}

function outcomeOf({ orders, records }: Pick<BatchSummary, 'orders' | 'records'>, words: Words): string {
  return records ? recordSummary(records, words) : outcomes(orders, words);
}

/** "10 new, 2 quarantined": what is zero is left out. */
function outcomes(orders: BatchSummary['orders'], words: Words): string {
  return orderOutcomes
    .filter((outcome) => orders[outcome] > 0)
    .map((outcome) => words.say(`import.${outcome}`, { count: orders[outcome] }))
    .join(', ');
}

/** One batch as an object, several as an array. */
export const batchShow: View<readonly BatchView[]> = {
  text: (all, paper) => all.map((batch) => oneBatch(batch, paper)).join('\n\n'),
  json: (all, paper) => (all.length === 1 ? batchJson(all[0] as BatchView, paper) : all.map((batch) => batchJson(batch, paper))),
  ids: (all) => all.map(({ id }) => id),
};

function batchJson({ quarantine, ...batch }: BatchView, { words }: Paper): unknown {
  const explained = quarantine.map(({ reasons, ...order }) => ({
    ...order,
    reasons: reasons.map((reason) => ({ ...reason, message: reasonText({ ...reason, column: '' }, words) })),
  }));
  return { ...batch, quarantine: explained };
}

function oneBatch(batch: BatchView, paper: Paper): string {
  const { words } = paper;
  const name = (key: string) => words.say(`column.${key}`);
  const counted = (['held', 'history'] as const)
    .filter((kind) => batch[kind] > 0)
    .map((kind) => words.say(`import.${kind}`, { count: batch[kind] }));
  const facts = renderFacts([
    [name('batch'), batch.id],
    [
      name('command'),
      `oms ${batch.command}${batch.strict ? ' --strict' : ''}${batch.opening === null ? '' : ` --opening ${batch.opening}`}`,
    ],
    [name('actor'), batch.actor],
    [name('state'), words.say(`batch-state.${batch.state}`)],
    [name('begun'), batch.startedAt],
    [name('ended'), batch.finishedAt],
    [name('undone'), batch.undoneAt],
    [name('options'), optionsText(batch.options)],
    [name(batch.records ? 'outcome' : 'orders'), [outcomeOf(batch, words), ...counted].filter((part) => part !== '').join(', ')],
    [name('lines'), batch.lines === 0 ? '' : String(batch.lines)],
    [name('units'), batch.units === 0 ? '' : String(batch.units)],
  ]);
  const files = batch.files.map((file) => oneFile(file, paper));
  const kept = batch.quarantine.length === 0 ? [] : [`${words.say('section.quarantine')}\n${quarantineTable(batch, paper)}`];
  const next = batch.waiting === 0 ? [] : [nextLine(batch.id, words)];
  return [facts, ...files, ...kept, ...next].join('\n\n');
}

/** As the flags were given: "--as receipt --location west". */
function optionsText(options: RecordOptions): string {
  return Object.entries(options)
    .map(([flag, value]) => (value === 'true' ? `--${flag}` : `--${flag} ${cleanLine(value)}`))
    .join(' ');
}

function oneFile(file: BatchFileView, { words }: Paper): string {
  const name = (key: string) => words.say(`column.${key}`);
  const found = Object.entries(file.found).map(([code, count]) => `${code} (${count})`);
  return renderFacts([
    [name('file'), file.name],
    [name('profile'), file.profile],
    [name('channel'), file.channel],
    [name('encoding'), file.encoding],
    [name('bytes'), String(file.bytes)],
    ['SHA-256', file.sha256],
    [name(file.records ? 'outcome' : 'orders'), outcomeOf(file, words)],
    [name('found'), found.join(', ')],
  ]);
}

function quarantineTable({ quarantine, files, records }: BatchView, { words, width }: Paper): string {
  const isOfSeveral = files.length > 1;
  const name = (key: string) => ({ title: words.say(`column.${key}`) });
  const state = ({ state: word, clearedBy }: QuarantinedOrder) =>
    words.say(`quarantine-state.${word}`) + (clearedBy === null ? '' : ` ${clearedBy}`);
  return renderTable(
    [...(isOfSeveral ? [name('file')] : []), name('rows'), name(records ? 'key' : 'order'), name('state'), name('reason')],
    quarantine.map((kept) => [
      ...(isOfSeveral ? [kept.file] : []),
      kept.rowFrom === kept.rowTo ? String(kept.rowFrom) : `${kept.rowFrom}–${kept.rowTo}`,
      kept.order,
      state(kept),
      kept.discardReason ?? kept.reasons.map((reason) => reasonText(reason, words)).join('; '),
    ]),
    width,
  );
}

/** What a retry brought: an import for each file, and how many orders and rows of records still wait. */
export interface Retried {
  readonly imports: readonly (ImportResult | RecordImportResult)[];
  readonly batches: readonly string[];
  readonly waiting: { readonly orders: number; readonly rows: number };
}

function importedView(result: ImportResult | RecordImportResult, paper: Paper) {
  const [text, json] =
    'kind' in result
      ? [recordImportView.text(result, paper), recordImportView.json?.(result, paper)]
      : [importView.text(result, paper), importView.json?.(result, paper)];
  return { text, json };
}

export const retryView: View<Retried> = {
  text({ imports, batches, waiting }, paper) {
    const lines = imports.map((result) => importedView(result, paper).text);
    const orders = waiting.orders === 0 ? [] : [paper.words.say('batch.waiting', { count: waiting.orders, batches })];
    // those that were refused once more are told with their import
    const count = imports.reduce((rest, result) => rest - ('kind' in result ? result.refused.length : 0), waiting.rows);
    const rows = count === 0 ? [] : [paper.words.say('batch.rows-waiting', { count, batches })];
    return [...lines, ...orders, ...rows].join('\n');
  },
  json: ({ imports, waiting }, paper) => ({
    imports: imports.map((result) => importedView(result, paper).json),
    waiting: waiting.orders + waiting.rows,
  }),
};
