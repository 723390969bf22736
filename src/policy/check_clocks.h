/*
 * check_clocks.h - whether the clocks of a compiled policy can work.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CHECK_CLOCKS_H
#define MEND__CHECK_CLOCKS_H

#include "findings.h"
#include "policy.h"

/* MEND_SCHEMA with the path of what cannot work: a clock that no action starts or ends, a level without a target. With a
 * list of findings everything is kept there instead. */
mend_status mend__check_clocks(const mend_policy *policy, const mend__json *tree, mend__findings *findings,
                               mend_error *err);

#endif
