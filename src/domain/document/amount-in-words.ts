// Amounts as Chinese papers write them, so that no stroke can be added: 壹仟贰佰叁拾肆元伍角陆分.
const DIGITS = [...'零壹贰叁肆伍陆柒捌玖'];
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿', '万亿'];

/** Of an amount of yuan in fen; whole yuan end in 整. */
export function amountInWords(minor: number): string {
  const yuan = Math.floor(Math.abs(minor) / 100);
  const [jiao, fen] = [Math.floor(Math.abs(minor) / 10) % 10, Math.abs(minor) % 10];
  const sign = minor < 0 ? '负' : '';
  const whole = yuan > 0 ? `${wholeInWords(yuan)}元` : '';
  if (jiao === 0 && fen === 0) return `${sign}${whole || '零元'}整`;
  const tenth = jiao > 0 ? `${DIGITS[jiao]}角` : yuan > 0 ? '零' : '';
  return `${sign}${whole}${tenth}${fen > 0 ? `${DIGITS[fen]}分` : '整'}`;
}

function wholeInWords(number: number): string {
  const groups: number[] = [];
  for (let rest = number; rest > 0; rest = Math.floor(rest / 10_000)) groups.unshift(rest % 10_000);
  let words = '';
  for (const [index, group] of groups.entries()) {
    const isGapBefore = words !== '' && group > 0 && (group < 1000 || groups[index - 1] === 0);
    if (group > 0) words += `${isGapBefore && !words.endsWith('零') ? '零' : ''}${groupInWords(group)}${GROUPS[groups.length - 1 - index]}`;
  }
  return words;
}

function groupInWords(group: number): string {
  let words = '';
  for (const [index, digit] of [...String(group)].map(Number).entries()) {
    const place = String(group).length - 1 - index;
    if (digit > 0) words += `${DIGITS[digit]}${PLACES[place]}`;
    else if (words !== '' && !words.endsWith('零') && group % 10 ** place > 0) words += '零';
  }
  return words;
}
