// What a step of a story is: drawn by chance, said as a command line, foreseen by the model.
import type { Expected } from './answer.ts';
import type { Row } from './compare.ts';
import type { Shop } from './model.ts';
import type { Random } from './random.ts';

export interface CommandLine {
  readonly argv: readonly string[];
  readonly stdin?: string;
  /** Who acts; left out: whoever it mostly is. */
  readonly actor?: string;
  /** A file that must lie in the shop's folder before. */
  readonly file?: { readonly name: string; readonly text: string };
}

/** The shop as it should be when the step's turn comes, so that most steps have something to do. */
export interface Sketch {
  readonly shop: Shop;
  readonly skus: readonly string[];
}

/** An amount the program told of a result: where a rounding fell, a model cannot know. Undefined where it told none. */
export type Told = (result: number, field: string) => number | undefined;

/** A kind of step. `Data` is plain data, so that a step can be kept, played again and made smaller. */
export interface Act<Data> {
  /** Fields of the data, at any depth, without which it says nothing: a story made smaller keeps them. */
  readonly needs: readonly string[];
  /** Undefined: there is nothing sensible to do. */
  draw(random: Random, sketch: Sketch): Data | undefined;
  /** The command line, ids as they are in this shop. */
  line(data: Data, shop: Shop): CommandLine;
  /** What it should answer; changes the model. `rows` are what it answered where that is a list. Throws `Refusal` where the whole is refused. */
  expect(data: Data, shop: Shop, told: Told, rows: readonly Row[]): Expected;
}

/** The flag with its value, where there is one. */
export function flag(name: string, value: string | number | undefined): string[] {
  return value === undefined ? [] : [`--${name}`, String(value)];
}

export function hoursLater(now: string, hours: number): string {
  return new Date(Date.parse(now) + hours * 3_600_000).toISOString().replace('.000Z', 'Z');
}

/** The flag, where it is on. */
export function on(name: string, isOn: boolean | undefined): string[] {
  return isOn ? [`--${name}`] : [];
}
