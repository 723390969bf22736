/*
 * sheet.c - filling a sheet with a ticket, see mend/sheet.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "sheet.h"

#include "change/clocks_words.h"
#include "change/tick.h"
#include "ground/error.h"
#include "notions/instant.h"

#define LONG_LINES 3 /* to write on, where a value of several lines is missing and the policy does not say */

void mend__sheet_column(mend__sheeter *s, mend__str label)
{
    mend__jw_object(&s->w);
    mend__sheet_member(s, "label", label, true);
    mend__jw_end_object(&s->w);
}

static mend__str cell_label(const mend__sheeter *s, const mend__sheet_cell *cell)
{
    return cell->name->label_count > 0 ? mend__sheet_label(s, cell->name)
                                       : mend__vocab_field_label(&s->policy->vocab, cell->field, s->lang);
}

/* ---- boxes ---- */

/* Which choice holds: its index, of a bool 1 for true; -1: there is no value, or none of the set. */
static int32_t chosen_of(const mend__sheeter *s, const mend__sheet_cell *cell, const mend__cell *found)
{
    mend__value value;
    if (found == NULL) {
        return -1;
    }
    mend__cell_value(s->t, found, &value);
    if (value.type == MEND_FIELD_BOOL) {
        return value.num != 0;
    }
    return value.type == MEND_FIELD_CHOICE && cell->set != NULL ? mend__names_find(cell->set, value.text) : -1;
}

static void put_option(mend__sheeter *s, mend__str id, mend__str label, bool chosen)
{
    mend__jw_object(&s->w);
    mend__sheet_member(s, "choice", id, true);
    mend__sheet_member(s, "label", label, true);
    mend__jw_key(&s->w, "chosen");
    mend__jw_bool(&s->w, chosen);
    mend__jw_end_object(&s->w);
}

static void put_options(mend__sheeter *s, const mend__sheet_cell *cell, const mend__cell *found)
{
    int32_t chosen = chosen_of(s, cell, found);
    mend__jw_key(&s->w, "options");
    mend__jw_array(&s->w);
    if (cell->set == NULL) {
        put_option(s, MEND__STR("true"), mend__str_of(mend__sheet_say(s, "yes", "是"), MEND_NTS), chosen == 1);
        put_option(s, MEND__STR("false"), mend__str_of(mend__sheet_say(s, "no", "否"), MEND_NTS), chosen == 0);
    }
    for (uint32_t i = 0; cell->set != NULL && i < cell->set->count; i++) {
        const mend__name *choice = &cell->set->items[i];
        put_option(s, choice->id, mend__sheet_label(s, choice), (int32_t)i == chosen);
    }
    mend__jw_end_array(&s->w);
}

static void put_box(mend__sheeter *s, mend__str label, bool chosen)
{
    mend__put_text(&s->text, s->text.len > 0 ? "  " : "");
    mend__put_text(&s->text, chosen ? "☑ " : "☐ ");
    mend__put_str(&s->text, label);
}

/* The same in one line of text, for tables. */
static void put_boxes(mend__sheeter *s, const mend__sheet_cell *cell, const mend__cell *found)
{
    int32_t chosen = chosen_of(s, cell, found);
    mend__buf_rewind(&s->text, 0);
    if (cell->set == NULL) {
        put_box(s, mend__str_of(mend__sheet_say(s, "yes", "是"), MEND_NTS), chosen == 1);
        put_box(s, mend__str_of(mend__sheet_say(s, "no", "否"), MEND_NTS), chosen == 0);
    }
    for (uint32_t i = 0; cell->set != NULL && i < cell->set->count; i++) {
        put_box(s, mend__sheet_label(s, &cell->set->items[i]), (int32_t)i == chosen);
    }
}

/* ---- fields ---- */

static void put_field(mend__sheeter *s, const mend__sheet_cell *cell, int32_t row)
{
    const mend__cell *found = mend__sheet_find(s, cell->field, row);
    bool several = cell->field->type == MEND_FIELD_LONG;
    mend__jw_object(&s->w);
    mend__sheet_member(s, "field", mend__str_of(cell->field->path, MEND_NTS), true);
    mend__sheet_member(s, "label", cell_label(s, cell), true);
    mend__sheet_member(s, "type", mend__str_of(mend__type_name(cell->field->type), MEND_NTS), true);
    mend__sheet_value(s, found, cell->set);
    mend__jw_key(&s->w, "text");
    mend__sheet_take(s, &s->text);
    mend__jw_key(&s->w, "lines");
    mend__jw_int(&s->w, cell->lines > 0 ? cell->lines : several ? LONG_LINES : 1);
    if (cell->boxes) {
        put_options(s, cell, found);
    }
    mend__jw_end_object(&s->w);
}

/* Fields of the ticket, or the columns of the list's last row. */
static void put_fields(mend__sheeter *s, const mend__sheet_part *part)
{
    int32_t last = 0;
    for (int32_t row = 0; part->list != NULL && (row = mend__ticket_next_row(s->t, part->list->id, row)) != 0;) {
        last = row;
    }
    mend__jw_key(&s->w, "rows");
    mend__jw_array(&s->w);
    for (uint32_t i = 0; i < part->cell_count; i++) {
        put_field(s, &part->cells[i], last);
    }
    mend__jw_end_array(&s->w);
}

/* ---- tables ---- */

/* row 0: an empty one. */
static void put_table_row(mend__sheeter *s, const mend__sheet_part *part, int32_t row)
{
    mend__jw_array(&s->w);
    for (uint32_t i = 0; i < part->cell_count; i++) {
        const mend__sheet_cell *cell = &part->cells[i];
        const mend__cell *found = row == 0 ? NULL : mend__sheet_find(s, cell->field, row);
        if (cell->boxes) {
            put_boxes(s, cell, found);
        } else {
            mend__sheet_value(s, found, cell->set);
        }
        mend__sheet_take(s, &s->text);
    }
    mend__jw_end_array(&s->w);
}

/* The highest number in the column that tells newer rows from older ones; INT64_MIN: no row has one. */
static int64_t newest_of(const mend__sheeter *s, const mend__sheet_part *part)
{
    int64_t newest = INT64_MIN;
    mend__value v;
    for (int32_t row = 0; part->newest != NULL && (row = mend__ticket_next_row(s->t, part->list->id, row)) != 0;) {
        if (mend__ticket_value(s->t, part->newest, row, &v) && v.num > newest) {
            newest = v.num;
        }
    }
    return newest;
}

static bool is_shown(const mend__sheeter *s, const mend__sheet_part *part, int32_t row, int64_t newest)
{
    mend__value v;
    return newest == INT64_MIN || (mend__ticket_value(s->t, part->newest, row, &v) && v.num == newest);
}

static void put_table(mend__sheeter *s, const mend__sheet_part *part)
{
    int32_t filled = 0;
    int64_t newest = newest_of(s, part);
    mend__jw_object(&s->w);
    mend__jw_key(&s->w, "head");
    mend__jw_array(&s->w);
    for (uint32_t i = 0; i < part->cell_count; i++) {
        mend__jw_object(&s->w);
        mend__sheet_member(s, "field", mend__str_of(part->cells[i].field->path, MEND_NTS), true);
        mend__sheet_member(s, "label", cell_label(s, &part->cells[i]), true);
        mend__sheet_member(s, "type", mend__str_of(mend__type_name(part->cells[i].field->type), MEND_NTS), true);
        mend__jw_end_object(&s->w);
    }
    mend__jw_end_array(&s->w);
    mend__jw_key(&s->w, "rows");
    mend__jw_array(&s->w);
    for (int32_t row = 0; (row = mend__ticket_next_row(s->t, part->list->id, row)) != 0;) {
        if (is_shown(s, part, row, newest)) {
            put_table_row(s, part, row);
            filled++;
        }
    }
    for (int32_t i = filled; i < part->lines; i++) {
        put_table_row(s, part, 0);
    }
    mend__jw_end_array(&s->w);
    mend__jw_key(&s->w, "filled");
    mend__jw_int(&s->w, filled);
    mend__jw_end_object(&s->w);
}

/* ---- below: texts, signatures ---- */

static mend__str text_words(const mend__sheeter *s, int32_t index)
{
    return index < 0 ? MEND__STR("") : mend__sheet_label(s, &s->policy->vocab.texts.items[index]);
}

static void put_texts(mend__sheeter *s, const mend__sheet_part *part)
{
    mend__jw_key(&s->w, "texts");
    mend__jw_array(&s->w);
    for (uint32_t i = 0; i < part->text_count; i++) {
        mend__jw_object(&s->w);
        mend__sheet_member(s, "text", s->policy->vocab.texts.items[part->texts[i]].id, true);
        mend__sheet_member(s, "words", text_words(s, (int32_t)part->texts[i]), true);
        mend__jw_end_object(&s->w);
    }
    mend__jw_end_array(&s->w);
}

static void put_signed(mend__sheeter *s, const char *key, const mend__field *field)
{
    if (field != NULL && mend__sheet_value(s, mend__sheet_find(s, field, 0), NULL)) {
        mend__jw_key(&s->w, key);
        mend__sheet_take(s, &s->text);
    }
}

static void put_signs(mend__sheeter *s, const mend__sheet_part *part)
{
    mend__jw_key(&s->w, "sign");
    mend__jw_array(&s->w);
    for (uint32_t i = 0; i < part->sign_count; i++) {
        const mend__sheet_sign *sign = &part->signs[i];
        mend__jw_object(&s->w);
        mend__sheet_member(s, "sign", sign->name->id, true);
        mend__sheet_member(s, "label", mend__sheet_label(s, sign->name), true);
        put_signed(s, "by", sign->by);
        put_signed(s, "at", sign->at);
        mend__jw_end_object(&s->w);
    }
    mend__jw_end_array(&s->w);
}

/* ---- sections ---- */

static mend_status put_body(mend__sheeter *s, const mend__sheet_part *part)
{
    mend_status status = MEND_OK;
    switch (part->body) {
    case MEND__SHEET_NOTHING:
        return MEND_OK;
    case MEND__SHEET_FIELDS:
    case MEND__SHEET_LAST:
        put_fields(s, part);
        return MEND_OK;
    default:
        break;
    }
    mend__jw_key(&s->w, "table");
    if (part->body == MEND__SHEET_LEVELS) {
        status = mend__sheet_levels(s, part);
    } else if (part->body == MEND__SHEET_CARD) {
        mend__sheet_card(s);
    } else {
        put_table(s, part);
    }
    return status;
}

static mend_status put_part(mend__sheeter *s, const mend__sheet_part *part)
{
    mend__jw_object(&s->w);
    mend__sheet_member(s, "section", part->name->id, true);
    mend__sheet_member(s, "label", part->heading == NULL ? MEND__STR("") : mend__sheet_label(s, part->heading), false);
    mend_status status = put_body(s, part);
    if (part->text_count > 0) {
        put_texts(s, part);
    }
    if (part->sign_count > 0) {
        put_signs(s, part);
    }
    mend__jw_end_object(&s->w);
    return status;
}

/* The sections whose conditions hold; of a form to be filled in by hand all of them. */
static mend_status put_parts(mend__sheeter *s, const mend__sheet *sheet, size_t start)
{
    const mend__scene scene = {s->t, mend__ticket_str(s->t, s->t->state), NULL, 0};
    mend_status status = MEND_OK;
    mend__jw_key(&s->w, "sections");
    mend__jw_array(&s->w);
    for (uint32_t i = 0; i < sheet->part_count && status == MEND_OK; i++) {
        if (s->t->seq == 0 || mend__condition_holds(sheet->parts[i].when, &scene)) {
            status = put_part(s, &sheet->parts[i]);
        }
        if (status == MEND_OK) {
            status = s->w.out->status;
        }
        if (status == MEND_OK && s->w.out->len - start > MEND__SHEET_BYTES) {
            status = MEND_LIMIT;
        }
    }
    mend__jw_end_array(&s->w);
    return status;
}

/* Text of the ticket that is no field: its number, its key. */
static void put_own(mend__sheeter *s, const char *key, mend__ref ref)
{
    mend__buf_rewind(&s->text, 0);
    mend__sheet_clean(mend__ticket_str(s->t, ref), false, &s->text);
    if (s->text.len > 0 || s->text.status != MEND_OK) {
        mend__jw_key(&s->w, key);
        mend__sheet_take(s, &s->text);
    }
}

static mend_status put_sheet(mend__sheeter *s, uint32_t index)
{
    const mend__name *name = &s->policy->sheets.names.items[index];
    const mend__sheet *sheet = &s->policy->sheets.sheets[index];
    size_t start = s->w.out->len;
    mend__jw_object(&s->w);
    mend__sheet_member(s, "sheet", name->id, true);
    mend__sheet_member(s, "title", sheet->title < 0 ? mend__sheet_label(s, name) : text_words(s, sheet->title), true);
    mend__sheet_member(s, "head", text_words(s, sheet->head), false);
    mend__sheet_member(s, "lang", s->lang, true);
    put_own(s, "number", s->t->number);
    put_own(s, "key", s->t->key);
    mend__sheet_member(s, "state",
                       s->t->seq == 0
                           ? MEND__STR("")
                           : mend__sheet_choice(s, &s->policy->vocab.states, mend__ticket_str(s->t, s->t->state)),
                       false);
    mend__buf_rewind(&s->text, 0);
    mend__words_time(s->policy->zone, s->now, &s->text);
    mend__jw_key(&s->w, "printed");
    mend__sheet_take(s, &s->text);
    mend_status status = put_parts(s, sheet, start);
    mend__sheet_member(s, "foot", text_words(s, sheet->foot), false);
    mend__jw_end_object(&s->w);
    return status != MEND_OK ? status : s->w.out->status;
}

/* ---- public ---- */

static mend_status sheet_find(const mend_policy *policy, mend__str name, int32_t *index, mend_error *err)
{
    mend__guess guess;
    *index = mend__names_find(&policy->sheets.names, name);
    if (*index >= 0) {
        return MEND_OK;
    }
    mend__guess_start(&guess, name);
    mend__names_guess(&policy->sheets.names, &guess);
    mend__fail(err, MEND_NOT_FOUND, "the policy has no sheet of that name");
    if (guess.best.p != NULL) {
        mend__error_add(err, "; did you mean \"");
        mend__error_add_str(err, guess.best);
        mend__error_add(err, "\"?");
    }
    return MEND_NOT_FOUND;
}

static mend_status sheet_check(const mend_policy *policy, const mend_ticket *ticket, mend__str name, int64_t now,
                               int32_t *index, mend_error *err)
{
    mend_status status = MEND_OK;
    if (!mend__instant_valid(now)) {
        return mend__fail(err, MEND_RANGE, "now lies outside years 1 to 9999");
    }
    if (ticket != NULL) {
        status = mend__policy_fits(policy, ticket, err);
    }
    return status == MEND_OK ? sheet_find(policy, name, index, err) : status;
}

mend_status mend_sheet(const mend_policy *policy, const mend_ticket *ticket, const char *sheet, size_t len, int64_t now,
                       const char *lang, mend_buf *out, mend_error *error)
{
    mend_ticket blank;
    int32_t index = -1;
    mend__str name = mend__str_of(sheet, len);
    if (!mend__error_ok(error)) {
        return MEND_INVALID;
    }
    if (policy == NULL || name.p == NULL || out == NULL) {
        return mend__fail(error, MEND_INVALID, "a policy, a sheet's name and a buffer are needed");
    }
    if (lang != NULL && !mend__is_language(mend__str_of(lang, MEND_NTS))) {
        return mend__fail(error, MEND_INVALID, "lang is no language tag");
    }
    mend_status status = sheet_check(policy, ticket, name, now, &index, error);
    if (status != MEND_OK) {
        return status;
    }
    mend__ticket_init(&blank, &out->alloc);
    mend__sheeter s = {.policy = policy, .t = ticket == NULL ? &blank : ticket, .now = now};
    s.lang = lang == NULL ? policy->vocab.language : mend__str_of(lang, MEND_NTS);
    s.chinese = mend__same_language(s.lang, MEND__STR("zh"));
    mend__buf_init(&s.raw, &out->alloc);
    mend__buf_init(&s.text, &out->alloc);
    mend__buf_init(&s.note, &out->alloc);
    mend__jw_init(&s.w, out);
    size_t start = out->len;
    status = put_sheet(&s, (uint32_t)index);
    mend__buf_done(&s.raw);
    mend__buf_done(&s.text);
    mend__buf_done(&s.note);
    mend__ticket_done(&blank);
    if (status == MEND_OK) {
        return MEND_OK;
    }
    mend__buf_rewind(out, start);
    return mend__fail(error, status,
                      status == MEND_LIMIT ? "the sheet would be larger than 4 MiB" : mend_status_text(status));
}
