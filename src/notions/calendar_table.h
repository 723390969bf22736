/*
 * calendar_table.h - a stretch of time cut into spans, each closed, open, or following the plain week.
 *
 * Working milliseconds are numbered along the stretch. A span follows the week with one offset of the clocks; where
 * they change, and around dates with hours of their own, another span begins. So there are few spans, and what a
 * question costs does not depend on how much time lies between.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CALENDAR_TABLE_H
#define MEND__CALENDAR_TABLE_H

#include "calendar_week.h"
#include "ground/alloc.h"

#define MEND__TABLE_SPANS 16384 /* of one calendar */

typedef enum mend__span_kind { MEND__SPAN_SHUT, MEND__SPAN_OPEN, MEND__SPAN_WEEK } mend__span_kind;

/* What a span is, beside where it begins. */
typedef struct mend__span {
    int64_t bias;  /* WEEK: working ms number n of the table is number n - bias of the week */
    int32_t shift; /* WEEK: ms that the local clock is ahead of UTC */
    int32_t kind;  /* mend__span_kind */
} mend__span;

/* Where to look for a key in an ascending list: in each of `slots` equal pieces of its range. */
typedef struct mend__index {
    const uint32_t *first; /* slots + 1: the last element whose key is not above the slot's first value */
    int64_t base;
    uint32_t slots, shift; /* a slot is 2^shift wide */
} mend__index;

typedef struct mend__table {
    uint32_t count;
    const int64_t *from; /* UTC instants, ascending */
    const int64_t *work; /* ms of work before the span, never falling */
    const mend__span *spans;
    int64_t start, end;           /* instants */
    int64_t work_start, work_end; /* ms of work before them */
    mend__index by_time, by_work;
} mend__table;

/* ms of work before an instant in [start, end]. */
int64_t mend__table_work(const mend__table *table, const mend__week *week, int64_t at);
/* The instant at which working ms number `work`, in [work_start, work_end), begins. */
int64_t mend__table_tick(const mend__table *table, const mend__week *week, int64_t work);
/* The same for time that is not working time: `rest` in [start - work_start, end - work_end). */
int64_t mend__table_rest_tick(const mend__table *table, const mend__week *week, int64_t rest);

/* A table that is being made. */
typedef struct mend__table_draft {
    const mend__alloc *alloc;
    struct mend__draft_span *spans;
    size_t count, cap;
    mend_status status;
} mend__table_draft;

void mend__draft_init(mend__table_draft *draft, const mend__alloc *alloc);
void mend__draft_free(mend__table_draft *draft);
/* A span begins at `from`, later than the one before. Errors stick: MEND_NOMEM, MEND_LIMIT. */
void mend__draft_add(mend__table_draft *draft, int64_t from, mend__span_kind kind, int32_t shift);
/* Makes the table of at least one span, that ends at `end` and begins with number work_start. MEND_NOMEM. */
mend_status mend__draft_finish(const mend__table_draft *draft, const mend__week *week, int64_t end, int64_t work_start,
                               mend__arena *arena, mend__table *table);

#endif
