/*
 * test_policy.c - loading policies: sections, layers, presets; and looking at what a policy says.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "faulty.h"
#include "ground/alloc.h"
#include "mend/flow.h"
#include "notions/digest.h"
#include "policy/compile.h"
#include "policy_kit.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static mend_policy *load_good(void)
{
    mend_policy *policy = NULL;
    mend_error err;
    mend_status status = load_documents(GOOD_POLICY, NULL, NULL, &policy, &err);
    if (status != MEND_OK) {
        fail_msg("%s %s", err.path, err.text);
    }
    return policy;
}

/* ---- what is taken ---- */

/* Like the author's own members: merged, written, part of the digest, and without any effect. */
static void test_policy__an_editors_schema_means_nothing(void **state)
{
    mend_policy *plain = NULL, *with = NULL, *without = NULL;
    mend_error err = {.struct_size = sizeof err};
    mend_buf *out = NULL;
    (void)state;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(load_documents(GOOD_POLICY, NULL, NULL, &plain, &err), MEND_OK);
    assert_int_equal(load_documents(GOOD_POLICY, "{'$schema':'a.json'}", "{'$schema':'b.json'}", &with, &err), MEND_OK);
    assert_int_equal(load_documents(GOOD_POLICY, "{'$schema':'a.json'}", "{'$schema':null}", &without, &err), MEND_OK);
    assert_int_equal(mend_policy_write(with, out), MEND_OK);
    assert_non_null(strstr(mend_buf_data(out, NULL), "\"$schema\":\"b.json\""));
    assert_string_not_equal(mend_policy_digest(plain), mend_policy_digest(with));
    assert_string_equal(mend_policy_digest(plain), mend_policy_digest(without));
    assert_int_equal(mend_policy_count(plain, MEND_KIND_STATE), mend_policy_count(with, MEND_KIND_STATE));
    mend_buf_free(out);
    mend_policy_free(plain);
    mend_policy_free(with);
    mend_policy_free(without);
}

static void test_policy__what_can_work_is_taken(void **state)
{
    static const char *const patches[] = {
        "{'choices':{'x-more':7},'numbers':{'ticket':{'pattern':'{=fault_class}-{SEQ:4}{=travel_minutes}'}},'actions':{"
        "'register':{'sets':{'fault_class':'software','travel_minutes':7}}}}",
        "{'x-ours':{'anything':[null,1]},'roles':{'x-boss':7,'clerk':{'x-colour':'red'}}}",
        "{'language':'zh-CN','zone':'CST-8','currency':'CNY','label':{'en':'Good'},'limits':{'rows':20}}",
        "{'zone':'+05:30','limits':{'text_bytes':100,'record_bytes':4096}}",
        "{'masks':{'name':{'style':'last'},'id':{'head':2,'tail':2},'email':{'style':'len'}}}",
        "{'numbers':{'ticket':{'pattern':'{=shelf}-{SEQ:4}'}},'actions':{'register':{'sets':{'shelf':'A'}}}}",
        "{'numbers':{'ticket':{'pattern':'{=shelf}-{SEQ:4}'}},"
        "'actions':{'register':{'form':{'shelf':{'need':'given'}}}}}",
        "{'actions':{'start':{'evidence':{'old_part':{'kinds':['photo']}}},"
        "'register':{'form':{'attachments':{'columns':{'purpose':{},'kind':{},'uri':{}}}}}}}",
        "{'actions':{'start':{'evidence':{'old_part':{'need':'given','kinds':[]}},"
        "'form':{'attachments':{'rows':'both','columns':{'purpose':{},'uri':{}}}}}}}",
        "{'actions':{'show':{'kind':'reveal','from':['*'],'roles':['clerk'],"
        "'form':{'customer_name':{},'notes':{'rows':'edit','columns':{'text':{}}}}}}}",
        "{'actions':{'jot':{'kind':'note','from':['*'],'roles':['clerk'],'form':{'notes':{'columns':{'text':{}}}}},"
        "'tie':{'kind':'link','from':['*'],'roles':['clerk'],'form':{'links':{'columns':{'key':{}}}}},"
        "'wipe':{'kind':'anonymise','from':['*'],'roles':['clerk']}}}",
        "{'states':{'shut':null},'actions':{'close':{'to':'open'}}}",
        "{'fields':{'a':{'type':'long'},'b':{'type':'choice','choices':'fault_class'},'c':{'type':'text','mask':'phone'"
        ","
        "'max_bytes':30},'d':{'type':'date'},'e':{'type':'text','mask':'none'}}}",
    };
    (void)state;
    for (size_t i = 0; i < COUNT(patches); i++) {
        mend_policy *policy = NULL;
        mend_error err;
        if (load_documents(GOOD_POLICY, patches[i], NULL, &policy, &err) != MEND_OK) {
            fail_msg("%s: %s %s", patches[i], err.path, err.text);
        }
        mend_policy_free(policy);
    }
}

static void test_policy__lengths_may_be_given(void **state)
{
    char *good = quoted(GOOD_POLICY);
    size_t n = strlen(good);
    char *longer = malloc(n + 10);
    const char *documents[2] = {longer, "{}garbage"};
    size_t lengths[2] = {n, 2}, to_nul[2] = {n, MEND_NTS};
    mend_policy *policy = NULL;
    mend_error err = {.struct_size = sizeof err};
    (void)state;
    assert_non_null(longer);
    memcpy(longer, good, n);
    memcpy(longer + n, "garbage!!", 10);
    assert_int_equal(mend_policy_load(NULL, documents, lengths, 2, &policy, &err), MEND_OK);
    mend_policy_free(policy);
    policy = NULL;
    assert_int_equal(mend_policy_load(NULL, documents, to_nul, 2, &policy, &err), MEND_SYNTAX);
    assert_int_equal(err.document, 1);
    documents[1] = "{}";
    assert_int_equal(mend_policy_load(NULL, documents, to_nul, 2, &policy, &err), MEND_OK);
    mend_policy_free(policy);
    free(longer);
    free(good);
}

/* ---- layers ---- */

#define PRESET(id, text)                                                                                               \
    {                                                                                                                  \
        id, (const unsigned char *)(text), sizeof(text) - 1                                                            \
    }

static mend_status load_presets(const mend__preset *presets, size_t count, const char *first, const char *second,
                                mend_policy **out, mend_error *err)
{
    const char *documents[2] = {first, second};
    mend__layers layers = {
        .presets = presets, .preset_count = count, .documents = documents, .count = second == NULL ? 1 : 2};
    mend__alloc alloc;
    if (err != NULL) {
        *err = (mend_error){.struct_size = sizeof *err};
    }
    assert_true(mend__alloc_init(&alloc, NULL));
    return mend__policy_compile(&alloc, &layers, out, err);
}

static char *write_policy(const mend_policy *policy)
{
    mend_buf *buf;
    assert_int_equal(mend_buf_new(NULL, &buf), MEND_OK);
    assert_int_equal(mend_policy_write(policy, buf), MEND_OK);
    const char *text = mend_buf_data(buf, NULL);
    char *copy = malloc(strlen(text) + 1);
    assert_non_null(copy);
    strcpy(copy, text);
    mend_buf_free(buf);
    return copy;
}

static const char BASE[] = "{\"mend\":1,\"id\":\"base\",\"revision\":4,\"roles\":{\"clerk\":{\"order\":1}},"
                           "\"states\":{\"a\":{\"stage\":\"new\"},\"b\":{\"stage\":\"closed\"}},\"actions\":{"
                           "\"in\":{\"opens\":true,\"to\":\"a\",\"roles\":[\"clerk\"]},"
                           "\"out\":{\"from\":[\"a\"],\"to\":\"b\",\"roles\":[\"clerk\"]}}}";
static const char MIDDLE[] = "{\"mend\":1,\"id\":\"middle\",\"revision\":2,\"extends\":\"base@1\","
                             "\"roles\":{\"boss\":{\"order\":2}},\"actions\":{\"out\":{\"roles\":[\"boss\"]}}}";

static void test_policy__layers_are_merged_in_order(void **state)
{
    static const mend__preset presets[] = {PRESET("base@1", BASE), PRESET("middle@1", MIDDLE)};
    mend_policy *policy = NULL, *flat = NULL;
    mend_error err;
    (void)state;
    assert_int_equal(load_presets(presets, 2,
                                  "{\"mend\":1,\"id\":\"shop\",\"revision\":7,\"extends\":\"middle@1\","
                                  "\"roles\":{\"clerk\":{\"order\":9}}}",
                                  "{\"actions\":{\"out\":{\"roles\":[\"clerk\",\"boss\"]}},\"revision\":8}", &policy,
                                  &err),
                     MEND_OK);
    char *text = write_policy(policy);
    assert_string_equal(text, "{\"actions\":{\"in\":{\"opens\":true,\"roles\":[\"clerk\"],\"to\":\"a\"},"
                              "\"out\":{\"from\":[\"a\"],\"roles\":[\"clerk\",\"boss\"],\"to\":\"b\"}},\"id\":\"shop\","
                              "\"mend\":1,\"revision\":8,\"roles\":{\"boss\":{\"order\":2},\"clerk\":{\"order\":9}},"
                              "\"states\":{\"a\":{\"stage\":\"new\"},\"b\":{\"stage\":\"closed\"}}}");
    assert_string_equal(mend_policy_id(policy, NULL), "shop");
    assert_int_equal(mend_policy_revision(policy), 8);

    /* The merged document by itself is the same policy. */
    assert_int_equal(load_presets(NULL, 0, text, NULL, &flat, &err), MEND_OK);
    assert_string_equal(mend_policy_digest(flat), mend_policy_digest(policy));
    free(text);
    mend_policy_free(flat);
    mend_policy_free(policy);
}

static void test_policy__what_is_the_authors_own_may_hold_null(void **state)
{
    char *good = quoted(GOOD_POLICY);
    mend_policy *policy = NULL;
    mend_error err = {.struct_size = sizeof err};
    char *own = malloc(strlen(good) + 40);
    const char *documents[1] = {own};
    (void)state;
    assert_non_null(own);
    strcpy(own, "{\"x-a\":{\"b\":null,\"c\":{}},");
    strcat(own, good + 1);
    assert_int_equal(mend_policy_load(NULL, documents, NULL, 1, &policy, &err), MEND_OK);
    mend_policy_free(policy);
    free(own);
    free(good);
}

static void test_policy__digest_is_that_of_the_canonical_document(void **state)
{
    mend_policy *policy = load_good();
    unsigned char digest[32];
    char hex[65] = {0};
    char *text = write_policy(policy);
    (void)state;
    mend__sha256(text, strlen(text), digest);
    mend__hex_write(digest, sizeof digest, hex);
    assert_string_equal(mend_policy_digest(policy), hex);
    free(text);
    mend_policy_free(policy);
}

static void test_policy__faults_of_a_preset_are_told_by_its_name(void **state)
{
    static const mend__preset presets[] = {PRESET("base@1", BASE), PRESET("middle@1", MIDDLE),
                                           PRESET("torn@1", "{\"mend\":1,"), PRESET("list@1", "[]")};
    mend_policy *policy = NULL;
    mend_error err;
    (void)state;
    /* The overlay takes away what the preset needs. */
    assert_int_equal(load_presets(presets, 4,
                                  "{\"mend\":1,\"id\":\"shop\",\"revision\":7,\"extends\":\"middle@1\","
                                  "\"states\":{\"b\":null}}",
                                  NULL, &policy, &err),
                     MEND_SCHEMA);
    assert_string_equal(err.path, "$.actions.out.to");
    assert_int_equal(err.document, -1);
    assert_int_equal(err.line, 1);
    assert_non_null(strstr(err.text, "(in the preset \"base@1\")"));
    assert_int_equal(load_presets(presets, 4, "{\"mend\":1,\"id\":\"s\",\"revision\":7,\"extends\":\"torn@1\"}", NULL,
                                  &policy, &err),
                     MEND_SYNTAX);
    assert_non_null(strstr(err.text, "(in the preset \"torn@1\")"));
    assert_int_equal(load_presets(presets, 4, "{\"mend\":1,\"id\":\"s\",\"revision\":7,\"extends\":\"list@1\"}", NULL,
                                  &policy, &err),
                     MEND_SCHEMA);
    assert_non_null(strstr(err.text, "(in the preset \"list@1\")"));
    assert_int_equal(load_presets(presets, 4, "{\"mend\":1,\"id\":\"s\",\"revision\":7,\"extends\":\"bsae@1\"}", NULL,
                                  &policy, &err),
                     MEND_NOT_FOUND);
    assert_int_equal(err.status, MEND_NOT_FOUND);
    assert_int_equal(err.document, 0);
    assert_non_null(strstr(err.text, "did you mean \"base@1\"?"));
    assert_int_equal(load_presets(presets, 4, "{\"mend\":1,\"id\":\"s\",\"revision\":7,\"extends\":\"bsae@1\"}", NULL,
                                  &policy, NULL),
                     MEND_NOT_FOUND);
    assert_null(policy);
}

static void test_policy__presets_extend_each_other_eight_deep(void **state)
{
    static char texts[10][64];
    static char ids[10][8];
    mend__preset presets[10];
    mend_policy *policy = NULL;
    mend_error err;
    char first[128];
    (void)state;
    presets[0] = (mend__preset)PRESET("p0@1", BASE);
    for (size_t i = 1; i < 10; i++) {
        int n = snprintf(texts[i], sizeof texts[i], "{\"extends\":\"p%zu@1\"}", i - 1);
        snprintf(ids[i], sizeof ids[i], "p%zu@1", i);
        presets[i] = (mend__preset){ids[i], (const unsigned char *)texts[i], (size_t)n};
    }
    for (size_t i = 7; i < 10; i++) {
        snprintf(first, sizeof first, "{\"mend\":1,\"id\":\"s\",\"revision\":1,\"extends\":\"p%zu@1\"}", i);
        mend_status status = load_presets(presets, 10, first, NULL, &policy, &err);
        assert_int_equal(status, i == 7 ? MEND_OK : MEND_LIMIT); /* p7 to p0 are eight */
        if (i == 7) {
            assert_string_equal(mend_policy_id(policy, NULL), "s");
            mend_policy_free(policy);
            policy = NULL;
        }
    }
    assert_non_null(strstr(err.text, "at most 8 presets"));

    /* One that extends itself comes to the same end. */
    presets[1] = (mend__preset)PRESET("p1@1", "{\"extends\":\"p1@1\"}");
    assert_int_equal(
        load_presets(presets, 10, "{\"mend\":1,\"id\":\"s\",\"revision\":1,\"extends\":\"p1@1\"}", NULL, &policy, &err),
        MEND_LIMIT);
}

/* ---- memory ---- */

static void test_policy__no_memory_leaves_nothing_behind(void **state)
{
    char *good = quoted(GOOD_POLICY);
    char *second =
        quoted("{'masks':{'id':{'head':2}},'actions':{'start':{'when':{'some':'parts','where':{'any':[{'field':"
               "'name','has':['x']},{'field':'class','in':['a','b']}]}},'checklist':{'c':{}},'conditions':{'d':"
               "{'if':{'state':['open']}}},'not_named_in':['assignee','labour/engineer'],'notices':{'n':{'to':"
               "'customer','text':'hello'}},'sets':{'product':'x'},'evidence':{'e':{'kinds':['photo']}},"
               "'form':{'attachments':{'columns':{'purpose':{},'kind':{'choices':['photo']},'digest':{}}}}}}}");
    const char *documents[2] = {good, second};
    mend_status status = MEND_NOMEM;
    size_t n = 0;
    (void)state;
    while (status == MEND_NOMEM) {
        faulty memory = {.fail_at = ++n};
        mend_allocator allocator = faulty_allocator(&memory);
        mend_policy *policy = NULL;
        mend_error err = {.struct_size = sizeof err};
        status = mend_policy_load(&allocator, documents, NULL, 2, &policy, &err);
        assert_int_equal(err.status, status);
        if (status == MEND_OK) {
            mend_policy_free(policy);
        } else {
            assert_null(policy);
        }
        assert_int_equal(memory.live, 0);
        assert_int_equal(memory.blocks, 0);
        assert_true(n < 10000);
    }
    assert_int_equal(status, MEND_OK);
    assert_true(n > 10);
    free(good);
    free(second);
}

static void test_policy__no_memory_for_layers_leaves_nothing_behind(void **state)
{
    static const mend__preset presets[] = {PRESET("base@1", BASE), PRESET("middle@1", MIDDLE)};
    const char *documents[3] = {"{\"mend\":1,\"id\":\"shop\",\"revision\":7,\"extends\":\"middle@1\",\"x-a\":[1]}",
                                "{\"language\":\"de\"}", "{\"currency\":\"EUR\"}"};
    mend_status status = MEND_NOMEM;
    (void)state;
    for (size_t n = 1; status == MEND_NOMEM; n++) {
        faulty memory = {.fail_at = n};
        mend_allocator allocator = faulty_allocator(&memory);
        mend__layers layers = {.presets = presets, .preset_count = 2, .documents = documents, .count = 3};
        mend__alloc alloc;
        mend_policy *policy = NULL;
        mend_error err = {.struct_size = sizeof err};
        assert_true(mend__alloc_init(&alloc, &allocator));
        status = mend__policy_compile(&alloc, &layers, &policy, &err);
        assert_int_equal(err.status, status);
        assert_int_equal(policy == NULL, status != MEND_OK);
        mend_policy_free(policy);
        assert_int_equal(memory.live, 0);
    }
    assert_int_equal(status, MEND_OK);
}

/* ---- looking ---- */

static void test_policy__names_come_in_order(void **state)
{
    mend_policy *policy = load_good();
    size_t len = 99;
    (void)state;
    assert_int_equal(mend_policy_count(policy, MEND_KIND_STATE), 3);
    assert_int_equal(mend_policy_count(policy, MEND_KIND_ACTION), 3);
    assert_int_equal(mend_policy_count(policy, MEND_KIND_ROLE), 2);
    assert_int_equal(mend_policy_count(policy, MEND_KIND_GRADE), 2);
    assert_int_equal(mend_policy_count(policy, MEND_KIND_FIELD), 2);
    assert_int_equal(mend_policy_count(policy, MEND_KIND_SERIES), 1);
    assert_int_equal(mend_policy_count(policy, MEND_KIND_TEXT), 1);
    assert_int_equal(mend_policy_count(policy, MEND_KIND_CHOICE), 4);
    assert_int_equal(mend_policy_count(policy, 0), 0);
    assert_int_equal(mend_policy_count(policy, 9), 0);
    assert_int_equal(mend_policy_count(NULL, MEND_KIND_STATE), 0);
    assert_string_equal(mend_policy_name(policy, MEND_KIND_STATE, 0, &len), "open");
    assert_int_equal(len, 4);
    assert_string_equal(mend_policy_name(policy, MEND_KIND_STATE, 2, NULL), "shut");
    assert_null(mend_policy_name(policy, MEND_KIND_STATE, 3, &len));
    assert_int_equal(len, 0);
    assert_null(mend_policy_name(policy, MEND_KIND_STATE, -1, NULL));
    assert_null(mend_policy_name(policy, 77, 0, NULL));
    assert_string_equal(mend_policy_name(policy, MEND_KIND_ACTION, 0, NULL), "register");
    assert_string_equal(mend_policy_name(policy, MEND_KIND_FIELD, 0, NULL), "parts/lot"); /* equal orders: by name */
    assert_string_equal(mend_policy_name(policy, MEND_KIND_CHOICE, 0, NULL), "attachment_kind/photo");
    assert_string_equal(mend_policy_name(policy, MEND_KIND_CHOICE, 2, NULL), "fault_class/software");
    assert_string_equal(mend_policy_name(policy, MEND_KIND_CHOICE, 3, NULL), "fault_class/hardware");
    assert_string_equal(mend_policy_name(policy, MEND_KIND_SERIES, 0, NULL), "ticket");
    mend_policy_free(policy);
}

static void test_policy__labels_follow_the_language(void **state)
{
    mend_policy *policy = load_good(), *chinese = NULL;
    mend_error err;
    size_t len;
    (void)state;
    assert_int_equal(load_documents(GOOD_POLICY, "{'language':'zh-CN'}", NULL, &chinese, &err), MEND_OK);
    assert_string_equal(mend_policy_label(policy, MEND_KIND_STATE, "open", MEND_NTS, NULL, NULL), "Open");
    assert_string_equal(mend_policy_label(policy, MEND_KIND_STATE, "openly", 4, "zh-CN", &len), "已登记");
    assert_int_equal(len, strlen("已登记"));
    assert_string_equal(mend_policy_label(policy, MEND_KIND_STATE, "open", MEND_NTS, "ZH", NULL), "已登记");
    assert_string_equal(mend_policy_label(policy, MEND_KIND_STATE, "open", MEND_NTS, "zh-TW", NULL), "已登记");
    assert_string_equal(mend_policy_label(policy, MEND_KIND_STATE, "open", MEND_NTS, "de", NULL), "Open");
    assert_string_equal(mend_policy_label(chinese, MEND_KIND_STATE, "open", MEND_NTS, "de", NULL), "已登记");
    assert_string_equal(mend_policy_label(chinese, MEND_KIND_GRADE, "senior", MEND_NTS, "zh", NULL), "Senior");
    assert_string_equal(mend_policy_label(policy, MEND_KIND_STATE, "work", MEND_NTS, NULL, NULL), "work");
    assert_string_equal(mend_policy_label(policy, MEND_KIND_TEXT, "hello", MEND_NTS, "zh", NULL), "您好");
    assert_string_equal(mend_policy_label(policy, MEND_KIND_CHOICE, "fault_class/hardware", MEND_NTS, "zh", NULL),
                        "硬件");
    assert_null(mend_policy_label(policy, MEND_KIND_STATE, "shelf", MEND_NTS, NULL, &len));
    assert_int_equal(len, 0);
    assert_null(mend_policy_label(policy, MEND_KIND_STATE, NULL, 4, NULL, NULL));
    assert_null(mend_policy_label(policy, 50, "open", MEND_NTS, NULL, NULL));
    assert_null(mend_policy_label(NULL, MEND_KIND_STATE, "open", MEND_NTS, NULL, NULL));
    mend_policy_free(policy);
    mend_policy_free(chinese);
}

static void test_policy__says_who_it_is(void **state)
{
    mend_policy *policy = load_good();
    size_t len = 0;
    mend_buf *buf;
    (void)state;
    assert_string_equal(mend_policy_id(policy, &len), "good");
    assert_int_equal(len, 4);
    assert_int_equal(mend_policy_revision(policy), 1);
    assert_int_equal(strlen(mend_policy_digest(policy)), 64);
    assert_null(mend_policy_id(NULL, &len));
    assert_int_equal(mend_policy_revision(NULL), 0);
    assert_null(mend_policy_digest(NULL));
    assert_int_equal(mend_buf_new(NULL, &buf), MEND_OK);
    assert_int_equal(mend_policy_write(NULL, buf), MEND_INVALID);
    assert_int_equal(mend_policy_write(policy, NULL), MEND_INVALID);
    mend_buf_free(buf);
    mend_policy_free(policy);
}

static void test_policy__stages_have_names(void **state)
{
    mend_policy *policy = load_good();
    (void)state;
    assert_string_equal(mend_policy_stage(policy, "open", MEND_NTS), "new");
    assert_string_equal(mend_policy_stage(policy, "work", MEND_NTS), "active");
    assert_string_equal(mend_policy_stage(policy, "shut", 4), "closed");
    assert_null(mend_policy_stage(policy, "gone", MEND_NTS));
    assert_null(mend_policy_stage(policy, NULL, 3));
    assert_null(mend_policy_stage(NULL, "open", MEND_NTS));
    mend_policy_free(policy);
}

static void test_policy__moves_are_all_there(void **state)
{
    static const char *const expected[][3] = {
        {"register", "", "open"}, {"start", "open", "work"}, {"close", "work", "shut"},  {"jot", "open", "open"},
        {"jot", "work", "work"},  {"jot", "shut", "shut"},   {"reopen", "shut", "work"}, {"reregister", "", "work"}};
    mend_policy *policy = NULL;
    mend_error err;
    const char *action = NULL, *from = NULL, *to = NULL;
    (void)state;
    assert_int_equal(load_documents(GOOD_POLICY,
                                    "{'actions':{'jot':{'order':4,'from':['*'],'roles':['clerk']},"
                                    "'reopen':{'order':5,'from':['shut'],'to':'work','roles':['clerk']},"
                                    "'reregister':{'order':6,'opens':true,'to':'work','roles':['clerk']}}}",
                                    NULL, &policy, &err),
                     MEND_OK);
    assert_int_equal(mend_policy_move_count(policy), COUNT(expected));
    for (int32_t i = 0; i < (int32_t)COUNT(expected); i++) {
        assert_int_equal(mend_policy_move(policy, i, &action, &from, &to), MEND_OK);
        assert_string_equal(action, expected[i][0]);
        assert_string_equal(from, expected[i][1]);
        assert_string_equal(to, expected[i][2]);
    }
    assert_int_equal(mend_policy_move(policy, -1, &action, &from, &to), MEND_RANGE);
    assert_int_equal(mend_policy_move(policy, COUNT(expected), &action, &from, &to), MEND_RANGE);
    assert_int_equal(mend_policy_move(NULL, 0, &action, &from, &to), MEND_INVALID);
    assert_int_equal(mend_policy_move(policy, 0, NULL, &from, &to), MEND_INVALID);
    assert_int_equal(mend_policy_move(policy, 0, &action, NULL, &to), MEND_INVALID);
    assert_int_equal(mend_policy_move(policy, 0, &action, &from, NULL), MEND_INVALID);
    assert_int_equal(mend_policy_move_count(NULL), 0);
    mend_policy_free(policy);
}

static void test_policy__settings_are_kept(void **state)
{
    mend_policy *policy = NULL;
    mend_error err;
    (void)state;
    assert_int_equal(load_documents(GOOD_POLICY,
                                    "{'zone':'CST-8','currency':'CNY','limits':{'rows':7,'text_bytes':8,"
                                    "'record_bytes':2048},'masks':{'id':{'head':2,'tail':3}},'language':'zh-CN'}",
                                    NULL, &policy, &err),
                     MEND_OK);
    assert_int_equal(mend__zone_offset(policy->zone, 0), 8 * 3600);
    assert_string_equal(policy->currency.p, "CNY");
    assert_int_equal(policy->max_rows, 7);
    assert_int_equal(policy->max_text, 8);
    assert_int_equal(policy->max_record, 2048);
    assert_int_equal(policy->masks.id_tail, 3);
    assert_string_equal(policy->vocab.language.p, "zh-CN");
    mend_policy_free(policy);

    policy = load_good();
    assert_int_equal(mend__zone_offset(policy->zone, 0), 0);
    assert_string_equal(policy->currency.p, "");
    assert_int_equal(policy->max_rows, 1000);
    assert_int_equal(policy->max_text, 65536);
    assert_int_equal(policy->max_record, 262144);
    assert_int_equal(policy->masks.id_head, 1);
    mend_policy_free(policy);
}

/* ---- presets ---- */

static void test_policy__presets_are_there_by_name(void **state)
{
    (void)state;
    assert_null(mend_preset_name(-1));
    assert_null(mend_preset_name(mend_preset_count()));
    assert_null(mend_preset_text("nowhere@1", NULL));
    assert_null(mend_preset_text(NULL, NULL));
    for (int32_t i = 0; i < mend_preset_count(); i++) {
        size_t len = 0;
        const char *text = mend_preset_text(mend_preset_name(i), &len);
        assert_non_null(text);
        assert_ptr_equal(text, mend_preset_text(mend_preset_name(i), NULL));
        assert_int_equal(strlen(text), len);
    }
}

static void test_policy__every_preset_can_be_extended(void **state)
{
    (void)state;
    for (int32_t i = 0; i < mend_preset_count(); i++) {
        char first[160];
        mend_policy *policy = NULL;
        mend_error err;
        snprintf(first, sizeof first, "{'mend':1,'id':'shop','revision':1,'extends':'%s'}", mend_preset_name(i));
        if (load_documents(first, NULL, NULL, &policy, &err) != MEND_OK) {
            fail_msg("%s: %d:%d %s %s", mend_preset_name(i), (int)err.line, (int)err.column, err.path, err.text);
        }
        mend_policy_free(policy);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_policy__an_editors_schema_means_nothing),
        cmocka_unit_test(test_policy__what_can_work_is_taken),
        cmocka_unit_test(test_policy__lengths_may_be_given),
        cmocka_unit_test(test_policy__layers_are_merged_in_order),
        cmocka_unit_test(test_policy__what_is_the_authors_own_may_hold_null),
        cmocka_unit_test(test_policy__digest_is_that_of_the_canonical_document),
        cmocka_unit_test(test_policy__faults_of_a_preset_are_told_by_its_name),
        cmocka_unit_test(test_policy__presets_extend_each_other_eight_deep),
        cmocka_unit_test(test_policy__no_memory_leaves_nothing_behind),
        cmocka_unit_test(test_policy__no_memory_for_layers_leaves_nothing_behind),
        cmocka_unit_test(test_policy__names_come_in_order),
        cmocka_unit_test(test_policy__labels_follow_the_language),
        cmocka_unit_test(test_policy__says_who_it_is),
        cmocka_unit_test(test_policy__stages_have_names),
        cmocka_unit_test(test_policy__moves_are_all_there),
        cmocka_unit_test(test_policy__settings_are_kept),
        cmocka_unit_test(test_policy__presets_are_there_by_name),
        cmocka_unit_test(test_policy__every_preset_can_be_extended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
