/* SPDX-License-Identifier: MIT */
/*
 * Interrupt: SIGINT and SIGTERM while lines are read, so that leaving by them is reported like any
 * other.
 */
#ifndef ERRWALK_CLI_INTERRUPT_H
#define ERRWALK_CLI_INTERRUPT_H

/* From now on either signal ends a read with EINTR. A second one of a kind acts as it always did,
 * and one that is ignored stays so. */
void interrupt_watch(void);

/* The signal that came since, or 0. */
int interrupt_came(void);

/* Both act again as they did before interrupt_watch. */
void interrupt_forget(void);

#endif
