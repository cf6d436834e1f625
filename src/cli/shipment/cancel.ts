// oms shipment cancel
import { shipmentActView } from '../../output/views/shipment.ts';
import { cancelShipments } from '../../usecases/shipment/close.ts';
import { shipmentsToActOn } from '../../usecases/shipment/read.ts';
import type { Command } from '../command.ts';
import { selectIds } from '../selection.ts';

export const cancel: Command = {
  name: 'cancel',
  summary: 'undo shipments that have not left; their goods stay reserved',
  args: '[shipments...]',
  writes: true,
  selects: true,
  makes: true,
  notes: '--all: every open shipment.',
  examples: ['shipment cancel S7'],
  async run(context, input) {
    const shop = await context.shopToWrite();
    const ids = await selectIds(context, input, () => shipmentsToActOn(shop, 'open'));
    return context.printAct(shipmentActView, await cancelShipments(shop, ids, { dryRun: input.dryRun }), input);
  },
};
