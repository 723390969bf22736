/*
 * bench_quote.c - what a quote costs: ten lines with warranty and tax, the digest of it, and its document.
 *
 * The policy is that of the tests of quotes. A figure is the quickest of many rounds.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _POSIX_C_SOURCE 200809L
#include "unit/quote_kit.h"

#include <stdint.h>
#include <time.h>

#define ROUNDS 200
#define TIMES  1000

static double now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static size_t requests;

static void *counting(void *user, void *block, size_t old_size, size_t new_size)
{
    (void)user;
    (void)old_size;
    if (new_size == 0) {
        free(block);
        return NULL;
    }
    requests++;
    return realloc(block, new_size);
}

static const mend_allocator memory = {sizeof memory, 0, counting, NULL};

static void must(mend_status s)
{
    if (s != MEND_OK) {
        fprintf(stderr, "bench_quote: %s\n", mend_status_name(s));
        exit(1);
    }
}

/* Seven parts, two works, a visit. */
static const char TICKET[] =
    "reported_at=2024-03-15T01:00:00Z;cause=defect;delivered_on=2022-06-01;"
    "parts/1/model=RELAY;parts/1/class=relay;parts/1/used=1;parts/2/model=COMP;parts/2/class=compressor;parts/2/used=1;"
    "parts/3/model=FOIL;parts/3/used=12;parts/4/model=BOARD;parts/4/class=board;parts/4/used=1;"
    "parts/5/model=FAN;parts/5/class=fan;parts/5/used=2;parts/6/model=CLOTH;parts/6/used=3;parts/7/model=A1;parts/7/"
    "used=1;"
    "labour/1/code=hour;labour/1/minutes=90;labour/1/part=2;labour/2/code=repair;"
    "visits/1/km=12;visits/1/arrived_at=2024-03-15T02:00:00Z";

typedef struct desk {
    mend_policy *policy;
    mend_ticket *ticket;
    mend_unit *unit;
    mend_quote *quote;
    mend_buf *out;
} desk;

static void quote(const desk *d)
{
    must(mend_quote_make(d->policy, d->ticket, d->unit, NULL, 0, MEND_QUOTE_FINAL, QUOTE_NOW, d->quote, NULL));
}

/* 0: the quote; 1: and its digest; 2: and its document. */
static double best_of(const desk *d, int what)
{
    double best = 1e18;
    for (int round = 0; round < ROUNDS; round++) {
        double start = now_ns();
        for (int i = 0; i < TIMES; i++) {
            quote(d);
            if (what >= 1 && mend_quote_digest(d->quote)[0] == '\0') {
                exit(1);
            }
            if (what >= 2) {
                mend_buf_clear(d->out);
                must(mend_quote_write(d->quote, d->policy, "en", d->out));
            }
        }
        double each = (now_ns() - start) / TIMES;
        best = each < best ? each : best;
    }
    return best;
}

int main(void)
{
    desk d = {.policy = quote_policy("{}"), .ticket = quote_ticket(TICKET)};
    d.unit = quote_unit("{'key':'U','serial':'U','outages':[{'from':'2023-02-01','to':'2023-02-20'}],"
                        "'terms':[{'id':'goodwill','kind':'goodwill','payer':'goodwill','start':'2022-06-01',"
                        "'percent':'33.3','cap':50000}]}");
    must(mend_quote_new(&memory, &d.quote));
    must(mend_buf_new(NULL, &d.out));
    for (int i = 0; i < 8; i++) {
        quote(&d);
        (void)mend_quote_digest(d.quote);
    }
    printf("  lines %d, terms %d, payers %d\n", (int)mend_quote_lines(d.quote), (int)mend_quote_terms(d.quote),
           (int)mend_quote_payers(d.quote));
    requests = 0;
    printf("  quote                            %8.0f ns\n", best_of(&d, 0));
    printf("  quote and digest                 %8.0f ns\n", best_of(&d, 1));
    printf("  allocations of these             %8zu\n", requests);
    printf("  quote, digest and document       %8.0f ns\n", best_of(&d, 2));
    mend_buf_free(d.out);
    mend_quote_free(d.quote);
    mend_unit_free(d.unit);
    mend_ticket_free(d.ticket);
    mend_policy_free(d.policy);
    return 0;
}
