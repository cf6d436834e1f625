// Layouts of documents on the screen.
import { listView, type View } from '../view.ts';

export interface TemplateRow {
  readonly name: string;
  readonly file: string;
  readonly isShops: boolean;
}

export const templateList: View<readonly TemplateRow[]> = listView<TemplateRow>({
  columns: [
    { title: 'name', show: ({ name }) => name },
    { title: 'origin', show: ({ isShops }, { words }) => words.say(isShops ? 'word.own' : 'word.built-in') },
    { title: 'file', show: ({ isShops, file }) => (isShops ? file : '') },
  ],
  csv: { name: ({ name }) => name, file: ({ file }) => file, own: ({ isShops }) => (isShops ? 'true' : 'false') },
  id: ({ name }) => name,
  json: ({ name, file, isShops }) => ({ name, file, own: isShops }),
});

/** The file's own text. */
export const templateText: View<TemplateRow & { readonly text: string }> = {
  text: ({ text }) => text.replace(/\n$/, ''),
  json: ({ name, file, isShops, text }) => ({ name, file, own: isShops, text }),
};
