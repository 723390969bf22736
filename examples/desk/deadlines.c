/*
 * deadlines.c - the clocks of a ticket, and questions to a working calendar.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app.h"
#include "clock.h"
#include "screen.h"

#include <stdlib.h>
#include <string.h>

#define MINUTE INT64_C(60000)

/* ---- clock ---- */

static void print_instant(const json *j, json_node object, const char *key)
{
    int64_t at;
    char shown[CLOCK_TEXT];
    if (clock_read(json_member(j, object, key), &at)) {
        clock_show(at, shown);
    } else {
        snprintf(shown, sizeof shown, "%s", "?");
    }
    printf("%-16s", shown);
}

/* "3 h 20 min": whole, where clock_span() gives the largest unit alone. */
static void print_amount(const app *a, int64_t ms)
{
    int64_t minutes = ms / MINUTE;
    if (minutes / 60 > 0) {
        printf(a->zh ? "%lld 小时" : "%lld h", (long long)(minutes / 60));
    }
    if (minutes % 60 > 0 || minutes == 0) {
        printf(a->zh ? "%s%lld 分钟" : "%s%lld min", minutes / 60 > 0 ? " " : "", (long long)(minutes % 60));
    }
}

static const char *word_of(const app *a, const char *kind)
{
    static const char *const words[][3] = {{"used", "used", "已用"},
                                           {"paused", "paused", "暂停"},
                                           {"closed", "outside of hours", "非工作时间"},
                                           {"aside", "set aside", "重新计时前"},
                                           {"merged", "several", "合计"}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(words[i][0], kind) == 0) {
            return words[i][a->zh ? 2 : 1];
        }
    }
    return kind;
}

/* The parts of a piece that stands for several. */
static void print_parts(const app *a, json_node piece)
{
    static const char *const parts[] = {"used", "paused", "closed", "aside"};
    bool first = true;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        char key[16];
        snprintf(key, sizeof key, "%s_ms", parts[i]);
        json_node n = json_get(&a->answer, piece, key);
        if (n != 0) {
            printf("%s%s ", first ? "  (" : ", ", word_of(a, parts[i]));
            print_amount(a, json_int(&a->answer, n, 0));
            first = false;
        }
    }
    fputs(first ? "" : ")", stdout);
}

static void print_piece(const app *a, json_node piece)
{
    const json *j = &a->answer;
    fputs("    ", stdout);
    print_instant(j, piece, "from");
    fputs("  ", stdout);
    print_instant(j, piece, "to");
    printf("  %s ", word_of(a, json_member(j, piece, "kind")));
    print_amount(a, json_int(j, json_get(j, piece, "ms"), 0));
    if (json_get(j, piece, "label") != 0) {
        fputs(": ", stdout);
        screen_lines(stdout, json_member(j, piece, "label"), 4);
    }
    print_parts(a, piece);
    fputc('\n', stdout);
}

static void print_step(const app *a, json_node step)
{
    const json *j = &a->answer;
    json_node left = json_get(j, step, "left_ms");
    fputs("    ", stdout);
    if (json_get(j, step, "at") != 0) {
        print_instant(j, step, "at");
    } else {
        printf("%-16s", "");
    }
    fputs("  ", stdout);
    screen_lines(stdout, json_member(j, step, "label"), 4);
    if (left != 0 && json_get(j, step, "at") == 0) {
        say(a, stdout, ", after another ", "，再用 ");
        print_amount(a, json_int(j, left, 0));
    }
    if (json_true(j, json_get(j, step, "unrecorded"))) {
        say(a, stdout, " (still to be recorded)", "（待记录）");
    }
    fputc('\n', stdout);
}

static void print_list(const app *a, json_node clock, const char *key, const char *en, const char *zh,
                       void (*print)(const app *a, json_node n))
{
    json_node first = json_first(&a->answer, json_get(&a->answer, clock, key));
    if (first != 0) {
        printf("  %s\n", a->zh ? zh : en);
    }
    for (json_node n = first; n != 0; n = json_next(&a->answer, n)) {
        print(a, n);
    }
}

static void print_clock(const app *a, json_node clock, bool all)
{
    screen_lines(stdout, json_member(&a->answer, clock, "text"), 0);
    fputc('\n', stdout);
    if (all) {
        print_list(a, clock, "segments", "Time:", "时间：", print_piece);
        print_list(a, clock, "past", "What happened:", "已发生：", print_step);
        print_list(a, clock, "to_come", "What comes:", "接下来：", print_step);
    }
}

ending run_clock(app *a)
{
    text key;
    const char *name = a->opt.word_count > 2 ? a->opt.words[2] : NULL;
    ending e = ticket_key(a, a->opt.words[1], &key);
    if (e == END_DONE) {
        request_begin_lang(a, "clocks");
        text_member(&a->request, "key", text_data(&key, NULL));
        text_member(&a->request, "clock", name);
        e = request_send(a, false);
    }
    text_free(&key);
    if (e != END_DONE || a->as_json) {
        return e;
    }
    json_node clocks = json_get(&a->answer, a->root, "clocks");
    bool all = name != NULL || a->opt.value[OPT_ALL] != NULL;
    int silent = 0;
    if (json_first(&a->answer, clocks) == 0) {
        say(a, stdout, "The ticket's policy has no clocks.\n", "工单所属的策略没有时限。\n");
    }
    for (json_node n = json_first(&a->answer, clocks); n != 0; n = json_next(&a->answer, n)) {
        if (!all && strcmp(json_member(&a->answer, n, "status"), "none") == 0) {
            silent++;
        } else {
            print_clock(a, n, name != NULL);
        }
    }
    if (silent > 0) {
        say(a, stdout, "%d more have not started (--all).\n", "另有 %d 项未开始（--all）。\n", silent);
    }
    return END_DONE;
}

/* ---- calendar ---- */

/* The calendar a question is put to: the policy's, or a built-in one made for the occasion. */
typedef struct hours {
    const mend_calendar *calendar;
    mend_calendar *own;
    mend_policy *policy;
} hours;

static void hours_free(hours *h)
{
    mend_calendar_free(h->own);
    mend_policy_free(h->policy);
}

/* Instants are shown in the zone that the document names. */
static void take_zone(const char *document, size_t len)
{
    json tree;
    size_t at = 0;
    memset(&tree, 0, sizeof tree);
    if (json_read(&tree, document, len, &at) == MEND_OK) {
        const char *zone = json_member(&tree, 1, "zone");
        clock_zone(zone[0] == '\0' ? "UTC0" : zone);
    }
    json_free(&tree);
}

static ending hours_ready(app *a, const char *name, const char *document, size_t len, hours *h)
{
    mend_error error = {.struct_size = sizeof error};
    mend_status s = mend_calendar_new(NULL, document, len, NULL, NULL, &h->own, &error);
    if (s != MEND_OK) {
        return fault_here(a, s, "%s: %s", "%s：%s", name, error.text);
    }
    take_zone(document, len);
    h->calendar = h->own;
    return END_DONE;
}

/* The policy of --policy, else the one in force in the database; *own is to be freed. */
static ending policy_meant(app *a, mend_policy **own, const mend_policy **policy)
{
    text t;
    size_t len = 0;
    *own = NULL;
    if (a->opt.policy_count == 0) {
        ending opened = shop_open(a);
        *policy = opened == END_DONE ? shop_policy(a) : NULL;
        return opened;
    }
    ending e = policy_compile(a, a->opt.policies, a->opt.policy_count, own);
    *policy = *own;
    if (e == END_DONE && text_new(&t) == MEND_OK) {
        if (mend_policy_write(*own, t.buf) == MEND_OK) {
            const char *document = text_data(&t, &len);
            take_zone(document, len);
        }
        text_free(&t);
    }
    return e;
}

static ending hours_find(app *a, const char *name, hours *h)
{
    size_t len = 0;
    const char *ready = mend_calendar_ready_text(name, &len);
    const mend_policy *policy = NULL;
    memset(h, 0, sizeof *h);
    if (ready != NULL) {
        return hours_ready(a, name, ready, len, h);
    }
    ending e = policy_meant(a, &h->policy, &policy);
    if (e != END_DONE) {
        return e;
    }
    h->calendar = mend_policy_calendar(policy, name, MEND_NTS);
    return h->calendar != NULL ? END_DONE
                               : fault_here(a, MEND_NOT_FOUND, "there is no calendar %s; see: mend-desk calendar list",
                                            "没有日历 %s；请看：mend-desk calendar list", name);
}

/* With an offset, or as the clocks on the wall of the policy's zone show it. */
static ending instant_of(const app *a, const char *word, int64_t *out)
{
    if (clock_read(word, out) || clock_local(word, out)) {
        return END_DONE;
    }
    return fault_here(a, MEND_RANGE,
                      "expected an instant such as 2024-03-15T09:30 or 2024-03-15T09:30:00+08:00, found %s",
                      "应为如 2024-03-15T09:30 或 2024-03-15T09:30:00+08:00 的时刻，实为 %s", word);
}

/* "8h", "90m", "8h30m", "3d"; PT and capitals are welcome. Days are working days and stand alone. */
static bool amount_of(const char *word, int64_t *ms, int32_t *days)
{
    *ms = 0;
    *days = 0;
    word += word[0] == 'P' || word[0] == 'p' ? 1 : 0;
    word += word[0] == 'T' || word[0] == 't' ? 1 : 0;
    for (bool any = false;; any = true) {
        char *end = NULL;
        if (*word == '\0') {
            return any;
        }
        if (*word < '0' || *word > '9' || strspn(word, "0123456789") > 7) {
            return false;
        }
        long n = strtol(word, &end, 10);
        if ((*end == 'd' || *end == 'D') && !any && end[1] == '\0') {
            *days = (int32_t)n;
            return true;
        }
        if (*end == 'h' || *end == 'H') {
            *ms += n * 60 * MINUTE;
        } else if (*end == 'm' || *end == 'M') {
            *ms += n * MINUTE;
        } else {
            return false;
        }
        word = end + 1;
    }
}

/* The answer of a calendar: an instant or an amount, and whether holidays may change it. */
static ending tell_answer(const app *a, mend_status s, const char *what, const char *json_value, int32_t flags)
{
    bool provisional = (flags & MEND_CALENDAR_PROVISIONAL) != 0;
    if (s != MEND_OK) {
        return fault_of(a, s, s == MEND_RANGE ? "the calendar has no such instant" : NULL);
    }
    if (a->as_json) {
        printf("{\"status\":\"OK\",%s,\"provisional\":%s}\n", json_value, provisional ? "true" : "false");
        return END_DONE;
    }
    printf("%s\n", what);
    if (provisional) {
        say(a, stdout, "The holidays of that time are not known yet and may change this.\n",
            "该时段的节假日尚未公布，结果可能改变。\n");
    }
    return END_DONE;
}

static ending tell_instant(const app *a, mend_status s, int64_t at, int32_t flags)
{
    char shown[CLOCK_TEXT] = "", written[CLOCK_TEXT] = "", value[CLOCK_TEXT + 16];
    if (s == MEND_OK) {
        clock_show(at, shown);
        clock_write(at, written);
    }
    snprintf(value, sizeof value, "\"at\":\"%s\"", written);
    return tell_answer(a, s, shown, value, flags);
}

static ending calendar_add(app *a, const mend_calendar *c)
{
    int64_t from, ms, at = 0;
    int32_t days, flags = 0;
    ending e = instant_of(a, a->opt.words[3], &from);
    if (e != END_DONE) {
        return e;
    }
    if (!amount_of(a->opt.words[4], &ms, &days)) {
        return fault_here(a, MEND_RANGE, "expected an amount such as 8h, 90m, 8h30m or 3d, found %s",
                          "应为如 8h、90m、8h30m 或 3d 的时长，实为 %s", a->opt.words[4]);
    }
    mend_status s = days > 0 ? mend_calendar_add_days(c, from, days, MEND_DAYS_CLOSING, &at, &flags)
                             : mend_calendar_add(c, from, ms, &at, &flags);
    return tell_instant(a, s, at, flags);
}

static ending calendar_between(app *a, const mend_calendar *c)
{
    int64_t from = 0, to = 0, work = 0;
    int32_t flags = 0;
    char words[CLOCK_TEXT], value[CLOCK_TEXT];
    ending e = instant_of(a, a->opt.words[3], &from);
    e = e == END_DONE ? instant_of(a, a->opt.words[4], &to) : e;
    if (e != END_DONE) {
        return e;
    }
    mend_status s = mend_calendar_between(c, from, to, &work, &flags);
    long long minutes = (long long)((work < 0 ? -work : work) / MINUTE);
    snprintf(words, sizeof words, a->zh ? "%s%lld 小时 %lld 分钟" : "%s%lld h %lld min", work < 0 ? "-" : "",
             minutes / 60, minutes % 60);
    snprintf(value, sizeof value, "\"work_ms\":%lld", (long long)work);
    return tell_answer(a, s, words, value, flags);
}

static ending calendar_open(app *a, const mend_calendar *c)
{
    int64_t at = a->now, next = 0;
    int32_t works = 0, flags = 0;
    char words[2 * CLOCK_TEXT], shown[CLOCK_TEXT] = "", written[CLOCK_TEXT] = "", value[2 * CLOCK_TEXT];
    ending e = a->opt.word_count > 3 ? instant_of(a, a->opt.words[3], &at) : END_DONE;
    if (e != END_DONE) {
        return e;
    }
    mend_status s = mend_calendar_is_working(c, at, &works, &flags);
    if (s == MEND_OK) {
        s = works ? mend_calendar_next_close(c, at, &next, &flags) : mend_calendar_roll_forward(c, at, &next, &flags);
    }
    if (s == MEND_OK) {
        clock_show(next, shown);
        clock_write(next, written);
    }
    snprintf(words, sizeof words,
             a->zh   ? (works ? "营业中，%s 关门" : "已关门，%s 开门")
             : works ? "open until %s"
                     : "closed until %s",
             shown);
    snprintf(value, sizeof value, "\"open\":%s,\"until\":\"%s\"", works ? "true" : "false", written);
    return tell_answer(a, s, words, value, flags);
}

/* The calendars of the policy, if there is a database or --policy, and those that are built in. */
static ending calendar_list(app *a)
{
    mend_policy *own = NULL;
    const mend_policy *policy = NULL;
    bool first = true;
    ending e = policy_meant(a, &own, &policy);
    if (e != END_DONE) {
        return e;
    }
    fputs(a->as_json ? "{\"status\":\"OK\",\"calendars\":[" : "", stdout);
    for (int32_t i = 0; i < mend_policy_count(policy, MEND_KIND_CALENDAR); i++) {
        const char *name = mend_policy_name(policy, MEND_KIND_CALENDAR, i, NULL);
        printf(a->as_json ? "%s\"%s\"" : "%s%s  ", a->as_json && !first ? "," : "", name);
        if (!a->as_json) {
            puts(mend_policy_label(policy, MEND_KIND_CALENDAR, name, MEND_NTS, a->lang, NULL));
        }
        first = false;
    }
    for (int32_t i = 0; i < mend_calendar_ready_count(); i++) {
        printf(a->as_json ? "%s\"%s\"" : "%s%s\n", a->as_json && !first ? "," : "", mend_calendar_ready_name(i));
        first = false;
    }
    fputs(a->as_json ? "]}\n" : "", stdout);
    mend_policy_free(own);
    return END_DONE;
}

ending run_calendar(app *a)
{
    static const struct {
        const char *name;
        size_t least, most; /* words behind it */
        ending (*ask)(app *a, const mend_calendar *c);
    } questions[] = {{"add", 3, 3, calendar_add}, {"between", 3, 3, calendar_between}, {"open", 1, 2, calendar_open}};
    const char *what = a->opt.words[1];
    size_t words = a->opt.word_count - 2;
    if (strcmp(what, "list") == 0 && words == 0) {
        return calendar_list(a);
    }
    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++) {
        if (strcmp(questions[i].name, what) == 0 && words >= questions[i].least && words <= questions[i].most) {
            hours h;
            ending e = hours_find(a, a->opt.words[2], &h);
            e = e == END_DONE ? questions[i].ask(a, h.calendar) : e;
            hours_free(&h);
            return e;
        }
    }
    complain(
        a, "usage: mend-desk calendar list | add CALENDAR FROM AMOUNT | between CALENDAR FROM TO | open CALENDAR [AT]",
        "用法：mend-desk calendar list | add 日历 起点 时长 | between 日历 起点 终点 | open 日历 [时刻]");
    return END_USAGE;
}
