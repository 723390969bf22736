/*
 * duration.c - reading and writing durations of fixed length.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "duration.h"

#include "ground/int.h"

typedef struct part {
    char letter;
    bool time; /* behind the T */
    int64_t ms;
} part;

static const part PARTS[] = {
    {'W', false, 604800000}, {'D', false, 86400000}, {'H', true, 3600000}, {'M', true, 60000}, {'S', true, 1000}};

#define PART_COUNT (sizeof PARTS / sizeof PARTS[0])

bool mend__duration_parse(mend__str text, int64_t *ms)
{
    int64_t sum = 0;
    size_t next = 0, i = 1;
    bool time = false, any = false;
    if (text.n < 3 || text.p[0] != 'P')
        return false;
    while (i < text.n) {
        if (text.p[i] == 'T' && !time) {
            time = true;
            any = false; /* a T wants a part behind it */
            i++;
            continue;
        }
        size_t from = i;
        int64_t value;
        while (i < text.n && text.p[i] >= '0' && text.p[i] <= '9')
            i++;
        if (i == from || i == text.n)
            return false;
        while (from + 1 < i && text.p[from] == '0')
            from++;
        while (next < PART_COUNT && (PARTS[next].letter != text.p[i] || PARTS[next].time != time))
            next++;
        if (next == PART_COUNT || !mend__int_parse(text.p + from, i - from, &value) ||
            !mend__mul64(value, PARTS[next].ms, &value) || !mend__add64(sum, value, &sum))
            return false;
        next++;
        any = true;
        i++;
    }
    if (any)
        *ms = sum;
    return any;
}

size_t mend__duration_write(int64_t ms, char out[MEND__DURATION_MAX])
{
    size_t n = 0;
    bool time = false;
    out[n++] = 'P';
    for (size_t i = 1; i < PART_COUNT; i++) { /* weeks are written as days */
        int64_t value = ms / PARTS[i].ms;
        bool last = i + 1 == PART_COUNT && n == 1;
        ms -= value * PARTS[i].ms;
        if (value == 0 && !last)
            continue;
        if (PARTS[i].time && !time) {
            out[n++] = 'T';
            time = true;
        }
        n += mend__int_write(value, out + n);
        out[n++] = PARTS[i].letter;
    }
    return n;
}
