/*
 * table.c - callbacks that hand over to the functions exported by callbacks.go. A handle of Go travels as `user`.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "_cgo_export.h"
#include "table.h"

static mend_status go_load(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                           mend_buf *record, int64_t *revision)
{
    return mendGoLoad((uintptr_t)user, (char *)tenant, tenant_len, (char *)key, key_len, record, revision);
}

static mend_status go_recall(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                             mend_buf *outcome)
{
    return mendGoRecall((uintptr_t)user, (char *)tenant, tenant_len, (char *)key, key_len, outcome);
}

static mend_status go_commit(void *user, const mend_change *change)
{
    return mendGoCommit((uintptr_t)user, (mend_change *)change);
}

static mend_status go_events(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                             int64_t after, int32_t max, mend_rows *rows)
{
    return mendGoEvents((uintptr_t)user, (char *)tenant, tenant_len, (char *)key, key_len, after, max, rows);
}

static mend_status go_page(void *user, const char *tenant, size_t tenant_len, mend_index index, const char *value,
                           size_t value_len, const char *after, size_t after_len, int32_t max, mend_rows *rows)
{
    return mendGoPage((uintptr_t)user, (char *)tenant, tenant_len, index, (char *)value, value_len, (char *)after,
                      after_len, max, rows);
}

static mend_status go_draw(void *user, const char *tenant, size_t tenant_len, const char *counter, size_t counter_len,
                           int64_t start, int64_t step, int32_t count, int64_t limit, int64_t *last)
{
    return mendGoDraw((uintptr_t)user, (char *)tenant, tenant_len, (char *)counter, counter_len, start, step, count,
                      limit, last);
}

static mend_status go_pending(void *user, const char *tenant, size_t tenant_len, const char *after, size_t after_len,
                              int32_t max, mend_rows *rows)
{
    return mendGoPending((uintptr_t)user, (char *)tenant, tenant_len, (char *)after, after_len, max, rows);
}

static mend_status go_sent(void *user, const char *tenant, size_t tenant_len, const char *id, size_t id_len, int32_t done)
{
    return mendGoSent((uintptr_t)user, (char *)tenant, tenant_len, (char *)id, id_len, done);
}

static mend_status go_begin(void *user)
{
    return mendGoBegin((uintptr_t)user);
}

static mend_status go_end(void *user, int32_t keep)
{
    return mendGoEnd((uintptr_t)user, keep);
}

static mend_status go_random(void *user, unsigned char *out, size_t len)
{
    return mendGoRandom((uintptr_t)user, out, len);
}

static void go_destroy(void *user)
{
    mendGoDestroy((uintptr_t)user);
}

static mend_status go_due(void *user, const char *tenant, size_t tenant_len, int64_t until, int64_t after_due,
                          const char *after_tenant, size_t after_tenant_len, const char *after_key,
                          size_t after_key_len, int32_t max, int64_t now, int64_t lease_until, mend_rows *rows)
{
    return mendGoDue((uintptr_t)user, (char *)tenant, tenant_len, until, after_due, (char *)after_tenant,
                     after_tenant_len, (char *)after_key, after_key_len, max, now, lease_until, rows);
}

static mend_status go_erase(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                            int64_t expected)
{
    return mendGoErase((uintptr_t)user, (char *)tenant, tenant_len, (char *)key, key_len, expected);
}

static mend_status go_unit_load(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                mend_buf *record, int64_t *revision)
{
    return mendGoUnitLoad((uintptr_t)user, (char *)tenant, tenant_len, (char *)key, key_len, record, revision);
}

static mend_status go_unit_page(void *user, const char *tenant, size_t tenant_len, const char *serial,
                                size_t serial_len, const char *after, size_t after_len, int32_t max, mend_rows *rows)
{
    return mendGoUnitPage((uintptr_t)user, (char *)tenant, tenant_len, (char *)serial, serial_len, (char *)after,
                          after_len, max, rows);
}

static mend_status go_unit_put(void *user, const mend_change *change)
{
    return mendGoUnitPut((uintptr_t)user, (mend_change *)change);
}

void mend_go_table(mend_store *out, uintptr_t seat, uint32_t features)
{
    mend_store table = {.struct_size = sizeof table, .user = (void *)seat};
    table.load = go_load;
    table.recall = go_recall;
    table.commit = go_commit;
    table.destroy = go_destroy;
    table.events = features & MEND_GO_EVENTS ? go_events : NULL;
    table.page = features & MEND_GO_PAGE ? go_page : NULL;
    table.draw = features & MEND_GO_DRAW ? go_draw : NULL;
    table.pending = features & MEND_GO_OUTBOX ? go_pending : NULL;
    table.sent = features & MEND_GO_OUTBOX ? go_sent : NULL;
    table.begin = features & MEND_GO_BATCH ? go_begin : NULL;
    table.end = features & MEND_GO_BATCH ? go_end : NULL;
    table.random = features & MEND_GO_RANDOM ? go_random : NULL;
    table.due = features & MEND_GO_DUE ? go_due : NULL;
    table.erase = features & MEND_GO_ERASE ? go_erase : NULL;
    table.unit_load = features & MEND_GO_UNIT ? go_unit_load : NULL;
    table.unit_page = features & MEND_GO_UNIT ? go_unit_page : NULL;
    table.unit_put = features & MEND_GO_UNIT ? go_unit_put : NULL;
    *out = table;
}
