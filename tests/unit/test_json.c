/*
 * test_json.c - reading JSON and looking at the tree: what is refused and where, what is kept, limits, failing memory.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "unit/json_room.h"

typedef struct invalid {
    const char *text;
    mend_status status;
    int32_t line, column;
    const char *path;
    const char *says; /* the text of the error, or its beginning */
} invalid;

static const invalid invalids[] = {
    /* no value at all, or more than one */
    {"", MEND_SYNTAX, 1, 1, "$", "expected a value, found end of text"},
    {" \n\t ", MEND_SYNTAX, 2, 3, "$", "expected a value, found end of text"},
    {"1 2", MEND_SYNTAX, 1, 3, "$", "expected the end of the text after the value, found '2'"},
    {"{}{}", MEND_SYNTAX, 1, 3, "$", "expected the end of the text after the value, found '{'"},
    {"[]]", MEND_SYNTAX, 1, 3, "$", "expected the end of the text after the value, found ']'"},
    {"null,", MEND_SYNTAX, 1, 5, "$", "expected the end of the text after the value, found ','"},
    {"\"a\" b", MEND_SYNTAX, 1, 5, "$", "expected the end of the text after the value, found 'b'"},
    /* things JSON does not have */
    {"\xEF\xBB\xBF{}", MEND_SYNTAX, 1, 1, "$", "expected a value, found a byte order mark"},
    {"// x\n1", MEND_SYNTAX, 1, 1, "$", "expected a value, found '/'"},
    {"[1,/* x */2]", MEND_SYNTAX, 1, 4, "$[1]", "expected a value, found '/'"},
    {"'a'", MEND_SYNTAX, 1, 1, "$", "expected a value, found '''"},
    {"{a:1}", MEND_SYNTAX, 1, 2, "$", "expected a member name or '}', found 'a'"},
    {"{'a':1}", MEND_SYNTAX, 1, 2, "$", "expected a member name or '}', found '''"},
    {"{1:1}", MEND_SYNTAX, 1, 2, "$", "expected a member name or '}', found '1'"},
    {"NaN", MEND_SYNTAX, 1, 1, "$", "expected a value, found 'N'"},
    {"Infinity", MEND_SYNTAX, 1, 1, "$", "expected a value, found 'I'"},
    {"-Infinity", MEND_SYNTAX, 1, 2, "$", "expected a digit after '-', found 'I'"},
    {"\x0C"
     "1",
     MEND_SYNTAX, 1, 1, "$", "expected a value, found U+000C"},
    {"\xC2\xA0"
     "1",
     MEND_SYNTAX, 1, 1, "$", "expected a value, found U+00A0"},
    {"[1,\xE2\x80\xA8"
     "2]",
     MEND_SYNTAX, 1, 4, "$[1]", "expected a value, found U+2028"},
    {"\xF0\x9F\x94\xA7", MEND_SYNTAX, 1, 1, "$", "expected a value, found U+1F527"},
    {"\xF4\x8F\xBF\xBF", MEND_SYNTAX, 1, 1, "$", "expected a value, found U+10FFFF"},
    {"\x7F", MEND_SYNTAX, 1, 1, "$", "expected a value, found U+007F"},
    /* words */
    {"tru", MEND_SYNTAX, 1, 1, "$", "expected a value, found a word other than true, false and null"},
    {"True", MEND_SYNTAX, 1, 1, "$", "expected a value, found 'T'"},
    {"[fals]", MEND_SYNTAX, 1, 2, "$[0]", "expected a value, found a word other than true, false and null"},
    {"{\"a\":nul}", MEND_SYNTAX, 1, 6, "$.a", "expected a value, found a word other than true, false and null"},
    {"truex", MEND_SYNTAX, 1, 5, "$", "expected the end of the text after the value, found 'x'"},
    {"undefined", MEND_SYNTAX, 1, 1, "$", "expected a value, found 'u'"},
    /* numbers */
    {"-", MEND_SYNTAX, 1, 2, "$", "expected a digit after '-', found end of text"},
    {"--1", MEND_SYNTAX, 1, 2, "$", "expected a digit after '-', found '-'"},
    {"+1", MEND_SYNTAX, 1, 1, "$", "expected a value, found '+'"},
    {"01", MEND_SYNTAX, 1, 2, "$", "expected no digit after a leading 0, found '1'"},
    {"-00", MEND_SYNTAX, 1, 3, "$", "expected no digit after a leading 0, found '0'"},
    {".5", MEND_SYNTAX, 1, 1, "$", "expected a value, found '.'"},
    {"1.", MEND_SYNTAX, 1, 3, "$", "expected a digit after the point, found end of text"},
    {"1.e1", MEND_SYNTAX, 1, 3, "$", "expected a digit after the point, found 'e'"},
    {"1e", MEND_SYNTAX, 1, 3, "$", "expected a digit in the exponent, found end of text"},
    {"1e+", MEND_SYNTAX, 1, 4, "$", "expected a digit in the exponent, found end of text"},
    {"1e-x", MEND_SYNTAX, 1, 4, "$", "expected a digit in the exponent, found 'x'"},
    {"[0x10]", MEND_SYNTAX, 1, 3, "$", "expected ',' or ']' after an element, found 'x'"},
    {"1_000", MEND_SYNTAX, 1, 2, "$", "expected the end of the text after the value, found '_'"},
    /* arrays */
    {"[", MEND_SYNTAX, 1, 2, "$[0]", "expected a value or ']', found end of text"},
    {"[,1]", MEND_SYNTAX, 1, 2, "$[0]", "expected a value or ']', found ','"},
    {"[1", MEND_SYNTAX, 1, 3, "$", "expected ',' or ']' after an element, found end of text"},
    {"[1 2]", MEND_SYNTAX, 1, 4, "$", "expected ',' or ']' after an element, found '2'"},
    {"[1,]", MEND_SYNTAX, 1, 4, "$[1]", "expected a value, found ']'"},
    {"[1,,2]", MEND_SYNTAX, 1, 4, "$[1]", "expected a value, found ','"},
    {"[1}", MEND_SYNTAX, 1, 3, "$", "expected ',' or ']' after an element, found '}'"},
    {"[\n1,\n[2,\n3}]", MEND_SYNTAX, 4, 2, "$[1]", "expected ',' or ']' after an element, found '}'"},
    /* objects */
    {"{", MEND_SYNTAX, 1, 2, "$", "expected a member name or '}', found end of text"},
    {"{\"a\"", MEND_SYNTAX, 1, 5, "$.a", "expected ':' after a member name, found end of text"},
    {"{\"a\" 1}", MEND_SYNTAX, 1, 6, "$.a", "expected ':' after a member name, found '1'"},
    {"{\"a\",1}", MEND_SYNTAX, 1, 5, "$.a", "expected ':' after a member name, found ','"},
    {"{\"a\":}", MEND_SYNTAX, 1, 6, "$.a", "expected a value, found '}'"},
    {"{\"a\":1", MEND_SYNTAX, 1, 7, "$", "expected ',' or '}' after a member, found end of text"},
    {"{\"a\":1 \"b\":2}", MEND_SYNTAX, 1, 8, "$", "expected ',' or '}' after a member, found '\"'"},
    {"{\"a\":1,}", MEND_SYNTAX, 1, 8, "$", "expected a member name, found '}'"},
    {"{\"a\":1,,\"b\":2}", MEND_SYNTAX, 1, 8, "$", "expected a member name, found ','"},
    {"{,}", MEND_SYNTAX, 1, 2, "$", "expected a member name or '}', found ','"},
    {"{\"a\":1]", MEND_SYNTAX, 1, 7, "$", "expected ',' or '}' after a member, found ']'"},
    {"{\"a\":{\"b\":[1 2]}}", MEND_SYNTAX, 1, 14, "$.a.b", "expected ',' or ']' after an element, found '2'"},
    {"{\"a\":\r\n 1\r\n \"b\"}", MEND_SYNTAX, 3, 2, "$", "expected ',' or '}' after a member, found '\"'"},
    {"{\r\"a\":\r1\r2}", MEND_SYNTAX, 4, 1, "$", "expected ',' or '}' after a member, found '2'"},
    {"{\"a\":1\r", MEND_SYNTAX, 2, 1, "$", "expected ',' or '}' after a member, found end of text"},
    /* strings */
    {"\"abc", MEND_SYNTAX, 1, 5, "$", "expected '\"' at the end of a string, found end of text"},
    {"{\"a", MEND_SYNTAX, 1, 4, "$", "expected '\"' at the end of a string, found end of text"},
    {"\"a\nb\"", MEND_SYNTAX, 1, 3, "$", "expected no control character in a string, found U+000A"},
    {"\"a\tb\"", MEND_SYNTAX, 1, 3, "$", "expected no control character in a string, found U+0009"},
    {"[\"\x1F\"]", MEND_SYNTAX, 1, 3, "$[0]", "expected no control character in a string, found U+001F"},
    {"\"\\x\"", MEND_SYNTAX, 1, 2, "$", "expected one of \" \\ / b f n r t u after a backslash"},
    {"\"\\", MEND_SYNTAX, 1, 2, "$", "expected one of \" \\ / b f n r t u after a backslash"},
    {"\"\\'\"", MEND_SYNTAX, 1, 2, "$", "expected one of \" \\ / b f n r t u after a backslash"},
    {"\"\\\xC3\xA9\"", MEND_SYNTAX, 1, 2, "$", "expected one of \" \\ / b f n r t u after a backslash"},
    {"\"\\u12\"", MEND_SYNTAX, 1, 2, "$", "expected four hexadecimal digits after '\\u'"},
    {"\"\\u12", MEND_SYNTAX, 1, 2, "$", "expected four hexadecimal digits after '\\u'"},
    {"\"\\u", MEND_SYNTAX, 1, 2, "$", "expected four hexadecimal digits after '\\u'"},
    {"\"\\u12g4\"", MEND_SYNTAX, 1, 2, "$", "expected four hexadecimal digits after '\\u'"},
    {"\"\\u12`4\"", MEND_SYNTAX, 1, 2, "$", "expected four hexadecimal digits after '\\u'"},
    {"\"\\u12/4\"", MEND_SYNTAX, 1, 2, "$", "expected four hexadecimal digits after '\\u'"},
    {"\"\\u12:4\"", MEND_SYNTAX, 1, 2, "$", "expected four hexadecimal digits after '\\u'"},
    {"\"\\u+123\"", MEND_SYNTAX, 1, 2, "$", "expected four hexadecimal digits after '\\u'"},
    {"\"x\\u0000\"", MEND_SYNTAX, 1, 3, "$", "expected text without U+0000, found '\\u0000'"},
    {"\"\\ud800\"", MEND_SYNTAX, 1, 2, "$", "the first half of a surrogate pair stands without the second"},
    {"\"\\uDBFFx\"", MEND_SYNTAX, 1, 2, "$", "the first half of a surrogate pair stands without the second"},
    {"\"\\ud800\\n\"", MEND_SYNTAX, 1, 2, "$", "the first half of a surrogate pair stands without the second"},
    {"\"\\ud800\\", MEND_SYNTAX, 1, 2, "$", "the first half of a surrogate pair stands without the second"},
    {"\"\\ud800\\u00", MEND_SYNTAX, 1, 2, "$", "the first half of a surrogate pair stands without the second"},
    {"\"\\ud800\\u0041\"", MEND_SYNTAX, 1, 2, "$", "the first half of a surrogate pair stands without the second"},
    {"\"\\ud800\\ud800\"", MEND_SYNTAX, 1, 2, "$", "the first half of a surrogate pair stands without the second"},
    {"\"\\ud800\\ue000\"", MEND_SYNTAX, 1, 2, "$", "the first half of a surrogate pair stands without the second"},
    {"\"\\udc00\"", MEND_SYNTAX, 1, 2, "$", "the second half of a surrogate pair stands without the first"},
    {"\"\\udfff\\ud800\"", MEND_SYNTAX, 1, 2, "$", "the second half of a surrogate pair stands without the first"},
    /* columns count code points */
    {"{\"\xE7\xBB\xB4\xE4\xBF\xAE\":\"\xF0\x9F\x94\xA7\",x", MEND_SYNTAX, 1, 11, "$",
     "expected a member name, found 'x'"},
    {"[\"\xE7\xBB\xB4\",\n\"\xC3\xA9\xC3\xA9\" 1]", MEND_SYNTAX, 2, 6, "$",
     "expected ',' or ']' after an element, found '1'"},
    /* duplicate names: the second one that comes first */
    {"{\"a\":1,\"a\":2}", MEND_DUPLICATE_KEY, 1, 8, "$.a", "expected every member name once, found one again"},
    {"{\"a\":1,\"\\u0061\":2}", MEND_DUPLICATE_KEY, 1, 8, "$.a", "expected every member name once, found one again"},
    {"{\"\":1,\"b\":{},\"\":2}", MEND_DUPLICATE_KEY, 1, 14, "$['']",
     "expected every member name once, found one again"},
    {"{\"z\":1,\n\"a\":1,\n\"z\":2,\n\"a\":2}", MEND_DUPLICATE_KEY, 3, 1, "$.z", "expected every member name once"},
    {"{\"a\":1,\n\"z\":1,\n\"z\":2,\n\"a\":2}", MEND_DUPLICATE_KEY, 3, 1, "$.z", "expected every member name once"},
    {"{\"a\":1,\n\"z\":1,\n\"a\":2,\n\"z\":2}", MEND_DUPLICATE_KEY, 3, 1, "$.a", "expected every member name once"},
    {"{\"a\":1,\"a\":2,\"a\":3}", MEND_DUPLICATE_KEY, 1, 8, "$.a", "expected every member name once"},
    {"[{\"x y\":[{\"k\":1,\"j\":2,\"k\":3}]}]", MEND_DUPLICATE_KEY, 1, 23, "$[0]['x y'][0].k",
     "expected every member name"},
};

#define INVALIDS (sizeof invalids / sizeof invalids[0])

static void assert_invalid(room *r, const invalid *c)
{
    mend__node root = 4711;
    const char *broken = "[[\"left behind\"], x"; /* stays in the record if nothing is written */
    read_text(r, broken, &root);
    size_t count = r->tree.count, bytes = r->tree.text.len, sources = r->tree.source_count;
    mend_status status = read_text(r, c->text, &root);
    if (status != c->status || r->err.line != c->line || r->err.column != c->column ||
        strcmp(r->err.path, c->path) != 0 || strncmp(r->err.text, c->says, strlen(c->says)) != 0) {
        fail_msg("%s\ngave %s at %d:%d %s: %s", c->text, mend_status_name(status), (int)r->err.line, (int)r->err.column,
                 r->err.path, r->err.text);
    }
    assert_int_equal(r->err.status, status);
    assert_int_equal(r->err.document, (int)sources);
    assert_int_equal(root, 4711);
    assert_true(r->tree.count == count && r->tree.text.len == bytes && r->tree.source_count == sources);
    assert_int_equal(mend__json_read(&r->tree, c->text, MEND_NTS, SIZE_MAX, DEPTH, &root, NULL), status);
}

static void test_json__refuses_with_line_column_and_path(void **state)
{
    room *r = *state;
    for (size_t i = 0; i < INVALIDS; i++) {
        assert_invalid(r, &invalids[i]);
    }
    /* The same as the second document of a tree: the first one stays. */
    mend__node first = must_read(r, "{\"kept\":\"yes\"}");
    for (size_t i = 0; i < INVALIDS; i++) {
        assert_invalid(r, &invalids[i]);
    }
    assert_true(mend__str_is(mend__json_str(&r->tree, mend__json_get(&r->tree, first, "kept")), "yes"));
}

/* Cut anywhere, a document is no document, and nothing behind its end is read. */
static void test_json__refuses_every_beginning(void **state)
{
    room *r = *state;
    const char *whole = "{\"a\":[1,-2.5e-3,true,false,null,\"\\u4e2d\\ud83d\\ude00\xE4\xB8\xAD\"],\"b\":{\"c\":{}}}";
    size_t len = strlen(whole);
    mend__node root;
    for (size_t n = 0; n < len; n++) {
        char *exact = malloc(n + 1);
        assert_non_null(exact);
        memcpy(exact + 1, whole, n); /* the text ends with its block */
        mend_status status = mend__json_read(&r->tree, exact + 1, n, SIZE_MAX, DEPTH, &root, &r->err);
        assert_true(status == MEND_SYNTAX || status == MEND_UTF8);
        assert_true(r->err.offset >= 0 && r->err.offset <= (int64_t)n);
        free(exact);
    }
    must_read(r, whole);
}

static void test_json__refuses_invalid_utf8(void **state)
{
    room *r = *state;
    static const char *const sequences[] = {
        "\x80",
        "\xBF",
        "\xC0\x80",
        "\xC1\xBF",
        "\xC3",
        "\xC3(",
        "\xE0\x80\x80",
        "\xE0\x9F\xBF",
        "\xE4\xBF",
        "\xE4(\xAE",
        "\xED\xA0\x80",
        "\xED\xBF\xBF",
        "\xF0\x80\x80\x80",
        "\xF0\x8F\xBF\xBF",
        "\xF0\x9F\x94",
        "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80",
        "\xF8\x88\x80\x80\x80",
        "\xFE",
        "\xFF",
    };
    for (size_t i = 0; i < sizeof sequences / sizeof sequences[0]; i++) {
        mend__node root;
        char text[64];
        snprintf(text, sizeof text, "[\n\"\xC3\xA9%s\"]", sequences[i]);
        assert_int_equal(read_text(r, text, &root), MEND_UTF8);
        assert_int_equal(r->err.line, 2);
        assert_int_equal(r->err.column, 3);
        assert_int_equal(r->err.offset, 5);
        assert_string_equal(r->err.path, "$[0]");
        snprintf(text, sizeof text, "{\"%s\":1}", sequences[i]); /* in a key */
        assert_int_equal(read_text(r, text, &root), MEND_UTF8);
        assert_int_equal(r->err.column, 3);
        snprintf(text, sizeof text, "{\"a\":%s}", sequences[i]); /* outside of text */
        assert_int_equal(read_text(r, text, &root), MEND_UTF8);
        assert_int_equal(r->err.column, 6);
    }
}

static void test_json__refuses_nul_bytes(void **state)
{
    room *r = *state;
    mend__node root;
    assert_int_equal(mend__json_read(&r->tree, "\"a\0b\"", 5, SIZE_MAX, DEPTH, &root, &r->err), MEND_SYNTAX);
    assert_string_equal(r->err.text, "expected no control character in a string, found U+0000");
    assert_int_equal(mend__json_read(&r->tree, "1\0", 2, SIZE_MAX, DEPTH, &root, &r->err), MEND_SYNTAX);
    assert_int_equal(mend__json_read(&r->tree, "\"\\\0\"", 4, SIZE_MAX, DEPTH, &root, &r->err), MEND_SYNTAX);
    assert_int_equal(mend__json_read(&r->tree, NULL, 0, SIZE_MAX, DEPTH, &root, &r->err), MEND_SYNTAX);
    assert_string_equal(r->err.text, "expected a value, found end of text");
}

static void test_json__keeps_types_order_and_tokens(void **state)
{
    room *r = *state;
    const mend__json *t = &r->tree;
    mend__node root = must_read(
        r, " { \"n\" : null , \"f\":false,\"t\":true,\t\"i\":-12,\"s\":\"x\",\n\"a\":[ 1 , [ ] ],\"o\":{ } } ");
    static const struct {
        const char *key;
        mend__json_type type;
        size_t count;
    } members[] = {{"n", MEND__JSON_NULL, 0},   {"f", MEND__JSON_FALSE, 0},  {"t", MEND__JSON_TRUE, 0},
                   {"i", MEND__JSON_NUMBER, 0}, {"s", MEND__JSON_STRING, 0}, {"a", MEND__JSON_ARRAY, 2},
                   {"o", MEND__JSON_OBJECT, 0}};
    mend__node n = mend__json_first(t, root);
    assert_int_equal(mend__json_typeof(t, root), MEND__JSON_OBJECT);
    assert_int_equal(mend__json_count(t, root), 7);
    for (size_t i = 0; i < 7; i++, n = mend__json_next(t, n)) {
        assert_true(mend__str_is(mend__json_key(t, n), members[i].key));
        assert_int_equal(mend__json_typeof(t, n), members[i].type);
        assert_int_equal(mend__json_count(t, n), members[i].count);
        assert_int_equal(mend__json_parent(t, n), root);
        assert_int_equal(mend__json_get(t, root, members[i].key), n);
    }
    assert_int_equal(n, MEND__NONE);
    assert_int_equal(mend__json_parent(t, root), MEND__NONE);
    mend__node array = mend__json_get(t, root, "a");
    assert_int_equal(mend__json_typeof(t, mend__json_next(t, mend__json_first(t, array))), MEND__JSON_ARRAY);
    assert_int_equal(mend__json_find(t, root, MEND__STR("missing")), MEND__NONE);
    assert_int_equal(mend__json_get(t, array, "a"), MEND__NONE);
}

static void test_json__nothing_is_an_answer(void **state)
{
    room *r = *state;
    const mend__json *t = &r->tree;
    int64_t value = 4711;
    assert_int_equal(mend__json_typeof(t, MEND__NONE), MEND__JSON_NULL);
    assert_int_equal(mend__json_first(t, MEND__NONE), MEND__NONE);
    assert_int_equal(mend__json_next(t, MEND__NONE), MEND__NONE);
    assert_int_equal(mend__json_count(t, MEND__NONE), 0);
    assert_int_equal(mend__json_get(t, MEND__NONE, "a"), MEND__NONE);
    assert_int_equal(mend__json_key(t, MEND__NONE).n, 0);
    assert_int_equal(mend__json_str(t, MEND__NONE).n, 0);
    assert_false(mend__json_int(t, MEND__NONE, &value));
    assert_int_equal(mend__json_parent(t, MEND__NONE), MEND__NONE);
    mend__node root = must_read(r, "[\"12\",true]");
    assert_false(mend__json_int(t, mend__json_first(t, root), &value)); /* text is no number */
    assert_int_equal(mend__json_first(t, mend__json_first(t, root)), MEND__NONE);
    assert_int_equal(mend__json_str(t, root).n, 0);
    assert_int_equal(value, 4711);
}

static void test_json__decodes_text(void **state)
{
    room *r = *state;
    static const struct {
        const char *text, *value;
    } cases[] = {
        {"\"\"", ""},
        {"\"plain\"", "plain"},
        {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t"},
        {"\"a\\u0041b\"", "aAb"},
        {"\"\\u00e9\\u00E9\"", "\xC3\xA9\xC3\xA9"},
        {"\"\\u4e2d\"", "\xE4\xB8\xAD"},
        {"\"\\ud83d\\uDD27\"", "\xF0\x9F\x94\xA7"},
        {"\"\\ud800\\udc00\\udbff\\udfff\"", "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"},
        {"\"\\uffff\\ufeff\"", "\xEF\xBF\xBF\xEF\xBB\xBF"},
        {"\"\\u0001\\u001f\\u007f\"", "\x01\x1F\x7F"},
        {"\"\xEF\xBB\xBF\"", "\xEF\xBB\xBF"}, /* a mark inside text is text */
        {"\"\x7F\xE2\x80\xA8\"", "\x7F\xE2\x80\xA8"},
        {"\"\xE7\xBB\xB4\xE4\xBF\xAE \xF0\x9F\x94\xA7\"", "\xE7\xBB\xB4\xE4\xBF\xAE \xF0\x9F\x94\xA7"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_true(mend__str_is(mend__json_str(&r->tree, must_read(r, cases[i].text)), cases[i].value));
    }
}

static void test_json__keeps_number_tokens(void **state)
{
    room *r = *state;
    static const struct {
        const char *text;
        bool fits;
        int64_t value;
    } cases[] = {
        {"0", true, 0},
        {"9223372036854775807", true, INT64_MAX},
        {"-9223372036854775808", true, INT64_MIN},
        {"9223372036854775808", false, 0},
        {"-0", false, 0},
        {"1.0", false, 0},
        {"1e2", false, 0},
        {"1E400", false, 0},
        {"-0.0e-0", false, 0},
        {"0.1000000000000000055511151231257827021181583404541015625", false, 0},
        {"123456789012345678901234567890123456789012345678901234567890", false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t value = 4711;
        mend__node n = must_read(r, cases[i].text);
        assert_true(mend__str_is(mend__json_str(&r->tree, n), cases[i].text));
        assert_int_equal(mend__json_int(&r->tree, n, &value), cases[i].fits);
        assert_true(value == (cases[i].fits ? cases[i].value : 4711));
    }
}

static void test_json__depth_is_limited(void **state)
{
    room *r = *state;
    mend__node root;
    assert_int_equal(mend__json_read(&r->tree, "[[{}]]", MEND_NTS, SIZE_MAX, 3, &root, &r->err), MEND_OK);
    assert_int_equal(mend__json_read(&r->tree, "[[1],\n{\"a\":[[1]]}]", MEND_NTS, SIZE_MAX, 3, &root, &r->err),
                     MEND_LIMIT);
    assert_string_equal(r->err.text, "expected at most 3 levels of arrays and objects");
    assert_int_equal(r->err.line, 2);
    assert_int_equal(r->err.column, 7);
    assert_string_equal(r->err.path, "$[1].a[0]");
    assert_int_equal(mend__json_read(&r->tree, "[[[[]]]]", MEND_NTS, SIZE_MAX, 3, &root, NULL), MEND_LIMIT);
    assert_int_equal(mend__json_read(&r->tree, "7", MEND_NTS, SIZE_MAX, 0, &root, &r->err), MEND_OK);
    assert_int_equal(mend__json_read(&r->tree, "{}", MEND_NTS, SIZE_MAX, 0, &root, &r->err), MEND_LIMIT);
    assert_int_equal(mend__json_read(&r->tree, "[[],[],[[]],[]]", MEND_NTS, SIZE_MAX, 3, &root, &r->err), MEND_OK);
}

static void test_json__depth_costs_no_stack(void **state)
{
    room *r = *state;
    const size_t depth = 200000;
    char *text = malloc(2 * depth);
    mend__node root;
    assert_non_null(text);
    memset(text, '[', depth);
    memset(text + depth, ']', depth);
    assert_int_equal(mend__json_read(&r->tree, text, 2 * depth, SIZE_MAX, (unsigned)depth, &root, &r->err), MEND_OK);
    assert_int_equal(mend__json_read(&r->tree, text, 2 * depth, SIZE_MAX, (unsigned)depth - 1, &root, &r->err),
                     MEND_LIMIT);
    assert_int_equal(r->err.column, depth);
    free(text);
}

static void test_json__bytes_are_limited(void **state)
{
    room *r = *state;
    mend__node root;
    assert_int_equal(mend__json_read(&r->tree, "[1,2]", 5, 5, DEPTH, &root, &r->err), MEND_OK);
    assert_int_equal(mend__json_read(&r->tree, "[1,2]", 5, 4, DEPTH, &root, &r->err), MEND_LIMIT);
    assert_string_equal(r->err.text, "expected at most 4 bytes");
    assert_int_equal(r->err.document, 1);
    assert_int_equal(r->err.line, 0);
    assert_int_equal(r->err.offset, -1);
    assert_int_equal(mend__json_read(&r->tree, "[1,2]", 5, 4, DEPTH, &root, NULL), MEND_LIMIT);
}

/* Positions have 32 bits. What cannot be reached with a text of a test is reached by setting the counters. */
static void test_json__a_tree_does_not_outgrow_its_indexes(void **state)
{
    room *r = *state;
    mend__node root;
    mend__json saved = r->tree;
    assert_int_equal(mend__json_read(&r->tree, "1", (size_t)INT32_MAX, SIZE_MAX, DEPTH, &root, &r->err), MEND_LIMIT);
    r->tree.text.len = UINT32_MAX - 1;
    assert_int_equal(read_text(r, "1", &root), MEND_LIMIT);
    assert_string_equal(r->err.text, "the documents are too large together");
    r->tree = saved;
    r->tree.source_count = INT32_MAX;
    assert_int_equal(read_text(r, "1", &root), MEND_LIMIT);
    r->tree = saved;
    r->tree.count = MEND__NONE;
    assert_int_equal(read_text(r, "1", &root), MEND_LIMIT);
    assert_string_equal(r->err.text, "the documents are too large together");
    r->tree.count = 0;
    must_read(r, "1");
}

static void test_json__many_members_in_any_order(void **state)
{
    room *r = *state;
    enum { MANY = 100000 };
    mend_buf text;
    mend__node root;
    for (int order = 0; order < 3; order++) {
        mend__buf_init(&text, &r->tree.alloc);
        for (int64_t i = 0; i < MANY; i++) {
            int64_t key = order == 0 ? i : order == 1 ? MANY - i : i * 77777 % MANY;
            mend__put_text(&text, i == 0 ? "{\"k" : ",\"k");
            mend__put_int(&text, 1000000 + key);
            mend__put_text(&text, "\":0");
        }
        size_t without = text.len;
        mend__put_char(&text, '}');
        mend__json_reset(&r->tree);
        assert_int_equal(mend__json_read(&r->tree, text.data, text.len, SIZE_MAX, DEPTH, &root, &r->err), MEND_OK);
        assert_int_equal(mend__json_count(&r->tree, root), MANY);
        mend__buf_rewind(&text, without);
        mend__put_text(&text, ",\"k1050000\":1}");
        assert_int_equal(mend__json_read(&r->tree, text.data, text.len, SIZE_MAX, DEPTH, &root, &r->err),
                         MEND_DUPLICATE_KEY);
        assert_string_equal(r->err.path, "$.k1050000");
        assert_int_equal(r->err.offset, without + 1);
        mend__buf_done(&text);
    }
}

static void test_json__every_failing_allocation_leaves_the_tree(void **state)
{
    room *r = *state;
    const char *text =
        "{\"a\":[1,2,3,4,5,6,7,8,9,10],\"b\":{\"\\u0063\":\"a long piece of text that fills buffers up\"},"
        "\"d\":[true,false,null,[],{}],\"e\":-1.5e10,\"f\":{\"g\":{\"h\":[[[\"i\"]]]}}}";
    bool done = false;
    for (size_t n = 1; !done; n++) {
        faulty memory = {.fail_at = n};
        mend_allocator given = faulty_allocator(&memory);
        mend__alloc a;
        mend__json tree;
        mend__node root = 4711;
        assert_true(mend__alloc_init(&a, &given));
        mend__json_init(&tree, &a);
        mend_status status = mend__json_read(&tree, text, MEND_NTS, SIZE_MAX, DEPTH, &root, &r->err);
        done = status == MEND_OK;
        if (!done) {
            assert_int_equal(status, MEND_NOMEM);
            assert_int_equal(r->err.status, MEND_NOMEM);
            assert_string_equal(r->err.text, "there is no memory for the document");
            assert_int_equal(root, 4711);
            assert_true(tree.count == 0 && tree.source_count == 0 && tree.text.len == 0);
            assert_int_equal(mend__json_read(&tree, text, MEND_NTS, SIZE_MAX, DEPTH, &root, NULL), MEND_NOMEM);
            memory.fail_at = 0; /* and now there is memory again */
            assert_int_equal(mend__json_read(&tree, text, MEND_NTS, SIZE_MAX, DEPTH, &root, &r->err), MEND_OK);
        } else {
            assert_true(n > 4);
        }
        mend__json_free(&tree);
        assert_int_equal(memory.live, 0);
    }
}

static void test_json__reset_keeps_memory(void **state)
{
    room *r = *state;
    const char *text = "{\"a\":[1,2,3],\"b\":\"text\"}";
    must_read(r, text);
    size_t requests = r->memory.requests;
    for (int i = 0; i < 5; i++) {
        mend__json_reset(&r->tree);
        assert_int_equal(must_read(r, text), 0);
    }
    assert_int_equal(r->memory.requests, requests);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_ROOM(test_json__refuses_with_line_column_and_path),
        IN_A_ROOM(test_json__refuses_every_beginning),
        IN_A_ROOM(test_json__refuses_invalid_utf8),
        IN_A_ROOM(test_json__refuses_nul_bytes),
        IN_A_ROOM(test_json__keeps_types_order_and_tokens),
        IN_A_ROOM(test_json__nothing_is_an_answer),
        IN_A_ROOM(test_json__decodes_text),
        IN_A_ROOM(test_json__keeps_number_tokens),
        IN_A_ROOM(test_json__depth_is_limited),
        IN_A_ROOM(test_json__depth_costs_no_stack),
        IN_A_ROOM(test_json__bytes_are_limited),
        IN_A_ROOM(test_json__a_tree_does_not_outgrow_its_indexes),
        IN_A_ROOM(test_json__many_members_in_any_order),
        IN_A_ROOM(test_json__every_failing_allocation_leaves_the_tree),
        IN_A_ROOM(test_json__reset_keeps_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
