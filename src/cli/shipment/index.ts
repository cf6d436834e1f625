// The verbs of `oms shipment`.
import { cancel } from './cancel.ts';
import { create } from './create.ts';
import { deliver } from './deliver.ts';
import { list } from './list.ts';
import { ship } from './ship.ts';
import { show } from './show.ts';

export const commands = [create, ship, deliver, cancel, list, show];
