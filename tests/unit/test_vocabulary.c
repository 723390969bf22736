/*
 * test_vocabulary.c - names: their order, how they are found, their labels in several languages; and the fields of
 * catalogue and policy.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "policy/policy.h"
#include "policy_kit.h"
#include "ticket/member.h"
#include "ticket/vocabulary.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

typedef struct bench {
    mend__json tree;
    mend__arena arena;
    mend_error err;
    mend_policy *policy;
    char *json; /* lives as long as positions in it are wanted */
} bench;

static int set_up(void **state)
{
    bench *b = calloc(1, sizeof *b);
    mend__alloc alloc;
    if (b == NULL || !mend__alloc_init(&alloc, NULL) ||
        load_documents(GOOD_POLICY, NULL, NULL, &b->policy, &b->err) != MEND_OK) {
        return 1;
    }
    mend__json_init(&b->tree, &alloc);
    mend__arena_init(&b->arena, &alloc);
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    bench *b = *state;
    mend__json_free(&b->tree);
    mend__arena_free(&b->arena);
    mend_policy_free(b->policy);
    free(b->json);
    free(b);
    return 0;
}

static mend__node parse(bench *b, const char *text)
{
    mend__node root = MEND__NONE;
    free(b->json);
    b->json = quoted(text);
    b->err = (mend_error){.struct_size = sizeof b->err};
    mend__json_reset(&b->tree);
    assert_int_equal(mend__json_read(&b->tree, b->json, strlen(b->json), SIZE_MAX, 64, &root, &b->err), MEND_OK);
    return root;
}

static mend_status read_names(bench *b, const char *text, mend__names_style style, size_t max, mend__names *out)
{
    mend__node root = parse(b, text);
    return mend__names_read(&b->arena, &b->tree, root, style, max, out, &b->err);
}

static mend__str str(const char *text)
{
    return mend__str_of(text, MEND_NTS);
}

static void test_vocabulary__names_stand_by_order_and_then_by_name(void **state)
{
    bench *b = *state;
    mend__names names;
    assert_int_equal(read_names(b, "{'d':{'order':2},'c':{'order':-1},'a':{'order':2},'b':{},'x-y':7}",
                                MEND__NAMES_PLAIN, 5, &names),
                     MEND_OK);
    assert_int_equal(names.count, 4);
    assert_string_equal(names.items[0].id.p, "c");
    assert_string_equal(names.items[1].id.p, "b");
    assert_string_equal(names.items[2].id.p, "a");
    assert_string_equal(names.items[3].id.p, "d");
    assert_int_equal(names.items[1].order, 0);
    assert_int_equal(mend__names_find(&names, str("a")), 2);
    assert_int_equal(mend__names_find(&names, str("b")), 1);
    assert_int_equal(mend__names_find(&names, str("c")), 0);
    assert_int_equal(mend__names_find(&names, str("d")), 3);
    assert_int_equal(mend__names_find(&names, str("e")), -1);
    assert_int_equal(mend__names_find(&names, str("")), -1);
    assert_int_equal(mend__names_find(&names, str("x-y")), -1);
}

static void test_vocabulary__many_names_are_found(void **state)
{
    enum { MANY = 1000 };
    bench *b = *state;
    char *text = malloc(MANY * 40);
    size_t at = 0;
    mend__names names;
    assert_non_null(text);
    for (size_t i = 0; i < MANY; i++) {
        /* 617 and 1000 have no common factor: every number once, in no order. */
        at += (size_t)sprintf(text + at, "%s'n%zu':{'order':%zu}", i == 0 ? "{" : ",", i * 617 % MANY,
                              i * 617 % MANY / 10);
    }
    strcpy(text + at, "}");
    assert_int_equal(read_names(b, text, MEND__NAMES_PLAIN, MANY, &names), MEND_OK);
    for (uint32_t i = 0; i < MANY; i++) {
        assert_int_equal(mend__names_find(&names, names.items[i].id), i);
        if (i > 0) {
            const mend__name *before = &names.items[i - 1], *name = &names.items[i];
            assert_true(before->order < name->order ||
                        (before->order == name->order && mend__str_cmp(before->id, name->id) < 0));
        }
    }
    assert_int_equal(read_names(b, text, MEND__NAMES_PLAIN, MANY - 1, &names), MEND_LIMIT);
    free(text);
}

static void test_vocabulary__no_object_is_no_names(void **state)
{
    bench *b = *state;
    mend__names names = {NULL, 7, NULL};
    assert_int_equal(mend__names_read(&b->arena, &b->tree, MEND__NONE, MEND__NAMES_PLAIN, 1, &names, NULL), MEND_OK);
    assert_int_equal(names.count, 0);
    assert_int_equal(mend__names_find(&names, str("a")), -1);
    assert_int_equal(read_names(b, "{}", MEND__NAMES_PLAIN, 0, &names), MEND_OK);
    assert_int_equal(names.count, 0);
}

static void test_vocabulary__styles_differ_in_names_and_texts(void **state)
{
    bench *b = *state;
    mend__names names;
    assert_int_equal(read_names(b, "{'a/b':{}}", MEND__NAMES_PLAIN, 9, &names), MEND_SCHEMA);
    assert_int_equal(read_names(b, "{'a/b':{},'c':{}}", MEND__NAMES_PATHS, 9, &names), MEND_OK);
    assert_int_equal(read_names(b, "{'/b':{}}", MEND__NAMES_PATHS, 9, &names), MEND_SCHEMA);
    assert_int_equal(read_names(b, "{'':{}}", MEND__NAMES_PATHS, 9, &names), MEND_SCHEMA);
    assert_int_equal(read_names(b, "{'a':{'order':1,'en':'one\\ntwo','x-by':7}}", MEND__NAMES_TEXTS, 9, &names),
                     MEND_OK);
    assert_int_equal(names.items[0].label_count, 1);
    assert_string_equal(names.items[0].labels[0].text.p, "one\ntwo");
    assert_int_equal(read_names(b, "{'a':{'label':{'en':'one\\ntwo'}}}", MEND__NAMES_PLAIN, 9, &names), MEND_SCHEMA);
    assert_string_equal(b->err.path, "$.a.label.en");
    assert_int_equal(read_names(b, "{'a':{'label':{'x-en':7}}}", MEND__NAMES_PLAIN, 9, &names), MEND_OK);
}

static void test_vocabulary__labels_have_a_longest_and_a_most(void **state)
{
    static const struct {
        const char *before, *after;
        mend__names_style style;
        size_t most;
    } rows[] = {{"{'a':{'label':{'en':'", "'}}}", MEND__NAMES_PLAIN, 1024},
                {"{'a':{'en':'", "'}}", MEND__NAMES_TEXTS, 16384}};
    bench *b = *state;
    mend__names names;
    char *text = malloc(20000);
    assert_non_null(text);
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (size_t more = 0; more < 2; more++) {
            size_t n = strlen(strcpy(text, rows[i].before));
            memset(text + n, 'e', rows[i].most + more);
            strcpy(text + n + rows[i].most + more, rows[i].after);
            assert_int_equal(read_names(b, text, rows[i].style, 9, &names), more == 0 ? MEND_OK : MEND_SCHEMA);
        }
    }
    for (int count = 64; count <= 65; count++) {
        size_t at = (size_t)sprintf(text, "{'a':{'label':{");
        for (int i = 0; i < count; i++) {
            at += (size_t)sprintf(text + at, "%s'%c%c':'t'", i == 0 ? "" : ",", 'a' + i / 20, 'a' + i % 20);
        }
        strcpy(text + at, "}}}");
        assert_int_equal(read_names(b, text, MEND__NAMES_PLAIN, 9, &names), count == 64 ? MEND_OK : MEND_LIMIT);
    }
    free(text);
}

static void test_vocabulary__language_tags_have_a_shape(void **state)
{
    static const char *const good[] = {"en",      "zh-CN", "zh-Hans-CN",
                                       "de-1996", "X",     "abcdefghijklmnopqrstuvwxyz-abcdefgh"};
    static const char *const bad[] = {
        "", "-en", "en-", "zh--CN", "zh_CN", "1en", "d\xC3\xA9", "en CN", "abcdefghijklmnopqrstuvwxyz-abcdefghi"};
    (void)state;
    for (size_t i = 0; i < COUNT(good); i++) {
        assert_true(mend__is_language(str(good[i])));
    }
    for (size_t i = 0; i < COUNT(bad); i++) {
        assert_false(mend__is_language(str(bad[i])));
    }
    assert_true(mend__same_language(str("zh-CN"), str("ZH")));
    assert_true(mend__same_language(str("zh-CN"), str("zh-TW")));
    assert_false(mend__same_language(str("zh"), str("zhx")));
    assert_false(mend__same_language(str("en"), str("de")));
}

static void test_vocabulary__labels_are_chosen_by_language(void **state)
{
    static const struct {
        const char *fallback, *asked, *label;
    } rows[] = {
        {"en", "de", "Eins"},  {"en", "de-AT", "Eins"},    {"en", "fr", "One"},   {"fr-FR", "", "One"},
        {"de", "", "Eins"},    {"de", "fr", "Eins"},       {"de", "zh-TW", "一"}, {"de", "pt-br", "Um (BR)"},
        {"de", "pt-PT", "Um"}, {"de", "pt-AO", "Um (BR)"}, /* the first of several that serve */
    };
    bench *b = *state;
    mend__names names;
    assert_int_equal(read_names(b,
                                "{'a':{'label':{'zh-CN':'一','pt-PT':'Um','pt-BR':'Um (BR)','en':'One','de':'Eins'}},"
                                "'b':{'label':{'pt':'Dois'}}}",
                                MEND__NAMES_PLAIN, 9, &names),
                     MEND_OK);
    for (size_t i = 0; i < COUNT(rows); i++) {
        mend__vocab v = {.language = str(rows[i].fallback)};
        assert_string_equal(mend__name_label(&v, &names.items[0], str(rows[i].asked)).p, rows[i].label);
    }
    mend__vocab v = {.language = str("en")};
    assert_string_equal(mend__name_label(&v, &names.items[1], str("de")).p, "b");
    assert_string_equal(mend__name_label(&v, &names.items[1], str("pt-BR")).p, "Dois");
}

static void test_vocabulary__references_name_what_is_there(void **state)
{
    bench *b = *state;
    const mend__names *roles = &b->policy->vocab.roles;
    const uint32_t *refs = NULL;
    uint32_t count = 9;
    int32_t index = 7;
    mend__node root = parse(b, "['engineer','clerk']");
    assert_int_equal(mend__names_refs(&b->arena, roles, &b->tree, root, "role", &refs, &count, &b->err), MEND_OK);
    assert_int_equal(count, 2);
    assert_int_equal(refs[0], 1);
    assert_int_equal(refs[1], 0);
    count = 9;
    assert_int_equal(mend__names_refs(&b->arena, roles, &b->tree, MEND__NONE, "role", &refs, &count, &b->err), MEND_OK);
    assert_int_equal(count, 9);
    root = parse(b, "['clerk','enginer']");
    assert_int_equal(mend__names_refs(&b->arena, roles, &b->tree, root, "role", &refs, &count, &b->err), MEND_SCHEMA);
    assert_string_equal(b->err.path, "$[1]");
    assert_string_equal(b->err.text, "there is no role \"enginer\"; did you mean \"engineer\"?");
    root = parse(b, "'boss'");
    assert_int_equal(mend__names_ref(roles, &b->tree, root, "role", &index, &b->err), MEND_SCHEMA);
    assert_string_equal(b->err.text, "there is no role \"boss\"");
    assert_int_equal(index, 7);
    root = parse(b, "['clerk','clerk']");
    assert_int_equal(mend__names_refs(&b->arena, roles, &b->tree, root, "role", &refs, &count, &b->err), MEND_SCHEMA);
    assert_string_equal(b->err.path, "$[1]");
}

static void test_vocabulary__stages_have_names(void **state)
{
    static const char *const names[] = {"", "new", "active", "waiting", "done", "closed"};
    (void)state;
    for (int i = 0; i < 6; i++) {
        assert_string_equal(mend__stage_name((mend__stage)i), names[i]);
        assert_int_equal(mend__stage_of(str(names[i])), i);
    }
    assert_string_equal(mend__stage_name((mend__stage)6), "");
    assert_int_equal(mend__stage_of(str("open")), MEND__STAGE_NONE);
}

static void test_vocabulary__fields_are_those_of_catalogue_and_policy(void **state)
{
    bench *b = *state;
    const mend__vocab *v = &b->policy->vocab;
    const mend__field *parts = mend__vocab_field(v, NULL, str("parts"));
    assert_non_null(parts);
    assert_int_equal(parts->type, MEND_FIELD_LIST);
    assert_string_equal(mend__vocab_field(v, parts, str("name"))->path, "parts/name");
    assert_null(mend__vocab_field(v, NULL, str("name")));
    const mend__field *shelf = mend__vocab_field(v, NULL, str("shelf"));
    assert_true(shelf->id >= MEND__CUSTOM);
    assert_int_equal(shelf->max_bytes, 256);
    assert_int_equal(shelf->list, 0);
    const mend__field *lot = mend__vocab_field(v, parts, str("lot"));
    assert_int_equal(lot->list, parts->id);
    assert_string_equal(lot->name, "lot");
    assert_string_equal(lot->path, "parts/lot");
    assert_int_equal(lot->type, MEND_FIELD_INTEGER);
    assert_null(mend__vocab_field(v, NULL, str("lot")));
    assert_null(mend__vocab_field(v, NULL, str("parts/lot")));
    assert_null(mend__vocab_field(v, NULL, str("")));
    assert_null(mend__vocab_field(v, parts, str("shelf")));
    mend__guess g;
    mend__guess_start(&g, str("shlef"));
    mend__vocab_guess_field(v, NULL, &g);
    assert_string_equal(g.best.p, "shelf");
    mend__guess_start(&g, str("lott"));
    mend__vocab_guess_field(v, parts, &g);
    assert_string_equal(g.best.p, "lot");
    mend__guess_start(&g, str("nmae"));
    mend__vocab_guess_field(v, parts, &g);
    assert_string_equal(g.best.p, "name");
}

static void test_vocabulary__fields_have_labels(void **state)
{
    bench *b = *state;
    const mend__vocab *v = &b->policy->vocab;
    const mend__field *serial = mend__vocab_field(v, NULL, str("serial")),
                      *shelf = mend__vocab_field(v, NULL, str("shelf"));
    assert_string_equal(mend__vocab_field_label(v, serial, str("en")).p, "Serial number");
    assert_string_equal(mend__vocab_field_label(v, serial, str("zh-TW")).p, serial->zh);
    assert_string_equal(mend__vocab_field_label(v, serial, str("fr")).p, "Serial number");
    assert_string_equal(mend__vocab_field_label(v, serial, str("")).p, "Serial number");
    assert_string_equal(mend__vocab_field_label(v, shelf, str("zh")).p, "货架");
    mend__vocab chinese = *v;
    chinese.language = str("zh-CN");
    assert_string_equal(mend__vocab_field_label(&chinese, serial, str("fr")).p, serial->zh);
    assert_string_equal(mend__vocab_field_label(&chinese, serial, str("en-GB")).p, "Serial number");
}

static void test_vocabulary__choices_are_found_by_set(void **state)
{
    bench *b = *state;
    const mend__vocab *v = &b->policy->vocab;
    assert_int_equal(mend__vocab_choices(v, str("fault_class"))->count, 2);
    assert_int_equal(mend__vocab_choices(v, str("attachment_kind"))->count, 2);
    assert_null(mend__vocab_choices(v, str("fault")));
    assert_null(mend__vocab_choices(v, str("")));
    assert_null(mend__vocab_choices(v, str("zebra")));
}

static void test_vocabulary__members_are_read_by_type(void **state)
{
    static const char *const words[] = {"one", "two", NULL}, *const members[] = {"a", "b", NULL};
    bench *b = *state;
    mend__node root = parse(b, "{'i':5,'b':true,'t':'text','w':'two','x-a':1}"), n = MEND__NONE;
    int64_t i = 9;
    bool flag = false;
    mend__str text = str("before");
    int32_t word = 9;
    assert_int_equal(mend__member_int(&b->tree, root, "i", 1, 5, &i, &b->err), MEND_OK);
    assert_int_equal(i, 5);
    assert_int_equal(mend__member_int(&b->tree, root, "i", 6, 9, &i, &b->err), MEND_SCHEMA);
    assert_string_equal(b->err.text, "expected an integer from 6 to 9");
    assert_int_equal(mend__member_int(&b->tree, root, "none", 6, 9, &i, &b->err), MEND_OK);
    assert_int_equal(i, 5);
    assert_int_equal(mend__member_bool(&b->tree, root, "b", &flag, &b->err), MEND_OK);
    assert_true(flag);
    assert_int_equal(mend__member_bool(&b->tree, root, "none", &flag, &b->err), MEND_OK);
    assert_true(flag);
    assert_int_equal(mend__member_bool(&b->tree, root, "i", &flag, &b->err), MEND_SCHEMA);
    assert_int_equal(mend__member_text(&b->tree, root, "none", 4, &text, &b->err), MEND_OK);
    assert_string_equal(text.p, "before");
    assert_int_equal(mend__member_text(&b->tree, root, "t", 3, &text, &b->err), MEND_SCHEMA);
    assert_int_equal(mend__member_text(&b->tree, root, "t", 4, &text, &b->err), MEND_OK);
    assert_true(mend__str_is(text, "text"));
    assert_int_equal(mend__member_word(&b->tree, root, "none", words, &word, &b->err), MEND_OK);
    assert_int_equal(word, 9);
    assert_int_equal(mend__member_word(&b->tree, root, "w", words, &word, &b->err), MEND_OK);
    assert_int_equal(word, 1);
    assert_int_equal(mend__member_word(&b->tree, root, "t", words, &word, &b->err), MEND_SCHEMA);
    assert_string_equal(b->err.text, "unknown word \"text\"; expected one, two");
    assert_int_equal(mend__member_word(&b->tree, root, "i", words, &word, &b->err), MEND_SCHEMA);
    assert_int_equal(mend__member_need(&b->tree, root, "none", &n, &b->err), MEND_SCHEMA);
    assert_string_equal(b->err.text, "the member \"none\" is missing");
    assert_int_equal(n, MEND__NONE);
    assert_int_equal(mend__member_need(&b->tree, root, "i", &n, &b->err), MEND_OK);
    assert_int_not_equal(n, MEND__NONE);
    assert_int_equal(mend__members_known(&b->tree, root, members, &b->err), MEND_SCHEMA);
    root = parse(b, "{'b':1,'x-a':1}");
    assert_int_equal(mend__members_known(&b->tree, root, members, &b->err), MEND_OK);
    assert_int_equal(mend__members_known(&b->tree, parse(b, "7"), members, &b->err), MEND_SCHEMA);
    assert_true(mend__text_clean(str("a\nb\tc"), true));
    assert_false(mend__text_clean(str("a\nb"), false));
    assert_false(mend__text_clean(str("a\tb"), false));
    assert_false(mend__text_clean(str("a\rb"), true));
    assert_false(mend__text_clean(str("a\x7F"), true));
    assert_false(mend__is_extension(str("x")));
    assert_false(mend__is_extension(str("y-")));
    assert_false(mend__is_extension(str("xy")));
    assert_true(mend__is_extension(str("x-")));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_vocabulary__names_stand_by_order_and_then_by_name),
        TEST(test_vocabulary__many_names_are_found),
        TEST(test_vocabulary__no_object_is_no_names),
        TEST(test_vocabulary__styles_differ_in_names_and_texts),
        TEST(test_vocabulary__labels_have_a_longest_and_a_most),
        TEST(test_vocabulary__language_tags_have_a_shape),
        TEST(test_vocabulary__labels_are_chosen_by_language),
        TEST(test_vocabulary__references_name_what_is_there),
        TEST(test_vocabulary__stages_have_names),
        TEST(test_vocabulary__fields_are_those_of_catalogue_and_policy),
        TEST(test_vocabulary__fields_have_labels),
        TEST(test_vocabulary__choices_are_found_by_set),
        TEST(test_vocabulary__members_are_read_by_type),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
