// Exporting: the same for orders, products, stock and customers. Piece by piece, to stdout or to a file.
import path from 'node:path';
import { OmsError } from '../domain/error.ts';
import { csvText, type ExportLayout, jsonText } from '../output/export.ts';
import { GrowingFile } from '../output/files.ts';
import type { Shop } from '../usecases/shop.ts';
import type { CommandOption } from './command.ts';
import type { Context } from './context.ts';
import type { Input } from './input.ts';

export const exportOptions: readonly CommandOption[] = [
  { flags: '-o, --output <file>', about: 'write to this file ("-" and the default: stdout)' },
  { flags: '--force', about: 'overwrite the file' },
  { flags: '--bom', about: 'with a byte order mark, by which spreadsheets know UTF-8' },
];

/** Where the pieces go. */
interface Target {
  write(text: string): void;
  keep(): void;
  drop(): void;
}

/**
 * Writes everything that `produce` gives, page by page, in the layout. A file appears when it is whole. Refuses
 * `file-exists`, and --bom together with --json.
 */
export async function exportTo<Item>(
  context: Context,
  input: Input,
  layout: ExportLayout<Item>,
  produce: (shop: Shop, page: (items: readonly Item[]) => void) => Promise<void>,
): Promise<void> {
  const { json } = context.globals;
  if (json && input.on('bom')) throw new OmsError('flags-conflict', { flags: ['--bom', '--json'] });
  const text = json ? jsonText(layout) : csvText(layout, input.on('bom'));
  const shop = await context.shop();
  const target = targetOf(context, input);
  // nothing is written before it is known that there is something to say
  let begin = text.begin();
  const page = (items: readonly Item[]) => {
    target.write(begin + text.items(items));
    begin = '';
  };
  try {
    await produce(shop, page);
    target.write(begin + text.end());
  } catch (error) {
    target.drop();
    throw error;
  }
  target.keep();
}

function targetOf(context: Context, input: Input): Target {
  const output = input.text('output') ?? '-';
  if (output !== '-') return new GrowingFile(path.resolve(context.world.cwd, output), { force: input.on('force') });
  return { write: (text) => void context.world.stdout.write(text), keep: () => undefined, drop: () => undefined };
}
