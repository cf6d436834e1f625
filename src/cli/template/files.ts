// The layouts that the verbs of `oms template` work on.
import path from 'node:path';
import type { LayoutFile } from '../../input/index.ts';
import type { Context } from '../context.ts';

/** By name; the shop's own win. */
export async function layoutsOf(context: Context): Promise<LayoutFile[]> {
  const { layoutFiles } = await import('../../input/index.ts');
  return layoutFiles(context.world.root, path.dirname((await context.shop()).database.path));
}

/** Refuses `layout-unknown`. */
export async function layoutOf(context: Context, name: string): Promise<LayoutFile> {
  const { layoutNamed } = await import('../../input/index.ts');
  return layoutNamed(await layoutsOf(context), name);
}
