/*
 * why.c - one reason of an answer as JSON, see why.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "why.h"
#include "ground/buf.h"
#include "texts.h"

mend__told mend__because(mend_reason code)
{
    mend__told y = {.code = code};
    return y;
}

void mend__why_with(mend__told *y, const char *name, mend__str value)
{
    if (value.n > 0) {
        y->params[y->count].name = name;
        y->params[y->count++].value = value;
    }
}

static bool why_param(const void *user, mend__str name, mend__str *value)
{
    const mend__told *y = user;
    for (size_t i = 0; i < y->count; i++) {
        if (mend__str_is(name, y->params[i].name)) {
            *value = y->params[i].value;
            return true;
        }
    }
    return false;
}

void mend__why_write(mend__teller *t, const mend__told *y)
{
    mend__buf_rewind(&t->text, 0);
    mend__sentence(t->policy, y->code, why_param, y, t->lang, &t->text);
    if (t->text.status != MEND_OK && t->w->out->status == MEND_OK) {
        t->w->out->status = t->text.status;
    }
    mend__jw_object(t->w);
    mend__jw_key(t->w, "code");
    mend__jw_text(t->w, mend_reason_name(y->code));
    mend__jw_key(t->w, "params");
    mend__jw_object(t->w);
    for (size_t i = 0; i < y->count; i++) {
        mend__jw_key(t->w, y->params[i].name);
        mend__jw_str(t->w, y->params[i].value);
    }
    mend__jw_end_object(t->w);
    mend__jw_key(t->w, "text");
    mend__jw_str(t->w, (mend__str){t->text.data == NULL ? "" : t->text.data, t->text.len});
    mend__jw_end_object(t->w);
}
