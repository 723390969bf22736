/*
 * check.h - whether a compiled policy can work: what no single member shows.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CHECK_H
#define MEND__CHECK_H

#include "findings.h"
#include "policy.h"

/* Everything is MEND_SCHEMA with the path of what cannot work. `root` is the merged document. With a list of
 * findings everything is kept there instead. */
mend_status mend__check(const mend_policy *policy, const mend__json *tree, mend__node root, mend__findings *findings,
                        mend_error *err);

#endif
