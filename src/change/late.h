/*
 * late.h - which notices of a catch-up go out: all of them wait until it is known what else was due.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__LATE_H
#define MEND__LATE_H

#include "notice.h"

typedef struct mend__waiting { /* a notice that may yet go out */
    const mend__clock *clock;
    const mend__notice *notice;
    mend__notice_frame frame; /* frame.late 0: it is in time */
} mend__waiting;

typedef struct mend__wait_list { /* memory is of the result's arena */
    mend__waiting *items;
    size_t count, capacity;
} mend__wait_list;

/* What is due says something to these people: late notices of the same clock to the same recipient are superseded by it. */
void mend__wait_supersede(mend__wait_list *l, const mend__clock *c, const mend__notice *notices, uint32_t count);
/* The notices of something that was due; those that are late, and are not to go out at all, are passed over. */
mend_status mend__wait_add(mend__wait_list *l, const mend__clock *c, const mend__notice_frame *frame,
                           const mend__notice *notices, uint32_t count, mend__arena *arena);
/* Does any of them go out only if nothing comes behind it? */
bool mend__wait_open(const mend__wait_list *l);
void mend__wait_send(const mend__wait_list *l, const mend_policy *policy, const mend_ticket *t, mend_result *r);

#endif
