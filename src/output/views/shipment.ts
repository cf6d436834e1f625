// Shipments on the screen.

import type { ActResult, Outcome } from '../../domain/result.ts';
import type { ShipmentKit, ShipmentSummary, ShipmentView } from '../../domain/shipment.ts';
import { renderFacts, renderTable } from '../table.ts';
import { listView, type Paper, type View } from '../view.ts';
import { actView } from './act.ts';

const shipmentAct = actView('shipment', (one) => {
  const { outcome, tracking } = one;
  if (outcome === 'shipped' && (tracking as readonly string[]).length === 0) return 'shipped-untracked';
  if (outcome === 'created' && one.with) return 'created-with';
  if (outcome === 'joined') return one.with ? 'joined' : 'joined-by';
  return outcome === 'created' && (one.shipments as readonly string[]).length > 1 ? 'created-several' : outcome;
});

/** "2 GIFT (kits)": units count what these are made of. */
function kitLines({ outcome, kits }: Outcome, { words }: Paper): string[] {
  const all = outcome === 'unchanged' ? [] : ((kits ?? []) as readonly ShipmentKit[]);
  return all.length === 0 ? [] : [`  ${words.say('shipment.kits', { kits: all.map(({ quantity, sku }) => `${quantity} ${sku}`) })}`];
}

/** As every acting verb; the ids are those of the shipments, also of an order that is on several. */
export const shipmentActView: View<ActResult> = {
  ...shipmentAct,
  text: (result, paper) =>
    result.results
      .filter(({ outcome }) => outcome !== 'refused')
      .map((outcome) => [shipmentAct.text({ counts: {}, results: [outcome] }, paper), ...kitLines(outcome, paper)].join('\n'))
      .join('\n'),
  ids: ({ results }) =>
    results
      .filter(({ outcome }) => outcome !== 'refused')
      .flatMap(({ id, shipments }) => (Array.isArray(shipments) ? shipments.map(String) : [id])),
};

export const shipmentListView: View<readonly ShipmentSummary[]> = listView<ShipmentSummary>({
  columns: [
    { title: 'shipment', show: ({ id }) => id },
    { title: 'date', show: ({ date }) => date },
    { title: 'order', show: ({ order }) => order },
    { title: 'number', show: ({ number, order }) => (number === order ? '' : number) },
    { title: 'state', show: ({ state }, { words }) => words.say(`shipment-state.${state}`) },
    { title: 'recipient', show: ({ recipient }) => recipient },
    { title: 'units', align: 'right', show: ({ units }) => String(units) },
    { title: 'carrier', show: ({ carrier }) => carrier ?? '' },
    { title: 'tracking', show: ({ tracking }) => unique(tracking).join(', ') },
  ],
  csv: {
    id: ({ id }) => id,
    date: ({ date }) => date,
    order: ({ order }) => order,
    number: ({ number }) => number,
    channel: ({ channel }) => channel,
    state: ({ state }) => state,
    recipient: ({ recipient }) => recipient,
    parcels: ({ parcelCount }) => parcelCount,
    units: ({ units }) => units,
    carrier: ({ carrier }) => carrier,
    service: ({ service }) => service,
    tracking: ({ tracking }) => unique(tracking).join(' '),
  },
  csvNumbers: ['parcels', 'units'],
  id: ({ id }) => id,
});

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

/** One shipment as an object, several as an array. */
export const shipmentShow: View<readonly ShipmentView[]> = {
  text: (all, paper) => all.map((shipment) => oneShipment(shipment, paper)).join('\n\n'),
  json: (all) => (all.length === 1 ? all[0] : all),
  ids: (all) => all.map(({ id }) => id),
};

function oneShipment(shipment: ShipmentView, { words, width }: Paper): string {
  const name = (key: string) => words.say(`column.${key}`);
  const facts = renderFacts([
    [name('shipment'), shipment.id],
    [name('order'), shipment.number === shipment.order ? shipment.order : `${shipment.order}  ${shipment.channel}:${shipment.number}`],
    [name('state'), words.say(`shipment-state.${shipment.state}`)],
    [name('with'), shipment.with],
    [name('recipient'), [shipment.recipient, shipment.country].filter(Boolean).join(', ')],
    [name('created'), shipment.createdOn],
    [name('shipped'), shipment.shippedOn],
    [name('carrier'), shipment.carrier],
    [name('service'), shipment.service],
    [name('kits'), shipment.kits.map(({ quantity, sku }) => `${quantity} ${sku}`).join(', ')],
  ]);
  const hasLots = shipment.lines.some(({ lot }) => lot !== null);
  const lines = renderTable(
    [
      { title: name('sku') },
      { title: name('name') },
      { title: name('quantity'), align: 'right' },
      { title: name('location') },
      ...(hasLots ? [{ title: name('lot') }, { title: name('expires') }] : []),
    ],
    shipment.lines.map(({ sku, name: item, quantity, location, lot, expiresOn }) => [
      sku,
      item,
      String(quantity),
      location ?? '',
      ...(hasLots ? [lot ?? '', expiresOn ?? ''] : []),
    ]),
    width,
  );
  // only shops with a GS1 prefix give parcels a number of their own
  const hasSscc = shipment.parcels.some(({ sscc }) => sscc !== null);
  const parcels = renderTable(
    [
      { title: name('parcel') },
      { title: name('weight'), align: 'right' },
      { title: name('tracking') },
      { title: name('labelled') },
      ...(hasSscc ? [{ title: name('sscc') }] : []),
    ],
    shipment.parcels.map(({ number, weightGrams, tracking, labelledOn, sscc }) => [
      `${number}/${shipment.parcels.length}`,
      weightGrams === null ? '' : `${weightGrams} g`,
      tracking ?? '',
      labelledOn ?? '',
      ...(hasSscc ? [sscc ?? ''] : []),
    ]),
    width,
  );
  return `${facts}\n\n${lines}\n\n${parcels}`;
}
