# SPDX-License-Identifier: MIT
# Puts the files named by -v FLOW=…, SCENARIO=…, ASSIGNMENT=… and EXAMPLE=… into errwalk-flow(5), where it says
# so. The example is a flow as `errwalk new` has it, with its marks filled in.

function example(line) {
    gsub(/@SCHEMA@/, "flow.schema.json", line)
    gsub(/@FILE@/, "printer-is-offline.yaml", line)
    gsub(/@TITLE@/, "Printer is offline", line)
    gsub(/@TODAY@/, "2026-11-22", line)
    gsub(/\\/, "\\e", line)
    gsub(/-/, "\\-", line)
    gsub(/`/, "\\(ga", line)
    gsub(/'/, "\\(aq", line)
    return "\\&" line
}

function include(file, is_example,    line) {
    while ((getline line < file) > 0)
        print is_example ? example(line) : line
    close(file)
}

/^\.so @FLOW@$/ { include(FLOW, 0); next }
/^\.so @SCENARIO@$/ { include(SCENARIO, 0); next }
/^\.so @ASSIGNMENT@$/ { include(ASSIGNMENT, 0); next }
/^\.so @EXAMPLE@$/ { include(EXAMPLE, 1); next }
{
    gsub(/@VERSION@/, VERSION)
    gsub(/@DATE@/, DATE)
    print
}
