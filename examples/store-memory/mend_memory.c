/*
 * mend_memory.c - the in-memory store: a change is written into sorted maps, or taken back.
 *
 * What maps there are and what stands in them says mend_memory_inner.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend_memory.h"

#include "mend_memory_inner.h"

#include <stdlib.h>
#include <string.h>

mend_status mend_memory_settle(mend_memory *memory, const mend_step *mark, mend_status status)
{
    if (status != MEND_OK) {
        mend_maps_take_back(&memory->maps, mark);
    } else if (memory->batch == NULL) {
        mend_maps_keep(&memory->maps);
    }
    return status;
}

void mend_memory_key(mend_maps *m, const char *tenant, size_t tenant_len)
{
    m->key_len = 0;
    m->key_failed = 0;
    mend_maps_key_text(m, tenant, tenant_len);
}

void mend_memory_key_pair(mend_maps *m, const char *tenant, size_t tenant_len, const char *name, size_t name_len)
{
    mend_memory_key(m, tenant, tenant_len);
    mend_maps_key_text(m, name, name_len);
}

void mend_memory_key_index(mend_maps *m, const char *tenant, size_t tenant_len, mend_index index, const char *value,
                           size_t value_len)
{
    mend_memory_key(m, tenant, tenant_len);
    mend_maps_key_number(m, index);
    mend_maps_key_text(m, value, index == MEND_INDEX_ALL ? 0 : value_len);
}

void mend_memory_key_place(mend_maps *m, int64_t opened, const char *key, size_t key_len)
{
    mend_maps_key_number(m, -opened);
    mend_maps_key_text(m, key, key_len);
}

/* ---- committing ---- */

/* A ticket's value begins with two instants and its index values, the length before each. */
static int64_t instant_of(const mend_entry *ticket, size_t which)
{
    int64_t instant;
    memcpy(&instant, ticket->bytes + ticket->key_len + which * sizeof instant, sizeof instant);
    return instant;
}

int64_t mend_memory_opened(const mend_entry *ticket)
{
    return instant_of(ticket, 0);
}

int64_t mend_memory_due(const mend_entry *ticket)
{
    return instant_of(ticket, 1);
}

mend_part mend_memory_value(const mend_entry *ticket, mend_index index)
{
    const unsigned char *at = ticket->bytes + ticket->key_len + 2 * sizeof(int64_t);
    mend_part value = {at, 0};
    for (mend_index i = MEND_INDEX_NUMBER; i <= index; i++) {
        uint32_t len;
        memcpy(&len, at, sizeof len);
        value = (mend_part){at + sizeof len, len};
        at += sizeof len + len;
    }
    return value;
}

static mend_part record_of(const mend_entry *ticket)
{
    mend_part last = mend_memory_value(ticket, MEND_INDEX_COUNT - 1);
    const unsigned char *end = ticket->bytes + ticket->key_len + ticket->value_len;
    const unsigned char *at = (const unsigned char *)last.data + last.len;
    return (mend_part){at, (size_t)(end - at)};
}

/* The ticket's key, which ends an entry of an index; `prefix` is the length of what stands before the instant. */
static mend_part key_in_index(const mend_entry *e, size_t prefix)
{
    size_t before = prefix + sizeof(int64_t);
    return (mend_part){e->bytes + before, e->key_len - before - 1};
}

static mend_status check_number(mend_maps *m, const mend_memory_writing *t)
{
    size_t len;
    const char *number = mend_change_index(t->change, MEND_INDEX_NUMBER, &len);
    if (len == 0) {
        return MEND_OK;
    }
    mend_memory_key_index(m, t->tenant, t->tenant_len, MEND_INDEX_NUMBER, number, len);
    if (m->key_failed) {
        return MEND_NOMEM;
    }
    const mend_entry *holder = mend_maps_first_with(m, MEND_MEMORY_INDEXES);
    if (holder == NULL) {
        return MEND_OK;
    }
    mend_part key = key_in_index(holder, m->key_len);
    return key.len == t->key_len && memcmp(key.data, t->key, key.len) == 0 ? MEND_OK : MEND_DUPLICATE;
}

static mend_status move_index(mend_maps *m, const mend_memory_writing *t, const mend_entry *old, mend_index index)
{
    mend_part now = {"", 0}, was = {"", 0};
    int64_t opened = mend_change_opened(t->change);
    if (index != MEND_INDEX_ALL) {
        now.data = mend_change_index(t->change, index, &now.len);
        was = old != NULL ? mend_memory_value(old, index) : was;
    }
    if (old != NULL) {
        if (mend_memory_opened(old) == opened && was.len == now.len && memcmp(was.data, now.data, now.len) == 0) {
            return MEND_OK;
        }
        mend_memory_key_index(m, t->tenant, t->tenant_len, index, was.data, was.len);
        mend_memory_key_place(m, mend_memory_opened(old), t->key, t->key_len);
        mend_status status = mend_maps_drop(m, MEND_MEMORY_INDEXES);
        if (status != MEND_OK) {
            return status;
        }
    }
    mend_memory_key_index(m, t->tenant, t->tenant_len, index, now.data, now.len);
    mend_memory_key_place(m, opened, t->key, t->key_len);
    return mend_maps_put(m, MEND_MEMORY_INDEXES, 0, NULL, 0);
}

static mend_status put_ticket(mend_maps *m, const mend_memory_writing *t)
{
    mend_part parts[2 * MEND_INDEX_COUNT];
    uint32_t lengths[MEND_INDEX_COUNT];
    int64_t instants[2] = {mend_change_opened(t->change), mend_change_next_due(t->change)};
    size_t count = 0;
    parts[count++] = (mend_part){instants, sizeof instants};
    for (mend_index i = MEND_INDEX_NUMBER; i < MEND_INDEX_COUNT; i++) {
        size_t len;
        const char *value = mend_change_index(t->change, i, &len);
        lengths[i] = (uint32_t)len;
        parts[count++] = (mend_part){&lengths[i], sizeof lengths[i]};
        parts[count++] = (mend_part){value, len};
    }
    parts[count].data = mend_change_record(t->change, &parts[count].len);
    count++;
    mend_memory_key_pair(m, t->tenant, t->tenant_len, t->key, t->key_len);
    return mend_maps_put(m, MEND_MEMORY_TICKETS, mend_change_revision(t->change), parts, count);
}

static mend_status add_events(mend_maps *m, const mend_memory_writing *t)
{
    mend_status status = MEND_OK;
    for (int32_t i = 0; status == MEND_OK && i < mend_change_event_count(t->change); i++) {
        int64_t seq, at;
        mend_part document;
        document.data = mend_change_event(t->change, i, &seq, &at, &document.len);
        mend_memory_key_pair(m, t->tenant, t->tenant_len, t->key, t->key_len);
        mend_maps_key_number(m, seq);
        status = mend_maps_add(m, MEND_MEMORY_EVENTS, seq, &document, 1);
    }
    return status;
}

static mend_status add_notices(mend_memory *memory, const mend_memory_writing *t)
{
    mend_maps *m = &memory->maps;
    mend_status status = MEND_OK;
    for (int32_t i = 0; status == MEND_OK && i < mend_change_notice_count(t->change); i++) {
        mend_part parts[3];
        const char *id;
        parts[2].data = mend_change_notice(t->change, i, &id, &parts[0].len, &parts[2].len);
        parts[0].data = id;
        parts[1] = (mend_part){t->key, t->key_len + 1};
        mend_memory_key_pair(m, t->tenant, t->tenant_len, id, parts[0].len);
        status = mend_maps_add(m, MEND_MEMORY_PLACES, ++memory->position, NULL, 0);
        status = status == MEND_OK ? mend_memory_own(m, t, MEND_MEMORY_NOTICE, id, parts[0].len) : status;
        if (status == MEND_OK) {
            mend_memory_key(m, t->tenant, t->tenant_len);
            mend_maps_key_number(m, memory->position);
            parts[0].len++; /* with its NUL */
            status = mend_maps_put(m, MEND_MEMORY_NOTICES, 0, parts, 3);
        }
    }
    return status;
}

/* The idempotency key comes first: a command that is known is known, whatever has happened to the ticket since. */
static mend_status check(mend_maps *m, const mend_memory_writing *t, const mend_entry **old)
{
    size_t len;
    const char *command = mend_change_idempotency(t->change, &len);
    mend_memory_key_pair(m, t->tenant, t->tenant_len, command, len);
    if (m->key_failed) {
        return MEND_NOMEM;
    }
    if (len != 0 && mend_maps_find(m, MEND_MEMORY_COMMANDS) != NULL) {
        return MEND_EXISTS;
    }
    mend_memory_key_pair(m, t->tenant, t->tenant_len, t->key, t->key_len);
    if (m->key_failed) {
        return MEND_NOMEM;
    }
    *old = mend_maps_find(m, MEND_MEMORY_TICKETS);
    int64_t expected = mend_change_expected(t->change);
    if (expected == 0 ? *old != NULL : *old == NULL || (*old)->number != expected) {
        return expected == 0 ? MEND_DUPLICATE : MEND_CONFLICT;
    }
    mend_status status = mend_memory_check_claim(m, t, *old);
    return status == MEND_OK ? check_number(m, t) : status;
}

static mend_status write_change(mend_memory *memory, const mend_memory_writing *t)
{
    mend_maps *m = &memory->maps;
    const mend_entry *old = NULL;
    mend_status status = check(m, t, &old);
    for (mend_index i = 0; status == MEND_OK && i < MEND_INDEX_COUNT; i++) {
        status = move_index(m, t, old, i);
    }
    status = status == MEND_OK ? mend_memory_move_due(m, t, old) : status;
    status = status == MEND_OK ? put_ticket(m, t) : status;
    status = status == MEND_OK ? add_events(m, t) : status;
    status = status == MEND_OK ? add_notices(memory, t) : status;
    status = status == MEND_OK ? mend_memory_put_units(m, t->change) : status;
    size_t len;
    const char *command = mend_change_idempotency(t->change, &len);
    if (status == MEND_OK && len != 0) {
        mend_part parts[2] = {{t->key, t->key_len + 1}};
        parts[1].data = mend_change_outcome(t->change, &parts[1].len);
        mend_memory_key_pair(m, t->tenant, t->tenant_len, command, len);
        status = mend_maps_put(m, MEND_MEMORY_COMMANDS, mend_change_now(t->change), parts, 2);
        status = status == MEND_OK ? mend_memory_own(m, t, MEND_MEMORY_COMMAND, command, len) : status;
    }
    return status;
}

static mend_status memory_commit(void *user, const mend_change *change)
{
    mend_memory_seat *mine = user;
    mend_maps *m = &mine->memory->maps;
    if (mine->memory->batch != NULL && mine->memory->batch != mine) {
        return MEND_BUSY;
    }
    mend_memory_writing t = {.change = change};
    t.tenant = mend_change_tenant(change, &t.tenant_len);
    t.key = mend_change_key(change, &t.key_len);
    const mend_step *mark = m->journal;
    mend_status status = mend_memory_settle(mine->memory, mark, write_change(mine->memory, &t));
    mine->memory->commits += status == MEND_OK;
    return status;
}

/* ---- reading ---- */

static mend_status memory_load(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                               mend_buf *record, int64_t *revision)
{
    mend_maps *m = &((mend_memory_seat *)user)->memory->maps;
    ((mend_memory_seat *)user)->memory->loads++;
    mend_memory_key_pair(m, tenant, tenant_len, key, key_len);
    const mend_entry *ticket = m->key_failed ? NULL : mend_maps_find(m, MEND_MEMORY_TICKETS);
    if (ticket == NULL) {
        return m->key_failed ? MEND_NOMEM : MEND_NOT_FOUND;
    }
    mend_part bytes = record_of(ticket);
    mend_status status = mend_buf_append(record, bytes.data, bytes.len);
    if (status == MEND_OK) {
        *revision = ticket->number;
    }
    return status;
}

static mend_status memory_recall(void *user, const char *tenant, size_t tenant_len, const char *idempotency, size_t len,
                                 mend_buf *outcome)
{
    mend_maps *m = &((mend_memory_seat *)user)->memory->maps;
    mend_memory_key_pair(m, tenant, tenant_len, idempotency, len);
    const mend_entry *e = m->key_failed ? NULL : mend_maps_find(m, MEND_MEMORY_COMMANDS);
    if (e == NULL) {
        return m->key_failed ? MEND_NOMEM : MEND_NOT_FOUND;
    }
    size_t ticket_len = strlen((const char *)e->bytes + e->key_len) + 1;
    return mend_buf_append(outcome, e->bytes + e->key_len + ticket_len, e->value_len - ticket_len);
}

static mend_status memory_events(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                 int64_t after, int32_t max, mend_rows *rows)
{
    mend_maps *m = &((mend_memory_seat *)user)->memory->maps;
    mend_memory_key_pair(m, tenant, tenant_len, key, key_len);
    size_t prefix = m->key_len;
    mend_maps_key_number(m, after);
    mend_status status = m->key_failed ? MEND_NOMEM : MEND_OK;
    const mend_entry *e = NULL;
    for (int32_t i = 0; status == MEND_OK && i < max && (e = mend_maps_next(m, MEND_MEMORY_EVENTS, prefix, e)) != NULL;
         i++) {
        status = mend_rows_add(rows, "", 0, e->number, e->bytes + e->key_len, e->value_len);
    }
    return status;
}

static mend_status add_ticket_row(mend_maps *m, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                  mend_rows *rows)
{
    mend_memory_key_pair(m, tenant, tenant_len, key, key_len);
    const mend_entry *ticket = m->key_failed ? NULL : mend_maps_find(m, MEND_MEMORY_TICKETS);
    if (ticket == NULL) {
        return m->key_failed ? MEND_NOMEM : MEND_CORRUPT;
    }
    mend_part record = record_of(ticket);
    return mend_rows_add(rows, key, key_len, ticket->number, record.data, record.len);
}

/* Where the page begins is found by the ticket that ended the page before, wherever that ticket stands by now: when it
 * was opened never changes. */
static mend_status memory_page(void *user, const char *tenant, size_t tenant_len, mend_index index, const char *value,
                               size_t value_len, const char *after, size_t after_len, int32_t max, mend_rows *rows)
{
    mend_maps *m = &((mend_memory_seat *)user)->memory->maps;
    if (index < MEND_INDEX_ALL || index >= MEND_INDEX_COUNT) {
        return MEND_UNSUPPORTED;
    }
    mend_memory_key_pair(m, tenant, tenant_len, after, after_len);
    const mend_entry *last = m->key_failed || after_len == 0 ? NULL : mend_maps_find(m, MEND_MEMORY_TICKETS);
    if (last == NULL && after_len != 0) {
        return m->key_failed ? MEND_NOMEM : MEND_NOT_FOUND;
    }
    const mend_entry *e = NULL;
    mend_status status = MEND_OK;
    for (int32_t i = 0; status == MEND_OK && i < max; i++) {
        mend_memory_key_index(m, tenant, tenant_len, index, value, value_len);
        size_t prefix = m->key_len;
        if (last != NULL) {
            mend_memory_key_place(m, mend_memory_opened(last), after, after_len);
        }
        if (m->key_failed) {
            return MEND_NOMEM;
        }
        e = mend_maps_next(m, MEND_MEMORY_INDEXES, prefix, e);
        if (e == NULL) {
            return MEND_OK;
        }
        mend_part key = key_in_index(e, prefix);
        status = add_ticket_row(m, tenant, tenant_len, key.data, key.len, rows);
    }
    return status;
}

/* ---- counters, the outbox, batches ---- */

static mend_status memory_draw(void *user, const char *tenant, size_t tenant_len, const char *counter,
                               size_t counter_len, int64_t start, int64_t step, int32_t count, int64_t limit,
                               int64_t *last)
{
    mend_memory_seat *mine = user;
    mend_maps *m = &mine->memory->maps;
    if (step < 1 || count < 1) {
        return MEND_INVALID;
    }
    if (mine->memory->batch != NULL && mine->memory->batch != mine) {
        return MEND_BUSY;
    }
    mend_memory_key_pair(m, tenant, tenant_len, counter, counter_len);
    if (m->key_failed) {
        return MEND_NOMEM;
    }
    const mend_entry *e = mend_maps_find(m, MEND_MEMORY_COUNTERS);
    int64_t before = e != NULL ? e->number : INT64_MIN;
    if (e != NULL && before > INT64_MAX - step) {
        return MEND_EXHAUSTED;
    }
    int64_t first = e != NULL ? before + step : start;
    if (first > limit || ((uint64_t)limit - (uint64_t)first) / (uint64_t)step < (uint64_t)count - 1) {
        return MEND_EXHAUSTED;
    }
    const mend_step *mark = m->journal;
    mend_status status = mend_memory_settle(
        mine->memory, mark, mend_maps_put(m, MEND_MEMORY_COUNTERS, first + (count - 1) * step, NULL, 0));
    if (status == MEND_OK) {
        *last = before;
    }
    return status;
}

/* Remembers how far the outbox was read. */
static mend_status remember(mend_memory_seat *mine, const char *tenant, size_t tenant_len, const mend_entry *notice)
{
    mend_maps *m = &mine->memory->maps;
    const char *id = (const char *)notice->bytes + notice->key_len;
    mend_memory_key_pair(m, tenant, tenant_len, id, strlen(id));
    const mend_entry *place = m->key_failed ? NULL : mend_maps_find(m, MEND_MEMORY_PLACES);
    unsigned char *seen = place == NULL ? NULL : realloc(mine->seen, m->key_len);
    if (seen == NULL) {
        return place == NULL && !m->key_failed ? MEND_CORRUPT : MEND_NOMEM;
    }
    memcpy(seen, m->key, m->key_len);
    mine->seen = seen;
    mine->seen_len = m->key_len;
    mine->seen_at = place->number;
    return MEND_OK;
}

static mend_status memory_pending(void *user, const char *tenant, size_t tenant_len, const char *after,
                                  size_t after_len, int32_t max, mend_rows *rows)
{
    mend_memory_seat *mine = user;
    mend_maps *m = &mine->memory->maps;
    int64_t position = 0; /* an unknown id starts from the front: better twice than never */
    mend_memory_key_pair(m, tenant, tenant_len, after, after_len);
    const mend_entry *place = m->key_failed || after_len == 0 ? NULL : mend_maps_find(m, MEND_MEMORY_PLACES);
    if (place != NULL) {
        position = place->number;
    } else if (mine->seen != NULL && mine->seen_len == m->key_len && memcmp(mine->seen, m->key, m->key_len) == 0) {
        position = mine->seen_at;
    }
    mend_memory_key(m, tenant, tenant_len);
    size_t prefix = m->key_len;
    mend_maps_key_number(m, position);
    mend_status status = m->key_failed ? MEND_NOMEM : MEND_OK;
    const mend_entry *e = NULL, *shown = NULL;
    for (int32_t i = 0; status == MEND_OK && i < max && (e = mend_maps_next(m, MEND_MEMORY_NOTICES, prefix, e)) != NULL;
         i++) {
        const char *id = (const char *)e->bytes + e->key_len;
        size_t id_len = strlen(id), before = id_len + strlen(id + id_len + 1) + 2;
        status = mend_rows_add(rows, id, id_len, e->number, id + before, e->value_len - before);
        shown = e;
    }
    return status == MEND_OK && shown != NULL ? remember(mine, tenant, tenant_len, shown) : status;
}

mend_status mend_memory_mark_sent(mend_maps *m, const char *tenant, size_t tenant_len, const char *id, size_t id_len,
                                  int32_t done)
{
    mend_memory_key_pair(m, tenant, tenant_len, id, id_len);
    const mend_entry *place = m->key_failed ? NULL : mend_maps_find(m, MEND_MEMORY_PLACES);
    if (place == NULL) {
        return m->key_failed ? MEND_NOMEM : MEND_NOT_FOUND;
    }
    int64_t position = place->number;
    mend_status status = done ? mend_maps_drop(m, MEND_MEMORY_PLACES) : MEND_OK;
    mend_memory_key(m, tenant, tenant_len);
    mend_maps_key_number(m, position);
    const mend_entry *notice = m->key_failed ? NULL : mend_maps_find(m, MEND_MEMORY_NOTICES);
    if (status != MEND_OK || notice == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    mend_part whole = {notice->bytes + notice->key_len, notice->value_len};
    if (!done) {
        return mend_maps_put(m, MEND_MEMORY_NOTICES, notice->number + 1, &whole, 1);
    }
    const char *ticket = (const char *)whole.data + id_len + 1;
    status = mend_maps_drop(m, MEND_MEMORY_NOTICES); /* the journal still holds the entry */
    return status == MEND_OK
               ? mend_memory_disown(m, tenant, tenant_len, ticket, strlen(ticket), MEND_MEMORY_NOTICE, id, id_len)
               : status;
}

static mend_status memory_sent(void *user, const char *tenant, size_t tenant_len, const char *id, size_t id_len,
                               int32_t done)
{
    mend_memory_seat *mine = user;
    mend_maps *m = &mine->memory->maps;
    if (mine->memory->batch != NULL && mine->memory->batch != mine) {
        return MEND_BUSY;
    }
    const mend_step *mark = m->journal;
    return mend_memory_settle(mine->memory, mark, mend_memory_mark_sent(m, tenant, tenant_len, id, id_len, done));
}

static mend_status memory_begin(void *user)
{
    mend_memory_seat *mine = user;
    if (mine->memory->batch != NULL) {
        return mine->memory->batch == mine ? MEND_MISUSE : MEND_BUSY;
    }
    mine->memory->batch = mine;
    return MEND_OK;
}

static mend_status memory_end(void *user, int32_t keep_it)
{
    mend_memory_seat *mine = user;
    if (mine->memory->batch != mine) {
        return MEND_MISUSE;
    }
    mine->memory->batch = NULL;
    if (keep_it) {
        mend_maps_keep(&mine->memory->maps);
    } else {
        mend_maps_take_back(&mine->memory->maps, NULL);
    }
    return MEND_OK;
}

static mend_status memory_random(void *user, unsigned char *out, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        out[i] = (unsigned char)(mend_maps_random(&((mend_memory_seat *)user)->memory->maps) >> 56);
    }
    return MEND_OK;
}

static void memory_destroy(void *user)
{
    mend_memory_seat *mine = user;
    if (mine->memory->batch == mine) {
        (void)memory_end(mine, 0);
    }
    mend_memory_free(mine->memory);
    free(mine->seen);
    free(mine);
}

/* ---- what the header offers ---- */

mend_status mend_memory_new(mend_memory **out)
{
    if (out == NULL) {
        return MEND_INVALID;
    }
    mend_memory *memory = calloc(1, sizeof *memory);
    if (memory == NULL) {
        return MEND_NOMEM;
    }
    memory->maps.random = 1;
    memory->users = 1;
    *out = memory;
    return MEND_OK;
}

void mend_memory_free(mend_memory *memory)
{
    if (memory != NULL && --memory->users == 0) {
        mend_maps_free(&memory->maps);
        free(memory);
    }
}

mend_status mend_memory_table(mend_memory *memory, mend_store *out)
{
    if (memory == NULL || out == NULL) {
        return MEND_INVALID;
    }
    mend_memory_seat *mine = calloc(1, sizeof *mine);
    if (mine == NULL) {
        return MEND_NOMEM;
    }
    mine->memory = memory;
    memory->users++;
    *out = (mend_store){.struct_size = sizeof *out,
                        .user = mine,
                        .load = memory_load,
                        .recall = memory_recall,
                        .commit = memory_commit,
                        .events = memory_events,
                        .page = memory_page,
                        .draw = memory_draw,
                        .pending = memory_pending,
                        .sent = memory_sent,
                        .begin = memory_begin,
                        .end = memory_end,
                        .random = memory_random,
                        .destroy = memory_destroy};
    mend_memory_due_table(out);
    mend_memory_unit_table(out);
    return MEND_OK;
}

void mend_memory_seed(mend_memory *memory, uint64_t seed)
{
    memory->maps.random = seed;
}

mend_status mend_memory_prune(mend_memory *memory, int64_t before)
{
    if (memory == NULL) {
        return MEND_INVALID;
    }
    if (memory->batch != NULL) {
        return MEND_BUSY;
    }
    mend_maps *m = &memory->maps;
    mend_status status = MEND_OK;
    m->key_len = 0;
    m->key_failed = !mend_maps_key_room(m, 1);
    const mend_entry *next = m->key_failed ? NULL : mend_maps_first_with(m, MEND_MEMORY_COMMANDS);
    while (status == MEND_OK && next != NULL) {
        const mend_entry *e = next;
        next = mend_maps_behind(m, MEND_MEMORY_COMMANDS, e->bytes, e->key_len);
        status = e->number < before ? mend_memory_forget(m, e) : MEND_OK;
    }
    return mend_memory_settle(memory, NULL, m->key_failed ? MEND_NOMEM : status);
}

int64_t mend_memory_loads(const mend_memory *memory)
{
    return memory->loads;
}

int64_t mend_memory_commits(const mend_memory *memory)
{
    return memory->commits;
}
