// The verbs of `oms promotion`.
import { add } from './add.ts';
import { edit } from './edit.ts';
import { end } from './end.ts';
import { list } from './list.ts';
import { prices } from './prices.ts';
import { show } from './show.ts';

export const commands = [add, list, show, edit, end, prices];
