/*
 * sections.h - reading the sections of a merged policy document that are lists of names and settings.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__SECTIONS_H
#define MEND__SECTIONS_H

#include "policy.h"

#define MEND__STATES_MAX  256
#define MEND__ACTIONS_MAX 1024
#define MEND__KINDS_MAX   256  /* roles, grades, counters, sets of choices, fields, series: of each */
#define MEND__LONG_MAX    1024 /* choices of a set, texts */

/* Fills everything of the policy but the workflow: settings, vocabulary, number series, masks, limits. */
mend_status mend__sections_read(mend_policy *policy, const mend__json *tree, mend__node root, mend_error *err);

#endif
