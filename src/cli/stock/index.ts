// The verbs of `oms stock`.
import { adjust } from './adjust.ts';
import { assemble } from './assemble.ts';
import { count } from './count.ts';
import { exportStock } from './export.ts';
import { history } from './history.ts';
import { hold, unhold } from './hold.ts';
import { importStock } from './import.ts';
import { list } from './list.ts';
import { lot } from './lot.ts';
import { lots } from './lots.ts';
import { low } from './low.ts';
import { move } from './move.ts';
import { receive } from './receive.ts';
import { show } from './show.ts';

export const commands = [
  receive,
  list,
  show,
  low,
  adjust,
  count,
  move,
  assemble,
  hold,
  unhold,
  lots,
  lot,
  history,
  importStock,
  exportStock,
];
