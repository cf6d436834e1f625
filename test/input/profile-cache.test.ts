// Profiles that were read at the build are what reading them gives.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { compileProfiles, ProfileCache } from '../../src/input/profile-cache.ts';
import { parseProfile } from '../../src/input/profile-check.ts';
import { projectRoot } from '../world.ts';

const folder = path.join(projectRoot, 'templates/profiles');
const files = readdirSync(folder).flatMap((name) => (name.endsWith('.yaml') ? [path.join(folder, name)] : []));

function withCache(bytes: Uint8Array | undefined, work: (cache: ProfileCache) => void): void {
  const root = mkdtempSync(path.join(tmpdir(), 'oms-profiles-'));
  try {
    mkdirSync(path.join(root, 'dist'));
    if (bytes) writeFileSync(path.join(root, 'dist/profiles.cache'), bytes);
    work(new ProfileCache(root));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

test('every one of them, patterns and tables included', () => {
  expect(files.length).toBeGreaterThan(10);
  withCache(compileProfiles(files), (cache) => {
    for (const file of files) {
      const text = readFileSync(file, 'utf8');
      expect(cache.parse(text, file)).toEqual(parseProfile(text, file));
    }
  });
});

test('one that has been changed since is read, and so is every one where there is no cache or a broken one', () => {
  const file = files[0] as string;
  const text = readFileSync(file, 'utf8');
  const changed = text.replace(/^name: .*$/m, 'name: mended');
  withCache(compileProfiles(files), (cache) => expect(cache.parse(changed, file).name).toBe('mended'));
  for (const bytes of [undefined, Buffer.from('half')]) withCache(bytes, (cache) => expect(cache.parse(changed, file).name).toBe('mended'));
});
