# SPDX-License-Identifier: MIT
# Turns text files into C strings, so that each is kept once, as what it is. A file NAME-OTHER.json becomes
# `const char name_other[]`; with -v table=NAME all become one table of that name, each row of the file's
# name and its text, of the type that -v header=HEADER declares. Run by make, in the C locale.

function stem(path) {
    sub(/.*\//, "", path)
    sub(/\.[^.]*$/, "", path)
    return path
}

function name_of(path) {
    path = stem(path)
    gsub(/[^a-z0-9]/, "_", path)
    return path
}

BEGIN {
    print "/* Made by embed.awk. */"
    print "#include <config.h>"
    if (table) {
        print "\n#include \"" header "\"\n"
        print "const struct " table " " table "s[] = {"
    }
    end = table ? "    }," : "    ;"
}

FNR == 1 {
    if (NR > 1)
        print end
    if (table)
        print "    {\"" stem(FILENAME) "\","
    else
        print "\nconst char " name_of(FILENAME) "[] ="
}

{
    gsub(/\\/, "&&")
    gsub(/"/, "\\\\&")
    gsub(/\?/, "\\\\&")
    print "    \"" $0 "\\n\""
}

END {
    print end
    if (table)
        print "    {NULL, NULL},\n};"
}
