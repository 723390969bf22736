/*
 * test_memory.c - the in-memory store beyond the contract: its maps, memory that runs out, batches of several tables.
 *
 * The store's sources are taken in whole, so that their allocations can be made to fail.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "store-kit/small_desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Allocations left until one fails; below 0: none will. */
static int64_t allowance = -1;
static int64_t blocks; /* alive */

static int may_allocate(void)
{
    if (allowance == 0) {
        return 0;
    }
    allowance -= allowance > 0;
    return 1;
}

static void *counted_malloc(size_t size)
{
    void *block = may_allocate() ? malloc(size) : NULL;
    blocks += block != NULL;
    return block;
}

static void *counted_calloc(size_t count, size_t size)
{
    void *block = may_allocate() ? calloc(count, size) : NULL;
    blocks += block != NULL;
    return block;
}

static void *counted_realloc(void *old, size_t size)
{
    void *block = may_allocate() ? realloc(old, size) : NULL;
    blocks += block != NULL && old == NULL;
    return block;
}

static void counted_free(void *block)
{
    blocks -= block != NULL;
    free(block);
}

#define malloc  counted_malloc
#define calloc  counted_calloc
#define realloc counted_realloc
#define free    counted_free
#include "store-memory/mend_maps.c"
#include "store-memory/mend_memory.c"
#include "store-memory/mend_memory_due.c"
#include "store-memory/mend_memory_unit.c"
#undef malloc
#undef calloc
#undef realloc
#undef free

/* ---- maps ---- */

enum { KEYS = 60, STEPS = 30000 };

typedef struct model { /* what the map must hold; -1: no entry */
    int64_t values[KEYS];
} model;

static void make_key(mend_maps *m, int i)
{
    m->key_len = 0;
    m->key_failed = 0;
    mend_maps_key_number(m, i * 7919 % 101 - 50);
}

static void compare_with(mend_maps *m, const model *expected)
{
    int64_t last = INT64_MIN;
    int entries = 0;
    for (int i = 0; i < KEYS; i++) {
        make_key(m, i);
        const mend_entry *e = mend_maps_find(m, 3);
        assert_int_equal(e == NULL ? -1 : e->number, expected->values[i]);
    }
    m->key_len = 0;
    for (const mend_entry *e = mend_maps_first_with(m, 3); e != NULL; e = mend_maps_next(m, 3, 0, e)) {
        int64_t key;
        memcpy(&key, e->bytes + e->key_len, sizeof key); /* the value repeats the key's number */
        assert_true(entries == 0 || key > last);
        last = key;
        entries++;
    }
    for (int i = 0; i < KEYS; i++) {
        entries -= expected->values[i] >= 0;
    }
    assert_int_equal(entries, 0);
}

static void test_memory__maps_agree_with_a_plain_table(void **state)
{
    (void)state;
    mend_maps m = {.random = 42};
    mend_maps dice = {.random = 7};
    model now, before;
    int64_t number;
    mend_part value = {&number, sizeof number};
    memset(&now, 0xFF, sizeof now);
    before = now;
    for (int i = 0; i < STEPS; i++) {
        int key = (int)(mend_maps_random(&dice) % KEYS);
        make_key(&m, key);
        switch (mend_maps_random(&dice) % 8) {
        case 0:
            mend_maps_keep(&m);
            before = now;
            break;
        case 1:
            mend_maps_take_back(&m, NULL);
            now = before;
            break;
        case 2:
        case 3:
            assert_int_equal(mend_maps_drop(&m, 3), now.values[key] < 0 ? MEND_CORRUPT : MEND_OK);
            now.values[key] = -1;
            break;
        default:
            number = key * 7919 % 101 - 50;
            assert_int_equal(mend_maps_put(&m, 3, i, &value, 1), MEND_OK);
            now.values[key] = i;
            break;
        }
        if (i % 50 == 0) {
            compare_with(&m, &now);
        }
    }
    mend_maps_free(&m);
    mend_maps_free(&dice);
    assert_int_equal(blocks, 0);
}

static void test_memory__keys_sort_as_their_parts(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "a", "a b", "aa", "ab", "b", "\xC3\xA9", "\xF0\x9F\x94\xA7"};
    mend_maps m = {.random = 1};
    unsigned char last[64];
    size_t last_len = 0;
    for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++) {
        for (int64_t n = -2; n <= 2; n++) {
            m.key_len = 0;
            mend_maps_key_text(&m, texts[t], strlen(texts[t]));
            mend_maps_key_number(&m, n == -2 ? INT64_MIN : n == 2 ? INT64_MAX : n);
            size_t shorter = last_len < m.key_len ? last_len : m.key_len;
            int order = memcmp(last, m.key, shorter);
            assert_true(order < 0 || (order == 0 && last_len < m.key_len));
            memcpy(last, m.key, m.key_len);
            last_len = m.key_len;
        }
    }
    mend_maps_free(&m);
}

/* ---- memory that runs out ---- */

typedef struct scene {
    mend_memory *memory;
    mend_store store;
    small_desk desk;
} scene;

static mend_status put_unit_of(scene *s, const char *document)
{
    mend_unit *unit;
    assert_int_equal(mend_unit_new(NULL, &unit), MEND_OK);
    assert_int_equal(mend_unit_read(unit, document, MEND_NTS, NULL), MEND_OK);
    mend_status status = mend_desk_unit_put(s->desk.desk, unit, NULL);
    mend_unit_free(unit);
    return status;
}

static void set_scene(scene *s)
{
    allowance = -1;
    assert_int_equal(mend_memory_new(&s->memory), MEND_OK);
    assert_int_equal(mend_memory_table(s->memory, &s->store), MEND_OK);
    assert_true(small_desk_make(&s->desk, &s->store, "t"));
    assert_int_equal(small_desk_open(&s->desk, "a", "c1", SMALL_NOW), MEND_OK);
    assert_int_equal(small_desk_step(&s->desk, "a", "S1", "c2", SMALL_NOW + 1), MEND_OK);
    assert_int_equal(small_desk_aim(&s->desk, "a", SMALL_NOW + 1000, SMALL_NOW + 1), MEND_OK);
    assert_int_equal(put_unit_of(s, "{\"key\":\"U\",\"serial\":\"S1\"}"), MEND_OK);
}

static void end_scene(scene *s)
{
    allowance = -1;
    small_desk_free(&s->desk);
    mend_memory_free(s->memory);
    assert_int_equal(blocks, 0);
}

/* Everything the store holds but counters, which a number that was drawn for nothing moves. */
static uint64_t sum_of(const scene *s)
{
    uint64_t sum = 1469598103934665603U;
    for (int map = 0; map < MEND_MAPS; map++) {
        if (map == MEND_MEMORY_COUNTERS) {
            continue;
        }
        for (const mend_entry *e = mend_maps_behind(&s->memory->maps, map, (const unsigned char *)"", 0); e != NULL;
             e = mend_maps_behind(&s->memory->maps, map, e->bytes, e->key_len)) {
            sum = (sum ^ (uint64_t)(e->number + map)) * 1099511628211U;
            for (size_t i = 0; i < e->key_len + e->value_len; i++) {
                sum = (sum ^ e->bytes[i]) * 1099511628211U;
            }
        }
    }
    return sum;
}

static mend_rows *some_rows(void)
{
    mend_rows *rows;
    assert_int_equal(mend_rows_new(NULL, &rows), MEND_OK);
    return rows;
}

static mend_status do_open(scene *s)
{
    return small_desk_open(&s->desk, "b", "c4", SMALL_NOW + 2);
}

static mend_status do_step(scene *s)
{
    return small_desk_step(&s->desk, "a", "S2", "c3", SMALL_NOW + 2);
}

static mend_status do_batch(scene *s)
{
    mend_status status = mend_desk_begin(s->desk.desk, NULL);
    status = status == MEND_OK ? do_step(s) : status;
    status = status == MEND_OK ? do_open(s) : status;
    allowance = -1;
    mend_status end = mend_desk_end(s->desk.desk, status == MEND_OK, NULL);
    return status != MEND_OK ? status : end;
}

static mend_status do_draw(scene *s)
{
    int64_t last;
    return s->store.draw(s->store.user, "t", 1, "other", 5, 1, 1, 1, 9, &last);
}

static mend_status do_pending(scene *s)
{
    mend_rows *rows = some_rows();
    mend_status status = s->store.pending(s->store.user, "t", 1, "", 0, 10, rows);
    mend_rows_free(rows);
    return status;
}

static mend_status do_sent(scene *s)
{
    return mend_desk_sent(s->desk.desk, "a#1#opened", MEND_NTS, 1, NULL);
}

static mend_status do_failed(scene *s)
{
    return mend_desk_sent(s->desk.desk, "a#1#opened", MEND_NTS, 0, NULL);
}

static mend_status do_prune(scene *s)
{
    return mend_memory_prune(s->memory, SMALL_NOW + 1);
}

/* The scene's key has grown already; without it the next one needs room. */
static void drop_key(scene *s)
{
    free(s->memory->maps.key);
    blocks -= s->memory->maps.key != NULL;
    s->memory->maps.key = NULL;
    s->memory->maps.key_cap = s->memory->maps.key_len = 0;
}

static mend_status do_aim(scene *s)
{
    return small_desk_aim(&s->desk, "a", SMALL_NOW + 2000, SMALL_NOW + 2);
}

static mend_status ask_due(scene *s, const char *tenant, int64_t lease)
{
    mend_rows *rows = some_rows();
    mend_status status = s->store.due(s->store.user, tenant, strlen(tenant), SMALL_NOW + 5000, INT64_MIN, "", 0, "", 0,
                                      9, SMALL_NOW + 5000, lease, rows);
    assert_true(status != MEND_OK || lease != INT64_MIN || mend_rows_count(rows) == 1);
    mend_rows_free(rows);
    return status;
}

static mend_status do_claim(scene *s)
{
    return ask_due(s, "t", SMALL_NOW + 9000);
}

static mend_status do_claim_any(scene *s)
{
    return ask_due(s, "", SMALL_NOW + 9000);
}

static mend_status do_look(scene *s)
{
    drop_key(s);
    return ask_due(s, "t", INT64_MIN);
}

static mend_status do_look_all(scene *s)
{
    drop_key(s);
    return ask_due(s, "", INT64_MIN);
}

static mend_status do_erase(scene *s)
{
    return s->store.erase(s->store.user, "t", 1, "a", 1, 3);
}

static mend_status do_unit(scene *s)
{
    drop_key(s);
    return put_unit_of(s, "{\"key\":\"V\",\"serial\":\"S1\"}");
}

static mend_status do_unit_again(scene *s)
{
    drop_key(s);
    return put_unit_of(s, "{\"key\":\"U\",\"serial\":\"S2\",\"revision\":1}");
}

static mend_status do_unit_page(scene *s)
{
    drop_key(s);
    mend_rows *rows = some_rows();
    mend_status status = s->store.unit_page(s->store.user, "t", 1, "S1", 2, "", 0, 9, rows);
    assert_true(status != MEND_OK || mend_rows_count(rows) == 1);
    mend_rows_free(rows);
    return status;
}

/* The keys that reading builds need room; the scene's are grown already, so long ones are asked for. */
static mend_status read_long(scene *s, int what)
{
    char name[1000];
    memset(name, 'n', sizeof name);
    drop_key(s);
    mend_rows *rows = some_rows();
    mend_buf *buf;
    int64_t number;
    assert_int_equal(mend_buf_new(NULL, &buf), MEND_OK);
    mend_status status = MEND_OK;
    void *u = s->store.user;
    switch (what) {
    case 0:
        status = s->store.load(u, "t", 1, name, sizeof name, buf, &number);
        break;
    case 1:
        status = s->store.recall(u, "t", 1, name, sizeof name, buf);
        break;
    case 2:
        status = s->store.events(u, "t", 1, name, sizeof name, 0, 10, rows);
        break;
    case 3:
        status = s->store.page(u, "t", 1, MEND_INDEX_SERIAL, name, sizeof name, "a", 1, 10, rows);
        break;
    case 4:
        status = s->store.page(u, "t", 1, MEND_INDEX_ALL, "", 0, "", 0, 10, rows);
        break;
    case 5:
        status = s->store.due(u, name, sizeof name, 0, INT64_MIN, "", 0, "", 0, 10, 0, INT64_MIN, rows);
        break;
    case 6:
        status = s->store.due(u, "", 0, 0, 0, "", 0, name, sizeof name, 10, 0, INT64_MIN, rows);
        break;
    case 9:
        status = s->store.unit_load(u, "t", 1, name, sizeof name, buf, &number);
        break;
    case 10:
        status = s->store.unit_page(u, "t", 1, "", 0, name, sizeof name, 10, rows);
        break;
    case 7:
        status = s->store.erase(u, "t", 1, name, sizeof name, 1);
        break;
    default:
        status = s->store.sent(u, "t", 1, name, sizeof name, 1);
        break;
    }
    mend_buf_free(buf);
    mend_rows_free(rows);
    return status == MEND_NOT_FOUND ? MEND_OK : status;
}

static mend_status do_load(scene *s)
{
    return read_long(s, 0);
}
static mend_status do_recall(scene *s)
{
    return read_long(s, 1);
}
static mend_status do_events(scene *s)
{
    return read_long(s, 2);
}
static mend_status do_page(scene *s)
{
    return read_long(s, 3);
}
static mend_status do_page_all(scene *s)
{
    return read_long(s, 4);
}
static mend_status do_due_long(scene *s)
{
    return read_long(s, 5);
}
static mend_status do_due_far(scene *s)
{
    return read_long(s, 6);
}
static mend_status do_erase_long(scene *s)
{
    return read_long(s, 7);
}
static mend_status do_sent_long(scene *s)
{
    return read_long(s, 8);
}

static mend_status do_unit_load(scene *s)
{
    return read_long(s, 9);
}
static mend_status do_unit_page_far(scene *s)
{
    return read_long(s, 10);
}

/* Fails allocation after allocation until the call gets through; a call that fails leaves everything as it was. */
static void fail_each(const char *what, mend_status (*call)(scene *s), int changes)
{
    for (int64_t n = 0; n < 200; n++) {
        scene s;
        set_scene(&s);
        uint64_t before = sum_of(&s);
        allowance = n;
        mend_status status = call(&s);
        int got_through = allowance != 0; /* what is left was not needed */
        allowance = -1;
        if (status == MEND_OK) {
            assert_true(got_through || n > 0);
            assert_int_equal(sum_of(&s) != before, changes);
            end_scene(&s);
            if (n == 0 && changes) {
                fail_msg("%s allocates nothing", what);
            }
            return;
        }
        assert_int_equal(status, MEND_NOMEM);
        assert_true(sum_of(&s) == before);
        assert_int_equal(call(&s), MEND_OK); /* and the next time it works */
        end_scene(&s);
    }
    fail_msg("%s does not get through", what);
}

static void test_memory__every_allocation_may_fail(void **state)
{
    (void)state;
    fail_each("open", do_open, 1);
    fail_each("step", do_step, 1);
    fail_each("batch", do_batch, 1);
    fail_each("sent", do_sent, 1);
    fail_each("failed", do_failed, 1);
    fail_each("prune", do_prune, 1);
    fail_each("aim", do_aim, 1);
    fail_each("claim", do_claim, 1);
    fail_each("claim of any tenant", do_claim_any, 1);
    fail_each("erase", do_erase, 1);
    fail_each("look", do_look, 0);
    fail_each("look at all tenants", do_look_all, 0);
    fail_each("due, unknown", do_due_long, 0);
    fail_each("due, beyond", do_due_far, 0);
    fail_each("erase, unknown", do_erase_long, 0);
    fail_each("unit", do_unit, 1);
    fail_each("unit, again", do_unit_again, 1);
    fail_each("unit, unknown", do_unit_load, 0);
    fail_each("units", do_unit_page, 0);
    fail_each("units, beyond", do_unit_page_far, 0);
    fail_each("draw", do_draw, 0);
    fail_each("pending", do_pending, 0);
    fail_each("load", do_load, 0);
    fail_each("recall", do_recall, 0);
    fail_each("events", do_events, 0);
    fail_each("page", do_page, 0);
    fail_each("page of all", do_page_all, 0);
    fail_each("sent, unknown", do_sent_long, 0);
}

static void test_memory__making_one_may_fail(void **state)
{
    (void)state;
    mend_memory *memory = NULL;
    mend_store table;
    allowance = 0;
    assert_int_equal(mend_memory_new(&memory), MEND_NOMEM);
    allowance = 1;
    assert_int_equal(mend_memory_new(&memory), MEND_OK);
    assert_int_equal(mend_memory_table(memory, &table), MEND_NOMEM);
    allowance = -1;
    mend_memory_free(memory);
    assert_int_equal(mend_memory_new(NULL), MEND_INVALID);
    assert_int_equal(mend_memory_table(NULL, &table), MEND_INVALID);
    assert_int_equal(mend_memory_prune(NULL, 0), MEND_INVALID);
    mend_memory_free(NULL);
    assert_int_equal(blocks, 0);
}

/* ---- several tables ---- */

static void test_memory__a_batch_belongs_to_its_table(void **state)
{
    (void)state;
    scene s;
    small_desk other;
    mend_store table;
    int64_t last;
    set_scene(&s);
    assert_int_equal(mend_memory_table(s.memory, &table), MEND_OK);
    assert_true(small_desk_make(&other, &table, "t"));
    assert_int_equal(mend_desk_begin(s.desk.desk, NULL), MEND_OK);
    assert_int_equal(s.store.begin(s.store.user), MEND_MISUSE);
    assert_int_equal(mend_desk_begin(other.desk, NULL), MEND_BUSY);
    assert_int_equal(table.end(table.user, 1), MEND_MISUSE);
    assert_int_equal(small_desk_step(&other, "a", "S3", NULL, SMALL_NOW + 2), MEND_BUSY);
    assert_int_equal(table.draw(table.user, "t", 1, "n", 1, 1, 1, 1, 9, &last), MEND_BUSY);
    assert_int_equal(mend_desk_sent(other.desk, "a#1#opened", MEND_NTS, 1, NULL), MEND_BUSY);
    assert_int_equal(mend_memory_prune(s.memory, 0), MEND_BUSY);
    assert_int_equal(small_desk_step(&s.desk, "a", "S4", NULL, SMALL_NOW + 2), MEND_OK);
    assert_int_equal(mend_desk_end(s.desk.desk, 1, NULL), MEND_OK);
    assert_int_equal(small_desk_step(&other, "a", "S3", NULL, SMALL_NOW + 3), MEND_OK);
    assert_int_equal(small_desk_revision(&s.desk, "a"), 5);
    small_desk_free(&other);
    end_scene(&s);
}

/* Everything but what is shared by all: the counters. */
static void test_memory__nothing_is_left_of_an_erased_ticket(void **state)
{
    (void)state;
    scene s;
    set_scene(&s);
    assert_int_equal(do_claim(&s), MEND_OK);
    assert_int_equal(do_sent(&s), MEND_OK);
    assert_int_equal(do_erase(&s), MEND_OK);
    for (int map = 0; map < MEND_MAPS; map++) {
        int stays = map == MEND_MEMORY_COUNTERS || map == MEND_MEMORY_UNITS || map == MEND_MEMORY_SERIALS;
        assert_true(stays == (s.memory->maps.map[map] != NULL));
    }
    assert_int_equal(do_erase(&s), MEND_NOT_FOUND);
    end_scene(&s);
}

static void test_memory__claims_and_erasing_wait_for_a_batch(void **state)
{
    (void)state;
    scene s;
    mend_store table;
    set_scene(&s);
    assert_int_equal(mend_memory_table(s.memory, &table), MEND_OK);
    assert_int_equal(table.begin(table.user), MEND_OK);
    assert_int_equal(do_claim(&s), MEND_BUSY);
    assert_int_equal(do_erase(&s), MEND_BUSY);
    assert_int_equal(do_look(&s), MEND_OK);
    table.destroy(table.user);
    assert_int_equal(do_erase(&s), MEND_OK);
    end_scene(&s);
}

static void test_memory__outlives_its_owner_while_tables_are_left(void **state)
{
    (void)state;
    scene s;
    set_scene(&s);
    mend_memory_free(s.memory);
    assert_int_equal(small_desk_step(&s.desk, "a", "S3", NULL, SMALL_NOW + 2), MEND_OK);
    small_desk_free(&s.desk);
    assert_int_equal(blocks, 0);
}

static void test_memory__prune_forgets_old_commands_only(void **state)
{
    (void)state;
    scene s;
    set_scene(&s);
    assert_int_equal(mend_memory_prune(s.memory, SMALL_NOW + 1), MEND_OK);
    assert_int_equal(small_desk_step(&s.desk, "a", "S1", "c2", SMALL_NOW + 5), MEND_OK);
    assert_int_equal(mend_result_replayed(s.desk.result), 1);
    assert_int_equal(small_desk_step(&s.desk, "a", "S1", "c1", SMALL_NOW + 5), MEND_OK); /* new again */
    assert_int_equal(mend_result_replayed(s.desk.result), 0);
    end_scene(&s);
}

static void test_memory__counts_loads_and_commits(void **state)
{
    (void)state;
    scene s;
    set_scene(&s);
    int64_t loads = mend_memory_loads(s.memory), commits = mend_memory_commits(s.memory);
    assert_int_equal(commits, 3);
    assert_int_equal(small_desk_open(&s.desk, "a", NULL, SMALL_NOW), MEND_DUPLICATE);
    assert_int_equal(mend_memory_commits(s.memory), commits);
    assert_int_equal(small_desk_revision(&s.desk, "a"), 3);
    assert_true(mend_memory_loads(s.memory) > loads);
    end_scene(&s);
}

static void test_memory__equal_seeds_give_equal_bytes(void **state)
{
    (void)state;
    unsigned char bytes[3][16];
    for (int i = 0; i < 3; i++) {
        mend_memory *memory = NULL;
        mend_store table;
        assert_int_equal(mend_memory_new(&memory), MEND_OK);
        assert_int_equal(mend_memory_table(memory, &table), MEND_OK);
        mend_memory_seed(memory, i < 2 ? 5 : 6);
        assert_int_equal(table.random(table.user, bytes[i], sizeof bytes[i]), MEND_OK);
        table.destroy(table.user);
        mend_memory_free(memory);
    }
    assert_memory_equal(bytes[0], bytes[1], sizeof bytes[0]);
    assert_memory_not_equal(bytes[0], bytes[2], sizeof bytes[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory__maps_agree_with_a_plain_table),
        cmocka_unit_test(test_memory__keys_sort_as_their_parts),
        cmocka_unit_test(test_memory__every_allocation_may_fail),
        cmocka_unit_test(test_memory__making_one_may_fail),
        cmocka_unit_test(test_memory__a_batch_belongs_to_its_table),
        cmocka_unit_test(test_memory__nothing_is_left_of_an_erased_ticket),
        cmocka_unit_test(test_memory__claims_and_erasing_wait_for_a_batch),
        cmocka_unit_test(test_memory__outlives_its_owner_while_tables_are_left),
        cmocka_unit_test(test_memory__prune_forgets_old_commands_only),
        cmocka_unit_test(test_memory__counts_loads_and_commits),
        cmocka_unit_test(test_memory__equal_seeds_give_equal_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
