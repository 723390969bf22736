/*
 * calendar_table.c - spans of time, see calendar_table.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "calendar_table.h"

#include <string.h>

#define SLOTS_LEAST 16
#define SLOTS_MOST  8192

struct mend__draft_span {
    int64_t from;
    int32_t shift, kind;
};

/* ---- looking ---- */

/* The last element whose key is not above the value; the first one's is not. */
static uint32_t table_find(const mend__index *index, const int64_t *keys, int64_t value)
{
    if (value < index->base) {
        return 0;
    }
    uint64_t slot = (uint64_t)(value - index->base) >> index->shift;
    slot = slot < index->slots ? slot : index->slots - 1;
    uint32_t low = index->first[slot], high = index->first[slot + 1];
    while (low < high) {
        uint32_t middle = high - (high - low) / 2;
        if (keys[middle] <= value) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return low;
}

int64_t mend__table_work(const mend__table *table, const mend__week *week, int64_t at)
{
    uint32_t i = table_find(&table->by_time, table->from, at);
    const mend__span *span = &table->spans[i];
    if (span->kind == MEND__SPAN_WEEK) {
        return span->bias + mend__week_work(week, at + span->shift);
    }
    return table->work[i] + (span->kind == MEND__SPAN_OPEN ? at - table->from[i] : 0);
}

int64_t mend__table_tick(const mend__table *table, const mend__week *week, int64_t work)
{
    /* The last span that begins with this number or less is no closed one: behind that the next begins with the same. */
    uint32_t i = table_find(&table->by_work, table->work, work);
    const mend__span *span = &table->spans[i];
    if (span->kind == MEND__SPAN_WEEK) {
        return mend__week_tick(week, work - span->bias) - span->shift;
    }
    return table->from[i] + (work - table->work[i]);
}

int64_t mend__table_rest_tick(const mend__table *table, const mend__week *week, int64_t rest)
{
    uint32_t low = 0, high = table->count - 1;
    while (low < high) {
        uint32_t middle = high - (high - low) / 2;
        if (table->from[middle] - table->work[middle] <= rest) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    const mend__span *span = &table->spans[low];
    int64_t into = rest - (table->from[low] - table->work[low]); /* ms of rest since the span began */
    if (span->kind == MEND__SPAN_WEEK) {
        int64_t local = table->from[low] + span->shift;
        return mend__week_rest_tick(week, mend__week_rest(week, local) + into) - span->shift;
    }
    return table->from[low] + into;
}

/* ---- making ---- */

void mend__draft_init(mend__table_draft *draft, const mend__alloc *alloc)
{
    *draft = (mend__table_draft){alloc, NULL, 0, 0, MEND_OK};
}

void mend__draft_free(mend__table_draft *draft)
{
    mend__drop(draft->alloc, draft->spans, draft->cap * sizeof *draft->spans);
}

void mend__draft_add(mend__table_draft *draft, int64_t from, mend__span_kind kind, int32_t shift)
{
    const struct mend__draft_span *last = draft->count > 0 ? &draft->spans[draft->count - 1] : NULL;
    if (draft->status != MEND_OK ||
        (last != NULL && last->kind == (int32_t)kind && (kind != MEND__SPAN_WEEK || last->shift == shift))) {
        return;
    }
    void *spans = draft->spans;
    draft->status = draft->count == MEND__TABLE_SPANS
                        ? MEND_LIMIT
                        : mend__reserve(draft->alloc, &spans, &draft->cap, draft->count + 1, sizeof *draft->spans);
    draft->spans = spans;
    if (draft->status == MEND_OK) {
        draft->spans[draft->count++] = (struct mend__draft_span){from, shift, (int32_t)kind};
    }
}

/* Twice as many slots as elements, so that in even ranges a slot holds hardly more than one. */
static bool draft_index(mend__arena *arena, const int64_t *keys, uint32_t count, mend__index *out)
{
    uint32_t slots = SLOTS_LEAST, shift = 0, at = 0;
    while (slots < SLOTS_MOST && slots < 2 * count) {
        slots *= 2;
    }
    /* What comes before the second element needs no search; it may be thousands of years. */
    int64_t base = keys[count > 1 ? 1 : 0];
    while ((uint64_t)(keys[count - 1] - base) >> shift >= slots) {
        shift++;
    }
    uint32_t *first = mend__arena_get(arena, (slots + 1) * sizeof *first);
    if (first == NULL) {
        return false;
    }
    for (uint32_t slot = 0; slot < slots; slot++) {
        while (at + 1 < count && keys[at + 1] - base <= (int64_t)((uint64_t)slot << shift)) {
            at++;
        }
        first[slot] = at;
    }
    first[slots] = count - 1;
    *out = (mend__index){first, base, slots, shift};
    return true;
}

mend_status mend__draft_finish(const mend__table_draft *draft, const mend__week *week, int64_t end, int64_t work_start,
                               mend__arena *arena, mend__table *table)
{
    uint32_t count = (uint32_t)draft->count;
    int64_t *from = mend__arena_get(arena, count * sizeof *from);
    int64_t *work = mend__arena_get(arena, count * sizeof *work);
    mend__span *spans = mend__arena_get(arena, count * sizeof *spans);
    int64_t sum = work_start;
    if (from == NULL || work == NULL || spans == NULL) {
        return MEND_NOMEM;
    }
    for (uint32_t i = 0; i < count; i++) {
        const struct mend__draft_span *given = &draft->spans[i];
        int64_t until = i + 1 < count ? draft->spans[i + 1].from : end, before;
        from[i] = given->from;
        work[i] = sum;
        spans[i] = (mend__span){0, given->shift, given->kind};
        if (given->kind == MEND__SPAN_WEEK) {
            before = mend__week_work(week, given->from + given->shift);
            spans[i].bias = sum - before;
            sum += mend__week_work(week, until + given->shift) - before;
        } else if (given->kind == MEND__SPAN_OPEN) {
            sum += until - given->from;
        }
    }
    *table = (mend__table){.count = count,
                           .from = from,
                           .work = work,
                           .spans = spans,
                           .start = from[0],
                           .end = end,
                           .work_start = work_start,
                           .work_end = sum};
    return draft_index(arena, from, count, &table->by_time) && draft_index(arena, work, count, &table->by_work)
               ? MEND_OK
               : MEND_NOMEM;
}
