/*
 * check_clocks.h - whether the clocks of a compiled policy can work.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CHECK_CLOCKS_H
#define MEND__CHECK_CLOCKS_H

#include "policy.h"

/* MEND_SCHEMA with the path of what cannot work: a clock that no action starts or ends, a level without a target. */
mend_status mend__check_clocks(const mend_policy *policy, const mend__json *tree, mend_error *err);

#endif
