/*
 * advise_days.c - calendars and charge cards as of today: what overlaps, what has ended, what ends soon.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "advise.h"
#include "ground/int.h"
#include "notions/calendar.h"
#include "notions/civil.h"
#include "notions/zone.h"

#define SOON_DAYS 90
#define SHUT_DAYS 30

/* A finding about something, with a day. */
static void days_found(const mend__advice *a, mend__found code, mend__node n, mend__str name, int64_t day)
{
    char text[10];
    mend__date_write((int32_t)day, text);
    const mend__found_param params[] = {
        {"day", {text, sizeof text}}, {name.p == NULL ? NULL : "name", name}, {NULL, {NULL, 0}}};
    mend__found_at(a->findings, code, a->tree, n, true, params);
}

static void days_calendar(const mend__advice *a, const mend__name *name, const mend_calendar *calendar, int64_t today)
{
    mend_calendar_info info = {.struct_size = sizeof info};
    int64_t open, now = a->findings->now;
    mend_calendar_about(calendar, &info);
    if (info.overlaps > 0) {
        mend__found_name(a->findings, MEND__FOUND_CALENDAR_OVERLAP, a->tree, name->node, name->id);
    }
    if (info.doubles > 0) {
        mend__found_name(a->findings, MEND__FOUND_CALENDAR_DOUBLE, a->tree, name->node, name->id);
    }
    if (today == INT64_MIN) {
        return;
    }
    if (info.known_until != INT32_MAX && info.known_until < today + SOON_DAYS) {
        days_found(a, info.known_until < today ? MEND__FOUND_CALENDAR_ENDED : MEND__FOUND_CALENDAR_ENDS_SOON,
                   name->node, name->id, info.known_until);
    }
    if (mend_calendar_roll_forward(calendar, now, &open, NULL) != MEND_OK ||
        open > now + (int64_t)SHUT_DAYS * MEND__DAY_MS) {
        mend__found_name(a->findings, MEND__FOUND_CALENDAR_SHUT, a->tree, name->node, name->id);
    }
}

/* Today's card, and the day on which the last of those that follow on each other ends. */
static void days_cards(const mend__advice *a, int64_t today)
{
    const mend__fees *fees = &a->policy->fees;
    mend__node section = mend__json_get(a->tree, a->root, "fees"), cards = mend__json_get(a->tree, section, "cards");
    for (int64_t day = today; day < today + SOON_DAYS && day <= MEND__DAY_MAX; day++) {
        if (mend__fees_card(fees, (int32_t)day) < 0) {
            days_found(a, day == today ? MEND__FOUND_CARD_NONE : MEND__FOUND_CARD_ENDS_SOON, cards,
                       (mend__str){NULL, 0}, day == today ? day : day - 1);
            return;
        }
    }
}

void mend__advise_days(const mend__advice *a)
{
    const mend__vocab *v = &a->policy->vocab;
    int64_t today = INT64_MIN;
    if (a->findings->now != INT64_MIN) {
        today = mend__floor_div(mend__zone_local(a->policy->zone, a->findings->now), MEND__DAY_MS);
    }
    for (uint32_t i = 0; i < v->calendars.count; i++) {
        days_calendar(a, &v->calendars.items[i], v->calendar[i], today);
    }
    if (a->policy->fees.there && today >= MEND__DAY_MIN && today <= MEND__DAY_MAX) {
        days_cards(a, today);
    }
}
