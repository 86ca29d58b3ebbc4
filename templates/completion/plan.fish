# Completion of plan for fish: plan completion fish | source
function __plan_complete
    set -l words (commandline -opc)
    set -l raw (commandline -ct)
    set -l last $raw
    # A quote that is still open stands before the word.
    if string match -qr '^[\'"]' -- "$raw"; and not string unescape -- "$raw" >/dev/null
        set last (string sub -s 2 -- "$raw")
    else if string match -qr '[\\\\\'"]' -- "$raw"
        set last (string unescape -- "$raw")
    end
    set -l found ($words[1] __complete $words[2..-1] "$last" 2>/dev/null)
    if test "$found[1]" = ':paths'
        __fish_complete_path (string replace -r '^--[a-z-]+=' '' -- "$last")
        set -e found[1]
    end
    string join \n -- $found
end
complete -c plan -f -a '(__plan_complete)'
complete -c expand-contract -f -a '(__plan_complete)'
