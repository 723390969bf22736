/*
 * probe_liability.c - regimes tried against a case: until when a seller is liable, who has to prove what, until when
 * goods may be rejected. As probe_rights.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "trial.h"

#define WAITS_MOST 1000

static mend_status try_liability(mend__trial *t)
{
    static const char *const names[] = {"regime", "delivered", "contracted", "at", "repaired_as_remedy", NULL};
    int32_t delivered = 0, contracted = MEND__NO_DAY, at = MEND__NO_DAY;
    bool repaired = false;
    mend__liable ends;
    mend_status status = mend__trial_known(t, names);
    status = status != MEND_OK ? status : mend__trial_need_day(t, "delivered", &delivered);
    status = status != MEND_OK ? status : mend__trial_day(t, "contracted", &contracted);
    status = status != MEND_OK ? status : mend__trial_day(t, "at", &at);
    status = status != MEND_OK ? status
                               : mend__fact_bool(t->p->tree, t->p->facts, "repaired_as_remedy", &repaired, t->p->err);
    if (status != MEND_OK) {
        return status;
    }
    contracted = contracted == MEND__NO_DAY ? delivered : contracted;
    mend_reason reason = mend__liability(&t->regime, delivered, contracted, repaired, &ends);
    if (reason != 0) {
        return mend__trial_refuse(t, reason);
    }
    mend__jw *w = t->p->out;
    mend__jw_object(w);
    mend__trial_put_day(w, MEND__STR("last_day"), ends.last_day);
    mend__trial_put_day(w, MEND__STR("burden_last_day"), ends.burden_last_day);
    bool over = at != MEND__NO_DAY && (at < delivered || (ends.last_day != MEND__NO_DAY && at > ends.last_day));
    bool liable = at != MEND__NO_DAY && ends.last_day != MEND__NO_DAY && !over;
    mend__jw_key(w, "liable");
    if (over || liable) {
        mend__jw_bool(w, liable);
    } else {
        mend__jw_null(w);
    }
    mend__jw_key(w, "burden_on");
    if (over || at == MEND__NO_DAY || ends.burden_last_day == MEND__NO_DAY) {
        mend__jw_null(w);
    } else {
        mend__jw_text(w, at <= ends.burden_last_day ? "seller" : "consumer");
    }
    if (at == MEND__NO_DAY) {
        mend__trial_lacks(t, "at");
    }
    if (ends.last_day == MEND__NO_DAY) {
        mend__trial_lacks(t, "liability");
    }
    if (ends.burden_last_day == MEND__NO_DAY) {
        mend__trial_lacks(t, "burden");
    }
    mend__trial_end(t, false);
    return MEND_OK;
}

mend_status mend__probe_liability(mend__probe *p)
{
    return mend__trial_run(p, try_liability);
}

/* ---- rejection and presumption ---- */

/* The last of ownership, delivery and installation; delivery alone has to be there. */
static mend_status trial_handed_over(const mend__trial *t, int32_t *delivered, int32_t *start)
{
    int32_t owned = MEND__NO_DAY, installed = MEND__NO_DAY;
    mend_status status = mend__trial_need_day(t, "delivered", delivered);
    status = status != MEND_OK ? status : mend__trial_day(t, "owned", &owned);
    status = status != MEND_OK ? status : mend__trial_day(t, "installed", &installed);
    *start = *delivered > owned ? *delivered : owned;
    *start = *start > installed ? *start : installed;
    return status;
}

static mend_status trial_wait(const mend__trial *t, mend__node n, mend__wait *out)
{
    static const char *const names[] = {"requested", "received", NULL};
    mend__node need;
    out->received = MEND__NO_DAY;
    mend_status status = mend__members_known(t->p->tree, n, names, t->p->err);
    status = status != MEND_OK ? status : mend__member_need(t->p->tree, n, "requested", &need, t->p->err);
    status = status != MEND_OK ? status : mend__value_day(t->p->tree, need, &out->requested, t->p->err);
    return status != MEND_OK ? status : mend__fact_day(t->p->tree, n, "received", &out->received, t->p->err);
}

static mend_status try_rejection(mend__trial *t)
{
    static const char *const names[] = {"regime", "delivered", "owned", "installed", "waits", NULL};
    int32_t delivered = 0, start = 0, last_day = MEND__NO_DAY;
    bool open = false;
    mend__node list = MEND__NONE;
    void *room = NULL;
    size_t count = 0;
    mend_status status = mend__trial_known(t, names);
    status = status != MEND_OK ? status : trial_handed_over(t, &delivered, &start);
    status = status != MEND_OK ? status
                               : mend__fact_list(t->p->arena, t->p->tree, t->p->facts, "waits", WAITS_MOST,
                                                 sizeof(mend__wait), &list, &room, t->p->err);
    mend__wait *waits = room;
    mend__node n = status == MEND_OK ? mend__json_first(t->p->tree, list) : MEND__NONE;
    for (; n != MEND__NONE && status == MEND_OK; n = mend__json_next(t->p->tree, n)) {
        status = trial_wait(t, n, &waits[count++]);
    }
    if (status != MEND_OK) {
        return status;
    }
    mend_reason reason = mend__rejection(&t->regime, start, waits, count, &last_day, &open);
    if (reason != 0) {
        return mend__trial_refuse(t, reason);
    }
    mend__jw_object(t->p->out);
    mend__trial_put_day(t->p->out, MEND__STR("last_day"), open ? MEND__NO_DAY : last_day);
    if (open) {
        mend__trial_lacks(t, "received");
    } else if (last_day == MEND__NO_DAY) {
        mend__trial_lacks(t, "rejection");
    }
    mend__trial_end(t, false);
    return MEND_OK;
}

mend_status mend__probe_rejection(mend__probe *p)
{
    return mend__trial_run(p, try_rejection);
}

static mend_reason trial_end(const mend__length *length, int32_t start, int32_t *last_day)
{
    bool clamped;
    *last_day = MEND__NO_DAY;
    return length->given ? mend__period_end(start, length, last_day, &clamped) : 0;
}

static mend_status try_presumption(mend__trial *t)
{
    static const char *const names[] = {"regime", "delivered", "owned", "installed", NULL};
    int32_t delivered = 0, start = 0, presumption, no_deduction = MEND__NO_DAY;
    mend_status status = mend__trial_known(t, names);
    status = status != MEND_OK ? status : trial_handed_over(t, &delivered, &start);
    if (status != MEND_OK) {
        return status;
    }
    mend_reason reason = trial_end(&t->regime.presumption, delivered, &presumption);
    reason = reason != 0 ? reason : trial_end(&t->regime.no_deduction, start, &no_deduction);
    if (reason != 0) {
        return mend__trial_refuse(t, reason);
    }
    mend__jw_object(t->p->out);
    mend__trial_put_day(t->p->out, MEND__STR("presumption_last_day"), presumption);
    mend__trial_put_day(t->p->out, MEND__STR("no_deduction_last_day"), no_deduction);
    if (presumption == MEND__NO_DAY) {
        mend__trial_lacks(t, "presumption");
    }
    if (no_deduction == MEND__NO_DAY) {
        mend__trial_lacks(t, "no_deduction");
    }
    mend__trial_end(t, false);
    return MEND_OK;
}

mend_status mend__probe_presumption(mend__probe *p)
{
    return mend__trial_run(p, try_presumption);
}
