# SPDX-License-Identifier: MIT
# Completion of errwalk for fish. What can stand at the cursor is asked of errwalk itself:
#     errwalk completion fish | source

function __errwalk_paths
    set -l option (string match -r -- '^--[^=]*=' $argv[2])
    set -l typed (string replace -r -- '^--[^=]*=' '' $argv[2])
    for path in $typed*
        if test -d $path
            echo $option$path/
        else if test $argv[1] = files
            echo $option$path
        end
    end
end

function __errwalk_candidates
    set -l words (commandline -opc) (commandline -ct)
    for line in ($words[1] completion candidates -- $words[2..-1] 2>/dev/null)
        switch $line
            case ':files' ':directories'
                __errwalk_paths (string sub -s 2 -- $line) $words[-1]
            case '*'
                echo $line
        end
    end
end

complete -c errwalk -f -a '(__errwalk_candidates)'
