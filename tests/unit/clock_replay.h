/*
 * clock_replay.h - the law that every test of clocks may end with: replay gives the same ticket.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CLOCK_REPLAY_H
#define CLOCK_REPLAY_H

#include "clock_policy.h"

/* The events kept, replayed, give the ticket to the byte, and it can be read. */
static inline void bench_replay(const clock_bench *b)
{
    mend_ticket *again;
    mend_buf *slots, *one, *two;
    size_t n, m;
    mend_ticket_new(NULL, &again);
    mend_buf_new(NULL, &slots);
    mend_buf_new(NULL, &one);
    mend_buf_new(NULL, &two);
    mend_ticket_slots(b->ticket, slots);
    const char *text = mend_buf_data(slots, &n);
    mend_error err = {.struct_size = sizeof err};
    mend_status s = mend_ticket_replay(again, text, n, (const char *const *)b->lines, NULL, b->count, &err);
    if (s != MEND_OK) {
        print_message("%s (event %d, %s)\n", err.text, (int)err.document, err.path);
    }
    assert_int_equal(s, MEND_OK);
    mend_ticket_save(b->ticket, one);
    mend_ticket_save(again, two);
    const char *x = mend_buf_data(one, &n), *y = mend_buf_data(two, &m);
    assert_int_equal(n, m);
    assert_memory_equal(x, y, n);
    assert_int_equal(mend_ticket_load(again, x, n, &err), MEND_OK);
    mend_buf_free(slots);
    mend_buf_free(one);
    mend_buf_free(two);
    mend_ticket_free(again);
}

#endif
