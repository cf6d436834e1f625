// Status rules of a profile: the first that fits decides.
import { allHold, type Holds, isWorded } from './conditions.ts';
import type { MoneyForm, OrderStatus, Rule } from './profile.ts';
import { NO_SLOT, type RowReader } from './row.ts';

/** Compiled rules over the slots of a row. A column that the file does not have is empty. */
export class Rules<Result extends string> {
  readonly #rules: readonly { readonly when: Holds; readonly state: OrderStatus | undefined; readonly is: Result }[];
  /** The columns whose words the rules know. */
  readonly slots: readonly number[];
  /** The columns of which they only ask whether they are filled, or how large. */
  readonly marks: readonly number[];

  constructor(rules: readonly Rule<Result>[], reader: RowReader, money: MoneyForm) {
    const slotOf = (column: string) => reader.column(column);
    this.#rules = rules.map(({ when, state, is }) => ({ is, state, when: allHold(when, slotOf, money) }));
    const slotsIn = (columns: readonly string[]) => [...new Set(columns.map(slotOf))].filter((slot) => slot !== NO_SLOT);
    const slotsOf = (wanted: boolean) => {
      const conditions = rules.flatMap(({ when }) => when.filter((condition) => isWorded(condition) === wanted));
      return slotsIn(conditions.map(({ column }) => column));
    };
    this.slots = slotsOf(true);
    const compared = rules.flatMap(({ when }) => when.flatMap(({ belowColumn }) => belowColumn ?? []));
    this.marks = [...new Set([...slotsOf(false), ...slotsIn(compared)])].filter((slot) => !this.slots.includes(slot));
  }

  get isEmpty(): boolean {
    return this.#rules.length === 0;
  }

  /** What the first fitting rule says; undefined when none fits. `state`: of the order, for rules that ask for it. */
  decide(cells: readonly string[], state?: OrderStatus): Result | undefined {
    return this.#rules.find((rule) => (rule.state === undefined || rule.state === state) && rule.when(cells))?.is;
  }
}
