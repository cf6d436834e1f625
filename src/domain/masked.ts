// What marketplaces hide of people: stars in the place of letters and digits.

/** "김*수", "홍**", "***", "010-****-5678": a star in the place of a letter. One behind a name, as in "Ann*", hides nothing. */
export function isMasked(text: string): boolean {
  return HIDES.test(text) && /[*＊○]{2}|\p{L}[*＊○]\p{L}|^[*＊○]|^\p{L}[*＊○]$/u.test(text);
}

const HIDES = /[*＊○]/;
