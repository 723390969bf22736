/*
 * test_alloc.c - the allocator inside: sizes are exact, failures change nothing, arenas settle.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/alloc.h"
#include "unit/faulty.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static mend__alloc alloc_of(faulty *memory)
{
    mend_allocator given = faulty_allocator(memory);
    mend__alloc a;
    assert_true(mend__alloc_init(&a, &given));
    return a;
}

static void test_alloc__takes_a_sound_record_only(void **state)
{
    (void)state;
    faulty memory = {0};
    mend_allocator given = faulty_allocator(&memory);
    mend__alloc a = {NULL, NULL};
    assert_true(mend__alloc_init(&a, &given));
    assert_ptr_equal(a.user, &memory);
    mend_allocator wrong = given;
    wrong.struct_size--;
    assert_false(mend__alloc_init(&a, &wrong));
    wrong = given;
    wrong.struct_size++;
    assert_false(mend__alloc_init(&a, &wrong));
    wrong = given;
    wrong.reserved = 1;
    assert_false(mend__alloc_init(&a, &wrong));
    wrong = given;
    wrong.resize = NULL;
    assert_false(mend__alloc_init(&a, &wrong));
    assert_ptr_equal(a.user, &memory);
}

static void test_alloc__libc_serves_without_an_allocator(void **state)
{
    (void)state;
    static const unsigned char zeros[100];
    mend__alloc a;
    assert_true(mend__alloc_init(&a, NULL));
    unsigned char *block = mend__new(&a, 100);
    assert_non_null(block);
    assert_memory_equal(block, zeros, 100);
    block[99] = 7;
    block = a.resize(a.user, block, 100, 5000);
    assert_non_null(block);
    assert_int_equal(block[99], 7);
    mend__drop(&a, block, 5000);
}

static void test_alloc__new_zeroes_and_drop_gives_back(void **state)
{
    (void)state;
    static const unsigned char zeros[64];
    faulty memory = {0};
    mend__alloc a = alloc_of(&memory);
    void *block = mend__new(&a, 64);
    assert_memory_equal(block, zeros, 64);
    assert_int_equal(memory.live, 64);
    mend__drop(&a, block, 64);
    mend__drop(&a, NULL, 64);
    assert_int_equal(memory.live, 0);
    memory.fail_at = memory.requests + 1;
    assert_null(mend__new(&a, 64));
}

static void test_alloc__reserve_grows_by_half_at_least(void **state)
{
    (void)state;
    faulty memory = {0};
    mend__alloc a = alloc_of(&memory);
    void *items = NULL;
    size_t cap = 0;
    for (size_t need = 1; need <= 10000; need++) {
        size_t before = cap;
        assert_int_equal(mend__reserve(&a, &items, &cap, need, sizeof(uint32_t)), MEND_OK);
        assert_true(cap >= need);
        assert_true(cap == before || cap >= before + before / 2);
        ((uint32_t *)items)[need - 1] = (uint32_t)need;
    }
    assert_true(memory.requests < 25);
    assert_int_equal(memory.live, cap * sizeof(uint32_t));
    for (uint32_t i = 0; i < 10000; i++) {
        assert_int_equal(((uint32_t *)items)[i], i + 1);
    }
    assert_int_equal(mend__reserve(&a, &items, &cap, 100000, sizeof(uint32_t)), MEND_OK);
    assert_int_equal(cap, 100000);
    mend__drop(&a, items, cap * sizeof(uint32_t));
    assert_int_equal(memory.live, 0);
}

static void test_alloc__reserve_that_fails_changes_nothing(void **state)
{
    (void)state;
    faulty memory = {0};
    mend__alloc a = alloc_of(&memory);
    void *items = NULL;
    size_t cap = 0;
    assert_int_equal(mend__reserve(&a, &items, &cap, 10, 16), MEND_OK);
    void *block = items;
    size_t had = cap;
    memory.fail_at = memory.requests + 1;
    assert_int_equal(mend__reserve(&a, &items, &cap, had + 1, 16), MEND_NOMEM);
    assert_int_equal(mend__reserve(&a, &items, &cap, SIZE_MAX / 16 + 1, 16), MEND_LIMIT);
    assert_ptr_equal(items, block);
    assert_int_equal(cap, had);
    mend__drop(&a, items, cap * 16);
    assert_int_equal(memory.live, 0);
}

/* Says no, and remembers for how much it was asked. */
static void *refuse(void *user, void *block, size_t old_size, size_t new_size)
{
    (void)block;
    (void)old_size;
    *(size_t *)user = new_size;
    return NULL;
}

static void test_alloc__reserve_asks_for_less_where_growth_would_overflow(void **state)
{
    (void)state;
    size_t asked = 0;
    const mend__alloc a = {refuse, &asked};
    void *items = NULL;
    size_t cap = SIZE_MAX / 16 - 10; /* half more does not fit any more, one more does */
    assert_int_equal(mend__reserve(&a, &items, &cap, cap + 1, 16), MEND_NOMEM);
    assert_true(asked == (SIZE_MAX / 16 - 9) * 16);
    cap = SIZE_MAX - 1; /* half more is no size */
    assert_int_equal(mend__reserve(&a, &items, &cap, SIZE_MAX, 1), MEND_NOMEM);
    assert_true(asked == SIZE_MAX);
}

static void test_alloc__arena_gives_zeroed_aligned_pieces(void **state)
{
    (void)state;
    static const unsigned char zeros[300];
    faulty memory = {0};
    mend__alloc a = alloc_of(&memory);
    mend__arena arena;
    mend__arena_init(&arena, &a);
    unsigned char *pieces[200];
    for (size_t i = 0; i < 200; i++) {
        pieces[i] = mend__arena_get(&arena, i);
        assert_non_null(pieces[i]);
        assert_int_equal((uintptr_t)pieces[i] % 16, 0);
        assert_memory_equal(pieces[i], zeros, i);
        memset(pieces[i], (int)i + 1, i);
    }
    for (size_t i = 0; i < 200; i++) {
        for (size_t j = 0; j < i; j++) {
            assert_int_equal(pieces[i][j], i + 1);
        }
    }
    mend__arena_reset(&arena);
    unsigned char *again = mend__arena_get(&arena, 300);
    assert_memory_equal(again, zeros, 300);
    mend__arena_free(&arena);
    assert_int_equal(memory.live, 0);
    assert_non_null(mend__arena_get(&arena, 1)); /* as new */
    mend__arena_free(&arena);
    assert_int_equal(memory.live, 0);
}

/* Texts and pieces come from the two ends of a block. */
static void test_alloc__arena_keeps_texts_and_pieces_apart(void **state)
{
    (void)state;
    faulty memory = {0};
    mend__alloc a = alloc_of(&memory);
    mend__arena arena;
    mend__arena_init(&arena, &a);
    for (int turn = 0; turn < 3; turn++) {
        unsigned char *pieces[100];
        char *texts[100], text[100];
        for (size_t i = 0; i < 100; i++) {
            memset(text, 'a' + (int)i % 26, i);
            texts[i] = mend__arena_text(&arena, text, i);
            pieces[i] = mend__arena_get(&arena, 3 * i);
            assert_true(texts[i] != NULL && pieces[i] != NULL);
            assert_int_equal((uintptr_t)pieces[i] % 16, 0);
            memset(pieces[i], (int)i + 1, 3 * i);
        }
        for (size_t i = 0; i < 100; i++) {
            assert_int_equal(strlen(texts[i]), i);
            assert_true(i == 0 || (texts[i][0] == 'a' + (int)i % 26 && texts[i][i - 1] == texts[i][0]));
            for (size_t j = 0; j < 3 * i; j++) {
                assert_int_equal(pieces[i][j], i + 1);
            }
        }
        mend__arena_reset(&arena);
    }
    mend__arena_free(&arena);
    assert_int_equal(memory.live, 0);
}

static void test_alloc__arena_takes_back_what_a_piece_does_not_need(void **state)
{
    (void)state;
    faulty memory = {0};
    mend__alloc a = alloc_of(&memory);
    mend__arena arena;
    mend__arena_init(&arena, &a);
    char *piece = mend__arena_room(&arena, 5000);
    memcpy(piece, "short", 6);
    mend__arena_shrink(&arena, 5000, 6);
    size_t live = memory.live;
    memset(mend__arena_get(&arena, 4900), 'x', 4900);
    assert_int_equal(memory.live, live);
    assert_string_equal(piece, "short");
    mend__arena_free(&arena);
    assert_int_equal(memory.live, 0);
}

static void test_alloc__arena_grows_by_no_more_than_it_may(void **state)
{
    (void)state;
    faulty memory = {0};
    mend__alloc a = alloc_of(&memory);
    mend__arena arena;
    mend__arena_init(&arena, &a);
    arena.most = 4096;
    for (int i = 0; i < 1000; i++) {
        assert_non_null(mend__arena_get(&arena, 100));
        assert_true(arena.step <= 4096);
    }
    assert_non_null(mend__arena_get(&arena, 10000));
    assert_int_equal(arena.step, 4096);
    mend__arena_free(&arena);
    assert_int_equal(memory.live, 0);
}

static void test_alloc__arena_takes_pieces_larger_than_its_blocks(void **state)
{
    (void)state;
    faulty memory = {0};
    mend__alloc a = alloc_of(&memory);
    mend__arena arena;
    mend__arena_init(&arena, &a);
    char *small = mend__arena_text(&arena, "small", 5);
    char *large = mend__arena_get(&arena, 1000000);
    memset(large, 'x', 1000000);
    assert_string_equal(small, "small");
    assert_string_equal(mend__arena_text(&arena, NULL, 0), "");
    assert_string_equal(mend__arena_text(&arena, "cut off here", 3), "cut");
    mend__arena_free(&arena);
    assert_int_equal(memory.blocks, 0);
}

static void test_alloc__arena_used_again_stops_allocating(void **state)
{
    (void)state;
    faulty memory = {0};
    mend__alloc a = alloc_of(&memory);
    mend__arena arena;
    size_t settled = 0;
    mend__arena_init(&arena, &a);
    mend__arena_reset(&arena);
    assert_int_equal(memory.requests, 0);
    for (int turn = 0; turn < 20; turn++) {
        for (int i = 0; i < 100; i++) {
            assert_non_null(mend__arena_get(&arena, 100));
        }
        /* A large piece in the middle: the block that is kept need not be the newest. */
        if (turn == 0) {
            assert_non_null(mend__arena_get(&arena, 40000));
            arena.step = 64;
            assert_non_null(mend__arena_get(&arena, 60000));
            arena.step = 64;
            arena.left = 0;
            assert_non_null(mend__arena_get(&arena, 10));
        }
        mend__arena_reset(&arena);
        assert_int_equal(memory.blocks, 1);
        settled = turn == 0 ? memory.requests : settled;
        assert_int_equal(memory.requests, settled);
    }
    mend__arena_free(&arena);
    assert_int_equal(memory.live, 0);
}

static void test_alloc__arena_without_memory_goes_on_with_what_it_has(void **state)
{
    (void)state;
    faulty memory = {0};
    mend__alloc a = alloc_of(&memory);
    mend__arena arena;
    mend__arena_init(&arena, &a);
    char *kept = mend__arena_text(&arena, "kept", 4);
    memory.fail_at = memory.requests + 1;
    assert_null(mend__arena_get(&arena, 100000));
    assert_null(mend__arena_text(&arena, kept, 100000));
    assert_string_equal(mend__arena_text(&arena, "room", 4), "room");
    assert_string_equal(kept, "kept");
    mend__arena_free(&arena);
    assert_int_equal(memory.live, 0);
}

/* Memory for the header of a block only: the piece itself is never touched in the tests that use it. */
static void *lend(void *user, void *block, size_t old_size, size_t new_size)
{
    (void)block;
    (void)old_size;
    return new_size == 0 ? NULL : user;
}

static void test_alloc__arena_sizes_do_not_overflow(void **state)
{
    (void)state;
    max_align_t lent[32];
    const mend__alloc a = {lend, lent};
    mend__arena arena;
    mend__arena_init(&arena, &a);
    assert_null(mend__arena_get(&arena, SIZE_MAX));
    assert_null(mend__arena_get(&arena, SIZE_MAX - 16));
    assert_null(mend__arena_text(&arena, "", SIZE_MAX));
    arena.step = SIZE_MAX - 15; /* cannot be doubled */
    assert_non_null(mend__arena_get(&arena, 16));
    assert_true(arena.step == SIZE_MAX - 15);
    mend__arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alloc__takes_a_sound_record_only),
        cmocka_unit_test(test_alloc__libc_serves_without_an_allocator),
        cmocka_unit_test(test_alloc__new_zeroes_and_drop_gives_back),
        cmocka_unit_test(test_alloc__reserve_grows_by_half_at_least),
        cmocka_unit_test(test_alloc__reserve_that_fails_changes_nothing),
        cmocka_unit_test(test_alloc__reserve_asks_for_less_where_growth_would_overflow),
        cmocka_unit_test(test_alloc__arena_gives_zeroed_aligned_pieces),
        cmocka_unit_test(test_alloc__arena_keeps_texts_and_pieces_apart),
        cmocka_unit_test(test_alloc__arena_takes_back_what_a_piece_does_not_need),
        cmocka_unit_test(test_alloc__arena_grows_by_no_more_than_it_may),
        cmocka_unit_test(test_alloc__arena_takes_pieces_larger_than_its_blocks),
        cmocka_unit_test(test_alloc__arena_used_again_stops_allocating),
        cmocka_unit_test(test_alloc__arena_without_memory_goes_on_with_what_it_has),
        cmocka_unit_test(test_alloc__arena_sizes_do_not_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
