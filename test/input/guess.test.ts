// The encoding of rows under names in ASCII, where nothing says it.
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import type { Bytes } from '../../src/input/bytes.ts';
import { guessedEncodings, onlyEncodingOf } from '../../src/input/guess.ts';

function bytesOf(whole: Buffer): Bytes {
  return {
    name: 'file.csv',
    file: null,
    size: whole.length,
    read: (buffer, offset, position) => whole.copy(buffer, offset, position),
    isUnchanged: () => true,
    close: () => undefined,
  };
}

test('a file that ends within a letter is cut off', () => {
  expect(onlyEncodingOf(bytesOf(Buffer.from('order,sku,name\n1,MUG,Jos\xE6', 'latin1')), guessedEncodings)).toBeUndefined();
  expect(onlyEncodingOf(bytesOf(Buffer.from('order,sku,name\n1,MUG,Jos\xE6\n', 'latin1')), guessedEncodings)).toBe('windows-1252');
});

test.each([
  ['French', 'José,12 rue de l’Été\nZoë,Straße 5\n', 'windows-1252', 'windows-1252'],
  ['Spanish', 'Íñigo Peña,C/ Unión 3º B\nBegoña,¿timbre?\n', 'windows-1252', 'windows-1252'],
  ['Danish', 'Søren Ærø,Ågade 3\n', 'windows-1252', 'windows-1252'],
  ['Russian', 'Пётр,улица 5\nАнна,дом 7\n', 'windows-1251', undefined],
  ['Polish', 'Wałęsa,ulica Łódzka 5\n', 'windows-1250', undefined],
  ['Turkish', 'Yıldız,Şişli 5\n', 'windows-1254', undefined],
  ['Korean, which is Chinese as well', '김하늘,왕십리로 1\n', 'cp949', undefined],
  ['Japanese, in EUC', '髙橋 一郎,渋谷区1-2\n', 'euc-jp', undefined],
  ['damaged UTF-8', 'Zoë,José\n', 'utf-8', undefined],
] as const)('%s', (_, text, encoding, guessed) => {
  const whole = iconv.encode(`order,sku,name\n1,MUG,${text}`, encoding);
  const bytes = encoding === 'utf-8' ? Buffer.concat([whole, Buffer.from([0xe9, 0x2c])]) : whole;
  expect(onlyEncodingOf(bytesOf(bytes), guessedEncodings)).toBe(guessed);
});
