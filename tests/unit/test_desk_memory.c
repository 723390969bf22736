/*
 * test_desk_memory.c - a desk without memory: at every allocation, once and for good, alone and together with a store
 * that fails. Nothing leaks, nothing is half done, and the same command succeeds when there is memory again.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "desk_bench.h"

static const char GAPLESS[] = "{\"numbers\":{\"ticket\":{\"mode\":\"gapless\"}}}";
static const char BLOCKS[] =
    "{\"numbers\":{\"ticket\":{\"pattern\":\"{RAND:4}-{SEQ:3}\",\"reset\":\"never\",\"block\":5}}}";

static const char FIELDS[] =
    "{\"numbers\":{\"ticket\":{\"pattern\":\"{=customer_id}-{SEQ:3}\",\"reset\":\"never\"}},"
    "\"actions\":{\"register\":{\"form\":{\"customer_id\":{\"order\":9,\"need\":\"required\"}}}}}";

typedef mend_status (*command)(bench *b);

static mend_status do_open(bench *b)
{
    return mend_desk_open(b->desk, b->args, NOW, b->ticket, b->result, &b->err);
}

static mend_status do_act(bench *b)
{
    return mend_desk_act(b->desk, "t", 1, b->args, NOW, b->ticket, b->result, &b->err);
}

static mend_status do_reveal(bench *b)
{
    return mend_desk_reveal(b->desk, "t", 1, b->args, NOW, b->result, b->buf, &b->err);
}

/* Fills in the arguments, which live outside the heap under test. */
static void prepare(bench *b, command run)
{
    if (run == do_open) {
        bench_register(b, "k");
    } else if (run == do_act) {
        bench_begin(b, "k");
    } else {
        bench_args(b, "clerk:ann", "disclose", "k", "customer_phone=", NULL);
        mend_args_reason(b->args, "why", MEND_NTS);
    }
}

static int64_t effects(bench *b)
{
    return bench_tickets(b) - 1 + bench_revision(b, "t") - 1;
}

static void starve(bench *b, size_t nth, bool sticky)
{
    b->heap.fail_at = sticky ? b->heap.requests + nth : 0;
    b->fail_once = sticky ? 0 : b->heap.requests + nth;
}

/* Whether the failure was reached; there is memory again afterwards. */
static bool feed(bench *b)
{
    size_t at = b->heap.fail_at + b->fail_once;
    b->heap.fail_at = 0;
    b->fail_once = 0;
    return b->heap.requests >= at;
}

static void check_untouched(bench *b)
{
    assert_int_equal(mend_ticket_revision(b->ticket), 0);
    assert_string_equal(mend_buf_data(b->buf, NULL), "");
    assert_int_equal(mend_result_event_count(b->result), 0);
}

/* The command once more, with memory and a sound store. */
static void check_again(bench *b, command run)
{
    bool done = effects(b) == 1;
    faulty_clear(b->faults);
    assert_int_equal(run(b), MEND_OK);
    assert_int_equal(mend_result_replayed(b->result), done);
    assert_int_equal(effects(b), 1);
}

static bool try_starved(const char *overlay, command run, size_t nth, bool sticky)
{
    bench b;
    bench_start(&b, overlay);
    bench_open(&b, "t");
    prepare(&b, run);
    starve(&b, nth, sticky);
    mend_status status = run(&b);
    bool hit = feed(&b);
    if (status != MEND_OK) {
        assert_int_equal(status, MEND_NOMEM);
        assert_int_equal(b.err.status, MEND_NOMEM);
        assert_int_equal(effects(&b), 0);
        check_untouched(&b);
    } else {
        assert_int_equal(effects(&b), 1);
    }
    check_again(&b, run);
    bench_end(&b);
    return hit;
}

static void try_all_starved(const char *overlay, command run)
{
    for (int sticky = 0; sticky < 2; sticky++) {
        size_t nth = 1;
        while (try_starved(overlay, run, nth, sticky)) {
            nth++;
        }
        assert_true(nth > 10);
    }
}

static void test_desk_memory__opening_is_all_or_nothing(void **state)
{
    (void)state;
    try_all_starved(NULL, do_open);
    try_all_starved(BLOCKS, do_open);
    try_all_starved(FIELDS, do_open);
    try_all_starved(GAPLESS, do_open);
}

static void test_desk_memory__acting_is_all_or_nothing(void **state)
{
    (void)state;
    try_all_starved(NULL, do_act);
    try_all_starved(NULL, do_reveal);
}

/* ---- together with a store that fails ---- */

typedef struct pair {
    mend_status answer;
    faulty_when when;
    int64_t call;
    size_t nth;
    bool sticky;
} pair;

/* Whether the want of memory was reached. */
static bool try_pair(const char *overlay, command run, const pair *p)
{
    bench b;
    bench_start(&b, overlay);
    bench_open(&b, "t");
    prepare(&b, run);
    faulty_fail(b.faults, FAULTY_ANY, p->call, p->answer, p->when, 0);
    starve(&b, p->nth, p->sticky);
    mend_status status = run(&b);
    bool hit = feed(&b);
    if (status == MEND_OK) {
        assert_int_equal(effects(&b), 1);
    } else {
        check_untouched(&b);
        assert_true(status == MEND_UNKNOWN || effects(&b) == 0); /* what may have happened is never denied */
    }
    check_again(&b, run);
    bench_end(&b);
    return hit;
}

static void try_all_pairs(const char *overlay, command run)
{
    static const pair kinds[] = {{MEND_CONFLICT, FAULTY_BEFORE, 0, 0, false},
                                 {MEND_EXISTS, FAULTY_BEFORE, 0, 0, false},
                                 {MEND_UNKNOWN, FAULTY_BEFORE, 0, 0, false},
                                 {MEND_UNKNOWN, FAULTY_AFTER, 0, 0, false}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        for (int64_t call = 1; call <= 8; call++) {
            for (int sticky = 0; sticky < 2; sticky++) {
                pair p = kinds[i];
                p.call = call;
                p.sticky = sticky;
                if (overlay == GAPLESS && call == 2 && p.when == FAULTY_AFTER) {
                    continue; /* a batch that has begun and says it has not */
                }
                do {
                    p.nth++;
                } while (try_pair(overlay, run, &p));
            }
        }
    }
}

static void test_desk_memory__no_memory_while_a_fault_is_being_met(void **state)
{
    (void)state;
    try_all_pairs(NULL, do_act);
    try_all_pairs(NULL, do_open);
    try_all_pairs(GAPLESS, do_open);
    try_all_pairs(NULL, do_reveal);
}

/* ---- everything else that takes memory ---- */

static void test_desk_memory__making_a_desk_leaks_nothing(void **state)
{
    (void)state;
    for (size_t nth = 1;; nth++) {
        bench b;
        mend_store table;
        mend_desk *desk = NULL;
        bench_start(&b, NULL);
        mend_memory_table(b.memory, &table);
        starve(&b, nth, true);
        mend_status status = mend_desk_new(&b.allocator, &table, "shop", MEND_NTS, &desk, &b.err);
        if (status == MEND_OK) {
            status = mend_desk_policy(desk, b.policy);
        } else {
            table.destroy(table.user); /* still the caller's */
        }
        bool hit = feed(&b);
        assert_int_equal(status, hit ? MEND_NOMEM : MEND_OK);
        mend_desk_free(desk);
        bench_end(&b);
        if (!hit) {
            break;
        }
    }
}

static void test_desk_memory__reading_is_all_or_nothing(void **state)
{
    (void)state;
    bool hit = true;
    for (size_t nth = 1; hit; nth++) {
        hit = false;
        for (int what = 0; what < 5; what++) {
            bench b;
            mend_status status = MEND_OK;
            bench_start(&b, NULL);
            bench_open(&b, "t");
            bench_begin(&b, NULL);
            assert_int_equal(mend_desk_act(b.witness, "t", 1, b.args, NOW, NULL, b.result, NULL), MEND_OK);
            assert_int_equal(mend_rows_add(b.rows, "mine", 4, 7, "x", 1), MEND_OK);
            starve(&b, nth, true);
            switch (what) {
            case 0:
                status = mend_desk_read(b.desk, "t", 1, b.ticket, &b.err);
                break;
            case 1:
                status = mend_desk_history(b.desk, "t", 1, 0, 10, b.rows, &b.err);
                break;
            case 2:
                status = mend_desk_page(b.desk, MEND_INDEX_STATE, "work", 4, "", 0, 10, b.rows, &b.err);
                break;
            case 3:
                status = mend_desk_pending(b.desk, "", 0, 10, b.rows, &b.err);
                break;
            default:
                status = mend_desk_sent(b.desk, "t#2#begun", 9, 1, &b.err);
                break;
            }
            bool reached = feed(&b);
            hit = hit || reached;
            assert_int_equal(status, reached ? MEND_NOMEM : MEND_OK);
            if (reached) {
                assert_int_equal(mend_ticket_revision(b.ticket), 0);
                assert_int_equal(mend_rows_count(b.rows), 1);
                assert_string_equal(mend_rows_key(b.rows, 0, NULL), "mine");
            }
            bench_end(&b);
        }
    }
}

static void test_desk_memory__importing_is_all_or_nothing(void **state)
{
    (void)state;
    bench from;
    size_t len;
    bench_start(&from, NULL);
    bench_open(&from, "t");
    bench_begin(&from, NULL);
    assert_int_equal(mend_desk_act(from.desk, "t", 1, from.args, NOW, from.ticket, from.result, NULL), MEND_OK);
    assert_int_equal(mend_desk_history(from.desk, "t", 1, 0, 10, from.rows, NULL), MEND_OK);
    assert_int_equal(mend_ticket_save(from.ticket, from.buf), MEND_OK);
    const char *record = mend_buf_data(from.buf, &len);
    for (int sticky = 0; sticky < 2; sticky++) {
        bool hit = true;
        for (size_t nth = 1; hit; nth++) {
            bench b;
            bench_start(&b, NULL);
            starve(&b, nth, sticky);
            mend_status status = mend_desk_import(b.desk, record, len, from.rows, NOW, &b.err);
            hit = feed(&b);
            assert_int_equal(status, hit ? MEND_NOMEM : MEND_OK);
            assert_int_equal(bench_revision(&b, "t"), hit ? 0 : 2);
            assert_int_equal(mend_desk_import(b.desk, record, len, from.rows, NOW, &b.err),
                             hit ? MEND_OK : MEND_DUPLICATE);
            bench_end(&b);
        }
    }
    bench_end(&from);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_desk_memory__opening_is_all_or_nothing),
        cmocka_unit_test(test_desk_memory__acting_is_all_or_nothing),
        cmocka_unit_test(test_desk_memory__no_memory_while_a_fault_is_being_met),
        cmocka_unit_test(test_desk_memory__making_a_desk_leaks_nothing),
        cmocka_unit_test(test_desk_memory__reading_is_all_or_nothing),
        cmocka_unit_test(test_desk_memory__importing_is_all_or_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
