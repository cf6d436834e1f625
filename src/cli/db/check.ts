// oms db check
import type { CheckReport } from '../../domain/check.ts';
import { checkView } from '../../output/views/db.ts';
import { checkShop, repairShop } from '../../usecases/db/check.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../failures.ts';

export const check: Command = {
  name: 'check',
  summary: 'compare everything that is kept twice, and name each wrong row',
  options: [
    {
      flags: '--repair',
      about: 'write stock levels and orders’ states anew, and add movements that documents say happened; nothing is edited',
    },
  ],
  writes: true,
  notes:
    'Looks through the file, its references, stock against the ledger and the reservations, and every order against its lines and documents. Ends with 0 when all agrees, 1 when something is wrong.',
  examples: ['db check', 'db check --json', 'db check --repair --dry-run'],
  async run(context, input) {
    const report = input.on('repair')
      ? await repairShop(await context.shopToWrite(), { dryRun: input.dryRun })
      : await checkShop(await context.shop());
    if (input.dryRun) context.say('note.dry-run');
    context.print(checkView, report, input);
    return verdict(context, report, input.on('repair') ? 'note.check-repaired' : 'note.check-found');
  },
};

/** What was found, told in a sentence, and the exit code for it. */
export function verdict(context: Context, { rows, findings }: CheckReport, note: string): number {
  const repaired = findings.filter((finding) => finding.repaired).length;
  if (findings.length === 0) {
    context.say('note.check-clean', { orders: rows.sales_order ?? 0, movements: rows.movement ?? 0, documents: rows.invoice ?? 0 });
  } else context.say(note, { count: findings.length, repaired });
  return findings.length === repaired ? exitCodes.done : exitCodes.refused;
}
