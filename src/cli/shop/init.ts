// oms init: asks on a terminal, takes flags everywhere.
import path from 'node:path';
import { defaultsFor } from '../../domain/country.ts';
import { OmsError } from '../../domain/error.ts';
import { checkSetting, type SettingKey, type SettingSpec, settingSpecs } from '../../domain/settings.ts';
import { ratesOfCountry } from '../../input/tax-rates.ts';
import { initView } from '../../output/views/shop.ts';
import { initShop, refuseExistingShop } from '../../usecases/shop/init.ts';
import type { Command, CommandOption } from '../command.ts';
import type { Context } from '../context.ts';
import type { Input } from '../input.ts';
import { ask, complaint } from '../prompt.ts';

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
/** What no shop can do without, and no default can know. */
const needed: readonly SettingKey[] = ['currency', 'time-zone'];

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
    if (context.globals.db !== undefined) throw new OmsError('flags-conflict', { flags: ['init', '--db'] });
    const folder = path.resolve(context.world.cwd, input.args[0] ?? '.');
    const given = givenSettings(input);
    refuseExistingShop(folder);
    const settings = await wantedSettings(context, given, path.basename(folder));
    context.foundIn(settings.language);
    const { root, user, now, env } = context.world;
    const taxRates = ratesOfCountry(root, settings.country as string);
    const made = await initShop({ folder, root, settings, taxRates, actor: env.OMS_ACTOR || user, now: now.call(context.world) });
    context.print(initView, made, input);
    context.suggest(taxRates.length > 0 ? 'oms product add MUG-01 --name "Blue mug" --price 12' : 'oms tax set standard 8.875');
    return undefined;
  },
};

function givenSettings(input: Input): Settings {
  const settings: Settings = {};
  for (const key of [...asked, ...others]) {
    const value = key === 'prices-include-tax' && input.on(key) ? 'true' : input.text(key);
    if (value !== undefined) settings[key] = checkSetting(key, inCapitals(key, value)).value;
  }
  return settings;
}

/** What is given, else what a person answers, else what the country usually has. Refuses `input-needed`. */
async function wantedSettings(context: Context, given: Settings, folderName: string): Promise<Settings> {
  const settings: Settings = { name: folderName, country: localeCountry(context) };
  for (const key of asked) {
    if (given[key] === undefined && context.canAsk) settings[key] = await answer(context, key, settings[key]);
    else if (given[key] !== undefined) settings[key] = given[key];
    if (key === 'country') Object.assign(settings, defaultsFor(settings.country as string));
  }
  for (const key of others) if (given[key] !== undefined) settings[key] = given[key];
  for (const key of needed) if (settings[key] === undefined) throw new OmsError('input-needed', { flag: `--${key}` });
  return settings;
}

async function answer(context: Context, key: SettingKey, proposal: string | undefined): Promise<string> {
  const spec: SettingSpec = settingSpecs[key];
  const value = await ask(context, {
    flag: `--${key}`,
    message: context.words.say(`setting.${key}`),
    initial: proposal ?? (needed.includes(key) ? undefined : key === 'language' ? context.language() : spec.default),
    choices: spec.allowed,
    label: (choice) => context.words.say(`choice.${choice}`),
    check: (typed) => complaint(context, () => checkSetting(key, inCapitals(key, typed))),
  });
  return checkSetting(key, inCapitals(key, value)).value;
}

/** Codes of countries and currencies may be typed small. */
function inCapitals(key: SettingKey, value: string): string {
  return key === 'country' || key === 'currency' ? value.trim().toUpperCase() : value;
}

/** The country of the locale (ko_KR.UTF-8 → KR), else of the language, else the United States. */
function localeCountry(context: Context): string {
  const { env } = context.world;
  const country = /_([A-Z]{2})/.exec(env.LC_ALL || env.LANG || '')?.[1];
  return country ?? { en: 'US', es: 'ES', ko: 'KR', ja: 'JP', zh: 'CN' }[context.language()];
}

export const commands = [init];
