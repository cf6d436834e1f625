// The layouts there are: the program's own in templates/documents, and the shop's in a folder of that name beside its database.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PageKind } from '../domain/document/kind.ts';
import { type Layout, plainLayout } from '../domain/document/layout.ts';
import { OmsError } from '../domain/error.ts';
import { fileError } from '../domain/file-error.ts';
import { nearest } from '../domain/near.ts';
import { parseLayout } from './layout-file.ts';

const FOLDER = path.join('templates', 'documents');
const ENDING = /\.(json|ya?ml)$/;
const LOGO_MOST_BYTES = 2_000_000;

/** A layout file: by its name without ending. */
export interface LayoutFile {
  readonly name: string;
  readonly file: string;
  readonly isShops: boolean;
}

/** By name; of two with one name the shop's. */
export function layoutFiles(root: string, shop: string): LayoutFile[] {
  const byName = new Map<string, LayoutFile>();
  for (const [folder, isShops] of [
    [path.join(root, FOLDER), false],
    [path.join(shop, FOLDER), true],
  ] as const) {
    if (path.relative(root, shop) === '' && isShops) continue;
    for (const entry of existsSync(folder) ? readdirSync(folder).sort() : []) {
      if (ENDING.test(entry))
        byName.set(entry.replace(ENDING, ''), { name: entry.replace(ENDING, ''), file: path.join(folder, entry), isShops });
    }
  }
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Refuses `layout-unknown`. */
export function layoutNamed(files: readonly LayoutFile[], name: string): LayoutFile {
  const found = files.find((one) => one.name === name);
  if (found) return found;
  throw new OmsError('layout-unknown', {
    name,
    near: nearest(
      name,
      files.map((one) => one.name),
    ),
  });
}

export function layoutText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw fileError(error, file);
  }
}

/** A layout with its logo's bytes. Refuses `layout-invalid`, `layout-logo`. */
export function readLayout(root: string, file: string): Layout {
  const own = (kind: PageKind): Layout => ({
    ...plainLayout(kind),
    ...(JSON.parse(readFileSync(path.join(root, FOLDER, `${kind}.json`), 'utf8')) as Partial<Layout>),
  });
  const layout = parseLayout(layoutText(file), file, own);
  return layout.logo ? { ...layout, logo: { ...layout.logo, data: logoData(path.resolve(path.dirname(file), layout.logo.file)) } } : layout;
}

/** PNG or JPEG by its first bytes. */
function logoData(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw fileError(error, file);
  }
  const isPng = bytes.subarray(0, 4).toString('latin1') === '\x89PNG';
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
  if (!(isPng || isJpeg) || bytes.length > LOGO_MOST_BYTES) throw new OmsError('layout-logo', { path: file });
  return bytes.toString('base64');
}
