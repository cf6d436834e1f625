// Mobile numbers without their zero are seen by country; whole and foreign ones, and numbers of other kinds, are not.
import { expect, test } from 'vitest';
import { digitsWithZero } from '../../src/domain/import/trunk-zero.ts';

test.each([
  ['90-1234-5678', 'JP', 11],
  ['9012345678', 'JP', 11],
  ['1012345678', 'KR', 11],
  ['10-1234-5678', 'KR', 11],
  ['7700900125', 'GB', 11],
  ['612345678', 'FR', 10],
])('%s of %s had %i digits', (phone, country, digits) => expect(digitsWithZero(phone, country)).toBe(digits));

test.each([
  ['090-1234-5678', 'JP'],
  ['3-1234-5678', 'JP'],
  ['010-1234-5678', 'KR'],
  ['1588-1234', 'KR'],
  ['+44 7700 900125', 'GB'],
  ['07700900125', 'GB'],
  ['13800000001', 'CN'],
  ['612345678', 'ES'],
  ['7***5', 'GB'],
])('%s of %s is as it is', (phone, country) => expect(digitsWithZero(phone, country)).toBeUndefined());
