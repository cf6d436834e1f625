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

/** The orders of a file made ready, none of which is known. Each batch sees the shop as it is then. */
export async function* prepareFile(
  database: Database,
  file: OrderFile,
  { channel, opening, settings }: Coming,
): AsyncGenerator<PreparedBatch> {
  const codes = await database.read(async (db) => ProductCodes.ofChannel(database, db, (await findChannel(db, channel)) ?? null));
  const shops = new ImportingShops(settings, codes);
  const tally = new Tally();
  for (const batch of file.batches(channel)) {
    const orders = await database.read(async (db) => {
      const prepared: Prepared[] = [];
      for (const order of batch) prepared.push(await prepare(db, shops, { file, opening }, order, tally));
      return prepared;
    });
    yield { orders, progress: file.progress(), sums: null };
  }
  yield { orders: [], progress: 1, sums: { counts: tally.counts, problems: tally.problems } };
}
