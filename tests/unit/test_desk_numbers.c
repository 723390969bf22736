/*
 * test_desk_numbers.c - how a desk numbers tickets: blocks, nodes, fields and lots, with gaps and without.
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

static void test_desk_numbers__a_block_is_drawn_once_and_given_out_to_the_end(void **state)
{
    bench *b = restart(state, "{\"numbers\":{\"ticket\":{\"pattern\":\"T{SEQ:2}\",\"reset\":\"never\",\"block\":3}}}");
    static const char *const numbers[] = {"T01", "T02", "T03", "T04"};
    for (int i = 0; i < 4; i++) {
        assert_int_equal(open_one(b, NOW), MEND_OK);
        assert_string_equal(number_of(b), numbers[i]);
        assert_int_equal(faulty_count(b->faults, FAULTY_DRAW), 1 + i / 3);
    }
    mend_args_clear(b->args);
    bench_register(b, NULL); /* another desk gets the block behind */
    assert_int_equal(mend_desk_open(b->witness, b->args, NOW, b->ticket, b->result, &b->err), MEND_OK);
    assert_string_equal(number_of(b), "T07");
}

static void test_desk_numbers__blocks_are_kept_by_counter(void **state)
{
    bench *b = restart(state, "{\"numbers\":{\"ticket\":{\"block\":5}}}");
    char expected[32];
    for (int day = 0; day < 20; day++) { /* more days than a desk keeps blocks for */
        assert_int_equal(open_one(b, NOW + day * DAY), MEND_OK);
        snprintf(expected, sizeof expected, "K20240%03d001", day < 17 ? 315 + day : 401 + day - 17);
        assert_string_equal(number_of(b), expected);
    }
    assert_int_equal(open_one(b, NOW + 19 * DAY), MEND_OK); /* a late day's block is still there */
    assert_string_equal(number_of(b), "K20240403002");
    assert_int_equal(open_one(b, NOW), MEND_OK); /* the first day's is forgotten: a gap, and nothing twice */
    assert_string_equal(number_of(b), "K20240315006");
}

static void test_desk_numbers__the_end_of_a_counter_is_reached_number_by_number(void **state)
{
    bench *b = restart(state, "{\"numbers\":{\"ticket\":{\"pattern\":\"T{SEQ:1}\",\"reset\":\"never\",\"block\":4,"
                              "\"overflow\":\"refuse\"}}}");
    for (int i = 1; i <= 9; i++) {
        assert_int_equal(open_one(b, NOW), MEND_OK);
        assert_int_equal(number_of(b)[1], '0' + i);
    }
    assert_int_equal(open_one(b, NOW), MEND_EXHAUSTED);
    assert_string_equal(number_of(b), "T9");
    assert_int_equal(bench_tickets(b), 9);
}

static void test_desk_numbers__nodes_count_apart(void **state)
{
    bench *b = restart(state, "{\"numbers\":{\"ticket\":{\"pattern\":\"N{NODE:2}-{SEQ:3}\",\"reset\":\"never\","
                              "\"nodes\":12}}}");
    assert_int_equal(open_one(b, NOW), MEND_OK);
    assert_string_equal(number_of(b), "N01-001");
    assert_int_equal(mend_desk_node(b->desk, 12), MEND_OK);
    assert_int_equal(open_one(b, NOW), MEND_OK);
    assert_string_equal(number_of(b), "N12-001");
    assert_int_equal(mend_desk_node(b->desk, 13), MEND_OK);
    assert_int_equal(open_one(b, NOW), MEND_RANGE);
    assert_int_equal(mend_desk_node(b->desk, 0), MEND_RANGE);
    assert_int_equal(mend_desk_node(b->desk, 1000000), MEND_RANGE);
    assert_int_equal(mend_desk_node(NULL, 1), MEND_INVALID);
}

static mend_status open_model(bench *b, const char *model)
{
    char field[64];
    snprintf(field, sizeof field, "model=%s", model);
    bench_args(b, "clerk:ann", "register", NULL, "customer_name=x", "customer_phone=10086", "fault_description=y",
               field, NULL);
    return mend_desk_open(b->desk, b->args, NOW, b->ticket, b->result, &b->err);
}

static void test_desk_numbers__a_number_shows_fields_and_random_digits(void **state)
{
    bench *b =
        restart(state, "{\"numbers\":{\"ticket\":{\"pattern\":\"{=model}-{SEQ:2}-{RAND:18}\",\"reset\":\"never\"}},"
                       "\"actions\":{\"register\":{\"form\":{\"model\":{\"order\":9,\"need\":\"required\"}}}}}");
    assert_int_equal(open_model(b, "F-100"), MEND_OK);
    assert_int_equal(strlen(number_of(b)), 5 + 1 + 2 + 1 + 18);
    assert_memory_equal(number_of(b), "F-100-01-", 9);
    assert_int_equal(strspn(number_of(b) + 9, "0123456789"), 18);
    /* A value that no number can show is refused before one is drawn. */
    assert_int_equal(open_model(b, "F 100"), MEND_SCHEMA);
    assert_int_equal(b->err.reason, MEND_REASON_BAD_FIELD);
    assert_int_equal(open_model(b, "F10000000000000000"), MEND_SCHEMA);
    assert_int_equal(b->err.reason, MEND_REASON_BAD_FIELD);
    assert_int_equal(faulty_count(b->faults, FAULTY_DRAW), 1);
    faulty_fail(b->faults, FAULTY_RANDOM, faulty_count(b->faults, FAULTY_RANDOM) + 1, MEND_IO, FAULTY_BEFORE, 0);
    assert_int_equal(open_model(b, "F-100"), MEND_IO);
    assert_int_equal(faulty_count(b->faults, FAULTY_DRAW), 1);
}

static void test_desk_numbers__a_block_counts_in_the_steps_of_its_policy(void **state)
{
    bench *b = restart(state, "{\"numbers\":{\"ticket\":{\"pattern\":\"T{SEQ:2}\",\"reset\":\"never\",\"block\":3}}}");
    mend_policy *newer = bench_policy("{\"revision\":4,\"numbers\":{\"ticket\":{\"pattern\":\"T{SEQ:2}\","
                                      "\"reset\":\"never\",\"block\":3,\"step\":10}}}");
    assert_int_equal(open_one(b, NOW), MEND_OK);
    assert_int_equal(mend_desk_policy(b->desk, newer), MEND_OK);
    assert_int_equal(open_one(b, NOW), MEND_OK);
    assert_string_equal(number_of(b), "T13"); /* behind the block of 1 to 3 */
    assert_int_equal(open_one(b, NOW), MEND_OK);
    assert_string_equal(number_of(b), "T23");
    mend_desk_free(b->desk);
    b->desk = bench_desk(b);
    mend_policy_free(newer);
}

static void test_desk_numbers__a_local_day_beyond_the_calendar_is_out_of_range(void **state)
{
    bench *b = *state;
    assert_int_equal(open_one(b, INT64_C(253402300799999)), MEND_RANGE); /* 9999-12-31T23:59:59.999Z */
    assert_int_equal(faulty_count(b->faults, FAULTY_DRAW), 0);
    assert_int_equal(open_one(b, INT64_C(253402300800000)), MEND_RANGE);
}

static void test_desk_numbers__gapless_numbers_have_no_gap(void **state)
{
    bench *b = restart(
        state, "{\"numbers\":{\"ticket\":{\"pattern\":\"G{SEQ:2}\",\"reset\":\"never\",\"mode\":\"gapless\"}}}");
    assert_int_equal(open_one(b, NOW), MEND_OK);
    assert_string_equal(number_of(b), "G01");
    assert_int_equal(faulty_count(b->faults, FAULTY_BEGIN), 1);
    faulty_fail(b->faults, FAULTY_COMMIT, 2, MEND_BUSY, FAULTY_BEFORE, 0);
    assert_int_equal(open_one(b, NOW), MEND_BUSY);
    assert_int_equal(open_one(b, NOW), MEND_OK);
    assert_string_equal(number_of(b), "G02");
    faulty_clear(b->faults);
    assert_int_equal(mend_desk_begin(b->desk, &b->err), MEND_OK); /* the host's batch is used as it is */
    assert_int_equal(open_one(b, NOW), MEND_OK);
    assert_string_equal(number_of(b), "G03");
    assert_int_equal(faulty_count(b->faults, FAULTY_BEGIN), 1);
    assert_int_equal(mend_desk_end(b->desk, 0, &b->err), MEND_OK);
    assert_int_equal(open_one(b, NOW), MEND_OK);
    assert_string_equal(number_of(b), "G03");
    assert_int_equal(bench_tickets(b), 3);
}

static void test_desk_numbers__a_batch_that_lost_a_gapless_number_cannot_be_kept(void **state)
{
    bench *b = restart(
        state, "{\"numbers\":{\"ticket\":{\"pattern\":\"G{SEQ:2}\",\"reset\":\"never\",\"mode\":\"gapless\"}}}");
    assert_int_equal(mend_desk_begin(b->desk, &b->err), MEND_OK);
    assert_int_equal(open_one(b, NOW), MEND_OK);
    faulty_fail(b->faults, FAULTY_COMMIT, 2, MEND_BUSY, FAULTY_BEFORE, 0);
    assert_int_equal(open_one(b, NOW), MEND_BUSY);
    assert_int_equal(open_one(b, NOW), MEND_OK);
    assert_int_equal(mend_desk_end(b->desk, 1, &b->err), MEND_MISUSE);
    assert_int_equal(bench_tickets(b), 0);
    assert_int_equal(open_one(b, NOW), MEND_OK);
    assert_string_equal(number_of(b), "G01");
}

static void test_desk_numbers__a_block_of_a_batch_taken_back_is_forgotten(void **state)
{
    bench *b = restart(state, "{\"numbers\":{\"ticket\":{\"pattern\":\"T{SEQ:2}\",\"reset\":\"never\",\"block\":3}}}");
    assert_int_equal(mend_desk_begin(b->desk, &b->err), MEND_OK);
    assert_int_equal(open_one(b, NOW), MEND_OK);
    assert_int_equal(mend_desk_end(b->desk, 0, &b->err), MEND_OK);
    bench_register(b, NULL);
    assert_int_equal(mend_desk_open(b->witness, b->args, NOW, b->ticket, b->result, NULL), MEND_OK);
    assert_string_equal(number_of(b), "T01"); /* drawn by the other desk: T01 to T03 are its own */
    assert_int_equal(open_one(b, NOW), MEND_OK);
    assert_string_equal(number_of(b), "T04");
    assert_int_equal(mend_desk_begin(b->desk, &b->err), MEND_OK);
    assert_int_equal(open_one(b, NOW), MEND_OK); /* of a block that was drawn before */
    assert_int_equal(mend_desk_end(b->desk, 1, &b->err), MEND_OK);
    assert_int_equal(open_one(b, NOW), MEND_OK);
    assert_string_equal(number_of(b), "T06");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_desk_numbers__a_block_is_drawn_once_and_given_out_to_the_end, start, end),
        cmocka_unit_test_setup_teardown(test_desk_numbers__blocks_are_kept_by_counter, start, end),
        cmocka_unit_test_setup_teardown(test_desk_numbers__the_end_of_a_counter_is_reached_number_by_number, start,
                                        end),
        cmocka_unit_test_setup_teardown(test_desk_numbers__nodes_count_apart, start, end),
        cmocka_unit_test_setup_teardown(test_desk_numbers__a_number_shows_fields_and_random_digits, start, end),
        cmocka_unit_test_setup_teardown(test_desk_numbers__a_block_counts_in_the_steps_of_its_policy, start, end),
        cmocka_unit_test_setup_teardown(test_desk_numbers__a_local_day_beyond_the_calendar_is_out_of_range, start, end),
        cmocka_unit_test_setup_teardown(test_desk_numbers__gapless_numbers_have_no_gap, start, end),
        cmocka_unit_test_setup_teardown(test_desk_numbers__a_batch_that_lost_a_gapless_number_cannot_be_kept, start,
                                        end),
        cmocka_unit_test_setup_teardown(test_desk_numbers__a_block_of_a_batch_taken_back_is_forgotten, start, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
