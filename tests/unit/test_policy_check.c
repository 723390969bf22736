/*
 * test_policy_check.c - what mend_policy_check() finds: every code in a policy that has it, and not in one that has not.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "faulty.h"
#include "mend/doc.h"
#include "mend/mend.h"
#include "policy/findings.h"
#include "policy_kit.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define NOW          INT64_C(1718409600000) /* 2024-06-15T00:00:00Z */

/* A shop in which nothing is to be found. */
static const char SHOP[] =
    "{'mend':1,'id':'shop','revision':1,'zone':'CST-8','currency':'CNY',"
    "'roles':{'clerk':{'label':{'en':'Clerk','zh-CN':'客服'}},'engineer':{'label':{'en':'Engineer','zh-CN':'工程师'}}},"
    "'grades':{'junior':{'order':1,'label':{'en':'Junior','zh-CN':'初级'}},"
    "          'senior':{'order':2,'label':{'en':'Senior','zh-CN':'高级'}}},"
    "'counters':{'rework':{'label':{'en':'Rework','zh-CN':'返修'}}},"
    "'choices':{'level':{'p1':{'order':1,'label':{'en':'P1','zh-CN':'P1'}},'p2':{'order':2,'label':{'en':'P2','zh-CN':'"
    "P2'}}}},"
    "'fields':{'shelf':{'type':'text','label':{'en':'Shelf','zh-CN':'货架'}}},"
    "'states':{'open':{'order':1,'stage':'new','label':{'en':'Open','zh-CN':'已登记'}},"
    "          'work':{'order':2,'stage':'active','label':{'en':'At work','zh-CN':'维修中'}},"
    "          'test':{'order':3,'stage':'active','label':{'en':'Tested','zh-CN':'测试'}},"
    "          'shut':{'order':4,'stage':'closed','label':{'en':'Shut','zh-CN':'关闭'}}},"
    "'texts':{'hello':{'en':'Hello','zh-CN':'您好'}},"
    "'numbers':{'ticket':{'pattern':'S{SEQ:4}'}},"
    "'calendars':{'hours':{'label':{'en':'Hours','zh-CN':'时间'},"
    "  'week':{'mon':[['08:00','12:00'],['13:00','17:00']],'tue':[['08:00','17:00']]},"
    "  'holidays':['2024-10-01'],'known_until':'2025-12-31'}},"
    "'fees':{'cards':{'all':{'travel':{'zones':[{'fee':1}]}}}},"
    "'actions':{"
    "'register':{'order':1,'opens':true,'to':'open','roles':['clerk'],'number':'ticket',"
    "  'label':{'en':'Register','zh-CN':'登记'},'form':{'level':{'need':'required'},'shelf':{}},'tell':['hello']},"
    "'start':{'order':2,'from':['open'],'to':'work','roles':['engineer'],'grade':'senior',"
    "  'label':{'en':'Start','zh-CN':'开工'}},"
    "'finish':{'order':3,'from':['work'],'to':'test','roles':['engineer'],'label':{'en':'Finish','zh-CN':'完工'}},"
    "'fail':{'order':4,'from':['test'],'to':'work','roles':['engineer'],'label':{'en':'Fail','zh-CN':'不合格'},"
    "  'loop':{'counter':'rework','at_most':3}},"
    "'close':{'order':5,'from':['test'],'to':'shut','roles':['clerk'],'label':{'en':'Close','zh-CN':'关单'}}},"
    "'clocks':{"
    "'response':{'order':1,'label':{'en':'Response','zh-CN':'响应'},'calendar':'hours','start':{'on':['register']},"
    "  'stop':{'on':['start']},'targets':{'p1':{'order':1,'when':{'field':'level','is':'p1'},'time':'PT1H'},"
    "                                     'p2':{'order':2,'when':{'field':'level','is':'p2'},'time':'PT4H'}}},"
    "'whole':{'order':2,'label':{'en':'Whole','zh-CN':'全程'},'calendar':'hours','start':{'on':['register']},"
    "  'stop':{'on':['close']},'targets':{'p1':{'order':1,'when':{'field':'level','is':'p1'},'time':'PT8H'},"
    "                                     "
    "'p2':{'order':2,'when':{'field':'level','is':'p2'},'days':3,'reading':'closing'}}}}}";

/* The answer to the shop with a document laid over it, NULL: nothing; to be freed. */
static char *answer_to(const char *patch, int64_t now, const char *lang)
{
    char *texts[2] = {quoted(SHOP), patch == NULL ? NULL : quoted(patch)};
    const char *documents[2] = {texts[0], texts[1]};
    mend_error err = {.struct_size = sizeof err};
    mend_buf *out = NULL;
    size_t len;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_policy_check(documents, NULL, patch == NULL ? 1 : 2, NULL, now, lang, out, &err), MEND_OK);
    const char *data = mend_buf_data(out, &len);
    char *copy = malloc(len + 1);
    assert_non_null(copy);
    memcpy(copy, data, len + 1);
    mend_buf_free(out);
    free(texts[0]);
    free(texts[1]);
    return copy;
}

/* Whether the answer has a finding of that code at that path. */
static bool has(const char *answer, const char *code, const char *path)
{
    char place[300];
    snprintf(place, sizeof place, "\"path\":\"%s\"", path);
    char name[100];
    snprintf(name, sizeof name, "\"code\":\"%s\"", code);
    for (const char *at = strstr(answer, name); at != NULL; at = strstr(at + 1, name)) {
        const char *found = strstr(at, place), *next = strstr(at + 1, "\"code\":");
        if (found != NULL && (next == NULL || found < next)) {
            return true;
        }
    }
    return false;
}

typedef struct expected {
    const char *code, *path;
    const char *with;    /* laid over the shop it has the finding; NULL: the shop itself */
    const char *without; /* laid over it the shop has not, although it is much the same; NULL: the shop itself */
} expected;

static size_t failures(const expected *rows, size_t count)
{
    size_t bad = 0;
    for (size_t i = 0; i < count; i++) {
        char *with = answer_to(rows[i].with, NOW, "en"), *without = answer_to(rows[i].without, NOW, "en");
        if (!has(with, rows[i].code, rows[i].path)) {
            print_error("%s is not found at %s: %s\n", rows[i].code, rows[i].path, with);
            bad++;
        }
        char name[100];
        snprintf(name, sizeof name, "\"code\":\"%s\"", rows[i].code);
        if (strstr(without, name) != NULL) {
            print_error("%s is found where it is not: %s\n", rows[i].code, without);
            bad++;
        }
        free(with);
        free(without);
    }
    return bad;
}

static void test_policy_check__nothing_is_found_in_a_good_policy(void **state)
{
    char *answer = answer_to(NULL, NOW, NULL);
    (void)state;
    assert_non_null(strstr(answer, "{\"id\":\"shop\",\"revision\":1,\"digest\":\""));
    assert_non_null(strstr(answer, "\"errors\":0,\"warnings\":0,\"notes\":0,\"findings\":[]}"));
    free(answer);
}

static void test_policy_check__errors_are_found(void **state)
{
    static const expected rows[] = {
        {"UNREADABLE", "$.satets", "{'satets':{}}", NULL},
        {"UNREADABLE", "$.actions.close.to", "{'actions':{'close':{'to':'shot'}}}", NULL},
        {"NO_STATES", "$.states",
         "{'states':{'open':null,'work':null,'test':null,'shut':null},'actions':null,'clocks':null}", NULL},
        {"NO_OPENING", "$.actions", "{'actions':{'register':null},'clocks':null}", NULL},
        {"STATE_UNREACHABLE", "$.states.lost", "{'states':{'lost':{'stage':'closed'}}}", NULL},
        {"STATE_STUCK", "$.states.open", "{'actions':{'start':null},'clocks':null}", NULL},
        {"STATE_NEVER_CLOSES", "$.states.work", "{'actions':{'close':null},'clocks':{'whole':null}}", NULL},
        {"SERIES_FIELD", "$.numbers.ticket.pattern", "{'numbers':{'ticket':{'pattern':'{=shelv}{SEQ:4}'}}}",
         "{'numbers':{'ticket':{'pattern':'{=level}{SEQ:4}'}}}"},
        {"ACTION_NO_START", "$.actions.dead",
         "{'states':{'open':{'stage':'closed'},'work':{'stage':'closed'},'test':{'stage':'closed'}},"
         "'actions':{'dead':{'from':['*open'],'roles':['clerk']}}}",
         "{'actions':{'dead':{'from':['*open'],'roles':['clerk']}}}"},
        {"ACTION_FORM", "$.actions.remark", "{'actions':{'remark':{'kind':'note','from':['*'],'roles':['clerk']}}}",
         "{'actions':{'remark':{'kind':'note','from':['*'],'roles':['clerk'],'form':{'notes':{'columns':{'text':{}}}}}}"
         "}"},
        {"LEVEL_NOT_JUDGED", "$.actions.start.sets.level", "{'actions':{'start':{'sets':{'level':'$triage'}}}}",
         "{'actions':{'start':{'sets':{'level':'$triage'}}},'triage':{'default':'p2'}}"},
        {"EVIDENCE_IMPOSSIBLE", "$.actions.close.evidence.photo", "{'actions':{'close':{'evidence':{'photo':{}}}}}",
         "{'actions':{'close':{'evidence':{'photo':{}},"
         "'form':{'attachments':{'columns':{'purpose':{},'uri':{}}}}}}}"},
        {"NUMBER_FIELD_MISSING", "$.actions.register.number", "{'numbers':{'ticket':{'pattern':'{=shelf}{SEQ:4}'}}}",
         "{'numbers':{'ticket':{'pattern':'{=level}{SEQ:4}'}}}"},
        {"CLOCK_TRIGGER_NEVER", "$.clocks.whole.stop",
         "{'clocks':{'whole':{'stop':{'on':['close'],'when':{'state':['open']}}}}}",
         "{'clocks':{'whole':{'stop':{'on':['close'],'when':{'state':['shut']}}}}}"},
        {"LEVEL_WITHOUT_TARGET", "$.clocks.whole.targets", "{'clocks':{'whole':{'targets':{'p2':null}}}}", NULL},
        {"ACTION_FEES", "$.actions.start.authorises", "{'actions':{'start':{'authorises':true}}}", NULL},
        {"ACTION_DISPATCH", "$.actions.start",
         "{'choices':{'department':{'depot':{}}},'actions':{'start':{'sets':{'department':'$dispatch'}}}}", NULL},
        {"ACTION_UNIT", "$.actions.close.unit", "{'actions':{'close':{'unit':['guarantee']}}}",
         "{'actions':{'close':{'unit':['guarantee']}},'warranty':{'guarantee':{'payer':'maker','days':90}}}"},
    };
    (void)state;
    assert_int_equal(failures(rows, COUNT(rows)), 0);
}

static void test_policy_check__ways_that_lead_nowhere_are_found(void **state)
{
    static const expected rows[] = {
        {"ACTION_NEVER_OPEN", "$.actions.close", "{'actions':{'close':{'when':{'state':['open']}}}}",
         "{'actions':{'close':{'when':{'state':['test']}}}}"},
        {"ACTION_NEVER_OPEN", "$.actions.close", "{'actions':{'close':{'when':{'any':[]}}}}",
         "{'actions':{'close':{'when':{'any':[{'field':'shelf','known':true}]}}}}"},
        {"ACTION_NOBODY", "$.actions.close",
         "{'actions':{'close':{'only_named_in':['assignee'],'not_named_in':['assignee']}}}",
         "{'actions':{'close':{'only_named_in':['assignee'],'not_named_in':['registered_by']}}}"},
        {"CONDITION_NEVER", "$.actions.close.conditions.never",
         "{'actions':{'close':{'conditions':{'never':{'if':{'not':{'state':['test']}}}}}}}",
         "{'actions':{'close':{'conditions':{'never':{'if':{'state':['test']}}}}}}"},
        {"LOOP_STUCK", "$.states.open", "{'actions':{'start':{'loop':{'counter':'rework','at_most':3}}}}", NULL},
        {"LOOP_NOT_COUNTED", "$.actions.beside",
         "{'actions':{'beside':{'from':['test'],'to':'work','roles':['clerk']}}}",
         "{'actions':{'beside':{'from':['test'],'to':'open','roles':['clerk']}}}"},
        {"COUNTER_UNLIMITED", "$.counters.idle", "{'counters':{'idle':{}}}", NULL},
        {"NUMBER_RUNS_OUT", "$.numbers.ticket", "{'numbers':{'ticket':{'overflow':'refuse'}}}",
         "{'numbers':{'ticket':{'overflow':'refuse','pattern':'S{YYYY}{SEQ:4}','reset':'year'}}}"},
    };
    (void)state;
    assert_int_equal(failures(rows, COUNT(rows)), 0);
}

static void test_policy_check__clocks_that_go_on_are_found(void **state)
{
    static const expected rows[] = {
        {"CLOCK_OUT_OF_REACH", "$.clocks.late",
         "{'clocks':{'late':{'start':{'on':['close']},'stop':{'on':['start']},'targets':{'a':{'time':'PT1H'}}}}}",
         "{'clocks':{'late':{'start':{'on':['finish']},'stop':{'on':['close']},'targets':{'a':{'time':'PT1H'}}}}}"},
        {"CLOCK_RUNS_ON", "$.clocks.failed",
         "{'clocks':{'failed':{'start':{'on':['finish']},'stop':{'on':['fail']},'targets':{'a':{'time':'PT1H'}}}}}",
         "{'clocks':{'failed':{'start':{'on':['finish']},'stop':{'on':['fail','close']},'targets':{'a':{'time':'PT1H'}}"
         "}}}"},
        {"CLOCK_RUNS_ON", "$.clocks.failed",
         "{'clocks':{'failed':{'kind':'repeat','answer':{'on':['finish']},'start':{'on':['finish']},"
         "'stop':{'on':['fail']},'targets':{'a':{'time':'PT1H'}}}}}",
         "{'clocks':{'failed':{'kind':'not_before','start':{'on':['finish']},'stop':{'on':['fail']},"
         "'targets':{'a':{'time':'PT1H'}}}}}"},
        {"TARGET_SHADOWED", "$.clocks.whole.targets.p1",
         "{'clocks':{'whole':{'targets':{'all':{'order':0,'time':'PT9H'}}}}}",
         "{'clocks':{'whole':{'targets':{'all':{'order':9,'time':'PT9H'}}}}}"},
        {"TARGET_ABOVE", "$.clocks.response.targets.p1", "{'clocks':{'response':{'targets':{'p1':{'time':'PT9H'}}}}}",
         "{'clocks':{'response':{'targets':{'p1':{'time':'PT8H'}}}}}"},
        {"TARGET_ABOVE", "$.clocks.response.targets.p2", "{'clocks':{'response':{'targets':{'p2':{'time':'PT73H'}}}}}",
         "{'clocks':{'response':{'targets':{'p2':{'time':'PT72H'}}}}}"},
        {"TARGET_ABOVE", "$.clocks.response.targets.p2",
         "{'clocks':{'response':{'targets':{'p2':{'time':null,'days':4,'reading':'closing'}}}}}",
         "{'clocks':{'response':{'targets':{'p2':{'time':'PT73H','calendar':'always'}}}}}"},
        /* Nothing forbids that the whole ends before the response. */
        {"TARGET_ABOVE", "$.clocks.response.targets.p1", "{'clocks':{'response':{'targets':{'p1':{'time':'PT9H'}}}}}",
         "{'clocks':{'response':{'targets':{'p1':{'time':'PT9H'}}}},'actions':{'close':{'from':['open','test']}}}"},
    };
    (void)state;
    assert_int_equal(failures(rows, COUNT(rows)), 0);
}

static void test_policy_check__days_are_looked_at_as_of_now(void **state)
{
    static const expected rows[] = {
        {"CALENDAR_OVERLAP", "$.calendars.hours",
         "{'calendars':{'hours':{'week':{'mon':[['08:00','12:00'],['11:00','17:00']]}}}}",
         "{'calendars':{'hours':{'week':{'mon':[['08:00','12:00'],['12:00','17:00']]}}}}"},
        {"CALENDAR_DOUBLE", "$.calendars.hours",
         "{'calendars':{'hours':{'exceptions':{'2024-10-01':[['08:00','12:00']]}}}}",
         "{'calendars':{'hours':{'exceptions':{'2024-10-02':[['08:00','12:00']]}}}}"},
        {"CALENDAR_ENDED", "$.calendars.hours", "{'calendars':{'hours':{'holidays':[],'known_until':'2024-06-14'}}}",
         "{'calendars':{'hours':{'holidays':[],'known_until':'2024-06-15'}}}"},
        {"CALENDAR_ENDS_SOON", "$.calendars.hours",
         "{'calendars':{'hours':{'holidays':[],'known_until':'2024-09-12'}}}",
         "{'calendars':{'hours':{'holidays':[],'known_until':'2024-09-13'}}}"},
        {"CALENDAR_SHUT", "$.calendars.hours",
         "{'calendars':{'hours':{'week':{'mon':[],'tue':[]},'exceptions':{'2024-09-02':[['08:00','12:00']]}}}}",
         "{'calendars':{'hours':{'week':{'mon':[],'tue':[]},'exceptions':{'2024-07-01':[['08:00','12:00']]}}}}"},
        {"CARD_NONE", "$.fees.cards", "{'fees':{'cards':{'all':{'until':'2024-06-14'}}}}",
         "{'fees':{'cards':{'all':{'until':'2024-06-15'}}}}"},
        {"CARD_ENDS_SOON", "$.fees.cards", "{'fees':{'cards':{'all':{'until':'2024-08-01'}}}}",
         "{'fees':{'cards':{'all':{'until':'2024-08-01'},'next':{'from':'2024-08-02','travel':{'zones':[{'fee':2}]}}}}"
         "}"},
    };
    (void)state;
    assert_int_equal(failures(rows, COUNT(rows)), 0);
    char *timeless = answer_to("{'calendars':{'hours':{'holidays':[],'known_until':'2020-01-01'}},"
                               "'fees':{'cards':{'all':{'until':'2020-01-01'}}}}",
                               INT64_MIN, "en");
    assert_non_null(strstr(timeless, "\"warnings\":0,"));
    free(timeless);
}

static void test_policy_check__words_and_uses_are_looked_at(void **state)
{
    static const expected rows[] = {
        {"LABEL_MISSING", "$.states.work", "{'states':{'work':{'label':null}}}", NULL},
        {"LABEL_MISSING", "$.choices.level.p1", "{'choices':{'level':{'p1':{'label':null}}}}", NULL},
        {"LABEL_MISSING", "$.actions.close.checklist.keys", "{'actions':{'close':{'checklist':{'keys':{}}}}}",
         "{'actions':{'close':{'checklist':{'keys':{'label':{'en':'Keys','zh-CN':'钥匙'}}}}}}"},
        {"TRANSLATION_MISSING", "$.states.work.label", "{'states':{'work':{'label':{'zh-CN':null}}}}",
         "{'states':{'work':{'label':{'zh-CN':null,'zh':'维修'}}}}"},
        {"TRANSLATION_MISSING", "$.texts.hello", "{'texts':{'hello':{'en':null}}}",
         "{'texts':{'hello':{'de':'Guten Tag'}}}"},
        {"ROLE_UNUSED", "$.roles.idle", "{'roles':{'idle':{}}}",
         "{'roles':{'idle':{}},'actions':{'close':{'notices':{'n':{'to':'idle','text':'hello'}}}}}"},
        {"GRADE_UNUSED", "$.grades.master", "{'grades':{'master':{'order':3}}}",
         "{'grades':{'master':{'order':3}},'actions':{'close':{'grade':'master'}}}"},
        {"TEXT_UNUSED", "$.texts.idle", "{'texts':{'idle':{'en':'x'}}}",
         "{'texts':{'idle':{'en':'x'}},'sheets':{'slip':{'foot':'idle','sections':{'a':{'fields':{'shelf':{}}}}}}}"},
        {"CHOICES_UNUSED", "$.choices.channel", "{'choices':{'channel':{'phone':{}}}}",
         "{'choices':{'channel':{'phone':{}}},'actions':{'register':{'form':{'channel':{}}}}}"},
        {"CHOICES_UNUSED", "$.choices.estimate_kind", "{'choices':{'estimate_kind':{'estimate':{}}}}",
         "{'choices':{'estimate_kind':{'estimate':{}}},'actions':{'start':{'quote':'estimate'}}}"},
        {"FIELD_UNUSED", "$.fields.bin", "{'fields':{'bin':{'type':'text'}}}",
         "{'fields':{'bin':{'type':'text'}},'actions':{'register':{'form':{'bin':{}}}}}"},
        {"FIELD_UNUSED", "$.fields['parts/lot']", "{'fields':{'parts/lot':{'type':'text'}}}",
         "{'fields':{'parts/lot':{'type':'text'}},'actions':{'register':{'form':{'parts':{'columns':{'lot':{}}}}}}}"},
        {"SERIES_UNUSED", "$.numbers.idle", "{'numbers':{'idle':{'pattern':'X{SEQ:4}'}}}", NULL},
        {"CALENDAR_UNUSED", "$.calendars.idle", "{'calendars':{'idle':{'week':{'mon':[['08:00','09:00']]}}}}",
         "{'calendars':{'idle':{'week':{'mon':[['08:00','09:00']]}}},'clocks':{'whole':{'quiet':'idle'}}}"},
    };
    (void)state;
    assert_int_equal(failures(rows, COUNT(rows)), 0);
}

static void test_policy_check__all_is_found_at_once_and_in_order(void **state)
{
    char *answer =
        answer_to("{'states':{'lost':{'stage':'closed'},'gone':{'stage':'closed'}},'texts':{'idle':{'en':'x'}},"
                  "'actions':{'start':{'authorises':true},'close':{'unit':['guarantee']}}}",
                  NOW, "en");
    (void)state;
    assert_non_null(strstr(answer, "{\"errors\":4,"));
    assert_true(has(answer, "STATE_UNREACHABLE", "$.states.lost") && has(answer, "STATE_UNREACHABLE", "$.states.gone"));
    assert_true(has(answer, "ACTION_FEES", "$.actions.start.authorises"));
    assert_true(has(answer, "ACTION_UNIT", "$.actions.close.unit"));
    const char *last_error = strstr(answer, "\"code\":\"ACTION_UNIT\""),
               *note = strstr(answer, "\"severity\":\"note\"");
    const char *warning = strstr(answer, "\"severity\":\"warning\"");
    assert_true(last_error < warning && warning < note);
    assert_null(strstr(answer, "\"digest\"")); /* it cannot be used */
    free(answer);
}

static void test_policy_check__a_finding_says_where_it_is(void **state)
{
    char *answer = answer_to("{\n  'texts':{'idle':{'en':'x','zh-CN':'x'}}}", NOW, "en");
    (void)state;
    assert_non_null(strstr(answer,
                           "{\"severity\":\"note\",\"code\":\"TEXT_UNUSED\",\"path\":\"$.texts.idle\",\"document\":1,"
                           "\"line\":2,\"column\":12,\"params\":{\"name\":\"idle\"},"
                           "\"text\":\"nothing uses the text \\\"idle\\\"\"}"));
    free(answer);
    const char *document = "{\"mend\":1,\"id\":\"x\",\"revision\":1,\"extends\":\"standard@1\","
                           "\"clocks\":{\"retry_call\":{\"cancel\":null}}}";
    mend_buf *out = NULL;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_policy_check(&document, NULL, 1, NULL, INT64_MIN, "en", out, NULL), MEND_OK);
    const char *found = strstr(mend_buf_data(out, NULL), "\"code\":\"CLOCK_RUNS_ON\"");
    assert_non_null(found);
    mend_buf_clear(out);
    document = "{\"mend\":1,\"id\":\"x\",\"revision\":1,\"extends\":\"standard@1\",\"actions\":{\"review\":{\"roles\":["
               "\"rd\"]},"
               "\"dispatch\":{\"opens\":true,\"from\":null,\"to\":\"dispatched\"}}}";
    assert_int_equal(mend_policy_check(&document, NULL, 1, NULL, INT64_C(4102444800000), "en", out, NULL), MEND_OK);
    assert_non_null(strstr(mend_buf_data(out, NULL), "\"preset\":\"standard@1\""));
    mend_buf_free(out);
}

static void test_policy_check__what_lies_in_a_preset_names_it(void **state)
{
    const char *document =
        "{\"mend\":1,\"id\":\"x\",\"revision\":1,\"extends\":\"standard@1\",\"roles\":{\"engineer\":null}}";
    mend_error err = {.struct_size = sizeof err};
    mend_policy *policy = NULL;
    mend_buf *out = NULL;
    (void)state;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_policy_check(&document, NULL, 1, NULL, NOW, "en", out, NULL), MEND_OK);
    const char *found = strstr(mend_buf_data(out, NULL), "\"code\":\"UNREADABLE\"");
    assert_non_null(found);
    assert_non_null(strstr(found, "\"preset\":\"standard@1\",\"line\":"));
    assert_null(strstr(found, "\"document\""));
    assert_null(strstr(found, "in the preset"));
    mend_buf_free(out);
    assert_int_not_equal(mend_policy_load(NULL, &document, NULL, 1, &policy, &err), MEND_OK);
    assert_int_equal(err.document, -1);
    assert_non_null(strstr(err.text, "(in the preset \"standard@1\")"));
}

static void test_policy_check__names_nearly_the_same_are_noted(void **state)
{
    static const struct {
        const char *patch, *path, *other; /* NULL: nothing is noted */
    } rows[] = {
        {"{'texts':{'helo':{'en':'Hi','zh-CN':'好'}}}", "$.texts.helo", "hello"},
        {"{'texts':{'ehllo':{'en':'Hi','zh-CN':'好'}}}", "$.texts.ehllo", "hello"},
        {"{'texts':{'hello2':{'en':'Hi','zh-CN':'好'}}}", "$.texts.hello2", NULL},
        {"{'texts':{'goodbye':{'en':'Hi','zh-CN':'好'}}}", "$.texts.goodbye", NULL},
        {"{'texts':{'hello':{'en':'Hi','zh-CN':'好'}}}", "$.texts.hello", NULL},
        {"{'x-texts':{'helo':{'en':'Hi'}}}", "$['x-texts']", NULL},
        {"{'choices':{'level':{'p3':{}}}}", "$.choices.level.p3", NULL},
        {"{'actions':{'register':{'form':{'self':{}}}}}", "$.actions.register.form.self", "shelf"},
        {"{'actions':{'regisster':{'roles':['clerk'],'form':{'self':{}}}}}", "$.actions.regisster", "register"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *answer = answer_to(rows[i].patch, NOW, "en"), other[60];
        assert_int_equal(has(answer, "NAME_NEAR", rows[i].path), rows[i].other != NULL);
        snprintf(other, sizeof other, "\"other\":\"%s\"", rows[i].other == NULL ? "" : rows[i].other);
        assert_int_equal(strstr(answer, other) != NULL, rows[i].other != NULL);
        free(answer);
    }
    char *answer = answer_to(NULL, NOW, "en");
    assert_null(strstr(answer, "NAME_NEAR"));
    free(answer);
}

static void test_policy_check__sentences_are_in_both_languages(void **state)
{
    char *chinese =
        answer_to("{'texts':{'idle':{'en':'x','zh-CN':'x'}},'states':{'lost':{'stage':'closed'}}}", NOW, "zh");
    (void)state;
    assert_non_null(strstr(chinese, "文本“idle”未被使用"));
    assert_non_null(strstr(chinese, "状态“lost”无法到达（no way leads to this state）"));
    free(chinese);
    char *own = answer_to("{'language':'zh-CN','texts':{'idle':{'en':'x','zh-CN':'x'}}}", NOW, NULL);
    assert_non_null(strstr(own, "文本“idle”未被使用"));
    free(own);
}

static void test_policy_check__what_cannot_be_read_is_one_finding(void **state)
{
    static const char *const documents[] = {"{\"mend\":1,", "[]",
                                            "{\"mend\":1,\"id\":\"a\",\"revision\":1,\"extends\":\"x@1\"}"};
    static const char *const statuses[] = {"SYNTAX", "SCHEMA", "NOT_FOUND"};
    mend_buf *out = NULL;
    (void)state;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    for (size_t i = 0; i < COUNT(documents); i++) {
        char wanted[100];
        mend_buf_clear(out);
        assert_int_equal(mend_policy_check(&documents[i], NULL, 1, NULL, NOW, "en", out, NULL), MEND_OK);
        snprintf(wanted, sizeof wanted, "\"code\":\"UNREADABLE\",\"status\":\"%s\"", statuses[i]);
        assert_non_null(strstr(mend_buf_data(out, NULL), wanted));
        assert_non_null(strstr(mend_buf_data(out, NULL), "{\"errors\":1,\"warnings\":0,\"notes\":0,"));
    }
    mend_buf_free(out);
}

/* What loads has no errors; what has errors does not load. */
static void test_policy_check__agrees_with_loading(void **state)
{
    static const char *const patches[] = {"{'texts':{'idle':{'en':'x'}}}", "{'states':{'lost':{'stage':'closed'}}}",
                                          "{'actions':{'start':{'authorises':true}}}",
                                          "{'clocks':{'whole':{'targets':{'p2':null}}}}", "{'grades':{'master':{}}}"};
    (void)state;
    for (size_t i = 0; i < COUNT(patches); i++) {
        mend_error err = {.struct_size = sizeof err};
        mend_policy *policy = NULL;
        mend_status status = load_documents(SHOP, patches[i], NULL, &policy, &err);
        char *answer = answer_to(patches[i], NOW, "en");
        assert_int_equal(status == MEND_OK, strstr(answer, "\"errors\":0,") != NULL);
        if (status != MEND_OK) { /* the first one is what the load says */
            assert_true(strstr(strstr(answer, "\"findings\":"), err.path) != NULL);
        }
        free(answer);
        mend_policy_free(policy);
    }
}

static void test_policy_check__the_presets_have_no_errors(void **state)
{
    mend_buf *out = NULL;
    (void)state;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    for (int32_t i = 0; i < mend_preset_count(); i++) {
        const char *document = mend_preset_text(mend_preset_name(i), NULL);
        mend_buf_clear(out);
        assert_int_equal(mend_policy_check(&document, NULL, 1, NULL, INT64_MIN, "en", out, NULL), MEND_OK);
        assert_non_null(strstr(mend_buf_data(out, NULL), "\"errors\":0,"));
        if (strcmp(mend_preset_name(i), "standard@1") == 0) {
            assert_non_null(strstr(mend_buf_data(out, NULL), "\"errors\":0,\"warnings\":0,\"notes\":0,"));
        }
    }
    mend_buf_free(out);
}

static void test_policy_check__long_lists_are_cut(void **state)
{
    size_t cap = 200000, used;
    char *document = malloc(cap);
    mend_buf *out = NULL;
    (void)state;
    assert_non_null(document);
    used = (size_t)snprintf(document, cap, "{'texts':{");
    for (int i = 0; i < MEND__FINDINGS_MAX / 2 + 10; i++) { /* each is unused and lacks a translation */
        used += (size_t)snprintf(document + used, cap - used, "%s't%d':{'en':'x'},'u%d':{'zh-CN':'x'}",
                                 i == 0 ? "" : ",", i, i);
    }
    snprintf(document + used, cap - used, "}}");
    char *answer = answer_to(document, NOW, "en");
    assert_non_null(strstr(answer, ",\"more\":true}"));
    size_t shown = 0;
    for (const char *at = strstr(answer, "\"severity\""); at != NULL; at = strstr(at + 1, "\"severity\"")) {
        shown++;
    }
    assert_int_equal(shown, MEND__FINDINGS_MAX);
    free(answer);
    free(document);
    mend_buf_free(out);
}

static void test_policy_check__arguments_are_checked(void **state)
{
    const char *document = SHOP, *none = NULL;
    mend_error err = {.struct_size = sizeof err}, small = {.struct_size = 1};
    mend_policy_options options = {.struct_size = 1};
    mend_buf *out = NULL;
    (void)state;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_policy_check(NULL, NULL, 1, NULL, 0, NULL, out, &err), MEND_INVALID);
    assert_int_equal(mend_policy_check(&document, NULL, 0, NULL, 0, NULL, out, &err), MEND_INVALID);
    assert_int_equal(mend_policy_check(&document, NULL, 17, NULL, 0, NULL, out, &err), MEND_INVALID);
    assert_int_equal(mend_policy_check(&none, NULL, 1, NULL, 0, NULL, out, &err), MEND_INVALID);
    assert_int_equal(mend_policy_check(&document, NULL, 1, NULL, 0, NULL, NULL, &err), MEND_INVALID);
    assert_int_equal(mend_policy_check(&document, NULL, 1, &options, 0, NULL, out, &err), MEND_INVALID);
    assert_int_equal(mend_policy_check(&document, NULL, 1, NULL, 0, NULL, out, &small), MEND_INVALID);
    assert_string_equal(mend_buf_data(out, NULL), "");
    mend_buf_free(out);
}

/* ---- the door, and memory ---- */

static void test_policy_check__the_door_asks_the_same(void **state)
{
    char *document = quoted(SHOP), *request = malloc(sizeof SHOP + 200);
    mend_buf *out = NULL;
    mend_policy *policy = NULL;
    const char *loaded = document;
    (void)state;
    assert_non_null(request);
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    snprintf(request, sizeof SHOP + 200, "{\"op\":\"check_policy\",\"now\":\"2026-06-15T00:00:00Z\",\"policy\":%s}",
             document);
    assert_int_equal(mend_doc_call(NULL, request, MEND_NTS, out, NULL), MEND_OK);
    assert_non_null(strstr(mend_buf_data(out, NULL), "{\"status\":\"OK\",\"id\":\"shop\","));
    assert_non_null(strstr(mend_buf_data(out, NULL), "\"code\":\"CALENDAR_ENDED\""));
    assert_int_equal(mend_doc_call(NULL, "{\"op\":\"check_policy\"}", MEND_NTS, out, NULL), MEND_SCHEMA);
    assert_int_equal(mend_doc_call(NULL, "{\"op\":\"check_policy\",\"policy\":7}", MEND_NTS, out, NULL), MEND_SCHEMA);
    assert_int_equal(mend_policy_load(NULL, &loaded, NULL, 1, &policy, NULL), MEND_OK);
    assert_int_equal(mend_doc_call(policy, "{\"op\":\"check_policy\"}", MEND_NTS, out, NULL), MEND_OK);
    assert_non_null(strstr(mend_buf_data(out, NULL), "\"errors\":0,\"warnings\":0,\"notes\":0,\"findings\":[]}"));
    mend_policy_free(policy);
    mend_buf_free(out);
    free(request);
    free(document);
}

static void test_policy_check__every_allocation_may_fail(void **state)
{
    char *texts[2] = {quoted(SHOP), quoted("{'texts':{'idle':{'en':'x'}},'states':{'lost':{'stage':'closed'}}}")};
    const char *documents[2] = {texts[0], texts[1]};
    mend_status status = MEND_NOMEM;
    (void)state;
    for (size_t at = 1; status != MEND_OK; at++) {
        faulty memory = {.fail_at = 0};
        mend_allocator allocator = faulty_allocator(&memory);
        mend_error err = {.struct_size = sizeof err};
        mend_buf *out = NULL;
        assert_int_equal(mend_buf_new(&allocator, &out), MEND_OK);
        assert_int_equal(mend_buf_append(out, "kept", 4), MEND_OK);
        size_t live = memory.live;
        memory.requests = 0;
        memory.fail_at = at;
        status = mend_policy_check(documents, NULL, 2, NULL, NOW, "en", out, &err);
        if (status != MEND_OK) {
            assert_int_equal(status, MEND_NOMEM);
            assert_string_equal(mend_buf_data(out, NULL), "kept");
            assert_true(memory.live >= live); /* nothing but the buffer, which may have grown */
        }
        mend_buf_free(out);
        assert_int_equal(memory.live, 0);
        assert_true(at < 5000);
    }
    free(texts[0]);
    free(texts[1]);
}

static void test_policy_check__fields_name_their_sets(void **state)
{
    int32_t id = 0;
    (void)state;
    assert_int_equal(mend_field_of("preferred_channel", MEND_NTS, &id), MEND_OK);
    assert_string_equal(mend_field_set(id), "contact_channel");
    assert_int_equal(mend_field_of("customer_name", MEND_NTS, &id), MEND_OK);
    assert_null(mend_field_set(id));
    assert_null(mend_field_set(-5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_policy_check__nothing_is_found_in_a_good_policy),
        cmocka_unit_test(test_policy_check__errors_are_found),
        cmocka_unit_test(test_policy_check__ways_that_lead_nowhere_are_found),
        cmocka_unit_test(test_policy_check__clocks_that_go_on_are_found),
        cmocka_unit_test(test_policy_check__days_are_looked_at_as_of_now),
        cmocka_unit_test(test_policy_check__words_and_uses_are_looked_at),
        cmocka_unit_test(test_policy_check__all_is_found_at_once_and_in_order),
        cmocka_unit_test(test_policy_check__a_finding_says_where_it_is),
        cmocka_unit_test(test_policy_check__sentences_are_in_both_languages),
        cmocka_unit_test(test_policy_check__what_cannot_be_read_is_one_finding),
        cmocka_unit_test(test_policy_check__agrees_with_loading),
        cmocka_unit_test(test_policy_check__what_lies_in_a_preset_names_it),
        cmocka_unit_test(test_policy_check__names_nearly_the_same_are_noted),
        cmocka_unit_test(test_policy_check__the_presets_have_no_errors),
        cmocka_unit_test(test_policy_check__long_lists_are_cut),
        cmocka_unit_test(test_policy_check__arguments_are_checked),
        cmocka_unit_test(test_policy_check__the_door_asks_the_same),
        cmocka_unit_test(test_policy_check__every_allocation_may_fail),
        cmocka_unit_test(test_policy_check__fields_name_their_sets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
