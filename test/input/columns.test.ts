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

describe('Columns', () => {
  test.each(cases)('%s', (_, header, aliases, name, found) => {
    expect(new Columns(header, { aliases }).all(name)).toEqual(found);
  });
});
