/*
 * reason.c - names of the reason codes, all derived from reason_list.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/reason.h"
#include "text.h"

#define X(name, number) _Static_assert(MEND_REASON_##name == (number), "MEND_REASON_" #name " has changed its number");
#include "reason_list.h"
#undef X

static const struct {
    mend_reason reason;
    const char *name;
} reason_list[] = {
#define X(name, number) {MEND_REASON_##name, #name},
#include "reason_list.h"
#undef X
};

#define LIST_COUNT (sizeof reason_list / sizeof reason_list[0])

const char *mend_reason_name(mend_reason reason)
{
    for (size_t i = 0; i < LIST_COUNT; i++) {
        if (reason_list[i].reason == reason) {
            return reason_list[i].name;
        }
    }
    return "?";
}

mend_status mend_reason_of(const char *name, size_t len, mend_reason *out)
{
    mend__str wanted = mend__str_of(name, len);
    if (wanted.p == NULL || out == NULL) {
        return MEND_INVALID;
    }
    for (size_t i = 0; i < LIST_COUNT; i++) {
        if (mend__str_is(wanted, reason_list[i].name)) {
            *out = reason_list[i].reason;
            return MEND_OK;
        }
    }
    return MEND_NOT_FOUND;
}
