// The verbs of `oms purchase`.
import { cancel } from './cancel.ts';
import { create } from './create.ts';
import { list } from './list.ts';
import { receive } from './receive.ts';
import { send } from './send.ts';
import { show } from './show.ts';
import { suggest } from './suggest.ts';

export const commands = [suggest, create, send, receive, cancel, list, show];
