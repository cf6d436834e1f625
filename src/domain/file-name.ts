// Names of files that are made from numbers and ids.

/** A name safe as one path component: anything that could leave the folder or confuse a shell becomes "_". */
export function safeFileName(name: string): string {
  const safe = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')
    .replace(/^[.-]+/, '_')
    .slice(0, 100);
  return safe === '' ? '_' : safe;
}
