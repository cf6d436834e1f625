// Every kind in every language as PDFs, to be looked at.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { documentLanguages } from '../../src/domain/document/language.ts';
import { type Layout, plainLayout } from '../../src/domain/document/layout.ts';
import { printableOf } from '../../src/domain/invoice/printable.ts';
import { renderSlips } from '../../src/output/pdf/invoice.ts';
import { samples } from '../output/documents.ts';
import { formsIn, pageKinds, pageOf } from './pages.ts';

/** Writes the gallery into a folder; the files written. */
export async function makeGallery(root: string, folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const files: string[] = [];
  const write = (name: string, bytes: Uint8Array) => {
    files.push(path.join(folder, `${name}.pdf`));
    writeFileSync(files.at(-1) as string, bytes);
  };
  for (const kind of pageKinds)
    for (const language of documentLanguages) write(`${kind}-${language}`, await renderSlips([pageOf(kind, language)], root));
  for (const language of documentLanguages)
    for (const [form, page] of Object.entries(formsIn(language))) write(`invoice-${form}-${language}`, await renderSlips([page], root));
  for (const [name, layout] of Object.entries(variants)) {
    write(`layout-${name}`, await renderSlips([pageOf(layout.kind, name === 'roll' ? 'ko' : 'ja')], root, layout));
  }
  for (const [name, document] of Object.entries(samples)) write(`sample-${name}`, await renderSlips([printableOf(document)], root));
  return files;
}

/** The same pages in other layouts. */
export const variants: Readonly<Record<string, Layout>> = {
  a5: { ...plainLayout('invoice'), paper: 'A5' },
  roll: { ...plainLayout('receipt'), paper: 'roll-80' },
  letter: { ...plainLayout('invoice'), paper: 'letter', window: 'us' },
  din: { ...plainLayout('invoice'), window: 'din' },
  bilingual: { ...plainLayout('invoice'), second: 'en' },
  coloured: {
    ...plainLayout('invoice'),
    colours: { text: '#222222', soft: '#6b5e55', rule: '#d8cdbf', accent: '#8a3b12', band: '#f7efe6' },
    footer: { any: 'Blue Mug · 青マグ商店 · bluemug.example' },
    payment: { code: 'url', iban: '', bic: '', url: 'https://pay.bluemug.example/{number}?amount={amount}&currency={currency}' },
  },
};
