/*
 * warranty_ask.h - questions about warranty written as JSON with apostrophes for quotes.
 *
 *     assert_answer(mend__probe_roll, "{}", "{'last_day':'2024-10-01'}", "{'last_day':'2024-10-01','rolled':0}");
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef WARRANTY_ASK_H
#define WARRANTY_ASK_H

#include "ground/buf.h"
#include "policy/probe.h"

#include <string.h>

typedef struct desk {
    mend__alloc alloc;
    mend__json tree;
    mend__arena arena;
    mend_buf out;
    mend_error err;
} desk;

static inline void desk_open(desk *d, const mend_allocator *a)
{
    memset(d, 0, sizeof *d);
    d->err.struct_size = sizeof d->err;
    assert_true(mend__alloc_init(&d->alloc, a));
    mend__json_init(&d->tree, &d->alloc);
    mend__arena_init(&d->arena, &d->alloc);
    mend__buf_init(&d->out, &d->alloc);
}

static inline void desk_close(desk *d)
{
    mend__buf_done(&d->out);
    mend__arena_free(&d->arena);
    mend__json_free(&d->tree);
}

static inline mend_status read_quoted(desk *d, const char *json, mend__node *root)
{
    char text[8192];
    size_t n = strlen(json);
    assert_true(n < sizeof text);
    for (size_t i = 0; i < n; i++) {
        text[i] = json[i] == '\'' ? '"' : json[i];
    }
    return mend__json_read(&d->tree, text, n, sizeof text, 16, root, &d->err);
}

/* Apostrophes stand for quotes. */
static inline mend_status ask(desk *d, mend__probe_fn fn, const char *row, const char *facts, const char **refused)
{
    mend__node row_node = MEND__NONE, facts_node = MEND__NONE;
    mend__jw w;
    mend__jw_init(&w, &d->out);
    mend_status status = read_quoted(d, row, &row_node);
    status = status != MEND_OK ? status : read_quoted(d, facts, &facts_node);
    if (status != MEND_OK) {
        return status;
    }
    mend__probe p = {NULL, &d->arena, &d->tree, row_node, facts_node, {NULL, 0}, &w, NULL, &d->err};
    status = fn(&p);
    *refused = p.refused;
    return status != MEND_OK ? status : d->out.status;
}

/* The answer, with apostrophes for quotes; what refuses is "!CODE", what is wrong the path. */
static inline void assert_answer(mend__probe_fn fn, const char *row, const char *facts, const char *expected)
{
    desk d;
    const char *refused = NULL;
    char text[8192];
    desk_open(&d, NULL);
    mend_status status = ask(&d, fn, row, facts, &refused);
    const char *got = status != MEND_OK ? d.err.path : refused != NULL ? refused : mend_buf_data(&d.out, NULL);
    size_t n = strlen(got), at = 0;
    if (status == MEND_OK && refused != NULL) {
        text[at++] = '!';
    }
    assert_true(n + 2 < sizeof text);
    for (size_t i = 0; i <= n; i++) {
        text[at + i] = got[i] == '"' ? '\'' : got[i];
    }
    if (status != MEND_OK && status != MEND_SCHEMA && status != MEND_LIMIT) {
        fail_msg("%s: %s", facts, d.err.text);
    }
    assert_string_equal(text, expected);
    desk_close(&d);
}

#endif
