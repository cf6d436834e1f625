// The verbs of `oms case`.
import { close } from './close.ts';
import { list } from './list.ts';
import { note } from './note.ts';
import { open } from './open.ts';
import { show } from './show.ts';

export const commands = [open, note, close, list, show];
