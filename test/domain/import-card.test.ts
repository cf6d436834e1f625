// Card numbers in free text: found by issuer range and check digit, cut to their last four; other numbers stay.
import { describe, expect, test } from 'vitest';
import { cutCardNumbers, isCardNumber } from '../../src/domain/import/card.ts';

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

test('one digit changed is no card number any more', () => {
  const good = '4111111111111111';
  for (let at = 1; at < good.length; at += 1) {
    const changed = `${good.slice(0, at)}${(Number(good[at]) + 1) % 10}${good.slice(at + 1)}`;
    expect(isCardNumber(changed)).toBe(false);
  }
});
