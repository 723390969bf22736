/*
 * kit_ticket.c - records, keys, expected revisions, unique values, and that a refused change leaves nothing behind.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "kit_inner.h"

#include <string.h>

static void load_missing(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    int64_t revision = 77;
    kit_expect_status(k, kit_load(s, "nobody", &revision), MEND_NOT_FOUND, "loading a ticket that is not there");
    size_t len;
    mend_buf_data(k->buf, &len);
    kit_expect(k, len == 0 && revision == 77, "outputs were touched");
}

static void load_gives_back(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    kit_must(s, "open", "one", KIT_NOW, "serial", "S1", NULL);
    kit_expect_stored(s, "one");
    kit_must(s, "set", "one", KIT_NOW + 1, "serial", "S2", NULL);
    kit_must(s, "start", "one", KIT_NOW + 2, NULL);
    kit_expect_stored(s, "one");
}

static void load_appends(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    kit_must(s, "open", "one", KIT_NOW, NULL);
    if (s == NULL || !kit_expect_status(k, mend_buf_append(k->buf, "", 0), MEND_OK, "appending")) {
        return;
    }
    int64_t revision;
    mend_buf_clear(k->buf);
    mend_buf_append(k->buf, "before", 6);
    kit_expect_status(k, s->store.load(s->store.user, s->tenant, s->tenant_len, "one", 3, k->buf, &revision), MEND_OK,
                      "loading");
    size_t len, record_len;
    const char *found = mend_buf_data(k->buf, &len), *record = mend_buf_data(s->record, &record_len);
    kit_expect(k,
               len == record_len + 6 && memcmp(found, "before", 6) == 0 && memcmp(found + 6, record, record_len) == 0,
               "what the buffer held before is gone, or the record is not behind it");
}

/* Several fields of the longest text there may be. */
static void long_record(kit *k)
{
    static char text[16001];
    memset(text, 'x', sizeof text - 1);
    for (size_t i = 0; i < sizeof text - 1; i += 7) {
        text[i] = (char)('a' + i % 26);
    }
    kit_seat *s = kit_sit(k, "");
    kit_must(s, "open", "long", KIT_NOW, "fault_description", text, "tried", text, "impact_words", text,
             "likely_causes", text, "parts_to_bring", text, NULL);
    size_t len = 0;
    if (s != NULL) {
        mend_buf_data(s->record, &len);
    }
    kit_expect(k, len > 80000, "the record is shorter than its texts");
    kit_expect_stored(s, "long");
}

/* Every byte that a text may hold: no control characters but tab and the ends of lines, all others of UTF-8. */
static const char *every_byte(void)
{
    static char text[2048];
    size_t n = 0;
    for (int c = 0x20; c < 0x7F; c++) {
        text[n++] = (char)c;
    }
    memcpy(text + n, "\t\r\n\n", 4);
    n += 4;
    for (int lead = 0xC2; lead <= 0xDF; lead++) {
        text[n++] = (char)lead;
        text[n++] = (char)(lead % 2 && lead > 0xC2 ? 0x80 : 0xBF);
    }
    for (int lead = 0xE1; lead <= 0xEC; lead++) {
        text[n++] = (char)lead;
        text[n++] = (char)(0x80 + lead % 16);
        text[n++] = (char)(0xBF - lead % 16);
    }
    for (int low = 0x80; low <= 0xBF; low++) { /* every byte that goes on */
        text[n++] = (char)0xF1;
        text[n++] = (char)low;
        text[n++] = (char)(0x80 + (low + 7) % 64);
        text[n++] = (char)low;
    }
    memcpy(text + n, "\xEE\x80\x80\xEF\xBF\xBD\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", 14);
    text[n + 14] = '\0';
    return text;
}

static void every_byte_intact(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    kit_must(s, "open", "bytes", KIT_NOW, "fault_description", every_byte(), NULL);
    kit_expect_stored(s, "bytes");
}

/* Texts a store might take for one another, and texts it might take for something else. */
static const char *const alike[] = {"key",         "KEY",          "Key", "key ", " key",
                                    "key\xC3\xA9", "keye\xCC\x81", "k%",  "k_y",  "k?"};
static const char *const odd[] = {"it's",
                                  "\"q\"",
                                  "a\\b",
                                  "a;--",
                                  "a\tb\nc",
                                  "\x01\x1F\x7F",
                                  "../../etc",
                                  "\xE7\xBB\xB4\xE4\xBF\xAE",
                                  "\xF0\x9F\x94\xA7",
                                  "{\"$ne\":1}",
                                  "NULL",
                                  "0",
                                  "00",
                                  "1e3",
                                  "-1"};

enum { ALIKE = sizeof alike / sizeof alike[0], ODD = sizeof odd / sizeof odd[0] };

static void apart(kit *k, const char *const *keys, int count)
{
    kit_seat *s = kit_sit(k, "");
    for (int i = 0; i < count; i++) {
        kit_must(s, "open", keys[i], KIT_NOW + i, NULL);
        kit_expect_stored(s, keys[i]);
    }
    for (int i = 0; i < count; i++) { /* each still its own */
        kit_must(s, "set", keys[i], KIT_NOW + 100, NULL);
        kit_expect_stored(s, keys[i]);
        if (kit_has(k, MEND_KIT_EVENTS)) {
            kit_expect(k, kit_count_events(s, keys[i]) == 2, "\"%s\" has not its own two events", keys[i]);
        }
    }
}

static void keys_alike(kit *k)
{
    apart(k, alike, ALIKE);
}

static void keys_odd(kit *k)
{
    apart(k, odd, ODD);
}

static void keys_long(kit *k)
{
    char a[129], b[129];
    memset(a, 'k', 128);
    a[128] = '\0';
    memcpy(b, a, sizeof b);
    b[127] = 'l';
    const char *const keys[] = {a, b};
    apart(k, keys, 2);
}

/* ---- expected revisions ---- */

/* Hands the change to the store once more, behind the store's back as it were. */
static void commit_again(kit_seat *s, const mend_change *change, int stored)
{
    if (stored) {
        mend_status *answer = s->hook_user;
        *answer = s->store.commit(s->store.user, change);
    }
}

static void conflict(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    mend_status answer = MEND_INTERNAL;
    kit_must(s, "open_told", "one", KIT_NOW, NULL);
    if (s == NULL) {
        return;
    }
    s->hook = commit_again;
    s->hook_user = &answer;
    kit_must(s, "tell", "one", KIT_NOW + 1, NULL);
    s->hook = NULL;
    kit_expect_status(k, answer, MEND_CONFLICT, "a change that expects a revision of the past");
    kit_expect_untouched(s, "one", 2, NULL, "high");
    kit_expect_stored(s, "one");
}

static void conflict_ahead(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    kit_must(s, "open", "one", KIT_NOW, NULL);
    if (s == NULL) {
        return;
    }
    s->swallow = 1;
    kit_must(s, "set", "one", KIT_NOW + 1, NULL);
    s->swallow = 0;
    s->feign = 1; /* the desk believes in revision 2, the store has 1 */
    s->command = "ahead";
    mend_status status = kit_do(s, "set", "one", KIT_NOW + 2, "level", "high", NULL);
    s->feign = 0;
    kit_expect_status(k, status, MEND_CONFLICT, "a change that expects a revision still to come");
    int64_t revision = 0;
    kit_expect_status(k, kit_load(s, "one", &revision), MEND_OK, "loading");
    kit_expect(k, revision == 1, "the revision is %lld, not 1", (long long)revision);
}

static void conflict_missing(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    if (s == NULL) {
        return;
    }
    s->swallow = 1;
    kit_must(s, "open", "ghost", KIT_NOW, NULL);
    s->swallow = 0;
    s->feign = 1;
    s->command = "c1";
    mend_status status = kit_do(s, "set", "ghost", KIT_NOW + 1, "level", "high", NULL);
    s->feign = 0;
    kit_expect_status(k, status, MEND_CONFLICT, "a change of a ticket that is not there");
    kit_expect_untouched(s, "ghost", 0, "c1", "high");
}

typedef struct other { /* somebody else's command in the middle of ours */
    kit_seat *seat;
    const char *key, *level;
    int left;
} other;

static void other_writes(kit_seat *s, const mend_change *change, int stored)
{
    other *o = s->hook_user;
    (void)change;
    if (!stored && o->left > 0) {
        o->left--;
        kit_must(o->seat, "set", o->key, KIT_NOW + 5, "level", o->level, NULL);
    }
}

static void writer_between(kit *k)
{
    kit_seat *a = kit_sit(k, ""), *b = kit_sit(k, "");
    other o = {b, "one", "high", 1};
    kit_must(a, "open", "one", KIT_NOW, NULL);
    if (a == NULL || b == NULL) {
        return;
    }
    a->hook = other_writes;
    a->hook_user = &o;
    kit_must(a, "set", "one", KIT_NOW + 6, "serial", "S9", NULL);
    a->hook = NULL;
    kit_expect(k, a->tries == 2 && a->answers[0] == MEND_CONFLICT, "the first try was not refused as a conflict");
    kit_expect_stored(a, "one");
    kit_expect(k, a->revision == 3, "one of two writers got lost: revision %lld, not 3", (long long)a->revision);
    if (kit_has(k, MEND_KIT_PAGE)) {
        kit_page(a, MEND_INDEX_LEVEL, "high", "", 10);
        kit_expect_keys(k, "one", "the other writer's value");
        kit_page(a, MEND_INDEX_SERIAL, "S9", "", 10);
        kit_expect_keys(k, "one", "this writer's value");
    }
}

static void refused_conflict(kit *k)
{
    kit_seat *a = kit_sit(k, ""), *b = kit_sit(k, "");
    other o = {b, "one", "urgent", 3}; /* as often as the desk tries */
    kit_must(a, "open_told", "one", KIT_NOW, NULL);
    if (a == NULL || b == NULL) {
        return;
    }
    a->hook = other_writes;
    a->hook_user = &o;
    a->command = "c1";
    mend_status status = kit_do(a, "tell", "one", KIT_NOW + 6, "level", "high", NULL);
    a->hook = NULL;
    kit_expect_status(k, status, MEND_CONFLICT, "a change that always comes second");
    kit_expect_untouched(a, "one", 4, "c1", "high");
}

/* ---- unique values ---- */

static void key_taken(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    kit_must(s, "open_told", "one", KIT_NOW, NULL);
    if (s == NULL) {
        return;
    }
    s->command = "c1";
    kit_expect_status(k, kit_do(s, "open_told", "one", KIT_NOW + 1, "level", "high", NULL), MEND_DUPLICATE,
                      "opening a ticket under a key that is taken");
    kit_expect_untouched(s, "one", 1, "c1", "high");
    kit_expect_stored(s, "one");
}

static void number_taken(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    if (s == NULL) {
        return;
    }
    s->number = "N-1";
    kit_must(s, "open_told", "one", KIT_NOW, NULL);
    s->number = "N-1";
    s->command = "c1";
    kit_expect_status(k, kit_do(s, "open_told", "two", KIT_NOW + 1, "level", "high", NULL), MEND_DUPLICATE,
                      "opening a ticket under a number that is taken");
    kit_expect_untouched(s, "two", 0, "c1", "high");
    kit_must(s, "set", "one", KIT_NOW + 2, NULL); /* its own number is not in its way */
    kit_must(s, "close", "one", KIT_NOW + 3, NULL);
    s->number = "N-1";
    kit_expect_status(k, kit_do(s, "open_told", "three", KIT_NOW + 4, NULL), MEND_DUPLICATE,
                      "a number whose ticket is closed");
}

static void numbers_alike(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    for (int i = 0; s != NULL && i < ALIKE; i++) {
        char key[24];
        snprintf(key, sizeof key, "t%d", i);
        s->number = alike[i];
        kit_must(s, "open", key, KIT_NOW, NULL);
    }
    for (int i = 0; s != NULL && kit_has(k, MEND_KIT_PAGE) && i < ALIKE; i++) {
        char key[24];
        snprintf(key, sizeof key, "t%d", i);
        kit_page(s, MEND_INDEX_NUMBER, alike[i], "", 10);
        kit_expect_keys(k, key, "the ticket of a number");
    }
}

static void number_none(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    kit_must(s, "open", "one", KIT_NOW, NULL);
    kit_must(s, "open", "two", KIT_NOW, NULL);
    kit_must(s, "set", "one", KIT_NOW + 1, NULL);
    kit_expect_stored(s, "one");
}

const kit_check kit_ticket_checks[] = {
    {"load_missing", "loading what is not there answers NOT_FOUND and touches nothing", 0, load_missing},
    {"load_gives_back", "a ticket is loaded as it was committed last", 0, load_gives_back},
    {"load_appends", "load adds to the buffer and leaves what is in it", 0, load_appends},
    {"long_record", "a long record comes back whole", 0, long_record},
    {"every_byte", "a record comes back byte for byte", 0, every_byte_intact},
    {"keys_alike", "keys are told apart by their bytes: case, spaces, forms of a letter, wildcards", 0, keys_alike},
    {"keys_odd", "quotes, control characters, other scripts and numbers are keys like others", 0, keys_odd},
    {"keys_long", "keys of 128 bytes are told apart by the last one", 0, keys_long},
    {"conflict", "a change that expects a revision of the past is refused and leaves nothing", 0, conflict},
    {"conflict_ahead", "a change that expects a revision still to come is refused", 0, conflict_ahead},
    {"conflict_missing", "a change of a ticket that is not there is refused and leaves nothing", 0, conflict_missing},
    {"writer_between", "of two writers one is refused, decides anew, and both are kept", 0, writer_between},
    {"refused_conflict", "a change refused as a conflict leaves no event, notice, index value or key", 0,
     refused_conflict},
    {"key_taken", "a key that is taken is refused as DUPLICATE and leaves nothing", 0, key_taken},
    {"number_taken", "a number that is taken is refused as DUPLICATE and leaves nothing", 0, number_taken},
    {"numbers_alike", "numbers are told apart by their bytes", 0, numbers_alike},
    {"number_none", "tickets without a number do not stand in each other's way", 0, number_none},
    {NULL, NULL, 0, NULL},
};
