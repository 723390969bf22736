/*
 * about.c - operations about the library itself and about policies: names, catalogue, presets, sentences, rules
 * tried by themselves.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "door.h"

#include "policy/probe.h"
#include "policy/texts.h"

#include <string.h>

/* Every number the two lists may give out, for a walk over their names. */
#define ABOUT_STATUS_LAST (-199)
#define ABOUT_REASON_LAST 999

static mend__str about_str(const char *text)
{
    return mend__str_of(text, MEND_NTS);
}

static mend_status about_version(mend__door *d)
{
    mend__door_str(d, "version", about_str(mend_version_text()));
    mend__door_int(d, "number", mend_version());
    return MEND_OK;
}

static mend_status about_status(mend__door *d)
{
    mend__jw_key(&d->w, "statuses");
    mend__jw_array(&d->w);
    for (mend_status s = MEND_OK; s >= ABOUT_STATUS_LAST; s--) {
        const char *name = mend_status_name(s);
        if (strcmp(name, mend_status_name(1)) != 0) { /* a number that has no meaning */
            mend__jw_object(&d->w);
            mend__door_int(d, "number", s);
            mend__door_str(d, "name", about_str(name + 5));
            mend__door_str(d, "text", about_str(mend_status_text(s)));
            mend__jw_end_object(&d->w);
        }
    }
    mend__jw_end_array(&d->w);
    mend__jw_key(&d->w, "reasons");
    mend__jw_array(&d->w);
    for (mend_reason r = 1; r <= ABOUT_REASON_LAST; r++) {
        const char *name = mend_reason_name(r);
        if (strcmp(name, mend_reason_name(0)) != 0) {
            mend__jw_object(&d->w);
            mend__door_int(d, "number", r);
            mend__door_str(d, "name", about_str(name));
            mend__jw_end_object(&d->w);
        }
    }
    mend__jw_end_array(&d->w);
    return MEND_OK;
}

static mend_status about_fields(mend__door *d)
{
    mend__jw_key(&d->w, "fields");
    mend__jw_array(&d->w);
    for (int32_t i = 0; i < mend_field_count(); i++) {
        mend_field_info info = {.struct_size = sizeof info};
        (void)mend_field_at(i, &info);
        mend__jw_object(&d->w);
        mend__door_int(d, "id", info.id);
        mend__door_str(d, "path", about_str(mend_field_name(info.id)));
        mend__door_str(d, "type", about_str(info.type == MEND_FIELD_LIST ? "list" : mend__type_name(info.type)));
        if (info.mask != MEND_MASK_NONE) {
            mend__door_str(d, "mask", about_str(mend_mask_name(info.mask)));
        }
        if (info.max_bytes > 0) {
            mend__door_int(d, "max_bytes", info.max_bytes);
        }
        mend__jw_key(&d->w, "label");
        mend__jw_object(&d->w);
        mend__door_str(d, "en", about_str(mend_field_label(info.id, "en")));
        mend__door_str(d, "zh-CN", about_str(mend_field_label(info.id, "zh-CN")));
        mend__jw_end_object(&d->w);
        mend__jw_end_object(&d->w);
    }
    mend__jw_end_array(&d->w);
    return MEND_OK;
}

/* The presets' names, or the document of one, in canonical form. */
static mend_status about_presets(mend__door *d)
{
    char name[65];
    size_t len;
    mend__node root, n = mend__door_member(d, "name");
    mend__str wanted;
    mend_status status = mend__door_text(d, "name", &wanted);
    if (status != MEND_OK) {
        return status;
    }
    if (wanted.p == NULL) {
        mend__jw_key(&d->w, "presets");
        mend__jw_array(&d->w);
        for (int32_t i = 0; i < mend_preset_count(); i++) {
            mend__jw_text(&d->w, mend_preset_name(i));
        }
        mend__jw_end_array(&d->w);
        return MEND_OK;
    }
    bool fits = wanted.n < sizeof name && memchr(wanted.p, '\0', wanted.n) == NULL;
    size_t take = fits ? wanted.n : 0; /* what is no name is not found */
    memcpy(name, wanted.p, take);
    name[take] = '\0';
    const char *text = mend_preset_text(name, &len);
    if (text == NULL) {
        return mend__json_fail(&d->tree, n, MEND_NOT_FOUND, "there is no such preset", &d->fault);
    }
    status = mend__json_read(&d->tree, text, len, len, 64, &root, &d->fault);
    if (status == MEND_OK) {
        mend__buf_rewind(&d->text, 0);
        mend__json_write_node(&d->tree, root, &d->text);
        mend__door_document(d, "document");
    }
    return status;
}

/* One kind of named things of a policy, with their labels. */
static void about_names(mend__door *d, const char *member, mend_kind kind)
{
    mend__jw_key(&d->w, member);
    mend__jw_array(&d->w);
    for (int32_t i = 0; i < mend_policy_count(d->policy, kind); i++) {
        size_t len, label_len;
        const char *name = mend_policy_name(d->policy, kind, i, &len);
        const char *label = mend_policy_label(d->policy, kind, name, len, d->lang, &label_len);
        mend__jw_object(&d->w);
        mend__door_str(d, "name", (mend__str){name, len});
        mend__door_str(d, "label", (mend__str){label, label_len});
        if (kind == MEND_KIND_STATE) {
            mend__door_str(d, "stage", about_str(mend_policy_stage(d->policy, name, len)));
        }
        mend__jw_end_object(&d->w);
    }
    mend__jw_end_array(&d->w);
}

static void about_moves(mend__door *d)
{
    mend__jw_key(&d->w, "moves");
    mend__jw_array(&d->w);
    for (int32_t i = 0; i < mend_policy_move_count(d->policy); i++) {
        const char *action, *from, *to;
        (void)mend_policy_move(d->policy, i, &action, &from, &to);
        mend__jw_object(&d->w);
        mend__door_str(d, "action", about_str(action));
        mend__door_str(d, "from", about_str(from));
        mend__door_str(d, "to", about_str(to));
        mend__jw_end_object(&d->w);
    }
    mend__jw_end_array(&d->w);
}

static mend_status about_policy(mend__door *d)
{
    bool document;
    mend_status status = mend__door_flag(d, "document", false, &document);
    if (status == MEND_OK) {
        status = mend__door_lang(d);
    }
    if (status == MEND_OK) {
        status = mend__door_policy(d);
    }
    if (status != MEND_OK) {
        return status;
    }
    mend__door_str(d, "id", d->policy->id);
    mend__door_int(d, "revision", d->policy->revision);
    mend__door_str(d, "digest", about_str(d->policy->digest));
    about_names(d, "roles", MEND_KIND_ROLE);
    about_names(d, "grades", MEND_KIND_GRADE);
    about_names(d, "states", MEND_KIND_STATE);
    about_names(d, "actions", MEND_KIND_ACTION);
    about_moves(d);
    about_names(d, "fields", MEND_KIND_FIELD);
    about_names(d, "series", MEND_KIND_SERIES);
    about_names(d, "texts", MEND_KIND_TEXT);
    if (document) {
        mend__jw_key(&d->w, "document");
        mend__jw_raw(&d->w, d->policy->document);
    }
    return MEND_OK;
}

/* Everything that is wrong with a policy, or worth a second look. */
static mend_status about_check(mend__door *d)
{
    mend_status status = mend__door_lang(d);
    if (status == MEND_OK && mend__door_member(d, "now") != MEND__NONE) {
        status = mend__door_now(d);
    } else if (d->desk == NULL) {
        d->now = INT64_MIN; /* nothing is said of what ends soon */
    }
    return status != MEND_OK ? status : mend__door_check(d);
}

/* A parameter of the reason to be explained; numbers count as the text they are written as. */
static bool about_param(const void *ctx, mend__str name, mend__str *value)
{
    const mend__door *d = ctx;
    mend__node n = mend__json_find(&d->tree, mend__door_member(d, "params"), name);
    mend__json_type type = mend__json_typeof(&d->tree, n);
    if (type != MEND__JSON_STRING && type != MEND__JSON_NUMBER) {
        return false;
    }
    *value = mend__json_str(&d->tree, n);
    return true;
}

static mend_status about_explain(mend__door *d)
{
    mend__node n, params = mend__door_member(d, "params");
    mend__str code;
    mend_reason reason;
    mend_status status = mend__door_need(d, "reason", &n);
    if (status == MEND_OK) {
        status = mend__door_text(d, "reason", &code);
    }
    if (status == MEND_OK && params != MEND__NONE && mend__json_typeof(&d->tree, params) != MEND__JSON_OBJECT) {
        status = mend__json_expected(&d->tree, params, "an object", &d->fault);
    }
    if (status == MEND_OK) {
        status = mend__door_lang(d);
    }
    if (status == MEND_OK && mend__door_member(d, "policy") != MEND__NONE) {
        status = mend__door_policy(d);
    }
    if (status != MEND_OK) {
        return status;
    }
    if (mend_reason_of(code.p, code.n, &reason) != MEND_OK) {
        return mend__json_fail(&d->tree, n, MEND_NOT_FOUND, "there is no such reason", &d->fault);
    }
    mend__buf_rewind(&d->text, 0);
    mend__sentence(d->policy, reason, about_param, d, mend__str_of(d->lang, MEND_NTS), &d->text);
    if (d->text.status != MEND_OK) {
        return mend__door_fail(d, d->text.status);
    }
    size_t len;
    const char *text = mend_buf_data(&d->text, &len);
    mend__door_str(d, "text", (mend__str){text, len});
    return MEND_OK;
}

static mend_status about_canonical(mend__door *d)
{
    mend__node n = mend__json_get(&d->tree, d->root, "value");
    if (n == MEND__NONE) {
        return mend__door_need(d, "value", &n);
    }
    mend__buf_rewind(&d->text, 0);
    mend__json_write_node(&d->tree, n, &d->text);
    mend__door_document(d, "value");
    return MEND_OK;
}

/* One row of rules tried against given facts; "out" or "refused". */
static mend_status about_probe(mend__door *d)
{
    mend__node n, row, facts;
    mend__str section;
    mend__guess guess;
    const char *refused = NULL;
    mend_status status = mend__door_need(d, "section", &n);
    status = status != MEND_OK ? status : mend__door_text(d, "section", &section);
    status = status != MEND_OK ? status : mend__door_need(d, "row", &row);
    status = status != MEND_OK ? status : mend__door_need(d, "facts", &facts);
    status = status != MEND_OK ? status : mend__door_lang(d);
    if (status == MEND_OK && mend__door_member(d, "policy") != MEND__NONE) {
        status = mend__door_policy(d);
    }
    if (status != MEND_OK) {
        return status;
    }
    mend__probe_fn run = mend__probe_find(section, &guess);
    if (run == NULL) {
        mend__json_fail(&d->tree, n, MEND_NOT_FOUND, "there is no such section", &d->fault);
        if (guess.best.p != NULL) {
            mend__error_add(&d->fault, "; did you mean \"");
            mend__error_add_str(&d->fault, guess.best);
            mend__error_add(&d->fault, "\"?");
        }
        return MEND_NOT_FOUND;
    }
    mend__buf_rewind(&d->text, 0);
    mend__str lang = d->lang == NULL ? MEND__STR("") : mend__str_of(d->lang, MEND_NTS);
    status = mend__probe_run(run, d->policy, &d->tree, row, facts, lang, &d->text, &refused, &d->fault);
    if (status == MEND_OK && refused != NULL) {
        mend__door_str(d, "refused", about_str(refused));
    } else if (status == MEND_OK) {
        mend__door_document(d, "out");
    }
    return status;
}

const mend__door_op *mend__door_about(size_t *count)
{
    static const mend__door_op ops[] = {
        {"version", about_version, {NULL}},
        {"status", about_status, {NULL}},
        {"fields", about_fields, {NULL}},
        {"presets", about_presets, {"name", NULL}},
        {"policy", about_policy, {"policy", "lang", "document", NULL}},
        {"check_policy", about_check, {"policy", "now", "lang", NULL}},
        {"explain", about_explain, {"reason", "params", "policy", "lang", NULL}},
        {"canonical", about_canonical, {"value", NULL}},
        {"probe", about_probe, {"section", "row", "facts", "policy", "lang", NULL}},
    };
    *count = sizeof ops / sizeof ops[0];
    return ops;
}
