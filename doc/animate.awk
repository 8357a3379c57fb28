# SPDX-License-Identifier: MIT
# Makes one moving picture of several SVG files, each shown for four seconds; of the first alone where a
# reader wants no motion. Run by `make screenshots`, in the C locale.

BEGIN {
    seconds = 4
    count = ARGC - 1
}

FNR == 1 {
    frame++
    inside = 0
    if (match($0, /height="[0-9]+"/)) {
        size = substr($0, RSTART + 8, RLENGTH - 9) + 0
        tallest = size > tallest ? size : tallest
    }
    if (frame == 1)
        head = $0
}

/^<style>/ { styling = 1 }
styling && frame == 1 { style = style $0 "\n" }

inside && !/^<\/svg>/ { body[frame] = body[frame] $0 "\n" }
/^<\/style>/ { styling = 0; inside = 1 }

END {
    gsub(/height="[0-9]+"/, "height=\"" tallest "\"", head)
    sub(/viewBox="0 0 [0-9]+ [0-9]+"/, "viewBox=\"0 0 748 " tallest "\"", head)
    print head
    print "<title>A walk with errwalk: home, a question, the map, a fix</title>"
    sub(/<\/style>\n$/, "", style)
    printf "%s", style
    printf ".frame {visibility: hidden; animation: show %ds step-end infinite}\n", seconds * count
    printf "@keyframes show {0%% {visibility: visible} %d%% {visibility: hidden}}\n", 100 / count
    for (i = 2; i <= count; i++)
        printf ".frame%d {animation-delay: %ds}\n", i, seconds * (i - 1)
    print "@media (prefers-reduced-motion) {.frame {animation: none} .frame1 {visibility: visible}}"
    print "</style>"
    for (i = 1; i <= count; i++)
        printf "<g class=\"frame frame%d\">\n%s</g>\n", i, body[i]
    print "</svg>"
}
