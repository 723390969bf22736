/*
 * bill_kit.h - a rule and its facts in, the answer as text out: for tests of taxes and bills. Texts are JSON with ' in
 * place of ".
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef BILL_KIT_H
#define BILL_KIT_H

#include "faulty.h"
#include "ground/buf.h"
#include "policy/probe.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define KIT_TEXT 65536

/* The text with its quotation marks; good until the next but three. */
static inline const char *quoted(const char *text)
{
    static char room[4][KIT_TEXT];
    static size_t next;
    char *out = room[next++ % 4];
    size_t len = strlen(text);
    assert_true(len < KIT_TEXT);
    for (size_t i = 0; i <= len; i++) {
        out[i] = text[i];
        if (text[i] == '\'') {
            out[i] = '"';
        }
    }
    return out;
}

/* The answer with ' again, "!CODE" for a rule that gives none, "?" for a fault said in err; good until the next. */
static inline const char *probe_with(const mend_allocator *allocator, mend__probe_fn section, const char *row,
                                     const char *facts, mend_error *err, mend_status *status)
{
    static char answer[KIT_TEXT];
    mend__alloc alloc;
    mend__json tree;
    mend__arena arena;
    mend_buf out;
    mend__jw w;
    mend__probe p;
    assert_true(mend__alloc_init(&alloc, allocator));
    mend__json_init(&tree, &alloc);
    mend__arena_init(&arena, &alloc);
    mend__buf_init(&out, &alloc);
    mend__jw_init(&w, &out);
    p = (mend__probe){NULL, &arena, &tree, MEND__NONE, MEND__NONE, {NULL, 0}, &w, NULL, err};
    row = quoted(row);
    facts = quoted(facts);
    *status = mend__json_read(&tree, row, strlen(row), KIT_TEXT, 16, &p.row, err);
    if (*status == MEND_OK) {
        *status = mend__json_read(&tree, facts, strlen(facts), KIT_TEXT, 16, &p.facts, err);
    }
    if (*status == MEND_OK) {
        *status = section(&p);
    }
    if (*status == MEND_OK) {
        *status = out.status;
    }
    answer[0] = '?';
    answer[1] = '\0';
    if (*status == MEND_OK && p.refused != NULL) {
        assert_int_equal(out.len, 0);
        answer[0] = '!';
        memcpy(answer + 1, p.refused, strlen(p.refused) + 1);
    } else if (*status == MEND_OK) {
        size_t len;
        const char *text = mend_buf_data(&out, &len);
        assert_true(len < KIT_TEXT);
        for (size_t i = 0; i <= len; i++) {
            answer[i] = text[i] == '"' ? '\'' : text[i];
        }
    }
    mend__buf_done(&out);
    mend__arena_free(&arena);
    mend__json_free(&tree);
    return answer;
}

/* The same with the C library's memory. */
static inline const char *probe(mend__probe_fn section, const char *row, const char *facts)
{
    mend_error err = {.struct_size = sizeof err};
    mend_status status;
    return probe_with(NULL, section, row, facts, &err, &status);
}

/* Refused for what the row or the facts say: the status, the path, the reason. */
static inline void assert_wrong(mend__probe_fn section, const char *row, const char *facts, mend_status wanted,
                                const char *path, mend_reason reason)
{
    mend_error err = {.struct_size = sizeof err};
    mend_status status;
    assert_string_equal(probe_with(NULL, section, row, facts, &err, &status), "?");
    assert_int_equal(status, wanted);
    assert_int_equal(err.status, wanted);
    assert_string_equal(err.path, path);
    assert_int_equal(err.reason, reason);
    assert_true(err.text[0] != '\0');
    assert_string_equal(probe_with(NULL, section, row, facts, NULL, &status), "?");
    assert_int_equal(status, wanted);
}

/* Makes the first, second, … request for memory fail until none does: no memory each time, nothing left behind. */
static inline void assert_survives(mend__probe_fn section, const char *row, const char *facts, const char *wanted)
{
    mend_status status = MEND_NOMEM;
    size_t at = 0;
    while (status != MEND_OK) {
        faulty memory = {.fail_at = ++at};
        mend_allocator a = faulty_allocator(&memory);
        mend_error err = {.struct_size = sizeof err};
        const char *answer = probe_with(&a, section, row, facts, &err, &status);
        assert_string_equal(answer, status == MEND_OK ? wanted : "?");
        assert_true(status == MEND_OK || status == MEND_NOMEM);
        assert_int_equal(memory.live, 0);
        assert_true(at < 200);
    }
    assert_true(at > 3);
}

#endif
