/*
 * Held: what is written to standard error while the screen is up is kept, and shown afterwards.
 */
#ifndef ERRWALK_TUI_HELD_H
#define ERRWALK_TUI_HELD_H

/* From now on. Does nothing where standard error is no terminal, since it disturbs nothing then. */
void held_begin(void);

/* Standard error is itself again, and what was held back is written to it. Calls only what a signal
 * handler may. Does nothing where nothing is held. */
void held_release(void);

#endif
