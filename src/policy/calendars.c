/*
 * calendars.c - the built-in calendars as hosts see them, see mend/calendar.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/calendar.h"
#include "presets.h"

#include <string.h>

int32_t mend_calendar_ready_count(void)
{
    return (int32_t)mend__calendar_count;
}

const char *mend_calendar_ready_name(int32_t index)
{
    return index < 0 || index >= mend_calendar_ready_count() ? NULL : mend__calendars[index].id;
}

const char *mend_calendar_ready_text(const char *name, size_t *len)
{
    for (size_t i = 0; name != NULL && i < mend__calendar_count; i++) {
        if (strcmp(name, mend__calendars[i].id) == 0) {
            if (len != NULL) {
                *len = mend__calendars[i].len;
            }
            return (const char *)mend__calendars[i].text;
        }
    }
    return NULL;
}
