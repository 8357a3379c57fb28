/*
 * errwalk schema: the JSON Schema of a format.
 */
#include <config.h>

#include <string.h>

#include "errwalk/transcript.h"

#include "command.h"
#include "output.h"

static enum exit_code run(const struct options *options);

const struct command command_schema = {
    .name = "schema",
    .usage = "transcript",
    .summary = "print the JSON Schema of a transcript",
    .run = run,
};

static enum exit_code run(const struct options *options)
{
    if (options->operand_count != 1 || strcmp(options->operands[0], "transcript") != 0) {
        output_error("schema takes what it is of: transcript");
        return EXIT_USAGE;
    }
    output_document(transcript_schema, strlen(transcript_schema));
    return EXIT_DONE;
}
