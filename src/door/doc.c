/*
 * doc.c - the document door: finds the operation of a request, lets it answer, and puts the envelope around it.
 *
 * A reply is {"status":…, "error":{…}, members of the operation}. It is put together at the end, so that a fault in the
 * middle leaves no half of it. What an operation on a desk has stored cannot be taken back; if memory then runs out, the
 * reply is {"status":"OK","cut":true}, for which there is room from the beginning.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "door.h"

#include "primitives.h"
#include "primitives_calendar.h"
#include "primitives_money.h"

#include <string.h>

#define DOC_BYTES 67108864 /* of a request */
#define DOC_DEPTH 68       /* a policy may have 64 levels, and stands some levels below */
#define DOC_CUT   "{\"status\":\"OK\",\"cut\":true}"

static bool doc_refused(mend_status status)
{
    return status <= MEND_REFUSED;
}

/* ---- finding the operation ---- */

/* Gives every operation of a list to a guess; returns the one of that name, or NULL. */
static const mend__door_op *doc_search(const mend__door_op *ops, size_t count, mend__str name, mend__guess *guess)
{
    const mend__door_op *found = NULL;
    for (size_t i = 0; i < count; i++) {
        mend__guess_feed(guess, mend__str_of(ops[i].name, MEND_NTS));
        if (mend__str_is(name, ops[i].name)) {
            found = &ops[i];
        }
    }
    return found;
}

static const mend__door_op *doc_find(const mend__door *d, mend__str name, mend__guess *guess)
{
    size_t count;
    if (d->desk != NULL) {
        const mend__door_op *ops = mend__door_stored(&count);
        const mend__door_op *found = doc_search(ops, count, name, guess);
        if (found == NULL) {
            ops = mend__door_priced(&count);
            found = doc_search(ops, count, name, guess);
        }
        if (found == NULL) {
            ops = mend__door_upkeep(&count);
            found = doc_search(ops, count, name, guess);
        }
        return found;
    }
    const mend__door_op *ops = mend__door_about(&count);
    const mend__door_op *found = doc_search(ops, count, name, guess);
    if (found == NULL) {
        ops = mend__door_cases(&count);
        found = doc_search(ops, count, name, guess);
    }
    if (found == NULL) {
        ops = mend__door_quotes(&count);
        found = doc_search(ops, count, name, guess);
    }
    return found;
}

static mend_status doc_unknown(mend__door *d, mend__node op, const mend__guess *guess)
{
    mend__json_fail(&d->tree, op, MEND_UNSUPPORTED, "there is no such operation", &d->fault);
    if (guess->best.p != NULL) {
        mend__error_add(&d->fault, "; did you mean \"");
        mend__error_add_str(&d->fault, guess->best);
        mend__error_add(&d->fault, "\"?");
    }
    return MEND_UNSUPPORTED;
}

/* Refuses members the operation does not take. */
static mend_status doc_check_members(mend__door *d, const char *const *members)
{
    const char *names[12] = {"op"};
    for (size_t i = 0; members[i] != NULL; i++) {
        names[i + 1] = members[i];
    }
    return mend__json_members(&d->tree, d->root, names, &d->fault);
}

/* An operation of the rules that are usable alone: {"op":…,"in":{…}} -> {"out":{…}}. */
static mend_status doc_primitive(mend__door *d, mend__str name, bool *known)
{
    static const char *const members[] = {"in", NULL};
    mend__node in = mend__door_member(d, "in");
    mend__jw out;
    mend__buf_rewind(&d->text, 0);
    mend__jw_init(&out, &d->text);
    mend_status status = mend__doc_primitive(name, &d->tree, in, &d->alloc, &out, known, &d->fault);
    if (!*known) {
        status = mend__doc_calendar(name, &d->tree, in, &d->alloc, &out, known, &d->fault);
    }
    if (!*known) {
        status = mend__doc_money(name, &d->tree, in, &d->alloc, &out, known, &d->fault);
    }
    if (!*known) {
        return status;
    }
    if (in == MEND__NONE) {
        return mend__door_need(d, "in", &in);
    }
    mend_status misplaced = doc_check_members(d, members);
    if (misplaced != MEND_OK) {
        return misplaced;
    }
    if (status == MEND_OK) {
        mend__door_document(d, "out");
    }
    return status;
}

static mend_status doc_run(mend__door *d)
{
    mend__node n;
    mend__str name;
    mend__guess guess;
    bool known = false;
    if (mend__json_typeof(&d->tree, d->root) != MEND__JSON_OBJECT) {
        return mend__json_expected(&d->tree, d->root, "an object", &d->fault);
    }
    mend_status status = mend__door_need(d, "op", &n);
    if (status == MEND_OK) {
        status = mend__door_text(d, "op", &name);
    }
    if (status != MEND_OK) {
        return status;
    }
    mend__guess_start(&guess, name);
    const mend__door_op *op = doc_find(d, name, &guess);
    if (op != NULL) {
        status = doc_check_members(d, op->members);
        return status == MEND_OK ? op->run(d) : status;
    }
    if (d->desk == NULL) {
        status = doc_primitive(d, name, &known);
    }
    return known ? status : doc_unknown(d, n, &guess);
}

/* ---- the envelope ---- */

static void doc_member(mend__jw *w, const char *name, int64_t value, bool known)
{
    if (known) {
        mend__jw_key(w, name);
        mend__jw_int(w, value);
    }
}

static void doc_write_error(const mend_error *fault, mend__jw *w)
{
    mend__jw_key(w, "error");
    mend__jw_object(w);
    if (fault->reason != 0) {
        mend__jw_key(w, "reason");
        mend__jw_text(w, mend_reason_name(fault->reason));
    }
    mend__jw_key(w, "text");
    mend__jw_text(w, fault->text);
    if (fault->path[0] != '\0') {
        mend__jw_key(w, "path");
        mend__jw_text(w, fault->path);
    }
    doc_member(w, "line", fault->line, fault->line > 0);
    doc_member(w, "column", fault->column, fault->column > 0);
    doc_member(w, "offset", fault->offset, fault->offset >= 0);
    doc_member(w, "document", fault->document, fault->document >= 0);
    mend__jw_end_object(w);
}

/* Writes the reply; the status it holds comes back. */
static mend_status doc_reply(mend__door *d, mend_status status, mend_buf *reply)
{
    mend__jw w;
    bool refused = doc_refused(status), fault = status != MEND_OK && !refused;
    mend__jw_end_object(&d->w);
    mend_status broken = d->body.status;
    mend__jw_init(&w, reply);
    mend__jw_object(&w);
    mend__jw_key(&w, "status");
    mend__jw_text(&w, mend_status_name(status) + 5); /* without MEND_ */
    if (fault) {
        doc_write_error(&d->fault, &w);
    }
    if ((!fault || d->explained) && broken == MEND_OK && d->body.len > 2) {
        mend__put_char(reply, ',');
        mend__put(reply, d->body.data + 1, d->body.len - 1);
    } else {
        mend__jw_end_object(&w);
    }
    if (!fault && broken != MEND_OK && reply->status == MEND_OK) {
        reply->status = broken;
    }
    return reply->status;
}

static void doc_end(mend__door *d)
{
    mend__json_free(&d->tree);
    mend__buf_done(&d->body);
    mend__buf_done(&d->text);
    mend_policy_free(d->own);
    mend_policy_free(d->to);
    mend_args_free(d->args);
    mend_unit_free(d->unit);
    for (size_t i = 0; i < d->contract_count; i++) {
        mend_unit_free(d->contracts[i]);
    }
    mend_ticket_free(d->ticket);
    mend_result_free(d->result);
    mend_rows_free(d->rows);
}

/* Copies the details into the caller's record, whose size may be another. */
static void doc_give_error(const mend_error *fault, mend_error *out)
{
    if (out != NULL) {
        uint32_t size = out->struct_size;
        *out = *fault;
        out->struct_size = size;
    }
}

/* Answers the request from the beginning to the end. */
static mend_status doc_answer(mend__door *d, mend__str request, mend_buf *reply, mend_error *error)
{
    mend_buf_clear(reply);
    mend_status status = mend_buf_append(reply, DOC_CUT, MEND_NTS); /* room that nobody can take away again */
    mend_buf_clear(reply);
    if (status != MEND_OK) {
        return mend__fail(error, status, mend_status_text(status));
    }
    d->alloc = reply->alloc;
    d->fault = (mend_error){.struct_size = sizeof d->fault, .offset = -1, .document = -1};
    mend__json_init(&d->tree, &d->alloc);
    mend__buf_init(&d->body, &d->alloc);
    mend__buf_init(&d->text, &d->alloc);
    mend__jw_init(&d->w, &d->body);
    mend__jw_object(&d->w);
    status = mend__json_read(&d->tree, request.p, request.n, DOC_BYTES, DOC_DEPTH, &d->root, &d->fault);
    if (status == MEND_OK) {
        status = doc_run(d);
    }
    if (!d->foreign) {
        d->fault.document = -1; /* positions are those of the request itself */
    }
    mend_status written = doc_reply(d, status, reply);
    if (written != MEND_OK) {
        mend_buf_clear(reply);
        if (d->done) {
            mend__put_text(reply, DOC_CUT);
        } else {
            status = mend__fail(&d->fault, written, mend_status_text(written));
        }
    }
    if (status != MEND_OK) {
        doc_give_error(&d->fault, error);
    }
    doc_end(d);
    return status;
}

mend_status mend_doc_call(const mend_policy *policy, const char *request, size_t len, mend_buf *reply,
                          mend_error *error)
{
    mend__str text = mend__str_of(request, len);
    if (reply == NULL || text.p == NULL || !mend__error_ok(error)) {
        return MEND_INVALID;
    }
    mend__door d = {.policy = policy};
    return doc_answer(&d, text, reply, error);
}

mend_status mend_doc_desk(mend_desk *desk, int64_t now, const char *request, size_t len, mend_buf *reply,
                          mend_error *error)
{
    mend__str text = mend__str_of(request, len);
    if (desk == NULL || reply == NULL || text.p == NULL || !mend__error_ok(error)) {
        return MEND_INVALID;
    }
    mend__door d = {.desk = desk, .now = now};
    return doc_answer(&d, text, reply, error);
}
