// Checking settings: each is known and has a value that it may have.
import type { WrongRow } from '../domain/check.ts';
import { isOmsError } from '../domain/error.ts';
import { checkSetting } from '../domain/settings.ts';
import type { Handle } from './database.ts';

/** Settings that could not have been set, by key. */
export async function* wrongSettings(db: Handle): AsyncGenerator<WrongRow> {
  for (const { key, value } of await db.selectFrom('setting').select(['key', 'value']).orderBy('key').execute()) {
    try {
      checkSetting(key, value);
    } catch (error) {
      if (!isOmsError(error)) throw error;
      const field = error.code === 'config-unknown' ? 'key' : 'value';
      yield { table: 'setting', id: key, wrong: [{ field, is: field === 'key' ? key : value, should: error.code }] };
    }
  }
}
