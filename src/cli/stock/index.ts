// The verbs of `oms stock`.
import { adjust } from './adjust.ts';
import { exportStock } from './export.ts';
import { history } from './history.ts';
import { importStock } from './import.ts';
import { list } from './list.ts';
import { receive } from './receive.ts';
import { show } from './show.ts';

export const commands = [receive, list, show, adjust, history, importStock, exportStock];
