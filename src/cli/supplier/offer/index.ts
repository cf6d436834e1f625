// The verbs of `oms supplier offer`.
import { add } from './add.ts';
import { edit } from './edit.ts';
import { list } from './list.ts';
import { remove } from './remove.ts';

export const commands = [add, list, edit, remove];
