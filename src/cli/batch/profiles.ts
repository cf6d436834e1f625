// The profiles by which the files of batches were read, whatever they are of.
import path from 'node:path';
import type { KeptFile } from '../../domain/batch.ts';
import { OmsError } from '../../domain/error.ts';
import type { Profile } from '../../input/index.ts';
import type { Shop } from '../../usecases/shop.ts';
import type { Context } from '../context.ts';

type ProfileOf<Kind extends Profile['kind']> = Extract<Profile, { kind: Kind }>;

/** By name. */
async function profilesOf<Kind extends Profile['kind']>({ world }: Context, shop: Shop, kind: Kind): Promise<Map<string, Profile>> {
  const { loadProfiles } = await import('../../input/index.ts');
  return new Map(loadProfiles(world.root, path.dirname(shop.database.path), kind).map((profile) => [profile.name, profile as Profile]));
}

/** Refuses `profile-missing`. */
export async function profileOf<Kind extends Profile['kind']>(
  context: Context,
  shop: Shop,
  { profile, batch }: KeptFile,
  kind: Kind,
): Promise<ProfileOf<Kind>> {
  const found = (await profilesOf(context, shop, kind)).get(profile);
  if (!found) throw new OmsError('profile-missing', { profile, batch });
  return found as ProfileOf<Kind>;
}

/** Every encoding that the formats of these files come in. Refuses `profile-missing`. */
export async function encodingsOf(context: Context, shop: Shop, files: readonly KeptFile[]): Promise<string[]> {
  const found: string[] = [];
  for (const kept of files) found.push(...(await profileOf(context, shop, kept, kept.records ?? 'orders')).encodings);
  return found;
}
