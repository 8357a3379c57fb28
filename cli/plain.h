/*
 * Plain: a walk by lines, for screen readers, pipes and terminals that cannot be drawn on.
 */
#ifndef ERRWALK_CLI_PLAIN_H
#define ERRWALK_CLI_PLAIN_H

#include <stdio.h>

#include "errwalk/export.h"
#include "errwalk/walk.h"

#include "command.h"
#include "watch.h"

/*
 * Walks on from where the walk stands until it ends or is left. `asks_again`: a reply that does not
 * fit is asked again, as at a terminal; else it ends the walk there, so that it does not shift onto
 * the next question. `export`: how transcripts are written; its format is not looked at. `*signal`
 * gets the number of a signal that the process must end by once all is put away, or 0. `watch`: the
 * flow's file, looked at with each line; NULL: none.
 */
enum exit_code plain_run(struct walk *walk, FILE *in, bool asks_again,
                         const struct export_options *export, struct watch *watch, int *signal);

#endif
