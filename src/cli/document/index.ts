// The verbs of `oms document`.
import { create } from './create.ts';
import { kinds } from './kinds.ts';

export const commands = [create, kinds];
