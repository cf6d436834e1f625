// The verbs of `oms db`.
import { backup } from './backup.ts';
import { check } from './check.ts';
import { restore } from './restore.ts';
import { verify } from './verify.ts';

export const commands = [check, backup, verify, restore];
