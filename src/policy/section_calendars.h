/*
 * section_calendars.h - reading the calendars of a merged policy document.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__SECTION_CALENDARS_H
#define MEND__SECTION_CALENDARS_H

#include "policy.h"

#define MEND__CALENDARS_MAX      256   /* of a policy */
#define MEND__CALENDAR_DATES_MAX 20000 /* holidays and exceptions of all of them */

/* Compiles the calendars into the policy's vocabulary; its zone is there by then. A calendar that is like a built-in one
 * is merged with it at the tree's end; the document itself stays as it is. */
mend_status mend__calendars_read(mend_policy *policy, mend__json *tree, mend__node root, mend_error *err);

#endif
