/*
 * kit_number.c - counters and batches.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "kit_inner.h"

#include <string.h>

/* Draws and compares the answer. */
static void expect_draw(kit_seat *s, const char *counter, int64_t start, int64_t step, int32_t count, int64_t before)
{
    int64_t last = 77;
    if (s != NULL &&
        kit_expect_status(s->k, kit_draw(s, counter, start, step, count, INT64_MAX, &last), MEND_OK, "drawing")) {
        kit_expect(s->k, last == before, "the value before is %lld, not %lld", (long long)last, (long long)before);
    }
}

static void draw_first(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    expect_draw(s, "c", 1, 1, 1, INT64_MIN);
    expect_draw(s, "c", 1, 1, 1, 1);
    expect_draw(s, "c", 100, 1, 1, 2); /* where to start no longer matters */
    expect_draw(s, "zero", 0, 1, 1, INT64_MIN);
    expect_draw(s, "zero", 0, 1, 1, 0);
}

static void draw_blocks(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    expect_draw(s, "c", 10, 5, 3, INT64_MIN); /* 10 15 20 */
    expect_draw(s, "c", 10, 5, 2, 20);        /* 25 30 */
    expect_draw(s, "c", 10, 1, 4, 30);        /* 31 to 34 */
    expect_draw(s, "c", 10, 100, 1, 34);      /* 134 */
    expect_draw(s, "c", 10, 1, 1000, 134);
    expect_draw(s, "c", 10, 1, 1, 1134);
}

static void draw_limit(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    int64_t last = 77;
    kit_expect_status(k, kit_draw(s, "c", 1, 1, 4, 3, &last), MEND_EXHAUSTED, "four numbers from 1 up to 3");
    kit_expect_status(k, kit_draw(s, "c", 5, 1, 1, 4, &last), MEND_EXHAUSTED, "a start beyond the limit");
    kit_expect(k, last == 77, "the output was touched");
    kit_expect_status(k, kit_draw(s, "c", 1, 1, 3, 3, &last), MEND_OK, "three numbers from 1 up to 3");
    kit_expect(k, last == INT64_MIN, "refused draws have used the counter");
    kit_expect_status(k, kit_draw(s, "c", 1, 1, 1, 3, &last), MEND_EXHAUSTED, "one more");
    kit_expect_status(k, kit_draw(s, "c", 1, 3, 2, 8, &last), MEND_EXHAUSTED, "6 and 9 up to 8");
    kit_expect_status(k, kit_draw(s, "c", 1, 3, 2, 9, &last), MEND_OK, "6 and 9 up to 9");
    kit_expect(k, last == 3, "the value before is %lld, not 3", (long long)last);
}

static void draw_far(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    int64_t last = 77, most = INT64_MAX;
    expect_draw(s, "c", most - 2, 1, 1, INT64_MIN);
    kit_expect_status(k, kit_draw(s, "c", 1, 1, 3, most, &last), MEND_EXHAUSTED, "beyond the largest number");
    kit_expect_status(k, kit_draw(s, "c", 1, most, 1, most, &last), MEND_EXHAUSTED, "a step beyond it");
    expect_draw(s, "c", 1, 1, 2, most - 2);
    kit_expect_status(k, kit_draw(s, "c", 1, 1, 1, most, &last), MEND_EXHAUSTED, "behind the largest number");
    kit_expect_status(k, kit_draw(s, "d", 1, most / 2, 4, most, &last), MEND_EXHAUSTED, "a block beyond it");
}

static void draw_apart(kit *k)
{
    static const char *const names[] = {"n", "N", "n ", "n/2024", "n/2025", "n%", "\xE5\x8F\xB7", "1", "01"};
    kit_seat *s = kit_sit(k, ""), *t = kit_sit(k, "x");
    for (int i = 0; i < (int)(sizeof names / sizeof names[0]); i++) {
        expect_draw(s, names[i], 1 + i, 1, 1, INT64_MIN);
        expect_draw(t, names[i], 50 + i, 1, 1, INT64_MIN);
    }
    for (int i = 0; i < (int)(sizeof names / sizeof names[0]); i++) {
        expect_draw(s, names[i], 1, 1, 1, 1 + i);
        expect_draw(t, names[i], 1, 1, 1, 50 + i);
    }
}

static void draw_together(kit *k)
{
    kit_seat *a = kit_sit(k, ""), *b = kit_sit(k, "");
    expect_draw(a, "c", 1, 1, 1, INT64_MIN);
    for (int i = 0; i < 10; i++) {
        expect_draw(i % 2 ? a : b, "c", 1, 1, 1, 1 + i);
    }
}

static void draw_series(kit *k)
{
    kit_seat *a = kit_sit(k, ""), *b = kit_sit(k, "");
    for (int i = 0; i < 20; i++) {
        char key[24];
        snprintf(key, sizeof key, "t%02d", i);
        kit_must(i % 3 ? a : b, "open_leased", key, KIT_NOW + i, NULL); /* a number twice would be a DUPLICATE */
    }
    if (kit_has(k, MEND_KIT_PAGE)) {
        kit_page(a, MEND_INDEX_NUMBER, "L00020", "", 10);
        kit_expect(k, mend_rows_count(k->rows) == 1, "the twentieth number has no ticket");
    }
}

const kit_check kit_draw_checks[] = {
    {"draw_first", "a counter begins at its start and goes on from its last number", MEND_KIT_DRAW, draw_first},
    {"draw_blocks", "blocks and steps follow one another without overlap", MEND_KIT_DRAW, draw_blocks},
    {"draw_limit", "a draw beyond the limit answers EXHAUSTED and consumes nothing", MEND_KIT_DRAW, draw_limit},
    {"draw_far", "numbers do not wrap at the end of their range", MEND_KIT_DRAW, draw_far},
    {"draw_apart", "counters are told apart by name and tenant", MEND_KIT_DRAW, draw_apart},
    {"draw_together", "two tables never draw the same number", MEND_KIT_DRAW, draw_together},
    {"draw_series", "tickets of two desks get different numbers", MEND_KIT_DRAW, draw_series},
    {NULL, NULL, 0, NULL},
};

/* ---- batches ---- */

static int begin(kit_seat *s)
{
    return s != NULL && kit_expect_status(s->k, s->store.begin(s->store.user), MEND_OK, "beginning a batch");
}

static void end(kit_seat *s, int32_t keep)
{
    kit_expect_status(s->k, s->store.end(s->store.user, keep), MEND_OK, "ending a batch");
}

static void batch_keep(kit *k)
{
    kit_seat *s = kit_sit(k, ""), *t = kit_sit(k, "");
    kit_must(s, "open_told", "old", KIT_NOW, NULL);
    if (t == NULL || !begin(s)) {
        return;
    }
    kit_must(s, "open_told", "new", KIT_NOW + 1, NULL);
    kit_must(s, "set", "new", KIT_NOW + 2, "level", "high", NULL);
    kit_expect_stored(s, "new"); /* a batch sees what it has done */
    s->command = "c1";
    kit_must(s, "set", "old", KIT_NOW + 3, NULL);
    if (kit_has(k, MEND_KIT_DRAW)) {
        expect_draw(s, "c", 1, 1, 5, INT64_MIN);
    }
    end(s, 1);
    int64_t revision = 0;
    kit_expect_status(k, kit_load(t, "new", &revision), MEND_OK, "loading by another table");
    kit_expect(k, revision == 2, "revision %lld, not 2", (long long)revision);
    kit_expect_status(k, kit_recall(t, "c1"), MEND_OK, "recalling by another table");
    kit_expect(k, !kit_has(k, MEND_KIT_EVENTS) || kit_count_events(t, "new") == 2, "events of the batch are missing");
    kit_expect(k, !kit_has(k, MEND_KIT_OUTBOX) || kit_count_notices(t) == 2, "notices of the batch are missing");
    if (kit_has(k, MEND_KIT_PAGE)) {
        kit_page(t, MEND_INDEX_LEVEL, "high", "", 10);
        kit_expect_keys(k, "new", "the index after the batch");
    }
    if (kit_has(k, MEND_KIT_DRAW)) {
        expect_draw(t, "c", 1, 1, 1, 5);
    }
}

static void batch_taken_back(kit *k)
{
    kit_seat *s = kit_sit(k, ""), *t = kit_sit(k, "");
    kit_must(s, "open_told", "old", KIT_NOW, "serial", "S1", NULL);
    if (t == NULL || !begin(s)) {
        return;
    }
    mend_buf *record = s->record; /* what `old` is now */
    if (!kit_expect_status(k, mend_buf_new(NULL, &s->record), MEND_OK, "a buffer")) {
        s->record = record;
        return;
    }
    s->command = "c1";
    kit_must(s, "tell", "old", KIT_NOW + 1, "level", "high", "serial", "S2", NULL);
    s->command = "c2";
    kit_must(s, "open_told", "new", KIT_NOW + 2, "level", "high", NULL);
    end(s, 0);
    mend_rows_free(s->notices); /* only the first was kept */
    s->notices = NULL;
    kit_expect_status(k, mend_rows_new(NULL, &s->notices), MEND_OK, "rows");
    mend_rows_add(s->notices, "opened", 6, 0, "", 0);
    kit_expect_untouched(s, "old", 1, "c1", "high");
    kit_expect_untouched(s, "new", 0, "c2", "high");
    int64_t revision;
    kit_load(t, "old", &revision);
    kit_expect(k, kit_same(k->buf, record), "another table does not see the record of before");
    mend_buf_free(record);
    if (kit_has(k, MEND_KIT_PAGE)) {
        kit_page(s, MEND_INDEX_SERIAL, "S1", "", 10);
        kit_expect_keys(k, "old", "the index value of before");
        kit_page(s, MEND_INDEX_SERIAL, "S2", "", 10);
        kit_expect_keys(k, "", "the index value of the batch");
    }
    s->command = "c1"; /* as if nothing had happened */
    kit_must(s, "set", "old", KIT_NOW + 3, NULL);
    kit_must(s, "open_told", "new", KIT_NOW + 4, NULL);
    kit_expect_stored(s, "new");
}

static void batch_draws_back(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    expect_draw(s, "c", 1, 1, 3, INT64_MIN);
    if (!begin(s)) {
        return;
    }
    expect_draw(s, "c", 1, 1, 4, 3);
    expect_draw(s, "c", 1, 1, 1, 7);
    expect_draw(s, "fresh", 1, 1, 1, INT64_MIN);
    end(s, 0);
    expect_draw(s, "c", 1, 1, 1, 3);
    expect_draw(s, "fresh", 9, 1, 1, INT64_MIN);
}

static void batch_refusal(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    kit_must(s, "open", "old", KIT_NOW, NULL);
    if (!begin(s)) {
        return;
    }
    kit_must(s, "open_told", "one", KIT_NOW + 1, NULL);
    s->command = "c1";
    kit_expect_status(k, kit_do(s, "open_told", "old", KIT_NOW + 2, "level", "high", NULL), MEND_DUPLICATE,
                      "a refusal inside a batch");
    kit_expect_untouched(s, "old", 1, "c1", "high");
    s->number = "N-1";
    kit_must(s, "open_told", "two", KIT_NOW + 3, NULL);
    s->number = "N-1";
    kit_expect_status(k, kit_do(s, "open_told", "three", KIT_NOW + 4, "level", "high", NULL), MEND_DUPLICATE,
                      "another one");
    kit_must(s, "set", "one", KIT_NOW + 5, NULL);
    end(s, 1);
    kit_expect_stored(s, "one");
    kit_expect_untouched(s, "three", 0, NULL, "high");
    int64_t revision = 0;
    kit_expect_status(k, kit_load(s, "two", &revision), MEND_OK, "what came between two refusals");
}

static void batch_again(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    for (int i = 0; i < 3; i++) {
        if (!begin(s)) {
            return;
        }
        end(s, i != 1); /* an empty batch, kept and taken back */
    }
    for (int i = 0; i < 4; i++) {
        char key[24];
        int64_t revision;
        snprintf(key, sizeof key, "t%d", i);
        if (!begin(s)) {
            return;
        }
        kit_must(s, "open", key, KIT_NOW + i, NULL);
        end(s, i % 2 == 0);
        kit_expect_status(k, kit_load(s, key, &revision), i % 2 == 0 ? MEND_OK : MEND_NOT_FOUND, "after its batch");
    }
    kit_must(s, "open", "alone", KIT_NOW + 9, NULL); /* outside again */
    kit_expect_stored(s, "alone");
}

static void batch_left(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    if (!begin(s)) {
        return;
    }
    kit_must(s, "open", "one", KIT_NOW, NULL);
    kit_rise(k, s);
    s = kit_sit(k, "");
    int64_t revision;
    kit_expect_status(k, kit_load(s, "one", &revision), MEND_NOT_FOUND, "a ticket of a batch nobody ended");
    kit_must(s, "open", "two", KIT_NOW, NULL); /* and nobody is in the way */
}

static void batch_gapless(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    kit_must(s, "open_gapless", "one", KIT_NOW, NULL);
    kit_expect_status(k, kit_do(s, "open_gapless", "one", KIT_NOW + 1, NULL), MEND_DUPLICATE, "a key that is taken");
    kit_must(s, "open_gapless", "two", KIT_NOW + 2, NULL);
    if (kit_has(k, MEND_KIT_PAGE)) {
        kit_page(s, MEND_INDEX_NUMBER, "G00002", "", 10);
        kit_expect_keys(k, "two", "the ticket of the second number");
    }
}

const kit_check kit_batch_checks[] = {
    {"batch_keep", "a batch that is kept is there as a whole", MEND_KIT_BATCH, batch_keep},
    {"batch_taken_back", "a batch that is taken back leaves everything as it was", MEND_KIT_BATCH, batch_taken_back},
    {"batch_draws_back", "numbers drawn in a batch are given back with it", MEND_KIT_BATCH | MEND_KIT_DRAW,
     batch_draws_back},
    {"batch_refusal", "a change refused inside a batch leaves the batch as it was", MEND_KIT_BATCH, batch_refusal},
    {"batch_again", "batches may be empty and follow one another", MEND_KIT_BATCH, batch_again},
    {"batch_left", "a batch whose table is destroyed is taken back and in nobody's way", MEND_KIT_BATCH, batch_left},
    {"batch_gapless", "a number without gaps is given back when its ticket is refused", MEND_KIT_BATCH | MEND_KIT_DRAW,
     batch_gapless},
    {NULL, NULL, 0, NULL},
};
