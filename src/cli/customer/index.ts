// The verbs of `oms customer`.
import { importCustomers } from './import.ts';
import { list } from './list.ts';
import { show } from './show.ts';

export const commands = [list, show, importCustomers];
