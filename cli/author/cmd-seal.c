/* SPDX-License-Identifier: MIT */
/*
 * errwalk seal: keeps the answers of scenarios out of plain sight, in their files.
 */
#include <config.h>

#include <errno.h>
#include <string.h>

#include "errwalk/file.h"
#include "errwalk/scenario.h"

#include "cli/command.h"
#include "cli/output.h"

static enum exit_code run(const struct options *options);

const struct command command_seal = {
    .name = "seal",
    .usage = "FILE…",
    .summary = "keep answers of scenarios out of plain sight",
    .run = run,
};

static enum exit_code seal(const char *path)
{
    struct buffer content = {0}, sealed = {0};
    enum exit_code code = EXIT_DONE;
    enum status status;

    if (!scenario_is_file(path)) {
        output_error("%s is not a scenario: its first key must be 'trains'", path);
        return EXIT_USAGE;
    }
    status = file_read(path, FLOW_MAX_BYTES, &content);
    if (status == STATUS_OK)
        status = scenario_seal(buffer_text(&content), content.length, &sealed);
    if (status == STATUS_OK && file_write(path, buffer_text(&sealed), sealed.length, true) !=
                                   STATUS_OK) {
        output_error("%s cannot be written: %s", path, strerror(errno));
        code = EXIT_FAULT;
    } else if (status != STATUS_OK && status != STATUS_NO) {
        output_error("%s cannot be read", path);
        code = EXIT_FAULT;
    }
    buffer_free(&content);
    buffer_free(&sealed);
    return code;
}

static enum exit_code run(const struct options *options)
{
    enum exit_code code = EXIT_DONE, one;
    size_t i;

    if (!options->operand_count) {
        output_error("name the files of the scenarios to seal");
        return EXIT_USAGE;
    }
    for (i = 0; i < options->operand_count; i++) {
        one = seal(options->operands[i]);
        code = one != EXIT_DONE ? one : code;
    }
    return code;
}
