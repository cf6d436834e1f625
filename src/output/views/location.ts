// Locations on the screen.
import type { LocationView } from '../../domain/location.ts';
import { listView, type View } from '../view.ts';

export const locationList: View<readonly LocationView[]> = listView<LocationView>({
  columns: [
    { title: 'location', show: ({ code }) => code },
    { title: 'name', show: ({ name }) => name },
    { title: 'country', optional: true, show: ({ country }) => country },
    { title: 'region', optional: true, show: ({ region }) => region },
    { title: 'priority', align: 'right', show: ({ priority }) => String(priority) },
  ],
  csv: {
    location: ({ code }) => code,
    name: ({ name }) => name,
    country: ({ country }) => country,
    region: ({ region }) => region,
    priority: ({ priority }) => priority,
  },
  csvNumbers: ['priority'],
  id: ({ code }) => code,
});
