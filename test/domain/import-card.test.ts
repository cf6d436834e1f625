// Card numbers in free text: found by issuer range and check digit, cut to their last four; other numbers stay.
import { describe, expect, test } from 'vitest';
import { cutCardInNumber, cutCardNumbers, cutCardsInCode, isCardNumber } from '../../src/domain/import/card.ts';

describe('cutCardNumbers', () => {
  const table: readonly (readonly [text: string, cut: string])[] = [
    ['card 4111111111111111 please', 'card ****1111 please'],
    ['4111 1111 1111 1111', '****1111'],
    ['4111-1111-1111-1111 exp 12/27', '****1111 exp 12/27'],
    ['2 x 12 4111 1111 1111 1111', '2 x 12 ****1111'],
    ['４１１１１１１１１１１１１１１１', '****1111'],
    ['amex 378282246310005', 'amex ****0005'],
    ['mc 5555555555554444 and visa 4012888888881881', 'mc ****4444 and visa ****1881'],
    ['5555 5555 5555 4444 4012 8888 8888 1881', '****4444 ****1881'],
    ['jcb 3530111333300000, unionpay 6240008631401148', 'jcb ****0000, unionpay ****1148'],
    ['４１１１　１１１１　１１１１　１１１１', '****1111'],
    ['4111－1111－1111－1111, 4111−1111−1111−1111, 4111ー1111ー1111ー1111', '****1111, ****1111, ****1111'],
    // in the groups of the card, whatever stands between them
    ['4111 - 1111 - 1111 - 1111', '****1111'],
    ['4111|1111|1111|1111 and 4012\n8888\n8888\n1881', '****1111 and ****1881'],
    ['４１１１ － １１１１ － １１１１ － １１１１', '****1111'],
    ['3782 / 822463 / 10005', '****0005'],
    ['1234, 4111, 1111, 2222', '1234, 4111, 1111, 2222'],
    // a sheet's number has lost its check digit, which anybody can compute
    ['4.11111111111111E+15', '****'],
    ['2.02603011234567E+15', '2.02603011234567E+15'],
    // no card: wrong check digit, no issuer, too long, phones, order numbers
    ['4111111111111112', '4111111111111112'],
    ['1111111111111117', '1111111111111117'],
    ['tracking 4111111111111111411111', 'tracking 4111111111111111411111'],
    ['call +44 20 7946 0018', 'call +44 20 7946 0018'],
    ['leave at the back door', 'leave at the back door'],
    ['', ''],
  ];
  for (const [text, cut] of table) test(text || '(empty)', () => expect(cutCardNumbers(text)).toBe(cut));

  test('the same string comes back when nothing was found', () => {
    const text = 'ring twice, number 12 of 2026';
    expect(cutCardNumbers(text)).toBe(text);
  });
});

test('the number of an article is no card, though it may pass for one', () => {
  // 4902778915998 passes Luhn and has an issuer's range, and is a JAN code
  for (const code of ['4901234567894', '4902778915998', '4006381333931']) expect(isCardNumber(code)).toBe(false);
  expect(isCardNumber('4222222222222')).toBe(true);
});

test('a cell as long as it may be takes no time, and every card in it is cut', () => {
  expect(cutCardNumbers('1 '.repeat(20_000))).toBe('1 '.repeat(20_000));
  expect(cutCardNumbers('4111111111111111 '.repeat(20_000))).toBe('****1111 '.repeat(20_000));
});

describe('cutCardsInCode', () => {
  const table: readonly (readonly [code: string, cut: string])[] = [
    ['4111111111111111', '4111111111111111'],
    ['4111111111111111 red', '4111111111111111 red'],
    ['4111111111111111 to write: 5555555555554444', '4111111111111111 to write: ****4444'],
    ['mug, to write: 4111111111111111', 'mug, to write: ****1111'],
    ['4111 1111 1111 1111', '****1111'],
    // one that was rounded is refused, and never another code
    ['4.11111111111111E+15', '4.11111111111111E+15'],
    ['MUG-12', 'MUG-12'],
  ];
  for (const [code, cut] of table) test(code, () => expect(cutCardsInCode(code)).toBe(cut));
});

describe('cutCardInNumber', () => {
  const table: readonly (readonly [text: string, kind: 'phone' | 'tax-id' | 'gtin', cut: string])[] = [
    ['020 7946 0018 4111111111111111', 'phone', '020 7946 0018 ****1111'],
    ['4111 1111 1111 1111 020 7946 0018', 'phone', '****1111 020 7946 0018'],
    ['3782 822463 10005', 'phone', '****0005'],
    ['４１１１１１１１１１１１１１１１', 'tax-id', '****1111'],
    // two phone numbers
    ['+49 151 12345672 030 1234567', 'phone', '+49 151 12345672 030 1234567'],
    ['4111111111111111', 'gtin', '****1111'],
    ['4902778915998', 'gtin', '4902778915998'],
    ['4111111111111111', 'phone', '****1111'],
    ['tel 4111-1111-1111-1111', 'phone', 'tel ****1111'],
    ['378282246310005', 'phone', '****0005'],
    ['+378282246310005', 'phone', '+378282246310005'],
    // a German number with 13 digits that passes for a Visa card
    ['+4915112345672', 'phone', '+4915112345672'],
    ['4915112345672', 'phone', '4915112345672'],
    ['4111111111111111', 'tax-id', '****1111'],
    // 15 digits: a Chinese taxpayer of Shandong; 18: a person of Gansu
    ['378282246310005', 'tax-id', '378282246310005'],
    ['620102198001010004', 'tax-id', '620102198001010004'],
  ];
  for (const [text, kind, cut] of table) test(`${kind} ${text}`, () => expect(cutCardInNumber(text, kind)).toBe(cut));
});

test('one digit changed is no card number any more', () => {
  const good = '4111111111111111';
  for (let at = 1; at < good.length; at += 1) {
    const changed = `${good.slice(0, at)}${(Number(good[at]) + 1) % 10}${good.slice(at + 1)}`;
    expect(isCardNumber(changed)).toBe(false);
  }
});
