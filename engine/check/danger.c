/* SPDX-License-Identifier: MIT */
/*
 * One pattern made of a table: where a command begins, then its words. Names of programs may have a
 * directory before them and .exe behind them; the case of letters does not matter.
 */
#include <config.h>

#include "danger.h"

#include <stdint.h>
#include <string.h>

#include "errwalk/buffer.h"
#include "errwalk/letters.h"
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
    const char *has; /* each match has one of these words, in any case: a text without all of them is not searched */
    const char *words, *harm;
} table[] = {
    {"format", "format(?:\\.com)?[ \\t]+[a-z]:", "erases a drive"},
    {"-volume -disk -partition", "(?:Format-Volume|Clear-Disk|Initialize-Disk|Remove-Partition)" END, "erases a disk"},
    {"diskpart", "diskpart" EXE THEN "/s" END, "changes disks by a script"},
    {"clean", "clean(?:[ \\t]+all)?[ \\t]*$", "erases a disk, in diskpart"},
    {"/s", "(?:del|erase)" THEN "/s" END, "deletes files in all directories below"},
    {"/s", "(?:rd|rmdir)" THEN "/s" END, "deletes directories with all that is in them"},
    {"-r -f", "(?:Remove-Item|ri|del|erase|rd|rmdir|rm)" THEN "-(?:r|rec[a-z]*|fo[a-z]*)" END
     "(?![^\\r\\n|;]*-WhatIf)",
     "deletes without asking"},
    {"clear-recyclebin", "Clear-RecycleBin" END "(?![^\\r\\n|;]*-WhatIf)", "deletes what is in the bin for good"},
    {"rm", "rm" THEN "(?:-[a-z]*r[a-z]*|--recursive)" END "(?![^\\r\\n|;]*-WhatIf)",
     "deletes directories with all that is in them"},
    {"remove-", "Remove-(?:ItemProperty|LocalUser|LocalGroup|ADUser|ADGroup|ADComputer|ADObject)" END,
     "removes settings or accounts"},
    {"delete", "reg" EXE "[ \\t]+delete" END, "deletes from the registry"},
    {"shutdown", "shutdown" EXE THEN "(?:[-/](?:r|s|g|p|h|l|hybrid)|now|\\+\\d+)" END,
     "ends everybody's work on the machine"},
    {"-computer", "(?:Restart|Stop)-Computer" END, "ends everybody's work on the machine"},
    {"reboot poweroff halt", "(?:reboot|poweroff|halt)" END, "ends everybody's work on the machine"},
    {"reboot poweroff halt", "systemctl[ \\t]+(?:reboot|poweroff|halt)" END, "ends everybody's work on the machine"},
    {"bcdedit", "bcdedit" EXE THEN "/(?:set|delete|deletevalue|create|copy|import|default|bootsequence)" END,
     "changes how the machine starts"},
    {"/del", "net1?" EXE "[ \\t]+(?:user|localgroup|group|computer|share)" THEN "/del(?:ete)?" END,
     "removes accounts, groups or shares"},
    {"userdel", "userdel" END, "removes an account"},
    {"delete", "sc" EXE THEN "delete" END, "removes a service"},
    {"cipher", "cipher" EXE THEN "/w(?::|" END ")", "overwrites what was deleted"},
    {"vssadmin", "vssadmin" EXE "[ \\t]+delete" END, "deletes shadow copies"},
    {"wmic", "wmic" EXE THEN "(?:shadowcopy|computersystem|os)" THEN "(?:delete|reboot|shutdown)" END,
     "deletes shadow copies or ends everybody's work"},
    {"wbadmin", "wbadmin" EXE "[ \\t]+delete" END, "deletes backups"},
    {"wevtutil clear-eventlog", "(?:wevtutil" EXE "[ \\t]+(?:cl|clear-log)|Clear-EventLog)" END,
     "destroys the record of events"},
    {"of=", "dd" THEN "of=", "overwrites a file or a disk"},
    {"mkfs wipefs shred blkdiscard", "(?:mkfs(?:\\.[a-z0-9]+)?|wipefs|shred|blkdiscard)" END, "erases a disk"},
    {"/dev/", "[^\\r\\n]*>[ \\t]*/dev/(?:sd|nvme|disk|hd|vd)", "overwrites a disk"},
    {"git", "git[ \\t]+(?:reset" THEN "--hard|clean" THEN "-[a-z]*f[a-z]*|push" THEN "(?:-f|--force))" END,
     "throws work away"},
    {"drop truncate", "(?:[^\\r\\n]*[ \\t\"'])?(?:DROP[ \\t]+(?:TABLE|DATABASE|SCHEMA|USER)|TRUNCATE[ "
     "\\t]+TABLE)" END,
     "deletes data from a database"},
    {"delete", "(?:[^\\r\\n]*[ \\t\"'])?DELETE[ \\t]+FROM[ \\t]+[^ \\t;\"']+[ \\t]*(?:[;\"']|$)",
     "deletes all rows of a table"},
};

enum { TABLE_COUNT = sizeof table / sizeof *table };

static bool begins_with(const char *text, const char *word, size_t length)
{
    size_t i = 0;

    while (i < length && letter_lower(text[i]) == word[i])
        i++;
    return i == length;
}

/* Whether one of these words, which blanks separate, begins here. */
static bool begins_with_any(const char *text, const char *words)
{
    size_t length;

    for (; *words; words += length + (words[length] != '\0')) {
        length = strcspn(words, " ");
        if (begins_with(text, words, length))
            return true;
    }
    return false;
}

/* Bits by the first two bytes of all words. */
struct beginnings {
    bool is_ready;
    uint32_t second[128];
};

static uint32_t bit(char second)
{
    return UINT32_C(1) << (letter_lower(second) & 31);
}

static const struct beginnings *beginnings(void)
{
    static struct beginnings result;
    const char *word;
    size_t i;

    for (i = 0; i < TABLE_COUNT && !result.is_ready; i++) {
        for (word = table[i].has; word; word = strchr(word, ' ')) {
            word += *word == ' ';
            result.second[(unsigned char)word[0]] |= bit(word[1]);
        }
    }
    result.is_ready = true;
    return &result;
}

/* Most texts have none of the words, and are passed by in a hundredth of the time. */
static bool has_word(const char *text)
{
    const struct beginnings *begun = beginnings();
    size_t i;

    for (; *text; text++) {
        if (!(begun->second[letter_lower(*text) & 127] & bit(text[1])))
            continue;
        for (i = 0; i < TABLE_COUNT; i++) {
            if (begins_with_any(text, table[i].has))
                return true;
        }
    }
    return false;
}

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
    enum status status;
    size_t i;

    if (!has_word(text))
        return STATUS_NO;
    status = pattern_find(compiled(), text, strlen(text), 0, spans, TABLE_COUNT + 1);

    for (i = 0; status == STATUS_OK && i < TABLE_COUNT; i++) {
        if (spans[i + 1].length)
            *found = (struct danger_found){spans[i + 1].offset, spans[i + 1].length, table[i].harm};
    }
    return status;
}
