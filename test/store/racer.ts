// One process of the race: many short transactions that read a level and write it one higher. Bundled and run by the test.
import { setImmediate } from 'node:timers/promises';
import { Kysely, SqliteDialect } from 'kysely';
import { type Handle, openDatabase, type Schema } from '../../src/store/database.ts';
import { move } from '../../src/store/stock.ts';

/** How a process writes: as the program does, the same at length, or with a plain transaction. */
export type Manner = 'immediate' | 'long' | 'plain';

export interface RaceReport {
  readonly done: number;
  readonly failed: number;
  /** What the failures said, each once. */
  readonly codes: readonly string[];
}

const facts = { at: '2026-03-02T09:00:00Z', on: '2026-03-02', actor: 'racer', command: 'race' };
/** As long as each transaction takes under `long`, in which nothing else of the process has a turn. */
const LONG_MS = 50;

const draft = { kind: 'receive', productId: 1, locationId: 1, quantity: 1 } as const;

/** Told by a second message: what is under way is done, and no more. */
let isEnough = false;

async function race(file: string, root: string, manner: Manner, rounds: number): Promise<RaceReport> {
  const database = openDatabase({ path: file, root, waitMs: 60_000 });
  // the control: Kysely's own dialect, which says plain `begin`
  const plain = new Kysely<Schema>({ dialect: new SqliteDialect({ database: database.raw }) });
  const act = async (db: Handle) => void (await move(db, facts, draft, { sku: 'MUG', location: 'main' }));
  const longAct = async (db: Handle) => {
    const until = performance.now() + LONG_MS;
    while (performance.now() < until);
    await act(db);
  };
  const codes = new Set<string>();
  let done = 0;
  let failed = 0;
  process.once('message', () => (isEnough = true));
  for (let round = 0; round < rounds && !isEnough; round += 1) {
    await setImmediate();
    try {
      if (manner === 'immediate') await database.write(act);
      else if (manner === 'long') await database.write(longAct);
      else await plain.transaction().execute(act);
      done += 1;
    } catch (error) {
      failed += 1;
      codes.add(String((error as { code?: unknown }).code));
    }
  }
  database.close();
  return { done, failed, codes: [...codes] };
}

const [file, root, manner, rounds] = process.argv.slice(2) as [string, string, Manner, string];
process.once('message', async () => {
  const report = await race(file, root, manner, Number(rounds));
  process.send?.(report, () => process.disconnect());
});
process.send?.('ready');
