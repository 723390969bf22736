/*
 * test_clock_model.c - random policies and random stories, told to the library and to a plain model of clocks
 * (clock_model.h); after every step both say the same of every clock, and in the end replay gives the ticket.
 *
 *   test_clock_model FIRST [LAST]    the stories of these numbers instead of the everyday ones
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>

#include "clock_model.h"
#include "clock_replay.h"

#define MINUTE    INT64_C(60000)
#define HOUR      INT64_C(3600000)
#define CLOCKS    4
#define CALENDARS 4

#ifndef STORIES
#define STORIES 600
#endif

enum { NEW, WORK, HELD, DONE };
enum { OPEN, SET, CONTACT, BEGIN, HOLD, REPORT, FINISH, REOPEN, ACTIONS };

static const char *const action_names[] = {"open", "set", "contact", "begin", "hold", "report", "finish", "reopen"};
static const char *const field_names[] = {"visit_from", "response_promised_at", "began", "minutes", "lead"};
static const char *const clock_names[CLOCKS] = {"c0", "c1", "c2", "c3"};

static const char BASE[] =
    "{'mend':1,'id':'model','revision':1,'zone':'UTC0','roles':{'clerk':{'order':1},'boss':{'order':2}},"
    "'choices':{'level':{'p1':{'order':1},'p2':{'order':2},'p3':{'order':3},'p4':{'order':4}}},"
    "'fields':{'began':{'order':1,'type':'instant'},'minutes':{'order':2,'type':'integer'},"
    "'lead':{'order':3,'type':'integer'}},"
    "'states':{'new':{'order':1,'stage':'new'},'work':{'order':2,'stage':'active'},"
    "'held':{'order':3,'stage':'waiting'},'done':{'order':4,'stage':'done'}},"
    "'actions':{"
    "'open':{'order':1,'opens':true,'to':'new','roles':['clerk'],'form':{FORM}},"
    "'set':{'order':2,'from':['*open'],'roles':['clerk'],'backdate':'P20D','form':{FORM}},"
    "'contact':{'order':3,'from':['*open'],'roles':['clerk'],'backdate':'P30D'},"
    "'begin':{'order':4,'from':['new','held'],'to':'work','roles':['clerk'],'backdate':'P20D'},"
    "'hold':{'order':5,'from':['new','work'],'to':'held','roles':['clerk'],'backdate':'P20D'},"
    "'report':{'order':6,'from':['*open'],'roles':['clerk'],'backdate':'P30D'},"
    "'finish':{'order':7,'from':['new','work'],'to':'done','roles':['clerk'],'backdate':'P20D'},"
    "'reopen':{'order':8,'from':['done'],'to':'work','roles':['clerk'],'backdate':'P20D'}},";
static const char FORM[] = "'level':{'order':1},'visit_from':{'order':2},'response_promised_at':{'order':3},"
                           "'began':{'order':4},'minutes':{'order':5},'lead':{'order':6}";

static uint64_t seed;

static uint64_t draw(uint64_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (seed >> 11) % below;
}

/* --- a policy --- */

typedef struct text {
    char s[40000];
    size_t n;
} text;

static void put(text *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    t->n += (size_t)vsnprintf(t->s + t->n, sizeof t->s - t->n, format, args);
    va_end(args);
    if (t->n >= sizeof t->s) {
        abort();
    }
}

typedef struct world {
    walk calendars[CALENDARS];
    model_clock clocks[CLOCKS];
    int clock_count;
    int64_t begins;
} world;

static const char *const zones[CALENDARS] = {"UTC0", "EST5EDT,M3.2.0,M11.1.0", "CST-8", "EST5EDT,M3.2.0,M11.1.0"};

static void hours(walk_hours *h, int32_t from, int32_t to)
{
    h->from[h->count] = from * 1800;
    h->to[h->count++] = to * 1800;
}

/* Weekdays; weekdays with a break; overnight; six days in the other zone. */
static void draw_calendar(walk *w, int which, int32_t first)
{
    memset(w, 0, sizeof *w);
    w->zone = walk_zone(zones[which]);
    for (int day = 0; day < 7; day++) {
        if (day > 4 && which < 2) {
            continue;
        }
        if (which == 2) {
            hours(&w->week[day], 44, day == 6 ? 50 : 60); /* 22:00 to 06:00 */
        } else if (which == 1) {
            hours(&w->week[day], 18, 24);
            hours(&w->week[day], 26, 36);
        } else if (day != 6) {
            hours(&w->week[day], which == 3 ? 3 : 18, 34);
        }
    }
    for (int32_t day = first; day < first + 60; day++) {
        if (draw(9) == 0) {
            walk_date *d = &w->dates[w->date_count++];
            d->day = day;
            d->holiday = draw(3) > 0;
            if (!d->holiday) {
                hours(&d->hours, 20, 25);
            }
        }
    }
}

static void put_calendars(text *t, const world *w)
{
    put(t, "'calendars':{");
    for (int i = 0; i < CALENDARS; i++) {
        char *json = walk_write(&w->calendars[i]), *rest = strchr(json, ',');
        put(t, "%s'cal%d':{'order':%d,'zone':'%s'%s", i > 0 ? "," : "", i, i + 1, zones[i], rest);
        free(json);
    }
    put(t, "},");
}

static int64_t draw_amount(void)
{
    static const int64_t amounts[] = {15 * MINUTE, HOUR,      4 * HOUR,  8 * HOUR,
                                      12 * HOUR,   16 * HOUR, 24 * HOUR, 50 * HOUR};
    return amounts[draw(8)];
}

static void draw_aims(model_clock *c)
{
    c->aim_count = 1 + (int)draw(MODEL_AIMS);
    for (int i = 0; i < c->aim_count; i++) {
        model_aim *a = &c->aims[i];
        bool last = i + 1 == c->aim_count;
        a->levels = last || draw(5) == 0 ? 0 : (unsigned)(2 << draw(4) | 2 << draw(4));
        a->by = c->kind == MODEL_REPEAT ? (int)draw(3) : last ? (int)draw(3) : (int)draw(5);
        a->amount = draw_amount();
        a->amount =
            c->kind == MODEL_REPEAT && a->amount < 8 * HOUR ? 8 * HOUR : a->amount; /* 64 misses are undone at most */
        a->calendar = draw(3) == 0 ? (int)draw(CALENDARS + 1) - 1 : c->calendar;
        if (a->by == MODEL_BY_CLOSING || a->by == MODEL_BY_SAME_TIME) {
            a->amount = 1 + (int64_t)draw(3);
            a->calendar = draw(2) == 0 ? 3 : draw(2) == 0 ? 1 : 0; /* no windows over midnight */
        }
        if (a->by == MODEL_BY_UNTIL) {
            a->calendar = MODEL_ALWAYS;
        }
    }
}

static void draw_clock(model_clock *c, int kind)
{
    memset(c, 0, sizeof *c);
    c->kind = kind;
    c->calendar = (int)draw(CALENDARS + 1) - 1;
    c->restarts = draw(3) == 0;
    c->from = kind != MODEL_COUNTDOWN && draw(4) == 0;
    if (kind == MODEL_COUNTDOWN) {
        c->by_visit = true;
        c->stop = draw(2) == 0 ? 1u << FINISH : 0;
        c->before = draw(2) == 0 ? 0 : draw_amount();
        c->lead = draw(2) == 0;
        return;
    }
    draw_aims(c);
    c->relevel = (int)draw(3);
    c->reopen = (int)draw(3);
    c->gap_counts = c->reopen == MODEL_RESUME && draw(2) == 0;
    c->run = draw(5) == 0;
    c->earliest = kind != MODEL_REPEAT && draw(4) == 0;
    if (!c->earliest && draw(3) > 0) {
        c->pause_state = 1u << HELD;
        c->pause_level = draw(5) == 0 ? 1u << 4 : 0;
    }
    if (kind == MODEL_REPEAT) {
        c->start = 1u << OPEN | (draw(2) == 0 ? 1u << REOPEN : 0);
        c->answer = 1u << REPORT;
        c->stop = 1u << FINISH;
    } else if (kind == MODEL_DEADLINE) {
        c->start = 1u << OPEN | (draw(2) == 0 ? 1u << REOPEN : 0) | (draw(4) == 0 ? 1u << BEGIN : 0);
        c->by_visit = draw(6) == 0;
        c->start = c->by_visit ? 0 : c->start;
        c->stop = 1u << FINISH | (draw(2) == 0 ? 1u << CONTACT : 0);
        c->cancel = draw(4) == 0 ? 1u << REPORT : 0;
    } else {
        c->start = 1u << FINISH;
        c->cancel = draw(2) == 0 ? 1u << REOPEN : 0;
    }
    c->warn_count = (int)draw(MODEL_STEPS + 1);
    for (int i = 0; i < c->warn_count; i++) {
        bool long_enough = c->aims[0].by == MODEL_BY_TIME && c->aims[0].amount > 15 * MINUTE;
        c->warns[i] =
            !long_enough || draw(2) == 0 ? (model_step){true, 1 + (int64_t)draw(99)} : (model_step){false, 15 * MINUTE};
    }
    c->rung_count = kind == MODEL_DEADLINE ? (int)draw(MODEL_STEPS + 1) : 0;
    for (int i = 0; i < c->rung_count; i++) {
        c->rungs[i] = draw(3) == 0 ? 0 : draw_amount();
    }
}

static void put_on(text *t, const char *what, unsigned bits, const char *more)
{
    const char *comma = "";
    if (bits == 0) {
        return;
    }
    put(t, ",'%s':{'on':[", what);
    for (int i = 0; i < ACTIONS; i++) {
        if (bits >> i & 1) {
            put(t, "%s'%s'", comma, action_names[i]);
            comma = ",";
        }
    }
    put(t, "]%s}", more);
}

static void put_aim(text *t, const model_aim *a, int i)
{
    put(t, "%s't%d':{'order':%d", i > 0 ? "," : "", i, i + 1);
    if (a->levels != 0) {
        put(t, ",'when':{'field':'level','in':[");
        for (int level = 1, any = 0; level <= 4; level++) {
            if (a->levels >> level & 1) {
                put(t, "%s'p%d'", any++ > 0 ? "," : "", level);
            }
        }
        put(t, "]}");
    }
    switch (a->by) {
    case MODEL_BY_TIME:
        put(t, ",'time':'PT%dM'", (int)(a->amount / MINUTE));
        break;
    case MODEL_BY_UNTIL:
        put(t, ",'until':'response_promised_at'");
        break;
    case MODEL_BY_MINUTES:
        put(t, ",'amount_field':'minutes','unit':'minute'");
        break;
    default:
        put(t, ",'days':%d,'reading':'%s'", (int)a->amount, a->by == MODEL_BY_CLOSING ? "closing" : "same_time");
    }
    if (a->by != MODEL_BY_UNTIL) {
        put(t, a->calendar == MODEL_ALWAYS ? ",'calendar':'always'" : ",'calendar':'cal%d'", a->calendar);
    }
    put(t, "}");
}

static void put_steps(text *t, const model_clock *c)
{
    if (c->warn_count > 0) {
        put(t, ",'warn':{");
        for (int i = 0; i < c->warn_count; i++) {
            put(t,
                c->warns[i].percent ? "%s's%d':{'order':%d,'percent':'%d'}" : "%s's%d':{'order':%d,'before':'PT%dM'}",
                i > 0 ? "," : "", i, i + 1,
                (int)(c->warns[i].percent ? c->warns[i].amount : c->warns[i].amount / MINUTE));
        }
        put(t, "}");
    }
    if (c->rung_count > 0) {
        put(t, ",'rungs':{");
        for (int i = 0; i < c->rung_count; i++) {
            put(t, "%s's%d':{'order':%d,'after':'PT%dM'}", i > 0 ? "," : "", i, i + 1, (int)(c->rungs[i] / MINUTE));
        }
        put(t, "}");
    }
}

static void put_clock(text *t, const model_clock *c, int i)
{
    static const char *const kinds[] = {"deadline", "repeat", "countdown", "not_before"};
    static const char *const relevels[] = {"keep", "restart", "from_change"}, *const reopens[] = {"new", "resume",
                                                                                                  "restart"};
    put(t, "%s'%s':{'order':%d,'kind':'%s'", i > 0 ? "," : "", clock_names[i], i + 1, kinds[c->kind]);
    put(t, c->restarts ? ",'again':'restart'" : "");
    put_on(t, "start", c->start, "");
    put_on(t, "stop", c->stop, c->stop_at_level4 ? ",'when':{'field':'level','is':'p4'}" : "");
    put_on(t, "cancel", c->cancel, "");
    put_on(t, "answer", c->answer, "");
    if (c->kind == MODEL_COUNTDOWN) {
        put(t, ",'field':'visit_from','before':'PT%dM'%s}", (int)(c->before / MINUTE),
            c->lead ? ",'before_field':'lead'" : "");
        return;
    }
    put(t, c->by_visit ? ",'start':{'when':{'field':'visit_from','known':true}}" : "");
    put(t, c->from ? ",'from':'began'" : "");
    put(t, c->calendar != MODEL_ALWAYS ? ",'calendar':'cal%d'" : "", c->calendar);
    put(t, ",'relevel':'%s','reopen':'%s'%s%s%s,'targets':{", relevels[c->relevel], reopens[c->reopen],
        c->gap_counts ? ",'gap':'counts'" : "", c->run ? ",'outside':'run'" : "",
        c->earliest ? ",'pick':'earliest'" : "");
    for (int k = 0; k < c->aim_count; k++) {
        put_aim(t, &c->aims[k], k);
    }
    put(t, "}");
    if (c->pause_state | c->pause_level) {
        put(t, ",'pauses':{'held':{'order':1,'when':{'state':['held']}}%s}",
            c->pause_level ? ",'low':{'order':2,'when':{'field':'level','is':'p4'}}" : "");
    }
    put_steps(t, c);
    put(t, "}");
}

static void put_policy(text *t, const world *w)
{
    t->n = 0;
    for (const char *from = BASE, *form; *from != '\0'; from = form + 4) {
        form = strstr(from, "FORM");
        if (form == NULL) {
            put(t, "%s", from);
            break;
        }
        put(t, "%.*s%s", (int)(form - from), from, FORM);
    }
    put_calendars(t, w);
    put(t, "'clocks':{");
    for (int i = 0; i < w->clock_count; i++) {
        put_clock(t, &w->clocks[i], i);
    }
    put(t, "}}");
}

/* --- what the log says --- */

typedef struct logged {
    bool unsure; /* the interval goes on that had been missed: its warnings stand */
    int64_t over, breached, misses, warned[MODEL_STEPS], climbed[MODEL_STEPS];
} logged;

static logged logs[CLOCKS][MODEL_ROWS];

static void forget(logged *l)
{
    l->over = l->breached = MODEL_NEVER;
    l->misses = 0;
    for (int i = 0; i < MODEL_STEPS; i++) {
        l->warned[i] = l->climbed[i] = MODEL_NEVER;
    }
}

static int64_t instant_after(const char *text, const char *key)
{
    const char *at = strstr(text, key);
    char copy[40] = "";
    if (at == NULL) {
        return MODEL_NEVER;
    }
    sscanf(at + strlen(key), "%39[^\"]", copy);
    return instant(copy);
}

static int number_after(const char *text, const char *key)
{
    const char *at = strstr(text, key);
    return at == NULL ? 0 : atoi(at + strlen(key));
}

static void take_back(logged *l, const char *revises)
{
    for (int i = 0; i < MODEL_STEPS; i++) {
        if (number_after(revises, "\"warned\":") >> i & 1) {
            assert_true(l->warned[i] != MODEL_NEVER || l->unsure);
            l->warned[i] = MODEL_NEVER;
        }
        if (number_after(revises, "\"climbed\":") >> i & 1) {
            assert_true(l->climbed[i] != MODEL_NEVER);
            l->climbed[i] = MODEL_NEVER;
        }
    }
    if (strstr(revises, "\"breached\"") != NULL) {
        assert_int_equal(instant_after(revises, "\"breached\":\""), l->breached);
        l->breached = MODEL_NEVER;
    }
    l->misses -= number_after(revises, "\"misses\":");
    l->unsure = l->unsure || number_after(revises, "\"misses\":") > 0;
}

/* An end entered late can find a clock late by a target that had been given up since: the act itself says so. */
static void hear_ends(const char *line)
{
    const char *row = strstr(line, "\"clocks\":[{"), *next;
    for (; row != NULL && (row = strstr(row, "{\"clock\":\"c")) != NULL; row = next) {
        char own[400];
        next = strstr(row + 1, "{\"clock\":\"c");
        next = next != NULL ? next : row + strlen(row);
        snprintf(own, sizeof own, "%.*s", (int)(next - row), row);
        logged *l = &logs[row[11] - '0'][number_after(own, "\"cycle\":")];
        if (strstr(own, "\"status\":\"missed\"") != NULL) {
            l->breached = instant_after(own, "\"breached\":\"");
        }
    }
}

static void hear(const char *line)
{
    const char *data = strstr(line, "\"data\":{\"clock\":\"c");
    if (data == NULL) {
        hear_ends(line);
        return;
    }
    logged *l = &logs[data[18] - '0'][number_after(data, "\"cycle\":")];
    int64_t at = instant_after(line, "\"at\":\"");
    const char *step = strstr(data, "\"step\":\"s");
    int which = step != NULL ? step[9] - '0' : 0;
    if (strstr(line, "\"type\":\"clock_warned\"") != NULL) {
        l->warned[which] = at;
    } else if (strstr(line, "\"type\":\"clock_escalated\"") != NULL) {
        l->climbed[which] = at;
    } else if (strstr(line, "\"type\":\"clock_breached\"") != NULL) {
        l->breached = instant_after(data, "\"breached\":\"");
    } else if (strstr(line, "\"type\":\"clock_missed\"") != NULL) {
        l->misses++;
        l->unsure = false;
        for (int i = 0; i < MODEL_STEPS; i++) {
            l->warned[i] = MODEL_NEVER;
        }
    } else if (strstr(line, "\"type\":\"clock_fired\"") != NULL) {
        l->over = at;
    } else if (strstr(line, "\"type\":\"clock_revised\"") != NULL) {
        take_back(l, strstr(line, "\"revises\":"));
    }
}

/* --- the comparison --- */

static char told[64000];
static const char *policy_text;
static int bad;

static void tell(const char *format, ...)
{
    va_list args;
    size_t n = strlen(told);
    va_start(args, format);
    vsnprintf(told + n, sizeof told - n, format, args);
    va_end(args);
}

static const char *when(int64_t at)
{
    static char texts[8][32];
    static int next;
    char *out = texts[next++ % 8];
    if (at == MODEL_NEVER || mend_instant_write(at, out, 32, NULL) != MEND_OK) {
        snprintf(out, 32, "%lld", (long long)at);
    }
    return out;
}

static bool differ(int clock, int cycle, const char *what, int64_t model, int64_t library, bool instants)
{
    if (model == library) {
        return false;
    }
    tell("  clock c%d cycle %d %s: model %s, library %s\n", clock, cycle, what, instants ? when(model) : "",
         instants ? when(library) : "");
    if (!instants) {
        tell("     %lld, %lld\n", (long long)model, (long long)library);
    }
    return true;
}

static bool compare_row(const model *m, const model_row *r, const mend_clock_info *k, int64_t now)
{
    const logged *l = &logs[r->index][r->cycle];
    bool bad_row = differ(r->index, r->cycle, "status", model_status(m, r), k->status, false);
    model_sum s;
    model_measure(m, r, now, &s);
    if (model_active(r)) {
        int64_t due = model_still(r, r->mark_count - 1) ? MODEL_NEVER : model_due(m, &s, true);
        bad_row |= differ(r->index, r->cycle, "due", due, k->due, true);
        bad_row |= !s.goal.fixed && differ(r->index, r->cycle, "target", s.goal.amount, k->target_ms, false);
    }
    bad_row |= differ(r->index, r->cycle, "breached", r->breached, k->breached, true);
    bad_row |= model_active(r) && differ(r->index, r->cycle, "breached in the log", r->breached, l->breached, true);
    bad_row |= differ(r->index, r->cycle, "over in the log", r->over, l->over, true);
    bad_row |= differ(r->index, r->cycle, "misses", r->misses, k->misses, false);
    bad_row |= differ(r->index, r->cycle, "misses in the log", r->misses, l->misses, false);
    bad_row |= differ(r->index, r->cycle, "hits", r->hits, k->hits, false);
    for (int i = 0; i < r->clock->warn_count && !l->unsure; i++) {
        bad_row |= differ(r->index, r->cycle, "warning", r->warned[i], l->warned[i], true);
    }
    for (int i = 0; i < r->clock->rung_count; i++) {
        bad_row |= differ(r->index, r->cycle, "rung", r->climbed[i], l->climbed[i], true);
    }
    return bad_row;
}

/* The members of mend_clocks() for a clock whose last row is this one. */
static bool compare_times(const clock_bench *b, const model *m, const model_row *r, int64_t now)
{
    mend_buf *out;
    model_sum s;
    mend_buf_new(NULL, &out);
    assert_int_equal(mend_clocks(b->policy, b->ticket, clock_names[r->index], MEND_NTS, now, "en", out, NULL), MEND_OK);
    const char *text = mend_buf_data(out, NULL);
    char cycle[32];
    snprintf(cycle, sizeof cycle, "\"cycle\":%d,", r->cycle);
    const char *own = strstr(text, cycle);
    bool bad_row = false;
    if (own != NULL && model_active(r) && r->clock->kind != MODEL_REPEAT) {
        model_measure(m, r, now, &s);
        bad_row |= differ(r->index, r->cycle, "used_ms", s.used, number_after(own, "\"used_ms\":"), false);
        bad_row |= differ(r->index, r->cycle, "aside_ms", s.aside, number_after(own, "\"aside_ms\":"), false);
        bad_row |= differ(r->index, r->cycle, "paused_ms", s.paused, number_after(own, "\"paused_ms\":"), false);
    }
    mend_buf_free(out);
    return bad_row;
}

static bool compare(const clock_bench *b, const model *m, int64_t now)
{
    int32_t count = mend_clock_count(b->ticket), cycles[CLOCKS] = {0};
    bool differs = count != m->row_count;
    if (differs) {
        tell("  rows: model %d, library %d\n", m->row_count, (int)count);
    }
    for (int32_t i = 0; i < count; i++) {
        mend_clock_info info = {.struct_size = sizeof info};
        int clock = mend_clock_name(b->ticket, i, NULL)[1] - '0';
        mend_clock_get(b->ticket, i, &info);
        cycles[clock]++;
        for (int k = 0; k < m->row_count; k++) {
            if (m->rows[k].index == clock && m->rows[k].cycle == info.cycle) {
                differs |= compare_row(m, &m->rows[k], &info, now);
                differs |= compare_times(b, m, &m->rows[k], now);
            }
        }
    }
    return differs;
}

/* --- a story --- */

static int64_t draw_time(bool coarse, int64_t below)
{
    return coarse ? (int64_t)draw((uint64_t)(below / (15 * MINUTE)) + 1) * 15 * MINUTE : (int64_t)draw((uint64_t)below);
}

static int draw_field(model_facts *f, int64_t now, bool coarse, char value[40])
{
    int which = (int)draw(MODEL_FIELDS + 2) - 2;
    if (which < 0) {
        f->level = 1 + (int)draw(4);
        snprintf(value, 40, "p%d", f->level);
        return -1;
    }
    f->known[which] = true;
    if (which < MODEL_MINUTES) {
        f->value[which] = now - 20 * HOUR + draw_time(coarse, 90 * HOUR);
        snprintf(value, 40, "%s", when(f->value[which]));
    } else {
        f->value[which] = (int64_t)draw(200) * 15;
        snprintf(value, 40, "%d", (int)f->value[which]);
    }
    return which;
}

static bool one_step(clock_bench *b, model *m, int64_t now, int action, bool coarse)
{
    static const int to[] = {NEW, -1, -1, WORK, HELD, -1, DONE, WORK};
    model_facts after = m->facts;
    char value[40] = "";
    int field = -2;
    int64_t at = action != OPEN && draw(3) == 0 ? now - draw_time(coarse, 40 * HOUR) : now;
    size_t heard = b->count;
    after.state = to[action] >= 0 ? to[action] : after.state;
    if (action == OPEN || action == SET) {
        field = draw_field(&after, now, coarse, value);
    }
    mend_status s = bench_act(b, now, action_names[action], at,
                              field >= -1 ? field < 0 ? "level" : field_names[field] : NULL, value);
    if (s == MEND_MORE) {
        assert_int_equal(bench_tick(b, now), MEND_OK);
        s = bench_act(b, now, action_names[action], at, field >= -1 ? field < 0 ? "level" : field_names[field] : NULL,
                      value);
    }
    if (s != MEND_OK && s > MEND_REFUSED) {
        fprintf(stderr, "%s at %s: %s\n", b->err.text, b->err.path, mend_status_name(s));
    }
    assert_true(s == MEND_OK || s <= MEND_REFUSED);
    assert_int_equal(bench_tick(b, now), MEND_OK);
    tell("%s now %s at %s %s=%s: %d\n", action_names[action], when(now), when(at),
         field < -1  ? ""
         : field < 0 ? "level"
                     : field_names[field],
         value, (int)s);
    int lives[MODEL_ROWS], rows = m->row_count;
    int64_t hits[MODEL_ROWS], overs[MODEL_ROWS];
    for (int i = 0; i < rows; i++) {
        hits[i] = m->rows[i].hits;
        overs[i] = m->rows[i].over;
        lives[i] = m->rows[i].lives;
    }
    if (s == MEND_OK) {
        model_act(m, action, at, now, &after);
    } else {
        model_tick(m, now);
    }
    for (; heard < b->count; heard++) {
        hear(b->lines[heard]);
        for (int i = 0; i < rows && strstr(b->lines[heard], "\"type\":\"acted\"") != NULL; i++) {
            logged *l = &logs[m->rows[i].index][m->rows[i].cycle];
            if (m->rows[i].lives > lives[i]) {
                forget(l);
            }
            l->over = overs[i] != MODEL_NEVER && m->rows[i].over != overs[i] ? MODEL_NEVER : l->over;
            for (int k = 0; k < MODEL_STEPS && m->rows[i].hits > hits[i]; k++) {
                l->warned[k] = MODEL_NEVER; /* with the answer another interval begins */
            }
        }
    }
    return compare(b, m, now);
}

static bool story(uint64_t number)
{
    static world w;
    static clock_bench b;
    static model m;
    static text t;
    seed = number * UINT64_C(0x9E3779B97F4A7C15) + 1;
    for (int i = 0; i < 8; i++) {
        draw(2);
    }
    int64_t now = instant(draw(2) == 0 ? "2024-03-07T08:00:00Z" : "2024-10-31T08:00:00Z");
    bool coarse = draw(2) == 0;
    memset(&m, 0, sizeof m);
    memset(logs, 0, sizeof logs);
    for (int i = 0; i < CLOCKS * MODEL_ROWS; i++) {
        forget(&logs[i / MODEL_ROWS][i % MODEL_ROWS]);
    }
    for (int i = 0; i < CALENDARS; i++) {
        draw_calendar(&w.calendars[i], i, (int32_t)(now / WALK_DAY_MS));
    }
    w.clock_count = CLOCKS;
    for (int i = 0; i < CLOCKS; i++) {
        draw_clock(&w.clocks[i], i < 2 ? MODEL_DEADLINE : (int)draw(4));
    }
    put_policy(&t, &w);
    told[0] = '\0';
    policy_text = t.s;
    memset(&b, 0, sizeof b);
    mend_status s = load_documents(t.s, NULL, NULL, &b.policy, &b.err);
    if (s != MEND_OK) {
        fprintf(stderr, "%s\n%s at %s\n", t.s, b.err.text, b.err.path);
        return false;
    }
    mend_ticket_new(NULL, &b.ticket);
    mend_args_new(NULL, &b.args);
    mend_result_new(NULL, &b.result);
    mend_buf_new(NULL, &b.log);
    m.calendars = w.calendars;
    m.clocks = w.clocks;
    m.clock_count = w.clock_count;
    bool differs = one_step(&b, &m, now + draw_time(coarse, 48 * HOUR), OPEN, coarse);
    now += 48 * HOUR;
    for (int i = 0; i < 14 && !differs; i++) {
        now += draw_time(coarse, draw(3) == 0 ? 60 * HOUR : 9 * HOUR);
        differs = one_step(&b, &m, now, 1 + (int)draw(ACTIONS - 1), coarse);
    }
    if (differs) {
        fprintf(stderr, "story %d\n%s\n%s\n", (int)number, strstr(t.s, "'clocks'"), told);
        for (size_t i = 0; i < b.count && getenv("LOG") != NULL; i++) {
            fprintf(stderr, "%s\n", b.lines[i]);
        }
    }
    bench_replay(&b);
    bench_close(&b);
    for (int i = 0; i < CALENDARS; i++) {
        mend_zone_free((mend_zone *)(uintptr_t)w.calendars[i].zone);
    }
    return !differs;
}

static void test_clock_model__a_plain_model_says_the_same(void **state)
{
    (void)state;
    for (uint64_t i = 1; i <= STORIES && bad < 3; i++) {
        bad += !story(i);
    }
    assert_int_equal(bad, 0);
}

int main(int argc, char **argv)
{
    if (argc > 1) {
        int fails = 0;
        for (int i = atoi(argv[1]); i <= (argc > 2 ? atoi(argv[2]) : atoi(argv[1])); i++) {
            fails += !story((uint64_t)i);
        }
        fprintf(stderr, "%d fail\n", fails);
        return fails > 0;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clock_model__a_plain_model_says_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
