// The verbs of `oms price`.
import { history } from './history.ts';
import { importPrices } from './import.ts';

export const commands = [history, importPrices];
