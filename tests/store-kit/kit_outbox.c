/*
 * kit_outbox.c - notices, tenants, what two tables see, what is there after opening anew, and absent features.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "kit_inner.h"

#include <string.h>

/* The outbox is, from its front, what the tap saw committed from notice `from` on. */
static void expect_pending(kit_seat *s, int32_t from, int64_t attempts)
{
    if (s == NULL || !kit_expect_status(s->k, kit_pending(s, "", 1000), MEND_OK, "reading the outbox")) {
        return;
    }
    kit *k = s->k;
    int32_t count = mend_rows_count(k->rows), expected = mend_rows_count(s->notices) - from;
    kit_expect(k, count == expected, "%d notices, not %d", (int)count, (int)expected);
    for (int32_t i = 0; i < count && i < expected; i++) {
        size_t id_len, found_len, len;
        const char *id = mend_rows_key(s->notices, from + i, &id_len);
        const char *found = mend_rows_key(k->rows, i, &found_len);
        const char *document = mend_rows_bytes(s->notices, from + i, &len);
        kit_expect(k, id_len == found_len && memcmp(id, found, id_len) == 0, "notice %d is \"%.*s\", not \"%.*s\"",
                   (int)i, (int)found_len, found, (int)id_len, id);
        kit_expect(k, kit_row_is(k->rows, i, document, len), "notice %d is not as committed", (int)i);
        kit_expect(k, mend_rows_number(k->rows, i) == attempts, "notice %d has %lld attempts, not %lld", (int)i,
                   (long long)mend_rows_number(k->rows, i), (long long)attempts);
    }
}

/* The id of a notice as the tap saw it. */
static const char *id_of(const kit_seat *s, int32_t i)
{
    size_t len;
    const char *id = s == NULL ? NULL : mend_rows_key(s->notices, i, &len);
    return id == NULL ? "?" : id;
}

static void pending_order(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    expect_pending(s, 0, 0);
    kit_must(s, "open_told", "zz", KIT_NOW + 50, NULL);
    kit_must(s, "open_told", "aa", KIT_NOW + 10, NULL);
    kit_must(s, "tell", "zz", KIT_NOW + 60, NULL);
    kit_must(s, "tell", "aa", KIT_NOW + 20, NULL);
    kit_must(s, "set", "aa", KIT_NOW + 30, NULL); /* owes nobody a word */
    kit_expect(k, s == NULL || mend_rows_count(s->notices) == 6, "the kit's policy gives other notices");
    expect_pending(s, 0, 0);
}

static void tell_many(kit_seat *s)
{
    kit_must(s, "open_told", "one", KIT_NOW, NULL);
    for (int i = 0; i < 5; i++) {
        kit_must(s, "tell", "one", KIT_NOW + i, NULL); /* 11 notices */
    }
}

static void pending_paged(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    tell_many(s);
    char after[300] = "";
    int32_t seen = 0;
    for (int page = 0; s != NULL && page < 12; page++) {
        kit_expect_status(k, kit_pending(s, after, 4), MEND_OK, "reading a page of the outbox");
        int32_t count = mend_rows_count(k->rows);
        kit_expect(k, count <= 4, "a page of 4 has %d", (int)count);
        for (int32_t i = 0; i < count; i++) {
            const char *id = mend_rows_key(k->rows, i, NULL);
            kit_expect(k, strcmp(id, id_of(s, seen)) == 0, "notice %d is missing or twice", (int)seen);
            snprintf(after, sizeof after, "%s", id);
            seen++;
        }
        if (count == 0) {
            break;
        }
    }
    kit_expect(k, seen == 11, "%d notices, not 11", (int)seen);
}

static void sent_done(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    tell_many(s);
    kit_expect_status(k, kit_sent(s, id_of(s, 0), 1), MEND_OK, "a notice handed over");
    expect_pending(s, 1, 0);
    kit_expect_status(k, kit_sent(s, id_of(s, 0), 1), MEND_NOT_FOUND, "the same once more");
    kit_expect_status(k, kit_sent(s, id_of(s, 0), 0), MEND_NOT_FOUND, "a failure of one that is gone");
    expect_pending(s, 1, 0);
    kit_must(s, "set", "one", KIT_NOW + 50, NULL); /* the ticket does not bring it back */
    expect_pending(s, 1, 0);
}

static void sent_failed(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    kit_must(s, "open_told", "one", KIT_NOW, NULL);
    for (int i = 1; i <= 3; i++) {
        kit_expect_status(k, kit_sent(s, id_of(s, 0), 0), MEND_OK, "a notice that could not be handed over");
        expect_pending(s, 0, i);
    }
    kit_expect_status(k, kit_sent(s, id_of(s, 0), 1), MEND_OK, "at last");
    expect_pending(s, 1, 0);
}

static void sent_missing(kit *k)
{
    kit_seat *s = kit_sit(k, ""), *t = kit_sit(k, "x");
    kit_must(s, "open_told", "one", KIT_NOW, NULL);
    kit_expect_status(k, kit_sent(s, "nobody#1#word", 1), MEND_NOT_FOUND, "a notice that never was");
    kit_expect_status(k, kit_sent(t, id_of(s, 0), 1), MEND_NOT_FOUND, "another tenant's notice");
    expect_pending(s, 0, 0);
}

/* The usual way to drain an outbox: read a page, send it, go on behind its last notice. Every third fails. */
static void pending_drained(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    tell_many(s);
    int tried[11] = {0};
    char after[300] = "";
    for (int page = 0; s != NULL && page < 30; page++) {
        kit_expect_status(k, kit_pending(s, after, 3), MEND_OK, "reading a page of the outbox");
        int32_t count = mend_rows_count(k->rows);
        for (int32_t i = 0; i < count; i++) {
            char id[300];
            snprintf(id, sizeof id, "%s", mend_rows_key(k->rows, i, NULL));
            int n = 0;
            while (n < 11 && strcmp(id, id_of(s, n)) != 0) {
                n++;
            }
            if (!kit_expect(k, n < 11, "a notice nobody committed")) {
                return;
            }
            tried[n]++;
            kit_expect_status(k, kit_sent(s, id, n % 3 == 0 ? 0 : 1), MEND_OK, "sending");
            snprintf(after, sizeof after, "%s", id);
        }
        if (count == 0) {
            break;
        }
    }
    for (int n = 0; n < 11; n++) {
        kit_expect(k, tried[n] > 0, "notice %d was passed over", n);
        kit_expect(k, n % 3 == 0 || tried[n] == 1, "notice %d came again after it was handed over", n);
    }
    kit_expect(k, kit_count_notices(s) == 4, "other notices are left than those that failed");
}

const kit_check kit_outbox_checks[] = {
    {"pending_order", "notices come in the order of their commits, as they were committed", MEND_KIT_OUTBOX,
     pending_order},
    {"pending_paged", "the outbox is read in pages without gap or repetition", MEND_KIT_OUTBOX, pending_paged},
    {"pending_drained", "draining while sending passes no notice over", MEND_KIT_OUTBOX, pending_drained},
    {"sent_done", "a notice handed over is gone for good", MEND_KIT_OUTBOX, sent_done},
    {"sent_failed", "a notice not handed over stays, and its attempts are counted", MEND_KIT_OUTBOX, sent_failed},
    {"sent_missing", "a notice that is not there answers NOT_FOUND", MEND_KIT_OUTBOX, sent_missing},
    {NULL, NULL, 0, NULL},
};

/* ---- tenants ---- */

static void tenants_apart(kit *k)
{
    kit_seat *a = kit_sit(k, "a"), *b = kit_sit(k, "b");
    if (a == NULL || b == NULL) {
        return;
    }
    a->number = b->number = "N-1";
    a->command = b->command = "c1";
    kit_must(a, "open_told", "one", KIT_NOW, "serial", "S1", NULL);
    int64_t revision;
    kit_expect_status(k, kit_load(b, "one", &revision), MEND_NOT_FOUND, "another tenant's ticket");
    kit_expect_status(k, kit_recall(b, "c1"), MEND_NOT_FOUND, "another tenant's idempotency key");
    kit_must(b, "open_told", "one", KIT_NOW, "serial", "S1", NULL);
    kit_expect(k, !mend_result_replayed(b->result), "another tenant's command was taken for this one");
    kit_must(b, "set", "one", KIT_NOW + 1, NULL);
    kit_expect_stored(a, "one");
    kit_expect_stored(b, "one");
    kit_expect(k, !kit_has(k, MEND_KIT_EVENTS) || kit_count_events(a, "one") == 1, "events of another tenant");
    kit_expect(k, !kit_has(k, MEND_KIT_OUTBOX) || kit_count_notices(a) == 1, "notices of another tenant");
    if (kit_has(k, MEND_KIT_PAGE)) {
        kit_must(b, "open", "two", KIT_NOW + 2, "serial", "S1", NULL);
        kit_page(a, MEND_INDEX_ALL, "", "", 10);
        kit_expect_keys(k, "one", "the tenant's tickets");
        kit_page(a, MEND_INDEX_SERIAL, "S1", "", 10);
        kit_expect_keys(k, "one", "the tenant's tickets by an index");
    }
    if (kit_has(k, MEND_KIT_OUTBOX)) {
        kit_expect_status(k, kit_sent(b, id_of(b, 0), 1), MEND_OK, "sending a notice of an id both have");
        kit_expect(k, kit_count_notices(a) == 1, "the other tenant's notice went with it");
    }
}

/* Names whose ends and beginnings make the same run of bytes. */
static void tenants_joined(kit *k)
{
    kit_seat *a = kit_sit(k, "x"), *b = kit_sit(k, "xy"), *c = kit_sit(k, "X");
    kit_must(a, "open", "yz", KIT_NOW, NULL);
    kit_must(b, "open", "z", KIT_NOW, NULL);
    kit_must(c, "open", "yz", KIT_NOW, NULL);
    kit_must(a, "set", "yz", KIT_NOW + 1, NULL);
    kit_expect_stored(a, "yz");
    kit_expect_stored(b, "z");
    kit_expect_stored(c, "yz");
    kit_expect(k, !kit_has(k, MEND_KIT_EVENTS) || kit_count_events(a, "yz") == 2, "\"x\" \"yz\" has other events");
    kit_expect(k, !kit_has(k, MEND_KIT_EVENTS) || kit_count_events(b, "z") == 1, "\"xy\" \"z\" has other events");
    if (kit_has(k, MEND_KIT_PAGE)) {
        kit_page(b, MEND_INDEX_ALL, "", "", 10);
        kit_expect_keys(k, "z", "the tickets of \"xy\"");
    }
}

static void two_tables(kit *k)
{
    kit_seat *a = kit_sit(k, ""), *b = kit_sit(k, "");
    if (a == NULL || b == NULL) {
        return;
    }
    a->command = "c1";
    kit_must(a, "open_told", "one", KIT_NOW, NULL);
    int64_t revision = 0;
    kit_expect_status(k, kit_load(b, "one", &revision), MEND_OK, "loading what the other has just committed");
    kit_expect(k, kit_same(k->buf, a->record), "another record");
    kit_expect_status(k, kit_recall(b, "c1"), MEND_OK, "recalling it");
    kit_must(b, "tell", "one", KIT_NOW + 1, NULL);
    kit_must(a, "set", "one", KIT_NOW + 2, NULL);
    kit_expect_stored(a, "one");
    kit_expect(k, a->revision == 3, "revision %lld, not 3", (long long)a->revision);
    kit_expect(k, !kit_has(k, MEND_KIT_EVENTS) || kit_count_events(b, "one") == 3, "events are missing");
    kit_expect(k, !kit_has(k, MEND_KIT_OUTBOX) || kit_count_notices(a) == 3, "notices are missing");
}

/* ---- opening anew ---- */

static void reopen_keeps(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    if (s == NULL) {
        return;
    }
    s->number = "N-1";
    s->command = "c1";
    kit_must(s, "open_told", "one", KIT_NOW, "level", "high", NULL);
    kit_must(s, "tell", "one", KIT_NOW + 1, NULL);
    mend_buf *record = s->record;
    if (!kit_expect_status(k, mend_buf_new(NULL, &s->record), MEND_OK, "a buffer")) {
        s->record = record;
        return;
    }
    char id[300];
    snprintf(id, sizeof id, "%s", id_of(s, 0));
    if (kit_has(k, MEND_KIT_OUTBOX)) {
        kit_expect_status(k, kit_sent(s, id_of(s, 1), 1), MEND_OK, "sending");
        kit_expect_status(k, kit_sent(s, id, 0), MEND_OK, "failing to send");
    }
    int64_t revision = 0;
    s = kit_reopen(k) ? kit_sit(k, "") : NULL;
    kit_expect_status(k, kit_load(s, "one", &revision), MEND_OK, "loading afterwards");
    kit_expect(k, kit_same(k->buf, record) && revision == 2, "another record or revision");
    mend_buf_free(record);
    kit_expect_status(k, kit_recall(s, "c1"), MEND_OK, "recalling afterwards");
    kit_expect(k, !kit_has(k, MEND_KIT_EVENTS) || kit_count_events(s, "one") == 2, "events are missing");
    if (kit_has(k, MEND_KIT_OUTBOX)) {
        kit_expect(k, kit_count_notices(s) == 2, "the outbox is another one");
        kit_expect(k,
                   mend_rows_count(k->rows) > 0 && strcmp(mend_rows_key(k->rows, 0, NULL), id) == 0 &&
                       mend_rows_number(k->rows, 0) == 1,
                   "the first notice is another one, or its attempt is forgotten");
    }
    if (kit_has(k, MEND_KIT_PAGE)) {
        kit_page(s, MEND_INDEX_LEVEL, "high", "", 10);
        kit_expect_keys(k, "one", "the index afterwards");
    }
    if (s != NULL) {
        s->number = "N-1";
        kit_expect_status(k, kit_do(s, "open", "two", KIT_NOW + 3, NULL), MEND_DUPLICATE, "the number afterwards");
    }
}

static void reopen_draws(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    int64_t last = 77;
    kit_expect_status(k, kit_draw(s, "c", 1, 1, 7, INT64_MAX, &last), MEND_OK, "drawing");
    s = kit_reopen(k) ? kit_sit(k, "") : NULL;
    kit_expect_status(k, kit_draw(s, "c", 1, 1, 1, INT64_MAX, &last), MEND_OK, "drawing afterwards");
    kit_expect(k, last == 7, "the value before is %lld, not 7", (long long)last);
}

static void reopen_batch(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    if (s == NULL || !kit_expect_status(k, s->store.begin(s->store.user), MEND_OK, "beginning a batch")) {
        return;
    }
    kit_must(s, "open", "kept", KIT_NOW, NULL);
    kit_expect_status(k, s->store.end(s->store.user, 1), MEND_OK, "ending it");
    kit_expect_status(k, s->store.begin(s->store.user), MEND_OK, "beginning another");
    kit_must(s, "open", "left", KIT_NOW, NULL);
    s = kit_reopen(k) ? kit_sit(k, "") : NULL;
    int64_t revision;
    kit_expect_status(k, kit_load(s, "kept", &revision), MEND_OK, "a ticket of the batch that was kept");
    kit_expect_status(k, kit_load(s, "left", &revision), MEND_NOT_FOUND, "a ticket of the batch that nobody ended");
}

/* ---- features ---- */

static void random_bytes(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    unsigned char a[66] = {0}, b[64] = {0};
    if (s == NULL) {
        return;
    }
    a[64] = a[65] = 0x5A;
    kit_expect_status(k, s->store.random(s->store.user, a, 64), MEND_OK, "random bytes");
    kit_expect_status(k, s->store.random(s->store.user, b, 64), MEND_OK, "more of them");
    kit_expect(k, memcmp(a, b, 64) != 0, "they are the same twice");
    kit_expect(k, memcmp(a, a + 32, 32) != 0 && memcmp(b, b + 32, 32) != 0, "they repeat themselves");
    kit_expect(k, a[64] == 0x5A && a[65] == 0x5A, "more were written than asked for");
    kit_expect_status(k, s->store.random(s->store.user, a, 0), MEND_OK, "none at all");
}

/* With only what is needed, a desk works and says what it lacks. */
static void bare_table(kit *k)
{
    mend_store store = {.struct_size = 0};
    mend_desk *desk = NULL;
    mend_rows *rows = NULL;
    kit_seat *s = kit_sit(k, "");
    if (s == NULL || !kit_expect_status(k, k->host->open(k->host->user, &store), MEND_OK, "opening a table")) {
        return;
    }
    mend_store bare = {.struct_size = sizeof bare,
                       .user = store.user,
                       .load = store.load,
                       .recall = store.recall,
                       .commit = store.commit,
                       .destroy = store.destroy};
    kit_must(s, "open", "one", KIT_NOW, NULL);
    mend_status status = mend_desk_new(NULL, &bare, s->tenant, s->tenant_len, &desk, NULL);
    if (!kit_expect_status(k, status, MEND_OK, "a desk on the bare table")) {
        return;
    }
    kit_expect_status(k, mend_desk_policy(desk, k->policy), MEND_OK, "a policy");
    kit_expect_status(k, mend_rows_new(NULL, &rows), MEND_OK, "rows");
    mend_args_clear(s->args);
    mend_args_action(s->args, "set", MEND_NTS);
    mend_args_actor(s->args, "kit", MEND_NTS);
    mend_args_role(s->args, "clerk", MEND_NTS);
    mend_args_key(s->args, "c1", MEND_NTS);
    kit_expect_status(k, mend_desk_act(desk, "one", MEND_NTS, s->args, KIT_NOW + 1, NULL, s->result, NULL), MEND_OK,
                      "acting");
    kit_expect_status(k, mend_desk_history(desk, "one", MEND_NTS, 0, 10, rows, NULL), MEND_UNSUPPORTED, "events");
    kit_expect_status(k, mend_desk_page(desk, MEND_INDEX_ALL, "", 0, "", 0, 10, rows, NULL), MEND_UNSUPPORTED,
                      "a list");
    kit_expect_status(k, mend_desk_pending(desk, "", 0, 10, rows, NULL), MEND_UNSUPPORTED, "the outbox");
    kit_expect_status(k, mend_desk_sent(desk, "x", 1, 1, NULL), MEND_UNSUPPORTED, "a notice sent");
    kit_expect_status(k, mend_desk_begin(desk, NULL), MEND_UNSUPPORTED, "a batch");
    mend_rows_free(rows);
    mend_desk_free(desk);
    int64_t revision = 0;
    kit_load(s, "one", &revision);
    kit_expect(k, revision == 2, "what the bare table committed is not there");
}

const kit_check kit_whole_checks[] = {
    {"tenants_apart", "keys, numbers, commands, lists and notices of two tenants do not meet", 0, tenants_apart},
    {"tenants_joined", "tenant and key are two things, not one run of bytes", 0, tenants_joined},
    {"two_tables", "what one table commits the other sees at once", 0, two_tables},
    {"random_bytes", "random bytes fill what was asked for and do not repeat", MEND_KIT_RANDOM, random_bytes},
    {"bare_table", "without its features the table still serves, and the rest answers UNSUPPORTED", 0, bare_table},
    {"reopen_keeps", "all that was committed is there after opening anew", KIT_REOPEN, reopen_keeps},
    {"reopen_draws", "a number drawn is gone after opening anew", KIT_REOPEN | MEND_KIT_DRAW, reopen_draws},
    {"reopen_batch", "a batch that was kept is there, one that nobody ended is not", KIT_REOPEN | MEND_KIT_BATCH,
     reopen_batch},
    {NULL, NULL, 0, NULL},
};
