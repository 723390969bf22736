/*
 * record.c - writing a ticket's record.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "record.h"

#include "clock.h"
#include "ground/crc32c.h"
#include "mend/mask.h"

#include <string.h>

static void put_str(mend__jw *w, const char *key, mend__str text)
{
    mend__jw_key(w, key);
    mend__jw_str(w, text);
}

static void put_int(mend__jw *w, const char *key, int64_t value)
{
    mend__jw_key(w, key);
    mend__jw_int(w, value);
}

static void put_instant(mend__jw *w, const char *key, int64_t at)
{
    mend__value v = {MEND_FIELD_INSTANT, at, {"", 0}};
    if (at == INT64_MIN)
        return;
    mend__jw_key(w, key);
    mend__value_write(w, &v);
}

static mend__str list_name(int32_t list)
{
    const mend__field *f = mend__field_by_id(list);
    return f ? mend__str_of(f->name, MEND_NTS) : MEND__STR("");
}

static void put_cell(mend__jw *w, const mend_ticket *t, const mend__cell *c)
{
    mend__value v = {c->type, c->num, mend__ticket_str(t, c->text)};
    mend__jw_key_str(w, mend__ticket_field_name(t, c->field));
    if (!c->slot) {
        mend__value_write(w, &v);
        return;
    }
    mend__jw_object(w);
    put_int(w, "slot", c->slot);
    mend__jw_end_object(w);
}

/* Cells are sorted by list, row, field: fields of the ticket first, then list by list and row by row. */
static void put_fields(mend__jw *w, const mend_ticket *t)
{
    const mend__cell *c = t->cells.items;
    size_t i = 0, n = t->cells.count;
    mend__jw_key(w, "fields");
    mend__jw_object(w);
    for (; i < n && c[i].list == 0; i++)
        put_cell(w, t, &c[i]);
    while (i < n) {
        int32_t list = c[i].list;
        mend__jw_key_str(w, list_name(list));
        mend__jw_array(w);
        while (i < n && c[i].list == list) {
            int32_t row = c[i].row;
            mend__jw_object(w);
            put_int(w, "id", row);
            for (; i < n && c[i].list == list && c[i].row == row; i++)
                put_cell(w, t, &c[i]);
            mend__jw_end_object(w);
        }
        mend__jw_end_array(w);
    }
    mend__jw_end_object(w);
}

static void put_customs(mend__jw *w, const mend_ticket *t)
{
    const mend__custom *c = t->customs.items;
    mend__jw_key(w, "declared");
    mend__jw_array(w);
    for (size_t i = 0; i < t->customs.count; i++) {
        mend__jw_object(w);
        put_str(w, "name", mend__ticket_str(t, c[i].name));
        if (c[i].list)
            put_str(w, "list", list_name(c[i].list));
        put_str(w, "type", mend__str_of(mend__type_name(c[i].type), MEND_NTS));
        if (c[i].mask)
            put_str(w, "mask", mend__str_of(mend_mask_name(c[i].mask), MEND_NTS));
        mend__jw_end_object(w);
    }
    mend__jw_end_array(w);
}

static void put_done(mend__jw *w, const mend_ticket *t)
{
    const mend__done *d = t->done.items;
    mend__jw_key(w, "done");
    mend__jw_array(w);
    for (size_t i = 0; i < t->done.count; i++) {
        mend__jw_object(w);
        put_str(w, "action", mend__ticket_str(t, d[i].action));
        put_str(w, "actor", mend__ticket_str(t, d[i].actor));
        put_int(w, "times", d[i].times);
        put_int(w, "last", d[i].last_seq);
        mend__jw_end_object(w);
    }
    mend__jw_end_array(w);
}

static void put_counts(mend__jw *w, const mend_ticket *t)
{
    const mend__count *c = t->counts.items;
    mend__jw_key(w, "counters");
    mend__jw_object(w);
    for (size_t i = 0; i < t->counts.count; i++) {
        mend__jw_key_str(w, mend__ticket_str(t, c[i].name));
        mend__jw_int(w, c[i].value);
    }
    mend__jw_end_object(w);
}

static void put_rowmarks(mend__jw *w, const mend_ticket *t)
{
    const mend__rowmark *m = t->rowmarks.items;
    mend__jw_key(w, "rows");
    mend__jw_object(w);
    for (size_t i = 0; i < t->rowmarks.count; i++) {
        mend__jw_key_str(w, list_name(m[i].list));
        mend__jw_int(w, m[i].last);
    }
    mend__jw_end_object(w);
}

/* A ticket that no clock has touched says nothing of them. */
static void put_clocks(mend__jw *w, const mend_ticket *t)
{
    if (mend__clock_count(t) == 0)
        return;
    mend__jw_key(w, "clocks");
    mend__jw_array(w);
    for (size_t i = 0; i < mend__clock_count(t); i++)
        mend__clock_write(w, t, (int32_t)i, false);
    mend__jw_end_array(w);
}

void mend__slots_write(const mend_ticket *t, mend__jw *w)
{
    const mend__slot *s = t->slots.items;
    mend__jw_array(w);
    for (size_t i = 0; i < t->slots.count; i++) {
        if (s[i].gone)
            mend__jw_null(w);
        else
            mend__jw_str(w, mend__ticket_str(t, s[i].text));
    }
    mend__jw_end_array(w);
}

static void put_ticket(mend__jw *w, const mend_ticket *t)
{
    mend__jw_object(w);
    put_str(w, "tenant", mend__ticket_str(t, t->tenant));
    put_str(w, "key", mend__ticket_str(t, t->key));
    put_str(w, "number", mend__ticket_str(t, t->number));
    mend__jw_key(w, "policy");
    mend__jw_object(w);
    put_str(w, "id", mend__ticket_str(t, t->policy));
    put_int(w, "revision", t->policy_revision);
    put_str(w, "digest", mend__str_of(t->digest, MEND_NTS));
    mend__jw_end_object(w);
    put_int(w, "seq", t->seq);
    put_str(w, "state", mend__ticket_str(t, t->state));
    put_str(w, "stage", mend__str_of(mend__stage_name(t->stage), MEND_NTS));
    put_instant(w, "opened", t->opened);
    put_instant(w, "since", t->since);
    put_instant(w, "closed", t->closed);
    put_instant(w, "last", t->last);
    put_instant(w, "anonymised", t->anonymised);
    put_customs(w, t);
    put_fields(w, t);
    put_rowmarks(w, t);
    put_done(w, t);
    put_counts(w, t);
    put_clocks(w, t);
    mend__jw_key(w, "slots");
    mend__slots_write(t, w);
    mend__jw_end_object(w);
}

static void write_crc(char out[8], uint32_t crc)
{
    static const char digits[] = "0123456789abcdef";
    for (int i = 0; i < 8; i++)
        out[i] = digits[(crc >> (28 - 4 * i)) & 15];
}

static mend_status save(const mend_ticket *t, mend_buf *out)
{
    static const char head[] = "MEND 1 00000000\n";
    mend__jw w;
    size_t start = out->len;
    mend_status had = out->status;
    if (had != MEND_OK)
        return had;
    mend__put(out, head, sizeof head - 1);
    mend__jw_init(&w, out);
    put_ticket(&w, t);
    mend_status s = out->status;
    if (s != MEND_OK) {
        mend__buf_rewind(out, start);
        return s;
    }
    const char *json = out->data + start + sizeof head - 1;
    write_crc(out->data + start + 7, mend__crc32c(json, out->len - start - (sizeof head - 1)));
    return MEND_OK;
}

size_t mend__record_bound(const mend_ticket *t)
{
    /* a byte of text is written as six at most; names of the catalogue have at most 64 bytes; numbers at most 24 */
    return 1024 + 6 * t->heap.count + 128 * t->cells.count + 256 * t->customs.count + 8 * t->slots.count +
           128 * t->done.count + 32 * t->counts.count + 128 * t->rowmarks.count + 512 * t->clocks.count +
           64 * t->clock_marks.count;
}

mend_status mend__record_size(const mend_ticket *t, size_t *out)
{
    mend_buf buf;
    mend__buf_init(&buf, &t->alloc);
    mend_status s = save(t, &buf);
    if (s == MEND_OK)
        *out = buf.len;
    mend__buf_done(&buf);
    return s;
}

/* --- public --- */

mend_status mend_ticket_save(const mend_ticket *ticket, mend_buf *out)
{
    return ticket && out ? save(ticket, out) : MEND_INVALID;
}

mend_status mend_ticket_slots(const mend_ticket *ticket, mend_buf *out)
{
    mend__jw w;
    if (!ticket || !out)
        return MEND_INVALID;
    size_t start = out->len;
    mend__jw_init(&w, out);
    mend__slots_write(ticket, &w);
    mend_status s = out->status;
    if (s != MEND_OK)
        mend__buf_rewind(out, start);
    return s;
}
