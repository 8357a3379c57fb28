/* SPDX-License-Identifier: MIT */
/*
 * One pattern made of a table: where a command begins, then its words. Names of programs may have a
 * directory before them and .exe behind them; the case of letters does not matter.
 */
#include <config.h>

#include "danger.h"

#include <string.h>

#include "errwalk/buffer.h"
#include "errwalk/memory.h"

/* A line, a pipe, a block, or what runs the rest of the line as a command. */
#define BEGINS                                                                                   \
    "(?im)(?:^|[;|&({]|(?:^|[ \\t])(?:sudo|doas|call|start|then|do|else|time|nohup|xargs|-exec|" \
    "-command|-c|/c|/k)[ \\t])[ \\t]*[\"']?(?:[^ \\t\\r\\n\"']*[\\\\/])?"

/* What follows on the same command, up to an option. */
#define THEN "(?:[ \\t][^\\r\\n|;&]*)?[ \\t]"
#define EXE "(?:\\.exe)?"
#define END "(?![\\w-])"

static const struct {
    const char *words, *harm;
} table[] = {
    {"format(?:\\.com)?[ \\t]+[a-z]:", "erases a drive"},
    {"(?:Format-Volume|Clear-Disk|Initialize-Disk|Remove-Partition)" END, "erases a disk"},
    {"diskpart" EXE THEN "/s" END, "changes disks by a script"},
    {"clean(?:[ \\t]+all)?[ \\t]*$", "erases a disk, in diskpart"},
    {"(?:del|erase)" THEN "/s" END, "deletes files in all directories below"},
    {"(?:rd|rmdir)" THEN "/s" END, "deletes directories with all that is in them"},
    {"(?:Remove-Item|ri|del|erase|rd|rmdir|rm)" THEN "-(?:r|rec[a-z]*|fo[a-z]*)" END
     "(?![^\\r\\n|;]*-WhatIf)",
     "deletes without asking"},
    {"Clear-RecycleBin" END "(?![^\\r\\n|;]*-WhatIf)", "deletes what is in the bin for good"},
    {"rm" THEN "(?:-[a-z]*r[a-z]*|--recursive)" END "(?![^\\r\\n|;]*-WhatIf)",
     "deletes directories with all that is in them"},
    {"Remove-(?:ItemProperty|LocalUser|LocalGroup|ADUser|ADGroup|ADComputer|ADObject)" END,
     "removes settings or accounts"},
    {"reg" EXE "[ \\t]+delete" END, "deletes from the registry"},
    {"shutdown" EXE THEN "(?:[-/](?:r|s|g|p|h|l|hybrid)|now|\\+\\d+)" END,
     "ends everybody's work on the machine"},
    {"(?:Restart|Stop)-Computer" END, "ends everybody's work on the machine"},
    {"(?:reboot|poweroff|halt)" END, "ends everybody's work on the machine"},
    {"systemctl[ \\t]+(?:reboot|poweroff|halt)" END, "ends everybody's work on the machine"},
    {"bcdedit" EXE THEN "/(?:set|delete|deletevalue|create|copy|import|default|bootsequence)" END,
     "changes how the machine starts"},
    {"net1?" EXE "[ \\t]+(?:user|localgroup|group|computer|share)" THEN "/del(?:ete)?" END,
     "removes accounts, groups or shares"},
    {"userdel" END, "removes an account"},
    {"sc" EXE THEN "delete" END, "removes a service"},
    {"cipher" EXE THEN "/w(?::|" END ")", "overwrites what was deleted"},
    {"vssadmin" EXE "[ \\t]+delete" END, "deletes shadow copies"},
    {"wmic" EXE THEN "(?:shadowcopy|computersystem|os)" THEN "(?:delete|reboot|shutdown)" END,
     "deletes shadow copies or ends everybody's work"},
    {"wbadmin" EXE "[ \\t]+delete" END, "deletes backups"},
    {"(?:wevtutil" EXE "[ \\t]+(?:cl|clear-log)|Clear-EventLog)" END,
     "destroys the record of events"},
    {"dd" THEN "of=", "overwrites a file or a disk"},
    {"(?:mkfs(?:\\.[a-z0-9]+)?|wipefs|shred|blkdiscard)" END, "erases a disk"},
    {"[^\\r\\n]*>[ \\t]*/dev/(?:sd|nvme|disk|hd|vd)", "overwrites a disk"},
    {"git[ \\t]+(?:reset" THEN "--hard|clean" THEN "-[a-z]*f[a-z]*|push" THEN "(?:-f|--force))" END,
     "throws work away"},
    {"(?:[^\\r\\n]*[ \\t\"'])?(?:DROP[ \\t]+(?:TABLE|DATABASE|SCHEMA|USER)|TRUNCATE[ "
     "\\t]+TABLE)" END,
     "deletes data from a database"},
    {"(?:[^\\r\\n]*[ \\t\"'])?DELETE[ \\t]+FROM[ \\t]+[^ \\t;\"']+[ \\t]*(?:[;\"']|$)",
     "deletes all rows of a table"},
};

enum { TABLE_COUNT = sizeof table / sizeof *table };

/* Compiled once, for all flows that are checked; a group for each row. */
static const struct pattern *compiled(void)
{
    static struct pattern *pattern;
    struct buffer text = {0};
    char error[120];
    size_t offset, i;

    if (pattern)
        return pattern;
    buffer_string(&text, BEGINS "(?:");
    for (i = 0; i < TABLE_COUNT; i++)
        buffer_printf(&text, "%s(%s)", i ? "|" : "", table[i].words);
    buffer_string(&text, ")");
    pattern_new(buffer_text(&text), &pattern, error, sizeof error, &offset);
    buffer_free(&text);
    return pattern;
}

enum status danger_find(const char *text, struct danger_found *found)
{
    struct pattern_span spans[TABLE_COUNT + 1];
    enum status status = pattern_find(compiled(), text, strlen(text), 0, spans, TABLE_COUNT + 1);
    size_t i;

    for (i = 0; status == STATUS_OK && i < TABLE_COUNT; i++) {
        if (spans[i + 1].length)
            *found = (struct danger_found){spans[i + 1].offset, spans[i + 1].length, table[i].harm};
    }
    return status;
}
