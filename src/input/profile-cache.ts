// The program's own profiles read when it is built: reading YAML takes longer than all the rest of a small import.
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cachedDataVersionTag, deserialize, serialize } from 'node:v8';
import type { Profile } from './profile.ts';
import { parseProfile } from './profile-check.ts';

/** What is kept: each profile by the hash of its text, and the engine that can read them. */
interface Kept {
  readonly engine: number;
  readonly profiles: ReadonlyMap<string, Uint8Array>;
}

/** The profiles of these files as a file for {@link ProfileCache}. */
export function compileProfiles(files: readonly string[]): Uint8Array {
  const profiles = new Map(
    files.map((file) => {
      const text = readFileSync(file, 'utf8');
      return [keyOf(text), serialize(parseProfile(text, file))];
    }),
  );
  return serialize({ engine: cachedDataVersionTag(), profiles } satisfies Kept);
}

/** Profiles by their text: one that was read at the build is only unpacked, any other is read. */
export class ProfileCache {
  readonly #kept: Kept['profiles'];

  /** `root` is where the program is installed. */
  constructor(root: string) {
    this.#kept = keptIn(path.join(root, 'dist/profiles.cache'));
  }

  /** Refuses `profile-invalid`. */
  parse(text: string, file: string): Profile {
    const kept = this.#kept.size === 0 ? undefined : this.#kept.get(keyOf(text));
    return kept ? { ...(deserialize(kept) as Profile), path: file } : parseProfile(text, file);
  }
}

/** Nothing where there is no such file, or another engine has written it: then every profile is read. */
function keptIn(file: string): Kept['profiles'] {
  try {
    const kept = deserialize(readFileSync(file)) as Kept;
    return kept.engine === cachedDataVersionTag() ? kept.profiles : new Map();
  } catch {
    return new Map();
  }
}

function keyOf(text: string): string {
  return hash('sha256', text, 'base64url');
}
