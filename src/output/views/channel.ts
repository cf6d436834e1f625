// Channels on the screen.
import type { ChannelView } from '../../domain/channel.ts';
import { listView, type View } from '../view.ts';

export const channelList: View<readonly ChannelView[]> = listView<ChannelView>({
  columns: [
    { title: 'channel', show: ({ channel }) => channel },
    { title: 'profile', optional: true, show: ({ profile }) => profile ?? '' },
    { title: 'invoice-rule', show: ({ invoiceRule }) => invoiceRule },
    { title: 'origin', show: ({ origin }) => origin },
  ],
  csv: {
    channel: ({ channel }) => channel,
    profile: ({ profile }) => profile,
    'invoice-rule': ({ invoiceRule }) => invoiceRule,
    origin: ({ origin }) => origin,
  },
  id: ({ channel }) => channel,
});
