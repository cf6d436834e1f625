// The program's own layouts: templates/documents/<kind>.json, each read once.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PageKind } from '../../domain/document/kind.ts';
import { type Layout, plainLayout } from '../../domain/document/layout.ts';

const read = new Map<string, Layout>();

/** How a kind looks that no merchant has changed. */
export function shippedLayout(root: string, kind: PageKind): Layout {
  const file = path.join(root, 'templates/documents', `${kind}.json`);
  let layout = read.get(file);
  if (!layout) read.set(file, (layout = { ...plainLayout(kind), ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<Layout>) }));
  return layout;
}
