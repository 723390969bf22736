/*
 * faulty_store.c - a table around a table. Every callback asks the plan first, calls the inner one unless the fault
 * comes before the effect, and asks again for the answer.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "faulty_store.h"

#include <stdlib.h>
#include <string.h>

typedef struct name { /* 128 bytes are the most a tenant or key may have */
    char text[129];
    size_t len;
} name;

struct faulty_store {
    mend_store inner;
    int64_t counts[FAULTY_CALLS], hits;
    struct {
        faulty_call call;
        int64_t nth; /* 0: no plan */
        mend_status status;
        faulty_when when;
        int sticky;
    } fail;
    struct {
        faulty_record how;
        int64_t nth; /* 0: no plan */
        uint64_t seed;
        int sticky;
        name tenant, key;
    } garble;
    struct {
        void (*run)(void *user, const mend_change *change);
        void *user;
        int64_t left;
    } slip;
};

/* Counts a call; says whether the plan wants it to fail. */
static int falls(faulty_store *f, faulty_call call)
{
    int64_t all = ++f->counts[FAULTY_ANY], own = ++f->counts[call];
    if (f->fail.nth == 0 || (f->fail.call != FAULTY_ANY && f->fail.call != call)) {
        return 0;
    }
    int64_t now = f->fail.call == FAULTY_ANY ? all : own;
    int hit = f->fail.sticky ? now >= f->fail.nth : now == f->fail.nth;
    f->hits += hit;
    return hit;
}

/* The body of a callback: the plan, and the inner call in its place. */
#define AROUND(call, inner_call)                                                                                       \
    faulty_store *f = user;                                                                                            \
    int fall = falls(f, call);                                                                                         \
    if (fall && f->fail.when == FAULTY_BEFORE) {                                                                       \
        return f->fail.status;                                                                                         \
    }                                                                                                                  \
    mend_status status = inner_call;                                                                                   \
    return fall ? f->fail.status : status

/* ---- altered records ---- */

static mend_status append_random(mend_buf *out, size_t len, uint64_t seed)
{
    mend_status status = MEND_OK;
    for (size_t i = 0; status == MEND_OK && i < len; i++) {
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        unsigned char byte = (unsigned char)(seed >> 56);
        status = mend_buf_append(out, &byte, 1);
    }
    return status;
}

static mend_status append_flipped(mend_buf *out, const char *record, size_t len, uint64_t seed)
{
    if (len == 0) {
        return MEND_OK;
    }
    size_t at = (size_t)(seed / 8 % len);
    char byte = (char)(record[at] ^ (1 << seed % 8));
    mend_status status = mend_buf_append(out, record, at);
    status = status == MEND_OK ? mend_buf_append(out, &byte, 1) : status;
    return status == MEND_OK ? mend_buf_append(out, record + at + 1, len - at - 1) : status;
}

static mend_status append_other(faulty_store *f, mend_buf *out)
{
    int64_t revision;
    return f->inner.load(f->inner.user, f->garble.tenant.text, f->garble.tenant.len, f->garble.key.text,
                         f->garble.key.len, out, &revision);
}

static mend_status append_garbled(faulty_store *f, const char *record, size_t len, mend_buf *out)
{
    f->hits++;
    switch (f->garble.how) {
    case FAULTY_RECORD_SHORT:
        return mend_buf_append(out, record, len > 0 ? len - 1 : 0);
    case FAULTY_RECORD_HALF:
        return mend_buf_append(out, record, len / 2);
    case FAULTY_RECORD_LONG: {
        mend_status status = mend_buf_append(out, record, len);
        return status == MEND_OK ? mend_buf_append(out, "x", 1) : status;
    }
    case FAULTY_RECORD_FLIP:
        return append_flipped(out, record, len, f->garble.seed);
    case FAULTY_RECORD_EMPTY:
        return MEND_OK;
    case FAULTY_RECORD_RANDOM:
        return append_random(out, len, f->garble.seed);
    case FAULTY_RECORD_OTHER:
        return append_other(f, out);
    default:
        return mend_buf_append(out, record, len);
    }
}

static int garbles(const faulty_store *f)
{
    int64_t now = f->counts[FAULTY_LOAD];
    return f->garble.nth != 0 && (f->garble.sticky ? now >= f->garble.nth : now == f->garble.nth);
}

static mend_status load_garbled(faulty_store *f, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                mend_buf *record, int64_t *revision)
{
    mend_buf *whole;
    int64_t found;
    mend_status status = mend_buf_new(NULL, &whole);
    if (status != MEND_OK) {
        return status;
    }
    status = f->inner.load(f->inner.user, tenant, tenant_len, key, key_len, whole, &found);
    if (status == MEND_OK) {
        size_t len;
        const char *bytes = mend_buf_data(whole, &len);
        status = append_garbled(f, bytes, len, record);
    }
    mend_buf_free(whole);
    if (status == MEND_OK) {
        *revision = f->garble.how == FAULTY_RECORD_AGED ? found - 1 : found;
    }
    return status;
}

static mend_status load_as_planned(faulty_store *f, const char *tenant, size_t tenant_len, const char *key,
                                   size_t key_len, mend_buf *record, int64_t *revision)
{
    return garbles(f) ? load_garbled(f, tenant, tenant_len, key, key_len, record, revision)
                      : f->inner.load(f->inner.user, tenant, tenant_len, key, key_len, record, revision);
}

/* Copies rows, altering their contents. */
static mend_status garble_rows(faulty_store *f, const mend_rows *whole, mend_rows *rows)
{
    mend_buf *record;
    mend_status status = mend_buf_new(NULL, &record);
    if (status != MEND_OK) {
        return status;
    }
    for (int32_t i = 0; status == MEND_OK && i < mend_rows_count(whole); i++) {
        size_t key_len, len;
        const char *key = mend_rows_key(whole, i, &key_len), *bytes = mend_rows_bytes(whole, i, &len);
        mend_buf_clear(record);
        status = append_garbled(f, bytes, len, record);
        if (status == MEND_OK) {
            int64_t revision = mend_rows_number(whole, i) - (f->garble.how == FAULTY_RECORD_AGED);
            bytes = mend_buf_data(record, &len);
            status = mend_rows_add(rows, key, key_len, revision, bytes, len);
        }
    }
    mend_buf_free(record);
    return status;
}

static mend_status page_as_planned(faulty_store *f, const char *tenant, size_t tenant_len, mend_index index,
                                   const char *value, size_t value_len, const char *after, size_t after_len,
                                   int32_t max, mend_rows *rows)
{
    if (f->garble.nth == 0) {
        return f->inner.page(f->inner.user, tenant, tenant_len, index, value, value_len, after, after_len, max, rows);
    }
    mend_rows *whole;
    mend_status status = mend_rows_new(NULL, &whole);
    if (status != MEND_OK) {
        return status;
    }
    status = f->inner.page(f->inner.user, tenant, tenant_len, index, value, value_len, after, after_len, max, whole);
    status = status == MEND_OK ? garble_rows(f, whole, rows) : status;
    mend_rows_free(whole);
    return status;
}

static mend_status commit_as_planned(faulty_store *f, const mend_change *change)
{
    if (f->slip.left > 0) {
        f->slip.left--;
        f->hits++;
        f->slip.run(f->slip.user, change);
    }
    return f->inner.commit(f->inner.user, change);
}

/* ---- the callbacks ---- */

static mend_status faulty_load(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                               mend_buf *record, int64_t *revision)
{
    AROUND(FAULTY_LOAD, load_as_planned(f, tenant, tenant_len, key, key_len, record, revision));
}

static mend_status faulty_recall(void *user, const char *tenant, size_t tenant_len, const char *idempotency, size_t len,
                                 mend_buf *outcome)
{
    AROUND(FAULTY_RECALL, f->inner.recall(f->inner.user, tenant, tenant_len, idempotency, len, outcome));
}

static mend_status faulty_commit(void *user, const mend_change *change)
{
    AROUND(FAULTY_COMMIT, commit_as_planned(f, change));
}

static mend_status faulty_events(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                 int64_t after, int32_t max, mend_rows *rows)
{
    AROUND(FAULTY_EVENTS, f->inner.events(f->inner.user, tenant, tenant_len, key, key_len, after, max, rows));
}

static mend_status faulty_page(void *user, const char *tenant, size_t tenant_len, mend_index index, const char *value,
                               size_t value_len, const char *after, size_t after_len, int32_t max, mend_rows *rows)
{
    AROUND(FAULTY_PAGE, page_as_planned(f, tenant, tenant_len, index, value, value_len, after, after_len, max, rows));
}

static mend_status faulty_draw(void *user, const char *tenant, size_t tenant_len, const char *counter,
                               size_t counter_len, int64_t start, int64_t step, int32_t count, int64_t limit,
                               int64_t *last)
{
    AROUND(FAULTY_DRAW,
           f->inner.draw(f->inner.user, tenant, tenant_len, counter, counter_len, start, step, count, limit, last));
}

static mend_status faulty_pending(void *user, const char *tenant, size_t tenant_len, const char *after,
                                  size_t after_len, int32_t max, mend_rows *rows)
{
    AROUND(FAULTY_PENDING, f->inner.pending(f->inner.user, tenant, tenant_len, after, after_len, max, rows));
}

static mend_status faulty_sent(void *user, const char *tenant, size_t tenant_len, const char *id, size_t id_len,
                               int32_t done)
{
    AROUND(FAULTY_SENT, f->inner.sent(f->inner.user, tenant, tenant_len, id, id_len, done));
}

static mend_status faulty_begin(void *user)
{
    AROUND(FAULTY_BEGIN, f->inner.begin(f->inner.user));
}

/* A batch whose end fails without effect is taken back: a store that is asked to end one has none afterwards. */
static mend_status faulty_end(void *user, int32_t keep)
{
    faulty_store *f = user;
    int fall = falls(f, FAULTY_END);
    mend_status status = f->inner.end(f->inner.user, fall && f->fail.when == FAULTY_BEFORE ? 0 : keep);
    return fall ? f->fail.status : status;
}

static mend_status faulty_random(void *user, unsigned char *out, size_t len)
{
    AROUND(FAULTY_RANDOM, f->inner.random(f->inner.user, out, len));
}

static mend_status faulty_due(void *user, const char *tenant, size_t tenant_len, int64_t until, int64_t after_due,
                              const char *after_tenant, size_t after_tenant_len, const char *after_key,
                              size_t after_key_len, int32_t max, int64_t now, int64_t lease_until, mend_rows *rows)
{
    AROUND(FAULTY_DUE, f->inner.due(f->inner.user, tenant, tenant_len, until, after_due, after_tenant, after_tenant_len,
                                    after_key, after_key_len, max, now, lease_until, rows));
}

static mend_status faulty_erase(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                int64_t expected)
{
    AROUND(FAULTY_ERASE, f->inner.erase(f->inner.user, tenant, tenant_len, key, key_len, expected));
}

static mend_status faulty_unit_load(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                    mend_buf *record, int64_t *revision)
{
    AROUND(FAULTY_UNIT_LOAD, f->inner.unit_load(f->inner.user, tenant, tenant_len, key, key_len, record, revision));
}

static mend_status faulty_unit_page(void *user, const char *tenant, size_t tenant_len, const char *serial,
                                    size_t serial_len, const char *after, size_t after_len, int32_t max,
                                    mend_rows *rows)
{
    AROUND(FAULTY_UNIT_PAGE,
           f->inner.unit_page(f->inner.user, tenant, tenant_len, serial, serial_len, after, after_len, max, rows));
}

static mend_status faulty_unit_put(void *user, const mend_change *change)
{
    AROUND(FAULTY_UNIT_PUT, f->inner.unit_put(f->inner.user, change));
}

static void faulty_destroy(void *user)
{
    faulty_store *f = user;
    if (f->inner.destroy != NULL) {
        f->inner.destroy(f->inner.user);
    }
    free(f);
}

/* ---- plans ---- */

faulty_store *faulty_new(const mend_store *inner)
{
    faulty_store *f = calloc(1, sizeof *f);
    if (f != NULL) {
        f->inner = *inner;
    }
    return f;
}

void faulty_table(faulty_store *faulty, mend_store *out)
{
    *out = (mend_store){.struct_size = sizeof *out,
                        .user = faulty,
                        .load = faulty_load,
                        .recall = faulty_recall,
                        .commit = faulty_commit,
                        .events = faulty->inner.events != NULL ? faulty_events : NULL,
                        .page = faulty->inner.page != NULL ? faulty_page : NULL,
                        .draw = faulty->inner.draw != NULL ? faulty_draw : NULL,
                        .pending = faulty->inner.pending != NULL ? faulty_pending : NULL,
                        .sent = faulty->inner.sent != NULL ? faulty_sent : NULL,
                        .begin = faulty->inner.begin != NULL ? faulty_begin : NULL,
                        .end = faulty->inner.end != NULL ? faulty_end : NULL,
                        .random = faulty->inner.random != NULL ? faulty_random : NULL,
                        .due = faulty->inner.due != NULL ? faulty_due : NULL,
                        .erase = faulty->inner.erase != NULL ? faulty_erase : NULL,
                        .unit_load = faulty->inner.unit_load != NULL ? faulty_unit_load : NULL,
                        .unit_page = faulty->inner.unit_page != NULL ? faulty_unit_page : NULL,
                        .unit_put = faulty->inner.unit_put != NULL ? faulty_unit_put : NULL,
                        .destroy = faulty_destroy};
}

void faulty_fail(faulty_store *faulty, faulty_call call, int64_t nth, mend_status status, faulty_when when, int sticky)
{
    faulty->fail.call = call;
    faulty->fail.nth = nth;
    faulty->fail.status = status;
    faulty->fail.when = when;
    faulty->fail.sticky = sticky;
}

void faulty_garble(faulty_store *faulty, faulty_record how, int64_t nth, uint64_t seed, int sticky)
{
    faulty->garble.how = how;
    faulty->garble.nth = nth;
    faulty->garble.seed = seed;
    faulty->garble.sticky = sticky;
}

static void set_name(name *to, const char *text, size_t len)
{
    to->len = len < sizeof to->text ? len : sizeof to->text - 1;
    memcpy(to->text, text, to->len);
    to->text[to->len] = '\0';
}

void faulty_other(faulty_store *faulty, const char *tenant, size_t tenant_len, const char *key, size_t key_len)
{
    set_name(&faulty->garble.tenant, tenant, tenant_len);
    set_name(&faulty->garble.key, key, key_len);
}

void faulty_slip(faulty_store *faulty, void (*slip)(void *user, const mend_change *change), void *user, int64_t times)
{
    faulty->slip.run = slip;
    faulty->slip.user = user;
    faulty->slip.left = times;
}

void faulty_clear(faulty_store *faulty)
{
    mend_store inner = faulty->inner;
    *faulty = (faulty_store){.inner = inner};
}

int64_t faulty_count(const faulty_store *faulty, faulty_call call)
{
    return faulty->counts[call];
}

int64_t faulty_hits(const faulty_store *faulty)
{
    return faulty->hits;
}
