/*
 * mend_memory_due.c - what is due, claims on it, and removing a ticket with all that belongs to it.
 *
 * Looking for what is due walks along an ordered map from the cursor on and stops at the first instant that has not come:
 * it costs what is due, however many tickets there are.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend_memory_inner.h"

#include <stdio.h>
#include <string.h>

static void key_due(mend_maps *m, const char *tenant, size_t tenant_len, int64_t due, const char *key, size_t key_len)
{
    mend_memory_key(m, tenant, tenant_len);
    mend_maps_key_number(m, due);
    mend_maps_key_text(m, key, key_len);
}

static void key_all_due(mend_maps *m, int64_t due, const char *tenant, size_t tenant_len, const char *key,
                        size_t key_len)
{
    m->key_len = 0;
    m->key_failed = 0;
    mend_maps_key_number(m, due);
    mend_maps_key_text(m, tenant, tenant_len);
    mend_maps_key_text(m, key, key_len);
}

static int64_t number_in(const unsigned char *bytes)
{ /* as mend_maps_key_number() writes it */
    uint64_t bits = 0;
    for (int i = 0; i < 8; i++) {
        bits = bits << 8 | bytes[i];
    }
    return (int64_t)(bits ^ (UINT64_C(1) << 63));
}

/* ---- within a commit ---- */

static const mend_entry *find_due(mend_maps *m, const mend_memory_writing *t, const mend_entry *old)
{
    int64_t due = old == NULL ? INT64_MIN : mend_memory_due(old);
    key_due(m, t->tenant, t->tenant_len, due, t->key, t->key_len);
    return m->key_failed || due == INT64_MIN ? NULL : mend_maps_find(m, MEND_MEMORY_DUES);
}

mend_status mend_memory_check_claim(mend_maps *m, const mend_memory_writing *t, const mend_entry *old)
{
    size_t len;
    const char *claim = mend_change_claim(t->change, &len);
    if (len == 0) {
        return MEND_OK;
    }
    const mend_entry *e = find_due(m, t, old);
    if (m->key_failed) {
        return MEND_NOMEM;
    }
    return e != NULL && e->value_len == len && memcmp(e->bytes + e->key_len, claim, len) == 0 ? MEND_OK : MEND_CONFLICT;
}

static mend_status drop_due(mend_maps *m, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                            int64_t due)
{
    key_due(m, tenant, tenant_len, due, key, key_len);
    mend_status status = mend_maps_drop(m, MEND_MEMORY_DUES);
    key_all_due(m, due, tenant, tenant_len, key, key_len);
    return status == MEND_OK ? mend_maps_drop(m, MEND_MEMORY_ALL_DUES) : status;
}

mend_status mend_memory_move_due(mend_maps *m, const mend_memory_writing *t, const mend_entry *old)
{
    int64_t was = old == NULL ? INT64_MIN : mend_memory_due(old), now = mend_change_next_due(t->change);
    mend_status status = MEND_OK;
    if (was == now) { /* nothing moves; a claim ends */
        const mend_entry *e = find_due(m, t, old);
        return e != NULL && e->value_len != 0 ? mend_maps_put(m, MEND_MEMORY_DUES, INT64_MIN, NULL, 0)
                                              : (m->key_failed ? MEND_NOMEM : MEND_OK);
    }
    if (was != INT64_MIN) {
        status = drop_due(m, t->tenant, t->tenant_len, t->key, t->key_len, was);
    }
    if (status == MEND_OK && now != INT64_MIN) {
        key_due(m, t->tenant, t->tenant_len, now, t->key, t->key_len);
        status = mend_maps_put(m, MEND_MEMORY_DUES, INT64_MIN, NULL, 0);
        key_all_due(m, now, t->tenant, t->tenant_len, t->key, t->key_len);
        status = status == MEND_OK ? mend_maps_put(m, MEND_MEMORY_ALL_DUES, 0, NULL, 0) : status;
    }
    return status;
}

/* ---- what is due ---- */

typedef struct asking { /* the arguments of due */
    const char *tenant, *after_tenant, *after_key;
    size_t tenant_len, after_tenant_len, after_key_len;
    int64_t until, after_due, now;
    int32_t max;
    int claims; /* tickets are to be claimed, so claimed ones are passed over */
} asking;

/* How the cursor's tenant and ours sort. */
static int compare_tenant(const asking *a)
{
    size_t least = a->after_tenant_len < a->tenant_len ? a->after_tenant_len : a->tenant_len;
    int order = memcmp(a->after_tenant, a->tenant, least);
    return order != 0 ? order : (a->after_tenant_len > a->tenant_len) - (a->after_tenant_len < a->tenant_len);
}

/* Whether somebody has it. */
static int is_claimed(const asking *a, const mend_entry *due)
{
    return a->claims && due->number > a->now;
}

static mend_status list_one(mend_maps *m, const asking *a, mend_rows *rows)
{
    mend_memory_key(m, a->tenant, a->tenant_len);
    size_t prefix = m->key_len;
    if (a->after_due != INT64_MIN) { /* behind a key of another tenant at that instant: all of ours, or none of them */
        int order = compare_tenant(a);
        if (order > 0 && a->after_due == INT64_MAX) {
            return MEND_OK;
        }
        mend_maps_key_number(m, order > 0 ? a->after_due + 1 : a->after_due);
        mend_maps_key_text(m, a->after_key, order == 0 ? a->after_key_len : 0);
    }
    mend_status status = m->key_failed ? MEND_NOMEM : MEND_OK;
    const mend_entry *e = NULL;
    for (int32_t found = 0; status == MEND_OK && found < a->max;) {
        e = mend_maps_next(m, MEND_MEMORY_DUES, prefix, e);
        int64_t due = e == NULL ? INT64_MAX : number_in(e->bytes + prefix);
        if (e == NULL || due > a->until) {
            break;
        }
        if (!is_claimed(a, e)) {
            const char *key = (const char *)e->bytes + prefix + 8;
            status = mend_rows_add_due(rows, a->tenant, a->tenant_len, key, e->key_len - prefix - 9, due, "", 0);
            found++;
        }
    }
    return status;
}

static mend_status list_all(mend_maps *m, const asking *a, mend_rows *rows)
{
    mend_status status = MEND_OK;
    const mend_entry *e = NULL;
    for (int32_t found = 0; status == MEND_OK && found < a->max;) {
        key_all_due(m, a->after_due, a->after_tenant, a->after_tenant_len, a->after_key, a->after_key_len);
        if (m->key_failed) {
            return MEND_NOMEM;
        }
        e = mend_maps_next(m, MEND_MEMORY_ALL_DUES, 0, e);
        int64_t due = e == NULL ? INT64_MAX : number_in(e->bytes);
        if (e == NULL || due > a->until) {
            break;
        }
        const char *tenant = (const char *)e->bytes + 8, *key = tenant + strlen(tenant) + 1;
        key_due(m, tenant, strlen(tenant), due, key, strlen(key));
        const mend_entry *claim = m->key_failed ? NULL : mend_maps_find(m, MEND_MEMORY_DUES);
        if (claim == NULL) {
            return m->key_failed ? MEND_NOMEM : MEND_CORRUPT;
        }
        if (!is_claimed(a, claim)) {
            status = mend_rows_add_due(rows, tenant, strlen(tenant), key, strlen(key), due, "", 0);
            found++;
        }
    }
    return status;
}

/* Claims all that was found, and gives it again with the token. */
static mend_status claim_rows(mend_memory *memory, const mend_rows *found, int64_t lease_until, mend_rows *rows)
{
    char token[24];
    mend_maps *m = &memory->maps;
    mend_status status = MEND_OK;
    int len = snprintf(token, sizeof token, "c%lld", (long long)++memory->claims);
    mend_part value = {token, (size_t)len};
    for (int32_t i = 0; status == MEND_OK && i < mend_rows_count(found); i++) {
        size_t tenant_len, key_len;
        const char *tenant = mend_rows_tenant(found, i, &tenant_len), *key = mend_rows_key(found, i, &key_len);
        int64_t due = mend_rows_number(found, i);
        key_due(m, tenant, tenant_len, due, key, key_len);
        status = mend_maps_put(m, MEND_MEMORY_DUES, lease_until, &value, 1);
        if (status == MEND_OK) {
            status = mend_rows_add_due(rows, tenant, tenant_len, key, key_len, due, token, (size_t)len);
        }
    }
    return status;
}

static mend_status memory_due(void *user, const char *tenant, size_t tenant_len, int64_t until, int64_t after_due,
                              const char *after_tenant, size_t after_tenant_len, const char *after_key,
                              size_t after_key_len, int32_t max, int64_t now, int64_t lease_until, mend_rows *rows)
{
    mend_memory_seat *mine = user;
    mend_memory *memory = mine->memory;
    asking a = {.tenant = tenant,
                .after_tenant = after_tenant,
                .after_key = after_key,
                .tenant_len = tenant_len,
                .after_tenant_len = after_tenant_len,
                .after_key_len = after_key_len,
                .until = until,
                .after_due = after_due,
                .now = now,
                .max = max,
                .claims = lease_until != INT64_MIN};
    if (!a.claims) {
        return tenant_len != 0 ? list_one(&memory->maps, &a, rows) : list_all(&memory->maps, &a, rows);
    }
    if (memory->batch != NULL && memory->batch != mine) {
        return MEND_BUSY;
    }
    mend_rows *found;
    const mend_step *mark = memory->maps.journal;
    mend_status status = mend_rows_new(NULL, &found);
    if (status != MEND_OK) {
        return status;
    }
    status = tenant_len != 0 ? list_one(&memory->maps, &a, found) : list_all(&memory->maps, &a, found);
    status = status == MEND_OK ? claim_rows(memory, found, lease_until, rows) : status;
    mend_rows_free(found);
    return mend_memory_settle(memory, mark, status);
}

/* ---- what belongs to a ticket ---- */

static void key_owned(mend_maps *m, const char *tenant, size_t tenant_len, const char *key, size_t key_len, int kind,
                      const char *name, size_t len)
{
    mend_memory_key_pair(m, tenant, tenant_len, key, key_len);
    mend_maps_key_number(m, kind);
    mend_maps_key_text(m, name, len);
}

mend_status mend_memory_own(mend_maps *m, const mend_memory_writing *t, int kind, const char *name, size_t len)
{
    key_owned(m, t->tenant, t->tenant_len, t->key, t->key_len, kind, name, len);
    return mend_maps_put(m, MEND_MEMORY_OWNED, 0, NULL, 0);
}

mend_status mend_memory_disown(mend_maps *m, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                               int kind, const char *name, size_t len)
{
    key_owned(m, tenant, tenant_len, key, key_len, kind, name, len);
    return mend_maps_drop(m, MEND_MEMORY_OWNED);
}

mend_status mend_memory_forget(mend_maps *m, const mend_entry *command)
{
    const char *tenant = (const char *)command->bytes, *key = tenant + command->key_len;
    size_t tenant_len = strlen(tenant);
    const char *name = tenant + tenant_len + 1;
    mend_maps_key_of(m, command);
    mend_status status = mend_maps_drop(m, MEND_MEMORY_COMMANDS); /* the journal still holds the entry */
    return status == MEND_OK ? mend_memory_disown(m, tenant, tenant_len, key, strlen(key), MEND_MEMORY_COMMAND, name,
                                                  command->key_len - tenant_len - 2)
                             : status;
}

/* ---- erasing ---- */

static mend_status erase_owned(mend_maps *m, const char *tenant, size_t tenant_len, const char *key, size_t key_len)
{
    mend_status status = MEND_OK;
    while (status == MEND_OK) {
        mend_memory_key_pair(m, tenant, tenant_len, key, key_len);
        size_t prefix = m->key_len;
        const mend_entry *e = m->key_failed ? NULL : mend_maps_first_with(m, MEND_MEMORY_OWNED);
        if (e == NULL) {
            return m->key_failed ? MEND_NOMEM : MEND_OK;
        }
        const char *name = (const char *)e->bytes + prefix + 8;
        size_t len = e->key_len - prefix - 9;
        if (number_in(e->bytes + prefix) == MEND_MEMORY_NOTICE) {
            status = mend_memory_mark_sent(m, tenant, tenant_len, name, len, 1);
            continue;
        }
        mend_memory_key_pair(m, tenant, tenant_len, name, len);
        const mend_entry *command = m->key_failed ? NULL : mend_maps_find(m, MEND_MEMORY_COMMANDS);
        status = command != NULL ? mend_memory_forget(m, command) : (m->key_failed ? MEND_NOMEM : MEND_CORRUPT);
    }
    return status;
}

static mend_status erase_events(mend_maps *m, const char *tenant, size_t tenant_len, const char *key, size_t key_len)
{
    mend_status status = MEND_OK;
    while (status == MEND_OK) {
        mend_memory_key_pair(m, tenant, tenant_len, key, key_len);
        const mend_entry *e = m->key_failed ? NULL : mend_maps_first_with(m, MEND_MEMORY_EVENTS);
        if (e == NULL) {
            return m->key_failed ? MEND_NOMEM : MEND_OK;
        }
        mend_maps_key_of(m, e);
        status = mend_maps_drop(m, MEND_MEMORY_EVENTS);
    }
    return status;
}

static mend_status erase_ticket(mend_maps *m, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                const mend_entry *ticket)
{
    mend_status status = MEND_OK;
    for (mend_index i = MEND_INDEX_ALL; status == MEND_OK && i < MEND_INDEX_COUNT; i++) {
        mend_part value = i == MEND_INDEX_ALL ? (mend_part){"", 0} : mend_memory_value(ticket, i);
        mend_memory_key_index(m, tenant, tenant_len, i, value.data, value.len);
        mend_memory_key_place(m, mend_memory_opened(ticket), key, key_len);
        status = mend_maps_drop(m, MEND_MEMORY_INDEXES);
    }
    if (status == MEND_OK && mend_memory_due(ticket) != INT64_MIN) {
        status = drop_due(m, tenant, tenant_len, key, key_len, mend_memory_due(ticket));
    }
    mend_maps_key_of(m, ticket);
    return status == MEND_OK ? mend_maps_drop(m, MEND_MEMORY_TICKETS) : status;
}

static mend_status memory_erase(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                int64_t expected)
{
    mend_memory_seat *mine = user;
    mend_maps *m = &mine->memory->maps;
    if (mine->memory->batch != NULL && mine->memory->batch != mine) {
        return MEND_BUSY;
    }
    mend_memory_key_pair(m, tenant, tenant_len, key, key_len);
    const mend_entry *ticket = m->key_failed ? NULL : mend_maps_find(m, MEND_MEMORY_TICKETS);
    if (ticket == NULL) {
        return m->key_failed ? MEND_NOMEM : MEND_NOT_FOUND;
    }
    if (ticket->number != expected) {
        return MEND_CONFLICT;
    }
    const mend_step *mark = m->journal;
    mend_status status = erase_owned(m, tenant, tenant_len, key, key_len);
    status = status == MEND_OK ? erase_events(m, tenant, tenant_len, key, key_len) : status;
    status = status == MEND_OK ? erase_ticket(m, tenant, tenant_len, key, key_len, ticket) : status;
    return mend_memory_settle(mine->memory, mark, status);
}

void mend_memory_due_table(mend_store *out)
{
    out->due = memory_due;
    out->erase = memory_erase;
}
