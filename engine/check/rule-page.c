/* SPDX-License-Identifier: MIT */
/*
 * The page of a rule: what doc/rules/ says of its code, under its title.
 */
#include <config.h>

#include "errwalk/page.h"

#include <string.h>

#include "errwalk/check.h"
#include "errwalk/rules.h"

/* Its fences name the language, which would be shown as the place where a command is run. */
void page_rule(struct buffer *out, const struct diag_rule *rule)
{
    static const char fence[] = "```yaml";
    const char *text = rule_text_of(rule), *at;

    buffer_printf(out, "# %s: %s\n\n", rule->code, rule->title);
    for (; (at = strstr(text, fence)) != NULL; text = at + strlen(fence)) {
        buffer_append(out, text, (size_t)(at - text));
        buffer_string(out, "```");
    }
    buffer_string(out, text);
}
