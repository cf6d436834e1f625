// Rows of one file that say different things of the same thing: which of them is right, only a person can tell.
import type { Finding } from '../domain/import/finding.ts';
import type { FileRecord } from '../domain/import/record.ts';

/** What a record says. */
export interface Claim {
  /** Of what: each as the same thing is known by in every row. */
  readonly keys: readonly string[];
  /** By field; what is undefined, null or empty is not said. */
  readonly says: Readonly<Record<string, unknown>>;
}

/** Two values that rows have given a field, each by the first row that did. */
interface Said {
  readonly value: string;
  readonly row: number;
  other?: number;
}

/** What the rows of one key say. */
interface Group {
  readonly first: number;
  readonly fields: Map<string, Said>;
}

export class Contradictions<Draft> {
  readonly #claimOf: (draft: Draft) => Claim;
  readonly #groups: ReadonlyMap<string, Group>;
  readonly #rows: ReadonlySet<number>;

  private constructor(claimOf: (draft: Draft) => Claim, groups: ReadonlyMap<string, Group>, rows: ReadonlySet<number>) {
    this.#claimOf = claimOf;
    this.#groups = groups;
    this.#rows = rows;
  }

  /**
   * Goes through the records of a file, twice where it has rows of one key that are not the same. Rows that add to each
   * other do not contradict each other.
   */
  static among<Draft>(records: () => Iterable<FileRecord<Draft>>, claimOf: (draft: Draft) => Claim): Contradictions<Draft> {
    const first = new Map<string, string>();
    const repeated = new Set<string>();
    const rows = new Set<number>();
    for (const { row, of, draft } of records()) {
      rows.add(row);
      if (draft === null) continue;
      const { keys, says } = claimIn(claimOf(draft), of);
      const text = JSON.stringify(says);
      for (const key of keys) {
        const known = first.get(key);
        if (known === undefined) first.set(key, text);
        else if (known !== text) repeated.add(key);
      }
    }
    return new Contradictions(claimOf, repeated.size === 0 ? new Map() : groupsOf(records(), claimOf, repeated), rows);
  }

  /** Which row contradicts this one; undefined: none does. `first` is the same for all rows of a thing. */
  of({ row, line, of, draft }: FileRecord<Draft>): Finding | undefined {
    if (draft === null || this.#groups.size === 0) return undefined;
    const { keys, says } = claimIn(this.#claimOf(draft), of);
    for (const { first, fields } of keys.flatMap((key) => this.#groups.get(key) ?? [])) {
      for (const [field, value] of said(says)) {
        const known = fields.get(field);
        if (known?.other === undefined) continue;
        const other = known.value === value ? known.other : known.row;
        return { code: 'record-differs', row, line, column: '', details: { row: other, first } };
      }
    }
    return undefined;
  }

  /** Whether the file has a row with this number. */
  hasRow(row: number): boolean {
    return this.#rows.has(row);
  }
}

/** Two things of one name, to which no SKU gives a code of its own, are two all the same. */
function claimIn({ keys, says }: Claim, of: string): Claim {
  return of === '' ? { keys, says } : { keys, says: { ...says, of } };
}

function groupsOf<Draft>(
  records: Iterable<FileRecord<Draft>>,
  claimOf: (draft: Draft) => Claim,
  repeated: ReadonlySet<string>,
): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const { row, of, draft } of records) {
    if (draft === null) continue;
    const { keys, says } = claimIn(claimOf(draft), of);
    for (const key of keys.filter((one) => repeated.has(one))) {
      const group = groups.get(key) ?? { first: row, fields: new Map() };
      groups.set(key, group);
      for (const [field, value] of said(says)) {
        const known = group.fields.get(field);
        if (known === undefined) group.fields.set(field, { value, row });
        else if (known.value !== value) known.other ??= row;
      }
    }
  }
  return groups;
}

function* said(says: Claim['says']): Generator<[field: string, value: string]> {
  for (const [field, value] of Object.entries(says)) {
    if (value !== undefined && value !== null && value !== '') yield [field, JSON.stringify(value)];
  }
}
