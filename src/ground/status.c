/*
 * status.c - names and texts of the status codes, all derived from status_list.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "text.h"

#define X(name, number, text) _Static_assert(MEND_##name == (number), "MEND_" #name " has changed its number");
#include "status_list.h"
#undef X

static const struct {
    mend_status status;
    const char *name;
    const char *text;
} status_list[] = {
#define X(name, number, text) {MEND_##name, "MEND_" #name, text},
#include "status_list.h"
#undef X
};

#define LIST_COUNT (sizeof status_list / sizeof status_list[0])

const char *mend_status_name(mend_status status)
{
    for (size_t i = 0; i < LIST_COUNT; i++) {
        if (status_list[i].status == status) {
            return status_list[i].name;
        }
    }
    return "MEND_?";
}

const char *mend_status_text(mend_status status)
{
    for (size_t i = 0; i < LIST_COUNT; i++) {
        if (status_list[i].status == status) {
            return status_list[i].text;
        }
    }
    return "the library knows no such status";
}

mend_status mend_status_of(const char *name, size_t len, mend_status *out)
{
    mend__str wanted = mend__str_of(name, len);
    if (wanted.p == NULL || out == NULL) {
        return MEND_INVALID;
    }
    for (size_t i = 0; i < LIST_COUNT; i++) {
        if (mend__str_is(wanted, status_list[i].name)) {
            *out = status_list[i].status;
            return MEND_OK;
        }
    }
    return MEND_NOT_FOUND;
}
