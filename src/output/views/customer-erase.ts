// What became of somebody's traces, on the screen.
import type { ErasedFile, Holder, KeptDocument } from '../../domain/erase.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import type { Paper, View } from '../view.ts';
import { customerAct } from './customer.ts';

export const customerEraseView: View<ActResult> = {
  ...customerAct,
  text: (result, paper) =>
    [
      customerAct.text(result, paper),
      ...result.results.flatMap((outcome) => (outcome.outcome === 'erased' ? consequences(outcome, paper) : [])),
    ].join('\n'),
};

function consequences(outcome: Outcome, { words }: Paper): string[] {
  const { kept, dropped, files, holders, backups } = outcome as unknown as {
    kept: readonly KeptDocument[];
    dropped: readonly string[];
    files: readonly ErasedFile[];
    holders: readonly Holder[];
    backups: readonly string[];
  };
  const lines = [
    ...dropped.map((number) => words.say('erase.dropped', { number })),
    ...files.map(({ path, done }) => words.say(`erase.${done}`, { path })),
    ...kept.map(({ number, retainUntil }) => words.say('erase.kept', { number, date: retainUntil })),
    ...holders.map(({ kind, where }) => words.say(`erase.holder-${kind}`, { where })),
    ...(holders.length === 0 ? [words.say('erase.nothing-holds')] : []),
    ...backups.map((path) => words.say('erase.backup', { path })),
    words.say('erase.elsewhere'),
  ];
  return lines.map((line) => `  ${line}`);
}
