// The verbs of `oms payment`.
import type { Command } from '../command.ts';

export const commands: readonly Command[] = [];
