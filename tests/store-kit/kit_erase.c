/*
 * kit_erase.c - removing a ticket: all of it, nothing else, and only in the revision that was judged.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "kit_inner.h"

#include <string.h>

/* A ticket with events, notices, an idempotency key, index values and an instant at which it is due. */
static void furnish(kit_seat *s, const char *key, const char *number, const char *command)
{
    if (s != NULL) {
        s->number = number;
        kit_must(s, "open_told", key, KIT_NOW, "serial", "S1", "level", "high", NULL);
        s->command = command;
        kit_must(s, "tell", key, KIT_NOW + 1, NULL);
        kit_expect_done(s, kit_aim(s, "set", key, KIT_NOW + 1000));
    }
}

static void expect_gone(kit_seat *s, const char *key, const char *command)
{
    int64_t revision;
    kit *k = s->k;
    kit_expect_status(k, kit_load(s, key, &revision), MEND_NOT_FOUND, "loading what was erased");
    kit_expect_status(k, kit_recall(s, command), MEND_NOT_FOUND, "recalling its idempotency key");
    kit_expect(k, kit_count_events(s, key) == 0, "its events are left");
    if (kit_has(k, MEND_KIT_DUE)) {
        kit_expect_status(k, kit_due(s, INT64_MAX, NULL, 100, KIT_NOW, INT64_MIN), MEND_OK, "what is due");
        for (int32_t i = 0; i < mend_rows_count(k->rows); i++) {
            kit_expect(k, strcmp(mend_rows_key(k->rows, i, NULL), key) != 0, "it is due all the same");
        }
    }
}

static void erase_all(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    furnish(s, "one", "N-1", "c1");
    kit_expect_status(k, kit_erase(s, "one", 3), MEND_OK, "erasing");
    if (s == NULL) {
        return;
    }
    expect_gone(s, "one", "c1");
    kit_expect(k, kit_count_notices(s) == 0, "its notices are left");
    if (kit_has(k, MEND_KIT_PAGE)) {
        static const mend_index lists[] = {MEND_INDEX_ALL,   MEND_INDEX_NUMBER, MEND_INDEX_STATE,
                                           MEND_INDEX_STAGE, MEND_INDEX_LEVEL,  MEND_INDEX_SERIAL};
        static const char *const values[] = {"", "N-1", "registered", "new", "high", "S1"};
        for (int i = 0; i < 6; i++) {
            kit_expect_status(k, kit_page(s, lists[i], values[i], "", 10), MEND_OK, "listing");
            kit_expect_keys(k, "", mend_index_name(lists[i]));
        }
    }
    kit_expect_status(k, kit_erase(s, "one", 3), MEND_NOT_FOUND, "erasing it again");
    furnish(s, "one", "N-1", "c1"); /* key, number and idempotency key are free again */
    kit_expect_stored(s, "one");
    kit_expect(k, !kit_has(k, MEND_KIT_EVENTS) || kit_count_events(s, "one") == 3, "the new ticket has other events");
}

/* Neighbours whose names begin alike keep what they have. */
static void erase_alone(kit *k)
{
    static const char *const keys[] = {"on", "one#1", "one1", "One"}, *const commands[] = {"d1", "d2", "d3", "d4"};
    kit_seat *s = kit_sit(k, ""), *other = kit_sit(k, "x");
    for (int i = 0; i < 4; i++) {
        furnish(s, keys[i], NULL, commands[i]);
    }
    furnish(other, "one", "N-1", "c1");
    furnish(s, "one", "N-1", "c1");
    int64_t last = 0;
    if (kit_has(k, MEND_KIT_DRAW)) {
        kit_expect_status(k, kit_draw(s, "c", 1, 1, 7, INT64_MAX, &last), MEND_OK, "drawing");
    }
    kit_expect_status(k, kit_erase(s, "one", 3), MEND_OK, "erasing");
    for (int i = 0; s != NULL && i < 4; i++) {
        int64_t revision = 0;
        kit_expect_status(k, kit_load(s, keys[i], &revision), MEND_OK, "loading a neighbour");
        kit_expect(k, revision == 3, "a neighbour has another revision");
        kit_expect_status(k, kit_recall(s, commands[i]), MEND_OK, "recalling a neighbour's key");
        kit_expect(k, !kit_has(k, MEND_KIT_EVENTS) || kit_count_events(s, keys[i]) == 3, "a neighbour lost events");
    }
    if (s != NULL && other != NULL) {
        expect_gone(s, "one", "c1");
        kit_expect_stored(other, "one");
        kit_expect(k, !kit_has(k, MEND_KIT_EVENTS) || kit_count_events(other, "one") == 3,
                   "another tenant lost events");
        kit_expect(k, !kit_has(k, MEND_KIT_OUTBOX) || kit_count_notices(other) == 3, "another tenant lost notices");
        kit_expect(k, !kit_has(k, MEND_KIT_OUTBOX) || kit_count_notices(s) == 12, "neighbours lost notices");
    }
    if (kit_has(k, MEND_KIT_DRAW)) {
        kit_expect_status(k, kit_draw(s, "c", 1, 1, 1, INT64_MAX, &last), MEND_OK, "drawing afterwards");
        kit_expect(k, last == 7, "the counter went with it");
    }
}

static void erase_revision(kit *k)
{
    kit_seat *s = kit_sit(k, ""), *other = kit_sit(k, "x");
    furnish(s, "one", "N-1", "c1");
    kit_expect_status(k, kit_erase(s, "one", 2), MEND_CONFLICT, "erasing in an earlier revision");
    kit_expect_status(k, kit_erase(s, "one", 4), MEND_CONFLICT, "erasing in a later revision");
    kit_expect_status(k, kit_erase(s, "two", 3), MEND_NOT_FOUND, "erasing what is not there");
    kit_expect_status(k, kit_erase(other, "one", 3), MEND_NOT_FOUND, "erasing another tenant's ticket");
    kit_expect_stored(s, "one");
    if (s != NULL) {
        kit_expect_status(k, kit_recall(s, "c1"), MEND_OK, "recalling its key");
        kit_expect(k, !kit_has(k, MEND_KIT_EVENTS) || kit_count_events(s, "one") == 3, "it lost events");
        kit_expect(k, !kit_has(k, MEND_KIT_OUTBOX) || kit_count_notices(s) == 3, "it lost notices");
    }
}

static void erase_batch(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    furnish(s, "one", "N-1", "c1");
    if (s == NULL || !kit_expect_status(k, s->store.begin(s->store.user), MEND_OK, "beginning a batch")) {
        return;
    }
    kit_expect_status(k, kit_erase(s, "one", 3), MEND_OK, "erasing in it");
    kit_expect_status(k, s->store.end(s->store.user, 0), MEND_OK, "taking it back");
    kit_expect_stored(s, "one");
    kit_expect(k, !kit_has(k, MEND_KIT_EVENTS) || kit_count_events(s, "one") == 3, "its events are not back");
    kit_expect(k, !kit_has(k, MEND_KIT_OUTBOX) || kit_count_notices(s) == 3, "its notices are not back");
    kit_expect_status(k, kit_recall(s, "c1"), MEND_OK, "its idempotency key");
}

const kit_check kit_erase_checks[] = {
    {"erase_all", "nothing is left of an erased ticket, and its names are free", MEND_KIT_ERASE, erase_all},
    {"erase_alone", "other tickets, other tenants and the counters stay as they are", MEND_KIT_ERASE, erase_alone},
    {"erase_revision", "another revision answers CONFLICT, no ticket NOT_FOUND, and nothing goes", MEND_KIT_ERASE,
     erase_revision},
    {"erase_batch", "a batch taken back brings an erased ticket back", MEND_KIT_ERASE | MEND_KIT_BATCH, erase_batch},
    {NULL, NULL, 0, NULL},
};
