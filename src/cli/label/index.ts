// The verbs of `oms label`.
import { create } from './create.ts';

export const commands = [create];
