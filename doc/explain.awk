# SPDX-License-Identifier: MIT
# Makes the manual page errwalk-codes(7): the codes of engine/flow/rules.c, the first file, each with its text of
# doc/rules/, the other files, which are simple CommonMark: paragraphs, `code`, and fenced blocks.

function roff(text) {
    gsub(/\\/, "\\e", text)
    gsub(/-/, "\\-", text)
    gsub(/'/, "\\(aq", text)
    gsub(/“/, "\\(lq", text)
    gsub(/”/, "\\(rq", text)
    return text
}

# A line of a paragraph; what stands between backquotes is bold.
function prose(line,    part, count, i, out) {
    gsub(/`` ` ``/, "\\(ga", line)
    count = split(line, part, "`")
    for (i = 1; i <= count; i++)
        out = out (i % 2 ? part[i] : "\\fB" part[i] "\\fR")
    return out
}

# No line of text may be taken for a request.
function safe(line) {
    return line ~ /^[.']/ ? "\\&" line : line
}

BEGIN {
    print ".TH ERRWALK\\-CODES 7 " DATE " \"errwalk " VERSION "\" \"Miscellaneous\""
    print ".SH NAME"
    print "errwalk\\-codes \\- what errwalk check says of a flow, and how to fix it"
    print ".SH DESCRIPTION"
    print ".B errwalk check"
    print "gives each kind of fault a code that stays the same."
    print "E is an error, W a warning."
    print "The examples are parts of a flow; a line and a column in them is where the fault is reported."
    print "The same texts are printed by"
    print ".BR \"errwalk check \\-\\-explain \" CODE ."
}

FNR == 1 { file++ }

file == 1 {
    if ($0 ~ /\{"[EW][0-9][0-9][0-9]"/) {
        split($0, part, "\"")
        title[part[2]] = part[4]
    }
    next
}

FNR == 1 {
    code = FILENAME
    sub(/.*\//, "", code)
    sub(/\.md$/, "", code)
    print ".SS " code ": " roff(title[code])
}

/^```/ {
    block = !block
    print block ? ".RS 4\n.EX" : ".EE\n.RE"
    next
}

block { print safe(roff($0)); next }
!$0   { print ".PP"; next }
      { print safe(prose(roff($0))) }

END {
    print ".SH SEE ALSO"
    print ".BR errwalk (1)"
}
