// A line of the demo's day as argument lists: words, quotes and pipes, as much of a shell as it needs.

/** "oms a 'b c' | oms d" → [["a", "b c"], ["d"]]. */
export function splitCommands(line: string): string[][] {
  const tokens = [...line.matchAll(/(?:[^\s'"]+|'[^']*'|"[^"]*")+/g)].map(([token]) => token.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'));
  const stages: string[][] = [[]];
  for (const token of tokens) {
    if (token === '|') stages.push([]);
    else stages.at(-1)?.push(token);
  }
  return stages.map(([, ...argv]) => argv);
}
