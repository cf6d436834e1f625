// Damage to what is promised for a kit: the check sees a kit that is not whole, and a part that the line does not take.
import { expect, test } from 'vitest';
import type { CheckReport } from '../../src/domain/check.ts';
import { inShop } from './shop.ts';

const damages = [
  ['one mug too few', 'update reservation set quantity = 3 where product_id = 1', 'O1/1', 'quantity'],
  ['no tea at all', 'delete from reservation where product_id = 2', 'O1/1', 'parts'],
  ['a product that is not in it', 'update reservation set product_id = 4 where product_id = 2', 'O1/1', 'product_id'],
] as const;

test.each(damages)('%s', (_, statement, id, field) =>
  inShop(async ({ database, oms }) => {
    for (const line of [
      'product add TEA --name Tea',
      'product add PAIR --name Pair --kind kit --price 20',
      'product add CUP --name Cup',
      'product part add PAIR MUG 2',
      'product part add PAIR TEA',
      'stock receive MUG 9',
      'stock receive TEA 9',
      'order add --line PAIR=2 --name Ana --address1 High-St-1 --city Bath',
      'order confirm O1',
      'db check',
    ])
      await oms(line);
    database.raw.pragma('foreign_keys = off');
    database.raw.exec(statement);
    const { findings } = JSON.parse(await oms('db check --json', 1)) as CheckReport;
    expect(findings).toContainEqual(expect.objectContaining({ table: 'reservation', id, field }));
  }),
);
