/*
 * flow_form.h - compiling what an action asks for: the fields of its form, evidence, checklist, named conditions; and
 * what other rules ask for in the same words: conditions, durations, fields by path, notices.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__FLOW_FORM_H
#define MEND__FLOW_FORM_H

#include "flow.h"

#define MEND__FORM_MAX 512 /* fields of a form, columns of a list, items, evidence, conditions: of each */

/* What every part of the workflow is compiled with. */
typedef struct mend__flow_reader {
    mend__arena *arena;
    const mend__vocab *v;
    const mend__json *tree;
    mend_error *err;
} mend__flow_reader;

/* Zeroed memory for `count` records; MEND_NOMEM is said in err. */
void *mend__flow_array(const mend__flow_reader *r, size_t count, size_t size);
/* The condition that is the object's member `key`; NULL where there is none. */
mend_status mend__flow_condition(const mend__flow_reader *r, mend__node object, const char *key,
                                 const mend__condition **out);

/* The object's member `key` as a duration of at most 3660 days, in ms; where there is none *ms stays. */
mend_status mend__flow_duration(const mend__flow_reader *r, mend__node object, const char *key, int64_t *ms);
/* The field that a text such as "assignee" or "labour/engineer" names: a field of the ticket or a column. */
mend_status mend__flow_path(const mend__flow_reader *r, mend__node n, const mend__field **out);
/* The notices in the object's member `key`; none where there is none. */
mend_status mend__flow_notices(const mend__flow_reader *r, mend__node object, const char *key, const mend__notice **out,
                               uint32_t *count);

/* Each reads the member of that name of the action's object into its part of the action. */
mend_status mend__flow_form(const mend__flow_reader *r, mend__node action, mend__action *out);
mend_status mend__flow_checklist(const mend__flow_reader *r, mend__node action, mend__action *out);
mend_status mend__flow_evidence(const mend__flow_reader *r, mend__node action, mend__action *out);
mend_status mend__flow_conditions(const mend__flow_reader *r, mend__node action, mend__action *out);

#endif
