/*
 * test_door_examples.c - the examples of docs/door.md say what the door says.
 *
 * A block "json door" or "json desk" holds a request and its reply. In a reply "…" stands for any value, and as the last
 * element of an array for any more. "$name" in a request stands for the last member of that name in a reply.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "desk_bench.h"
#include "door/door.h"

#define ANYTHING "\xe2\x80\xa6" /* … */

static const char *const KEPT[] = {"ticket", "slots", "events"};
#define KEPT_COUNT 3

typedef struct page {
    char *text;
    char *kept[KEPT_COUNT]; /* JSON of the members last seen */
    bench b;
    mend_policy *policy;
    mend_desk *desk;
    int blocks, wrong;
} page;

static char *read_page(void)
{
    FILE *file = fopen(MEND_ROOT "/docs/door.md", "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    long size = ftell(file);
    assert_true(size > 0);
    rewind(file);
    char *text = malloc((size_t)size + 1);
    assert_int_equal(fread(text, 1, (size_t)size, file), size);
    text[size] = '\0';
    fclose(file);
    return text;
}

/* The next block of that kind from `from` on, cut out of the page; NULL: no more. *end is where to go on. */
static char *next_block(const char *from, const char *kind, const char **end)
{
    char fence[64];
    snprintf(fence, sizeof fence, "\n```json %s\n", kind);
    const char *at = strstr(from, fence);
    if (at == NULL) {
        return NULL;
    }
    at += strlen(fence);
    *end = strstr(at, "\n```\n");
    assert_non_null(*end);
    size_t len = (size_t)(*end - at);
    char *block = malloc(len + 1);
    memcpy(block, at, len);
    block[len] = '\0';
    return block;
}

static bool is_anything(const mend__json *tree, mend__node n)
{
    return mend__json_typeof(tree, n) == MEND__JSON_STRING && mend__str_is(mend__json_str(tree, n), ANYTHING);
}

/* Whether `got` is what `want` says; members in the same order. Examples are not deep, so this may recurse. */
static bool matches(const mend__json *tree, mend__node want, mend__node got)
{
    if (is_anything(tree, want)) {
        return true;
    }
    mend__json_type type = mend__json_typeof(tree, want);
    if (type != mend__json_typeof(tree, got)) {
        return false;
    }
    if (type != MEND__JSON_OBJECT && type != MEND__JSON_ARRAY) {
        return mend__str_eq(mend__json_str(tree, want), mend__json_str(tree, got));
    }
    mend__node w = mend__json_first(tree, want), g = mend__json_first(tree, got);
    for (; w != MEND__NONE && g != MEND__NONE; w = mend__json_next(tree, w), g = mend__json_next(tree, g)) {
        bool last = mend__json_next(tree, w) == MEND__NONE;
        if (type == MEND__JSON_ARRAY && last && is_anything(tree, w)) {
            return true;
        }
        if (!mend__str_eq(mend__json_key(tree, w), mend__json_key(tree, g)) || !matches(tree, w, g)) {
            return false;
        }
    }
    return w == g; /* both at their end */
}

/* Puts what was kept in each place of "$name". */
static char *fill_in(const page *p, const char *request)
{
    char *filled = malloc(strlen(request) + 1);
    strcpy(filled, request);
    for (int i = 0; i < KEPT_COUNT; i++) {
        char mark[32];
        snprintf(mark, sizeof mark, "\"$%s\"", KEPT[i]);
        for (char *at = strstr(filled, mark); at != NULL; at = strstr(filled, mark)) {
            assert_non_null(p->kept[i]);
            char *longer = malloc(strlen(filled) + strlen(p->kept[i]) + 1);
            sprintf(longer, "%.*s%s%s", (int)(at - filled), filled, p->kept[i], at + strlen(mark));
            free(filled);
            filled = longer;
        }
    }
    return filled;
}

static void keep(page *p, const mend__json *tree, mend__node reply)
{
    for (int i = 0; i < KEPT_COUNT; i++) {
        mend__node n = mend__json_get(tree, reply, KEPT[i]);
        if (n != MEND__NONE) {
            mend_buf *text;
            assert_int_equal(mend_buf_new(NULL, &text), MEND_OK);
            mend__json_write_node(tree, n, text);
            free(p->kept[i]);
            p->kept[i] = malloc(text->len + 1);
            memcpy(p->kept[i], text->data, text->len + 1);
            mend_buf_free(text);
        }
    }
}

/* Runs one block: all lines but the last are the request, the last is the reply. */
static void run_block(page *p, char *block, bool stored)
{
    mend__json tree;
    mend__node want, got;
    mend_error err = {.struct_size = sizeof err};
    mend__alloc alloc;
    size_t len;
    char *expected = strrchr(block, '\n');
    assert_non_null(expected);
    *expected++ = '\0';
    char *request = fill_in(p, block);
    mend_status status = stored ? mend_doc_desk(p->desk, NOW, request, MEND_NTS, p->b.buf, &err)
                                : mend_doc_call(p->policy, request, MEND_NTS, p->b.buf, &err);
    const char *reply = mend_buf_data(p->b.buf, &len);
    assert_true(mend__alloc_init(&alloc, NULL));
    mend__json_init(&tree, &alloc);
    assert_int_equal(mend__json_read(&tree, expected, strlen(expected), SIZE_MAX, 64, &want, &err), MEND_OK);
    assert_int_equal(mend__json_read(&tree, reply, len, SIZE_MAX, 64, &got, &err), MEND_OK);
    if (!matches(&tree, want, got)) {
        fprintf(stderr, "%s\nis answered by\n%s\nand not by\n%s\n\n", block, reply, expected);
        p->wrong++;
    }
    assert_true(
        mend__str_is(mend__json_str(&tree, mend__json_get(&tree, got, "status")), mend_status_name(status) + 5));
    keep(p, &tree, got);
    mend__json_free(&tree);
    free(request);
    p->blocks++;
}

static void start(page *p)
{
    const char *end;
    mend_store table;
    memset(p, 0, sizeof *p);
    p->text = read_page();
    bench_start(&p->b, NULL);
    char *document = next_block(p->text, "policy", &end);
    assert_non_null(document);
    const char *documents[] = {document};
    mend_status status = mend_policy_load(NULL, documents, NULL, 1, &p->policy, &p->b.err);
    if (status != MEND_OK) {
        fail_msg("%s at %s", p->b.err.text, p->b.err.path);
    }
    free(document);
    assert_int_equal(mend_memory_table(p->b.memory, &table), MEND_OK);
    assert_int_equal(mend_desk_new(NULL, &table, "corner", MEND_NTS, &p->desk, NULL), MEND_OK);
    assert_int_equal(mend_desk_policy(p->desk, p->policy), MEND_OK);
}

static void end(page *p)
{
    mend_desk_free(p->desk);
    mend_policy_free(p->policy);
    bench_end(&p->b);
    for (int i = 0; i < KEPT_COUNT; i++) {
        free(p->kept[i]);
    }
    free(p->text);
}

static int run_blocks(page *p, const char *kind, bool stored)
{
    const char *at = p->text;
    char *block;
    p->blocks = 0;
    while ((block = next_block(at, kind, &at)) != NULL) {
        run_block(p, block, stored);
        free(block);
    }
    return p->blocks;
}

static void test_door_examples__are_answered_as_they_say(void **state)
{
    (void)state;
    page p;
    start(&p);
    assert_true(run_blocks(&p, "door", false) > 20);
    assert_true(run_blocks(&p, "desk", true) > 10);
    end(&p);
    assert_int_equal(p.wrong, 0);
}

/* Whether a block of that kind asks for the operation. */
static bool shown(const page *p, const char *kind, const char *op)
{
    char mark[64];
    snprintf(mark, sizeof mark, "```json %s\n{\"op\": \"%s\"", kind, op);
    return strstr(p->text, mark) != NULL;
}

static void test_door_examples__show_every_operation(void **state)
{
    (void)state;
    static const char *const rules[] = {"check",        "verify",      "pattern",    "render",      "parse",
                                        "run",          "phone",       "name",       "email",       "address",
                                        "id",           "keep",        "free",       "money_round", "money_parse",
                                        "money_format", "money_words", "money_cash", "money_alloc"};
    size_t count;
    page p;
    start(&p);
    const mend__door_op *ops = mend__door_about(&count);
    for (size_t i = 0; i < count; i++) {
        assert_true(shown(&p, "door", ops[i].name));
    }
    ops = mend__door_cases(&count);
    for (size_t i = 0; i < count; i++) {
        assert_true(shown(&p, "door", ops[i].name));
    }
    ops = mend__door_quotes(&count);
    for (size_t i = 0; i < count; i++) {
        assert_true(shown(&p, "door", ops[i].name));
    }
    ops = mend__door_stored(&count);
    for (size_t i = 0; i < count; i++) {
        assert_true(shown(&p, "desk", ops[i].name));
    }
    ops = mend__door_priced(&count);
    for (size_t i = 0; i < count; i++) {
        assert_true(shown(&p, "desk", ops[i].name));
    }
    ops = mend__door_upkeep(&count);
    for (size_t i = 0; i < count; i++) {
        assert_true(shown(&p, "desk", ops[i].name));
    }
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        assert_true(shown(&p, "door", rules[i]));
    }
    end(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_door_examples__are_answered_as_they_say),
        cmocka_unit_test(test_door_examples__show_every_operation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
