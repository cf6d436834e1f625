// Printing: settings in one line, who says it first, and where a jammed job is taken up.
import { describe, expect, test } from 'vitest';
import { checkedSetup, chosenSetup, parseSetup, restOf } from '../../src/domain/print.ts';

describe('how a kind is printed', () => {
  test.each([
    ['', {}],
    ['printer=zebra', { printer: 'zebra' }],
    [' copies=2  printer=HP_LaserJet-1 tray=tray-2 paper=A4 ', { printer: 'HP_LaserJet-1', tray: 'tray-2', paper: 'A4', copies: 2 }],
    ['paper=Custom.100x150mm', { paper: 'Custom.100x150mm' }],
  ])('%j', (text, setup) => expect(parseSetup(text)).toEqual(setup));

  test.each([
    'zebra',
    'printer=',
    'printer=a printer=b',
    'color=red',
    'copies=0',
    'copies=1000',
    'copies=-1',
    'printer=a;rm',
    'printer=a/b',
    'tray=$(x)',
  ])('%j is nothing', (text) => expect(parseSetup(text)).toBeUndefined());

  test('the first that says it', () => {
    expect(chosenSetup({ copies: 3 }, { printer: 'a', copies: 2 }, { printer: 'b', tray: 't' })).toEqual({
      printer: 'a',
      tray: 't',
      paper: undefined,
      copies: 3,
    });
  });

  test('what no printer is called is refused', () => {
    const none = { printer: undefined, tray: undefined, paper: undefined, copies: undefined };
    expect(() => checkedSetup({ ...none, printer: '-o raw' })).toThrow(/flag-value/);
    expect(() => checkedSetup({ ...none, copies: '0' })).toThrow(/quantity-invalid/);
    expect(checkedSetup({ ...none, copies: '２' }).copies).toBe(2);
  });
});

describe('the rest of a job', () => {
  const file = (path: string, pages: number) => ({ path, pages, sha256: '' });
  const files = [file('a', 2), file('b', 1), file('c', 3)];
  test.each([
    [1, ['a1', 'b1', 'c1']],
    [2, ['a2', 'b1', 'c1']],
    [3, ['b1', 'c1']],
    [5, ['c2']],
    [6, ['c3']],
  ])('from page %i', (from, rest) => {
    expect(restOf('J1', files, from).files.map(({ path, from: first }) => `${path}${first}`)).toEqual(rest);
  });

  test.each([0, 7])('has no page %i', (from) => expect(() => restOf('J1', files, from)).toThrow(/print-page.*"pages":6/));
});
