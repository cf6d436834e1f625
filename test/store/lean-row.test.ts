// Rows without what most have in common: written and read they are what they were.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RowValue } from '../../src/domain/import/prepared.ts';
import { leanTables } from '../../src/store/order-write.ts';
import { inShop } from './shop.ts';

describe('lean rows', () => {
  const tables = Object.entries(leanTables);

  test.each(tables)('%s: what is left out is what the table puts there by itself', (name, table) =>
    inShop(async ({ database }) => {
      const columns = database.raw.pragma(`table_info(${name})`) as { name: string; dflt_value: string | null; notnull: number }[];
      expect(table.defaults.size).toBeGreaterThan(5);
      for (const [column, value] of table.defaults) {
        const found = columns.find((one) => one.name === column);
        const written = typeof value === 'string' ? `'${value}'` : (value?.toString() ?? null);
        expect([column, found?.dflt_value ?? null]).toEqual([column, written]);
        expect([column, value === null && found?.notnull === 1]).toEqual([column, false]);
      }
    }),
  );

  test.each(tables)('%s: every value comes back', (_, table) => {
    const { length } = table.values([0]);
    const value: fc.Arbitrary<RowValue> = fc.oneof(fc.integer(), fc.string(), fc.constantFrom(null, 0, 1, '', 'S', 'new'));
    fc.assert(
      fc.property(fc.array(value, { minLength: length, maxLength: length }), (values) => {
        expect(table.values(table.row(values))).toEqual(values);
      }),
    );
  });
});
