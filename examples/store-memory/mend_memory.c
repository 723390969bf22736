/*
 * mend_memory.c - the in-memory store: seven sorted maps.
 *
 *   tickets    tenant key                -> opened, index values, record    number: revision
 *   indexes    tenant i value -opened key ->
 *   events     tenant key seq            -> document                        number: seq
 *   commands   tenant idempotency key    -> outcome                         number: instant of the change
 *   notices    tenant position           -> id, document                    number: attempts
 *   places     tenant notice id          ->                                 number: position
 *   counters   tenant name               ->                                 number: the last one drawn
 *
 * The tenant is the first part of every key. What a call changes is a run of steps in the maps' journal: it stays, or it
 * is taken back, as a whole; a batch is a longer run.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend_memory.h"

#include "mend_maps.h"

#include <stdlib.h>
#include <string.h>

enum { TICKETS, INDEXES, EVENTS, COMMANDS, NOTICES, PLACES, COUNTERS };

typedef struct seat { /* what a desk's table points to */
    mend_memory *memory;
    unsigned char *seen; /* the key in PLACES of the last notice read; NULL: none */
    size_t seen_len;
    int64_t seen_at; /* and its position, kept because the notice may be sent before the next page is read */
} seat;

struct mend_memory {
    mend_maps maps;
    const seat *batch; /* who began the batch that is open; NULL: none is */
    int64_t position;  /* of the last notice */
    int64_t loads, commits;
    size_t users; /* tables, and the owner */
};

/* Ends what a call did outside a batch: all of it stays, or nothing. Inside one the batch decides later. */
static mend_status settle(mend_memory *memory, const mend_step *mark, mend_status status)
{
    if (status != MEND_OK) {
        mend_maps_take_back(&memory->maps, mark);
    } else if (memory->batch == NULL) {
        mend_maps_keep(&memory->maps);
    }
    return status;
}

static void key_begin(mend_maps *m, const char *tenant, size_t tenant_len)
{
    m->key_len = 0;
    m->key_failed = 0;
    mend_maps_key_text(m, tenant, tenant_len);
}

static void key_pair(mend_maps *m, const char *tenant, size_t tenant_len, const char *name, size_t name_len)
{
    key_begin(m, tenant, tenant_len);
    mend_maps_key_text(m, name, name_len);
}

static void key_index(mend_maps *m, const char *tenant, size_t tenant_len, mend_index index, const char *value,
                      size_t value_len)
{
    key_begin(m, tenant, tenant_len);
    mend_maps_key_number(m, index);
    mend_maps_key_text(m, value, index == MEND_INDEX_ALL ? 0 : value_len);
}

static void key_place(mend_maps *m, int64_t opened, const char *key, size_t key_len)
{                                     /* behind key_index */
    mend_maps_key_number(m, -opened); /* newest first; instants lie within the years 1 to 9999 */
    mend_maps_key_text(m, key, key_len);
}

/* ---- committing ---- */

/* A ticket's value begins with the instant it was opened and its index values, the length before each. */
static int64_t opened_of(const mend_entry *ticket)
{
    int64_t opened;
    memcpy(&opened, ticket->bytes + ticket->key_len, sizeof opened);
    return opened;
}

static mend_part index_value(const mend_entry *ticket, mend_index index)
{
    const unsigned char *at = ticket->bytes + ticket->key_len + sizeof(int64_t);
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
    mend_part last = index_value(ticket, MEND_INDEX_COUNT - 1);
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

typedef struct writing { /* what every step of a commit needs */
    const mend_change *change;
    const char *tenant, *key;
    size_t tenant_len, key_len;
} writing;

static mend_status check_number(mend_maps *m, const writing *t)
{
    size_t len;
    const char *number = mend_change_index(t->change, MEND_INDEX_NUMBER, &len);
    if (len == 0) {
        return MEND_OK;
    }
    key_index(m, t->tenant, t->tenant_len, MEND_INDEX_NUMBER, number, len);
    if (m->key_failed) {
        return MEND_NOMEM;
    }
    const mend_entry *holder = mend_maps_first_with(m, INDEXES);
    if (holder == NULL) {
        return MEND_OK;
    }
    mend_part key = key_in_index(holder, m->key_len);
    return key.len == t->key_len && memcmp(key.data, t->key, key.len) == 0 ? MEND_OK : MEND_DUPLICATE;
}

static mend_status move_index(mend_maps *m, const writing *t, const mend_entry *old, mend_index index)
{
    mend_part now = {"", 0}, was = {"", 0};
    int64_t opened = mend_change_opened(t->change);
    if (index != MEND_INDEX_ALL) {
        now.data = mend_change_index(t->change, index, &now.len);
        was = old != NULL ? index_value(old, index) : was;
    }
    if (old != NULL) {
        if (opened_of(old) == opened && was.len == now.len && memcmp(was.data, now.data, now.len) == 0) {
            return MEND_OK;
        }
        key_index(m, t->tenant, t->tenant_len, index, was.data, was.len);
        key_place(m, opened_of(old), t->key, t->key_len);
        mend_status status = mend_maps_drop(m, INDEXES);
        if (status != MEND_OK) {
            return status;
        }
    }
    key_index(m, t->tenant, t->tenant_len, index, now.data, now.len);
    key_place(m, opened, t->key, t->key_len);
    return mend_maps_put(m, INDEXES, 0, NULL, 0);
}

static mend_status put_ticket(mend_maps *m, const writing *t)
{
    mend_part parts[2 * MEND_INDEX_COUNT];
    uint32_t lengths[MEND_INDEX_COUNT];
    int64_t opened = mend_change_opened(t->change);
    size_t count = 0;
    parts[count++] = (mend_part){&opened, sizeof opened};
    for (mend_index i = MEND_INDEX_NUMBER; i < MEND_INDEX_COUNT; i++) {
        size_t len;
        const char *value = mend_change_index(t->change, i, &len);
        lengths[i] = (uint32_t)len;
        parts[count++] = (mend_part){&lengths[i], sizeof lengths[i]};
        parts[count++] = (mend_part){value, len};
    }
    parts[count].data = mend_change_record(t->change, &parts[count].len);
    count++;
    key_pair(m, t->tenant, t->tenant_len, t->key, t->key_len);
    return mend_maps_put(m, TICKETS, mend_change_revision(t->change), parts, count);
}

static mend_status add_events(mend_maps *m, const writing *t)
{
    mend_status status = MEND_OK;
    for (int32_t i = 0; status == MEND_OK && i < mend_change_event_count(t->change); i++) {
        int64_t seq, at;
        mend_part document;
        document.data = mend_change_event(t->change, i, &seq, &at, &document.len);
        key_pair(m, t->tenant, t->tenant_len, t->key, t->key_len);
        mend_maps_key_number(m, seq);
        status = mend_maps_add(m, EVENTS, seq, &document, 1);
    }
    return status;
}

static mend_status add_notices(mend_memory *memory, const writing *t)
{
    mend_maps *m = &memory->maps;
    mend_status status = MEND_OK;
    for (int32_t i = 0; status == MEND_OK && i < mend_change_notice_count(t->change); i++) {
        mend_part parts[2];
        const char *id;
        parts[1].data = mend_change_notice(t->change, i, &id, &parts[0].len, &parts[1].len);
        parts[0].data = id;
        key_pair(m, t->tenant, t->tenant_len, id, parts[0].len);
        status = mend_maps_add(m, PLACES, ++memory->position, NULL, 0);
        if (status == MEND_OK) {
            key_begin(m, t->tenant, t->tenant_len);
            mend_maps_key_number(m, memory->position);
            parts[0].len++; /* with its NUL */
            status = mend_maps_put(m, NOTICES, 0, parts, 2);
        }
    }
    return status;
}

/* The idempotency key comes first: a command that is known is known, whatever has happened to the ticket since. */
static mend_status check(mend_maps *m, const writing *t, const mend_entry **old)
{
    size_t len;
    const char *command = mend_change_idempotency(t->change, &len);
    key_pair(m, t->tenant, t->tenant_len, command, len);
    if (m->key_failed) {
        return MEND_NOMEM;
    }
    if (len != 0 && mend_maps_find(m, COMMANDS) != NULL) {
        return MEND_EXISTS;
    }
    key_pair(m, t->tenant, t->tenant_len, t->key, t->key_len);
    if (m->key_failed) {
        return MEND_NOMEM;
    }
    *old = mend_maps_find(m, TICKETS);
    int64_t expected = mend_change_expected(t->change);
    if (expected == 0 ? *old != NULL : *old == NULL || (*old)->number != expected) {
        return expected == 0 ? MEND_DUPLICATE : MEND_CONFLICT;
    }
    return check_number(m, t);
}

static mend_status write_change(mend_memory *memory, const writing *t)
{
    mend_maps *m = &memory->maps;
    const mend_entry *old = NULL;
    mend_status status = check(m, t, &old);
    for (mend_index i = 0; status == MEND_OK && i < MEND_INDEX_COUNT; i++) {
        status = move_index(m, t, old, i);
    }
    status = status == MEND_OK ? put_ticket(m, t) : status;
    status = status == MEND_OK ? add_events(m, t) : status;
    status = status == MEND_OK ? add_notices(memory, t) : status;
    size_t len;
    const char *command = mend_change_idempotency(t->change, &len);
    if (status == MEND_OK && len != 0) {
        mend_part outcome;
        outcome.data = mend_change_outcome(t->change, &outcome.len);
        key_pair(m, t->tenant, t->tenant_len, command, len);
        status = mend_maps_put(m, COMMANDS, mend_change_now(t->change), &outcome, 1);
    }
    return status;
}

static mend_status memory_commit(void *user, const mend_change *change)
{
    seat *mine = user;
    mend_maps *m = &mine->memory->maps;
    if (mine->memory->batch != NULL && mine->memory->batch != mine) {
        return MEND_BUSY;
    }
    writing t = {.change = change};
    t.tenant = mend_change_tenant(change, &t.tenant_len);
    t.key = mend_change_key(change, &t.key_len);
    const mend_step *mark = m->journal;
    mend_status status = settle(mine->memory, mark, write_change(mine->memory, &t));
    mine->memory->commits += status == MEND_OK;
    return status;
}

/* ---- reading ---- */

static mend_status memory_load(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                               mend_buf *record, int64_t *revision)
{
    mend_maps *m = &((seat *)user)->memory->maps;
    ((seat *)user)->memory->loads++;
    key_pair(m, tenant, tenant_len, key, key_len);
    const mend_entry *ticket = m->key_failed ? NULL : mend_maps_find(m, TICKETS);
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
    mend_maps *m = &((seat *)user)->memory->maps;
    key_pair(m, tenant, tenant_len, idempotency, len);
    const mend_entry *e = m->key_failed ? NULL : mend_maps_find(m, COMMANDS);
    if (e == NULL) {
        return m->key_failed ? MEND_NOMEM : MEND_NOT_FOUND;
    }
    return mend_buf_append(outcome, e->bytes + e->key_len, e->value_len);
}

static mend_status memory_events(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                 int64_t after, int32_t max, mend_rows *rows)
{
    mend_maps *m = &((seat *)user)->memory->maps;
    key_pair(m, tenant, tenant_len, key, key_len);
    size_t prefix = m->key_len;
    mend_maps_key_number(m, after);
    mend_status status = m->key_failed ? MEND_NOMEM : MEND_OK;
    const mend_entry *e = NULL;
    for (int32_t i = 0; status == MEND_OK && i < max && (e = mend_maps_next(m, EVENTS, prefix, e)) != NULL; i++) {
        status = mend_rows_add(rows, "", 0, e->number, e->bytes + e->key_len, e->value_len);
    }
    return status;
}

static mend_status add_ticket_row(mend_maps *m, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                  mend_rows *rows)
{
    key_pair(m, tenant, tenant_len, key, key_len);
    const mend_entry *ticket = m->key_failed ? NULL : mend_maps_find(m, TICKETS);
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
    mend_maps *m = &((seat *)user)->memory->maps;
    if (index < MEND_INDEX_ALL || index >= MEND_INDEX_COUNT) {
        return MEND_UNSUPPORTED;
    }
    key_pair(m, tenant, tenant_len, after, after_len);
    const mend_entry *last = m->key_failed || after_len == 0 ? NULL : mend_maps_find(m, TICKETS);
    if (last == NULL && after_len != 0) {
        return m->key_failed ? MEND_NOMEM : MEND_NOT_FOUND;
    }
    const mend_entry *e = NULL;
    mend_status status = MEND_OK;
    for (int32_t i = 0; status == MEND_OK && i < max; i++) {
        key_index(m, tenant, tenant_len, index, value, value_len);
        size_t prefix = m->key_len;
        if (last != NULL) {
            key_place(m, opened_of(last), after, after_len);
        }
        if (m->key_failed) {
            return MEND_NOMEM;
        }
        e = mend_maps_next(m, INDEXES, prefix, e);
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
    seat *mine = user;
    mend_maps *m = &mine->memory->maps;
    if (step < 1 || count < 1) {
        return MEND_INVALID;
    }
    if (mine->memory->batch != NULL && mine->memory->batch != mine) {
        return MEND_BUSY;
    }
    key_pair(m, tenant, tenant_len, counter, counter_len);
    if (m->key_failed) {
        return MEND_NOMEM;
    }
    const mend_entry *e = mend_maps_find(m, COUNTERS);
    int64_t before = e != NULL ? e->number : INT64_MIN;
    if (e != NULL && before > INT64_MAX - step) {
        return MEND_EXHAUSTED;
    }
    int64_t first = e != NULL ? before + step : start;
    if (first > limit || ((uint64_t)limit - (uint64_t)first) / (uint64_t)step < (uint64_t)count - 1) {
        return MEND_EXHAUSTED;
    }
    const mend_step *mark = m->journal;
    mend_status status = settle(mine->memory, mark, mend_maps_put(m, COUNTERS, first + (count - 1) * step, NULL, 0));
    if (status == MEND_OK) {
        *last = before;
    }
    return status;
}

/* Remembers how far the outbox was read. */
static mend_status remember(seat *mine, const char *tenant, size_t tenant_len, const mend_entry *notice)
{
    mend_maps *m = &mine->memory->maps;
    const char *id = (const char *)notice->bytes + notice->key_len;
    key_pair(m, tenant, tenant_len, id, strlen(id));
    const mend_entry *place = m->key_failed ? NULL : mend_maps_find(m, PLACES);
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
    seat *mine = user;
    mend_maps *m = &mine->memory->maps;
    int64_t position = 0; /* an unknown id starts from the front: better twice than never */
    key_pair(m, tenant, tenant_len, after, after_len);
    const mend_entry *place = m->key_failed || after_len == 0 ? NULL : mend_maps_find(m, PLACES);
    if (place != NULL) {
        position = place->number;
    } else if (mine->seen != NULL && mine->seen_len == m->key_len && memcmp(mine->seen, m->key, m->key_len) == 0) {
        position = mine->seen_at;
    }
    key_begin(m, tenant, tenant_len);
    size_t prefix = m->key_len;
    mend_maps_key_number(m, position);
    mend_status status = m->key_failed ? MEND_NOMEM : MEND_OK;
    const mend_entry *e = NULL, *shown = NULL;
    for (int32_t i = 0; status == MEND_OK && i < max && (e = mend_maps_next(m, NOTICES, prefix, e)) != NULL; i++) {
        const char *id = (const char *)e->bytes + e->key_len;
        size_t id_len = strlen(id);
        status = mend_rows_add(rows, id, id_len, e->number, id + id_len + 1, e->value_len - id_len - 1);
        shown = e;
    }
    return status == MEND_OK && shown != NULL ? remember(mine, tenant, tenant_len, shown) : status;
}

static mend_status mark_sent(mend_maps *m, const char *tenant, size_t tenant_len, const char *id, size_t id_len,
                             int32_t done)
{
    key_pair(m, tenant, tenant_len, id, id_len);
    const mend_entry *place = m->key_failed ? NULL : mend_maps_find(m, PLACES);
    if (place == NULL) {
        return m->key_failed ? MEND_NOMEM : MEND_NOT_FOUND;
    }
    int64_t position = place->number;
    mend_status status = done ? mend_maps_drop(m, PLACES) : MEND_OK;
    key_begin(m, tenant, tenant_len);
    mend_maps_key_number(m, position);
    const mend_entry *notice = m->key_failed ? NULL : mend_maps_find(m, NOTICES);
    if (status != MEND_OK || notice == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    mend_part whole = {notice->bytes + notice->key_len, notice->value_len};
    return done ? mend_maps_drop(m, NOTICES) : mend_maps_put(m, NOTICES, notice->number + 1, &whole, 1);
}

static mend_status memory_sent(void *user, const char *tenant, size_t tenant_len, const char *id, size_t id_len,
                               int32_t done)
{
    seat *mine = user;
    mend_maps *m = &mine->memory->maps;
    if (mine->memory->batch != NULL && mine->memory->batch != mine) {
        return MEND_BUSY;
    }
    const mend_step *mark = m->journal;
    return settle(mine->memory, mark, mark_sent(m, tenant, tenant_len, id, id_len, done));
}

static mend_status memory_begin(void *user)
{
    seat *mine = user;
    if (mine->memory->batch != NULL) {
        return mine->memory->batch == mine ? MEND_MISUSE : MEND_BUSY;
    }
    mine->memory->batch = mine;
    return MEND_OK;
}

static mend_status memory_end(void *user, int32_t keep_it)
{
    seat *mine = user;
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
        out[i] = (unsigned char)(mend_maps_random(&((seat *)user)->memory->maps) >> 56);
    }
    return MEND_OK;
}

static void memory_destroy(void *user)
{
    seat *mine = user;
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
    seat *mine = calloc(1, sizeof *mine);
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
    const mend_entry *next = m->key_failed ? NULL : mend_maps_first_with(m, COMMANDS);
    while (status == MEND_OK && next != NULL) {
        const mend_entry *e = next;
        next = mend_maps_behind(m, COMMANDS, e->bytes, e->key_len);
        m->key_len = 0;
        if (e->number < before && mend_maps_key_room(m, e->key_len)) {
            memcpy(m->key, e->bytes, e->key_len);
            m->key_len = e->key_len;
            status = mend_maps_drop(m, COMMANDS);
        }
    }
    return settle(memory, NULL, m->key_failed ? MEND_NOMEM : status);
}

int64_t mend_memory_loads(const mend_memory *memory)
{
    return memory->loads;
}

int64_t mend_memory_commits(const mend_memory *memory)
{
    return memory->commits;
}
