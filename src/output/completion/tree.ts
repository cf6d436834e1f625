// The program as completion knows it: words, flags, and what may stand where.

/** What can stand in a place: nothing that is known, files, some words, or ids that `oms <noun> list --ids` prints. */
export type Candidates =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'files' }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'ids'; readonly nouns: readonly string[] };

export interface CompletionFlag {
  /** "-n", "--dry-run". */
  readonly names: readonly string[];
  readonly about: string;
  /** Undefined: the flag takes no value. */
  readonly value: Candidates | undefined;
}

export interface CompletionCommand {
  /** "order list", "status". */
  readonly path: string;
  readonly summary: string;
  readonly flags: readonly CompletionFlag[];
  readonly operands: Candidates;
}

export interface CompletionTree {
  /** The first word: nouns and commands without one. */
  readonly words: readonly { readonly name: string; readonly summary: string }[];
  /** The verbs of each noun. */
  readonly verbs: Readonly<Record<string, readonly { readonly name: string; readonly summary: string }[]>>;
  readonly commands: readonly CompletionCommand[];
  readonly globals: readonly CompletionFlag[];
}

/** How many ids are asked of the shop at most. */
export const IDS_MAX = 200;

/** One word that a shell script can tell apart: "files", "ids order", "words day week", or nothing. */
export function candidatesText(candidates: Candidates | undefined): string {
  if (candidates === undefined || candidates.kind === 'unknown') return '';
  if (candidates.kind === 'files') return 'files';
  return candidates.kind === 'ids' ? `ids ${candidates.nouns.join(' ')}` : `words ${candidates.words.join(' ')}`;
}

/** The flags of a command together with those of every command. */
export function flagsOf(tree: CompletionTree, command: CompletionCommand): readonly CompletionFlag[] {
  return [...command.flags, ...tree.globals];
}
