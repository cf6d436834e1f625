// When a row of records is one that has waited: by its place, or by its key in another file.
import type { FileRecord, RecordOptions } from './record.ts';

/** What a row is known by among those that wait of imports asked for in the same way; null: by nothing. */
export interface RecordTags {
  /** The same row of the same bytes, or of the same delivery. */
  readonly place: string | null;
  /** The same thing in other bytes. Within one file rows with one key may both be meant, and contradict each other. */
  readonly key: string | null;
}

/**
 * Another delivery of the same goods is another one, so a receipt is known by its place only, under the name of its
 * delivery where it has one. One that counts again is never known.
 */
export function tagsOf(options: RecordOptions, { source, identity }: Pick<FileRecord<unknown>, 'source' | 'identity'>): RecordTags {
  const { sha256, row, part } = source;
  const isReceipt = options.as === 'receipt';
  const delivery = isReceipt ? (options.key ?? sha256) : sha256;
  return {
    place: options.again === undefined ? JSON.stringify([delivery, row, part]) : null,
    key: isReceipt || identity === '' ? null : identity,
  };
}
