// Names of months, as exports in English, German, Spanish, French, Italian and Portuguese write them.

/** By month, from January on; without accents and points, abbreviations first where they are no prefix of the name. */
const names: readonly string[] = [
  'january januar janner jänner enero janvier gennaio janeiro jan ene janv gen',
  'february februar febrero fevrier febbraio fevereiro feb fevr fev',
  'march marz märz marzo mars marco mar mär mrz',
  'april abril avril aprile apr abr avr',
  'may mai mayo maggio maio mag',
  'june juni junio juin giugno junho jun giu',
  'july juli julio juillet luglio julho jul juil lug',
  'august agosto aout aug ago',
  'september septiembre setiembre septembre settembre setembro sept sep set',
  'october oktober octubre octobre ottobre outubro oct okt ott out',
  'november noviembre novembre novembro nov',
  'december dezember diciembre decembre dicembre dezembro dec dez dic',
];
const months = new Map(names.flatMap((all, index) => all.split(' ').map((name) => [plain(name), index + 1] as const)));

/** "Mär." → 3; undefined for what is no month. */
export function monthNamed(text: string): number | undefined {
  return months.get(plain(text));
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036F.]/g, '');
}
