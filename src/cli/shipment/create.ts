// oms shipment create
import { parseQuantity } from '../../domain/id.ts';
import { shipmentActView } from '../../output/views/shipment.ts';
import { createShipments } from '../../usecases/shipment/create.ts';
import { ordersReadyToShip } from '../../usecases/shipment/read.ts';
import { createTogether } from '../../usecases/shipment/together.ts';
import type { Command } from '../command.ts';
import { selectIds } from '../selection.ts';

export const create: Command = {
  name: 'create',
  summary: 'make shipments from what is reserved; nothing leaves the shelf yet',
  args: '[orders...]',
  options: [
    { flags: '--parcels <n>', about: 'how many parcels (default: 1)' },
    { flags: '--weight-grams <n>', about: 'weight of a parcel; once for each parcel', repeat: true },
    { flags: '--together', about: 'all of these orders in one parcel: they go to the same person at the same place' },
  ],
  writes: true,
  selects: true,
  makes: true,
  notes: `--all: every confirmed order that has goods reserved which are on no shipment yet. An order whose lines go to several places
gets a shipment for each. It goes with whom its order says (order edit --carrier). --together also puts shipments together that are made already and have no label yet.`,
  examples: [
    'shipment create O12',
    'shipment create O12 --weight-grams 850',
    'shipment create O12 O15 --together',
    'shipment create --all --ids | oms label create -',
  ],
  async run(context, input) {
    const packing = {
      parcels: input.whole('parcels', 1),
      weightsGrams: input.list('weight-grams').map((text) => parseQuantity(text)),
    };
    const shop = await context.shopToWrite();
    const orders = await selectIds(context, input, () => ordersReadyToShip(shop));
    const make = input.on('together') ? createTogether : createShipments;
    return context.printAct(shipmentActView, await make(shop, orders, packing, { dryRun: input.dryRun }), input);
  },
};
