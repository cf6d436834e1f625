// The verbs of `oms batch`.
import { discard } from './discard.ts';
import { list } from './list.ts';
import { rejects } from './rejects.ts';
import { retry } from './retry.ts';
import { show } from './show.ts';
import { undo } from './undo.ts';

export const commands = [list, show, rejects, retry, discard, undo];
