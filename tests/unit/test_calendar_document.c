/*
 * test_calendar_document.c - the documents of calendars: what is refused and where, how zones are found, limits, and
 * memory that runs out at any point.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "notions/calendar.h"
#include "unit/faulty.h"
#include "unit/plain_walk.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define OPEN "\"week\":{\"mon\":[[\"09:00\",\"17:00\"]]}"

static mend_status load(const char *json, mend_error *err)
{
    mend_calendar *c = NULL;
    *err = (mend_error){.struct_size = sizeof *err};
    mend_status status = mend_calendar_new(NULL, json, MEND_NTS, NULL, NULL, &c, err);
    assert_true((status == MEND_OK) == (c != NULL));
    mend_calendar_free(c);
    return status;
}

static void test_calendar_document__refused_at_the_place(void **state)
{
    (void)state;
    static const struct {
        const char *json;
        mend_status status;
        const char *path, *text;
    } cases[] = {
        {"", MEND_SYNTAX, "$", ""},
        {"[]", MEND_SCHEMA, "$", "expected an object, found an array"},
        {"{\"zone\":\"UTC\",\"weak\":{}}", MEND_SCHEMA, "$.weak", "did you mean \"week\"?"},
        {"{" OPEN "}", MEND_SCHEMA, "$", "expected a zone in \"zone\""},
        {"{\"zone\":8," OPEN "}", MEND_SCHEMA, "$.zone", "expected a zone such as"},
        {"{\"zone\":\"Europe/Berlin\"," OPEN "}", MEND_SCHEMA, "$.zone", "no zone of this name is known"},
        {"{\"zone\":\"CST\"," OPEN "}", MEND_SCHEMA, "$.zone", "it is no rule: expected hours"},
        {"{\"zone\":\"UTC\"}", MEND_SCHEMA, "$", "never opens"},
        {"{\"zone\":\"UTC\",\"week\":{\"mon\":[]}}", MEND_SCHEMA, "$", "never opens"},
        {"{\"zone\":\"UTC\",\"exceptions\":{\"2024-03-11\":[]}}", MEND_SCHEMA, "$", "never opens"},
        {"{\"zone\":\"UTC\",\"week\":[]}", MEND_SCHEMA, "$.week", "expected an object"},
        {"{\"zone\":\"UTC\",\"week\":{\"mon\":[],\"thur\":[]}}", MEND_SCHEMA, "$.week.thur", "did you mean \"thu\"?"},
        {"{\"zone\":\"UTC\",\"week\":{\"mon\":\"09:00-17:00\"}}", MEND_SCHEMA, "$.week.mon", "an array of windows"},
        {"{\"zone\":\"UTC\",\"week\":{\"mon\":[\"09:00\",\"17:00\"]}}", MEND_SCHEMA, "$.week.mon[0]",
         "a window such as"},
        {"{\"zone\":\"UTC\",\"week\":{\"mon\":[[\"09:00\"]]}}", MEND_SCHEMA, "$.week.mon[0]", "a window such as"},
        {"{\"zone\":\"UTC\",\"week\":{\"mon\":[[\"09:00\",\"12:00\",\"13:00\"]]}}", MEND_SCHEMA, "$.week.mon[0]", ""},
        {"{\"zone\":\"UTC\",\"week\":{\"mon\":[[9,17]]}}", MEND_SCHEMA, "$.week.mon[0][0]", "a time such as"},
        {"{\"zone\":\"UTC\",\"week\":{\"mon\":[[\"09:00\",17]]}}", MEND_SCHEMA, "$.week.mon[0][1]", "a time such as"},
        {"{\"zone\":\"UTC\",\"week\":{\"mon\":[[\"9:00\",\"17:00\"]]}}", MEND_SCHEMA, "$.week.mon[0][0]", "00:00"},
        {"{\"zone\":\"UTC\",\"week\":{\"mon\":[[\"09:00\",\"17:60\"]]}}", MEND_SCHEMA, "$.week.mon[0][1]", "24:00"},
        {"{\"zone\":\"UTC\",\"week\":{\"mon\":[[\"09:00\",\"24:01\"]]}}", MEND_SCHEMA, "$.week.mon[0][1]", "24:00"},
        {"{\"zone\":\"UTC\",\"week\":{\"mon\":[[\"09:00\",\"24:00:01\"]]}}", MEND_SCHEMA, "$.week.mon[0][1]", "24:00"},
        {"{\"zone\":\"UTC\",\"week\":{\"mon\":[[\"09:00\",\"33:00\"]]}}", MEND_SCHEMA, "$.week.mon[0][1]", "24:00"},
        {"{\"zone\":\"UTC\",\"week\":{\"mon\":[[\"09:00\",\"17:00:60\"]]}}", MEND_SCHEMA, "$.week.mon[0][1]", ""},
        {"{\"zone\":\"UTC\",\"week\":{\"mon\":[[\"09:00\",\"17:00.00\"]]}}", MEND_SCHEMA, "$.week.mon[0][1]", ""},
        {"{\"zone\":\"UTC\",\"week\":{\"mon\":[[\"09-00\",\"17:00\"]]}}", MEND_SCHEMA, "$.week.mon[0][0]", ""},
        {"{\"zone\":\"UTC\",\"week\":{\"mon\":[[\"aa:00\",\"17:00\"]]}}", MEND_SCHEMA, "$.week.mon[0][0]", ""},
        {"{\"zone\":\"UTC\",\"week\":{\"mon\":[[\"09:aa\",\"17:00\"]]}}", MEND_SCHEMA, "$.week.mon[0][0]", ""},
        {"{\"zone\":\"UTC\",\"week\":{\"mon\":[[\"09:00:aa\",\"17:00\"]]}}", MEND_SCHEMA, "$.week.mon[0][0]", ""},
        {"{\"zone\":\"UTC\",\"week\":{\"mon\":[[\"24:00\",\"02:00\"]]}}", MEND_SCHEMA, "$.week.mon[0][0]", "next date"},
        {"{\"zone\":\"UTC\"," OPEN ",\"week\":{}}", MEND_DUPLICATE_KEY, "$.week", ""},
        {"{\"zone\":\"UTC\",\"week\":{\"mon\":[],\"mon\":[]}}", MEND_DUPLICATE_KEY, "$.week.mon", ""},
        {"{\"zone\":\"UTC\"," OPEN ",\"holidays\":{}}", MEND_SCHEMA, "$.holidays", "an array of dates"},
        {"{\"zone\":\"UTC\"," OPEN ",\"holidays\":[1]}", MEND_SCHEMA, "$.holidays[0]", "a date such as"},
        {"{\"zone\":\"UTC\"," OPEN ",\"holidays\":[\"2023-02-29\"]}", MEND_SCHEMA, "$.holidays[0]", "that exists"},
        {"{\"zone\":\"UTC\"," OPEN ",\"holidays\":[{\"label\":\"x\"}]}", MEND_SCHEMA, "$.holidays[0]", "\"date\""},
        {"{\"zone\":\"UTC\"," OPEN ",\"holidays\":[{\"date\":null}]}", MEND_SCHEMA, "$.holidays[0].date", "found null"},
        {"{\"zone\":\"UTC\"," OPEN ",\"holidays\":[{\"date\":\"2024-03-11\",\"label\":1}]}", MEND_SCHEMA,
         "$.holidays[0].label", "expected text"},
        {"{\"zone\":\"UTC\"," OPEN ",\"holidays\":[{\"dat\":\"2024-03-11\"}]}", MEND_SCHEMA, "$.holidays[0].dat",
         "did you mean \"date\"?"},
        {"{\"zone\":\"UTC\"," OPEN ",\"holidays\":[\"2024-03-11\",\"2024-03-12\",{\"date\":\"2024-03-11\"}]}",
         MEND_SCHEMA, "$.holidays[2]", "stands here twice"},
        {"{\"zone\":\"UTC\"," OPEN ",\"exceptions\":[]}", MEND_SCHEMA, "$.exceptions", "an object of dates"},
        {"{\"zone\":\"UTC\"," OPEN ",\"exceptions\":{\"someday\":[]}}", MEND_SCHEMA, "$.exceptions.someday", "exists"},
        {"{\"zone\":\"UTC\"," OPEN ",\"exceptions\":{\"xy\":[]}}", MEND_SCHEMA, "$.exceptions.xy", "exists"},
        {"{\"zone\":\"UTC\"," OPEN ",\"exceptions\":{\"x\":[]}}", MEND_SCHEMA, "$.exceptions.x", "exists"},
        {"{\"zone\":\"UTC\"," OPEN ",\"exceptions\":{\"\":[]}}", MEND_SCHEMA, "$.exceptions['']", "exists"},
        {"{\"zone\":\"UTC\"," OPEN ",\"exceptions\":{\"2024-03-11\":true}}", MEND_SCHEMA, "$.exceptions['2024-03-11']",
         "an array of windows"},
        {"{\"zone\":\"UTC\"," OPEN ",\"exceptions\":{\"2024-03-11\":{}}}", MEND_SCHEMA, "$.exceptions['2024-03-11']",
         "one of \"like\" and \"windows\""},
        {"{\"zone\":\"UTC\"," OPEN ",\"exceptions\":{\"2024-03-11\":{\"like\":\"mon\",\"windows\":[]}}}", MEND_SCHEMA,
         "$.exceptions['2024-03-11']", "one of"},
        {"{\"zone\":\"UTC\"," OPEN ",\"exceptions\":{\"2024-03-11\":{\"like\":\"monday\"}}}", MEND_SCHEMA,
         "$.exceptions['2024-03-11'].like", "a weekday"},
        {"{\"zone\":\"UTC\"," OPEN ",\"exceptions\":{\"2024-03-11\":{\"like\":1}}}", MEND_SCHEMA,
         "$.exceptions['2024-03-11'].like", "a weekday"},
        {"{\"zone\":\"UTC\"," OPEN ",\"exceptions\":{\"2024-03-11\":{\"like\":\"mon\",\"label\":[]}}}", MEND_SCHEMA,
         "$.exceptions['2024-03-11'].label", "expected text"},
        {"{\"zone\":\"UTC\"," OPEN ",\"exceptions\":{\"2024-03-11\":{\"lik\":\"mon\"}}}", MEND_SCHEMA,
         "$.exceptions['2024-03-11'].lik", "did you mean \"like\"?"},
        {"{\"zone\":\"UTC\"," OPEN ",\"exceptions\":{\"2024-03-11\":{\"windows\":[[]]}}}", MEND_SCHEMA,
         "$.exceptions['2024-03-11'].windows[0]", "a window such as"},
        {"{\"zone\":\"UTC\"," OPEN ",\"known_until\":2026}", MEND_SCHEMA, "$.known_until", "a date such as"},
        {"{\"zone\":\"UTC\"," OPEN ",\"known_until\":\"2026-13-01\"}", MEND_SCHEMA, "$.known_until", "exists"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mend_error err;
        mend_status status = load(cases[i].json, &err);
        bool path = strcmp(err.path, cases[i].path) == 0;
        if (status != cases[i].status || err.status != status || !path || strstr(err.text, cases[i].text) == NULL) {
            fail_msg("%s: got %s at %s: %s", cases[i].json, mend_status_name(status), err.path, err.text);
        }
        assert_int_equal(mend_calendar_new(NULL, cases[i].json, MEND_NTS, NULL, NULL, &(mend_calendar *){NULL}, NULL),
                         status);
    }
}

static void test_calendar_document__what_is_allowed(void **state)
{
    (void)state;
    static const char *const documents[] = {
        "{\"zone\":\"UTC\"," OPEN ",\"x-note\":1}",
        "{\"zone\":\"+08:00\",\"week\":{\"x-mon\":1,\"mon\":[[\"09:00\",\"09:00\"]]},\"holidays\":[],\"exceptions\":{}"
        "}",
        "{\"zone\":\"EST5EDT,M3.2.0,M11.1.0\",\"exceptions\":{\"2024-02-29\":[[\"00:00\",\"24:00\"]],\"x-a\":1}}",
        "{\"zone\":\"UTC\"," OPEN ",\"holidays\":[{\"date\":\"2024-03-11\",\"label\":\"\",\"x-b\":2}]}",
        "{\"zone\":\"UTC\"," OPEN ",\"known_until\":\"9999-12-31\"}",
        "{\"zone\":\"UTC\"," OPEN ",\"known_until\":\"0001-01-01\"}",
        "{\"zone\":\"UTC\"," OPEN ",\"exceptions\":{\"2024-03-11\":{\"like\":\"sun\"}}}",
    };
    for (size_t i = 0; i < sizeof documents / sizeof documents[0]; i++) {
        mend_error err;
        if (load(documents[i], &err) != MEND_OK) {
            fail_msg("%s: %s at %s", documents[i], err.text, err.path);
        }
    }
}

/* ---- zones ---- */

typedef struct finder {
    const mend_zone *zone;
    mend_status status;
    int asked;
} finder;

static mend_status find(void *user, const char *name, size_t len, const mend_zone **zone)
{
    finder *f = user;
    f->asked++;
    assert_int_equal(len, 10);
    assert_memory_equal(name, "Test/Place", 10);
    *zone = f->zone;
    return f->status;
}

static void test_calendar_document__zones_are_found_by_name(void **state)
{
    (void)state;
    static const char named[] = "{\"zone\":\"Test/Place\"," OPEN "}";
    mend_zone *zone = walk_zone("Asia/Shanghai");
    mend_calendar *c = NULL;
    mend_error err = {.struct_size = sizeof err};
    int64_t out;
    finder f = {zone, MEND_OK, 0};
    assert_non_null(zone);
    assert_int_equal(mend_calendar_new(NULL, named, MEND_NTS, find, &f, &c, &err), MEND_OK);
    mend_zone_free(zone);                                                                /* it has been copied */
    assert_int_equal(mend_calendar_roll_forward(c, 1710086400000, &out, NULL), MEND_OK); /* 2024-03-10T16:00:00Z */
    assert_int_equal(out, 1710118800000);
    mend_calendar_free(c);
    c = NULL;
    /* A rule asks nobody. */
    assert_int_equal(mend_calendar_new(NULL, "{\"zone\":\"CST-8\"," OPEN "}", MEND_NTS, find, &f, &c, &err), MEND_OK);
    assert_int_equal(f.asked, 1);
    mend_calendar_free(c);
    c = NULL;
    static const struct {
        mend_status given, expected;
    } cases[] = {{MEND_NOT_FOUND, MEND_SCHEMA}, {MEND_IO, MEND_IO}, {MEND_OK, MEND_INVALID}};
    for (size_t i = 0; i < 3; i++) {
        f = (finder){NULL, cases[i].given, 0};
        assert_int_equal(mend_calendar_new(NULL, named, MEND_NTS, find, &f, &c, &err), cases[i].expected);
        assert_string_equal(err.path, "$.zone");
        assert_null(c);
    }
}

/* A calendar of a larger document: with members of its own, and the document's zone if it names none. */
static void test_calendar_document__inside_of_another(void **state)
{
    (void)state;
    static const char *const members[] = {"week", "order", NULL};
    static const char text[] = "{\"a\":{\"order\":1," OPEN "},\"b\":{\"order\":1,\"holidays\":[]}}";
    mend__alloc a;
    mend__arena arena;
    mend__json tree;
    mend__node root;
    mend_calendar *c = NULL;
    mend_error err = {.struct_size = sizeof err};
    int64_t out;
    mend_zone *zone = walk_zone("America/New_York");
    const mend__zone_source zones = {NULL, NULL, false, zone};
    assert_true(mend__alloc_init(&a, NULL));
    mend__arena_init(&arena, &a);
    mend__json_init(&tree, &a);
    assert_int_equal(mend__json_read(&tree, text, strlen(text), SIZE_MAX, 8, &root, &err), MEND_OK);
    assert_int_equal(mend__calendar_compile(&arena, &tree, mend__json_get(&tree, root, "a"), members, &zones, &c, &err),
                     MEND_OK);
    assert_int_equal(mend_calendar_roll_forward(c, 1710115200000, &out, NULL), MEND_OK); /* 2024-03-11T00:00:00Z */
    assert_int_equal(out, 1710162000000);                                                /* 13:00, summer time */
    assert_int_equal(mend__calendar_compile(&arena, &tree, mend__json_get(&tree, root, "b"), members, &zones, &c, &err),
                     MEND_SCHEMA);
    assert_string_equal(err.path, "$.b.holidays");
    mend__json_free(&tree);
    mend__arena_free(&arena);
    mend_zone_free(zone);
}

/* ---- limits ---- */

typedef struct text {
    char *p;
    size_t n;
} text;

static void add(text *t, const char *piece)
{
    size_t len = strlen(piece);
    t->p = realloc(t->p, t->n + len + 1);
    memcpy(t->p + t->n, piece, len + 1);
    t->n += len;
}

static void add_date(text *t, int32_t day)
{
    char date[16];
    assert_int_equal(mend_date_write(day, date, sizeof date, NULL), MEND_OK);
    add(t, "\"");
    add(t, date);
    add(t, "\"");
}

/* A calendar with so many holidays, one day in `step`, given from the last to the first. */
static mend_status many_holidays(int count, int step, const char *zone, mend_error *err)
{
    text t = {NULL, 0};
    add(&t, "{\"zone\":\"");
    add(&t, zone);
    add(&t, "\"," OPEN ",\"holidays\":[");
    for (int i = count; i-- > 0;) {
        add_date(&t, 10000 + i * step);
        add(&t, i > 0 ? "," : "]}");
    }
    mend_status status = load(t.p, err);
    free(t.p);
    return status;
}

static void test_calendar_document__limits_of_dates(void **state)
{
    (void)state;
    mend_error err;
    assert_int_equal(many_holidays(4096, 1, "UTC", &err), MEND_OK);
    assert_int_equal(many_holidays(4096, 7, "EST5EDT,M3.2.0,M11.1.0", &err), MEND_OK);
    assert_int_equal(many_holidays(4097, 1, "UTC", &err), MEND_LIMIT);
    assert_string_equal(err.path, "$.holidays[4096]");
    /* Thousands of years between two dates have too many changes of the clocks. */
    assert_int_equal(many_holidays(2, 2500000, "EST5EDT,M3.2.0,M11.1.0", &err), MEND_LIMIT);
    assert_string_equal(err.path, "$");
    assert_int_equal(many_holidays(2, 2500000, "UTC", &err), MEND_OK);
}

static void test_calendar_document__limits_of_windows(void **state)
{
    (void)state;
    mend_error err;
    for (int count = 12; count <= 13; count++) {
        text t = {NULL, 0};
        add(&t, "{\"zone\":\"UTC\",\"week\":{\"mon\":[");
        for (int i = count; i-- > 0;) { /* the last one first */
            char piece[64];
            snprintf(piece, sizeof piece, "[\"%02d:00\",\"%02d:30\"]%s", i, i, i > 0 ? "," : "]}}");
            add(&t, piece);
        }
        assert_int_equal(load(t.p, &err), count == 12 ? MEND_OK : MEND_LIMIT);
        free(t.p);
    }
    /* All days of a stretch with twelve windows: 683 have 8196. */
    static const struct {
        int days;
        mend_status status;
        const char *path;
    } cases[] = {{682, MEND_OK, ""}, {683, MEND_LIMIT, "$.exceptions['1999-04-01']"}};
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        text t = {NULL, 0};
        add(&t, "{\"zone\":\"UTC\",\"exceptions\":{");
        for (int day = 0; day < cases[k].days; day++) {
            add(&t, day > 0 ? "," : "");
            add_date(&t, 10000 + day);
            add(&t, ":[");
            for (int i = 0; i < 12; i++) {
                char piece[64];
                snprintf(piece, sizeof piece, "[\"%02d:00\",\"%02d:30\"]%s", i, i, i < 11 ? "," : "]");
                add(&t, piece);
            }
        }
        add(&t, "}}");
        assert_int_equal(load(t.p, &err), cases[k].status);
        assert_string_equal(err.path, cases[k].path);
        free(t.p);
    }
}

/* Exceptions that are alike share their weekday's windows and are still spans of their own. */
static void test_calendar_document__too_many_spans(void **state)
{
    (void)state;
    mend_error err;
    text t = {NULL, 0};
    add(&t, "{\"zone\":\"UTC\",\"week\":{\"mon\":[");
    for (int i = 0; i < 12; i++) {
        char piece[64];
        snprintf(piece, sizeof piece, "[\"%02d:00\",\"%02d:30\"]%s", i, i, i < 11 ? "," : "]},\"exceptions\":{");
        add(&t, piece);
    }
    for (int day = 0; day < 2000; day++) {
        add(&t, day > 0 ? "," : "");
        add_date(&t, 10000 + day);
        add(&t, ":{\"like\":\"mon\"}");
    }
    add(&t, "}}");
    assert_int_equal(load(t.p, &err), MEND_LIMIT);
    assert_string_equal(err.path, "$");
    free(t.p);
}

static void test_calendar_document__memory_is_bounded(void **state)
{
    (void)state;
    faulty memory = {.fail_at = 0};
    mend_allocator a = faulty_allocator(&memory);
    mend_calendar *c = NULL;
    mend_zone *zone = walk_zone("America/New_York");
    finder f = {zone, MEND_OK, 0};
    text t = {NULL, 0};
    add(&t,
        "{\"zone\":\"Test/Place\",\"week\":{\"tue\":[[\"09:00\",\"12:00\"],[\"13:00\",\"17:00\"]]},\"exceptions\":{");
    for (int day = 0; day < 3700; day++) {
        add(&t, day > 0 ? "," : "");
        add_date(&t, 10000 + 3 * day);
        add(&t, ":[[\"09:00\",\"10:00\"]]");
    }
    add(&t, "}}");
    assert_int_equal(mend_calendar_new(&a, t.p, t.n, find, &f, &c, NULL), MEND_OK);
    assert_true(memory.live <= 1024 * 1024);
    mend_calendar_free(c);
    assert_int_equal(memory.live, 0);
    mend_zone_free(zone);
    free(t.p);
}

/* ---- memory that runs out ---- */

static void test_calendar_document__without_memory(void **state)
{
    (void)state;
    static const char json[] =
        "{\"zone\":\"Test/Place\",\"week\":{\"mon\":[[\"09:00\",\"12:00\"],[\"13:00\",\"17:00\"]]},"
        "\"holidays\":[\"2024-03-11\",{\"date\":\"2024-03-18\",\"label\":\"A day\"}],"
        "\"exceptions\":{\"2024-03-16\":{\"like\":\"mon\",\"label\":\"Another\"},\"2024-03-17\":[[\"09:00\",\"10:00\"]]"
        "},"
        "\"known_until\":\"2024-12-31\"}";
    mend_zone *zone = walk_zone("Pacific/Apia");
    bool done = false;
    for (size_t n = 1; !done; n++) {
        faulty memory = {.fail_at = n};
        mend_allocator a = faulty_allocator(&memory);
        mend_error err = {.struct_size = sizeof err};
        mend_calendar *c = NULL;
        finder f = {zone, MEND_OK, 0};
        mend_status status = mend_calendar_new(&a, json, MEND_NTS, find, &f, &c, &err);
        done = memory.requests < n;
        assert_int_equal(status, done ? MEND_OK : MEND_NOMEM);
        assert_int_equal(err.status, done ? 0 : MEND_NOMEM);
        assert_true((c != NULL) == done);
        mend_calendar_free(c);
        assert_int_equal(memory.live, 0);
    }
    mend_zone_free(zone);
}

/* So large that each of its parts needs memory of its own. */
static char *large_document(void)
{
    text t = {NULL, 0};
    add(&t, "{\"zone\":\"Test/Place\",\"week\":{\"mon\":[[\"09:00\",\"12:00\"],[\"13:00\",\"17:00\"]]},\"holidays\":[");
    for (int i = 0; i < 700; i++) {
        add(&t, i > 0 ? ",{\"date\":" : "{\"date\":");
        add_date(&t, 12000 + 7 * i);
        add(&t, ",\"label\":\"");
        for (int k = 0; k < (i % 300 == 0 ? 300 : 1); k++) {
            add(&t, "some name of a day, ");
        }
        add(&t, "\"}");
    }
    add(&t, "],\"exceptions\":{");
    for (int i = 0; i < 300; i++) {
        add(&t, i > 0 ? "," : "");
        add_date(&t, 12001 + 7 * i);
        add(&t, ":[");
        for (int k = 0; k < 12; k++) {
            char piece[64];
            snprintf(piece, sizeof piece, "[\"%02d:00\",\"%02d:30\"]%s", 2 * k, 2 * k, k < 11 ? "," : "]");
            add(&t, piece);
        }
    }
    add(&t, "}}");
    return t.p;
}

static void test_calendar_document__a_large_one_without_memory(void **state)
{
    (void)state;
    char *json = large_document();
    mend_zone *zone = walk_zone("Pacific/Apia");
    bool done = false;
    for (size_t n = 1; !done; n++) {
        faulty memory = {.fail_at = n};
        mend_allocator a = faulty_allocator(&memory);
        mend_calendar *c = NULL;
        finder f = {zone, MEND_OK, 0};
        mend_status status = mend_calendar_new(&a, json, MEND_NTS, find, &f, &c, NULL);
        done = memory.requests < n;
        assert_int_equal(status, done ? MEND_OK : MEND_NOMEM);
        mend_calendar_free(c);
        assert_int_equal(memory.live, 0);
    }
    mend_zone_free(zone);
    free(json);
}

#define LARGE ((size_t)1 << 26)

static void *refuse_large(void *user, void *block, size_t old_size, size_t new_size)
{
    return new_size >= LARGE ? NULL : faulty_resize(user, block, old_size, new_size);
}

/* An arena with room for some of the calendar's parts, which can have no more: each part is once the first that finds no
 * place, while what is needed on the way is there. */
static void test_calendar_document__each_part_without_memory(void **state)
{
    (void)state;
    char *json = large_document();
    mend_zone *zone = walk_zone("Pacific/Apia");
    const mend__zone_source zones = {walk_find, zone, false, NULL};
    mend__alloc plain;
    mend__json tree;
    mend__node root;
    mend_status status = MEND_NOMEM;
    assert_true(mend__alloc_init(&plain, NULL));
    mend__json_init(&tree, &plain);
    assert_int_equal(mend__json_read(&tree, json, strlen(json), SIZE_MAX, 8, &root, NULL), MEND_OK);
    for (size_t room = 64; status == MEND_NOMEM; room += 512) {
        faulty memory = {.fail_at = 0};
        mend_allocator given = {sizeof given, 0, refuse_large, &memory};
        mend__alloc a;
        mend__arena arena;
        mend_calendar *c = NULL;
        assert_true(mend__alloc_init(&a, &given));
        mend__arena_init(&arena, &a);
        arena.step = room;
        assert_non_null(mend__arena_get(&arena, 16));
        arena.step = LARGE;
        status = mend__calendar_compile(&arena, &tree, root, NULL, &zones, &c, NULL);
        assert_true(status == MEND_NOMEM || status == MEND_OK);
        mend__arena_free(&arena);
        assert_int_equal(memory.live, 0);
    }
    mend__json_free(&tree);
    mend_zone_free(zone);
    free(json);
}

static void test_calendar_document__invalid_arguments(void **state)
{
    (void)state;
    static const char json[] = "{\"zone\":\"UTC\"," OPEN "}";
    mend_calendar *c = NULL;
    mend_error small = {.struct_size = 4};
    mend_allocator bad = {.struct_size = 3};
    assert_int_equal(mend_calendar_new(NULL, NULL, 4, NULL, NULL, &c, NULL), MEND_INVALID);
    assert_int_equal(mend_calendar_new(NULL, json, MEND_NTS, NULL, NULL, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_calendar_new(NULL, json, MEND_NTS, NULL, NULL, &c, &small), MEND_INVALID);
    assert_int_equal(mend_calendar_new(&bad, json, MEND_NTS, NULL, NULL, &c, NULL), MEND_INVALID);
    assert_null(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calendar_document__refused_at_the_place),
        cmocka_unit_test(test_calendar_document__what_is_allowed),
        cmocka_unit_test(test_calendar_document__zones_are_found_by_name),
        cmocka_unit_test(test_calendar_document__inside_of_another),
        cmocka_unit_test(test_calendar_document__limits_of_dates),
        cmocka_unit_test(test_calendar_document__limits_of_windows),
        cmocka_unit_test(test_calendar_document__too_many_spans),
        cmocka_unit_test(test_calendar_document__memory_is_bounded),
        cmocka_unit_test(test_calendar_document__without_memory),
        cmocka_unit_test(test_calendar_document__a_large_one_without_memory),
        cmocka_unit_test(test_calendar_document__each_part_without_memory),
        cmocka_unit_test(test_calendar_document__invalid_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
