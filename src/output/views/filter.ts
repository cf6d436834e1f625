// Saved filters on the screen.
import { listView, type View } from '../view.ts';

interface Saved {
  readonly name: string;
  readonly flags: Readonly<Record<string, unknown>>;
  readonly actor: string;
}

/** "--state confirmed --overdue": the flags as they are typed. */
function typed({ flags }: Saved): string {
  return Object.entries(flags)
    .flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const))
    .map(([name, value]) => {
      const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      return value === true ? flag : `${flag} ${/^[\w.,@:+-]+$/.test(String(value)) ? value : JSON.stringify(value)}`;
    })
    .join(' ');
}

export const filterList: View<readonly Saved[]> = listView<Saved>({
  columns: [
    { title: 'filter', show: ({ name }) => name },
    { title: 'flags', show: typed },
    { title: 'actor', show: ({ actor }) => actor },
  ],
  csv: { name: ({ name }) => name, flags: typed, actor: ({ actor }) => actor },
  id: ({ name }) => name,
});
