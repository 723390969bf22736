/*
 * presets.c - the built-in policies as hosts see them, see mend/policy.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "presets.h"
#include "mend/policy.h"

#include <string.h>

int32_t mend_preset_count(void)
{
    return (int32_t)mend__preset_count;
}

const char *mend_preset_name(int32_t index)
{
    return index < 0 || index >= mend_preset_count() ? NULL : mend__presets[index].id;
}

const char *mend_preset_text(const char *name, size_t *len)
{
    for (size_t i = 0; name != NULL && i < mend__preset_count; i++) {
        if (strcmp(name, mend__presets[i].id) == 0) {
            if (len != NULL) {
                *len = mend__presets[i].len;
            }
            return (const char *)mend__presets[i].text;
        }
    }
    return NULL;
}
