// What importing products did, on the screen: a line for each file, the counts, and the rows that were not taken.
import { type ProductImportResult, productOutcomes } from '../../domain/import/product.ts';
import type { View } from '../view.ts';
import { problemJson, problemLines } from './import.ts';

export const productImportView: View<ProductImportResult> = {
  text({ files, products, problems }, { words }) {
    const counts = productOutcomes.filter((outcome) => products[outcome] > 0);
    const parts = counts.map((outcome) => words.say(`import.${outcome}`, { count: products[outcome] }));
    const all = productOutcomes.reduce((sum, outcome) => sum + products[outcome], 0);
    return [
      ...files.map((file) => words.say('import.product-file', { ...file })),
      words.say('import.products', { products: all, parts: parts.length > 0 ? parts : [words.say('import.nothing')] }),
      ...problems.map((problem) => problemLines(problem, files.length > 1, words)),
    ].join('\n');
  },
  json: ({ files, products, problems }, { words }) => ({ files, products, problems: problems.map((one) => problemJson(one, words)) }),
};
