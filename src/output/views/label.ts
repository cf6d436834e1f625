// Labels made, on the screen: a line for each shipment, then the file.
import type { ActResult } from '../../domain/result.ts';
import type { View } from '../view.ts';
import { actView } from './act.ts';

const plain = actView('label');

export const labelActView: View<ActResult> = {
  ...plain,
  text(result, paper) {
    const made = result.results.filter(({ file }) => typeof file === 'string');
    const pages = made.reduce((sum, { parcelCount }) => sum + Number(parcelCount), 0);
    const file = made[0]?.file;
    const said = plain.text(result, paper);
    return file === undefined ? said : `${said}\n${paper.words.say('parcel-label.file', { file: String(file), pages })}`;
  },
};
