// Labels made, on the screen: a line for each thing, then the files.
import type { ActResult } from '../../domain/result.ts';
import type { View } from '../view.ts';
import { actView } from './act.ts';
import { withPrinting } from './print.ts';

const plain = actView('label');

export const labelActView: View<ActResult> = withPrinting({
  ...plain,
  text(result, paper) {
    const said = plain.text(result, paper);
    const [made] = result.results.filter(({ file }) => typeof file === 'string');
    if (!made) return said;
    const files = Array.isArray(made.files) ? made.files.map(String) : [String(made.file)];
    const pages = files.length === 1 ? Number(made.pages) : 1;
    return [said, ...files.map((file) => paper.words.say('parcel-label.file', { file, pages }))].join('\n');
  },
});
