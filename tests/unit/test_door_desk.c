/*
 * test_door_desk.c - the document door of a desk: every operation, what a broken store does to a reply, and no memory:
 * whatever was stored is said to be stored.
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

static mend_status ask(bench *b, const char *request)
{
    return mend_doc_desk(b->desk, NOW, request, MEND_NTS, b->buf, &b->err);
}

static const char *reply_of(const bench *b)
{
    return mend_buf_data(b->buf, NULL);
}

static bool says(const bench *b, const char *part)
{
    return strstr(reply_of(b), part) != NULL;
}

#define ANN "\"actor\":{\"id\":\"ann\",\"roles\":[\"clerk\"]}"
#define BO  "\"actor\":{\"id\":\"bo\",\"roles\":[\"engineer\"],\"grade\":\"senior\"}"
#define OPEN                                                                                                           \
    "{\"op\":\"open\",\"args\":{\"action\":\"register\",\"key\":\"o\"," ANN                                            \
    ",\"fields\":{\"customer_name\":\"Lin\",\"customer_phone\":\"13812345678\",\"fault_description\":\"dead\"}}}"
#define START                                                                                                          \
    "{\"op\":\"act\",\"key\":\"t\",\"args\":{\"action\":\"start\",\"key\":\"s\"," BO                                   \
    ",\"fields\":{\"fault_class\":\"hardware\"}}}"
#define REVEAL                                                                                                         \
    "{\"op\":\"reveal\",\"key\":\"t\",\"args\":{\"action\":\"disclose\",\"key\":\"r\"," ANN                            \
    ",\"reason\":\"why\",\"fields\":{\"customer_phone\":\"\"}}}"

static void test_door_desk__commands_say_where_the_ticket_stands(void **state)
{
    bench *b = *state;
    assert_int_equal(ask(b, OPEN), MEND_OK);
    assert_true(says(b, "{\"status\":\"OK\",\"key\":\"K20240315001\",\"number\":\"K20240315001\",\"revision\":1,"
                        "\"state\":\"new\",\"stage\":\"new\",\"opened\":\"2024-03-15T01:20:00Z\","
                        "\"since\":\"2024-03-15T01:20:00Z\",\"events\":[{\"v\":1,"));
    assert_int_equal(ask(b, OPEN), MEND_OK);
    assert_true(says(b, "{\"status\":\"OK\",\"replayed\":true,\"key\":\"K20240315001\","));
    assert_int_equal(ask(b, "{\"op\":\"open\",\"args\":{\"action\":\"register\",\"key\":\"o\"," ANN "}}"),
                     MEND_KEY_REUSED);
    assert_true(says(b, "{\"status\":\"KEY_REUSED\",\"error\":{\"text\":"));
    bench_open(b, "t");
    assert_int_equal(ask(b, "{\"op\":\"act\",\"key\":\"t\",\"args\":{\"action\":\"start\"," BO "},\"lang\":\"zh\"}"),
                     MEND_INCOMPLETE);
    assert_true(says(
        b,
        "{\"status\":\"INCOMPLETE\",\"reasons\":[{\"code\":\"FIELD_MISSING\",\"params\":{\"field\":\"fault_class\"}"));
    assert_int_equal(ask(b, START), MEND_OK);
    assert_true(says(b, "\"revision\":2,\"state\":\"work\",\"stage\":\"active\","));
    assert_int_equal(ask(b, "{\"op\":\"act\",\"args\":{}}"), MEND_SCHEMA); /* which ticket? */
    assert_int_equal(ask(b, "{\"op\":\"act\",\"key\":\"none\",\"args\":{\"action\":\"start\"," BO "}}"),
                     MEND_NOT_FOUND);
    assert_int_equal(ask(b, "{\"op\":\"act\",\"key\":\"t\"}"), MEND_SCHEMA);
    assert_int_equal(ask(b, "{\"op\":\"tick\",\"key\":\"t\"}"), MEND_OK);
    assert_string_equal(reply_of(b), "{\"status\":\"OK\",\"events\":[]}");
    assert_int_equal(ask(b, "{\"op\":\"tick\"}"), MEND_SCHEMA);
    assert_int_equal(ask(b, "{\"op\":\"tick\",\"key\":7}"), MEND_SCHEMA);
    assert_int_equal(ask(b, "{\"op\":\"show\",\"key\":\"t\",\"lang\":7}"), MEND_SCHEMA);
    assert_int_equal(ask(b, "{\"op\":\"version\"}"), MEND_UNSUPPORTED);
    assert_int_equal(ask(b, "{\"op\":\"histroy\"}"), MEND_UNSUPPORTED);
    assert_true(says(b, "did you mean \\\"history\\\"?"));
}

static void test_door_desk__questions_change_nothing(void **state)
{
    bench *b = *state;
    bench_open(b, "t");
    assert_int_equal(ask(b, "{\"op\":\"try\",\"key\":\"t\",\"args\":{\"action\":\"start\"," BO
                            ",\"fields\":{\"fault_class\":\"software\"}}}"),
                     MEND_OK);
    assert_true(says(b, "{\"status\":\"OK\",\"events\":[{"));
    assert_int_equal(ask(b, "{\"op\":\"try\",\"args\":{\"action\":\"register\"," ANN "}}"), MEND_INCOMPLETE);
    assert_int_equal(ask(b, "{\"op\":\"actions\",\"key\":\"t\",\"args\":{" BO "},\"lang\":\"en\"}"), MEND_OK);
    assert_true(says(b, "{\"status\":\"OK\",\"state\":\"new\",\"actions\":["));
    assert_true(says(b, "\"action\":\"start\""));
    assert_int_equal(ask(b, "{\"op\":\"actions\",\"args\":{" ANN "}}"), MEND_OK);
    assert_true(says(b, "\"action\":\"register\""));
    assert_int_equal(ask(b, "{\"op\":\"actions\",\"key\":\"none\",\"args\":{" ANN "}}"), MEND_NOT_FOUND);
    assert_int_equal(bench_revision(b, "t"), 1);
    mend_store table;
    mend_desk *bare;
    mend_memory_table(b->memory, &table);
    assert_int_equal(mend_desk_new(NULL, &table, "shop", MEND_NTS, &bare, NULL), MEND_OK);
    assert_int_equal(mend_doc_desk(bare, NOW, "{\"op\":\"actions\",\"args\":{" ANN "}}", MEND_NTS, b->buf, &b->err),
                     MEND_MISUSE);
    assert_int_equal(
        mend_doc_desk(bare, NOW, "{\"op\":\"actions\",\"key\":\"t\",\"args\":{" ANN "}}", MEND_NTS, b->buf, &b->err),
        MEND_MISUSE);
    assert_int_equal(mend_doc_desk(bare, NOW, "{\"op\":\"show\",\"key\":\"t\"}", MEND_NTS, b->buf, &b->err), MEND_OK);
    assert_false(says(b, "13812345678")); /* by default masks */
    mend_desk_free(bare);
}

static void test_door_desk__views_are_masked_and_reveals_are_not(void **state)
{
    bench *b = *state;
    bench_open(b, "t");
    assert_int_equal(ask(b, "{\"op\":\"show\",\"key\":\"t\",\"lang\":\"zh-CN\"}"), MEND_OK);
    assert_true(says(b, "{\"status\":\"OK\",\"key\":\"t\",\"number\":\"K20240315001\",\"revision\":1,"));
    assert_true(says(b, "138****5678"));
    assert_false(says(b, "13812345678"));
    assert_int_equal(ask(b, REVEAL), MEND_OK);
    assert_true(says(b, "{\"status\":\"OK\",\"values\":{\"customer_phone\":\"13812345678\"},\"events\":[{"));
    assert_int_equal(ask(b, REVEAL), MEND_OK);
    assert_true(
        says(b, "{\"status\":\"OK\",\"values\":{\"customer_phone\":\"13812345678\"},\"replayed\":true,\"events\":[{"));
    assert_int_equal(bench_revision(b, "t"), 2);
    assert_int_equal(ask(b, "{\"op\":\"list\",\"view\":true}"), MEND_OK);
    assert_true(says(b, "138****5678"));
    assert_false(says(b, "13812345678"));
    assert_int_equal(ask(b, "{\"op\":\"show\",\"key\":\"none\"}"), MEND_NOT_FOUND);
}

#define UNIT_PUT "{\"op\":\"unit_put\",\"unit\":{\"kind\":\"unit\",\"tenant\":\"shop\",\"key\":\"u\",\"serial\":\"s\"}}"

static void test_door_desk__units_go_in_and_out(void **state)
{
    bench *b = *state;
    assert_int_equal(ask(b, UNIT_PUT), MEND_OK);
    assert_string_equal(reply_of(b), "{\"status\":\"OK\"}");
    assert_int_equal(ask(b, UNIT_PUT), MEND_CONFLICT); /* it says nothing of the revision that is there now */
    assert_int_equal(ask(b, "{\"op\":\"unit\",\"key\":\"u\"}"), MEND_OK);
    assert_true(says(b, "\"revision\":1,\"serial\":\"s\""));
    assert_int_equal(ask(b, "{\"op\":\"unit\",\"key\":\"v\"}"), MEND_NOT_FOUND);
    assert_int_equal(ask(b, "{\"op\":\"units\",\"serial\":\"s\"}"), MEND_OK);
    assert_true(says(b, "\"units\":[{\"kind\":\"unit\""));
    assert_int_equal(ask(b, "{\"op\":\"units\",\"after\":\"u\"}"), MEND_OK);
    assert_string_equal(reply_of(b), "{\"status\":\"OK\",\"units\":[]}");
    assert_int_equal(ask(b, "{\"op\":\"units\",\"max\":0}"), MEND_RANGE);
    assert_int_equal(ask(b, "{\"op\":\"unit_put\"}"), MEND_SCHEMA);
    assert_int_equal(ask(b, "{\"op\":\"unit_put\",\"unit\":{\"kind\":\"boat\"}}"), MEND_SCHEMA);
}

static void test_door_desk__time_and_the_archive_are_asked_for(void **state)
{
    bench *b = *state;
    bench_open(b, "t");
    assert_int_equal(ask(b, "{\"op\":\"sweep\",\"max\":10,\"batch\":5}"), MEND_OK);
    assert_true(says(b, "{\"status\":\"OK\",\"due\":0,\"ticked\":0,"));
    assert_int_equal(ask(b, "{\"op\":\"sweep\",\"batch\":1001}"), MEND_RANGE);
    assert_int_equal(ask(b, "{\"op\":\"due\",\"until\":\"tomorrow\"}"), MEND_SCHEMA);
    assert_int_equal(ask(b, "{\"op\":\"due\",\"max\":1}"), MEND_OK);
    assert_int_equal(ask(b, "{\"op\":\"erase\",\"key\":\"t\"}"), MEND_REFUSED);
    assert_string_equal(reply_of(b), "{\"status\":\"REFUSED\",\"text\":\"the ticket is not closed\"}");
    assert_int_equal(bench_revision(b, "t"), 1);
    assert_int_equal(ask(b, "{\"op\":\"erase\"}"), MEND_SCHEMA);
    assert_int_equal(ask(b, "{\"op\":\"quote\",\"key\":\"none\"}"), MEND_NOT_FOUND);
    assert_int_equal(ask(b, "{\"op\":\"quote\",\"key\":\"t\",\"kind\":\"best\"}"), MEND_SCHEMA);
}

static void test_door_desk__lists_come_in_pages(void **state)
{
    bench *b = *state;
    for (int i = 0; i < 3; i++) {
        bench_open(b, NULL);
    }
    assert_int_equal(ask(b, "{\"op\":\"list\",\"index\":\"state\",\"value\":\"new\",\"max\":2}"), MEND_OK);
    assert_true(says(b, "],\"after\":\"K20240315002\"}"));
    assert_int_equal(
        ask(b, "{\"op\":\"list\",\"index\":\"state\",\"value\":\"new\",\"max\":2,\"after\":\"K20240315002\"}"),
        MEND_OK);
    assert_true(says(b, "{\"status\":\"OK\",\"tickets\":[{\"key\":\"K20240315003\","));
    assert_false(says(b, "\"after\""));
    assert_int_equal(ask(b, "{\"op\":\"list\",\"index\":\"stat\"}"), MEND_SCHEMA);
    assert_true(says(b, "did you mean \\\"state\\\"?"));
    assert_int_equal(ask(b, "{\"op\":\"list\",\"index\":\"colour\"}"), MEND_SCHEMA);
    assert_int_equal(ask(b, "{\"op\":\"list\",\"index\":1}"), MEND_SCHEMA);
    assert_int_equal(ask(b, "{\"op\":\"list\",\"value\":1}"), MEND_SCHEMA);
    assert_int_equal(ask(b, "{\"op\":\"list\",\"after\":1}"), MEND_SCHEMA);
    assert_int_equal(ask(b, "{\"op\":\"list\",\"view\":1}"), MEND_SCHEMA);
    assert_int_equal(ask(b, "{\"op\":\"list\",\"max\":0}"), MEND_RANGE);
    assert_int_equal(ask(b, "{\"op\":\"list\",\"max\":1001}"), MEND_RANGE);
    assert_int_equal(ask(b, "{\"op\":\"list\",\"max\":\"5\"}"), MEND_SCHEMA);
    assert_string_equal(b->err.path, "$.max");
    assert_int_equal(ask(b, "{\"op\":\"list\",\"after\":\"none\"}"), MEND_NOT_FOUND);
    assert_int_equal(ask(b, "{\"op\":\"history\",\"key\":\"K20240315001\",\"max\":1}"), MEND_OK);
    assert_true(says(b, "],\"after\":1}"));
    assert_int_equal(ask(b, "{\"op\":\"history\",\"key\":\"K20240315001\",\"after\":1}"), MEND_OK);
    assert_string_equal(reply_of(b), "{\"status\":\"OK\",\"events\":[]}");
    assert_int_equal(ask(b, "{\"op\":\"history\",\"key\":\"K20240315001\",\"after\":\"1\"}"), MEND_SCHEMA);
    assert_int_equal(ask(b, "{\"op\":\"history\",\"key\":\"K20240315001\",\"max\":[]}"), MEND_SCHEMA);
}

static void test_door_desk__notices_go_out_through_it(void **state)
{
    bench *b = *state;
    bench_open(b, "t");
    assert_int_equal(ask(b, START), MEND_OK);
    assert_int_equal(ask(b, "{\"op\":\"sent\",\"id\":\"t#2#begun\",\"done\":false}"), MEND_OK);
    assert_string_equal(reply_of(b), "{\"status\":\"OK\"}");
    assert_int_equal(ask(b, "{\"op\":\"pending\",\"max\":1}"), MEND_OK);
    assert_true(says(b, "{\"status\":\"OK\",\"notices\":[{\"id\":\"t#2#begun\",\"attempts\":1,\"notice\":{"));
    assert_true(says(b, "],\"after\":\"t#2#begun\"}"));
    assert_int_equal(ask(b, "{\"op\":\"pending\",\"after\":\"t#2#begun\"}"), MEND_OK);
    assert_string_equal(reply_of(b), "{\"status\":\"OK\",\"notices\":[]}");
    assert_int_equal(ask(b, "{\"op\":\"sent\",\"id\":\"t#2#begun\"}"), MEND_OK);
    assert_int_equal(ask(b, "{\"op\":\"sent\",\"id\":\"t#2#begun\"}"), MEND_NOT_FOUND);
    assert_int_equal(ask(b, "{\"op\":\"sent\"}"), MEND_SCHEMA);
    assert_int_equal(ask(b, "{\"op\":\"sent\",\"id\":\"x\",\"done\":1}"), MEND_SCHEMA);
    assert_int_equal(ask(b, "{\"op\":\"pending\",\"after\":1}"), MEND_SCHEMA);
    assert_int_equal(ask(b, "{\"op\":\"pending\",\"max\":1.5}"), MEND_SCHEMA);
}

/* ---- a store that gives back what was never stored ---- */

static mend_status damaged_rows(mend_rows *rows)
{
    mend_status status = mend_rows_add(rows, "k", 1, 1, "{\"a\":", 5);
    return status;
}

static mend_status damaged_events(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                  int64_t after, int32_t max, mend_rows *rows)
{
    (void)user, (void)tenant, (void)tenant_len, (void)key, (void)key_len, (void)after, (void)max;
    return damaged_rows(rows);
}

static mend_status damaged_pending(void *user, const char *tenant, size_t tenant_len, const char *after,
                                   size_t after_len, int32_t max, mend_rows *rows)
{
    (void)user, (void)tenant, (void)tenant_len, (void)after, (void)after_len, (void)max;
    return damaged_rows(rows);
}

static void test_door_desk__damaged_rows_do_not_damage_a_reply(void **state)
{
    bench *b = *state;
    mend_store table;
    mend_desk *desk;
    mend_memory_table(b->memory, &table);
    table.events = damaged_events;
    table.pending = damaged_pending;
    assert_int_equal(mend_desk_new(NULL, &table, "shop", MEND_NTS, &desk, NULL), MEND_OK);
    assert_int_equal(mend_doc_desk(desk, NOW, "{\"op\":\"history\",\"key\":\"t\"}", MEND_NTS, b->buf, &b->err),
                     MEND_CORRUPT);
    assert_string_equal(reply_of(b), "{\"status\":\"CORRUPT\",\"error\":{\"text\":\"a stored event is damaged\"}}");
    assert_int_equal(mend_doc_desk(desk, NOW, "{\"op\":\"pending\"}", MEND_NTS, b->buf, &b->err), MEND_CORRUPT);
    assert_string_equal(reply_of(b), "{\"status\":\"CORRUPT\",\"error\":{\"text\":\"a stored notice is damaged\"}}");
    mend_desk_free(desk);
    bench_open(b, "t");
    bench_open(b, "other");
    for (int how = 0; how < FAULTY_RECORD_KINDS; how++) {
        faulty_other(b->faults, "shop", 4, how == FAULTY_RECORD_OTHER ? "other" : "t",
                     how == FAULTY_RECORD_OTHER ? 5 : 1);
        faulty_garble(b->faults, (faulty_record)how, 1, 77, 1);
        assert_int_equal(ask(b, "{\"op\":\"list\"}"), MEND_CORRUPT);
    }
}

/* ---- no memory ---- */

typedef struct before {
    bool opened; /* there is a ticket "t" to begin with */
    int events;  /* what the command adds */
    bool begun;  /* and it has been started */
} before;

/* Whether the want of memory was reached. */
static bool starve_once(const char *request, const before *given, size_t nth, bool sticky)
{
    bench b;
    bench_start(&b, NULL);
    if (given->opened) {
        bench_open(&b, "t");
    }
    if (given->begun) { /* a notice is owed then */
        bench_begin(&b, NULL);
        assert_int_equal(mend_desk_act(b.witness, "t", 1, b.args, NOW, NULL, b.result, NULL), MEND_OK);
    }
    b.heap.fail_at = sticky ? b.heap.requests + nth : 0;
    b.fail_once = sticky ? 0 : b.heap.requests + nth;
    size_t at = b.heap.requests + nth;
    mend_status status = ask(&b, request);
    bool hit = b.heap.requests >= at;
    b.heap.fail_at = 0;
    b.fail_once = 0;
    int64_t effects = given->opened ? bench_revision(&b, "t") - 1 - given->begun : bench_tickets(&b);
    assert_true(status == MEND_OK || status == MEND_NOMEM);
    assert_int_equal(effects, status == MEND_OK ? given->events : 0);
    if (status == MEND_OK && given->events > 0) {
        assert_true(says(&b, "\"events\":[{") || strcmp(reply_of(&b), "{\"status\":\"OK\",\"cut\":true}") == 0);
    } else if (status == MEND_NOMEM) {
        assert_true(*reply_of(&b) == '\0' || says(&b, "{\"status\":\"NOMEM\","));
    }
    assert_true(hit || says(&b, "{\"status\":\"OK\""));
    bench_end(&b);
    return hit;
}

static void test_door_desk__what_is_stored_is_said_to_be_stored(void **state)
{
    (void)state;
    static const struct {
        const char *request;
        before given;
    } commands[] = {
        {OPEN, {false, 1, false}},
        {START, {true, 1, false}},
        {REVEAL, {true, 1, true}},
        {"{\"op\":\"pending\"}", {true, 0, true}},
        {"{\"op\":\"show\",\"key\":\"t\",\"lang\":\"en\"}", {true, 0, false}},
        {"{\"op\":\"list\",\"view\":true}", {true, 0, false}},
        {"{\"op\":\"history\",\"key\":\"t\"}", {true, 0, false}},
        {"{\"op\":\"actions\",\"key\":\"t\",\"args\":{" BO "}}", {true, 0, false}},
        {"{\"op\":\"tick\",\"key\":\"t\"}", {true, 0, false}},
        {"{\"op\":\"sweep\"}", {true, 0, true}},
        {"{\"op\":\"due\"}", {true, 0, true}},
        {UNIT_PUT, {false, 0, false}},
    };
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        for (int sticky = 0; sticky < 2; sticky++) {
            size_t nth = 1;
            while (starve_once(commands[i].request, &commands[i].given, nth, sticky)) {
                nth++;
            }
            assert_true(nth > 5);
        }
    }
}

static void test_door_desk__a_cut_reply_really_happens(void **state)
{
    (void)state;
    bool cut = false;
    for (size_t nth = 1; nth < 200 && !cut; nth++) {
        bench b;
        bench_start(&b, NULL);
        bench_open(&b, "t");
        b.heap.fail_at = b.heap.requests + nth;
        (void)ask(&b, REVEAL);
        b.heap.fail_at = 0;
        cut = strcmp(reply_of(&b), "{\"status\":\"OK\",\"cut\":true}") == 0;
        bench_end(&b);
    }
    assert_true(cut);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_door_desk__commands_say_where_the_ticket_stands, start, end),
        cmocka_unit_test_setup_teardown(test_door_desk__questions_change_nothing, start, end),
        cmocka_unit_test_setup_teardown(test_door_desk__views_are_masked_and_reveals_are_not, start, end),
        cmocka_unit_test_setup_teardown(test_door_desk__units_go_in_and_out, start, end),
        cmocka_unit_test_setup_teardown(test_door_desk__time_and_the_archive_are_asked_for, start, end),
        cmocka_unit_test_setup_teardown(test_door_desk__lists_come_in_pages, start, end),
        cmocka_unit_test_setup_teardown(test_door_desk__notices_go_out_through_it, start, end),
        cmocka_unit_test_setup_teardown(test_door_desk__damaged_rows_do_not_damage_a_reply, start, end),
        cmocka_unit_test(test_door_desk__what_is_stored_is_said_to_be_stored),
        cmocka_unit_test(test_door_desk__a_cut_reply_really_happens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
