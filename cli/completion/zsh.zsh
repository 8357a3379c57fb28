#compdef errwalk
# SPDX-License-Identifier: MIT
# Completion of errwalk for zsh. What can stand at the cursor is asked of errwalk itself. Save it as
# _errwalk in a directory of $fpath, or:
#     eval "$(errwalk completion zsh)"

_errwalk() {
    local -a lines whole open
    local line name

    lines=("${(@f)$(${(Q)words[1]} completion candidates -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
    for line in $lines; do
        case $line in
        :files) compset -P '--*='; _files ;;
        :directories) compset -P '--*='; _files -/ ;;
        *)
            name=${line%%$'\t'*}
            line="${name//:/\\:}:${line#*$'\t'}"
            if [[ $name == *= ]]; then open+=("$line"); else whole+=("$line"); fi
            ;;
        esac
    done
    (( $#whole )) && _describe -t errwalk errwalk whole
    (( $#open )) && _describe -t options option open -S ''
    return 0
}
# As a file of $fpath it is run to complete; otherwise it only says what completes errwalk.
if [[ $funcstack[1] == _errwalk ]]; then
    _errwalk "$@"
else
    compdef _errwalk errwalk
fi
