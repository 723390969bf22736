/*
 * replay.h - events read one after the other, each against the ticket that those before it made.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__REPLAY_H
#define MEND__REPLAY_H

#include "event.h"

typedef struct mend__replay {
    mend__alloc alloc;
    mend_ticket fresh; /* as the events so far made it */
    mend__json slot_tree, tree;
    mend__arena arena;
    mend__str *slots; /* p == NULL: emptied */
    size_t slot_count, slot_bytes;
} mend__replay;

/* To be followed by mend__replay_done in any case. */
mend_status mend__replay_begin(mend__replay *r, const mend__alloc *a, const char *slots, size_t slots_len,
                               mend_error *err);
/* Reads the next event; it lives until the one behind it is read. MEND_CORRUPT, MEND_UNSUPPORTED, MEND_NOMEM. */
mend_status mend__replay_read(mend__replay *r, mend__str text, mend__event *e, mend_error *err);
mend_status mend__replay_apply(mend__replay *r, const mend__event *e, mend_error *err);
/* After the last one: MEND_CORRUPT if there are slots that no event has used. */
mend_status mend__replay_end(const mend__replay *r, mend_error *err);
void mend__replay_done(mend__replay *r);

#endif
