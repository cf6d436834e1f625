// Completion for bash: tables of commands and flags, and one function that looks things up in them.
import { type CompletionFlag, type CompletionTree, candidatesText, flagsOf, IDS_MAX } from './tree.ts';

/** The script; works in the bash of macOS (3.2) too. */
export function bashScript(tree: CompletionTree): string {
  return `# oms completion for bash; in ~/.bashrc: eval "$(oms completion bash)"
_oms_words() {
  case "$1" in
    '') echo '${tree.words.map(({ name }) => name).join(' ')}' ;;
${Object.entries(tree.verbs)
  .map(([noun, verbs]) => `    '${noun}') echo '${verbs.map(({ name }) => name).join(' ')}' ;;`)
  .join('\n')}
  esac
}
_oms_flags() {
  case "$1" in
${tree.commands.map((command) => `    '${command.path}') echo '${namesOf(flagsOf(tree, command))}' ;;`).join('\n')}
    *) echo '${namesOf(tree.globals)} --help --version' ;;
  esac
}
_oms_takes() {
  case "$1" in
${valueCases(tree).join('\n')}
    *) return 1 ;;
  esac
}
_oms_operands() {
  case "$1" in
${tree.commands
  .filter(({ operands }) => candidatesText(operands) !== '')
  .map(({ path, operands }) => `    '${path}') echo '${candidatesText(operands)}' ;;`)
  .join('\n')}
  esac
}
${LOOKUP}`;
}

function namesOf(flags: readonly CompletionFlag[]): string {
  return flags.flatMap(({ names }) => names.filter((name) => name.startsWith('--'))).join(' ');
}

/** A line for each flag that takes a value: what it takes, or nothing that is known. */
function valueCases(tree: CompletionTree): string[] {
  const line = (patterns: readonly string[], text: string) => `    ${patterns.map((pattern) => pattern).join('|')}) echo '${text}' ;;`;
  const own = tree.commands.flatMap(({ path, flags }) =>
    flags
      .filter(({ value }) => value !== undefined)
      .map(({ names, value }) =>
        line(
          names.map((name) => `'${path} ${name}'`),
          candidatesText(value),
        ),
      ),
  );
  const everywhere = tree.globals
    .filter(({ value }) => value !== undefined)
    .map(({ names, value }) =>
      line(
        names.map((name) => `*' ${name}'`),
        candidatesText(value),
      ),
    );
  return [...own, ...everywhere];
}

/** Ids are never expanded by the shell: what a channel calls its orders may look like a command. */
const LOOKUP = `_oms_add() {
  local candidate
  while IFS= read -r candidate; do
    [[ -n $candidate && $candidate == "$1"* ]] && COMPREPLY+=("$(printf '%q ' "$candidate")")
  done
}
_oms_offer() {
  local cur=$1 kind=$2 noun
  shift 2
  case "$kind" in
    files)
      compopt +o nospace -o filenames 2>/dev/null
      while IFS= read -r noun; do COMPREPLY+=("$noun"); done < <(compgen -f -- "$cur") ;;
    words) _oms_add "$cur" < <(printf '%s\\n' "$@") ;;
    ids)
      for noun in "$@"; do
        _oms_add "$cur" < <(oms \${_oms_db:+--db "$_oms_db"} "$noun" list --ids --limit ${IDS_MAX} 2>/dev/null)
      done ;;
  esac
}
_oms() {
  local cur=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} path='' word takes index _oms_db=''
  COMPREPLY=()
  compopt -o nospace 2>/dev/null
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    [[ $word == --db ]] && _oms_db=\${COMP_WORDS[index+1]}
    [[ $word == -* ]] && { _oms_takes "$path $word" >/dev/null && ((index++)); continue; }
    [[ -z $path || -n $(_oms_words "$path") ]] && path=\${path:+$path }$word
  done
  if takes=$(_oms_takes "$path $previous"); then
    [[ -n $takes ]] && _oms_offer "$cur" $takes
  elif [[ $cur == -* ]]; then
    _oms_offer "$cur" words $(_oms_flags "$path")
  elif [[ -n $(_oms_words "$path") ]]; then
    _oms_offer "$cur" words $(_oms_words "$path")
  else
    _oms_offer "$cur" $(_oms_operands "$path")
  fi
}
complete -F _oms oms
`;
