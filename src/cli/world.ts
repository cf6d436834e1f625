// The outside as the program sees it. `main` builds it from the process, tests from memory; nothing else may look out.
import type { Sink } from '../output/terminal.ts';

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
  now(): Date;
}
