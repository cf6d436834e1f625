// The verbs of `oms product`.
import { add } from './add.ts';
import { edit } from './edit.ts';
import { exportProducts } from './export.ts';
import { importProducts } from './import.ts';
import { list } from './list.ts';
import { show } from './show.ts';

export const commands = [add, list, show, edit, importProducts, exportProducts];
