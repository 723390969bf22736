/*
 * test_policy_refused.c - policies that are refused: with which status, where the error points and what it says.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "policy_kit.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- what is refused ---- */

static void test_policy_refused__bad_settings_are_refused(void **state)
{
    static const spoilt rows[] = {
        {"{'mend':2}", MEND_UNSUPPORTED, 1, "$.mend", "version 1"},
        {"{'mend':'1'}", MEND_SCHEMA, 1, "$.mend", "expected an integer, found text"},
        {"{'mend':0}", MEND_SCHEMA, 1, "$.mend", "an integer from 1"},
        {"{'mend':null}", MEND_SCHEMA, 1, "$", "\"mend\" is missing"},
        {"{'id':null}", MEND_SCHEMA, 1, "$", "\"id\" is missing"},
        {"{'id':'Good'}", MEND_SCHEMA, 1, "$.id", "expected a name"},
        {"{'id':7}", MEND_SCHEMA, 1, "$.id", "expected text, found a number"},
        {"{'id':''}", MEND_SCHEMA, 1, "$.id", "1 to 64 bytes"},
        {"{'revision':null}", MEND_SCHEMA, 1, "$", "\"revision\" is missing"},
        {"{'revision':0}", MEND_SCHEMA, 1, "$.revision", "an integer from 1"},
        {"{'revision':1.5}", MEND_SCHEMA, 1, "$.revision", "an integer from 1"},
        {"{'revision':99999999999999999999}", MEND_SCHEMA, 1, "$.revision", "an integer from 1"},
        {"{'extends':'x@1'}", MEND_SCHEMA, 1, "$.extends", "only the first document"},
        {"{'actoins':{}}", MEND_SCHEMA, 1, "$.actoins", "did you mean \"actions\"?"},
        {"{'qqqqqqq':{}}", MEND_SCHEMA, 1, "$.qqqqqqq", "expected mend, id, revision"},
        {"{'label':'Good'}", MEND_SCHEMA, 1, "$.label", "an object of texts by language"},
        {"{'label':{'e n':'Good'}}", MEND_SCHEMA, 1, "$.label['e n']", "a language tag"},
        {"{'label':{'en':3}}", MEND_SCHEMA, 1, "$.label.en", "expected text, found a number"},
        {"{'label':{'en':''}}", MEND_SCHEMA, 1, "$.label.en", "1 to 1024 bytes"},
        {"{'label':{'en':'a\\nb'}}", MEND_SCHEMA, 1, "$.label.en", "without control characters"},
        {"{'language':'english language'}", MEND_SCHEMA, 1, "$.language", "a language tag"},
        {"{'language':1}", MEND_SCHEMA, 1, "$.language", "expected text"},
        {"{'zone':'Mars/Olympus'}", MEND_SYNTAX, 1, "$.zone", "no zone of this name is known"},
        {"{'zone':'Singapore'}", MEND_SYNTAX, 1, "$.zone", "a rule such as CST-8"},
        {"{'zone':'CST'}", MEND_SYNTAX, 1, "$.zone", "not a zone: expected hours"},
        {"{'$schema':1}", MEND_SCHEMA, 1, "$['$schema']", "expected text"},
        {"{'zone':8}", MEND_SCHEMA, 1, "$.zone", "expected text"},
        {"{'currency':'yuan'}", MEND_SCHEMA, 1, "$.currency", "1 to 3 bytes"},
        {"{'currency':'cny'}", MEND_SCHEMA, 1, "$.currency", "three capitals"},
        {"{'currency':'CN1'}", MEND_SCHEMA, 1, "$.currency", "three capitals"},
        {"{'currency':'A\\nB'}", MEND_SCHEMA, 1, "$.currency", "without control characters"},
        {"{'currency':'CN'}", MEND_SCHEMA, 1, "$.currency", "three capitals"},
        {"{'limits':{'rows':1001}}", MEND_SCHEMA, 1, "$.limits.rows", "from 1 to 1000"},
        {"{'limits':{'rows':0}}", MEND_SCHEMA, 1, "$.limits.rows", "from 1 to 1000"},
        {"{'limits':{'text_bytes':65537}}", MEND_SCHEMA, 1, "$.limits.text_bytes", "from 1 to 65536"},
        {"{'limits':{'record_bytes':262145}}", MEND_SCHEMA, 1, "$.limits.record_bytes", "to 262144"},
        {"{'limits':{'row':10}}", MEND_SCHEMA, 1, "$.limits.row", "did you mean \"rows\"?"},
        {"{'limits':[]}", MEND_SCHEMA, 1, "$.limits", "expected an object, found an array"},
        {"{'masks':{'name':{'style':'middle'}}}", MEND_SCHEMA, 1, "$.masks.name.style", ""},
        {"{'masks':{'nam':{}}}", MEND_SCHEMA, 1, "$.masks.nam", "name"},
    };
    (void)state;
    assert_int_equal(spoilt_failures(rows, COUNT(rows)), 0);
}

static void test_policy_refused__bad_names_are_refused(void **state)
{
    static const spoilt rows[] = {
        {"{'roles':[]}", MEND_SCHEMA, 1, "$.roles", "an object of named things"},
        {"{'roles':{'Clerk':{}}}", MEND_SCHEMA, 1, "$.roles.Clerk", "lower-case letters"},
        {"{'roles':{'1st':{}}}", MEND_SCHEMA, 1, "$.roles['1st']", "letter first"},
        {"{'roles':{'a/b':{}}}", MEND_SCHEMA, 1, "$.roles['a/b']", "expected a name"},
        {"{'roles':{'boss':true}}", MEND_SCHEMA, 1, "$.roles.boss", "expected an object, found a boolean"},
        {"{'roles':{'boss':{'order':'1'}}}", MEND_SCHEMA, 1, "$.roles.boss.order", "expected an integer"},
        {"{'roles':{'boss':{'lable':{}}}}", MEND_SCHEMA, 1, "$.roles.boss.lable", "did you mean \"label\"?"},
        {"{'grades':{'top':{'rank':1}}}", MEND_SCHEMA, 1, "$.grades.top.rank", "there is no member \"rank\""},
        {"{'counters':{'c':{'max':1}}}", MEND_SCHEMA, 1, "$.counters.c.max", "there is no member \"max\""},
        {"{'texts':{'t':{'en':1}}}", MEND_SCHEMA, 1, "$.texts.t.en", "expected text"},
        {"{'texts':{'t':{'label':'x','order':true}}}", MEND_SCHEMA, 1, "$.texts.t.order", "expected an integer"},
        {"{'texts':{'t':{'text!':'x'}}}", MEND_SCHEMA, 1, "$.texts.t['text!']", "a language tag"},
        {"{'choices':7}", MEND_SCHEMA, 1, "$.choices", "an object of sets of choices"},
        {"{'choices':{'Set':{}}}", MEND_SCHEMA, 1, "$.choices.Set", "expected a name"},
        {"{'choices':{'s':{'a':{'oder':1},'b':{}}}}", MEND_SCHEMA, 1, "$.choices.s.a.oder", "\"order\""},
        {"{'choices':{'empty':{}}}", MEND_SCHEMA, 1, "$.choices.empty", "at least one choice"},
        {"{'choices':{'s':[]}}", MEND_SCHEMA, 1, "$.choices.s", "an object of named things"},
        {"{'choices':{'s':{'a':{'text':1}}}}", MEND_SCHEMA, 1, "$.choices.s.a.text", "no member \"text\""},
        {"{'states':{'open':{'stage':'fresh'}}}", MEND_SCHEMA, 1, "$.states.open.stage", "expected new, active"},
        {"{'states':{'open':{'stage':'actve'}}}", MEND_SCHEMA, 1, "$.states.open.stage", "did you mean \"active\"?"},
        {"{'states':{'open':{'stage':3}}}", MEND_SCHEMA, 1, "$.states.open.stage", "expected text, found a number"},
        {"{'states':{'more':{}}}", MEND_SCHEMA, 1, "$.states.more", "\"stage\" is missing"},
        {"{'states':{'open':{'stag':1}}}", MEND_SCHEMA, 1, "$.states.open.stag", "did you mean \"stage\"?"},
        {"{'fields':{'shelf':{'type':'string'}}}", MEND_SCHEMA, 1, "$.fields.shelf.type", "expected text, long"},
        {"{'fields':{'bin':{}}}", MEND_SCHEMA, 1, "$.fields.bin", "\"type\" is missing"},
        {"{'fields':{'bin':{'type':'text','size':1}}}", MEND_SCHEMA, 1, "$.fields.bin.size", "no member \"size\""},
        {"{'fields':{'product':{'type':'text'}}}", MEND_SCHEMA, 1, "$.fields.product", "the catalogue has a field"},
        {"{'fields':{'parts/name':{'type':'text'}}}", MEND_SCHEMA, 1, "$.fields['parts/name']", "catalogue has"},
        {"{'fields':{'part/lot':{'type':'text'}}}", MEND_SCHEMA, 1, "$.fields['part/lot']", "did you mean \"parts\"?"},
        {"{'fields':{'product/x':{'type':'text'}}}", MEND_SCHEMA, 1, "$.fields['product/x']", "there is no list"},
        {"{'fields':{'a/b/c':{'type':'text'}}}", MEND_SCHEMA, 1, "$.fields['a/b/c']", "expected a name"},
        {"{'fields':{'a/':{'type':'text'}}}", MEND_SCHEMA, 1, "$.fields['a/']", "expected a name"},
        {"{'fields':{'x1':{'type':'integer','mask':'name'}}}", MEND_SCHEMA, 1, "$.fields.x1.mask", "type text or long"},
        {"{'fields':{'x1':{'type':'text','mask':'phon'}}}", MEND_SCHEMA, 1, "$.fields.x1.mask", "\"phone\""},
        {"{'fields':{'x1':{'type':'choice'}}}", MEND_SCHEMA, 1, "$.fields.x1", "\"choices\" is missing"},
        {"{'fields':{'x1':{'type':'choice','choices':'fault_clas'}}}", MEND_SCHEMA, 1, "$.fields.x1.choices",
         "did you mean \"fault_class\"?"},
        {"{'fields':{'x1':{'type':'choice','choices':1}}}", MEND_SCHEMA, 1, "$.fields.x1.choices", "set of choices"},
        {"{'fields':{'x1':{'type':'text','choices':'fault_class'}}}", MEND_SCHEMA, 1, "$.fields.x1.choices",
         "fields of type choice"},
        {"{'fields':{'x1':{'type':'date','max_bytes':9}}}", MEND_SCHEMA, 1, "$.fields.x1.max_bytes", "longest text"},
        {"{'fields':{'x1':{'type':'text','max_bytes':0}}}", MEND_SCHEMA, 1, "$.fields.x1.max_bytes", "from 1 to 65536"},
        {"{'numbers':{'n':{}}}", MEND_SCHEMA, 1, "$.numbers.n", "pattern"},
        {"{'numbers':{'n':{'pattern':'{SEK:4}'}}}", MEND_SYNTAX, 1, "$.numbers.n.pattern", ""},
        {"{'numbers':{'n':{'pattern':'{SEQ:4}','reset':'day'}}}", MEND_SCHEMA, 1, "$.numbers.n.pattern", ""},
    };
    (void)state;
    assert_int_equal(spoilt_failures(rows, COUNT(rows)), 0);
}

static void test_policy_refused__what_cannot_work_is_refused(void **state)
{
    static const spoilt rows[] = {
        {"{'states':{'lost':{'stage':'active'}}}", MEND_SCHEMA, 1, "$.states.lost", "no way leads to this state"},
        {"{'actions':{'close':null}}", MEND_SCHEMA, 0, "$.states.shut", "no way leads to this state"},
        {"{'states':{'shut':{'stage':'done'}}}", MEND_SCHEMA, 1, "$.states.shut", "no action leads on"},
        {"{'actions':{'close':{'to':'work'}},'states':{'shut':null}}", MEND_SCHEMA, 0, "$.states.work",
         "no action leads on"},
        {"{'actions':{'register':null}}", MEND_SCHEMA, 1, "$.actions", "no action opens a ticket"},
        {"{'actions':null,'states':null}", MEND_SCHEMA, 1, "$", "at least one state"},
        {"{'actions':null}", MEND_SCHEMA, 1, "$", "no action opens a ticket"},
        {"{'states':{'a':{'stage':'active'},'b':{'stage':'done'}},'actions':{"
         "'astray':{'from':['open'],'to':'a','roles':['clerk']},'on':{'from':['a'],'to':'b','roles':['clerk']},"
         "'back':{'from':['b'],'to':'a','roles':['clerk']}}}",
         MEND_SCHEMA, 1, "$.states.a", "no way leads from this state to one of stage closed"},
        {"{'states':{'open':{'stage':'closed'},'work':{'stage':'closed'}},"
         "'actions':{'again':{'from':['*open'],'roles':['clerk']}}}",
         MEND_SCHEMA, 1, "$.actions.again", "no state this could start from"},
        {"{'actions':{'start':{'evidence':{'old_part':{}}}}}", MEND_SCHEMA, 1, "$.actions.start.evidence.old_part",
         "no action's form takes the list attachments"},
        {"{'actions':{'start':{'evidence':{'old_part':{'need':'given'}}},"
         "'close':{'form':{'attachments':{'columns':{'purpose':{},'kind':{},'uri':{}}}}}}}",
         MEND_SCHEMA, 1, "$.actions.start.evidence.old_part", "its form does not take the list attachments"},
        {"{'actions':{'start':{'evidence':{'old_part':{'kinds':['photo']}},"
         "'form':{'attachments':{'columns':{'purpose':{},'uri':{}}}}}}}",
         MEND_SCHEMA, 1, "$.actions.start.evidence.old_part", "no action's form"},
        {"{'actions':{'start':{'evidence':{'old_part':{}},"
         "'form':{'attachments':{'rows':'edit','columns':{'purpose':{},'uri':{}}}}}}}",
         MEND_SCHEMA, 1, "$.actions.start.evidence.old_part", "no action's form"},
        {"{'actions':{'jot':{'kind':'note','from':['*'],'roles':['clerk']}}}", MEND_SCHEMA, 1, "$.actions.jot",
         "takes the list notes"},
        {"{'actions':{'tie':{'kind':'link','from':['*'],'roles':['clerk']}}}", MEND_SCHEMA, 1, "$.actions.tie",
         "takes the list links"},
        {"{'actions':{'wipe':{'kind':'anonymise','from':['*'],'roles':['clerk'],'form':{'product':{}}}}}", MEND_SCHEMA,
         1, "$.actions.wipe.form.product", "takes no fields"},
        {"{'actions':{'show':{'kind':'reveal','from':['*'],'roles':['clerk'],'form':{'parts':{'columns':{'name':{}}}}}}"
         "}",
         MEND_SCHEMA, 1, "$.actions.show.form.parts", "rows must be \"edit\""},
        {"{'numbers':{'ticket':{'pattern':'{=shelv}-{SEQ:4}'}}}", MEND_SCHEMA, 1, "$.numbers.ticket.pattern",
         "did you mean \"shelf\"?"},
        {"{'numbers':{'ticket':{'pattern':'{=purchased_on}-{SEQ:4}'}}}", MEND_SCHEMA, 1, "$.numbers.ticket.pattern",
         "not \"purchased_on\""},
        {"{'numbers':{'ticket':{'pattern':'{=customer_name}-{SEQ:4}'}}}", MEND_SCHEMA, 1, "$.numbers.ticket.pattern",
         "without a masking class"},
        {"{'numbers':{'ticket':{'pattern':'{=shelf}-{SEQ:4}'}}}", MEND_SCHEMA, 0, "$.actions.register.number",
         "the form must require"},
        {"{'numbers':{'ticket':{'pattern':'{=shelf}-{SEQ:4}'}},'actions':{'register':{'form':{'shelf':{}}}}}",
         MEND_SCHEMA, 0, "$.actions.register.number", "\"shelf\""},
        {"{'numbers':{'ticket':{'pattern':'{=shelf}-{SEQ:4}'}},'actions':{'register':{'sets':{'model':'x'},"
         "'form':{'shelf':{'need':'required','when':{'all':[]}}}}}}",
         MEND_SCHEMA, 0, "$.actions.register.number", "\"shelf\""},
        {"{'actions':{'start':{'evidence':{'old_part':{}}},'show':{'kind':'reveal','from':['*'],'roles':['clerk'],"
         "'form':{'attachments':{'rows':'edit','columns':{'purpose':{},'uri':{}}}}}}}",
         MEND_SCHEMA, 1, "$.actions.start.evidence.old_part", "no action's form"},
        {"{'actions':{'a':{'kind':'anonymise','from':['*'],'roles':['clerk'],'reason':'required'}}}", MEND_SCHEMA, 1,
         "$.actions.a.reason", "takes no reason"},
        {"{'actions':{'start':{'evidence':{'old_part':{}},'form':{'attachments':{'columns':{'purpose':{},'kind':{}, "
         "'name':{}}}}}}}",
         MEND_SCHEMA, 1, "$.actions.start.evidence.old_part", "uri or digest"},
        {"{'actions':{'start':{'evidence':{'old_part':{}},'form':{'attachments':{'columns':{'name':{}}}}}}}",
         MEND_SCHEMA, 1, "$.actions.start.evidence.old_part", "no action's form"},
        {"{'numbers':{'ticket':{'pattern':'{=shelf}-{SEQ:4}'}},'actions':{'register':{'sets':{'shelf':'$none'}}}}",
         MEND_SCHEMA, 0, "$.actions.register.number", "\"shelf\""},
    };
    (void)state;
    assert_int_equal(spoilt_failures(rows, COUNT(rows)), 0);
}

static void test_policy_refused__malformed_documents_are_refused(void **state)
{
    static const struct {
        const char *first, *second;
        mend_status status;
        int32_t document;
        const char *path, *text;
    } rows[] = {
        {"", NULL, MEND_SYNTAX, 0, "$", ""},
        {"[]", NULL, MEND_SCHEMA, 0, "$", "a policy, an object, found an array"},
        {"{'mend':1,'mend':1}", NULL, MEND_DUPLICATE_KEY, 0, "$.mend", ""},
        {"{'mend':1,'id':'a\xFF'}", NULL, MEND_UTF8, 0, "$.id", ""},
        {"{'mend':1}", NULL, MEND_SCHEMA, 0, "$", "\"id\" is missing"},
        {"{'mend':1,'id':'a','revision':1,'extends':7}", NULL, MEND_SCHEMA, 0, "$.extends", "the name of a preset"},
        {"{'mend':1,'id':'a','revision':1,'extends':'nowhere@9'}", NULL, MEND_NOT_FOUND, 0, "$.extends",
         "no preset \"nowhere@9\""},
        {"{'mend':1,'id':'a','revision':1,'roles':{'b':null}}", NULL, MEND_SCHEMA, 0, "$.roles.b", "null deletes"},
        {GOOD_POLICY, "{'roles':", MEND_SYNTAX, 1, "$.roles", ""},
        {GOOD_POLICY, "7", MEND_SCHEMA, 1, "$", "a policy, an object"},
        {"{'roles':{}}", GOOD_POLICY, MEND_SCHEMA, 0, "$", "\"mend\" is missing"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        mend_policy *policy = NULL;
        mend_error err;
        mend_status status = load_documents(rows[i].first, rows[i].second, NULL, &policy, &err);
        if (status != rows[i].status || err.document != rows[i].document || strcmp(err.path, rows[i].path) != 0 ||
            strstr(err.text, rows[i].text) == NULL) {
            fail_msg("%s: %s at %d %s: %s", rows[i].first, mend_status_name(status), (int)err.document, err.path,
                     err.text);
        }
        assert_null(policy);
    }
}

static void test_policy_refused__errors_point_into_the_right_document(void **state)
{
    static const char second[] = "{'roles': {\n  'boss': {}\n}}";
    static const char third[] = "{\n  'actions': {\n    'start': {'roles': ['boss',\n      'bos']}\n  }\n}";
    mend_policy *policy = NULL;
    mend_error err;
    (void)state;

    assert_int_equal(load_documents(GOOD_POLICY, second, third, &policy, &err), MEND_SCHEMA);
    assert_string_equal(err.path, "$.actions.start.roles[1]");
    assert_int_equal(err.document, 2);
    assert_int_equal(err.line, 4);
    assert_int_equal(err.column, 7);
    assert_int_equal(err.offset, strstr(third, "'bos'") - third);
    assert_non_null(strstr(err.text, "did you mean \"boss\"?"));

    /* The role is defined by the first document, which then is where the fault lies. */
    assert_int_equal(load_documents(GOOD_POLICY, "{'roles':{'clerk':null}}", NULL, &policy, &err), MEND_SCHEMA);
    assert_string_equal(err.path, "$.actions.register.roles[0]");
    assert_int_equal(err.document, 0);

    /* A name that is not expected: the error points at the name. */
    assert_int_equal(
        load_documents(GOOD_POLICY, "{\n 'states' : {'open':{'stage' :'new', 'nme':1}}}", NULL, &policy, &err),
        MEND_SCHEMA);
    assert_string_equal(err.path, "$.states.open.nme");
    assert_int_equal(err.document, 1);
    assert_int_equal(err.line, 2);
    assert_int_equal(err.column, 38);
    assert_null(policy);
}

/* ---- arguments and limits ---- */

static void test_policy_refused__a_new_thing_may_have_been_meant_as_another(void **state)
{
    static const struct {
        const char *patch, *path, *said;
    } rows[] = {
        {"{'states':{'opne':{'order':4}}}", "$.states.opne",
         "no document below has \"opne\", so it is a new one; did you "
         "mean \"open\"?"},
        {"{'states':{'elsewhere':{'order':4}}}", "$.states.elsewhere", "\"elsewhere\", so it is a new one"},
        {"{'fees':{'cards':{}},'fields':{'shelff':{}}}", "$.fields.shelff", "did you mean \"shelf\"?"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        mend_policy *policy = NULL;
        mend_error err = {.struct_size = sizeof err};
        assert_int_equal(load_documents(GOOD_POLICY, rows[i].patch, NULL, &policy, &err), MEND_SCHEMA);
        assert_non_null(strstr(err.text, "is missing; "));
        assert_non_null(strstr(err.text, rows[i].said));
        assert_string_equal(err.path, rows[i].path);
    }
    /* what is there already lacks a member and is not new; nor is anything in a document of its own */
    mend_policy *policy = NULL;
    mend_error err = {.struct_size = sizeof err};
    assert_int_equal(load_documents(GOOD_POLICY, "{'states':{'open':{'stage':null}}}", NULL, &policy, &err),
                     MEND_SCHEMA);
    assert_string_equal(err.text, "the member \"stage\" is missing");
    assert_int_equal(load_documents("{'mend':1,'id':'a','revision':1,'states':{'open':{}}}", NULL, NULL, &policy, &err),
                     MEND_SCHEMA);
    assert_string_equal(err.text, "the member \"stage\" is missing");
}

static void test_policy_refused__wrong_arguments_are_refused(void **state)
{
    const char *documents[17] = {"{}"}, *none[1] = {NULL};
    mend_policy *policy = NULL;
    mend_error err = {.struct_size = sizeof err}, wrong = {.struct_size = 4};
    mend_allocator allocator = {.struct_size = 1};
    (void)state;
    assert_int_equal(mend_policy_load(NULL, NULL, NULL, 1, &policy, &err), MEND_INVALID);
    assert_int_equal(mend_policy_load(NULL, documents, NULL, 0, &policy, &err), MEND_INVALID);
    assert_int_equal(mend_policy_load(NULL, documents, NULL, 17, &policy, &err), MEND_INVALID);
    assert_int_equal(mend_policy_load(NULL, documents, NULL, 1, NULL, &err), MEND_INVALID);
    assert_int_equal(mend_policy_load(NULL, none, NULL, 1, &policy, &err), MEND_INVALID);
    assert_int_equal(mend_policy_load(&allocator, documents, NULL, 1, &policy, &err), MEND_INVALID);
    assert_int_equal(mend_policy_load(NULL, documents, NULL, 1, &policy, &wrong), MEND_INVALID);
    assert_int_equal(mend_policy_load(NULL, documents, NULL, 1, &policy, NULL), MEND_SCHEMA);
    assert_null(policy);
    mend_policy_free(NULL);
}

static void test_policy_refused__the_error_may_be_left_out(void **state)
{
    static const char *const patches[] = {"{'zone':'nowhere'}", "{'mend':2}", "{'roles':{'A':1}}",
                                          "{'limits':{'a':1}}"};
    char *good = quoted(GOOD_POLICY);
    (void)state;
    for (size_t i = 0; i < COUNT(patches); i++) {
        char *patch = quoted(patches[i]);
        const char *documents[2] = {good, patch};
        mend_policy *policy = NULL;
        assert_true(mend_policy_load(NULL, documents, NULL, 2, &policy, NULL) < 0);
        assert_null(policy);
        free(patch);
    }
    free(good);
}

/* A document of `count` named things in a section, over the good policy. */
static mend_status load_many(const char *before, const char *format, const char *after, size_t count, mend_error *err)
{
    size_t room = strlen(before) + strlen(after) + count * (strlen(format) + 20) + 1, at;
    char *text = malloc(room), *good = quoted(GOOD_POLICY);
    const char *documents[2] = {good, text};
    mend_policy *policy = NULL;
    assert_non_null(text);
    at = (size_t)snprintf(text, room, "%s", before);
    for (size_t i = 0; i < count; i++) {
        at += (size_t)snprintf(text + at, room - at, "%s", i == 0 ? "" : ",");
        at += (size_t)snprintf(text + at, room - at, "'n%zu'%s", i, format);
    }
    snprintf(text + at, room - at, "%s", after);
    for (char *c = text; *c != '\0'; c++) {
        *c = *c == '\'' ? '"' : *c;
    }
    *err = (mend_error){.struct_size = sizeof *err};
    mend_status status = mend_policy_load(NULL, documents, NULL, 2, &policy, err);
    mend_policy_free(policy);
    free(text);
    free(good);
    return status;
}

static void test_policy_refused__there_may_be_so_many_and_no_more(void **state)
{
    static const struct {
        const char *before, *format, *after;
        size_t most;
        const char *path;
    } rows[] = {
        {"{'roles':{", ":{}", "}}", 256 - 2, "$.roles"},
        {"{'grades':{", ":{}", "}}", 256 - 2, "$.grades"},
        {"{'counters':{", ":{}", "}}", 256 - 1, "$.counters"},
        {"{'choices':{", ":{'a':{}}", "}}", 256 - 2, "$.choices"},
        {"{'choices':{'s':{", ":{}", "}}}", 1024, "$.choices.s"},
        {"{'fields':{", ":{'type':'text'}", "}}", 256 - 2, "$.fields"},
        {"{'texts':{", ":{'en':'t'}", "}}", 1024 - 1, "$.texts"},
        {"{'numbers':{", ":{'pattern':'{SEQ:4}'}", "}}", 256 - 1, "$.numbers"},
        {"{'actions':{", ":{'from':['open'],'roles':['clerk']}", "}}", 1024 - 3, "$.actions"},
        {"{'actions':{'start':{'conditions':{", ":{'if':{'all':[]}}", "}}}}", 512, "$.actions.start.conditions"},
        {"{'actions':{'start':{'checklist':{", ":{}", "}}}}", 512, "$.actions.start.checklist"},
        {"{'actions':{'start':{'notices':{", ":{'to':'customer','text':'hello'}", "}}}}", 64,
         "$.actions.start.notices"},
        {"{'label':{'x-a':{", ":{}", "},'en':'x'}}", 3000, NULL},
    };
    mend_error err;
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (load_many(rows[i].before, rows[i].format, rows[i].after, rows[i].most, &err) != MEND_OK) {
            fail_msg("%s %zu: %s %s", rows[i].before, rows[i].most, err.path, err.text);
        }
        if (rows[i].path != NULL) {
            assert_int_equal(load_many(rows[i].before, rows[i].format, rows[i].after, rows[i].most + 1, &err),
                             MEND_LIMIT);
            assert_string_equal(err.path, rows[i].path);
            assert_non_null(strstr(err.text, "at most "));
        }
    }
}

/* 256 states in a ring that ends; one more is too many. */
static void test_policy_refused__there_may_be_256_states(void **state)
{
    mend_error err;
    (void)state;
    /* Unreachable states are found after all have been read. */
    assert_int_equal(load_many("{'states':{", ":{'stage':'new'}", "}}", 256 - 3, &err), MEND_SCHEMA);
    assert_non_null(strstr(err.text, "no way leads to this state"));
    assert_int_equal(load_many("{'states':{", ":{'stage':'new'}", "}}", 256 - 2, &err), MEND_LIMIT);
    assert_string_equal(err.path, "$.states");
}

static void test_policy_refused__too_large_and_too_deep_is_refused(void **state)
{
    enum { SIZE = 4 * 1024 * 1024 };
    char *text = malloc(SIZE + 2), *good = quoted(GOOD_POLICY);
    size_t n = strlen(good);
    const char *documents[1] = {text};
    mend_policy *policy = NULL;
    mend_error err = {.struct_size = sizeof err};
    (void)state;
    assert_non_null(text);
    memset(text, ' ', SIZE + 1);
    text[SIZE + 1] = '\0';
    memcpy(text, good, n);
    assert_int_equal(mend_policy_load(NULL, documents, NULL, 1, &policy, &err), MEND_LIMIT);
    assert_null(policy);
    text[SIZE] = '\0';
    assert_int_equal(mend_policy_load(NULL, documents, NULL, 1, &policy, &err), MEND_OK);
    mend_policy_free(policy);
    policy = NULL;

    memset(text, '[', 70);
    memcpy(text, "{\"x-a\":", 7);
    memset(text + 70, ']', 63);
    memcpy(text + 133, "}", 2);
    assert_int_equal(mend_policy_load(NULL, documents, NULL, 1, &policy, &err), MEND_SCHEMA); /* 64 levels */
    memset(text + 7, '[', 64);
    memset(text + 71, ']', 64);
    memcpy(text + 135, "}", 2);
    assert_int_equal(mend_policy_load(NULL, documents, NULL, 1, &policy, &err), MEND_LIMIT);
    free(text);
    free(good);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_policy_refused__bad_settings_are_refused),
        cmocka_unit_test(test_policy_refused__bad_names_are_refused),
        cmocka_unit_test(test_policy_refused__what_cannot_work_is_refused),
        cmocka_unit_test(test_policy_refused__malformed_documents_are_refused),
        cmocka_unit_test(test_policy_refused__errors_point_into_the_right_document),
        cmocka_unit_test(test_policy_refused__a_new_thing_may_have_been_meant_as_another),
        cmocka_unit_test(test_policy_refused__wrong_arguments_are_refused),
        cmocka_unit_test(test_policy_refused__the_error_may_be_left_out),
        cmocka_unit_test(test_policy_refused__there_may_be_so_many_and_no_more),
        cmocka_unit_test(test_policy_refused__there_may_be_256_states),
        cmocka_unit_test(test_policy_refused__too_large_and_too_deep_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
