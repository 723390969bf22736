/*
 * record_read.c - a ticket back from its record. Whoever can write the store is not trusted: every member is checked,
 * every number has its range, and every slot, row and name must fit the rest.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "record.h"

#include "clock.h"
#include "ground/crc32c.h"
#include "ground/error.h"
#include "mend/mask.h"

#include <string.h>

#define MEND__RECORD_MOST ((size_t)4 * 1024 * 1024)

typedef struct record_reader {
    mend_ticket *t;
    const mend__json *tree;
    mend_error *err;
} record_reader;

static mend_status bad(const record_reader *r, mend__node n, const char *what)
{
    return mend__json_fail(r->tree, n, MEND_CORRUPT, what, r->err);
}

static mend_status get_str(const record_reader *r, mend__node object, const char *key, mend__str *out)
{
    mend__node n = mend__json_get(r->tree, object, key);
    if (mend__json_typeof(r->tree, n) != MEND__JSON_STRING)
        return bad(r, n == MEND__NONE ? object : n, "expected a text");
    *out = mend__json_str(r->tree, n);
    return MEND_OK;
}

static mend_status get_int(const record_reader *r, mend__node object, const char *key, int64_t min, int64_t max,
                           int64_t *out)
{
    mend__node n = mend__json_get(r->tree, object, key);
    if (!mend__json_int(r->tree, n, out) || *out < min || *out > max)
        return bad(r, n == MEND__NONE ? object : n, "expected a whole number in its range");
    return MEND_OK;
}

static mend_status get_instant(const record_reader *r, mend__node object, const char *key, bool needed, int64_t *out)
{
    mend__value v;
    mend__node n = mend__json_get(r->tree, object, key);
    *out = INT64_MIN;
    if (n == MEND__NONE && !needed)
        return MEND_OK;
    if (!mend__value_read(MEND_FIELD_INSTANT, r->tree, n, &v))
        return bad(r, n == MEND__NONE ? object : n, "expected an instant");
    *out = v.num;
    return MEND_OK;
}

static mend_status put_text(const record_reader *r, mend__node object, const char *key, mend__ref *ref)
{
    mend__str s = {NULL, 0};
    mend_status status = get_str(r, object, key, &s);
    return status == MEND_OK ? mend__ticket_put(r->t, ref, s) : status;
}

static mend_status list_of(const record_reader *r, mend__node at, mend__str name, int32_t *list)
{
    const mend__field *f = mend__field_find(0, name);
    if (!f || f->type != MEND_FIELD_LIST)
        return bad(r, at, "no such list");
    *list = f->id;
    return MEND_OK;
}

static mend_status get_array(const record_reader *r, mend__node root, const char *key, mend__node *out)
{
    *out = mend__json_get(r->tree, root, key);
    if (mend__json_typeof(r->tree, *out) != MEND__JSON_ARRAY)
        return bad(r, *out == MEND__NONE ? root : *out, "expected a list");
    return MEND_OK;
}

static mend_status get_object(const record_reader *r, mend__node root, const char *key, mend__node *out)
{
    *out = mend__json_get(r->tree, root, key);
    if (mend__json_typeof(r->tree, *out) != MEND__JSON_OBJECT)
        return bad(r, *out == MEND__NONE ? root : *out, "expected an object");
    return MEND_OK;
}

static mend_status read_declared(const record_reader *r, mend__node root)
{
    mend__node all;
    mend_status s = get_array(r, root, "declared", &all);
    for (mend__node n = mend__json_first(r->tree, all); n != MEND__NONE && s == MEND_OK;
         n = mend__json_next(r->tree, n)) {
        mend__str name = {NULL, 0}, type = {NULL, 0};
        mend__node list = mend__json_get(r->tree, n, "list"), mask = mend__json_get(r->tree, n, "mask");
        int32_t list_id = 0, id;
        mend_mask class = MEND_MASK_NONE;
        s = get_str(r, n, "name", &name);
        if (s == MEND_OK)
            s = get_str(r, n, "type", &type);
        if (s == MEND_OK && list != MEND__NONE)
            s = list_of(r, list, mend__json_str(r->tree, list), &list_id);
        mend__str class_name = mend__json_str(r->tree, mask);
        if (s == MEND_OK && mask != MEND__NONE && mend_mask_of(class_name.p, class_name.n, &class) != MEND_OK)
            s = bad(r, mask, "no such masking class");
        if (s == MEND_OK && (!mend__is_name(name) || !mend__type_of(type)))
            s = bad(r, n, "not a declaration of a field");
        if (s == MEND_OK)
            s = mend__ticket_declare(r->t, name, list_id, mend__type_of(type), class, &id);
    }
    return s;
}

static mend_status read_slots(const record_reader *r, mend__node root)
{
    mend__node all;
    mend_status s = get_array(r, root, "slots", &all);
    for (mend__node n = mend__json_first(r->tree, all); n != MEND__NONE && s == MEND_OK;
         n = mend__json_next(r->tree, n)) {
        mend__json_type type = mend__json_typeof(r->tree, n);
        if (type != MEND__JSON_STRING && type != MEND__JSON_NULL)
            return bad(r, n, "a slot is neither text nor null");
        s = mend__ticket_add_slot(r->t, mend__json_str(r->tree, n), type == MEND__JSON_NULL);
    }
    return s;
}

static mend_status read_cell(const record_reader *r, mend__node n, int32_t list, int32_t row)
{
    mend__str name = mend__json_key(r->tree, n);
    const mend__field *f = mend__field_find(list, name);
    int32_t id = f ? f->id : mend__ticket_custom(r->t, list, name);
    if (!id || (f && f->type == MEND_FIELD_LIST))
        return bad(r, n, "no such field");
    mend_field_type type = f ? f->type : ((const mend__custom *)r->t->customs.items)[id - MEND__CUSTOM].type;
    mend__value v;
    if (mend__json_typeof(r->tree, n) == MEND__JSON_OBJECT) {
        int64_t slot = 0;
        mend_status s = get_int(r, n, "slot", 1, (int64_t)r->t->slots.count, &slot);
        if (s == MEND_OK && !mend__type_is_text(type))
            s = bad(r, n, "no slot holds this");
        return s == MEND_OK ? mend__ticket_set_slot(r->t, list, row, id, type, (int32_t)slot) : s;
    }
    if (!mend__value_read(type, r->tree, n, &v))
        return bad(r, n, "not a value of this field");
    return mend__ticket_set(r->t, list, row, id, &v);
}

static mend_status read_rows(const record_reader *r, mend__node list_node)
{
    int32_t list = 0;
    mend_status s = list_of(r, list_node, mend__json_key(r->tree, list_node), &list);
    int64_t last = 0;
    for (mend__node row = mend__json_first(r->tree, list_node); row != MEND__NONE && s == MEND_OK;
         row = mend__json_next(r->tree, row)) {
        mend__node id = mend__json_first(r->tree, row);
        if (mend__json_typeof(r->tree, row) != MEND__JSON_OBJECT || !mend__str_is(mend__json_key(r->tree, id), "id"))
            return bad(r, row, "expected a row that begins with its id");
        int64_t before = last;
        s = get_int(r, row, "id", before + 1, MEND__ROW_MAX, &last);
        for (mend__node n = mend__json_next(r->tree, id); n != MEND__NONE && s == MEND_OK;
             n = mend__json_next(r->tree, n))
            s = read_cell(r, n, list, (int32_t)last);
    }
    return s;
}

static mend_status read_fields(const record_reader *r, mend__node root)
{
    mend__node all;
    mend_status s = get_object(r, root, "fields", &all);
    for (mend__node n = mend__json_first(r->tree, all); n != MEND__NONE && s == MEND_OK;
         n = mend__json_next(r->tree, n))
        s = mend__json_typeof(r->tree, n) == MEND__JSON_ARRAY ? read_rows(r, n) : read_cell(r, n, 0, 0);
    return s;
}

static mend_status read_marks(const record_reader *r, mend__node root)
{
    mend__node all;
    mend_status s = get_object(r, root, "rows", &all);
    for (mend__node n = mend__json_first(r->tree, all); n != MEND__NONE && s == MEND_OK;
         n = mend__json_next(r->tree, n)) {
        int32_t list = 0;
        int64_t last = 0;
        mend__str name = mend__json_key(r->tree, n);
        s = list_of(r, n, name, &list);
        if (s == MEND_OK && (!mend__json_int(r->tree, n, &last) || last < mend__ticket_last_row_id(r->t, list) ||
                             last < 1 || last > MEND__ROW_MAX))
            s = bad(r, n, "a row mark below its rows");
        if (s == MEND_OK)
            s = mend__ticket_mark_row(r->t, list, (int32_t)last);
    }
    return s;
}

static mend_status read_done(const record_reader *r, mend__node root)
{
    mend__node all;
    mend_status s = get_array(r, root, "done", &all);
    for (mend__node n = mend__json_first(r->tree, all); n != MEND__NONE && s == MEND_OK;
         n = mend__json_next(r->tree, n)) {
        mend__str action = {NULL, 0}, actor = {NULL, 0};
        int64_t times = 0, last = 0;
        s = get_str(r, n, "action", &action);
        if (s == MEND_OK)
            s = get_str(r, n, "actor", &actor);
        if (s == MEND_OK)
            s = get_int(r, n, "times", 1, r->t->seq, &times);
        if (s == MEND_OK)
            s = get_int(r, n, "last", 1, r->t->seq, &last);
        if (s == MEND_OK)
            s = mend__ticket_put_done(r->t, action, actor, times, last);
    }
    return s;
}

static mend_status read_counts(const record_reader *r, mend__node root)
{
    mend__node all;
    mend_status s = get_object(r, root, "counters", &all);
    for (mend__node n = mend__json_first(r->tree, all); n != MEND__NONE && s == MEND_OK;
         n = mend__json_next(r->tree, n)) {
        int64_t value = 0;
        if (!mend__json_int(r->tree, n, &value) || value < 1)
            return bad(r, n, "not a count");
        s = mend__ticket_set_counter(r->t, mend__json_key(r->tree, n), value);
    }
    return s;
}

static mend_status read_clocks(const record_reader *r, mend__node root)
{
    mend__node all = mend__json_get(r->tree, root, "clocks");
    if (all == MEND__NONE)
        return MEND_OK;
    mend_status s = get_array(r, root, "clocks", &all);
    for (mend__node n = mend__json_first(r->tree, all); n != MEND__NONE && s == MEND_OK;
         n = mend__json_next(r->tree, n))
        s = mend__clock_read(r->t, r->tree, n, r->err);
    mend__clock_clean(r->t);
    return s;
}

static mend_status read_head(const record_reader *r, mend__node root)
{
    mend_ticket *t = r->t;
    mend__node policy = MEND__NONE;
    mend__str digest = {"", 0}, stage = {"", 0};
    mend_status s = put_text(r, root, "tenant", &t->tenant);
    if (s == MEND_OK)
        s = put_text(r, root, "key", &t->key);
    if (s == MEND_OK)
        s = put_text(r, root, "number", &t->number);
    if (s == MEND_OK)
        s = get_object(r, root, "policy", &policy);
    if (s == MEND_OK)
        s = put_text(r, policy, "id", &t->policy);
    if (s == MEND_OK)
        s = get_int(r, policy, "revision", 1, INT64_MAX, &t->policy_revision);
    if (s == MEND_OK)
        s = get_str(r, policy, "digest", &digest);
    if (s == MEND_OK && digest.n != 64)
        s = bad(r, policy, "not a digest");
    if (s != MEND_OK)
        return s;
    memcpy(t->digest, digest.p, 64);
    s = get_int(r, root, "seq", 1, INT64_MAX - 1, &t->seq);
    if (s == MEND_OK)
        s = put_text(r, root, "state", &t->state);
    if (s == MEND_OK)
        s = get_str(r, root, "stage", &stage);
    t->stage = mend__stage_of(stage);
    return s == MEND_OK && t->stage == MEND__STAGE_NONE ? bad(r, root, "no such stage") : s;
}

static mend_status read_times(const record_reader *r, mend__node root)
{
    mend_ticket *t = r->t;
    mend_status s = get_instant(r, root, "opened", true, &t->opened);
    if (s == MEND_OK)
        s = get_instant(r, root, "since", true, &t->since);
    if (s == MEND_OK)
        s = get_instant(r, root, "closed", false, &t->closed);
    if (s == MEND_OK)
        s = get_instant(r, root, "last", true, &t->last);
    if (s == MEND_OK)
        s = get_instant(r, root, "anonymised", false, &t->anonymised);
    return s;
}

static mend_status read_ticket(const record_reader *r, mend__node root)
{
    if (mend__json_typeof(r->tree, root) != MEND__JSON_OBJECT)
        return bad(r, root, "expected an object");
    mend_status s = read_head(r, root);
    if (s == MEND_OK)
        s = read_times(r, root);
    if (s == MEND_OK)
        s = read_declared(r, root);
    if (s == MEND_OK)
        s = read_slots(r, root);
    if (s == MEND_OK)
        s = read_fields(r, root);
    if (s == MEND_OK)
        s = read_marks(r, root);
    if (s == MEND_OK)
        s = read_done(r, root);
    if (s == MEND_OK)
        s = read_counts(r, root);
    return s == MEND_OK ? read_clocks(r, root) : s;
}

/* "MEND 1 xxxxxxxx\n": MEND_UNSUPPORTED for a higher number, MEND_CORRUPT for anything else or a wrong sum. */
static mend_status open_frame(mend__str record, mend__str *json, mend_error *err)
{
    static const char digits[] = "0123456789abcdef";
    size_t i = 5, end = 5;
    if (record.n < 7 || memcmp(record.p, "MEND ", 5) != 0)
        return mend__fail(err, MEND_CORRUPT, "not a ticket's record");
    while (end < record.n && end < 12 && record.p[end] >= '0' && record.p[end] <= '9')
        end++;
    if (end == i || end == record.n || record.p[end] != ' ' || record.p[i] == '0')
        return mend__fail(err, MEND_CORRUPT, "not a ticket's record");
    if (end != i + 1 || record.p[i] != '1')
        return mend__fail(err, MEND_UNSUPPORTED, "the record was written by a newer release");
    if (record.n < 16 || record.p[15] != '\n')
        return mend__fail(err, MEND_CORRUPT, "not a ticket's record");
    uint32_t crc = mend__crc32c(record.p + 16, record.n - 16);
    for (int k = 0; k < 8; k++)
        if (record.p[7 + k] != digits[(crc >> (28 - 4 * k)) & 15])
            return mend__fail(err, MEND_CORRUPT, "the record's checksum does not match");
    *json = (mend__str){record.p + 16, record.n - 16};
    return MEND_OK;
}

/* What cannot be read in a record with a matching checksum is still damage, except for memory. */
static mend_status as_damage(mend_status s, mend_error *err)
{
    if (s == MEND_OK || s == MEND_NOMEM || s == MEND_CORRUPT || s == MEND_UNSUPPORTED)
        return s;
    if (err)
        err->status = MEND_CORRUPT;
    return MEND_CORRUPT;
}

/* Into a blank ticket, by an empty tree. */
static mend_status read_record(mend_ticket *t, mend__json *tree, mend__str record, mend_error *err)
{
    mend__str json = {NULL, 0};
    mend__node root;
    mend_status s = open_frame(record, &json, err);
    if (s == MEND_OK)
        s = mend__json_read(tree, json.p, json.n, MEND__RECORD_MOST, MEND__RECORD_DEPTH, &root, err);
    if (s == MEND_OK) {
        record_reader r = {t, tree, err};
        s = read_ticket(&r, root);
        if (s == MEND_NOMEM)
            mend__fail(err, s, mend_status_text(s));
    }
    return as_damage(s, err);
}

mend_status mend__ticket_read(mend_ticket *t, mend__json *tree, mend__str record, mend_error *err)
{
    mend__ticket_reset(t);
    mend__json_reset(tree);
    mend_status s = read_record(t, tree, record, err);
    if (s != MEND_OK)
        mend__ticket_reset(t);
    return s;
}

mend_status mend_ticket_load(mend_ticket *ticket, const void *record, size_t len, mend_error *error)
{
    mend__json tree;
    mend_ticket fresh;
    if (!mend__error_ok(error))
        return MEND_INVALID;
    if (!ticket || !record)
        return mend__fail(error, MEND_INVALID, "a ticket and a record are needed");
    mend__json_init(&tree, &ticket->alloc);
    mend__ticket_init(&fresh, &ticket->alloc);
    mend_status s = read_record(&fresh, &tree, (mend__str){record, len}, error);
    mend_ticket unused = s == MEND_OK ? *ticket : fresh;
    if (s == MEND_OK)
        *ticket = fresh;
    mend__ticket_done(&unused);
    mend__json_free(&tree);
    return s;
}
