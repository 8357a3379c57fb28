/* SPDX-License-Identifier: MIT */
/*
 * The flow that `errwalk new` writes, with marks such as @TITLE@: cli/author/new-flow.yaml.
 */
#ifndef ERRWALK_CLI_NEW_FLOW_H
#define ERRWALK_CLI_NEW_FLOW_H

extern const char new_flow[];

#endif
