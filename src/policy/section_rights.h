/*
 * section_rights.h - compiling the policy's section "rights", see rules/rights_rows.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__SECTION_RIGHTS_H
#define MEND__SECTION_RIGHTS_H

#include "policy.h"

/* Reads the section (MEND__NONE: there is none) for a policy whose names and terms are there already. Every regime is
 * read, and every fact held against it. */
mend_status mend__rights_compile(mend__arena *arena, const mend_policy *policy, const mend__json *tree,
                                 mend__node section, mend__rights_rows *out, mend_error *err);

#endif
