// The same bytes again, with word of when they were exported.
import { findChannel } from '../../store/channel.ts';
import { knownOrder } from '../../store/import.ts';
import { type Act, type Shop, type WriteOptions, write } from '../shop.ts';
import { dateAnew } from './import-again.ts';
import type { ChosenFile } from './import-run.ts';

/**
 * What stands as the file has it counts from now on as exported when the file was: nothing older is taken over it. What
 * has changed since says something else than the file, and keeps its own age. Returns whether the file is the younger of
 * the two for some order: its channel has gone back to what it said before, and the file is to be read again.
 */
export async function noteExported(shop: Shop, options: WriteOptions, { file, channel }: ChosenFile): Promise<boolean> {
  let isYounger = false;
  const channelIds = new Map<string, number | undefined>();
  const channelOf = async (act: Act, name: string) => {
    if (!channelIds.has(name)) channelIds.set(name, await findChannel(act.db, name));
    return channelIds.get(name);
  };
  for (const batch of file.batches(channel)) {
    await write(shop, options, async (act) => {
      for (const { channel: name, externalId, contentHash, saidAt } of batch) {
        const channelId = await channelOf(act, name);
        const known = channelId === undefined ? undefined : knownOrder(act.database, channelId, externalId);
        if (!known) continue;
        if (known.contentHash === contentHash) await dateAnew(act, known, { saidAt, saidBy: file.profile });
        else isYounger ||= known.saidAt !== null && saidAt !== null && saidAt > known.saidAt;
      }
    });
  }
  return isYounger;
}
