// Channels: named accounts where orders come from.
import type { Handle } from './database.ts';

/** The channel of that name; made at its first order. */
export async function channelNamed(db: Handle, name: string, at: string, profile?: string): Promise<number> {
  const known = await findChannel(db, name);
  if (known !== undefined) return known;
  return (
    await db
      .insertInto('channel')
      .values({ name, profile: profile ?? null, created_at: at })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id;
}

/** The channels whose files come in this format, by name. */
export async function channelsOfProfile(db: Handle, profile: string): Promise<string[]> {
  const rows = await db.selectFrom('channel').select('name').where('profile', '=', profile).orderBy('name').execute();
  return rows.map(({ name }) => name);
}

/** The channel of that name, if there is one. */
export async function findChannel(db: Handle, name: string): Promise<number | undefined> {
  return (await db.selectFrom('channel').select('id').where('name', '=', name).executeTakeFirst())?.id;
}
