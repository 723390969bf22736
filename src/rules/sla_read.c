/*
 * sla_read.c - compiling the clocks of a policy, see sla.h. docs/policy.md, "clocks", is the definition.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "sla.h"

#include "flow_form.h"
#include "ground/int.h"
#include "ticket/member.h"

#define AIMS_MAX    64                          /* of one clock */
#define PAUSES_MAX  30                          /* of one clock */
#define DAYS_MAX    3660                        /* working days of a target */
#define MINUTE      INT64_C(60000)              /* ms */
#define LATE_AFTER  (5 * MINUTE)                /* unless said otherwise */
#define PERCENT_ALL (100 * INT64_C(1000000000)) /* billionths */

/* ---- which members go with which kind ---- */

#define FOR(kind) (1U << (kind))
#define FOR_USED  (FOR(MEND__CLOCK_DEADLINE) | FOR(MEND__CLOCK_REPEAT) | FOR(MEND__CLOCK_NOT_BEFORE))

static const char *const kinds[] = {"deadline", "repeat", "countdown", "not_before", NULL};

static const char *const clock_members[] = {
    "order",  "label",  "kind",         "start",    "stop",    "cancel", "answer",     "from",   "again",
    "field",  "before", "before_field", "calendar", "targets", "pick",   "outside",    "pauses", "relevel",
    "reopen", "gap",    "warn",         "rungs",    "notices", "late",   "late_after", "quiet",  NULL};

/* The members that do not go with every kind. */
static const struct {
    const char *key;
    uint32_t fits;
} clock_fits[] = {{"answer", FOR(MEND__CLOCK_REPEAT)},
                  {"from", FOR_USED},
                  {"calendar", FOR_USED},
                  {"targets", FOR_USED},
                  {"pick", FOR_USED},
                  {"outside", FOR_USED},
                  {"pauses", FOR_USED},
                  {"relevel", FOR_USED},
                  {"reopen", FOR_USED},
                  {"gap", FOR_USED},
                  {"warn", FOR_USED},
                  {"rungs", FOR(MEND__CLOCK_DEADLINE)},
                  {"field", FOR(MEND__CLOCK_COUNTDOWN)},
                  {"before", FOR(MEND__CLOCK_COUNTDOWN)},
                  {"before_field", FOR(MEND__CLOCK_COUNTDOWN)}};

static mend_status sla_misfit(const mend__flow_reader *r, mend__node n, mend__clock_kind kind, uint32_t fits)
{
    mend__json_fail_key(r->tree, n, MEND_SCHEMA, "a clock of kind ", r->err);
    mend__error_add(r->err, kinds[kind]);
    mend__error_add(r->err, " does not take this; it is for ");
    for (uint32_t i = 0, said = 0; kinds[i] != NULL; i++) {
        if ((fits & FOR(i)) != 0) {
            mend__error_add(r->err, said++ == 0 ? "" : ", ");
            mend__error_add(r->err, kinds[i]);
        }
    }
    return MEND_SCHEMA;
}

static mend_status sla_members(const mend__flow_reader *r, mend__node clock, mend__clock_kind kind)
{
    mend_status status = mend__members_known(r->tree, clock, clock_members, r->err);
    for (size_t i = 0; i < sizeof clock_fits / sizeof clock_fits[0] && status == MEND_OK; i++) {
        mend__node n = mend__json_get(r->tree, clock, clock_fits[i].key);
        if (n != MEND__NONE && (clock_fits[i].fits & FOR(kind)) == 0) {
            status = sla_misfit(r, n, kind, clock_fits[i].fits);
        }
    }
    return status;
}

/* A clock cannot do without these. */
static mend_status sla_needed(const mend__flow_reader *r, mend__node clock, mend__clock_kind kind)
{
    mend__node n;
    bool owed = kind == MEND__CLOCK_DEADLINE || kind == MEND__CLOCK_REPEAT;
    mend_status status = MEND_OK;
    if (kind != MEND__CLOCK_COUNTDOWN) {
        status = mend__member_need(r->tree, clock, "start", &n, r->err);
    }
    if (status == MEND_OK && kind == MEND__CLOCK_REPEAT) {
        status = mend__member_need(r->tree, clock, "answer", &n, r->err);
    }
    if (status == MEND_OK) {
        status = mend__member_need(r->tree, clock, kind == MEND__CLOCK_COUNTDOWN ? "field" : "targets", &n, r->err);
    }
    if (status == MEND_OK && owed && mend__json_get(r->tree, clock, "stop") == MEND__NONE &&
        mend__json_get(r->tree, clock, "cancel") == MEND__NONE) {
        status = mend__json_fail(r->tree, clock, MEND_SCHEMA, "nothing stops or cancels this clock", r->err);
    }
    return status;
}

/* ---- what several members are made of ---- */

/* The next node below `root`, without what stands below `n` if `skip`; MEND__NONE after the last. */
static mend__node sla_walk(const mend__json *tree, mend__node root, mend__node n, bool skip)
{
    mend__node next = skip ? MEND__NONE : mend__json_first(tree, n);
    while (next == MEND__NONE && n != root) {
        next = mend__json_next(tree, n);
        n = mend__json_parent(tree, n);
    }
    return next;
}

/* A condition of a clock may not ask about clocks: what one of them does would depend on which is looked at first. */
static mend_status sla_condition(const mend__flow_reader *r, mend__node object, const char *key,
                                 const mend__condition **out)
{
    mend__node root = mend__json_get(r->tree, object, key);
    mend_status status = mend__flow_condition(r, object, key, out);
    for (mend__node n = root; n != MEND__NONE && status == MEND_OK;) {
        mend__str name = mend__json_key(r->tree, n);
        bool skip = n != root && mend__is_extension(name);
        if (n != root && mend__str_is(name, "clock")) {
            status =
                mend__json_fail_key(r->tree, n, MEND_SCHEMA, "a condition of a clock asks about no clocks", r->err);
        }
        n = sla_walk(r->tree, root, n, skip);
    }
    return status;
}

static mend_status sla_trigger(const mend__flow_reader *r, mend__node clock, const char *key, mend__trigger *out)
{
    static const char *const members[] = {"on", "when", NULL};
    mend__node n = mend__json_get(r->tree, clock, key), list;
    const uint32_t *refs = NULL;
    uint32_t count = 0;
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__members_known(r->tree, n, members, r->err);
    list = mend__json_get(r->tree, n, "on");
    if (status == MEND_OK && list == MEND__NONE && mend__json_get(r->tree, n, "when") == MEND__NONE) {
        status = mend__json_fail(r->tree, n, MEND_SCHEMA, "expected \"on\" or \"when\"", r->err);
    }
    status = status != MEND_OK
                 ? status
                 : mend__names_refs(r->arena, &r->v->actions, r->tree, list, "action", &refs, &count, r->err);
    if (status == MEND_OK && list != MEND__NONE) {
        bool *on = mend__flow_array(r, r->v->actions.count, sizeof *on);
        if (on == NULL) {
            return MEND_NOMEM;
        }
        for (uint32_t i = 0; i < count; i++) {
            on[refs[i]] = true;
        }
        out->on = on;
        status =
            count > 0 ? MEND_OK : mend__json_fail(r->tree, list, MEND_SCHEMA, "expected at least one action", r->err);
    }
    out->there = true;
    return status != MEND_OK ? status : sla_condition(r, n, "when", &out->when);
}

/* A calendar's name, or "always" for time as it passes. Where there is none *out stays. */
static mend_status sla_calendar(const mend__flow_reader *r, mend__node object, const char *key,
                                const mend_calendar **out)
{
    const mend__names *names = &r->v->calendars;
    mend__node n = mend__json_get(r->tree, object, key);
    mend__str id = mend__json_str(r->tree, n);
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__must_be(r->tree, n, MEND__JSON_STRING, "the name of a calendar, or \"always\"", r->err);
    if (status != MEND_OK) {
        return status;
    }
    int32_t index = mend__names_find(names, id);
    if (index < 0 && !mend__str_is(id, "always")) {
        mend__guess g;
        mend__guess_start(&g, id);
        mend__names_guess(names, &g);
        mend__guess_feed(&g, MEND__STR("always"));
        return mend__unknown_value(r->tree, n, "calendar", &g, r->err);
    }
    *out = index < 0 ? NULL : r->v->calendar[index];
    return MEND_OK;
}

/* A field of a type, by path; NULL where there is none. */
static mend_status sla_field(const mend__flow_reader *r, mend__node object, const char *key, mend_field_type type,
                             const mend__field **out)
{
    mend__node n = mend__json_get(r->tree, object, key);
    const mend__field *field = NULL;
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__flow_path(r, n, &field);
    if (status == MEND_OK && field->type != type) {
        mend__json_fail(r->tree, n, MEND_SCHEMA, "expected a field of type ", r->err);
        mend__error_add(r->err, mend__type_name(type));
        mend__error_add(r->err, "; \"");
        mend__error_add(r->err, field->path);
        mend__error_add(r->err, "\" is of type ");
        mend__error_add(r->err, mend__type_name(field->type));
        return MEND_SCHEMA;
    }
    *out = field;
    return status;
}

/* Named things of a clock, each in a place of its own in an array of `size` bytes a place. */
static mend_status sla_named(const mend__flow_reader *r, mend__node clock, const char *key, size_t max, size_t size,
                             mend__names *names, void **out)
{
    mend_status status =
        mend__names_read(r->arena, r->tree, mend__json_get(r->tree, clock, key), MEND__NAMES_PLAIN, max, names, r->err);
    *out = status != MEND_OK ? NULL : mend__flow_array(r, names->count, size);
    return status == MEND_OK && *out == NULL ? MEND_NOMEM : status;
}

/* Refuses a member that goes with another one alone. */
static mend_status sla_absent(const mend__flow_reader *r, mend__node object, const char *key, const char *why)
{
    mend__node n = mend__json_get(r->tree, object, key);
    return n == MEND__NONE ? MEND_OK : mend__json_fail_key(r->tree, n, MEND_SCHEMA, why, r->err);
}

/* ---- targets ---- */

/* "closing" or "same_time": the meanings of "within n working days", none of which is a default. */
static mend_status sla_reading(const mend__flow_reader *r, mend__node n, mend__aim *out)
{
    static const char *const readings[] = {"closing", "same_time", NULL};
    mend__node reading = MEND__NONE;
    int32_t index = 0;
    mend_status status = mend__member_need(r->tree, n, "reading", &reading, r->err);
    status = status != MEND_OK ? status : mend__value_word(r->tree, reading, readings, &index, r->err);
    out->reading = MEND_DAYS_CLOSING + index;
    if (status == MEND_OK && out->calendar == NULL) {
        status = mend__json_fail(r->tree, n, MEND_SCHEMA, "working days need a calendar", r->err);
    }
    return status;
}

static mend_status sla_aim_days(const mend__flow_reader *r, mend__node n, mend__aim *out)
{
    int64_t days = 0;
    mend_status status = mend__member_int(r->tree, n, "days", 0, DAYS_MAX, &days, r->err);
    out->by = MEND__AIM_DAYS;
    out->days = (int32_t)days;
    return status != MEND_OK ? status : sla_reading(r, n, out);
}

static mend_status sla_aim_amount(const mend__flow_reader *r, mend__node n, mend__aim *out)
{
    static const char *const units[] = {"minute", "hour", "day", "working_day", NULL};
    static const int64_t lengths[] = {MINUTE, 60 * MINUTE, 1440 * MINUTE, 0};
    mend__node unit = MEND__NONE;
    int32_t index = 0;
    mend_status status = sla_field(r, n, "amount_field", MEND_FIELD_INTEGER, &out->field);
    status = status != MEND_OK ? status : mend__member_need(r->tree, n, "unit", &unit, r->err);
    status = status != MEND_OK ? status : mend__value_word(r->tree, unit, units, &index, r->err);
    out->time = lengths[index];
    out->by = out->time == 0 ? MEND__AIM_DAYS_OF : MEND__AIM_AMOUNT;
    if (status != MEND_OK || out->by == MEND__AIM_DAYS_OF) {
        return status != MEND_OK ? status : sla_reading(r, n, out);
    }
    return sla_absent(r, n, "reading", "goes with working days alone");
}

/* Which of the four ways a target is said in; exactly one. */
static mend_status sla_aim_way(const mend__flow_reader *r, mend__node n, size_t *way, mend__node *at)
{
    static const char *const ways[] = {"time", "days", "until", "amount_field", NULL};
    for (size_t i = 0; ways[i] != NULL; i++) {
        mend__node found = mend__json_get(r->tree, n, ways[i]);
        if (found != MEND__NONE && *at != MEND__NONE) {
            return mend__json_fail_key(r->tree, found, MEND_SCHEMA, "the target is said in another way already",
                                       r->err);
        }
        if (found != MEND__NONE) {
            *at = found;
            *way = i;
        }
    }
    return *at != MEND__NONE
               ? MEND_OK
               : mend__json_fail(r->tree, n, MEND_SCHEMA,
                                 "expected a target in \"time\", \"days\", \"until\" or \"amount_field\"", r->err);
}

static mend_status sla_aim_by(const mend__flow_reader *r, mend__node n, mend__aim *out)
{
    mend__node at = MEND__NONE;
    size_t way = 0;
    mend_status status = sla_aim_way(r, n, &way, &at);
    if (status == MEND_OK && way != 3) {
        status = sla_absent(r, n, "unit", "goes with \"amount_field\" alone");
    }
    if (status == MEND_OK && (way == 0 || way == 2)) {
        status = sla_absent(r, n, "reading", "goes with working days alone");
    }
    if (status != MEND_OK) {
        return status;
    }
    switch (way) {
    case 0:
        out->by = MEND__AIM_TIME;
        return mend__flow_duration(r, n, "time", &out->time);
    case 1:
        return sla_aim_days(r, n, out);
    case 2:
        out->by = MEND__AIM_UNTIL;
        out->calendar = NULL;
        status = sla_field(r, n, "until", MEND_FIELD_INSTANT, &out->field);
        return status != MEND_OK ? status : sla_absent(r, n, "calendar", "an instant of its own needs no calendar");
    default:
        return sla_aim_amount(r, n, out);
    }
}

/* The intervals of a repeat must have a length, or it would never come to an end. */
static mend_status sla_aim_interval(const mend__flow_reader *r, const mend__aim *aim)
{
    bool right = (aim->by == MEND__AIM_TIME && aim->time >= MINUTE) || (aim->by == MEND__AIM_DAYS && aim->days > 0);
    return right ? MEND_OK
                 : mend__json_fail(r->tree, aim->name->node, MEND_SCHEMA,
                                   "the interval of a repeat is a time of at least a minute, or days", r->err);
}

static mend_status sla_aim(const mend__flow_reader *r, mend__node clock, mend__clock_kind kind, mend__aim *out)
{
    static const char *const members[] = {"order", "label", "when",         "time",     "days", "reading",
                                          "until", "unit",  "amount_field", "calendar", NULL};
    mend__node n = out->name->node;
    mend_status status = mend__members_known(r->tree, n, members, r->err);
    status = status != MEND_OK ? status : sla_calendar(r, clock, "calendar", &out->calendar);
    status = status != MEND_OK ? status : sla_calendar(r, n, "calendar", &out->calendar);
    status = status != MEND_OK ? status : sla_aim_by(r, n, out);
    if (status == MEND_OK && kind == MEND__CLOCK_REPEAT) {
        status = sla_aim_interval(r, out);
    }
    return status != MEND_OK ? status : sla_condition(r, n, "when", &out->when);
}

static mend_status sla_aims(const mend__flow_reader *r, mend__node clock, mend__clock *out)
{
    static const char *const picks[] = {"first", "earliest", NULL}, *const outsides[] = {"wait", "run", NULL};
    mend__names names = {NULL, 0, NULL};
    void *room = NULL;
    int32_t pick = 0, outside = 0;
    mend_status status = sla_named(r, clock, "targets", AIMS_MAX, sizeof(mend__aim), &names, &room);
    mend__aim *aims = room;
    for (uint32_t i = 0; i < names.count && status == MEND_OK; i++) {
        aims[i].name = &names.items[i];
        status = sla_aim(r, clock, out->kind, &aims[i]);
    }
    if (status == MEND_OK && names.count == 0 && out->kind != MEND__CLOCK_COUNTDOWN) {
        status = mend__json_fail(r->tree, mend__json_get(r->tree, clock, "targets"), MEND_SCHEMA,
                                 "expected at least one target", r->err);
    }
    status = status != MEND_OK ? status : mend__member_word(r->tree, clock, "pick", picks, &pick, r->err);
    status = status != MEND_OK ? status : mend__member_word(r->tree, clock, "outside", outsides, &outside, r->err);
    out->aims = aims;
    out->aim_count = names.count;
    out->earliest = pick == 1;
    out->runs_outside = outside == 1;
    return status;
}

static mend_status sla_countdown(const mend__flow_reader *r, mend__node clock, mend__clock *out)
{
    mend_status status = sla_field(r, clock, "field", MEND_FIELD_INSTANT, &out->field);
    status = status != MEND_OK ? status : mend__flow_duration(r, clock, "before", &out->before);
    return status != MEND_OK ? status : sla_field(r, clock, "before_field", MEND_FIELD_INTEGER, &out->before_field);
}

/* ---- standing still, beginning anew ---- */

static mend_status sla_pauses(const mend__flow_reader *r, mend__node clock, mend__clock *out)
{
    static const char *const members[] = {"order", "label", "when", NULL};
    mend__names names = {NULL, 0, NULL};
    void *room = NULL;
    mend_status status = sla_named(r, clock, "pauses", PAUSES_MAX, sizeof(mend__pause), &names, &room);
    mend__pause *pauses = room;
    for (uint32_t i = 0; i < names.count && status == MEND_OK; i++) {
        mend__node n = names.items[i].node, when;
        pauses[i].name = &names.items[i];
        status = mend__members_known(r->tree, n, members, r->err);
        status = status != MEND_OK ? status : mend__member_need(r->tree, n, "when", &when, r->err);
        status = status != MEND_OK ? status : sla_condition(r, n, "when", &pauses[i].when);
    }
    out->pauses = pauses;
    out->pause_count = names.count;
    return status;
}

static mend_status sla_changes(const mend__flow_reader *r, mend__node clock, mend__clock *out)
{
    static const char *const agains[] = {"ignore", "restart", NULL}, *const gaps[] = {"skip", "counts", NULL};
    static const char *const relevels[] = {"keep", "restart", "from_change", NULL};
    static const char *const reopens[] = {"new", "resume", "restart", NULL};
    int32_t again = 0, relevel = 0, reopen = 0, gap = 0;
    mend_status status = mend__member_word(r->tree, clock, "again", agains, &again, r->err);
    status = status != MEND_OK ? status : mend__member_word(r->tree, clock, "relevel", relevels, &relevel, r->err);
    status = status != MEND_OK ? status : mend__member_word(r->tree, clock, "reopen", reopens, &reopen, r->err);
    status = status != MEND_OK ? status : mend__member_word(r->tree, clock, "gap", gaps, &gap, r->err);
    out->restarts = again == 1;
    out->relevel = (mend__relevel)relevel;
    out->reopen = (mend__reopen)reopen;
    out->gap_counts = gap == 1;
    if (status == MEND_OK && out->reopen != MEND__REOPEN_RESUME) {
        status = sla_absent(r, clock, "gap", "goes with \"reopen\": \"resume\" alone");
    }
    return status;
}

/* ---- what is said, and when ---- */

static mend_status sla_percent(const mend__flow_reader *r, mend__node n, int64_t *out)
{
    mend__str text = mend__json_str(r->tree, n);
    int64_t value = 0;
    if (mend__json_typeof(r->tree, n) != MEND__JSON_STRING || !mend__decimal_parse(text.p, text.n, &value)) {
        return mend__json_fail(r->tree, n, MEND_SCHEMA, "expected a decimal such as \"75\" or \"87.5\", as text",
                               r->err);
    }
    if (value <= 0 || value >= PERCENT_ALL) {
        return mend__json_fail(r->tree, n, MEND_SCHEMA,
                               "expected more than 0 and less than 100: a warning lies before the due instant; past it "
                               "belongs a rung",
                               r->err);
    }
    *out = value;
    return MEND_OK;
}

/* A warning before the due instant by as much as every target is long would come with the start. */
static mend_status sla_before(const mend__flow_reader *r, mend__node n, const mend__clock *clock, int64_t *out)
{
    int64_t before = 0;
    bool fits = false;
    mend_status status = mend__flow_duration(r, n, "before", &before);
    mend__node at = mend__json_get(r->tree, n, "before");
    if (status == MEND_OK && before == 0) {
        return mend__json_fail(r->tree, at, MEND_SCHEMA,
                               "a warning lies before the due instant; past it belongs a rung", r->err);
    }
    for (uint32_t i = 0; i < clock->aim_count; i++) {
        fits = fits || clock->aims[i].by != MEND__AIM_TIME || before < clock->aims[i].time;
    }
    if (status == MEND_OK && !fits) {
        return mend__json_fail(r->tree, at, MEND_SCHEMA,
                               "no target is longer than this; a warning lies behind the start", r->err);
    }
    *out = before;
    return status;
}

static mend_status sla_warning(const mend__flow_reader *r, const mend__clock *clock, mend__warning *out)
{
    static const char *const members[] = {"order", "label", "percent", "before", "notices", NULL};
    mend__node n = out->name->node;
    mend_status status = mend__members_known(r->tree, n, members, r->err);
    mend__node percent = mend__json_get(r->tree, n, "percent");
    if (status == MEND_OK && (percent == MEND__NONE) == (mend__json_get(r->tree, n, "before") == MEND__NONE)) {
        status = mend__json_fail(r->tree, n, MEND_SCHEMA, "expected one of \"percent\" and \"before\"", r->err);
    }
    out->by_percent = percent != MEND__NONE;
    if (status == MEND_OK) {
        status = out->by_percent ? sla_percent(r, percent, &out->amount) : sla_before(r, n, clock, &out->amount);
    }
    return status != MEND_OK ? status : mend__flow_notices(r, n, "notices", &out->notices, &out->notice_count);
}

static mend_status sla_warnings(const mend__flow_reader *r, mend__node clock, mend__clock *out)
{
    mend__names names = {NULL, 0, NULL};
    void *room = NULL;
    mend_status status = sla_named(r, clock, "warn", MEND__STEPS_MAX, sizeof(mend__warning), &names, &room);
    mend__warning *warnings = room;
    for (uint32_t i = 0; i < names.count && status == MEND_OK; i++) {
        warnings[i].name = &names.items[i];
        status = sla_warning(r, out, &warnings[i]);
    }
    out->warnings = warnings;
    out->warning_count = names.count;
    return status;
}

static mend_status sla_rungs(const mend__flow_reader *r, mend__node clock, mend__clock *out)
{
    static const char *const members[] = {"order", "label", "after", "notices", NULL};
    mend__names names = {NULL, 0, NULL};
    void *room = NULL;
    mend_status status = sla_named(r, clock, "rungs", MEND__STEPS_MAX, sizeof(mend__rung), &names, &room);
    mend__rung *rungs = room;
    for (uint32_t i = 0; i < names.count && status == MEND_OK; i++) {
        mend__node n = names.items[i].node, after;
        rungs[i].name = &names.items[i];
        status = mend__members_known(r->tree, n, members, r->err);
        status = status != MEND_OK ? status : mend__member_need(r->tree, n, "after", &after, r->err);
        status = status != MEND_OK ? status : mend__flow_duration(r, n, "after", &rungs[i].after);
        status =
            status != MEND_OK ? status : mend__flow_notices(r, n, "notices", &rungs[i].notices, &rungs[i].notice_count);
    }
    out->rungs = rungs;
    out->rung_count = names.count;
    return status;
}

static mend_status sla_notices(const mend__flow_reader *r, mend__node clock, mend__clock *out)
{
    static const char *const members[] = {"start", "due", NULL}, *const lates[] = {"once", "all", "skip", NULL};
    mend__node n = mend__json_get(r->tree, clock, "notices");
    int32_t late = 0;
    mend_status status = n == MEND__NONE ? MEND_OK : mend__members_known(r->tree, n, members, r->err);
    status =
        status != MEND_OK ? status : mend__flow_notices(r, n, "start", &out->start_notices, &out->start_notice_count);
    status = status != MEND_OK ? status : mend__flow_notices(r, n, "due", &out->due_notices, &out->due_notice_count);
    status = status != MEND_OK ? status : mend__member_word(r->tree, clock, "late", lates, &late, r->err);
    out->late = (mend__late)late;
    out->late_after = LATE_AFTER;
    status = status != MEND_OK ? status : mend__flow_duration(r, clock, "late_after", &out->late_after);
    return status != MEND_OK ? status : sla_calendar(r, clock, "quiet", &out->quiet);
}

/* ---- the whole ---- */

static mend_status sla_triggers(const mend__flow_reader *r, mend__node clock, mend__clock *out)
{
    mend_status status = sla_trigger(r, clock, "start", &out->start);
    status = status != MEND_OK ? status : sla_trigger(r, clock, "stop", &out->stop);
    status = status != MEND_OK ? status : sla_trigger(r, clock, "cancel", &out->cancel);
    status = status != MEND_OK ? status : sla_trigger(r, clock, "answer", &out->answer);
    return status != MEND_OK ? status : sla_field(r, clock, "from", MEND_FIELD_INSTANT, &out->from);
}

static mend_status sla_clock(const mend__flow_reader *r, mend__clock *out)
{
    mend__node n = out->name->node;
    int32_t kind = 0;
    mend_status status = mend__member_word(r->tree, n, "kind", kinds, &kind, r->err);
    out->kind = (mend__clock_kind)kind;
    status = status != MEND_OK ? status : sla_members(r, n, out->kind);
    status = status != MEND_OK ? status : sla_needed(r, n, out->kind);
    status = status != MEND_OK ? status : sla_triggers(r, n, out);
    status = status != MEND_OK ? status : sla_countdown(r, n, out);
    status = status != MEND_OK ? status : sla_aims(r, n, out);
    status = status != MEND_OK ? status : sla_pauses(r, n, out);
    status = status != MEND_OK ? status : sla_changes(r, n, out);
    status = status != MEND_OK ? status : sla_warnings(r, n, out);
    status = status != MEND_OK ? status : sla_rungs(r, n, out);
    return status != MEND_OK ? status : sla_notices(r, n, out);
}

mend_status mend__sla_compile(mend__arena *arena, const mend__vocab *v, const mend__json *tree, mend__sla *out,
                              mend_error *err)
{
    const mend__flow_reader r = {arena, v, tree, err};
    mend__clock *clocks = mend__flow_array(&r, v->clocks.count, sizeof *clocks);
    mend_status status = clocks == NULL ? MEND_NOMEM : MEND_OK;
    for (uint32_t i = 0; i < v->clocks.count && status == MEND_OK; i++) {
        clocks[i].name = &v->clocks.items[i];
        status = sla_clock(&r, &clocks[i]);
    }
    if (status == MEND_OK) {
        *out = (mend__sla){clocks, v->clocks.count};
    }
    return status;
}
