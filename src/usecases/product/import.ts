// Importing products from files: row by row, each whole or not at all; the SKU is the key, so twice changes nothing.
import { type ErrorCode, isOmsError } from '../../domain/error.ts';
import type { FileProduct, ProductFile, ProductImportResult, ProductOutcome } from '../../domain/import/product.ts';
import { Tally } from '../../domain/import/result.ts';
import { type Act, type Shop, write } from '../shop.ts';
import { saveProduct } from './save.ts';

export interface ProductImportRequest {
  readonly files: readonly ProductFile[];
  /** Every row or none. */
  readonly strict: boolean;
  readonly dryRun: boolean;
}

class Run {
  readonly counts: Record<ProductOutcome, number> = { added: 0, edited: 0, unchanged: 0, refused: 0 };
  readonly tally = new Tally();
}

/** Rows of one transaction; nothing is parsed under the lock. */
const CHUNK = 500;

/** Adds what is new and changes what differs. Under `strict` one bad row keeps all of them out (`isRefused`). */
export async function importProducts(shop: Shop, { files, strict, dryRun }: ProductImportRequest): Promise<ProductImportResult> {
  if (!strict && !dryRun) {
    const run = new Run();
    for (const file of files) await inChunks(shop, file, run);
    return result(files, run, false);
  }
  const rows = files.map((file) => ({ file, products: [...file.products()] }));
  const trial = await inOne(shop, rows, true);
  const isRefused = strict && trial.counts.refused > 0;
  return result(files, dryRun || isRefused ? trial : await inOne(shop, rows, false), isRefused);
}

function result(files: readonly ProductFile[], { counts, tally }: Run, isRefused: boolean): ProductImportResult {
  const named = files.map(({ name, profile, encoding }) => ({ name, profile, encoding }));
  return { files: named, products: counts, problems: tally.problems, isRefused };
}

type Rows = readonly { readonly file: ProductFile; readonly products: readonly FileProduct[] }[];

/** All of it in one transaction. */
async function inOne(shop: Shop, rows: Rows, dryRun: boolean): Promise<Run> {
  const run = new Run();
  await write(shop, { dryRun }, async (act) => {
    for (const { file, products } of rows) for (const product of products) await importRow(act, file, product, run);
  });
  return run;
}

async function inChunks(shop: Shop, file: ProductFile, run: Run): Promise<void> {
  const products = file.products()[Symbol.iterator]();
  for (let chunk = take(products); chunk.length > 0; chunk = take(products)) {
    const current = chunk;
    await write(shop, {}, async (act) => {
      for (const product of current) await importRow(act, file, product, run);
    });
  }
}

function take(products: Iterator<FileProduct>): FileProduct[] {
  const chunk: FileProduct[] = [];
  while (chunk.length < CHUNK) {
    const next = products.next();
    if (next.done) break;
    chunk.push(next.value);
  }
  return chunk;
}

async function importRow(act: Act, file: ProductFile, product: FileProduct, run: Run): Promise<void> {
  const place = { file: file.name, row: product.row, line: product.line, order: product.sku };
  for (const { code, column, details } of product.findings) run.tally.found(code, () => ({ ...place, column, details }));
  const { draft } = product;
  if (draft === null) {
    run.counts.refused += 1;
    return;
  }
  try {
    const { outcome } = await act.database.attempt(() => saveProduct(act, draft));
    run.counts[outcome as ProductOutcome] += 1;
  } catch (error) {
    const found = isOmsError(error) && refusals[error.code];
    if (!found) throw error;
    run.counts.refused += 1;
    run.tally.found(found.code, () => ({ ...place, column: found.column, details: error.details }));
  }
}

/** What only the shop can say of a row: a new product has to have a name, and one with stock is no service. */
const refusals: Readonly<Partial<Record<ErrorCode, { readonly code: string; readonly column: string }>>> = {
  'argument-missing': { code: 'cell-missing', column: 'name' },
  'product-has-stock': { code: 'product-has-stock', column: 'kind' },
};
