// The verbs of `oms db`.
import { backup } from './backup.ts';
import { check } from './check.ts';

export const commands = [check, backup];
