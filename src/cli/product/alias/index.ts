// The verbs of `oms product alias`.
import { add } from './add.ts';
import { importAliases } from './import.ts';
import { list } from './list.ts';
import { remove } from './remove.ts';

export const commands = [add, list, remove, importAliases];
