# Completion of plan for bash: eval "$(plan completion bash)"
_plan_complete() {
  local words=("${COMP_WORDS[@]:1:COMP_CWORD}") word line
  local cur=${COMP_WORDS[COMP_CWORD]}
  local IFS=$'\n'
  # bash cuts a word at "=", and what it completes is what stands behind that.
  if [[ $cur == '=' ]]; then
    cur=''
    words=("${words[@]:0:${#words[@]}-1}" '')
  elif ((COMP_CWORD > 2)) && [[ ${COMP_WORDS[COMP_CWORD-1]} == '=' ]]; then
    words=("${words[@]:0:${#words[@]}-2}" "$cur")
  fi
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == ':paths' ]]; then
      compopt -o default 2>/dev/null
      continue
    fi
    word=${line%%$'\t'*}
    [[ $word == *. ]] && compopt -o nospace 2>/dev/null
    printf -v word '%q' "$word"
    COMPREPLY+=("$word")
  done < <("${COMP_WORDS[0]}" __complete "${words[@]//\\/}" 2>/dev/null)
}
complete -F _plan_complete plan expand-contract
