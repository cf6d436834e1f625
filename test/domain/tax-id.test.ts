// Tax numbers: right ones of each country, and the same with another first digit.
import { describe, expect, test } from 'vitest';
import { taxIdFault, tidyTaxId } from '../../src/domain/tax-id.ts';

const right: readonly (readonly [id: string, country: string])[] = [
  ['124-81-00998', 'KR'],
  ['T5835678256246', 'JP'],
  ['4011001098993', 'JP'],
  ['９１１１０００060003734１Ｌ', 'CN'],
  ['54362315K', 'ES'],
  ['X2482300W', 'ES'],
  ['B64717838', 'ES'],
  ['980780684', 'GB'],
  ['GB 980 7806 84', 'FR'],
  ['ESB64717838', 'ES'],
  ['FR40303265045', 'FR'],
  ['DE136695976', 'DE'],
  ['IT00743110157', 'IT'],
  ['NL004495445B01', 'NL'],
  ['NL123456789B13', 'NL'],
  ['BE0428759497', 'BE'],
  ['ATU13585627', 'AT'],
  ['PT501964843', 'PT'],
  ['IE6433435F', 'IE'],
  ['IE6433435OA', 'IE'],
  ['PL8567346215', 'PL'],
  ['DK13585628', 'DK'],
  ['FI20774740', 'FI'],
  ['SE123456789701', 'SE'],
  ['LU15027442', 'LU'],
  ['EL094259216', 'GR'],
];

describe('taxIdFault', () => {
  test.each(right)('%s (%s) is right', (id, country) => expect(taxIdFault(id, country)).toBeUndefined());

  test.each(right)('%s (%s) with another digit is wrong', (id, country) => {
    const tidy = tidyTaxId(id);
    const at = tidy.search(/\d/);
    const other = `${tidy.slice(0, at)}${(Number(tidy[at]) + 1) % 10}${tidy.slice(at + 1)}`;
    expect(taxIdFault(other, country)).toBeDefined();
  });

  test.each([
    ['a person’s number in the place of a firm’s', '8001011234567', 'KR', undefined],
    ['too short', '124-81-009', 'KR', 'KR:brn'],
    ['letters', 'none', 'KR', 'KR:brn'],
    ['an older taxpayer number', '110000600037341', 'CN', undefined],
    ['a firm’s letter with a digit for a letter', 'P2345678J', 'ES', 'ES:nif'],
    ['an office of the United Kingdom', 'GBGD001', 'GB', undefined],
    ['a country without a rule', '12-3456789', 'US', undefined],
    ['no number of the United Kingdom at all', 'SC123456', 'GB', undefined],
    ['Northern Ireland', 'XI980780684', 'GB', undefined],
  ])('%s: %s', (_, id, country, fault) => expect(taxIdFault(id, country)).toBe(fault));
});
