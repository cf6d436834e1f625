// oms shipment show
import { OmsError } from '../../domain/error.ts';
import { shipmentShow } from '../../output/views/shipment.ts';
import { shipmentsById } from '../../usecases/shipment/read.ts';
import type { Command } from '../command.ts';
import { namedIds, viewOfNamed } from '../selection.ts';

export const show: Command = {
  name: 'show',
  summary: 'everything about a shipment',
  args: '[shipments...]',
  examples: ['shipment show S7', 'shipment show S7 --json'],
  async run(context, input) {
    const ids = await namedIds(context, input.args);
    if (!ids) throw new OmsError('nothing-selected', { command: context.command });
    context.print(viewOfNamed(shipmentShow, input.args), await shipmentsById(await context.shop(), ids), input);
    return undefined;
  },
};
