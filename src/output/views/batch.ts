// Batches on the screen.
import type { BatchFileView, BatchSummary, BatchView, QuarantinedOrder } from '../../domain/batch.ts';
import { type ImportResult, orderOutcomes } from '../../domain/import/result.ts';
import type { ActResult } from '../../domain/result.ts';
import { reasonText } from '../rejects.ts';
import { renderFacts, renderTable } from '../table.ts';
import { listView, type Paper, type View } from '../view.ts';
import { actView } from './act.ts';
import { importView } from './import.ts';

export const batchAct: View<ActResult> = actView('batch');

export const batchListView: View<readonly BatchSummary[]> = listView<BatchSummary>({
  columns: [
    { title: 'batch', show: ({ id }) => id },
    { title: 'date', show: ({ date }) => date },
    { title: 'channel', show: ({ channels }) => channels.join(', ') },
    { title: 'files', show: ({ fileNames }) => fileNames.join(', ') },
    { title: 'orders', show: ({ orders }, { words }) => outcomes(orders, words) },
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
  },
  csvNumbers: ['new', 'updated', 'unchanged', 'conflict', 'quarantined', 'waiting'],
  id: ({ id }) => id,
});

/** "10 new, 2 quarantined": what is zero is left out. */
function outcomes(orders: BatchSummary['orders'], words: Paper['words']): string {
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
    [name('orders'), [outcomes(batch.orders, words), ...counted].filter((part) => part !== '').join(', ')],
    [name('lines'), batch.lines === 0 ? '' : String(batch.lines)],
    [name('units'), batch.units === 0 ? '' : String(batch.units)],
  ]);
  const files = batch.files.map((file) => oneFile(file, paper));
  const kept = batch.quarantine.length === 0 ? [] : [`${words.say('section.quarantine')}\n${quarantineTable(batch, paper)}`];
  const next =
    batch.waiting === 0
      ? []
      : [
          words.say('batch.next', {
            command: `oms batch rejects ${batch.id} -o rejects.csv`,
            retry: `oms batch retry ${batch.id} --file rejects.csv`,
          }),
        ];
  return [facts, ...files, ...kept, ...next].join('\n\n');
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
    [name('orders'), outcomes(file.orders, words)],
    [name('found'), found.join(', ')],
  ]);
}

function quarantineTable({ quarantine, files }: BatchView, { words, width }: Paper): string {
  const isOfSeveral = files.length > 1;
  const name = (key: string) => ({ title: words.say(`column.${key}`) });
  const state = ({ state: word, clearedBy }: QuarantinedOrder) =>
    words.say(`quarantine-state.${word}`) + (clearedBy === null ? '' : ` ${clearedBy}`);
  return renderTable(
    [...(isOfSeveral ? [name('file')] : []), name('rows'), name('order'), name('state'), name('reason')],
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

/** What a retry brought: an import for each file, and how many orders still wait. */
export interface Retried {
  readonly imports: readonly ImportResult[];
  readonly batches: readonly string[];
  readonly waiting: number;
}

export const retryView: View<Retried> = {
  text({ imports, batches, waiting }, paper) {
    const lines = imports.map((result) => importView.text(result, paper));
    const rest = waiting === 0 ? [] : [paper.words.say('batch.waiting', { count: waiting, batches })];
    return [...lines, ...rest].join('\n');
  },
  json: ({ imports, waiting }, paper) => ({ imports: imports.map((result) => importView.json?.(result, paper)), waiting }),
};
