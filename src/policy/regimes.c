/*
 * regimes.c - the built-in regimes, and regimes that extend them, see regimes.h and mend/rights.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "regimes.h"
#include "ground/error.h"
#include "mend/rights.h"

#include <string.h>

#define REGIME_BYTES 1048576
#define REGIME_DEPTH 32

int32_t mend_regime_ready_count(void)
{
    return (int32_t)mend__regime_count;
}

const char *mend_regime_ready_name(int32_t index)
{
    return index < 0 || index >= mend_regime_ready_count() ? NULL : mend__regimes[index].id;
}

static const mend__preset *regime_find(mend__str name)
{
    for (size_t i = 0; i < mend__regime_count; i++) {
        if (mend__str_is(name, mend__regimes[i].id)) {
            return &mend__regimes[i];
        }
    }
    return NULL;
}

const char *mend_regime_ready_text(const char *name, size_t *len)
{
    const mend__preset *found = name == NULL ? NULL : regime_find((mend__str){name, strlen(name)});
    if (found != NULL && len != NULL) {
        *len = found->len;
    }
    return found == NULL ? NULL : (const char *)found->text;
}

/* ---- what a regime extends ---- */

/* Documents still to be looked at, and those looked at, the uppermost first. */
typedef struct layering {
    mend__json *work;
    mend_error *err;
    mend__node open[MEND__REGIME_LAYERS], done[MEND__REGIME_LAYERS];
    size_t open_count, done_count;
} layering;

static mend_status layer_unknown(const layering *l, mend__node n)
{
    mend__guess g;
    mend__guess_start(&g, mend__json_str(l->work, n));
    for (size_t i = 0; i < mend__regime_count; i++) {
        mend__guess_feed(&g, (mend__str){mend__regimes[i].id, strlen(mend__regimes[i].id)});
    }
    mend__unknown_value(l->work, n, "regime", &g, l->err);
    l->err->status = MEND_NOT_FOUND;
    return MEND_NOT_FOUND;
}

/* Puts the built-in regime that a text names among those still to be looked at. */
static mend_status layer_push(layering *l, mend__node n)
{
    if (mend__json_typeof(l->work, n) != MEND__JSON_STRING) {
        return mend__json_expected(l->work, n, "the name of a regime", l->err);
    }
    const mend__preset *preset = regime_find(mend__json_str(l->work, n));
    if (preset == NULL) {
        return layer_unknown(l, n);
    }
    if (l->open_count + l->done_count == MEND__REGIME_LAYERS) {
        return mend__too_many(l->work, n, MEND__REGIME_LAYERS, "regimes may be merged", l->err);
    }
    return mend__json_read(l->work, (const char *)preset->text, preset->len, REGIME_BYTES, REGIME_DEPTH,
                           &l->open[l->open_count++], l->err);
}

/* The regimes a document extends; what is pushed last lies uppermost and is looked at first. */
static mend_status layer_parents(layering *l, mend__node document)
{
    mend__node n = mend__fact_node(l->work, document, "extends");
    mend_status status = MEND_OK;
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    if (mend__json_typeof(l->work, n) != MEND__JSON_ARRAY) {
        return layer_push(l, n);
    }
    for (n = mend__json_first(l->work, n); n != MEND__NONE && status == MEND_OK; n = mend__json_next(l->work, n)) {
        status = layer_push(l, n);
    }
    return status;
}

static mend_status layer_all(layering *l, mend__node document, mend__node *merged)
{
    mend_status status = MEND_OK;
    if (mend__json_typeof(l->work, document) == MEND__JSON_STRING) {
        status = layer_push(l, document);
    } else {
        l->open[l->open_count++] = document;
    }
    while (l->open_count > 0 && status == MEND_OK) {
        mend__node next = l->open[--l->open_count];
        l->done[l->done_count++] = next;
        status = layer_parents(l, next);
    }
    *merged = MEND__NONE;
    for (size_t i = l->done_count; i-- > 0 && status == MEND_OK;) {
        status = mend__json_merge_onto(l->work, *merged, l->done[i], merged, l->err);
    }
    return status;
}

/* ---- loading ---- */

/* What was said of the merged document, said at the document the caller gave; the path goes on from there. */
static mend_status regime_blame(const mend__json *tree, mend__node n, const mend_error *said, mend_error *err)
{
    char path[sizeof said->path * 2];
    if (err == NULL) {
        return said->status;
    }
    mend__json_fail(tree, n, said->status, said->text, err);
    size_t head = strlen(err->path), tail = said->path[0] == '\0' ? 0 : strlen(said->path) - 1;
    memcpy(path, err->path, head);
    memcpy(path + head, said->path + (tail == 0 ? 0 : 1), tail);
    mend__error_path(err, (mend__str){path, head + tail});
    err->reason = said->reason;
    return said->status;
}

mend_status mend__regime_load(mend__arena *arena, mend__json *work, const mend__json *tree, mend__node n,
                              mend__regime *out, mend_error *err)
{
    mend_error said = {.struct_size = sizeof said};
    layering l = {.work = work, .err = &said};
    mend__node document = MEND__NONE, merged = MEND__NONE;
    mend_buf text; /* the document once more, in a tree that may grow; errors look into it */
    mend__buf_init(&text, &work->alloc);
    mend__json_write_node(tree, n, &text);
    mend_status status = text.status != MEND_OK
                             ? mend__no_memory(&said)
                             : mend__json_read(work, text.data, text.len, REGIME_BYTES, REGIME_DEPTH, &document, &said);
    status = status != MEND_OK ? status : layer_all(&l, document, &merged);
    status = status != MEND_OK ? status : mend__regime_read(arena, work, merged, out, &said);
    mend__buf_done(&text);
    return status == MEND_OK ? MEND_OK : regime_blame(tree, n, &said, err);
}
