/*
 * test_json_merge.c - RFC 7396: the examples of its appendix, a plain model, positions, order, failing memory.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/json_node.h"
#include "unit/json_random.h"

/* A value in document order, through the writer. */
static void put_value(const mend__json *t, mend__node n, mend__jw *w)
{
    switch (mend__json_typeof(t, n)) {
    case MEND__JSON_OBJECT:
    case MEND__JSON_ARRAY: {
        bool object = mend__json_typeof(t, n) == MEND__JSON_OBJECT;
        (object ? mend__jw_object : mend__jw_array)(w);
        for (mend__node c = mend__json_first(t, n); c != MEND__NONE; c = mend__json_next(t, c)) {
            if (object) {
                mend__jw_key_str(w, mend__json_key(t, c));
            }
            put_value(t, c, w);
        }
        (object ? mend__jw_end_object : mend__jw_end_array)(w);
        break;
    }
    case MEND__JSON_STRING:
        mend__jw_str(w, mend__json_str(t, n));
        break;
    case MEND__JSON_NUMBER:
        mend__jw_raw(w, mend__json_str(t, n));
        break;
    case MEND__JSON_NULL:
        mend__jw_null(w);
        break;
    default:
        mend__jw_bool(w, mend__json_typeof(t, n) == MEND__JSON_TRUE);
    }
}

/* The text of a value in document order, in `out`. */
static const char *shown(const mend__json *t, mend__node n, mend_buf *out)
{
    mend__jw w;
    mend__buf_rewind(out, 0);
    mend__jw_init(&w, out);
    put_value(t, n, &w);
    assert_int_equal(out->status, MEND_OK);
    return mend_buf_data(out, NULL);
}

static mend__node must_merge(room *r, mend__node base, mend__node patch)
{
    mend__node out = 4711;
    assert_int_equal(mend__json_merge(&r->tree, base, patch, &out, &r->err), MEND_OK);
    return out;
}

/* The same, with the base given away if `onto`. */
static mend__node must_lay(room *r, mend__node base, mend__node patch, bool onto)
{
    mend__node out = 4711;
    assert_int_equal((onto ? mend__json_merge_onto : mend__json_merge)(&r->tree, base, patch, &out, &r->err), MEND_OK);
    return out;
}

static void test_json_merge__examples_of_the_standard(void **state)
{
    room *r = *state;
    static const char *const cases[][3] = {
        /* RFC 7396, appendix A */
        {"{\"a\":\"b\"}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
        {"{\"a\":\"b\"}", "{\"b\":\"c\"}", "{\"a\":\"b\",\"b\":\"c\"}"},
        {"{\"a\":\"b\"}", "{\"a\":null}", "{}"},
        {"{\"a\":\"b\",\"b\":\"c\"}", "{\"a\":null}", "{\"b\":\"c\"}"},
        {"{\"a\":[\"b\"]}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
        {"{\"a\":\"c\"}", "{\"a\":[\"b\"]}", "{\"a\":[\"b\"]}"},
        {"{\"a\":{\"b\":\"c\"}}", "{\"a\":{\"b\":\"d\",\"c\":null}}", "{\"a\":{\"b\":\"d\"}}"},
        {"{\"a\":[{\"b\":\"c\"}]}", "{\"a\":[1]}", "{\"a\":[1]}"},
        {"[\"a\",\"b\"]", "[\"c\",\"d\"]", "[\"c\",\"d\"]"},
        {"{\"a\":\"b\"}", "[\"c\"]", "[\"c\"]"},
        {"{\"a\":\"foo\"}", "null", "null"},
        {"{\"a\":\"foo\"}", "\"bar\"", "\"bar\""},
        {"{\"e\":null}", "{\"a\":1}", "{\"e\":null,\"a\":1}"},
        {"[1,2]", "{\"a\":\"b\",\"c\":null}", "{\"a\":\"b\"}"},
        {"{}", "{\"a\":{\"bb\":{\"ccc\":null}}}", "{\"a\":{\"bb\":{}}}"},
        /* more: order, arrays taken as they are, nothing to merge onto */
        {"{\"z\":1,\"m\":2,\"a\":3}", "{\"a\":4,\"q\":5,\"b\":6,\"z\":7}", "{\"z\":7,\"m\":2,\"a\":4,\"q\":5,\"b\":6}"},
        {"{\"z\":1,\"m\":2,\"a\":3}", "{\"m\":null,\"c\":null}", "{\"z\":1,\"a\":3}"},
        {"{\"a\":1}", "{\"a\":[null,{\"b\":null,\"a\":[]}]}", "{\"a\":[null,{\"b\":null,\"a\":[]}]}"},
        {"{\"a\":1}", "{\"a\":{\"x\":{\"y\":null,\"w\":[{\"v\":null}]}}}", "{\"a\":{\"x\":{\"w\":[{\"v\":null}]}}}"},
        {"7", "{\"a\":null}", "{}"},
        {"{\"a\":{\"b\":{\"c\":1,\"d\":2}}}", "{\"a\":{\"b\":{\"c\":null}}}", "{\"a\":{\"b\":{\"d\":2}}}"},
        {"{\"\":1}", "{\"\":2}", "{\"\":2}"},
        {"{}", "{}", "{}"},
    };
    mend_buf out;
    mend__buf_init(&out, &r->tree.alloc);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mend__node base = must_read(r, cases[i][0]), patch = must_read(r, cases[i][1]);
        mend__node merged = must_merge(r, base, patch);
        assert_string_equal(shown(&r->tree, merged, &out), cases[i][2]);
        assert_string_equal(shown(&r->tree, base, &out), cases[i][0]); /* as they were */
        assert_string_equal(shown(&r->tree, patch, &out), cases[i][1]);
        assert_int_equal(mend__json_parent(&r->tree, merged), MEND__NONE);
    }
    mend__buf_done(&out);
}

static void test_json_merge__with_nothing(void **state)
{
    room *r = *state;
    mend_buf out;
    mend__buf_init(&out, &r->tree.alloc);
    mend__node doc = must_read(r, "{\"b\":null,\"a\":{\"c\":null,\"d\":[null]}}");
    assert_int_equal(must_merge(r, MEND__NONE, MEND__NONE), MEND__NONE);
    assert_string_equal(shown(&r->tree, must_merge(r, MEND__NONE, doc), &out), "{\"a\":{\"d\":[null]}}");
    assert_string_equal(shown(&r->tree, must_merge(r, doc, MEND__NONE), &out),
                        "{\"b\":null,\"a\":{\"c\":null,\"d\":[null]}}");
    assert_string_equal(shown(&r->tree, must_merge(r, doc, doc), &out), "{\"a\":{\"d\":[null]}}");
    mend__buf_done(&out);
}

/* Every node of a value hangs where its parent says, and is found by its key. */
static void assert_sound(const mend__json *t, mend__node n)
{
    uint32_t index = 0;
    for (mend__node c = mend__json_first(t, n); c != MEND__NONE; c = mend__json_next(t, c)) {
        assert_int_equal(mend__json_parent(t, c), n);
        assert_int_equal(t->nodes[c].index, index++);
        if (mend__json_typeof(t, n) == MEND__JSON_OBJECT) {
            assert_int_equal(mend__json_find(t, n, mend__json_key(t, c)), c);
        }
        assert_sound(t, c);
    }
    assert_int_equal(mend__json_count(t, n), index);
}

/* What the standard says, word by word, written in document order: with recursion and without cleverness. */
static void model(const mend__json *t, mend__node base, mend__node patch, mend__jw *w)
{
    if (mend__json_typeof(t, patch) != MEND__JSON_OBJECT) {
        put_value(t, patch, w);
        return;
    }
    base = mend__json_typeof(t, base) == MEND__JSON_OBJECT ? base : MEND__NONE;
    mend__jw_object(w);
    for (mend__node b = mend__json_first(t, base); b != MEND__NONE; b = mend__json_next(t, b)) {
        mend__node p = mend__json_find(t, patch, mend__json_key(t, b));
        if (p == MEND__NONE) {
            mend__jw_key_str(w, mend__json_key(t, b));
            put_value(t, b, w);
        } else if (mend__json_typeof(t, p) != MEND__JSON_NULL) {
            mend__jw_key_str(w, mend__json_key(t, b));
            model(t, b, p, w);
        }
    }
    for (mend__node p = mend__json_first(t, patch); p != MEND__NONE; p = mend__json_next(t, p)) {
        if (mend__json_find(t, base, mend__json_key(t, p)) == MEND__NONE &&
            mend__json_typeof(t, p) != MEND__JSON_NULL) {
            mend__jw_key_str(w, mend__json_key(t, p));
            model(t, MEND__NONE, p, w);
        }
    }
    mend__jw_end_object(w);
}

static void test_json_merge__agrees_with_a_plain_model(void **state)
{
    room *r = *state;
    uint32_t seed = 7396;
    mend_buf expected, out, first, second;
    mend__buf_init(&expected, &r->tree.alloc);
    mend__buf_init(&out, &r->tree.alloc);
    for (int i = 0; i < 4000; i++) {
        mend__json_reset(&r->tree);
        mend__node base = random_document(&r->tree, &first, &seed, 4);
        mend__node patch = random_document(&r->tree, &second, &seed, 4);
        mend__node merged = must_merge(r, base, patch);
        mend__jw w;
        mend__buf_rewind(&expected, 0);
        mend__jw_init(&w, &expected);
        model(&r->tree, base, patch, &w);
        assert_string_equal(shown(&r->tree, merged, &out), mend_buf_data(&expected, NULL));
        assert_sound(&r->tree, merged);
        assert_sound(&r->tree, must_merge(r, merged, base));
        merged = must_lay(r, base, patch, true);
        assert_string_equal(shown(&r->tree, merged, &out), mend_buf_data(&expected, NULL));
        assert_sound(&r->tree, merged);
        mend__buf_done(&first);
        mend__buf_done(&second);
    }
    mend__buf_done(&expected);
    mend__buf_done(&out);
}

static void assert_at(room *r, mend__node n, const char *path, int32_t document, int32_t line, int32_t column)
{
    mend__json_fail(&r->tree, n, MEND_SCHEMA, "wrong", &r->err);
    assert_string_equal(r->err.path, path);
    assert_int_equal(r->err.document, document);
    assert_int_equal(r->err.line, line);
    assert_int_equal(r->err.column, column);
}

static void assert_places(room *r, bool onto)
{
    const mend__json *t = &r->tree;
    mend__json_reset(&r->tree);
    mend__node base =
        must_read(r, "{\n \"kept\": {\"list\": [1,\n2]},\n \"mixed\": {\"old\": 1, \"changed\": 2},\n \"gone\": 1}");
    mend__node patch =
        must_read(r, "{\"new\": [{\"deep\": 1}],\n\"mixed\":\n{\"changed\":\n3, \"more\": 4}, \"gone\": null}");
    mend__node third = must_read(r, "{\"kept\":{\"list\":\n\n[5]}}");
    mend__node root = must_lay(r, base, patch, onto);
    mend__node mixed = mend__json_get(t, root, "mixed"), kept = mend__json_get(t, root, "kept");
    assert_int_equal(mend__json_count(t, root), 3);
    assert_at(r, root, "$", 1, 1, 1);
    assert_at(r, kept, "$.kept", 0, 2, 10);
    assert_at(r, walk(t, kept, "vv>"), "$.kept.list[1]", 0, 3, 1);
    assert_at(r, mixed, "$.mixed", 1, 3, 1);
    assert_at(r, mend__json_get(t, mixed, "old"), "$.mixed.old", 0, 4, 19);
    assert_at(r, mend__json_get(t, mixed, "changed"), "$.mixed.changed", 1, 4, 1);
    assert_at(r, mend__json_get(t, mixed, "more"), "$.mixed.more", 1, 4, 12);
    assert_at(r, walk(t, mend__json_get(t, root, "new"), "vv"), "$.new[0].deep", 1, 1, 19);
    mend__json_fail_key(t, mend__json_get(t, mixed, "changed"), MEND_SCHEMA, "wrong", &r->err);
    assert_int_equal(r->err.line, 3);
    assert_int_equal(r->err.column, 2);
    /* once more, onto the result */
    root = must_lay(r, root, third, onto);
    assert_at(r, root, "$", 2, 1, 1);
    assert_at(r, walk(t, root, "vv"), "$.kept.list", 2, 3, 1);
    assert_at(r, mend__json_get(t, mend__json_get(t, root, "mixed"), "old"), "$.mixed.old", 0, 4, 19);
}

static void test_json_merge__nodes_remember_where_they_were_written(void **state)
{
    assert_places(*state, false);
    assert_places(*state, true);
}

static void test_json_merge__onto_a_base_costs_what_the_patch_touches(void **state)
{
    room *r = *state;
    mend__node base = must_read(r, "{\"a\":{\"b\":[1,2,3,{\"c\":[4]}],\"d\":{\"e\":[5,6]}},\"f\":[7,8,9],\"g\":{}}");
    mend__node patch = must_read(r, "{\"g\":{\"h\":1}}");
    size_t before = r->tree.count;
    assert_sound(&r->tree, must_lay(r, base, patch, true));
    assert_int_equal(r->tree.count - before, 5); /* the whole, three members, and the new one */
}

static void test_json_merge__of_inner_values(void **state)
{
    room *r = *state;
    mend_buf out;
    mend__buf_init(&out, &r->tree.alloc);
    mend__node root = must_read(r, "{\"base\":{\"a\":1,\"b\":2},\"row\":{\"b\":3}}");
    mend__node merged = must_merge(r, mend__json_get(&r->tree, root, "base"), mend__json_get(&r->tree, root, "row"));
    assert_string_equal(shown(&r->tree, merged, &out), "{\"a\":1,\"b\":3}");
    assert_int_equal(mend__json_parent(&r->tree, merged), MEND__NONE);
    assert_int_equal(mend__json_next(&r->tree, merged), MEND__NONE);
    mend__buf_done(&out);
}

static void test_json_merge__every_failing_allocation_leaves_the_tree(void **state)
{
    room *r = *state;
    const char *base_text =
        "{\"a\":{\"b\":[1,2,3,{\"c\":[4]}],\"d\":1},\"e\":{\"f\":{\"g\":1}},\"h\":[[],[],[],[],[],[],[],[]]}";
    const char *patch_text = "{\"a\":{\"b\":[9,8,7,[{}]],\"x\":{\"y\":[1,2,3,4,5,6,7,8,9]}},\"e\":{\"f\":null}}";
    bool done = false;
    for (size_t n = 1; !done; n++) {
        faulty memory = {0};
        mend_allocator given = faulty_allocator(&memory);
        mend__alloc a;
        mend__json tree;
        mend__node base, patch, out = 4711;
        assert_true(mend__alloc_init(&a, &given));
        mend__json_init(&tree, &a);
        assert_int_equal(mend__json_read(&tree, base_text, MEND_NTS, SIZE_MAX, DEPTH, &base, &r->err), MEND_OK);
        assert_int_equal(mend__json_read(&tree, patch_text, MEND_NTS, SIZE_MAX, DEPTH, &patch, &r->err), MEND_OK);
        /* From a tree without room to spare, so that every node may be the one that fails. */
        void *tight =
            a.resize(a.user, tree.nodes, tree.cap * sizeof *tree.nodes, (tree.count + n) * sizeof *tree.nodes);
        assert_non_null(tight);
        tree.nodes = tight;
        tree.cap = tree.count + n;
        size_t count = tree.count;
        memory.fail_at = memory.requests + 1;
        mend_status status = mend__json_merge(&tree, base, patch, &out, &r->err);
        done = status == MEND_OK;
        if (!done) {
            assert_int_equal(status, MEND_NOMEM);
            assert_string_equal(r->err.text, "there is no memory for the merged document");
            assert_int_equal(out, 4711);
            assert_true(tree.count == count);
            assert_int_equal(mend__json_merge(&tree, base, patch, &out, NULL), MEND_NOMEM);
            memory.fail_at = 0;
            assert_int_equal(mend__json_merge(&tree, base, patch, &out, &r->err), MEND_OK);
        } else {
            assert_true(n > 20);
        }
        assert_sound(&tree, out);
        mend__json_free(&tree);
        assert_int_equal(memory.live, 0);
    }
}

static void test_json_merge__without_an_index_left(void **state)
{
    room *r = *state;
    mend__node doc = must_read(r, "{\"a\":1}"), out = 4711;
    size_t count = r->tree.count;
    r->tree.count = MEND__NONE;
    assert_int_equal(mend__json_merge(&r->tree, doc, doc, &out, &r->err), MEND_LIMIT);
    assert_string_equal(r->err.text, "the merged document is too large");
    assert_int_equal(out, 4711);
    r->tree.count = count;
}

static void test_json_merge__large_objects(void **state)
{
    room *r = *state;
    enum { MANY = 100000 };
    mend_buf texts[2];
    mend__node roots[2];
    for (int64_t side = 0; side < 2; side++) {
        mend__buf_init(&texts[side], &r->tree.alloc);
        for (int64_t i = 0; i < MANY; i++) {
            mend__put_text(&texts[side], i == 0 ? "{\"k" : ",\"k");
            mend__put_int(&texts[side], (i * 77777 % MANY) * 2 + side * (i % 2));
            mend__put_text(&texts[side], "\":");
            mend__put_int(&texts[side], side);
        }
        mend__put_char(&texts[side], '}');
        assert_int_equal(
            mend__json_read(&r->tree, texts[side].data, texts[side].len, SIZE_MAX, DEPTH, &roots[side], &r->err),
            MEND_OK);
    }
    mend__node merged = must_merge(r, roots[0], roots[1]);
    assert_int_equal(mend__json_count(&r->tree, merged), MANY + MANY / 2);
    mend__buf_done(&texts[0]);
    mend__buf_done(&texts[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_ROOM(test_json_merge__examples_of_the_standard),
        IN_A_ROOM(test_json_merge__with_nothing),
        IN_A_ROOM(test_json_merge__agrees_with_a_plain_model),
        IN_A_ROOM(test_json_merge__nodes_remember_where_they_were_written),
        IN_A_ROOM(test_json_merge__onto_a_base_costs_what_the_patch_touches),
        IN_A_ROOM(test_json_merge__of_inner_values),
        IN_A_ROOM(test_json_merge__every_failing_allocation_leaves_the_tree),
        IN_A_ROOM(test_json_merge__without_an_index_left),
        IN_A_ROOM(test_json_merge__large_objects),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
