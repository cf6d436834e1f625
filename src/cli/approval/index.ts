// The verbs of `oms approval`.
import { add } from './add.ts';
import { edit, end } from './edit.ts';
import { list } from './list.ts';

export const commands = [add, list, edit, end];
