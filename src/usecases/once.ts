// --key: a command without a natural key of its own becomes repeatable. Same key and same words: the first answer again.
import { OmsError } from '../domain/error.ts';
import { findCommandKey, insertCommandKey } from '../store/command-key.ts';
import type { Act } from './shop.ts';

export interface Repeatable<T> {
  readonly value: T;
  /** True when this key had been used for the same thing before and nothing was done now. */
  readonly repeated: boolean;
}

/** Does `work` once for a key; `fingerprint` is what the call asked for. Refuses `key-conflict` when it asked for something else. */
export async function once<T>(act: Act, key: string | undefined, fingerprint: unknown, work: () => Promise<T>): Promise<Repeatable<T>> {
  if (key === undefined) return { value: await work(), repeated: false };
  const asked = JSON.stringify([act.command, fingerprint]);
  const known = await findCommandKey(act.db, key);
  if (known) {
    if (known.fingerprint !== asked) throw new OmsError('key-conflict', { key, at: known.at });
    return { value: JSON.parse(known.result) as T, repeated: true };
  }
  const value = await work();
  await insertCommandKey(act.db, { key, command: act.command, fingerprint: asked, result: JSON.stringify(value), at: act.at });
  return { value, repeated: false };
}
