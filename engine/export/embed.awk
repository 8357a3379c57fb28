# Turns text files into C strings, so that each is kept once, as what it is. A file NAME-OTHER.json becomes
# `const char name_other[]`. Run by make, in the C locale.

function name_of(path) {
    sub(/.*\//, "", path)
    sub(/\.[^.]*$/, "", path)
    gsub(/[^a-z0-9]/, "_", path)
    return path
}

BEGIN {
    print "/* Made by embed.awk. */"
    print "#include <config.h>"
}

FNR == 1 {
    if (NR > 1)
        print "    ;"
    print ""
    print "const char " name_of(FILENAME) "[] ="
}

{
    gsub(/\\/, "&&")
    gsub(/"/, "\\\\&")
    gsub(/\?/, "\\\\&")
    print "    \"" $0 "\\n\""
}

END { print "    ;" }
