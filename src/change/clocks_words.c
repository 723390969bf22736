/*
 * clocks_words.c - amounts of time and instants in words, see clocks_words.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "clocks_words.h"

#include "ground/int.h"
#include "notions/instant.h"

typedef struct word_unit {
    int64_t ms;
    const char *one, *many, *zh;
} word_unit;

static const word_unit UNITS[] = {
    {86400000, " day", " days", " 天"},
    {3600000, " h", " h", " 小时"},
    {60000, " min", " min", " 分钟"},
    {1000, " s", " s", " 秒"},
};

enum { UNIT_DAY, UNIT_HOUR, UNIT_MINUTE, UNIT_SECOND };

static void put_count(int64_t count, const word_unit *unit, bool chinese, mend_buf *out)
{
    mend__put_int(out, count);
    mend__put_text(out, chinese ? unit->zh : count == 1 ? unit->one : unit->many);
}

void mend__words_span(int64_t ms, bool days, bool chinese, mend_buf *out)
{
    bool first = true;
    if (ms < UNITS[UNIT_SECOND].ms) {
        mend__put_text(out, ms == 0 ? (chinese ? "0 分钟" : "0 min") : (chinese ? "不足 1 秒" : "less than 1 s"));
        return;
    }
    if (ms < UNITS[UNIT_MINUTE].ms) {
        put_count(ms / UNITS[UNIT_SECOND].ms, &UNITS[UNIT_SECOND], chinese, out);
        return;
    }
    for (int unit = days ? UNIT_DAY : UNIT_HOUR; unit <= UNIT_MINUTE; unit++) {
        int64_t count = ms / UNITS[unit].ms;
        ms -= count * UNITS[unit].ms;
        if (count == 0)
            continue;
        if (!first)
            mend__put_char(out, ' ');
        put_count(count, &UNITS[unit], chinese, out);
        first = false;
    }
}

void mend__words_time(const mend_zone *zone, int64_t at, mend_buf *out)
{
    char text[24];
    if (!mend__instant_valid(at)) {
        mend__put_char(out, '?');
        return;
    }
    int64_t local = mend__zone_local(zone, at), day = mend__floor_div(local, MEND__DAY_MS);
    int64_t minutes = mend__floor_mod(local, MEND__DAY_MS) / UNITS[UNIT_MINUTE].ms;
    if (day < MEND__DAY_MIN || day > MEND__DAY_MAX) {
        mend__put(out, text, mend__instant_write(at, text));
        return;
    }
    mend__date_write((int32_t)day, text);
    text[10] = ' ';
    mend__digits_write(minutes / 60, 2, text + 11);
    text[13] = ':';
    mend__digits_write(minutes % 60, 2, text + 14);
    mend__put(out, text, 16);
}
