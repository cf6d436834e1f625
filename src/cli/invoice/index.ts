// The verbs of `oms invoice`.
import { credit } from './credit.ts';
import { exportInvoices } from './export.ts';
import { issue } from './issue.ts';
import { list } from './list.ts';
import { print } from './print.ts';
import { register } from './register.ts';
import { show } from './show.ts';
import { verify } from './verify.ts';

export const commands = [issue, print, list, show, credit, verify, register, exportInvoices];
