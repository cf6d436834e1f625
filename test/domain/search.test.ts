// Searching in every script: what an index finds is exactly what is a part of a word.
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { indexQuery, indexText, matches, phoneTexts, termsOf, wordsOf } from '../../src/domain/search.ts';
import { openNative } from '../../src/store/native.ts';
import { projectRoot } from '../world.ts';

const raw = openNative(projectRoot, ':memory:', 0);
raw.exec(`create virtual table t using fts5 (text, content = '', contentless_delete = 1, prefix = '4', tokenize = 'ascii')`);
const insert = raw.prepare('insert into t (rowid, text) values (1, ?)');
const ask = raw.prepare('select rowid from t where t match ?');
const clear = raw.prepare('delete from t');
afterAll(() => raw.close());

/** Whether an index of this text finds it. */
function indexFinds(text: string, query: string): boolean {
  insert.run(indexText(wordsOf([text])));
  const found = ask.all(indexQuery(termsOf(query))).length > 0;
  clear.run();
  return found;
}

const table: readonly (readonly [text: string, query: string, found: boolean])[] = [
  ['김민지', '김', true],
  ['김민지', '민지', true],
  ['김민지', '지', true],
  ['김민지', '김지', false],
  ['東京都港区', '東京', true],
  ['東京都港区', '区', true],
  ['東京都港区', '京港', false],
  ['ﾔﾏﾀﾞ ﾊﾅｺ', 'ヤマダ', true],
  ['カナ', 'ガ', false],
  ['Muñoz', 'ñ', true],
  ['Muñoz', 'ño', true],
  ['Munoz', 'ñ', false],
  ['Muñoz', 'munoz', true],
  ['MUÑOZ', 'muñ', true],
  ['Lange Straße', 'strasse', true],
  ['LANGE STRASSE', 'straße', true],
  ['Łódź', 'lodz', true],
  ['Søren', 'soren', true],
  ['Soren', 'søren', false],
  ['Ana Ruiz', 'ruiz ana', true],
  ['Ana Ruiz', 'aru', false],
  ['Ana Ruiz', 'an iz', true],
  ['１２３', '123', true],
  ['ab', 'b', true],
  ['a', 'a', true],
  ['a', 'ab', false],
  ['हिन्दी', 'न्दी', true],
  ['𠮷野家', '𠮷', true],
];

describe('a part of a word', () => {
  test.each(table)('of %s: %s %s', (text, query, found) => {
    expect(matches(wordsOf([text]), termsOf(query))).toBe(found);
    expect(indexFinds(text, query)).toBe(found);
  });

  test('a phone is found in one piece and in its own', () => {
    const words = wordsOf(phoneTexts('+82 10-2345-6789'));
    expect(['1023456', '2345 6789', '+82', '10-2345'].map((query) => matches(words, termsOf(query)))).toEqual([true, true, true, true]);
  });

  test.each([
    ['+82 10-2345-6789', '010-2345', true],
    ['+821023456789', '01023456789', true],
    ['010-2345-6789', '+82 10-2345', true],
    ['0082 10 2345 6789', '010-2345', true],
    ['020 7946 0000', 'ann +44 20 7946', true],
    ['+34 655 501 299', '655501', true],
    ['655501299', '+34 655 501', true],
    ['(415) 555-0100', '+1 415 555', true],
    ['010-2345-6789', '+82 11-2345', false],
  ])('a phone %s is found as %s: %s', (phone, query, found) => {
    expect(matches(wordsOf(['Ann', ...phoneTexts(phone)]), termsOf(query))).toBe(found);
  });

  test('nothing but marks asks for nothing', () => expect(termsOf(' +-"* ')).toEqual([]));

  test('the index finds what is a part of a word, and nothing else', () => {
    const letter = fc.constantFrom('a', 'b', 'ñ', 'n', '김', '민', '東', '1', ' ', '-', 'ガ', '𠮷');
    const text = fc.string({ unit: letter, maxLength: 12 });
    fc.assert(
      fc.property(text, fc.string({ unit: letter, minLength: 1, maxLength: 4 }), (where, what) => {
        fc.pre(termsOf(what).length > 0);
        expect(indexFinds(where, what)).toBe(matches(wordsOf([where]), termsOf(what)));
      }),
      { numRuns: 500 },
    );
  });
});
