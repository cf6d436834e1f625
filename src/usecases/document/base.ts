// What every slip is asked for with, and what it begins from.
import { type DocumentLanguage, documentLanguageOf } from '../../domain/document/language.ts';
import type { SlipBase } from '../../domain/document/slip.ts';
import type { ContentsKind, ReminderTone } from '../../domain/document/trade-slip.ts';
import { sellerOf } from '../invoice/freeze.ts';
import { type Shop, today } from '../shop.ts';

export interface SlipRequest {
  /** Undefined: the customer's own, else the shop's. */
  readonly language?: DocumentLanguage;
  /** Of a quotation: days it is good for; of a reminder: days to pay. */
  readonly days?: number;
  /** Of a reminder. */
  readonly tone?: ReminderTone;
  /** Of a statement. */
  readonly from?: string;
  readonly to?: string;
  /** Of a customs declaration. */
  readonly contents?: ContentsKind;
  readonly form?: 'cn22' | 'cn23';
  /** Of a count sheet: what is expected is told, and which bins and products. */
  readonly isOpen?: boolean;
  readonly bin?: string;
  readonly text?: string;
}

/** A slip of today. Refuses `seller-missing`. */
export function slipBase(shop: Shop, number: string, request: SlipRequest, language?: DocumentLanguage, currency?: string): SlipBase {
  return {
    number,
    date: today(shop),
    language: request.language ?? language ?? documentLanguageOf(shop.settings.language) ?? 'en',
    seller: sellerOf(shop.settings),
    currency: currency ?? shop.settings.currency,
  };
}
