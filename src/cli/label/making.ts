// What all labels have in common: how they are asked for, where their files go, and printing them.
import path from 'node:path';
import { OmsError } from '../../domain/error.ts';
import { safeFileName } from '../../domain/file-name.ts';
import { type ChosenSymbol, chosenSymbols, type LabelFormat, labelFormats } from '../../domain/label.ts';
import { type LabelStock, type SmallestLabel, stockNamed } from '../../domain/label-stock.ts';
import { writeFileAgain } from '../../output/files.ts';
import type { LabelFiles, LabelOptions } from '../../output/pdf/index.ts';
import { type Shop, today } from '../../usecases/shop.ts';
import type { CommandOption } from '../command.ts';
import type { Context } from '../context.ts';
import type { Input } from '../input.ts';

/** Flags of every command that makes labels; `size` is said to be left out as this. */
export function labelOptions(size: string): CommandOption[] {
  return [
    { flags: '-o, --output <file>', about: 'the file; "-" is stdout (default: documents/labels-… in the shop’s folder)' },
    { flags: '--force', about: 'overwrite a file that holds something else' },
    { flags: '--format <format>', about: `${labelFormats.join(', ')} (default: label-format)` },
    { flags: '--size <size>', about: `paper (default: ${size}), or millimetres such as 102x190` },
    { flags: '--start <n>', about: 'place on the first sheet: 1 is the top left (default: 1)' },
    { flags: '--barcode <kind>', about: `${chosenSymbols.join(', ')} (default: label-barcode)` },
    { flags: '--dpi <n>', about: 'dots to the inch, for png and zpl: 203, 300 or 600 (default: label-dpi)' },
  ];
}

const resolutions = ['203', '300', '600'] as const;

export interface Making {
  readonly format: LabelFormat;
  readonly stock: LabelStock;
  readonly start: number;
  readonly symbol: ChosenSymbol;
  readonly dotsPerInch: number;
  readonly toStdout: boolean;
}

export interface MakingDefaults {
  readonly size: string;
  readonly stocks: readonly LabelStock[];
  readonly least: SmallestLabel;
}

/** How labels are to be made. Refuses `flag-value`, `label-size`, `label-start`, `label-format`, `flags-conflict`. */
export function makingOf(context: Context, input: Input, { settings }: Shop, { size, stocks, least }: MakingDefaults): Making {
  const format = input.choice('format', labelFormats) ?? (settings['label-format'] as LabelFormat);
  const stock = stockNamed(input.text('size') ?? size, stocks, least);
  const each = stock.columns * stock.rows;
  const start = input.whole('start', 1) ?? 1;
  if (start > each) throw new OmsError('label-start', { start, size: stock.name, most: each });
  if (format === 'zpl' && each > 1) throw new OmsError('label-format', { format, size: stock.name });
  if (format === 'png' && input.on('print')) throw new OmsError('flags-conflict', { flags: ['--format png', '--print'] });
  const toStdout = input.text('output') === '-';
  if (toStdout) refuseBeside(context, input);
  return {
    format,
    stock,
    start,
    symbol: input.choice('barcode', chosenSymbols) ?? (settings['label-barcode'] as ChosenSymbol),
    dotsPerInch: Number(input.choice('dpi', resolutions) ?? settings['label-dpi']),
    toStdout,
  };
}

/** stdout holds the labels and nothing else. */
function refuseBeside(context: Context, input: Input): void {
  if (context.globals.json || input.on('ids')) throw new OmsError('flags-conflict', { flags: ['-o -', '--json', '--ids'] });
  if (input.on('print')) throw new OmsError('flags-conflict', { flags: ['-o -', '--print'] });
}

/** What the drawing of labels needs. `title` and the day stand in a PDF's properties. */
export function drawingOptions(context: Context, shop: Shop, making: Making, title: string, date = today(shop)): LabelOptions {
  const { format, stock, start, symbol, dotsPerInch } = making;
  const author = shop.settings.name || shop.settings['legal-name'];
  return { root: context.world.root, words: context.words, format, stock, start, symbol, dotsPerInch, title, author, date };
}

/** Puts labels where they go; the files, none where they went to stdout. Refuses as `writeFileAgain` does. */
export function putLabels(context: Context, input: Input, shop: Shop, made: LabelFiles, making: Making, name: string): string[] {
  if (making.toStdout) {
    if (made.files.length > 1) throw new OmsError('flags-conflict', { flags: ['-o -', `--format png (${made.files.length})`] });
    context.world.stdout.write(made.files[0] as Uint8Array);
    return [];
  }
  const named = input.text('output');
  const file =
    named === undefined
      ? path.join(path.dirname(shop.database.path), 'documents', `${safeFileName(name)}.${making.format}`)
      : path.resolve(context.world.cwd, named);
  return made.files.map((bytes, index) => {
    const one = made.files.length === 1 ? file : numbered(file, index + 1);
    writeFileAgain(one, bytes, { force: input.on('force') });
    return one;
  });
}

/** "labels-S1-S3.png" → "labels-S1-S3-p2.png": of images each page is one. */
function numbered(file: string, page: number): string {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}-p${page}${ext}`);
}

/** "S1", or "S1-S3" of several. */
export function rangeOf(ids: readonly string[]): string {
  return ids.length === 1 ? (ids[0] as string) : `${ids[0]}-${ids.at(-1)}`;
}
