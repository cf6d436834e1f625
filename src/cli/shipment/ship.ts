// oms shipment ship
import type { Outcome } from '../../domain/result.ts';
import { shipmentActView } from '../../output/views/shipment.ts';
import { shipmentsToActOn } from '../../usecases/shipment/read.ts';
import { shipAll } from '../../usecases/shipment/ship.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { selectIds } from '../selection.ts';

export const ship: Command = {
  name: 'ship',
  summary: 'goods leave: off the shelf, with carrier and tracking number',
  args: '[shipments-or-orders...]',
  options: [
    { flags: '--carrier <name>', about: 'who carries it (default: as its order says, else the setting carrier)' },
    { flags: '--tracking <number>', about: 'its number; once for each parcel, or one for all', repeat: true },
    { flags: '--service <name>', about: 'how: express, registered, …' },
    { flags: '--date <date>', about: 'the day it left (default: today)' },
  ],
  writes: true,
  selects: true,
  makes: true,
  notes:
    'An order’s id reserves what is missing, makes the shipment and ships it in one step.\n' +
    'Where a carrier does not go is set with: oms config set not-served seur@ES:07,seur/24h@po-box\n' +
    '--all: every open shipment. The same call again changes nothing; another number for what has left is refused.',
  examples: [
    'shipment ship S7 --carrier UPS --tracking 1Z5R89390357567127',
    'shipment ship O12 --carrier Correos --tracking RR473124829ES --date 2026-11-20',
    'shipment ship --all --carrier "Royal Mail"',
  ],
  async run(context, input) {
    const request = {
      carrier: input.text('carrier') === undefined ? undefined : input.required('carrier'),
      tracking: input.list('tracking'),
      service: input.text('service'),
      date: input.date('date'),
    };
    const shop = await context.shopToWrite();
    const ids = await selectIds(context, input, () => shipmentsToActOn(shop, 'open'));
    const result = await shipAll(shop, ids, request, { dryRun: input.dryRun });
    const code = context.printAct(shipmentActView, result, input);
    for (const outcome of result.results) tellDoubts(context, outcome);
    return code;
  },
};

function tellDoubts(context: Context, { id, doubts, carrier, notServed }: Outcome): void {
  if (notServed !== undefined) context.say('note.carrier-not-there', { shipment: id, carrier: String(carrier), reason: String(notServed) });
  for (const { problem, ...doubt } of (doubts ?? []) as { tracking: string; problem: string; other?: string }[]) {
    context.say(`note.tracking-${problem}`, { ...doubt, carrier: String(carrier) });
  }
}
