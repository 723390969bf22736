/*
 * notice.c - writing notices, see notice.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "notice.h"

static void put_str(mend__jw *w, const char *key, mend__str text)
{
    mend__jw_key(w, key);
    mend__jw_str(w, text);
}

static void put_instant(mend__jw *w, const char *key, int64_t at)
{
    mend__value v = {MEND_FIELD_INSTANT, at, {"", 0}};
    mend__jw_key(w, key);
    mend__value_write(w, &v);
}

/* "key#seq#name" for an act; a clock's steps may name their notices alike: "key#seq#clock.name". */
static void write_id(const mend_ticket *t, const mend__notice_frame *frame, const mend__notice *n, mend_buf *id)
{
    mend__put_str(id, mend__ticket_str(t, t->key));
    mend__put_char(id, '#');
    mend__put_int(id, frame->seq);
    mend__put_char(id, '#');
    if (frame->clock.n) {
        mend__put_str(id, frame->clock);
        mend__put_char(id, '.');
    }
    mend__put_str(id, n->name->id);
}

static void write_clock(mend__jw *w, const mend__notice_frame *frame)
{
    int64_t after;
    if (frame->clock.n)
        put_str(w, "clock", frame->clock);
    if (frame->step.n)
        put_str(w, "step", frame->step);
    if (frame->late) {
        mend__jw_key(w, "late_ms");
        mend__jw_int(w, frame->late);
    }
    if (frame->quiet && mend_calendar_roll_forward(frame->quiet, frame->now, &after, NULL) == MEND_OK &&
        after > frame->now)
        put_instant(w, "after", after);
}

static void write_notice(const mend_policy *policy, const mend_ticket *t, const mend__notice_frame *frame,
                         const mend__notice *n, mend_buf *id, mend_buf *doc)
{
    mend__jw w;
    mend__value channel;
    mend__value person;
    const mend__field *preferred = mend__field_find(0, MEND__STR("preferred_channel"));
    write_id(t, frame, n, id);
    mend__jw_init(&w, doc);
    mend__jw_object(&w);
    put_str(&w, "id", (mend__str){id->data ? id->data : "", id->len});
    put_str(&w, "ticket", mend__ticket_str(t, t->key));
    put_str(&w, "number", mend__ticket_str(t, t->number));
    mend__jw_key(&w, "seq");
    mend__jw_int(&w, frame->seq);
    put_instant(&w, "at", frame->at);
    write_clock(&w, frame);
    put_str(&w, "notice", n->name->id);
    put_str(&w, "to", n->to);
    if (n->person && mend__ticket_value(t, n->person, 0, &person))
        put_str(&w, "person", person.text);
    if (n->channel.n)
        put_str(&w, "channel", n->channel);
    else if (mend__str_is(n->to, "customer") && preferred && mend__ticket_value(t, preferred, 0, &channel))
        put_str(&w, "channel", channel.text);
    put_str(&w, "text", policy->vocab.texts.items[n->text].id);
    mend__jw_end_object(&w);
}

void mend__notices_add(const mend_policy *policy, const mend_ticket *t, const mend__notice_frame *frame,
                       const mend__notice *notices, uint32_t count, mend_result *r)
{
    for (uint32_t i = 0; i < count; i++) {
        mend__buf_rewind(&r->id, 0);
        mend__buf_rewind(&r->document, 0);
        write_notice(policy, t, frame, &notices[i], &r->id, &r->document);
        if (r->id.status == MEND_OK && r->document.status == MEND_OK)
            mend__result_notice_add(r, (mend__str){r->id.data, r->id.len},
                                    (mend__str){r->document.data, r->document.len});
        else if (r->text.status == MEND_OK)
            r->text.status = MEND_NOMEM;
    }
}

const mend__str *mend__notice_names(const mend__notice *notices, uint32_t count, mend__arena *arena)
{
    mend__str *names = mend__arena_get(arena, (count + 1) * sizeof *names);
    for (uint32_t i = 0; names && i < count; i++)
        names[i] = notices[i].name->id;
    return names;
}
