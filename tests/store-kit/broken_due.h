/*
 * broken_due.h - flaws of what is due, of claims, of erasing. For test_broken.c alone.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef BROKEN_DUE_H
#define BROKEN_DUE_H

#include "broken_store.h"

#define DUE_ARGS                                                                                                       \
    void *user, const char *tenant, size_t tenant_len, int64_t until, int64_t after_due, const char *after_tenant,     \
        size_t after_tenant_len, const char *after_key, size_t after_key_len, int32_t max, int64_t now,                \
        int64_t lease_until, mend_rows *rows
#define DUE_BEHIND after_due, after_tenant, after_tenant_len, after_key, after_key_len

/* Rows of what is due, again under one token if that is not NULL, backwards or without those that are `held`. */
static mend_status give_due(const mend_rows *all, int backwards, const char *token, const mend_rows *held,
                            mend_rows *rows)
{
    mend_status status = MEND_OK;
    int32_t count = mend_rows_count(all);
    for (int32_t n = 0; status == MEND_OK && n < count; n++) {
        int32_t i = backwards ? count - 1 - n : n, is_held = 0;
        const char *tenant = mend_rows_tenant(all, i, NULL), *key = mend_rows_key(all, i, NULL);
        for (int32_t h = 0; h < mend_rows_count(held); h++) {
            is_held +=
                strcmp(mend_rows_key(held, h, NULL), tenant) == 0 && strcmp(mend_rows_bytes(held, h, NULL), key) == 0;
        }
        if (is_held == 0) {
            status = mend_rows_add_due(rows, tenant, MEND_NTS, key, MEND_NTS, mend_rows_number(all, i),
                                       token != NULL ? token : mend_rows_bytes(all, i, NULL), MEND_NTS);
        }
    }
    return status;
}

static mend_status due_backwards(DUE_ARGS)
{
    mend_rows *all;
    mend_status status = mend_rows_new(NULL, &all);
    if (status == MEND_OK) {
        status = b_due(user, tenant, tenant_len, until, DUE_BEHIND, max, now, lease_until, all);
        status = status == MEND_OK ? give_due(all, 1, NULL, NULL, rows) : status;
        mend_rows_free(all);
    }
    return status;
}

static mend_status due_before(DUE_ARGS)
{
    return b_due(user, tenant, tenant_len, until - 1, DUE_BEHIND, max, now, lease_until, rows);
}

/* Goes by the instant alone, and so passes over those that share it. */
static mend_status due_by_instant(DUE_ARGS)
{
    (void)after_tenant, (void)after_tenant_len, (void)after_key, (void)after_key_len;
    return b_due(user, tenant, tenant_len, until, after_due, "~~~~~", after_due == INT64_MIN ? 0 : 5, "", 0, max, now,
                 lease_until, rows);
}

/* Counts how far it is instead of looking where it is. */
static mend_status due_by_offset(DUE_ARGS)
{
    broken *b = user;
    mend_rows *all, *page;
    (void)after_tenant, (void)after_tenant_len, (void)after_key, (void)after_key_len;
    b->offset = after_due == INT64_MIN ? 0 : b->offset;
    if (mend_rows_new(NULL, &all) != MEND_OK || mend_rows_new(NULL, &page) != MEND_OK) {
        return MEND_NOMEM;
    }
    mend_status status =
        b_due(user, tenant, tenant_len, until, INT64_MIN, "", 0, "", 0, b->offset + max, now, lease_until, all);
    for (int32_t i = b->offset; status == MEND_OK && i < mend_rows_count(all); i++) {
        status = mend_rows_add_due(page, mend_rows_tenant(all, i, NULL), MEND_NTS, mend_rows_key(all, i, NULL),
                                   MEND_NTS, mend_rows_number(all, i), mend_rows_bytes(all, i, NULL), MEND_NTS);
    }
    status = status == MEND_OK ? give_due(page, 0, NULL, NULL, rows) : status;
    b->offset += mend_rows_count(page);
    mend_rows_free(all);
    mend_rows_free(page);
    return status;
}

static mend_status due_of_all(DUE_ARGS)
{
    (void)tenant, (void)tenant_len;
    return b_due(user, "", 0, until, DUE_BEHIND, max, now, lease_until, rows);
}

static mend_status due_of_one(DUE_ARGS)
{
    return tenant_len == 0 ? MEND_OK : b_due(user, tenant, tenant_len, until, DUE_BEHIND, max, now, lease_until, rows);
}

static mend_status due_unclaimed(DUE_ARGS)
{
    (void)lease_until;
    return b_due(user, tenant, tenant_len, until, DUE_BEHIND, max, now, INT64_MIN, rows);
}

static mend_status due_claims_long(DUE_ARGS)
{
    return b_due(user, tenant, tenant_len, until, DUE_BEHIND, max, now - 1, lease_until, rows);
}

static mend_status due_claims_always(DUE_ARGS)
{
    lease_until = lease_until == INT64_MIN ? now + 1000 : lease_until;
    return b_due(user, tenant, tenant_len, until, DUE_BEHIND, max, now, lease_until, rows);
}

static mend_status due_one_token(DUE_ARGS)
{
    mend_rows *all;
    mend_status status = mend_rows_new(NULL, &all);
    if (status == MEND_OK) {
        status = b_due(user, tenant, tenant_len, until, DUE_BEHIND, max, now, lease_until, all);
        status = status == MEND_OK ? give_due(all, 0, lease_until == INT64_MIN ? "" : "token", NULL, rows) : status;
        mend_rows_free(all);
    }
    return status;
}

/* Holds on to what was claimed once, whatever becomes of it. */
static mend_status due_held(DUE_ARGS)
{
    static mend_rows *held;
    mend_rows *all;
    if ((held == NULL && mend_rows_new(NULL, &held) != MEND_OK) || mend_rows_new(NULL, &all) != MEND_OK) {
        return MEND_NOMEM;
    }
    mend_status status = b_due(user, tenant, tenant_len, until, DUE_BEHIND, max, now, lease_until, all);
    status = status == MEND_OK ? give_due(all, 0, NULL, lease_until == INT64_MIN ? NULL : held, rows) : status;
    for (int32_t i = 0; status == MEND_OK && lease_until != INT64_MIN && i < mend_rows_count(all); i++) {
        status =
            mend_rows_add(held, mend_rows_tenant(all, i, NULL), MEND_NTS, 0, mend_rows_key(all, i, NULL), MEND_NTS);
    }
    mend_rows_free(all);
    return status;
}

static mend_status commit_unfenced(void *user, const mend_change *change)
{
    mend_change c = *change;
    c.claim.n = 0;
    return b_commit(user, &c);
}

/* A clock of its own says that every claim has run out. */
static mend_status commit_own_clock(void *user, const mend_change *change)
{
    return change->claim.n > 0 ? MEND_CONFLICT : b_commit(user, change);
}

static mend_status commit_never_clears(void *user, const mend_change *change)
{
    mend_change c = *change;
    if (c.next_due == INT64_MIN && c.expected > 0) {
        c.next_due = c.now + 1000;
    }
    return b_commit(user, &c);
}

#define ERASE_ARGS void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len, int64_t expected

static mend_status erase_nothing(ERASE_ARGS)
{
    (void)user, (void)tenant, (void)tenant_len, (void)key, (void)key_len, (void)expected;
    return MEND_OK;
}

static mend_status erase_anything(ERASE_ARGS)
{
    mend_status status = b_erase(user, tenant, tenant_len, key, key_len, expected);
    return status == MEND_NOT_FOUND ? MEND_OK : status;
}

static mend_status erase_blindly(ERASE_ARGS)
{
    mend_status status = b_erase(user, tenant, tenant_len, key, key_len, expected);
    for (int64_t revision = 1; status == MEND_CONFLICT && revision < 9; revision++) {
        status = b_erase(user, tenant, tenant_len, key, key_len, revision);
    }
    return status;
}

/* Takes a key for the beginning of keys. */
static mend_status erase_alike(ERASE_ARGS)
{
    mend_rows *all;
    mend_status status = mend_rows_new(NULL, &all);
    if (status == MEND_OK) {
        status = b_page(user, tenant, tenant_len, MEND_INDEX_ALL, "", 0, "", 0, 100, all);
        for (int32_t i = 0; status == MEND_OK && i < mend_rows_count(all); i++) {
            const char *other = mend_rows_key(all, i, NULL);
            if (strncmp(other, key, key_len) == 0 && other[key_len] != '\0') {
                status = b_erase(user, tenant, tenant_len, other, strlen(other), mend_rows_number(all, i));
            }
        }
        mend_rows_free(all);
    }
    return status == MEND_OK ? b_erase(user, tenant, tenant_len, key, key_len, expected) : status;
}

#endif
