// The verbs of `oms profile`.
import path from 'node:path';
import { OmsError } from '../../domain/error.ts';
import type { ProfileView } from '../../domain/import/profile.ts';
import { nearest } from '../../domain/near.ts';
import { actResult, type Outcome } from '../../domain/result.ts';
import { actView } from '../../output/views/act.ts';
import { profileList, profileText } from '../../output/views/profile.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { newProfile } from './new.ts';

const list: Command = {
  name: 'list',
  summary: 'the export formats that can be read, by name; the shop’s own win over built-in ones',
  lists: true,
  examples: ['profile list', 'profile list --json'],
  async run(context, input) {
    context.printList(profileList, (await profilesOf(context)).slice(0, input.limit(context.isTTY)), input);
    return undefined;
  },
};

const show: Command = {
  name: 'show',
  summary: 'a profile as its file has it, to be copied into the shop’s profiles/ and changed',
  args: '<name>',
  examples: ['profile show shopify', 'profile show shopify > profiles/mine.yaml'],
  async run(context, input) {
    const { profileTwice, readProfile } = await import('../../input/index.ts');
    const profiles = await profilesOf(context);
    const profile = named(profiles, input.args[0] as string);
    const twice = profileTwice(profile, profiles);
    if (twice) throw twice;
    context.print(profileText, { ...profile, text: readProfile(profile.file) }, input);
    return undefined;
  },
};

const check: Command = {
  name: 'check',
  summary: 'read profiles and tell every mistake with its line and column',
  args: '[files...]',
  notes: 'Without a file: every profile there is. The keys are described in templates/profiles/README.md.',
  examples: ['profile check', 'profile check profiles/mine.yaml'],
  async run(context, input) {
    const { checkProfile, profileTwice, shopProfiles } = await import('../../input/index.ts');
    const given = input.args.map((name) => path.resolve(context.world.cwd, name));
    const files = given.length > 0 ? given : (await profilesOf(context)).map(({ file }) => file);
    // a file is a shop's own by where it lies; the shop itself need not be there
    const shops = [...new Set(files.map((file) => path.dirname(path.dirname(file))))];
    const twice = new Map(shops.flatMap((shop) => shopProfiles(shop).map((one, _, own) => [one.file, profileTwice(one, own)])));
    const outcomes = files.map((file): Outcome => {
      const checked = twice.get(file) ?? checkProfile(file);
      if (!(checked instanceof Error)) return { id: checked.name, outcome: 'sound' };
      return { id: path.basename(file), outcome: 'refused', error: { code: checked.code, details: checked.details } };
    });
    return context.printAct(actView('profile'), actResult(outcomes), input);
  },
};

async function profilesOf(context: Context): Promise<ProfileView[]> {
  const { listProfiles } = await import('../../input/index.ts');
  const shop = await context.shop();
  return listProfiles(context.world.root, path.dirname(shop.database.path));
}

function named(profiles: readonly ProfileView[], name: string): ProfileView {
  const found = profiles.find((profile) => profile.name === name);
  if (found) return found;
  const names = profiles.map((profile) => profile.name);
  throw new OmsError('profile-unknown', { name, near: nearest(name, names) });
}

export const commands = [list, show, check, newProfile];
