// oms invoice print
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { isOmsError, OmsError } from '../../domain/error.ts';
import { safeFileName } from '../../domain/file-name.ts';
import { actResult, type Outcome } from '../../domain/result.ts';
import { writeFileWhole } from '../../output/files.ts';
import { printedView } from '../../output/views/invoice.ts';
import type { Shop } from '../../usecases/shop.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { type Page, pageOf, redrawnPage } from '../document.ts';
import type { Input } from '../input.ts';
import { Printing, printPages } from '../printing.ts';
import { namedIds } from '../selection.ts';

export const print: Command = {
  name: 'print',
  summary: 'the PDF of an invoice or credit note: the same bytes every time',
  args: '[numbers...]',
  options: [
    { flags: '-o, --output <path>', about: 'a file, a folder, or - for stdout (default: tell where the kept file is)' },
    { flags: '--force', about: 'overwrite' },
    { flags: '--redraw', about: 'draw the frozen content anew into --output, whatever became of the kept file' },
  ],
  makes: true,
  prints: true,
  notes: 'Prints the paths. Without --output that is the kept file in documents/; a missing one is drawn again from the frozen content.',
  examples: [
    'invoice print INV-2026-0007',
    'invoice print INV-2026-0007 -o invoice.pdf',
    'invoice print INV-2026-0007 --print --copies 2',
    'invoice list --unpaid --ids | oms invoice print - -o reminders/',
  ],
  async run(context, input) {
    const numbers = await namedIds(context, input.args);
    if (!numbers) throw new OmsError('nothing-selected', { command: context.command });
    const target = targetOf(context, input, numbers);
    if (input.on('redraw') && target === undefined) throw new OmsError('argument-missing', { name: '--output' });
    const shop = input.on('print') ? await context.shopToWrite() : await context.shop();
    const printing = Printing.asked(context, input, shop);
    if (printing && target === '-') throw new OmsError('flags-conflict', { flags: ['-o -', '--print'] });
    const results: Outcome[] = [];
    for (const number of numbers) results.push(await printOne(context, input, shop, number, target));
    await printPages(printing, shop, new Map(results.flatMap(({ id, file }) => (typeof file === 'string' ? [[id, file]] : []))));
    if (target === '-') return toldOnly(results);
    const result = actResult(results);
    const code = context.printAct(printedView, printing?.told(result) ?? result, input);
    if (printing?.trouble) throw printing.trouble;
    return code;
  },
};

/** Undefined, "-", a folder (ending in a separator) or a file. */
function targetOf(context: Context, input: Input, numbers: readonly string[]): string | undefined {
  const asked = input.text('output');
  if (asked === undefined) return undefined;
  if (asked === '-') {
    if (numbers.length > 1) throw new OmsError('flags-conflict', { flags: ['--output -', `${numbers.length} numbers`] });
    return '-';
  }
  const target = path.resolve(context.world.cwd, asked);
  const isFolder = /[/\\]$/.test(asked) || numbers.length > 1 || (existsSync(target) && statSync(target).isDirectory());
  return isFolder ? target + path.sep : target;
}

async function printOne(context: Context, input: Input, shop: Shop, number: string, target: string | undefined): Promise<Outcome> {
  try {
    const page = await (input.on('redraw') ? redrawnPage : pageOf)(context, shop, number);
    return { id: page.number, outcome: target === undefined ? 'kept' : 'written', file: put(context, page, target, input.on('force')) };
  } catch (error) {
    if (!isOmsError(error) || error.kind === 'environment') throw error;
    return { id: number, outcome: 'refused', error: { code: error.code, details: error.details } };
  }
}

function put(context: Context, { number, path: kept, bytes }: Page, target: string | undefined, force: boolean): string {
  if (target === undefined) return kept;
  if (target === '-') {
    context.world.stdout.write(bytes);
    return target;
  }
  const file = target.endsWith(path.sep) ? path.join(target, `${safeFileName(number)}.pdf`) : target;
  writeFileWhole(file, bytes, { force });
  return file;
}

/** stdout holds the document: only a refusal has something to add. */
function toldOnly([result]: readonly Outcome[]): number {
  if (!result?.error) return 0;
  throw new OmsError(result.error.code, result.error.details);
}
