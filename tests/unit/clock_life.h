/*
 * clock_life.h - random lives of tickets under the policy of clock_policy.h, with levels that are judged.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CLOCK_LIFE_H
#define CLOCK_LIFE_H

#include "clock_policy.h"

#define HOUR INT64_C(3600000)

/* Levels are judged when a ticket is opened, and again by `judge`; `set` lets somebody decide. */
#define JUDGED(rest)                                                                                                   \
    "{'triage':{'by':'judged_by','at':'judged_at',"                                                                    \
    "'stands':{'all':[{'field':'judged_by','known':true},{'not':{'field':'judged_by','is':'system'}}]},"               \
    "'rules':{'danger':{'order':1,'override':true,'level':'p1','if':{'field':'safety_hazard','is':true}}},"            \
    "'default':'p4'},"                                                                                                 \
    "'actions':{'open':{'form':{'safety_hazard':{'order':4},'customer_name':{'order':5}},'sets':{'level':'$triage'}}," \
    "'judge':{'order':30,'from':['*open'],'roles':['clerk'],'form':{'level':{'order':1},"                              \
    "'safety_hazard':{'order':2}},'sets':{'level':'$triage'}}}" rest "}"

static uint64_t life_seed;

static inline uint64_t life_draw(uint64_t below)
{
    life_seed ^= life_seed << 13;
    life_seed ^= life_seed >> 7;
    life_seed ^= life_seed << 17;
    return (life_seed >> 11) % below;
}

/* One random step of a ticket's life; refused ones leave no trace. */
static inline void life_step(clock_bench *b, int64_t *now)
{
    static const char *const actions[] = {"set",    "contact", "begin", "hold",  "report",
                                          "finish", "reopen",  "close", "judge", "set"};
    static const char *const levels[] = {"p1", "p2", "p3", "p4"};
    char text[40];
    size_t len;
    const char *field = NULL, *value = NULL;
    *now += (int64_t)life_draw(20) * HOUR / 2 + (int64_t)life_draw(3);
    if (life_draw(12) == 0)
        *now -= (int64_t)life_draw(4) * HOUR; /* the host's clock goes back */
    if (life_draw(4) == 0) {
        assert_int_equal(bench_tick(b, *now), MEND_OK);
        return;
    }
    const char *action = actions[life_draw(10)];
    if (strcmp(action, "set") == 0 || strcmp(action, "judge") == 0) {
        field = life_draw(2) ? "level" : strcmp(action, "set") == 0 ? "visit_from" : "safety_hazard";
        value = strcmp(field, "level") == 0 ? levels[life_draw(4)] : life_draw(2) ? "true" : "false";
        if (strcmp(field, "visit_from") == 0) {
            len = 0;
            assert_int_equal(mend_instant_write(*now + (int64_t)life_draw(100) * HOUR, text, sizeof text, &len),
                             MEND_OK);
            value = text;
        }
    }
    int64_t at = life_draw(3) == 0 ? *now - (int64_t)life_draw(10) * HOUR : 0;
    bool plain = life_draw(3) == 0;
    mend_status s = bench_act(b, *now, action, at, plain ? NULL : field, plain ? NULL : value);
    if (s == MEND_MORE)
        assert_int_equal(bench_tick(b, *now), MEND_OK);
    else
        assert_true(s == MEND_OK || s <= MEND_REFUSED);
}

#endif
