// Who may be one customer: what counts as alike, and what never does.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emailLikeness, nameKey, type Person, phoneKey, postcodeKey, proposeDuplicates } from '../../src/domain/customer-likeness.ts';
import { checkTag } from '../../src/domain/tag.ts';

describe('what is compared', () => {
  test.each([
    ['+82 10-2345-6789', '010-2345-6789'],
    ['+34 655 501 299', '655501299'],
    ['０９０−１２３４−５６７８', '+81 90 1234 5678'],
    ['(212) 555-0123', '0012125550123'],
  ])('phones: %s is %s', (one, other) => expect(phoneKey(one)).toBe(phoneKey(other)));

  test('few digits tell nobody apart', () => expect(['961', '', 'ask'].map(phoneKey)).toEqual([null, null, null]));

  test.each([
    ['Ana  RUÍZ', 'ana ruiz'],
    ['김 민지', '김민지'],
    ["O'Neil", 'ONeil'],
    ['ｱﾝﾅ', 'アンナ'],
  ])('names: %s is %s', (one, other) => expect(nameKey(one)).toBe(nameKey(other)));

  test('a kana with a voicing mark is another letter', () => expect(nameKey('カナ')).not.toBe(nameKey('ガナ')));

  test('postcodes without spaces and hyphens', () => expect(postcodeKey('sw1a 1aa')).toBe(postcodeKey('SW1A-1AA')));

  test.each([
    ['ana.ruiz+shop@gmail.com', 'anaruiz@googlemail.com', true],
    ['ana@gmail.com', 'ana@gmail.con', true],
    ['ana@gmail.com', 'eva@gmail.com', false],
    ['ana@gmail.com', 'ana@work.example', false],
  ])('e-mails: %s and %s alike: %s', (one, other, alike) => expect(emailLikeness(one) === emailLikeness(other)).toBe(alike));

  test('too short a name says nothing', () => expect(['a@b.com', 'x', ''].map(emailLikeness)).toEqual([null, null, null]));
});

const person = (id: number, parts: Partial<Person>): Person => ({ id, name: '', phones: [], emails: [], postcodes: [], ...parts });

describe('who is proposed', () => {
  test('by every reason, the most reasons first', () => {
    const people = [
      person(1, { name: 'Ana', phones: ['655501299'], postcodes: ['46001'] }),
      person(2, { name: 'Eva', phones: ['655501299'] }),
      person(3, { name: 'ana', phones: ['+34655501299'], postcodes: ['46002', '46 001'] }),
      person(4, { name: 'Ana', postcodes: ['46003'] }),
    ];
    expect(proposeDuplicates(people)).toEqual([
      { into: 1, from: 3, reasons: ['phone', 'name-postcode'] },
      { into: 1, from: 2, reasons: ['phone'] },
    ]);
  });

  test('whoever, in whatever order: never themselves, never twice, always the older as the one who stays', () => {
    const some = fc.array(
      fc.record({
        name: fc.constantFrom('Ana', 'Bo', ''),
        phone: fc.constantFrom('1234567', '7654321', '1'),
        postcode: fc.constantFrom('1', '2'),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat()), (parts, chance) => {
        const people = parts.map(({ name, phone, postcode }, id) => person(id, { name, phones: [phone], postcodes: [postcode] }));
        const found = proposeDuplicates(people);
        expect(found.every(({ into, from, reasons }) => into < from && reasons.length > 0)).toBe(true);
        expect(new Set(found.map(({ into, from }) => `${into} ${from}`)).size).toBe(found.length);
        const shuffled = people.map((one) => ({ one, at: chance.next().value as number })).sort((a, b) => a.at - b.at);
        expect(proposeDuplicates(shuffled.map(({ one }) => one))).toEqual(found);
      }),
    );
  });
});

describe('tags', () => {
  test.each([
    [' VIP ', 'vip'],
    ['도매', '도매'],
    ['ｎｅｗ', 'new'],
    ['to-call', 'to-call'],
  ])('%s is kept as %s', (text, tag) => expect(checkTag(text)).toBe(tag));
  test.each(['', 'two words', 'a,b', '-x', 'x'.repeat(51)])('"%s" is none', (text) => expect(() => checkTag(text)).toThrow('tag-invalid'));
});
