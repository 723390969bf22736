/*
 * section_calendars.c - reading the calendars of a policy document, see section_calendars.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "section_calendars.h"
#include "layers.h"
#include "notions/calendar.h"
#include "ticket/member.h"

#include <string.h>

/* The built-in calendar that the text names. */
static mend_status calendars_ready(const mend__json *tree, mend__node like, const mend__preset **out, mend_error *err)
{
    mend_status status = mend__must_be(tree, like, MEND__JSON_STRING, "the name of a built-in calendar", err);
    if (status != MEND_OK) {
        return status;
    }
    mend__str id = mend__json_str(tree, like);
    *out = mend__preset_find(mend__calendars, mend__calendar_count, id);
    if (*out == NULL) {
        mend__guess g;
        mend__guess_start(&g, id);
        for (size_t i = 0; i < mend__calendar_count; i++) {
            mend__guess_feed(&g, (mend__str){mend__calendars[i].id, strlen(mend__calendars[i].id)});
        }
        return mend__unknown_value(tree, like, "built-in calendar", &g, err);
    }
    return MEND_OK;
}

/* The calendar as it is meant: what it is like, with its own members laid over. */
static mend_status calendars_whole(mend__json *tree, mend__node own, mend__node *out, mend_error *err)
{
    const mend__preset *ready = NULL;
    mend__node like = mend__json_get(tree, own, "like"), base = MEND__NONE;
    *out = own;
    if (like == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = calendars_ready(tree, like, &ready, err);
    if (status == MEND_OK) {
        status = mend__json_read(tree, (const char *)ready->text, ready->len, MEND__POLICY_BYTES, MEND__POLICY_DEPTH,
                                 &base, err);
    }
    return status != MEND_OK ? status : mend__json_merge_under(tree, base, own, out, err);
}

static mend_status calendars_one(mend_policy *policy, mend__json *tree, const mend__name *name, uint32_t *dates,
                                 const mend_calendar **out, mend_error *err)
{
    static const char *const members[] = {"order",    "label",      "like",        "zone", "week",
                                          "holidays", "exceptions", "known_until", NULL};
    const mend__zone_source zones = {mend__zones_find, &policy->zones, false, policy->zone};
    mend__node whole = MEND__NONE;
    mend_calendar *calendar = NULL;
    if (mend__str_is(name->id, "always")) {
        return mend__json_fail_key(tree, name->node, MEND_SCHEMA,
                                   "\"always\" is time as it passes, and no calendar's name", err);
    }
    mend_status status = mend__members_known(tree, name->node, members, err);
    status = status != MEND_OK ? status : calendars_whole(tree, name->node, &whole, err);
    status = status != MEND_OK ? status
                               : mend__calendar_compile(&policy->arena, tree, whole, members, &zones, &calendar, err);
    if (status != MEND_OK) {
        return status;
    }
    *dates += calendar->card.special_count;
    if (*dates > MEND__CALENDAR_DATES_MAX) {
        return mend__too_many(tree, name->node, MEND__CALENDAR_DATES_MAX, "holidays and exceptions in all calendars",
                              err);
    }
    *out = calendar;
    return MEND_OK;
}

mend_status mend__calendars_read(mend_policy *policy, mend__json *tree, mend__node root, mend_error *err)
{
    mend__vocab *v = &policy->vocab;
    mend__node section = mend__json_get(tree, root, "calendars");
    uint32_t dates = 0;
    mend_status status =
        mend__names_read(&policy->arena, tree, section, MEND__NAMES_PLAIN, MEND__CALENDARS_MAX, &v->calendars, err);
    if (status != MEND_OK) {
        return status;
    }
    const mend_calendar **calendars = mend__arena_get(&policy->arena, v->calendars.count * sizeof *calendars);
    if (calendars == NULL) {
        return mend__no_memory(err);
    }
    for (uint32_t i = 0; i < v->calendars.count && status == MEND_OK; i++) {
        status = calendars_one(policy, tree, &v->calendars.items[i], &dates, &calendars[i], err);
    }
    v->calendar = calendars;
    return status;
}
