/* SPDX-License-Identifier: MIT */
/*
 * The writers of the formats of figures.
 */
#ifndef ERRWALK_TEAM_STATS_FORMATS_PRIVATE_H
#define ERRWALK_TEAM_STATS_FORMATS_PRIVATE_H

#include "errwalk/stats-formats.h"

void stats_write_text(struct buffer *out, const struct stats_result *result,
                      const struct stats_view *view);
void stats_write_csv(struct buffer *out, const struct stats_result *result,
                     const struct stats_view *view);
void stats_write_json(struct buffer *out, const struct stats_result *result,
                      const struct stats_view *view);

void stats_write_html(struct buffer *out, const struct stats_result *result,
                      const struct stats_view *view);

#endif
