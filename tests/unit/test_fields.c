/*
 * test_fields.c - the field catalogue: its order, its numbers, its look-ups, its documentation; and paths.
 *
 *   test_fields --docs > docs/fields.md                   writes the documentation anew
 *   test_fields --pins > tests/unit/field_ids.txt         writes the pinned numbers anew; lines may only be added
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ticket/fields.h"
#include "unit/fields_doc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static mend__str str(const char *text)
{
    return mend__str_of(text, MEND_NTS);
}

static void test_fields__ascend_by_number_within_their_list(void **state)
{
    (void)state;
    size_t count;
    const mend__field *fields = mend__fields(&count);
    assert_true(count > 400);
    const mend__field *list = NULL;
    for (size_t i = 0; i < count; i++) {
        const mend__field *f = &fields[i];
        assert_true(f->id > 0 && f->id < MEND__CUSTOM);
        assert_true(i == 0 || fields[i - 1].id < f->id);
        if (f->type == MEND_FIELD_LIST) {
            assert_int_equal(f->id % 1000, 0);
            list = f;
        }
        if (f->list == 0) {
            assert_true(f->type == MEND_FIELD_LIST || f->id < 1000);
            assert_string_equal(f->path, f->name);
        } else {
            assert_non_null(list);
            assert_int_equal(f->list, list->id);
            assert_int_equal(f->id / 1000, list->id / 1000);
            size_t lead = strlen(list->name);
            assert_memory_equal(f->path, list->name, lead);
            assert_int_equal(f->path[lead], '/');
            assert_string_equal(f->path + lead + 1, f->name);
        }
    }
}

static void test_fields__are_sound_one_by_one(void **state)
{
    (void)state;
    size_t count;
    const mend__field *fields = mend__fields(&count);
    for (size_t i = 0; i < count; i++) {
        const mend__field *f = &fields[i];
        assert_true(mend__is_name(str(f->name)));
        assert_true(f->en[0] != '\0' && f->zh[0] != '\0');
        assert_true(mend__utf8_valid(f->zh, strlen(f->zh), NULL));
        assert_true((unsigned char)f->zh[0] > 0x7F);
        bool text = f->type == MEND_FIELD_TEXT || f->type == MEND_FIELD_LONG;
        assert_int_equal(f->max_bytes > 0, text);
        assert_true(f->max_bytes <= 16384);
        assert_true(f->mask == MEND_MASK_NONE || text);
        assert_true(f->type != MEND_FIELD_LONG || f->mask == MEND_MASK_FREE);
        assert_int_equal(f->set != NULL, f->type == MEND_FIELD_CHOICE);
        assert_true(f->set == NULL || mend__is_name(str(f->set)));
    }
}

static void test_fields__are_found_by_number_name_and_path(void **state)
{
    (void)state;
    size_t count;
    const mend__field *fields = mend__fields(&count);
    for (size_t i = 0; i < count; i++) {
        const mend__field *f = &fields[i];
        assert_ptr_equal(mend__field_by_id(f->id), f);
        assert_ptr_equal(mend__field_by_path(str(f->path)), f);
        assert_ptr_equal(mend__field_find(f->list, str(f->name)), f);
        assert_int_equal(mend__field_rank(f->id), i);
        /* neither a beginning nor a continuation of a path is that path */
        char longer[160];
        size_t n = strlen(f->path);
        assert_true(n + 2 < sizeof longer);
        memcpy(longer, f->path, n);
        longer[n] = '\0';
        assert_ptr_not_equal(mend__field_by_path((mend__str){longer, n - 1}), f);
        assert_null(mend__field_by_path((mend__str){longer, n + 1}));
        longer[n] = 'q';
        assert_null(mend__field_by_path((mend__str){longer, n + 1}));
        int32_t id = 0;
        assert_int_equal(mend_field_of(f->path, MEND_NTS, &id), MEND_OK);
        assert_int_equal(id, f->id);
    }
    assert_int_equal(mend__field_rank(MEND__CUSTOM), count);
    assert_int_equal(mend__field_rank(MEND__CUSTOM + 7), count + 7);
}

static void test_fields__unknown_ones_are_not_found(void **state)
{
    (void)state;
    static const int32_t numbers[] = {INT32_MIN, -1, 0, 1, 999, 1001, 999999, MEND__CUSTOM, INT32_MAX};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        assert_null(mend__field_by_id(numbers[i]));
        assert_null(mend_field_name(numbers[i]));
        assert_null(mend_field_label(numbers[i], "en"));
    }
    static const char *const paths[] = {"",       "/",       "parts/",     "/parts",       "parts/serial/", "Level",
                                        "levels", "parts/3", "part/model", "parts/modelx", "zzz",           "\xff"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        int32_t id = 77;
        assert_null(mend__field_by_path(str(paths[i])));
        assert_int_equal(mend_field_of(paths[i], MEND_NTS, &id), MEND_UNKNOWN_FIELD);
        assert_int_equal(id, 77);
    }
    const mend__field *parts = mend__field_by_path(str("parts"));
    const mend__field *level = mend__field_by_path(str("level"));
    assert_non_null(parts);
    assert_non_null(level);
    assert_null(mend__field_find(0, str("parts/serial")));   /* a column is no field of the ticket */
    assert_null(mend__field_find(parts->id, str("level")));  /* nor a field a column */
    assert_null(mend__field_find(level->id, str("serial"))); /* and a field has no columns */
    assert_null(mend__field_find(parts->id + 500, str("serial")));
    assert_null(mend__field_find(parts->id, str("")));
    assert_ptr_not_equal(mend__field_find(parts->id, str("serial")), mend__field_find(0, str("serial")));
}

static void test_fields__the_indexed_ones_exist(void **state)
{
    (void)state;
    static const char *const names[] = {"level", "assignee", "customer_id", "model", "serial"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const mend__field *f = mend__field_by_path(str(names[i]));
        assert_non_null(f);
        assert_int_equal(f->mask, MEND_MASK_NONE); /* an index never holds personal values */
    }
}

static void test_fields__paths_the_library_itself_uses_exist(void **state)
{
    (void)state;
    static const char *const paths[] = {"notes/text", "links/key",        "checks/item",
                                        "checks/ok",  "attachments/kind", "attachments/purpose"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        assert_non_null(mend__field_by_path(str(paths[i])));
    }
}

static void test_fields__account_ids_and_names_are_kept_apart(void **state)
{
    (void)state;
    size_t count;
    const mend__field *fields = mend__fields(&count);
    for (size_t i = 0; i < count; i++) {
        const mend__field *f = &fields[i];
        size_t n = strlen(f->name);
        if (strcmp(f->name, "by") == 0 || (n > 3 && strcmp(f->name + n - 3, "_by") == 0 && f->mask == MEND_MASK_NONE)) {
            assert_int_equal(f->type, MEND_FIELD_TEXT);
            assert_int_equal(f->max_bytes, 128); /* as long as an actor's id */
            assert_int_equal(f->mask, MEND_MASK_NONE);
        }
        if (strcmp(f->name, "person") == 0) {
            assert_int_equal(f->mask, MEND_MASK_NAME);
        }
    }
}

static void test_field__at_describes_each_entry(void **state)
{
    (void)state;
    size_t count;
    const mend__field *fields = mend__fields(&count);
    assert_int_equal(mend_field_count(), count);
    for (int32_t i = 0; i < mend_field_count(); i++) {
        mend_field_info info = {.struct_size = sizeof info};
        assert_int_equal(mend_field_at(i, &info), MEND_OK);
        assert_int_equal(info.struct_size, sizeof info);
        assert_int_equal(info.id, fields[i].id);
        assert_int_equal(info.list, fields[i].list);
        assert_int_equal(info.type, fields[i].type);
        assert_int_equal(info.mask, fields[i].mask);
        assert_int_equal(info.max_bytes, fields[i].max_bytes);
        assert_string_equal(mend_field_name(info.id), fields[i].path);
    }
}

static void test_field__at_checks_its_arguments(void **state)
{
    (void)state;
    mend_field_info info = {.struct_size = sizeof info, .id = 5};
    assert_int_equal(mend_field_at(-1, &info), MEND_RANGE);
    assert_int_equal(mend_field_at(mend_field_count(), &info), MEND_RANGE);
    assert_int_equal(mend_field_at(0, NULL), MEND_INVALID);
    info.struct_size = sizeof info - 1;
    assert_int_equal(mend_field_at(0, &info), MEND_INVALID);
    assert_int_equal(info.id, 5);
    info.struct_size = sizeof info + 8; /* a caller with a newer header */
    assert_int_equal(mend_field_at(0, &info), MEND_OK);
    assert_int_equal(info.struct_size, sizeof info + 8);
}

static void test_field__of_checks_its_arguments(void **state)
{
    (void)state;
    int32_t id = 5;
    assert_int_equal(mend_field_of(NULL, 4, &id), MEND_INVALID);
    assert_int_equal(mend_field_of("level", MEND_NTS, NULL), MEND_INVALID);
    assert_int_equal(mend_field_of("level!", 5, &id), MEND_OK);
    assert_string_equal(mend_field_name(id), "level");
    id = 5;
    assert_int_equal(mend_field_of("level\0", 6, &id), MEND_UNKNOWN_FIELD); /* a NUL is no end within the length */
    assert_int_equal(mend_field_of(NULL, 0, &id), MEND_UNKNOWN_FIELD);
    assert_int_equal(id, 5);
}

static void test_field__label_follows_the_language(void **state)
{
    (void)state;
    int32_t id = 0;
    assert_int_equal(mend_field_of("fault_description", MEND_NTS, &id), MEND_OK);
    static const char *const chinese[] = {"zh", "zh-CN", "zh-Hant-TW", "ZH-cn", "zh_CN"};
    static const char *const english[] = {"en", "en-GB", "de", "", "z", "zha", "ch"};
    for (size_t i = 0; i < sizeof chinese / sizeof chinese[0]; i++) {
        assert_string_equal(mend_field_label(id, chinese[i]), "故障描述");
    }
    for (size_t i = 0; i < sizeof english / sizeof english[0]; i++) {
        assert_string_equal(mend_field_label(id, english[i]), "Fault description");
    }
    assert_string_equal(mend_field_label(id, NULL), "Fault description");
}

static void test_path__takes_fields_rows_and_columns(void **state)
{
    (void)state;
    static const struct {
        const char *text, *head, *column;
        int32_t row;
        bool added;
    } cases[] = {
        {"level", "level", "", 0, false},
        {"parts/3/serial", "parts", "serial", 3, false},
        {"parts/+1/name", "parts", "name", 1, true},
        {"parts/3", "parts", "", 3, false},
        {"parts/+20", "parts", "", 20, true},
        {"x/2147483647/y", "x", "y", INT32_MAX, false},
        {"x/10/y", "x", "y", 10, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mend__path path;
        assert_true(mend__path_parse(str(cases[i].text), &path));
        assert_true(mend__str_is(path.head, cases[i].head));
        assert_true(mend__str_is(path.column, cases[i].column));
        assert_int_equal(path.row, cases[i].row);
        assert_int_equal(path.added, cases[i].added);
    }
}

static void test_path__refuses_everything_else(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",
        "/",
        "parts/",
        "/3",
        "parts//serial",
        "parts/0/serial",
        "parts/00/x",
        "parts/03/x",
        "parts/+0/x",
        "parts/+/x",
        "parts/++1/x",
        "parts/-1/x",
        "parts/1a/x",
        "parts/serial",
        "parts/1/",
        "parts/1/x/",
        "parts/1/x/2",
        "Parts",
        "parts/1/Serial",
        "1",
        "a b",
        " level",
        "level ",
        "x/2147483648/y",
        "x/21474836470/y",
        "x/:/y",
        "/1/serial",
        "parts/+01/x",
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mend__path path = {{"kept", 4}, {"", 0}, 9, false};
        assert_false(mend__path_parse(str(cases[i]), &path));
        assert_int_equal(path.row, 9);
    }
    mend__path path;
    assert_false(mend__path_parse((mend__str){"le\0vel", 6}, &path));
    assert_false(mend__path_parse((mend__str){NULL, 0}, &path));
}

/* All of a file, NUL-terminated; to be freed. */
static char *contents(FILE *file)
{
    size_t len = 0, room = 1 << 20;
    char *text = malloc(room);
    assert_non_null(text);
    len = fread(text, 1, room - 1, file);
    assert_true(len < room - 1);
    text[len] = '\0';
    return text;
}

/* What `print` writes is what stands in the file, line by line. */
static void assert_file_holds(const char *name, void (*print)(FILE *))
{
    FILE *made = tmpfile(), *kept = fopen(name, "rb");
    assert_non_null(made);
    assert_non_null(kept);
    print(made);
    rewind(made);
    char *now = contents(made), *then = contents(kept);
    fclose(made);
    fclose(kept);
    assert_string_equal(now, then);
    free(now);
    free(then);
}

static void test_fields__documentation_is_up_to_date(void **state)
{
    (void)state;
    assert_file_holds(MEND_ROOT "/docs/fields.md", fields_doc_print);
}

static void test_fields__numbers_never_change(void **state)
{
    (void)state;
    assert_file_holds(MEND_ROOT "/tests/unit/field_ids.txt", fields_doc_pins);
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--docs") == 0) {
        fields_doc_print(stdout);
        return 0;
    }
    if (argc == 2 && strcmp(argv[1], "--pins") == 0) {
        fields_doc_pins(stdout);
        return 0;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields__ascend_by_number_within_their_list),
        cmocka_unit_test(test_fields__are_sound_one_by_one),
        cmocka_unit_test(test_fields__are_found_by_number_name_and_path),
        cmocka_unit_test(test_fields__unknown_ones_are_not_found),
        cmocka_unit_test(test_fields__the_indexed_ones_exist),
        cmocka_unit_test(test_fields__paths_the_library_itself_uses_exist),
        cmocka_unit_test(test_fields__account_ids_and_names_are_kept_apart),
        cmocka_unit_test(test_field__at_describes_each_entry),
        cmocka_unit_test(test_field__at_checks_its_arguments),
        cmocka_unit_test(test_field__of_checks_its_arguments),
        cmocka_unit_test(test_field__label_follows_the_language),
        cmocka_unit_test(test_path__takes_fields_rows_and_columns),
        cmocka_unit_test(test_path__refuses_everything_else),
        cmocka_unit_test(test_fields__documentation_is_up_to_date),
        cmocka_unit_test(test_fields__numbers_never_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
