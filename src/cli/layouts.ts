// The shop's own layouts of documents, for the commands that draw.
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { PageKind } from '../domain/document/kind.ts';
import type { Layout } from '../domain/document/layout.ts';
import { OmsError } from '../domain/error.ts';
import type { Shop } from '../usecases/shop.ts';
import type { Context } from './context.ts';

/** Where a shop keeps its layouts. */
export function layoutFolder(shop: Shop): string {
  return path.join(path.dirname(shop.database.path), 'templates', 'documents');
}

/**
 * The layout asked for, else the shop's file named as the kind; undefined: the program's own. Refuses `layout-unknown`,
 * `layout-invalid`, `layout-logo`, and `layout-kind` for one of another kind.
 */
export async function ownLayout(context: Context, shop: Shop, kind: PageKind, asked?: string): Promise<Layout | undefined> {
  const folder = layoutFolder(shop);
  if (asked === undefined && !['json', 'yaml', 'yml'].some((ending) => existsSync(path.join(folder, `${kind}.${ending}`))))
    return undefined;
  const { layoutFiles, layoutNamed, readLayout } = await import('../input/index.ts');
  const { root } = context.world;
  const found = layoutNamed(layoutFiles(root, path.dirname(shop.database.path)), asked ?? kind);
  const layout = readLayout(root, found.file);
  if (layout.kind !== kind) throw new OmsError('layout-kind', { name: found.name, kind: layout.kind, wanted: kind });
  return layout;
}
