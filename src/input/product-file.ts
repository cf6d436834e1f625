// A file of products: recognised, found whole, and given row by row.
import { type Details, isOmsError } from '../domain/error.ts';
import { parseQuantity } from '../domain/id.ts';
import { type FindingCode, isUnreadable } from '../domain/import/finding.ts';
import type { FileProduct, ProductFile } from '../domain/import/product.ts';
import { checkGtin, checkSku, type ProductDraft, productKinds, taxCategories } from '../domain/product.ts';
import type { Bytes } from './bytes.ts';
import { CellReader, cellOf } from './cell-reader.ts';
import { type ProductField, type ProductProfile, productFields } from './profile.ts';
import { NO_SLOT, type Row, RowReader } from './row.ts';
import { openTable } from './table.ts';

/** Opens a file of products and goes through it once. Refuses what is not whole or not known: see `openTable`. */
export function openProductFile(bytes: Bytes, profiles: readonly ProductProfile[], currency: string): ProductFile {
  const table = openTable(bytes, profiles, () => ({ cells: 1, row: () => undefined }));
  const reader = new ProductReader(new RowReader(table.profile, table.columns), table.profile, currency);
  return {
    name: bytes.name,
    profile: table.profile.name,
    encoding: table.encoding,
    *products() {
      const rows = table.rows();
      while (rows.next()) if (!rows.isBlank) yield reader.read(reader.rows.read(rows));
    },
  };
}

const VALUE_SHOWN = 60;

class ProductReader {
  readonly rows: RowReader;
  readonly #slots: Readonly<Record<ProductField, number>>;
  readonly #cells: CellReader;
  readonly #currency: string;

  constructor(rows: RowReader, profile: ProductProfile, currency: string) {
    this.rows = rows;
    this.#slots = rows.fields(productFields, profile.product);
    this.#cells = new CellReader(rows, profile.money, [], 'UTC');
    this.#currency = currency;
  }

  read(row: Row): FileProduct {
    this.#cells.findings = [];
    if (row.ragged > 0) this.#cells.note('row-ragged', row, NO_SLOT, { cells: row.ragged, columns: this.rows.columns.header.length });
    const draft = this.#draft(row);
    const { findings } = this.#cells;
    const place = { row: row.row, line: row.line, sku: cellOf(row, this.#slots.sku) };
    return { ...place, findings, draft: findings.some(isUnreadable) ? null : draft };
  }

  /** What a cell leaves empty is left as it is. */
  #draft(row: Row): ProductDraft {
    const slots = this.#slots;
    const whole = (slot: number) => this.#checked(row, slot, 'number-invalid', readWhole);
    const choice = (slot: number, allowed: readonly string[]) =>
      this.#checked(row, slot, 'value-invalid', (text) => chosen(text, allowed), { allowed });
    return {
      sku: this.#sku(row),
      name: this.#cells.text(row, slots.name) ?? undefined,
      unitPriceMicros: this.#cells.micros(row, slots.price, this.#currency) ?? undefined,
      gtin: this.#checked(row, slots.gtin, 'gtin-invalid', checkGtin),
      taxCategory: choice(slots.tax_category, taxCategories),
      weightGrams: whole(slots.weight_grams),
      unit: this.#cells.text(row, slots.unit) ?? undefined,
      bin: this.#cells.text(row, slots.bin) ?? undefined,
      reorderPoint: whole(slots.reorder_point),
      kind: choice(slots.kind, productKinds) as ProductDraft['kind'],
    };
  }

  #sku(row: Row): string {
    const slot = this.#slots.sku;
    const text = this.#cells.id(row, slot);
    if (text === '') this.#cells.note('cell-missing', row, slot);
    return this.#checked(row, slot, 'id-invalid', checkSku) ?? text;
  }

  /** A cell's value by a check that refuses or knows nothing of it; an empty cell has none. */
  #checked<Value>(
    row: Row,
    slot: number,
    fault: FindingCode,
    check: (text: string) => Value | undefined,
    details: Details = {},
  ): Value | undefined {
    const text = cellOf(row, slot);
    if (text === '') return undefined;
    const value = valueOrFault(text, check);
    const shown = text.slice(0, VALUE_SHOWN);
    if (value === undefined) this.#cells.note(fault, row, slot, { value: shown, gtin: shown, ...details });
    return value;
  }
}

function valueOrFault<Value>(text: string, check: (text: string) => Value | undefined): Value | undefined {
  try {
    return check(text);
  } catch (error) {
    if (isOmsError(error)) return undefined;
    throw error;
  }
}

/** A whole number from 0 on: grams, a reorder point. */
function readWhole(text: string): number {
  return parseQuantity(text.replace(/\.0+$/, ''), 0);
}

function chosen(text: string, allowed: readonly string[]): string | undefined {
  const wanted = text.toLowerCase();
  return allowed.find((one) => one === wanted);
}
