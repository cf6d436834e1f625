// The verbs of `oms customer`.
import { exportCustomers } from './export.ts';
import { importCustomers } from './import.ts';
import { list } from './list.ts';
import { show } from './show.ts';

export const commands = [list, show, importCustomers, exportCustomers];
