/*
 * test_desk.c - what a desk does when nothing fails: opening, acting, asking, replaying, lists, batches.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "desk_bench.h"

static int start(void **state)
{
    bench *b = malloc(sizeof *b);
    bench_start(b, NULL);
    *state = b;
    return 0;
}

static int end(void **state)
{
    bench_end(*state);
    free(*state);
    return 0;
}

/* Replaces the bench by one under a policy with something laid over. */
static bench *restart(void **state, const char *overlay)
{
    bench_end(*state);
    bench_start(*state, overlay);
    return *state;
}

static const char *number_of(const bench *b)
{
    return mend_ticket_number(b->ticket, NULL);
}

static mend_status open_one(bench *b, int64_t now)
{
    bench_register(b, NULL);
    return mend_desk_open(b->desk, b->args, now, b->ticket, b->result, &b->err);
}

/* ---- opening ---- */

static void test_desk__opening_draws_a_number_and_takes_it_as_the_key(void **state)
{
    bench *b = *state;
    assert_int_equal(open_one(b, NOW), MEND_OK);
    assert_string_equal(number_of(b), "K20240315001");
    assert_string_equal(mend_ticket_key(b->ticket, NULL), "K20240315001");
    assert_string_equal(mend_ticket_tenant(b->ticket, NULL), "shop");
    assert_int_equal(mend_result_event_count(b->result), 1);
    assert_int_equal(mend_result_replayed(b->result), 0);
    assert_int_equal(open_one(b, NOW + HOUR), MEND_OK);
    assert_string_equal(number_of(b), "K20240315002");
    assert_int_equal(bench_tickets(b), 2);
}

static void test_desk__the_number_shows_the_local_day_of_the_opening(void **state)
{
    bench *b = *state;
    int64_t evening = INT64_C(1710518400000); /* 2024-03-15T16:00:00Z is the 16th in Shanghai */
    assert_int_equal(open_one(b, evening - 1), MEND_OK);
    assert_string_equal(number_of(b), "K20240315001");
    assert_int_equal(open_one(b, evening), MEND_OK);
    assert_string_equal(number_of(b), "K20240316001");
    bench_register(b, NULL);
    assert_int_equal(mend_args_at(b->args, evening - HOUR), MEND_OK); /* entered an hour late */
    assert_int_equal(mend_desk_open(b->desk, b->args, evening, b->ticket, b->result, &b->err), MEND_OK);
    assert_string_equal(number_of(b), "K20240315002");
}

static void test_desk__a_refusal_draws_no_number(void **state)
{
    bench *b = *state;
    bench_args(b, "clerk:ann", "register", NULL, "customer_name=x", NULL);
    assert_int_equal(mend_desk_open(b->desk, b->args, NOW, b->ticket, b->result, &b->err), MEND_INCOMPLETE);
    assert_int_equal(mend_result_reason_count(b->result), 2);
    assert_int_equal(faulty_count(b->faults, FAULTY_DRAW), 0);
    assert_int_equal(faulty_count(b->faults, FAULTY_COMMIT), 0);
    assert_int_equal(mend_ticket_revision(b->ticket), 0);
}

static void test_desk__a_given_key_and_number_are_taken(void **state)
{
    bench *b = *state;
    bench_register(b, NULL);
    mend_args_ticket(b->args, "shop", MEND_NTS, "case-1", MEND_NTS, "OLD-77", MEND_NTS);
    assert_int_equal(mend_desk_open(b->desk, b->args, NOW, b->ticket, b->result, &b->err), MEND_OK);
    assert_string_equal(number_of(b), "OLD-77");
    assert_string_equal(mend_ticket_key(b->ticket, NULL), "case-1");
    assert_int_equal(faulty_count(b->faults, FAULTY_DRAW), 0);
    mend_args_ticket(b->args, "", 0, "case-2", MEND_NTS, "OLD-77", MEND_NTS);
    assert_int_equal(mend_desk_open(b->desk, b->args, NOW, b->ticket, b->result, &b->err), MEND_DUPLICATE);
    assert_string_equal(mend_ticket_key(b->ticket, NULL), "case-1");
    mend_args_ticket(b->args, "", 0, "case-1", MEND_NTS, "OLD-78", MEND_NTS);
    assert_int_equal(mend_desk_open(b->desk, b->args, NOW, b->ticket, b->result, &b->err), MEND_DUPLICATE);
    mend_args_ticket(b->args, "other", MEND_NTS, "case-3", MEND_NTS, "", 0);
    assert_int_equal(mend_desk_open(b->desk, b->args, NOW, b->ticket, b->result, &b->err), MEND_DENIED);
    mend_args_ticket(b->args, "", 0, "a\0b", 3, "", 0);
    assert_int_equal(mend_desk_open(b->desk, b->args, NOW, b->ticket, b->result, &b->err), MEND_INVALID);
    assert_int_equal(bench_tickets(b), 1);
}

static void test_desk__without_a_series_a_key_is_needed(void **state)
{
    bench *b = restart(state, "{\"actions\":{\"register\":{\"number\":null}}}");
    assert_int_equal(open_one(b, NOW), MEND_INVALID);
    mend_args_ticket(b->args, "", 0, "k", 1, "", 0);
    assert_int_equal(mend_desk_open(b->desk, b->args, NOW, b->ticket, b->result, &b->err), MEND_OK);
    assert_string_equal(number_of(b), "");
    mend_args_ticket(b->args, "", 0, "", 0, "N1", MEND_NTS);
    assert_int_equal(mend_desk_open(b->desk, b->args, NOW, b->ticket, b->result, &b->err), MEND_OK);
    assert_string_equal(mend_ticket_key(b->ticket, NULL), "N1");
}

static void test_desk__an_action_that_does_not_open_is_refused_for_a_new_ticket(void **state)
{
    bench *b = *state;
    bench_begin(b, NULL);
    assert_int_equal(mend_desk_open(b->desk, b->args, NOW, b->ticket, b->result, &b->err), MEND_WRONG_STATE);
    bench_args(b, "clerk:ann", "registre", NULL, NULL);
    assert_int_equal(mend_desk_open(b->desk, b->args, NOW, b->ticket, b->result, &b->err), MEND_UNKNOWN_ACTION);
    assert_non_null(strstr(b->err.text, "register"));
}

static void test_desk__a_desk_without_a_policy_opens_nothing(void **state)
{
    bench *b = *state;
    mend_store table;
    mend_desk *desk;
    mend_memory_table(b->memory, &table);
    assert_int_equal(mend_desk_new(NULL, &table, "shop", MEND_NTS, &desk, NULL), MEND_OK);
    bench_register(b, NULL);
    assert_int_equal(mend_desk_open(desk, b->args, NOW, NULL, b->result, &b->err), MEND_MISUSE);
    assert_int_equal(mend_desk_try(desk, "", 0, b->args, NOW, b->result, &b->err), MEND_MISUSE);
    mend_desk_free(desk);
}

/* ---- acting ---- */

static void test_desk__an_act_loads_decides_and_commits(void **state)
{
    bench *b = *state;
    bench_open(b, "t");
    bench_begin(b, NULL);
    assert_int_equal(mend_desk_act(b->desk, "t", 1, b->args, NOW + HOUR, b->ticket, b->result, &b->err), MEND_OK);
    assert_string_equal(mend_ticket_state(b->ticket, NULL), "work");
    assert_int_equal(bench_revision(b, "t"), 2);
    assert_int_equal(mend_desk_act(b->desk, "t", 1, b->args, NOW + HOUR, b->ticket, b->result, &b->err),
                     MEND_WRONG_STATE);
    assert_int_equal(mend_result_reason_count(b->result), 1);
    assert_int_equal(mend_result_status(b->result), MEND_WRONG_STATE);
    assert_int_equal(bench_revision(b, "t"), 2);
    assert_int_equal(mend_desk_act(b->desk, "u", 1, b->args, NOW, b->ticket, b->result, &b->err), MEND_NOT_FOUND);
    assert_int_equal(mend_result_reason_count(b->result), 0);
    assert_int_equal(mend_result_status(b->result), MEND_NOT_FOUND);
    bench_args(b, "engineer:bo", "note", NULL, "notes/+1/txet=hello", NULL);
    assert_int_equal(mend_desk_act(b->desk, "t", 1, b->args, NOW + HOUR, b->ticket, b->result, &b->err),
                     MEND_UNKNOWN_FIELD);
    assert_true(mend_result_reason_count(b->result) > 0); /* which one, and what was meant */
    mend_args_expect(b->args, 1);
    assert_int_equal(mend_desk_act(b->desk, "t", 1, b->args, NOW + HOUR, b->ticket, b->result, &b->err), MEND_STALE);
}

static void test_desk__a_question_stores_nothing(void **state)
{
    bench *b = *state;
    bench_register(b, "k");
    assert_int_equal(mend_desk_try(b->desk, "", 0, b->args, NOW, b->result, &b->err), MEND_OK);
    assert_int_equal(mend_result_event_count(b->result), 1);
    assert_non_null(strstr(mend_result_event(b->result, 0, NULL), "\"key\":\"?\",\"number\":\"\""));
    mend_args_ticket(b->args, "", 0, "", 0, "N5", 2);
    assert_int_equal(mend_desk_try(b->desk, "", 0, b->args, NOW, b->result, &b->err), MEND_OK);
    assert_non_null(strstr(mend_result_event(b->result, 0, NULL), "\"key\":\"N5\",\"number\":\"N5\""));
    bench_open(b, "t");
    bench_begin(b, NULL);
    assert_int_equal(mend_desk_try(b->desk, "t", 1, b->args, NOW, b->result, &b->err), MEND_OK);
    assert_int_equal(mend_result_event_count(b->result), 1);
    bench_args(b, "clerk:ann", "start", NULL, NULL);
    assert_int_equal(mend_desk_try(b->desk, "t", 1, b->args, NOW, b->result, &b->err), MEND_WRONG_ROLE);
    assert_int_equal(mend_desk_try(b->desk, "u", 1, b->args, NOW, b->result, &b->err), MEND_NOT_FOUND);
    assert_int_equal(faulty_count(b->faults, FAULTY_COMMIT) + faulty_count(b->faults, FAULTY_DRAW), 0);
    assert_int_equal(bench_revision(b, "t"), 1);
}

static void test_desk__nothing_due_is_nothing_stored(void **state)
{
    bench *b = *state;
    bench_open(b, "t");
    assert_int_equal(mend_desk_tick(b->desk, "t", 1, NOW + DAY, b->result, &b->err), MEND_OK);
    assert_int_equal(mend_result_event_count(b->result), 0);
    assert_int_equal(faulty_count(b->faults, FAULTY_COMMIT), 0);
    assert_int_equal(mend_desk_tick(b->desk, "u", 1, NOW + DAY, b->result, &b->err), MEND_NOT_FOUND);
    assert_int_equal(mend_desk_tick(b->desk, "t", 1, INT64_MAX, b->result, &b->err), MEND_RANGE);
}

static void test_desk__a_reveal_writes_values_after_the_event_is_stored(void **state)
{
    bench *b = *state;
    bench_open(b, "t");
    bench_args(b, "clerk:ann", "disclose", "r1", "customer_phone=", NULL);
    mend_args_reason(b->args, "call back", MEND_NTS);
    mend_buf_append(b->buf, "before ", MEND_NTS);
    faulty_fail(b->faults, FAULTY_COMMIT, 1, MEND_BUSY, FAULTY_BEFORE, 0);
    assert_int_equal(mend_desk_reveal(b->desk, "t", 1, b->args, NOW, b->result, b->buf, &b->err), MEND_BUSY);
    assert_string_equal(mend_buf_data(b->buf, NULL), "before ");
    assert_int_equal(mend_desk_reveal(b->desk, "t", 1, b->args, NOW, b->result, b->buf, &b->err), MEND_OK);
    assert_string_equal(mend_buf_data(b->buf, NULL), "before {\"customer_phone\":\"13812345678\"}");
    assert_int_equal(bench_revision(b, "t"), 2);
    mend_buf_clear(b->buf); /* the same again: the values once more, and no second event */
    assert_int_equal(mend_desk_reveal(b->desk, "t", 1, b->args, NOW, b->result, b->buf, &b->err), MEND_OK);
    assert_string_equal(mend_buf_data(b->buf, NULL), "{\"customer_phone\":\"13812345678\"}");
    assert_int_equal(mend_result_replayed(b->result), 1);
    assert_int_equal(bench_revision(b, "t"), 2);
    bench_args(b, "engineer:bo", "reclassify", NULL, "customer_name=other", NULL);
    mend_args_reason(b->args, "typing error", MEND_NTS);
    assert_int_equal(mend_desk_act(b->desk, "t", 1, b->args, NOW, NULL, b->result, &b->err), MEND_OK);
    bench_args(b, "clerk:ann", "disclose", "r1", "customer_phone=", NULL); /* what is new takes an event of its own */
    mend_args_reason(b->args, "call back", MEND_NTS);
    assert_int_equal(mend_desk_reveal(b->desk, "t", 1, b->args, NOW, b->result, b->buf, &b->err), MEND_STALE);
    assert_string_equal(mend_buf_data(b->buf, NULL), "{\"customer_phone\":\"13812345678\"}");
    bench_begin(b, NULL);
    assert_int_equal(mend_desk_reveal(b->desk, "t", 1, b->args, NOW, b->result, b->buf, &b->err), MEND_INVALID);
    assert_int_equal(bench_revision(b, "t"), 3);
    assert_string_equal(mend_buf_data(b->buf, NULL), "{\"customer_phone\":\"13812345678\"}");
}

/* A store whose log has lost something: everything from event `lost` on, or that one alone. */
typedef struct forgetful {
    mend_store inner;
    int64_t lost;
    bool alone;
} forgetful;

static mend_status forgetful_events(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                    int64_t after, int32_t max, mend_rows *rows)
{
    const forgetful *f = user;
    mend_rows *all = NULL;
    mend_status s = mend_rows_new(NULL, &all);
    if (s == MEND_OK) {
        s = f->inner.events(f->inner.user, tenant, tenant_len, key, key_len, after, max, all);
    }
    for (int32_t i = 0; i < mend_rows_count(all) && s == MEND_OK; i++) {
        size_t len;
        const char *bytes = mend_rows_bytes(all, i, &len);
        int64_t seq = mend_rows_number(all, i);
        if (f->alone ? seq != f->lost : seq < f->lost) {
            s = mend_rows_add(rows, "", 0, seq, bytes, len);
        }
    }
    mend_rows_free(all);
    return s;
}

static mend_status forgetful_load(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                  mend_buf *record, int64_t *revision)
{
    const forgetful *f = user;
    return f->inner.load(f->inner.user, tenant, tenant_len, key, key_len, record, revision);
}

static void test_desk__a_history_with_a_gap_is_corrupt(void **state)
{
    bench *b = *state;
    bench_open(b, "t");
    for (int i = 0; i < 2; i++) {
        bench_args(b, "clerk:ann", "note", NULL, "notes/+1/text=x", NULL);
        assert_int_equal(mend_desk_act(b->desk, "t", 1, b->args, NOW, NULL, b->result, &b->err), MEND_OK);
    }
    assert_int_equal(mend_desk_history(b->desk, "t", 1, 0, 9, b->rows, &b->err), MEND_OK);
    assert_int_equal(mend_rows_count(b->rows), 3);
    for (int64_t lost = 1; lost <= 3; lost++) {
        for (int alone = 0; alone < 2; alone++) {
            forgetful f = {.lost = lost, .alone = alone != 0};
            mend_store table;
            mend_desk *desk;
            assert_int_equal(mend_memory_table(b->memory, &f.inner), MEND_OK);
            table = f.inner;
            table.user = &f;
            table.load = forgetful_load;
            table.events = forgetful_events;
            table.destroy = NULL;
            assert_int_equal(mend_desk_new(NULL, &table, "shop", MEND_NTS, &desk, NULL), MEND_OK);
            assert_int_equal(mend_desk_history(desk, "t", 1, 0, 9, b->rows, &b->err), MEND_CORRUPT);
            assert_int_equal(mend_rows_count(b->rows), 3); /* the caller's list is as it was */
            mend_desk_free(desk);
            f.inner.destroy(f.inner.user);
        }
    }
    assert_int_equal(mend_desk_history(b->desk, "t", 1, 3, 9, b->rows, &b->err), MEND_OK);
    assert_int_equal(mend_rows_count(b->rows), 0);
}

/* ---- idempotency ---- */

static void test_desk__a_repetition_gets_the_first_result(void **state)
{
    bench *b = *state;
    char event[4096];
    bench_register(b, "open-1");
    assert_int_equal(mend_desk_open(b->desk, b->args, NOW, NULL, b->result, &b->err), MEND_OK);
    snprintf(event, sizeof event, "%s", mend_result_event(b->result, 0, NULL));
    assert_int_equal(mend_desk_open(b->desk, b->args, NOW + DAY, b->ticket, b->result, &b->err), MEND_OK);
    assert_int_equal(mend_result_replayed(b->result), 1);
    assert_string_equal(mend_result_event(b->result, 0, NULL), event);
    assert_string_equal(number_of(b), "K20240315001");
    assert_int_equal(bench_tickets(b), 1);

    bench_begin(b, "start-1");
    assert_int_equal(mend_desk_act(b->desk, "K20240315001", MEND_NTS, b->args, NOW, NULL, b->result, &b->err), MEND_OK);
    assert_int_equal(mend_result_replayed(b->result), 0);
    assert_int_equal(mend_desk_act(b->desk, "K20240315001", MEND_NTS, b->args, NOW, NULL, b->result, &b->err), MEND_OK);
    assert_int_equal(mend_result_replayed(b->result), 1);
    assert_int_equal(mend_desk_act(b->desk, "K20240315001", MEND_NTS, b->args, NOW, b->ticket, b->result, &b->err),
                     MEND_OK);
    assert_int_equal(mend_result_replayed(b->result), 1);
    assert_int_equal(mend_result_event_count(b->result), 1);
    assert_string_equal(mend_ticket_state(b->ticket, NULL), "work");
    assert_int_equal(bench_revision(b, "K20240315001"), 2);
}

static void test_desk__a_key_with_other_arguments_is_refused(void **state)
{
    bench *b = *state;
    bench_open(b, "t");
    bench_open(b, "u");
    bench_begin(b, "k");
    assert_int_equal(mend_desk_act(b->desk, "t", 1, b->args, NOW, b->ticket, b->result, &b->err), MEND_OK);
    assert_int_equal(mend_desk_act(b->desk, "u", 1, b->args, NOW, b->ticket, b->result, &b->err), MEND_KEY_REUSED);
    assert_string_equal(mend_ticket_key(b->ticket, NULL), "t");
    bench_args(b, "engineer:bo", "start", "k", "fault_class=software", NULL);
    assert_int_equal(mend_desk_act(b->desk, "t", 1, b->args, NOW, b->ticket, b->result, &b->err), MEND_KEY_REUSED);
    bench_register(b, "k");
    assert_int_equal(mend_desk_open(b->desk, b->args, NOW, b->ticket, b->result, &b->err), MEND_KEY_REUSED);
    assert_int_equal(mend_result_event_count(b->result), 0);
    assert_int_equal(bench_revision(b, "u"), 1);
    assert_int_equal(bench_tickets(b), 2);
}

/* ---- reading ---- */

static void test_desk__history_and_lists_come_in_pages(void **state)
{
    bench *b = *state;
    size_t len;
    for (int i = 0; i < 5; i++) {
        assert_int_equal(open_one(b, NOW + i * HOUR), MEND_OK);
    }
    assert_int_equal(mend_desk_page(b->desk, MEND_INDEX_STATE, "new", 3, "", 0, 3, b->rows, &b->err), MEND_OK);
    assert_int_equal(mend_rows_count(b->rows), 3);
    assert_string_equal(mend_rows_key(b->rows, 0, NULL), "K20240315005");
    char after[64];
    snprintf(after, sizeof after, "%s", mend_rows_key(b->rows, 2, NULL));
    assert_int_equal(mend_desk_page(b->desk, MEND_INDEX_STATE, "new", 3, after, MEND_NTS, 3, b->rows, &b->err),
                     MEND_OK);
    assert_int_equal(mend_rows_count(b->rows), 2);
    assert_string_equal(mend_rows_key(b->rows, 1, NULL), "K20240315001");
    assert_int_equal(mend_desk_page(b->desk, MEND_INDEX_ASSIGNEE, "ann", 3, "", 0, 1000, b->rows, &b->err), MEND_OK);
    assert_int_equal(mend_rows_count(b->rows), 5);
    assert_int_equal(mend_desk_page(b->desk, MEND_INDEX_STAGE, "closed", MEND_NTS, "", 0, 9, b->rows, &b->err),
                     MEND_OK);
    assert_int_equal(mend_rows_count(b->rows), 0);
    assert_int_equal(mend_desk_page(b->desk, MEND_INDEX_ALL, NULL, 0, "", 0, 0, b->rows, &b->err), MEND_RANGE);
    assert_int_equal(mend_desk_page(b->desk, MEND_INDEX_ALL, "", 0, "", 0, 1001, b->rows, &b->err), MEND_RANGE);
    assert_int_equal(mend_desk_page(b->desk, MEND_INDEX_COUNT, "", 0, "", 0, 1, b->rows, &b->err), MEND_INVALID);
    assert_int_equal(mend_desk_page(b->desk, MEND_INDEX_ALL, "", 0, "none", 4, 1, b->rows, &b->err), MEND_NOT_FOUND);
    assert_int_equal(mend_desk_page(b->desk, MEND_INDEX_STATE, "\xff", 1, "", 0, 1, b->rows, &b->err), MEND_UTF8);
    assert_int_equal(mend_desk_page(b->desk, MEND_INDEX_STATE, "", 0, "\xff", 1, 1, b->rows, &b->err), MEND_UTF8);
    assert_int_equal(mend_desk_page(b->desk, MEND_INDEX_STATE, NULL, 1, "", 0, 1, b->rows, &b->err), MEND_INVALID);
    char *huge = calloc(1, 65537);
    assert_int_equal(mend_desk_page(b->desk, MEND_INDEX_STATE, huge, 65537, "", 0, 1, b->rows, &b->err), MEND_LIMIT);
    assert_int_equal(mend_desk_page(b->desk, MEND_INDEX_STATE, huge, 65536, "", 0, 1, b->rows, &b->err), MEND_OK);
    assert_int_equal(mend_desk_page(b->desk, MEND_INDEX_STATE, "", 0, huge, 65537, 1, b->rows, &b->err), MEND_LIMIT);
    free(huge);

    bench_begin(b, NULL);
    mend_desk_act(b->desk, "K20240315001", MEND_NTS, b->args, NOW + DAY, NULL, b->result, &b->err);
    assert_int_equal(mend_desk_history(b->desk, "K20240315001", MEND_NTS, 0, 10, b->rows, &b->err), MEND_OK);
    assert_int_equal(mend_rows_count(b->rows), 2);
    assert_int_equal(mend_rows_number(b->rows, 1), 2);
    assert_non_null(strstr(mend_rows_bytes(b->rows, 1, &len), "\"start\""));
    assert_int_equal(mend_desk_history(b->desk, "K20240315001", MEND_NTS, 1, 10, b->rows, &b->err), MEND_OK);
    assert_int_equal(mend_rows_count(b->rows), 1);
    faulty_fail(b->faults, FAULTY_EVENTS, 3, MEND_IO, FAULTY_AFTER, 0); /* rows were added, and come to nothing */
    assert_int_equal(mend_desk_history(b->desk, "K20240315001", MEND_NTS, 0, 10, b->rows, &b->err), MEND_IO);
    assert_int_equal(mend_rows_count(b->rows), 1);
    assert_int_equal(mend_rows_number(b->rows, 0), 2);
    assert_int_equal(mend_desk_history(b->desk, "u", 1, 0, 10, b->rows, &b->err), MEND_OK);
    assert_int_equal(mend_rows_count(b->rows), 0);
    assert_int_equal(mend_desk_history(b->desk, "u", 1, -1, 10, b->rows, &b->err), MEND_INVALID);
}

static void test_desk__notices_are_owed_until_they_are_handed_over(void **state)
{
    bench *b = *state;
    bench_open(b, "t");
    bench_begin(b, NULL);
    assert_int_equal(mend_desk_act(b->desk, "t", 1, b->args, NOW, NULL, b->result, &b->err), MEND_OK);
    assert_int_equal(mend_desk_pending(b->desk, "", 0, 10, b->rows, &b->err), MEND_OK);
    assert_int_equal(mend_rows_count(b->rows), 1);
    assert_string_equal(mend_rows_key(b->rows, 0, NULL), "t#2#begun");
    assert_int_equal(mend_rows_number(b->rows, 0), 0);
    assert_int_equal(mend_desk_sent(b->desk, "t#2#begun", MEND_NTS, 0, &b->err), MEND_OK);
    assert_int_equal(mend_desk_pending(b->desk, "", 0, 10, b->rows, &b->err), MEND_OK);
    assert_int_equal(mend_rows_number(b->rows, 0), 1);
    assert_int_equal(mend_desk_sent(b->desk, "t#2#begun", MEND_NTS, 1, &b->err), MEND_OK);
    assert_int_equal(mend_desk_sent(b->desk, "t#2#begun", MEND_NTS, 1, &b->err), MEND_NOT_FOUND);
    assert_int_equal(mend_desk_pending(b->desk, "", 0, 10, b->rows, &b->err), MEND_OK);
    assert_int_equal(mend_rows_count(b->rows), 0);
    assert_int_equal(mend_desk_sent(b->desk, "x", 1, 2, &b->err), MEND_INVALID);
    assert_int_equal(mend_desk_sent(b->desk, "", 0, 1, &b->err), MEND_INVALID);
    assert_int_equal(mend_desk_pending(b->desk, NULL, 1, 1, b->rows, &b->err), MEND_INVALID);
}

static void test_desk__batches_keep_or_take_back_everything(void **state)
{
    bench *b = *state;
    assert_int_equal(mend_desk_end(b->desk, 1, &b->err), MEND_MISUSE);
    assert_int_equal(mend_desk_begin(b->desk, &b->err), MEND_OK);
    assert_int_equal(mend_desk_begin(b->desk, &b->err), MEND_MISUSE);
    assert_int_equal(mend_desk_end(b->desk, 2, &b->err), MEND_INVALID);
    assert_int_equal(open_one(b, NOW), MEND_OK);
    assert_int_equal(open_one(b, NOW), MEND_OK);
    assert_int_equal(mend_desk_end(b->desk, 1, &b->err), MEND_OK);
    assert_int_equal(bench_tickets(b), 2);
    assert_int_equal(mend_desk_begin(b->desk, &b->err), MEND_OK);
    assert_int_equal(open_one(b, NOW), MEND_OK);
    assert_int_equal(mend_desk_end(b->desk, 0, &b->err), MEND_OK);
    assert_int_equal(bench_tickets(b), 2);
    assert_int_equal(mend_desk_begin(b->desk, &b->err), MEND_OK);
    assert_int_equal(open_one(b, NOW), MEND_OK); /* and the desk is freed: nothing of it is kept */
}

/* ---- several policies ---- */

static void test_desk__every_ticket_finds_its_own_policy(void **state)
{
    bench *b = *state;
    mend_policy *newer =
        bench_policy("{\"revision\":4,\"actions\":{\"start\":{\"roles\":[\"clerk\"],\"grade\":null}}}");
    mend_policy *forged = bench_policy("{\"currency\":\"EUR\"}");
    bench_open(b, "old");
    assert_int_equal(mend_desk_policy(b->desk, newer), MEND_OK);
    assert_int_equal(mend_desk_policy(b->desk, newer), MEND_DUPLICATE);
    assert_int_equal(mend_desk_policy(b->desk, forged), MEND_DUPLICATE); /* same id and revision as the first */
    assert_int_equal(mend_desk_policy(b->desk, NULL), MEND_INVALID);
    assert_int_equal(open_one(b, NOW), MEND_OK);
    assert_int_equal(mend_ticket_policy_revision(b->ticket), 4);
    assert_ptr_equal(mend_desk_policy_of(b->desk, b->ticket), newer);
    bench_args(b, "clerk:ann", "start", NULL, "fault_class=hardware", NULL);
    assert_int_equal(mend_desk_act(b->desk, number_of(b), MEND_NTS, b->args, NOW, NULL, b->result, &b->err), MEND_OK);
    assert_int_equal(mend_desk_act(b->desk, "old", 3, b->args, NOW, NULL, b->result, &b->err), MEND_WRONG_ROLE);

    mend_store table;
    mend_desk *desk;
    mend_memory_table(b->memory, &table);
    assert_int_equal(mend_desk_new(NULL, &table, "shop", MEND_NTS, &desk, NULL), MEND_OK);
    assert_int_equal(mend_desk_policy(desk, forged), MEND_OK);
    assert_int_equal(mend_desk_act(desk, "old", 3, b->args, NOW, NULL, b->result, &b->err), MEND_POLICY_MISMATCH);
    assert_int_equal(mend_desk_act(desk, number_of(b), MEND_NTS, b->args, NOW, NULL, b->result, &b->err),
                     MEND_POLICY_MISMATCH);
    assert_int_equal(mend_desk_tick(desk, "old", 3, NOW, b->result, &b->err), MEND_POLICY_MISMATCH);
    assert_int_equal(mend_desk_try(desk, "old", 3, b->args, NOW, b->result, &b->err), MEND_POLICY_MISMATCH);
    assert_null(mend_desk_policy_of(desk, b->ticket));
    assert_null(mend_desk_policy_of(NULL, b->ticket));
    mend_desk_free(desk);
    mend_desk_free(b->desk);
    mend_memory_table(b->memory, &table);
    assert_int_equal(mend_desk_new(&b->allocator, &table, "shop", MEND_NTS, &b->desk, NULL), MEND_OK);
    mend_policy_free(newer);
    mend_policy_free(forged);
}

static void test_desk__has_room_for_64_policies(void **state)
{
    bench *b = *state;
    mend_policy *policies[64];
    char overlay[64];
    for (int i = 0; i < 64; i++) {
        snprintf(overlay, sizeof overlay, "{\"revision\":%d}", 100 + i);
        policies[i] = bench_policy(overlay);
        assert_int_equal(mend_desk_policy(b->desk, policies[i]), i < 63 ? MEND_OK : MEND_LIMIT);
    }
    mend_desk_free(b->desk);
    b->desk = bench_desk(b);
    for (int i = 0; i < 64; i++) {
        mend_policy_free(policies[i]);
    }
}

/* ---- import ---- */

/* Opens a ticket, starts it, and takes its record and log out. */
static void export_one(bench *b)
{
    bench_open(b, "t");
    bench_begin(b, NULL);
    assert_int_equal(mend_desk_act(b->desk, "t", 1, b->args, NOW + HOUR, b->ticket, b->result, &b->err), MEND_OK);
    assert_int_equal(mend_desk_history(b->desk, "t", 1, 0, 10, b->rows, &b->err), MEND_OK);
    assert_int_equal(mend_ticket_save(b->ticket, b->buf), MEND_OK);
}

static void test_desk__an_import_stores_record_and_log(void **state)
{
    bench *b = *state;
    bench other;
    size_t len;
    export_one(b);
    bench_start(&other, NULL);
    const char *record = mend_buf_data(b->buf, &len);
    assert_int_equal(mend_desk_import(other.desk, record, len, b->rows, NOW + DAY, &other.err), MEND_OK);
    assert_int_equal(mend_desk_read(other.desk, "t", 1, other.ticket, &other.err), MEND_OK);
    assert_int_equal(mend_ticket_save(other.ticket, other.buf), MEND_OK);
    assert_string_equal(mend_buf_data(other.buf, NULL), record);
    assert_int_equal(mend_desk_history(other.desk, "t", 1, 0, 10, other.rows, &other.err), MEND_OK);
    assert_int_equal(mend_rows_count(other.rows), 2);
    assert_string_equal(mend_rows_bytes(other.rows, 1, NULL), mend_rows_bytes(b->rows, 1, NULL));
    assert_int_equal(mend_desk_page(other.desk, MEND_INDEX_STATE, "work", 4, "", 0, 10, other.rows, NULL), MEND_OK);
    assert_int_equal(mend_rows_count(other.rows), 1);
    assert_int_equal(mend_desk_import(other.desk, record, len, b->rows, NOW + DAY, &other.err), MEND_DUPLICATE);
    bench_end(&other);
}

static void test_desk__an_import_that_does_not_fit_together_is_refused(void **state)
{
    bench *b = *state;
    mend_rows *log;
    mend_desk *elsewhere;
    mend_store table;
    size_t len, first_len, second_len;
    export_one(b);
    const char *record = mend_buf_data(b->buf, &len);
    const char *first = mend_rows_bytes(b->rows, 0, &first_len), *second = mend_rows_bytes(b->rows, 1, &second_len);
    mend_memory_table(b->memory, &table);
    assert_int_equal(mend_desk_new(NULL, &table, "elsewhere", MEND_NTS, &elsewhere, NULL), MEND_OK);
    assert_int_equal(mend_desk_import(elsewhere, record, len, b->rows, NOW, &b->err), MEND_DENIED);
    mend_desk_free(elsewhere);

    assert_int_equal(mend_rows_new(NULL, &log), MEND_OK); /* no events at all, then fewer than the record has */
    assert_int_equal(mend_desk_import(b->desk, record, len, log, NOW, &b->err), MEND_CORRUPT);
    assert_int_equal(mend_rows_add(log, "", 0, 1, first, first_len), MEND_OK);
    assert_int_equal(mend_desk_import(b->desk, record, len, log, NOW, &b->err), MEND_CORRUPT);
    assert_int_equal(mend_rows_add(log, "", 0, 3, second, second_len), MEND_OK); /* a number that is not the event's */
    assert_int_equal(mend_desk_import(b->desk, record, len, log, NOW, &b->err), MEND_CORRUPT);
    mend_rows_free(log);
    assert_int_equal(mend_desk_import(b->desk, record, len - 1, b->rows, NOW, &b->err), MEND_CORRUPT);
    assert_int_equal(mend_desk_import(b->desk, NULL, 0, b->rows, NOW, &b->err), MEND_INVALID);
    assert_int_equal(mend_desk_import(b->desk, record, len, NULL, NOW, &b->err), MEND_INVALID);
    assert_int_equal(faulty_count(b->faults, FAULTY_COMMIT), 1); /* the act of export_one */
}

/* ---- misuse ---- */

static void test_desk__missing_arguments_are_refused(void **state)
{
    bench *b = *state;
    mend_error small = {.struct_size = 8};
    bench_register(b, NULL);
    assert_int_equal(mend_desk_open(NULL, b->args, NOW, NULL, b->result, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_open(b->desk, NULL, NOW, NULL, b->result, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_open(b->desk, b->args, NOW, NULL, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_open(b->desk, b->args, NOW, NULL, b->result, &small), MEND_INVALID);
    assert_int_equal(mend_desk_act(b->desk, "t", 1, NULL, NOW, NULL, b->result, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_act(b->desk, "t", 1, b->args, NOW, NULL, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_act(b->desk, "", 0, b->args, NOW, NULL, b->result, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_act(b->desk, NULL, 5, b->args, NOW, NULL, b->result, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_act(b->desk, "\xc3\x28", 2, b->args, NOW, NULL, b->result, NULL), MEND_UTF8);
    assert_int_equal(mend_desk_act(b->desk, "a\0b", 3, b->args, NOW, NULL, b->result, NULL), MEND_INVALID);
    char longest[130];
    memset(longest, 'k', sizeof longest);
    assert_int_equal(mend_desk_act(b->desk, longest, 129, b->args, NOW, NULL, b->result, NULL), MEND_LIMIT);
    assert_int_equal(mend_desk_act(b->desk, longest, 128, b->args, NOW, NULL, b->result, NULL), MEND_NOT_FOUND);
    assert_int_equal(mend_desk_try(b->desk, "", 0, NULL, NOW, b->result, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_tick(b->desk, "t", 1, NOW, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_reveal(b->desk, "t", 1, b->args, NOW, b->result, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_read(b->desk, "t", 1, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_read(b->desk, "", 0, b->ticket, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_read(NULL, "t", 1, b->ticket, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_policy(NULL, b->policy), MEND_INVALID);
    assert_null(mend_desk_policy_of(b->desk, NULL));
    assert_int_equal(mend_desk_reveal(b->desk, "t", 1, NULL, NOW, b->result, b->buf, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_try(b->desk, "t", 1, b->args, NOW, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_history(b->desk, "t", 1, 0, 1, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_page(b->desk, 0, "", 0, "", 0, 1, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_pending(b->desk, "", 0, 1, NULL, NULL), MEND_INVALID);
    mend_desk_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_desk__opening_draws_a_number_and_takes_it_as_the_key, start, end),
        cmocka_unit_test_setup_teardown(test_desk__the_number_shows_the_local_day_of_the_opening, start, end),
        cmocka_unit_test_setup_teardown(test_desk__a_refusal_draws_no_number, start, end),
        cmocka_unit_test_setup_teardown(test_desk__a_given_key_and_number_are_taken, start, end),
        cmocka_unit_test_setup_teardown(test_desk__without_a_series_a_key_is_needed, start, end),
        cmocka_unit_test_setup_teardown(test_desk__an_action_that_does_not_open_is_refused_for_a_new_ticket, start,
                                        end),
        cmocka_unit_test_setup_teardown(test_desk__a_desk_without_a_policy_opens_nothing, start, end),
        cmocka_unit_test_setup_teardown(test_desk__an_act_loads_decides_and_commits, start, end),
        cmocka_unit_test_setup_teardown(test_desk__a_question_stores_nothing, start, end),
        cmocka_unit_test_setup_teardown(test_desk__nothing_due_is_nothing_stored, start, end),
        cmocka_unit_test_setup_teardown(test_desk__a_reveal_writes_values_after_the_event_is_stored, start, end),
        cmocka_unit_test_setup_teardown(test_desk__a_history_with_a_gap_is_corrupt, start, end),
        cmocka_unit_test_setup_teardown(test_desk__a_repetition_gets_the_first_result, start, end),
        cmocka_unit_test_setup_teardown(test_desk__a_key_with_other_arguments_is_refused, start, end),
        cmocka_unit_test_setup_teardown(test_desk__history_and_lists_come_in_pages, start, end),
        cmocka_unit_test_setup_teardown(test_desk__notices_are_owed_until_they_are_handed_over, start, end),
        cmocka_unit_test_setup_teardown(test_desk__batches_keep_or_take_back_everything, start, end),
        cmocka_unit_test_setup_teardown(test_desk__every_ticket_finds_its_own_policy, start, end),
        cmocka_unit_test_setup_teardown(test_desk__has_room_for_64_policies, start, end),
        cmocka_unit_test_setup_teardown(test_desk__an_import_stores_record_and_log, start, end),
        cmocka_unit_test_setup_teardown(test_desk__an_import_that_does_not_fit_together_is_refused, start, end),
        cmocka_unit_test_setup_teardown(test_desk__missing_arguments_are_refused, start, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
