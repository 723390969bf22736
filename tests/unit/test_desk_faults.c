/*
 * test_desk_faults.c - a desk whose store fails: every status at every call, before and after the effect, once and for
 * good; damaged records; somebody else writing in between; and whatever is repeated with its key has one effect.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "desk_bench.h"

/* Every status a callback could answer with, those it may not included. */
static const mend_status ANSWERS[] = {MEND_CONFLICT,
                                      MEND_DUPLICATE,
                                      MEND_EXISTS,
                                      MEND_BUSY,
                                      MEND_IO,
                                      MEND_UNKNOWN,
                                      MEND_DENIED,
                                      MEND_FULL,
                                      MEND_NOMEM,
                                      MEND_LIMIT,
                                      MEND_CORRUPT,
                                      MEND_NOT_FOUND,
                                      MEND_EXHAUSTED,
                                      MEND_UNSUPPORTED,
                                      MEND_MISUSE,
                                      MEND_REFUSED,
                                      MEND_STALE,
                                      12345,
                                      1,
                                      INT32_MIN,
                                      INT32_MAX,
                                      -64,
                                      -63};
#define ANSWER_COUNT (sizeof ANSWERS / sizeof ANSWERS[0])

static const char LEASED[] = "{\"revision\":3}";
static const char GAPLESS[] = "{\"numbers\":{\"ticket\":{\"mode\":\"gapless\"}}}";

#define GAPLESS_BEGIN 2 /* which call of an opening begins the batch: behind recall */

static bool is_refusal(mend_status status)
{
    return status <= MEND_REFUSED && status > -200;
}

/* ---- opening and acting under every fault ---- */

typedef struct fault {
    int64_t nth; /* of all calls */
    mend_status answer;
    faulty_when when;
    int sticky;
} fault;

/* A command: does it on the desk of the bench. */
typedef mend_status (*command)(bench *b, const char *key);

static mend_status do_open(bench *b, const char *key)
{
    bench_register(b, key);
    return mend_desk_open(b->desk, b->args, NOW, b->ticket, b->result, &b->err);
}

static mend_status do_act(bench *b, const char *key)
{
    bench_begin(b, key);
    return mend_desk_act(b->desk, "t", 1, b->args, NOW, b->ticket, b->result, &b->err);
}

static mend_status do_reveal(bench *b, const char *key)
{
    bench_args(b, "clerk:ann", "disclose", key, "customer_phone=", NULL);
    mend_args_reason(b->args, "why", MEND_NTS);
    return mend_desk_reveal(b->desk, "t", 1, b->args, NOW, b->result, b->buf, &b->err);
}

/* How many effects the command has had: tickets beside "t", and events of "t" beside its first. */
static int64_t effects(bench *b)
{
    return bench_tickets(b) - 1 + bench_revision(b, "t") - 1;
}

/* What must hold after one call, whatever the store did. */
static void check_answer(bench *b, mend_status status, mend_status answer)
{
    assert_int_equal(mend_result_status(b->result), status);
    if (status == MEND_OK) {
        assert_true(mend_result_event_count(b->result) > 0);
        return;
    }
    assert_false(is_refusal(status));
    assert_int_equal(mend_result_event_count(b->result), 0);
    assert_int_equal(b->err.status, status);
    assert_true(b->err.text[0] != '\0');
    assert_int_equal(mend_ticket_revision(b->ticket), 0);
    assert_string_equal(mend_buf_data(b->buf, NULL), "");
    if (answer == 12345) {
        assert_true(status != MEND_IO || strstr(b->err.text, "12345") != NULL);
    }
}

/* One command under one fault; false when the fault was never reached. */
static bool try_fault(const char *overlay, command run, const char *key, const fault *f)
{
    bench b;
    bench_start(&b, overlay);
    bench_open(&b, "t");
    faulty_fail(b.faults, FAULTY_ANY, f->nth, f->answer, f->when, f->sticky);
    mend_status status = run(&b, key);
    bool hit = faulty_hits(b.faults) > 0;
    check_answer(&b, status, f->answer);
    if (status == MEND_OK) {
        assert_int_equal(effects(&b), 1);
    } else if (f->when == FAULTY_BEFORE) {
        assert_int_equal(effects(&b), 0);
    }
    faulty_clear(b.faults);
    if (key != NULL) { /* again, with nothing in the way */
        bool done = effects(&b) == 1;
        assert_int_equal(run(&b, key), MEND_OK);
        assert_int_equal(mend_result_replayed(b.result), done);
        assert_int_equal(effects(&b), 1);
        assert_int_equal(mend_result_event_count(b.result), 1);
        if (run == do_reveal) {
            assert_non_null(strstr(mend_buf_data(b.buf, NULL), "13812345678"));
        } else {
            assert_int_equal(mend_ticket_revision(b.ticket), run == do_open ? 1 : 2);
        }
    }
    if (overlay == GAPLESS && run == do_open) { /* the next number follows the one that is there */
        bool done = effects(&b) == 1;
        bench_register(&b, NULL);
        assert_int_equal(mend_desk_open(b.witness, b.args, NOW, b.ticket, b.result, NULL), MEND_OK);
        assert_string_equal(mend_ticket_number(b.ticket, NULL), done ? "K20240315003" : "K20240315002");
    }
    bench_end(&b);
    return hit;
}

static void try_all_faults(const char *overlay, command run, const char *key)
{
    for (size_t i = 0; i < ANSWER_COUNT; i++) {
        for (int mode = 0; mode < 4; mode++) {
            fault f = {0, ANSWERS[i], mode & 1 ? FAULTY_AFTER : FAULTY_BEFORE, mode >> 1};
            do {
                f.nth++;
                /* A begin that fails has not begun: a store that has, and says it has not, is beyond help. */
                while (overlay == GAPLESS && f.when == FAULTY_AFTER &&
                       (f.nth == GAPLESS_BEGIN || (f.sticky && f.nth < GAPLESS_BEGIN))) {
                    f.nth++;
                }
            } while (try_fault(overlay, run, key, &f));
            assert_true(f.nth > 2); /* every command calls its store at least twice */
        }
    }
}

static void test_desk_faults__opening_with_a_key_has_one_effect(void **state)
{
    (void)state;
    try_all_faults(LEASED, do_open, "k");
}

static void test_desk_faults__opening_gapless_with_a_key_has_one_effect_and_no_gap(void **state)
{
    (void)state;
    try_all_faults(GAPLESS, do_open, "k");
}

static void test_desk_faults__acting_with_a_key_has_one_effect(void **state)
{
    (void)state;
    try_all_faults(LEASED, do_act, "k");
}

static void test_desk_faults__revealing_with_a_key_has_one_effect(void **state)
{
    (void)state;
    try_all_faults(LEASED, do_reveal, "k");
}

static void test_desk_faults__without_a_key_what_is_said_to_be_done_is_done_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < ANSWER_COUNT; i++) {
        for (int sticky = 0; sticky < 2; sticky++) { /* after the effect only MEND_UNKNOWN is honest, and told */
            fault f = {0, ANSWERS[i], FAULTY_BEFORE, sticky};
            do {
                f.nth++;
            } while (try_fault(LEASED, do_open, NULL, &f) || f.nth < 3);
            f.nth = 0;
            do {
                f.nth++;
            } while (try_fault(GAPLESS, do_open, NULL, &f) || f.nth < 3);
            f.nth = 0;
            do {
                f.nth++;
            } while (try_fault(LEASED, do_act, NULL, &f) || f.nth < 3);
        }
    }
}

static void test_desk_faults__an_unknown_outcome_without_a_key_is_told(void **state)
{
    (void)state;
    for (int when = FAULTY_BEFORE; when <= FAULTY_AFTER; when++) {
        bench b;
        bench_start(&b, NULL);
        bench_open(&b, "t");
        faulty_fail(b.faults, FAULTY_COMMIT, 1, MEND_UNKNOWN, (faulty_when)when, 0);
        assert_int_equal(do_act(&b, NULL), MEND_UNKNOWN);
        assert_int_equal(faulty_count(b.faults, FAULTY_COMMIT), 1);
        assert_int_equal(effects(&b), when == FAULTY_AFTER);
        bench_end(&b);
    }
}

static void test_desk_faults__busy_is_passed_on_at_once(void **state)
{
    static const mend_status passed[] = {MEND_BUSY,  MEND_IO,    MEND_DENIED, MEND_FULL,
                                         MEND_NOMEM, MEND_LIMIT, MEND_CORRUPT};
    (void)state;
    for (size_t i = 0; i < sizeof passed / sizeof passed[0]; i++) {
        for (faulty_call call = FAULTY_LOAD; call <= FAULTY_COMMIT; call++) {
            bench b;
            bench_start(&b, NULL);
            bench_open(&b, "t");
            faulty_fail(b.faults, call, 1, passed[i], FAULTY_BEFORE, 1);
            assert_int_equal(do_act(&b, "k"), passed[i]);
            assert_int_equal(faulty_count(b.faults, call), 1);
            bench_end(&b);
        }
    }
}

static void test_desk_faults__doubt_that_cannot_be_cleared_stays_doubt(void **state)
{
    (void)state;
    for (faulty_call call = FAULTY_LOAD; call <= FAULTY_RECALL; call++) {
        bench b;
        bench_start(&b, NULL);
        bench_open(&b, "t");
        mend_store inner, outer, table; /* two layers: commit answers UNKNOWN, and then the store is gone */
        mend_memory_table(b.memory, &inner);
        faulty_store *below = faulty_new(&inner);
        faulty_table(below, &table);
        faulty_store *above = faulty_new(&table);
        faulty_table(above, &outer);
        mend_desk *desk;
        assert_int_equal(mend_desk_new(NULL, &outer, "shop", MEND_NTS, &desk, NULL), MEND_OK);
        assert_int_equal(mend_desk_policy(desk, b.policy), MEND_OK);
        faulty_fail(below, FAULTY_COMMIT, 1, MEND_UNKNOWN, FAULTY_AFTER, 0);
        faulty_fail(above, call, 2, MEND_BUSY, FAULTY_BEFORE, 0);
        bench_begin(&b, "k");
        assert_int_equal(mend_desk_act(desk, "t", 1, b.args, NOW, b.ticket, b.result, &b.err), MEND_UNKNOWN);
        assert_int_equal(mend_ticket_revision(b.ticket), 0);
        assert_int_equal(mend_desk_act(desk, "t", 1, b.args, NOW, b.ticket, b.result, &b.err), MEND_OK);
        assert_int_equal(mend_result_replayed(b.result), 1);
        assert_int_equal(mend_ticket_revision(b.ticket), 2);
        mend_desk_free(desk);
        bench_end(&b);
    }
}

/* ---- somebody else ---- */

/* Somebody notes something on ticket "t". */
static void slip_note(void *user, const mend_change *change)
{
    bench *b = user;
    mend_args *args, *given = b->args;
    mend_result *result;
    (void)change;
    assert_int_equal(mend_args_new(NULL, &args), MEND_OK);
    assert_int_equal(mend_result_new(NULL, &result), MEND_OK);
    b->args = args;
    bench_args(b, "clerk:eve", "note", NULL, "notes/+1/text=hello", NULL);
    assert_int_equal(mend_desk_act(b->witness, "t", 1, args, NOW, NULL, result, NULL), MEND_OK);
    b->args = given;
    mend_args_free(args);
    mend_result_free(result);
}

static void test_desk_faults__the_last_try_is_asked_about_as_well(void **state)
{
    (void)state;
    for (int busy = 0; busy < 2; busy++) {
        bench b;
        bench_start(&b, NULL);
        bench_open(&b, "t");
        mend_store inner, middle, table; /* two conflicts, then a commit that happens and is not known to have */
        mend_memory_table(b.memory, &inner);
        faulty_store *below = faulty_new(&inner);
        faulty_table(below, &middle);
        faulty_store *above = faulty_new(&middle);
        faulty_table(above, &table);
        mend_desk *desk;
        assert_int_equal(mend_desk_new(NULL, &table, "shop", MEND_NTS, &desk, NULL), MEND_OK);
        assert_int_equal(mend_desk_policy(desk, b.policy), MEND_OK);
        faulty_slip(below, slip_note, &b, 2);
        faulty_fail(below, FAULTY_COMMIT, 3, MEND_UNKNOWN, FAULTY_AFTER, 0);
        faulty_fail(above, FAULTY_RECALL, 4, MEND_BUSY, FAULTY_BEFORE, !busy ? 0 : 1);
        if (!busy) {
            faulty_clear(above);
        }
        bench_begin(&b, "k");
        assert_int_equal(mend_desk_act(desk, "t", 1, b.args, NOW, b.ticket, b.result, &b.err),
                         busy ? MEND_UNKNOWN : MEND_OK);
        assert_int_equal(mend_result_replayed(b.result), !busy);
        assert_int_equal(mend_ticket_revision(b.ticket), busy ? 0 : 4);
        assert_int_equal(bench_revision(&b, "t"), 4);
        mend_desk_free(desk);
        bench_end(&b);
    }
}

static void test_desk_faults__a_key_known_without_outcome_is_corrupt(void **state)
{
    bench b;
    (void)state;
    bench_start(&b, NULL);
    bench_open(&b, "t");
    faulty_fail(b.faults, FAULTY_COMMIT, 1, MEND_EXISTS, FAULTY_BEFORE, 1);
    assert_int_equal(do_act(&b, "k"), MEND_CORRUPT);
    assert_int_equal(faulty_count(b.faults, FAULTY_COMMIT), 3);
    assert_int_equal(faulty_count(b.faults, FAULTY_RECALL), 4);
    faulty_clear(b.faults);
    faulty_fail(b.faults, FAULTY_COMMIT, 1, MEND_EXISTS, FAULTY_BEFORE, 1);
    assert_int_equal(do_act(&b, NULL), MEND_IO); /* a change without a key has none that could be known */
    bench_end(&b);
}

/* ---- conflicts ---- */

static void test_desk_faults__a_conflict_is_decided_again_three_times_at_most(void **state)
{
    (void)state;
    for (int with_key = 0; with_key < 2; with_key++) {
        for (int64_t times = 1; times <= 3; times++) {
            bench b;
            bench_start(&b, NULL);
            bench_open(&b, "t");
            faulty_slip(b.faults, slip_note, &b, times);
            assert_int_equal(do_act(&b, with_key ? "k" : NULL), times < 3 ? MEND_OK : MEND_CONFLICT);
            assert_int_equal(faulty_count(b.faults, FAULTY_COMMIT), times < 3 ? times + 1 : 3);
            assert_int_equal(bench_revision(&b, "t"), 1 + times + (times < 3));
            assert_int_equal(mend_ticket_revision(b.ticket), times < 3 ? 2 + times : 0); /* nothing is lost */
            bench_end(&b);
        }
    }
}

/* Somebody starts the ticket first. */
static void slip_start(void *user, const mend_change *change)
{
    bench *b = user;
    mend_args *args, *given = b->args;
    mend_result *result;
    (void)change;
    assert_int_equal(mend_args_new(NULL, &args), MEND_OK);
    assert_int_equal(mend_result_new(NULL, &result), MEND_OK);
    b->args = args;
    bench_begin(b, NULL);
    assert_int_equal(mend_desk_act(b->witness, "t", 1, args, NOW, NULL, result, NULL), MEND_OK);
    b->args = given;
    mend_args_free(args);
    mend_result_free(result);
}

static void test_desk_faults__a_conflict_is_decided_on_the_new_state(void **state)
{
    bench b;
    (void)state;
    bench_start(&b, NULL);
    bench_open(&b, "t");
    faulty_slip(b.faults, slip_start, &b, 1);
    assert_int_equal(do_act(&b, "k"), MEND_WRONG_STATE);
    assert_int_equal(bench_revision(&b, "t"), 2);
    bench_end(&b);
}

/* The very same command arrives by another way and is stored first. */
static void slip_twin(void *user, const mend_change *change)
{
    bench *b = user;
    mend_result *result;
    (void)change;
    assert_int_equal(mend_result_new(NULL, &result), MEND_OK);
    mend_status status = mend_change_expected(change) == 0
                             ? mend_desk_open(b->witness, b->args, NOW, NULL, result, NULL)
                             : mend_desk_act(b->witness, "t", 1, b->args, NOW, NULL, result, NULL);
    assert_int_equal(status, MEND_OK);
    mend_result_free(result);
}

static void test_desk_faults__a_twin_of_the_command_is_found(void **state)
{
    bench b;
    (void)state;
    bench_start(&b, NULL);
    bench_open(&b, "t");
    faulty_slip(b.faults, slip_twin, &b, 1);
    assert_int_equal(do_act(&b, "k"), MEND_OK);
    assert_int_equal(mend_result_replayed(b.result), 1);
    assert_int_equal(mend_ticket_revision(b.ticket), 2);
    assert_int_equal(effects(&b), 1);
    faulty_slip(b.faults, slip_twin, &b, 1);
    mend_ticket_free(b.ticket);
    mend_ticket_new(&b.allocator, &b.ticket);
    bench_register(&b, "o"); /* with a key of its own, so that the ticket is in the way as well */
    mend_args_ticket(b.args, "", 0, "case", 4, "", 0);
    assert_int_equal(mend_desk_open(b.desk, b.args, NOW, b.ticket, b.result, &b.err), MEND_OK);
    assert_int_equal(mend_result_replayed(b.result), 1);
    assert_string_equal(mend_ticket_key(b.ticket, NULL), "case");
    assert_int_equal(bench_tickets(&b), 2);
    /* The same where the store looks at the ticket's key before it looks at the command's. */
    bench_register(&b, "p");
    mend_args_ticket(b.args, "", 0, "again", 5, "", 0);
    faulty_slip(b.faults, slip_twin, &b, 1);
    faulty_fail(b.faults, FAULTY_COMMIT, faulty_count(b.faults, FAULTY_COMMIT) + 1, MEND_DUPLICATE, FAULTY_AFTER, 0);
    assert_int_equal(mend_desk_open(b.desk, b.args, NOW, b.ticket, b.result, &b.err), MEND_OK);
    assert_int_equal(mend_result_replayed(b.result), 1);
    assert_int_equal(bench_tickets(&b), 3);
    bench_end(&b);
}

static void test_desk_faults__a_drawn_number_that_is_taken_is_an_error(void **state)
{
    bench b;
    (void)state;
    bench_start(&b, NULL);
    bench_register(&b, NULL);
    mend_args_ticket(b.args, "", 0, "old", 3, "K20240315001", MEND_NTS);
    assert_int_equal(mend_desk_open(b.desk, b.args, NOW, NULL, b.result, &b.err), MEND_OK);
    assert_int_equal(do_open(&b, NULL), MEND_DUPLICATE);
    assert_non_null(strstr(b.err.text, "counter"));
    assert_int_equal(do_open(&b, "k"), MEND_OK);
    assert_string_equal(mend_ticket_number(b.ticket, NULL), "K20240315002");
    bench_end(&b);
}

/* ---- records that are not what they should be ---- */

static void test_desk_faults__a_damaged_record_is_corrupt_and_nothing_is_written(void **state)
{
    (void)state;
    for (int how = 0; how < FAULTY_RECORD_KINDS; how++) {
        for (uint64_t seed = 1; seed <= 200; seed++) {
            bench b;
            bench_start(&b, NULL);
            bench_open(&b, "t");
            bench_open(&b, "other");
            faulty_other(b.faults, "shop", 4, "other", 5);
            faulty_garble(b.faults, (faulty_record)how, 1, seed * 2654435761u, 1);
            mend_status status = do_act(&b, "k");
            /* A turned bit in the first line may make it the record of a newer release. */
            assert_true(status == MEND_CORRUPT || (how == FAULTY_RECORD_FLIP && status == MEND_UNSUPPORTED));
            status = mend_desk_read(b.desk, "t", 1, b.ticket, &b.err);
            assert_true(status == MEND_CORRUPT || (how == FAULTY_RECORD_FLIP && status == MEND_UNSUPPORTED));
            assert_int_equal(mend_ticket_revision(b.ticket), 0);
            assert_int_equal(faulty_count(b.faults, FAULTY_COMMIT), 0);
            bench_end(&b);
            if (how != FAULTY_RECORD_FLIP && how != FAULTY_RECORD_RANDOM) {
                break;
            }
        }
    }
}

static mend_status recall_text(void *user, const char *tenant, size_t tenant_len, const char *key, size_t len,
                               mend_buf *outcome)
{
    (void)tenant, (void)tenant_len, (void)key, (void)len;
    return mend_buf_append(outcome, user, MEND_NTS);
}

static mend_status load_nothing(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                mend_buf *record, int64_t *revision)
{
    (void)user, (void)tenant, (void)tenant_len, (void)key, (void)key_len, (void)record, (void)revision;
    return MEND_NOT_FOUND;
}

static mend_status commit_nothing(void *user, const mend_change *change)
{
    (void)user, (void)change;
    return MEND_IO;
}

/* An outcome whose fingerprint fits and which has lost its events, or their content. */
typedef struct thief {
    mend_store inner;
    const char *events;
} thief;

static mend_status thief_load(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                              mend_buf *record, int64_t *revision)
{
    thief *t = user;
    return t->inner.load(t->inner.user, tenant, tenant_len, key, key_len, record, revision);
}

static mend_status thief_commit(void *user, const mend_change *change)
{
    thief *t = user;
    return t->inner.commit(t->inner.user, change);
}

static mend_status thief_recall(void *user, const char *tenant, size_t tenant_len, const char *key, size_t len,
                                mend_buf *outcome)
{
    thief *t = user;
    size_t whole;
    mend_buf *kept;
    assert_int_equal(mend_buf_new(NULL, &kept), MEND_OK);
    mend_status status = t->inner.recall(t->inner.user, tenant, tenant_len, key, len, kept);
    if (status == MEND_OK) {
        const char *text = mend_buf_data(kept, &whole), *events = strstr(text, "\"events\":");
        assert_non_null(events);
        mend_buf_append(outcome, text, (size_t)(events - text));
        mend_buf_append(outcome, t->events, MEND_NTS);
    }
    mend_buf_free(kept);
    return status;
}

static void test_desk_faults__an_outcome_that_names_no_ticket_is_corrupt(void **state)
{
    static const char *const events[] = {"\"events\":[]}", "\"events\":[[1,0,\"{\"]]}", "\"events\":[[1,0,\"{}\"]]}",
                                         "\"events\":[[1,0,\"{\\\"data\\\":{\\\"key\\\":5}}\"]]}"};
    (void)state;
    bench b;
    thief t;
    bench_start(&b, NULL);
    mend_memory_table(b.memory, &t.inner);
    mend_store table = {
        .struct_size = sizeof table, .user = &t, .load = thief_load, .recall = thief_recall, .commit = thief_commit};
    mend_desk *desk;
    assert_int_equal(mend_desk_new(NULL, &table, "shop", MEND_NTS, &desk, NULL), MEND_OK);
    assert_int_equal(mend_desk_policy(desk, b.policy), MEND_OK);
    bench_register(&b, "k");
    mend_args_ticket(b.args, "", 0, "case", 4, "N1", 2);
    assert_int_equal(mend_desk_open(desk, b.args, NOW, NULL, b.result, &b.err), MEND_OK);
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
        t.events = events[i];
        assert_int_equal(mend_desk_open(desk, b.args, NOW, b.ticket, b.result, &b.err), MEND_CORRUPT);
        assert_int_equal(mend_ticket_revision(b.ticket), 0);
    }
    mend_desk_free(desk);
    t.inner.destroy(t.inner.user);
    bench_end(&b);
}

static void test_desk_faults__a_damaged_outcome_is_corrupt(void **state)
{
    static const char *const outcomes[] = {"", "{", "{}", "[]",
                                           "{\"v\":1,\"fingerprint\":\"x\",\"revision\":1,\"events\":[]}"};
    (void)state;
    bench b;
    bench_start(&b, NULL);
    for (size_t i = 0; i < sizeof outcomes / sizeof outcomes[0]; i++) {
        mend_store table = {.struct_size = sizeof table,
                            .user = (void *)(uintptr_t)outcomes[i],
                            .load = load_nothing,
                            .recall = recall_text,
                            .commit = commit_nothing};
        mend_desk *desk;
        assert_int_equal(mend_desk_new(NULL, &table, "shop", MEND_NTS, &desk, NULL), MEND_OK);
        assert_int_equal(mend_desk_policy(desk, b.policy), MEND_OK);
        bench_register(&b, "k");
        assert_int_equal(mend_desk_open(desk, b.args, NOW, b.ticket, b.result, &b.err), MEND_CORRUPT);
        mend_desk_free(desk);
    }
    bench_end(&b);
}

/* ---- reading under faults ---- */

static void test_desk_faults__reading_passes_faults_on(void **state)
{
    (void)state;
    for (size_t i = 0; i < ANSWER_COUNT; i++) {
        bench b;
        bench_start(&b, NULL);
        bench_open(&b, "t");
        mend_status answer = ANSWERS[i];
        bool any = answer == MEND_BUSY || answer == MEND_IO || answer == MEND_DENIED || answer == MEND_FULL ||
                   answer == MEND_CORRUPT || answer == MEND_NOMEM || answer == MEND_LIMIT;
        bool lacks = any || answer == MEND_UNSUPPORTED;
        bool absent = lacks || answer == MEND_NOT_FOUND;
        faulty_fail(b.faults, FAULTY_ANY, 1, answer, FAULTY_BEFORE, 1);
        assert_int_equal(mend_desk_read(b.desk, "t", 1, b.ticket, &b.err),
                         any || answer == MEND_NOT_FOUND ? answer : MEND_IO);
        assert_int_equal(mend_desk_history(b.desk, "t", 1, 0, 9, b.rows, &b.err), any ? answer : MEND_IO);
        assert_int_equal(mend_desk_page(b.desk, 0, "", 0, "", 0, 9, b.rows, &b.err), absent ? answer : MEND_IO);
        assert_int_equal(mend_desk_pending(b.desk, "", 0, 9, b.rows, &b.err), absent ? answer : MEND_IO);
        assert_int_equal(mend_desk_sent(b.desk, "x", 1, 1, &b.err), absent ? answer : MEND_IO);
        assert_int_equal(mend_desk_begin(b.desk, &b.err), lacks ? answer : MEND_IO);
        assert_int_equal(mend_desk_end(b.desk, 1, &b.err), MEND_MISUSE);
        assert_int_equal(mend_rows_count(b.rows), 0);
        bench_end(&b);
    }
}

static void test_desk_faults__a_batch_is_over_however_its_end_fails(void **state)
{
    (void)state;
    for (int when = FAULTY_BEFORE; when <= FAULTY_AFTER; when++) {
        bench b;
        bench_start(&b, NULL);
        assert_int_equal(mend_desk_begin(b.desk, &b.err), MEND_OK);
        assert_int_equal(do_open(&b, "k"), MEND_OK);
        faulty_fail(b.faults, FAULTY_END, 1, MEND_UNKNOWN, (faulty_when)when, 0);
        assert_int_equal(mend_desk_end(b.desk, 1, &b.err), MEND_UNKNOWN);
        assert_int_equal(mend_desk_end(b.desk, 1, &b.err), MEND_MISUSE);
        assert_int_equal(bench_tickets(&b), when == FAULTY_AFTER);
        assert_int_equal(do_open(&b, "k"), MEND_OK);
        assert_int_equal(mend_result_replayed(b.result), when == FAULTY_AFTER);
        assert_int_equal(bench_tickets(&b), 1);
        bench_end(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_desk_faults__opening_with_a_key_has_one_effect),
        cmocka_unit_test(test_desk_faults__opening_gapless_with_a_key_has_one_effect_and_no_gap),
        cmocka_unit_test(test_desk_faults__acting_with_a_key_has_one_effect),
        cmocka_unit_test(test_desk_faults__revealing_with_a_key_has_one_effect),
        cmocka_unit_test(test_desk_faults__without_a_key_what_is_said_to_be_done_is_done_once),
        cmocka_unit_test(test_desk_faults__an_unknown_outcome_without_a_key_is_told),
        cmocka_unit_test(test_desk_faults__busy_is_passed_on_at_once),
        cmocka_unit_test(test_desk_faults__doubt_that_cannot_be_cleared_stays_doubt),
        cmocka_unit_test(test_desk_faults__the_last_try_is_asked_about_as_well),
        cmocka_unit_test(test_desk_faults__an_outcome_that_names_no_ticket_is_corrupt),
        cmocka_unit_test(test_desk_faults__a_key_known_without_outcome_is_corrupt),
        cmocka_unit_test(test_desk_faults__a_conflict_is_decided_again_three_times_at_most),
        cmocka_unit_test(test_desk_faults__a_conflict_is_decided_on_the_new_state),
        cmocka_unit_test(test_desk_faults__a_twin_of_the_command_is_found),
        cmocka_unit_test(test_desk_faults__a_drawn_number_that_is_taken_is_an_error),
        cmocka_unit_test(test_desk_faults__a_damaged_record_is_corrupt_and_nothing_is_written),
        cmocka_unit_test(test_desk_faults__a_damaged_outcome_is_corrupt),
        cmocka_unit_test(test_desk_faults__reading_passes_faults_on),
        cmocka_unit_test(test_desk_faults__a_batch_is_over_however_its_end_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
