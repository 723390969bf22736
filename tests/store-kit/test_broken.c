/*
 * test_broken.c - the kit fails every store that breaks the contract in one point, and the right check notices.
 *
 * The broken stores stand before the in-memory one. Some of them alter the change on its way, which only a test that knows
 * the library's inside can do.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend_store_kit.h"

#include "broken_store.h"
#include "broken_due.h"
#include "broken_unit.h"

/* ---- flaws of commit ---- */

/* The revision a ticket has in the inner store; 0: none. */
static int64_t revision_of(const broken *b, const mend_change *change)
{
    mend_buf *record;
    int64_t revision = 0;
    if (mend_buf_new(NULL, &record) == MEND_OK) {
        (void)b->inner.load(b->inner.user, change->tenant.p, change->tenant.n, change->key.p, change->key.n, record,
                            &revision);
        mend_buf_free(record);
    }
    return revision;
}

/* Commits whatever revision the ticket has; events that are there already are left out. */
static mend_status overwrite(broken *b, const mend_change *change)
{
    mend_change c = *change;
    mend_result without = *change->result;
    c.expected = revision_of(b, change);
    if (c.expected != change->expected) {
        without.events.count = without.notices.count = 0;
        c.result = &without;
    }
    return b->inner.commit(b->inner.user, &c);
}

static mend_status commit_stale(void *user, const mend_change *change)
{
    return change->expected > 0 ? overwrite(user, change) : b_commit(user, change);
}

static mend_status commit_over(void *user, const mend_change *change)
{
    return change->expected == 0 ? overwrite(user, change) : b_commit(user, change);
}

static mend_status commit_and_deny(void *user, const mend_change *change)
{
    mend_status status = b_commit(user, change);
    if (status == MEND_CONFLICT) {
        (void)overwrite(user, change);
    }
    return status;
}

static mend_status commit_without_events(void *user, const mend_change *change)
{
    mend_change c = *change;
    mend_result without = *change->result;
    without.events.count = 0;
    c.result = &without;
    return b_commit(user, &c);
}

static mend_status commit_without_notices(void *user, const mend_change *change)
{
    mend_change c = *change;
    mend_result without = *change->result;
    without.notices.count = 0;
    c.result = &without;
    return b_commit(user, &c);
}

static mend_status commit_without_command(void *user, const mend_change *change)
{
    mend_change c = *change;
    c.idempotency.n = 0;
    return b_commit(user, &c);
}

static mend_status commit_command_last(void *user, const mend_change *change)
{
    mend_status status = b_commit(user, change);
    if (status == MEND_EXISTS && revision_of(user, change) != change->expected) {
        return change->expected == 0 ? MEND_DUPLICATE : MEND_CONFLICT;
    }
    return status;
}

static mend_status commit_short(void *user, const mend_change *change)
{
    mend_change c = *change;
    c.record.n = c.record.n > 65535 ? 65535 : c.record.n;
    return b_commit(user, &c);
}

static mend_status commit_ascii(void *user, const mend_change *change)
{
    mend_change c = *change;
    for (size_t i = 0; i < c.record.n; i++) {
        if ((unsigned char)c.record.p[i] >= 0x80) {
            c.record.n = i;
        }
    }
    return b_commit(user, &c);
}

static mend_status commit_any_number(void *user, const mend_change *change)
{
    mend_change c = *change;
    c.index[MEND_INDEX_NUMBER].n = 0;
    return b_commit(user, &c);
}

static mend_status commit_null_number(void *user, const mend_change *change)
{
    mend_change c = *change;
    if (c.index[MEND_INDEX_NUMBER].n == 0) {
        c.index[MEND_INDEX_NUMBER] = (mend__str){"none", 4};
    }
    return b_commit(user, &c);
}

/* Parts of a refused change get in: notices and idempotency key, under a ticket of their own. */
static mend_status commit_in_parts(void *user, const mend_change *change)
{
    broken *b = user;
    mend_status status = b_commit(user, change);
    if (status == MEND_CONFLICT || status == MEND_DUPLICATE) {
        mend_change c = *change;
        c.key = (mend__str){"part", 4};
        c.expected = 0;
        c.index[MEND_INDEX_NUMBER].n = 0;
        (void)b->inner.commit(b->inner.user, &c);
    }
    return status;
}

static mend_status commit_same_index(void *user, const mend_change *change)
{
    mend_change c = *change;
    c.index[MEND_INDEX_STATE] = (mend__str){"registered", 10};
    return b_commit(user, &c);
}

static mend_status commit_index_no_case(void *user, const mend_change *change)
{
    broken *b = user;
    mend_change c = *change;
    char *text = b->counter;
    size_t n = c.index[MEND_INDEX_SERIAL].n;
    for (size_t i = 0; i < n; i++) {
        char letter = c.index[MEND_INDEX_SERIAL].p[i];
        text[i] = (char)(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter);
    }
    c.index[MEND_INDEX_SERIAL].p = text;
    return b_commit(user, &c);
}

static mend_status commit_nothing(void *user, const mend_change *change)
{
    (void)user, (void)change;
    return MEND_OK;
}

static mend_status commit_ends_batch(void *user, const mend_change *change)
{
    broken *b = user;
    mend_status status = b_commit(user, change);
    if (status != MEND_OK && b->in_batch) {
        (void)b->inner.end(b->inner.user, 0);
        (void)b->inner.begin(b->inner.user);
    }
    return status;
}

#define COMMIT(name)                                                                                                   \
    static void apply_##name(mend_store *t)                                                                            \
    {                                                                                                                  \
        t->commit = name;                                                                                              \
    }
COMMIT(commit_stale)
COMMIT(commit_over)
COMMIT(commit_and_deny)
COMMIT(commit_without_events)
COMMIT(commit_without_notices)
COMMIT(commit_without_command)
COMMIT(commit_command_last)
COMMIT(commit_short)
COMMIT(commit_ascii)
COMMIT(commit_any_number)
COMMIT(commit_null_number)
COMMIT(commit_in_parts)
COMMIT(commit_same_index)
COMMIT(commit_nothing)
COMMIT(commit_ends_batch)

/* ---- flaws of reading ---- */

static mend_status load_clearing(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                 mend_buf *record, int64_t *revision)
{
    mend_buf_clear(record);
    return b_load(user, tenant, tenant_len, key, key_len, record, revision);
}

static mend_status load_nothing(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                mend_buf *record, int64_t *revision)
{
    mend_status status = b_load(user, tenant, tenant_len, key, key_len, record, revision);
    return status == MEND_NOT_FOUND ? MEND_OK : status;
}

static mend_status recall_other(void *user, const char *tenant, size_t tenant_len, const char *idempotency, size_t len,
                                mend_buf *outcome)
{
    mend_status status = b_recall(user, tenant, tenant_len, idempotency, len, outcome);
    return status == MEND_OK ? mend_buf_append(outcome, " ", 1) : status;
}

static mend_status recall_always(void *user, const char *tenant, size_t tenant_len, const char *idempotency, size_t len,
                                 mend_buf *outcome)
{
    mend_status status = b_recall(user, tenant, tenant_len, idempotency, len, outcome);
    return status == MEND_NOT_FOUND ? MEND_OK : status;
}

/* Copies rows from one list into another, from `from` on, forwards or backwards. */
static mend_status copy_rows(const mend_rows *all, int32_t from, int32_t max, int backwards, mend_rows *rows)
{
    mend_status status = MEND_OK;
    int32_t count = mend_rows_count(all);
    for (int32_t n = from; status == MEND_OK && n < count && n - from < max; n++) {
        int32_t i = backwards ? count - 1 - n : n;
        size_t key_len, len;
        const char *key = mend_rows_key(all, i, &key_len), *bytes = mend_rows_bytes(all, i, &len);
        status = mend_rows_add(rows, key, key_len, mend_rows_number(all, i), bytes, len);
    }
    return status;
}

static mend_status events_backwards(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                    int64_t after, int32_t max, mend_rows *rows)
{
    mend_rows *all;
    mend_status status = mend_rows_new(NULL, &all);
    if (status == MEND_OK) {
        status = b_events(user, tenant, tenant_len, key, key_len, after, max, all);
        status = status == MEND_OK ? copy_rows(all, 0, max, 1, rows) : status;
        mend_rows_free(all);
    }
    return status;
}

static mend_status events_from(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                               int64_t after, int32_t max, mend_rows *rows)
{
    return b_events(user, tenant, tenant_len, key, key_len, after > 0 ? after - 1 : 0, max, rows);
}

static mend_status events_all(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                              int64_t after, int32_t max, mend_rows *rows)
{
    return b_events(user, tenant, tenant_len, key, key_len, after, max + 1000, rows);
}

#define PAGE_ARGS                                                                                                      \
    void *user, const char *tenant, size_t tenant_len, mend_index index, const char *value, size_t value_len,          \
        const char *after, size_t after_len, int32_t max, mend_rows *rows

/* The whole list, to be cut by the flaw. */
static mend_status whole_list(void *user, const char *tenant, size_t tenant_len, mend_index index, const char *value,
                              size_t value_len, mend_rows **out)
{
    mend_status status = mend_rows_new(NULL, out);
    return status == MEND_OK ? b_page(user, tenant, tenant_len, index, value, value_len, "", 0, 1000, *out) : status;
}

static mend_status page_by_offset(PAGE_ARGS)
{
    broken *b = user;
    mend_rows *all = NULL;
    b->offset = after_len == 0 ? 0 : b->offset;
    (void)after;
    mend_status status = whole_list(user, tenant, tenant_len, index, value, value_len, &all);
    status = status == MEND_OK ? copy_rows(all, b->offset, max, 0, rows) : status;
    b->offset += max;
    mend_rows_free(all);
    return status;
}

static mend_status page_in_list(PAGE_ARGS)
{
    mend_rows *all = NULL;
    mend_status status = whole_list(user, tenant, tenant_len, index, value, value_len, &all);
    int32_t from = after_len == 0 ? 0 : INT32_MAX;
    for (int32_t i = 0; status == MEND_OK && i < mend_rows_count(all); i++) {
        size_t len;
        const char *key = mend_rows_key(all, i, &len);
        from = len == after_len && memcmp(key, after, len) == 0 ? i + 1 : from;
    }
    status = status == MEND_OK && from < INT32_MAX ? copy_rows(all, from, max, 0, rows) : status;
    mend_rows_free(all);
    return status;
}

static mend_status page_backwards(PAGE_ARGS)
{
    mend_rows *all = NULL;
    (void)after, (void)after_len;
    mend_status status = whole_list(user, tenant, tenant_len, index, value, value_len, &all);
    status = status == MEND_OK ? copy_rows(all, 0, max, 1, rows) : status;
    mend_rows_free(all);
    return status;
}

static mend_status page_any_index(PAGE_ARGS)
{
    index = index < 0 || index >= MEND_INDEX_COUNT ? MEND_INDEX_ALL : index;
    return b_page(user, tenant, tenant_len, index, value, value_len, after, after_len, max, rows);
}

static mend_status page_no_case(PAGE_ARGS)
{
    char lower[80];
    for (size_t i = 0; i < value_len && i < sizeof lower; i++) {
        lower[i] = (char)(value[i] >= 'A' && value[i] <= 'Z' ? value[i] + 32 : value[i]);
    }
    return b_page(user, tenant, tenant_len, index, lower, value_len, after, after_len, max, rows);
}

static mend_status page_of_some(PAGE_ARGS)
{
    if (index != MEND_INDEX_ALL && value_len == 0) {
        return MEND_OK;
    }
    return b_page(user, tenant, tenant_len, index, value, value_len, after, after_len, max, rows);
}

static mend_status page_no_revision(PAGE_ARGS)
{
    mend_rows *all;
    mend_status status = mend_rows_new(NULL, &all);
    if (status != MEND_OK) {
        return status;
    }
    status = b_page(user, tenant, tenant_len, index, value, value_len, after, after_len, max, all);
    for (int32_t i = 0; status == MEND_OK && i < mend_rows_count(all); i++) {
        size_t key_len, len;
        const char *key = mend_rows_key(all, i, &key_len), *bytes = mend_rows_bytes(all, i, &len);
        status = mend_rows_add(rows, key, key_len, 0, bytes, len);
    }
    mend_rows_free(all);
    return status;
}

/* ---- flaws of counters, batches, the outbox ---- */

#define DRAW_ARGS                                                                                                      \
    void *user, const char *tenant, size_t tenant_len, const char *counter, size_t counter_len, int64_t start,         \
        int64_t step, int32_t count, int64_t limit, int64_t *last

static mend_status draw_without_limit(DRAW_ARGS)
{
    (void)limit;
    return b_draw(user, tenant, tenant_len, counter, counter_len, start, step, count, INT64_MAX, last);
}

static mend_status draw_one(DRAW_ARGS)
{
    (void)count;
    return b_draw(user, tenant, tenant_len, counter, counter_len, start, step, 1, limit, last);
}

static mend_status draw_and_lose(DRAW_ARGS)
{
    mend_status status = b_draw(user, tenant, tenant_len, counter, counter_len, start, step, count, limit, last);
    int64_t lost;
    if (status == MEND_EXHAUSTED) {
        (void)b_draw(user, tenant, tenant_len, counter, counter_len, start, step, 1, INT64_MAX, &lost);
    }
    return status;
}

static mend_status draw_alone(DRAW_ARGS)
{
    broken *b = user;
    int len = snprintf(b->counter, sizeof b->counter, "%d %.*s", b->serial, (int)counter_len, counter);
    return b_draw(user, tenant, tenant_len, b->counter, (size_t)len, start, step, count, limit, last);
}

static mend_status draw_noting(DRAW_ARGS)
{
    broken *b = user;
    mend_status status = b_draw(user, tenant, tenant_len, counter, counter_len, start, step, count, limit, last);
    if (status == MEND_OK && b->in_batch) {
        b->drawn += count;
        snprintf(b->counter, sizeof b->counter, "%.*s", (int)counter_len, counter);
        snprintf(b->key, sizeof b->key, "%.*s", (int)tenant_len, tenant);
    }
    return status;
}

static mend_status end_without_draws(void *user, int32_t keep)
{
    broken *b = user;
    int64_t last;
    mend_status status = b_end(user, keep);
    if (status == MEND_OK && !keep && b->drawn > 0) {
        (void)b->inner.draw(b->inner.user, b->key, strlen(b->key), b->counter, strlen(b->counter), 1, 1, b->drawn,
                            INT64_MAX, &last);
    }
    return status;
}

static mend_status begin_nothing(void *user)
{
    (void)user;
    return MEND_OK;
}

static mend_status end_nothing(void *user, int32_t keep)
{
    (void)user, (void)keep;
    return MEND_OK;
}

static void destroy_keeping(void *user)
{
    broken *b = user;
    if (b->in_batch) {
        (void)b->inner.end(b->inner.user, 1);
    }
    b_destroy(user);
}

#define PENDING_ARGS                                                                                                   \
    void *user, const char *tenant, size_t tenant_len, const char *after, size_t after_len, int32_t max, mend_rows *rows

static mend_status pending_backwards(PENDING_ARGS)
{
    mend_rows *all;
    mend_status status = mend_rows_new(NULL, &all);
    if (status == MEND_OK) {
        status = b_pending(user, tenant, tenant_len, after, after_len, max, all);
        status = status == MEND_OK ? copy_rows(all, 0, max, 1, rows) : status;
        mend_rows_free(all);
    }
    return status;
}

static mend_status pending_from_front(PENDING_ARGS)
{
    (void)after, (void)after_len;
    return b_pending(user, tenant, tenant_len, "", 0, max, rows);
}

/* Goes on only behind a notice that is still there. */
static mend_status pending_lost(PENDING_ARGS)
{
    mend_rows *all;
    mend_status status = mend_rows_new(NULL, &all);
    if (status != MEND_OK) {
        return status;
    }
    status = b_pending(user, tenant, tenant_len, "", 0, 1000, all);
    int32_t from = after_len == 0 ? 0 : INT32_MAX;
    for (int32_t i = 0; status == MEND_OK && i < mend_rows_count(all); i++) {
        size_t len;
        const char *id = mend_rows_key(all, i, &len);
        from = len == after_len && memcmp(id, after, len) == 0 ? i + 1 : from;
    }
    status = status == MEND_OK && from < INT32_MAX ? copy_rows(all, from, max, 0, rows) : status;
    mend_rows_free(all);
    return status;
}

#define SENT_ARGS void *user, const char *tenant, size_t tenant_len, const char *id, size_t id_len, int32_t done

static mend_status sent_uncounted(SENT_ARGS)
{
    return done ? b_sent(user, tenant, tenant_len, id, id_len, done) : MEND_OK;
}

static mend_status sent_kept(SENT_ARGS)
{
    return done ? MEND_OK : b_sent(user, tenant, tenant_len, id, id_len, done);
}

static mend_status sent_anything(SENT_ARGS)
{
    mend_status status = b_sent(user, tenant, tenant_len, id, id_len, done);
    return status == MEND_NOT_FOUND ? MEND_OK : status;
}

static mend_status random_same(void *user, unsigned char *out, size_t len)
{
    (void)user;
    for (size_t i = 0; i < len; i++) {
        out[i] = (unsigned char)(i * 37);
    }
    return MEND_OK;
}

#define APPLY(name, ...)                                                                                               \
    static void apply_##name(mend_store *t)                                                                            \
    {                                                                                                                  \
        __VA_ARGS__;                                                                                                   \
    }
APPLY(nothing, (void)t)
APPLY(load_clearing, t->load = load_clearing)
APPLY(load_nothing, t->load = load_nothing)
APPLY(recall_other, t->recall = recall_other)
APPLY(recall_always, t->recall = recall_always)
APPLY(events_backwards, t->events = events_backwards)
APPLY(events_from, t->events = events_from)
APPLY(events_all, t->events = events_all)
APPLY(page_by_offset, t->page = page_by_offset)
APPLY(page_in_list, t->page = page_in_list)
APPLY(page_backwards, t->page = page_backwards)
APPLY(page_any_index, t->page = page_any_index)
APPLY(index_no_case, t->page = page_no_case; t->commit = commit_index_no_case)
APPLY(page_of_some, t->page = page_of_some)
APPLY(page_no_revision, t->page = page_no_revision)
APPLY(draw_without_limit, t->draw = draw_without_limit)
APPLY(draw_one, t->draw = draw_one)
APPLY(draw_and_lose, t->draw = draw_and_lose)
APPLY(draw_alone, t->draw = draw_alone)
APPLY(draw_outside, t->draw = draw_noting; t->end = end_without_draws)
APPLY(no_batch, t->begin = begin_nothing; t->end = end_nothing)
APPLY(destroy_keeping, t->destroy = destroy_keeping)
APPLY(pending_backwards, t->pending = pending_backwards)
APPLY(pending_from_front, t->pending = pending_from_front)
APPLY(pending_lost, t->pending = pending_lost)
APPLY(sent_uncounted, t->sent = sent_uncounted)
APPLY(sent_kept, t->sent = sent_kept)
APPLY(sent_anything, t->sent = sent_anything)
APPLY(random_same, t->random = random_same)
APPLY(due_backwards, t->due = due_backwards)
APPLY(due_before, t->due = due_before)
APPLY(due_by_instant, t->due = due_by_instant)
APPLY(due_by_offset, t->due = due_by_offset)
APPLY(due_of_all, t->due = due_of_all)
APPLY(due_of_one, t->due = due_of_one)
APPLY(due_unclaimed, t->due = due_unclaimed)
APPLY(due_claims_long, t->due = due_claims_long)
APPLY(due_claims_always, t->due = due_claims_always)
APPLY(due_one_token, t->due = due_one_token; t->commit = commit_unfenced)
APPLY(due_held, t->due = due_held)
APPLY(commit_unfenced, t->commit = commit_unfenced)
APPLY(commit_own_clock, t->commit = commit_own_clock)
APPLY(commit_never_clears, t->commit = commit_never_clears)
APPLY(erase_nothing, t->erase = erase_nothing)
APPLY(erase_anything, t->erase = erase_anything)
APPLY(erase_blindly, t->erase = erase_blindly)
APPLY(erase_alike, t->erase = erase_alike)
APPLY(unit_load_short, t->unit_load = unit_load_short)
APPLY(unit_erased, t->unit_load = unit_load_erased; t->erase = erase_with_unit)
APPLY(unit_page_backwards, t->unit_page = unit_page_backwards)
APPLY(unit_page_from_front, t->unit_page = unit_page_from_front)
APPLY(unit_page_all, t->unit_page = unit_page_all)
APPLY(unit_page_any, t->unit_page = unit_page_any)
APPLY(unit_page_no_record, t->unit_page = unit_page_no_record)
APPLY(unit_put_stale, t->unit_put = unit_put_stale)
APPLY(unit_put_same_serial, t->unit_put = unit_put_same_serial)
APPLY(commit_units_stale, t->commit = commit_units_stale)
APPLY(commit_no_units, t->commit = commit_no_units)
APPLY(commit_one_unit, t->commit = commit_one_unit)
APPLY(commit_units_apart, t->commit = commit_units_apart)
APPLY(commit_units_anyway, t->commit = commit_units_anyway)
APPLY(no_units, t->unit_load = NULL; t->unit_page = NULL; t->unit_put = NULL)
APPLY(some_units, t->unit_page = NULL)
APPLY(no_page, t->page = NULL)
APPLY(no_due, t->due = NULL)

static const flaw flaws[] = {
    {"lacks a feature it claims", "features", apply_no_page, 0},
    {"stores nothing", "load_gives_back", apply_commit_nothing, 0},
    {"does not look at the expected revision", "conflict", apply_commit_stale, 0},
    {"loses one of two writers", "writer_between", apply_commit_stale, 0},
    {"writes a ticket that is not there", "conflict_missing", apply_commit_stale, 0},
    {"opens over a ticket that is there", "key_taken", apply_commit_over, 0},
    {"stores what it calls a conflict", "refused_conflict", apply_commit_and_deny, 0},
    {"forgets events", "events_whole", apply_commit_without_events, 0},
    {"forgets notices", "pending_order", apply_commit_without_notices, 0},
    {"forgets idempotency keys", "exists", apply_commit_without_command, 0},
    {"lets a command take effect twice", "repeated", apply_commit_without_command, 0},
    {"looks for the idempotency key last", "exists", apply_commit_command_last, 0},
    {"cuts long records", "long_record", apply_commit_short, 0},
    {"keeps ASCII only", "every_byte", apply_commit_ascii, 0},
    {"lets two tickets have one number", "number_taken", apply_commit_any_number, 0},
    {"takes no number for a number", "number_none", apply_commit_null_number, 0},
    {"keeps parts of what it refuses", "refused_conflict", apply_commit_in_parts, 0},
    {"keeps parts of what it refuses", "number_taken", apply_commit_in_parts, 0},
    {"does not move an index", "index_moves", apply_commit_same_index, 0},
    {"shares everything among tenants", "tenants_apart", apply_nothing, ONE_TENANT},
    {"joins tenant and key", "tenants_joined", apply_nothing, JOINED},
    {"ignores the case of keys", "keys_alike", apply_nothing, NO_CASE},
    {"ignores spaces behind keys", "keys_alike", apply_nothing, TRIMMED},
    {"ignores the case of values", "index_alike", apply_index_no_case, 0},
    {"empties the buffer it is to add to", "load_appends", apply_load_clearing, 0},
    {"finds what is not there", "load_missing", apply_load_nothing, 0},
    {"recalls something else", "recall_gives_back", apply_recall_other, 0},
    {"recalls every key", "recall_missing", apply_recall_always, 0},
    {"gives events backwards", "events_whole", apply_events_backwards, 0},
    {"gives the last event again", "events_paged", apply_events_from, 0},
    {"gives more events than asked for", "events_paged", apply_events_all, 0},
    {"pages by position", "page_inserts", apply_page_by_offset, 0},
    {"looks for the last ticket in the list", "page_moved", apply_page_in_list, 0},
    {"lists backwards", "page_order", apply_page_backwards, 0},
    {"never comes to an end of a list", "page_all", apply_page_backwards, 0},
    {"lists all by an index it does not know", "index_unknown", apply_page_any_index, 0},
    {"has no list of those without a value", "index_none", apply_page_of_some, 0},
    {"forgets the revision in lists", "page_rows", apply_page_no_revision, 0},
    {"draws beyond the limit", "draw_limit", apply_draw_without_limit, 0},
    {"draws one of a block", "draw_blocks", apply_draw_one, 0},
    {"loses numbers it refuses", "draw_limit", apply_draw_and_lose, 0},
    {"counts for each table alone", "draw_together", apply_draw_alone, 0},
    {"draws outside the batch", "batch_draws_back", apply_draw_outside, 0},
    {"has batches in name only", "batch_taken_back", apply_no_batch, 0},
    {"loses the batch over a refusal", "batch_refusal", apply_commit_ends_batch, 0},
    {"keeps a batch nobody ended", "batch_left", apply_destroy_keeping, 0},
    {"gives notices backwards", "pending_order", apply_pending_backwards, 0},
    {"always gives the front of the outbox", "pending_paged", apply_pending_from_front, 0},
    {"loses its place in the outbox", "pending_drained", apply_pending_lost, 0},
    {"does not count attempts", "sent_failed", apply_sent_uncounted, 0},
    {"keeps what was sent", "sent_done", apply_sent_kept, 0},
    {"has sent everything", "sent_missing", apply_sent_anything, 0},
    {"repeats its random bytes", "random_bytes", apply_random_same, 0},
    {"claims without having what is due", "features", apply_no_due, 0},
    {"gives what is due backwards", "due_order", apply_due_backwards, 0},
    {"gives every tenant's tickets to one", "due_tenants", apply_due_of_all, 0},
    {"gives what is due too late", "due_until", apply_due_before, 0},
    {"passes over those due at the same instant", "due_cursor", apply_due_by_instant, 0},
    {"leaves a ticket due that is not any more", "due_moved", apply_commit_never_clears, 0},
    {"moves what it refuses", "due_refused", apply_commit_and_deny, 0},
    {"counts its way through what is due", "due_writes", apply_due_by_offset, 0},
    {"does not know every tenant's", "due_tenants", apply_due_of_one, 0},
    {"moves what is due outside the batch", "due_batch", apply_no_batch, 0},
    {"claims nothing", "claim_once", apply_due_unclaimed, 0},
    {"claims while looking", "claim_once", apply_due_claims_always, 0},
    {"gives the same token twice", "claim_once", apply_due_one_token, 0},
    {"lets claims last too long", "claim_lapses", apply_due_claims_long, 0},
    {"takes a lost claim for one that holds", "claim_stale", apply_commit_unfenced, 0},
    {"refuses a claim that holds", "claim_stored", apply_commit_own_clock, 0},
    {"goes by a clock of its own", "claim_late", apply_commit_own_clock, 0},
    {"keeps a claim over a commit", "claim_ended", apply_due_held, 0},
    {"claims outside the batch", "claim_batch", apply_no_batch, 0},
    {"erases nothing", "erase_all", apply_erase_nothing, 0},
    {"erases what is not there", "erase_revision", apply_erase_anything, 0},
    {"erases in any revision", "erase_revision", apply_erase_blindly, 0},
    {"erases what is named alike", "erase_alone", apply_erase_alike, 0},
    {"erases outside the batch", "erase_batch", apply_no_batch, 0},
    {"claims units without having them", "features", apply_no_units, 0},
    {"has some of what units need", "features", apply_some_units, 0},
    {"cuts long units", "unit_bytes", apply_unit_load_short, 0},
    {"changes a unit in any revision", "unit_revision", apply_unit_put_stale, 0},
    {"ignores the case of units' keys", "unit_keys", apply_nothing, NO_CASE},
    {"shares units among tenants", "unit_keys", apply_nothing, ONE_TENANT},
    {"lists units backwards", "unit_serial", apply_unit_page_backwards, 0},
    {"always gives the front of units", "unit_serial", apply_unit_page_from_front, 0},
    {"gives more units than asked for", "unit_serial", apply_unit_page_all, 0},
    {"lists units of any serial number", "unit_serial", apply_unit_page_any, 0},
    {"lists units without their records", "unit_serial", apply_unit_page_no_record, 0},
    {"finds a unit by the number it had", "unit_moved", apply_unit_put_same_serial, 0},
    {"passes over units in commits", "unit_commit", apply_commit_no_units, 0},
    {"stores one unit of a commit", "unit_contract", apply_commit_one_unit, 0},
    {"loses what another ticket wrote to the unit", "unit_stale", apply_commit_units_stale, 0},
    {"makes a unit twice", "unit_first", apply_commit_units_stale, 0},
    {"stores units one by one", "unit_second", apply_commit_units_apart, 0},
    {"stores units before their ticket", "unit_refused", apply_commit_units_apart, 0},
    {"writes units it knows already", "unit_known", apply_commit_units_anyway, 0},
    {"writes units it refuses", "unit_refused", apply_commit_units_anyway, 0},
    {"stores units outside the batch", "unit_batch", apply_no_batch, 0},
    {"erases the unit with its ticket", "unit_erase", apply_unit_erased, 0},
};

/* ---- the tests ---- */

/* Whether the report says that a check failed. */
static int says_failed(FILE *report, const char *check)
{
    char line[1600], name[64];
    rewind(report);
    while (fgets(line, sizeof line, report) != NULL) {
        if (sscanf(line, "FAILED %63s", name) == 1 && strcmp(name, check) == 0) {
            return 1;
        }
    }
    return 0;
}

static int test_broken(const flaw *f, int forgetful)
{
    memory_host host = {.flaw = f, .forgetful = forgetful};
    mend_kit_host kit = {.struct_size = sizeof kit,
                         .features = MEND_KIT_ALL,
                         .user = &host,
                         .open = open_broken,
                         .reopen = reopen_memory};
    FILE *report = tmpfile();
    if (report == NULL || mend_memory_new(&host.memory) != MEND_OK) {
        printf("FAILED  no place for a report, or no memory\n");
        return 1;
    }
    int failures = mend_store_kit(&kit, report);
    int noticed = failures > 0 && says_failed(report, f->check);
    printf("%-7s a store that %s: %s%s\n", noticed ? "ok" : "FAILED", f->what,
           noticed ? "noticed by " : "not noticed by ", f->check);
    mend_memory_free(host.memory);
    fclose(report);
    return !noticed;
}

int main(void)
{
    static const flaw forgetful[] = {{"forgets everything when it is opened anew", "reopen_keeps", apply_nothing, 0},
                                     {"forgets what is due when it is opened anew", "due_reopened", apply_nothing, 0},
                                     {"forgets units when it is opened anew", "unit_reopened", apply_nothing, 0}};
    int failed = 0;
    for (size_t i = 0; i < sizeof forgetful / sizeof forgetful[0]; i++) {
        failed += test_broken(&forgetful[i], 1);
    }
    for (size_t i = 0; i < sizeof flaws / sizeof flaws[0]; i++) {
        failed += test_broken(&flaws[i], 0);
    }
    printf("%d failed\n", failed);
    return failed != 0;
}
