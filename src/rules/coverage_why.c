/*
 * coverage_why.c - what a verdict's sentence needs, see coverage.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "coverage.h"
#include "ground/int.h"
#include "notions/civil.h"

#include <string.h>

/* 1234 with two digits is "12.34". */
static size_t why_amount(int64_t minor, int32_t digits, char out[24])
{
    char plain[20];
    size_t n = mend__int_write(minor, plain), point = (size_t)digits, at = 0;
    if (point == 0) {
        memcpy(out, plain, n);
        return n;
    }
    for (size_t i = n; i <= point; i++) {
        out[at++] = '0'; /* so that one digit stands before the point */
    }
    memcpy(out + at, plain, n);
    n += at;
    memmove(out + n - point + 1, out + n - point, point);
    out[n - point] = '.';
    return n + 1;
}

void mend__why_init(mend__why *why, const mend__claim *claim, const mend__verdict *verdicts, size_t line, size_t term,
                    int32_t digits)
{
    const mend__verdict *v = &verdicts[line * claim->term_count + term];
    memset(why, 0, sizeof *why);
    why->claim = claim;
    why->term = &claim->terms[term];
    why->line = &claim->lines[line];
    if (why->term->start != MEND__NO_DAY) {
        mend__date_write(why->term->start, why->start);
    }
    if (why->term->last_day != MEND__NO_DAY) {
        mend__date_write(why->term->last_day, why->last_day);
    }
    if (why->term->usage_limit != MEND__NONE_GIVEN) {
        why->limit_len = mend__decimal_write(why->term->usage_limit, why->limit);
    }
    why->percent_len = mend__decimal_write(why->term->percent, why->percent);
    why->paid_len = why_amount(v->paid, digits, why->paid);
    why->retained_len = why_amount(v->retained, digits, why->retained);
}

static mend__str why_date(const char text[10])
{
    return (mend__str){text, text[0] == '\0' ? 0 : 10};
}

bool mend__why_find(const void *user, mend__str name, mend__str *value)
{
    const mend__why *why = user;
    const struct {
        const char *name;
        mend__str value;
    } all[] = {{"term", why->term->id},
               {"payer", why->term->payer},
               {"start", why_date(why->start)},
               {"last_day", why_date(why->last_day)},
               {"limit", {why->limit, why->limit_len}},
               {"cause", why->claim->cause},
               {"kind", why->line->kind},
               {"class", why->line->class},
               {"serial", why->term->serial},
               {"percent", {why->percent, why->percent_len}},
               {"paid", {why->paid, why->paid_len}},
               {"retained", {why->retained, why->retained_len}}};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (mend__str_is(name, all[i].name)) {
            *value = all[i].value;
            return value->n > 0;
        }
    }
    return false;
}
