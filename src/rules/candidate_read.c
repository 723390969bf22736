/*
 * candidate_read.c - the host's people: an array of objects, or one object a line, see dispatch.h.
 *
 * Texts are borrowed from the tree, which outlives the candidates. Lines are documents of their own to the JSON reader; a
 * fault in one of them is told with its line in the whole text.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "dispatch.h"
#include "mend/dispatch.h"
#include "notions/instant.h"
#include "ticket/member.h"

#include <string.h>

#define CANDIDATE_BYTES ((size_t)4 * 1024 * 1024)
#define CANDIDATE_DEPTH 8
#define CANDIDATE_LIST  1024 /* skills and the like: of each */

typedef struct candidate_line { /* one that holds something */
    mend__node root;
    size_t start;   /* bytes */
    int32_t number; /* from 1 */
} candidate_line;

typedef struct candidate_reader {
    mend__arena *arena;
    const mend__vocab *v;
    const mend__json *tree;
    mend_error *err;
    mend__candidate *items;
    size_t count;
    candidate_line *lines; /* by candidate; NULL: they are an array */
} candidate_reader;

/* ---- one candidate ---- */

static mend_status candidate_name(const candidate_reader *r, mend__node object, const char *key,
                                  const mend__names *names, const char *kind, int32_t *out)
{
    mend__node n = mend__json_get(r->tree, object, key);
    *out = -1;
    return n == MEND__NONE ? MEND_OK : mend__names_ref(names, r->tree, n, kind, out, r->err);
}

static mend_status candidate_text(const candidate_reader *r, mend__node n, mend__str *out)
{
    mend__str text = mend__json_str(r->tree, n);
    if (mend__json_typeof(r->tree, n) != MEND__JSON_STRING || text.n == 0 || text.n > 256 ||
        !mend__text_clean(text, false)) {
        return mend__json_fail(r->tree, n, MEND_SCHEMA, "expected a text of 1 to 256 bytes", r->err);
    }
    *out = text;
    return MEND_OK;
}

static mend_status candidate_texts(const candidate_reader *r, mend__node object, const char *key, const mend__str **out,
                                   uint32_t *count)
{
    mend__node array = mend__json_get(r->tree, object, key);
    if (array == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__must_be(r->tree, array, MEND__JSON_ARRAY, "an array of texts", r->err);
    size_t most = mend__json_count(r->tree, array);
    if (status == MEND_OK && most > CANDIDATE_LIST) {
        status = mend__too_many(r->tree, array, CANDIDATE_LIST, "texts", r->err);
    }
    mend__str *texts = status != MEND_OK ? NULL : mend__arena_get(r->arena, most * sizeof *texts);
    if (texts == NULL) {
        return status != MEND_OK ? status : mend__no_memory(r->err);
    }
    for (mend__node n = mend__json_first(r->tree, array); n != MEND__NONE && status == MEND_OK;
         n = mend__json_next(r->tree, n)) {
        status = candidate_text(r, n, &texts[(*count)++]);
    }
    *out = texts;
    return status;
}

static mend_status candidate_instant(const candidate_reader *r, mend__node object, const char *key, int64_t *out)
{
    mend__node n = mend__json_get(r->tree, object, key);
    *out = INT64_MIN;
    if (n == MEND__NONE ||
        (mend__json_typeof(r->tree, n) == MEND__JSON_STRING && mend__instant_parse(mend__json_str(r->tree, n), out))) {
        return MEND_OK;
    }
    return mend__json_fail(r->tree, n, MEND_SCHEMA, "expected an instant such as 2024-03-15T09:30:00Z", r->err);
}

static mend_status candidate_id(const candidate_reader *r, mend__node object, mend__candidate *out)
{
    mend__node n = MEND__NONE;
    mend_status status = mend__member_need(r->tree, object, "id", &n, r->err);
    return status != MEND_OK ? status : mend__member_text(r->tree, object, "id", 128, &out->id, r->err);
}

/* Who it is, and what the policy has names for. */
static mend_status candidate_place(const candidate_reader *r, mend__node n, mend__candidate *out)
{
    const mend__names *departments = mend__vocab_choices(r->v, MEND__STR("department"));
    mend_status status = candidate_id(r, n, out);
    status =
        status != MEND_OK ? status : candidate_name(r, n, "department", departments, "department", &out->department);
    status = status != MEND_OK ? status
                               : mend__names_refs(r->arena, &r->v->roles, r->tree, mend__json_get(r->tree, n, "roles"),
                                                  "role", &out->roles, &out->role_count, r->err);
    return status != MEND_OK ? status : candidate_name(r, n, "grade", &r->v->grades, "grade", &out->grade);
}

static mend_status candidate_means(const candidate_reader *r, mend__node n, mend__candidate *out)
{
    out->everywhere = mend__json_get(r->tree, n, "regions") == MEND__NONE;
    mend_status status = candidate_texts(r, n, "skills", &out->skills, &out->skill_count);
    status = status != MEND_OK ? status : candidate_texts(r, n, "regions", &out->regions, &out->region_count);
    status = status != MEND_OK ? status : candidate_texts(r, n, "languages", &out->languages, &out->language_count);
    return status != MEND_OK ? status : candidate_texts(r, n, "knows", &out->knows, &out->know_count);
}

static mend_status candidate_time(const candidate_reader *r, mend__node n, mend__candidate *out)
{
    out->capacity = -1;
    mend_status status = mend__member_int(r->tree, n, "load", 0, MEND__DISPATCH_LOAD, &out->load, r->err);
    status = status != MEND_OK
                 ? status
                 : mend__member_int(r->tree, n, "capacity", 0, MEND__DISPATCH_LOAD, &out->capacity, r->err);
    status = status != MEND_OK ? status : candidate_instant(r, n, "available_from", &out->from);
    status = status != MEND_OK ? status : candidate_instant(r, n, "available_until", &out->until);
    status = status != MEND_OK ? status : candidate_instant(r, n, "dispatched", &out->dispatched);
    status = status != MEND_OK ? status : mend__member_bool(r->tree, n, "absent", &out->absent, r->err);
    return status != MEND_OK ? status : mend__member_bool(r->tree, n, "refused", &out->refused, r->err);
}

static mend_status candidate_read(candidate_reader *r, mend__node n)
{
    static const char *const members[] = {
        "id",   "department", "roles",          "grade",           "skills", "regions", "languages",  "knows",
        "load", "capacity",   "available_from", "available_until", "absent", "refused", "dispatched", NULL};
    mend__candidate *out = &r->items[r->count];
    mend_status status = mend__members_known(r->tree, n, members, r->err);
    memset(out, 0, sizeof *out);
    out->node = n;
    status = status != MEND_OK ? status : candidate_place(r, n, out);
    status = status != MEND_OK ? status : candidate_means(r, n, out);
    status = status != MEND_OK ? status : candidate_time(r, n, out);
    r->count += status == MEND_OK;
    return status;
}

/* ---- where they stand ---- */

static mend_status candidate_room(candidate_reader *r, size_t count)
{
    r->items = mend__arena_get(r->arena, count * sizeof *r->items);
    return r->items == NULL ? mend__no_memory(r->err) : MEND_OK;
}

static mend_status candidates_array(candidate_reader *r, mend__node array)
{
    mend_status status = mend__must_be(r->tree, array, MEND__JSON_ARRAY, "an array of candidates", r->err);
    if (status == MEND_OK && mend__json_count(r->tree, array) > MEND_DISPATCH_CANDIDATES) {
        status = mend__too_many(r->tree, array, MEND_DISPATCH_CANDIDATES, "candidates", r->err);
    }
    status = status != MEND_OK ? status : candidate_room(r, mend__json_count(r->tree, array));
    for (mend__node n = status == MEND_OK ? mend__json_first(r->tree, array) : MEND__NONE;
         n != MEND__NONE && status == MEND_OK; n = mend__json_next(r->tree, n)) {
        status = candidate_read(r, n);
    }
    return status;
}

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t blanks(mend__str text)
{
    size_t n = 0;
    while (n < text.n && blank(text.p[n])) {
        n++;
    }
    return n;
}

static size_t line_end(mend__str text, size_t from)
{
    const char *end = memchr(text.p + from, '\n', text.n - from);
    return end == NULL ? text.n : (size_t)(end - text.p);
}

/* Lines that hold something, at most one more than may be. */
static size_t candidate_lines(mend__str text)
{
    size_t count = 0;
    for (size_t at = 0; at < text.n && count <= MEND_DISPATCH_CANDIDATES;) {
        size_t end = line_end(text, at);
        count += blanks((mend__str){text.p + at, end - at}) < end - at;
        at = end + 1;
    }
    return count;
}

/* A fault within a line is one of the whole text. */
static mend_status candidate_blame(const candidate_reader *r, size_t index, mend_status status)
{
    if (r->lines != NULL && r->err != NULL && r->err->line > 0) {
        r->err->line = r->lines[index].number;
        r->err->offset += (int64_t)r->lines[index].start;
        r->err->document = 0;
    }
    return status;
}

/* Reads all the lines before anything is taken out of them: until then texts move. */
static mend_status candidate_documents(candidate_reader *r, mend__json *tree, mend__str text, size_t *count)
{
    mend_status status = MEND_OK;
    int32_t number = 1;
    *count = 0;
    for (size_t at = 0; at < text.n && status == MEND_OK; number++) {
        size_t end = line_end(text, at);
        if (blanks((mend__str){text.p + at, end - at}) < end - at) {
            candidate_line *line = &r->lines[*count];
            *line = (candidate_line){MEND__NONE, at, number};
            status =
                mend__json_read(tree, text.p + at, end - at, CANDIDATE_BYTES, CANDIDATE_DEPTH, &line->root, r->err);
            status = status == MEND_OK ? MEND_OK : candidate_blame(r, *count, status);
            (*count)++;
        }
        at = end + 1;
    }
    return status;
}

static mend_status candidates_lines(candidate_reader *r, mend__json *tree, mend__str text)
{
    size_t count = candidate_lines(text);
    if (text.n > CANDIDATE_BYTES || count > MEND_DISPATCH_CANDIDATES) {
        return mend__fail(r->err, MEND_LIMIT, "at most 4096 candidates in 4 MiB");
    }
    r->lines = mend__arena_get(r->arena, count * sizeof *r->lines);
    mend_status status = r->lines == NULL ? mend__no_memory(r->err) : candidate_room(r, count);
    status = status != MEND_OK ? status : candidate_documents(r, tree, text, &count);
    for (size_t i = 0; i < count && status == MEND_OK; i++) {
        status = candidate_read(r, r->lines[i].root);
        status = status == MEND_OK ? MEND_OK : candidate_blame(r, i, status);
    }
    return status;
}

/* An index of the candidates by id, to find one that stands there twice: sorted by sifting, which needs no other room. */
static void id_sift(const mend__candidate *items, uint32_t *heap, size_t root, size_t count)
{
    for (size_t child = 2 * root + 1; child < count; child = 2 * root + 1) {
        if (child + 1 < count && mend__str_cmp(items[heap[child]].id, items[heap[child + 1]].id) < 0) {
            child++;
        }
        if (mend__str_cmp(items[heap[root]].id, items[heap[child]].id) >= 0) {
            return;
        }
        uint32_t held = heap[root];
        heap[root] = heap[child];
        heap[child] = held;
        root = child;
    }
}

static mend_status candidates_differ(const candidate_reader *r)
{
    uint32_t *heap = mend__arena_get(r->arena, r->count * sizeof *heap);
    if (heap == NULL) {
        return mend__no_memory(r->err);
    }
    for (size_t i = 0; i < r->count; i++) {
        heap[i] = (uint32_t)i;
    }
    for (size_t i = r->count / 2; i-- > 0;) {
        id_sift(r->items, heap, i, r->count);
    }
    for (size_t left = r->count; left-- > 1;) {
        uint32_t last = heap[0];
        heap[0] = heap[left];
        heap[left] = last;
        id_sift(r->items, heap, 0, left);
    }
    for (size_t i = 1; i < r->count; i++) {
        if (mend__str_eq(r->items[heap[i - 1]].id, r->items[heap[i]].id)) {
            uint32_t later = heap[i - 1] > heap[i] ? heap[i - 1] : heap[i];
            mend__node id = mend__json_get(r->tree, r->items[later].node, "id");
            return candidate_blame(
                r, later,
                mend__json_fail(r->tree, id, MEND_SCHEMA, "a candidate of this id stands there before", r->err));
        }
    }
    return MEND_OK;
}

/* The candidates, none twice. */
static mend_status candidates_done(candidate_reader *r, mend_status status, mend__candidate **out, size_t *count)
{
    status = status != MEND_OK ? status : candidates_differ(r);
    if (status == MEND_OK) {
        *out = r->items;
        *count = r->count;
    }
    return status;
}

mend_status mend__candidates_take(mend__arena *arena, const mend__vocab *v, const mend__json *tree, mend__node array,
                                  mend__candidate **out, size_t *count, mend_error *err)
{
    candidate_reader r = {arena, v, tree, err, NULL, 0, NULL};
    return candidates_done(&r, candidates_array(&r, array), out, count);
}

mend_status mend__candidates_read(mend__arena *arena, const mend__vocab *v, mend__json *tree, mend__str text,
                                  mend__candidate **out, size_t *count, mend_error *err)
{
    candidate_reader r = {arena, v, tree, err, NULL, 0, NULL};
    size_t skipped = blanks(text);
    mend__node root = MEND__NONE;
    if (skipped == text.n || text.p[skipped] != '[') {
        return candidates_done(&r, candidates_lines(&r, tree, text), out, count);
    }
    mend_status status = mend__json_read(tree, text.p, text.n, CANDIDATE_BYTES, CANDIDATE_DEPTH, &root, err);
    status = status != MEND_OK ? status : candidates_array(&r, root);
    return candidates_done(&r, status, out, count);
}
