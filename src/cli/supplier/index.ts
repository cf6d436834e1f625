// The verbs of `oms supplier`.
import { add } from './add.ts';
import { edit } from './edit.ts';
import { list } from './list.ts';
import { show } from './show.ts';

export const commands = [add, list, show, edit];
