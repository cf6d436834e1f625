// oms profile new: a profile made from a file that no profile knows.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { OmsError } from '../../domain/error.ts';
import { cutCardNumbers } from '../../domain/import/card.ts';
import { draftFields, draftNeeds, type ProfileDraft } from '../../domain/import/profile.ts';
import type { ImportResult } from '../../domain/import/result.ts';
import type { Bytes, Profile, Sample } from '../../input/index.ts';
import { writeFileWhole } from '../../output/files.ts';
import { newProfileView } from '../../output/views/profile.ts';
import { importOrders } from '../../usecases/order/import.ts';
import type { Shop } from '../../usecases/shop.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import type { Input } from '../input.ts';
import { openAll } from '../open-files.ts';
import { channelName, factsOf, orderProfiles } from '../order-files.ts';
import { ask } from '../prompt.ts';
import { askDraft, showColumns } from './ask.ts';

const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;
const NAME_MOST = 40;
/** Where a date such as 3/4/2026 is in March. */
const MONTH_FIRST = new Set(['US']);

export const newProfile: Command = {
  name: 'new',
  summary: 'make a profile for a file of orders that no profile knows',
  args: '<file>',
  options: [
    { flags: '--name <name>', about: 'small letters, digits, hyphens (default: from the file’s name)' },
    { flags: '--channel <name>', about: 'whose orders these are (default: the profile’s name)' },
    { flags: '--guess', about: 'ask nothing: write what can be guessed, and tell what cannot' },
    { flags: '-o, --output <path>', about: 'the file to write; "-" is stdout (default: profiles/NAME.yaml in the shop’s folder)' },
    { flags: '--force', about: 'overwrite' },
  ],
  notes: `On a terminal: shows the columns, asks which is what, with a guess for each. The profile is written and checked, and
the file imported as a dry run, to show what would come in. What is written is a beginning: the keys are described in
templates/profiles/README.md.`,
  examples: ['profile new export.csv', 'profile new export.csv --guess --name market', 'profile new export.csv --guess -o -'],
  async run(context, input) {
    const shop = await context.shopToWrite();
    const opened = await openAll(context, input.args.slice(0, 1));
    try {
      await make(context, input, shop, opened[0] as Bytes);
    } finally {
      for (const bytes of opened) bytes.close();
    }
    return undefined;
  },
};

async function make(context: Context, input: Input, shop: Shop, bytes: Bytes): Promise<void> {
  if (!input.on('guess') && !context.canAsk) throw new OmsError('input-needed', { flag: '--guess' });
  const name = await nameOf(context, input, bytes.name);
  const target = targetOf(context, input, shop, name);
  await tellKnown(context, shop, bytes, { name, isToKeep: target !== null });
  const made = await written(context, input, shop, bytes, name);
  if (target === null) {
    context.world.stdout.write(made.text);
    return;
  }
  const brings = await tried(context, shop, bytes, made.profile);
  writeFileWhole(target, made.text, { force: input.on('force') });
  const { columns } = made.draft;
  const missing = draftFields.filter((field) => columns[field] === undefined);
  context.print(newProfileView, { name, file: target, columns, missing, dateFormats: made.dateFormats, brings }, input);
  context.suggest(`oms order import ${bytes.name}`);
}

/** Reads, guesses, asks, and makes a text that has been checked. Refuses `profile-not-guessed`. */
async function written(context: Context, input: Input, shop: Shop, bytes: Bytes, name: string) {
  const reader = await import('../../input/index.ts');
  const plain = (await orderProfiles(context, shop)).find((profile) => profile.name === 'plain');
  if (!plain) throw new OmsError('profile-unknown', { name: 'plain', near: [] });
  const monthFirst = MONTH_FIRST.has(shop.settings.country);
  const sample = reader.sampleOf(bytes, reader.knownColumns(plain.aliases));
  if (sample.isGuessed) context.say('profile.encoding-guessed', { path: bytes.name, encoding: sample.encoding });
  const guess = reader.guessProfile(sample, plain.aliases, monthFirst);
  if (!input.on('guess')) showColumns(context, sample, reader);
  const draft = input.on('guess') ? guess : await askDraft(context, sample, guess, reader, monthFirst);
  refuseUnknown(context, bytes.name, sample, draft);
  const channel = channelName(input.text('channel'), '--channel') ?? (await channelOf(context, input, name));
  const text = reader.profileTextOf({ name, channel }, draft, sample, plain);
  const profile = reader.parseProfile(text, name);
  const dates = draft.columns.date === undefined || !input.on('guess') ? [] : reader.valuesOf(sample, draft.columns.date);
  return { draft, text, profile, dateFormats: reader.dateFormatsOf(dates, monthFirst) };
}

function refuseUnknown(context: Context, file: string, { columns }: Sample, draft: ProfileDraft): void {
  const fields = draftNeeds.filter((field) => draft.columns[field] === undefined).map((field) => context.words.say(`draft.${field}`));
  if (fields.length > 0) throw new OmsError('profile-not-guessed', { path: file, fields, columns: columns.map(cutCardNumbers) });
}

async function nameOf(context: Context, input: Input, file: string): Promise<string> {
  const given = input.text('name');
  const isName = (name: string) => NAME.test(name);
  if (given !== undefined && !isName(given)) throw new OmsError('flag-value', { flag: '--name', value: given, allowed: ['a-z 0-9 -'] });
  if (given !== undefined) return given;
  const proposal = slug(path.basename(file).replace(/\.[^.]*$/, '')) || 'mine';
  if (input.on('guess')) return proposal;
  const message = context.words.say('draft.profile-name');
  return ask(context, { flag: '--name', message, initial: proposal, check: (name) => isName(name) || 'a-z 0-9 -' });
}

function slug(text: string): string {
  const words = text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return words.replace(/^-+/, '').slice(0, NAME_MOST).replace(/-+$/, '');
}

async function channelOf(context: Context, input: Input, name: string): Promise<string> {
  if (input.on('guess')) return name;
  return ask(context, { flag: '--channel', message: context.words.say('draft.channel'), initial: name });
}

/** Null: stdout. Refuses `file-exists` before anything is asked. */
function targetOf(context: Context, input: Input, shop: Shop, name: string): string | null {
  const named = input.text('output');
  if (named === '-') return null;
  const folder = path.join(path.dirname(shop.database.path), 'profiles');
  const target = named === undefined ? path.join(folder, `${name}.yaml`) : path.resolve(context.world.cwd, named);
  if (!input.on('force') && existsSync(target)) throw new OmsError('file-exists', { path: target });
  return target;
}

/**
 * Refuses `profile-known` where another profile reads the file already: a second one would stand in its way. What is only
 * written to stdout is made nevertheless, and that is told.
 */
async function tellKnown(context: Context, shop: Shop, bytes: Bytes, made: { readonly name: string; readonly isToKeep: boolean }) {
  const { readersOf } = await import('../../input/index.ts');
  const others = (await orderProfiles(context, shop)).filter((profile) => profile.name !== made.name);
  const profiles = readersOf(bytes, others);
  const details = { path: bytes.name, profiles, profile: profiles[0], name: made.name };
  if (profiles.length === 0) return;
  if (made.isToKeep) throw new OmsError('profile-known', details);
  context.say('error.profile-known', details);
}

/** What the file would bring now, by this profile and all others there are. */
async function tried(context: Context, shop: Shop, bytes: Bytes, profile: Profile): Promise<ImportResult> {
  const { openingsOf } = await import('../../input/index.ts');
  const others = (await orderProfiles(context, shop)).filter((other) => other.name !== profile.name);
  const profiles = profile.kind === 'orders' ? [...others, profile] : others;
  const files = openingsOf([bytes], profiles, factsOf(shop)).map((open) => open());
  return importOrders(shop, { files, channel: null, opening: null, strict: false, dryRun: true });
}
