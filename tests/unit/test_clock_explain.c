/*
 * test_clock_explain.c - clocks asked about: rows, the explanation in both languages, pieces that add up to the whole.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "change/clocks.h"
#include "change/clocks_story.h"
#include "change/clocks_words.h"
#include "faulty.h"
#include "mend/mend.h"
#include "notions/instant.h"
#include "policy_kit.h"

#define MINUTE INT64_C(60000)
#define HOUR   INT64_C(3600000)
#define DAY    INT64_C(86400000)
#define FRIDAY INT64_C(1710464400000) /* 2024-03-15 09:00 in China */

static const char CLOCKS_POLICY[] =
    "{'mend':1,'id':'clocks','revision':1,'zone':'CST-8',"
    "'roles':{'clerk':{'order':1,'label':{'en':'Clerk','zh-CN':'客服'}},"
    "         'supervisor':{'order':2,'label':{'en':'After-sales supervisor','zh-CN':'售后主管'}}},"
    "'choices':{'level':{'p1':{'order':1},'p2':{'order':2}}},"
    "'states':{'new':{'order':1,'stage':'new'},'waiting':{'order':2,'stage':'waiting'},"
    "          'shut':{'order':3,'stage':'closed'}},"
    "'texts':{'near':{'order':1,'en':'Soon due','zh-CN':'即将到期'},'gone':{'order':2,'en':'Overdue','zh-CN':'逾期'}},"
    "'calendars':{'business':{'order':1,'label':{'en':'Working hours','zh-CN':'工作时间'},'zone':'CST-8',"
    " 'week':{'mon':[['09:00','12:00'],['13:00','18:00']],'tue':[['09:00','12:00'],['13:00','18:00']],"
    "         'wed':[['09:00','12:00'],['13:00','18:00']],'thu':[['09:00','12:00'],['13:00','18:00']],"
    "         'fri':[['09:00','12:00'],['13:00','18:00']]},'known_until':'2024-12-31'}},"
    "'actions':{"
    "'register':{'order':1,'opens':true,'to':'new','roles':['clerk'],'backdate':'P30D',"
    "            'form':{'level':{'order':1},'visit_from':{'order':2}}},"
    "'contact':{'order':2,'from':['*open'],'roles':['clerk'],'backdate':'P30D'},"
    "'wait':{'order':3,'from':['new'],'to':'waiting','roles':['clerk'],'backdate':'P30D'},"
    "'go_on':{'order':4,'from':['waiting'],'to':'new','roles':['clerk'],'backdate':'P30D'},"
    "'grade':{'order':5,'kind':'correct','from':['*open'],'roles':['clerk'],'backdate':'P30D',"
    "         'form':{'level':{'order':1},'visit_from':{'order':2}}},"
    "'close':{'order':6,'from':['*open'],'to':'shut','roles':['clerk'],'backdate':'P30D'},"
    "'reopen':{'order':7,'from':['shut'],'to':'new','roles':['clerk'],'backdate':'P30D'},"
    "'drop':{'order':8,'from':['*open'],'roles':['clerk'],'backdate':'P30D'}},"
    "'clocks':{"
    "'first_response':{'order':1,'label':{'en':'First response','zh-CN':'首次响应'},'kind':'deadline',"
    " 'start':{'on':['register']},'stop':{'on':['contact']},'cancel':{'on':['drop']},'calendar':'business',"
    " 'targets':{'p1':{'order':1,'label':{'en':'P1','zh-CN':'一级'},'when':{'field':'level','is':'p1'},'time':'PT2H'},"
    "            'rest':{'order':2,'label':{'en':'Others','zh-CN':'其他'},'time':'PT8H'}},"
    " 'pauses':{'customer':{'order':1,'label':{'en':'Waiting for the customer','zh-CN':'等待客户'},"
    "           'when':{'state':['waiting']}}},"
    " 'warn':{'near':{'order':1,'label':{'en':'Three quarters used','zh-CN':'已用四分之三'},'percent':'75',"
    "         'notices':{'a':{'order':1,'to':'clerk','text':'near'}}}},"
    " 'rungs':{'boss':{'order':1,'label':{'en':'Supervisor','zh-CN':'主管'},'after':'PT1H',"
    "          'notices':{'a':{'order':1,'to':'supervisor','text':'gone'}}}},"
    " 'notices':{'due':{'a':{'order':1,'to':'clerk','text':'gone'}}}},"
    "'resolution':{'order':2,'label':{'en':'Resolution','zh-CN':'解决'},'kind':'deadline',"
    " 'start':{'when':{'state':['new','waiting']}},'stop':{'when':{'state':['shut']}},'reopen':'resume',"
    " 'targets':{'all':{'order':1,'label':{'en':'All','zh-CN':'全部'},'time':'P3D'}}},"
    "'update':{'order':3,'label':{'en':'Progress update','zh-CN':'进度通报'},'kind':'repeat',"
    " 'start':{'on':['register']},'answer':{'on':['contact']},'stop':{'when':{'state':['shut']}},"
    " 'calendar':'business','relevel':'from_change',"
    " 'targets':{'p1':{'order':1,'label':{'en':'P1','zh-CN':'一级'},'when':{'field':'level','is':'p1'},'time':'PT4H'},"
    "            'rest':{'order':2,'label':{'en':'Others','zh-CN':'其他'},'time':'PT12H'}}},"
    "'reminder':{'order':4,'label':{'en':'Visit "
    "reminder','zh-CN':'上门提醒'},'kind':'countdown','start':{'when':{'all':[]}},"
    " 'field':'visit_from','before':'P1D'},"
    "'archive':{'order':5,'label':{'en':'May be erased','zh-CN':'可清除'},'kind':'not_before',"
    " 'start':{'on':['close']},'cancel':{'on':['reopen']},'targets':{'law':{'order':1,'label':{'en':'Law','zh-CN':'"
    "法规'},"
    " 'time':'P1095D'}}}"
    "}}";

/* A promise with everything a deadline can have, and what may be erased some day; laid over the policy above. */
static const char PROMISE[] =
    "{'actions':{'promise':{'order':9,'kind':'correct','from':['*open'],'roles':['clerk'],"
    "            'form':{'response_promised_at':{'order':1}}}},"
    "'clocks':{'first_response':null,'resolution':null,'update':null,'reminder':null,'archive':null,"
    "'promise':{'order':1,'label':{'en':'Promise','zh-CN':'承诺'},'start':{'on':['register']},'stop':{'on':['contact']}"
    ","
    " 'calendar':'business',"
    " 'targets':{'told':{'order':1,'label':{'en':'As told','zh-CN':'按承诺'},'until':'response_promised_at'},"
    "            'p1':{'order':2,'label':{'en':'P1','zh-CN':'一级'},'when':{'field':'level','is':'p1'},'time':'PT2H'},"
    "            'usual':{'order':3,'label':{'en':'Usual','zh-CN':'通常'},'time':'PT8H'}},"
    " 'pauses':{'parked':{'order':1,'label':{'en':'Parked','zh-CN':'搁置'},'when':{'all':[{'state':['waiting']},"
    "                                                                          {'field':'level','is':'p1'}]}},"
    "           'customer':{'order':2,'label':{'en':'Customer','zh-CN':'客户'},'when':{'state':['waiting']}}},"
    " 'warn':{'early':{'order':1,'percent':'50'},'hour':{'order':2,'before':'PT1H'}},"
    " 'rungs':{'now':{'order':1,'after':'PT0S','notices':{'a':{'order':1,'to':'supervisor','text':'gone'},"
    "           'b':{'order':2,'to':'customer','text':'gone'},'c':{'order':3,'to':'supervisor','text':'near'}}},"
    "          'far':{'order':2,'after':'P3660D'}}},"
    "'shelf':{'order':2,'label':{'en':'Shelf','zh-CN':'货架'},'kind':'not_before','start':{'on':['register']},"
    " 'targets':{'p1':{'order':1,'when':{'field':'level','is':'p1'},'time':'P10D'},'all':{'order':2,'time':'P30D'}},'"
    "relevel':'restart','pauses':{'waits':{'order':1,'when':{'state':['waiting']}}}}}}";

/* --- a desk for one ticket --- */

typedef struct bench {
    mend_policy *policy;
    mend_ticket *ticket;
    mend_args *args;
    mend_result *result;
    mend_buf *answer;
    mend__json tree;
    mend__node root;
    mend_error err;
} bench;

static void bench_open_two(bench *b, const char *policy, const char *patch)
{
    memset(b, 0, sizeof *b);
    if (load_documents(policy, patch, NULL, &b->policy, &b->err) != MEND_OK)
        fail_msg("%s at %s", b->err.text, b->err.path);
    assert_int_equal(mend_ticket_new(NULL, &b->ticket), MEND_OK);
    assert_int_equal(mend_args_new(NULL, &b->args), MEND_OK);
    assert_int_equal(mend_result_new(NULL, &b->result), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &b->answer), MEND_OK);
    mend__alloc a;
    mend__alloc_init(&a, NULL);
    mend__json_init(&b->tree, &a);
}

static void bench_open(bench *b, const char *policy)
{
    bench_open_two(b, policy, NULL);
}

static void bench_close(bench *b)
{
    mend__json_free(&b->tree);
    mend_buf_free(b->answer);
    mend_result_free(b->result);
    mend_args_free(b->args);
    mend_ticket_free(b->ticket);
    mend_policy_free(b->policy);
}

static mend_status tried(bench *b, const char *action, int64_t now, const char *path, const char *value)
{
    mend_args_clear(b->args);
    mend_args_action(b->args, action, MEND_NTS);
    mend_args_actor(b->args, "ann", MEND_NTS);
    mend_args_role(b->args, "clerk", MEND_NTS);
    mend_args_ticket(b->args, "t", MEND_NTS, "k", MEND_NTS, "n", MEND_NTS);
    if (strcmp(action, "grade") == 0 || strcmp(action, "promise") == 0)
        mend_args_reason(b->args, "because", MEND_NTS);
    if (path)
        mend_args_text(b->args, path, MEND_NTS, value, MEND_NTS);
    return mend_act(b->policy, b->ticket, b->args, now, b->result, &b->err);
}

static void tick(bench *b, int64_t now)
{
    do
        assert_int_equal(mend_tick(b->policy, b->ticket, now, b->result, &b->err), MEND_OK);
    while (mend_result_more(b->result));
}

static void act(bench *b, const char *action, int64_t now, const char *path, const char *value)
{
    if (tried(b, action, now, path, value) != MEND_OK)
        fail_msg("%s: %s", action, b->err.text);
}

/* Asks and reads the answer. */
static const char *ask(bench *b, const char *clock, int64_t now, const char *lang)
{
    size_t len;
    mend_buf_clear(b->answer);
    mend_status s = mend_clocks(b->policy, b->ticket, clock, clock ? MEND_NTS : 0, now, lang, b->answer, &b->err);
    if (s != MEND_OK)
        fail_msg("%s", b->err.text);
    const char *text = mend_buf_data(b->answer, &len);
    mend__json_reset(&b->tree);
    assert_int_equal(mend__json_read(&b->tree, text, len, len, 64, &b->root, &b->err), MEND_OK);
    return text;
}

/* The i-th clock of the answer. */
static mend__node clock_at(const bench *b, int i)
{
    mend__node n = mend__json_first(&b->tree, mend__json_get(&b->tree, b->root, "clocks"));
    for (; i > 0; i--)
        n = mend__json_next(&b->tree, n);
    assert_true(n != MEND__NONE);
    return n;
}

static mend__str member(const bench *b, mend__node n, const char *key)
{
    mend__node m = mend__json_get(&b->tree, n, key);
    return m == MEND__NONE ? MEND__STR("") : mend__json_str(&b->tree, m);
}

static int64_t number(const bench *b, mend__node n, const char *key)
{
    int64_t value = 0;
    mend__node m = mend__json_get(&b->tree, n, key);
    assert_true(m == MEND__NONE || mend__json_int(&b->tree, m, &value));
    return value;
}

static int64_t instant(const bench *b, mend__node n, const char *key)
{
    int64_t at = INT64_MIN;
    mend__node m = mend__json_get(&b->tree, n, key);
    if (m != MEND__NONE)
        assert_true(mend__instant_parse(mend__json_str(&b->tree, m), &at));
    return at;
}

static mend__node child(const bench *b, mend__node n, const char *key, int i)
{
    mend__node m = mend__json_first(&b->tree, mend__json_get(&b->tree, n, key));
    for (; i > 0; i--)
        m = mend__json_next(&b->tree, m);
    return m;
}

static bool has(const bench *b, mend__node n, const char *key)
{
    return mend__json_get(&b->tree, n, key) != MEND__NONE;
}

static void says(const bench *b, mend__node n, const char *key, const char *expected)
{
    mend__str found = member(b, n, key);
    if (!mend__str_is(found, expected))
        fail_msg("%s\n  expected: %s\n  found:    %.*s", key, expected, (int)found.n, found.p);
}

/* The answer's one clock in both languages. */
static void reads(bench *b, const char *clock, int64_t now, const char *en, const char *zh)
{
    ask(b, clock, now, "en");
    says(b, clock_at(b, 0), "text", en);
    ask(b, clock, now, "zh-CN");
    says(b, clock_at(b, 0), "text", zh);
}

static void stands(bench *b, const char *clock, int64_t now, const char *en, const char *zh)
{
    ask(b, clock, now, "en");
    says(b, clock_at(b, 0), "standing", en);
    ask(b, clock, now, "zh-CN");
    says(b, clock_at(b, 0), "standing", zh);
}

/* --- words --- */

static void in_words(int64_t ms, bool days, const char *en, const char *zh)
{
    mend_buf *out;
    size_t len;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    mend__words_span(ms, days, false, out);
    assert_string_equal(mend_buf_data(out, &len), en);
    mend_buf_clear(out);
    mend__words_span(ms, days, true, out);
    assert_string_equal(mend_buf_data(out, &len), zh);
    mend_buf_free(out);
}

static void test_clock_words__say_an_amount_in_its_largest_units(void **state)
{
    (void)state;
    in_words(0, true, "0 min", "0 分钟");
    in_words(1, true, "less than 1 s", "不足 1 秒");
    in_words(999, false, "less than 1 s", "不足 1 秒");
    in_words(1000, true, "1 s", "1 秒");
    in_words(59999, true, "59 s", "59 秒");
    in_words(60000, true, "1 min", "1 分钟");
    in_words(HOUR - 1, true, "59 min", "59 分钟");
    in_words(HOUR, true, "1 h", "1 小时");
    in_words(3 * HOUR + 20 * MINUTE + 59999, true, "3 h 20 min", "3 小时 20 分钟");
    in_words(DAY, true, "1 day", "1 天");
    in_words(2 * DAY + 5 * MINUTE, true, "2 days 5 min", "2 天 5 分钟");
    in_words(2 * DAY + 3 * HOUR + 5 * MINUTE, false, "51 h 5 min", "51 小时 5 分钟");
}

static void test_clock_words__say_an_instant_in_the_zone(void **state)
{
    static const struct {
        const char *zone, *at, *words;
    } rows[] = {{"CST-8", "2024-03-15T09:00:59.999Z", "2024-03-15 17:00"},
                {"CST-8", "2024-03-15T16:00:00Z", "2024-03-16 00:00"},
                {"EST5", "0001-01-01T04:59:00Z", "0001-01-01T04:59:00Z"},
                {"EST5", "0001-01-01T05:00:00Z", "0001-01-01 00:00"},
                {"CST-8", "9999-12-31T16:00:00Z", "9999-12-31T16:00:00Z"}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mend_zone *zone;
        mend_buf *out;
        int64_t at;
        assert_int_equal(mend_zone_new(NULL, rows[i].zone, MEND_NTS, &zone, NULL), MEND_OK);
        assert_int_equal(mend_instant_parse(rows[i].at, MEND_NTS, &at, NULL), MEND_OK);
        assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
        mend__words_time(zone, at, out);
        assert_string_equal(mend_buf_data(out, NULL), rows[i].words);
        mend_buf_clear(out);
        mend__words_time(zone, INT64_MIN, out);
        assert_string_equal(mend_buf_data(out, NULL), "?");
        mend_buf_free(out);
        mend_zone_free(zone);
    }
}

/* --- rows --- */

static void test_clock_info__statuses_have_names(void **state)
{
    static const char *const names[] = {"none", "running", "paused", "met", "missed", "cancelled", "over"};
    (void)state;
    for (int32_t i = MEND_CLOCK_NONE; i <= MEND_CLOCK_OVER; i++)
        assert_string_equal(mend_clock_status_name(i), names[i]);
    assert_null(mend_clock_status_name(-1));
    assert_null(mend_clock_status_name(MEND_CLOCK_OVER + 1));
}

static void test_clock_info__tells_the_rows_of_a_ticket(void **state)
{
    bench b;
    size_t len;
    mend_clock_info info = {.struct_size = sizeof info};
    (void)state;
    bench_open(&b, CLOCKS_POLICY);
    assert_int_equal(mend_clock_count(b.ticket), 0);
    assert_true(mend_ticket_next_due(b.ticket) == INT64_MIN);
    act(&b, "register", FRIDAY, "level", "p1");
    assert_int_equal(mend_clock_count(b.ticket), 3);
    assert_string_equal(mend_clock_name(b.ticket, 0, &len), "first_response");
    assert_int_equal(len, strlen("first_response"));
    assert_string_equal(mend_clock_name(b.ticket, 1, NULL), "resolution");
    assert_int_equal(mend_clock_get(b.ticket, 0, &info), MEND_OK);
    assert_int_equal(info.struct_size, sizeof info);
    assert_int_equal(info.cycle, 1);
    assert_int_equal(info.status, MEND_CLOCK_RUNNING);
    assert_int_equal(info.flags, 0);
    assert_true(info.started == FRIDAY && info.stopped == INT64_MIN && info.due == FRIDAY + 2 * HOUR);
    assert_true(info.wake == FRIDAY + 90 * MINUTE && info.target_ms == 2 * HOUR && info.breached == INT64_MIN);
    assert_true(mend_ticket_next_due(b.ticket) == FRIDAY + 90 * MINUTE);
    tick(&b, FRIDAY + 3 * HOUR);
    assert_int_equal(mend_clock_get(b.ticket, 0, &info), MEND_OK);
    assert_int_equal(info.flags, MEND_CLOCK_BREACHED);
    assert_true(info.breached == FRIDAY + 2 * HOUR);
    bench_close(&b);
}

static void test_clock_info__says_what_lies_beyond_known_holidays(void **state)
{
    bench b;
    mend_clock_info info = {.struct_size = sizeof info};
    (void)state;
    bench_open(&b, CLOCKS_POLICY);
    act(&b, "register", FRIDAY + 291 * DAY, NULL, NULL); /* the last day of 2024 */
    assert_int_equal(mend_clock_get(b.ticket, 0, &info), MEND_OK);
    assert_int_equal(info.flags, 0);
    assert_int_equal(mend_clock_get(b.ticket, 2, &info), MEND_OK);
    assert_int_equal(info.flags, MEND_CLOCK_PROVISIONAL);
    ask(&b, "update", FRIDAY + 291 * DAY, "en");
    assert_true(has(&b, clock_at(&b, 0), "provisional"));
    assert_non_null(strstr(mend_buf_data(b.answer, NULL), "Holidays that are not known yet may move the due time."));
    bench_close(&b);
}

static void test_clock_info__refuses_what_is_not_there(void **state)
{
    bench b;
    mend_clock_info info = {.struct_size = sizeof info};
    (void)state;
    bench_open(&b, CLOCKS_POLICY);
    act(&b, "register", FRIDAY, NULL, NULL);
    assert_int_equal(mend_clock_get(b.ticket, -1, &info), MEND_RANGE);
    assert_int_equal(mend_clock_get(b.ticket, 3, &info), MEND_RANGE);
    assert_int_equal(mend_clock_get(NULL, 0, &info), MEND_INVALID);
    assert_int_equal(mend_clock_get(b.ticket, 0, NULL), MEND_INVALID);
    info.struct_size = 8;
    assert_int_equal(mend_clock_get(b.ticket, 0, &info), MEND_INVALID);
    assert_null(mend_clock_name(b.ticket, -1, NULL));
    assert_null(mend_clock_name(b.ticket, 3, NULL));
    assert_null(mend_clock_name(NULL, 0, NULL));
    assert_int_equal(mend_clock_count(NULL), 0);
    assert_true(mend_ticket_next_due(NULL) == INT64_MIN);
    bench_close(&b);
}

/* --- the explanation --- */

static void test_clock_explain__tells_a_clock_that_runs(void **state)
{
    bench b;
    (void)state;
    bench_open(&b, CLOCKS_POLICY);
    act(&b, "register", FRIDAY, NULL, NULL);
    reads(
        &b, "first_response", FRIDAY + 4 * HOUR,
        "First response: due 2024-03-15 18:00 (company time), 5 h of working time left. Started 2024-03-15 09:00; "
        "target “Others”: 8 h of working time. Used 3 h of working time, outside of hours 1 h. To come: Warning “Three "
        "quarters used” (to Clerk) at 2024-03-15 16:00; Due (to Clerk) at 2024-03-15 18:00; Escalation “Supervisor” "
        "(to After-sales supervisor) at 2024-03-18 10:00.",
        "首次响应：2024-03-15 18:00（公司时间）到期，剩余 5 小时（工作时间）。2024-03-15 09:00 开始；目标“其他”：8 "
        "小时（工作时间）。已用 3 小时（工作时间），非工作时间 1 "
        "小时。接下来：预警“已用四分之三”（通知客服）：2024-03-15 "
        "16:00；到期（通知客服）：2024-03-15 18:00；升级“主管”（通知售后主管）：2024-03-18 10:00。");
    stands(&b, "first_response", FRIDAY + 4 * HOUR, "5 h of working time left", "剩余 5 小时（工作时间）");
    stands(&b, "resolution", FRIDAY + 4 * HOUR, "2 days 20 h left", "剩余 2 天 20 小时");
    mend__node c = clock_at(&b, 0);
    assert_true(number(&b, c, "remaining_ms") == 68 * HOUR && !has(&b, c, "overdue_ms"));
    says(&b, c, "kind", "deadline");
    says(&b, c, "status", "running");
    assert_true(instant(&b, c, "due") == FRIDAY + 3 * DAY);
    says(&b, child(&b, c, "past", 0), "what", "started");
    bench_close(&b);
}

/* What is due and not recorded is told as such, and nothing is changed by asking. */
static void test_clock_explain__ticks_nothing(void **state)
{
    bench b;
    mend_buf *before, *after;
    (void)state;
    bench_open(&b, CLOCKS_POLICY);
    assert_int_equal(mend_buf_new(NULL, &before), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &after), MEND_OK);
    act(&b, "register", FRIDAY, "level", "p1");
    assert_int_equal(mend_ticket_save(b.ticket, before), MEND_OK);
    reads(
        &b, "first_response", FRIDAY + 2 * HOUR + 45 * MINUTE,
        "First response: overdue by 45 min of working time; it was due 2024-03-15 11:00 (company time). Started "
        "2024-03-15 09:00; target “P1”: 2 h of working time. So far: Warning “Three quarters used” (to Clerk) at "
        "2024-03-15 10:30 (still to be recorded); Due (to Clerk) at 2024-03-15 11:00 (still to be recorded). To come: "
        "Escalation “Supervisor” (to After-sales supervisor) at 2024-03-15 12:00.",
        "首次响应：逾期 45 分钟（工作时间）；应于 2024-03-15 11:00（公司时间）前完成。2024-03-15 09:00 "
        "开始；目标“一级”：2 小时（工作时间）。已发生：预警“已用四分之三”（通知客服）：2024-03-15 "
        "10:30（待记录）；到期（通知客服）：2024-03-15 11:00（待记录）。接下来：升级“主管”（通知售后主管）：2024-03-15 "
        "12:00。");
    assert_int_equal(mend_ticket_save(b.ticket, after), MEND_OK);
    assert_string_equal(mend_buf_data(before, NULL), mend_buf_data(after, NULL));
    mend__node c = clock_at(&b, 0);
    assert_true(number(&b, c, "overdue_ms") == 45 * MINUTE && number(&b, c, "late_by_ms") == 45 * MINUTE);
    assert_true(has(&b, child(&b, c, "past", 1), "unrecorded") && !has(&b, child(&b, c, "past", 0), "unrecorded"));
    tick(&b, FRIDAY + 2 * HOUR + 45 * MINUTE);
    ask(&b, "first_response", FRIDAY + 2 * HOUR + 45 * MINUTE, "en");
    c = clock_at(&b, 0);
    assert_false(has(&b, child(&b, c, "past", 1), "unrecorded"));
    assert_true(instant(&b, c, "breached") == FRIDAY + 2 * HOUR);
    assert_true(instant(&b, child(&b, c, "past", 2), "at") == FRIDAY + 2 * HOUR);
    mend_buf_free(before);
    mend_buf_free(after);
    bench_close(&b);
}

/* At its due instant a clock is not late; a moment later it is, and stays so over the weekend without working time. */
static void test_clock_explain__is_late_from_the_moment_behind_due(void **state)
{
    bench b;
    (void)state;
    bench_open(&b, CLOCKS_POLICY);
    act(&b, "register", FRIDAY, NULL, NULL);
    stands(&b, "first_response", FRIDAY + 9 * HOUR, "0 min of working time left", "剩余 0 分钟（工作时间）");
    stands(&b, "first_response", FRIDAY + 9 * HOUR + 1, "overdue for less than 1 s", "逾期 不足 1 秒");
    stands(&b, "first_response", FRIDAY + 33 * HOUR, "overdue for 1 day", "逾期 1 天");
    mend__node c = clock_at(&b, 0);
    assert_true(has(&b, c, "overdue_ms") && number(&b, c, "overdue_ms") == 0);
    assert_true(number(&b, c, "late_by_ms") == DAY);
    ask(&b, "first_response", FRIDAY + 33 * HOUR, "en");
    assert_non_null(strstr(mend_buf_data(b.answer, NULL),
                           "overdue since 2024-03-15 18:00 (company time), with no working time since."));
    stands(&b, "first_response", FRIDAY + 3 * DAY + 65 * MINUTE, "overdue by 1 h 5 min of working time",
           "逾期 1 小时 5 分钟（工作时间）");
    bench_close(&b);
}

static void test_clock_explain__tells_a_clock_that_stands_still(void **state)
{
    bench b;
    (void)state;
    bench_open(&b, CLOCKS_POLICY);
    act(&b, "register", FRIDAY, NULL, NULL);
    act(&b, "wait", FRIDAY + HOUR, NULL, NULL);
    reads(
        &b, "first_response", FRIDAY + 3 * HOUR,
        "First response: stands still since 2024-03-15 10:00 (company time): Waiting for the customer; 7 h of working "
        "time left. Started 2024-03-15 09:00; target “Others”: 8 h of working time. Used 1 h of working time, paused 2 "
        "h "
        "(Waiting for the customer). To come: Warning “Three quarters used” (to Clerk) after another 5 h of working "
        "time; "
        "Due (to Clerk) after another 7 h of working time; Escalation “Supervisor” (to After-sales supervisor) after "
        "another 8 h of working time.",
        "首次响应：自 2024-03-15 10:00（公司时间）起暂停：等待客户；剩余 7 小时（工作时间）。2024-03-15 09:00 "
        "开始；目标“其他”：8 小时（工作时间）。已用 1 小时（工作时间），暂停 2 "
        "小时（等待客户）。接下来：预警“已用四分之三”（通知客服），再用 5 小时（工作时间）；到期（通知客服），再用 7 "
        "小时（工作时间）；升级“主管”（通知售后主管），再用 8 小时（工作时间）。");
    stands(&b, "first_response", FRIDAY + 3 * HOUR, "paused, 7 h of working time left",
           "已暂停，剩余 7 小时（工作时间）");
    mend__node c = clock_at(&b, 0);
    assert_false(has(&b, c, "due"));
    assert_true(!has(&b, child(&b, c, "to_come", 0), "at") &&
                number(&b, child(&b, c, "to_come", 0), "left_ms") == 5 * HOUR);
    says(&b, child(&b, c, "segments", 1), "kind", "paused");
    says(&b, child(&b, c, "segments", 1), "why", "customer");
    says(&b, child(&b, c, "segments", 1), "label", "等待客户");
    act(&b, "go_on", FRIDAY + 4 * HOUR, NULL, NULL);
    tick(&b, FRIDAY + 4 * DAY);
    act(&b, "wait", FRIDAY + 4 * DAY, NULL, NULL);
    stands(&b, "first_response", FRIDAY + 5 * DAY, "paused, overdue by 6 h of working time",
           "已暂停，逾期 6 小时（工作时间）");
    bench_close(&b);
}

static void test_clock_explain__tells_how_a_clock_ended(void **state)
{
    bench b;
    (void)state;
    bench_open(&b, CLOCKS_POLICY);
    act(&b, "register", FRIDAY, NULL, NULL);
    act(&b, "contact", FRIDAY + HOUR, NULL, NULL);
    reads(
        &b, "first_response", FRIDAY + DAY,
        "First response: met 2024-03-15 10:00 (company time), with 7 h of working time to spare. Started 2024-03-15 "
        "09:00; target “Others”: 8 h of working time.",
        "首次响应：2024-03-15 10:00（公司时间）按时完成，尚余 7 小时（工作时间）。2024-03-15 09:00 开始；目标“其他”：8 "
        "小时（工作时间）。");
    stands(&b, "first_response", FRIDAY + DAY, "met", "按时完成");
    assert_true(number(&b, clock_at(&b, 0), "remaining_ms") == 7 * HOUR);
    bench_close(&b);

    bench_open(&b, CLOCKS_POLICY);
    act(&b, "register", FRIDAY, "level", "p1");
    act(&b, "contact", FRIDAY + 3 * HOUR, NULL, NULL);
    ask(&b, "first_response", FRIDAY + DAY, "en");
    says(&b, clock_at(&b, 0), "status", "missed");
    assert_non_null(
        strstr(mend_buf_data(b.answer, NULL),
               "First response: missed: stopped 2024-03-15 12:00 (company time), 1 h of working time too late."));
    stands(&b, "first_response", FRIDAY + DAY, "missed by 1 h of working time", "超时 1 小时（工作时间）");
    bench_close(&b);

    bench_open(&b, CLOCKS_POLICY);
    act(&b, "register", FRIDAY, NULL, NULL);
    act(&b, "contact", FRIDAY + 10 * HOUR, NULL, NULL);
    stands(&b, "first_response", FRIDAY + DAY, "missed by 1 h", "超时 1 小时");
    ask(&b, "first_response", FRIDAY + DAY, "en");
    assert_non_null(
        strstr(mend_buf_data(b.answer, NULL),
               "stopped 2024-03-15 19:00 (company time), outside of working hours after it was due 2024-03-15 18:00."));
    bench_close(&b);

    bench_open(&b, CLOCKS_POLICY);
    act(&b, "register", FRIDAY, NULL, NULL);
    act(&b, "drop", FRIDAY + HOUR, NULL, NULL);
    stands(&b, "first_response", FRIDAY + DAY, "cancelled", "已取消");
    assert_false(has(&b, clock_at(&b, 0), "remaining_ms"));
    bench_close(&b);
}

static void test_clock_explain__tells_a_new_target(void **state)
{
    bench b;
    (void)state;
    bench_open(&b, CLOCKS_POLICY);
    act(&b, "register", FRIDAY, NULL, NULL);
    act(&b, "grade", FRIDAY + HOUR, "level", "p1");
    ask(&b, NULL, FRIDAY + 90 * MINUTE, "en");
    mend__node first = clock_at(&b, 0), update = clock_at(&b, 2);
    says(&b, mend__json_get(&b.tree, first, "target"), "name", "p1");
    says(&b, child(&b, first, "past", 1), "label", "New target “P1”");
    assert_true(number(&b, first, "used_ms") == 90 * MINUTE && number(&b, first, "aside_ms") == 0);
    /* the update begins anew: what was used before is set aside */
    assert_true(number(&b, update, "used_ms") == 30 * MINUTE && number(&b, update, "aside_ms") == HOUR);
    says(&b, child(&b, update, "segments", 0), "kind", "aside");
    says(&b, child(&b, update, "past", 1), "what", "restarted");
    assert_true(instant(&b, update, "counted_from") == FRIDAY + HOUR && !has(&b, first, "counted_from"));
    assert_non_null(strstr(mend_buf_data(b.answer, NULL), "Started 2024-03-15 09:00, counted from 2024-03-15 10:00; "));
    assert_non_null(strstr(mend_buf_data(b.answer, NULL), "set aside when it began anew 1 h."));
    bench_close(&b);
}

static void test_clock_explain__tells_the_other_kinds(void **state)
{
    bench b;
    (void)state;
    bench_open(&b, CLOCKS_POLICY);
    stands(&b, "reminder", FRIDAY, "not started", "未开始");
    act(&b, "register", FRIDAY, "visit_from", "2024-03-18T09:00:00+08:00");
    ask(&b, "reminder", FRIDAY + HOUR, "en");
    says(&b, clock_at(&b, 0), "text",
         "Visit reminder: comes 2024-03-17 09:00 (company time), in 1 day 23 h. Started 2024-03-15 09:00.");
    stands(&b, "reminder", FRIDAY + HOUR, "comes in 1 day 23 h", "1 天 23 小时后到时");
    stands(&b, "reminder", FRIDAY + 2 * DAY, "due for 0 min", "已到时 0 分钟");
    assert_true(has(&b, child(&b, clock_at(&b, 0), "past", 1), "unrecorded"));
    tick(&b, FRIDAY + 2 * DAY);
    stands(&b, "reminder", FRIDAY + 2 * DAY, "has come", "已到时");
    says(&b, child(&b, clock_at(&b, 0), "past", 1), "what", "came");

    tick(&b, FRIDAY + 5 * DAY);
    ask(&b, "update", FRIDAY + 5 * DAY, "en");
    assert_true(number(&b, clock_at(&b, 0), "misses") == 2 && number(&b, clock_at(&b, 0), "aside_ms") == 24 * HOUR);
    assert_non_null(strstr(mend_buf_data(b.answer, NULL), "Intervals kept: 0, missed: 2."));
    act(&b, "contact", FRIDAY + 5 * DAY, NULL, NULL);
    stands(&b, "update", FRIDAY + 5 * DAY + HOUR, "11 h of working time left", "剩余 11 小时（工作时间）");
    act(&b, "close", FRIDAY + 5 * DAY + HOUR, NULL, NULL);
    stands(&b, "update", FRIDAY + 6 * DAY, "ended", "已结束");
    stands(&b, "archive", FRIDAY + 6 * DAY + HOUR, "its time comes in 1094 days", "1094 天后到时");
    tick(&b, FRIDAY + 1100 * DAY + HOUR);
    stands(&b, "archive", FRIDAY + 1101 * DAY, "time has come", "已到时");
    bench_close(&b);
}

/* A fixed instant is not moved by pauses, and is measured as time passes. */
static void test_clock_explain__tells_a_fixed_instant(void **state)
{
    bench b;
    (void)state;
    bench_open_two(&b, CLOCKS_POLICY, PROMISE);
    act(&b, "register", FRIDAY, NULL, NULL);
    act(&b, "promise", FRIDAY + HOUR, "response_promised_at", "2024-03-16T09:00:00+08:00");
    ask(&b, "promise", FRIDAY + 2 * HOUR, "en");
    says(
        &b, clock_at(&b, 0), "text",
        "Promise: due 2024-03-16 09:00 (company time), 22 h left. Started 2024-03-15 09:00; target “As told”. To come: "
        "Warning “early” at 2024-03-15 21:00; Warning “hour” at 2024-03-16 08:00; Escalation “now” (to After-sales "
        "supervisor, the customer) at 2024-03-16 09:00; Escalation “far” at 2034-03-24 09:00.");
    mend__node c = clock_at(&b, 0);
    assert_true(has(&b, mend__json_get(&b.tree, c, "target"), "fixed"));
    assert_int_equal(mend__json_count(&b.tree, mend__json_get(&b.tree, c, "to_come")), 5);
    ask(&b, "promise", FRIDAY + 2 * HOUR, "zh");
    assert_non_null(strstr(mend_buf_data(b.answer, NULL), "目标“按承诺”。"));
    assert_non_null(strstr(mend_buf_data(b.answer, NULL), "升级“now”（通知售后主管、客户）：2024-03-16 09:00"));
    act(&b, "wait", FRIDAY + 3 * HOUR, NULL, NULL);
    act(&b, "go_on", FRIDAY + 5 * HOUR, NULL, NULL);
    ask(&b, "promise", FRIDAY + 6 * HOUR, "en");
    c = clock_at(&b, 0);
    assert_true(number(&b, c, "remaining_ms") == 18 * HOUR && number(&b, c, "used_ms") == 4 * HOUR);
    assert_true(instant(&b, c, "due") == FRIDAY + DAY);
    bench_close(&b);
}

/* What would come beyond year 9999 does not. */
static void test_clock_explain__ends_with_the_years(void **state)
{
    bench b;
    int64_t now;
    (void)state;
    assert_int_equal(mend_instant_parse("9995-03-01T09:00:00+08:00", MEND_NTS, &now, NULL), MEND_OK);
    bench_open_two(&b, CLOCKS_POLICY, PROMISE);
    act(&b, "register", now, NULL, NULL);
    ask(&b, "promise", now, "en");
    mend__node c = clock_at(&b, 0);
    assert_int_equal(mend__json_count(&b.tree, mend__json_get(&b.tree, c, "to_come")), 4);
    bench_close(&b);
}

static void test_clock_explain__names_every_pause(void **state)
{
    bench b;
    (void)state;
    bench_open_two(&b, CLOCKS_POLICY, PROMISE);
    act(&b, "register", FRIDAY, "level", "p2");
    act(&b, "wait", FRIDAY + HOUR, NULL, NULL);
    act(&b, "grade", FRIDAY + 90 * MINUTE, "level", "p1");
    act(&b, "go_on", FRIDAY + 150 * MINUTE, NULL, NULL);
    ask(&b, "promise", FRIDAY + 150 * MINUTE, "en");
    assert_non_null(strstr(mend_buf_data(b.answer, NULL), "paused 1 h 30 min (Customer 30 min; Parked 1 h)."));
    ask(&b, "promise", FRIDAY + 150 * MINUTE, "zh");
    assert_non_null(strstr(mend_buf_data(b.answer, NULL), "暂停 1 小时 30 分钟（客户 30 分钟；搁置 1 小时）。"));
    /* the other clock is paused too, and nothing is owed by it */
    act(&b, "wait", FRIDAY + 3 * HOUR, NULL, NULL);
    stands(&b, "shelf", FRIDAY + 40 * DAY, "paused, 9 days 22 h 30 min left", "已暂停，剩余 9 天 22 小时 30 分钟");
    bench_close(&b);
}

/* A target that is over already when it is set. When its steps came is known to the log alone: they may have come under
 * the target before. */
static void test_clock_explain__tells_a_target_that_is_over_when_it_is_set(void **state)
{
    bench b;
    (void)state;
    bench_open_two(&b, CLOCKS_POLICY, PROMISE);
    act(&b, "register", FRIDAY, NULL, NULL);
    act(&b, "grade", FRIDAY + 3 * HOUR - MINUTE, "level", "p1");
    ask(&b, "promise", FRIDAY + 3 * HOUR, "en");
    mend__node c = clock_at(&b, 0);
    assert_int_equal(mend__json_count(&b.tree, mend__json_get(&b.tree, c, "past")), 6);
    says(&b, child(&b, c, "past", 1), "what", "due");
    assert_true(instant(&b, child(&b, c, "past", 1), "at") == FRIDAY + 2 * HOUR);
    says(&b, child(&b, c, "past", 2), "what", "aimed");
    says(&b, child(&b, c, "past", 5), "label", "Escalation “now”");
    for (int i = 3; i <= 5; i++)
        assert_false(has(&b, child(&b, c, "past", i), "at") || has(&b, child(&b, c, "past", i), "unrecorded"));
    bench_close(&b);
}

/* Breached in closed hours, paused, then stopped: late, though no working time has passed since. */
static void test_clock_explain__tells_a_clock_missed_while_paused(void **state)
{
    bench b;
    (void)state;
    bench_open(&b, CLOCKS_POLICY);
    act(&b, "register", FRIDAY + HOUR, "level", "p1");
    act(&b, "wait", FRIDAY + 3 * HOUR + 30 * MINUTE, NULL, NULL);
    stands(&b, "first_response", FRIDAY + 4 * HOUR, "paused, overdue by 0 min of working time",
           "已暂停，逾期 0 分钟（工作时间）");
    act(&b, "contact", FRIDAY + 3 * HOUR + 40 * MINUTE, NULL, NULL);
    stands(&b, "first_response", FRIDAY + DAY, "missed by 40 min", "超时 40 分钟");
    assert_true(number(&b, clock_at(&b, 0), "late_by_ms") == 40 * MINUTE && !has(&b, clock_at(&b, 0), "due"));
    ask(&b, "first_response", FRIDAY + DAY, "en");
    assert_non_null(strstr(mend_buf_data(b.answer, NULL), "after it was due 2024-03-15 12:00."));
    bench_close(&b);
}

static void test_clock_explain__gives_every_cycle_of_a_clock_that_is_named(void **state)
{
    bench b;
    (void)state;
    bench_open(&b, CLOCKS_POLICY);
    act(&b, "register", FRIDAY, NULL, NULL);
    act(&b, "close", FRIDAY + HOUR, NULL, NULL);
    act(&b, "reopen", FRIDAY + 2 * HOUR, NULL, NULL);
    act(&b, "close", FRIDAY + 3 * HOUR, NULL, NULL);
    ask(&b, "archive", FRIDAY + 4 * HOUR, "en");
    assert_int_equal(mend__json_count(&b.tree, mend__json_get(&b.tree, b.root, "clocks")), 2);
    says(&b, clock_at(&b, 0), "status", "cancelled");
    says(&b, clock_at(&b, 1), "status", "running");
    assert_non_null(strstr(mend_buf_data(b.answer, NULL), "Started 2024-03-15 12:00 (cycle 2); "));
    ask(&b, NULL, FRIDAY + 4 * HOUR, "en");
    assert_int_equal(mend__json_count(&b.tree, mend__json_get(&b.tree, b.root, "clocks")), 5);
    assert_true(number(&b, clock_at(&b, 4), "cycle") == 2);
    /* taken up again: the time it was over is a pause */
    assert_true(number(&b, clock_at(&b, 1), "paused_ms") == HOUR);
    says(&b, child(&b, clock_at(&b, 1), "segments", 1), "label", "Ended, until it was resumed");
    assert_non_null(strstr(ask(&b, "resolution", FRIDAY + 4 * HOUR, "zh"), "暂停 1 小时（已结束后又恢复）"));
    bench_close(&b);
}

static void test_clock_explain__refuses_with_a_reason(void **state)
{
    bench b, other;
    char *text = quoted(CLOCKS_POLICY), *at = strstr(text, "\"revision\":1");
    const char *document = text;
    mend_policy *second;
    (void)state;
    at[strlen("\"revision\":")] = '2';
    bench_open(&b, CLOCKS_POLICY);
    bench_open(&other, CLOCKS_POLICY);
    assert_int_equal(mend_policy_load(NULL, &document, NULL, 1, &second, NULL), MEND_OK);
    act(&b, "register", FRIDAY, NULL, NULL);
    mend_buf_append(b.answer, "kept", 4);
    assert_int_equal(mend_clocks(b.policy, b.ticket, "first_respons", MEND_NTS, FRIDAY, "en", b.answer, &b.err),
                     MEND_NOT_FOUND);
    assert_string_equal(b.err.text, "the policy has no clock of that name; did you mean \"first_response\"?");
    assert_int_equal(mend_clocks(second, b.ticket, NULL, 0, FRIDAY, "en", b.answer, &b.err), MEND_POLICY_MISMATCH);
    assert_int_equal(mend_clocks(b.policy, b.ticket, NULL, 0, INT64_MAX, "en", b.answer, &b.err), MEND_RANGE);
    assert_int_equal(mend_clocks(b.policy, b.ticket, "", 0, FRIDAY, "en", b.answer, &b.err), MEND_INVALID);
    assert_int_equal(mend_clocks(NULL, b.ticket, NULL, 0, FRIDAY, "en", b.answer, &b.err), MEND_INVALID);
    assert_int_equal(mend_clocks(b.policy, NULL, NULL, 0, FRIDAY, "en", b.answer, &b.err), MEND_INVALID);
    assert_int_equal(mend_clocks(b.policy, b.ticket, NULL, 0, FRIDAY, "en", NULL, &b.err), MEND_INVALID);
    mend_error small = {.struct_size = 4};
    assert_int_equal(mend_clocks(b.policy, b.ticket, NULL, 0, FRIDAY, "en", b.answer, &small), MEND_INVALID);
    assert_string_equal(mend_buf_data(b.answer, NULL), "kept");
    /* now never lies before the last event */
    ask(&b, NULL, FRIDAY - DAY, NULL);
    assert_true(instant(&b, b.root, "now") == FRIDAY);
    mend_policy_free(second);
    free(text);
    bench_close(&b);
    bench_close(&other);
}

/* --- the whole --- */

typedef struct sums {
    int64_t used, paused, closed, aside;
} sums;

/* The pieces of a clock follow each other without a gap, and add up to what is said of them. */
static void check_sums(const bench *b, mend__node c, int64_t now, const mend_calendar *calendar)
{
    sums all = {0, 0, 0, 0};
    int64_t from = INT64_MIN, to = INT64_MIN, until = instant(b, c, "stopped"), work;
    mend__node segments = mend__json_get(&b->tree, c, "segments");
    assert_true(mend__json_count(&b->tree, segments) <= MEND__STORY_PIECES);
    for (mend__node n = mend__json_first(&b->tree, segments); n != MEND__NONE; n = mend__json_next(&b->tree, n)) {
        mend__str kind = member(b, n, "kind");
        int64_t ms = number(b, n, "ms");
        assert_true(to == INT64_MIN || instant(b, n, "from") == to);
        from = from == INT64_MIN ? instant(b, n, "from") : from;
        assert_true(instant(b, n, "to") - instant(b, n, "from") == ms && ms > 0);
        to = instant(b, n, "to");
        if (calendar && !mend__str_is(kind, "paused") && !mend__str_is(kind, "merged")) {
            assert_int_equal(mend_calendar_between(calendar, to - ms, to, &work, NULL), MEND_OK);
            assert_true(work == (mend__str_is(kind, "closed") ? 0 : ms));
        }
        if (mend__str_is(kind, "merged")) {
            int64_t parts = number(b, n, "used_ms") + number(b, n, "paused_ms") + number(b, n, "closed_ms") +
                            number(b, n, "aside_ms");
            assert_true(parts == ms && number(b, n, "merged") >= 1);
            all.used += number(b, n, "used_ms");
            all.paused += number(b, n, "paused_ms");
            all.closed += number(b, n, "closed_ms");
            all.aside += number(b, n, "aside_ms");
        }
        all.used += mend__str_is(kind, "used") ? ms : 0;
        all.paused += mend__str_is(kind, "paused") ? ms : 0;
        all.closed += mend__str_is(kind, "closed") ? ms : 0;
        all.aside += mend__str_is(kind, "aside") ? ms : 0;
    }
    assert_true(all.used == number(b, c, "used_ms") && all.paused == number(b, c, "paused_ms"));
    assert_true(all.closed == number(b, c, "closed_ms") && all.aside == number(b, c, "aside_ms"));
    until = until == INT64_MIN ? now : until;
    if (from == INT64_MIN)
        assert_true(until <= instant(b, c, "started"));
    else
        assert_true(to == until && all.used + all.paused + all.closed + all.aside == until - from);
}

typedef struct dice {
    uint64_t state;
} dice;

static int64_t roll(dice *d, int64_t below)
{
    d->state = d->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int64_t)((d->state >> 33) % (uint64_t)below);
}

/* A calendar with windows anywhere, also over midnight, and some holidays. */
static void random_calendar(dice *d, char *out, size_t cap)
{
    static const char *const days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    static const char *const zones[] = {"CST-8", "EST5EDT,M3.2.0,M11.1.0", "+05:45", "UTC"};
    size_t n = (size_t)snprintf(out, cap, "{'zone':'%s','week':{", zones[roll(d, 4)]);
    for (int i = 0; i < 7; i++) {
        n += (size_t)snprintf(out + n, cap - n, "%s'%s':[", i ? "," : "", days[i]);
        for (int64_t k = i == 0 ? -1 : 0, count = roll(d, 3); k < count; k++)
            n += (size_t)snprintf(out + n, cap - n, "%s['%02d:%02d','%02d:%02d']", out[n - 1] == '[' ? "" : ",",
                                  (int)roll(d, 24), (int)roll(d, 60), (int)roll(d, 24), (int)roll(d, 60));
        n += (size_t)snprintf(out + n, cap - n, "]");
    }
    snprintf(out + n, cap - n, "},'holidays':['2024-03-%02d','2024-04-%02d']}", 15 + (int)roll(d, 16),
             1 + (int)roll(d, 30));
}

/* The policy with another calendar in the place of the working hours. */
static char *policy_with(const char *calendar)
{
    const char *from = strstr(CLOCKS_POLICY, "'zone':'CST-8', 'week'"), *to = strstr(from, "'known_until'");
    size_t cap = sizeof CLOCKS_POLICY + strlen(calendar) + 8;
    char *text = malloc(cap);
    to = strchr(to, '}');
    snprintf(text, cap, "%.*s%.*s%s", (int)(from - CLOCKS_POLICY), CLOCKS_POLICY, (int)(strlen(calendar) - 2),
             calendar + 1, to);
    return text;
}

static void live_at_random(dice *d)
{
    static const char *const actions[] = {"contact", "wait", "go_on", "grade", "close",
                                          "reopen",  "drop", "wait",  "go_on"};
    char document[2048];
    mend_calendar *calendar;
    bench b;
    random_calendar(d, document, sizeof document);
    char *policy = policy_with(document), *json = quoted(document);
    assert_int_equal(mend_calendar_new(NULL, json, MEND_NTS, NULL, NULL, &calendar, NULL), MEND_OK);
    bench_open(&b, policy);
    int64_t now = FRIDAY + roll(d, 3 * DAY);
    act(&b, "register", now, "level", roll(d, 2) ? "p1" : "p2");
    for (int i = 0; i < 20; i++) {
        now += roll(d, roll(d, 3) ? 10 * HOUR : 9 * DAY);
        const char *action = actions[roll(d, sizeof actions / sizeof actions[0])];
        const char *level = roll(d, 2) ? "p1" : "p2";
        if (roll(d, 3) == 0)
            tick(&b, now);
        else
            tried(&b, action, now, strcmp(action, "grade") == 0 ? "level" : NULL, level);
        int64_t asked = now + roll(d, 3 * DAY);
        ask(&b, NULL, asked, roll(d, 2) ? "en" : "zh");
        for (int c = 0; c < 5; c++) {
            mend__str name = member(&b, clock_at(&b, c), "clock");
            bool works = mend__str_is(name, "first_response") || mend__str_is(name, "update");
            if (has(&b, clock_at(&b, c), "started"))
                check_sums(&b, clock_at(&b, c), asked, works ? calendar : NULL);
        }
    }
    bench_close(&b);
    mend_calendar_free(calendar);
    free(policy);
    free(json);
}

static void test_clock_explain__pieces_add_up_to_the_whole(void **state)
{
    dice d = {20240315};
    (void)state;
    for (int i = 0; i < 60; i++)
        live_at_random(&d);
}

/* Of more pieces than are shown, stretches are merged and say so; the sums stay. */
static void test_clock_explain__merges_what_is_too_much_to_list(void **state)
{
    bench b;
    int64_t now = FRIDAY + HOUR;
    (void)state;
    bench_open(&b, CLOCKS_POLICY);
    act(&b, "register", FRIDAY, NULL, NULL);
    ask(&b, "first_response", FRIDAY + 400 * DAY, "en");
    mend__node c = clock_at(&b, 0);
    check_sums(&b, c, FRIDAY + 400 * DAY, NULL);
    assert_int_equal(mend__json_count(&b.tree, mend__json_get(&b.tree, c, "segments")), 1);
    says(&b, child(&b, c, "segments", 0), "kind", "merged");
    assert_true(number(&b, child(&b, c, "segments", 0), "merged") == 401);
    for (int i = 0; i < 130; i++, now += 3 * HOUR) {
        act(&b, "wait", now, NULL, NULL);
        act(&b, "go_on", now + HOUR, NULL, NULL);
    }
    ask(&b, "first_response", now, "en");
    c = clock_at(&b, 0);
    check_sums(&b, c, now, NULL);
    assert_int_equal(mend__json_count(&b.tree, mend__json_get(&b.tree, c, "segments")), MEND__STORY_PIECES);
    says(&b, child(&b, c, "segments", 0), "kind", "merged");
    assert_true(number(&b, c, "earlier") == 261 - MEND__STORY_MARKS);
    bench_close(&b);
}

/* --- through the door --- */

/* Of more than one tick does, the reply says so. */
static void test_clock_door__says_that_more_is_due(void **state)
{
    bench b;
    mend__jw w;
    mend_buf *record, *request;
    size_t len;
    (void)state;
    bench_open(&b, CLOCKS_POLICY);
    assert_int_equal(mend_buf_new(NULL, &record), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &request), MEND_OK);
    act(&b, "register", FRIDAY, "level", "p1");
    assert_int_equal(mend_ticket_save(b.ticket, record), MEND_OK);
    const char *text = mend_buf_data(record, &len);
    mend__jw_init(&w, request);
    mend__jw_object(&w);
    mend__jw_key(&w, "op");
    mend__jw_text(&w, "tick");
    mend__jw_key(&w, "now");
    mend__jw_text(&w, "2026-03-15T00:00:00Z");
    mend__jw_key(&w, "ticket");
    mend__jw_str(&w, (mend__str){text, len});
    mend__jw_end_object(&w);
    text = mend_buf_data(request, &len);
    assert_int_equal(mend_doc_call(b.policy, text, len, b.answer, &b.err), MEND_OK);
    text = mend_buf_data(b.answer, &len);
    assert_int_equal(mend__json_read(&b.tree, text, len, len, 64, &b.root, &b.err), MEND_OK);
    assert_int_equal(mend__json_count(&b.tree, mend__json_get(&b.tree, b.root, "events")), 256);
    assert_int_equal(mend__json_typeof(&b.tree, mend__json_get(&b.tree, b.root, "more")), MEND__JSON_TRUE);
    mend_buf_free(record);
    mend_buf_free(request);
    bench_close(&b);
}

static void test_clock_calendar__is_found_by_name(void **state)
{
    bench b;
    int64_t due;
    (void)state;
    bench_open(&b, CLOCKS_POLICY);
    const mend_calendar *c = mend_policy_calendar(b.policy, "business", MEND_NTS);
    assert_int_equal(mend_calendar_add(c, FRIDAY, 4 * HOUR, &due, NULL), MEND_OK);
    assert_true(due == FRIDAY + 5 * HOUR);
    assert_null(mend_policy_calendar(b.policy, "busines", MEND_NTS));
    assert_null(mend_policy_calendar(b.policy, NULL, 3));
    assert_null(mend_policy_calendar(NULL, "business", MEND_NTS));
    bench_close(&b);
}

/* --- in a list --- */

static mend_status brief(const bench *b, const mend_ticket *t, mend_buf *out)
{
    mend__jw w;
    mend__jw_init(&w, out);
    return mend__clocks_brief(b->policy, t, FRIDAY + 2 * HOUR, MEND__STR("en"), &w);
}

static void test_clock_brief__tells_what_runs_or_stands_still(void **state)
{
    bench b;
    (void)state;
    bench_open(&b, CLOCKS_POLICY);
    act(&b, "register", FRIDAY, "level", "p1");
    act(&b, "wait", FRIDAY + HOUR, NULL, NULL);
    assert_int_equal(brief(&b, b.ticket, b.answer), MEND_OK);
    assert_string_equal(
        mend_buf_data(b.answer, NULL),
        "[{\"clock\":\"first_response\",\"label\":\"First response\",\"status\":\"paused\",\"standing\":"
        "\"paused, 1 h of working time left\",\"remaining_ms\":3600000},{\"clock\":\"resolution\",\"label\":"
        "\"Resolution\",\"status\":\"running\",\"standing\":\"2 days 22 h left\",\"due\":"
        "\"2024-03-18T01:00:00Z\",\"remaining_ms\":252000000},{\"clock\":\"update\",\"label\":"
        "\"Progress update\",\"status\":\"running\",\"standing\":\"2 h of working time left\",\"due\":"
        "\"2024-03-15T06:00:00Z\",\"remaining_ms\":7200000}]");
    bench_close(&b);
}

/* --- memory --- */

static void test_clock_brief__survives_every_failed_allocation(void **state)
{
    bench b;
    faulty f = {0};
    mend_allocator a = faulty_allocator(&f);
    mend_ticket *ticket;
    mend_buf *out;
    bool done = false;
    (void)state;
    bench_open(&b, CLOCKS_POLICY);
    act(&b, "register", FRIDAY, NULL, NULL);
    assert_int_equal(mend_ticket_new(&a, &ticket), MEND_OK);
    assert_int_equal(mend_ticket_copy(ticket, b.ticket), MEND_OK);
    size_t kept = f.live;
    for (size_t n = 1; !done; n++) {
        f.fail_at = 0;
        assert_int_equal(mend_buf_new(&a, &out), MEND_OK);
        f.requests = 0;
        f.fail_at = n;
        mend_status s = brief(&b, ticket, out);
        done = s == MEND_OK && out->status == MEND_OK;
        assert_true(done || s == MEND_NOMEM || out->status == MEND_NOMEM);
        mend_buf_free(out);
        assert_int_equal(f.live, kept);
        assert_true(n < 1000);
    }
    mend_ticket_free(ticket);
    assert_int_equal(f.live, 0);
    bench_close(&b);
}

static void test_clock_explain__survives_every_failed_allocation(void **state)
{
    bench b;
    faulty f = {0};
    mend_allocator a = faulty_allocator(&f);
    mend_ticket *ticket;
    mend_buf *out;
    (void)state;
    bench_open(&b, CLOCKS_POLICY);
    act(&b, "register", FRIDAY, NULL, NULL);
    act(&b, "wait", FRIDAY + HOUR, NULL, NULL);
    assert_int_equal(mend_ticket_new(&a, &ticket), MEND_OK);
    assert_int_equal(mend_ticket_copy(ticket, b.ticket), MEND_OK);
    size_t kept = f.live;
    mend_status s = MEND_NOMEM;
    for (size_t n = 1; s == MEND_NOMEM; n++) {
        f.fail_at = 0;
        assert_int_equal(mend_buf_new(&a, &out), MEND_OK);
        assert_int_equal(mend_buf_append(out, "kept", 4), MEND_OK);
        f.requests = 0;
        f.fail_at = n;
        s = mend_clocks(b.policy, ticket, NULL, 0, FRIDAY + 2 * HOUR, "en", out, &b.err);
        if (s == MEND_NOMEM)
            assert_string_equal(mend_buf_data(out, NULL), "kept");
        mend_buf_free(out);
        assert_int_equal(f.live, kept);
        assert_true(n < 1000);
    }
    assert_int_equal(s, MEND_OK);
    mend_ticket_free(ticket);
    assert_int_equal(f.live, 0);
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clock_words__say_an_amount_in_its_largest_units),
        cmocka_unit_test(test_clock_words__say_an_instant_in_the_zone),
        cmocka_unit_test(test_clock_info__statuses_have_names),
        cmocka_unit_test(test_clock_info__tells_the_rows_of_a_ticket),
        cmocka_unit_test(test_clock_info__says_what_lies_beyond_known_holidays),
        cmocka_unit_test(test_clock_info__refuses_what_is_not_there),
        cmocka_unit_test(test_clock_explain__tells_a_clock_that_runs),
        cmocka_unit_test(test_clock_explain__ticks_nothing),
        cmocka_unit_test(test_clock_explain__is_late_from_the_moment_behind_due),
        cmocka_unit_test(test_clock_explain__tells_a_clock_that_stands_still),
        cmocka_unit_test(test_clock_explain__tells_how_a_clock_ended),
        cmocka_unit_test(test_clock_explain__tells_a_new_target),
        cmocka_unit_test(test_clock_explain__tells_the_other_kinds),
        cmocka_unit_test(test_clock_explain__tells_a_fixed_instant),
        cmocka_unit_test(test_clock_explain__ends_with_the_years),
        cmocka_unit_test(test_clock_explain__names_every_pause),
        cmocka_unit_test(test_clock_explain__tells_a_target_that_is_over_when_it_is_set),
        cmocka_unit_test(test_clock_explain__tells_a_clock_missed_while_paused),
        cmocka_unit_test(test_clock_explain__gives_every_cycle_of_a_clock_that_is_named),
        cmocka_unit_test(test_clock_explain__refuses_with_a_reason),
        cmocka_unit_test(test_clock_explain__pieces_add_up_to_the_whole),
        cmocka_unit_test(test_clock_explain__merges_what_is_too_much_to_list),
        cmocka_unit_test(test_clock_door__says_that_more_is_due),
        cmocka_unit_test(test_clock_calendar__is_found_by_name),
        cmocka_unit_test(test_clock_brief__tells_what_runs_or_stands_still),
        cmocka_unit_test(test_clock_brief__survives_every_failed_allocation),
        cmocka_unit_test(test_clock_explain__survives_every_failed_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
