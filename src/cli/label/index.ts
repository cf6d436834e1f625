// The verbs of `oms label`.
import type { Command } from '../command.ts';

export const commands: readonly Command[] = [];
