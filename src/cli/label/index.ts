// The verbs of `oms label`.
import { create } from './create.ts';
import { returnLabel } from './return.ts';
import { binLabel, productLabel } from './sticker.ts';

export const commands = [create, returnLabel, productLabel, binLabel];
