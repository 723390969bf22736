/*
 * bench_policy.c - what it costs to load the largest built-in policy, as it is and extended by one that changes a label:
 * time, memory, allocations.
 *
 * A figure is the quickest of many loads; a program that loads once pays for fresh memory besides.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _POSIX_C_SOURCE 200809L
#include "mend/policy.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 500

static double now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static size_t live, peak, requests;

static void *counting(void *user, void *block, size_t old_size, size_t new_size)
{
    (void)user;
    live = live - old_size + new_size;
    peak = live > peak ? live : peak;
    if (new_size == 0) {
        free(block);
        return NULL;
    }
    requests++;
    return realloc(block, new_size);
}

static mend_policy *load(const mend_allocator *memory, const char *document)
{
    mend_error error = {.struct_size = sizeof error};
    mend_policy *policy = NULL;
    if (mend_policy_load(memory, &document, NULL, 1, &policy, &error) != MEND_OK) {
        fprintf(stderr, "bench_policy: %s: %s\n", error.path, error.text);
        exit(1);
    }
    return policy;
}

static void measure(const char *what, const char *document)
{
    const mend_allocator memory = {sizeof memory, 0, counting, NULL};
    double best = 1e18;
    for (int round = 0; round < ROUNDS; round++) {
        double start = now_us();
        mend_policy *policy = load(NULL, document);
        double time = now_us() - start;
        best = time < best ? time : best;
        mend_policy_free(policy);
    }
    live = peak = requests = 0;
    mend_policy *policy = load(&memory, document);
    printf("  %-32s %8.0f us, %zu KB kept, %zu KB at most, %zu allocations\n", what, best, live / 1024, peak / 1024,
           requests);
    mend_policy_free(policy);
}

int main(void)
{
    measure("standard@1", mend_preset_text("standard@1", NULL));
    measure("extending standard@1", "{\"mend\":1,\"id\":\"ours\",\"revision\":1,\"extends\":\"standard@1\","
                                    "\"label\":{\"en\":\"Ours\"}}");
    return 0;
}
