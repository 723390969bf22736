/*
 * clocks.c - the clocks of a ticket asked about: rows as they are, and the explanation of where each one stands.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "clocks.h"

#include "act.h"
#include "clocks_text.h"
#include "ground/error.h"
#include "mend/sla.h"
#include "notions/instant.h"

#include <string.h>

_Static_assert(MEND_CLOCK_NONE == (int)MEND__CLOCK_NONE && MEND_CLOCK_RUNNING == (int)MEND__CLOCK_RUNNING &&
                   MEND_CLOCK_PAUSED == (int)MEND__CLOCK_PAUSED && MEND_CLOCK_MET == (int)MEND__CLOCK_MET &&
                   MEND_CLOCK_MISSED == (int)MEND__CLOCK_MISSED && MEND_CLOCK_CANCELLED == (int)MEND__CLOCK_CANCELLED &&
                   MEND_CLOCK_OVER == (int)MEND__CLOCK_OVER,
               "statuses are public");

typedef struct asking { /* one question */
    const mend_policy *policy;
    const mend_ticket *ticket;
    int64_t now;
    mend__str lang;
    mend__story *story;
    mend_buf text;
    mend__jw *w;
} asking;

/* --- members --- */

static void put_text(const asking *q, const char *key, const char *text)
{
    mend__jw_key(q->w, key);
    mend__jw_text(q->w, text);
}

static void put_str(const asking *q, const char *key, mend__str text)
{
    mend__jw_key(q->w, key);
    mend__jw_str(q->w, text);
}

static void put_number(const asking *q, const char *key, int64_t value)
{
    mend__jw_key(q->w, key);
    mend__jw_int(q->w, value);
}

static void put_true(const asking *q, const char *key, bool holds)
{
    if (!holds)
        return;
    mend__jw_key(q->w, key);
    mend__jw_bool(q->w, true);
}

static void put_instant(const asking *q, const char *key, int64_t at)
{
    mend__value v = {MEND_FIELD_INSTANT, at, {"", 0}};
    if (at == MEND__NEVER)
        return;
    mend__jw_key(q->w, key);
    mend__value_write(q->w, &v);
}

static mend__str label(const asking *q, const mend__name *name)
{
    return mend__name_label(&q->policy->vocab, name, q->lang);
}

/* A member whose text has been written into q->text. */
static void put_words(asking *q, const char *key)
{
    if (q->text.status != MEND_OK && q->w->out->status == MEND_OK)
        q->w->out->status = q->text.status;
    put_str(q, key, (mend__str){q->text.data ? q->text.data : "", q->text.len});
    mend__buf_rewind(&q->text, 0);
}

/* --- pieces and steps --- */

static void put_pieces(const asking *q)
{
    static const char *const kinds[] = {"used", "paused", "closed", "aside", "merged"};
    static const char *const sums[] = {"used_ms", "paused_ms", "closed_ms", "aside_ms"};
    const mend__story *s = q->story;
    mend__jw_key(q->w, "segments");
    mend__jw_array(q->w);
    for (uint32_t i = 0; i < s->piece_count; i++) {
        const mend__piece *p = &s->pieces[i];
        mend__jw_object(q->w);
        put_instant(q, "from", p->from);
        put_instant(q, "to", p->to);
        put_text(q, "kind", kinds[p->kind]);
        put_number(q, "ms", p->to - p->from);
        if (p->kind == MEND__PIECE_PAUSED) {
            put_str(q, "why", p->why);
            put_str(q, "label", mend__story_pause(s, p->why, q->lang));
        }
        for (int k = 0; k < MEND__PIECE_KINDS && p->kind == MEND__PIECE_MERGED; k++)
            if (p->ms[k] > 0)
                put_number(q, sums[k], p->ms[k]);
        if (p->kind == MEND__PIECE_MERGED)
            put_number(q, "merged", p->days);
        mend__jw_end_object(q->w);
    }
    mend__jw_end_array(q->w);
}

static void put_notices(const asking *q, const mend__step *step)
{
    if (step->notice_count == 0)
        return;
    mend__jw_key(q->w, "notices");
    mend__jw_array(q->w);
    for (uint32_t i = 0; i < step->notice_count; i++) {
        mend__jw_object(q->w);
        put_str(q, "to", step->notices[i].to);
        put_str(q, "text", q->policy->vocab.texts.items[step->notices[i].text].id);
        mend__jw_end_object(q->w);
    }
    mend__jw_end_array(q->w);
}

static void put_steps(asking *q, const char *key, const mend__step *steps, uint32_t count, bool past)
{
    static const char *const whats[] = {"started", "paused",    "resumed", "aimed",  "carried", "restarted", "missed",
                                        "stopped", "cancelled", "came",    "warned", "due",     "escalated"};
    mend__jw_key(q->w, key);
    mend__jw_array(q->w);
    for (uint32_t i = 0; i < count; i++) {
        const mend__step *step = &steps[i];
        mend__jw_object(q->w);
        put_text(q, "what", whats[step->what]);
        if (step->id.n > 0)
            put_str(q, "step", step->id);
        mend__clocks_step(q->story, step, q->lang, &q->text);
        put_words(q, "label");
        put_instant(q, "at", step->at);
        put_true(q, "unrecorded", past && !step->recorded);
        if (!past)
            put_number(q, "left_ms", step->left);
        put_notices(q, step);
        mend__jw_end_object(q->w);
    }
    mend__jw_end_array(q->w);
}

/* --- one clock --- */

static void put_target(const asking *q)
{
    const mend__story *s = q->story;
    mend__jw_key(q->w, "target");
    mend__jw_object(q->w);
    if (s->aim) {
        put_str(q, "name", s->aim->name->id);
        put_str(q, "label", label(q, s->aim->name));
    }
    put_number(q, "ms", s->r->target);
    put_true(q, "fixed", s->r->fixed);
    mend__jw_end_object(q->w);
}

/* What is left of the target, or how much more than it was used. */
static void put_balance(const asking *q)
{
    const mend__story *s = q->story;
    if (s->r->status == MEND__CLOCK_CANCELLED || s->r->status == MEND__CLOCK_OVER)
        return;
    put_number(q, s->late ? "overdue_ms" : "remaining_ms", s->late ? s->overdue : s->remaining);
    if (s->late && s->due != MEND__NEVER)
        put_number(q, "late_by_ms", s->until - s->due);
}

static void put_sums(const asking *q)
{
    const mend__story *s = q->story;
    put_number(q, "used_ms", s->ms[MEND__PIECE_USED]);
    put_number(q, "paused_ms", s->ms[MEND__PIECE_PAUSED]);
    put_number(q, "closed_ms", s->ms[MEND__PIECE_CLOSED]);
    put_number(q, "aside_ms", s->ms[MEND__PIECE_ASIDE]);
}

static void put_standing(asking *q)
{
    mend__clocks_standing(q->story, q->lang, &q->text);
    put_words(q, "standing");
}

static void put_row(asking *q)
{
    const mend__story *s = q->story;
    const mend__clock_row *r = s->r;
    put_target(q);
    put_instant(q, "started", r->started);
    if (s->fresh != r->started)
        put_instant(q, "counted_from", s->fresh);
    put_instant(q, "stopped", r->stopped);
    put_instant(q, "due", r->due);
    put_true(q, "provisional", r->provisional);
    put_instant(q, "breached", r->breached);
    if (s->clock->kind == MEND__CLOCK_REPEAT) {
        put_number(q, "hits", r->hits);
        put_number(q, "misses", r->misses);
    }
    put_sums(q);
    put_balance(q);
    put_pieces(q);
    put_steps(q, "past", s->past, s->past_count, true);
    if (s->earlier > 0)
        put_number(q, "earlier", s->earlier);
    put_steps(q, "to_come", s->to_come, s->to_come_count, false);
}

static void put_clock(asking *q, uint32_t clock, int32_t row)
{
    static const char *const kinds[] = {"deadline", "repeat", "countdown", "not_before"};
    mend__story *s = q->story;
    mend__story_tell(s, q->policy, q->ticket, clock, row, q->now);
    mend__jw_object(q->w);
    put_str(q, "clock", s->clock->name->id);
    put_str(q, "label", label(q, s->clock->name));
    put_text(q, "kind", kinds[s->clock->kind]);
    if (row >= 0)
        put_number(q, "cycle", s->r->cycle);
    put_text(q, "status", mend_clock_status_name(row < 0 ? MEND_CLOCK_NONE : s->r->status));
    put_standing(q);
    if (row >= 0)
        put_row(q);
    mend__clocks_paragraph(s, q->lang, &q->text);
    put_words(q, "text");
    mend__jw_end_object(q->w);
}

static void put_brief(asking *q, uint32_t clock, int32_t row)
{
    mend__story *s = q->story;
    mend__story_measure(s, q->policy, q->ticket, clock, row, q->now);
    mend__jw_object(q->w);
    put_str(q, "clock", s->clock->name->id);
    put_str(q, "label", label(q, s->clock->name));
    put_text(q, "status", mend_clock_status_name(s->r->status));
    put_standing(q);
    put_instant(q, "due", s->r->due);
    put_balance(q);
    mend__jw_end_object(q->w);
}

/* --- several --- */

static mend_status begin(asking *q, const mend_policy *policy, const mend_ticket *t, int64_t now, mend__str lang,
                         mend__jw *w)
{
    memset(q, 0, sizeof *q);
    q->policy = policy;
    q->ticket = t;
    q->now = t->seq > 0 && t->last > now ? t->last : now;
    q->lang = lang.n > 0 ? lang : policy->vocab.language;
    q->w = w;
    mend__buf_init(&q->text, &t->alloc);
    q->story = mend__new(&t->alloc, sizeof *q->story);
    return q->story ? MEND_OK : MEND_NOMEM;
}

static void end(asking *q)
{
    mend__buf_done(&q->text);
    mend__drop(&q->ticket->alloc, q->story, sizeof *q->story);
}

/* Every cycle of the clock, oldest first; the clock as one that was never started where there is none. */
static void put_cycles(asking *q, uint32_t clock)
{
    mend__str name = q->policy->vocab.clocks.items[clock].id;
    bool any = false;
    for (size_t i = 0; i < mend__clock_count(q->ticket); i++) {
        if (!mend__str_eq(mend__ticket_str(q->ticket, mend__clock_at(q->ticket, i)->clock), name))
            continue;
        put_clock(q, clock, (int32_t)i);
        any = true;
    }
    if (!any)
        put_clock(q, clock, -1);
}

static void put_answer(asking *q, int32_t clock)
{
    const mend__names *clocks = &q->policy->vocab.clocks;
    mend__jw_object(q->w);
    put_instant(q, "now", q->now);
    put_instant(q, "next_due", mend__clock_wake(q->ticket));
    mend__jw_key(q->w, "clocks");
    mend__jw_array(q->w);
    if (clock >= 0)
        put_cycles(q, (uint32_t)clock);
    for (uint32_t i = 0; clock < 0 && i < clocks->count; i++)
        put_clock(q, i, mend__clock_last(q->ticket, clocks->items[i].id));
    mend__jw_end_array(q->w);
    mend__jw_end_object(q->w);
}

mend_status mend__clocks_brief(const mend_policy *policy, const mend_ticket *t, int64_t now, mend__str lang,
                               mend__jw *w)
{
    asking q;
    mend_status s = begin(&q, policy, t, now, lang, w);
    const mend__names *clocks = &policy->vocab.clocks;
    mend__jw_array(w);
    for (uint32_t i = 0; s == MEND_OK && i < clocks->count; i++) {
        int32_t row = mend__clock_last(t, clocks->items[i].id);
        if (row >= 0 && mend__clock_active(mend__clock_at(t, (size_t)row)))
            put_brief(&q, i, row);
    }
    mend__jw_end_array(w);
    end(&q);
    return s;
}

/* --- public --- */

const char *mend_clock_status_name(mend_clock_status status)
{
    if (status < MEND_CLOCK_NONE || status > MEND_CLOCK_OVER)
        return NULL;
    return status == MEND_CLOCK_NONE ? "none" : mend__clock_status_name((mend__clock_status)status);
}

int64_t mend_ticket_next_due(const mend_ticket *ticket)
{
    return ticket ? mend__clock_wake(ticket) : MEND__NEVER;
}

int32_t mend_clock_count(const mend_ticket *ticket)
{
    return ticket ? (int32_t)mend__clock_count(ticket) : 0;
}

const char *mend_clock_name(const mend_ticket *ticket, int32_t index, size_t *len)
{
    if (index < 0 || index >= mend_clock_count(ticket))
        return NULL;
    mend__str name = mend__ticket_str(ticket, mend__clock_at(ticket, (size_t)index)->clock);
    if (len)
        *len = name.n;
    return name.p;
}

mend_status mend_clock_get(const mend_ticket *ticket, int32_t index, mend_clock_info *info)
{
    if (!ticket || !info || info->struct_size != sizeof *info)
        return MEND_INVALID;
    if (index < 0 || index >= mend_clock_count(ticket))
        return MEND_RANGE;
    const mend__clock_row *r = mend__clock_at(ticket, (size_t)index);
    int32_t flags =
        (r->provisional ? MEND_CLOCK_PROVISIONAL : 0) | (r->breached != MEND__NEVER ? MEND_CLOCK_BREACHED : 0);
    *info = (mend_clock_info){(uint32_t)sizeof *info,
                              r->cycle,
                              r->status,
                              flags,
                              r->started,
                              r->stopped,
                              r->due,
                              r->wake,
                              r->target,
                              r->breached,
                              r->hits,
                              r->misses};
    return MEND_OK;
}

static mend_status check(const mend_policy *policy, const mend_ticket *ticket, mend__str clock, int64_t now,
                         int32_t *index, mend_error *err)
{
    *index = -1;
    if (!mend__instant_valid(now))
        return mend__fail(err, MEND_RANGE, "now lies outside years 1 to 9999");
    mend_status s = mend__policy_fits(policy, ticket, err);
    if (s != MEND_OK || !clock.n)
        return s;
    *index = mend__names_find(&policy->vocab.clocks, clock);
    if (*index >= 0)
        return MEND_OK;
    mend__guess guess;
    mend__guess_start(&guess, clock);
    mend__names_guess(&policy->vocab.clocks, &guess);
    mend__fail(err, MEND_NOT_FOUND, "the policy has no clock of that name");
    if (guess.best.p) {
        mend__error_add(err, "; did you mean \"");
        mend__error_add_str(err, guess.best);
        mend__error_add(err, "\"?");
    }
    return MEND_NOT_FOUND;
}

mend_status mend_clocks(const mend_policy *policy, const mend_ticket *ticket, const char *clock, size_t clock_len,
                        int64_t now, const char *lang, mend_buf *out, mend_error *error)
{
    asking q;
    mend__jw w;
    int32_t index;
    mend__str name = clock ? mend__str_of(clock, clock_len) : MEND__STR("");
    if (!mend__error_ok(error))
        return MEND_INVALID;
    if (!policy || !ticket || !out)
        return mend__fail(error, MEND_INVALID, "policy, ticket and a buffer are needed");
    if (clock && !name.n)
        return mend__fail(error, MEND_INVALID, "a clock's name is empty");
    mend_status s = check(policy, ticket, name, now, &index, error);
    if (s != MEND_OK)
        return s;
    size_t start = out->len;
    mend__jw_init(&w, out);
    s = begin(&q, policy, ticket, now, lang ? mend__str_of(lang, MEND_NTS) : MEND__STR(""), &w);
    if (s == MEND_OK)
        put_answer(&q, index);
    end(&q);
    if (s == MEND_OK)
        s = out->status;
    if (s == MEND_OK)
        return MEND_OK;
    mend__buf_rewind(out, start);
    return mend__fail(error, s, mend_status_text(s));
}
