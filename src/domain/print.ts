// Printing: which printer each kind of document goes to, and the jobs that were sent there.
import { pageKinds } from './document/kind.ts';
import { OmsError } from './error.ts';
import { parseQuantity } from './id.ts';

/** Kinds of documents that have a printer of their own; `sticker` is a product's or a bin's. */
export const printKinds = [...pageKinds, 'label', 'sticker'] as const;
export type PrintKind = (typeof printKinds)[number];

/** What is not said is the printer's own. */
export interface PrintSetup {
  readonly printer?: string;
  readonly tray?: string;
  readonly paper?: string;
  readonly copies?: number;
}

export const COPIES_MOST = 999;
/** A queue of CUPS: no space, slash, hash or quote. Trays and papers are its words too. */
const WORD = /^[\w.+@-]{1,127}$/;
const setupKeys = ['printer', 'tray', 'paper', 'copies'] as const;

/**
 * "printer=zebra tray=2 paper=A4 copies=2", each part at most once; empty is nothing. Undefined where it is anything else.
 */
export function parseSetup(text: string): PrintSetup | undefined {
  const setup: Record<string, string> = {};
  for (const part of text.trim().split(/\s+/).filter(Boolean)) {
    const [, key = '', value = ''] = /^([a-z]+)=(.+)$/.exec(part) ?? [];
    if (!(setupKeys as readonly string[]).includes(key) || Object.hasOwn(setup, key) || !WORD.test(value)) return undefined;
    setup[key] = value;
  }
  const { copies, ...words } = setup;
  if (copies === undefined) return words;
  return /^\d{1,3}$/.test(copies) && Number(copies) > 0 ? { ...words, copies: Number(copies) } : undefined;
}

export function isSetup(text: string): boolean {
  return parseSetup(text) !== undefined;
}

/** What was said on the command line. Refuses `flag-value`. */
export function checkedSetup(said: Readonly<Record<(typeof setupKeys)[number], string | undefined>>): PrintSetup {
  for (const key of ['printer', 'tray', 'paper'] as const) {
    const value = said[key];
    if (value !== undefined && !WORD.test(value))
      throw new OmsError('flag-value', { flag: `--${key}`, value, allowed: ['lpstat -e', 'lpoptions -l'] });
  }
  const { copies, ...words } = said;
  return { ...words, copies: copies === undefined ? undefined : parseQuantity(copies, 1, COPIES_MOST) };
}

/** The first that says it: the command line, the kind's own setting, the shop's for everything. */
export function chosenSetup(...setups: readonly PrintSetup[]): PrintSetup {
  const first = <K extends keyof PrintSetup>(key: K) => setups.find((setup) => setup[key] !== undefined)?.[key];
  return { printer: first('printer'), tray: first('tray'), paper: first('paper'), copies: first('copies') };
}

export const jobFormats = ['pdf', 'zpl'] as const;
export type JobFormat = (typeof jobFormats)[number];

/** `waiting`: between the note that it will be sent and the answer that it was; one cut short there stays so. */
export const jobStates = ['waiting', 'sent', 'failed', 'cancelled'] as const;
export type JobState = (typeof jobStates)[number];

/** A page or several, as one file. */
export interface PrintFile {
  readonly path: string;
  readonly pages: number;
  readonly sha256: string;
}

/** One document of a job. The same document with the same fingerprint says the same. */
export interface PrintItem {
  readonly document: string;
  readonly fingerprint: string;
}

/** What is to be printed together, one after the other. */
export interface PrintOrder {
  readonly kind: PrintKind | 'test';
  readonly format: JobFormat;
  readonly files: readonly PrintFile[];
  readonly items: readonly PrintItem[];
}

export interface PrintJob extends PrintOrder {
  readonly id: number;
  readonly setup: PrintSetup & { readonly printer: string; readonly copies: number };
  readonly state: JobState;
  /** What CUPS calls it: "zebra-12". */
  readonly request: string | null;
  readonly cause: string | null;
  readonly actor: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** One job in a list. */
export interface PrintJobSummary {
  readonly id: string;
  readonly at: string;
  /** The same on the clock of the shop: "2026-03-02 10:42". */
  readonly localAt: string;
  readonly kind: string;
  readonly state: JobState;
  readonly printer: string;
  readonly format: JobFormat;
  readonly copies: number;
  readonly pages: number;
  readonly documents: readonly string[];
  readonly request: string | null;
}

export interface PrintJobView extends PrintJobSummary {
  readonly tray: string | null;
  readonly paper: string | null;
  readonly cause: string | null;
  readonly actor: string;
  readonly createdAt: string;
  readonly files: readonly PrintFile[];
  /** Whether CUPS still has it: pending, or printing; null where it has not, or nobody could be asked. */
  readonly isAtPrinter: boolean | null;
}

export interface PrintJobFilter {
  readonly state?: JobState;
  /** Only those that neither reached their printer nor were called off. */
  readonly isUnprinted?: boolean;
  readonly kind?: string;
  readonly document?: string;
  readonly limit?: number;
}

/** From which page on which files are sent: the first of them is begun at `from` of its own pages. */
export interface Rest {
  readonly files: readonly (PrintFile & { readonly from: number })[];
}

/** What is left of a job from one of its pages on, counted over all of its files from 1. Refuses `print-page`. */
export function restOf(id: string, files: readonly PrintFile[], from: number): Rest {
  const pages = files.reduce((sum, file) => sum + file.pages, 0);
  if (from < 1 || from > pages) throw new OmsError('print-page', { id, page: from, pages });
  let before = 0;
  const rest: (PrintFile & { readonly from: number })[] = [];
  for (const file of files) {
    if (before + file.pages >= from) rest.push({ ...file, from: Math.max(1, from - before) });
    before += file.pages;
  }
  return { files: rest };
}
