// What an import answers: counts, and what was found, with a few examples of each.
import type { Details } from '../error.ts';
import type { Finding } from './finding.ts';

export const orderOutcomes = ['new', 'updated', 'unchanged', 'conflict', 'quarantined'] as const;
export type OrderOutcome = (typeof orderOutcomes)[number];

export interface ImportedFile {
  readonly name: string;
  readonly profile: string;
  /** The channel its orders belong to; several, where the rows name them, with commas. */
  readonly channel: string;
  readonly encoding: string;
  /** The batch that has read the same bytes already; then nothing was done. */
  readonly readAs: string | null;
}

export interface ProblemExample {
  readonly file: string;
  readonly row: number;
  readonly line: number;
  readonly order: string;
  readonly column: string;
  readonly details: Details;
}

export interface FoundProblem {
  readonly code: string;
  readonly count: number;
  readonly examples: readonly ProblemExample[];
}

/** The five order counts are disjoint; held and history overlap with them. Lines and units are those of readable orders. */
export interface ImportCounts {
  readonly orders: Readonly<Record<OrderOutcome, number>>;
  readonly held: number;
  readonly history: number;
  readonly lines: number;
  readonly units: number;
  /** Whose orders they were. */
  readonly channels: readonly string[];
}

export interface ImportResult extends ImportCounts {
  /** Null: nothing was kept (a dry run, or --strict refused). */
  readonly batch: string | null;
  readonly files: readonly ImportedFile[];
  readonly problems: readonly FoundProblem[];
  /** --strict found what cannot be taken, and nothing of all this was kept. */
  readonly isRefused: boolean;
}

const EXAMPLES_MOST = 5;

/** Counts as the orders go by. */
export class Tally {
  readonly orders: Record<OrderOutcome, number> = { new: 0, updated: 0, unchanged: 0, conflict: 0, quarantined: 0 };
  held = 0;
  history = 0;
  lines = 0;
  units = 0;
  readonly #channels = new Set<string>();
  readonly #problems = new Map<string, { count: number; examples: ProblemExample[] }>();

  /** An order of this channel went by. */
  saw(channel: string): void {
    this.#channels.add(channel);
  }

  /** Counts what was found; the example is made only while more are wanted. */
  found(code: string, example: () => ProblemExample): void {
    let known = this.#problems.get(code);
    if (!known) this.#problems.set(code, (known = { count: 0, examples: [] }));
    known.count += 1;
    if (known.examples.length < EXAMPLES_MOST) known.examples.push(example());
  }

  /** Counts what is found of a file as a whole. */
  foundInFile({ name, findings }: { readonly name: string; readonly findings: readonly Finding[] }): void {
    for (const { code, row, line, column, details } of findings)
      this.found(code, () => ({ file: name, row, line, order: '', column, details }));
  }

  /** The most frequent first. */
  get problems(): FoundProblem[] {
    return [...this.#problems]
      .map(([code, { count, examples }]) => ({ code, count, examples }))
      .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
  }

  get counts(): ImportCounts {
    const { orders, held, history, lines, units } = this;
    return { orders: { ...orders }, held, history, lines, units, channels: [...this.#channels].sort() };
  }

  /** Orders that were not taken as their channel has them. */
  get refused(): number {
    return this.orders.conflict + this.orders.quarantined;
  }

  /** Adds another tally, its examples as far as there is room. */
  include(other: { readonly counts: ImportCounts; readonly problems: readonly FoundProblem[] }): void {
    this.add(other.counts);
    for (const { code, count, examples } of other.problems) {
      const known = this.#problems.get(code) ?? { count: 0, examples: [] };
      this.#problems.set(code, { count: known.count + count, examples: [...known.examples, ...examples].slice(0, EXAMPLES_MOST) });
    }
  }

  /** Adds what another count came to. */
  add(counts: ImportCounts): void {
    for (const outcome of orderOutcomes) this.orders[outcome] += counts.orders[outcome];
    this.held += counts.held;
    this.history += counts.history;
    this.lines += counts.lines;
    this.units += counts.units;
    for (const channel of counts.channels) this.#channels.add(channel);
  }
}

/** 0 all in, or read before; 1 nothing came in; 3 some did. */
export function importExitCode({ orders, files, isRefused }: ImportResult): 0 | 1 | 3 {
  if (isRefused) return 1;
  const refused = orders.conflict + orders.quarantined;
  if (refused === 0 || files.every(({ readAs }) => readAs !== null)) return 0;
  return orders.new + orders.updated + orders.unchanged === 0 ? 1 : 3;
}
