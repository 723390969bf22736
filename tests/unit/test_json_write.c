/*
 * test_json_write.c - canonical JSON: same value, same bytes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "unit/json_random.h"

static const char *canonical(room *r, mend__node n, mend_buf *out)
{
    mend__buf_rewind(out, 0);
    mend__json_write_node(&r->tree, n, out);
    assert_int_equal(out->status, MEND_OK);
    return mend_buf_data(out, NULL);
}

static void test_json_write__canonical_text(void **state)
{
    room *r = *state;
    static const char *const cases[][2] = {
        {" null ", "null"},
        {"true", "true"},
        {"false", "false"},
        {"-12.50e+3", "-12.50e+3"},
        {"1E400", "1E400"},
        {"123456789012345678901234567890", "123456789012345678901234567890"},
        {"\"\"", "\"\""},
        {"[ ]", "[]"},
        {"{ }", "{}"},
        {"[ 1 , [ ] , { } , [ [ 2 ] ] ]", "[1,[],{},[[2]]]"},
        {"{\"b\":1,\"a\":2}", "{\"a\":2,\"b\":1}"},
        {"{\"b\":{\"d\":1,\"c\":[]},\"a\":{}}", "{\"a\":{},\"b\":{\"c\":[],\"d\":1}}"},
        {"{\"ab\":1,\"a\":2,\"\":3,\"B\":4,\"a \":5}", "{\"\":3,\"B\":4,\"a\":2,\"a \":5,\"ab\":1}"},
        /* by bytes, so U+FFFF stands before U+1F527 although its UTF-16 units do not */
        {"{\"\\ud83d\\udd27\":1,\"\\uffff\":2,\"\\u00e9\":3}",
         "{\"\xC3\xA9\":3,\"\xEF\xBF\xBF\":2,\"\xF0\x9F\x94\xA7\":1}"},
        {"\"\\/\\u0041\\u00e9\\u4fee\"", "\"/A\xC3\xA9\xE4\xBF\xAE\""},
        {"\"\\b\\f\\n\\r\\t\\\"\\\\\"", "\"\\b\\f\\n\\r\\t\\\"\\\\\""},
        {"\"\\u0008\\u000C\\u000a\\u000d\\u0009\"", "\"\\b\\f\\n\\r\\t\""},
        {"\"\\u0001\\u000b\\u000e\\u001F\\u007f\"", "\"\\u0001\\u000b\\u000e\\u001f\x7F\""},
        {"\"\\u2028\xE2\x80\xA9\"", "\"\xE2\x80\xA8\xE2\x80\xA9\""},
        {"{\"\\n\\\"\":\"x\\\\\"}", "{\"\\n\\\"\":\"x\\\\\"}"},
    };
    mend_buf out;
    mend__buf_init(&out, &r->tree.alloc);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(canonical(r, must_read(r, cases[i][0]), &out), cases[i][1]);
    }
    assert_string_equal(canonical(r, MEND__NONE, &out), "null");
    mend__buf_done(&out);
}

static void test_json_write__inner_values_without_their_key(void **state)
{
    room *r = *state;
    mend_buf out;
    mend__buf_init(&out, &r->tree.alloc);
    mend__node root = must_read(r, "{\"x\":{\"b\":[1,2],\"a\":0},\"y\":3}");
    assert_string_equal(canonical(r, mend__json_get(&r->tree, root, "x"), &out), "{\"a\":0,\"b\":[1,2]}");
    assert_string_equal(canonical(r, walk(&r->tree, root, "vv"), &out), "[1,2]");
    assert_string_equal(canonical(r, walk(&r->tree, root, "vvv"), &out), "1");
    assert_string_equal(canonical(r, walk(&r->tree, root, "v>"), &out), "3");
    mend__buf_done(&out);
}

static void test_json_write__every_control_character_comes_back(void **state)
{
    room *r = *state;
    mend_buf out;
    mend__buf_init(&out, &r->tree.alloc);
    for (int c = 1; c < 0x80; c++) {
        char text[3] = {'<', (char)c, '>'};
        mend__jw w;
        mend__buf_rewind(&out, 0);
        mend__jw_init(&w, &out);
        mend__jw_str(&w, (mend__str){text, 3});
        mend__node n = must_read(r, mend_buf_data(&out, NULL));
        assert_true(mend__str_eq(mend__json_str(&r->tree, n), (mend__str){text, 3}));
        assert_true((out.len == 5) == (c >= 0x20 && c != '"' && c != '\\'));
    }
    mend__buf_done(&out);
}

static void test_json_write__random_documents_settle_at_once(void **state)
{
    room *r = *state;
    uint32_t seed = 8259;
    mend_buf text, first, second;
    mend__buf_init(&first, &r->tree.alloc);
    mend__buf_init(&second, &r->tree.alloc);
    for (int i = 0; i < 5000; i++) {
        mend__json_reset(&r->tree);
        mend__node n = random_document(&r->tree, &text, &seed, 5);
        canonical(r, n, &first);
        canonical(r, must_read(r, first.data), &second);
        assert_string_equal(first.data, second.data);
        /* A merge onto nothing and a copy are written from other chains. */
        mend__node copy;
        assert_int_equal(mend__json_merge(&r->tree, n, MEND__NONE, &copy, &r->err), MEND_OK);
        assert_string_equal(canonical(r, copy, &second), first.data);
        mend__buf_done(&text);
    }
    mend__buf_done(&first);
    mend__buf_done(&second);
}

static void test_json_write__depth_costs_no_stack(void **state)
{
    room *r = *state;
    const size_t depth = 100000;
    mend_buf out;
    mend__node root;
    char *text = malloc(2 * depth);
    assert_non_null(text);
    memset(text, '[', depth);
    memset(text + depth, ']', depth);
    mend__buf_init(&out, &r->tree.alloc);
    assert_int_equal(mend__json_read(&r->tree, text, 2 * depth, SIZE_MAX, (unsigned)depth, &root, &r->err), MEND_OK);
    canonical(r, root, &out);
    assert_int_equal(out.len, 2 * depth);
    assert_memory_equal(out.data, text, 2 * depth);
    mend__buf_done(&out);
    free(text);
}

static void test_json_write__members_as_they_come(void **state)
{
    room *r = *state;
    mend_buf out;
    mend__jw w;
    mend__buf_init(&out, &r->tree.alloc);
    mend__jw_init(&w, &out);
    mend__jw_object(&w);
    mend__jw_key(&w, "z");
    mend__jw_int(&w, INT64_MIN);
    mend__jw_key_str(&w, MEND__STR("a\"b"));
    mend__jw_array(&w);
    mend__jw_text(&w, "x\ny");
    mend__jw_bool(&w, true);
    mend__jw_bool(&w, false);
    mend__jw_null(&w);
    mend__jw_object(&w);
    mend__jw_end_object(&w);
    mend__jw_array(&w);
    mend__jw_end_array(&w);
    mend__jw_raw(&w, MEND__STR("{\"k\":1}"));
    mend__jw_end_array(&w);
    mend__jw_key(&w, "o");
    mend__jw_object(&w);
    mend__jw_key(&w, "n");
    mend__jw_str(&w, (mend__str){NULL, 0});
    mend__jw_end_object(&w);
    mend__jw_key(&w, "last");
    mend__jw_raw(&w, MEND__STR("0.5"));
    mend__jw_end_object(&w);
    assert_int_equal(out.status, MEND_OK);
    assert_string_equal(mend_buf_data(&out, NULL),
                        "{\"z\":-9223372036854775808,\"a\\\"b\":[\"x\\ny\",true,false,null,{},[],"
                        "{\"k\":1}],\"o\":{\"n\":\"\"},\"last\":0.5}");
    assert_int_equal(w.depth, 0);
    mend__buf_done(&out);
}

static void test_json_write__up_to_63_levels(void **state)
{
    room *r = *state;
    mend_buf out;
    mend__jw w;
    mend__buf_init(&out, &r->tree.alloc);
    for (unsigned levels = 62; levels <= 65; levels++) {
        mend__buf_rewind(&out, 0);
        mend__jw_init(&w, &out);
        for (unsigned i = 0; i < levels; i++) {
            mend__jw_array(&w);
        }
        mend__jw_int(&w, 1);
        for (unsigned i = 0; i < levels; i++) {
            mend__jw_end_array(&w);
            if (i + 1 < levels) {
                mend__jw_int(&w, 2);
            }
        }
        assert_int_equal(out.status, levels <= 63 ? MEND_OK : MEND_LIMIT);
        if (levels <= 63) {
            mend__node root;
            assert_int_equal(out.len, 2 * levels + 1 + 2 * (levels - 1));
            assert_int_equal(mend__json_read(&r->tree, out.data, out.len, SIZE_MAX, 63, &root, &r->err), MEND_OK);
        }
    }
    mend__buf_done(&out);
}

#define WORDS "A buffer begins with a quarter of a kilobyte and grows by half. "

static void test_json_write__the_first_failure_sticks(void **state)
{
    room *r = *state;
    mend__node root = must_read(
        r,
        "{\"a\":[1,2,{\"b\":\"text that is longer than what a buffer has at first. " WORDS WORDS WORDS WORDS WORDS WORDS
        "\"}],\"c\":null}");
    bool done = false;
    for (size_t n = 1; !done; n++) {
        faulty memory = {.fail_at = n};
        mend_allocator given = faulty_allocator(&memory);
        mend__alloc a;
        mend_buf out;
        mend__jw w;
        assert_true(mend__alloc_init(&a, &given));
        mend__buf_init(&out, &a);
        mend__json_write_node(&r->tree, root, &out);
        done = out.status == MEND_OK;
        assert_int_equal(out.status, done ? MEND_OK : MEND_NOMEM);
        memory.fail_at = 0;
        mend__jw_init(&w, &out);
        for (int i = 0; i < 70; i++) {
            mend__jw_array(&w); /* too deep, but the memory was missing first */
        }
        assert_int_equal(out.status, done ? MEND_LIMIT : MEND_NOMEM);
        mend__buf_done(&out);
        assert_int_equal(memory.live, 0);
        assert_true(!done || n > 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_ROOM(test_json_write__canonical_text),
        IN_A_ROOM(test_json_write__inner_values_without_their_key),
        IN_A_ROOM(test_json_write__every_control_character_comes_back),
        IN_A_ROOM(test_json_write__random_documents_settle_at_once),
        IN_A_ROOM(test_json_write__depth_costs_no_stack),
        IN_A_ROOM(test_json_write__members_as_they_come),
        IN_A_ROOM(test_json_write__up_to_63_levels),
        IN_A_ROOM(test_json_write__the_first_failure_sticks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
