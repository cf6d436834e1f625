// Reading beside writing: what the reading thread does with a file whose channel has no orders yet.
import type { OrderFile } from '../../domain/import/order.ts';
import type { Prepared, PreparedBatch } from '../../domain/import/prepared.ts';
import { Tally } from '../../domain/import/result.ts';
import type { Settings } from '../../domain/settings.ts';
import { findChannel } from '../../store/channel.ts';
import type { Database } from '../../store/database.ts';
import { ProductCodes } from '../../store/import.ts';
import { prepare } from './import-prepare.ts';
import { ImportingShops } from './import-shop.ts';

interface Coming {
  readonly channel: string;
  readonly opening: string | null;
  readonly settings: Settings;
}

/** Orders that are written together: too few for anybody to wait for. */
const SLICE = 50;

/** A part of a file, made ready. */
interface Part<Slice> extends Pick<PreparedBatch, 'progress' | 'sums'> {
  readonly slices: readonly Slice[];
}

/**
 * The orders of a file made ready, none of which is known. Each part sees the shop as it is then. `close` is given each
 * slice as soon as it is ready, and says what is kept of it.
 */
export async function* prepareFile<Slice>(
  database: Database,
  file: OrderFile,
  { channel, opening, settings }: Coming,
  close: (orders: readonly Prepared[]) => Slice,
): AsyncGenerator<Part<Slice>> {
  const codes = await database.read(async (db) => ProductCodes.ofChannel(database, db, (await findChannel(db, channel)) ?? null));
  const shops = new ImportingShops(settings, codes);
  const tally = new Tally();
  for (const batch of file.batches(channel)) {
    const slices = await database.read(async (db) => {
      const closed: Slice[] = [];
      let open: Prepared[] = [];
      for (const order of batch) {
        open.push(await prepare(db, shops, { file, opening }, order, tally));
        if (open.length < SLICE) continue;
        closed.push(close(open));
        open = [];
      }
      return open.length === 0 ? closed : [...closed, close(open)];
    });
    yield { slices, progress: file.progress(), sums: null };
  }
  yield { slices: [], progress: 1, sums: { counts: tally.counts, problems: tally.problems } };
}
