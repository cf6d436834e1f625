// oms shipment list
import { shipmentStates } from '../../domain/shipment.ts';
import { shipmentListView } from '../../output/views/shipment.ts';
import { shipmentList } from '../../usecases/shipment/read.ts';
import type { Command } from '../command.ts';

export const list: Command = {
  name: 'list',
  summary: 'shipments, newest first',
  options: [
    { flags: '--state <state>', about: shipmentStates.join(', ') },
    { flags: '--from <date>', about: 'left on or after this day (open ones: made)' },
    { flags: '--to <date>', about: 'left on or before this day' },
    { flags: '--order <order>', about: 'of this order' },
    { flags: '--carrier <name>', about: 'with this carrier' },
  ],
  lists: true,
  examples: ['shipment list --state open', 'shipment list --from 2026-11-01 --carrier UPS --csv'],
  async run(context, input) {
    const filter = {
      state: input.choice('state', shipmentStates),
      from: input.date('from'),
      to: input.date('to'),
      order: input.text('order'),
      carrier: input.text('carrier'),
      limit: input.limit(context.isTTY),
    };
    context.printList(shipmentListView, await shipmentList(await context.shop(), filter), input);
    return undefined;
  },
};
