/* SPDX-License-Identifier: MIT */
/*
 * What is advised of sound flows: commands that need a warning, links, texts that are too long or
 * too hard to read. Each rule is shown what it must find, and the nearest thing that it must leave
 * alone.
 */
#include <config.h>

#include <string.h>

#include "engine/check/danger.h"
#include "engine/check/reading.h"
#include "flow-edits.h"
#include "suite.h"

static const char *const dangerous[] = {
    "format d:",
    "FORMAT.COM E: /q",
    "Format-Volume -DriveLetter D",
    "Get-Disk 1 | Clear-Disk -RemoveData",
    "diskpart /s wipe.txt",
    "select disk 1\nclean",
    "clean all",
    "del /s *.log",
    "del /q /s C:\\Temp",
    "erase *.tmp /S",
    "rd /s /q C:\\Temp",
    "rmdir /S x",
    "C:\\Windows\\System32\\cmd.exe /c rd /s x",
    "cmd /c \"rd /s /q x\"",
    "if exist x (rd /s /q x)",
    "call rd /s x",
    "a && rd /s x",
    "a & del /s x",
    "Remove-Item -Recurse -Force C:\\Temp",
    "remove-item C:\\Temp -recurse",
    "Get-ChildItem | Remove-Item -Force",
    "Get-Item x | ForEach-Object { Remove-Item $_ -Recurse }",
    "ri -r -fo x",
    "rm -rf /tmp/x",
    "sudo rm -fr x",
    "rm --recursive x",
    "/bin/rm -r x",
    "find . -name x -exec rm -r {} +",
    "powershell -Command \"Remove-Item x -Recurse\"",
    "Remove-ADUser caller",
    "reg delete HKLM\\Software\\X",
    "REG.EXE DELETE HKCU\\X /f",
    "shutdown /r /t 0",
    "shutdown -s",
    "shutdown.exe /g",
    "shutdown now",
    "shutdown -h now",
    "Restart-Computer",
    "Stop-Computer -Force",
    "reboot",
    "sudo reboot",
    "systemctl reboot",
    "bcdedit /set testsigning on",
    "bcdedit.exe /store x /delete {y}",
    "net user caller /delete",
    "net localgroup admins /del",
    "net1 share x /delete",
    "userdel caller",
    "sc delete Spooler",
    "sc.exe \\\\server delete Spooler",
    "cipher /w:C:\\",
    "vssadmin delete shadows /all",
    "Clear-RecycleBin -DriveLetter C",
    "wmic shadowcopy delete",
    "wbadmin delete catalog",
    "wevtutil cl Security",
    "Clear-EventLog -LogName System",
    "dd if=/dev/zero of=/dev/sda",
    "mkfs.ext4 /dev/sdb1",
    "wipefs -a /dev/sdb",
    "cat image > /dev/sda",
    "git reset --hard HEAD~1",
    "git clean -fdx",
    "git push origin main --force",
    "DROP TABLE sessions;",
    "sqlcmd -Q \"drop database x\"",
    "TRUNCATE TABLE x",
    "DELETE FROM sessions;",
    "sqlite3 x.db 'DELETE FROM sessions'",
};

static const char *const harmless[] = {
    "Get-Process",
    "Get-ChildItem -Recurse -Force",
    "dir /s",
    "Format-Table Name",
    "Format-List",
    "Get-Date -Format d:",
    "net format",
    "git format-patch -1",
    "diskpart",
    "list disk",
    "make clean",
    "dism /online /cleanup-image",
    "cleanmgr",
    "del one.tmp",
    "del /q one.tmp",
    "rd empty",
    "echo rd /s x",
    "rem rd /s x",
    "# rm -rf x",
    "help rd /s",
    "where rd",
    "rm one.tmp",
    "Remove-Item one.tmp",
    "Remove-Item x -Recurse -WhatIf",
    "remove-items -Recurse",
    "Get-Help Remove-Item -Full",
    "net use \\\\server /delete",
    "net use * /delete",
    "net user caller",
    "net user user /domain",
    "net share",
    "cmdkey /delete:server",
    "reg query HKLM\\X",
    "reg export HKLM\\X x",
    "shutdown /a",
    "shutdown /?",
    "Get-Command Restart-Computer",
    "systemctl status x",
    "last reboot",
    "bcdedit",
    "bcdedit /enum all",
    "bcdedit /export backup",
    "sc query",
    "sc qc deleted",
    "cipher /c x",
    "vssadmin list shadows",
    "Clear-RecycleBin -WhatIf",
    "wmic os get caption",
    "wbadmin get versions",
    "wevtutil gl Application",
    "wevtutil epl Security x.evtx",
    "Get-EventLog System",
    "dd --version",
    "add of=x",
    "git status",
    "git reset HEAD x",
    "git push origin main",
    "SELECT * FROM dropped_tables",
    "backdrop table",
    "DELETE FROM sessions WHERE id = 1;",
    "sfc /scannow",
    "chkdsk C: /f",
    "klist purge",
    "ipconfig /release",
    "LUID id;\nif (!AllocateLocallyUniqueId(&id))\n    return format(id);",
    "errwalk check --format=text",
};

static void test_danger(void)
{
    struct danger_found found;
    size_t i;

    for (i = 0; i < sizeof dangerous / sizeof *dangerous; i++)
        suite_expect(dangerous[i], danger_find(dangerous[i], &found) == STATUS_OK &&
                                       found.length && found.harm);
    for (i = 0; i < sizeof harmless / sizeof *harmless; i++)
        suite_expect(harmless[i], danger_find(harmless[i], &found) == STATUS_NO);
    if (suite_expect("second line",
                     danger_find("dir\n  sudo  rm -rf x", &found) == STATUS_OK))
        suite_expect_long("second line", (long)found.offset, 12);
}

/* Words, long words, sentences, LIX. */
static void test_reading(void)
{
    static const struct {
        const char *text;
        unsigned words, long_words, sentences, lix;
    } rows[] = {
        {"", 0, 0, 0, 0},
        {"Does it work?", 3, 0, 1, 0},
        {"One two three. Four five six? Seven eight nine! Ten", 10, 0, 4, 3},
        {"a b c d e f g h i seventh", 10, 1, 1, 20},
        {"a b c d e f g h i sixths", 10, 0, 1, 10},
        {"ERROR_LOGON_SESSION_COLLISION and lsass.exe are names, as are 0x80070556 and "
         "DOMAIN\\person.",
         10, 0, 1, 10},
        {"MICROSOFT is a name; Microsoft is a long word, one of two in-house words.", 14, 2, 1, 28},
        {"He said “stop.” Then they went on: it went well… and so on. Yes", 14, 0, 5, 3},
        {"Übermäßige größere Übungen äußern sich häufig schließlich plötzlich überall draußen.", 10,
         7, 1, 80},
        {"日本語の文章はとても長いです。日本語の文章はとても長いです。 a b c d e f g h i j k", 13,
         2, 1, 0},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reading reading = {0};

        reading_add(&reading, rows[i].text, strlen(rows[i].text));
        suite_expect_long(rows[i].text, reading.words, rows[i].words);
        suite_expect_long(rows[i].text, reading.long_words, rows[i].long_words);
        suite_expect_long(rows[i].text, reading.sentences, rows[i].sentences);
        suite_expect_long(rows[i].text, reading_lix(&reading), rows[i].lix);
    }
}

static const struct edit links_edits[] = {
    {"https://example.org/doors", "http://example.org/doors", "W017 19:27"},
    {"https://example.org/doors", "HTTPS://example.org/doors", "E028 19:27"},
    {"background: Doors have locks.", "background: See [here](http://example.org).", "W017 7:26"},
    {"background: Doors have locks.", "background: See <http://example.org>.", "W017 7:20"},
    {"background: Doors have locks.", "background: See http://example.org now.", "W017 7:19"},
    {"background: Doors have locks.", "background: 'See [a](b) and [c](ftp://d).'",
     "W017 7:24, W017 7:35"},
    {"background: Doors have locks.", "background: \"A [\\u0061](HTTP://x)\"", "W017 7:27"},
    {"background: Doors have locks.", "background: \"A [a](HTTP:\\u002f/x)\"", "W017 6:1"},
    {"background: Doors have locks.", "background: See [here](https://example.org).", ""},
    {"background: Doors have locks.", "background: See <https://example.org>.", ""},
    {"background: Doors have locks.", "background: Write to <help@example.org>.", ""},
    {"background: Doors have locks.", "background: See `http://example.org`.", ""},
    {"background: Doors have locks.", "background: Begins with http:// or so.", ""},
    {"warning: Slippery.", "warning: See [a](http://a).", "W017 75:26"},
    {"a: 'Because: locks'", "a: 'See <http://a>'", "W017 17:26"},
};

static const struct edit known_edits[] = {
    {"{weight: {above: 100}}", "{weight: {above: 101}}",
     "W019 31:14, W019 67:42, W019 72:25, W019 73:44, W019 91:17"},
    {"turn {{weight}}", "turn {{code}}", "W019 67:42, W019 72:25, W019 73:44, W019 91:17"},
    {"of {{weight}} kg", "where it turns, {{turns}}",
     "W019 31:14, W019 72:25, W019 73:26, W019 73:44, W019 91:17"},
    /* A route that asks for it has it. */
    {"    route:\n      - {if: {weight: {above: 100}}, to: security}",
     "    route:\n      - {if: {number: 0x1f, weight: {above: 100}}, to: security}",
     "W019 31:14, W019 47:15, W019 67:42, W019 72:25, W019 73:44, W019 91:17"},
};

static void test_known(void)
{
    edit_expect_only("W019", known_edits, sizeof known_edits / sizeof *known_edits);
}

static const struct edit danger_edits[] = {
    {"turn {{weight}}", "rd /s /q x", "W018 31:7"},
    {"      ```cmd\n      turn {{weight}}",
     "      **It is gone then.**\n\n      ```cmd\n      rd /s /q x", ""},
    {"      ```cmd\n      turn {{weight}}",
     "      It is *gone* then.\n\n      ```cmd\n      rd /s /q x", "W018 33:7"},
    {"'call {{code}}'", "'reg delete HKLM\\X'", "W018 90:27"},
    {"'call {{code}}'", "'reg delete HKLM\\X', warning: Gone then.", ""},
    {"pour --kg {{weight}} --lock {{number}}", "rd /s /q x", ""},
    {"        warning: Slippery.\n", "", ""},
    {"      - Fetch oil\n", "      - |\n        Run this:\n\n            shutdown /r\n",
     "W018 74:13"},
    {"  developers: None.", "  developers: |\n    ```c\n    rm(\"-rf\");\n    ```", ""},
    {"because: The lock is broken.", "because: Use `rd /s /q x`.", ""},
};

static const struct edit screen_edits[] = {
    /* head 1 and 4 answers of one line: 5; a line more of each up to 7. */
    {"      half: {say: \"Half way\", to: caller}",
     "      half: {say: Half way and then not one bit further up, to: caller}", ""},
    {"      half: {say: \"Half way\", to: caller}",
     "      half: {say: Half way and then not one bit further up or down or to the left side or "
     "the "
     "right or to the top of it all the same, to: caller}",
     "W013 25:10"},
    {"ask: Does the handle turn?",
     "ask: Does the handle turn when you turn it with one or two hands?", ""},
    {"ask: Does the handle turn?",
     "ask: Does the handle of the door turn when you turn it to the left or right with one or two "
     "hands?",
     ""},
    {"ask: Does the handle turn?",
     "ask: Does the handle of the door turn when you turn it to the left or right with one or two "
     "hands "
     "and no other tool of any kind at all?",
     "W013 25:10"},
    {"fix: Oil the hinges",
     "fix: Oil the hinges of the door with the oil that was made for such hinges and such doors",
     ""},
    {"fix: Oil the hinges",
     "fix: Oil the hinges of the door with the oil that was made for such hinges and such doors, "
     "and no "
     "other oil of any kind at all",
     "W013 66:10"},
    {"verify: Does it open now?",
     "verify: Does the door open now when you turn the handle of it to the left or right with one "
     "or two "
     "hands or with both?",
     ""},
    {"verify: Does it open now?",
     "verify: Does the door open now when you turn the handle of it to the left or right with one "
     "or two "
     "hands or with both, or with the help of a friend or of two, or of a neighbour?",
     "W013 76:13"},
    {"escalate: Call the locksmith",
     "escalate: Call the locksmith of the town in which the door is, and no other locksmith, and "
     "tell him "
     "that the door is shut and that we wait",
     "W013 86:15"},
};

static const struct edit reviewed_edits[] = {
    {"reviewed: 2026-11-22\n", "", "W015 2:8"},
    {"reviewed: 2026-11-22", "reviewed: 2026-11-24", ""},
    {"reviewed: 2026-11-22", "reviewed: 2026-11-25", "W016 5:11"},
};

#define HARD \
    "Determining mechanical responsiveness facilitates distinguishing deteriorated hinges today"

static const struct edit reading_edits[] = {
    {"why: Heavy doors have other hinges.", "why: " HARD ".", ""},
    {"why: Heavy doors have other hinges.", "why: " HARD " or so.", "W014 42:10"},
    {"why: Heavy doors have other hinges.", "why: " HARD " or so. It is so.", ""},
    {"why: Heavy doors have other hinges.",
     "why: |\n      " HARD " or so.\n\n      - Yes\n      - No", ""},
    {"because: Nobody else may.", "because: " HARD " or so.", ""},
};

static void test_links(void)
{
    edit_expect(links_edits, sizeof links_edits / sizeof *links_edits);
}

static void test_warnings(void)
{
    edit_expect(danger_edits, sizeof danger_edits / sizeof *danger_edits);
}

static void test_screens(void)
{
    edit_expect(screen_edits, sizeof screen_edits / sizeof *screen_edits);
}

static void test_reviewed(void)
{
    edit_expect(reviewed_edits, sizeof reviewed_edits / sizeof *reviewed_edits);
}

static void test_hard(void)
{
    edit_expect(reading_edits, sizeof reading_edits / sizeof *reading_edits);
}

const char suite_name[] = "flow-advice";
const struct suite_test suite_tests[] = {
    {"facts that some way does not have", test_known},
    {"commands that can do harm, and those that cannot", test_danger},
    {"commands with and without a warning", test_warnings},
    {"links", test_links},
    {"LIX", test_reading},
    {"questions that are hard to read", test_hard},
    {"what fits a screen of 40x12", test_screens},
    {"the day of the review", test_reviewed},
    {NULL, NULL},
};
