// Channels: looking at them, and when their orders want an invoice.
import type { ChannelView } from '../../domain/channel.ts';
import { OmsError } from '../../domain/error.ts';
import type { InvoiceRule } from '../../domain/order/axes.ts';
import { type ActResult, actResult } from '../../domain/result.ts';
import { findChannel, listChannels, ordersUnderRule, writeInvoiceRule } from '../../store/channel.ts';
import { recordEvent } from '../../store/event.ts';
import { refreshAll } from '../order/refresh.ts';
import { type Act, read, type Shop, type WriteOptions, write } from '../shop.ts';

/** By name. */
export function channels(shop: Shop): Promise<ChannelView[]> {
  return read(shop, listChannels);
}

/** Gives a channel a rule of its own, or the shop's again (null). Refuses `channel-unknown`. */
export function editChannel(shop: Shop, name: string, rule: InvoiceRule | null, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const id = await findChannel(act.db, name);
    const all = await listChannels(act.db);
    if (id === undefined) throw new OmsError('channel-unknown', { channel: name, known: all.map(({ channel }) => channel) });
    const current = all.find(({ channel }) => channel === name);
    const isSame = rule === null ? current?.origin === 'shop' : current?.origin === 'channel' && current.invoiceRule === rule;
    if (isSame) return actResult([{ id: name, outcome: 'unchanged', invoices: rule ?? 'shop' }]);
    await writeInvoiceRule(act.db, id, rule);
    await recordEvent(act.db, act, 'channel', id, 'edited', { invoices: rule ?? 'shop' });
    await refreshUnderRule(act, id);
    return actResult([{ id: name, outcome: 'edited', invoices: rule ?? 'shop' }]);
  });
}

/** Whether orders are completed depends on the rule; undefined: the shop's own has changed. */
export async function refreshUnderRule(act: Act, channelId?: number): Promise<void> {
  await refreshAll(act, await ordersUnderRule(act.db, channelId));
}
