// oms init: asks on a terminal, takes flags everywhere.
import path from 'node:path';
import { OmsError } from '../../domain/error.ts';
import { checkSetting, defaultsFor, languages, type SettingKey, type SettingSpec, settingSpecs } from '../../domain/settings.ts';
import { ratesOfCountry } from '../../input/tax-rates.ts';
import { initView } from '../../output/views/shop.ts';
import { initShop } from '../../usecases/shop/init.ts';
import type { Command, CommandOption } from '../command.ts';
import type { Context } from '../context.ts';
import type { Input } from '../input.ts';
import { ask } from '../prompt.ts';

type Settings = Partial<Record<SettingKey, string>>;

/** Asked for in this order on a terminal. */
const asked: readonly SettingKey[] = [
  'name',
  'country',
  'currency',
  'time-zone',
  'language',
  'tax-id',
  'prices-include-tax',
  'invoice-series',
];
const others: readonly SettingKey[] = ['legal-name', 'address', 'phone', 'email', 'rounding', 'payment-instructions'];

function optionFor(key: SettingKey): CommandOption {
  const spec: SettingSpec = settingSpecs[key];
  if (key === 'prices-include-tax') return { flags: '--prices-include-tax [true|false]', about: spec.summary };
  return { flags: `--${key} <value>`, about: spec.summary };
}

const init: Command = {
  name: 'init',
  summary: 'make a new shop in this folder or another',
  args: '[dir]',
  options: [...asked, ...others].map(optionFor),
  notes:
    'What is not given is asked on a terminal, and elsewhere taken from the country. A shop is a folder: oms.db, documents/, inbox/, backups/.',
  examples: ['init', 'init my-shop --name "Blue Mug" --country GB', 'init 가게 --name "파란 머그" --country KR --tax-id 124-81-00998'],
  async run(context, input) {
    const folder = path.resolve(context.world.cwd, input.args[0] ?? '.');
    const given = givenSettings(input);
    const country = (given.country ?? (await answer(context, 'country', localeCountry(context)))).toUpperCase();
    const proposed: Settings = { ...defaultsFor(checkSetting('country', country).value), ...given, country };
    const settings = context.canAsk
      ? await askRest(context, given, proposed)
      : { ...proposed, name: proposed.name ?? path.basename(folder) };
    const { root, user, now } = context.world;
    const made = await initShop({
      folder,
      root,
      settings,
      taxRates: ratesOfCountry(root, settings.country as string),
      actor: context.world.env.OMS_ACTOR || user,
      now: now.call(context.world),
    });
    context.print(initView, made, input);
    context.say('note.next', { command: 'oms product add MUG-01 --name "Blue mug" --price 12.50' });
    return undefined;
  },
};

function givenSettings(input: Input): Settings {
  const settings: Settings = {};
  for (const key of [...asked, ...others]) {
    const value = key === 'prices-include-tax' && input.on(key) ? 'true' : input.text(key);
    if (value !== undefined) settings[key] = checkSetting(key, key === 'country' || key === 'currency' ? value.toUpperCase() : value).value;
  }
  return settings;
}

async function askRest(context: Context, given: Settings, proposed: Settings): Promise<Settings> {
  const settings = { ...proposed };
  for (const key of asked) {
    if (given[key] === undefined && key !== 'country')
      settings[key] = await answer(context, key, proposed[key] ?? settingSpecs[key].default);
  }
  return settings;
}

/** The answer of a person, or the proposal where nobody can be asked. */
async function answer(context: Context, key: SettingKey, proposal: string): Promise<string> {
  if (!context.canAsk) return proposal;
  const spec: SettingSpec = settingSpecs[key];
  return ask(context, {
    flag: `--${key}`,
    message: context.words.say(`setting.${key}`),
    initial: proposal,
    choices: spec.allowed,
    check: (value) => checked(context, key, value),
  });
}

function checked(context: Context, key: SettingKey, value: string): true | string {
  try {
    checkSetting(key, value);
    return true;
  } catch (error) {
    return error instanceof OmsError ? context.words.say(`error.${error.code}`, error.details) : String(error);
  }
}

/** The country of the locale (ko_KR.UTF-8 → KR), else of the language, else the United States. */
function localeCountry(context: Context): string {
  const { env } = context.world;
  const country = /_([A-Z]{2})/.exec(env.LC_ALL || env.LANG || '')?.[1];
  const ofLanguage = { en: 'US', es: 'ES', ko: 'KR', ja: 'JP', zh: 'CN' } as const;
  return country ?? ofLanguage[languages.find((language) => language === context.language()) ?? 'en'];
}

export const commands = [init];
