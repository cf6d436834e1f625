// Which column of a file a name means.
import { describe, expect, test } from 'vitest';
import { Columns } from '../../src/input/columns.ts';

const cases: readonly (readonly [title: string, header: string[], aliases: Record<string, string[]>, name: string, found: number[]])[] = [
  ['capitals, width, spaces and signs', ['Order_No', 'ＳＫＵ'], {}, 'order no', [0]],
  ['an alias', ['Pedido', 'SKU'], { Order: ['Pedido'] }, 'Order', [0]],
  ['aliases that differ in accents alone are one', ['Référence'], { Sku: ['Reference', 'Référence'] }, 'Sku', [0]],
  ['two columns that an alias and the name find', ['Order', 'Pedido'], { Order: ['Pedido'] }, 'Order', [0, 1]],
  ['a star that says what has to be filled in', ['주문번호*', '수량＊'], {}, '주문번호', [0]],
  ['the same, full-width', ['주문번호*', '수량＊'], {}, '수량', [1]],
  ['a star in a profile stands for any text', ['Total (MXN)', 'Total'], {}, 'Total (*)', [0]],
  ['a pattern and an alias that find the same', ['line_item_1'], { 'line_item_*': ['line_item_1'] }, 'line_item_*', [0]],
  ['the second of a name', ['Name', 'Name'], {}, 'Name#2', [1]],
  ['the third column', ['a', 'b', 'c'], {}, '#3', [2]],
];

const loose: readonly (readonly [title: string, header: string[], name: string, found: number[]])[] = [
  ['a remark in brackets', ['E-mail (main)', 'Name'], 'email', [0]],
  ['a remark in other brackets', ['【必須】E-mail'], 'email', [0]],
  ['a name that is all remark', ['(email)'], 'email', []],
  ['two that remarks tell apart', ['E-mail (work)', 'E-mail (home)'], 'email', []],
  ['the name itself before one with a remark', ['E-mail (home)', 'E-mail'], 'email', [1]],
  ['dots, "#" and a colon', ['Price.', 'Order #:'], 'order', [1]],
  ['dots within an alias', ['CP'], 'postcode', [0]],
  ['a remark where it may mean something', ['Price (net)'], 'price', []],
  ['a dot there', ['Price.'], 'price', [0]],
];

describe('Columns', () => {
  test.each(loose)('loosely: %s', (_, header, name, found) => {
    expect(new Columns(header, { aliases: { postcode: ['C.P.'] }, remarks: ['email'] }).all(name)).toEqual(found);
  });

  test('no looser than a profile says', () => {
    expect(new Columns(['E-mail (main)', 'Order #'], { aliases: {}, remarks: [] }).all('order')).toEqual([]);
  });

  test.each(cases)('%s', (_, header, aliases, name, found) => {
    expect(new Columns(header, { aliases, remarks: [] }).all(name)).toEqual(found);
  });
});
