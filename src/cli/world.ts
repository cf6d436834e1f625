// The outside as the program sees it. `main` builds it from the process, tests from memory; nothing else may look out.
import type { ComingBatches, KnownFile } from '../domain/import/prepared.ts';
import type { Settings } from '../domain/settings.ts';
import type { ShopFacts } from '../input/index.ts';
import type { Sink } from '../output/terminal.ts';

/** Where a reader finds the program and the shop. */
export interface ReadingPlace {
  readonly root: string;
  readonly database: string;
}

/** A file to read ahead, and what its orders come into. */
export interface ReadingJob {
  readonly file: KnownFile;
  readonly channel: string;
  /** Orders before this date are history. */
  readonly opening: string | null;
  readonly settings: Settings;
  readonly facts: ShopFacts;
}

export interface Reader {
  read(job: ReadingJob): ComingBatches;
  /** Nothing more is to be read. */
  close(): void;
}

export interface Source extends AsyncIterable<Uint8Array | string> {
  readonly isTTY?: boolean;
}

export interface World {
  readonly stdin: Source;
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
  readonly user: string;
  /** Where the program is installed: package.json, dist/ and templates/ stand here. */
  readonly root: string;
  readonly version: string;
  /** Starts what reads files beside the rest of the program, in a thread of its own; left out: there are no threads. */
  readonly startReader?: (place: ReadingPlace) => Promise<Reader>;
  now(): Date;
}
