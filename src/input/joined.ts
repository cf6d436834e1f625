// The second file of a format that comes in two: what it says of each order, found by the order's number.
import { createHash } from 'node:crypto';
import type { Bytes } from './bytes.ts';
import { cellOf } from './cell-reader.ts';
import type { Join, OrderProfile } from './profile.ts';
import { type JoinedFile, type JoinedRow, NO_SLOT, RowReader } from './row.ts';
import { openTable, type Table } from './table.ts';

/** An order of the second file that the first has no lines of. */
export interface Unmatched {
  readonly key: string;
  readonly file: string;
  readonly row: number;
  readonly line: number;
}

interface Half {
  readonly table: Table<OrderProfile>;
  readonly reader: RowReader;
  readonly key: number;
}

/** The second files of one profile, all of them together; kept in memory, one row to an order. */
export class Joined implements JoinedFile {
  readonly as: string;
  readonly #halves: readonly Half[];
  readonly #names: string[] = [];
  #rows: Map<string, JoinedRow & Unmatched> | undefined;
  readonly #found = new Set<string>();

  constructor(profile: OrderProfile, join: Join, files: readonly Bytes[]) {
    this.as = join.as;
    // the second file is recognised by its own columns, and read like the first
    const own: OrderProfile = { ...profile, match: join.match, join: undefined };
    this.#halves = files.map((bytes) => {
      const table = openTable(bytes, [own], () => ({ cells: 1, row: () => undefined }));
      const reader = new RowReader(own, table.columns);
      return { table, reader, key: reader.field(join.on) };
    });
  }

  get files(): readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[] {
    return this.#halves.map(({ table }) => ({ name: table.bytes.name, sha256: table.sha256, bytes: table.bytes.size }));
  }

  /** The same column of every file; what a file does not have is empty there. */
  column(name: string): number {
    if (this.#halves.every(({ table }) => !table.columns.has(name))) return NO_SLOT;
    const known = this.#names.indexOf(name);
    return known >= 0 ? known : this.#names.push(name) - 1;
  }

  find(key: string): JoinedRow | undefined {
    this.#rows ??= this.#read();
    const row = this.#rows.get(key);
    if (row) this.#found.add(key);
    return row;
  }

  /** Of the orders that nobody has found. */
  unmatched(): readonly Unmatched[] {
    return [...(this.#rows ?? this.#read()).values()].filter(({ key }) => !this.#found.has(key));
  }

  #read(): Map<string, JoinedRow & Unmatched> {
    const found = new Map<string, JoinedRow & Unmatched>();
    for (const { table, reader, key: slot } of this.#halves) {
      const slots = this.#names.map((name) => reader.column(name));
      const rows = table.rows();
      while (rows.next()) {
        if (rows.isBlank) continue;
        const row = reader.read(rows);
        const key = cellOf(row, slot);
        if (key === '' || found.has(key)) continue;
        const cells = slots.map((each) => cellOf(row, each));
        found.set(key, { key, file: table.bytes.name, row: row.row, line: row.line, cells, left: row.left, right: row.right });
      }
    }
    return found;
  }
}

/** The bytes of several files as if they were one. */
export function sha256Of(hashes: readonly string[]): string {
  return hashes.length === 1 ? (hashes[0] as string) : createHash('sha256').update(hashes.join('\n')).digest('hex');
}
