# Completion of plan for fish: plan completion fish | source
function __plan_complete
    set -l words (commandline -opc)
    set -l found ($words[1] __complete $words[2..-1] (commandline -ct) 2>/dev/null)
    if test "$found[1]" = ':paths'
        __fish_complete_path (commandline -ct)
        set -e found[1]
    end
    string join \n -- $found
end
complete -c plan -f -a '(__plan_complete)'
complete -c expand-contract -f -a '(__plan_complete)'
