// The verbs of `oms order`.
import type { Command } from '../command.ts';

export const commands: readonly Command[] = [];
