// Settings: which value wins, what is allowed, and what a country proposes.
import { describe, expect, test } from 'vitest';
import { defaultsFor } from '../../src/domain/country.ts';
import {
  checkSetting,
  environmentName,
  resolveSettings,
  type SettingKey,
  type SettingSpec,
  settingSpecs,
  settingsOf,
} from '../../src/domain/settings.ts';

const keys = Object.keys(settingSpecs) as SettingKey[];

describe('which value wins', () => {
  const of = (key: SettingKey, stored: Record<string, string>, environment: Record<string, string>) =>
    resolveSettings(stored, environment).find((value) => value.key === key);

  test('the environment over the shop over the default', () => {
    expect(of('country', { country: 'KR' }, { OMS_COUNTRY: 'JP' })).toEqual({ key: 'country', value: 'JP', origin: 'environment' });
    expect(of('country', { country: 'KR' }, {})).toEqual({ key: 'country', value: 'KR', origin: 'shop' });
    expect(of('country', {}, {})).toEqual({ key: 'country', value: 'US', origin: 'default' });
  });

  test('the shop over the environment where its prices depend on it', () => {
    expect(of('currency', { currency: 'KRW' }, { OMS_CURRENCY: 'JPY' })).toEqual({ key: 'currency', value: 'KRW', origin: 'shop' });
  });

  test('an empty variable is none', () => {
    expect(of('country', { country: 'KR' }, { OMS_COUNTRY: '' })?.value).toBe('KR');
  });

  test('an empty value of the shop’s own counts', () => {
    expect(of('invoice-series', { 'invoice-series': '' }, {})).toEqual({ key: 'invoice-series', value: '', origin: 'shop' });
  });

  test('a bad variable is refused, never ignored', () => {
    expect(() => resolveSettings({}, { OMS_TIME_ZONE: 'Mars/Olympus' })).toThrow(expect.objectContaining({ code: 'config-value' }));
  });

  test('every setting is resolved, each once', () => {
    const values = resolveSettings({}, {});
    expect(values.map(({ key }) => key)).toEqual(keys);
    expect(settingsOf(values)['time-zone']).toBe('UTC');
  });

  test('no two settings share a variable', () => {
    expect(new Set(keys.map(environmentName)).size).toBe(keys.length);
    expect(environmentName('time-zone')).toBe('OMS_TIME_ZONE');
  });
});

describe('what a setting may be', () => {
  test.each([
    ['currency', 'KRW'],
    ['country', 'JP'],
    ['time-zone', 'Europe/Madrid'],
    ['language', 'zh'],
    ['prices-include-tax', 'true'],
    ['rounding', 'half-even'],
    ['payment-terms-days', '0'],
    ['invoice-series', 'A/2026-'],
    ['name', '파란 머그'],
    ['name', ' Blue Mug '],
  ])('%s = "%s"', (key, value) => {
    expect(checkSetting(key, value)).toEqual({ key, value: value.trim() });
  });

  test.each([
    ['currency', 'krw'],
    ['currency', 'WON'],
    ['currency', 'constructor'],
    ['country', 'Korea'],
    ['time-zone', 'Seoul'],
    ['language', 'fr'],
    ['prices-include-tax', 'yes'],
    ['rounding', 'nearest'],
    ['tax-basis', ''],
    ['payment-terms-days', '-1'],
    ['payment-terms-days', '1.5'],
    ['invoice-series', 'Rechnung Nr. '],
    ['name', 'x'.repeat(2001)],
  ])('%s = "%s" is refused with what is allowed', (key, value) => {
    expect(() => checkSetting(key, value)).toThrow(expect.objectContaining({ code: 'config-value' }));
    try {
      checkSetting(key, value);
    } catch (error) {
      const { allowed, expects } = (error as { details: { allowed?: readonly string[]; expects?: string } }).details;
      expect(allowed ?? expects).toBeTruthy();
    }
  });

  test.each(['colour', '', 'toString', '__proto__', 'Currency'])('there is no setting "%s"', (key) => {
    expect(() => checkSetting(key, 'x')).toThrow(expect.objectContaining({ code: 'config-unknown' }));
  });

  test.each(keys)('the default of %s is one that could be set', (key) => {
    expect(checkSetting(key, settingSpecs[key].default).value).toBe(settingSpecs[key].default);
    const spec: SettingSpec = settingSpecs[key];
    expect(spec.allowed !== undefined || (spec.check !== undefined && spec.expects !== undefined)).toBe(true);
  });
});

describe('what a country proposes', () => {
  test.each(['KR', 'JP', 'CN', 'TW', 'ES', 'MX', 'FR', 'DE', 'IT', 'PT', 'IE', 'GB', 'US', 'CA', 'AU', 'NZ'])(
    '%s: only what may be set',
    (country) => {
      for (const [key, value] of Object.entries(defaultsFor(country))) expect(checkSetting(key, value)).toEqual({ key, value });
      expect(defaultsFor(country).country).toBe(country);
    },
  );

  test('Korea and Japan cut fractions, prices contain tax; the United States do neither', () => {
    expect(defaultsFor('KR')).toMatchObject({ currency: 'KRW', 'time-zone': 'Asia/Seoul', rounding: 'down', 'prices-include-tax': 'true' });
    expect(defaultsFor('JP')).toMatchObject({ currency: 'JPY', rounding: 'down' });
    expect(defaultsFor('US')['prices-include-tax']).toBeUndefined();
  });
});
