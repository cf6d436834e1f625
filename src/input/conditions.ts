// Conditions of a profile over the cells of a row, compiled once for a file.
import { AmountReader } from './numbers.ts';
import type { Condition, Conditions, MoneyForm } from './profile.ts';

/** Whether the cells of a row, by slot, are what a profile asks for. */
export type Holds = (cells: readonly string[]) => boolean;

const MICROS = 1_000_000;

/** Conditions that all have to hold. `slotOf`: of a column; one that the file does not have (below 0) is empty. */
export function allHold(conditions: Conditions, slotOf: (column: string) => number, money: MoneyForm): Holds {
  const checks = conditions.map((condition) => {
    const slot = slotOf(condition.column);
    const fits = fitsOf(condition, money);
    const isBelow = condition.belowColumn === undefined ? undefined : belowOf(slot, slotOf(condition.belowColumn), money);
    return (cells: readonly string[]) => fits(cellAt(cells, slot)) && (isBelow?.(cells) ?? true);
  });
  const [only] = checks;
  return checks.length === 1 && only ? only : (cells) => checks.every((check) => check(cells));
}

/** Lists of conditions of which one has to hold; undefined where there is none. */
export function anyHolds(all: readonly Conditions[], slotOf: (column: string) => number, money: MoneyForm): Holds | undefined {
  if (all.length === 0) return undefined;
  const checks = all.map((conditions) => allHold(conditions, slotOf, money));
  return (cells) => checks.some((check) => check(cells));
}

/** Whether a condition looks at what a cell says, rather than only whether it says anything. */
export function isWorded({ is, not, matches }: Condition): boolean {
  return Array.isArray(is) || not !== undefined || matches !== undefined;
}

function fitsOf({ is, not, matches, below, above, equals }: Condition, money: MoneyForm): (cell: string) => boolean {
  const checks: ((cell: string) => boolean)[] = [];
  if (is === 'filled') checks.push((cell) => cell !== '');
  else if (is === 'empty') checks.push((cell) => cell === '');
  else if (is !== undefined) checks.push(oneOf(is));
  if (not !== undefined) {
    const isOne = oneOf(not);
    checks.push((cell) => !isOne(cell));
  }
  if (matches !== undefined) checks.push((cell) => matches.test(cell));
  const number = numberIn(money);
  if (below !== undefined) checks.push((cell) => number(cell) < below);
  if (above !== undefined) checks.push((cell) => number(cell) > above);
  if (equals !== undefined) checks.push((cell) => number(cell) === equals);
  const [only] = checks;
  return checks.length === 1 && only ? only : (cell) => checks.every((check) => check(cell));
}

function oneOf(words: readonly string[]): (cell: string) => boolean {
  const known = new Set(words);
  return (cell) => known.has(cell) || known.has(cell.toLowerCase());
}

/** Whether one cell is a smaller number than another. */
function belowOf(slot: number, other: number, money: MoneyForm): Holds {
  const number = numberIn(money);
  return (cells) => number(cellAt(cells, slot)) < number(cellAt(cells, other));
}

function cellAt(cells: readonly string[], slot: number): string {
  return slot < 0 ? '' : (cells[slot] as string);
}

/** NaN where the cell is no number, which is neither below nor above anything. */
function numberIn(money: MoneyForm): (cell: string) => number {
  const amounts = new AmountReader(money);
  return (cell) => {
    const micros = cell === '' ? undefined : amounts.micros(cell, 'USD');
    return typeof micros === 'number' ? micros / MICROS : Number.NaN;
  };
}
