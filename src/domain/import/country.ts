// Countries as exports write them: a code, or a name in one of our languages → the code of ISO 3166-1.
import { isCountry } from '../country.ts';
import { languages } from '../settings.ts';

let codesByName: Map<string, string> | undefined;

/** Names that people write and no catalog of names has. */
const furtherNames: Readonly<Record<string, string>> = { UK: 'GB', USA: 'US', ENGLAND: 'GB', KOREA: 'KR', 한국: 'KR' };

/** "kr", "South Korea", "대한민국", "España" → the code; a name that nobody knows stays as it is. */
export function countryCode(text: string): string {
  const upper = text.toUpperCase();
  if (isCountry(upper)) return upper;
  codesByName ??= namesOfCountries();
  return furtherNames[upper] ?? codesByName.get(upper) ?? text;
}

function namesOfCountries(): Map<string, string> {
  const found = new Map<string, string>();
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second)).filter(isCountry);
  for (const language of languages) {
    const names = new Intl.DisplayNames([language === 'zh' ? 'zh-CN' : language], { type: 'region' });
    for (const code of codes) found.set((names.of(code) ?? code).toUpperCase(), code);
  }
  return found;
}
