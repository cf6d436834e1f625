// The verbs of `oms payment`.
import { list } from './list.ts';
import { record } from './record.ts';

export const commands = [record, list];
