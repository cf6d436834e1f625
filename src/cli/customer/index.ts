// The verbs of `oms customer`.
import { add } from './add.ts';
import { address } from './address.ts';
import { contact } from './contact.ts';
import { duplicates } from './duplicates.ts';
import { edit } from './edit.ts';
import { erase } from './erase.ts';
import { exportCustomers } from './export.ts';
import { importCustomers } from './import.ts';
import { list } from './list.ts';
import { merge } from './merge.ts';
import { note } from './note.ts';
import { show } from './show.ts';

export const commands = [add, edit, list, show, contact, address, note, duplicates, merge, erase, importCustomers, exportCustomers];
