// The same value with less of it left is no news; what shows behind stars and is another is.
import { describe, expect, test } from 'vitest';
import { forgetsRecipient, isWorn, showsOther } from '../../src/domain/import/worn.ts';

describe('hidden people', () => {
  const pairs: readonly (readonly [said: string, known: string, could: boolean])[] = [
    ['이*', '이둘', true],
    ['박*', '이둘', false],
    ['김*늘', '김하늘', true],
    ['김*늘', '김하눌', false],
    ['010-****-0101', '010-5555-0101', true],
    ['010-****-0909', '010-5555-0101', false],
    ['1******6198', '13800006198', true],
    ['서울특별시 종로구 ******', '서울특별시 종로구 세종대로 1', true],
    ['서울특별시 *** 세종대로 *', '서울특별시 종로구 세종대로 1', true],
    ['서울특별시 *** 종로 ***', '서울특별시 종로구 세종대로 1', true],
    ['서울특별시 *** 을지로 ***', '서울특별시 종로구 세종대로 1', false],
    ['＊＊＊', '이둘', true],
    ['##MTIz##', '陈晓明', true],
    ['$$YWJj$$', '13800000001', true],
    // nobody was known, or as hidden
    ['이**', '이*', false],
    // more shows than there is
    ['홍길*길동', '홍길동', false],
  ];
  test.each(pairs)('%j could be %j: %j', (said, known, could) => {
    expect(isWorn('ship.name', said, known)).toBe(could);
    expect(showsOther(said, known)).toBe(!could);
  });

  test('what is said openly is a change', () => {
    expect(isWorn('ship.name', '이셋', '이둘')).toBe(false);
    expect(showsOther('이셋', '이둘')).toBe(false);
  });

  test('a star in the channel’s words hides nobody', () => expect(isWorn('note', '***', 'ring twice')).toBe(false));
});

describe('what spreadsheets cut', () => {
  const table: readonly (readonly [field: string, said: string, known: string, is: boolean])[] = [
    ['ship.phone', '1012345678', '010-1234-5678', true],
    ['ship.phone', '821012345678', '+82 10-1234-5678', true],
    ['ship.phone', '442079460018', '+44 (0)20 7946 0018', false],
    ['ship.phone', '8.21012E+11', '+821012345678', true],
    ['ship.phone', '1,01235E+09', '01012345678', true],
    ['ship.phone', '8.21013E+11', '+821012345678', false],
    ['ship.phone', '8.21012E+12', '+821012345678', false],
    ['bill.postcode', '1067', '01067', true],
    ['ship.postcode', '1068', '01067', false],
    ['ship.phone', '010-1234-5678', '1012345678', false],
    ['ship.city', '1', '01', false],
    ['date', '2026-03-01T09:00:00Z', '2026-03-01T09:00:23Z', true],
    ['date', '2026-03-01T09:01:00Z', '2026-03-01T09:00:23Z', false],
    ['date', '2026-03-01T09:00:23Z', '2026-03-01T09:00:00Z', false],
  ];
  test.each(table)('%s %j of %j: %j', (field, said, known, is) => expect(isWorn(field, said, known)).toBe(is));
});

test('an order that goes to nobody and nowhere is forgotten, one without columns for it is not', () => {
  expect(
    forgetsRecipient(
      new Map([
        ['ship.name', null],
        ['ship.address1', null],
      ]),
    ),
  ).toBe(true);
  expect(
    forgetsRecipient(
      new Map([
        ['ship.name', 'Ada'],
        ['ship.address1', null],
      ]),
    ),
  ).toBe(false);
  expect(forgetsRecipient(new Map([['ship.name', null]]))).toBe(false);
});
