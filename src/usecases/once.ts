// --key: a command without a natural key of its own becomes repeatable. Same key and same words: the first answer again.
import { OmsError } from '../domain/error.ts';
import { type ActResult, actResult, type Outcome } from '../domain/result.ts';
import { findCommandKey, insertCommandKey } from '../store/command-key.ts';
import type { Act, WriteOptions } from './shop.ts';

/** How an act without a natural key is asked for. */
export interface KeyedOptions extends WriteOptions {
  readonly key?: string;
}

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

/** {@link once} for an act on one thing: the same again is its first answer, `unchanged`. */
export function actOnce(act: Act, key: string | undefined, fingerprint: unknown, work: () => Promise<Outcome>): Promise<ActResult> {
  return actAllOnce(act, key, fingerprint, async () => [await work()]);
}

/** {@link once} for an act on several things: all of them, or none. */
export async function actAllOnce(
  act: Act,
  key: string | undefined,
  fingerprint: unknown,
  work: () => Promise<readonly Outcome[]>,
): Promise<ActResult> {
  const { value, repeated } = await once(act, key, fingerprint, work);
  return actResult(repeated ? value.map(unchanged) : value);
}

/** What the first call served others with is not theirs once more. */
function unchanged(outcome: Outcome): Outcome {
  return { ...outcome, outcome: 'unchanged', ...('served' in outcome && { served: [] }) };
}
