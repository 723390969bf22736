/*
 * desk_sweep.c - ticking what is due, and nothing else.
 *
 * A page of tickets is asked for and claimed, then each is loaded, ticked and stored under its claim. The place in the
 * order of (instant, key) only goes forward within a sweep, so a ticket that stays due comes once and not for ever; and
 * it stays with the desk, so that a store need not pass over what it has just cleared with every sweep.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "desk_call.h"
#include "notions/instant.h"
#include "rows.h"

#include <string.h>

#define SWEEP_PAGE      100 /* tickets claimed at once, where no batch says otherwise */
#define SWEEP_MAX       1000000
#define SWEEP_BATCH_MAX 1000
#define SWEEP_LEASE     INT64_C(60000)
#define SWEEP_LEASE_MAX INT64_C(86400000)
#define DUE_PAGE_MAX    1000
#define TOKEN_MAX       128

typedef struct sweep_ask { /* what the store is asked for; texts are NUL-terminated */
    int64_t until, after_due;
    mend__str after_tenant, after_key;
    int64_t now, lease_until;
    int32_t max;
} sweep_ask;

/* The rows are what was asked for: this tenant's, each behind the one before. */
static mend_status due_check(const mend_desk *desk, const sweep_ask *ask, const mend_rows *rows, mend_error *err)
{
    mend__desk_text key;
    int64_t due = ask->after_due;
    mend__str last = ask->after_key, tenant = {desk->tenant.p, desk->tenant.n};
    if (rows->count > (size_t)ask->max) {
        return mend__fail(err, MEND_CORRUPT, "the store's due gives more tickets than it was asked for");
    }
    for (size_t i = 0; i < rows->count; i++) {
        const mend__row *row = &rows->items[i];
        mend__str name = mend__rows_key(rows, i), token = mend__rows_text(rows, i);
        if (!mend__str_eq(mend__rows_tenant(rows, i), tenant)) {
            return mend__fail(err, MEND_CORRUPT, "the store's due gives another tenant's ticket");
        }
        if (row->number == MEND__NEVER || row->number > ask->until || row->number < due ||
            (row->number == due && mend__str_cmp(name, last) <= 0)) {
            return mend__fail(err, MEND_CORRUPT, "the store's due gives tickets out of order, or not due");
        }
        if (mend__desk_take(name.p, name.n, &key, NULL) != MEND_OK || token.n > TOKEN_MAX ||
            memchr(token.p, '\0', token.n) != NULL) {
            return mend__fail(err, MEND_CORRUPT, "the store's due gives a key or token that is none");
        }
        due = row->number;
        last = name;
    }
    return MEND_OK;
}

static mend_status due_ask(mend_desk *desk, const sweep_ask *ask, mend_rows *rows, mend_error *err)
{
    const mend_store *s = &desk->store;
    mend__rows_cut(rows, 0);
    mend_status status =
        s->due(s->user, desk->tenant.p, desk->tenant.n, ask->until, ask->after_due, ask->after_tenant.p,
               ask->after_tenant.n, ask->after_key.p, ask->after_key.n, ask->max, ask->now, ask->lease_until, rows);
    status = mend__store_answer(MEND__CALL_DUE, status, err);
    return status == MEND_OK ? due_check(desk, ask, rows, err) : status;
}

/* ---- one sweep ---- */

typedef struct sweep {
    mend_desk *desk;
    int64_t now;
    mend_sweep_options how; /* every member as it holds */
    mend_sweep_info info;
    mend_rows page, failed;
    bool lists;      /* the caller wants to know which failed */
    mend_error said; /* of the last fault */
} sweep;

static mend_status sweep_load_and_tick(mend__call *call)
{
    const mend_policy *policy;
    mend_desk *desk = call->desk;
    mend_status status = mend__desk_load(desk, &call->key, call->err);
    if (status == MEND_OK) {
        status = mend__desk_policy(desk, desk->ticket, &policy, call->err);
    }
    return status == MEND_OK ? mend__call_tick(call, policy) : status;
}

/* A fault of the store, not of the ticket: the next ticket would meet it too. */
static bool sweep_stops(mend_status status)
{
    switch (status) {
    case MEND_BUSY:
    case MEND_IO:
    case MEND_DENIED:
    case MEND_FULL:
    case MEND_NOMEM:
    case MEND_UNKNOWN:
        return true;
    default:
        return false;
    }
}

static mend_status sweep_fail(sweep *s, const mend__call *call, mend_status status)
{
    s->info.failed++;
    if (!s->lists) {
        return MEND_OK;
    }
    mend_status kept = mend_rows_add(&s->failed, call->key.p, call->key.n, status, s->said.text, MEND_NTS);
    return kept == MEND_OK ? MEND_OK : mend__fail(&s->said, kept, mend_status_text(kept));
}

/* Ticks ticket i of the page. A status other than MEND_OK ends the sweep. */
static mend_status sweep_ticket(sweep *s, size_t i)
{
    mend_desk *desk = s->desk;
    mend__str key = mend__rows_key(&s->page, i);
    mend__call call = {.desk = desk, .now = s->now, .result = desk->work, .err = &s->said};
    memcpy(call.key.p, key.p, key.n + 1);
    call.key.n = key.n;
    call.claim = s->how.lease > 0 ? mend__rows_text(&s->page, i) : MEND__STR("");
    mend_status status = sweep_load_and_tick(&call);
    if (status == MEND_UNKNOWN) { /* a tick may be repeated: what is stored already is not due any more */
        int64_t doubt = mend_result_event_count(desk->work);
        status = sweep_load_and_tick(&call);
        call.events = status == MEND_OK && call.events == 0 ? doubt : call.events;
    }
    s->info.ticked += call.events > 0;
    s->info.events += call.events;
    if (status == MEND_OK || status == MEND_NOT_FOUND) { /* erased meanwhile */
        return MEND_OK;
    }
    if (status == MEND_CONFLICT) {
        s->info.conflicts++;
        return MEND_OK;
    }
    return sweep_stops(status) ? status : sweep_fail(s, &call, status);
}

static mend_status sweep_singly(sweep *s)
{
    mend_status status = MEND_OK;
    for (size_t i = 0; status == MEND_OK && i < s->page.count; i++) {
        status = sweep_ticket(s, i);
    }
    return status;
}

/* The whole page in one batch of the store. */
static mend_status sweep_batch(sweep *s)
{
    mend_sweep_info before = s->info;
    size_t failed = s->failed.count;
    mend_status status = mend__desk_begin_batch(s->desk, &s->said);
    if (status != MEND_OK) {
        return status;
    }
    status = sweep_singly(s);
    if (status == MEND_OK) {
        status = mend__desk_end_batch(s->desk, true, &s->said);
    } else {
        mend__desk_end_batch(s->desk, false, NULL);
    }
    if (status == MEND_OK) {
        return MEND_OK;
    }
    /* Nothing of it is stored, or nobody knows. Either way each ticket tells when it is loaded again. */
    s->info = before;
    mend__rows_cut(&s->failed, failed);
    return sweep_singly(s);
}

static void sweep_begin(sweep *s)
{
    mend__sweep_place *place = &s->desk->sweep;
    int64_t lease = s->how.lease > 0 ? s->how.lease : SWEEP_LEASE;
    place->rounds++;
    if (!place->begun || place->again || place->rounds >= s->how.rounds || s->now < place->front ||
        s->now - place->front >= lease) {
        *place = (mend__sweep_place){.begun = true, .due = MEND__NEVER, .front = s->now};
    }
}

/* Asks for a page behind the place and moves the place to its end. */
static mend_status sweep_page(sweep *s, int32_t max)
{
    mend_desk *desk = s->desk;
    mend__sweep_place *place = &desk->sweep;
    bool behind = place->due != MEND__NEVER;
    sweep_ask ask = {.until = s->now,
                     .after_due = place->due,
                     .after_tenant = behind ? (mend__str){desk->tenant.p, desk->tenant.n} : MEND__STR(""),
                     .after_key = {place->key.p, place->key.n},
                     .now = s->now,
                     .lease_until = s->how.lease > 0 ? s->now + s->how.lease : MEND__NEVER,
                     .max = max};
    mend_status status = due_ask(desk, &ask, &s->page, &s->said);
    if (status == MEND_OK && s->page.count > 0) {
        mend__str last = mend__rows_key(&s->page, s->page.count - 1);
        place->due = s->page.items[s->page.count - 1].number;
        memcpy(place->key.p, last.p, last.n + 1);
        place->key.n = last.n;
    }
    return status;
}

/* The first instant above now at which something is due. */
static mend_status sweep_look_ahead(sweep *s)
{
    sweep_ask ask = {.until = INT64_MAX,
                     .after_due = s->now + 1, /* and no tenant, no key: behind this is all that is due then */
                     .after_tenant = MEND__STR(""),
                     .after_key = MEND__STR(""),
                     .now = s->now,
                     .lease_until = MEND__NEVER,
                     .max = 1};
    mend_status status = due_ask(s->desk, &ask, &s->page, &s->said);
    if (status == MEND_OK && s->page.count > 0) {
        s->info.next_due = s->page.items[0].number;
    }
    return status;
}

static mend_status sweep_run(sweep *s)
{
    mend_desk *desk = s->desk;
    bool batches = s->how.batch > 1 && desk->store.begin != NULL && !desk->batch, end = false;
    mend_status status = MEND_OK;
    sweep_begin(s);
    while (status == MEND_OK && !end && s->info.due < s->how.max) {
        int32_t left = s->how.max - s->info.due, size = s->how.batch > 1 ? s->how.batch : SWEEP_PAGE;
        size = size < left ? size : left;
        status = sweep_page(s, size);
        if (status == MEND_OK && s->page.count > 0) {
            s->info.due += (int32_t)s->page.count;
            status = batches ? sweep_batch(s) : sweep_singly(s);
        }
        end = s->page.count < (size_t)size;
    }
    if (status != MEND_OK) {
        desk->sweep.again = true; /* some of the page may not have had its turn */
        return status;
    }
    s->info.more = !end;
    return sweep_look_ahead(s);
}

/* ---- public ---- */

/* A member of the options: the caller's, or what holds for 0. */
static bool sweep_number(int64_t given, int64_t otherwise, int64_t most, int64_t *out)
{
    *out = given == 0 ? otherwise : given;
    return given >= 0 && given <= most;
}

static mend_status sweep_options(const mend_sweep_options *given, mend_sweep_options *out, mend_error *err)
{
    mend_sweep_options o = {.struct_size = sizeof o};
    int64_t max, batch, rounds, lease;
    if (given != NULL && given->struct_size != sizeof o) {
        return mend__fail(err, MEND_INVALID, "the options' struct_size is no size of them");
    }
    o = given == NULL ? o : *given;
    bool unclaimed = o.lease == -1;
    bool fits = sweep_number(o.max, 1000, SWEEP_MAX, &max) && sweep_number(o.batch, 1, SWEEP_BATCH_MAX, &batch) &&
                sweep_number(o.rounds, 32, SWEEP_MAX, &rounds) &&
                sweep_number(unclaimed ? 0 : o.lease, SWEEP_LEASE, SWEEP_LEASE_MAX, &lease);
    if (!fits) {
        return mend__fail(err, MEND_RANGE, "an option of the sweep lies outside its range");
    }
    *out = (mend_sweep_options){.struct_size = sizeof o,
                                .max = (int32_t)max,
                                .batch = (int32_t)batch,
                                .rounds = (int32_t)rounds,
                                .lease = unclaimed ? -1 : lease};
    return MEND_OK;
}

static mend_status sweep_check(const mend_desk *desk, int64_t now, const mend_sweep_info *info, mend_error *err)
{
    if (info != NULL && info->struct_size != sizeof *info) {
        return mend__fail(err, MEND_INVALID, "the info's struct_size is no size of it");
    }
    if (!mend__instant_valid(now)) {
        return mend__fail(err, MEND_RANGE, "now lies outside years 1 to 9999");
    }
    return desk->store.due == NULL ? mend__store_lacks(MEND__CALL_DUE, err) : MEND_OK;
}

/* Hands over what came of it, whatever that is. */
static void sweep_tell(sweep *s, mend_status status, mend_sweep_info *info, mend_rows *failed, mend_error *err)
{
    if (info != NULL) {
        *info = s->info;
    }
    if (failed != NULL) {
        mend__rows_done(failed);
        *failed = s->failed;
    }
    if (status != MEND_OK) {
        mend__fail(err, status, s->said.text);
    }
    mend__rows_done(&s->page);
}

mend_status mend_desk_sweep(mend_desk *desk, int64_t now, const mend_sweep_options *options, mend_sweep_info *info,
                            mend_rows *failed, mend_error *error)
{
    mend_status status = mend__desk_enter(desk, error);
    if (status != MEND_OK) {
        return status;
    }
    sweep s = {.desk = desk,
               .now = now,
               .lists = failed != NULL,
               .info = {.struct_size = sizeof s.info, .next_due = MEND__NEVER},
               .said = {.struct_size = sizeof s.said}};
    status = sweep_check(desk, now, info, error);
    if (status == MEND_OK) {
        status = sweep_options(options, &s.how, error);
    }
    if (status == MEND_OK) {
        mend__rows_init(&s.page, &desk->alloc);
        mend__rows_init(&s.failed, failed != NULL ? &failed->alloc : &desk->alloc);
        status = sweep_run(&s);
        sweep_tell(&s, status, info, failed, error);
        mend__result_reset(desk->work);
    }
    return mend__desk_leave(desk, status);
}

/* Fills the caller's list, or leaves it as it was. */
static mend_status due_fill(mend_desk *desk, const sweep_ask *ask, mend_rows *rows, mend_error *err)
{
    mend_rows fresh;
    mend__rows_init(&fresh, &rows->alloc);
    mend_status status = due_ask(desk, ask, &fresh, err);
    mend_rows unused = status == MEND_OK ? *rows : fresh;
    if (status == MEND_OK) {
        *rows = fresh;
    }
    mend__rows_done(&unused);
    return status;
}

mend_status mend_desk_due(mend_desk *desk, int64_t until, int64_t after_due, const char *after, size_t after_len,
                          int32_t max, mend_rows *rows, mend_error *error)
{
    mend__desk_text key = {.n = 0};
    mend_status status = mend__desk_enter(desk, error);
    if (status != MEND_OK) {
        return status;
    }
    bool behind = after_due != MEND__NEVER;
    if (rows == NULL || behind != (mend__str_of(after, after_len).n > 0)) {
        status = mend__fail(error, MEND_INVALID, "a list is needed, and either both of instant and key or neither");
    } else if (max < 1 || max > DUE_PAGE_MAX) {
        status = mend__fail(error, MEND_RANGE, "a page has 1 to 1000 rows");
    } else if (desk->store.due == NULL) {
        status = mend__store_lacks(MEND__CALL_DUE, error);
    } else if (behind) {
        status = mend__desk_take(after, after_len, &key, error);
    }
    if (status == MEND_OK) {
        sweep_ask ask = {.until = until,
                         .after_due = after_due,
                         .after_tenant = behind ? (mend__str){desk->tenant.p, desk->tenant.n} : MEND__STR(""),
                         .after_key = {key.p, key.n},
                         .now = MEND__NEVER,
                         .lease_until = MEND__NEVER,
                         .max = max};
        status = due_fill(desk, &ask, rows, error);
    }
    return mend__desk_leave(desk, status);
}
