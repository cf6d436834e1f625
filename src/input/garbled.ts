// Text that was read in a wrong encoding before it came here: "MarÃ­a" for "María", "å±±" for "山".

/** What the second byte of such a letter looks like, but for what may stand behind a letter in good text. */
const SECOND = '\\u0080-\\u009F¡-ª¬-º¼-¿€‚ƒ„…†‡ˆ‰Š‹Œ‘“•˜™š›œžŸŽ';
const ANY_SECOND = `${SECOND}\\u00A0«»’”–—`;
const GARBLED = new RegExp(`[ÃÂ][${SECOND}]|[ã-í](?:[${SECOND}][${ANY_SECOND}]|[${ANY_SECOND}][${SECOND}])|\\uFFFD`);

/** Whether letters of a text have gone wrong. */
export function isGarbled(text: string): boolean {
  return GARBLED.test(text);
}
