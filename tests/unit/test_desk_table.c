/*
 * test_desk_table.c - tables of callbacks: of other sizes, with members missing, and callbacks that call back.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "desk_bench.h"

/* ---- sizes and members ---- */

static mend_status make(const void *table, mend_desk **out)
{
    mend_error err = {.struct_size = sizeof err};
    mend_status status = mend_desk_new(NULL, table, "shop", MEND_NTS, out, &err);
    assert_true(status == MEND_OK || (err.status == status && err.text[0] != '\0'));
    return status;
}

/* A table on the bench's data, alone in memory: `size` bytes of it and none behind, so that a read too far is seen. */
static void *cut(bench *b, size_t size, uint32_t said)
{
    mend_store whole;
    assert_int_equal(mend_memory_table(b->memory, &whole), MEND_OK);
    whole.struct_size = said;
    unsigned char *table = calloc(1, size);
    memcpy(table, &whole, size < sizeof whole ? size : sizeof whole);
    return table;
}

/* Makes a desk of a cut table and frees both; the memory store's part is destroyed by hand if the desk was not made. */
static mend_status make_cut(bench *b, size_t size, uint32_t said)
{
    mend_store whole;
    mend_desk *desk = NULL;
    void *table = cut(b, size, said);
    memset(&whole, 0, sizeof whole);
    memcpy(&whole, table, size < sizeof whole ? size : sizeof whole);
    mend_status status = make(table, &desk);
    if (whole.user != NULL && (desk == NULL || said <= offsetof(mend_store, destroy))) {
        mend_store other;
        mend_memory_table(b->memory, &other);
        void (*destroy)(void *user) = other.destroy;
        destroy(other.user);
        mend_desk_free(desk);
        destroy(whole.user);
    } else {
        mend_desk_free(desk);
    }
    free(table);
    return status;
}

static void test_desk_table__absurd_sizes_are_refused_before_anything_is_read(void **state)
{
    (void)state;
    static const uint32_t sizes[] = {0, 1, 4, 8, 16, 65537, UINT32_MAX};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        mend_desk *desk = NULL;
        uint32_t *table = malloc(sizeof *table); /* there is nothing behind the size */
        *table = sizes[i];
        assert_int_equal(make(table, &desk), MEND_INVALID);
        assert_null(desk);
        free(table);
    }
    mend_desk *desk;
    assert_int_equal(make(NULL, &desk), MEND_INVALID);
}

static void test_desk_table__smaller_tables_are_taken_as_far_as_they_go(void **state)
{
    (void)state;
    bench b;
    size_t least = offsetof(mend_store, events);
    bench_start(&b, NULL);
    for (size_t size = least - sizeof(void *); size <= sizeof(mend_store); size++) {
        bool whole = size >= least && (size - least) % sizeof(void *) == 0;
        /* A table that has begin and no end is no table, nor is one with some of what units need. */
        bool split = size == offsetof(mend_store, end) || size == offsetof(mend_store, unit_page) ||
                     size == offsetof(mend_store, unit_put);
        assert_int_equal(make_cut(&b, size, (uint32_t)size), whole && !split ? MEND_OK : MEND_INVALID);
    }
    bench_end(&b);
}

static void test_desk_table__larger_tables_are_taken_if_their_tail_is_empty(void **state)
{
    (void)state;
    bench b;
    bench_start(&b, NULL);
    for (size_t more = sizeof(void *); more <= 8 * sizeof(void *); more += sizeof(void *)) {
        size_t size = sizeof(mend_store) + more;
        assert_int_equal(make_cut(&b, size, (uint32_t)size), MEND_OK);
        for (size_t at = sizeof(mend_store); at < size; at++) {
            mend_desk *desk = NULL;
            unsigned char *table = cut(&b, size, (uint32_t)size);
            table[at] = 1;
            assert_int_equal(make(table, &desk), MEND_UNSUPPORTED);
            mend_store known;
            memcpy(&known, table, sizeof known);
            known.destroy(known.user);
            free(table);
        }
    }
    bench_end(&b);
}

static void test_desk_table__needed_members_must_be_there(void **state)
{
    (void)state;
    bench b;
    mend_store whole, table;
    mend_desk *desk = NULL;
    bench_start(&b, NULL);
    assert_int_equal(mend_memory_table(b.memory, &whole), MEND_OK);
    table = whole;
    table.load = NULL;
    assert_int_equal(make(&table, &desk), MEND_INVALID);
    table = whole;
    table.recall = NULL;
    assert_int_equal(make(&table, &desk), MEND_INVALID);
    table = whole;
    table.commit = NULL;
    assert_int_equal(make(&table, &desk), MEND_INVALID);
    table = whole;
    table.end = NULL;
    assert_int_equal(make(&table, &desk), MEND_INVALID);
    for (int i = 0; i < 3; i++) {
        table = whole;
        table.unit_load = i == 0 ? NULL : table.unit_load;
        table.unit_page = i == 1 ? NULL : table.unit_page;
        table.unit_put = i == 2 ? NULL : table.unit_put;
        assert_int_equal(make(&table, &desk), MEND_INVALID);
    }
    table = whole;
    table.reserved = 1;
    assert_int_equal(make(&table, &desk), MEND_INVALID);
    assert_int_equal(mend_desk_new(NULL, &whole, "", 0, &desk, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_new(NULL, &whole, "\xff", 1, &desk, NULL), MEND_UTF8);
    assert_int_equal(mend_desk_new(NULL, &whole, "shop", 4, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_desk_new(&(mend_allocator){0}, &whole, "shop", 4, &desk, NULL), MEND_INVALID);
    char tenant[130];
    memset(tenant, 't', sizeof tenant);
    assert_int_equal(mend_desk_new(NULL, &whole, tenant, 129, &desk, NULL), MEND_LIMIT);
    assert_int_equal(mend_desk_new(NULL, &whole, tenant, 128, &desk, NULL), MEND_OK);
    mend_desk_free(desk);
    bench_end(&b);
}

static void test_desk_table__what_a_table_lacks_is_unsupported(void **state)
{
    (void)state;
    static const char gapless[] =
        "{\"numbers\":{\"ticket\":{\"pattern\":\"G{SEQ:3}\",\"reset\":\"never\",\"mode\":\"gapless\"}}}";
    static const char drawn_lots[] = "{\"numbers\":{\"ticket\":{\"pattern\":\"{SEQ:3}{RAND:2}\",\"reset\":\"never\"}}}";
    for (int what = 0; what < 3; what++) {
        bench b;
        mend_store table;
        mend_desk *desk;
        bench_start(&b, what == 0 ? NULL : what == 1 ? gapless : drawn_lots);
        mend_memory_table(b.memory, &table);
        mend_store whole = table;
        table.events = NULL;
        table.page = NULL;
        table.pending = NULL;
        table.sent = NULL;
        table.draw = what == 0 ? NULL : table.draw;
        table.begin = NULL;
        table.end = NULL;
        table.random = NULL;
        assert_int_equal(make(&table, &desk), MEND_OK);
        assert_int_equal(mend_desk_policy(desk, b.policy), MEND_OK);
        bench_register(&b, NULL);
        assert_int_equal(mend_desk_open(desk, b.args, NOW, NULL, b.result, &b.err), MEND_UNSUPPORTED);
        mend_args_ticket(b.args, "", 0, "t", 1, "N", 1); /* a number from outside needs none of it */
        assert_int_equal(mend_desk_open(desk, b.args, NOW, NULL, b.result, &b.err), MEND_OK);
        assert_int_equal(mend_desk_history(desk, "t", 1, 0, 1, b.rows, &b.err), MEND_UNSUPPORTED);
        assert_int_equal(mend_desk_page(desk, 0, "", 0, "", 0, 1, b.rows, &b.err), MEND_UNSUPPORTED);
        assert_int_equal(mend_desk_pending(desk, "", 0, 1, b.rows, &b.err), MEND_UNSUPPORTED);
        assert_int_equal(mend_desk_sent(desk, "x", 1, 1, &b.err), MEND_UNSUPPORTED);
        assert_int_equal(mend_desk_begin(desk, &b.err), MEND_UNSUPPORTED);
        assert_int_equal(bench_tickets(&b), 1);
        assert_non_null(whole.random);
        mend_desk_free(desk);
        bench_end(&b);
    }
}

/* ---- callbacks that call back ---- */

typedef struct caller {
    mend_store inner;
    mend_desk *desk; /* its own */
    const mend_policy *policy;
    mend_args *args;
    mend_result *result;
    mend_ticket *ticket;
    mend_buf *buf;
    mend_rows *rows;
    int calls, misuses;
} caller;

/* Everything a desk offers, called from within it. */
static void call_back(caller *c)
{
    mend_status got[] = {
        mend_desk_open(c->desk, c->args, NOW, c->ticket, c->result, NULL),
        mend_desk_act(c->desk, "t", 1, c->args, NOW, c->ticket, c->result, NULL),
        mend_desk_try(c->desk, "t", 1, c->args, NOW, c->result, NULL),
        mend_desk_tick(c->desk, "t", 1, NOW, c->result, NULL),
        mend_desk_sweep(c->desk, NOW, NULL, NULL, NULL, NULL),
        mend_desk_due(c->desk, NOW, INT64_MIN, "", 0, 1, c->rows, NULL),
        mend_desk_erase(c->desk, "t", 1, NOW, NULL),
        mend_desk_reveal(c->desk, "t", 1, c->args, NOW, c->result, c->buf, NULL),
        mend_desk_read(c->desk, "t", 1, c->ticket, NULL),
        mend_desk_history(c->desk, "t", 1, 0, 1, c->rows, NULL),
        mend_desk_page(c->desk, 0, "", 0, "", 0, 1, c->rows, NULL),
        mend_desk_pending(c->desk, "", 0, 1, c->rows, NULL),
        mend_desk_sent(c->desk, "x", 1, 1, NULL),
        mend_desk_import(c->desk, "x", 1, c->rows, NOW, NULL),
        mend_desk_begin(c->desk, NULL),
        mend_desk_end(c->desk, 1, NULL),
        mend_desk_policy(c->desk, c->policy),
        mend_desk_node(c->desk, 2),
        mend_doc_desk(c->desk, NOW, "{\"op\":\"show\",\"key\":\"t\"}", MEND_NTS, c->buf, NULL),
    };
    mend_desk_free(c->desk);
    c->calls++;
    for (size_t i = 0; i < sizeof got / sizeof got[0]; i++) {
        c->misuses += got[i] == MEND_MISUSE;
    }
}

static mend_status back_load(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                             mend_buf *record, int64_t *revision)
{
    caller *c = user;
    call_back(c);
    return c->inner.load(c->inner.user, tenant, tenant_len, key, key_len, record, revision);
}

static mend_status back_recall(void *user, const char *tenant, size_t tenant_len, const char *key, size_t len,
                               mend_buf *outcome)
{
    caller *c = user;
    call_back(c);
    return c->inner.recall(c->inner.user, tenant, tenant_len, key, len, outcome);
}

static mend_status back_commit(void *user, const mend_change *change)
{
    caller *c = user;
    call_back(c);
    return c->inner.commit(c->inner.user, change);
}

static mend_status back_draw(void *user, const char *tenant, size_t tenant_len, const char *counter, size_t counter_len,
                             int64_t start, int64_t step, int32_t count, int64_t limit, int64_t *last)
{
    caller *c = user;
    call_back(c);
    return c->inner.draw(c->inner.user, tenant, tenant_len, counter, counter_len, start, step, count, limit, last);
}

static void back_destroy(void *user)
{
    caller *c = user;
    call_back(c);
    c->inner.destroy(c->inner.user);
}

static void test_desk_table__a_callback_that_calls_back_is_turned_away(void **state)
{
    (void)state;
    bench b;
    caller c = {.calls = 0};
    bench_start(&b, NULL);
    mend_memory_table(b.memory, &c.inner);
    mend_store table = {.struct_size = sizeof table,
                        .user = &c,
                        .load = back_load,
                        .recall = back_recall,
                        .commit = back_commit,
                        .draw = back_draw,
                        .destroy = back_destroy};
    assert_int_equal(make(&table, &c.desk), MEND_OK);
    assert_int_equal(mend_desk_policy(c.desk, b.policy), MEND_OK);
    c.policy = b.policy;
    c.args = b.args;
    c.result = b.result;
    c.ticket = b.ticket;
    c.rows = b.rows;
    mend_buf_new(NULL, &c.buf);
    bench_register(&b, "k");
    assert_int_equal(mend_desk_open(c.desk, b.args, NOW, b.ticket, b.result, &b.err), MEND_OK);
    assert_int_equal(c.calls, 3); /* recall, draw, commit */
    assert_int_equal(mend_ticket_revision(b.ticket), 1);
    assert_int_equal(mend_result_event_count(b.result), 1);
    bench_begin(&b, "s");
    assert_int_equal(
        mend_desk_act(c.desk, mend_ticket_key(b.ticket, NULL), MEND_NTS, b.args, NOW, NULL, b.result, NULL), MEND_OK);
    assert_int_equal(c.calls, 6); /* load, recall, commit */
    mend_desk_free(c.desk);
    assert_int_equal(c.calls, 7);
    assert_int_equal(c.misuses, 19 * 7);
    assert_non_null(strstr(mend_buf_data(c.buf, NULL), "\"status\":\"MISUSE\""));
    mend_buf_free(c.buf);
    bench_end(&b);
}

/* ---- numbers that come from a store which is not what it should be ---- */

static int64_t odd_last;

static mend_status odd_draw(void *user, const char *tenant, size_t tenant_len, const char *counter, size_t counter_len,
                            int64_t start, int64_t step, int32_t count, int64_t limit, int64_t *last)
{
    (void)user, (void)tenant, (void)tenant_len, (void)counter_len, (void)start, (void)step, (void)count, (void)limit;
    assert_int_equal(counter[counter_len], '\0');
    *last = odd_last;
    return MEND_OK;
}

static mend_status odd_random(void *user, unsigned char *out, size_t len)
{
    (void)user;
    memset(out, 0xFF, len); /* a byte that gives no digit */
    return MEND_OK;
}

static mend_status absent_recall(void *user, const char *tenant, size_t tenant_len, const char *key, size_t len,
                                 mend_buf *outcome)
{
    (void)user, (void)tenant, (void)tenant_len, (void)key, (void)len, (void)outcome;
    return MEND_NOT_FOUND;
}

static mend_status absent_load(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                               mend_buf *record, int64_t *revision)
{
    (void)user, (void)tenant, (void)tenant_len, (void)key, (void)key_len, (void)record, (void)revision;
    return MEND_NOT_FOUND;
}

static mend_status any_commit(void *user, const mend_change *change)
{
    (void)user, (void)change;
    return MEND_OK;
}

static void test_desk_table__a_counter_beyond_its_limit_is_exhausted(void **state)
{
    (void)state;
    static const int64_t lasts[] = {INT64_MAX, INT64_MAX - 1, INT64_C(999999999999999999), 999};
    bench b;
    mend_desk *desk;
    mend_store table = {.struct_size = sizeof table,
                        .load = absent_load,
                        .recall = absent_recall,
                        .commit = any_commit,
                        .draw = odd_draw,
                        .random = odd_random};
    bench_start(&b, "{\"numbers\":{\"ticket\":{\"overflow\":\"refuse\",\"block\":2}}}");
    for (size_t i = 0; i < sizeof lasts / sizeof lasts[0]; i++) {
        odd_last = lasts[i];
        assert_int_equal(make(&table, &desk), MEND_OK);
        assert_int_equal(mend_desk_policy(desk, b.policy), MEND_OK);
        bench_register(&b, NULL);
        assert_int_equal(mend_desk_open(desk, b.args, NOW, NULL, b.result, &b.err), MEND_EXHAUSTED);
        mend_desk_free(desk);
    }
    bench_end(&b);
}

static void test_desk_table__random_bytes_that_are_not_random_are_an_error(void **state)
{
    (void)state;
    bench b;
    mend_desk *desk;
    mend_store table = {.struct_size = sizeof table,
                        .load = absent_load,
                        .recall = absent_recall,
                        .commit = any_commit,
                        .draw = odd_draw,
                        .random = odd_random};
    bench_start(&b, "{\"numbers\":{\"ticket\":{\"pattern\":\"{SEQ:3}{RAND:2}\",\"reset\":\"never\"}}}");
    assert_int_equal(make(&table, &desk), MEND_OK);
    assert_int_equal(mend_desk_policy(desk, b.policy), MEND_OK);
    bench_register(&b, NULL);
    assert_int_equal(mend_desk_open(desk, b.args, NOW, NULL, b.result, &b.err), MEND_IO);
    mend_desk_free(desk);
    bench_end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_desk_table__absurd_sizes_are_refused_before_anything_is_read),
        cmocka_unit_test(test_desk_table__smaller_tables_are_taken_as_far_as_they_go),
        cmocka_unit_test(test_desk_table__larger_tables_are_taken_if_their_tail_is_empty),
        cmocka_unit_test(test_desk_table__needed_members_must_be_there),
        cmocka_unit_test(test_desk_table__what_a_table_lacks_is_unsupported),
        cmocka_unit_test(test_desk_table__a_callback_that_calls_back_is_turned_away),
        cmocka_unit_test(test_desk_table__a_counter_beyond_its_limit_is_exhausted),
        cmocka_unit_test(test_desk_table__random_bytes_that_are_not_random_are_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
