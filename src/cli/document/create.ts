// oms document create
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { type SlipKind, slipKindNames } from '../../domain/document/kind.ts';
import { documentLanguages } from '../../domain/document/language.ts';
import type { Layout } from '../../domain/document/layout.ts';
import type { Printable } from '../../domain/document/printable.ts';
import { contentsKinds, reminderTones } from '../../domain/document/trade-slip.ts';
import { OmsError } from '../../domain/error.ts';
import { safeFileName } from '../../domain/file-name.ts';
import { groupBy } from '../../domain/group.ts';
import type { ActResult } from '../../domain/result.ts';
import { writeFileAgain } from '../../output/files.ts';
import { slipActView } from '../../output/views/document.ts';
import type { SlipRequest } from '../../usecases/document/base.ts';
import { slipCandidates, slips } from '../../usecases/document/slips.ts';
import type { Shop } from '../../usecases/shop.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import type { Input } from '../input.ts';
import { ownLayout } from '../layouts.ts';
import { Printing } from '../printing.ts';
import { selectIds } from '../selection.ts';

export const create: Command = {
  name: 'create',
  summary: 'slips as PDFs: quotation, delivery note, pick list, purchase order, statement, reminder …',
  args: '<kind> [ids...]',
  options: [
    {
      flags: '-o, --output <path>',
      about: 'a file for all, a folder/ for one file each, or - for stdout (default: documents/ in the shop’s folder)',
    },
    { flags: '--force', about: 'overwrite a file that holds something else' },
    {
      flags: '--language <code>',
      about: `language of the words: ${documentLanguages.join(', ')} (default: the customer’s, else the shop’s)`,
    },
    { flags: '--layout <name>', about: 'a layout of the shop’s templates/documents/ (default: the one named as the kind)' },
    { flags: '--days <n>', about: 'a quotation: days it is good for; a reminder: days to pay' },
    { flags: '--tone <tone>', about: `a reminder: ${reminderTones.join(', ')}` },
    { flags: '--from <date>', about: 'a statement: its first day (default: 1 January)' },
    { flags: '--to <date>', about: 'a statement: its last day (default: today)' },
    { flags: '--contents <kind>', about: `a customs declaration: ${contentsKinds.join(', ')}` },
    { flags: '--form <form>', about: 'a customs declaration: cn22 or cn23 (default: by weight and value)' },
    { flags: '--expected', about: 'a count sheet: say what is expected, too' },
    { flags: '--bin <text>', about: 'a count sheet: bins that begin with this' },
    { flags: '--text <text>', about: 'a count sheet: SKU or name contains this' },
  ],
  selects: true,
  makes: true,
  prints: true,
  notes:
    `Kinds: ${slipKindNames.join(', ')} (oms document kinds).\n` +
    'A pick list takes all orders named as one wave, by bin. Slips are made of the shop as it is now and change nothing in it;\n' +
    'invoices, receipts and credit notes are numbered and frozen: oms invoice.',
  examples: [
    'document create packing-slip S7 --print',
    'document create pick-list --all -o wave.pdf',
    'document create quotation O12 --days 14 --language de -o -',
    'document create reminder INV-2026-0007 --tone firm',
    'document create statement C3 --from 2026-01-01 --to 2026-03-31',
  ],
  async run(context, input) {
    const kind = kindOf(input);
    const isStdout = input.text('output') === '-';
    if (isStdout && (context.globals.json || input.on('ids'))) throw new OmsError('flags-conflict', { flags: ['-o -', '--json', '--ids'] });
    const request = requestOf(input);
    const shop = input.on('print') ? await context.shopToWrite() : await context.shop();
    const printing = Printing.asked(context, input, shop);
    if (printing && isStdout) throw new OmsError('flags-conflict', { flags: ['-o -', '--print'] });
    const ids = await idsOf(context, input.behind(1), shop, kind);
    const { documents, result } = await slips(shop, kind, ids, request);
    const layout = await ownLayout(context, shop, kind, input.text('layout'));
    const files = documents.length > 0 ? await draw(context, input, shop, { documents, layout }) : new Map<string, string>();
    await printing?.sendKept([...files].map(([document, file]) => ({ kind, document, file })));
    const told = withFiles(result, files);
    const code = context.printAct(isStdout ? { text: () => '' } : slipActView, printing?.told(told) ?? told, input);
    if (printing?.trouble) throw printing.trouble;
    return code;
  },
};

function kindOf(input: Input): SlipKind {
  const name = input.args[0] as string;
  const kind = slipKindNames.find((one) => one === name);
  if (!kind) throw new OmsError('slip-kind-unknown', { kind: name, known: slipKindNames });
  return kind;
}

function requestOf(input: Input): SlipRequest {
  return {
    language: input.documentLanguage(),
    days: input.whole('days', 1),
    tone: input.choice('tone', reminderTones),
    from: input.date('from'),
    to: input.date('to'),
    contents: input.choice('contents', contentsKinds),
    form: input.choice('form', ['cn22', 'cn23']),
    isOpen: input.on('expected'),
    bin: input.text('bin'),
    text: input.text('text'),
  };
}

/** A count sheet without a place is of all of them. */
async function idsOf(context: Context, input: Input, shop: Shop, kind: SlipKind): Promise<readonly string[]> {
  if (kind === 'count-sheet' && input.args.length === 0) return [];
  return selectIds(context, input, () => slipCandidates(shop, kind, context.command));
}

/** Draws and writes; where each number’s page is. What a font cannot set is refused before anything is written. */
async function draw(
  context: Context,
  input: Input,
  shop: Shop,
  { documents, layout }: { readonly documents: readonly Printable[]; readonly layout: Layout | undefined },
): Promise<ReadonlyMap<string, string>> {
  const { checkDocuments, leftOutIn, renderSlips } = await import('../../output/pdf/index.ts');
  const { root } = context.world;
  await checkDocuments(documents, root);
  for (const document of documents) {
    const characters = leftOutIn([document], root);
    if (characters.length > 0) context.say('note.left-out', { number: document.number, characters });
  }
  const files = new Map<string, string>();
  for (const [file, own] of filesFor(context, input, shop, documents)) {
    const bytes = await renderSlips(own, root, layout);
    if (file === '-') context.world.stdout.write(bytes);
    else writeFileAgain(file, bytes, { force: input.on('force') });
    for (const { number } of own) files.set(number, file);
  }
  return files;
}

function filesFor(context: Context, input: Input, shop: Shop, documents: readonly Printable[]): Map<string, readonly Printable[]> {
  const asked = input.text('output');
  if (asked === '-') return new Map([['-', documents]]);
  const target = asked === undefined ? undefined : path.resolve(context.world.cwd, asked);
  const isFolder =
    asked !== undefined && target !== undefined && (/[/\\]$/.test(asked) || (existsSync(target) && statSync(target).isDirectory()));
  if (target !== undefined && !isFolder) return new Map([[target, documents]]);
  const folder = target ?? path.join(path.dirname(shop.database.path), 'documents');
  return groupBy(documents, ({ kind, number }) => path.join(folder, `${kind}-${safeFileName(number)}.pdf`));
}

function withFiles(result: ActResult, files: ReadonlyMap<string, string>): ActResult {
  return { ...result, results: result.results.map((one) => (files.has(one.id) ? { ...one, file: files.get(one.id) } : one)) };
}
