// The outside as the program sees it. `main` builds it from the process, tests from memory; nothing else may look out.
import type { KnownFile, PreparedBatch } from '../domain/import/prepared.ts';
import type { Settings } from '../domain/settings.ts';
import type { ShopFacts } from '../input/index.ts';
import type { Sink } from '../output/terminal.ts';

/** A file to read ahead, and what its orders come into. */
export interface ReadAheadJob {
  readonly root: string;
  readonly database: string;
  readonly file: KnownFile;
  readonly channel: string;
  /** Orders before this date are history. */
  readonly opening: string | null;
  readonly settings: Settings;
  readonly facts: ShopFacts;
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
  /** Reads a file beside the rest of the program, in a thread of its own; left out: there are no threads. */
  readonly readAhead?: (job: ReadAheadJob) => AsyncIterable<PreparedBatch>;
  now(): Date;
}
