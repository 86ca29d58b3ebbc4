# Completion of plan for bash: eval "$(plan completion bash)"
_plan_complete() {
  local line word
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == ':paths' ]]; then
      compopt -o default 2>/dev/null
      continue
    fi
    word=${line%%$'\t'*}
    [[ $word == *. ]] && compopt -o nospace 2>/dev/null
    COMPREPLY+=("$word")
  done < <("$1" __complete --bash "${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null)
}
complete -F _plan_complete plan expand-contract
