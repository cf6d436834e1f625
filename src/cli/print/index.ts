// The verbs of `oms print`.
import { cancel } from './cancel.ts';
import { list } from './list.ts';
import { retry } from './retry.ts';
import { show } from './show.ts';
import { test } from './test.ts';

export const commands = [list, show, test, retry, cancel];
