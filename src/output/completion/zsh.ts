// Completion for zsh: what each place takes as tables, and one function that looks things up in them.
import { type CompletionFlag, type CompletionTree, candidatesText, flagsOf, IDS_MAX } from './tree.ts';

/** The script: to be evaluated after compinit, or put in a file _oms on the fpath. */
export function zshScript(tree: CompletionTree): string {
  const table = (name: string, entries: readonly (readonly [string, string])[]) =>
    `typeset -gA ${name}=(\n${entries.map(([key, value]) => `  ${quoted(key)} ${quoted(value)}`).join('\n')}\n)`;
  const described = (words: readonly { name: string; summary: string }[]) =>
    words.map(({ name, summary }) => item(name, summary)).join('\n');
  const values = [...tree.commands.flatMap(({ path, flags }) => valuesOf(`oms ${path}`, flags)), ...valuesOf('oms', tree.globals)];
  return `#compdef oms
# oms completion for zsh; in ~/.zshrc, after compinit: eval "$(oms completion zsh)"
${table('_oms_words', [['oms', described(tree.words)], ...Object.entries(tree.verbs).map(([noun, verbs]) => [`oms ${noun}`, described(verbs)] as const)])}
${table('_oms_flags', [['oms', flagLines(tree.globals)], ...tree.commands.map((command) => [`oms ${command.path}`, flagLines(flagsOf(tree, command))] as const)])}
${table('_oms_takes', values)}
${table(
  '_oms_operands',
  tree.commands.map(({ path, operands }) => [`oms ${path}`, candidatesText(operands)] as const).filter(([, text]) => text !== ''),
)}
${LOOKUP}`;
}

function valuesOf(path: string, flags: readonly CompletionFlag[]): (readonly [string, string])[] {
  return flags
    .filter(({ value }) => value !== undefined)
    .flatMap(({ names, value }) => names.map((name) => [`${path} ${name}`, candidatesText(value) || 'unknown'] as const));
}

function flagLines(flags: readonly CompletionFlag[]): string {
  return flags.flatMap(({ names, about }) => names.filter((name) => name.startsWith('--')).map((name) => item(name, about))).join('\n');
}

/** "name:what it is", as _describe reads it. */
function item(name: string, about: string): string {
  return `${name}:${about.replaceAll('\n', ' ')}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

const LOOKUP = `_oms_offer() {
  (( $# )) || return 0
  local kind=$1 noun
  shift
  case $kind in
    files) _files ;;
    words) compadd -- "$@" ;;
    ids) for noun in "$@"; do compadd -- \${(f)"$(oms \${_oms_db:+--db} \${_oms_db:+$_oms_db} $noun list --ids --limit ${IDS_MAX} 2>/dev/null)"}; done ;;
  esac
}
_oms_takes_after() {
  local own="$1 $2" everywhere="oms $2"
  REPLY=\${_oms_takes[$own]:-$_oms_takes[$everywhere]}
  [[ -n $REPLY ]]
}
_oms() {
  local at=oms word _oms_db='' REPLY
  local -i index
  local -a items
  for ((index = 2; index < CURRENT; index++)); do
    word=$words[index]
    [[ $word == --db ]] && _oms_db=$words[index+1]
    if [[ $word == -* ]]; then
      _oms_takes_after $at $word && ((index++))
    elif [[ -n $_oms_words[$at] ]]; then
      at="$at $word"
    fi
  done
  if _oms_takes_after $at $words[CURRENT-1]; then
    _oms_offer \${=REPLY}
  elif [[ $words[CURRENT] == -* ]]; then
    items=(\${(f)_oms_flags[$at]:-$_oms_flags[oms]})
    _describe flag items
  elif [[ -n $_oms_words[$at] ]]; then
    items=(\${(f)_oms_words[$at]})
    _describe command items
  else
    _oms_offer \${=_oms_operands[$at]}
  fi
}
if [[ $funcstack[1] == _oms ]]; then _oms "$@"; else compdef _oms oms; fi
`;
