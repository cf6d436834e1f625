// The shop's settings as its rules read them.
import type { Settings } from '../../settings.ts';
import { carriageName, carriageOf, parseCarriage, parseUnserved } from '../../unserved.ts';
import { type ProblemCode, type Severity, severityOf } from '../problem.ts';
import type { ShopRules } from './rule.ts';
import { minorOf } from './unusual.ts';

const known = new WeakMap<Settings, ShopRules>();

/** Read once for the same settings: an import asks for every order. */
export function shopRules(settings: Settings): ShopRules {
  let rules = known.get(settings);
  if (!rules) known.set(settings, (rules = readRules(settings)));
  return rules;
}

function readRules(settings: Settings): ShopRules {
  const carriage = carriageOf({ carrier: null, service: null }, settings.carrier);
  const severities = new Map<ProblemCode, Severity | 'off'>();
  return {
    severity(code) {
      let severity = severities.get(code);
      if (severity === undefined) severities.set(code, (severity = severityOf(code, settings)));
      return severity;
    },
    country: settings.country,
    currency: settings.currency,
    pricesIncludeTax: settings['prices-include-tax'] === 'true',
    priceTolerancePercent: Number(settings['price-tolerance-percent']),
    unusualQuantity: Number(settings['unusual-quantity']),
    unusualMinor: minorOf(Number(settings['unusual-amount']), settings.currency),
    unusualTimes: Number(settings['unusual-times']),
    paymentMethods: new Set(wordsOf(settings['payment-methods']).map((word) => word.toLowerCase())),
    shipsTo: new Set(wordsOf(settings['ships-to'])),
    unserved: wordsOf(settings['not-served']).flatMap((word) => parseUnserved(word) ?? []),
    carriage,
    comparedCarriage: parseCarriage(carriageName(carriage)),
  };
}

function wordsOf(list: string): string[] {
  return list
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
