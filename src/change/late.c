/*
 * late.c - which notices of a catch-up go out, see late.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "late.h"

#include <string.h>

static bool can_be_superseded(const mend__waiting *w)
{
    return w->frame.late > 0 && w->clock->late == MEND__LATE_ONCE;
}

void mend__wait_supersede(mend__wait_list *l, const mend__clock *c, const mend__notice *notices, uint32_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < l->count; i++) {
        const mend__waiting *w = &l->items[i];
        bool again = false;
        for (uint32_t k = 0; k < count && w->clock == c && can_be_superseded(w) && !again; k++)
            again = mend__str_eq(notices[k].to, w->notice->to);
        if (!again)
            l->items[kept++] = *w;
    }
    l->count = kept;
}

static mend_status make_room(mend__wait_list *l, size_t more, mend__arena *arena)
{
    size_t wanted = l->count + more;
    if (wanted <= l->capacity)
        return MEND_OK;
    if (wanted < 2 * l->capacity)
        wanted = 2 * l->capacity;
    mend__waiting *items = mend__arena_get(arena, wanted * sizeof *items);
    if (!items)
        return MEND_NOMEM;
    if (l->count)
        memcpy(items, l->items, l->count * sizeof *items);
    l->items = items;
    l->capacity = wanted;
    return MEND_OK;
}

mend_status mend__wait_add(mend__wait_list *l, const mend__clock *c, const mend__notice_frame *frame,
                           const mend__notice *notices, uint32_t count, mend__arena *arena)
{
    if (frame->late > 0 && c->late == MEND__LATE_SKIP)
        return MEND_OK;
    mend_status s = make_room(l, count, arena);
    for (uint32_t i = 0; i < count && s == MEND_OK; i++)
        l->items[l->count++] = (mend__waiting){c, &notices[i], *frame};
    return s;
}

bool mend__wait_open(const mend__wait_list *l)
{
    for (size_t i = 0; i < l->count; i++)
        if (can_be_superseded(&l->items[i]))
            return true;
    return false;
}

void mend__wait_send(const mend__wait_list *l, const mend_policy *policy, const mend_ticket *t, mend_result *r)
{
    for (size_t i = 0; i < l->count; i++)
        mend__notices_add(policy, t, &l->items[i].frame, l->items[i].notice, 1, r);
}
