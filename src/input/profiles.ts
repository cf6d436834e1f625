// The profiles there are: the program's own in templates/profiles, and the shop's beside its database, which win by name.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileError } from '../domain/file-error.ts';
import type { Profile, ProfileOf } from './profile.ts';
import { parseProfile } from './profile-check.ts';

const FOLDER = 'profiles';

/** By name. `root` is where the program is installed, `shop` the shop's folder. Refuses `profile-invalid`. */
export function loadProfiles<Kind extends Profile['kind']>(root: string, shop: string, kind: Kind): ProfileOf<Kind>[] {
  const byName = new Map<string, Profile>();
  for (const folder of [path.join(root, 'templates', FOLDER), path.join(shop, FOLDER)]) {
    for (const file of profileFiles(folder)) {
      const profile = parseProfile(readFileSync(file, 'utf8'), file);
      byName.set(profile.name, profile);
    }
  }
  const all = [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return all.filter((profile) => profile.kind === kind) as ProfileOf<Kind>[];
}

function profileFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort()
      .map((name) => path.join(folder, name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw fileError(error, folder);
  }
}
