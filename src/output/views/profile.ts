// Profiles on the screen.
import type { NewProfile, ProfileView } from '../../domain/import/profile.ts';
import { listView, type Paper, type View } from '../view.ts';
import { importView } from './import.ts';

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

/** A profile that was made from a file: where it is, which column is what, and what the file would bring. */
export const newProfileView: View<NewProfile> = {
  text(made, paper) {
    const { words } = paper;
    const label = (field: string) => words.say(`draft.${field}`);
    const fields = Object.entries(made.columns).map(([field, column]) => words.say('profile.field', { field: label(field), column }));
    const missing = made.missing.length > 0 ? [words.say('profile.not-found', { fields: made.missing.map(label) })] : [];
    const [format, ...others] = made.dateFormats;
    const either = others.length > 0 ? [words.say('profile.dates-either', { formats: made.dateFormats, format })] : [];
    return [
      words.say('profile.written', { name: made.name, path: made.file }),
      ...fields,
      ...missing,
      ...either,
      importView.text(made.brings, paper),
    ].join('\n');
  },
  json: ({ brings, ...made }, paper: Paper) => ({ ...made, brings: importView.json?.(brings, paper) }),
};
