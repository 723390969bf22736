/*
 * broken_store.h - the table that broken stores start from: as the in-memory one, until a flaw is applied to it. For
 * test_broken.c alone.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef BROKEN_STORE_H
#define BROKEN_STORE_H

#include "rules/unit.h"
#include "shells/change.h"
#include "store-memory/mend_memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct flaw flaw;

typedef struct broken { /* one table */
    mend_store inner;
    const flaw *flaw;
    int serial;       /* the how many-eth table */
    int in_batch;     /* a batch is open */
    int32_t drawn;    /* in it */
    char counter[80]; /* drawn from last */
    char key[300];    /* made for one call */
    int32_t offset;   /* rows of a list given so far */
} broken;

struct flaw {
    const char *what;
    const char *check; /* that has to notice it */
    void (*apply)(mend_store *table);
    uint32_t kinds; /* of those below */
};

/* What the plain callbacks do differently; the rest have callbacks of their own. */
enum { ONE_TENANT = 1, JOINED = 2, NO_CASE = 4, TRIMMED = 8 };

/* ---- the plain callbacks: as the inner table, but for how they treat names ---- */

static const char *tenant_of(const broken *b, const char *tenant, size_t *len)
{
    if ((b->flaw->kinds & (ONE_TENANT | JOINED)) == 0) {
        return tenant;
    }
    *len = 3;
    return "all";
}

static const char *key_of(broken *b, const char *tenant, size_t tenant_len, const char *key, size_t *len)
{
    size_t n = 0;
    if ((b->flaw->kinds & JOINED) != 0) {
        memcpy(b->key, tenant, tenant_len);
        n = tenant_len;
    }
    memcpy(b->key + n, key, *len);
    n += *len;
    for (size_t i = 0; (b->flaw->kinds & NO_CASE) != 0 && i < n; i++) {
        b->key[i] = (char)(b->key[i] >= 'A' && b->key[i] <= 'Z' ? b->key[i] + 32 : b->key[i]);
    }
    while ((b->flaw->kinds & TRIMMED) != 0 && n > 0 && b->key[n - 1] == ' ') {
        n--;
    }
    b->key[n] = '\0';
    *len = n;
    return b->key;
}

static mend_status b_load(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                          mend_buf *record, int64_t *revision)
{
    broken *b = user;
    key = key_of(b, tenant, tenant_len, key, &key_len);
    tenant = tenant_of(b, tenant, &tenant_len);
    return b->inner.load(b->inner.user, tenant, tenant_len, key, key_len, record, revision);
}

static mend_status b_recall(void *user, const char *tenant, size_t tenant_len, const char *idempotency, size_t len,
                            mend_buf *outcome)
{
    broken *b = user;
    tenant = tenant_of(b, tenant, &tenant_len);
    return b->inner.recall(b->inner.user, tenant, tenant_len, idempotency, len, outcome);
}

static mend_status b_commit(void *user, const mend_change *change)
{
    broken *b = user;
    mend_change c = *change;
    c.key.p = key_of(b, change->tenant.p, change->tenant.n, change->key.p, &c.key.n);
    c.tenant.p = tenant_of(b, change->tenant.p, &c.tenant.n);
    return b->inner.commit(b->inner.user, &c);
}

static mend_status b_events(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                            int64_t after, int32_t max, mend_rows *rows)
{
    broken *b = user;
    key = key_of(b, tenant, tenant_len, key, &key_len);
    tenant = tenant_of(b, tenant, &tenant_len);
    return b->inner.events(b->inner.user, tenant, tenant_len, key, key_len, after, max, rows);
}

static mend_status b_page(void *user, const char *tenant, size_t tenant_len, mend_index index, const char *value,
                          size_t value_len, const char *after, size_t after_len, int32_t max, mend_rows *rows)
{
    broken *b = user;
    tenant = tenant_of(b, tenant, &tenant_len);
    return b->inner.page(b->inner.user, tenant, tenant_len, index, value, value_len, after, after_len, max, rows);
}

static mend_status b_draw(void *user, const char *tenant, size_t tenant_len, const char *counter, size_t counter_len,
                          int64_t start, int64_t step, int32_t count, int64_t limit, int64_t *last)
{
    broken *b = user;
    tenant = tenant_of(b, tenant, &tenant_len);
    return b->inner.draw(b->inner.user, tenant, tenant_len, counter, counter_len, start, step, count, limit, last);
}

static mend_status b_pending(void *user, const char *tenant, size_t tenant_len, const char *after, size_t after_len,
                             int32_t max, mend_rows *rows)
{
    broken *b = user;
    tenant = tenant_of(b, tenant, &tenant_len);
    return b->inner.pending(b->inner.user, tenant, tenant_len, after, after_len, max, rows);
}

static mend_status b_sent(void *user, const char *tenant, size_t tenant_len, const char *id, size_t id_len,
                          int32_t done)
{
    broken *b = user;
    tenant = tenant_of(b, tenant, &tenant_len);
    return b->inner.sent(b->inner.user, tenant, tenant_len, id, id_len, done);
}

static mend_status b_begin(void *user)
{
    broken *b = user;
    mend_status status = b->inner.begin(b->inner.user);
    b->in_batch = status == MEND_OK ? 1 : b->in_batch;
    b->drawn = 0;
    return status;
}

static mend_status b_end(void *user, int32_t keep)
{
    broken *b = user;
    b->in_batch = 0;
    return b->inner.end(b->inner.user, keep);
}

static mend_status b_random(void *user, unsigned char *out, size_t len)
{
    broken *b = user;
    return b->inner.random(b->inner.user, out, len);
}

static mend_status b_due(void *user, const char *tenant, size_t tenant_len, int64_t until, int64_t after_due,
                         const char *after_tenant, size_t after_tenant_len, const char *after_key, size_t after_key_len,
                         int32_t max, int64_t now, int64_t lease_until, mend_rows *rows)
{
    broken *b = user;
    tenant = tenant_of(b, tenant, &tenant_len);
    return b->inner.due(b->inner.user, tenant, tenant_len, until, after_due, after_tenant, after_tenant_len, after_key,
                        after_key_len, max, now, lease_until, rows);
}

static mend_status b_erase(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                           int64_t expected)
{
    broken *b = user;
    key = key_of(b, tenant, tenant_len, key, &key_len);
    tenant = tenant_of(b, tenant, &tenant_len);
    return b->inner.erase(b->inner.user, tenant, tenant_len, key, key_len, expected);
}

static mend_status b_unit_load(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                               mend_buf *record, int64_t *revision)
{
    broken *b = user;
    key = key_of(b, tenant, tenant_len, key, &key_len);
    tenant = tenant_of(b, tenant, &tenant_len);
    return b->inner.unit_load(b->inner.user, tenant, tenant_len, key, key_len, record, revision);
}

static mend_status b_unit_page(void *user, const char *tenant, size_t tenant_len, const char *serial, size_t serial_len,
                               const char *after, size_t after_len, int32_t max, mend_rows *rows)
{
    broken *b = user;
    tenant = tenant_of(b, tenant, &tenant_len);
    return b->inner.unit_page(b->inner.user, tenant, tenant_len, serial, serial_len, after, after_len, max, rows);
}

static mend_status b_unit_put(void *user, const mend_change *change)
{
    broken *b = user;
    mend_change c = *change;
    mend_unit unit;
    if (change->unit_count > 0 && (b->flaw->kinds & (JOINED | NO_CASE | TRIMMED)) != 0) {
        unit = *change->units[0].unit;
        unit.key.p = key_of(b, change->tenant.p, change->tenant.n, unit.key.p, &unit.key.n);
        c.units[0].unit = &unit;
    }
    c.tenant.p = tenant_of(b, change->tenant.p, &c.tenant.n);
    return b->inner.unit_put(b->inner.user, &c);
}

static void b_destroy(void *user)
{
    broken *b = user;
    b->inner.destroy(b->inner.user);
    free(b);
}

typedef struct memory_host {
    mend_memory *memory;
    const flaw *flaw;
    int serial, forgetful;
} memory_host;

static mend_status open_broken(void *user, mend_store *out)
{
    memory_host *host = user;
    broken *b = calloc(1, sizeof *b);
    if (b == NULL || mend_memory_table(host->memory, &b->inner) != MEND_OK) {
        free(b);
        return MEND_NOMEM;
    }
    b->flaw = host->flaw;
    b->serial = ++host->serial;
    *out = (mend_store){.struct_size = sizeof *out,
                        .user = b,
                        .load = b_load,
                        .recall = b_recall,
                        .commit = b_commit,
                        .events = b_events,
                        .page = b_page,
                        .draw = b_draw,
                        .pending = b_pending,
                        .sent = b_sent,
                        .begin = b_begin,
                        .end = b_end,
                        .random = b_random,
                        .due = b_due,
                        .erase = b_erase,
                        .unit_load = b_unit_load,
                        .unit_page = b_unit_page,
                        .unit_put = b_unit_put,
                        .destroy = b_destroy};
    host->flaw->apply(out);
    return MEND_OK;
}

/* Memory keeps what it has as long as somebody holds it; a forgetful host does not. */
static mend_status reopen_memory(void *user)
{
    memory_host *host = user;
    if (!host->forgetful) {
        return MEND_OK;
    }
    mend_memory_free(host->memory);
    host->memory = NULL;
    return mend_memory_new(&host->memory);
}

#endif
