/*
 * charges.c - looking things up on a charge card, see charges.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "charges.h"

#define SPLIT_MINUTE 60000

int32_t mend__fees_card(const mend__fees *fees, int32_t day)
{
    int32_t best = -1;
    for (uint32_t i = 0; i < fees->card_names.count; i++) {
        const mend__price_card *card = &fees->cards[i];
        bool holds = (card->from == MEND__NO_DAY || day >= card->from) && //
                     (card->until == MEND__NO_DAY || day <= card->until);
        /* NO_DAY is the smallest number there is: a card without a first day began before all others */
        if (holds && (best < 0 || card->from > fees->cards[best].from)) {
            best = (int32_t)i;
        }
    }
    return best;
}

const mend__priced *mend__card_part(const mend__price_card *card, mend__str code)
{
    size_t low = 0, high = card->part_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = mend__str_order(card->parts[middle].code, code);
        if (order == 0) {
            return &card->parts[middle];
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

/* ---- time at several rates ---- */

/* A walk over a time that is paid by calendars. */
typedef struct splitting {
    const mend__price_card *card;
    int64_t at, end;
    int64_t pct; /* from `at` to `until` */
    int64_t until;
    bool provisional;
} splitting;

/* What holds at `at`, and until when at least: an earlier band may open before the one in force closes. */
static bool split_step(splitting *s)
{
    s->pct = MEND__HUNDRED;
    s->until = s->end;
    for (uint32_t i = 0; i < s->card->band_names.count; i++) {
        const mend_calendar *calendar = s->card->bands[i].calendar;
        int32_t working = 0, flags = 0, more = 0;
        int64_t turn = s->end;
        if (mend_calendar_is_working(calendar, s->at, &working, &flags) != MEND_OK) {
            return false;
        }
        /* a calendar that never turns again answers MEND_RANGE and leaves `turn` at the end */
        (void)(working ? mend_calendar_next_close(calendar, s->at, &turn, &more)
                       : mend_calendar_roll_forward(calendar, s->at, &turn, &more));
        s->until = turn < s->until ? turn : s->until;
        s->provisional = s->provisional || flags != 0;
        if (working) {
            s->pct = s->card->bands[i].pct;
            return true;
        }
    }
    return true;
}

bool mend__card_split(const mend__price_card *card, int64_t from, int64_t to, mend__labour_band *bands, size_t *count,
                      bool *provisional)
{
    splitting s = {card, from, to, MEND__HUNDRED, to, false};
    size_t n = 0;
    int64_t billed = 0; /* minutes up to s.at; each band ends at a whole minute, so that they sum */
    while (s.at < to) {
        if (!split_step(&s)) {
            return false;
        }
        int64_t minutes = (s.until - from) / SPLIT_MINUTE - billed;
        if (n > 0 && bands[n - 1].pct == s.pct) {
            bands[n - 1].minutes += minutes;
        } else if (minutes > 0) {
            if (n == MEND__BANDS_SPLIT) {
                return false;
            }
            bands[n++] = (mend__labour_band){minutes, s.pct};
        }
        billed += minutes;
        s.at = s.until;
    }
    *count = n;
    *provisional = s.provisional;
    return true;
}
