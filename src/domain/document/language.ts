// The languages documents are written in: those of the screen and more, since customers read what the shop need not.
import type { Language } from '../settings.ts';

export const documentLanguages = ['en', 'es', 'ko', 'ja', 'zh-CN', 'zh-TW', 'de', 'fr', 'it', 'pt'] as const;
export type DocumentLanguage = (typeof documentLanguages)[number];

/** As documents were frozen before Chinese was told apart: "zh" is zh-CN. */
export type FrozenLanguage = DocumentLanguage | Language;

/** Chinese that is read in traditional characters. */
const TRADITIONAL = /^zh\b.*(hant|tw|hk|mo)/;

/** The language of a tag as people and files write it ("zh", "pt-BR", "de_AT"); undefined where documents have no words for it. */
export function documentLanguageOf(tag: string | null | undefined): DocumentLanguage | undefined {
  const plain = (tag ?? '').trim().toLowerCase().replaceAll('_', '-');
  const first = plain.split('-')[0];
  if (first === 'zh') return TRADITIONAL.test(plain) ? 'zh-TW' : 'zh-CN';
  return documentLanguages.find((language) => language === first);
}
