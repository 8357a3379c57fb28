# SPDX-License-Identifier: MIT
# Puts the codes of engine/flow/rules.c, the first file, into the manual page, where it says @CODES@.

FNR == 1 { file++ }

file == 1 {
    if ($0 ~ /\{"[EW][0-9][0-9][0-9]"/) {
        split($0, part, "\"")
        text = part[4]
        if (text == "") {
            print FILENAME ":" FNR ": a rule and its title stand on one line" > "/dev/stderr"
            exit failed = 1
        }
        gsub(/'/, "\\(aq", text)
        gsub(/-/, "\\-", text)
        codes = codes ".TP\n.B " part[2] "\n" text "\n"
    }
    next
}

/^@CODES@$/ {
    printf "%s", codes
    next
}

{
    gsub(/@VERSION@/, VERSION)
    gsub(/@DATE@/, DATE)
    print
}
