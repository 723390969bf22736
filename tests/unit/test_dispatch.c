/*
 * test_dispatch.c - the section "dispatch": what a ticket takes, who may have it and who is asked first, and why; what
 * the section refuses to be; what is wrong with candidates; "$dispatch" in acts.
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
#include "ground/json.h"
#include "mend/mend.h"
#include "policy_kit.h"

#define NOW INT64_C(1710464400000) /* 2024-03-15T01:00:00Z */

/* What the tests dispatch with, but for the section itself. */
static const char BASE[] =
    "{'mend':1,'id':'desk','revision':1,"
    "'roles':{'clerk':{},'engineer':{'label':{'en':'Engineer','zh-CN':'工程师'}},'boss':{'label':{'en':'Boss'}}},"
    "'grades':{'junior':{'order':1,'label':{'en':'Junior','zh-CN':'初级'}},"
    "          'middle':{'order':2},'senior':{'order':3,'label':{'en':'Senior','zh-CN':'高级'}}},"
    "'choices':{"
    "'department':{'field':{'order':1,'label':{'en':'Field service','zh-CN':'现场服务'}},'depot':{'order':2},"
    "              'support':{'order':3},'complaints':{'order':4}},"
    "'grade':{'junior':{'order':1},'middle':{'order':2},'senior':{'order':3}},'level':{'p1':{},'p2':{},'p3':{}},"
    "'service_type':{'repair':{},'consultation':{},'complaint':{}},'first_guess':{'hardware':{},'software':{}}},"
    "'fields':{'takes':{'type':'choice','choices':'grade'},'said_by':{'type':'text'},"
    "          'has':{'type':'choice','choices':'grade'},'unwanted':{'type':'text'}},"
    "'states':{'open':{'order':1,'stage':'new'},'sent':{'order':2,'stage':'active'},"
    "          'shut':{'order':3,'stage':'closed'}},"
    "'actions':{"
    "'register':{'order':1,'opens':true,'to':'open','roles':['clerk'],"
    "            'form':{'service_type':{},'first_guess':{},'level':{},'region':{},'serial':{},'product':{}}},"
    "'send':{'order':2,'from':['open','sent'],'to':'sent','roles':['clerk'],'reason':'optional',"
    "        'form':{'department':{'need':'required'},'assignee':{},'takes':{},'has':{},'unwanted':{},'skill':{}}},"
    "'accept':{'order':3,'from':['sent'],'roles':['engineer','boss'],'only_named_in':['assignee']},"
    "'decline':{'order':4,'from':['sent'],'to':'open','roles':['engineer'],'sets':{'assignee':'$none'}},"
    "'close':{'order':5,'from':['sent'],'to':'shut','roles':['clerk']}}}";

static const char SECTION[] =
    "{'routes':{"
    "'software':{'order':1,'label':{'en':'Software','zh-CN':'软件'},'department':'support','also':['depot'],"
    "            'when':{'all':[{'field':'service_type','is':'repair'},{'field':'first_guess','is':'software'}]}},"
    "'repair':{'order':2,'when':{'field':'service_type','is':'repair'},'department':'field','also':['depot'],"
    "          'roles':['engineer'],'skills':['tools'],'label':{'en':'Repair','zh-CN':'维修'}},"
    "'urgent':{'order':3,'when':{'field':'level','in':['p1','p2']},'grade':'senior','lead':['boss'],"
    "          'label':{'en':'Urgent','zh-CN':'紧急'}},"
    "'any':{'order':4,'grade':'junior','department':'support'}},"
    "'rank':['department','knows','region','skill','language','load','grade','turn'],'max_load':9,"
    "'knows':['serial','product'],'worked':['accept'],'declined':['decline'],'refused':['unwanted'],"
    "'hand_over':{'all':[{'state':['sent']},{'field':'assignee','known':true}]},'at':'visit_from'}";

static mend_policy *load(const char *patch)
{
    mend_policy *policy = NULL;
    mend_error err;
    if (load_documents(BASE, patch, NULL, &policy, &err) != MEND_OK) {
        fail_msg("%s at %s", err.text, err.path);
    }
    return policy;
}

static size_t length_of(const mend_buf *out)
{
    size_t len = 0;
    mend_buf_data(out, &len);
    return len;
}

/* ---- answers ---- */

/* The answer of a section to the facts, both written with '; to be freed. */
static char *answer_of(const mend_policy *policy, const char *section, const char *facts)
{
    mend_buf *out;
    mend_error err = {.struct_size = sizeof err};
    char *row = quoted(section), *given = quoted(facts);
    size_t len;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    mend_status s = mend_probe(policy, "dispatch", MEND_NTS, row, MEND_NTS, given, MEND_NTS, out, &err);
    if (s != MEND_OK) {
        fail_msg("%s: %s at %s", mend_status_name(s), err.text, err.path);
    }
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

/* "b>LOAD a | c-ABSENT,FULL": the candidates in their order, what puts each before the next, and what the rest lack. */
static void shape_of(const char *answer, char *out, size_t cap)
{
    mend__alloc alloc;
    mend__json tree;
    mend__node root;
    size_t n = 0;
    bool unfit = false;
    assert_true(mend__alloc_init(&alloc, NULL));
    mend__json_init(&tree, &alloc);
    assert_int_equal(mend__json_read(&tree, answer, strlen(answer), strlen(answer), 16, &root, NULL), MEND_OK);
    out[0] = '\0';
    for (mend__node c = mend__json_first(&tree, mend__json_get(&tree, root, "candidates")); c != MEND__NONE;
         c = mend__json_next(&tree, c)) {
        mend__str id = mend__json_str(&tree, mend__json_get(&tree, c, "id"));
        bool fits = mend__json_typeof(&tree, mend__json_get(&tree, c, "fits")) == MEND__JSON_TRUE;
        n += (size_t)snprintf(out + n, cap - n, "%s%s%.*s", n > 0 ? " " : "", !fits && !unfit ? "| " : "", (int)id.n,
                              id.p);
        unfit = unfit || !fits;
        char mark = fits ? '>' : '-';
        for (mend__node r = mend__json_first(&tree, mend__json_get(&tree, c, "reasons")); r != MEND__NONE;
             r = mend__json_next(&tree, r)) {
            mend__str code = mend__json_str(&tree, mend__json_get(&tree, r, "code"));
            size_t skip = fits ? strlen("AHEAD_") : strlen("CANDIDATE_");
            n += (size_t)snprintf(out + n, cap - n, "%c%.*s", mark, (int)(code.n - skip), code.p + skip);
            mark = ',';
        }
        assert_true(n < cap);
    }
    mend__json_free(&tree);
}

typedef struct ranking {
    const char *section, *facts, *shape;
} ranking;

static void ranks(const ranking *rows, size_t count)
{
    mend_policy *policy = load("{}");
    int failures = 0;
    for (size_t i = 0; i < count; i++) {
        char shape[2048];
        char *answer = answer_of(policy, rows[i].section, rows[i].facts);
        shape_of(answer, shape, sizeof shape);
        if (strcmp(shape, rows[i].shape) != 0) {
            printf("%s\n  expected %s\n  found    %s\n  in %s\n", rows[i].facts, rows[i].shape, shape, answer);
            failures++;
        }
        free(answer);
    }
    mend_policy_free(policy);
    assert_int_equal(failures, 0);
}

/* ---- what a ticket takes ---- */

static void test_dispatch__the_first_route_that_names_a_department_gives_it(void **state)
{
    (void)state;
    says(SECTION, "{'service_type':'repair','first_guess':'software'}",
         "{'department':'support','label':'support','also':['depot'],'grade':'junior'", "'skills':['tools']",
         "{'code':'DEPARTMENT_BY_ROUTE','params':{'department':'support','route':'software'},'text':'“Software” sends "
         "it "
         "to “support”.'}",
         "{'code':'GRADE_BY_ROUTE','params':{'grade':'junior','route':'any'},'text':'“any” asks for “Junior” at "
         "least.'}",
         "{'code':'ROLES_BY_ROUTE','params':{'roles':'engineer','route':'repair'},'text':'“Repair” asks for one of "
         "these "
         "roles: Engineer.'}",
         "{'code':'SKILL_BY_ROUTE','params':{'skill':'tools','route':'repair'}",
         "'others':[{'code':'ROUTE_NOT_HELD','params':{'route':'urgent','field':'level'},'text':'“Urgent” does not "
         "hold; "
         "it fails at “Priority level”.'}]",
         "!candidates", NULL);
    says(SECTION, "{'service_type':'repair'}", "'department':'field','label':'Field service'", NULL);
    says(SECTION, "{'service_type':'complaint'}", "'department':'support'", "!'also'", NULL);
}

static void test_dispatch__the_highest_grade_that_is_asked_for_is_needed(void **state)
{
    (void)state;
    says(SECTION, "{'service_type':'repair','level':'p1'}", "'grade':'senior','grade_label':'Senior','lead':['boss']",
         "{'code':'LEAD_BY_ROUTE','params':{'roles':'boss'},'text':'Boss may take it whatever grade and department.'}",
         "{'code':'ROUTE_NOT_NEEDED','params':{'route':'any'},'text':'“any” holds, but others have said all that it "
         "says.'}",
         NULL);
    says("{'routes':{'a':{'order':1,'grade':'senior'},'b':{'order':2,'grade':'junior'}}}", "{}", "'grade':'senior'",
         "'route':'a'", "{'code':'NO_ROUTE','params':{}", "!'department'", NULL);
}

static void test_dispatch__skills_come_together_from_routes_and_ticket(void **state)
{
    (void)state;
    says("{'routes':{'a':{'skills':['gas','tools']},'b':{'skills':['tools','software']}}}", "{'skill':'height'}",
         "'skills':['gas','tools','software','height']", "{'code':'SKILL_BY_TICKET','params':{'skill':'height'}", NULL);
}

static void test_dispatch__without_routes_nothing_is_asked_for(void **state)
{
    (void)state;
    says("{'rank':[]}", "{'region':'east','preferred_language':'de'}", "{'region':'east','language':'de','reasons':[{",
         "'NO_ROUTE'", "'others':[]", NULL);
}

/* ---- who may not ---- */

#define REPAIR "'service_type':'repair','region':'east/north'"
#define ABLE   "'department':'field','roles':['engineer'],'grade':'middle','skills':['tools']"

static void test_dispatch__everything_that_somebody_lacks_is_said(void **state)
{
    (void)state;
    static const ranking rows[] = {
        {SECTION, "{" REPAIR ",'candidates':[{'id':'a'," ABLE "}]}", "a"},
        {SECTION, "{" REPAIR ",'candidates':[]}", ""},
        {SECTION, "{" REPAIR ",'candidates':[{'id':'a'}]}", "| a-GRADE_LOW,SKILL_MISSING,ROLE_MISSING"},
        {SECTION, "{" REPAIR ",'candidates':[{'id':'a'," ABLE ",'regions':['west']}]}", "| a-OUT_OF_REGION"},
        {SECTION, "{" REPAIR ",'candidates':[{'id':'a'," ABLE ",'regions':[]}]}", "| a-OUT_OF_REGION"},
        {SECTION, "{" REPAIR ",'candidates':[{'id':'a'," ABLE ",'regions':['eas']}]}", "| a-OUT_OF_REGION"},
        {SECTION, "{" REPAIR ",'candidates':[{'id':'a'," ABLE ",'regions':['east']}]}", "a"},
        {SECTION, "{'service_type':'repair','candidates':[{'id':'a'," ABLE ",'regions':['west']}]}", "a"},
        {SECTION, "{" REPAIR ",'candidates':[{'id':'a'," ABLE ",'load':9}]}", "| a-FULL"},
        {SECTION, "{" REPAIR ",'candidates':[{'id':'a'," ABLE ",'load':9,'capacity':10}]}", "a"},
        {SECTION, "{" REPAIR ",'candidates':[{'id':'a'," ABLE ",'load':0,'capacity':0}]}", "| a-FULL"},
        {SECTION, "{" REPAIR ",'candidates':[{'id':'a'," ABLE ",'absent':true}]}", "| a-ABSENT"},
        {SECTION, "{" REPAIR ",'candidates':[{'id':'a'," ABLE ",'refused':true}]}", "| a-REFUSED"},
        {SECTION, "{" REPAIR ",'unwanted':'a','candidates':[{'id':'a'," ABLE "},{'id':'b'," ABLE "}]}",
         "b | a-REFUSED"},
        {SECTION, "{" REPAIR ",'level':'p1','candidates':[{'id':'a'," ABLE "}]}", "| a-GRADE_LOW"},
        {SECTION,
         "{" REPAIR ",'level':'p1','candidates':[{'id':'a','department':'complaints','roles':['boss'],"
         "'skills':['tools']}]}",
         "a"},
        {SECTION,
         "{" REPAIR ",'candidates':[{'id':'a','department':'complaints','roles':['engineer'],'grade':'junior',"
         "'skills':['tools']}]}",
         "| a-OTHER_DEPARTMENT"},
        {SECTION,
         "{" REPAIR ",'candidates':[{'id':'a','department':'depot','roles':['engineer'],'grade':'junior',"
         "'skills':['tools']}]}",
         "a"},
        {SECTION,
         "{" REPAIR ",'now':'2024-03-15T01:00:00Z','candidates':[{'id':'a'," ABLE
         ",'available_from':'2024-03-15T01:00:00.001Z'},{'id':'b'," ABLE ",'available_until':"
         "'2024-03-15T01:00:00Z'},{'id':'c'," ABLE ",'available_from':'2024-03-15T01:00:00Z',"
         "'available_until':'2024-03-15T01:00:00.001Z'}]}",
         "c | a-NOT_YET b-NO_LONGER"},
        {SECTION,
         "{" REPAIR ",'now':'2024-03-15T01:00:00Z','visit_from':'2024-03-16T01:00:00Z','candidates':[{'id':'a'," ABLE
         ",'available_until':'2024-03-15T17:00:00Z'},{'id':'b'," ABLE ",'available_from':'2024-03-15T17:00:00Z'}]}",
         "b | a-NO_LONGER"},
        {SECTION,
         "{" REPAIR ",'now':'2024-03-15T01:00:00Z','visit_from':'2024-03-14T01:00:00Z','candidates':[{'id':'a'," ABLE
         ",'available_from':'2024-03-15T00:00:00Z'}]}",
         "a"},
    };
    ranks(rows, sizeof rows / sizeof rows[0]);
}

static void test_dispatch__what_is_no_must_only_ranks(void **state)
{
    (void)state;
    static const ranking rows[] = {
        {"{'must':[],'rank':['skill','region'],'routes':{'r':{'skills':['x','y']}}}",
         "{'region':'east','candidates':[{'id':'a','regions':['west']},{'id':'b','skills':['x'],'regions':['west']},"
         "{'id':'c','skills':['x'],'regions':['east']},{'id':'d','skills':['x']}]}",
         "c>REGION d>REGION b>SKILL a"},
        {"{'must':['language'],'rank':['language']}",
         "{'preferred_language':'zh-CN','candidates':[{'id':'a','languages':['en']},{'id':'b','languages':['en','zh']},"
         "{'id':'c'}]}",
         "b>LANGUAGE c | a-LANGUAGE"},
        {"{'must':[],'rank':['language']}",
         "{'preferred_language':'zh-CN','candidates':[{'id':'a','languages':['en']},{'id':'b','languages':['zh']},"
         "{'id':'c'}]}",
         "b>LANGUAGE c>LANGUAGE a"},
        {"{'must':[],'rank':['grade'],'routes':{'r':{'grade':'middle'}}}",
         "{'candidates':[{'id':'a'},{'id':'b','grade':'junior'},{'id':'c','grade':'senior'},{'id':'d','grade':'middle'}"
         "]}",
         "d>GRADE c>GRADE b>GRADE a"},
        {"{'must':[],'rank':['department'],'routes':{'r':{'department':'field','also':['depot']}}}",
         "{'candidates':[{'id':'a','department':'support'},{'id':'b'},{'id':'c','department':'depot'},"
         "{'id':'d','department':'field'}]}",
         "d>DEPARTMENT b>DEPARTMENT c>DEPARTMENT a"},
    };
    ranks(rows, sizeof rows / sizeof rows[0]);
}

/* ---- who is asked first ---- */

static void test_dispatch__each_criterion_decides_where_those_before_it_are_equal(void **state)
{
    (void)state;
    static const ranking rows[] = {
        {SECTION,
         "{" REPAIR ",'serial':'S1','product':'P','candidates':[{'id':'a'," ABLE "},{'id':'b'," ABLE
         ",'knows':['P']},{'id':'c'," ABLE ",'knows':['X','S1']}]}",
         "c>KNOWS b>KNOWS a"},
        {SECTION, "{" REPAIR ",'candidates':[{'id':'a'," ABLE "},{'id':'b'," ABLE ",'regions':['east']}]}",
         "b>REGION a"},
        {SECTION,
         "{" REPAIR ",'preferred_language':'en','candidates':[{'id':'a'," ABLE ",'languages':['de']},{'id':'b'," ABLE
         ",'languages':['en-GB']}]}",
         "b>LANGUAGE a"},
        {SECTION, "{" REPAIR ",'candidates':[{'id':'a'," ABLE ",'load':3},{'id':'b'," ABLE ",'load':2}]}", "b>LOAD a"},
        {SECTION,
         "{" REPAIR ",'candidates':[{'id':'a','department':'field','roles':['engineer'],'grade':'senior',"
         "'skills':['tools']},{'id':'b'," ABLE "}]}",
         "b>GRADE a"},
        {SECTION,
         "{" REPAIR ",'candidates':[{'id':'a'," ABLE ",'dispatched':'2024-03-15T01:00:00Z'},{'id':'b'," ABLE
         ",'dispatched':'2024-03-15T00:59:00Z'},{'id':'c'," ABLE "}]}",
         "c>TURN b>TURN a"},
        {SECTION, "{" REPAIR ",'candidates':[{'id':'b'," ABLE "},{'id':'a'," ABLE "},{'id':'c'," ABLE "}]}",
         "a>ID b>ID c"},
        /* the author's order */
        {"{'rank':['load','grade']}",
         "{'candidates':[{'id':'a','load':1,'grade':'junior'},{'id':'b','grade':'senior'}]}", "b>LOAD a"},
        {"{'rank':['grade','load']}",
         "{'candidates':[{'id':'a','load':1,'grade':'junior'},{'id':'b','grade':'senior'}]}", "a>GRADE b"},
        {"{'rank':[]}", "{'candidates':[{'id':'b'},{'id':'a','load':5}]}", "a>ID b"},
        /* without "rank": department, knows, region, skill, load, grade */
        {"{}", "{'candidates':[{'id':'a','load':1,'grade':'junior'},{'id':'b','grade':'senior'}]}", "b>LOAD a"},
        /* those who do not fit: who lacks less comes first, then by the same criteria */
        {"{'rank':['load']}",
         "{'candidates':[{'id':'a','absent':true,'refused':true},{'id':'b','absent':true,'load':2},"
         "{'id':'c','absent':true,'load':1}]}",
         "| c-ABSENT b-ABSENT a-ABSENT,REFUSED"},
    };
    ranks(rows, sizeof rows / sizeof rows[0]);
}

static void test_dispatch__the_order_does_not_depend_on_how_they_come(void **state)
{
    (void)state;
    static const char *const people[] = {"{'id':'a','load':2}", "{'id':'b','load':1}", "{'id':'c','load':1}",
                                         "{'id':'d'}", "{'id':'e','absent':true}"};
    mend_policy *policy = load("{}");
    for (unsigned order = 0; order < 120; order++) { /* each order of five */
        char facts[512] = "{'candidates':[", shape[256];
        const char *left[5];
        unsigned pick = order;
        memcpy(left, people, sizeof left);
        for (unsigned n = 5; n > 0; n--) {
            unsigned at = pick % n;
            pick /= n;
            strcat(facts, left[at]);
            strcat(facts, n > 1 ? "," : "]}");
            memmove(&left[at], &left[at + 1], (n - 1 - at) * sizeof left[0]);
        }
        char *answer = answer_of(policy, "{}", facts);
        shape_of(answer, shape, sizeof shape);
        assert_string_equal(shape, "d>LOAD b>ID c>LOAD a | e-ABSENT");
        free(answer);
    }
    mend_policy_free(policy);
}

static void test_dispatch__reasons_are_sentences(void **state)
{
    (void)state;
    says(
        SECTION, "{" REPAIR ",'level':'p1','candidates':[{'id':'a'},{'id':'b'," ABLE ",'load':9}]}",
        "{'code':'CANDIDATE_GRADE_LOW','params':{'grade':'senior','roles':'boss'},'text':'Has no grade; it takes "
        "“Senior” at least, or one of these roles: Boss.'}",
        "{'code':'CANDIDATE_GRADE_LOW','params':{'have':'middle','grade':'senior','roles':'boss'},'text':'Is “middle”; "
        "it takes “Senior” at least, or one of these roles: Boss.'}",
        "{'code':'CANDIDATE_FULL','params':{'load':'9','limit':'9'},'text':'Has 9 to do; the limit is 9.'}",
        "{'code':'NOBODY_FITS','params':{'count':'2'},'text':'None of 2 candidates may take it.'}", NULL);
    says(SECTION,
         "{" REPAIR ",'candidates':[{'id':'a','department':'complaints'},{'id':'b'," ABLE "},{'id':'c'," ABLE
         ",'load':2}]}",
         "{'code':'CANDIDATE_OTHER_DEPARTMENT','params':{'home':'complaints','departments':'field "
         "depot'},'text':'Belongs "
         "to “complaints”; it is for Field service, depot.'}",
         "{'code':'AHEAD_LOAD','params':{'next':'c','load':'0','more':'2'},'text':'Before c: has 0 to do, not 2.'}",
         "!NOBODY_FITS", NULL);
    says("{'rank':['grade']}", "{'candidates':[{'id':'a','grade':'junior'},{'id':'b','grade':'senior'}]}",
         "'text':'Before b: “Junior” is enough, and higher grades stay free.'", NULL);
    says("{'rank':['grade']}", "{'candidates':[{'id':'a'},{'id':'b','grade':'senior'}]}",
         "'text':'Before b: no grade is needed, and higher ones stay free.'", NULL);
}

/* ---- candidates that are wrong ---- */

/* What is said of candidates written with ', where lines end with "\n". */
static void wrong(const char *candidates, mend_status status, int line, int column, const char *path, const char *text)
{
    char patch[4096], *given = quoted(candidates);
    mend_ticket *ticket;
    mend_buf *out;
    mend_error err = {.struct_size = sizeof err};
    snprintf(patch, sizeof patch, "{'dispatch':%s}", SECTION);
    mend_policy *policy = load(patch);
    assert_int_equal(mend_ticket_new(NULL, &ticket), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    mend_status s = mend_dispatch(policy, ticket, given, MEND_NTS, NOW, NULL, out, &err);
    if (s != status || err.line != line || err.column != column || strcmp(err.path, path) != 0 ||
        strstr(err.text, text) == NULL || length_of(out) != 0) {
        fail_msg("%s\n  expected %s %d:%d %s: %s\n  found    %s %d:%d %s: %s", candidates, mend_status_name(status),
                 line, column, path, text, mend_status_name(s), (int)err.line, (int)err.column, err.path, err.text);
    }
    mend_buf_free(out);
    mend_ticket_free(ticket);
    mend_policy_free(policy);
    free(given);
}

static void test_dispatch__what_is_wrong_with_candidates_is_said_with_its_place(void **state)
{
    (void)state;
    wrong("[{'id':'a'},\n {'id':'b','grade':'senoir'}]", MEND_SCHEMA, 2, 20, "$[1].grade", "did you mean \"senior\"");
    wrong("{'id':'a'}\n\n{'id':'b','grade':'senoir'}\n", MEND_SCHEMA, 3, 19, "$.grade", "did you mean \"senior\"");
    wrong("{'id':'a'}\r\n \t\n{'id':'b','departement':'field'}", MEND_SCHEMA, 3, 11, "$.departement",
          "did you mean \"department\"");
    wrong("{'id':'a'}\n{'id':'b'}\n{'id':'c' 'load':1}\n", MEND_SYNTAX, 3, 11, "$", "expected");
    wrong("{'id':'a'}\n{'id':'b'}\n\n{'id':'a'}\n", MEND_SCHEMA, 4, 7, "$.id", "stands there before");
    wrong("[{'id':'b'},{'id':'a'},{'id':'b'}]", MEND_SCHEMA, 1, 30, "$[2].id", "stands there before");
    wrong("{'department':'field'}", MEND_SCHEMA, 1, 1, "$", "the member \"id\" is missing");
    wrong("{'id':''}", MEND_SCHEMA, 1, 7, "$.id", "");
    wrong("{'id':'a','department':'fields'}", MEND_SCHEMA, 1, 24, "$.department", "did you mean \"field\"");
    wrong("{'id':'a','roles':['enginer']}", MEND_SCHEMA, 1, 20, "$.roles[0]", "did you mean \"engineer\"");
    wrong("{'id':'a','skills':'tools'}", MEND_SCHEMA, 1, 20, "$.skills", "an array of texts");
    wrong("{'id':'a','skills':['']}", MEND_SCHEMA, 1, 21, "$.skills[0]", "a text of 1 to 256 bytes");
    wrong("{'id':'a','knows':[7]}", MEND_SCHEMA, 1, 20, "$.knows[0]", "a text of 1 to 256 bytes");
    wrong("{'id':'a','load':-1}", MEND_SCHEMA, 1, 18, "$.load", "from 0 to 1000000000");
    wrong("{'id':'a','capacity':1000000001}", MEND_SCHEMA, 1, 22, "$.capacity", "from 0 to 1000000000");
    wrong("{'id':'a','load':1.5}", MEND_SCHEMA, 1, 18, "$.load", "an integer");
    wrong("{'id':'a','available_from':'tomorrow'}", MEND_SCHEMA, 1, 28, "$.available_from", "an instant such as");
    wrong("{'id':'a','available_until':5}", MEND_SCHEMA, 1, 29, "$.available_until", "an instant such as");
    wrong("{'id':'a','dispatched':'2024-13-01T00:00:00Z'}", MEND_SCHEMA, 1, 24, "$.dispatched", "an instant such as");
    wrong("{'id':'a','absent':'yes'}", MEND_SCHEMA, 1, 20, "$.absent", "true or false");
    wrong("{'id':'a','refused':1}", MEND_SCHEMA, 1, 21, "$.refused", "true or false");
    wrong("[1]", MEND_SCHEMA, 1, 2, "$[0]", "an object");
    wrong("[", MEND_SYNTAX, 1, 2, "$[0]", "end of text");
    wrong("7", MEND_SCHEMA, 1, 1, "$", "an object");
}

static void test_dispatch__there_is_a_limit_to_candidates(void **state)
{
    (void)state;
    for (int lines = 0; lines <= 1; lines++) {
        for (int count = MEND_DISPATCH_CANDIDATES; count <= MEND_DISPATCH_CANDIDATES + 1; count++) {
            char *text = malloc((size_t)count * 24 + 8), *at = text;
            mend_ticket *ticket;
            mend_buf *out;
            mend_policy *policy = load("{'dispatch':{}}");
            assert_non_null(text);
            at += sprintf(at, lines ? "" : "[");
            for (int i = 0; i < count; i++) {
                at += sprintf(at, "%s{\"id\":\"e%05d\"}", i == 0 ? "" : lines ? "\n" : ",", count - i);
            }
            strcpy(at, lines ? "" : "]");
            assert_int_equal(mend_ticket_new(NULL, &ticket), MEND_OK);
            assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
            mend_status s = mend_dispatch(policy, ticket, text, MEND_NTS, NOW, NULL, out, NULL);
            assert_int_equal(s, count == MEND_DISPATCH_CANDIDATES ? MEND_OK : MEND_LIMIT);
            if (s == MEND_OK) {
                assert_non_null(strstr(mend_buf_data(out, NULL), "\"candidates\":[{\"id\":\"e00001\""));
            }
            mend_buf_free(out);
            mend_ticket_free(ticket);
            mend_policy_free(policy);
            free(text);
        }
    }
}

static void test_dispatch__the_question_checks_what_it_is_given(void **state)
{
    (void)state;
    mend_policy *without = load("{}"), *with = load("{'dispatch':{}}");
    mend_ticket *ticket;
    mend_buf *out;
    mend_error err = {.struct_size = sizeof err}, old = {.struct_size = 4};
    size_t len;
    assert_int_equal(mend_ticket_new(NULL, &ticket), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_dispatch(NULL, ticket, NULL, 0, NOW, NULL, out, &err), MEND_INVALID);
    assert_int_equal(mend_dispatch(with, NULL, NULL, 0, NOW, NULL, out, &err), MEND_INVALID);
    assert_int_equal(mend_dispatch(with, ticket, NULL, 0, NOW, NULL, NULL, &err), MEND_INVALID);
    assert_int_equal(mend_dispatch(with, ticket, NULL, 0, NOW, NULL, out, &old), MEND_INVALID);
    assert_int_equal(mend_dispatch(with, ticket, NULL, 0, INT64_MAX, NULL, out, &err), MEND_RANGE);
    assert_int_equal(mend_dispatch(without, ticket, NULL, 0, NOW, NULL, out, &err), MEND_NOT_FOUND);
    assert_int_equal(length_of(out), 0);
    assert_int_equal(mend_dispatch(with, ticket, NULL, 0, NOW, "zh-CN", out, &err), MEND_OK);
    assert_string_equal(mend_buf_data(out, &len), "{\"reasons\":[{\"code\":\"NO_ROUTE\",\"params\":{},\"text\":"
                                                  "\"没有派工规则指明责任部门。\"}],\"others\":[]}");
    mend_buf_clear(out);
    assert_int_equal(mend_dispatch(with, ticket, "", 0, NOW, NULL, out, &err), MEND_OK);
    assert_non_null(strstr(mend_buf_data(out, &len), "\"candidates\":[]"));
    mend_buf_free(out);
    mend_ticket_free(ticket);
    mend_policy_free(with);
    mend_policy_free(without);
}

/* ---- sections that are wrong ---- */

static void test_dispatch__a_section_that_cannot_work_is_refused_with_its_place(void **state)
{
    (void)state;
    static const spoilt rows[] = {
        {"{'dispatch':{'route':{}}}", MEND_SCHEMA, 1, "$.dispatch.route", "did you mean \"routes\""},
        {"{'dispatch':[]}", MEND_SCHEMA, 1, "$.dispatch", "an object"},
        {"{'dispatch':{'routes':{'a':{'department':'feild'}}}}", MEND_SCHEMA, 1, "$.dispatch.routes.a.department",
         "did you mean \"field\""},
        {"{'dispatch':{'routes':{'a':{'department':'field','also':['depo']}}}}", MEND_SCHEMA, 1,
         "$.dispatch.routes.a.also[0]", "did you mean \"depot\""},
        {"{'dispatch':{'routes':{'a':{'grade':'junior','also':['depot']}}}}", MEND_SCHEMA, 1,
         "$.dispatch.routes.a.also", "go with a \"department\""},
        {"{'dispatch':{'routes':{'a':{'department':'field','lead':['boss']}}}}", MEND_SCHEMA, 1,
         "$.dispatch.routes.a.lead", "go with a \"grade\""},
        {"{'dispatch':{'routes':{'a':{'when':{'any':[]}}}}}", MEND_SCHEMA, 1, "$.dispatch.routes.a",
         "\"department\", \"grade\", \"roles\" or \"skills\""},
        {"{'dispatch':{'routes':{'a':{'grade':'junor'}}}}", MEND_SCHEMA, 1, "$.dispatch.routes.a.grade",
         "did you mean \"junior\""},
        {"{'dispatch':{'routes':{'a':{'roles':['bos']}}}}", MEND_SCHEMA, 1, "$.dispatch.routes.a.roles[0]",
         "did you mean \"boss\""},
        {"{'dispatch':{'routes':{'a':{'skills':['']}}}}", MEND_SCHEMA, 1, "$.dispatch.routes.a.skills[0]",
         "a skill, a text of 1 to 64 bytes"},
        {"{'dispatch':{'routes':{'a':{'skills':'x'}}}}", MEND_SCHEMA, 1, "$.dispatch.routes.a.skills",
         "an array of skills"},
        {"{'dispatch':{'routes':{'a':{'grade':'junior','when':{'actor':['boss']}}}}}", MEND_SCHEMA, 1,
         "$.dispatch.routes.a.when", "the actor has no say"},
        {"{'dispatch':{'rank':['knows','laod']}}", MEND_SCHEMA, 1, "$.dispatch.rank[1]", "did you mean \"load\""},
        {"{'dispatch':{'rank':['load','load']}}", MEND_SCHEMA, 1, "$.dispatch.rank[1]", "twice"},
        {"{'dispatch':{'rank':'load'}}", MEND_SCHEMA, 1, "$.dispatch.rank", "an array of words"},
        {"{'dispatch':{'must':['load']}}", MEND_SCHEMA, 1, "$.dispatch.must[0]", "department"},
        {"{'dispatch':{'max_load':0}}", MEND_SCHEMA, 1, "$.dispatch.max_load", "from 1"},
        {"{'dispatch':{'knows':['seriall']}}", MEND_SCHEMA, 1, "$.dispatch.knows[0]", "did you mean \"serial\""},
        {"{'dispatch':{'knows':['parts/serial']}}", MEND_SCHEMA, 1, "$.dispatch.knows[0]", "a field of the ticket"},
        {"{'dispatch':{'knows':['level']}}", MEND_SCHEMA, 1, "$.dispatch.knows[0]", "of type text"},
        {"{'dispatch':{'knows':'serial'}}", MEND_SCHEMA, 1, "$.dispatch.knows", "an array of fields"},
        {"{'dispatch':{'worked':['acept']}}", MEND_SCHEMA, 1, "$.dispatch.worked[0]", "did you mean \"accept\""},
        {"{'dispatch':{'declined':['declin']}}", MEND_SCHEMA, 1, "$.dispatch.declined[0]", "did you mean \"decline\""},
        {"{'dispatch':{'refused':['visit_from']}}", MEND_SCHEMA, 1, "$.dispatch.refused[0]", "of type text"},
        {"{'dispatch':{'hand_over':{'state':['sen']}}}", MEND_SCHEMA, 1, "$.dispatch.hand_over.state[0]",
         "did you mean \"sent\""},
        {"{'dispatch':{'at':'serial'}}", MEND_SCHEMA, 1, "$.dispatch.at", "type instant"},
        {"{'dispatch':{'grade':'level'}}", MEND_SCHEMA, 1, "$.dispatch.grade", "of the set \"grade\""},
        {"{'dispatch':{'assignee_grade':'serial'}}", MEND_SCHEMA, 1, "$.dispatch.assignee_grade",
         "of the set \"grade\""},
        {"{'dispatch':{'by':'said_by'}}", MEND_SCHEMA, 1, "$.dispatch.by", "goes with a field \"grade\""},
        {"{'dispatch':{'grade':'takes','by':'customer_name'}}", MEND_SCHEMA, 1, "$.dispatch.by", "without a masking"},
        {"{'choices':{'grade':{'senior':null}},'dispatch':{'grade':'takes'}}", MEND_SCHEMA, 1, "$.dispatch.grade",
         "no choice for the grade \"senior\""},
        {"{'choices':{'grade':{'junior':null}},'dispatch':{'assignee_grade':'has'}}", MEND_SCHEMA, 1,
         "$.dispatch.assignee_grade", "no choice for the grade \"junior\""},
        {"{'dispatch':{'overrule':{'department':'reasons'}}}", MEND_SCHEMA, 1, "$.dispatch.overrule.department",
         "did you mean \"reason\""},
        {"{'dispatch':{'overrule':{'assignee':'free'}}}", MEND_SCHEMA, 1, "$.dispatch.overrule.assignee", ""},
        {"{'actions':{'send':{'sets':{'department':'$dispatch'}}}}", MEND_SCHEMA, 1, "$.actions.send",
         "no section \"dispatch\""},
        {"{'actions':{'accept':{'grade':'$dispatch'}}}", MEND_SCHEMA, 1, "$.actions.accept", "no section \"dispatch\""},
        {"{'dispatch':{},'actions':{'send':{'sets':{'level':'$dispatch'}}}}", MEND_SCHEMA, 1,
         "$.actions.send.sets.level", "of the set \"department\" or \"grade\""},
        {"{'dispatch':{},'actions':{'send':{'sets':{'skill':'$dispatch'}}}}", MEND_SCHEMA, 1,
         "$.actions.send.sets.skill", "of the set \"department\" or \"grade\""},
        {"{'dispatch':{'overrule':{'grade':'reason'}},'actions':{'send':{'reason':null,'sets':{'takes':'$dispatch'}}}}",
         MEND_SCHEMA, 1, "$.actions.send", "takes a reason"},
    };
    int failures = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mend_policy *policy = NULL;
        mend_error err;
        mend_status s = load_documents(BASE, rows[i].patch, NULL, &policy, &err);
        if (s != rows[i].status || err.document != rows[i].document || strcmp(err.path, rows[i].path) != 0 ||
            strstr(err.text, rows[i].text) == NULL) {
            printf("%s\n  expected %s: %s\n  found    %s %d %s: %s\n", rows[i].patch, rows[i].path, rows[i].text,
                   mend_status_name(s), (int)err.document, err.path, err.text);
            failures++;
        }
        mend_policy_free(policy);
    }
    assert_int_equal(failures, 0);
}

static void test_dispatch__a_policy_without_departments_has_no_such_section(void **state)
{
    (void)state;
    static const spoilt rows[] = {
        {"{'dispatch':{}}", MEND_SCHEMA, 1, "$.dispatch", "no choices \"department\""},
    };
    assert_int_equal(spoilt_failures(rows, 1), 0);
}

/* ---- acts ---- */

typedef struct room {
    mend_policy *policy;
    mend_ticket *ticket;
    mend_args *args;
    mend_result *result;
} room;

/* What acts go by, beside the section. */
static const char KEEPING[] =
    "{'dispatch':{'grade':'takes','by':'said_by','assignee_grade':'has','overrule':{'department':'%s','grade':'%s'}},"
    "'actions':{'send':{'sets':{'department':'$dispatch','takes':'$dispatch'}},'accept':{'grade':'$dispatch'}}}";

static room enter(const char *department, const char *grade)
{
    room r;
    char first[4096], second[1024];
    mend_error err;
    snprintf(first, sizeof first, "{'dispatch':%s}", SECTION);
    snprintf(second, sizeof second, KEEPING, department, grade);
    if (load_documents(BASE, first, second, &r.policy, &err) != MEND_OK) {
        fail_msg("%s at %s", err.text, err.path);
    }
    assert_int_equal(mend_ticket_new(NULL, &r.ticket), MEND_OK);
    assert_int_equal(mend_args_new(NULL, &r.args), MEND_OK);
    assert_int_equal(mend_result_new(NULL, &r.result), MEND_OK);
    return r;
}

static void leave(room *r)
{
    mend_result_free(r->result);
    mend_args_free(r->args);
    mend_ticket_free(r->ticket);
    mend_policy_free(r->policy);
}

/* actor: "id role grade"; the rest as mend_args_json() takes it, written with '. */
static mend_status act(room *r, const char *action, const char *actor, const char *rest)
{
    char id[32] = "", role[32] = "", grade[32] = "", text[1024];
    sscanf(actor, "%31s %31s %31s", id, role, grade);
    snprintf(text, sizeof text,
             "{'action':'%s','actor':{'id':'%s','roles':['%s']%s%s%s},'ticket':{'tenant':'t',"
             "'key':'k'}%s%s}",
             action, id, role, grade[0] ? ",'grade':'" : "", grade, grade[0] ? "'" : "", rest[0] ? "," : "", rest);
    char *json = quoted(text);
    mend_error err = {.struct_size = sizeof err};
    if (mend_args_json(r->args, json, MEND_NTS, &err) != MEND_OK) {
        fail_msg("%s: %s", text, err.text);
    }
    free(json);
    return mend_act(r->policy, r->ticket, r->args, NOW, r->result, NULL);
}

static void acts(room *r, const char *action, const char *actor, const char *rest)
{
    mend_status s = act(r, action, actor, rest);
    if (s != MEND_OK) {
        fail_msg("%s %s: %s, %s %s", action, rest, mend_status_name(s),
                 mend_reason_name(mend_result_reason(r->result, 0)), mend_result_param(r->result, 0, "field", NULL));
    }
}

/* The act is refused with one reason alone, of that code. */
static void refuses(room *r, const char *action, const char *actor, const char *rest, mend_status status,
                    mend_reason reason, const char *sentence)
{
    mend_buf *out;
    assert_int_equal(act(r, action, actor, rest), status);
    assert_int_equal(mend_result_reason_count(r->result), 1);
    assert_int_equal(mend_result_reason(r->result, 0), reason);
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_result_sentence(r->result, r->policy, 0, "en", out), MEND_OK);
    assert_string_equal(mend_buf_data(out, NULL), sentence);
    mend_buf_free(out);
}

/* What the ticket's document holds, or after ! does not. */
static void holds(const room *r, const char *piece)
{
    mend_buf *out;
    char *wanted = quoted(piece[0] == '!' ? piece + 1 : piece);
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_view(r->policy, r->ticket, "en", out, NULL), MEND_OK);
    if ((strstr(mend_buf_data(out, NULL), wanted) != NULL) == (piece[0] == '!')) {
        fail_msg("%s in %s", piece, mend_buf_data(out, NULL));
    }
    mend_buf_free(out);
    free(wanted);
}

static void test_dispatch__an_act_puts_department_and_grade_in_force(void **state)
{
    (void)state;
    room r = enter("reason", "reason");
    acts(&r, "register", "ann clerk", "'fields':{'service_type':'repair','level':'p1'}");
    acts(&r, "send", "ann clerk", "'fields':{'assignee':'eva'}");
    holds(&r, "\"department\"");
    holds(&r, "'field'");
    holds(&r, "'senior'");
    holds(&r, "'system'");
    assert_int_equal(mend_result_event_count(r.result), 1);
    const char *event = mend_result_event(r.result, 0, NULL);
    assert_non_null(strstr(event, "\"department\":\"field\""));
    assert_non_null(strstr(event, "\"takes\":\"senior\""));
    assert_non_null(strstr(event, "\"said_by\":\"system\""));
    leave(&r);
}

static void test_dispatch__who_accepts_has_the_grade_or_leads(void **state)
{
    (void)state;
    room r = enter("reason", "reason");
    acts(&r, "register", "ann clerk", "'fields':{'service_type':'repair','level':'p1'}");
    acts(&r, "send", "ann clerk", "'fields':{'assignee':'eva'}");
    refuses(&r, "accept", "eva engineer middle", "", MEND_WRONG_ROLE, MEND_REASON_GRADE_TOO_LOW,
            "The grade “Senior” or a higher one is needed; “middle” is not enough.");
    acts(&r, "accept", "eva engineer senior", "");
    acts(&r, "send", "ann clerk", "'fields':{'assignee':'bob'}");
    acts(&r, "accept", "bob boss", "");
    leave(&r);
}

static void test_dispatch__a_grade_by_hand_holds_until_the_routes_are_asked_again(void **state)
{
    (void)state;
    room r = enter("reason", "reason");
    acts(&r, "register", "ann clerk", "'fields':{'service_type':'repair','level':'p1'}");
    refuses(&r, "send", "ann clerk", "'fields':{'assignee':'eva','takes':'junior'}", MEND_INCOMPLETE,
            MEND_REASON_OVERRULE_NEEDS_REASON, "“takes” is not what the rules of dispatch say; that takes a reason.");
    acts(&r, "send", "ann clerk", "'reason':'on the phone with a senior','fields':{'assignee':'eva','takes':'junior'}");
    acts(&r, "accept", "eva engineer junior", "");
    mend_buf *out;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_dispatch(r.policy, r.ticket, "{\"id\":\"eva\"}\n{\"id\":\"bea\",\"grade\":\"junior\"}",
                                   MEND_NTS, NOW, "en", out, NULL),
                     MEND_OK);
    assert_non_null(strstr(mend_buf_data(out, NULL), "\"text\":\"“Junior” at least, as ann has said.\""));
    assert_non_null(strstr(mend_buf_data(out, NULL), "CANDIDATE_HAS_IT"));
    assert_non_null(strstr(mend_buf_data(out, NULL), "DEPARTMENT_STAYS"));
    mend_buf_free(out);
    acts(&r, "send", "ann clerk", "'fields':{'assignee':'eva'}");
    assert_int_equal(act(&r, "accept", "eva engineer junior", ""), MEND_WRONG_ROLE);
    leave(&r);
}

static void test_dispatch__a_grade_that_no_route_asks_for_is_taken_away(void **state)
{
    (void)state;
    room r = enter("free", "free");
    mend_policy_free(r.policy);
    char patch[1024];
    mend_error err;
    snprintf(patch, sizeof patch, KEEPING, "free", "free");
    assert_int_equal(load_documents(BASE,
                                    "{'dispatch':{'routes':{'a':{'grade':'senior','department':'field',"
                                    "'when':{'field':'skill','known':true}}}}}",
                                    patch, &r.policy, &err),
                     MEND_OK);
    acts(&r, "register", "ann clerk", "'fields':{}");
    acts(&r, "send", "ann clerk", "'fields':{'skill':'gas','assignee':'eva'}");
    holds(&r, "'system'");
    acts(&r, "send", "ann clerk", "'fields':{'skill':null}");
    holds(&r, "!'system'");
    holds(&r, "!'senior'");
    acts(&r, "accept", "eva engineer", "");
    leave(&r);
}

static void test_dispatch__other_departments_are_overruled_as_the_policy_says(void **state)
{
    (void)state;
    room r = enter("never", "never");
    acts(&r, "register", "ann clerk", "'fields':{'service_type':'repair','level':'p1'}");
    refuses(&r, "send", "ann clerk", "'reason':'why not','fields':{'department':'complaints'}", MEND_CONDITION,
            MEND_REASON_OTHER_DEPARTMENT, "“Department”: “Repair” sends it to Field service, depot.");
    refuses(&r, "send", "ann clerk", "'reason':'why not','fields':{'takes':'middle'}", MEND_CONDITION,
            MEND_REASON_GRADE_BELOW_ROUTE, "“takes” must be “Senior” at least, because of “Urgent”.");
    acts(&r, "send", "ann clerk", "'fields':{'department':'depot','takes':'senior'}");
    leave(&r);
    r = enter("reason", "free");
    acts(&r, "register", "ann clerk", "'fields':{'service_type':'repair','level':'p1'}");
    refuses(&r, "send", "ann clerk", "'fields':{'department':'complaints','takes':'junior'}", MEND_INCOMPLETE,
            MEND_REASON_OVERRULE_NEEDS_REASON,
            "“Department” is not what the rules of dispatch say; that takes a reason.");
    acts(&r, "send", "ann clerk", "'reason':'she knows the customer','fields':{'department':'complaints'}");
    leave(&r);
    r = enter("free", "free");
    acts(&r, "register", "ann clerk", "'fields':{'service_type':'repair','level':'p1'}");
    acts(&r, "send", "ann clerk", "'fields':{'department':'complaints','takes':'junior'}");
    leave(&r);
}

static void test_dispatch__a_person_of_too_low_a_grade_is_not_sent(void **state)
{
    (void)state;
    room r = enter("reason", "reason");
    acts(&r, "register", "ann clerk", "'fields':{'service_type':'repair','level':'p1'}");
    refuses(&r, "send", "ann clerk", "'fields':{'assignee':'eva','has':'middle'}", MEND_CONDITION,
            MEND_REASON_ASSIGNEE_GRADE_LOW, "“has” is “middle”; it takes “Senior” at least.");
    acts(&r, "send", "ann clerk", "'reason':'small thing','fields':{'assignee':'eva','has':'middle','takes':'middle'}");
    holds(&r, "'has'");
    acts(&r, "send", "ann clerk", "'fields':{'assignee':'bob'}"); /* whose grade is not known */
    holds(&r, "!'has'");
    leave(&r);
}

static void test_dispatch__who_declined_or_accepted_is_known_to_the_question(void **state)
{
    (void)state;
    static const char people[] = "[{\"id\":\"eva\"},{\"id\":\"bea\"},{\"id\":\"dan\"},{\"id\":\"cid\"}]";
    room r = enter("reason", "reason");
    char shape[256];
    mend_buf *out;
    mend_policy_free(r.policy);
    char patch[1024];
    mend_error err;
    snprintf(patch, sizeof patch, KEEPING, "free", "free");
    assert_int_equal(load_documents(BASE,
                                    "{'dispatch':{'worked':['accept'],'declined':['decline'],'refused':"
                                    "['unwanted'],'hand_over':{'state':['sent']}}}",
                                    patch, &r.policy, &err),
                     MEND_OK);
    acts(&r, "register", "ann clerk", "'fields':{}");
    acts(&r, "send", "ann clerk", "'fields':{'department':'field','assignee':'eva','unwanted':'dan'}");
    acts(&r, "decline", "eva engineer", "");
    acts(&r, "send", "ann clerk", "'fields':{'assignee':'cid'}");
    acts(&r, "accept", "cid engineer", "");
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_dispatch(r.policy, r.ticket, people, MEND_NTS, NOW, NULL, out, NULL), MEND_OK);
    shape_of(mend_buf_data(out, NULL), shape, sizeof shape);
    assert_string_equal(shape, "bea | cid-HAS_IT dan-REFUSED eva-DECLINED");
    mend_buf_clear(out);
    acts(&r, "send", "ann clerk", "'fields':{'assignee':'bea'}");
    assert_int_equal(mend_dispatch(r.policy, r.ticket, people, MEND_NTS, NOW, NULL, out, NULL), MEND_OK);
    shape_of(mend_buf_data(out, NULL), shape, sizeof shape);
    assert_string_equal(shape, "cid | bea-HAS_IT dan-REFUSED eva-DECLINED");
    mend_buf_free(out);
    leave(&r);
}

/* ---- memory ---- */

static mend_status all_of_it(const mend_allocator *a, const char *const *documents, const char *candidates)
{
    mend_policy *policy = NULL;
    mend_ticket *ticket = NULL;
    mend_args *args = NULL;
    mend_result *result = NULL;
    mend_buf *out = NULL;
    char *opens =
        quoted("{'action':'register','actor':{'id':'ann','roles':['clerk']},'ticket':{'tenant':'t','key':'k'},"
               "'fields':{'service_type':'repair','level':'p1','region':'east'}}");
    char *sends = quoted("{'action':'send','actor':{'id':'ann','roles':['clerk']},'fields':{'assignee':'eva'}}");
    mend_status s = mend_policy_load(a, documents, NULL, 3, &policy, NULL);
    s = s == MEND_OK ? mend_ticket_new(a, &ticket) : s;
    s = s == MEND_OK ? mend_args_new(a, &args) : s;
    s = s == MEND_OK ? mend_result_new(a, &result) : s;
    s = s == MEND_OK ? mend_buf_new(a, &out) : s;
    s = s == MEND_OK ? mend_args_json(args, opens, MEND_NTS, NULL) : s;
    s = s == MEND_OK ? mend_act(policy, ticket, args, NOW, result, NULL) : s;
    s = s == MEND_OK ? mend_args_json(args, sends, MEND_NTS, NULL) : s;
    s = s == MEND_OK ? mend_act(policy, ticket, args, NOW, result, NULL) : s;
    s = s == MEND_OK ? mend_dispatch(policy, ticket, candidates, MEND_NTS, NOW, "en", out, NULL) : s;
    if (s != MEND_OK && out != NULL) {
        assert_int_equal(length_of(out), 0);
    }
    mend_buf_free(out);
    mend_result_free(result);
    mend_args_free(args);
    mend_ticket_free(ticket);
    mend_policy_free(policy);
    free(opens);
    free(sends);
    return s;
}

static void test_dispatch__every_allocation_may_fail(void **state)
{
    (void)state;
    char first[4096], second[1024];
    snprintf(first, sizeof first, "{'dispatch':%s}", SECTION);
    snprintf(second, sizeof second, KEEPING, "reason", "reason");
    char *base = quoted(BASE), *section = quoted(first), *keeping = quoted(second);
    const char *documents[] = {base, section, keeping};
    for (int lines = 0; lines <= 1; lines++) {
        char *people = quoted(lines ? "{'id':'a'," ABLE ",'regions':['west']}\n{'id':'b'," ABLE ",'load':3}\n"
                                    : "[{'id':'a'," ABLE ",'regions':['west']},{'id':'b'," ABLE ",'load':3}]");
        size_t sites = 0;
        mend_status s = MEND_NOMEM;
        for (size_t n = 1; s != MEND_OK; n++) {
            faulty memory = {.fail_at = n};
            mend_allocator a = faulty_allocator(&memory);
            s = all_of_it(&a, documents, people);
            assert_true(s == MEND_OK || s == MEND_NOMEM);
            assert_int_equal(memory.live, 0);
            sites = n;
        }
        assert_true(sites > 50);
        free(people);
    }
    free(base);
    free(section);
    free(keeping);
}

/* Candidates of many sizes, so that every piece of memory is once the first of a new block. */
static void test_dispatch__every_block_of_a_question_may_be_missing(void **state)
{
    (void)state;
    char patch[4096];
    snprintf(patch, sizeof patch, "{'dispatch':%s}", SECTION);
    mend_policy *policy = load(patch);
    mend_ticket *ticket;
    size_t failed = 0;
    assert_int_equal(mend_ticket_new(NULL, &ticket), MEND_OK);
    for (int count = 0; count <= 60; count++) {
        char text[8192] = "";
        size_t n = 0;
        for (int i = 0; i < count; i++) {
            n += (size_t)sprintf(text + n, "{'id':'e%d','skills':['a','b','c'],'roles':['boss'],'regions':['x']}\n", i);
        }
        char *people = quoted(text);
        mend_status s = MEND_NOMEM;
        for (size_t at = 1; s != MEND_OK; at++) {
            faulty memory = {.fail_at = at};
            mend_allocator a = faulty_allocator(&memory);
            mend_buf *out = NULL;
            s = mend_buf_new(&a, &out);
            s = s == MEND_OK ? mend_dispatch(policy, ticket, people, MEND_NTS, NOW, "zh-CN", out, NULL) : s;
            assert_true(s == MEND_OK || s == MEND_NOMEM);
            mend_buf_free(out);
            assert_int_equal(memory.live, 0);
            failed += s != MEND_OK;
        }
        free(people);
    }
    assert_true(failed > 300);
    mend_ticket_free(ticket);
    mend_policy_free(policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dispatch__the_first_route_that_names_a_department_gives_it),
        cmocka_unit_test(test_dispatch__the_highest_grade_that_is_asked_for_is_needed),
        cmocka_unit_test(test_dispatch__skills_come_together_from_routes_and_ticket),
        cmocka_unit_test(test_dispatch__without_routes_nothing_is_asked_for),
        cmocka_unit_test(test_dispatch__everything_that_somebody_lacks_is_said),
        cmocka_unit_test(test_dispatch__what_is_no_must_only_ranks),
        cmocka_unit_test(test_dispatch__each_criterion_decides_where_those_before_it_are_equal),
        cmocka_unit_test(test_dispatch__the_order_does_not_depend_on_how_they_come),
        cmocka_unit_test(test_dispatch__reasons_are_sentences),
        cmocka_unit_test(test_dispatch__what_is_wrong_with_candidates_is_said_with_its_place),
        cmocka_unit_test(test_dispatch__there_is_a_limit_to_candidates),
        cmocka_unit_test(test_dispatch__the_question_checks_what_it_is_given),
        cmocka_unit_test(test_dispatch__a_section_that_cannot_work_is_refused_with_its_place),
        cmocka_unit_test(test_dispatch__a_policy_without_departments_has_no_such_section),
        cmocka_unit_test(test_dispatch__an_act_puts_department_and_grade_in_force),
        cmocka_unit_test(test_dispatch__who_accepts_has_the_grade_or_leads),
        cmocka_unit_test(test_dispatch__a_grade_by_hand_holds_until_the_routes_are_asked_again),
        cmocka_unit_test(test_dispatch__a_grade_that_no_route_asks_for_is_taken_away),
        cmocka_unit_test(test_dispatch__other_departments_are_overruled_as_the_policy_says),
        cmocka_unit_test(test_dispatch__a_person_of_too_low_a_grade_is_not_sent),
        cmocka_unit_test(test_dispatch__who_declined_or_accepted_is_known_to_the_question),
        cmocka_unit_test(test_dispatch__every_allocation_may_fail),
        cmocka_unit_test(test_dispatch__every_block_of_a_question_may_be_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
