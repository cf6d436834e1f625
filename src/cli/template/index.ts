// The verbs of `oms template`.
import { check } from './check.ts';
import { copy } from './copy.ts';
import { list } from './list.ts';
import { preview } from './preview.ts';
import { show } from './show.ts';

export const commands = [list, show, copy, check, preview];
