// Settings: read with their origin, changed one at a time.
import { OmsError } from '../../domain/error.ts';
import { type ActResult, actResult } from '../../domain/result.ts';
import { checkSetting, isSettingKey, refuseFixed, type SettingValue, settingSpecs } from '../../domain/settings.ts';
import { recordEvent } from '../../store/event.ts';
import { holdsCurrency, readSettings, writeSetting } from '../../store/setting.ts';
import { refreshUnderRule } from '../channel/channels.ts';
import { type Act, type Shop, type WriteOptions, write } from '../shop.ts';

/** One setting. Refuses `config-unknown`, `severity-fixed`. */
export function getSetting(shop: Shop, key: string): SettingValue {
  refuseFixed(key);
  if (!isSettingKey(key)) throw new OmsError('config-unknown', { key, known: Object.keys(settingSpecs) });
  return shop.settingValues.find((setting) => setting.key === key) as SettingValue;
}

/** Keeps a setting in the shop. Refuses `config-unknown`, `config-value`, `currency-fixed`. */
export function setSetting(shop: Shop, key: string, value: string, options: WriteOptions): Promise<ActResult> {
  const setting = checkSetting(key, value);
  return write(shop, options, async (act) => {
    const current = shop.settingValues.find((known) => known.key === setting.key);
    if (current?.origin === 'shop' && current.value === setting.value)
      return actResult([{ id: setting.key, outcome: 'unchanged', value: setting.value }]);
    if (setting.key === 'currency') await refuseFixedCurrency(act, setting.value);
    await writeSetting(act.db, setting.key, setting.value, act.at);
    await recordEvent(act.db, act, 'shop', 1, 'set', { setting: setting.key });
    if (setting.key === 'invoice-rule') await refreshUnderRule(act);
    return actResult([{ id: setting.key, outcome: 'set', value: setting.value }]);
  });
}

/** Prices and costs carry no currency of their own: they are in the shop's. */
async function refuseFixedCurrency(act: Act, value: string): Promise<void> {
  const { currency = settingSpecs.currency.default } = await readSettings(act.db);
  if (value !== currency && (await holdsCurrency(act.db))) throw new OmsError('currency-fixed', { currency, value });
}
