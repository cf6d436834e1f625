// The verbs of `oms order filter`.
import { list } from './list.ts';
import { remove } from './remove.ts';
import { save } from './save.ts';

export const commands = [save, list, remove];
