#compdef plan expand-contract
# Completion of plan for zsh: eval "$(plan completion zsh)" behind compinit
_plan() {
  local line word says last=${(Q)words[CURRENT]}
  local -a open_words closed_words open_says closed_says
  # Inside an open quote the word is no whole one, which (Q) would leave as it is.
  [[ -n $compstate[quote] ]] && last=${(Q)PREFIX}
  [[ $compstate[quote] == "'" ]] && last=$PREFIX
  while IFS= read -r line; do
    if [[ $line == ':paths' ]]; then
      [[ $PREFIX == --*=* ]] && compset -P '*='
      _files
      continue
    fi
    word=${line%%$'\t'*}
    says=${line#*$'\t'}
    if [[ $word == *. ]]; then
      open_words+=("$word")
      open_says+=("$word  $says")
    else
      closed_words+=("$word")
      closed_says+=("$word  $says")
    fi
  done < <("${words[1]}" __complete "${(@Q)words[2,CURRENT-1]}" "$last" 2>/dev/null)
  ((${#closed_words})) && compadd -l -d closed_says -a closed_words
  ((${#open_words})) && compadd -S '' -l -d open_says -a open_words
  return 0
}
compdef _plan plan expand-contract
