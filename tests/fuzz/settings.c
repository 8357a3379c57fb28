/* SPDX-License-Identifier: MIT */
/*
 * errwalk.conf: what is reported of it is text, whatever stands in it.
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/options.h"
#include "cli/settings.h"
#include "targets.h"

/* What command_line_read does, with nothing but --config on the command line. */
static void read_settings(const char *path)
{
    const struct option *option = option_table;
    struct options options = {0};

    while (option->name && strcmp(option->name, "config") != 0)
        option++;
    options_give(&options, (struct assignment){.option = option, .value = path});
    settings_read(&options);
    options_free(&options);
}

/* Standard error is a file of its own meanwhile. */
void fuzz_settings(const char *bytes, size_t length)
{
    const char *path = fuzz_file(bytes, length, ".conf");
#ifdef __GLIBC__
    FILE *before = stderr;
    char *said = NULL;
    size_t said_length = 0;

    stderr = open_memstream(&said, &said_length);
    if (!stderr)
        abort();
    read_settings(path);
    fclose(stderr);
    stderr = before;
    fuzz_expect_text(said, said_length);
    free(said);
#else
    read_settings(path);
#endif
}
