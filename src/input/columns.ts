// Column names: compared without regard to capitals, accents, width, spaces, "_", "-" and a star at the end, and known by
// their aliases.
import { cutCardNumbers } from '../domain/import/card.ts';
import type { FileProfile } from './profile.ts';

/** A column's name as it is compared. */
export function columnKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036F]/g, '')
    .normalize('NFC')
    .replace(/[\s_\u200B\uFEFF-]+/g, '');
}

/** Templates mark so what has to be filled in. */
const MUST_BE_FILLED = /\*+$/;

/** What people put behind a name, "E-mail (main)", or into it: "Order #", "C.P.", "Phone:". */
const REMARK = /\([^()]*\)|\[[^[\]]*\]|【[^【】]*】/g;
const SIGNS = /[.#:]+/g;

function withoutRemarks(key: string): string {
  return key.replace(REMARK, '');
}

function withoutSigns(key: string): string {
  return key.replace(SIGNS, '');
}

type Aliases = FileProfile['aliases'];
/** A file is looked at by every profile in several encodings and with several delimiters. */
const keysOfAliases = new WeakMap<Aliases, ReadonlyMap<string, readonly string[]>>();

function aliasKeys(aliases: Aliases): ReadonlyMap<string, readonly string[]> {
  let keys = keysOfAliases.get(aliases);
  if (!keys) {
    keys = new Map(Object.entries(aliases).map(([name, others]) => [columnKey(name), others.map(columnKey)]));
    keysOfAliases.set(aliases, keys);
  }
  return keys;
}

/** The columns of one file, found by the names a profile uses. */
export class Columns {
  /** As the file has them; numbers of cards, in a file without names, cut. */
  readonly header: readonly string[];
  /** Whether a card's number stood among the names. */
  readonly isCut: boolean;
  readonly #byKey = new Map<string, number[]>();
  readonly #aliases: ReadonlyMap<string, readonly string[]>;
  readonly #remarks: ReadonlySet<string>;

  constructor(header: readonly string[], profile: Pick<FileProfile, 'aliases' | 'remarks'>) {
    this.header = header.map(cutCardNumbers);
    this.isCut = this.header.some((name, index) => name !== header[index]);
    for (const [index, name] of header.entries()) {
      const key = columnKey(name).replace(MUST_BE_FILLED, '');
      this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), index]);
    }
    this.#aliases = aliasKeys(profile.aliases);
    this.#remarks = new Set(profile.remarks.map(columnKey));
  }

  /**
   * Every column that goes by this name or an alias of it. "Name#2" is the second of that name only, "#3" the third
   * column whatever its name, and a `*` in a name stands for any text.
   */
  all(name: string): readonly number[] {
    const numbered = /^(.*)#(\d+)$/s.exec(name);
    if (numbered) {
      const place = Number(numbered[2]) - 1;
      if (numbered[1] === '') return place >= 0 && place < this.header.length ? [place] : [];
      return this.#named(numbered[1] as string).slice(place, place + 1);
    }
    return this.#named(name);
  }

  #named(name: string): readonly number[] {
    const key = columnKey(name);
    const keys = [key, ...(this.#aliases.get(key) ?? [])];
    const found = [...new Set(keys.flatMap((known) => this.#byKey.get(known) ?? this.#fitting(known)))];
    return found.length > 0 || this.#remarks.size === 0 ? found : this.#loosely(key, keys);
  }

  /** The one column of these names but for signs, and remarks where the profile allows them; none where there are several. */
  #loosely(key: string, keys: readonly string[]): readonly number[] {
    const bare = this.#remarks.has(key) ? withoutRemarks : (name: string) => name;
    const wanted = new Set(keys.map(withoutSigns));
    const found = [...this.#byKey].flatMap(([known, indexes]) => (wanted.has(withoutSigns(bare(known))) ? indexes : []));
    return found.length === 1 ? found : [];
  }

  #fitting(key: string): readonly number[] {
    if (!key.includes('*')) return [];
    const pattern = patternOf(key);
    return [...this.#byKey].flatMap(([known, indexes]) => (pattern.test(known) ? indexes : []));
  }

  /** What the `*` of a name, or of an alias of it, stands for in this file. */
  wildcard(name: string): string | undefined {
    const key = columnKey(name);
    for (const pattern of [key, ...(this.#aliases.get(key) ?? [])].map(patternOf)) {
      for (const known of this.#byKey.keys()) {
        const found = pattern.exec(known)?.[1];
        if (found) return found;
      }
    }
    return undefined;
  }

  /** Every column whose name is this but for what its `*` stands for, as the file writes that. */
  starred(name: string): readonly { readonly index: number; readonly star: string }[] {
    const pattern = patternOf(name);
    return this.header.flatMap((written, index) => {
      const star = pattern.exec(written.trim())?.[1];
      return star ? [{ index, star }] : [];
    });
  }

  /** The column of this name, the first where there are several; -1 where there is none. */
  index(name: string): number {
    return this.all(name)[0] ?? -1;
  }

  has(name: string): boolean {
    return this.all(name).length > 0;
  }
}

/** Of a name as it is compared, or as it is written: capitals and spaces do not count. */
function patternOf(name: string): RegExp {
  const pieces = name.split('*').map((piece) => piece.split(/\s+/).map(escaped).join('\\s*'));
  return new RegExp(`^${pieces.join('(.*)')}$`, 'is');
}

function escaped(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
