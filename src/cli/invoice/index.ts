// The verbs of `oms invoice`.
import { credit } from './credit.ts';
import { issue } from './issue.ts';
import { list } from './list.ts';
import { print } from './print.ts';
import { show } from './show.ts';
import { verify } from './verify.ts';

export const commands = [issue, print, list, show, credit, verify];
