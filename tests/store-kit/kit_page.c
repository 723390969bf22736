/*
 * kit_page.c - lists: order, pages while others write, indexes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "kit_inner.h"

#include <stdlib.h>
#include <string.h>

enum { MANY = 24 };

static void open_named(kit_seat *s, const char *prefix, int i, int64_t now)
{
    char key[24];
    snprintf(key, sizeof key, "%s%02d", prefix, i);
    kit_must(s, "open", key, now, NULL);
}

/* Reads a list to its end in pages and notes how often each key comes; `between` is done behind each page. */
typedef struct reading {
    char keys[128][24];
    int times[128];
    int count, pages;
} reading;

static void note_key(kit *k, reading *r, const char *key, size_t len)
{
    int i = 0;
    while (i < r->count && (strlen(r->keys[i]) != len || memcmp(r->keys[i], key, len) != 0)) {
        i++;
    }
    if (i == r->count) {
        if (!kit_expect(k, r->count < 128 && len < sizeof r->keys[0], "a list gives keys that nobody opened")) {
            return;
        }
        memcpy(r->keys[i], key, len);
        r->count++;
    }
    r->times[i]++;
}

static reading *read_list(kit_seat *s, mend_index index, const char *value, int32_t max,
                          void (*between)(kit_seat *s, int page))
{
    reading *r = calloc(1, sizeof *r);
    char after[132] = "";
    for (int more = s != NULL && r != NULL; more && r->pages < 100; r->pages++) {
        kit *k = s->k;
        more = kit_expect_status(k, kit_page(s, index, value, after, max), MEND_OK, "reading a page");
        int32_t count = more ? mend_rows_count(k->rows) : 0;
        kit_expect(k, count <= max, "a page of %d has %d rows", (int)max, (int)count);
        for (int32_t i = 0; i < count; i++) {
            size_t len;
            const char *key = mend_rows_key(k->rows, i, &len);
            note_key(k, r, key, len);
            if (i == count - 1) {
                snprintf(after, sizeof after, "%.*s", (int)len, key);
            }
        }
        more = count > 0;
        if (more && between != NULL) {
            between(s, r->pages);
        }
    }
    if (s != NULL) {
        kit_expect(s->k, r != NULL && r->pages < 100, "a list does not come to an end");
    }
    return r;
}

static void expect_once(kit *k, const reading *r, const char *prefix, int from, int to)
{
    for (int i = from; r != NULL && i < to; i++) {
        char key[24];
        snprintf(key, sizeof key, "%s%02d", prefix, i);
        int times = 0;
        for (int j = 0; j < r->count; j++) {
            times += strcmp(r->keys[j], key) == 0 ? r->times[j] : 0;
        }
        kit_expect(k, times == 1, "%s comes %d times", key, times);
    }
}

static void page_empty(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    kit_expect_status(k, kit_page(s, MEND_INDEX_ALL, "", "", 10), MEND_OK, "listing a tenant without tickets");
    kit_expect(k, mend_rows_count(k->rows) == 0, "there are some");
    kit_expect_status(k, kit_page(s, MEND_INDEX_STATE, "working", "", 10), MEND_OK, "listing by a value nobody has");
    kit_expect(k, mend_rows_count(k->rows) == 0, "there are some");
}

static void page_rows(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    kit_must(s, "open", "one", KIT_NOW, NULL);
    kit_must(s, "set", "one", KIT_NOW + 1, "fault_description", "it hums \xE2\x99\xAA", NULL);
    if (s == NULL || !kit_expect_status(k, kit_page(s, MEND_INDEX_ALL, "", "", 10), MEND_OK, "listing")) {
        return;
    }
    size_t len;
    const char *record = mend_buf_data(s->record, &len);
    kit_expect_keys(k, "one", "the only ticket");
    kit_expect(k, mend_rows_number(k->rows, 0) == 2, "the row's number is not the revision");
    kit_expect(k, kit_row_is(k->rows, 0, record, len), "the row's content is not the record");
}

static void page_order(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    kit_must(s, "open", "b", KIT_NOW + 10, NULL);
    kit_must(s, "open", "d", KIT_NOW + 30, NULL);
    kit_must(s, "open", "a", KIT_NOW + 20, NULL);
    kit_must(s, "open", "c", KIT_NOW + 10, NULL);
    kit_must(s, "open", "aa", KIT_NOW + 10, NULL);
    kit_must(s, "open", "B", KIT_NOW + 10, NULL);
    kit_must(s, "open", "\xC3\xA9", KIT_NOW + 10, NULL);
    kit_must(s, "set", "b", KIT_NOW + 90, NULL); /* a later change moves nothing */
    static const char all[] = "d a B aa b c \xC3\xA9";
    kit_expect_status(k, kit_page(s, MEND_INDEX_ALL, "", "", 100), MEND_OK, "listing");
    kit_expect_keys(k, all, "newest first, equal instants by the bytes of their keys");
    kit_expect_status(k, kit_page(s, MEND_INDEX_STAGE, "new", "", 100), MEND_OK, "listing by stage");
    kit_expect_keys(k, all, "the same order by an index");
    kit_expect_status(k, kit_page(s, MEND_INDEX_ALL, "", "", 3), MEND_OK, "the first three");
    kit_expect_keys(k, "d a B", "the first three");
    kit_expect_status(k, kit_page(s, MEND_INDEX_ALL, "", "B", 3), MEND_OK, "the next three");
    kit_expect_keys(k, "aa b c", "the next three");
    kit_expect_status(k, kit_page(s, MEND_INDEX_ALL, "", "\xC3\xA9", 3), MEND_OK, "behind the last");
    kit_expect_keys(k, "", "behind the last");
}

static void page_all(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    for (int i = 0; i < MANY; i++) {
        open_named(s, "t", i, KIT_NOW + i * 7 % 5);
    }
    for (int32_t max = 1; max <= 5; max++) {
        reading *r = read_list(s, MEND_INDEX_ALL, "", max, NULL);
        expect_once(k, r, "t", 0, MANY);
        kit_expect(k, r != NULL && r->count == MANY, "there are others");
        free(r);
    }
}

static void page_equal(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    for (int i = 0; i < MANY; i++) {
        open_named(s, "t", i * 11 % MANY, KIT_NOW);
    }
    reading *r = read_list(s, MEND_INDEX_STATE, "registered", 5, NULL);
    expect_once(k, r, "t", 0, MANY);
    free(r);
}

/* Newer ones, older ones, and some of the same instant on either side of where the reader is. */
static void insert_around(kit_seat *s, int page)
{
    if (page < 6) {
        open_named(s, "a", page, KIT_NOW + 100 + page);
        open_named(s, "b", page, KIT_NOW - 100 - page);
        open_named(s, "s", page, KIT_NOW);
        open_named(s, "u", page, KIT_NOW);
    }
}

static void page_inserts(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    for (int i = 0; i < MANY; i++) {
        open_named(s, "t", i, KIT_NOW);
    }
    reading *r = read_list(s, MEND_INDEX_STATE, "registered", 5, insert_around);
    expect_once(k, r, "t", 0, MANY);
    free(r);
}

/* The last ticket of the page just read leaves the list before the next page is asked for. */
static void move_last(kit_seat *s, int page)
{
    size_t len;
    const char *key = mend_rows_key(s->k->rows, mend_rows_count(s->k->rows) - 1, &len);
    char name[24] = "";
    if (len < sizeof name) {
        memcpy(name, key, len);
        kit_must(s, "start", name, KIT_NOW + 1000 + page, NULL);
    }
}

static void page_moved(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    for (int i = 0; i < MANY; i++) {
        open_named(s, "t", i, KIT_NOW + i / 4);
    }
    reading *r = read_list(s, MEND_INDEX_STATE, "registered", 5, move_last);
    expect_once(k, r, "t", 0, MANY);
    free(r);
}

/* ---- indexes ---- */

static void index_each(kit *k)
{
    static const struct {
        mend_index index;
        const char *value, *keys;
    } lists[] = {
        {MEND_INDEX_NUMBER, "N-1", "one"},       {MEND_INDEX_NUMBER, "N-2", "two"},
        {MEND_INDEX_STATE, "registered", "two"}, {MEND_INDEX_STATE, "working", "one"},
        {MEND_INDEX_STAGE, "new", "two"},        {MEND_INDEX_STAGE, "active", "one"},
        {MEND_INDEX_LEVEL, "low", "two"},        {MEND_INDEX_LEVEL, "high", "one"},
        {MEND_INDEX_ASSIGNEE, "ann", "two"},     {MEND_INDEX_ASSIGNEE, "bob", "one"},
        {MEND_INDEX_CUSTOMER, "C1", "two one"},  {MEND_INDEX_CUSTOMER, "C2", ""},
        {MEND_INDEX_PRODUCT, "X100", "one"},     {MEND_INDEX_PRODUCT, "X200", "two"},
        {MEND_INDEX_SERIAL, "S1", "one"},        {MEND_INDEX_SERIAL, "S2", "two"},
    };
    kit_seat *s = kit_sit(k, "");
    if (s == NULL) {
        return;
    }
    s->number = "N-1";
    kit_must(s, "open", "one", KIT_NOW, "level", "high", "assignee", "bob", "customer_id", "C1", "model", "X100",
             "serial", "S1", NULL);
    s->number = "N-2";
    kit_must(s, "open", "two", KIT_NOW + 1, "level", "low", "assignee", "ann", "customer_id", "C1", "model", "X200",
             "serial", "S2", NULL);
    kit_must(s, "start", "one", KIT_NOW + 2, NULL);
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        kit_expect_status(k, kit_page(s, lists[i].index, lists[i].value, "", 10), MEND_OK, "listing by an index");
        kit_expect_keys(k, lists[i].keys, mend_index_name(lists[i].index));
    }
}

static void index_moves(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    kit_must(s, "open", "one", KIT_NOW, "assignee", "ann", "serial", "S1", NULL);
    kit_must(s, "set", "one", KIT_NOW + 1, "assignee", "bob", NULL);
    kit_page(s, MEND_INDEX_ASSIGNEE, "ann", "", 10);
    kit_expect_keys(k, "", "the value before");
    kit_page(s, MEND_INDEX_ASSIGNEE, "bob", "", 10);
    kit_expect_keys(k, "one", "the value now");
    kit_page(s, MEND_INDEX_SERIAL, "S1", "", 10);
    kit_expect_keys(k, "one", "a value that stayed");
    kit_must(s, "set", "one", KIT_NOW + 2, "assignee", "ann", NULL);
    kit_page(s, MEND_INDEX_ASSIGNEE, "ann", "", 10);
    kit_expect_keys(k, "one", "the first value again");
    kit_must(s, "set", "one", KIT_NOW + 3, "assignee", NULL, NULL);
    kit_page(s, MEND_INDEX_ASSIGNEE, "ann", "", 10);
    kit_expect_keys(k, "", "a value taken away");
    kit_must(s, "close", "one", KIT_NOW + 4, NULL);
    kit_page(s, MEND_INDEX_STATE, "registered", "", 10);
    kit_expect_keys(k, "", "the state before");
    kit_page(s, MEND_INDEX_STATE, "closed", "", 10);
    kit_expect_keys(k, "one", "the state now");
}

static void index_alike(kit *k)
{
    static const char *const values[] = {"ab",  "AB",       "ab ",       "a%", "a_", "a*",
                                         "abc", "\xC3\xA9", "e\xCC\x81", "1",  "01", "1.0"};
    kit_seat *s = kit_sit(k, "");
    for (int i = 0; i < (int)(sizeof values / sizeof values[0]); i++) {
        char key[24];
        snprintf(key, sizeof key, "t%d", i);
        kit_must(s, "open", key, KIT_NOW + i, "serial", values[i], NULL);
    }
    for (int i = 0; i < (int)(sizeof values / sizeof values[0]); i++) {
        char key[24];
        snprintf(key, sizeof key, "t%d", i);
        kit_page(s, MEND_INDEX_SERIAL, values[i], "", 100);
        kit_expect_keys(k, key, values[i]);
    }
}

static void index_none(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    if (s == NULL) {
        return;
    }
    s->number = "N-1";
    kit_must(s, "open", "one", KIT_NOW, "assignee", "ann", NULL);
    kit_must(s, "open", "two", KIT_NOW + 1, NULL);
    kit_must(s, "open", "three", KIT_NOW + 2, "assignee", "bob", NULL);
    kit_must(s, "set", "three", KIT_NOW + 3, "assignee", NULL, NULL);
    kit_expect_status(k, kit_page(s, MEND_INDEX_ASSIGNEE, "", "", 10), MEND_OK, "listing those without an assignee");
    kit_expect_keys(k, "three two", "those without an assignee");
    kit_expect_status(k, kit_page(s, MEND_INDEX_ASSIGNEE, "", "three", 10), MEND_OK, "their second page");
    kit_expect_keys(k, "two", "their second page");
    kit_expect_status(k, kit_page(s, MEND_INDEX_NUMBER, "", "", 10), MEND_OK, "listing those without a number");
    kit_expect_keys(k, "three two", "those without a number");
}

static void index_unknown(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    kit_must(s, "open", "one", KIT_NOW, NULL);
    kit_expect_status(k, kit_page(s, 9999, "x", "", 10), MEND_UNSUPPORTED, "an index nobody knows");
    kit_expect_status(k, kit_page(s, -1, "x", "", 10), MEND_UNSUPPORTED, "a negative index");
}

const kit_check kit_page_checks[] = {
    {"page_empty", "a list without tickets is empty, and that is no fault", MEND_KIT_PAGE, page_empty},
    {"page_rows", "a row has the key, the revision and the record", MEND_KIT_PAGE, page_rows},
    {"page_order", "lists are ordered: newest opened first, equal instants by key", MEND_KIT_PAGE, page_order},
    {"page_all", "pages of any size give each ticket once", MEND_KIT_PAGE, page_all},
    {"page_equal", "tickets of one instant are paged like others", MEND_KIT_PAGE, page_equal},
    {"page_inserts", "tickets opened between two pages take no other one away and double none", MEND_KIT_PAGE,
     page_inserts},
    {"page_moved", "a page goes on behind a ticket that has left the list", MEND_KIT_PAGE, page_moved},
    {"index_each", "each index lists exactly the tickets of a value", MEND_KIT_PAGE, index_each},
    {"index_moves", "a ticket follows its values from list to list", MEND_KIT_PAGE, index_moves},
    {"index_alike", "values are told apart by their bytes, and wildcards are none", MEND_KIT_PAGE, index_alike},
    {"index_none", "an empty value lists the tickets that have none", MEND_KIT_PAGE, index_none},
    {"index_unknown", "an unknown index answers UNSUPPORTED", MEND_KIT_PAGE, index_unknown},
    {NULL, NULL, 0, NULL},
};
