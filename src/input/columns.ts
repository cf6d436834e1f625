// Column names: compared without regard to capitals, accents, width, spaces, "_" and "-", and known by their aliases.
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

/** The columns of one file, found by the names a profile uses. */
export class Columns {
  readonly header: readonly string[];
  readonly #byKey = new Map<string, number[]>();
  readonly #aliases = new Map<string, readonly string[]>();

  constructor(header: readonly string[], profile: Pick<FileProfile, 'aliases'>) {
    this.header = header;
    for (const [index, name] of header.entries()) {
      const key = columnKey(name);
      this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), index]);
    }
    for (const [name, aliases] of Object.entries(profile.aliases)) this.#aliases.set(columnKey(name), aliases.map(columnKey));
  }

  /** Every column that goes by this name or an alias of it. "Name#2" is the second of that name only. */
  all(name: string): readonly number[] {
    const numbered = /^(.*)#(\d+)$/.exec(name);
    if (numbered) return (this.#byKey.get(columnKey(numbered[1] as string)) ?? []).slice(Number(numbered[2]) - 1, Number(numbered[2]));
    const key = columnKey(name);
    return [key, ...(this.#aliases.get(key) ?? [])].flatMap((known) => this.#byKey.get(known) ?? []);
  }

  /** The column of this name, the first where there are several; -1 where there is none. */
  index(name: string): number {
    return this.all(name)[0] ?? -1;
  }

  has(name: string): boolean {
    return this.all(name).length > 0;
  }
}
