// Profiles on the screen.
import type { ProfileView } from '../../domain/import/profile.ts';
import { listView, type View } from '../view.ts';

export const profileList: View<readonly ProfileView[]> = listView<ProfileView>({
  columns: [
    { title: 'profile', show: ({ name }) => name },
    { title: 'kind', show: ({ kind }) => kind },
    { title: 'channel', show: ({ channel }) => channel },
    { title: 'origin', show: ({ origin }, { words }) => words.say(`profile.${origin}`) },
    {
      title: 'mistakes',
      optional: true,
      show: ({ mistakes }) => (mistakes > 0 ? String(mistakes) : ''),
    },
  ],
  csv: {
    profile: ({ name }) => name,
    kind: ({ kind }) => kind,
    channel: ({ channel }) => channel,
    origin: ({ origin }) => origin,
    file: ({ file }) => file,
    mistakes: ({ mistakes }) => mistakes,
  },
  csvNumbers: ['mistakes'],
  id: ({ name }) => name,
});

/** A profile as its file has it. */
export const profileText: View<ProfileView & { readonly text: string }> = {
  text: ({ text }) => text.trimEnd(),
};
