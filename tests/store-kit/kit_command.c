/*
 * kit_command.c - idempotency entries and events.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "kit_inner.h"

#include <string.h>

static void recall_missing(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    kit_expect_status(k, kit_recall(s, "never"), MEND_NOT_FOUND, "recalling an unknown key");
    size_t len;
    mend_buf_data(k->buf, &len);
    kit_expect(k, len == 0, "the buffer was touched");
}

static void recall_gives_back(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    if (s == NULL) {
        return;
    }
    s->command = "c1";
    kit_must(s, "open_told", "one", KIT_NOW, NULL);
    kit_expect_status(k, kit_recall(s, "c1"), MEND_OK, "recalling a key");
    kit_expect(k, kit_same(k->buf, s->outcome), "the outcome is not the one committed");
    mend_buf *first = k->buf;
    k->buf = NULL;
    if (!kit_expect_status(k, mend_buf_new(NULL, &k->buf), MEND_OK, "a buffer")) {
        k->buf = first;
        return;
    }
    kit_must(s, "set", "one", KIT_NOW + 1, NULL); /* a change without a key */
    s->command = "c2";
    kit_must(s, "set", "one", KIT_NOW + 2, NULL);
    kit_expect_status(k, kit_recall(s, "c1"), MEND_OK, "recalling an older key");
    kit_expect(k, kit_same(k->buf, first), "the outcome of the older key has changed");
    mend_buf_free(first);
}

static void commit_again(kit_seat *s, const mend_change *change, int stored)
{
    if (stored) {
        mend_status *answer = s->hook_user;
        *answer = s->store.commit(s->store.user, change);
    }
}

static void exists(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    mend_status answer = MEND_INTERNAL;
    if (s == NULL) {
        return;
    }
    s->hook = commit_again;
    s->hook_user = &answer;
    s->command = "c1";
    kit_must(s, "open_told", "one", KIT_NOW, NULL);
    kit_expect_status(k, answer, MEND_EXISTS, "an opening whose key is known");
    s->command = "c2";
    answer = MEND_INTERNAL;
    kit_must(s, "tell", "one", KIT_NOW + 1, NULL);
    kit_expect_status(k, answer, MEND_EXISTS, "a change whose key is known");
    s->hook = NULL;
    kit_expect_untouched(s, "one", 2, NULL, "high");
    kit_expect_stored(s, "one");
}

/* The desk does not know that the key is there, so the store must. */
static void exists_other(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    if (s == NULL) {
        return;
    }
    s->command = "c1";
    kit_must(s, "open_told", "one", KIT_NOW, NULL);
    s->command = "c1";
    s->blind = 1;
    mend_status status = kit_do(s, "tell", "one", KIT_NOW + 1, "level", "high", NULL);
    kit_expect(k, s->tries == 1 && s->answers[0] == MEND_EXISTS, "another change with a known key answers %s, not %s",
               mend_status_name(s->answers[0]), mend_status_name(MEND_EXISTS));
    kit_expect_status(k, status, MEND_KEY_REUSED, "the same key with other arguments");
    kit_expect_untouched(s, "one", 1, NULL, "high");
    s->command = "c1";
    s->blind = 1;
    status = kit_do(s, "open_told", "two", KIT_NOW + 1, "level", "high", NULL);
    kit_expect(k, s->answers[0] == MEND_EXISTS, "another opening with a known key answers %s, not %s",
               mend_status_name(s->answers[0]), mend_status_name(MEND_EXISTS));
    kit_expect_untouched(s, "two", 0, NULL, "high");
}

static void repeated(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    for (int i = 0; s != NULL && i < 3; i++) {
        s->command = "c1";
        s->blind = i == 2; /* the last time it comes as far as the commit */
        kit_must(s, "open_told", "one", KIT_NOW, "serial", "S1", NULL);
        kit_expect(k, mend_result_replayed(s->result) == (i > 0), "a repetition is not known as one");
    }
    for (int i = 0; s != NULL && i < 3; i++) {
        s->command = "c2";
        s->blind = i == 2;
        kit_must(s, "tell", "one", KIT_NOW + 1, "serial", "S2", NULL);
        kit_expect(k, mend_result_replayed(s->result) == (i > 0), "a repetition is not known as one");
    }
    kit_expect_untouched(s, "one", 2, NULL, "high");
}

static void commands_alike(kit *k)
{
    static const char *const keys[] = {"c", "C", "c ", " c", "c%", "c_", "\xC3\xA9", "e\xCC\x81", "'", "\x01"};
    kit_seat *s = kit_sit(k, "");
    kit_must(s, "open", "one", KIT_NOW, NULL);
    for (int i = 0; s != NULL && i < (int)(sizeof keys / sizeof keys[0]); i++) {
        s->command = keys[i];
        kit_must(s, "set", "one", KIT_NOW + 1, NULL);
        kit_expect(k, !mend_result_replayed(s->result), "\"%s\" was taken for another key", keys[i]);
        kit_expect_status(k, kit_recall(s, keys[i]), MEND_OK, "recalling");
        kit_expect(k, kit_same(k->buf, s->outcome), "\"%s\" gives another key's outcome", keys[i]);
    }
}

static void no_command(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    kit_must(s, "open", "one", KIT_NOW, NULL);
    kit_must(s, "open", "two", KIT_NOW, NULL);
    kit_must(s, "set", "one", KIT_NOW + 1, NULL);
    kit_must(s, "set", "one", KIT_NOW + 2, NULL);
    kit_expect_stored(s, "one");
    kit_expect(k, s == NULL || s->revision == 3, "a change without a key was taken for a repetition");
}

const kit_check kit_command_checks[] = {
    {"recall_missing", "recalling an unknown key answers NOT_FOUND", 0, recall_missing},
    {"recall_gives_back", "a key recalls the outcome committed with it, for good", 0, recall_gives_back},
    {"exists", "the same change again answers EXISTS, whatever else would be wrong with it, and leaves nothing", 0,
     exists},
    {"exists_other", "another change with a known key answers EXISTS and leaves nothing", 0, exists_other},
    {"repeated", "a command repeated has one effect and the first result", 0, repeated},
    {"commands_alike", "idempotency keys are told apart by their bytes", 0, commands_alike},
    {"no_command", "changes without a key are not taken for one another", 0, no_command},
    {NULL, NULL, 0, NULL},
};

/* ---- events ---- */

static void events_whole(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    kit_must(s, "open", "one", KIT_NOW, "fault_description", "it hums", NULL);
    kit_must(s, "set", "one", KIT_NOW + 1, "serial", "\xC3\xA4 \" \\ \t", NULL);
    kit_must(s, "close", "one", KIT_NOW + 2, NULL);
    if (s == NULL || !kit_expect_status(k, kit_events(s, "one", 0, 100), MEND_OK, "reading events")) {
        return;
    }
    int32_t count = mend_rows_count(k->rows);
    kit_expect(k, count == mend_rows_count(s->events), "%d events, not %d", (int)count,
               (int)mend_rows_count(s->events));
    for (int32_t i = 0; i < count; i++) {
        size_t len, key_len = 1;
        const char *event = mend_rows_bytes(s->events, i, &len);
        kit_expect(k, mend_rows_number(k->rows, i) == i + 1, "event %d has another number", (int)i + 1);
        kit_expect(k, event != NULL && kit_row_is(k->rows, i, event, len), "event %d is not as committed", (int)i + 1);
        mend_rows_key(k->rows, i, &key_len);
        kit_expect(k, key_len == 0, "an event has a key");
    }
}

static void events_missing(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    kit_expect_status(k, kit_events(s, "nobody", 0, 100), MEND_OK, "events of a ticket that is not there");
    kit_expect(k, mend_rows_count(k->rows) == 0, "there are some");
}

static void events_paged(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    kit_must(s, "open", "one", KIT_NOW, NULL);
    for (int i = 0; i < 39; i++) {
        kit_must(s, "set", "one", KIT_NOW + i, NULL);
    }
    int64_t after = 0;
    for (int page = 0; s != NULL && page < 20; page++) {
        kit_expect_status(k, kit_events(s, "one", after, 7), MEND_OK, "reading a page of events");
        int32_t count = mend_rows_count(k->rows);
        kit_expect(k, count <= 7, "a page of 7 has %d", (int)count);
        for (int32_t i = 0; i < count; i++) {
            kit_expect(k, mend_rows_number(k->rows, i) == after + 1, "event %lld is missing or twice",
                       (long long)after + 1);
            after = mend_rows_number(k->rows, i);
        }
        if (count == 0) {
            break;
        }
    }
    kit_expect(k, after == 40, "the pages end at event %lld, not 40", (long long)after);
    kit_expect_status(k, kit_events(s, "one", 40, 7), MEND_OK, "behind the last event");
    kit_expect(k, mend_rows_count(k->rows) == 0, "there are more");
    kit_expect_status(k, kit_events(s, "one", INT64_MAX, 7), MEND_OK, "far behind the last event");
    kit_expect(k, mend_rows_count(k->rows) == 0, "there are more");
}

static void events_apart(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    kit_must(s, "open", "a", KIT_NOW, NULL);
    kit_must(s, "open", "ab", KIT_NOW, NULL);
    kit_must(s, "set", "ab", KIT_NOW + 1, NULL);
    kit_must(s, "open", "abc", KIT_NOW, NULL);
    kit_expect(k, kit_count_events(s, "a") == 1, "\"a\" has not its own one event");
    kit_expect(k, kit_count_events(s, "ab") == 2, "\"ab\" has not its own two events");
    kit_expect(k, kit_count_events(s, "abc") == 1, "\"abc\" has not its own one event");
}

const kit_check kit_event_checks[] = {
    {"events_whole", "events come back in order, numbered, byte for byte", MEND_KIT_EVENTS, events_whole},
    {"events_missing", "a ticket that is not there has no events, and that is no fault", MEND_KIT_EVENTS,
     events_missing},
    {"events_paged", "events are read in pages without gap or repetition", MEND_KIT_EVENTS, events_paged},
    {"events_apart", "tickets do not get each other's events", MEND_KIT_EVENTS, events_apart},
    {NULL, NULL, 0, NULL},
};
