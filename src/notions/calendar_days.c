/*
 * calendar_days.c - counting working days, see calendar_days.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "calendar_days.h"
#include "ground/int.h"

#define FIRST_MONDAY (4 - 7 * 110000) /* 1970-01-05 is a Monday; 110 000 weeks before it is no year yet */

/* How many odd days lie before the day. */
static uint32_t days_odd_before(const mend__days *days, int32_t day)
{
    uint32_t low = 0, high = days->odd_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (days->odd[middle].day < day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Working days of the plain week, up to and with the day. */
static int32_t days_plain(const mend__days *days, int32_t day)
{
    int32_t since = day - FIRST_MONDAY, count = since / 7 * days->per_week;
    for (int32_t i = 0; i <= since % 7; i++) {
        count += days->works[i];
    }
    return count;
}

int32_t mend__days_count(const mend__days *days, int32_t day)
{
    uint32_t odd = days_odd_before(days, day + 1);
    return days_plain(days, day) + (odd > 0 ? days->odd[odd - 1].change : 0);
}

bool mend__days_works(const mend__days *days, int32_t day)
{
    return mend__days_count(days, day) > mend__days_count(days, day - 1);
}

/* The day that makes the plain count `number`, if there is one up to `last`. */
static bool days_find_plain(const mend__days *days, int32_t number, int32_t last, int32_t *day)
{
    if (days->per_week == 0 || number > days_plain(days, last)) {
        return false;
    }
    int32_t weeks = (number - 1) / days->per_week, left = number - weeks * days->per_week; /* [1, per_week] */
    int32_t weekday = -1;
    while (left > 0) {
        left -= days->works[++weekday];
    }
    *day = FIRST_MONDAY + weeks * 7 + weekday;
    return true;
}

bool mend__days_find(const mend__days *days, int32_t number, int32_t *day)
{
    uint32_t low = 0, high = days->odd_count; /* the odd days by whose end the number has not been reached */
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (days_plain(days, days->odd[middle].day) + days->odd[middle].change < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    int32_t change = low > 0 ? days->odd[low - 1].change : 0;
    if (low == days->odd_count) {
        return days_find_plain(days, number - change, MEND__DAY_MAX, day);
    }
    /* Reached by the end of odd day `low`: either on a plain day before it, or on that day itself. */
    if (!days_find_plain(days, number - change, days->odd[low].day - 1, day)) {
        *day = days->odd[low].day;
    }
    return true;
}

/* Dates wholly left out when the clocks were put forward by a day or more: [first, end). False: none at this move. */
static bool days_left_out(const mend_zone *zone, uint32_t move, int32_t *first, int32_t *end)
{
    int32_t before = move == 0 ? zone->before : zone->moves[move - 1].offset;
    int64_t at = zone->moves[move].at / 1000, day = MEND__DAY_MS / 1000;
    int64_t after = at + mend__zone_offset(zone, zone->moves[move].at);
    *first = (int32_t)(-mend__floor_div(-(at + before), day));
    *end = (int32_t)mend__floor_div(after, day);
    return *first < *end;
}

static void days_add(mend__days *days, mend__odd_day *odd, int32_t day, bool works)
{
    int32_t change = days->odd_count > 0 ? odd[days->odd_count - 1].change : 0;
    change += (works ? 1 : 0) - (days->works[mend__civil_weekday(day) - 1] ? 1 : 0);
    odd[days->odd_count++] = (mend__odd_day){day, works, change};
}

mend_status mend__days_build(mend__days *out, const mend__card *card, const mend_zone *zone, mend__arena *arena)
{
    mend__days days = {{false}, 0, NULL, 0};
    uint32_t next = 0, room = card->special_count;
    int32_t first, end;
    for (size_t i = 0; i < 7; i++) {
        days.works[i] = card->week[i].count > 0;
        days.per_week += days.works[i];
    }
    for (uint32_t i = 0; i < zone->move_count; i++) {
        room += days_left_out(zone, i, &first, &end) ? (uint32_t)(end - first) : 0;
    }
    if (room == 0) {
        *out = days;
        return MEND_OK;
    }
    mend__odd_day *odd = mend__arena_get(arena, room * sizeof *odd);
    if (odd == NULL) {
        return MEND_NOMEM;
    }
    for (uint32_t i = 0; i <= zone->move_count; i++) {
        bool left_out = i < zone->move_count && days_left_out(zone, i, &first, &end);
        if (!left_out && i < zone->move_count) {
            continue;
        }
        for (; next < card->special_count && (!left_out || card->specials[next].day < first); next++) {
            days_add(&days, odd, card->specials[next].day, card->specials[next].hours.count > 0);
        }
        for (int32_t day = first; left_out && day < end; day++) {
            next += next < card->special_count && card->specials[next].day == day;
            days_add(&days, odd, day, false);
        }
    }
    days.odd = odd;
    *out = days;
    return MEND_OK;
}
