/*
 * test_json_error.c - errors about a node: its path, its position, what was expected.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "unit/json_room.h"

static void test_json_error__paths_quote_what_is_not_plain(void **state)
{
    room *r = *state;
    static const struct {
        const char *text, *way;
        const char *path;
    } cases[] = {
        {"1", "", "$"},
        {"[1,[2,3]]", "v>v>", "$[1][1]"},
        {"{\"a\":{\"B_9\":[0,{\"_\":1}]}}", "vvv>v", "$.a.B_9[1]._"},
        {"{\"x y\":1}", "v", "$['x y']"},
        {"{\"\":1}", "v", "$['']"},
        {"{\"9a\":1}", "v", "$['9a']"},
        {"{\"zh-CN\":1}", "v", "$['zh-CN']"},
        {"{\"a.b\":[1]}", "vv", "$['a.b'][0]"},
        {"{\"it's\":1}", "v", "$['it\\'s']"},
        {"{\"a\\\\b\":1}", "v", "$['a\\\\b']"},
        {"{\"a\\nb\\u001f\":1}", "v", "$['a\\u000ab\\u001f']"},
        {"{\"\xE7\xBB\xB4\xE4\xBF\xAE\":1}", "v", "$['\xE7\xBB\xB4\xE4\xBF\xAE']"},
        {"{\"a@\":1}", "v", "$['a@']"},
        {"{\"a[\":1}", "v", "$['a[']"},
        {"{\"a{\":1}", "v", "$['a{']"},
        {"{\"a`\":1}", "v", "$['a`']"},
        {"{\"a/:\":1}", "v", "$['a/:']"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mend__node n = walk(&r->tree, must_read(r, cases[i].text), cases[i].way);
        assert_int_equal(mend__json_fail(&r->tree, n, MEND_SCHEMA, "wrong", &r->err), MEND_SCHEMA);
        assert_string_equal(r->err.path, cases[i].path);
        assert_string_equal(r->err.text, "wrong");
        assert_int_equal(r->err.document, i);
    }
}

static void test_json_error__long_paths_keep_their_end(void **state)
{
    room *r = *state;
    char key[400], text[8000];
    /* A key of any length is cut at a code point, before its path step is full. */
    for (size_t n = 60; n < 380; n++) {
        size_t at = n % 5;
        memset(key, 'k', at);
        for (; at + 3 < n; at += 3) {
            memcpy(key + at, "\xE4\xBF\xAE", 3);
        }
        key[at] = '\0';
        snprintf(text, sizeof text, "{\"%s\":1}", key);
        mend__node child = mend__json_first(&r->tree, must_read(r, text));
        mend__json_fail(&r->tree, child, MEND_SCHEMA, "wrong", &r->err);
        size_t len = strlen(r->err.path);
        assert_true(mend__utf8_valid(r->err.path, len, NULL));
        assert_int_equal(strncmp(r->err.path, "$['", 3), 0);
        assert_string_equal(r->err.path + len - 2, "']");
        assert_int_equal(strncmp(r->err.path + len - 5, "...", 3) == 0, at > 121);
        assert_true(len <= 129);
        if (at <= 121) {
            assert_int_equal(strncmp(r->err.path + 3, key, at), 0);
            assert_int_equal(len, at + 5);
        }
    }
    /* A plain name of 64 bytes stands as it is, one of 65 is quoted. */
    memset(key, 'k', 65);
    key[64] = '\0';
    snprintf(text, sizeof text, "{\"%s\":1}", key);
    mend__json_fail(&r->tree, mend__json_first(&r->tree, must_read(r, text)), MEND_SCHEMA, "wrong", &r->err);
    assert_string_equal(r->err.path + 2, key);
    snprintf(text, sizeof text, "{\"%sk\":1}", key);
    mend__json_fail(&r->tree, mend__json_first(&r->tree, must_read(r, text)), MEND_SCHEMA, "wrong", &r->err);
    assert_int_equal(strncmp(r->err.path, "$['k", 4), 0);
}

static void test_json_error__deep_paths_lose_their_beginning(void **state)
{
    room *r = *state;
    char text[4000] = "", expected[4000] = "";
    mend__node n, root;
    for (int i = 0; i < 200; i++) {
        snprintf(text + strlen(text), sizeof text - strlen(text), i % 2 == 0 ? "{\"k%d\":" : "[", i);
    }
    strcat(text, "1");
    for (int i = 199; i >= 0; i--) {
        strcat(text, i % 2 == 0 ? "}" : "]");
    }
    assert_int_equal(mend__json_read(&r->tree, text, MEND_NTS, SIZE_MAX, 200, &root, &r->err), MEND_OK);
    n = root;
    for (int depth = 0; depth <= 200; depth++) {
        mend__json_fail(&r->tree, n, MEND_SCHEMA, "wrong", &r->err);
        size_t len = strlen(r->err.path), whole = strlen(expected) + 1;
        if (whole <= 253) { /* room for what stands in for the beginning is always kept */
            assert_int_equal(len, whole);
            assert_string_equal(r->err.path + 1, expected);
        } else {
            assert_int_equal(strncmp(r->err.path, "$..", 3), 0);
            size_t tail = len - (r->err.path[3] == '[' ? 3 : 2);
            assert_string_equal(r->err.path + (len - tail), expected + (whole - 1 - tail));
            assert_true(len > 240);
        }
        snprintf(expected + strlen(expected), sizeof expected - strlen(expected), depth % 2 == 0 ? ".k%d" : "[0]",
                 depth);
        n = mend__json_first(&r->tree, n);
    }
}

static void test_json_error__errors_point_at_value_or_name(void **state)
{
    room *r = *state;
    mend__node root = must_read(r, "{\n  \"a\": [1],\n  \"\xE7\xBB\xB4\" : {\"b\": 2}}");
    mend__node b = mend__json_first(&r->tree, walk(&r->tree, root, "v>"));
    assert_int_equal(mend__json_fail(&r->tree, b, MEND_SCHEMA, "wrong", &r->err), MEND_SCHEMA);
    assert_int_equal(r->err.line, 3);
    assert_int_equal(r->err.column, 15);
    assert_int_equal(r->err.offset, 30);
    assert_int_equal(mend__json_fail_key(&r->tree, b, MEND_UNKNOWN_FIELD, "wrong", &r->err), MEND_UNKNOWN_FIELD);
    assert_int_equal(r->err.column, 10);
    assert_string_equal(r->err.path, "$['\xE7\xBB\xB4'].b");
    mend__json_fail_key(&r->tree, walk(&r->tree, root, "vv"), MEND_SCHEMA, "wrong", &r->err); /* an element: itself */
    assert_int_equal(r->err.line, 2);
    assert_int_equal(r->err.column, 9);
    assert_int_equal(mend__json_fail(&r->tree, MEND__NONE, MEND_SCHEMA, "wrong", &r->err), MEND_SCHEMA);
    assert_int_equal(r->err.line, 0);
    assert_int_equal(r->err.document, -1);
    assert_string_equal(r->err.path, "");
    assert_int_equal(mend__json_fail_key(&r->tree, MEND__NONE, MEND_SCHEMA, "wrong", &r->err), MEND_SCHEMA);
    assert_int_equal(mend__json_fail_at(&r->tree, MEND__NONE, 0, 4, MEND_SCHEMA, "wrong", &r->err), MEND_SCHEMA);
    assert_string_equal(r->err.path, "$");
    assert_int_equal(r->err.column, 3);
    assert_int_equal(mend__json_fail(&r->tree, b, MEND_SCHEMA, "wrong", NULL), MEND_SCHEMA);
}

static void test_json_error__says_what_was_expected(void **state)
{
    room *r = *state;
    static const char *const found[] = {"null", "a boolean", "a boolean", "a number", "text", "an array", "an object"};
    mend__node n = mend__json_first(&r->tree, must_read(r, "[null,false,true,1,\"secret\",[],{}]"));
    for (size_t i = 0; i < 7; i++, n = mend__json_next(&r->tree, n)) {
        char expected[80];
        snprintf(expected, sizeof expected, "expected a date, found %s", found[i]);
        assert_int_equal(mend__json_expected(&r->tree, n, "a date", &r->err), MEND_SCHEMA);
        assert_string_equal(r->err.text, expected);
    }
    assert_int_equal(mend__json_expected(&r->tree, MEND__NONE, "a date", &r->err), MEND_SCHEMA);
    assert_string_equal(r->err.text, "expected a date, found nothing");
    assert_int_equal(mend__json_expected(&r->tree, MEND__NONE, "a date", NULL), MEND_SCHEMA);
}

static void test_json_error__unknown_members_come_with_a_guess(void **state)
{
    room *r = *state;
    static const char *const names[] = {"label", "roles", "from", "to", NULL};
    static const struct {
        const char *text;
        mend_status status;
        const char *path, *says;
        int32_t column;
    } cases[] = {
        {"{}", MEND_OK, NULL, NULL, 0},
        {"{\"to\":1,\"label\":2,\"x-note\":3,\"x-\":4}", MEND_OK, NULL, NULL, 0},
        {"{\"to\":1,\"lable\":2,\"rolse\":3}", MEND_SCHEMA, "$.lable",
         "there is no such member; did you mean \"label\"?", 9},
        {"{\"colour\":1}", MEND_SCHEMA, "$.colour", "there is no such member", 2},
        {"{\"x\":1}", MEND_SCHEMA, "$.x", "there is no such member", 2},
        {"{\"xto\":1}", MEND_SCHEMA, "$.xto", "there is no such member; did you mean \"to\"?", 2},
        {"{\"\":1}", MEND_SCHEMA, "$['']", "there is no such member", 2},
        {"[]", MEND_SCHEMA, "$", "expected an object, found an array", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mend__node n = must_read(r, cases[i].text);
        assert_int_equal(mend__json_members(&r->tree, n, names, &r->err), cases[i].status);
        assert_int_equal(mend__json_members(&r->tree, n, names, NULL), cases[i].status);
        if (cases[i].status != MEND_OK) {
            assert_string_equal(r->err.path, cases[i].path);
            assert_string_equal(r->err.text, cases[i].says);
            assert_int_equal(r->err.column, cases[i].column);
        }
    }
    assert_int_equal(mend__json_members(&r->tree, MEND__NONE, names, &r->err), MEND_SCHEMA);
    assert_string_equal(r->err.text, "expected an object, found nothing");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_ROOM(test_json_error__paths_quote_what_is_not_plain),
        IN_A_ROOM(test_json_error__long_paths_keep_their_end),
        IN_A_ROOM(test_json_error__deep_paths_lose_their_beginning),
        IN_A_ROOM(test_json_error__errors_point_at_value_or_name),
        IN_A_ROOM(test_json_error__says_what_was_expected),
        IN_A_ROOM(test_json_error__unknown_members_come_with_a_guess),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
