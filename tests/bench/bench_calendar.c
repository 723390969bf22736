/*
 * bench_calendar.c - what a question to a calendar costs, by how much time it spans, how many holidays there are, and
 * what the clocks do; and what a plain walk over the days costs for the same answer.
 *
 * Office hours with a lunch break; holidays of 2020 to 2039; questions begin at 4096 random instants of 2023 and 2024.
 * A figure is the quickest of many rounds, as what disturbs a round only adds to it. Answers are compared on the way.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _POSIX_C_SOURCE 200809L
#include "unit/plain_walk.h"

#include <time.h>

#define QUESTIONS 4096
#define ROUNDS    200
#define HOUR      INT64_C(3600000)

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static uint64_t seed = 42;

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

static void make(walk *w, const mend_zone *zone, int holidays)
{
    memset(w, 0, sizeof *w);
    w->zone = zone;
    for (int i = 0; i < 5; i++) {
        w->week[i] = (walk_hours){2, {9 * 3600, 13 * 3600}, {12 * 3600, 18 * 3600}};
    }
    for (int year = 2020; year < 2040 && holidays > 0; year++) {
        for (int i = 0; i < holidays; i++) {
            w->dates[w->date_count].day = 18262 + (year - 2020) * 36525 / 100 + i * 365 / holidays;
            w->dates[w->date_count++].holiday = true;
        }
    }
}

typedef struct figures {
    double add, between; /* ns a question */
    double walk_add, walk_between;
} figures;

static void must(bool holds)
{
    if (!holds) {
        fputs("bench_calendar: an answer is not that of the walk\n", stderr);
        exit(1);
    }
}

static figures measure(const mend_calendar *c, const walk *w, int64_t span)
{
    static int64_t at[QUESTIONS], due[QUESTIONS];
    figures best = {1e18, 1e18, 0, 0};
    int64_t out = 0, sum = 0;
    for (int i = 0; i < QUESTIONS; i++) {
        at[i] = INT64_C(1672531200000) + (int64_t)draw(63072000) * 1000;
    }
    for (int round = 0; round < ROUNDS; round++) {
        double begun = now();
        for (int i = 0; i < QUESTIONS; i++) {
            must(mend_calendar_add(c, at[i], span, &due[i], NULL) == MEND_OK);
        }
        double passed = (now() - begun) / QUESTIONS;
        best.add = passed < best.add ? passed : best.add;
        begun = now();
        for (int i = 0; i < QUESTIONS; i++) {
            must(mend_calendar_between(c, at[i], due[i], &out, NULL) == MEND_OK);
            sum += out;
        }
        passed = (now() - begun) / QUESTIONS;
        best.between = passed < best.between ? passed : best.between;
    }
    must(sum == span * QUESTIONS * ROUNDS);
    int count = 0;
    double begun = now();
    for (; count < QUESTIONS && now() - begun < 3e7; count++) {
        must(walk_add(w, at[count], span) == due[count]);
    }
    best.walk_add = (now() - begun) / count;
    begun = now();
    for (count = 0; count < QUESTIONS && now() - begun < 3e7; count++) {
        must(walk_between(w, at[count], due[count]) == span);
    }
    best.walk_between = (now() - begun) / count;
    return best;
}

static void bench(const char *name, int holidays)
{
    static walk w;
    static const struct {
        const char *name;
        int64_t span;
    } spans[] = {{"1 h", HOUR},           {"1 day", 8 * HOUR},     {"1 week", 40 * HOUR},
                 {"1 month", 174 * HOUR}, {"1 year", 2088 * HOUR}, {"10 years", 20880 * HOUR}};
    mend_zone *zone = walk_zone(name);
    mend_calendar *c = NULL;
    make(&w, zone, holidays);
    char *json = walk_write(&w);
    double least[2] = {1e18, 1e18}, most[2] = {0, 0}, compiled = 1e18;
    for (int i = 0; i < 20; i++) {
        mend_calendar_free(c);
        double begun = now();
        must(mend_calendar_new(NULL, json, MEND_NTS, walk_find, zone, &c, NULL) == MEND_OK);
        compiled = now() - begun < compiled ? now() - begun : compiled;
    }
    for (size_t i = 0; i < sizeof spans / sizeof spans[0]; i++) {
        figures f = measure(c, &w, spans[i].span);
        printf("%-24s %3d  %-8s  %7.1f ns %10.2f us %8.0f x   %7.1f ns %10.2f us %8.0f x\n", name, holidays,
               spans[i].name, f.add, f.walk_add / 1000, f.walk_add / f.add, f.between, f.walk_between / 1000,
               f.walk_between / f.between);
        least[0] = f.add < least[0] ? f.add : least[0];
        most[0] = f.add > most[0] ? f.add : most[0];
        least[1] = f.between < least[1] ? f.between : least[1];
        most[1] = f.between > most[1] ? f.between : most[1];
    }
    printf("%-24s %3d  most/least: add %.2f, between %.2f; made from its document in %.0f us\n", name, holidays,
           most[0] / least[0], most[1] / least[1], compiled / 1000);
    free(json);
    mend_calendar_free(c);
    mend_zone_free(zone);
}

int main(void)
{
    static const char *const names[] = {"Asia/Shanghai", "America/New_York", "EST5EDT,M3.2.0,M11.1.0"};
    static const int holidays[] = {0, 30, 100};
    printf("%-24s %3s  %-8s  %10s %13s %10s   %10s %13s %10s\n", "zone", "hol", "span", "add", "walk", "", "between",
           "walk", "");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        for (size_t k = 0; k < sizeof holidays / sizeof holidays[0]; k++) {
            bench(names[i], holidays[k]);
        }
    }
    return 0;
}
