// The verbs of `oms return`.
import { cancel } from './cancel.ts';
import { list } from './list.ts';
import { receive } from './receive.ts';
import { record } from './record.ts';
import { show } from './show.ts';

export const commands = [record, receive, cancel, list, show];
