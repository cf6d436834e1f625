// What a profile of records says: products, stock, customers, prices, codes. One record to a row, or one to each location.
import type { RecordKind } from '../domain/import/record.ts';
import type { Conditions, FieldSources, FileProfile } from './profile.ts';

export interface RecordBlock {
  readonly block: string;
  readonly needed: readonly string[];
  readonly fields: readonly string[];
  /** Fields that say nothing where the file has no column for another one. */
  readonly beside?: Readonly<Record<string, string>>;
}

/** The fields of each kind, the key of the profile they stand under, and those that a profile has to have. */
export const recordBlocks = {
  products: {
    block: 'product',
    needed: ['sku'],
    fields: [
      'sku',
      'sku_made',
      'name',
      'price',
      'currency',
      'gtin',
      'tax_category',
      'weight_grams',
      'weight_kg',
      'weight_lb',
      'weight_oz',
      'hs_code',
      'origin_country',
      'unit',
      'bin',
      'reorder_point',
      'buffer',
      'kind',
      'active',
      'available_from',
      'lots',
      'expiry_days',
      'parts',
    ],
  },
  stock: {
    block: 'stock',
    needed: ['sku', 'quantity'],
    fields: ['sku', 'sku_made', 'quantity', 'location', 'unit_cost', 'lot', 'expires'],
  },
  counts: {
    block: 'count',
    needed: ['sku', 'counted', 'sheet'],
    fields: ['sku', 'counted', 'location', 'sheet', 'lot', 'expires'],
  },
  customers: {
    block: 'customer',
    needed: [],
    // an id is some channel's
    beside: { id: 'channel' },
    fields: [
      'name',
      'company',
      'email',
      'phone',
      'tax_id',
      'language',
      'note',
      'channel',
      'id',
      'known_as',
      'address1',
      'address2',
      'city',
      'region',
      'postcode',
      'country',
    ],
  },
  prices: { block: 'price', needed: ['sku', 'price'], fields: ['sku', 'price', 'currency'] },
  aliases: { block: 'alias', needed: ['channel', 'code', 'sku'], fields: ['channel', 'code', 'sku', 'quantity'] },
} as const satisfies Record<RecordKind, RecordBlock>;

export const recordKinds = Object.keys(recordBlocks) as RecordKind[];
export type RecordField<Kind extends RecordKind> = (typeof recordBlocks)[Kind]['fields'][number];

export interface RecordRows {
  /** Rows that are no records: of images, of what is sold in variants only. */
  readonly skip: readonly Conditions[];
  /** Rows that have the same in this column belong together … */
  readonly of: string | undefined;
  /** … and leave these columns empty after the first of them. */
  readonly carry: readonly string[];
  /** Every column but these is a location, with the quantity there. */
  readonly locationsBeside: readonly string[];
}

export interface RecordProfile extends FileProfile {
  readonly kind: RecordKind;
  readonly rows: RecordRows;
  /** Those of the kind. */
  readonly fields: FieldSources<string>;
}
