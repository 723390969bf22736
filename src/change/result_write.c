/*
 * result_write.c - a result as a document, its reasons as sentences.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "result_write.h"

#include "policy/texts.h"

#include <string.h>

typedef struct param_source {
    const mend_result *result;
    const mend__reason_row *row;
} param_source;

static bool find_param(const void *ctx, mend__str name, mend__str *value)
{
    const param_source *s = ctx;
    const mend__param *p = (const mend__param *)s->result->params.items + s->row->first;
    for (size_t i = 0; i < s->row->count; i++) {
        if (mend__str_is(name, p[i].name)) {
            *value = (mend__str){s->result->text.data + p[i].off, p[i].len};
            return true;
        }
    }
    return false;
}

static void sentence(const mend_result *r, const mend_policy *policy, mend__str lang, size_t i, mend_buf *out)
{
    const mend__reason_row *row = (const mend__reason_row *)r->reasons.items + i;
    param_source source = {r, row};
    mend__sentence(policy, row->code, find_param, &source, lang, out);
}

static void write_params(const mend_result *r, const mend__reason_row *row, mend__jw *w)
{
    const mend__param *p = (const mend__param *)r->params.items + row->first;
    mend__jw_key(w, "params");
    mend__jw_object(w);
    for (size_t i = 0; i < row->count; i++) {
        mend__jw_key(w, p[i].name);
        mend__jw_str(w, (mend__str){r->text.data + p[i].off, p[i].len});
    }
    mend__jw_end_object(w);
}

void mend__reasons_write(const mend_result *r, const mend_policy *policy, mend__str lang, size_t from, mend__jw *w)
{
    const mend__reason_row *rows = r->reasons.items;
    mend_buf text;
    mend__buf_init(&text, &r->alloc);
    mend__jw_array(w);
    for (size_t i = from; i < r->reasons.count; i++) {
        mend__buf_rewind(&text, 0);
        sentence(r, policy, lang, i, &text);
        if (text.status != MEND_OK && w->out->status == MEND_OK)
            w->out->status = text.status;
        mend__jw_object(w);
        mend__jw_key(w, "code");
        mend__jw_text(w, mend_reason_name(rows[i].code));
        write_params(r, &rows[i], w);
        mend__jw_key(w, "text");
        mend__jw_str(w, (mend__str){text.data ? text.data : "", text.len});
        mend__jw_end_object(w);
    }
    mend__jw_end_array(w);
    mend__buf_done(&text);
}

void mend__result_members(const mend_result *r, const mend_policy *policy, mend__str lang, mend__jw *w)
{
    const mend__result_event *e = r->events.items;
    mend__jw_key(w, "status");
    mend__jw_text(w, mend_status_name(r->status) + 5); /* without MEND_ */
    mend__jw_key(w, "replayed");
    mend__jw_bool(w, r->replayed);
    mend__jw_key(w, "events");
    mend__jw_array(w);
    for (size_t i = 0; i < r->events.count; i++)
        mend__jw_raw(w, (mend__str){r->text.data + e[i].off, e[i].len});
    mend__jw_end_array(w);
    mend__jw_key(w, "reasons");
    mend__reasons_write(r, policy, lang, 0, w);
}

mend_status mend_result_sentence(const mend_result *result, const mend_policy *policy, int32_t index, const char *lang,
                                 mend_buf *out)
{
    if (!result || !out)
        return MEND_INVALID;
    if (index < 0 || (size_t)index >= result->reasons.count)
        return MEND_RANGE;
    size_t start = out->len;
    sentence(result, policy, lang ? mend__str_of(lang, MEND_NTS) : (mend__str){NULL, 0}, (size_t)index, out);
    mend_status s = out->status;
    if (s != MEND_OK)
        mend__buf_rewind(out, start);
    return s;
}

mend_status mend_result_write(const mend_result *result, const mend_policy *policy, const char *lang, mend_buf *out)
{
    mend__jw w;
    if (!result || !out)
        return MEND_INVALID;
    size_t start = out->len;
    mend__jw_init(&w, out);
    mend__jw_object(&w);
    mend__result_members(result, policy, lang ? mend__str_of(lang, MEND_NTS) : (mend__str){NULL, 0}, &w);
    mend__jw_end_object(&w);
    mend_status s = out->status;
    if (s != MEND_OK)
        mend__buf_rewind(out, start);
    return s;
}
