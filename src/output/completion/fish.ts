// Completion for fish: a line for each word and each flag, on the condition of where the cursor stands.
import { type Candidates, type CompletionFlag, type CompletionTree, candidatesText, IDS_MAX } from './tree.ts';

/** The script; goes to ~/.config/fish/completions/oms.fish. */
export function fishScript(tree: CompletionTree): string {
  const valueFlags = [...new Set([...tree.globals, ...tree.commands.flatMap(({ flags }) => flags)].flatMap(namesWithValue))];
  const nouns = Object.keys(tree.verbs);
  const lines = [
    '# oms completion for fish: oms completion fish > ~/.config/fish/completions/oms.fish',
    LOOKUP.replace('@NOUNS@', nouns.map(quoted).join(' ')).replace('@VALUE_FLAGS@', valueFlags.join(' ')),
    'complete -c oms -f',
    ...tree.globals.map((flag) => flagLine(undefined, flag)),
    ...tree.words.map((word) => wordLine('', word)),
    ...Object.entries(tree.verbs).flatMap(([noun, verbs]) => verbs.map((verb) => wordLine(noun, verb))),
    ...tree.commands.flatMap(({ path, flags, operands }) => [
      ...flags.map((flag) => flagLine(path, flag)),
      ...(candidatesText(operands) === '' ? [] : [`${at(path)}${argument(operands)}`]),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

function namesWithValue({ names, value }: CompletionFlag): readonly string[] {
  return value === undefined ? [] : names;
}

function at(path: string): string {
  return `complete -c oms -n ${quoted(`__oms_at ${path}`.trimEnd())}`;
}

function wordLine(path: string, { name, summary }: { name: string; summary: string }): string {
  return `${at(path)} -a ${name} -d ${quoted(summary)}`;
}

function flagLine(path: string | undefined, { names, about, value }: CompletionFlag): string {
  const long = names.map((name) => (name.startsWith('--') ? ` -l ${name.slice(2)}` : ` -s ${name.slice(1)}`)).join('');
  return `${path === undefined ? 'complete -c oms' : at(path)}${long}${value ? argument(value, true) : ''} -d ${quoted(about)}`;
}

function argument(candidates: Candidates, required = false): string {
  if (candidates.kind === 'files') return required ? ' -r -F' : ' -F';
  const flag = required ? ' -x' : '';
  if (candidates.kind === 'words') return `${flag} -a ${quoted(candidates.words.join(' '))}`;
  return candidates.kind === 'ids' ? `${flag} -a ${quoted(`(__oms_ids ${candidates.nouns.join(' ')})`)}` : flag;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', ' ')}'`;
}

const LOOKUP = `function __oms_ids
  set -l tokens (commandline -opc)
  set -l db
  if set -l index (contains -i -- --db $tokens)
    set db --db $tokens[(math $index + 1)]
  end
  for noun in $argv
    oms $db $noun list --ids --limit ${IDS_MAX} 2>/dev/null
  end
end
function __oms_at
  set -l path
  set -l skip 0
  for token in (commandline -opc)[2..-1]
    if test $skip = 1
      set skip 0
    else if contains -- $token @VALUE_FLAGS@
      set skip 1
    else if string match -q -- '-*' $token
      continue
    else if test (count $path) = 0
      set path $token
    else if contains -- "$path" @NOUNS@
      set -a path $token
    end
  end
  test "$path" = "$argv"
end`;
