// Each built-in profile is asked of a file with every column that it names, as a shop downloads which has ticked them all.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { isOmsError } from '../../src/domain/error.ts';
import { type Bytes, openFile } from '../../src/input/bytes.ts';
import { readersOf } from '../../src/input/order-files.ts';
import type { Match, OrderProfile, Profile } from '../../src/input/profile.ts';
import { loadProfiles } from '../../src/input/profiles.ts';
import { recognise } from '../../src/input/recognise.ts';
import { inFolder } from '../process.ts';
import { projectRoot } from '../world.ts';

const NAMING_KEYS = new Set(['columns', 'any', 'carry', 'per', 'head', 'amount']);

/** Every column that a part of a profile names, as "name" or "second.name". */
function columnsNamed(part: unknown, key = ''): string[] {
  if (typeof part === 'string') {
    if (key === 'template') return [...part.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name as string);
    return NAMING_KEYS.has(key) ? [part] : [];
  }
  if (Array.isArray(part)) return part.flatMap((one) => columnsNamed(one, key));
  if (typeof part !== 'object' || part === null || part instanceof RegExp || part instanceof Map) return [];
  return Object.entries(part).flatMap(([name, value]) => columnsNamed(value, name));
}

/** The names as the profile has them, and as each language and version has them. */
function headersOf({ match, aliases, ...rest }: Profile, { columns, any, without }: Match, prefix: string): string[][] {
  const named = columnsNamed(rest).filter((name) => (prefix === '' ? !/^[a-z]+\./.test(name) : name.startsWith(prefix)));
  // "Name#2" is the second of that name, "#2" the second column, and in "Name *" any text may stand for the star
  const plain = named.map((name) => name.slice(prefix.length).replace(/#\d+$/, '')).filter((name) => name !== '' && !name.includes('*'));
  const header = [...new Set([...columns, ...any, ...plain])].filter((name) => !without.includes(name));
  const versions = Math.max(0, ...Object.values(aliases).map(({ length }) => length));
  return [header, ...Array.from({ length: versions }, (_, version) => header.map((name) => aliases[name]?.[version] ?? name))];
}

function headersOfBoth(profile: Profile): string[][] {
  const { join, ...first } = profile as OrderProfile;
  return [...headersOf(first as Profile, profile.match, ''), ...(join ? headersOf(first as Profile, join.match, `${join.as}.`) : [])];
}

function recordReadersOf(bytes: Bytes, profiles: readonly Profile[]): readonly string[] {
  try {
    return [recognise(bytes, profiles).profile.name];
  } catch (error) {
    if (!isOmsError(error) || error.code !== 'file-ambiguous') throw error;
    return error.details.profiles as readonly string[];
  }
}

/** What a file with these names and a row of ones is read by. */
async function readersOfHeader(header: readonly string[], profiles: readonly Profile[]): Promise<readonly string[]> {
  return inFolder(async (folder) => {
    const file = path.join(folder, 'export.csv');
    const quoted = header.map((name) => `"${name.replaceAll('"', '""')}"`);
    writeFileSync(file, `${quoted.join(',')}\n${header.map(() => '1').join(',')}\n`);
    const bytes = openFile(file, 'export.csv');
    try {
      return profiles[0]?.kind === 'orders' ? readersOf(bytes, profiles as OrderProfile[]) : recordReadersOf(bytes, profiles);
    } finally {
      bytes.close();
    }
  });
}

test.each(['orders', 'products', 'stock'] as const)('a file of %s with every column of a format is of that format alone', (kind) =>
  inFolder(async (shop) => {
    const profiles: readonly Profile[] = loadProfiles(projectRoot, shop, kind);
    // by its header alone one cannot tell a profile that looks at the first row, or that gives way
    const told = profiles.filter(({ header, match }) => header === undefined && match.first.length === 0 && !match.givesWay);
    expect(told.length).toBeGreaterThan(1);
    for (const profile of told) {
      for (const header of headersOfBoth(profile)) {
        expect(await readersOfHeader(header, profiles), `${profile.name}: ${header.join(', ')}`).toEqual([profile.name]);
      }
    }
  }),
);
