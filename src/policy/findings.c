/*
 * findings.c - collecting and writing what a check of a policy finds, see findings.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "findings.h"
#include "ground/error.h"

#include <string.h>

static const struct {
    const char *code;
    mend__weight weight;
    const char *en, *zh;
} found_kinds[] = {
#define X(code, weight, en, zh) {#code, MEND__WEIGHT_##weight, en, zh},
#include "finding_list.h"
#undef X
};

void mend__findings_init(mend__findings *f, const mend__alloc *alloc, int64_t now)
{
    *f = (mend__findings){.now = now};
    mend__arena_init(&f->arena, alloc);
    f->last = &f->first;
}

void mend__findings_free(mend__findings *f)
{
    mend__arena_free(&f->arena);
}

/* ---- collecting ---- */

static mend__finding *findings_add(mend__findings *f, mend__found code)
{
    mend__finding *one = f->count == MEND__FINDINGS_MAX ? NULL : mend__arena_get(&f->arena, sizeof *one);
    f->by_weight[found_kinds[code].weight]++;
    if (one == NULL) {
        f->more = f->more || f->count == MEND__FINDINGS_MAX;
        f->failed = f->failed || f->count < MEND__FINDINGS_MAX;
        return NULL;
    }
    one->code = code;
    one->at.struct_size = sizeof one->at;
    f->count++;
    *f->last = one;
    f->last = &one->next;
    return one;
}

static void findings_param(mend__findings *f, mend__finding *one, size_t at, mend__found_param param)
{
    char *copy = mend__arena_text(&f->arena, param.value.p, param.value.n);
    f->failed = f->failed || copy == NULL;
    one->params[at] = (mend__found_param){copy == NULL ? NULL : param.key, {copy, copy == NULL ? 0 : param.value.n}};
}

mend_status mend__found_error(mend__findings *f, mend__found code, mend_status status, const mend_error *err,
                              mend__str name)
{
    if (status == MEND_OK || f == NULL || status == MEND_NOMEM) {
        return status;
    }
    mend__finding *one = findings_add(f, code);
    if (one != NULL) {
        one->at = *err;
        if (name.n > 0) {
            findings_param(f, one, 0, (mend__found_param){"name", name});
        }
    }
    return f->failed ? MEND_NOMEM : MEND_OK;
}

void mend__found_at(mend__findings *f, mend__found code, const mend__json *tree, mend__node n, bool key,
                    const mend__found_param params[])
{
    mend__finding *one = findings_add(f, code);
    if (one == NULL) {
        return;
    }
    if (key) {
        mend__json_fail_key(tree, n, MEND_SCHEMA, "", &one->at);
    } else {
        mend__json_fail(tree, n, MEND_SCHEMA, "", &one->at);
    }
    for (size_t i = 0; i < MEND__FOUND_PARAMS && params[i].key != NULL; i++) {
        findings_param(f, one, i, params[i]);
    }
}

void mend__found_name(mend__findings *f, mend__found code, const mend__json *tree, mend__node n, mend__str name)
{
    const mend__found_param params[] = {{"name", name}, {NULL, {NULL, 0}}};
    mend__found_at(f, code, tree, n, true, params);
}

/* ---- writing ---- */

/* The parameter named at the beginning of a text, "{name}…"; NULL: none is. */
static const mend__found_param *finding_param(const mend__finding *one, const char *text)
{
    for (size_t i = 0; text[0] == '{' && i < MEND__FOUND_PARAMS && one->params[i].key != NULL; i++) {
        size_t n = strlen(one->params[i].key);
        if (strncmp(text + 1, one->params[i].key, n) == 0 && text[n + 1] == '}') {
            return &one->params[i];
        }
    }
    return NULL;
}

static void put_sentence(const mend__finding *one, const char *text, mend_buf *out)
{
    while (*text != '\0') {
        const mend__found_param *param = finding_param(one, text);
        if (param == NULL) {
            mend__put_char(out, *text++);
        } else {
            mend__put_str(out, param->value);
            text += strlen(param->key) + 2;
        }
    }
}

/* The sentence, with the words of an error behind the Chinese one: they say what exactly was found. */
static void write_text(const mend__finding *one, bool chinese, mend_buf *room, mend__jw *w)
{
    const char *en = found_kinds[one->code].en;
    mend__buf_rewind(room, 0);
    if (en == NULL && !chinese) {
        mend__put_text(room, one->at.text);
    } else {
        put_sentence(one, chinese ? found_kinds[one->code].zh : en, room);
    }
    if (en == NULL && chinese) {
        mend__put_text(room, "（");
        mend__put_text(room, one->at.text);
        mend__put_text(room, "）");
    }
    mend__jw_key(w, "text");
    mend__jw_str(w, (mend__str){room->data, room->len});
    if (room->status != MEND_OK && w->out->status == MEND_OK) {
        w->out->status = room->status;
    }
}

static void write_text_member(mend__jw *w, const char *key, const char *text)
{
    mend__jw_key(w, key);
    mend__jw_text(w, text);
}

static void write_number(mend__jw *w, const char *key, int64_t value)
{
    mend__jw_key(w, key);
    mend__jw_int(w, value);
}

static void write_place(const mend__finding *one, mend__jw *w)
{
    write_text_member(w, "path", one->at.path);
    if (one->preset != NULL) {
        write_text_member(w, "preset", one->preset);
    } else if (one->at.document >= 0) {
        write_number(w, "document", one->at.document);
    }
    if (one->at.line > 0) {
        write_number(w, "line", one->at.line);
        write_number(w, "column", one->at.column);
    }
}

static void write_one(const mend__finding *one, bool chinese, mend_buf *room, mend__jw *w)
{
    static const char *const weights[] = {"error", "warning", "note"};
    mend__jw_object(w);
    write_text_member(w, "severity", weights[found_kinds[one->code].weight]);
    write_text_member(w, "code", found_kinds[one->code].code);
    if (found_kinds[one->code].weight == MEND__WEIGHT_ERROR) {
        write_text_member(w, "status", mend_status_name(one->at.status) + strlen("MEND_"));
    }
    write_place(one, w);
    mend__jw_key(w, "params");
    mend__jw_object(w);
    for (size_t i = 0; i < MEND__FOUND_PARAMS && one->params[i].key != NULL; i++) {
        mend__jw_key(w, one->params[i].key);
        mend__jw_str(w, one->params[i].value);
    }
    mend__jw_end_object(w);
    write_text(one, chinese, room, w);
    mend__jw_end_object(w);
}

void mend__findings_write(const mend__findings *f, bool chinese, mend__jw *w)
{
    mend_buf room;
    mend__buf_init(&room, &w->out->alloc);
    write_number(w, "errors", (int64_t)f->by_weight[MEND__WEIGHT_ERROR]);
    write_number(w, "warnings", (int64_t)f->by_weight[MEND__WEIGHT_WARNING]);
    write_number(w, "notes", (int64_t)f->by_weight[MEND__WEIGHT_NOTE]);
    mend__jw_key(w, "findings");
    mend__jw_array(w);
    for (mend__weight weight = MEND__WEIGHT_ERROR; weight <= MEND__WEIGHT_NOTE; weight++) {
        for (const mend__finding *one = f->first; one != NULL; one = one->next) {
            if (found_kinds[one->code].weight == weight) {
                write_one(one, chinese, &room, w);
            }
        }
    }
    mend__jw_end_array(w);
    if (f->more) {
        mend__jw_key(w, "more");
        mend__jw_bool(w, true);
    }
    mend__buf_done(&room);
}
