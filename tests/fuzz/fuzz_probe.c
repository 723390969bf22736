/*
 * fuzz_probe.c - a section, a line feed, a row, a line feed, facts: the answer is one JSON object and the same when asked
 * again; a fault says in which of the two documents, and the buffer is left alone.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/buf.h"
#include "mend/doc.h"
#include "mend/policy.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

/* The text up to the next line feed; *at goes behind it. */
static mend__str next_line(const uint8_t *data, size_t size, size_t *at)
{
    const char *from = (const char *)data + *at;
    const char *end = *at < size ? memchr(from, '\n', size - *at) : NULL;
    size_t len = end == NULL ? size - *at : (size_t)(end - from);
    *at += len + (end == NULL ? 0 : 1);
    return (mend__str){from, len};
}

/* The door reads it as a value and writes it as it stands. */
static void must_be_canonical(const mend_buf *answer)
{
    mend_buf *request, *reply;
    if (mend_buf_new(NULL, &request) != MEND_OK || mend_buf_new(NULL, &reply) != MEND_OK) {
        abort();
    }
    mend__put_text(request, "{\"op\":\"canonical\",\"value\":");
    mend__put(request, answer->data, answer->len);
    mend__put_text(request, "}");
    must(mend_doc_call(NULL, request->data, request->len, reply, NULL) == MEND_OK);
    must(reply->len == answer->len + strlen("{\"status\":\"OK\",\"value\":}"));
    mend_buf_free(request);
    mend_buf_free(reply);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t at = 0;
    mend_buf *first, *again;
    mend_error err = {.struct_size = sizeof err};
    mend__str section = next_line(data, size, &at), row = next_line(data, size, &at);
    mend__str facts = {(const char *)data + at, size - at};
    if (size == 0 || mend_buf_new(NULL, &first) != MEND_OK || mend_buf_new(NULL, &again) != MEND_OK) {
        return 0;
    }
    mend_status status = mend_probe(NULL, section.p, section.n, row.p, row.n, facts.p, facts.n, first, &err);
    must(mend_probe(NULL, section.p, section.n, row.p, row.n, facts.p, facts.n, again, NULL) == status);
    must(first->len == again->len && (first->len == 0 || memcmp(first->data, again->data, first->len) == 0));
    if (status == MEND_OK) {
        must_be_canonical(first);
    } else {
        must(first->len == 0 && err.status == status && err.text[0] != '\0');
        must(err.document >= -1 && err.document <= 1);
    }
    mend_buf_free(first);
    mend_buf_free(again);
    return 0;
}
