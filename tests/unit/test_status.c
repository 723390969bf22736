/*
 * test_status.c - status and reason codes: numbers for ever, one list for the public enum and for what is derived from
 * it; error records; version and layout.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/error.h"
#include "mend/reason.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Released numbers, written down a second time on purpose: enum and list changed together are caught here. */
static const struct {
    int32_t number;
    const char *name;
} released[] = {
    {0, "MEND_OK"},
    {-1, "MEND_NOMEM"},
    {-2, "MEND_INVALID"},
    {-3, "MEND_MISUSE"},
    {-4, "MEND_LIMIT"},
    {-5, "MEND_RANGE"},
    {-6, "MEND_UTF8"},
    {-7, "MEND_SYNTAX"},
    {-8, "MEND_DUPLICATE_KEY"},
    {-9, "MEND_SCHEMA"},
    {-10, "MEND_NOT_FOUND"},
    {-11, "MEND_UNSUPPORTED"},
    {-12, "MEND_CORRUPT"},
    {-13, "MEND_INTERNAL"},
    {-14, "MEND_SHORT_BUFFER"},
    {-15, "MEND_POLICY_MISMATCH"},
    {-16, "MEND_KEY_REUSED"},
    {-17, "MEND_UNKNOWN_ACTION"},
    {-18, "MEND_UNKNOWN_FIELD"},
    {-19, "MEND_STALE"},
    {-20, "MEND_MORE"},
    {-30, "MEND_CONFLICT"},
    {-31, "MEND_DUPLICATE"},
    {-32, "MEND_EXISTS"},
    {-33, "MEND_BUSY"},
    {-34, "MEND_IO"},
    {-35, "MEND_UNKNOWN"},
    {-36, "MEND_DENIED"},
    {-37, "MEND_FULL"},
    {-38, "MEND_EXHAUSTED"},
    {-100, "MEND_REFUSED"},
    {-101, "MEND_WRONG_ROLE"},
    {-102, "MEND_WRONG_STATE"},
    {-103, "MEND_INCOMPLETE"},
    {-104, "MEND_CONDITION"},
    {-105, "MEND_SEPARATION"},
    {-106, "MEND_LOOP_LIMIT"},
};

#define RELEASED (sizeof released / sizeof released[0])

/* The whole text of a file of the project; free it. */
static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fail_msg("cannot open %s", path);
        return NULL;
    }
    size_t room = 1 << 20;
    char *text = malloc(room);
    assert_non_null(text);
    size_t n = fread(text, 1, room - 1, file);
    fclose(file);
    assert_true(n > 0 && n < room - 1);
    text[n] = '\0';
    return text;
}

/* Calls `visit` for every enumerator "PREFIX_NAME = number" of a header; returns how many there are. */
static size_t each_constant(const char *path, const char *prefix, void (*visit)(const char *name, long number))
{
    char *text = read_file(path);
    size_t count = 0;
    for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        char name[80];
        long number;
        line += strspn(line, " ");
        if (strncmp(line, prefix, strlen(prefix)) == 0 && sscanf(line, "%79[A-Z0-9_] = %ld", name, &number) == 2) {
            visit(name, number);
            count++;
        }
    }
    free(text);
    return count;
}

static void visit_status(const char *name, long number)
{
    mend_status found = 4711;
    assert_string_equal(mend_status_name((mend_status)number), name);
    assert_int_equal(mend_status_of(name, MEND_NTS, &found), MEND_OK);
    assert_int_equal(found, number);
    assert_true(strlen(mend_status_text((mend_status)number)) > 5);
    for (size_t i = 0; i < RELEASED; i++) {
        if (strcmp(released[i].name, name) == 0) {
            assert_int_equal(released[i].number, number);
            return;
        }
    }
    fail_msg("%s is not pinned here yet", name);
}

static void test_status__header_and_list_agree(void **state)
{
    (void)state;
    assert_int_equal(each_constant(MEND_ROOT "/include/mend/base.h", "MEND_", visit_status), RELEASED);
}

static void test_status__names_and_texts_are_unique(void **state)
{
    (void)state;
    for (size_t i = 0; i < RELEASED; i++) {
        for (size_t j = 0; j < i; j++) {
            assert_int_not_equal(released[i].number, released[j].number);
            assert_string_not_equal(mend_status_name(released[i].number), mend_status_name(released[j].number));
            assert_string_not_equal(mend_status_text(released[i].number), mend_status_text(released[j].number));
        }
    }
}

static void test_status__every_other_number_is_unknown(void **state)
{
    (void)state;
    for (mend_status number = -300; number < 300; number++) {
        bool known = false;
        for (size_t i = 0; i < RELEASED; i++) {
            known = known || released[i].number == number;
        }
        assert_int_equal(strcmp(mend_status_name(number), "MEND_?") != 0, known);
        assert_int_equal(strcmp(mend_status_text(number), mend_status_text(4711)) != 0, known);
    }
    assert_string_equal(mend_status_name(INT32_MIN), "MEND_?");
}

static void test_status__an_unknown_name_is_not_found(void **state)
{
    (void)state;
    static const char *const names[] = {"", "MEND_", "MEND_?", "MEND_ok", "OK", "MEND_OKAY", "MEND_NOME"};
    mend_status found = 4711;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        assert_int_equal(mend_status_of(names[i], MEND_NTS, &found), MEND_NOT_FOUND);
    }
    assert_int_equal(mend_status_of("MEND_OK", 6, &found), MEND_NOT_FOUND);
    assert_int_equal(mend_status_of(NULL, MEND_NTS, &found), MEND_INVALID);
    assert_int_equal(mend_status_of("MEND_OK", MEND_NTS, NULL), MEND_INVALID);
    assert_int_equal(found, 4711);
    assert_int_equal(mend_status_of("MEND_IO and more", 7, &found), MEND_OK);
    assert_int_equal(found, MEND_IO);
}

/* Released numbers of reasons, written down a second time. */
static const struct {
    int32_t number;
    const char *name;
} reasons[] = {
    {1, "ROLE_MISSING"},       {2, "GRADE_TOO_LOW"},         {3, "STATE_NOT_OPEN"},         {4, "FIELD_MISSING"},
    {5, "FIELD_MALFORMED"},    {6, "CHOICE_UNKNOWN"},        {7, "TEXT_TOO_LONG"},          {8, "VALUE_OUT_OF_RANGE"},
    {9, "FIELD_NOT_TAKEN"},    {10, "FIELD_UNKNOWN"},        {11, "ROW_UNKNOWN"},           {12, "ROWS_TOO_MANY"},
    {13, "EVIDENCE_MISSING"},  {14, "CONDITION_NOT_MET"},    {15, "SAME_PERSON"},           {16, "LOOP_EXHAUSTED"},
    {17, "BACKDATED_TOO_FAR"}, {18, "IN_THE_FUTURE"},        {19, "BEFORE_LAST_EVENT"},     {20, "TICKET_TOO_LARGE"},
    {21, "TICKET_SEALED"},     {22, "CHECKLIST_OPEN"},       {200, "BAD_CHARACTER"},        {201, "COUNTER_EXHAUSTED"},
    {202, "TWO_COUNTERS"},     {203, "CHECK_NOT_LAST"},      {204, "RESET_NOT_IN_PATTERN"}, {205, "BAD_WIDTH"},
    {206, "UNKNOWN_TOKEN"},    {207, "NODE_NOT_IN_PATTERN"}, {208, "NOT_RESERVED"},
};

static const int32_t reason_numbers[] = {
#define X(name, number) MEND_REASON_##name,
#include "ground/reason_list.h"
#undef X
};

#define REASON_COUNT (sizeof reason_numbers / sizeof reason_numbers[0])

static void visit_reason(const char *name, long number)
{
    mend_reason found = 4711;
    name += strlen("MEND_REASON_");
    assert_string_equal(mend_reason_name((mend_reason)number), name);
    assert_int_equal(mend_reason_of(name, MEND_NTS, &found), MEND_OK);
    assert_int_equal(found, number);
}

static void test_status__reasons_of_header_and_list_agree(void **state)
{
    (void)state;
    assert_int_equal(each_constant(MEND_ROOT "/include/mend/reason.h", "MEND_REASON_", visit_reason), REASON_COUNT);
    for (size_t i = 0; i < REASON_COUNT; i++) {
        assert_true(reason_numbers[i] > 0);
        for (size_t j = 0; j < i; j++) {
            assert_int_not_equal(reason_numbers[i], reason_numbers[j]);
        }
    }
}

static void test_status__reasons_keep_their_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        mend_reason found = 0;
        assert_string_equal(mend_reason_name(reasons[i].number), reasons[i].name);
        assert_int_equal(mend_reason_of(reasons[i].name, MEND_NTS, &found), MEND_OK);
        assert_int_equal(found, reasons[i].number);
    }
}

static void test_status__an_unknown_reason_is_not_found(void **state)
{
    (void)state;
    mend_reason found = 4711;
    assert_string_equal(mend_reason_name(0), "?");
    assert_string_equal(mend_reason_name(-1), "?");
    assert_int_equal(mend_reason_of("?", MEND_NTS, &found), MEND_NOT_FOUND);
    assert_int_equal(mend_reason_of("", 0, &found), MEND_NOT_FOUND);
    assert_int_equal(mend_reason_of("MEND_REASON_FIELD_MISSING", MEND_NTS, &found), MEND_NOT_FOUND);
    assert_int_equal(mend_reason_of(NULL, MEND_NTS, &found), MEND_INVALID);
    assert_int_equal(mend_reason_of("FIELD_MISSING", MEND_NTS, NULL), MEND_INVALID);
    assert_int_equal(found, 4711);
}

static void test_status__an_error_is_filled_afresh(void **state)
{
    (void)state;
    mend_error err;
    memset(&err, 0x55, sizeof err);
    err.struct_size = sizeof err;
    assert_true(mend__error_ok(NULL));
    assert_true(mend__error_ok(&err));
    assert_int_equal(mend__fail(&err, MEND_SCHEMA, "expected "), MEND_SCHEMA);
    mend__error_add(&err, "at most ");
    mend__error_add_int(&err, -12);
    mend__error_add_str(&err, MEND__STR(" things"));
    assert_int_equal(err.struct_size, sizeof err);
    assert_int_equal(err.status, MEND_SCHEMA);
    assert_int_equal(err.offset, -1);
    assert_int_equal(err.line, 0);
    assert_int_equal(err.column, 0);
    assert_int_equal(err.document, -1);
    assert_int_equal(err.reason, 0);
    assert_string_equal(err.path, "");
    assert_string_equal(err.text, "expected at most -12 things");
    mend__error_path(&err, MEND__STR("$.a"));
    mend__error_path(&err, MEND__STR("$.b"));
    assert_string_equal(err.path, "$.b");
}

static void test_status__an_error_with_a_reason_and_a_place(void **state)
{
    (void)state;
    mend_error err = {.struct_size = sizeof err, .offset = 99, .line = 99};
    assert_int_equal(mend__fail_reason(&err, MEND_RANGE, MEND_REASON_BAD_WIDTH, "width"), MEND_RANGE);
    assert_int_equal(err.status, MEND_RANGE);
    assert_int_equal(err.reason, MEND_REASON_BAD_WIDTH);
    assert_int_equal(err.offset, -1);
    assert_string_equal(err.text, "width");
    assert_int_equal(mend__fail_at(&err, MEND_SYNTAX, MEND_REASON_UNKNOWN_TOKEN, 7, "token"), MEND_SYNTAX);
    assert_int_equal(err.status, MEND_SYNTAX);
    assert_int_equal(err.reason, MEND_REASON_UNKNOWN_TOKEN);
    assert_int_equal(err.offset, 7);
    assert_int_equal(err.line, 0);
    assert_string_equal(err.text, "token");
    assert_int_equal(mend__fail_reason(NULL, MEND_RANGE, 1, "width"), MEND_RANGE);
    assert_int_equal(mend__fail_at(NULL, MEND_SYNTAX, 1, 7, "token"), MEND_SYNTAX);
}

static void test_status__an_error_of_another_size(void **state)
{
    (void)state;
    struct {
        mend_error err;
        char newer[8];
    } large;
    memset(&large, 0x55, sizeof large);
    large.err.struct_size = sizeof large;
    assert_true(mend__error_ok(&large.err));
    mend__fail(&large.err, MEND_RANGE, "far");
    assert_int_equal(large.err.struct_size, sizeof large);
    assert_int_equal(large.newer[0], 0x55); /* what a newer header has is left alone */
    large.err.struct_size = sizeof(mend_error) - 1;
    assert_false(mend__error_ok(&large.err));
    large.err.struct_size = 0;
    assert_false(mend__error_ok(&large.err));
}

static void test_status__no_error_record_is_fine(void **state)
{
    (void)state;
    assert_int_equal(mend__fail(NULL, MEND_RANGE, "far"), MEND_RANGE);
    mend__error_add(NULL, "a");
    mend__error_add_str(NULL, MEND__STR("a"));
    mend__error_add_int(NULL, 1);
    mend__error_path(NULL, MEND__STR("$"));
}

static void test_status__error_text_is_cut_at_a_code_point(void **state)
{
    (void)state;
    mend_error err = {.struct_size = sizeof err};
    for (size_t before = 248; before < 256; before++) {
        char filling[256] = {0};
        memset(filling, 'x', before);
        mend__fail(&err, MEND_SYNTAX, filling);
        mend__error_add(&err, "\xE4\xBF\xAE\xF0\x9F\x94\xA7"); /* 3 and 4 bytes */
        size_t room = 255 - before;
        assert_int_equal(strlen(err.text), before + (room >= 7 ? 7 : room >= 3 ? 3 : 0));
        assert_true(mend__utf8_valid(err.text, strlen(err.text), NULL));
    }
    char path[600];
    memset(path, 'p', sizeof path);
    mend__error_path(&err, (mend__str){path, sizeof path});
    assert_int_equal(strlen(err.path), sizeof err.path - 1);
}

static void test_status__an_error_stays_one_line(void **state)
{
    (void)state;
    mend_error err = {.struct_size = sizeof err};
    mend__fail(&err, MEND_SCHEMA, "key ");
    mend__error_add_str(&err, MEND__STR("a\nb\x1B[1m\x7F\0c \xC3\xA9"));
    assert_string_equal(err.text, "key a?b?[1m??c \xC3\xA9");
}

static void test_status__version_and_layout(void **state)
{
    (void)state;
    char text[40];
    int32_t version = mend_version();
    snprintf(text, sizeof text, "%d.%d.%d", (int)(version / 1000000), (int)(version / 1000 % 1000),
             (int)(version % 1000));
    assert_string_equal(mend_version_text(), text);
    assert_int_equal(mend_layout("mend_error"), sizeof(mend_error));
    assert_int_equal(mend_layout("mend_allocator"), sizeof(mend_allocator));
    assert_int_equal(mend_layout("mend_"), 0);
    assert_int_equal(mend_layout(""), 0);
    assert_int_equal(mend_layout(NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_status__header_and_list_agree),
        cmocka_unit_test(test_status__names_and_texts_are_unique),
        cmocka_unit_test(test_status__every_other_number_is_unknown),
        cmocka_unit_test(test_status__an_unknown_name_is_not_found),
        cmocka_unit_test(test_status__reasons_of_header_and_list_agree),
        cmocka_unit_test(test_status__reasons_keep_their_numbers),
        cmocka_unit_test(test_status__an_unknown_reason_is_not_found),
        cmocka_unit_test(test_status__an_error_is_filled_afresh),
        cmocka_unit_test(test_status__an_error_with_a_reason_and_a_place),
        cmocka_unit_test(test_status__an_error_of_another_size),
        cmocka_unit_test(test_status__no_error_record_is_fine),
        cmocka_unit_test(test_status__error_text_is_cut_at_a_code_point),
        cmocka_unit_test(test_status__an_error_stays_one_line),
        cmocka_unit_test(test_status__version_and_layout),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
