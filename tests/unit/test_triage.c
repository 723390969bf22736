/*
 * test_triage.c - the section "triage": which level, why, and why not another; what it refuses to be; "$triage" in acts.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>

#include "faulty.h"
#include "mend/mend.h"
#include "policy_kit.h"

#define NOW INT64_C(1710464400000) /* 2024-03-15T01:00:00Z */

/* What the tests judge with, but for the section itself. */
static const char BASE[] =
    "{'mend':1,'id':'desk','revision':1,"
    "'roles':{'clerk':{},'boss':{}},"
    "'choices':{"
    "'level':{'p1':{'order':1,'label':{'en':'P1 urgent','zh-CN':'P1 紧急'}},'p2':{'order':2},'p3':{'order':3},"
    "         'p4':{'order':4}},"
    "'impact':{'high':{'order':1,'label':{'en':'High','zh-CN':'大'}},'medium':{'order':2},'low':{'order':3}},"
    "'urgency':{'high':{'order':1},'low':{'order':2,'label':{'en':'Not urgent','zh-CN':'不急'}}},"
    "'tier':{'ordinary':{'order':1},'key':{'order':2}},'size':{'one':{}}},"
    "'fields':{'size':{'type':'choice','choices':'size'},'judged':{'type':'choice','choices':'level'},"
    "          'judge':{'type':'text'},"
    "          'a':{'type':'bool'},'b':{'type':'bool'},'c':{'type':'bool'},'d':{'type':'bool'},'e':{'type':'bool'},"
    "          'f':{'type':'bool'}},"
    "'states':{'open':{'order':1,'stage':'new'},'shut':{'order':2,'stage':'closed'}},"
    "'actions':{"
    "'register':{'order':1,'opens':true,'to':'open','roles':['clerk'],"
    "            'form':{'fault_description':{},'impact':{},'urgency':{},'tier':{},'safety_hazard':{},'level':{}}},"
    "'report':{'order':2,'from':['open'],'roles':['clerk'],"
    "          'form':{'fault_description':{},'impact':{},'urgency':{},'tier':{},'safety_hazard':{},'level':{},"
    "                   'parts':{'columns':{'name':{}}}}},"
    "'overrule':{'order':3,'from':['open'],'roles':['boss'],'reason':'required','form':{'level':{'need':'given'}}},"
    "'close':{'order':4,'from':['open'],'to':'shut','roles':['clerk']}}}";

static const char SECTION[] =
    "{'rules':{"
    "'hazard':{'order':1,'override':true,'level':'p1','label':{'en':'Safety hazard','zh-CN':'安全隐患'},"
    "          'if':{'field':'safety_hazard','is':true}},"
    "'loud':{'order':2,'override':true,'level':'p2','if':{'field':'fault_description','has':['漏电','SMOKE']}},"
    "'gas':{'order':3,'override':true,'level':'p1','if':{'field':'fault_description','has':['gas leak']}},"
    "'question':{'order':4,'level':'p3','if':{'field':'service_type','known':false}},"
    "'idea':{'order':5,'level':'p4','if':{'all':[{'field':'tier','is':'ordinary'},"
    "                                              {'field':'fault_frequency','known':false}]}}},"
    "'matrix':{'rows':'impact','columns':'urgency','cells':{"
    "  'high':{'high':'p1','low':'p2'},'medium':{'high':'p2','low':'p3'},'low':{'high':'p3','low':'p4'}}},"
    "'default':'p3',"
    "'tiers':{'key':{'order':1,'if':{'field':'tier','is':'key'},'floor':'p2','label':{'en':'Key customer'}},"
    "         'small':{'order':2,'if':{'field':'size','is':'one'},'ceiling':'p3'}}}";

static mend_policy *load(const char *patch)
{
    mend_policy *policy = NULL;
    mend_error err;
    if (load_documents(BASE, patch, NULL, &policy, &err) != MEND_OK) {
        fail_msg("%s at %s", err.text, err.path);
    }
    return policy;
}

/* The answer of a section to the facts, both written with '; to be freed. */
static char *answer_of(const mend_policy *policy, const char *section, const char *facts)
{
    mend_buf *out;
    mend_error err = {.struct_size = sizeof err};
    char *row = quoted(section), *given = quoted(facts);
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    mend_status s = mend_probe(policy, "triage", MEND_NTS, row, MEND_NTS, given, MEND_NTS, out, &err);
    if (s != MEND_OK) {
        fail_msg("%s: %s at %s", mend_status_name(s), err.text, err.path);
    }
    size_t len;
    const char *text = mend_buf_data(out, &len);
    char *copy = malloc(len + 1);
    assert_non_null(copy);
    memcpy(copy, text, len);
    copy[len] = '\0';
    mend_buf_free(out);
    free(row);
    free(given);
    return copy;
}

/* The answer holds every piece, NULL at the end; a piece that begins with ! it must not hold. */
static void says(const char *section, const char *facts, ...)
{
    mend_policy *policy = load("{}");
    char *answer = answer_of(policy, section, facts);
    va_list pieces;
    va_start(pieces, facts);
    for (const char *piece = va_arg(pieces, const char *); piece != NULL; piece = va_arg(pieces, const char *)) {
        char *wanted = quoted(piece[0] == '!' ? piece + 1 : piece);
        if ((strstr(answer, wanted) != NULL) == (piece[0] == '!')) {
            fail_msg("%s\n  answered %s\n  %s", facts, answer, piece);
        }
        free(wanted);
    }
    va_end(pieces);
    free(answer);
    mend_policy_free(policy);
}

/* ---- where the level comes from ---- */

static void test_triage__the_first_rule_that_holds_goes_before_the_matrix(void **state)
{
    (void)state;
    says(SECTION, "{'impact':'high','urgency':'high','tier':'ordinary'}", "{'level':'p3','label':'p3',",
         "'source':{'by':'rule','rule':'question','level':'p3'}",
         "'reasons':[{'code':'LEVEL_BY_RULE','params':{'level':'p3','rule':'question'},"
         "'text':'The level is “p3”, because “question” holds.'}]",
         "{'code':'RULE_NOT_HELD','params':{'rule':'hazard','field':'safety_hazard'},"
         "'text':'“Safety hazard” does not hold; it fails at “Safety hazard”.'}",
         "{'code':'RULE_AFTER_RULE','params':{'rule':'idea','winner':'question'}",
         "{'code':'MATRIX_NOT_ASKED','params':{'winner':'question'}", "!in_force", NULL);
}

static void test_triage__the_most_urgent_override_goes_before_everything(void **state)
{
    (void)state;
    says(SECTION, "{'fault_description':'It began to smoke','service_type':null}", "{'level':'p2'",
         "'source':{'by':'override','rule':'loud','level':'p2'}", "{'code':'LEVEL_BY_OVERRIDE','params':{'level':'p2'",
         "{'code':'RULE_AFTER_OVERRIDE','params':{'rule':'question','winner':'loud'}",
         "{'code':'RULE_NOT_HELD','params':{'rule':'gas','field':'fault_description'}", NULL);
    says(SECTION, "{'fault_description':'smoke after a Gas Leak'}", "'source':{'by':'override','rule':'gas'",
         "{'code':'RULE_LESS_URGENT','params':{'rule':'loud','winner':'gas'}", NULL);
    says(SECTION, "{'fault_description':'gas leak','safety_hazard':true}", "'rule':'hazard','level':'p1'",
         "{'code':'RULE_LESS_URGENT','params':{'rule':'gas','winner':'hazard'}", NULL);
}

static void test_triage__words_are_found_in_chinese(void **state)
{
    (void)state;
    says(SECTION, "{'fault_description':'热水器外壳漏电，手麻'}", "'source':{'by':'override','rule':'loud'", "!手麻",
         NULL);
    says(SECTION, "{'fault_description':'漏水，电源正常'}", "'source':{'by':'rule','rule':'question'", NULL);
}

static void test_triage__the_matrix_needs_both_values(void **state)
{
    (void)state;
    static const char plain[] = "{'matrix':{'rows':'impact','columns':'urgency','cells':{"
                                "'high':{'high':'p1','low':'p2'},'medium':{'high':'p2','low':'p3'},"
                                "'low':{'high':'p3','low':'p4'}}},'default':'p3'}";
    says(plain, "{'impact':'low','urgency':'low'}", "{'level':'p4'",
         "'source':{'by':'matrix','rows':'impact','row':'low','columns':'urgency','column':'low','level':'p4'}",
         "'params':{'level':'p4','row':'low','column':'low'},'text':'The level is “p4” for “low” and “Not urgent”.'",
         "'others':[]", NULL);
    says(plain, "{'impact':'high','urgency':'low'}", "{'level':'p2'", NULL);
    says(plain, "{'impact':'high'}", "{'level':'p3'", "'source':{'by':'default','level':'p3'}",
         "'others':[{'code':'MATRIX_NOT_KNOWN','params':{'field':'urgency'}", NULL);
    says(plain, "{'urgency':'high'}", "'by':'default'", "'params':{'field':'impact'}", NULL);
    says(plain, "{}", "'by':'default'", "LEVEL_BY_DEFAULT", "'params':{'field':'impact'}", NULL);
}

static void test_triage__a_matrix_has_any_size_and_may_have_a_rest(void **state)
{
    (void)state;
    says("{'matrix':{'rows':'size','columns':'size','cells':{'one':{'one':'p1'}}},'default':'p4'}", "{'size':'one'}",
         "{'level':'p1'", NULL);
    says("{'matrix':{'rows':'size','columns':'urgency','cells':{'one':{'high':'p1','x-why':1}},'default':'p2'},"
         "'default':'p4'}",
         "{'size':'one','urgency':'low'}", "{'level':'p2'", NULL);
    says("{'matrix':{'rows':'impact','columns':'tier','cells':{'x-note':'none'},'default':'p1'},'default':'p4'}",
         "{'impact':'low','tier':'key'}", "{'level':'p1'", NULL);
    says("{'default':'p4'}", "{'impact':'low'}", "{'level':'p4'", "'others':[]", NULL);
}

/* ---- floors and ceilings ---- */

static void test_triage__floors_raise_and_ceilings_lower(void **state)
{
    (void)state;
    says(SECTION, "{'tier':'key'}", "{'level':'p2'", "'source':{'by':'rule','rule':'question','level':'p3'}",
         "{'code':'LEVEL_RAISED','params':{'tier':'key','level':'p2','was':'p3'},"
         "'text':'“Key customer” raises it from “p3” to “p2”.'}",
         "{'code':'TIER_NOT_HELD','params':{'tier':'small','field':'size'}", NULL);
    says(SECTION, "{'size':'one','tier':'ordinary','service_type':null}", "{'level':'p3'",
         "{'code':'CEILING_KEPT','params':{'tier':'small','level':'p3'}",
         "{'code':'TIER_NOT_HELD','params':{'tier':'key','field':'tier'}", NULL);
    says("{'default':'p1','tiers':{'t':{'if':{'field':'a','is':true},'floor':'p3','ceiling':'p2'}}}", "{'a':true}",
         "{'level':'p2'", "{'code':'LEVEL_LOWERED','params':{'tier':'t','level':'p2','was':'p1'}",
         "{'code':'FLOOR_KEPT','params':{'tier':'t','level':'p3'}", NULL);
    says("{'default':'p4','tiers':{'t':{'if':{'field':'a','is':true},'floor':'p3','ceiling':'p2'}}}", "{'a':false}",
         "{'level':'p4'", "'others':[{'code':'TIER_NOT_HELD','params':{'tier':'t','field':'a'}",
         "!TIER_NOT_HELD','params':{'tier':'t','field':'a'},'text':'“t” does not hold; it fails at “a”.'},{", NULL);
}

static void test_triage__of_a_ceiling_and_a_floor_the_floor_has_the_last_word(void **state)
{
    (void)state;
    says("{'default':'p3','tiers':{'up':{'order':1,'if':{'field':'a','is':true},'floor':'p1'},"
         "'down':{'order':2,'if':{'field':'b','is':true},'ceiling':'p4'}}}",
         "{'a':true,'b':true}", "{'level':'p1'",
         "{'code':'LEVEL_LOWERED','params':{'tier':'down','level':'p4','was':'p3'}",
         "{'code':'LEVEL_RAISED','params':{'tier':'up','level':'p1','was':'p4'}", NULL);
}

static void test_triage__no_ceiling_touches_an_override(void **state)
{
    (void)state;
    says("{'default':'p3','rules':{'o':{'if':{'field':'a','is':true},'override':true,'level':'p2'}},"
         "'tiers':{'down':{'if':{'field':'b','is':true},'ceiling':'p4'},"
         "'up':{'if':{'field':'c','is':true},'floor':'p1'}}}",
         "{'a':true,'b':true}", "{'level':'p2'",
         "{'code':'CEILING_PASSED','params':{'tier':'down','level':'p4','winner':'o'}", NULL);
    says("{'default':'p3','rules':{'o':{'if':{'field':'a','is':true},'override':true,'level':'p2'}},"
         "'tiers':{'down':{'if':{'field':'b','is':true},'ceiling':'p4'},"
         "'up':{'if':{'field':'c','is':true},'floor':'p1'}}}",
         "{'a':true,'b':true,'c':true}", "{'level':'p1'", "'source':{'by':'override','rule':'o','level':'p2'}",
         "LEVEL_RAISED", NULL);
}

static void test_triage__what_failed_is_named_where_it_can_be(void **state)
{
    (void)state;
    static const char section[] =
        "{'default':'p3','rules':{"
        "'r1':{'order':1,'level':'p1','if':{'all':[{'field':'a','is':true},{'field':'b','is':true}]}},"
        "'r2':{'order':2,'level':'p1','if':{'all':[{'field':'a','is':true},{'state':['open']}]}},"
        "'r3':{'order':3,'level':'p1','if':{'not':{'field':'a','is':true}}},"
        "'r4':{'order':4,'level':'p1','if':{'all':[{'field':'a','is':true},"
        "       {'some':'parts','where':{'field':'name','is':'pump'}}]}},"
        "'r5':{'order':5,'level':'p1','if':{'any':[]}}}}";
    says(section, "{'a':true}", "{'rule':'r1','field':'b'}", "{'rule':'r2'}", "{'rule':'r3','field':'a'}",
         "{'rule':'r4','field':'parts'}", "{'rule':'r5'}", NULL);
    says(section, "{'a':true,'parts':[{'name':'belt'}]}", "{'rule':'r4','field':'parts/name'}", NULL);
    says(section, "{'a':true,'parts':[{'name':'belt'},{'name':'pump','lot':null}]}", "'rule':'r4','level':'p1'", NULL);
}

/* ---- a model to compare with ---- */

static uint32_t dice(uint32_t *seed, uint32_t sides)
{
    *seed = *seed * 1664525U + 1013904223U;
    return (*seed >> 8) % sides;
}

#define RULES 6
#define TIERS 4

typedef struct model {
    int level[RULES], fallback, floor[TIERS], ceiling[TIERS]; /* 0: none */
    bool override[RULES];
    int rule_on[RULES], tier_on[TIERS]; /* the field that says whether it holds */
    bool facts[6];
} model;

static void model_make(model *m, uint32_t *seed)
{
    for (int i = 0; i < 6; i++) {
        m->facts[i] = dice(seed, 2) == 0;
    }
    m->fallback = 1 + (int)dice(seed, 4);
    for (int i = 0; i < RULES; i++) {
        m->level[i] = 1 + (int)dice(seed, 4);
        m->override[i] = dice(seed, 3) == 0;
        m->rule_on[i] = (int)dice(seed, 6);
    }
    for (int i = 0; i < TIERS; i++) {
        m->floor[i] = (int)dice(seed, 5);
        m->ceiling[i] = m->floor[i] == 0 ? 1 + (int)dice(seed, 4) : (int)dice(seed, (uint32_t)m->floor[i] + 1);
        m->tier_on[i] = (int)dice(seed, 6);
    }
}

/* The level as the guide says it, written for that alone. */
static int model_judge(const model *m, int *override)
{
    int level = 0, best = 0;
    for (int i = 0; i < RULES; i++) {
        if (m->facts[m->rule_on[i]] && m->override[i] && (best == 0 || m->level[i] < best)) {
            best = m->level[i];
        }
    }
    *override = best;
    level = best;
    for (int i = 0; i < RULES && level == 0; i++) {
        level = m->facts[m->rule_on[i]] && !m->override[i] ? m->level[i] : 0;
    }
    level = level == 0 ? m->fallback : level;
    for (int i = 0; i < TIERS; i++) {
        bool counts = m->facts[m->tier_on[i]] && m->ceiling[i] != 0 && best == 0;
        level = counts && level < m->ceiling[i] ? m->ceiling[i] : level;
    }
    for (int i = 0; i < TIERS; i++) {
        bool counts = m->facts[m->tier_on[i]] && m->floor[i] != 0;
        level = counts && level > m->floor[i] ? m->floor[i] : level;
    }
    return level;
}

static void model_write(const model *m, char *section, char *facts)
{
    size_t n = (size_t)sprintf(section, "{'default':'p%d','rules':{", m->fallback);
    for (int i = 0; i < RULES; i++) {
        n += (size_t)sprintf(
            section + n, "%s'r%d':{'order':%d,'override':%s,'level':'p%d','if':{'field':'%c','is':true}}",
            i == 0 ? "" : ",", i, i, m->override[i] ? "true" : "false", m->level[i], 'a' + m->rule_on[i]);
    }
    n += (size_t)sprintf(section + n, "},'tiers':{");
    for (int i = 0; i < TIERS; i++) {
        n += (size_t)sprintf(section + n, "%s't%d':{'order':%d,'if':{'field':'%c','is':true}", i == 0 ? "" : ",", i, i,
                             'a' + m->tier_on[i]);
        n += m->floor[i] == 0 ? 0 : (size_t)sprintf(section + n, ",'floor':'p%d'", m->floor[i]);
        n += m->ceiling[i] == 0 ? 0 : (size_t)sprintf(section + n, ",'ceiling':'p%d'", m->ceiling[i]);
        n += (size_t)sprintf(section + n, "}");
    }
    sprintf(section + n, "}}");
    n = 0;
    for (int i = 0; i < 6; i++) {
        n += (size_t)sprintf(facts + n, "%c'%c':%s", i == 0 ? '{' : ',', 'a' + i, m->facts[i] ? "true" : "false");
    }
    sprintf(facts + n, "}");
}

static void test_triage__random_rules_agree_with_the_guide_and_dilute_no_override(void **state)
{
    (void)state;
    static char section[4096], facts[256];
    mend_policy *policy = load("{}");
    uint32_t seed = 20240315;
    int overridden = 0;
    for (int round = 0; round < 4000; round++) {
        model m;
        int override;
        char wanted[16];
        model_make(&m, &seed);
        model_write(&m, section, facts);
        char *answer = answer_of(policy, section, facts);
        int level = model_judge(&m, &override);
        snprintf(wanted, sizeof wanted, "{\"level\":\"p%d\"", level);
        if (strncmp(answer, wanted, strlen(wanted)) != 0) {
            fail_msg("%s\n%s\nwanted %s: %s", section, facts, wanted, answer);
        }
        assert_true(override == 0 || answer[11] - '0' <= override);
        overridden += override != 0;
        free(answer);
    }
    assert_true(overridden > 1000 && overridden < 4000);
    mend_policy_free(policy);
}

/* ---- what is refused when a policy is loaded ---- */

static void test_triage__bad_sections_are_refused_where_they_are_bad(void **state)
{
    (void)state;
    static const struct {
        const char *patch;
        mend_status status;
        const char *path, *text;
    } rows[] = {
        {"{'triage':[]}", MEND_SCHEMA, "$.triage", "expected an object"},
        {"{'triage':{}}", MEND_SCHEMA, "$.triage", "the member \"default\" is missing"},
        {"{'triage':{'default':'p5'}}", MEND_SCHEMA, "$.triage.default", "did you mean \"p"},
        {"{'triage':{'default':3}}", MEND_SCHEMA, "$.triage.default", "expected text"},
        {"{'triage':{'default':'p3','rule':{}}}", MEND_SCHEMA, "$.triage.rule", "did you mean \"rules\"?"},
        {"{'triage':{'default':'p3'},'choices':{'level':null},'fields':null,'actions':{'register':{'form':null},"
         "'report':{'form':null},'overrule':{'form':null}}}",
         MEND_SCHEMA, "$.triage", "the policy has no choices \"level\""},
        {"{'triage':{'default':'p3','rules':{'r':{'level':'p1'}}}}", MEND_SCHEMA, "$.triage.rules.r",
         "the member \"if\" is missing"},
        {"{'triage':{'default':'p3','rules':{'r':{'if':{'all':[]}}}}}", MEND_SCHEMA, "$.triage.rules.r",
         "the member \"level\" is missing"},
        {"{'triage':{'default':'p3','rules':{'r':{'if':{'all':[]},'levle':'p1'}}}}", MEND_SCHEMA,
         "$.triage.rules.r.levle", "did you mean \"level\"?"},
        {"{'triage':{'default':'p3','rules':{'r':{'if':{'all':[]},'level':'p1','override':'yes'}}}}", MEND_SCHEMA,
         "$.triage.rules.r.override", "true or false"},
        {"{'triage':{'default':'p3','rules':{'r':{'if':{'field':'safty_hazard','is':true},'level':'p1'}}}}",
         MEND_SCHEMA, "$.triage.rules.r.if.field", "did you mean \"safety_hazard\"?"},
        {"{'triage':{'default':'p3','rules':{'r':{'if':{'any':[{'actor':['boss']}]},'level':'p1'}}}}", MEND_SCHEMA,
         "$.triage.rules.r.if", "the actor has no say"},
        {"{'triage':{'default':'p3','tiers':{'t':{'floor':'p1'}}}}", MEND_SCHEMA, "$.triage.tiers.t",
         "the member \"if\" is missing"},
        {"{'triage':{'default':'p3','tiers':{'t':{'if':{'all':[]}}}}}", MEND_SCHEMA, "$.triage.tiers.t",
         "\"floor\", \"ceiling\" or both"},
        {"{'triage':{'default':'p3','tiers':{'t':{'if':{'all':[]},'floor':'p1','ceiling':'p2'}}}}", MEND_SCHEMA,
         "$.triage.tiers.t.floor", "no level could keep both"},
        {"{'triage':{'default':'p3','tiers':{'t':{'if':{'all':[]},'flor':'p1'}}}}", MEND_SCHEMA,
         "$.triage.tiers.t.flor", "did you mean \"floor\"?"},
        {"{'triage':{'default':'p3','tiers':{'t':{'if':{'all':[]},'ceiling':'p0'}}}}", MEND_SCHEMA,
         "$.triage.tiers.t.ceiling", "there is no level \"p0\""},
        {"{'triage':{'default':'p3','rules':{'r1':{'order':1,'level':'p1'},'r2':{'order':2,'level':'p1'}}}}",
         MEND_SCHEMA, "$.triage.rules.r1", "the member \"if\" is missing"},
        {"{'triage':{'default':'p3','tiers':{'t1':{'order':1,'floor':'p1'},'t2':{'order':2,'floor':'p1'}}}}",
         MEND_SCHEMA, "$.triage.tiers.t1", "the member \"if\" is missing"},
        {"{'triage':{'default':'p3','matrix':{'rows':'impact','columns':'urgency','cells':{'low':{'high':'p0','low':'"
         "p1'},"
         "'medium':{}}}}}",
         MEND_SCHEMA, "$.triage.matrix.cells.low.high", "there is no level \"p0\""},
        {"{'triage':{'default':'p3','matrix':{'row':'impact'}}}", MEND_SCHEMA, "$.triage.matrix.row",
         "did you mean \"rows\"?"},
        {"{'triage':{'default':'p3','matrix':{'columns':'urgency','cells':{}}}}", MEND_SCHEMA, "$.triage.matrix",
         "the member \"rows\" is missing"},
        {"{'triage':{'default':'p3','matrix':{'rows':'impact','columns':'urgency'}}}", MEND_SCHEMA, "$.triage.matrix",
         "the member \"cells\" is missing"},
        {"{'triage':{'default':'p3','matrix':{'rows':'impct','columns':'urgency','cells':{}}}}", MEND_SCHEMA,
         "$.triage.matrix.rows", "did you mean \"impact\"?"},
        {"{'triage':{'default':'p3','matrix':{'rows':'impact','columns':'product','cells':{}}}}", MEND_SCHEMA,
         "$.triage.matrix.columns", "expected a field of type choice"},
        {"{'triage':{'default':'p3','matrix':{'rows':'channel','columns':'urgency','cells':{}}}}", MEND_SCHEMA,
         "$.triage.matrix.rows", "the policy has no choices \"channel\""},
        {"{'triage':{'default':'p3','matrix':{'rows':'size','columns':'urgency','cells':{'one':{'high':'p1'}}}}}",
         MEND_SCHEMA, "$.triage.matrix.cells.one", "no level for \"one\" and \"low\""},
        {"{'triage':{'default':'p3','matrix':{'rows':'size','columns':'urgency','cells':{}}}}", MEND_SCHEMA,
         "$.triage.matrix.cells", "no level for \"one\" and \"high\""},
        {"{'triage':{'default':'p3','matrix':{'rows':'size','columns':'urgency','cells':{'once':{}}}}}", MEND_SCHEMA,
         "$.triage.matrix.cells.once", "did you mean \"one\"?"},
        {"{'triage':{'default':'p3','matrix':{'rows':'size','columns':'urgency','cells':{'one':{'hihg':'p1'}}}}}",
         MEND_SCHEMA, "$.triage.matrix.cells.one.hihg", "did you mean \"high\"?"},
        {"{'triage':{'default':'p3','matrix':{'rows':'size','columns':'urgency','cells':{'one':'p1'}}}}", MEND_SCHEMA,
         "$.triage.matrix.cells.one", "expected an object of levels"},
        {"{'triage':{'default':'p3','matrix':{'rows':'size','columns':'urgency','cells':[]}}}", MEND_SCHEMA,
         "$.triage.matrix.cells", "expected an object of objects"},
        {"{'triage':{'default':'p3','stands':{'actor':['boss']}}}", MEND_SCHEMA, "$.triage.stands", "no say"},
        {"{'triage':{'default':'p3','by':'customer_name'}}", MEND_SCHEMA, "$.triage.by", "without a masking class"},
        {"{'triage':{'default':'p3','by':'judged_at'}}", MEND_SCHEMA, "$.triage.by", "of type text"},
        {"{'triage':{'default':'p3','at':'judged_by'}}", MEND_SCHEMA, "$.triage.at", "of type instant"},
        {"{'triage':{'default':'p3','at':'judgd_at'}}", MEND_SCHEMA, "$.triage.at", "did you mean \"judged_at\"?"},
        {"{'actions':{'register':{'sets':{'level':'$triage'}}}}", MEND_SCHEMA, "$.actions.register.sets.level",
         "no section \"triage\""},
        {"{'triage':{'default':'p3'},'actions':{'register':{'sets':{'impact':'$triage'}}}}", MEND_SCHEMA,
         "$.actions.register.sets.impact", "of the set \"level\""},
        {"{'triage':{'default':'p3'},'actions':{'register':{'sets':{'product':'$triage'}}}}", MEND_SCHEMA,
         "$.actions.register.sets.product", "of the set \"level\""},
    };
    int failures = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mend_policy *policy = NULL;
        mend_error err;
        mend_status s = load_documents(BASE, rows[i].patch, NULL, &policy, &err);
        if (s != rows[i].status || strcmp(err.path, rows[i].path) != 0 || strstr(err.text, rows[i].text) == NULL) {
            printf("%s\n  %s at %s: %s\n", rows[i].patch, mend_status_name(s), err.path, err.text);
            failures++;
        }
        mend_policy_free(policy);
    }
    assert_int_equal(failures, 0);
}

/* ---- limits ---- */

/* A section with so many rules or tiers, written with '. */
static char *many(const char *member, const char *one, int count)
{
    char *text = malloc(128 + (size_t)count * 96);
    assert_non_null(text);
    size_t n = (size_t)sprintf(text, "{'triage':{'default':'p3','%s':{", member);
    for (int i = 0; i < count; i++) {
        n += (size_t)sprintf(text + n, "%s'n%d':%s", i == 0 ? "" : ",", i, one);
    }
    sprintf(text + n, "}}}");
    return text;
}

static void limited(const char *member, const char *one, int most, const char *path)
{
    for (int over = 0; over < 2; over++) {
        mend_policy *policy = NULL;
        mend_error err;
        char *patch = many(member, one, most + over);
        assert_int_equal(load_documents(BASE, patch, NULL, &policy, &err), over ? MEND_LIMIT : MEND_OK);
        if (over) {
            assert_string_equal(err.path, path);
        }
        free(patch);
        mend_policy_free(policy);
    }
}

static void test_triage__there_is_a_limit_to_rules_tiers_and_cells(void **state)
{
    (void)state;
    limited("rules", "{'level':'p1','if':{'any':[]}}", 256, "$.triage.rules");
    limited("tiers", "{'floor':'p1','if':{'any':[]}}", 64, "$.triage.tiers");
    for (int columns = 16; columns <= 17; columns++) {
        char *patch = malloc(65536);
        mend_policy *policy = NULL;
        mend_error err;
        assert_non_null(patch);
        size_t n = (size_t)sprintf(patch, "{'choices':{'channel':{");
        for (int i = 0; i < 1024; i++) {
            n += (size_t)sprintf(patch + n, "%s'n%d':{}", i == 0 ? "" : ",", i);
        }
        n += (size_t)sprintf(patch + n, "},'proof':{");
        for (int i = 0; i < columns; i++) {
            n += (size_t)sprintf(patch + n, "%s'n%d':{}", i == 0 ? "" : ",", i);
        }
        sprintf(patch + n, "}},'triage':{'default':'p3','matrix':{'rows':'channel','columns':'proof','cells':{},"
                           "'default':'p1'}}}");
        assert_int_equal(load_documents(BASE, patch, NULL, &policy, &err), columns == 16 ? MEND_OK : MEND_LIMIT);
        free(patch);
        mend_policy_free(policy);
    }
}

/* ---- "$triage" ---- */

typedef struct room {
    mend_policy *policy;
    mend_ticket *ticket;
    mend_args *args;
    mend_result *result;
    int64_t now;
} room;

static const char KEEPING[] =
    "{'triage':{'default':'p4','by':'judged_by','at':'judged_at',"
    "'rules':{'hazard':{'override':true,'level':'p1','if':{'field':'safety_hazard','is':true}}},"
    "'matrix':{'rows':'impact','columns':'urgency','cells':{'high':{'high':'p2'}},'default':'p3'},"
    "'tiers':{'key':{'if':{'field':'tier','is':'key'},'floor':'p2'}},"
    "'stands':{'all':[{'field':'judged_by','known':true},{'not':{'field':'judged_by','is':'system'}}]}},"
    "'actions':{'register':{'sets':{'level':'$triage'}},'report':{'sets':{'level':'$triage'}},"
    "'overrule':{'sets':{'level':'$triage'}}}}";

static void enter(room *r, const char *patch)
{
    r->policy = load(patch);
    assert_int_equal(mend_ticket_new(NULL, &r->ticket), MEND_OK);
    assert_int_equal(mend_args_new(NULL, &r->args), MEND_OK);
    assert_int_equal(mend_result_new(NULL, &r->result), MEND_OK);
    r->now = NOW;
}

static void leave(room *r)
{
    mend_ticket_free(r->ticket);
    mend_args_free(r->args);
    mend_result_free(r->result);
    mend_policy_free(r->policy);
}

static mend_status act(room *r, const char *action, const char *actor, const char *fields)
{
    char json[1024];
    mend_error err = {.struct_size = sizeof err};
    bool boss = strcmp(actor, "bea") == 0;
    snprintf(json, sizeof json,
             "{'action':'%s','actor':{'id':'%s','roles':['%s']},%s'ticket':{'tenant':'t','key':'k','number':'1'},"
             "'fields':%s}",
             action, actor, boss ? "boss" : "clerk", boss ? "'reason':'known to me'," : "", fields);
    char *text = quoted(json);
    if (mend_args_json(r->args, text, MEND_NTS, &err) != MEND_OK) {
        fail_msg("%s: %s", text, err.text);
    }
    free(text);
    r->now += 60000;
    return mend_act(r->policy, r->ticket, r->args, r->now, r->result, &err);
}

static const char *value(const room *r, const char *field)
{
    static char text[4][64];
    static int at;
    char *out = text[at++ % 4];
    assert_int_equal(mend_ticket_text(r->ticket, field, MEND_NTS, out, 64, NULL), MEND_OK);
    return out;
}

static void stands_at(const room *r, const char *level, const char *by, int minute)
{
    int64_t at;
    assert_string_equal(value(r, "level"), level);
    assert_string_equal(value(r, "judged_by"), by);
    assert_int_equal(mend_ticket_integer(r->ticket, "judged_at", MEND_NTS, &at), MEND_OK);
    assert_int_equal((at - NOW) / 60000, minute);
}

static void test_triage__an_act_puts_the_judgement_in_force(void **state)
{
    (void)state;
    room r;
    enter(&r, KEEPING);
    assert_int_equal(act(&r, "register", "ann", "{'impact':'high'}"), MEND_OK);
    stands_at(&r, "p4", "system", 1);
    assert_int_equal(act(&r, "report", "ann", "{'urgency':'high'}"), MEND_OK);
    stands_at(&r, "p2", "system", 2);
    assert_non_null(strstr(mend_result_event(r.result, 0, NULL),
                           "\"set\":{\"urgency\":\"high\",\"level\":\"p2\",\"judged_at\":\"2024-03-15T01:02:00Z\"}"));
    assert_int_equal(act(&r, "report", "ann", "{'fault_description':'no news'}"), MEND_OK);
    stands_at(&r, "p2", "system", 2); /* nothing has changed, so nothing is written */
    assert_null(strstr(mend_result_event(r.result, 0, NULL), "level"));
    assert_int_equal(act(&r, "report", "ann", "{'impact':null,'tier':'key'}"), MEND_OK);
    stands_at(&r, "p2", "system", 2);
    assert_int_equal(act(&r, "report", "ann", "{'tier':'ordinary'}"), MEND_OK);
    stands_at(&r, "p4", "system", 5);
    leave(&r);
}

static void test_triage__a_level_that_is_given_stands_against_the_judgement(void **state)
{
    (void)state;
    room r;
    enter(&r, KEEPING);
    assert_int_equal(act(&r, "register", "ann", "{'impact':'high','urgency':'high','level':'p3'}"), MEND_OK);
    stands_at(&r, "p3", "ann", 1);
    assert_int_equal(act(&r, "report", "ann", "{'impact':'low','tier':'key'}"), MEND_OK);
    stands_at(&r, "p3", "ann", 1);
    assert_int_equal(act(&r, "overrule", "bea", "{'level':'p4'}"), MEND_OK);
    stands_at(&r, "p4", "bea", 3);
    assert_int_equal(act(&r, "overrule", "bea", "{'level':'p4'}"), MEND_OK);
    stands_at(&r, "p4", "bea", 4);
    assert_int_equal(act(&r, "report", "ann", "{'safety_hazard':true}"), MEND_OK);
    stands_at(&r, "p1", "system", 5); /* an override always may raise it */
    assert_int_equal(act(&r, "report", "ann", "{'safety_hazard':null}"), MEND_OK);
    stands_at(&r, "p2", "system", 6);
    leave(&r);
}

static void test_triage__nobody_goes_below_an_override_that_holds(void **state)
{
    (void)state;
    room r;
    mend_buf *text;
    enter(&r, KEEPING);
    assert_int_equal(act(&r, "register", "ann", "{'safety_hazard':true,'level':'p2'}"), MEND_CONDITION);
    assert_int_equal(mend_result_reason_count(r.result), 1);
    assert_int_equal(mend_result_reason(r.result, 0), MEND_REASON_LEVEL_BELOW_OVERRIDE);
    assert_int_equal(mend_buf_new(NULL, &text), MEND_OK);
    assert_int_equal(mend_result_sentence(r.result, r.policy, 0, "zh", text), MEND_OK);
    assert_string_equal(mend_buf_data(text, NULL), "符合“hazard”，“优先级”不得低于“P1 紧急”。");
    mend_buf_free(text);
    assert_int_equal(act(&r, "register", "ann", "{'safety_hazard':true,'level':'p1'}"), MEND_OK);
    assert_int_equal(act(&r, "overrule", "bea", "{'level':'p4'}"), MEND_CONDITION);
    stands_at(&r, "p1", "ann", 2);
    assert_int_equal(act(&r, "report", "ann", "{'impact':'low'}"), MEND_OK);
    stands_at(&r, "p1", "ann", 2); /* no override is more urgent than what stands */
    leave(&r);
}

static void test_triage__rows_of_lists_are_no_fields_of_the_ticket(void **state)
{
    (void)state;
    room r;
    enter(&r, KEEPING);
    assert_int_equal(act(&r, "register", "ann", "{'impact':'high'}"), MEND_OK);
    assert_int_equal(act(&r, "report", "ann", "{'urgency':'high','parts':[{'name':'pump'},{'name':'belt'}]}"), MEND_OK);
    stands_at(&r, "p2", "system", 2);
    assert_string_equal(value(&r, "parts/2/name"), "belt");
    leave(&r);
}

static void test_triage__a_level_taken_away_or_malformed_is_none_given(void **state)
{
    (void)state;
    room r;
    enter(&r, KEEPING);
    assert_int_equal(act(&r, "register", "ann", "{'level':'p9'}"), MEND_INCOMPLETE);
    assert_int_equal(mend_result_reason(r.result, 0), MEND_REASON_CHOICE_UNKNOWN);
    assert_int_equal(act(&r, "register", "ann", "{'impact':'high','urgency':'high'}"), MEND_OK);
    assert_int_equal(act(&r, "report", "ann", "{'level':null}"), MEND_OK);
    stands_at(&r, "p2", "system", 2);
    assert_int_equal(act(&r, "report", "ann", "{'level':''}"), MEND_OK);
    stands_at(&r, "p2", "system", 2);
    leave(&r);
}

static void test_triage__what_the_action_writes_itself_stays(void **state)
{
    (void)state;
    room r;
    enter(&r, "{'triage':{'default':'p4','by':'judge','at':'judged_at'},"
              "'actions':{'register':{'sets':{'level':'$triage','judged':'$triage','judge':'$actor'}},"
              "           'report':{'sets':{'level':'$none','judged':'$triage'}}}}");
    assert_int_equal(act(&r, "register", "ann", "{'level':'p1'}"), MEND_OK);
    assert_string_equal(value(&r, "level"), "p1");
    assert_string_equal(value(&r, "judged"), "p4"); /* of another field only the judgement */
    assert_string_equal(value(&r, "judge"), "ann");
    assert_int_equal(act(&r, "report", "ann", "{}"), MEND_OK);
    assert_string_equal(value(&r, "level"), "");
    assert_string_equal(value(&r, "judge"), "ann");
    leave(&r);
    enter(&r, "{'triage':{'default':'p4','by':'judged_by','at':'registered_at'},"
              "'actions':{'register':{'sets':{'level':'$triage','registered_at':'2024-01-01T00:00:00Z'}}}}");
    assert_int_equal(act(&r, "register", "ann", "{}"), MEND_OK);
    assert_string_equal(value(&r, "registered_at"), "2024-01-01T00:00:00Z");
    assert_string_equal(value(&r, "judged_by"), "system");
    leave(&r);
}

/* Several rules, of which an act looks at no more than it must, and nobody is noted. */
static void test_triage__an_act_judges_as_the_question_does(void **state)
{
    (void)state;
    static const char *const facts[] = {"{'tier':'ordinary'}",
                                        "{'fault_description':'smoke','tier':'key'}",
                                        "{'fault_description':'漏电','safety_hazard':true}",
                                        "{'fault_description':'gas leak, smoke'}",
                                        "{'impact':'low','urgency':'low','tier':'key'}",
                                        "{'impact':'low'}"};
    char patch[2048];
    snprintf(patch, sizeof patch, "{'triage':%s,'actions':{'register':{'sets':{'level':'$triage'}}}}", SECTION);
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
        room r;
        mend_buf *out;
        char level[32];
        enter(&r, patch);
        assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
        assert_int_equal(act(&r, "register", "ann", facts[i]), MEND_OK);
        assert_int_equal(mend_triage(r.policy, r.ticket, "en", out, NULL), MEND_OK);
        snprintf(level, sizeof level, "{\"level\":\"%s\",", value(&r, "level"));
        assert_memory_equal(mend_buf_data(out, NULL), level, strlen(level));
        assert_string_equal(value(&r, "judged_by"), "");
        mend_buf_free(out);
        leave(&r);
    }
}

/* The fields that a judgement brings are declared in the event, so that it replays without the policy. */
static void test_triage__a_judgement_replays(void **state)
{
    (void)state;
    room r;
    mend_ticket *again;
    mend_buf *slots, *one, *other;
    enter(&r, "{'triage':{'default':'p4','by':'judge'},"
              "'actions':{'register':{'sets':{'level':'$triage','judged':'$triage'}}}}");
    assert_int_equal(act(&r, "register", "ann", "{'fault_description':'夜里有异响'}"), MEND_OK);
    assert_string_equal(value(&r, "judge"), "system");
    assert_int_equal(mend_ticket_new(NULL, &again), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &slots), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &one), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &other), MEND_OK);
    assert_int_equal(mend_ticket_slots(r.ticket, slots), MEND_OK);
    const char *event = mend_result_event(r.result, 0, NULL);
    size_t len;
    const char *text = mend_buf_data(slots, &len);
    assert_int_equal(mend_ticket_replay(again, text, len, &event, NULL, 1, NULL), MEND_OK);
    assert_int_equal(mend_ticket_save(r.ticket, one), MEND_OK);
    assert_int_equal(mend_ticket_save(again, other), MEND_OK);
    assert_string_equal(mend_buf_data(one, NULL), mend_buf_data(other, NULL));
    mend_ticket_free(again);
    mend_buf_free(slots);
    mend_buf_free(one);
    mend_buf_free(other);
    leave(&r);
}

/* ---- the question ---- */

static void test_triage__the_question_tells_which_level_is_in_force_and_by_whom(void **state)
{
    (void)state;
    room r;
    mend_buf *out;
    enter(&r, KEEPING);
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(act(&r, "register", "ann", "{'impact':'high','urgency':'high'}"), MEND_OK);
    assert_int_equal(mend_triage(r.policy, r.ticket, NULL, out, NULL), MEND_OK);
    assert_null(strstr(mend_buf_data(out, NULL), "in_force"));
    assert_int_equal(act(&r, "overrule", "bea", "{'level':'p1'}"), MEND_OK);
    mend_buf_clear(out);
    assert_int_equal(mend_triage(r.policy, r.ticket, "zh-CN", out, NULL), MEND_OK);
    assert_non_null(strstr(mend_buf_data(out, NULL),
                           "\"in_force\":{\"level\":\"p1\",\"label\":\"P1 紧急\",\"by\":\"bea\","
                           "\"at\":\"2024-03-15T01:02:00Z\",\"stands\":true}"));
    assert_non_null(strstr(mend_buf_data(out, NULL), "按“大”与“high”定为“p2”。"));
    leave(&r);
    /* as far as the policy keeps it, and as far as anybody has judged by it */
    static const char *const patches[] = {
        "{'triage':{'default':'p4'}}",
        "{'triage':{'default':'p4','by':'judged_by','at':'judged_at','stands':{'field':'judged_by','known':true}}}"};
    for (size_t i = 0; i < 2; i++) {
        enter(&r, patches[i]);
        mend_buf_clear(out);
        assert_int_equal(act(&r, "register", "ann", "{'level':'p1'}"), MEND_OK);
        assert_int_equal(mend_triage(r.policy, r.ticket, "en", out, NULL), MEND_OK);
        assert_non_null(strstr(mend_buf_data(out, NULL),
                               "\"in_force\":{\"level\":\"p1\",\"label\":\"P1 urgent\",\"stands\":false}}"));
        leave(&r);
    }
    mend_buf_free(out);
}

static void test_triage__a_question_that_cannot_be_answered_leaves_the_buffer_alone(void **state)
{
    (void)state;
    room r, other;
    mend_buf *out;
    mend_error err = {.struct_size = sizeof err};
    enter(&r, KEEPING);
    enter(&other, "{}");
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_buf_append(out, "before", MEND_NTS), MEND_OK);
    assert_int_equal(act(&r, "register", "ann", "{}"), MEND_OK);
    assert_int_equal(mend_triage(other.policy, r.ticket, NULL, out, &err), MEND_POLICY_MISMATCH);
    assert_int_equal(mend_triage(other.policy, other.ticket, NULL, out, &err), MEND_NOT_FOUND);
    assert_non_null(strstr(err.text, "triage"));
    assert_int_equal(mend_triage(NULL, r.ticket, NULL, out, &err), MEND_INVALID);
    assert_int_equal(mend_triage(r.policy, NULL, NULL, out, NULL), MEND_INVALID);
    assert_int_equal(mend_triage(r.policy, r.ticket, NULL, NULL, NULL), MEND_INVALID);
    err.struct_size = 3;
    assert_int_equal(mend_triage(r.policy, r.ticket, NULL, out, &err), MEND_INVALID);
    assert_string_equal(mend_buf_data(out, NULL), "before");
    mend_buf_free(out);
    leave(&r);
    leave(&other);
}

static void refused(const char *section, const char *facts, mend_status status, int32_t document, const char *path)
{
    mend_policy *policy = load(KEEPING);
    mend_error err = {.struct_size = sizeof err};
    mend_buf *out;
    char *row = quoted(section), *given = quoted(facts);
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_probe(policy, "triage", MEND_NTS, row, MEND_NTS, given, MEND_NTS, out, &err), status);
    assert_int_equal(err.document, document);
    assert_string_equal(err.path, path);
    mend_buf_free(out);
    free(row);
    free(given);
    mend_policy_free(policy);
}

static void test_triage__trying_a_section_needs_right_facts(void **state)
{
    (void)state;
    mend_buf *out;
    mend_policy *policy = load(KEEPING);
    char *answer = answer_of(policy, "{}", "{'safety_hazard':true}"); /* the policy's own section */
    assert_non_null(strstr(answer, "\"rule\":\"hazard\""));
    free(answer);
    mend_policy_free(policy);
    refused("{'default':'p4'}", "{'impct':'high'}", MEND_SCHEMA, 1, "$.impct");
    refused("{'default':'p4'}", "{'impact':'huge'}", MEND_SCHEMA, 1, "$.impact");
    refused("{'default':'p4'}", "{'parts':{}}", MEND_SCHEMA, 1, "$.parts");
    refused("{'default':'p4'}", "{'parts':['pump']}", MEND_SCHEMA, 1, "$.parts[0]");
    refused("{'default':'p4'}", "{'parts':[{'nme':'pump'}]}", MEND_SCHEMA, 1, "$.parts[0].nme");
    refused("{'default':'p4'}", "{'parts':[{'nme':'pump','name':'belt'},{}],'impact':'high'}", MEND_SCHEMA, 1,
            "$.parts[0].nme");
    refused("{'defalt':'p4'}", "{}", MEND_SCHEMA, 0, "$.defalt");
    char *rows = malloc(8192);
    assert_non_null(rows);
    size_t n = (size_t)sprintf(rows, "{'parts':[{}");
    for (int i = 0; i < 1000; i++) {
        n += (size_t)sprintf(rows + n, ",{}");
    }
    sprintf(rows + n, "]}");
    refused("{'default':'p4'}", rows, MEND_LIMIT, 1, "$.parts");
    free(rows);
    policy = load("{}");
    answer = answer_of(policy, "{'default':'p4'}", "{'x-mine':1,'parts':[{'x-too':2}],'f':null}");
    free(answer);
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_probe(NULL, "triage", MEND_NTS, "{}", MEND_NTS, NULL, 0, out, NULL), MEND_SCHEMA);
    assert_int_equal(mend_probe(policy, "triage", MEND_NTS, "{}", MEND_NTS, NULL, 0, out, NULL), MEND_SCHEMA);
    mend_buf_free(out);
    mend_policy_free(policy);
}

/* ---- no memory ---- */

/* Everything once, with an allocator; MEND_OK or the first failure. */
static mend_status all_of_it(const mend_allocator *a, const char *const *documents)
{
    static const char args_json[] =
        "{\"action\":\"register\",\"actor\":{\"id\":\"ann\",\"roles\":[\"clerk\"]},\"ticket\":"
        "{\"tenant\":\"t\",\"key\":\"k\",\"number\":\"1\"},\"fields\":{\"impact\":\"high\"}}";
    mend_policy *policy = NULL;
    mend_ticket *ticket = NULL;
    mend_args *args = NULL;
    mend_result *result = NULL;
    mend_buf *out = NULL;
    mend_status s = mend_policy_load(a, documents, NULL, 2, &policy, NULL);
    s = s != MEND_OK ? s : mend_ticket_new(a, &ticket);
    s = s != MEND_OK ? s : mend_args_new(a, &args);
    s = s != MEND_OK ? s : mend_result_new(a, &result);
    s = s != MEND_OK ? s : mend_buf_new(a, &out);
    s = s != MEND_OK ? s : mend_args_json(args, args_json, MEND_NTS, NULL);
    if (s == MEND_OK) {
        s = mend_act(policy, ticket, args, NOW, result, NULL);
        assert_true((s == MEND_OK) == (mend_ticket_revision(ticket) == 1));
    }
    if (s == MEND_OK) {
        s = mend_triage(policy, ticket, "zh", out, NULL);
        assert_true(s == MEND_OK || mend_buf_data(out, NULL)[0] == '\0');
    }
    if (s == MEND_OK) {
        mend_buf_clear(out);
        s = mend_probe(policy, "triage", MEND_NTS, "{\"default\":\"p1\"}", MEND_NTS,
                       "{\"judge\":\"me\",\"parts\":[{\"name\":\"pump\"}]}", MEND_NTS, out, NULL);
        assert_true(s == MEND_OK || mend_buf_data(out, NULL)[0] == '\0');
    }
    mend_buf_free(out);
    mend_result_free(result);
    mend_args_free(args);
    mend_ticket_free(ticket);
    mend_policy_free(policy);
    return s;
}

static void test_triage__every_allocation_may_fail(void **state)
{
    (void)state;
    char *base = quoted(BASE), *patch = quoted(KEEPING);
    const char *documents[] = {base, patch};
    size_t sites = 0;
    mend_status s = MEND_NOMEM;
    for (size_t n = 1; s != MEND_OK; n++) {
        faulty memory = {.fail_at = n};
        mend_allocator a = faulty_allocator(&memory);
        s = all_of_it(&a, documents);
        assert_true(s == MEND_OK || s == MEND_NOMEM);
        assert_int_equal(memory.live, 0);
        sites = n;
    }
    assert_true(sites > 40);
    printf("%zu allocation sites failed in turn\n", sites - 1);
    free(base);
    free(patch);
}

/* Sections of many sizes, so that every piece of memory is once the first of a new block. */
static void test_triage__every_block_of_a_section_may_be_missing(void **state)
{
    (void)state;
    char *base = quoted(BASE);
    size_t refused_loads = 0;
    for (int size = 1; size <= 60; size++) {
        char text[8192];
        size_t n = (size_t)sprintf(text, "{'choices':{'impact':{");
        for (int i = 0; i < 2 * size; i++) {
            n += (size_t)sprintf(text + n, "%s'i%d':{}", i == 0 ? "" : ",", i);
        }
        n += (size_t)sprintf(text + n, "}},'triage':{'default':'p3','matrix':{'rows':'impact','columns':'urgency',"
                                       "'cells':{},'default':'p1'},'rules':{");
        for (int i = 0; i < size; i++) {
            n += (size_t)sprintf(text + n, "%s'r%d':{'level':'p1','if':{'any':[]}}", i == 0 ? "" : ",", i);
        }
        n += (size_t)sprintf(text + n, "},'tiers':{");
        for (int i = 0; i < size; i++) {
            n += (size_t)sprintf(text + n, "%s't%d':{'floor':'p1','if':{'any':[]}}", i == 0 ? "" : ",", i);
        }
        sprintf(text + n, "}}}");
        char *patch = quoted(text);
        const char *documents[] = {base, patch};
        mend_status s = MEND_NOMEM;
        for (size_t at = 1; s != MEND_OK; at++) {
            faulty memory = {.fail_at = at};
            mend_allocator a = faulty_allocator(&memory);
            mend_policy *policy = NULL;
            s = mend_policy_load(&a, documents, NULL, 2, &policy, NULL);
            assert_true(s == MEND_OK || s == MEND_NOMEM);
            mend_policy_free(policy);
            assert_int_equal(memory.live, 0);
            refused_loads += s != MEND_OK;
        }
        free(patch);
    }
    assert_true(refused_loads > 60);
    free(base);
}

/* An act with so many rows, whose allocations fail in turn. */
static void act_in_want(const mend_policy *policy, int parts)
{
    char fields[1024];
    size_t n = (size_t)sprintf(fields, "{'impact':'high','urgency':'high'%s", parts > 0 ? ",'parts':[" : "");
    for (int i = 0; i < parts; i++) {
        n += (size_t)sprintf(fields + n, "%s{'name':'n'}", i == 0 ? "" : ",");
    }
    sprintf(fields + n, "%s}", parts > 0 ? "]" : "");
    mend_status s = MEND_NOMEM;
    for (size_t at = 1; s != MEND_OK; at++) {
        room r = {.policy = (mend_policy *)policy, .now = NOW};
        faulty memory = {.fail_at = 0};
        mend_allocator a = faulty_allocator(&memory);
        assert_int_equal(mend_ticket_new(NULL, &r.ticket), MEND_OK);
        assert_int_equal(mend_args_new(NULL, &r.args), MEND_OK);
        assert_int_equal(mend_result_new(&a, &r.result), MEND_OK);
        assert_int_equal(act(&r, "register", "ann", "{}"), MEND_OK);
        mend_result_free(r.result);
        assert_int_equal(mend_result_new(&a, &r.result), MEND_OK);
        memory.fail_at = memory.requests + at;
        s = act(&r, "report", "ann", fields);
        assert_true(s == MEND_OK || s == MEND_NOMEM);
        assert_int_equal(mend_ticket_revision(r.ticket), s == MEND_OK ? 2 : 1);
        mend_ticket_free(r.ticket);
        mend_args_free(r.args);
        mend_result_free(r.result);
        assert_int_equal(memory.live, 0);
    }
}

/* Acts of many sizes likewise. */
static void test_triage__every_block_of_an_act_may_be_missing(void **state)
{
    (void)state;
    static const char *const fields[] = {"product", "brand",   "model",    "serial",   "batch",
                                         "region",  "skill",   "campaign", "category", "sold_by",
                                         "team",    "carrier", "proof_no", "report_no"};
    for (size_t more = 0; more <= sizeof fields / sizeof fields[0]; more += 2) {
        mend_policy *policy = NULL;
        mend_error err;
        char patch[512];
        size_t n = (size_t)sprintf(patch, "{'actions':{'report':{'sets':{'level':'$triage'");
        for (size_t i = 0; i < more; i++) {
            n += (size_t)sprintf(patch + n, ",'%s':'x'", fields[i]);
        }
        sprintf(patch + n, "}}}}");
        assert_int_equal(load_documents(BASE, KEEPING, patch, &policy, &err), MEND_OK);
        for (int parts = 0; parts <= 24; parts++) {
            act_in_want(policy, parts);
        }
        mend_policy_free(policy);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_triage__the_first_rule_that_holds_goes_before_the_matrix),
        cmocka_unit_test(test_triage__the_most_urgent_override_goes_before_everything),
        cmocka_unit_test(test_triage__words_are_found_in_chinese),
        cmocka_unit_test(test_triage__the_matrix_needs_both_values),
        cmocka_unit_test(test_triage__a_matrix_has_any_size_and_may_have_a_rest),
        cmocka_unit_test(test_triage__floors_raise_and_ceilings_lower),
        cmocka_unit_test(test_triage__of_a_ceiling_and_a_floor_the_floor_has_the_last_word),
        cmocka_unit_test(test_triage__no_ceiling_touches_an_override),
        cmocka_unit_test(test_triage__what_failed_is_named_where_it_can_be),
        cmocka_unit_test(test_triage__random_rules_agree_with_the_guide_and_dilute_no_override),
        cmocka_unit_test(test_triage__bad_sections_are_refused_where_they_are_bad),
        cmocka_unit_test(test_triage__there_is_a_limit_to_rules_tiers_and_cells),
        cmocka_unit_test(test_triage__an_act_puts_the_judgement_in_force),
        cmocka_unit_test(test_triage__a_level_that_is_given_stands_against_the_judgement),
        cmocka_unit_test(test_triage__nobody_goes_below_an_override_that_holds),
        cmocka_unit_test(test_triage__rows_of_lists_are_no_fields_of_the_ticket),
        cmocka_unit_test(test_triage__a_level_taken_away_or_malformed_is_none_given),
        cmocka_unit_test(test_triage__what_the_action_writes_itself_stays),
        cmocka_unit_test(test_triage__an_act_judges_as_the_question_does),
        cmocka_unit_test(test_triage__a_judgement_replays),
        cmocka_unit_test(test_triage__the_question_tells_which_level_is_in_force_and_by_whom),
        cmocka_unit_test(test_triage__a_question_that_cannot_be_answered_leaves_the_buffer_alone),
        cmocka_unit_test(test_triage__trying_a_section_needs_right_facts),
        cmocka_unit_test(test_triage__every_allocation_may_fail),
        cmocka_unit_test(test_triage__every_block_of_a_section_may_be_missing),
        cmocka_unit_test(test_triage__every_block_of_an_act_may_be_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
