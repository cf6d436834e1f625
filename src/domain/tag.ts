// Tags: a shop's own words on orders and customers.
import { OmsError } from './error.ts';

const TAG_LENGTH_MAX = 50;

/** A tag as it is kept: NFKC, lower case, one word of any script. Refuses `tag-invalid`. */
export function checkTag(text: string): string {
  const tag = text.normalize('NFKC').trim().toLowerCase();
  if (!/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._/-]*$/u.test(tag) || tag.length > TAG_LENGTH_MAX) {
    throw new OmsError('tag-invalid', { tag: text, most: TAG_LENGTH_MAX });
  }
  return tag;
}

/** Each tag once, in the order given. Refuses `tag-invalid`. */
export function checkTags(texts: readonly string[]): string[] {
  return [...new Set(texts.map(checkTag))];
}
