// Asking on a terminal what the columns of an unknown file are; every guess is the answer of Enter.
import {
  type DraftField,
  draftDecimals,
  draftFields,
  draftModels,
  draftNeeds,
  draftTaxes,
  type ProfileDraft,
} from '../../domain/import/profile.ts';
import type { Sample } from '../../input/index.ts';
import type { Context } from '../context.ts';
import { ask } from '../prompt.ts';

/** What is needed of the reader of files; loaded when the command runs. */
export interface Guesses {
  valuesOf(sample: Sample, name: string): string[];
  dateFormatsOf(values: readonly string[], monthFirst: boolean): string[];
  isDateFormat(format: string): boolean;
}

const FLAG = '--guess';
const NONE = '';
const VALUES_SHOWN = 3;
const decimalWords = { '.': 'point', ',': 'comma', any: 'any' } as const;

/** The columns of a file with a few of their values, on stderr. */
export function showColumns(context: Context, sample: Sample, { valuesOf }: Guesses): void {
  for (const column of sample.columns) {
    const values = [...new Set(valuesOf(sample, column))].slice(0, VALUES_SHOWN).join(' · ');
    context.say('draft.sample', { column, values });
  }
}

/** A draft as a person wants it, the guess being the proposal for each question. */
export async function askDraft(
  context: Context,
  sample: Sample,
  guess: ProfileDraft,
  reader: Guesses,
  monthFirst: boolean,
): Promise<ProfileDraft> {
  const columns = await askColumns(context, sample, guess.columns);
  const values = columns.date === undefined ? [] : reader.valuesOf(sample, columns.date);
  return {
    columns,
    model: await choose(context, 'model', draftModels, guess.model),
    dateFormat: columns.date === undefined ? '' : await askDateFormat(context, reader, values, monthFirst),
    decimal: await choose(context, 'decimal', draftDecimals, guess.decimal, (decimal) => decimalWords[decimal]),
    tax: await choose(context, 'tax', draftTaxes, guess.tax),
  };
}

async function askColumns(context: Context, { columns }: Sample, guess: ProfileDraft['columns']): Promise<ProfileDraft['columns']> {
  const chosen: Partial<Record<DraftField, string>> = {};
  for (const field of draftFields) {
    const answer = await ask(context, {
      flag: FLAG,
      message: context.words.say(`draft.${field}`),
      initial: guess[field] ?? NONE,
      choices: draftNeeds.includes(field) ? columns : [NONE, ...columns],
      label: (column) => (column === NONE ? context.words.say('draft.none') : column),
    });
    if (answer !== NONE) chosen[field] = answer;
  }
  return chosen;
}

/** One of the formats that read every value; where there is none, one that is typed. */
async function askDateFormat(context: Context, reader: Guesses, values: readonly string[], monthFirst: boolean): Promise<string> {
  const formats = reader.dateFormatsOf(values, monthFirst);
  const message = context.words.say('draft.date-format');
  if (formats.length > 0) return ask(context, { flag: FLAG, message, initial: formats[0], choices: formats });
  const check = (format: string) => reader.isDateFormat(format) || 'yyyy-MM-dd HH:mm:ss';
  return ask(context, { flag: FLAG, message, check });
}

function choose<T extends string>(
  context: Context,
  name: string,
  choices: readonly T[],
  initial: T,
  wordOf: (choice: T) => string = (choice) => choice,
): Promise<T> {
  return ask(context, {
    flag: FLAG,
    message: context.words.say(`draft.${name}`),
    initial,
    choices,
    label: (choice) => context.words.say(`draft.${name}.${wordOf(choice as T)}`),
  }) as Promise<T>;
}
