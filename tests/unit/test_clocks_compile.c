/*
 * test_clocks_compile.c - the sections "calendars" and "clocks" of a policy: what is read, and what is refused.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "faulty.h"
#include "notions/calendar.h"
#include "policy/layers.h"
#include "policy/policy.h"
#include "policy/section_calendars.h"
#include "policy/sections.h"
#include "policy_kit.h"
#include "ticket/clock.h"
#include "ticket/condition.h"

#define HOUR   INT64_C(3600000)
#define MINUTE INT64_C(60000)

/* ---- what is read ---- */

static const char CLOCKS[] =
    "{'calendars':{'cn':{'order':2,'label':{'en':'China'},'like':'china@1','week':{'sat':[['10:00','12:00']]}},"
    "              'shop':{'order':1,'week':{'mon':[['09:00','17:00']]},'holidays':['2026-01-05']}},"
    " 'clocks':{"
    "  'response':{'order':1,'label':{'en':'Response','zh-CN':'响应'},'calendar':'cn','from':'reported_at',"
    "   'start':{'on':['register']},'stop':{'on':['start','close'],'when':{'state':['work','shut']}},"
    "   'cancel':{'when':{'field':'fault_class','is':'software'}},'again':'restart','pick':'earliest','outside':'run',"
    "   "
    "'targets':{'short':{'order':1,'when':{'field':'fault_class','is':'hardware'},'time':'PT15M','calendar':'always'},"
    "              "
    "'plain':{'order':2,'time':'PT4H'},'days':{'order':3,'days':3,'reading':'same_time','calendar':'shop'},"
    "              'agreed':{'order':4,'until':'visit_until'},"
    "              'told':{'order':5,'amount_field':'travel_minutes','unit':'hour'},"
    "              "
    "'planned':{'order':6,'amount_field':'parts/warranty_days','unit':'working_day','reading':'closing'}},"
    "   'pauses':{'customer':{'when':{'state':['open']}}},'relevel':'from_change','reopen':'resume','gap':'counts',"
    "   'warn':{'half':{'order':1,'percent':'50.5','notices':{'n':{'to':'clerk','text':'hello'}}},"
    "           'near':{'order':2,'before':'PT30M'}},"
    "   'rungs':{'lead':{'order':1,'after':'PT0S'},'head':{'order':2,'after':'PT1H',"
    "            'notices':{'n':{'to':'engineer','text':'hello'}}}},"
    "   'notices':{'start':{'a':{'to':'customer','text':'hello'}},"
    "              'due':{'b':{'order':2,'to':'clerk','text':'hello'},'c':{'order':1,'to':'engineer','text':'hello'}}},"
    "   'late':'skip','late_after':'PT1H','quiet':'shop'},"
    "  'progress':{'order':2,'kind':'repeat','start':{'on':['register']},'stop':{'on':['close']},"
    "   'answer':{'on':['start']},'targets':{'all':{'time':'PT12H'}},'warn':{'near':{'before':'PT1H'}}},"
    "  'reminder':{'order':3,'kind':'countdown','start':{'when':{'field':'visit_from','known':true}},"
    "   'field':'visit_from','before':'P1D','before_field':'travel_minutes'},"
    "  "
    "'archive':{'order':4,'kind':'not_before','start':{'when':{'state':['shut']}},'targets':{'all':{'time':'P1096D'}},"
    "   'x-why':{'clock':1}}}}";

static mend_policy *load_clocks(void)
{
    mend_policy *policy = NULL;
    mend_error err;
    mend_status status = load_documents(GOOD_POLICY, CLOCKS, NULL, &policy, &err);
    if (status != MEND_OK) {
        printf("%s: %s\n", err.path, err.text);
    }
    assert_int_equal(status, MEND_OK);
    return policy;
}

static bool is_name(mend__str text, const char *name)
{
    return mend__str_is(text, name);
}

static void check_targets(const mend_policy *policy, const mend__clock *c)
{
    const mend__aim *a = c->aims;
    const mend_calendar *shop = policy->vocab.calendar[0], *cn = policy->vocab.calendar[1];
    assert_int_equal(c->aim_count, 6);
    assert_true(is_name(a[0].name->id, "short") && a[0].when != NULL);
    assert_true(a[0].by == MEND__AIM_TIME && a[0].time == 15 * MINUTE && a[0].calendar == NULL);
    assert_true(a[1].by == MEND__AIM_TIME && a[1].time == 4 * HOUR && a[1].calendar == cn && a[1].when == NULL);
    assert_true(a[2].by == MEND__AIM_DAYS && a[2].days == 3 && a[2].calendar == shop);
    assert_int_equal(a[2].reading, MEND_DAYS_SAME_TIME);
    assert_true(a[3].by == MEND__AIM_UNTIL && a[3].calendar == NULL);
    assert_string_equal(a[3].field->path, "visit_until");
    assert_true(a[4].by == MEND__AIM_AMOUNT && a[4].time == HOUR && a[4].calendar == cn);
    assert_string_equal(a[4].field->path, "travel_minutes");
    assert_true(a[5].by == MEND__AIM_DAYS_OF && a[5].reading == MEND_DAYS_CLOSING && a[5].calendar == cn);
    assert_string_equal(a[5].field->path, "parts/warranty_days");
}

static void check_steps(const mend__clock *c)
{
    assert_int_equal(c->warning_count, 2);
    assert_true(c->warnings[0].by_percent && c->warnings[0].amount == INT64_C(50500000000));
    assert_int_equal(c->warnings[0].notice_count, 1);
    assert_true(is_name(c->warnings[0].notices[0].to, "clerk"));
    assert_true(!c->warnings[1].by_percent && c->warnings[1].amount == 30 * MINUTE && c->warnings[1].notice_count == 0);
    assert_int_equal(c->rung_count, 2);
    assert_true(is_name(c->rungs[0].name->id, "lead") && c->rungs[0].after == 0);
    assert_true(c->rungs[1].after == HOUR && c->rungs[1].notice_count == 1);
    assert_int_equal(c->start_notice_count, 1);
    assert_true(is_name(c->start_notices[0].to, "customer"));
    assert_int_equal(c->due_notice_count, 2);
    assert_true(is_name(c->due_notices[0].name->id, "c") && is_name(c->due_notices[1].to, "clerk"));
}

static void test_clocks_compile__every_member_is_read(void **state)
{
    (void)state;
    mend_policy *policy = load_clocks();
    const mend__clock *c = &policy->sla.clocks[0];
    assert_int_equal(policy->sla.count, 4);
    assert_true(is_name(c->name->id, "response") && c->kind == MEND__CLOCK_DEADLINE);
    assert_true(c->start.there && c->start.on[0] && !c->start.on[1] && !c->start.on[2] && c->start.when == NULL);
    assert_true(c->stop.there && !c->stop.on[0] && c->stop.on[1] && c->stop.on[2] && c->stop.when != NULL);
    assert_true(c->cancel.there && c->cancel.on == NULL && c->cancel.when != NULL && !c->answer.there);
    assert_string_equal(c->from->path, "reported_at");
    assert_true(c->restarts && c->earliest && c->runs_outside && c->gap_counts);
    assert_true(c->relevel == MEND__RELEVEL_FROM_CHANGE && c->reopen == MEND__REOPEN_RESUME);
    assert_int_equal(c->pause_count, 1);
    assert_true(is_name(c->pauses[0].name->id, "customer") && c->pauses[0].when != NULL);
    assert_true(c->late == MEND__LATE_SKIP && c->late_after == HOUR && c->quiet == policy->vocab.calendar[0]);
    check_targets(policy, c);
    check_steps(c);
    mend_policy_free(policy);
}

static void test_clocks_compile__what_is_not_said_has_its_default(void **state)
{
    (void)state;
    mend_policy *policy = load_clocks();
    const mend__clock *c = &policy->sla.clocks[1];
    assert_true(c->kind == MEND__CLOCK_REPEAT && c->answer.there && c->answer.on[1]);
    assert_true(c->from == NULL && !c->restarts && !c->earliest && !c->runs_outside && !c->gap_counts);
    assert_true(c->relevel == MEND__RELEVEL_KEEP && c->reopen == MEND__REOPEN_NEW && c->pause_count == 0);
    assert_true(c->aims[0].calendar == NULL && c->aims[0].time == 12 * HOUR);
    assert_true(c->late == MEND__LATE_ONCE && c->late_after == 5 * MINUTE && c->quiet == NULL);
    c = &policy->sla.clocks[2];
    assert_true(c->kind == MEND__CLOCK_COUNTDOWN && c->before == 24 * HOUR && c->aim_count == 0);
    assert_string_equal(c->field->path, "visit_from");
    assert_string_equal(c->before_field->path, "travel_minutes");
    c = &policy->sla.clocks[3];
    assert_true(c->kind == MEND__CLOCK_NOT_BEFORE && !c->stop.there && !c->cancel.there);
    assert_true(c->aims[0].time == 1096 * 24 * HOUR);
    mend_policy_free(policy);
}

static void test_clocks_compile__names_can_be_asked_for(void **state)
{
    (void)state;
    mend_policy *policy = load_clocks();
    assert_int_equal(mend_policy_count(policy, MEND_KIND_CLOCK), 4);
    assert_int_equal(mend_policy_count(policy, MEND_KIND_CALENDAR), 2);
    assert_string_equal(mend_policy_name(policy, MEND_KIND_CLOCK, 2, NULL), "reminder");
    assert_string_equal(mend_policy_name(policy, MEND_KIND_CALENDAR, 0, NULL), "shop");
    assert_string_equal(mend_policy_label(policy, MEND_KIND_CLOCK, "response", MEND_NTS, "zh-CN", NULL), "响应");
    assert_string_equal(mend_policy_label(policy, MEND_KIND_CALENDAR, "cn", MEND_NTS, NULL, NULL), "China");
    assert_null(mend_policy_label(policy, MEND_KIND_CALENDAR, "always", MEND_NTS, NULL, NULL));
    mend_policy_free(policy);
}

/* ---- what is refused ---- */

#define START           "'start':{'on':['register']},"
#define PLAIN           START "'stop':{'on':['close']},"
#define ONE             "'targets':{'t':{'time':'PT4H'}}"
#define CLOCK(members)  "{'clocks':{'c':{" members "}}}"
#define TARGET(members) CLOCK(PLAIN "'targets':{'t':{" members "}}")

static void test_clocks_compile__bad_clocks_are_refused(void **state)
{
    (void)state;
    static const spoilt rows[] = {
        {"{'clocks':[]}", MEND_SCHEMA, 1, "$.clocks", "expected an object of named things"},
        {"{'clocks':{'C':{}}}", MEND_SCHEMA, 1, "$.clocks.C", "expected a name"},
        {CLOCK("'strat':{}"), MEND_SCHEMA, 1, "$.clocks.c.strat", "did you mean \"start\"?"},
        {CLOCK("'kind':'repaet'"), MEND_SCHEMA, 1, "$.clocks.c.kind", "did you mean \"repeat\"?"},
        {CLOCK(ONE), MEND_SCHEMA, 1, "$.clocks.c", "\"start\" is missing"},
        {CLOCK(PLAIN "'x':1"), MEND_SCHEMA, 1, "$.clocks.c.x", "there is no member"},
        {CLOCK(START ONE), MEND_SCHEMA, 1, "$.clocks.c", "nothing stops or cancels this clock"},
        {CLOCK(PLAIN "'kind':'repeat'," ONE), MEND_SCHEMA, 1, "$.clocks.c", "\"answer\" is missing"},
        {CLOCK("'kind':'repeat','answer':{'on':['start']}," START ONE), MEND_SCHEMA, 1, "$.clocks.c", "nothing stops"},
        {CLOCK(START "'stop':{'on':['close']}"), MEND_SCHEMA, 1, "$.clocks.c", "\"targets\" is missing"},
        {CLOCK("'kind':'not_before','start':{'on':['close']}"), MEND_SCHEMA, 1, "$.clocks.c", "\"targets\" is missing"},
        {CLOCK("'kind':'countdown','start':{'on':['close']}"), MEND_SCHEMA, 1, "$.clocks.c", "\"field\" is missing"},
        {CLOCK(PLAIN "'answer':{'on':['start']}," ONE), MEND_SCHEMA, 1, "$.clocks.c.answer",
         "a clock of kind deadline does not take this; it is for repeat"},
        {CLOCK(PLAIN "'field':'visit_from'," ONE), MEND_SCHEMA, 1, "$.clocks.c.field", "it is for countdown"},
        {CLOCK(PLAIN "'before':'PT1H'," ONE), MEND_SCHEMA, 1, "$.clocks.c.before", "it is for countdown"},
        {CLOCK(PLAIN "'before_field':'travel_minutes'," ONE), MEND_SCHEMA, 1, "$.clocks.c.before_field", "countdown"},
        {CLOCK(PLAIN "'kind':'repeat','answer':{'on':['start']},'rungs':{}," ONE), MEND_SCHEMA, 1, "$.clocks.c.rungs",
         "a clock of kind repeat does not take this; it is for deadline"},
        {CLOCK(START "'kind':'not_before','rungs':{}," ONE), MEND_SCHEMA, 1, "$.clocks.c.rungs", "kind not_before"},
        {CLOCK("'kind':'countdown','field':'visit_from','rungs':{}"), MEND_SCHEMA, 1, "$.clocks.c.rungs", "deadline"},
        {CLOCK("'kind':'countdown','field':'visit_from'," ONE), MEND_SCHEMA, 1, "$.clocks.c.targets",
         "it is for deadline, repeat, not_before"},
        {CLOCK("'kind':'countdown','field':'visit_from','warn':{}"), MEND_SCHEMA, 1, "$.clocks.c.warn", "countdown"},
        {CLOCK("'kind':'countdown','field':'visit_from','from':'visit_from'"), MEND_SCHEMA, 1, "$.clocks.c.from", ""},
        {CLOCK("'kind':'countdown','field':'visit_from','pauses':{}"), MEND_SCHEMA, 1, "$.clocks.c.pauses", ""},
        {CLOCK("'kind':'countdown','field':'visit_from','calendar':'always'"), MEND_SCHEMA, 1, "$.clocks.c.calendar",
         ""},
        {CLOCK("'kind':'countdown','field':'visit_form'"), MEND_SCHEMA, 1, "$.clocks.c.field", "\"visit_from\"?"},
        {CLOCK("'kind':'countdown','field':'product'"), MEND_SCHEMA, 1, "$.clocks.c.field",
         "expected a field of type instant; \"product\" is of type text"},
        {CLOCK("'kind':'countdown','field':'visit_from','before_field':'visit_from'"), MEND_SCHEMA, 1,
         "$.clocks.c.before_field", "expected a field of type integer"},
        {CLOCK("'kind':'countdown','field':'visit_from','before':'1 day'"), MEND_SCHEMA, 1, "$.clocks.c.before",
         "expected a duration"},
    };
    assert_int_equal(spoilt_failures(rows, sizeof rows / sizeof rows[0]), 0);
}

static void test_clocks_compile__bad_triggers_are_refused(void **state)
{
    (void)state;
    static const spoilt rows[] = {
        {CLOCK("'start':{}," ONE ",'stop':{'on':['close']}"), MEND_SCHEMA, 1, "$.clocks.c.start",
         "expected \"on\" or \"when\""},
        {CLOCK("'start':7," ONE ",'stop':{'on':['close']}"), MEND_SCHEMA, 1, "$.clocks.c.start", "expected an object"},
        {CLOCK("'start':{'on':[]}," ONE ",'stop':{'on':['close']}"), MEND_SCHEMA, 1, "$.clocks.c.start.on",
         "expected at least one action"},
        {CLOCK("'start':{'on':['regiser']}," ONE ",'stop':{'on':['close']}"), MEND_SCHEMA, 1, "$.clocks.c.start.on[0]",
         "there is no action \"regiser\"; did you mean \"register\"?"},
        {CLOCK(START "'stop':{'no':['close']}," ONE), MEND_SCHEMA, 1, "$.clocks.c.stop.no", "did you mean \"on\"?"},
        {CLOCK(START "'stop':{'when':{'state':['shutt']}}," ONE), MEND_SCHEMA, 1, "$.clocks.c.stop.when.state[0]",
         "did you mean \"shut\"?"},
        {CLOCK(PLAIN "'from':'product'," ONE), MEND_SCHEMA, 1, "$.clocks.c.from", "expected a field of type instant"},
        {CLOCK(PLAIN "'from':7," ONE), MEND_SCHEMA, 1, "$.clocks.c.from", "expected the name of a field"},
        {CLOCK(PLAIN "'again':'start'," ONE), MEND_SCHEMA, 1, "$.clocks.c.again", "restart"},
        {CLOCK(START "'stop':{'when':{'clock':'c','is':['met']}}," ONE), MEND_SCHEMA, 1, "$.clocks.c.stop.when.clock",
         "a condition of a clock asks about no clocks"},
        {CLOCK(PLAIN "'pauses':{'p':{'when':{'not':{'any':[{'state':['open']},{'clock':'c','is':['met']}]}}}}," ONE),
         MEND_SCHEMA, 1, "$.clocks.c.pauses.p.when.not.any[1].clock", "asks about no clocks"},
        {TARGET("'time':'PT1H','when':{'clock':'c','is':['met']}"), MEND_SCHEMA, 1, "$.clocks.c.targets.t.when.clock",
         "asks about no clocks"},
        {CLOCK(PLAIN "'pauses':{'a':{'order':1},'b':{'order':2,'when':{'state':['open']}}}," ONE), MEND_SCHEMA, 1,
         "$.clocks.c.pauses.a", "\"when\" is missing"},
        {CLOCK(PLAIN "'pauses':{'p':{}}," ONE), MEND_SCHEMA, 1, "$.clocks.c.pauses.p", "\"when\" is missing"},
        {CLOCK(PLAIN "'pauses':{'p':{'if':{}}}," ONE), MEND_SCHEMA, 1, "$.clocks.c.pauses.p.if", "there is no member"},
        {CLOCK(PLAIN "'relevel':'always'," ONE), MEND_SCHEMA, 1, "$.clocks.c.relevel", "keep, restart, from_change"},
        {CLOCK(PLAIN "'reopen':'old'," ONE), MEND_SCHEMA, 1, "$.clocks.c.reopen", "new"},
        {CLOCK(PLAIN "'gap':'counts'," ONE), MEND_SCHEMA, 1, "$.clocks.c.gap",
         "goes with \"reopen\": \"resume\" alone"},
        {CLOCK(PLAIN "'reopen':'resume','gap':'x'," ONE), MEND_SCHEMA, 1, "$.clocks.c.gap", "skip"},
    };
    assert_int_equal(spoilt_failures(rows, sizeof rows / sizeof rows[0]), 0);
}

static void test_clocks_compile__bad_targets_are_refused(void **state)
{
    (void)state;
    static const spoilt rows[] = {
        {CLOCK(PLAIN "'targets':{}"), MEND_SCHEMA, 1, "$.clocks.c.targets", "expected at least one target"},
        {CLOCK(PLAIN "'targets':{'a':{'order':1},'b':{'order':2,'time':'PT1H'}}"), MEND_SCHEMA, 1,
         "$.clocks.c.targets.a", "expected a target"},
        {"{'calendars':{'s':{'week':{'mon':[['09:00','17:00']]}}},'clocks':{'c':{" PLAIN "'kind':'repeat',"
         "'answer':{'on':['start']},'targets':{'t':{'days':0,'reading':'closing','calendar':'s'}}}}}",
         MEND_SCHEMA, 1, "$.clocks.c.targets.t", "the interval of a repeat"},
        {TARGET("'order':1"), MEND_SCHEMA, 1, "$.clocks.c.targets.t", "expected a target in \"time\", \"days\""},
        {TARGET("'tme':'PT1H'"), MEND_SCHEMA, 1, "$.clocks.c.targets.t.tme", "did you mean \"time\"?"},
        {TARGET("'time':'PT1H','days':2"), MEND_SCHEMA, 1, "$.clocks.c.targets.t.days", "in another way already"},
        {TARGET("'time':'-PT1H'"), MEND_SCHEMA, 1, "$.clocks.c.targets.t.time", "expected a duration"},
        {TARGET("'time':'P3661D'"), MEND_SCHEMA, 1, "$.clocks.c.targets.t.time", "at most 3660 days"},
        {TARGET("'time':60"), MEND_SCHEMA, 1, "$.clocks.c.targets.t.time", "expected a duration"},
        {TARGET("'time':'PT1H','unit':'hour'"), MEND_SCHEMA, 1, "$.clocks.c.targets.t.unit", "\"amount_field\" alone"},
        {TARGET("'time':'PT1H','reading':'closing'"), MEND_SCHEMA, 1, "$.clocks.c.targets.t.reading", "working days"},
        {TARGET("'time':'PT1H','calendar':'alway'"), MEND_SCHEMA, 1, "$.clocks.c.targets.t.calendar",
         "there is no calendar \"alway\"; did you mean \"always\"?"},
        {TARGET("'days':2,'reading':'closing'"), MEND_SCHEMA, 1, "$.clocks.c.targets.t",
         "working days need a calendar"},
        {TARGET("'days':2"), MEND_SCHEMA, 1, "$.clocks.c.targets.t", "\"reading\" is missing"},
        {TARGET("'days':-1,'reading':'closing'"), MEND_SCHEMA, 1, "$.clocks.c.targets.t.days", "from 0 to 3660"},
        {TARGET("'days':3661,'reading':'closing'"), MEND_SCHEMA, 1, "$.clocks.c.targets.t.days", "from 0 to 3660"},
        {TARGET("'days':2,'reading':'open'"), MEND_SCHEMA, 1, "$.clocks.c.targets.t.reading", "closing, same_time"},
        {TARGET("'until':'travel_minutes'"), MEND_SCHEMA, 1, "$.clocks.c.targets.t.until", "of type instant"},
        {TARGET("'until':'visit_until','calendar':'always'"), MEND_SCHEMA, 1, "$.clocks.c.targets.t.calendar",
         "an instant of its own needs no calendar"},
        {TARGET("'until':'visit_until','reading':'closing'"), MEND_SCHEMA, 1, "$.clocks.c.targets.t.reading", ""},
        {TARGET("'until':'visits/window_untill'"), MEND_SCHEMA, 1, "$.clocks.c.targets.t.until", "\"window_until\"?"},
        {TARGET("'amount_field':'visit_until','unit':'hour'"), MEND_SCHEMA, 1, "$.clocks.c.targets.t.amount_field",
         "of type integer"},
        {TARGET("'amount_field':'travel_minutes'"), MEND_SCHEMA, 1, "$.clocks.c.targets.t", "\"unit\" is missing"},
        {TARGET("'amount_field':'travel_minutes','unit':'hours'"), MEND_SCHEMA, 1, "$.clocks.c.targets.t.unit", "hour"},
        {TARGET("'amount_field':'planned_days','unit':'working_day','reading':'closing'"), MEND_SCHEMA, 1,
         "$.clocks.c.targets.t", "working days need a calendar"},
        {TARGET("'amount_field':'planned_days','unit':'working_day'"), MEND_SCHEMA, 1, "$.clocks.c.targets.t",
         "\"reading\" is missing"},
        {TARGET("'amount_field':'planned_days','unit':'day','reading':'closing'"), MEND_SCHEMA, 1,
         "$.clocks.c.targets.t.reading", "working days alone"},
        {CLOCK(PLAIN "'calendar':'shop'," ONE), MEND_SCHEMA, 1, "$.clocks.c.calendar", "there is no calendar \"shop\""},
        {CLOCK(PLAIN "'calendar':7," ONE), MEND_SCHEMA, 1, "$.clocks.c.calendar", "the name of a calendar"},
        {CLOCK(PLAIN "'pick':'last'," ONE), MEND_SCHEMA, 1, "$.clocks.c.pick", "first, earliest"},
        {CLOCK(PLAIN "'outside':'stop'," ONE), MEND_SCHEMA, 1, "$.clocks.c.outside", "wait, run"},
        {CLOCK(PLAIN "'kind':'repeat','answer':{'on':['start']},'targets':{'t':{'time':'PT0S'}}"), MEND_SCHEMA, 1,
         "$.clocks.c.targets.t", "the interval of a repeat"},
        {CLOCK(PLAIN "'kind':'repeat','answer':{'on':['start']},'targets':{'t':{'until':'visit_until'}}"), MEND_SCHEMA,
         1, "$.clocks.c.targets.t", "the interval of a repeat"},
    };
    assert_int_equal(spoilt_failures(rows, sizeof rows / sizeof rows[0]), 0);
}

static void test_clocks_compile__bad_steps_are_refused(void **state)
{
    (void)state;
    static const spoilt rows[] = {
        {CLOCK(PLAIN ONE ",'warn':{'w':{}}"), MEND_SCHEMA, 1, "$.clocks.c.warn.w", "one of \"percent\" and \"before\""},
        {CLOCK(PLAIN ONE ",'warn':{'w':{'percent':'75','before':'PT1H'}}"), MEND_SCHEMA, 1, "$.clocks.c.warn.w",
         "one of"},
        {CLOCK(PLAIN ONE ",'warn':{'w':{'percent':75}}"), MEND_SCHEMA, 1, "$.clocks.c.warn.w.percent", "as text"},
        {CLOCK(PLAIN ONE ",'warn':{'w':{'percent':'100'}}"), MEND_SCHEMA, 1, "$.clocks.c.warn.w.percent",
         "a warning lies before the due instant; past it belongs a rung"},
        {CLOCK(PLAIN ONE ",'warn':{'w':{'percent':'0'}}"), MEND_SCHEMA, 1, "$.clocks.c.warn.w.percent", "more than 0"},
        {CLOCK(PLAIN ONE ",'warn':{'w':{'before':'PT0S'}}"), MEND_SCHEMA, 1, "$.clocks.c.warn.w.before",
         "past it belongs a rung"},
        {CLOCK(PLAIN ONE ",'warn':{'w':{'before':'PT4H'}}"), MEND_SCHEMA, 1, "$.clocks.c.warn.w.before",
         "no target is longer than this"},
        {CLOCK(PLAIN ONE ",'warn':{'w':{'before':'4 h'}}"), MEND_SCHEMA, 1, "$.clocks.c.warn.w.before", "a duration"},
        {CLOCK(PLAIN ONE ",'warn':{'w':{'after':'PT1H'}}"), MEND_SCHEMA, 1, "$.clocks.c.warn.w.after", "no member"},
        {CLOCK(PLAIN ONE ",'warn':{'w':{'percent':'75','notices':{'n':{'to':'clark','text':'hello'}}}}"), MEND_SCHEMA,
         1, "$.clocks.c.warn.w.notices.n.to", "there is no role \"clark\"; did you mean \"clerk\"?"},
        {CLOCK(PLAIN ONE ",'warn':{'a':{'order':1},'b':{'order':2,'percent':'75'}}"), MEND_SCHEMA, 1,
         "$.clocks.c.warn.a", "one of"},
        {CLOCK(PLAIN ONE ",'warn':{'w':{'percent':'75%'}}"), MEND_SCHEMA, 1, "$.clocks.c.warn.w.percent", "as text"},
        {CLOCK(PLAIN ONE ",'rungs':{'a':{'order':1},'b':{'order':2,'after':'PT1H'}}"), MEND_SCHEMA, 1,
         "$.clocks.c.rungs.a", "\"after\" is missing"},
        {CLOCK(PLAIN ONE ",'rungs':{'r':{}}"), MEND_SCHEMA, 1, "$.clocks.c.rungs.r", "\"after\" is missing"},
        {CLOCK(PLAIN ONE ",'rungs':{'r':{'after':'soon'}}"), MEND_SCHEMA, 1, "$.clocks.c.rungs.r.after", "a duration"},
        {CLOCK(PLAIN ONE ",'rungs':{'r':{'percent':'75'}}"), MEND_SCHEMA, 1, "$.clocks.c.rungs.r.percent", "no member"},
        {CLOCK(PLAIN ONE ",'rungs':{'r':{'after':'PT0S','notices':{'n':{'to':'clerk','text':'helo'}}}}"), MEND_SCHEMA,
         1, "$.clocks.c.rungs.r.notices.n.text", "there is no text \"helo\"; did you mean \"hello\"?"},
        {CLOCK(PLAIN ONE ",'notices':{'end':{}}"), MEND_SCHEMA, 1, "$.clocks.c.notices.end", "no member"},
        {CLOCK(PLAIN ONE ",'notices':{'due':{'n':{'to':'clerk'}}}"), MEND_SCHEMA, 1, "$.clocks.c.notices.due.n",
         "\"text\" is missing"},
        {CLOCK(PLAIN ONE ",'notices':{'start':{'n':{'text':'hello'}}}"), MEND_SCHEMA, 1, "$.clocks.c.notices.start.n",
         "\"to\" is missing"},
        {CLOCK(PLAIN ONE ",'late':'never'"), MEND_SCHEMA, 1, "$.clocks.c.late", "once, all, skip"},
        {CLOCK(PLAIN ONE ",'late_after':5"), MEND_SCHEMA, 1, "$.clocks.c.late_after", "a duration"},
        {CLOCK(PLAIN ONE ",'quiet':'night'"), MEND_SCHEMA, 1, "$.clocks.c.quiet", "there is no calendar \"night\""},
    };
    assert_int_equal(spoilt_failures(rows, sizeof rows / sizeof rows[0]), 0);
}

static void test_clocks_compile__bad_calendars_are_refused(void **state)
{
    (void)state;
    static const spoilt rows[] = {
        {"{'calendars':7}", MEND_SCHEMA, 1, "$.calendars", "an object of named things"},
        {"{'calendars':{'always':{'like':'china@1'}}}", MEND_SCHEMA, 1, "$.calendars.always", "no calendar's name"},
        {"{'calendars':{'c':{'like':'chine@1'}}}", MEND_SCHEMA, 1, "$.calendars.c.like", "did you mean \"china@1\"?"},
        {"{'calendars':{'c':{'like':7}}}", MEND_SCHEMA, 1, "$.calendars.c.like", "the name of a built-in calendar"},
        {"{'calendars':{'c':{'weak':{}}}}", MEND_SCHEMA, 1, "$.calendars.c.weak", "did you mean \"week\"?"},
        {"{'calendars':{'c':{}}}", MEND_SCHEMA, 1, "$.calendars.c", "the calendar never opens"},
        {"{'calendars':{'c':{'week':{'mon':[['09:00','25:00']]}}}}", MEND_SCHEMA, 1, "$.calendars.c.week.mon[0][1]",
         "expected a time"},
        {"{'calendars':{'c':{'like':'china@1','week':{'mon':[['09:00','25:00']]}}}}", MEND_SCHEMA, 1,
         "$.calendars.c.week.mon[0][1]", "expected a time"},
        {"{'calendars':{'c':{'like':'china@1','holidays':['2026-02-30']}}}", MEND_SCHEMA, 1,
         "$.calendars.c.holidays[0]", "a date that exists"},
        {"{'calendars':{'c':{'zone':'Europe/Berlin','week':{'mon':[['09:00','17:00']]}}}}", MEND_SCHEMA, 1,
         "$.calendars.c.zone", "no zone of this name is known"},
        {"{'zone':'Europe/Berlin'}", MEND_SYNTAX, 1, "$.zone", "no zone of this name is known"},
    };
    assert_int_equal(spoilt_failures(rows, sizeof rows / sizeof rows[0]), 0);
}

/* ---- clocks that cannot work ---- */

#define LEVELS               "'choices':{'level':{'p1':{'order':1},'p2':{'order':2},'p3':{'order':3}}},"
#define LEVEL_CLOCK(targets) "{" LEVELS "'clocks':{'c':{" PLAIN "'targets':{" targets "}}}}"
#define P1P2                 "'a':{'when':{'field':'level','in':['p1','p2']},'time':'PT1H'}"

static void test_clocks_compile__what_cannot_work_is_refused(void **state)
{
    (void)state;
    static const spoilt rows[] = {
        {CLOCK("'start':{'on':['register'],'when':{'state':['work']}}," ONE ",'stop':{'on':['close']}"), MEND_SCHEMA, 1,
         "$.clocks.c.start", "no action can start this clock"},
        {CLOCK("'start':{'when':{'any':[]}}," ONE ",'stop':{'on':['close']}"), MEND_SCHEMA, 1, "$.clocks.c.start",
         "no action can start this clock"},
        {CLOCK("'start':{'on':['start'],'when':{'not':{'actor':['engineer','clerk']}}}," ONE
               ",'stop':{'on':['close']}"),
         MEND_SCHEMA, 1, "$.clocks.c.start", "no action can start this clock"},
        {CLOCK("'start':{'on':['register'],'when':{'field':'fault_class','in':[]}}," ONE ",'stop':{'on':['close']}"),
         MEND_SCHEMA, 1, "$.clocks.c.start", "no action can start this clock"},
        {CLOCK(START
               "'stop':{'on':['start'],'when':{'all':[{'field':'product','known':true},{'state':['shut']}]}}," ONE),
         MEND_SCHEMA, 1, "$.clocks.c.stop", "no action can stop this clock"},
        {CLOCK("'start':{'when':{'actor':[]}}," ONE ",'stop':{'on':['close']}"), MEND_SCHEMA, 1, "$.clocks.c.start",
         "no action can start this clock"},
        {CLOCK(START "'stop':{'on':['start'],'when':{'state':['open']}}," ONE), MEND_SCHEMA, 1, "$.clocks.c.stop",
         "no action can stop this clock"},
        {CLOCK(PLAIN "'cancel':{'on':['close'],'when':{'not':{'state':['shut','open']}}}," ONE), MEND_SCHEMA, 1,
         "$.clocks.c.cancel", "no action can cancel this clock"},
        {CLOCK(PLAIN "'kind':'repeat','answer':{'on':['start'],'when':{'state':['open']}}," ONE), MEND_SCHEMA, 1,
         "$.clocks.c.answer", "no action can answer this clock"},
        {"{'clocks':{'b':{'start':{'when':{'any':[]}},'stop':{'on':['close']}," ONE "},'c':{" PLAIN ONE "}}}",
         MEND_SCHEMA, 1, "$.clocks.b.start", "no action can start this clock"},
        {LEVEL_CLOCK(P1P2), MEND_SCHEMA, 1, "$.clocks.c.targets", "none is for the level \"p3\""},
        {LEVEL_CLOCK(P1P2 ",'b':{'until':'visit_until'}"), MEND_SCHEMA, 1, "$.clocks.c.targets", "the level \"p3\""},
        {LEVEL_CLOCK(P1P2 ",'b':{'when':{'not':{'field':'level','known':true}},'time':'PT1H'}"), MEND_SCHEMA, 1,
         "$.clocks.c.targets", "the level \"p3\""},
        {LEVEL_CLOCK("'b':{'when':{'all':[{'field':'tier','known':true},{'field':'level','is':'p2'}]},'time':'PT1H'}"),
         MEND_SCHEMA, 1, "$.clocks.c.targets", "the level \"p1\""},
    };
    assert_int_equal(spoilt_failures(rows, sizeof rows / sizeof rows[0]), 0);
}

static void loads(const char *patch)
{
    mend_policy *policy = NULL;
    mend_error err;
    mend_status status = load_documents(GOOD_POLICY, patch, NULL, &policy, &err);
    if (status != MEND_OK) {
        printf("%s\n  %s: %s\n", patch, err.path, err.text);
    }
    assert_int_equal(status, MEND_OK);
    mend_policy_free(policy);
}

static void test_clocks_compile__what_may_work_is_taken(void **state)
{
    (void)state;
    loads(LEVEL_CLOCK(P1P2 ",'b':{'time':'PT8H'}"));
    loads(LEVEL_CLOCK(P1P2 ",'b':{'when':{'field':'level','is':'p3'},'until':'visit_until'}"));
    loads(LEVEL_CLOCK(P1P2 ",'b':{'when':{'not':{'field':'level','is':'p1'}},'time':'PT8H'}"));
    loads(LEVEL_CLOCK(P1P2 ",'b':{'when':{'field':'fault_class','is':'software'},'time':'PT8H'}"));
    loads(LEVEL_CLOCK(P1P2 ",'b':{'when':{'some':'parts','where':{'field':'name','known':true}},'time':'PT8H'}"));
    loads(CLOCK("'start':{'on':['close'],'when':{'actor':['engineer']}},'stop':{'when':{'state':['open']}}," ONE));
    loads(CLOCK("'start':{'on':['start'],'when':{'not':{'actor':['clerk']}}},'stop':{'on':['close']}," ONE));
    loads(CLOCK("'start':{'when':{'any':[{'all':[{'state':['work']},{'done':'start'}]},{'state':['shut']}]}},"
                "'cancel':{'when':{'state':['open']}}," ONE));
    loads(LEVEL_CLOCK(P1P2
                      ",'b':{'when':{'all':[{'field':'level','known':true},{'state':['open']},{'actor':['clerk']}]},"
                      "'time':'PT8H'}"));
    loads("{'actions':{'note':{'from':['open','work'],'roles':['clerk']}},'clocks':{'c':{'start':{'on':['note'],"
          "'when':{'state':['work']}},'stop':{'on':['close']}," ONE "}}}");
    loads(CLOCK("'start':{'on':['register'],'when':{'x-note':{'clock':1},'all':[]}},'stop':{'on':['close']}," ONE));
    loads(LEVEL_CLOCK(P1P2 ",'b':{'when':{'any':[{'field':'level','known':false},{'field':'level','is':'p3'}]},"
                           "'time':'PT8H'}"));
    loads("{'calendars':{'s':{'week':{'mon':[['09:00','17:00']]}}},'clocks':{'c':{" PLAIN "'kind':'repeat',"
          "'answer':{'on':['start']},'targets':{'t':{'days':1,'reading':'closing','calendar':'s'}}}}}");
    loads(CLOCK(PLAIN "'targets':{'t':{'time':'PT0S'}}"));
    loads(CLOCK(PLAIN "'targets':{'t':{'time':'P3660D'}},'rungs':{'r':{'after':'P3660D'}}"));
    loads(CLOCK(PLAIN "'targets':{'t':{'time':'PT1H'},'u':{'until':'visit_until'}},'warn':{'w':{'before':'P1D'}}"));
    loads(CLOCK("'kind':'countdown','field':'visits/window_from','calendar':null"));
}

/* A condition is followed for so many steps only; a longer one is taken at its word. */
static void test_clocks_compile__a_long_condition_may_hold(void **state)
{
    (void)state;
    static const char head[] = "{'clocks':{'c':{'start':{'on':['register'],'when':{'all':[{'state':['work']}",
                      more[] = ",{'state':['work']}", tail[] = "]}},'stop':{'on':['close']}," ONE "}}}";
    for (size_t count = 250; count <= 260; count += 10) {
        char *patch = malloc(sizeof head + sizeof more * count + sizeof tail);
        assert_non_null(patch);
        strcpy(patch, head);
        for (size_t i = 1; i < count; i++) {
            strcat(patch, more);
        }
        strcat(patch, tail);
        mend_policy *policy = NULL;
        mend_error err;
        assert_int_equal(load_documents(GOOD_POLICY, patch, NULL, &policy, &err), count > 256 ? MEND_OK : MEND_SCHEMA);
        mend_policy_free(policy);
        free(patch);
    }
}

/* ---- how much there may be ---- */

/* A document of `count` numbered members inside of `head` and `tail`. */
static char *numbered(const char *head, const char *member, int count, const char *tail)
{
    size_t room = strlen(head) + (strlen(member) + 24) * (size_t)count + strlen(tail) + 1, at = 0;
    char *text = malloc(room);
    assert_non_null(text);
    at += (size_t)snprintf(text + at, room - at, "%s", head);
    for (int i = 0; i < count; i++) {
        at += (size_t)snprintf(text + at, room - at, "%s'n%d':%s", i == 0 ? "" : ",", i, member);
    }
    snprintf(text + at, room - at, "%s", tail);
    return text;
}

static mend_status load_numbered(const char *head, const char *member, int count, const char *tail, mend_error *err)
{
    mend_policy *policy = NULL;
    char *patch = numbered(head, member, count, tail);
    mend_status status = load_documents(GOOD_POLICY, patch, NULL, &policy, err);
    free(patch);
    mend_policy_free(policy);
    return status;
}

static void test_clocks_compile__more_than_the_most_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *head, *member, *tail, *path;
        int most;
    } rows[] = {
        {"{'clocks':{", "{" PLAIN ONE "}", "}}", "$.clocks", 64},
        {"{'calendars':{", "{'week':{'mon':[['09:00','17:00']]}}", "}}", "$.calendars", 256},
        {"{'clocks':{'c':{" PLAIN "'targets':{", "{'time':'PT1H'}", "}}}}", "$.clocks.c.targets", 64},
        {"{'clocks':{'c':{" PLAIN ONE ",'warn':{", "{'percent':'50'}", "}}}}", "$.clocks.c.warn", 30},
        {"{'clocks':{'c':{" PLAIN ONE ",'rungs':{", "{'after':'PT1H'}", "}}}}", "$.clocks.c.rungs", 30},
        {"{'clocks':{'c':{" PLAIN ONE ",'pauses':{", "{'when':{'state':['open']}}", "}}}}", "$.clocks.c.pauses", 30},
        {"{'clocks':{'c':{" PLAIN ONE ",'notices':{'due':{", "{'to':'clerk','text':'hello'}", "}}}}}",
         "$.clocks.c.notices.due", 64},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mend_error err;
        assert_int_equal(load_numbered(rows[i].head, rows[i].member, rows[i].most, rows[i].tail, &err), MEND_OK);
        assert_int_equal(load_numbered(rows[i].head, rows[i].member, rows[i].most + 1, rows[i].tail, &err), MEND_LIMIT);
        assert_string_equal(err.path, rows[i].path);
    }
}

/* A calendar with `count` holidays from 2000-01-01 on, one every day of the first 28 of a month. */
static char *many_holidays(int count)
{
    const char head[] = "{'week':{'mon':[['09:00','17:00']]},'holidays':[";
    size_t room = sizeof head + (size_t)count * 14 + 4, at;
    char *text = malloc(room);
    assert_non_null(text);
    memcpy(text, head, sizeof head);
    at = sizeof head - 1;
    for (int i = 0; i < count; i++) {
        at += (size_t)snprintf(text + at, room - at, "%s'%04d-%02d-%02d'", i == 0 ? "" : ",", 2000 + i / 336,
                               1 + i / 28 % 12, 1 + i % 28);
    }
    snprintf(text + at, room - at, "]}");
    return text;
}

static void test_clocks_compile__calendars_together_have_a_limit(void **state)
{
    (void)state;
    char *member = many_holidays(4000);
    mend_error err;
    assert_int_equal(load_numbered("{'calendars':{", member, 5, "}}", &err), MEND_OK);
    assert_int_equal(load_numbered("{'calendars':{", member, 6, "}}", &err), MEND_LIMIT);
    assert_string_equal(err.path, "$.calendars.n5");
    assert_non_null(strstr(err.text, "at most 20000 holidays and exceptions"));
    free(member);
}

/* ---- calendars ---- */

static int64_t at_utc(const char *text)
{
    int64_t at = 0;
    assert_int_equal(mend_instant_parse(text, MEND_NTS, &at, NULL), MEND_OK);
    return at;
}

static int32_t works(const mend_calendar *calendar, const char *at)
{
    int32_t working = -1;
    assert_int_equal(mend_calendar_is_working(calendar, at_utc(at), &working, NULL), MEND_OK);
    return working;
}

static void test_clocks_compile__a_calendar_is_like_another_with_its_own_laid_over(void **state)
{
    (void)state;
    mend_policy *policy = load_clocks();
    const mend_calendar *shop = policy->vocab.calendar[0], *cn = policy->vocab.calendar[1];
    assert_int_equal(works(cn, "2026-03-16T01:00:00Z"), 1); /* Monday 09:00 in China */
    assert_int_equal(works(cn, "2026-03-21T02:00:00Z"), 1); /* its own Saturday, 10:00 */
    assert_int_equal(works(cn, "2026-03-21T04:00:00Z"), 0);
    assert_int_equal(works(cn, "2026-10-01T02:00:00Z"), 0);   /* National Day stays */
    assert_int_equal(works(shop, "2026-01-12T09:00:00Z"), 1); /* the policy's zone: UTC */
    assert_int_equal(works(shop, "2026-01-05T09:00:00Z"), 0);
    mend_policy_free(policy);
}

static void test_clocks_compile__a_policy_writes_what_it_was_given(void **state)
{
    (void)state;
    mend_policy *policy = load_clocks(), *again = NULL;
    mend_buf *text = NULL;
    assert_int_equal(mend_buf_new(NULL, &text), MEND_OK);
    assert_int_equal(mend_policy_write(policy, text), MEND_OK);
    size_t len = 0;
    const char *document = mend_buf_data(text, &len);
    assert_non_null(strstr(document, "\"like\":\"china@1\""));
    assert_null(strstr(document, "2026-10-01"));
    assert_int_equal(mend_policy_load(NULL, &document, &len, 1, &again, NULL), MEND_OK);
    assert_string_equal(mend_policy_digest(again), mend_policy_digest(policy));
    mend_buf_free(text);
    mend_policy_free(again);
    mend_policy_free(policy);
}

/* ---- zones by name ---- */

typedef struct atlas {
    const mend_zone *zone; /* of every name but "Nowhere" */
    mend_status answer;
    int asked;
} atlas;

static mend_status atlas_find(void *user, const char *name, size_t len, const mend_zone **zone)
{
    atlas *a = user;
    a->asked++;
    if (len == 7 && memcmp(name, "Nowhere", 7) == 0) {
        return MEND_NOT_FOUND;
    }
    *zone = a->zone;
    return a->answer;
}

static mend_status load_zones(const mend_allocator *allocator, atlas *a, const char *patch, mend_policy **out,
                              mend_error *err)
{
    char *good = quoted(GOOD_POLICY), *laid = quoted(patch);
    const char *documents[] = {good, laid};
    const mend_policy_options options = {sizeof options, 0, a == NULL ? NULL : atlas_find, a};
    *err = (mend_error){.struct_size = sizeof *err};
    mend_status status = mend_policy_load_with(allocator, documents, NULL, 2, &options, out, err);
    free(good);
    free(laid);
    return status;
}

static mend_zone *zone_of(const char *rule)
{
    mend_zone *zone = NULL;
    assert_int_equal(mend_zone_new(NULL, rule, MEND_NTS, &zone, NULL), MEND_OK);
    return zone;
}

static const char NAMED[] = "{'zone':'Europe/Berlin','calendars':{"
                            "'a':{'week':{'mon':[['09:00','17:00']]}},"
                            "'b':{'zone':'America/New_York','week':{'mon':[['09:00','17:00']]}},"
                            "'c':{'zone':'Europe/Berlin','like':'china@1'}}}";

static void test_clocks_compile__zones_by_name_are_asked_for_once(void **state)
{
    (void)state;
    mend_zone *berlin = zone_of("CET-1CEST,M3.5.0,M10.5.0/3");
    atlas a = {berlin, MEND_OK, 0};
    mend_policy *policy = NULL;
    mend_error err;
    assert_int_equal(load_zones(NULL, &a, NAMED, &policy, &err), MEND_OK);
    assert_int_equal(a.asked, 2);
    mend_zone_free(berlin); /* the policy has its own copy */
    assert_int_equal(works(policy->vocab.calendar[0], "2026-07-06T07:00:00Z"), 1);
    assert_int_equal(works(policy->vocab.calendar[0], "2026-01-05T07:00:00Z"), 0);
    assert_int_equal(works(policy->vocab.calendar[2], "2026-07-06T07:00:00Z"), 1);
    mend_policy_free(policy);
}

static void copy_digest(const mend_policy *policy, char out[65])
{
    memcpy(out, mend_policy_digest(policy), 65);
}

static void load_digest(const char *rule, const char *patch, char out[65])
{
    mend_zone *zone = zone_of(rule);
    atlas a = {zone, MEND_OK, 0};
    mend_policy *policy = NULL;
    mend_error err;
    assert_int_equal(load_zones(NULL, &a, patch, &policy, &err), MEND_OK);
    copy_digest(policy, out);
    mend_policy_free(policy);
    mend_zone_free(zone);
}

static void test_clocks_compile__the_digest_covers_what_zones_say(void **state)
{
    (void)state;
    char first[65], same[65], other[65], summer[65], named[65], plain[65], found[65];
    load_digest("CET-1", NAMED, first);
    load_digest("<+01>-1", NAMED, same);
    load_digest("CET-2", NAMED, other);
    load_digest("CET-1CEST,M3.5.0,M10.5.0/3", NAMED, summer);
    assert_string_equal(first, same);
    assert_string_not_equal(first, other);
    assert_string_not_equal(first, summer);
    load_digest("CET-1", "{'calendars':{'a':{'zone':'X','week':{'mon':[['09:00','17:00']]}}}}", first);
    load_digest("CET-1", "{'calendars':{'a':{'zone':'Y','week':{'mon':[['09:00','17:00']]}}}}", named);
    assert_string_not_equal(first, named);
    /* Where nothing is looked up by name, there is nothing more in it than the document. */
    mend_policy *policy = NULL;
    mend_error err;
    assert_int_equal(load_documents(GOOD_POLICY, "{'zone':'CST-8'}", NULL, &policy, &err), MEND_OK);
    copy_digest(policy, plain);
    mend_policy_free(policy);
    load_digest("CET-1", "{'zone':'CST-8'}", found);
    assert_string_equal(plain, found);
}

static void test_clocks_compile__the_digest_covers_every_move_of_a_zone(void **state)
{
    (void)state;
    mend__zone_move moves[] = {{1000, 3600}, {2000, 7200}};
    mend_zone *zone = zone_of("CET-1"), listed;
    atlas a = {&listed, MEND_OK, 0};
    mend_policy *policy = NULL;
    mend_error err;
    char digests[3][65];
    listed = *zone;
    listed.moves = moves;
    listed.move_count = 2;
    for (int i = 0; i < 3; i++) {
        moves[1].offset += i == 1;
        moves[0].at += i == 2;
        assert_int_equal(load_zones(NULL, &a, NAMED, &policy, &err), MEND_OK);
        copy_digest(policy, digests[i]);
        mend_policy_free(policy);
    }
    assert_string_not_equal(digests[0], digests[1]);
    assert_string_not_equal(digests[1], digests[2]);
    mend_zone_free(zone);
}

static void zone_fault(atlas *a, const char *patch, mend_status status, const char *path, const char *text)
{
    mend_policy *policy = NULL;
    mend_error err;
    assert_int_equal(load_zones(NULL, a, patch, &policy, &err), status);
    assert_null(policy);
    assert_int_equal(err.status, status);
    assert_string_equal(err.path, path);
    assert_non_null(strstr(err.text, text));
}

static void test_clocks_compile__what_a_zone_finder_says_is_passed_on(void **state)
{
    (void)state;
    static const char calendar[] = "{'calendars':{'a':{'zone':'Berlin','week':{'mon':[['09:00','17:00']]}}}}";
    atlas a = {NULL, MEND_IO, 0};
    zone_fault(&a, calendar, MEND_IO, "$.calendars.a.zone", "the zone could not be had");
    zone_fault(&a, "{'zone':'Berlin'}", MEND_IO, "$.zone", "the zone could not be had");
    a.answer = MEND_OK; /* and no zone */
    zone_fault(&a, calendar, MEND_INVALID, "$.calendars.a.zone", "the zone could not be had");
    zone_fault(&a, "{'zone':'Berlin'}", MEND_INVALID, "$.zone", "the zone could not be had");
    zone_fault(&a, "{'zone':'Nowhere'}", MEND_SYNTAX, "$.zone", "no zone of this name is known");
    zone_fault(NULL, "{'zone':'Nowhere'}", MEND_SYNTAX, "$.zone", "no zone of this name is known");
    zone_fault(&a, "{'calendars':{'a':{'zone':'Nowhere','like':'china@1'}}}", MEND_SCHEMA, "$.calendars.a.zone",
               "no zone of this name is known");
}

static void test_clocks_compile__options_are_looked_at(void **state)
{
    (void)state;
    char *good = quoted(GOOD_POLICY);
    const char *documents[] = {good};
    mend_policy_options options = {sizeof options, 0, NULL, NULL};
    mend_policy *policy = NULL;
    assert_int_equal(mend_policy_load_with(NULL, documents, NULL, 1, &options, &policy, NULL), MEND_OK);
    mend_policy_free(policy);
    policy = NULL;
    options.reserved = 1;
    assert_int_equal(mend_policy_load_with(NULL, documents, NULL, 1, &options, &policy, NULL), MEND_INVALID);
    options = (mend_policy_options){sizeof options - 1, 0, NULL, NULL};
    assert_int_equal(mend_policy_load_with(NULL, documents, NULL, 1, &options, &policy, NULL), MEND_INVALID);
    assert_null(policy);
    assert_int_equal(mend_policy_load_with(NULL, documents, NULL, 1, NULL, &policy, NULL), MEND_OK);
    mend_policy_free(policy);
    free(good);
}

/* ---- no memory ---- */

static void test_clocks_compile__no_memory_is_told(void **state)
{
    (void)state;
    mend_zone *zone = zone_of("CET-1CEST,M3.5.0,M10.5.0/3");
    mend__zone_move moves[] = {{1000, 3600}, {2000, 7200}};
    mend_zone listed;
    atlas a = {&listed, MEND_OK, 0};
    mend_policy *policy = NULL;
    mend_error err;
    mend_status status = MEND_NOMEM;
    listed = *zone;
    listed.moves = moves;
    listed.move_count = 2;
    /* The clocks of the other tests, and zones found by name. */
    size_t n = strlen(CLOCKS);
    char *patch = malloc(n + 64);
    assert_non_null(patch);
    snprintf(patch, n + 64, "{'zone':'Europe/Berlin',%s", CLOCKS + 1);
    size_t at = 1;
    for (; status == MEND_NOMEM; at++) {
        faulty memory = {.fail_at = at};
        mend_allocator allocator = faulty_allocator(&memory);
        status = load_zones(&allocator, &a, patch, &policy, &err);
        if (status == MEND_OK) {
            assert_true(memory.requests < at);
            mend_policy_free(policy);
        } else {
            assert_int_equal(status, MEND_NOMEM);
            assert_int_equal(err.status, MEND_NOMEM);
            assert_true(err.text[0] != '\0');
        }
        assert_int_equal(memory.live, 0);
        assert_int_equal(memory.blocks, 0);
    }
    assert_int_equal(status, MEND_OK);
    assert_true(at > 20);
    free(patch);
    mend_zone_free(zone);
}

/* Room for so many bytes in all, and not one more. */
static void narrow(mend_policy *policy, faulty *memory, mend_allocator *allocator, size_t room)
{
    *memory = (faulty){.fail_at = 2};
    *allocator = faulty_allocator(memory);
    memset(policy, 0, sizeof *policy);
    assert_true(mend__alloc_init(&policy->alloc, allocator));
    mend__arena_init(&policy->arena, &policy->alloc);
    policy->arena.step = room;
    assert_non_null(mend__arena_get(&policy->arena, 0));
}

static mend_status compile_narrow(size_t room, mend__json *tree, mend__node root, atlas *a, const mend_policy *whole,
                                  mend_error *err)
{
    faulty memory;
    mend_allocator allocator;
    mend_policy policy;
    narrow(&policy, &memory, &allocator, room);
    policy.zones = (mend__zones){&policy.arena, atlas_find, a, NULL};
    *err = (mend_error){.struct_size = sizeof *err};
    mend_status status = mend__sections_read(&policy, tree, root, err);
    policy.vocab.calendars = whole->vocab.calendars; /* these need memory beside the policy's */
    policy.vocab.calendar = whole->vocab.calendar;
    if (status == MEND_OK) {
        status = mend__sla_compile(&policy.arena, &policy.vocab, tree, &policy.sla, err);
    }
    mend__arena_free(&policy.arena);
    assert_int_equal(memory.live, 0);
    return status;
}

/* Every piece of memory that a zone or a clock asks for is missing once. */
static void test_clocks_compile__no_memory_is_told_wherever_it_is_missing(void **state)
{
    (void)state;
    mend_policy *whole = load_clocks();
    char *good = quoted(GOOD_POLICY), *patch = quoted(CLOCKS), *zoned = quoted("{'zone':'Nowhere/At_All'}");
    const char *documents[] = {good, patch, zoned};
    mend_zone *zone = zone_of("CET-1");
    atlas a = {zone, MEND_OK, 0};
    mend__layers layers = {.documents = documents, .count = 3};
    mend__alloc alloc;
    mend__json tree;
    mend__node root = MEND__NONE;
    mend_status status = MEND_NOMEM;
    mend_error err = {.struct_size = sizeof err};
    assert_true(mend__alloc_init(&alloc, NULL));
    mend__json_init(&tree, &alloc);
    assert_int_equal(mend__layers_read(&layers, &tree, &root, &err), MEND_OK);
    for (size_t room = 64; status == MEND_NOMEM; room += 16) {
        status = compile_narrow(room, &tree, root, &a, whole, &err);
        assert_int_equal(err.status, status);
        assert_true(room < 100000);
    }
    assert_int_equal(status, MEND_OK);
    mend__json_free(&tree);
    mend_zone_free(zone);
    mend_policy_free(whole);
    free(good);
    free(patch);
    free(zoned);
}

static void test_clocks_compile__no_memory_for_the_list_of_calendars_is_told(void **state)
{
    (void)state;
    mend__alloc alloc;
    mend__json tree;
    mend__node root = MEND__NONE;
    mend_status status = MEND_NOMEM;
    assert_true(mend__alloc_init(&alloc, NULL));
    mend__json_init(&tree, &alloc);
    assert_int_equal(mend__json_read(&tree, "{\"calendars\":{}}", 16, 4096, 16, &root, NULL), MEND_OK);
    for (size_t room = 32; status == MEND_NOMEM; room += 16) {
        faulty memory;
        mend_allocator allocator;
        mend_policy policy;
        mend_error err = {.struct_size = sizeof err};
        narrow(&policy, &memory, &allocator, room);
        status = mend__calendars_read(&policy, &tree, root, &err);
        assert_int_equal(err.status, status);
        mend__arena_free(&policy.arena);
        assert_int_equal(memory.live, 0);
        assert_true(room < 1000);
    }
    assert_int_equal(status, MEND_OK);
    mend__json_free(&tree);
}

/* ---- conditions about clocks ---- */

static bool stands(const mend_policy *policy, const mend_ticket *ticket, const char *is)
{
    mend__alloc alloc;
    mend__arena arena;
    mend__json tree;
    mend__node root = MEND__NONE;
    const mend__condition *condition = NULL;
    const mend__scene scene = {ticket, MEND__STR("open"), NULL, 0};
    char text[160];
    snprintf(text, sizeof text, "{'clock':'response','is':[%s]}", is);
    char *json = quoted(text);
    assert_true(mend__alloc_init(&alloc, NULL));
    mend__arena_init(&arena, &alloc);
    mend__json_init(&tree, &alloc);
    assert_int_equal(mend__json_read(&tree, json, strlen(json), 4096, 16, &root, NULL), MEND_OK);
    assert_int_equal(mend__condition_compile(&arena, &policy->vocab, &tree, root, &condition, NULL), MEND_OK);
    bool holds = mend__condition_holds(condition, &scene);
    mend__json_free(&tree);
    mend__arena_free(&arena);
    free(json);
    return holds;
}

static void test_clocks_compile__a_condition_asks_how_a_clock_stands(void **state)
{
    (void)state;
    static const char *const names[] = {"", "'running'", "'paused'", "'met'", "'missed'", "'cancelled'", "'over'"};
    mend_policy *policy = load_clocks();
    mend__alloc alloc;
    mend_ticket ticket;
    int32_t row = -1;
    assert_true(mend__alloc_init(&alloc, NULL));
    mend__ticket_init(&ticket, &alloc);
    assert_int_equal(mend__clock_add(&ticket, MEND__STR("archive"), &row), MEND_OK);
    assert_true(stands(policy, &ticket, "'none'"));
    assert_false(stands(policy, &ticket, "'running','paused','met','missed','cancelled','over','breached'"));
    assert_int_equal(mend__clock_add(&ticket, MEND__STR("response"), &row), MEND_OK);
    for (int32_t status = MEND__CLOCK_RUNNING; status <= MEND__CLOCK_OVER; status++) {
        mend__clock_edit(&ticket, row)->status = status;
        for (int32_t asked = MEND__CLOCK_RUNNING; asked <= MEND__CLOCK_OVER; asked++) {
            assert_int_equal(stands(policy, &ticket, names[asked]), asked == status);
        }
        assert_false(stands(policy, &ticket, "'none'"));
        assert_false(stands(policy, &ticket, "'breached'"));
    }
    mend__clock_edit(&ticket, row)->breached = 7;
    assert_false(stands(policy, &ticket, "'breached'")); /* it is over */
    mend__clock_edit(&ticket, row)->status = MEND__CLOCK_RUNNING;
    assert_true(stands(policy, &ticket, "'met','breached'"));
    assert_true(stands(policy, &ticket, "'running'"));
    /* The last cycle counts. */
    assert_int_equal(mend__clock_add(&ticket, MEND__STR("response"), &row), MEND_OK);
    assert_false(stands(policy, &ticket, "'breached'"));
    mend__ticket_done(&ticket);
    mend_policy_free(policy);
}

static void test_clocks_compile__bad_conditions_about_clocks_are_refused(void **state)
{
    (void)state;
#define ASKS(condition) "{'clocks':{'c':{" PLAIN ONE "}},'actions':{'close':{'when':" condition "}}}"
    static const spoilt rows[] = {
        {ASKS("{'clock':'d','is':['met']}"), MEND_SCHEMA, 1, "$.actions.close.when.clock", "there is no clock \"d\""},
        {ASKS("{'clock':'c'}"), MEND_SCHEMA, 1, "$.actions.close.when", "\"is\" is missing"},
        {ASKS("{'clock':'c','is':'met'}"), MEND_SCHEMA, 1, "$.actions.close.when.is", "an array"},
        {ASKS("{'clock':'c','is':[]}"), MEND_SCHEMA, 1, "$.actions.close.when.is", "expected at least one"},
        {ASKS("{'clock':'c','is':['meet']}"), MEND_SCHEMA, 1, "$.actions.close.when.is[0]", "did you mean \"met\"?"},
        {ASKS("{'clock':'c','is':['met','none','met']}"), MEND_SCHEMA, 1, "$.actions.close.when.is[2]", "twice"},
        {ASKS("{'clock':'c','is':['met'],'at_least':1}"), MEND_SCHEMA, 1, "$.actions.close.when.at_least", "no member"},
    };
    assert_int_equal(spoilt_failures(rows, sizeof rows / sizeof rows[0]), 0);
    loads(ASKS("{'not':{'clock':'c','is':['none','breached']}}"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clocks_compile__every_member_is_read),
        cmocka_unit_test(test_clocks_compile__what_is_not_said_has_its_default),
        cmocka_unit_test(test_clocks_compile__names_can_be_asked_for),
        cmocka_unit_test(test_clocks_compile__bad_clocks_are_refused),
        cmocka_unit_test(test_clocks_compile__bad_triggers_are_refused),
        cmocka_unit_test(test_clocks_compile__bad_targets_are_refused),
        cmocka_unit_test(test_clocks_compile__bad_steps_are_refused),
        cmocka_unit_test(test_clocks_compile__bad_calendars_are_refused),
        cmocka_unit_test(test_clocks_compile__what_cannot_work_is_refused),
        cmocka_unit_test(test_clocks_compile__what_may_work_is_taken),
        cmocka_unit_test(test_clocks_compile__a_long_condition_may_hold),
        cmocka_unit_test(test_clocks_compile__more_than_the_most_is_refused),
        cmocka_unit_test(test_clocks_compile__calendars_together_have_a_limit),
        cmocka_unit_test(test_clocks_compile__a_calendar_is_like_another_with_its_own_laid_over),
        cmocka_unit_test(test_clocks_compile__a_policy_writes_what_it_was_given),
        cmocka_unit_test(test_clocks_compile__zones_by_name_are_asked_for_once),
        cmocka_unit_test(test_clocks_compile__the_digest_covers_what_zones_say),
        cmocka_unit_test(test_clocks_compile__the_digest_covers_every_move_of_a_zone),
        cmocka_unit_test(test_clocks_compile__what_a_zone_finder_says_is_passed_on),
        cmocka_unit_test(test_clocks_compile__options_are_looked_at),
        cmocka_unit_test(test_clocks_compile__no_memory_is_told),
        cmocka_unit_test(test_clocks_compile__no_memory_is_told_wherever_it_is_missing),
        cmocka_unit_test(test_clocks_compile__no_memory_for_the_list_of_calendars_is_told),
        cmocka_unit_test(test_clocks_compile__a_condition_asks_how_a_clock_stands),
        cmocka_unit_test(test_clocks_compile__bad_conditions_about_clocks_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
