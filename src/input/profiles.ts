// The profiles there are: the program's own in templates/profiles, and the shop's beside its database, which win by name.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isOmsError, OmsError } from '../domain/error.ts';
import { fileError } from '../domain/file-error.ts';
import type { ProfileView } from '../domain/import/profile.ts';
import type { Profile, ProfileOf } from './profile.ts';
import { compileProfiles, ProfileCache } from './profile-cache.ts';
import { parseProfile } from './profile-check.ts';

const FOLDER = 'profiles';
/** Enough to leave a profile of another kind unread; one that writes it otherwise is read, and left out then. */
const KIND = /^kind: *([a-z]+) *$/m;

/** By name. `root` is where the program is installed, `shop` the shop's folder. Refuses `profile-invalid` and `profile-twice`. */
export function loadProfiles<Kind extends Profile['kind']>(root: string, shop: string, kind: Kind): ProfileOf<Kind>[] {
  const byName = new Map<string, Profile>();
  const shops = new Map<string, string>();
  const cache = new ProfileCache(root);
  for (const { file, isShops } of filesOf(root, shop)) {
    const text = readFileSync(file, 'utf8');
    if ((KIND.exec(text)?.[1] ?? kind) !== kind) continue;
    const profile = cache.parse(text, file);
    const other = shops.get(profile.name);
    if (other !== undefined && profile.kind === kind) throw new OmsError('profile-twice', { name: profile.name, files: [other, file] });
    if (isShops && profile.kind === kind) shops.set(profile.name, file);
    byName.set(profile.name, profile);
  }
  const all = [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return all.filter((profile) => profile.kind === kind) as ProfileOf<Kind>[];
}

/** The program's own profiles, read ahead: what the build keeps in `dist/profiles.cache`. */
export function ownProfilesAhead(root: string): Uint8Array {
  return compileProfiles(profileFiles(path.join(root, 'templates', FOLDER)));
}

/**
 * Every profile of every kind, by name; of two with one name the shop's. One with mistakes goes by its file's name. That two
 * of the shop's own have one name is a mistake of both.
 */
export function listProfiles(root: string, shop: string): ProfileView[] {
  const shops = shopProfiles(shop);
  const isReplaced = ({ name, kind }: ProfileView) => shops.some((one) => one.name === name && (one.kind === kind || one.kind === ''));
  const left = profileFiles(path.join(root, 'templates', FOLDER))
    .map((file) => viewOf(file, false))
    .filter((one) => !isReplaced(one));
  const told = shops.map((one) => (profileTwice(one, shops) ? { ...one, mistakes: one.mistakes + 1 } : one));
  return [...left, ...told].sort((a, b) => (a.name < b.name || (a.name === b.name && a.file < b.file) ? -1 : 1));
}

/** The shop's own, of every kind. */
export function shopProfiles(shop: string): ProfileView[] {
  return profileFiles(path.join(shop, FOLDER)).map((file) => viewOf(file, true));
}

/** `profile-twice`, where another of the shop's own has the name of this one and is of its kind. */
export function profileTwice({ name, kind, origin }: ProfileView, profiles: readonly ProfileView[]): OmsError | undefined {
  const alike = profiles.filter((one) => one.origin === 'shop' && one.kind === kind && one.name === name);
  if (origin !== 'shop' || kind === '' || alike.length < 2) return undefined;
  return new OmsError('profile-twice', { name, files: alike.map(({ file }) => file) });
}

function viewOf(file: string, isShops: boolean): ProfileView {
  const origin = isShops ? 'shop' : 'built-in';
  const read = checkProfile(file);
  if (isOmsError(read)) {
    const mistakes = Array.isArray(read.details.mistakes) ? read.details.mistakes.length : 1;
    return { name: path.basename(file).replace(/\.ya?ml$/, ''), kind: '', channel: '', origin, file, mistakes };
  }
  return { name: read.name, kind: read.kind, channel: read.kind === 'orders' ? read.channel : '', origin, file, mistakes: 0 };
}

/** Reads one profile: itself, or why it cannot be read. */
export function checkProfile(file: string): Profile | OmsError {
  try {
    return parseProfile(readProfile(file), file);
  } catch (error) {
    if (isOmsError(error)) return error;
    throw error;
  }
}

/** The text of a profile. Refuses `file-not-found`. */
export function readProfile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw fileError(error, file);
  }
}

/** The program's own first: what comes later wins. */
function filesOf(root: string, shop: string): { readonly file: string; readonly isShops: boolean }[] {
  const own = profileFiles(path.join(root, 'templates', FOLDER)).map((file) => ({ file, isShops: false }));
  return [...own, ...profileFiles(path.join(shop, FOLDER)).map((file) => ({ file, isShops: true }))];
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
