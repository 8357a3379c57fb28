# SPDX-License-Identifier: MIT
# Turns the tables under catalog/ into one C source of sorted constant arrays: numbers, and offsets into two string
# pools, so that nothing is sorted, allocated or relocated when errwalk starts. Run by make, in the C locale:
#
#     LC_ALL=C awk -f generate.awk code.h win32.tsv ntstatus.tsv … facilities.tsv pairs.tsv events.tsv more.tsv meanings.tsv
#
# A family of codes is a row of `enum code_kind` in code.h and a table of its name; the tables come in the order of the rows.
#
# Portable awk (mawk, gawk, busybox): no gawk functions, no hexadecimal arithmetic. catalog/README describes the columns,
# engine/catalog/tables.h the arrays. A row that cannot be right ends the run; a meaning without a name is only reported.

BEGIN {
    FS = "\t"
    entries = names = facilities = pairs = events = texts = 0
    text_size = name_size = kinds = 0
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    platform["errno"] = platform["signal"] = platform["eai"] = 1
}

# The number that `text` writes in a base of up to 36.
function in_base(text, base,    i, value) {
    value = 0
    text = toupper(text)
    for (i = 1; i <= length(text); i++) {
        value = value * base + index(digits, substr(text, i, 1)) - 1
    }
    return value
}

# The value of a code as its family writes it: five characters of SQLSTATE, a mail server's reply with its enhanced code (as
# engine/base/code.c reads it), else a number.
function value_of(kind, text,    part, enhanced) {
    if (kind == "sqlstate") {
        return in_base(text, 36)
    }
    if (kind == "smtp") {
        enhanced = split(text, part, " ") == 2 ? part[2] : index(text, ".") ? text : ""
        if (enhanced == "") {
            return text + 0
        }
        split(enhanced, level, ".")
        return (part[2] == "" ? level[1] : part[1]) * 10000 + level[2] * 1000 + level[3]
    }
    return text ~ /^0x/ ? in_base(substr(text, 3), 16) : text + 0
}

function fail(why) {
    printf "%s:%d: %s\n", FILENAME, FNR, why > "/dev/stderr"
    failed = 1
    exit 1
}

# A C string literal of `text`, without quotes; a question mark is escaped for fear of trigraphs.
function quoted(text) {
    gsub(/\\/, "&&", text)
    gsub(/"/, "\\\\&", text)
    gsub(/\?/, "\\\\&", text)
    return text
}

# Puts `text` into the pool of texts, once; returns its offset.
function pooled(text) {
    if (!(text in text_offset)) {
        text_offset[text] = text_size
        text_line[texts++] = text
        text_size += length(text) + 1
    }
    return text_offset[text]
}

# How many characters of a name are prefix: what people leave out (ERROR_, STATUS_, RPC_S_, SEC_E_, WSA). Of the other families it
# only is left out where the name is made readable.
function prefix_length(name) {
    if (match(name, /^(X509_V_ERR|KDC_ERR|KRB_AP_ERR|KRB_ERR|LDAP|CURLE|EXIT|EX|EAI|SSL_R|ERRCONNECT|ERRINFO|ERRCODE|ER|CR)_/)) {
        return RLENGTH
    }
    if (match(name, /^(ERROR|STATUS|NERR|NTE|DBG|E|S)_/)) {
        return RLENGTH
    }
    if (match(name, /^[A-Z0-9]+_(E|S|I|X|NT|ERR|ERROR|STATUS)_/)) {
        return RLENGTH
    }
    if (match(name, /^WSA_/)) {
        return RLENGTH
    }
    return match(name, /^WSAE/) ? 3 : 0
}

# Merge sort of order[0 .. n-1] by key[order[i]], then by order[i] itself.
function sort_by(key, order, n,    width, low, middle, high, i, j, k) {
    for (width = 1; width < n; width *= 2) {
        for (low = 0; low < n; low += 2 * width) {
            middle = low + width < n ? low + width : n
            high = low + 2 * width < n ? low + 2 * width : n
            i = low
            j = middle
            for (k = low; k < high; k++) {
                if (i < middle && (j >= high || ("" key[order[i]]) <= ("" key[order[j]]))) {
                    merged[k] = order[i++]
                } else {
                    merged[k] = order[j++]
                }
            }
        }
        for (k = 0; k < n; k++) {
            order[k] = merged[k]
        }
    }
}

FILENAME ~ /\.h$/ {
    if ($0 ~ /^    CODE_[A-Z0-9]+,/) {
        kind = $0
        gsub(/^    CODE_|,.*$/, "", kind)
        kind_number[tolower(kind)] = kinds++
    }
    next
}

FNR == 1 {
    file = FILENAME
    sub(/^.*\//, "", file)
    sub(/\.tsv$/, "", file)
    previous = ""
}

/^#/ || /^[ ]*$/ {
    next
}

file in kind_number {
    if (NF != 4 && NF != 5) {
        fail("a row has the columns code, name, role, sources and perhaps meaning")
    }
    if (!(file in first)) {
        first[file] = entries
        if (entries > 0 && entry_kind[entries - 1] > kind_number[file]) {
            fail("the tables come in the order of enum code_kind")
        }
    }
    value = value_of(file, $1)
    if ($3 == "own") {
        if (previous != "" && value <= previous) {
            fail("not sorted by code: " $1)
        }
        previous = value
        entry_code[entries] = value
        entry_kind[entries] = kind_number[file]
        entry_first_name[entries] = names
        entry_names[entries] = 0
        by_code[file, sprintf("%.0f", value)] = entries
        if ($5 != "") {
            entry_meaning[entries] = pooled($5)
        }
        entries++
    } else if ($3 != "alias" || entry_code[entries - 1] != value) {
        fail("an alias follows the name that the code has as its own")
    }
    name_text[names] = $2
    name_offset[names] = name_size
    name_entry[names] = entries - 1
    name_prefix[names] = prefix_length($2)
    name_size += length($2) + 1
    name_key[names] = toupper($2)
    if (kind_number[file] <= kind_number["ras"]) {
        stem_key[names] = toupper(substr($2, name_prefix[names] + 1))
        stems = names + 1
    }
    entry_of[file, $2] = entries - 1
    entry_names[entries - 1]++
    names++
    next
}

file == "facilities" {
    if ($4 == "own") {
        facility_row[facilities++] = sprintf("{%d, %d, %d}", kind_number[$1], $2, pooled($3))
    }
    next
}

file == "pairs" {
    if (NF != 5 || !(("ntstatus", $2) in entry_of) || !(("win32", $4) in entry_of)) {
        fail("no such pair: " $2 " and " $4)
    }
    if (by_code["ntstatus", sprintf("%.0f", value_of("ntstatus", $1))] != entry_of["ntstatus", $2] ||
        by_code["win32", $3] != entry_of["win32", $4]) {
        fail("a name and a code that are not the same error: " $0)
    }
    pair_ntstatus[pairs] = entry_of["ntstatus", $2]
    pair_win32[pairs] = entry_of["win32", $4]
    # Of the statuses of one Win32 error the one of the same name comes first.
    same = substr($2, prefix_length($2) + 1) != substr($4, prefix_length($4) + 1)
    pair_key[pairs] = sprintf("%05d %d %05d", pair_win32[pairs], same, pair_ntstatus[pairs])
    pairs++
    next
}

file == "events" {
    if (NF != 4) {
        fail("a row has four columns: event, log, source, meaning")
    }
    event_row[events++] = sprintf("{%d, %d, %d, %d}", $1, pooled($2), pooled($3), pooled($4))
    next
}

file == "more" {
    if ($5 != "" && (($1, $3) in entry_of)) {
        entry_meaning[entry_of[$1, $3]] = pooled($5)
    }
    next
}

file == "meanings" {
    if (NF != 3 || !(($1, $2) in entry_of)) {
        printf "%s:%d: no such error, left out: %s %s\n", FILENAME, FNR, $1, $2 > "/dev/stderr"
        next
    }
    entry_meaning[entry_of[$1, $2]] = pooled($3)
    next
}

{
    fail("what is this file?")
}

function print_order(type, title, key, n,    order, i, line) {
    for (i = 0; i < n; i++) {
        order[i] = i
    }
    sort_by(key, order, n)
    printf "\nconst %s %s[] = {\n", type, title
    line = ""
    for (i = 0; i < n; i++) {
        line = line order[i] ", "
        if (length(line) > 90 || i == n - 1) {
            print "    " line
            line = ""
        }
    }
    print "};"
}

function print_rows(type, title, rows, n,    i) {
    printf "\nconst %s %s[] = {\n", type, title
    for (i = 0; i < n; i++) {
        print "    " rows[i] ","
    }
    print "};"
}

# The numbers that this machine has for names of its own headers: MIPS and BSD have others for many than
# the tables, whose numbers are those of most machines.
function print_platform(    kind, i, name) {
    printf "\nconst struct table_platform table_platform[] = {\n"
    for (i = 0; i < entries; i++) {
        name = name_text[entry_first_name[i]]
        for (kind in platform) {
            if (entry_kind[i] == kind_number[kind] && name ~ /^[A-Z0-9_]+$/) {
                printf "#ifdef %s\n    {%d, %s, %d},\n#endif\n", name, entry_kind[i], name, entry_code[i]
            }
        }
    }
    print "    {-1, 0, 0},\n};"
}

function print_pool(title, lines, n,    i) {
    printf "\nconst char %s[] =\n", title
    for (i = 0; i < n; i++) {
        printf "    \"%s\\0\"\n", quoted(lines[i])
    }
    print "    \"\";"
}

END {
    if (failed) {
        exit 1
    }
    print "/* Made by engine/catalog/generate.awk from the tables under catalog/: change those instead. */"
    print "#include <config.h>\n"
    print "#include <errno.h>"
    print "#include <netdb.h>"
    print "#include <signal.h>\n"
    print "#include \"tables.h\""

    for (i = 0; i < entries; i++) {
        meaning = i in entry_meaning ? entry_meaning[i] : "TABLE_NONE"
        code = entry_code[i] < 0 ? entry_code[i] + 4294967296 : entry_code[i]
        entry_row[i] = sprintf("{%.0fU, %s, %d, %d, %d}", code, meaning, entry_first_name[i], entry_names[i], entry_kind[i])
    }
    for (i = 0; i < names; i++) {
        name_row[i] = sprintf("{%d, %d, %d}", name_offset[i], name_entry[i], name_prefix[i])
    }
    for (i = 0; i < pairs; i++) {
        pair_row[i] = sprintf("{%d, %d}", pair_ntstatus[i], pair_win32[i])
    }
    printf "\nconst uint16_t table_first[] = {"
    for (kind = j = 0; kind <= kinds; kind++) {
        while (j < entries && entry_kind[j] < kind) {
            j++
        }
        printf "%d%s", j, kind < kinds ? ", " : "};\n"
    }
    printf "const struct table_sizes table_sizes = {%d, %d, %d, %d, %d, %d};\n", entries, names, stems, pairs, facilities, events
    print_rows("struct catalog_entry", "table_entries", entry_row, entries)
    print_rows("struct table_name", "table_names", name_row, names)
    print_order("uint16_t", "table_by_name", name_key, names)
    print_order("uint16_t", "table_by_stem", stem_key, stems)
    print_rows("struct table_pair", "table_pairs", pair_row, pairs)
    print_order("uint16_t", "table_pairs_by_win32", pair_key, pairs)
    print_rows("struct table_facility", "table_facilities", facility_row, facilities)
    print_rows("struct catalog_event", "table_events", event_row, events)
    print_platform()
    print_pool("table_name_pool", name_text, names)
    print_pool("table_text_pool", text_line, texts)
}
