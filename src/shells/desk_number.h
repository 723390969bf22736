/*
 * desk_number.h - the number of a ticket to be opened: made ready first, drawn then, so that nothing is drawn for a
 * number that cannot be written.
 *
 * A counter's name is the series' name, "/", the period, and for a series counted by several nodes "/" and the node:
 * "ticket/2024-05-01", "invoice/FY2024/3", "order/" where the counter never starts again.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__DESK_NUMBER_H
#define MEND__DESK_NUMBER_H

#include "desk.h"

typedef struct mend__numbering {
    const mend__series *series;
    mend__draw draw; /* seq is still to be drawn; its texts stand below */
    char rand[MEND__SEQ_DIGITS];
    char fields[MEND__SERIES_FIELDS][MEND__FIELD_MAX + 1]; /* one more, so that what is too long is seen to be */
    char counter[MEND__COUNTER_MAX];
    size_t counter_len;
} mend__numbering;

/* Makes ready the number of a ticket as judged, opened at an instant under an action of the policy that names a series.
 * MEND_UNSUPPORTED (a callback the series needs), MEND_RANGE, what mend_series_render() gives, the store's faults. */
mend_status mend__numbering_make(mend_desk *desk, const mend_policy *policy, int32_t series, const mend_ticket *judged,
                                 int64_t at, mend__numbering *out, mend_error *err);
/* Draws and writes it. */
mend_status mend__numbering_draw(mend_desk *desk, mend__numbering *numbering, mend__desk_text *out, mend_error *err);

#endif
