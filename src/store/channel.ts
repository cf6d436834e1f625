// Channels: named accounts where orders come from.
import type { Handle } from './database.ts';

/** The channel of that name; made at its first order. */
export async function channelNamed(db: Handle, name: string, at: string, profile?: string): Promise<number> {
  const known = await db.selectFrom('channel').select('id').where('name', '=', name).executeTakeFirst();
  if (known) return known.id;
  return (
    await db
      .insertInto('channel')
      .values({ name, profile: profile ?? null, created_at: at })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id;
}
