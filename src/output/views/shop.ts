// The shop and its settings on the screen.
import type { SettingValue } from '../../domain/settings.ts';
import { listView, type View } from '../view.ts';

export interface InitView {
  readonly path: string;
  readonly settings: Readonly<Record<string, string>>;
}

export const initView: View<InitView> = {
  text: ({ path, settings }, { words }) =>
    words.say('act.init.made', {
      path,
      name: settings.name ?? '',
      country: settings.country,
      currency: settings.currency,
      zone: settings['time-zone'],
    }),
};

export const configList: View<readonly SettingValue[]> = listView<SettingValue>({
  columns: [
    { title: 'setting', show: ({ key }) => key },
    { title: 'value', show: ({ value }) => value },
    { title: 'origin', show: ({ origin }) => origin },
  ],
  csv: { setting: ({ key }) => key, value: ({ value }) => value, origin: ({ origin }) => origin },
  id: ({ key }) => key,
});

export const configValue: View<SettingValue> = { text: ({ value }) => value };
