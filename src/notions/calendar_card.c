/*
 * calendar_card.c - looking up the hours of a date, see calendar_card.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "calendar_card.h"

uint32_t mend__card_before(const mend__card *card, int32_t day)
{
    uint32_t low = 0, high = card->special_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (card->specials[middle].day < day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const mend__special *mend__card_special(const mend__card *card, int32_t day)
{
    uint32_t i = mend__card_before(card, day);
    return i < card->special_count && card->specials[i].day == day ? &card->specials[i] : NULL;
}

const mend__hours *mend__card_hours(const mend__card *card, int32_t day)
{
    const mend__special *special = mend__card_special(card, day);
    return special != NULL ? &special->hours : &card->week[mend__civil_weekday(day) - 1];
}
