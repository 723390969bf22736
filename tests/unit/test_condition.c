/*
 * test_condition.c - conditions: what each form says of a ticket, what is refused when they are compiled, and their
 * bounds.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "faulty.h"
#include "policy/policy.h"
#include "policy_kit.h"
#include "ticket/condition.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char POLICY[] =
    "{'mend':1,'id':'c','revision':1,'roles':{'clerk':{},'boss':{},'engineer':{}},'counters':{'rework':{},'calls':{}},"
    "'choices':{'fault_class':{'software':{},'hardware':{}},'cause':{'wear':{},'misuse':{}},'payer':{'us':{},'them':{}}"
    ","
    "'part_origin':{'new':{},'used':{}}},"
    "'fields':{'weight':{'type':'decimal'},'parts/lot':{'type':'integer'},'flag':{'type':'bool'}},"
    "'states':{'open':{'order':1,'stage':'new'},'work':{'order':2,'stage':'active'},'shut':{'order':3,'stage':'closed'}"
    "},"
    "'actions':{'in':{'opens':true,'to':'open','roles':['clerk']},'go':{'from':['open'],'to':'work','roles':['clerk']},"
    "'out':{'from':['work'],'to':'shut','roles':['clerk']},'call':{'from':['*'],'roles':['clerk']}}}";

/* The ticket all conditions look at: path and value, rows in order. */
static const char *const VALUES[][2] = {
    {"product", "Boiler 7"},
    {"model", "B7"},
    {"serial", "B7"},
    {"fault_class", "hardware"},
    {"fault_description", "It HISSES, then\nstops. Displays e47 e4711."},
    {"travel_minutes", "45"},
    {"planned_minutes", "60"},
    {"estimate_total", "-250"},
    {"weight", "12.5"},
    {"purchased_on", "2024-02-29"},
    {"visit_from", "2024-03-15T09:30:00Z"},
    {"repairable", "true"},
    {"parts/1/name", "valve"},
    {"parts/1/unit_price", "1000"},
    {"parts/1/payer", "us"},
    {"parts/2/name", "seal"},
    {"parts/2/unit_price", "50"},
    {"parts/2/lot", "7"},
    {"parts/2/model", "seal"},
    {"parts/4/name", "pump"},
    {"parts/4/unit_price", "9000"},
    {"parts/4/payer", "them"},
    {"labour/1/engineer", "wu"},
    {"labour/2/engineer", "li"},
};

typedef struct bench {
    mend_policy *policy;
    mend_ticket ticket;
    mend__json tree;
    mend__arena arena;
} bench;

static void set_value(bench *b, const char *text, const char *value)
{
    mend__path path;
    mend__value v;
    int32_t list = 0;
    assert_true(mend__path_parse(mend__str_of(text, MEND_NTS), &path));
    const mend__field *field = mend__vocab_field(&b->policy->vocab, NULL, path.head);
    assert_non_null(field);
    if (path.row != 0) {
        list = field->id;
        field = mend__vocab_field(&b->policy->vocab, field, path.column);
        assert_non_null(field);
    }
    int32_t id = mend__ticket_field_id(&b->ticket, field);
    if (id == 0) {
        assert_int_equal(
            mend__ticket_declare(&b->ticket, mend__str_of(field->name, MEND_NTS), list, field->type, field->mask, &id),
            MEND_OK);
    }
    assert_true(mend__value_parse(field->type, mend__str_of(value, MEND_NTS), &v));
    assert_int_equal(mend__ticket_set(&b->ticket, list, path.row, id, &v), MEND_OK);
}

static int set_up(void **state)
{
    bench *b = calloc(1, sizeof *b);
    mend_error err;
    mend__alloc alloc;
    if (b == NULL || !mend__alloc_init(&alloc, NULL) ||
        load_documents(POLICY, NULL, NULL, &b->policy, &err) != MEND_OK) {
        return 1;
    }
    mend__ticket_init(&b->ticket, &alloc);
    mend__json_init(&b->tree, &alloc);
    mend__arena_init(&b->arena, &alloc);
    for (size_t i = 0; i < COUNT(VALUES); i++) {
        set_value(b, VALUES[i][0], VALUES[i][1]);
    }
    for (int64_t i = 1; i <= 3; i++) {
        assert_int_equal(
            mend__ticket_mark_done(&b->ticket, MEND__STR("call"), i < 3 ? MEND__STR("wu") : MEND__STR("li"), i),
            MEND_OK);
    }
    assert_int_equal(mend__ticket_set_counter(&b->ticket, MEND__STR("rework"), 2), MEND_OK);
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    bench *b = *state;
    mend__ticket_done(&b->ticket);
    mend__json_free(&b->tree);
    mend__arena_free(&b->arena);
    mend_policy_free(b->policy);
    free(b);
    return 0;
}

static mend_status compile(bench *b, const char *text, const mend__condition **out, mend_error *err)
{
    mend__node root = MEND__NONE;
    char *json = quoted(text);
    *err = (mend_error){.struct_size = sizeof *err};
    mend__json_reset(&b->tree);
    assert_int_equal(mend__json_read(&b->tree, json, strlen(json), SIZE_MAX, 128, &root, err), MEND_OK);
    mend_status status = mend__condition_compile(&b->arena, &b->policy->vocab, &b->tree, root, out, err);
    free(json);
    return status;
}

static const mend__str ROLES[] = {{"clerk", 5}, {"engineer", 8}};

static mend__scene scene_of(const bench *b)
{
    return (mend__scene){&b->ticket, MEND__STR("work"), ROLES, 2};
}

static bool holds(bench *b, const char *text)
{
    const mend__condition *c = NULL;
    mend_error err;
    mend__scene scene = scene_of(b);
    if (compile(b, text, &c, &err) != MEND_OK) {
        fail_msg("%s: %s %s", text, err.path, err.text);
    }
    return mend__condition_holds(c, &scene);
}

typedef struct row {
    bool holds;
    const char *condition;
} row;

static void check_rows(bench *b, const row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (holds(b, rows[i].condition) != rows[i].holds) {
            fail_msg("%s: expected %s", rows[i].condition, rows[i].holds ? "that it holds" : "that it does not");
        }
    }
}

static void test_condition__no_condition_holds(void **state)
{
    mend__scene scene = scene_of(*state);
    assert_true(mend__condition_holds(NULL, &scene));
}

static void test_condition__fields_are_compared(void **state)
{
    static const row rows[] = {
        {true, "{'field':'product','is':'Boiler 7'}"},
        {false, "{'field':'product','is':'boiler 7'}"},
        {false, "{'field':'brand','is':'Boiler 7'}"},
        {true, "{'field':'fault_class','is':'hardware'}"},
        {false, "{'field':'fault_class','is':'software'}"},
        {false, "{'field':'cause','is':'wear'}"},
        {true, "{'field':'travel_minutes','is':45}"},
        {false, "{'field':'travel_minutes','is':46}"},
        {true, "{'field':'estimate_total','is':-250}"},
        {true, "{'field':'weight','is':'12.5'}"},
        {true, "{'field':'weight','is':'12.500'}"},
        {true, "{'field':'repairable','is':true}"},
        {false, "{'field':'repairable','is':false}"},
        {false, "{'field':'complex','is':false}"},
        {false, "{'field':'flag','is':true}"},
        {true, "{'field':'purchased_on','is':'2024-02-29'}"},
        {true, "{'field':'visit_from','is':'2024-03-15T09:30:00Z'}"},
        {true, "{'field':'visit_from','is':'2024-03-15T17:30:00+08:00'}"},
        {true, "{'field':'fault_class','in':['software','hardware']}"},
        {false, "{'field':'fault_class','in':['software']}"},
        {false, "{'field':'fault_class','in':[]}"},
        {false, "{'field':'cause','in':['wear','misuse']}"},
        {true, "{'field':'travel_minutes','in':[1,45,7]}"},
        {true, "{'field':'product','known':true}"},
        {false, "{'field':'product','known':false}"},
        {false, "{'field':'brand','known':true}"},
        {true, "{'field':'brand','known':false}"},
        {true, "{'field':'weight','known':true}"},
        {true, "{'field':'flag','known':false}"},
        {true, "{'field':'model','is_field':'serial'}"},
        {false, "{'field':'model','is_field':'product'}"},
        {false, "{'field':'brand','is_field':'product'}"},
        {false, "{'field':'product','is_field':'brand'}"},
        {false, "{'field':'brand','is_field':'batch'}"},
        {false, "{'field':'travel_minutes','is_field':'planned_minutes'}"},
        {true, "{'field':'travel_minutes','is_field':'travel_minutes'}"},
        {false, "{'field':'fault_class','is_field':'product'}"},
        {true, "{'x-why':'because','field':'product','is':'Boiler 7'}"},
    };
    check_rows(*state, rows, COUNT(rows));
}

static void test_condition__ranges_are_inclusive_or_not(void **state)
{
    static const row rows[] = {
        {true, "{'field':'travel_minutes','at_least':45}"},
        {false, "{'field':'travel_minutes','at_least':46}"},
        {true, "{'field':'travel_minutes','at_most':45}"},
        {false, "{'field':'travel_minutes','at_most':44}"},
        {true, "{'field':'travel_minutes','more_than':44}"},
        {false, "{'field':'travel_minutes','more_than':45}"},
        {true, "{'field':'travel_minutes','less_than':46}"},
        {false, "{'field':'travel_minutes','less_than':45}"},
        {true, "{'field':'travel_minutes','at_least':45,'less_than':46}"},
        {false, "{'field':'travel_minutes','more_than':45,'at_most':50}"},
        {true, "{'field':'weight','more_than':'12.499999999'}"},
        {false, "{'field':'weight','more_than':'12.5'}"},
        {true, "{'field':'estimate_total','less_than':0}"},
        {true, "{'field':'purchased_on','at_least':'2024-02-29','at_most':'2024-02-29'}"},
        {false, "{'field':'purchased_on','more_than':'2024-02-29'}"},
        {true, "{'field':'visit_from','less_than':'2024-03-15T09:30:00.001Z'}"},
        {false, "{'field':'visit_from','less_than':'2024-03-15T09:30:00Z'}"},
        {false, "{'field':'observed_minutes','at_least':0}"},
        {false, "{'field':'observed_minutes','at_most':1000}"},
        {true, "{'field':'travel_minutes','at_least':-9223372036854775808,'at_most':9223372036854775807}"},
    };
    check_rows(*state, rows, COUNT(rows));
}

static void test_condition__words_are_found_in_texts(void **state)
{
    static const row rows[] = {
        {true, "{'field':'fault_description','has':['hiss']}"},
        {true, "{'field':'fault_description','has':['HISS']}"},
        {false, "{'field':'fault_description','has':['smoke']}"},
        {true, "{'field':'fault_description','has':['smoke','then']}"},
        {false, "{'field':'fault_description','has':[]}"},
        {true, "{'field':'fault_description','has':['e471']}"},
        {true, "{'field':'fault_description','has':['e4711.']}"},
        {false, "{'field':'fault_description','has':['e47112']}"},
        {true, "{'field':'fault_description','has':['ss']}"},
        {false, "{'field':'tried','has':['x']}"},
        {true, "{'field':'product','has':['BOILER 7']}"},
        {false, "{'field':'product','has':['boiler 7 ']}"},
    };
    bench *b = *state;
    check_rows(b, rows, COUNT(rows));
    /* Words that repeat themselves, in texts that nearly hold them. */
    set_value(b, "tried", "aabaabaaabaab aabaacaabaab\xE6\xBC\x8F\xE6\xB0\xB4");
    assert_true(holds(b, "{'field':'tried','has':['aabaaab']}"));
    assert_true(holds(b, "{'field':'tried','has':['aabaac']}"));
    assert_false(holds(b, "{'field':'tried','has':['aabaabaab ']}"));
    assert_true(holds(b, "{'field':'tried','has':['\xE6\xBC\x8F\xE6\xB0\xB4']}"));
}

static void test_condition__logic_is_logic(void **state)
{
    static const row rows[] = {
        {true, "{'all':[]}"},
        {false, "{'any':[]}"},
        {false, "{'not':{'all':[]}}"},
        {true, "{'not':{'any':[]}}"},
        {true, "{'all':[{'all':[]},{'all':[]}]}"},
        {false, "{'all':[{'any':[]},{'all':[]}]}"},
        {false, "{'all':[{'all':[]},{'all':[]},{'any':[]}]}"},
        {true, "{'any':[{'any':[]},{'any':[]},{'all':[]}]}"},
        {true, "{'any':[{'all':[]},{'any':[]}]}"},
        {false, "{'any':[{'any':[]},{'any':[]}]}"},
        {true, "{'not':{'not':{'all':[]}}}"},
        {true, "{'any':[{'all':[{'all':[]},{'any':[]}]},{'not':{'any':[{'any':[]},{'not':{'all':[]}}]}}]}"},
        {false, "{'all':[{'any':[{'any':[]},{'all':[]}]},{'not':{'any':[{'any':[]},{'all':[]}]}}]}"},
    };
    check_rows(*state, rows, COUNT(rows));
}

static void test_condition__rows_are_looked_at(void **state)
{
    static const row rows[] = {
        {true, "{'some':'parts','where':{'field':'name','is':'seal'}}"},
        {false, "{'some':'parts','where':{'field':'name','is':'hose'}}"},
        {false, "{'some':'charges','where':{'all':[]}}"},
        {true, "{'every':'parts','where':{'field':'name','known':true}}"},
        {false, "{'every':'parts','where':{'field':'payer','known':true}}"},
        {true, "{'every':'charges','where':{'any':[]}}"},
        {true, "{'last':'parts','where':{'field':'name','is':'pump'}}"},
        {false, "{'last':'parts','where':{'field':'name','is':'seal'}}"},
        {false, "{'last':'charges','where':{'all':[]}}"},
        {true, "{'count':'parts','at_least':3,'at_most':3}"},
        {false, "{'count':'parts','at_least':4}"},
        {true, "{'count':'charges','at_most':0}"},
        {true, "{'count':'parts','where':{'field':'unit_price','at_least':1000},'at_least':2,'at_most':2}"},
        {false, "{'count':'parts','where':{'field':'unit_price','at_least':1000},'at_most':1}"},
        {true, "{'count':'charges','where':{'all':[]},'at_most':0}"},
        {false, "{'count':'charges','where':{'all':[]},'at_least':1}"},
        {true, "{'some':'parts','where':{'field':'lot','is':7}}"},
        {true, "{'some':'parts','where':{'field':'model','is_field':'name'}}"},
        {true,
         "{'some':'parts','where':{'all':[{'field':'payer','is':'them'},{'field':'unit_price','more_than':50}]}}"},
        {false, "{'some':'parts','where':{'all':[{'field':'payer','is':'them'},{'field':'unit_price','at_most':50}]}}"},
        {true, "{'not':{'some':'parts','where':{'field':'name','is':'hose'}}}"},
        /* A list inside of a list, and what stands behind it is again about the outer row. */
        {true, "{'some':'parts','where':{'all':[{'some':'labour','where':{'field':'engineer','is':'li'}},"
               "{'field':'name','is':'pump'}]}}"},
        {false, "{'some':'parts','where':{'all':[{'every':'labour','where':{'field':'engineer','is':'li'}},"
                "{'field':'name','is':'pump'}]}}"},
        {true,
         "{'every':'parts','where':{'count':'labour','where':{'last':'parts','where':{'field':'name','is':'pump'}},"
         "'at_least':2}}"},
        {true, "{'some':'parts','where':{'any':[{'done':'out'},{'field':'name','has':['UMP']}]}}"},
        {true, "{'all':[{'some':'parts','where':{'field':'name','is':'pump'}},{'field':'product','is':'Boiler 7'}]}"},
    };
    check_rows(*state, rows, COUNT(rows));
}

static void test_condition__the_last_row_is_the_last_that_is_there(void **state)
{
    bench *b = *state;
    const mend__field *parts = mend__field_find(0, MEND__STR("parts"));
    mend__ticket_unset(&b->ticket, parts->id, 4, 0);
    assert_true(holds(b, "{'last':'parts','where':{'field':'name','is':'seal'}}"));
}

static void test_condition__history_state_and_actor_count(void **state)
{
    static const row rows[] = {
        {true, "{'done':'call'}"},
        {false, "{'done':'go'}"},
        {true, "{'done':'call','at_least':3}"},
        {false, "{'done':'call','at_least':4}"},
        {true, "{'done':'go','at_least':0}"},
        {true, "{'counter':'rework','at_least':2}"},
        {false, "{'counter':'rework','at_least':3}"},
        {true, "{'counter':'rework','at_most':2}"},
        {false, "{'counter':'rework','at_most':1}"},
        {true, "{'counter':'calls','at_most':0}"},
        {true, "{'state':['open','work']}"},
        {false, "{'state':['open']}"},
        {false, "{'state':[]}"},
        {true, "{'actor':['engineer']}"},
        {true, "{'actor':['boss','clerk']}"},
        {false, "{'actor':['boss']}"},
        {false, "{'actor':[]}"},
    };
    check_rows(*state, rows, COUNT(rows));
}

static void test_condition__faults_are_told_with_their_place(void **state)
{
    static const struct {
        const char *condition, *path, *text;
        mend_status status;
    } rows[] = {
        {"[]", "$", "a condition, an object, found an array", MEND_SCHEMA},
        {"{}", "$", "expected a condition such as", MEND_SCHEMA},
        {"{'x-note':1}", "$", "expected a condition such as", MEND_SCHEMA},
        {"{'feild':'product','is':'a'}", "$.feild", "did you mean \"field\"?", MEND_SCHEMA},
        {"{'all':[],'any':[]}", "$.any", "there is no member \"any\"", MEND_SCHEMA},
        {"{'all':{}}", "$.all", "an array of conditions", MEND_SCHEMA},
        {"{'not':[]}", "$.not", "a condition, an object", MEND_SCHEMA},
        {"{'all':[{'all':[]},7]}", "$.all[1]", "a condition, an object, found a number", MEND_SCHEMA},
        {"{'field':'product'}", "$", "expected a test of the field", MEND_SCHEMA},
        {"{'field':'prodact','is':'a'}", "$.field", "did you mean \"product\"?", MEND_SCHEMA},
        {"{'field':7,'is':'a'}", "$.field", "the name of a field", MEND_SCHEMA},
        {"{'field':'parts','known':true}", "$.field", "found a list", MEND_SCHEMA},
        {"{'field':'parts/name','is':'a'}", "$.field", "there is no field", MEND_SCHEMA},
        {"{'field':'product','is':'a','known':true}", "$.known", "one test is there already", MEND_SCHEMA},
        {"{'field':'travel_minutes','is':1,'at_least':1}", "$.at_least", "one test is there already", MEND_SCHEMA},
        {"{'field':'product','is':'a','where':{}}", "$.where", "there is no member \"where\"", MEND_SCHEMA},
        {"{'field':'product','is':1}", "$.is", "expected one line of text, found a number", MEND_SCHEMA},
        {"{'field':'product','is':'a\\nb'}", "$.is", "expected one line of text", MEND_SCHEMA},
        {"{'field':'travel_minutes','is':'1'}", "$.is", "a whole number", MEND_SCHEMA},
        {"{'field':'travel_minutes','is':1.5}", "$.is", "a whole number", MEND_SCHEMA},
        {"{'field':'weight','is':1}", "$.is", "a decimal number", MEND_SCHEMA},
        {"{'field':'purchased_on','is':'2024-02-30'}", "$.is", "a date such as", MEND_SCHEMA},
        {"{'field':'visit_from','at_least':'2024-02-30'}", "$.at_least", "an instant such as", MEND_SCHEMA},
        {"{'field':'repairable','is':'true'}", "$.is", "true or false", MEND_SCHEMA},
        {"{'field':'fault_class','is':'hardwear'}", "$.is", "did you mean \"hardware\"?", MEND_SCHEMA},
        {"{'field':'fault_class','is':3}", "$.is", "it names one choice", MEND_SCHEMA},
        {"{'field':'channel','is':'phone'}", "$.is", "the policy has no choices \"channel\"", MEND_SCHEMA},
        {"{'field':'fault_class','in':'hardware'}", "$.in", "an array of values", MEND_SCHEMA},
        {"{'field':'fault_class','in':['hardware','soft']}", "$.in[1]", "did you mean \"software\"?", MEND_SCHEMA},
        {"{'field':'product','known':'yes'}", "$.known", "true or false", MEND_SCHEMA},
        {"{'field':'product','at_least':'a'}", "$.at_least", "\"product\" is of type text", MEND_SCHEMA},
        {"{'field':'fault_class','less_than':'b'}", "$.less_than", "is of type choice", MEND_SCHEMA},
        {"{'field':'repairable','more_than':false}", "$.more_than", "is of type bool", MEND_SCHEMA},
        {"{'field':'travel_minutes','at_least':'1'}", "$.at_least", "a whole number", MEND_SCHEMA},
        {"{'field':'travel_minutes','at_least':1,'more_than':0}", "$", "exclude each other", MEND_SCHEMA},
        {"{'field':'travel_minutes','at_most':1,'less_than':0}", "$", "exclude each other", MEND_SCHEMA},
        {"{'field':'travel_minutes','more_than':9223372036854775807}", "$.more_than", "no number is beyond",
         MEND_SCHEMA},
        {"{'field':'travel_minutes','less_than':-9223372036854775808}", "$.less_than", "no number is beyond",
         MEND_SCHEMA},
        {"{'field':'product','is_field':'brnad'}", "$.is_field", "did you mean \"brand\"?", MEND_SCHEMA},
        {"{'field':'product','is_field':'travel_minutes'}", "$.is_field", "expected a field of type text", MEND_SCHEMA},
        {"{'field':'travel_minutes','is_field':'product'}", "$.is_field", "\"product\" is of type text", MEND_SCHEMA},
        {"{'field':'travel_minutes','is_field':'weight'}", "$.is_field", "is of type decimal", MEND_SCHEMA},
        {"{'field':'travel_minutes','has':['a']}", "$.has", "type text or long", MEND_SCHEMA},
        {"{'field':'fault_class','has':['a']}", "$.has", "type text or long", MEND_SCHEMA},
        {"{'field':'product','has':'a'}", "$.has", "an array of words", MEND_SCHEMA},
        {"{'field':'product','has':['']}", "$.has[0]", "1 to 64 bytes", MEND_SCHEMA},
        {"{'field':'product','has':[1]}", "$.has[0]", "expected text", MEND_SCHEMA},
        {"{'field':'product','has':['"
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa']}",
         "$.has[0]", "1 to 64 bytes", MEND_SCHEMA},
        {"{'some':'parts'}", "$", "\"where\" is missing", MEND_SCHEMA},
        {"{'some':'product','where':{'all':[]}}", "$.some", "expected a list, found a field", MEND_SCHEMA},
        {"{'every':'prats','where':{'all':[]}}", "$.every", "did you mean \"parts\"?", MEND_SCHEMA},
        {"{'last':'parts','where':{'field':'nmae','is':'a'}}", "$.where.field", "did you mean \"name\"?", MEND_SCHEMA},
        {"{'some':'parts','where':{'field':'product','is':'a'}}", "$.where.field", "there is no column", MEND_SCHEMA},
        {"{'some':'parts','where':{'field':'name','is_field':'product'}}", "$.where.is_field", "no column",
         MEND_SCHEMA},
        {"{'some':'parts','where':{'all':[]},'at_least':1}", "$.at_least", "there is no member", MEND_SCHEMA},
        {"{'count':'parts'}", "$", "expected \"at_least\" or \"at_most\"", MEND_SCHEMA},
        {"{'count':'parts','at_least':-1}", "$.at_least", "an integer from 0", MEND_SCHEMA},
        {"{'count':'parts','at_least':'1'}", "$.at_least", "expected an integer", MEND_SCHEMA},
        {"{'count':'parts','where':7,'at_most':1}", "$.where", "a condition, an object", MEND_SCHEMA},
        {"{'done':'cal'}", "$.done", "did you mean \"call\"?", MEND_SCHEMA},
        {"{'done':['call']}", "$.done", "it names one action", MEND_SCHEMA},
        {"{'done':'call','at_most':1}", "$.at_most", "there is no member", MEND_SCHEMA},
        {"{'counter':'rework'}", "$", "expected \"at_least\" or \"at_most\"", MEND_SCHEMA},
        {"{'counter':'rewrok','at_least':1}", "$.counter", "did you mean \"rework\"?", MEND_SCHEMA},
        {"{'counter':'rework','at_least':-1}", "$.at_least", "an integer from 0", MEND_SCHEMA},
        {"{'counter':'rework','at_lest':1}", "$.at_lest", "did you mean \"at_least\"?", MEND_SCHEMA},
        {"{'count':'prats','at_least':1}", "$.count", "did you mean \"parts\"?", MEND_SCHEMA},
        {"{'count':'parts','at_lest':1}", "$.at_lest", "did you mean \"at_least\"?", MEND_SCHEMA},
        {"{'actor':['boss'],'atall':1}", "$.atall", "there is no member", MEND_SCHEMA},
        {"{'state':'open'}", "$.state", "an array of names", MEND_SCHEMA},
        {"{'state':['opne']}", "$.state[0]", "did you mean \"open\"?", MEND_SCHEMA},
        {"{'state':['open','open']}", "$.state[1]", "in the list twice", MEND_SCHEMA},
        {"{'state':[7]}", "$.state[0]", "it names one state", MEND_SCHEMA},
        {"{'actor':['bosss']}", "$.actor[0]", "did you mean \"boss\"?", MEND_SCHEMA},
        {"{'actor':['boss'],'state':['open']}", "$.actor", "there is no member \"actor\"", MEND_SCHEMA},
    };
    bench *b = *state;
    int failures = 0;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const mend__condition *c = NULL;
        mend_error err;
        mend_status status = compile(b, rows[i].condition, &c, &err);
        if (status != rows[i].status || strcmp(err.path, rows[i].path) != 0 || strstr(err.text, rows[i].text) == NULL ||
            c != NULL) {
            printf("%s\n  expected %s %s\n  found %s: %s %s\n", rows[i].condition, rows[i].path, rows[i].text,
                   mend_status_name(status), err.path, err.text);
            failures++;
        }
    }
    assert_int_equal(failures, 0);
}

/* levels - 1 times "not" around a condition of one level. */
static char *nested(size_t levels, const char *open, const char *close)
{
    char *text = malloc(levels * (strlen(open) + strlen(close)) + 32);
    assert_non_null(text);
    text[0] = '\0';
    for (size_t i = 1; i < levels; i++) {
        strcat(text, open);
    }
    strcat(text, "{'all':[]}");
    for (size_t i = 1; i < levels; i++) {
        strcat(text, close);
    }
    return text;
}

static void test_condition__nesting_ends_at_32_levels(void **state)
{
    static const char *const forms[][2] = {{"{'not':", "}"},
                                           {"{'all':[", "]}"},
                                           {"{'any':[{'any':[]},", "]}"},
                                           {"{'some':'parts','where':", "}"},
                                           {"{'last':'parts','where':", "}"}};
    bench *b = *state;
    for (size_t i = 0; i < COUNT(forms); i++) {
        const mend__condition *c = NULL;
        mend_error err;
        char *text = nested(32, forms[i][0], forms[i][1]);
        mend__scene scene = scene_of(b);
        assert_int_equal(compile(b, text, &c, &err), MEND_OK);
        assert_int_equal(mend__condition_holds(c, &scene), i != 0); /* 31 times "not" */
        free(text);
        text = nested(33, forms[i][0], forms[i][1]);
        assert_int_equal(compile(b, text, &c, &err), MEND_LIMIT);
        assert_non_null(strstr(err.text, "at most 32 levels"));
        free(text);
    }
}

static void test_condition__lists_of_values_have_a_limit(void **state)
{
    bench *b = *state;
    char *text = malloc(64 + 1025 * 4);
    const mend__condition *c = NULL;
    mend_error err;
    assert_non_null(text);
    strcpy(text, "{'field':'travel_minutes','in':[1");
    for (int i = 1; i < 1024; i++) {
        strcat(text, ",1");
    }
    strcat(text, "]}");
    assert_int_equal(compile(b, text, &c, &err), MEND_OK);
    strcpy(text + strlen(text) - 2, ",1]}");
    assert_int_equal(compile(b, text, &c, &err), MEND_LIMIT);
    strcpy(text, "{'field':'product','has':['a'");
    for (int i = 1; i < 256; i++) {
        strcat(text, ",'a'");
    }
    strcat(text, "]}");
    assert_int_equal(compile(b, text, &c, &err), MEND_OK);
    strcpy(text + strlen(text) - 2, ",'a']}");
    assert_int_equal(compile(b, text, &c, &err), MEND_LIMIT);
    free(text);
}

/* A list with so many rows; columns of it that are texts hold x, or in the last row y. */
static void fill_rows(bench *b, const char *path, int32_t rows, const char *last)
{
    const mend__field *column = mend__field_by_path(mend__str_of(path, MEND_NTS));
    mend__value v = {column->type, 0, MEND__STR("x")};
    for (int32_t i = 1; i <= rows; i++) {
        v.text = i == rows ? mend__str_of(last, MEND_NTS) : MEND__STR("x");
        assert_int_equal(mend__ticket_set(&b->ticket, column->list, i, column->id, &v), MEND_OK);
    }
}

static void test_condition__lists_within_lists_are_asked_once(void **state)
{
    bench *b = *state;
    fill_rows(b, "checks/item", 1000, "y");
    /* asked of every row of every row it would take a thousand million steps, and for ever with 31 levels */
    assert_true(holds(b, "{'every':'checks','where':{'every':'checks','where':{'every':'checks',"
                         "'where':{'field':'item','known':true}}}}"));
    assert_false(holds(b, "{'not':{'every':'checks','where':{'every':'checks','where':{'every':'checks',"
                          "'where':{'field':'item','known':true}}}}}"));
    assert_true(holds(b, "{'not':{'some':'checks','where':{'last':'checks','where':{'field':'item','is':'x'}}}}"));
    assert_true(holds(b,
                      "{'count':'checks','at_least':999,'at_most':999,'where':{'all':[{'field':'item','is':'x'},"
                      "{'some':'checks','where':{'field':'item','is':'y'}},{'count':'checks','at_least':1000},"
                      "{'done':'call','at_least':3},{'not':{'some':'checks','where':{'field':'item','is':'z'}}}]}}"));
    const char *const levels[] = {"{'every':'checks','where':", "{'some':'checks','where':"};
    for (size_t i = 0; i < COUNT(levels); i++) {
        const mend__condition *c = NULL;
        mend_error err;
        mend__scene scene = scene_of(b);
        char *text = nested(32, levels[i], "}");
        assert_int_equal(compile(b, text, &c, &err), MEND_OK);
        assert_true(mend__condition_holds(c, &scene));
        free(text);
    }
}

/* What failed within a list is told for the later rows as for the first. */
static void test_condition__the_place_is_told_also_when_it_is_asked_once(void **state)
{
    bench *b = *state;
    const mend__condition *c = NULL;
    const mend__field *about = NULL;
    mend_error err;
    mend__scene scene = scene_of(b);
    fill_rows(b, "checks/item", 3, "y");
    assert_int_equal(compile(b, "{'some':'checks','where':{'some':'parts','where':{'field':'lot','is':8}}}", &c, &err),
                     MEND_OK);
    assert_false(mend__condition_tell(c, &scene, &about));
    assert_string_equal(about->name, "lot");
}

/* `count` words of 64 bytes; the last of them is the one given. */
static char *words_of(const char *field, int count, const char *last)
{
    size_t room = 100 + (size_t)count * 70, n;
    char *out = malloc(room);
    assert_non_null(out);
    n = (size_t)snprintf(out, room, "{'field':'%s','has':[", field);
    for (int i = 1; i < count; i++) {
        /* they differ at their ends only, so that every one of them nearly fits everywhere */
        n += (size_t)snprintf(out + n, room - n, "'%0*d%c%c',", 62, 0, 'a' + i % 26, 'a' + i / 26);
    }
    snprintf(out + n, room - n, "'%s']}", last);
    return out;
}

static void test_condition__the_longest_list_is_found_in_the_longest_text(void **state)
{
    bench *b = *state;
    size_t most = 64 * 1024;
    char *text = malloc(most + 1);
    assert_non_null(text);
    memset(text, '0', most);
    text[most] = '\0';
    set_value(b, "tried", text);
    char *words = words_of("tried", 256, "00Z");
    assert_false(holds(b, words));
    memcpy(text + most - 3, "00z", 3);
    set_value(b, "tried", text);
    assert_true(holds(b, words));
    free(words);
    words = words_of("tried", 256, "00y");
    assert_false(holds(b, words));
    free(words);
    free(text);
}

static void test_condition__what_could_take_too_long_is_refused(void **state)
{
    bench *b = *state;
    static const struct {
        const char *test;
        int most;                                             /* of them fit beside each other in a condition on rows */
    } tests[] = {{"{'field':'item','known':true}", 499},      /* with their jumps 999 steps for each row */
                 {"{'field':'item','has':['a','b']}", 44},    /* every text of a ticket */
                 {"{'some':'parts','where':{'any':[]}}", 64}, /* places to keep what has been found out */
                 {"{'count':'parts','at_least':1}", 64}};
    for (size_t i = 0; i < COUNT(tests); i++) {
        for (int more = 0; more < 2; more++) {
            char text[40000];
            const mend__condition *c = NULL;
            mend_error err;
            size_t n = (size_t)snprintf(text, sizeof text, "{'some':'checks','where':{'all':[%s", tests[i].test);
            for (int k = 1; k < tests[i].most + more; k++) {
                n += (size_t)snprintf(text + n, sizeof text - n, ",%s", tests[i].test);
            }
            snprintf(text + n, sizeof text - n, "]}}");
            assert_int_equal(compile(b, text, &c, &err), more ? MEND_LIMIT : MEND_OK);
            assert_true(!more || strstr(err.text, i < 2 ? "steps; at most 1000000" : "at most 64 questions") != NULL);
        }
    }
}

/* Random words and texts of few letters, looked for at every place. */
static void test_condition__words_are_found_as_by_looking_everywhere(void **state)
{
    bench *b = *state;
    uint64_t seed = 11;
    int found = 0;
    for (int round = 0; round < 4000; round++) {
        char text[40] = "", json[400] = "{'field':'tried','has':[", words[8][8];
        bool there = false;
        int count = 1 + round % 8;
        for (int i = 0; i < 30; i++) {
            seed = seed * UINT64_C(6364136223846793005) + 1;
            text[i] = "abAB"[seed >> 40 & 3];
        }
        for (int k = 0; k < count; k++) {
            size_t n = 2 + (size_t)(seed >> 50 & 3) + (size_t)(k > 3);
            for (size_t i = 0; i < n; i++) {
                seed = seed * UINT64_C(6364136223846793005) + 1;
                words[k][i] = "abcb"[seed >> 40 & 3];
            }
            words[k][n] = '\0';
            strcat(strcat(strcat(json, k ? ",'" : "'"), words[k]), "'");
            for (int at = 0; at + (int)n <= 30; at++) {
                size_t same = 0;
                while (same < n && (text[at + (int)same] | 0x20) == words[k][same]) {
                    same++;
                }
                there = there || same == n;
            }
        }
        strcat(json, "]}");
        set_value(b, "tried", text);
        assert_int_equal(holds(b, json), there);
        found += there;
    }
    assert_true(found > 500 && found < 3500);
}

/* The arena has so much room, and gets no more: every request of the compiler fails once. */
static void test_condition__no_memory_is_told(void **state)
{
    bench *b = *state;
    char *json =
        quoted("{'all':[{'field':'product','is':'a'},{'field':'model','in':['a','b']},{'field':'tried','has':['x']},"
               "{'state':['open']},{'some':'parts','where':{'actor':['boss']}}]}");
    mend_status status = MEND_NOMEM;
    for (size_t room = 64; status == MEND_NOMEM; room += 16) {
        faulty memory = {.fail_at = 2};
        mend_allocator allocator = faulty_allocator(&memory);
        mend__alloc alloc;
        mend__arena arena;
        mend__node root = MEND__NONE;
        mend_error err = {.struct_size = sizeof err};
        const mend__condition *c = NULL;
        assert_true(mend__alloc_init(&alloc, &allocator));
        mend__arena_init(&arena, &alloc);
        arena.step = room;
        assert_non_null(mend__arena_get(&arena, 0));
        mend__json_reset(&b->tree);
        assert_int_equal(mend__json_read(&b->tree, json, strlen(json), SIZE_MAX, 64, &root, &err), MEND_OK);
        status = mend__condition_compile(&arena, &b->policy->vocab, &b->tree, root, &c, &err);
        assert_int_equal(c == NULL, status == MEND_NOMEM);
        mend__arena_free(&arena);
        assert_int_equal(memory.live, 0);
    }
    assert_int_equal(status, MEND_OK);
    free(json);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_condition__no_condition_holds),
        TEST(test_condition__fields_are_compared),
        TEST(test_condition__ranges_are_inclusive_or_not),
        TEST(test_condition__words_are_found_in_texts),
        TEST(test_condition__logic_is_logic),
        TEST(test_condition__rows_are_looked_at),
        TEST(test_condition__the_last_row_is_the_last_that_is_there),
        TEST(test_condition__history_state_and_actor_count),
        TEST(test_condition__faults_are_told_with_their_place),
        TEST(test_condition__nesting_ends_at_32_levels),
        TEST(test_condition__lists_of_values_have_a_limit),
        TEST(test_condition__lists_within_lists_are_asked_once),
        TEST(test_condition__the_place_is_told_also_when_it_is_asked_once),
        TEST(test_condition__the_longest_list_is_found_in_the_longest_text),
        TEST(test_condition__what_could_take_too_long_is_refused),
        TEST(test_condition__words_are_found_as_by_looking_everywhere),
        TEST(test_condition__no_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
