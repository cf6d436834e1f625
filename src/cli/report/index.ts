// The verbs of `oms report`.
import { cost } from './cost.ts';
import { returns } from './returns.ts';
import { sales } from './sales.ts';
import { stock } from './stock.ts';

export const commands = [sales, stock, cost, returns];
