# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Completion of errwalk for bash. What can stand at the cursor is asked of errwalk itself:
#     eval "$(errwalk completion bash)"

_errwalk() {
    local IFS=$'\n' i last=0 word prefix='' candidate
    local words
    words=('')

    # Bash takes words apart at "=": put --option=value together again.
    for ((i = 1; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $word == '=' && ${words[last]} == --* ]] || [[ ${words[last]} == --*= ]]; then
            words[last]+=$word
        else
            last=$((last + 1))
            words[last]=$word
        fi
    done
    word=${words[last]}
    [[ $word == --*=* && $COMP_WORDBREAKS == *=* ]] && prefix=${word%%=*}=

    COMPREPLY=()
    while read -r candidate; do
        candidate=${candidate%%$'\t'*}
        case $candidate in
        :files) while read -r i; do COMPREPLY+=("$i"); done < <(compgen -f -- "${word#--*=}") ;;
        :directories) while read -r i; do COMPREPLY+=("$i"); done < <(compgen -d -- "${word#--*=}") ;;
        *) COMPREPLY+=("${candidate#"$prefix"}") ;;
        esac
        [[ $candidate == *= ]] && compopt -o nospace 2>/dev/null
        [[ $candidate == :* ]] && compopt -o filenames 2>/dev/null
    done < <("${COMP_WORDS[0]}" completion candidates -- "${words[@]:1}" 2>/dev/null)
}
complete -F _errwalk errwalk
