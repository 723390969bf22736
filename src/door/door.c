/*
 * door.c - reading a request's members and writing a reply's, see door.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "door.h"

#include "change/result_write.h"

#include <string.h>

#define DOOR_DOCUMENTS 16 /* as mend_policy_load() takes */

mend__node mend__door_member(const mend__door *d, const char *name)
{
    mend__node n = mend__json_get(&d->tree, d->root, name);
    return mend__json_typeof(&d->tree, n) == MEND__JSON_NULL ? MEND__NONE : n;
}

mend_status mend__door_need(mend__door *d, const char *name, mend__node *out)
{
    *out = mend__door_member(d, name);
    if (*out != MEND__NONE) {
        return MEND_OK;
    }
    mend__json_fail(&d->tree, d->root, MEND_SCHEMA, "the request needs a member \"", &d->fault);
    mend__error_add(&d->fault, name);
    mend__error_add(&d->fault, "\"");
    return MEND_SCHEMA;
}

mend_status mend__door_text(mend__door *d, const char *name, mend__str *out)
{
    mend__node n = mend__door_member(d, name);
    if (n != MEND__NONE && mend__json_typeof(&d->tree, n) != MEND__JSON_STRING) {
        return mend__json_expected(&d->tree, n, "text", &d->fault);
    }
    *out = n == MEND__NONE ? (mend__str){NULL, 0} : mend__json_str(&d->tree, n);
    return MEND_OK;
}

mend_status mend__door_integer(mend__door *d, const char *name, int64_t absent, int64_t *out)
{
    mend__node n = mend__door_member(d, name);
    *out = absent;
    if (n == MEND__NONE || mend__json_int(&d->tree, n, out)) {
        return MEND_OK;
    }
    return mend__json_expected(&d->tree, n, "an integer", &d->fault);
}

mend_status mend__door_flag(mend__door *d, const char *name, bool absent, bool *out)
{
    mend__node n = mend__door_member(d, name);
    mend__json_type type = mend__json_typeof(&d->tree, n);
    if (n != MEND__NONE && type != MEND__JSON_TRUE && type != MEND__JSON_FALSE) {
        return mend__json_expected(&d->tree, n, "true or false", &d->fault);
    }
    *out = n == MEND__NONE ? absent : type == MEND__JSON_TRUE;
    return MEND_OK;
}

mend_status mend__door_fail(mend__door *d, mend_status status)
{
    d->foreign = true;
    return mend__fail(&d->fault, status, mend_status_text(status));
}

/* ---- policies ---- */

/* The documents of "policy": each a text, or an object written out, in which case positions mean nothing. */
typedef struct door_layers {
    const char *texts[DOOR_DOCUMENTS];
    size_t lengths[DOOR_DOCUMENTS];
    bool written[DOOR_DOCUMENTS];
    size_t count;
} door_layers;

static mend_status door_add_layer(mend__door *d, mend__node n, door_layers *layers)
{
    size_t i = layers->count;
    mend__json_type type = mend__json_typeof(&d->tree, n);
    if (i == DOOR_DOCUMENTS) {
        return mend__json_fail(&d->tree, n, MEND_LIMIT, "a policy has 16 documents at most", &d->fault);
    }
    if (type != MEND__JSON_STRING && type != MEND__JSON_OBJECT) {
        return mend__json_expected(&d->tree, n, "a policy's document, as an object or as its text", &d->fault);
    }
    layers->written[i] = type == MEND__JSON_OBJECT;
    if (layers->written[i]) {
        size_t before = d->text.len;
        mend__json_write_node(&d->tree, n, &d->text);
        layers->lengths[i] = d->text.len - before;
    } else {
        mend__str text = mend__json_str(&d->tree, n);
        layers->texts[i] = text.p;
        layers->lengths[i] = text.n;
    }
    layers->count++;
    return MEND_OK;
}

static mend_status door_read_layers(mend__door *d, mend__node n, door_layers *layers)
{
    mend_status status = MEND_OK;
    size_t at = 0;
    mend__buf_rewind(&d->text, 0);
    if (mend__json_typeof(&d->tree, n) == MEND__JSON_ARRAY) {
        mend__node one = mend__json_first(&d->tree, n);
        if (one == MEND__NONE) {
            return mend__json_expected(&d->tree, n, "at least one document", &d->fault);
        }
        for (; one != MEND__NONE && status == MEND_OK; one = mend__json_next(&d->tree, one)) {
            status = door_add_layer(d, one, layers);
        }
    } else {
        status = door_add_layer(d, n, layers);
    }
    if (status == MEND_OK && d->text.status != MEND_OK) {
        status = mend__door_fail(d, d->text.status);
    }
    for (size_t i = 0; i < layers->count && status == MEND_OK; i++) { /* the buffer does not move any more */
        if (layers->written[i]) {
            layers->texts[i] = d->text.data + at;
            at += layers->lengths[i];
        }
    }
    return status;
}

static mend_status door_load_policy(mend__door *d, mend__node n)
{
    door_layers layers = {.count = 0};
    mend_allocator allocator = {sizeof allocator, 0, d->alloc.resize, d->alloc.user};
    mend_status status = door_read_layers(d, n, &layers);
    if (status != MEND_OK) {
        return status;
    }
    status = mend_policy_load(&allocator, layers.texts, layers.lengths, layers.count, &d->own, &d->fault);
    if (status == MEND_OK) {
        d->policy = d->own;
        return MEND_OK;
    }
    d->foreign = true;
    int32_t document = d->fault.document;
    if (document >= 0 && (size_t)document < layers.count && layers.written[document]) {
        d->fault.line = 0;
        d->fault.column = 0;
        d->fault.offset = -1;
    }
    return status;
}

mend_status mend__door_policy(mend__door *d)
{
    mend__node n = mend__door_member(d, "policy");
    if (n != MEND__NONE) {
        return door_load_policy(d, n);
    }
    return d->policy != NULL ? MEND_OK : mend__door_need(d, "policy", &n);
}

mend_status mend__door_to(mend__door *d)
{
    mend__node n;
    const mend_policy *policy = d->policy;
    mend_policy *own = d->own;
    mend_status status = mend__door_need(d, "to", &n);
    if (status != MEND_OK) {
        return status;
    }
    d->own = NULL;
    status = door_load_policy(d, n);
    d->to = d->own;
    d->own = own;
    d->policy = policy;
    return status;
}

mend_status mend__door_check(mend__door *d)
{
    mend__node n = mend__door_member(d, "policy");
    door_layers layers = {.count = 0};
    mend_policy_options options = {.struct_size = sizeof options};
    mend_buf answer;
    mend_status status = MEND_OK;
    if (n != MEND__NONE) {
        status = door_read_layers(d, n, &layers);
    } else if (d->policy == NULL) {
        status = mend__door_need(d, "policy", &n);
    } else { /* its zones were found when it was loaded */
        layers.texts[0] = d->policy->document.p;
        layers.lengths[0] = d->policy->document.n;
        layers.count = 1;
        options.find = mend__zones_find;
        options.user = (void *)&d->policy->zones;
    }
    if (status != MEND_OK) {
        return status;
    }
    mend__buf_init(&answer, &d->alloc);
    status = mend_policy_check(layers.texts, layers.lengths, layers.count, &options, d->now, d->lang, &answer, &d->fault);
    if (status == MEND_OK) {
        mend__put(&d->body, answer.data + 1, answer.len - 2);
    }
    mend__buf_done(&answer);
    return status;
}

/* ---- tickets, arguments, results ---- */

static mend_allocator door_allocator(const mend__door *d)
{
    return (mend_allocator){sizeof(mend_allocator), 0, d->alloc.resize, d->alloc.user};
}

mend_status mend__door_ticket(mend__door *d)
{
    mend_allocator allocator = door_allocator(d);
    mend__str record = {NULL, 0};
    mend_status status = mend__door_text(d, "ticket", &record);
    if (status == MEND_OK && mend_ticket_new(&allocator, &d->ticket) != MEND_OK) {
        status = mend__door_fail(d, MEND_NOMEM);
    }
    if (status == MEND_OK && record.p != NULL) {
        status = mend_ticket_load(d->ticket, record.p, record.n, &d->fault);
        d->foreign = true;
    }
    return status;
}

mend_status mend__door_args(mend__door *d)
{
    mend__node n;
    mend_allocator allocator = door_allocator(d);
    mend_status status = mend__door_need(d, "args", &n);
    if (status == MEND_OK && mend_args_new(&allocator, &d->args) != MEND_OK) {
        status = mend__door_fail(d, MEND_NOMEM);
    }
    return status == MEND_OK ? mend__args_read(d->args, &d->tree, n, &d->fault) : status;
}

/* A unit or a contract, as an object or as its text. */
static mend_status door_unit(mend__door *d, mend__node n, bool contract, mend_unit **out)
{
    const mend_allocator allocator = door_allocator(d);
    mend_status status = mend_unit_new(&allocator, out);
    if (status != MEND_OK) {
        return mend__door_fail(d, status);
    }
    if (mend__json_typeof(&d->tree, n) == MEND__JSON_STRING) {
        mend__str text = mend__json_str(&d->tree, n);
        d->foreign = true;
        status = mend_unit_read(*out, text.p, text.n, &d->fault);
        d->foreign = status != MEND_OK;
    } else {
        status = mend__unit_read(*out, &d->tree, n, &d->fault);
    }
    if (status == MEND_OK && (*out)->contract != contract) {
        status = mend__json_fail(
            &d->tree, n, MEND_SCHEMA,
            contract ? "expected a contract: its \"kind\" is \"contract\"" : "a contract is no unit", &d->fault);
    }
    return status;
}

static mend_status door_contracts(mend__door *d)
{
    mend__node list = mend__door_member(d, "contracts");
    if (list == MEND__NONE) {
        return MEND_OK;
    }
    if (mend__json_typeof(&d->tree, list) != MEND__JSON_ARRAY) {
        return mend__json_expected(&d->tree, list, "an array of contracts", &d->fault);
    }
    if (mend__json_count(&d->tree, list) > MEND__QUOTE_CONTRACTS) {
        return mend__json_fail(&d->tree, list, MEND_LIMIT, "at most 64 contracts", &d->fault);
    }
    mend_status status = MEND_OK;
    for (mend__node n = mend__json_first(&d->tree, list); n != MEND__NONE && status == MEND_OK;
         n = mend__json_next(&d->tree, n)) {
        mend_unit *contract = NULL;
        status = door_unit(d, n, true, &contract);
        if (contract != NULL) {
            d->contracts[d->contract_count++] = contract;
        }
    }
    return status;
}

mend_status mend__door_units(mend__door *d)
{
    mend__node unit = mend__door_member(d, "unit");
    mend_status status = unit == MEND__NONE ? MEND_OK : door_unit(d, unit, false, &d->unit);
    return status == MEND_OK ? door_contracts(d) : status;
}

mend_status mend__door_now(mend__door *d)
{
    mend__node n;
    mend__value value;
    mend_status status = mend__door_need(d, "now", &n);
    if (status == MEND_OK && !mend__value_read(MEND_FIELD_INSTANT, &d->tree, n, &value)) {
        return mend__json_expected(&d->tree, n, mend__type_expected(MEND_FIELD_INSTANT), &d->fault);
    }
    if (status == MEND_OK) {
        d->now = value.num;
    }
    return status;
}

mend_status mend__door_lang(mend__door *d)
{
    mend__str lang;
    mend_status status = mend__door_text(d, "lang", &lang);
    if (status != MEND_OK || lang.p == NULL) {
        return status;
    }
    if (lang.n > MEND__LANG_MAX || (lang.n > 0 && memchr(lang.p, '\0', lang.n) != NULL)) {
        return mend__json_fail(&d->tree, mend__door_member(d, "lang"), MEND_SCHEMA, "expected a language tag",
                               &d->fault);
    }
    memcpy(d->lang_text, lang.p, lang.n);
    d->lang_text[lang.n] = '\0';
    d->lang = d->lang_text;
    return MEND_OK;
}

mend_status mend__door_result(mend__door *d)
{
    mend_allocator allocator = door_allocator(d);
    return mend_result_new(&allocator, &d->result) == MEND_OK ? MEND_OK : mend__door_fail(d, MEND_NOMEM);
}

mend_status mend__door_rows(mend__door *d)
{
    mend_allocator allocator = door_allocator(d);
    return mend_rows_new(&allocator, &d->rows) == MEND_OK ? MEND_OK : mend__door_fail(d, MEND_NOMEM);
}

/* ---- the reply's members ---- */

mend_status mend__door_outcome(mend__door *d, mend_status status)
{
    const mend_result *r = d->result;
    if (status == MEND_OK) {
        const mend__result_event *events = r->events.items;
        mend__jw_key(&d->w, "events");
        mend__jw_array(&d->w);
        for (size_t i = 0; i < r->events.count; i++) {
            mend__jw_raw(&d->w, (mend__str){r->text.data + events[i].off, events[i].len});
        }
        mend__jw_end_array(&d->w);
        if (r->more) {
            mend__jw_key(&d->w, "more");
            mend__jw_bool(&d->w, true);
        }
    } else if (r->reasons.count > 0) {
        d->explained = true;
        mend__jw_key(&d->w, "reasons");
        mend__reasons_write(r, d->policy, mend__str_of(d->lang, MEND_NTS), 0, &d->w);
    }
    return status;
}

/* A document that could not be written breaks the body as well. */
static void door_pass_failure(mend__door *d)
{
    if (d->text.status != MEND_OK && d->body.status == MEND_OK) {
        d->body.status = d->text.status;
    }
}

void mend__door_members(mend__door *d)
{
    door_pass_failure(d);
    if (d->text.len > 2) {
        mend__put(&d->body, d->text.data + 1, d->text.len - 2);
    }
}

void mend__door_document(mend__door *d, const char *name)
{
    door_pass_failure(d);
    mend__jw_key(&d->w, name);
    mend__jw_raw(&d->w, (mend__str){d->text.data, d->text.len});
}

void mend__door_str(mend__door *d, const char *name, mend__str value)
{
    mend__jw_key(&d->w, name);
    mend__jw_str(&d->w, value);
}

void mend__door_int(mend__door *d, const char *name, int64_t value)
{
    mend__jw_key(&d->w, name);
    mend__jw_int(&d->w, value);
}

void mend__door_instant(mend__door *d, const char *name, int64_t at)
{
    mend__value value = {.type = MEND_FIELD_INSTANT, .num = at};
    if (at != INT64_MIN) {
        mend__jw_key(&d->w, name);
        mend__value_write(&d->w, &value);
    }
}
