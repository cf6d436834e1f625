// Products as a file gives them, and what importing them answers.
import type { ProductDraft } from '../product.ts';
import type { Finding } from './finding.ts';
import type { Place } from './order.ts';
import type { FoundProblem } from './result.ts';

export interface FileProduct extends Place {
  /** As far as it could be read when the row could not. */
  readonly sku: string;
  readonly findings: readonly Finding[];
  /** Null: the row cannot be read, and nothing of it is taken. */
  readonly draft: ProductDraft | null;
}

/** One file of products, found whole and ready to be read. */
export interface ProductFile {
  readonly name: string;
  readonly profile: string;
  readonly encoding: string;
  /** Row by row. */
  products(): Iterable<FileProduct>;
}

export const productOutcomes = ['added', 'edited', 'unchanged', 'refused'] as const;
export type ProductOutcome = (typeof productOutcomes)[number];

export interface ProductImportResult {
  readonly files: readonly { readonly name: string; readonly profile: string; readonly encoding: string }[];
  readonly products: Readonly<Record<ProductOutcome, number>>;
  readonly problems: readonly FoundProblem[];
  /** --strict found a row that cannot be taken, and nothing was kept. */
  readonly isRefused: boolean;
}

/** 0 all in; 1 nothing came in; 3 some rows did not. */
export function productImportExitCode({ products, isRefused }: ProductImportResult): 0 | 1 | 3 {
  if (isRefused) return 1;
  if (products.refused === 0) return 0;
  return products.added + products.edited + products.unchanged === 0 ? 1 : 3;
}
