/* SPDX-License-Identifier: MIT */
/*
 * Capture of standard error: what is written to it while the screen is up is shown afterwards.
 */
#ifndef ERRWALK_TUI_STDERR_CAPTURE_H
#define ERRWALK_TUI_STDERR_CAPTURE_H

/* From now on. Does nothing where standard error is no terminal, since it disturbs nothing then. */
void stderr_capture_begin(void);

/* Standard error is itself again, and what was held back is written to it. Calls only what a signal
 * handler may. Does nothing where nothing is held. */
void stderr_capture_release(void);

#endif
