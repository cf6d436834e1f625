// Rows of one file that say different things of the same thing: which of them is right, only a person can tell.
import type { Finding, Reason } from '../domain/import/finding.ts';
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

/** A row as far as it says something. */
export type Saying<Draft> = Pick<FileRecord<Draft>, 'row' | 'line' | 'of' | 'draft' | 'source'>;

/** What the rows of one key say. */
interface Group<Draft> {
  readonly first: number;
  readonly rows: readonly Saying<Draft>[];
  fields: ReadonlyMap<string, Said>;
  isTried: boolean;
}

export class Contradictions<Draft> {
  readonly #claimOf: (draft: Draft) => Claim;
  readonly #groups: ReadonlyMap<string, Group<Draft>>;
  readonly #rows: ReadonlySet<number>;
  /** Why rows are refused for what they are themselves. */
  readonly #refused = new Map<number, readonly Reason[]>();

  private constructor(claimOf: (draft: Draft) => Claim, groups: ReadonlyMap<string, Group<Draft>>, rows: ReadonlySet<number>) {
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
  of({ row, line, of, draft }: Saying<Draft>): Finding | undefined {
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

  /**
   * Leaves what a row contradicts, and that row, out of account where it is refused for what it is itself; `refusalOf` tries
   * each of them once. Returns why this row is; undefined: it is not.
   */
  async tried(
    record: Saying<Draft>,
    refusalOf: (row: Saying<Draft>) => Promise<readonly Reason[] | undefined>,
  ): Promise<readonly Reason[] | undefined> {
    if (record.draft !== null && this.of(record) !== undefined) {
      const { keys } = claimIn(this.#claimOf(record.draft), record.of);
      for (const group of keys.flatMap((key) => this.#groups.get(key) ?? [])) if (!group.isTried) await this.#try(group, refusalOf);
    }
    return this.#refused.get(record.row);
  }

  async #try(group: Group<Draft>, refusalOf: (row: Saying<Draft>) => Promise<readonly Reason[] | undefined>): Promise<void> {
    group.isTried = true;
    for (const row of group.rows.filter((one) => this.of(one) !== undefined)) {
      const reasons = await refusalOf(row);
      if (reasons) this.#refused.set(row.row, reasons);
    }
    const left = group.rows.filter(({ row }) => !this.#refused.has(row));
    group.fields = fieldsOf(left, this.#claimOf);
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
): Map<string, Group<Draft>> {
  const rowsOf = new Map<string, Saying<Draft>[]>();
  for (const { row, line, of, draft, source } of records) {
    if (draft === null) continue;
    for (const key of claimOf(draft).keys.filter((one) => repeated.has(one))) {
      const rows = rowsOf.get(key) ?? [];
      rowsOf.set(key, rows);
      rows.push({ row, line, of, draft, source });
    }
  }
  const groups = [...rowsOf].map(([key, rows]) => {
    const first = rows[0]?.row ?? 0;
    return [key, { first, rows, fields: fieldsOf(rows, claimOf), isTried: false }] as const;
  });
  return new Map(groups);
}

/** What rows of one key say of each field. */
function fieldsOf<Draft>(rows: readonly Saying<Draft>[], claimOf: (draft: Draft) => Claim): Map<string, Said> {
  const fields = new Map<string, Said>();
  for (const { row, of, draft } of rows) {
    if (draft === null) continue;
    for (const [field, value] of said(claimIn(claimOf(draft), of).says)) {
      const known = fields.get(field);
      if (known === undefined) fields.set(field, { value, row });
      else if (known.value !== value) known.other ??= row;
    }
  }
  return fields;
}

function* said(says: Claim['says']): Generator<[field: string, value: string]> {
  for (const [field, value] of Object.entries(says)) {
    if (value !== undefined && value !== null && value !== '') yield [field, JSON.stringify(value)];
  }
}
