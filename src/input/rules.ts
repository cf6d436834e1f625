// Status rules of a profile: the first that fits decides.
import type { Rule } from './profile.ts';
import { NO_SLOT, type RowReader } from './row.ts';

interface Condition {
  readonly slot: number;
  readonly is: 'filled' | 'empty' | ReadonlySet<string>;
}

/** Compiled rules over the slots of a row. A column that the file does not have is empty. */
export class Rules<Result extends string> {
  readonly #rules: readonly { readonly when: readonly Condition[]; readonly is: Result }[];
  /** The columns whose words the rules know. */
  readonly slots: readonly number[];

  constructor(rules: readonly Rule<Result>[], reader: RowReader) {
    this.#rules = rules.map(({ when, is }) => ({
      is,
      when: when.map((condition) => ({
        slot: reader.column(condition.column),
        is: typeof condition.is === 'string' ? condition.is : new Set(condition.is),
      })),
    }));
    const worded = this.#rules.flatMap(({ when }) => when.filter((condition) => typeof condition.is !== 'string'));
    this.slots = [...new Set(worded.map(({ slot }) => slot))].filter((slot) => slot !== NO_SLOT);
  }

  get isEmpty(): boolean {
    return this.#rules.length === 0;
  }

  /** What the first fitting rule says; undefined when none fits. */
  decide(cells: readonly string[]): Result | undefined {
    return this.#rules.find(({ when }) => when.every(({ slot, is }) => holds(slot === NO_SLOT ? '' : (cells[slot] as string), is)))?.is;
  }
}

function holds(cell: string, is: Condition['is']): boolean {
  if (is === 'filled') return cell !== '';
  if (is === 'empty') return cell === '';
  return is.has(cell) || is.has(cell.toLowerCase());
}
