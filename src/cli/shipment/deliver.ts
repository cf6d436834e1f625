// oms shipment deliver
import { shipmentActView } from '../../output/views/shipment.ts';
import { deliverShipments } from '../../usecases/shipment/close.ts';
import { shipmentsToActOn } from '../../usecases/shipment/read.ts';
import type { Command } from '../command.ts';
import { selectIds } from '../selection.ts';

export const deliver: Command = {
  name: 'deliver',
  summary: 'note that shipments have arrived',
  args: '[shipments...]',
  writes: true,
  selects: true,
  makes: true,
  notes: '--all: every shipment that has left and not arrived.',
  examples: ['shipment deliver S7', 'shipment list --state shipped --to 2026-11-14 --ids | oms shipment deliver -'],
  async run(context, input) {
    const shop = await context.shopToWrite();
    const ids = await selectIds(context, input, () => shipmentsToActOn(shop, 'shipped'));
    return context.printAct(shipmentActView, await deliverShipments(shop, ids, { dryRun: input.dryRun }), input);
  },
};
