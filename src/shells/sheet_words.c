/*
 * sheet_words.c - the values of a ticket as they are read on paper, see sheet.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "change/clocks_words.h"
#include "change/view.h"
#include "mend/money.h"
#include "policy/cell_label.h"
#include "sheet.h"

const char *mend__sheet_say(const mend__sheeter *s, const char *en, const char *zh)
{
    return s->chinese ? zh : en;
}

mend__str mend__sheet_label(const mend__sheeter *s, const mend__name *name)
{
    return mend__name_label(&s->policy->vocab, name, s->lang);
}

mend__str mend__sheet_choice(const mend__sheeter *s, const mend__names *set, mend__str id)
{
    int32_t index = set == NULL ? -1 : mend__names_find(set, id);
    return index < 0 ? id : mend__sheet_label(s, &set->items[index]);
}

void mend__sheet_member(mend__sheeter *s, const char *key, mend__str text, bool always)
{
    if (always || text.n > 0) {
        mend__jw_key(&s->w, key);
        mend__jw_str(&s->w, text);
    }
}

void mend__sheet_take(mend__sheeter *s, const mend_buf *text)
{
    if (text->status != MEND_OK && s->w.out->status == MEND_OK) {
        s->w.out->status = text->status;
    }
    mend__jw_str(&s->w, (mend__str){text->len == 0 ? "" : text->data, text->len});
}

/* ---- words ---- */

typedef enum fate { FATE_KEEP, FATE_DROP, FATE_BLANK } fate;

/* What becomes of a character: controls and marks of direction go, whatever ends a line becomes a blank. */
static fate fate_of(uint32_t code, bool lines)
{
    if (code == '\n') {
        return lines ? FATE_KEEP : FATE_BLANK;
    }
    if (code == '\t' || code == 0x85 || code == 0x2028 || code == 0x2029) {
        return FATE_BLANK;
    }
    bool control = code < 0x20 || (code >= 0x7F && code <= 0x9F);
    bool turns = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0x200E ||
                 code == 0x200F || code == 0x061C;
    return control || turns ? FATE_DROP : FATE_KEEP;
}

void mend__sheet_clean(mend__str text, bool lines, mend_buf *out)
{
    for (size_t at = 0; at < text.n;) {
        uint32_t code = 0;
        size_t taken = mend__utf8_next(text.p + at, text.n - at, &code);
        fate f = taken == 0 ? FATE_DROP : fate_of(code, lines);
        taken = taken == 0 ? 1 : taken;
        if (f == FATE_KEEP) {
            mend__put(out, text.p + at, taken);
        } else if (f == FATE_BLANK) {
            mend__put_char(out, ' ');
        }
        at += taken;
    }
}

void mend__sheet_money(const mend__sheeter *s, int64_t minor, mend_buf *out)
{
    char text[24];
    size_t n = 0;
    mend__str currency = s->policy->currency;
    if (currency.n == 0 || mend_money_format(minor, currency.p, text, sizeof text, &n) != MEND_OK) {
        mend__put_int(out, minor);
        return;
    }
    if (!s->chinese) {
        mend__put_str(out, currency);
        mend__put_char(out, ' ');
    }
    mend__put(out, text, n);
    if (s->chinese) {
        mend__put_char(out, ' ');
        mend__put_str(out, mend__str_is(currency, "CNY") ? MEND__STR("元") : currency);
    }
}

/* A name of the policy by its label; false: the text is no name. */
static bool put_named(mend__sheeter *s, const mend__cell *cell)
{
    mend__buf_rewind(&s->raw, 0);
    bool named = mend__cell_label(s->policy, s->t, cell, s->lang, &s->raw);
    if (named) {
        mend__sheet_clean((mend__str){s->raw.len == 0 ? "" : s->raw.data, s->raw.len}, false, &s->text);
    }
    if (s->raw.status != MEND_OK && s->text.status == MEND_OK) {
        s->text.status = s->raw.status;
    }
    return named;
}

bool mend__sheet_value(mend__sheeter *s, const mend__cell *cell, const mend__names *set)
{
    mend__value value;
    mend__buf_rewind(&s->text, 0);
    if (cell == NULL) {
        return false;
    }
    mend__cell_value(s->t, cell, &value);
    switch (value.type) {
    case 0: /* taken away for good */
        return false;
    case MEND_FIELD_CHOICE:
        mend__sheet_clean(mend__sheet_choice(s, set, value.text), false, &s->text);
        return true;
    case MEND_FIELD_MONEY:
        mend__sheet_money(s, value.num, &s->text);
        return true;
    case MEND_FIELD_BOOL:
        mend__put_text(&s->text, value.num != 0 ? mend__sheet_say(s, "yes", "是") : mend__sheet_say(s, "no", "否"));
        return true;
    case MEND_FIELD_INSTANT:
        mend__words_time(s->policy->zone, value.num, &s->text);
        return true;
    case MEND_FIELD_TEXT:
    case MEND_FIELD_LONG:
        if (put_named(s, cell)) {
            return true;
        }
        mend__buf_rewind(&s->raw, 0);
        mend__view_cell(s->policy, s->t, cell, &s->raw);
        mend__sheet_clean((mend__str){s->raw.data, s->raw.len}, value.type == MEND_FIELD_LONG, &s->text);
        if (s->raw.status != MEND_OK && s->text.status == MEND_OK) {
            s->text.status = s->raw.status;
        }
        return true;
    default:
        mend__value_put(&s->text, &value);
        return true;
    }
}

const mend__cell *mend__sheet_find(const mend__sheeter *s, const mend__field *field, int32_t row)
{
    int32_t id = mend__ticket_field_id(s->t, field);
    return id == 0 ? NULL : mend__ticket_cell(s->t, field->list, row, id);
}
