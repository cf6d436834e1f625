// Settings changed in the middle of everything.
import type { Act } from '../act.ts';
import { answered } from '../answer.ts';
import { Refusal } from '../model.ts';

const values: Readonly<Record<string, readonly string[]>> = {
  'reserve-on': ['confirm', 'command'],
  'allow-partial': ['true', 'false'],
  'prices-include-tax': ['true', 'false'],
};

interface Setting {
  readonly key: string;
  readonly value: string;
}

export const configSet: Act<Setting> = {
  needs: ['key', 'value'],
  draw(random) {
    const key = random.pick(Object.keys(values));
    return { key, value: random.percent(5) ? 'perhaps' : random.pick(values[key] as readonly string[]) };
  },
  line: ({ key, value }) => ({ argv: ['config', 'set', key, value] }),
  expect({ key, value }, shop) {
    if (!values[key]?.includes(value)) throw new Refusal('config-value');
    const outcome = shop.settings.get(key) === value ? 'unchanged' : 'set';
    shop.settings.set(key, value);
    return answered([{ id: key, outcome }]);
  },
};
