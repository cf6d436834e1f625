// Whether a carrier goes where a shipment goes: by what the shop has set of it, as severe as the shop has that rule.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { shopRules } from '../../domain/order/rules/shop.ts';
import type { Shipment } from '../../domain/shipment.ts';
import { type Carriage, carriageName, parseCarriage, type UnservedReason, unservedReason } from '../../domain/unserved.ts';
import { partyById } from '../../store/order.ts';
import { problemsOfOrder } from '../../store/problem.ts';
import type { Act } from '../shop.ts';

/**
 * Why the carrier, or its service, does not go there; undefined where it does, or no more is known than of any carrier, which
 * the order was told already. Refuses `carrier-not-there` where the shop has `severity.place-not-served` as an error that
 * nobody has waived of the order, for that carrier.
 */
export async function notReached(
  act: Act,
  { orderId, partyId }: Pick<Shipment, 'orderId' | 'partyId'>,
  { carrier, service }: { readonly carrier: string; readonly service: string | null },
): Promise<UnservedReason | undefined> {
  const rules = shopRules(act.settings);
  const severity = rules.severity('place-not-served');
  const places = rules.unserved.filter((place) => place.carrier !== '');
  if (severity === 'off' || places.length === 0) return undefined;
  const by = carriageName({ carrier, service: service ?? '' });
  const party = await partyById(act.db, partyId);
  const carriage = parseCarriage(by);
  const reason = party && unservedReason(party, places, carriage)?.reason;
  if (!reason || severity === 'warning') return reason;
  const isWaived = (await problemsOfOrder(act.db, orderId)).some(
    ({ code, details }) => code === 'place-not-served' && details.waived !== undefined && isFor(details.carrier, carriage),
  );
  if (isWaived) return reason;
  throw new OmsError('carrier-not-there', { order: formatId('order', orderId), carrier: by, reason });
}

/** Whether what was found is of any carrier, of this one, or of this service of it. */
function isFor(found: unknown, { carrier, service }: Carriage): boolean {
  if (found === undefined) return true;
  const of = parseCarriage(String(found));
  return of.carrier === carrier && (of.service === '' || of.service === service);
}
