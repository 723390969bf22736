/*
 * generate.c - the command: fills a desk with made-up tickets of three months, up to now.
 *
 * Each ticket lives its whole life before the next one is opened, by a clock of its own; only numbers of tickets have an
 * order among each other, and tickets are opened in that order. So many share one transaction of the store. At the end
 * one sweep does what time has made due on those still open.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "generate.h"

#include "clock.h"

#include <stdlib.h>
#include <string.h>

#define DAYS  91
#define DAY   INT64_C(86400000)
#define HOUR  INT64_C(3600000)
#define BATCH 25

static int by_time(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* When tickets are opened: more on a Monday morning than on a Sunday night. Sorted. */
static int64_t *openings(chance *c, int64_t from, size_t count)
{
    int64_t *at = malloc(count * sizeof *at);
    int weights[DAYS * 24 + 1];
    for (int h = 0; h < DAYS * 24; h++) {
        int32_t day = 0;
        int weekday = 0, hour = 0;
        clock_place(from + h * HOUR, &day, &weekday, &hour);
        weights[h] = arrivals[weekday][hour];
    }
    weights[DAYS * 24] = -1;
    for (size_t i = 0; i < count && at != NULL; i++) {
        at[i] = from + chance_of(c, weights) * HOUR + chance_below(c, 3600) * INT64_C(1000);
    }
    if (at != NULL) {
        qsort(at, count, sizeof *at, by_time);
    }
    return at;
}

/* ---- plans ---- */

static void plan_kind(chance *c, plan *p)
{
    static const char *const types[] = {"repair",          "consultation", "installation", "complaint",
                                        "return_exchange", "training",     "proactive"};
    static const int type_weights[] = {66, 14, 9, 4, 3, 1, 3, -1};
    static const char *const ways[] = {"on_site", "carry_in", "mail_in", "remote"};
    static const int way_weights[] = {52, 18, 14, 16, -1};
    static const char *const channels[] = {"hotline", "portal", "official_account", "chat", "counter"};
    static const int channel_weights[] = {62, 10, 16, 9, 3, -1};
    static const char *const urgencies[] = {"days", "today", "at_once", "any_time"};
    static const int urgency_weights[] = {78, 12, 2, 8, -1};
    p->type = types[chance_of(c, type_weights)];
    p->way = ways[chance_of(c, way_weights)];
    p->channel = channels[chance_of(c, channel_weights)];
    p->urgency = urgencies[chance_of(c, urgency_weights)];
    p->product = any_product(c);
    p->fault = any_fault(c, p->product);
    p->model = p->product->models[chance_below(c, 10) < 6 ? 0 : 1 + chance_below(c, 2)];
    if (strcmp(p->type, "repair") != 0) {
        p->way = strcmp(p->type, "installation") == 0 ? "on_site" : "remote";
    } else if (strcmp(p->fault->class, "software") != 0 && strcmp(p->fault->class, "handling") != 0 &&
               strcmp(p->way, "remote") == 0) {
        p->way = "on_site"; /* what is broken is not repaired by phone */
    }
}

static void plan_department(plan *p)
{
    const struct {
        const char *type, *department;
    } rows[] = {{"consultation", "technical_support"},
                {"installation", "installation"},
                {"complaint", "complaints"},
                {"return_exchange", "returns"},
                {"training", "technical_support"}};
    p->department = strcmp(p->way, "remote") == 0    ? "technical_support"
                    : strcmp(p->way, "on_site") == 0 ? "field_service"
                                                     : "depot";
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strcmp(rows[i].type, p->type) == 0) {
            p->department = rows[i].department;
        }
    }
}

/* Age in days, between the years below which 5, 25, 50, 75 and 95 of a hundred such devices lie. */
static int32_t age(chance *c, const product *p)
{
    int k = (int)chance_below(c, 4);
    int low = p->age[k] * 365, high = p->age[k + 1] * 365;
    return low / 2 + (int32_t)chance_below(c, (uint32_t)(high - low / 2 + 1));
}

static void plan_course(chance *c, plan *p)
{
    static const char *const ratings[] = {"satisfied", "neutral", "dissatisfied"};
    static const int good[] = {86, 11, 3, -1}, bad[] = {45, 35, 20, -1};
    static const char *const engineers[] = {"chen", "wu", "zhou", "han", "ma", "tang"};
    static const int engineer_weights[] = {24, 20, 18, 16, 12, 10, -1};
    int who = chance_of(c, engineer_weights);
    snprintf(p->engineer, sizeof p->engineer, "%s", engineers[who]);
    p->needs_part = p->fault->part.en[0] != '\0';
    p->complex = chance_in(c, 15);
    p->hopeless = strcmp(p->fault->class, "hardware") == 0 && chance_in(c, (uint32_t)p->product->beyond_repair);
    p->declines = !p->in_warranty && p->needs_part && chance_in(c, 9);
    p->repeats = chance_in(c, 6);
    p->unreached = chance_in(c, 11) ? 1 + (int)chance_below(c, 2) : 0;
    p->rework = chance_in(c, who == 5 ? 22 : 9) ? 1 : 0; /* one of them is new to it */
    p->objections = chance_in(c, 3) ? 1 : 0;
    p->reopenings = chance_in(c, 1) ? 1 : 0;
    p->moves = chance_in(c, 7) ? 1 : 0;
    p->rating = ratings[chance_of(c, p->rework + p->objections + p->moves > 0 ? bad : good)];
}

static void make_plan(chance *c, int64_t opened, plan *p)
{
    int32_t day = 0;
    int weekday = 0, hour = 0;
    memset(p, 0, sizeof *p);
    clock_place(opened, &day, &weekday, &hour);
    p->zh = chance_below(c, 6) != 0;
    plan_kind(c, p);
    plan_department(p);
    any_name(c, p->zh, p->name, sizeof p->name);
    any_address(c, p->zh, p->address, sizeof p->address);
    snprintf(p->phone, sizeof p->phone, "13%09u", chance_below(c, 1000000000));
    snprintf(p->serial, sizeof p->serial, "SN%09u", chance_below(c, 1000000000));
    int32_t days = age(c, p->product);
    p->bought = day - days;
    p->in_warranty = days < 365;
    plan_course(c, p);
}

/* ---- the run ---- */

typedef struct run {
    app *a;
    driver *driver;
    chance chance;
    const int64_t *openings;
    size_t count;
    int64_t until, steps;
    bool shows;
} run;

static void show(const run *r, size_t done)
{
    if (r->shows) {
        say(r->a, stderr, "\r%zu of %zu tickets", "\r%zu / %zu 张工单", done, r->count);
        fputs(done == r->count ? "\n" : "", stderr);
    }
}

/* Tickets from `first` on in one transaction. */
static ending batch(run *r, size_t first, size_t last)
{
    mend_error error = {.struct_size = sizeof error};
    mend_status s = mend_desk_begin(r->a->desk, &error);
    ending e = s == MEND_OK ? END_DONE : fault_of(r->a, s, error.text);
    bool begun = e == END_DONE;
    for (size_t i = first; i < last && e == END_DONE; i++) {
        plan p;
        make_plan(&r->chance, r->openings[i], &p);
        int64_t steps = driver_run(r->driver, &r->chance, &p, r->openings[i], r->until);
        r->steps += steps;
        e = steps < 0 ? END_INTERNAL : END_DONE;
    }
    if (begun) {
        s = mend_desk_end(r->a->desk, e == END_DONE, &error);
        e = e == END_DONE && s != MEND_OK ? fault_of(r->a, s, error.text) : e;
    }
    return e;
}

/* What time has made due on tickets nobody has touched since. */
static ending catch_up(run *r)
{
    mend_error error = {.struct_size = sizeof error};
    mend_sweep_options how = {.struct_size = sizeof how, .batch = 200, .lease = -1};
    mend_sweep_info info = {.struct_size = sizeof info};
    do {
        mend_status s = mend_desk_sweep(r->a->desk, r->until, &how, &info, NULL, &error);
        if (s != MEND_OK) {
            return fault_of(r->a, s, error.text);
        }
    } while (info.more != 0);
    return END_DONE;
}

static bool read_number(const app *a, option o, uint64_t otherwise, uint64_t most, uint64_t *out)
{
    const char *given = a->opt.value[o];
    char *end = NULL;
    *out = otherwise;
    if (given == NULL) {
        return true;
    }
    *out = strtoull(given, &end, 10);
    return given[0] >= '0' && given[0] <= '9' && *end == '\0' && *out <= most && strlen(given) < 20;
}

ending run_generate(app *a)
{
    uint64_t count = 0, seed = 0;
    if (!read_number(a, OPT_TICKETS, 500, 1000000, &count) || count == 0 ||
        !read_number(a, OPT_SEED, 1, UINT64_MAX, &seed)) {
        return fault_here(a, MEND_RANGE, "--tickets: a number from 1 to 1000000; --seed: a number",
                          "--tickets 应为 1 至 1000000 的数；--seed 应为数字");
    }
    run r = {.a = a, .count = (size_t)count, .until = a->now, .shows = a->colours};
    chance_seed(&r.chance, seed);
    int64_t *at = openings(&r.chance, a->now - a->now % HOUR - DAYS * DAY, r.count);
    ending e = at == NULL ? fault_of(a, MEND_NOMEM, NULL) : driver_new(a, shop_policy(a), &r.driver);
    r.openings = at;
    for (size_t i = 0; i < r.count && e == END_DONE; i += BATCH) {
        size_t last = i + BATCH < r.count ? i + BATCH : r.count;
        e = batch(&r, i, last);
        if (e == END_DONE) {
            show(&r, last);
        }
    }
    e = e == END_DONE ? catch_up(&r) : e;
    if (e == END_DONE) {
        say(a, stdout, "%zu tickets, %lld steps.\n", "已生成 %zu 张工单，%lld 个步骤。\n", r.count, (long long)r.steps);
    }
    driver_free(r.driver);
    free(at);
    return e;
}
