// The order of test files: what takes longest begins first, so that no worker is left alone with it at the end. By itself
// vitest goes by the sizes of the files until it has seen them run, and the longest of them is a loop over scripts.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The longest last. */
const LONG = ['store/invoice', 'import-any-order', 'completion', 'shop', 'process/terminal', 'process/read-ahead', 'scripts'];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => LONG.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
    return (await super.sort(files)).sort((a, b) => rank(b) - rank(a));
  }
}
