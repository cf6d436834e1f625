// The verbs of `oms price`.
import { importPrices } from './import.ts';

export const commands = [importPrices];
