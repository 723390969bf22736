/*
 * trial.c - what the probes of a regime share, see trial.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "trial.h"
#include "mend/reason.h"

/* A case may say which regime it is meant for. */
static mend_status trial_meant(const mend__trial *t)
{
    mend__str name = t->regime.id;
    mend_status status = mend__fact_text(t->p->tree, t->p->facts, "regime", MEND__TRIAL_NAME, &name, t->p->err);
    if (status == MEND_OK && !mend__str_eq(name, t->regime.id)) {
        status = mend__json_fail(t->p->tree, mend__fact_node(t->p->tree, t->p->facts, "regime"), MEND_SCHEMA,
                                 "the case is meant for another regime than the row's", t->p->err);
    }
    return status;
}

mend_status mend__trial_run(mend__probe *p, mend__trial_fn run)
{
    mend__trial t = {.p = p};
    mend__json work;
    mend__json_init(&work, &p->arena->alloc);
    mend_status status = mend__regime_load(p->arena, &work, p->tree, p->row, &t.regime, p->err);
    status = status != MEND_OK ? status : trial_meant(&t);
    status = status != MEND_OK ? status : run(&t);
    mend__json_free(&work);
    return status;
}

/* ---- reading ---- */

mend_status mend__trial_known(const mend__trial *t, mend__words names)
{
    return mend__members_known(t->p->tree, t->p->facts, names, t->p->err);
}

mend_status mend__trial_need(const mend__trial *t, const char *key)
{
    mend__node n;
    mend_status status = mend__member_need(t->p->tree, t->p->facts, key, &n, t->p->err);
    if (status == MEND_OK && mend__json_typeof(t->p->tree, n) == MEND__JSON_NULL) {
        status = mend__json_expected(t->p->tree, n, "a value", t->p->err);
    }
    return status;
}

mend_status mend__trial_day(const mend__trial *t, const char *key, int32_t *out)
{
    return mend__fact_day(t->p->tree, t->p->facts, key, out, t->p->err);
}

mend_status mend__trial_need_day(const mend__trial *t, const char *key, int32_t *out)
{
    mend_status status = mend__trial_need(t, key);
    return status != MEND_OK ? status : mend__trial_day(t, key, out);
}

mend_status mend__trial_decimal(const mend__trial *t, const char *key, int64_t max, int64_t *out)
{
    return mend__fact_decimal(t->p->tree, t->p->facts, key, 0, max, out, t->p->err);
}

/* ---- answering ---- */

void mend__trial_lacks(mend__trial *t, const char *name)
{
    t->missing[t->missing_count++] = name;
}

mend_status mend__trial_refuse(const mend__trial *t, mend_reason reason)
{
    t->p->refused = mend_reason_name(reason);
    return MEND_OK;
}

void mend__trial_put_int(mend__jw *w, const char *key, int64_t value)
{
    mend__jw_key(w, key);
    mend__jw_int(w, value);
}

void mend__trial_put_day(mend__jw *w, mend__str key, int32_t day)
{
    char text[10];
    mend__jw_key_str(w, key);
    if (day == MEND__NO_DAY) {
        mend__jw_null(w);
        return;
    }
    mend__date_write(day, text);
    mend__jw_str(w, (mend__str){text, sizeof text});
}

void mend__trial_put_missing(mend__jw *w, bool *any, const char *folder, mend__str name)
{
    if (!*any) {
        mend__jw_key(w, "provisional");
        mend__jw_bool(w, true);
        mend__jw_key(w, "missing");
        mend__jw_array(w);
        *any = true;
    }
    char text[80]; /* a folder, and a name of at most 64 bytes */
    size_t n = 0;
    for (; folder[n] != '\0'; n++) {
        text[n] = folder[n];
    }
    for (size_t i = 0; i < name.n; i++) {
        text[n++] = name.p[i];
    }
    mend__jw_str(w, (mend__str){text, n});
}

void mend__trial_end(const mend__trial *t, bool any)
{
    for (size_t i = 0; i < t->missing_count; i++) {
        mend__trial_put_missing(t->p->out, &any, "", mend__str_of(t->missing[i], MEND_NTS));
    }
    if (any) {
        mend__jw_end_array(t->p->out);
    }
    mend__jw_end_object(t->p->out);
}
