/*
 * presets.h - the built-in policies, calendars and regimes: the files of src/policy/presets, src/policy/calendars and
 * src/policy/regimes, embedded by the build in bytewise order of their names. src/policy/embed.cmake writes the tables.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__PRESETS_H
#define MEND__PRESETS_H

#include <stddef.h>

typedef struct mend__preset {
    const char *id;            /* the file's name without .json, such as "standard@1" */
    const unsigned char *text; /* the file's bytes and a NUL */
    size_t len;                /* without the NUL */
} mend__preset;

/* mend__preset_count entries, ascending by id, and one of zeros at the end. */
extern const mend__preset mend__presets[];
extern const size_t mend__preset_count;

/* The same of mend__calendar_count calendars. */
extern const mend__preset mend__calendars[];
extern const size_t mend__calendar_count;

/* The same of mend__regime_count regimes. */
extern const mend__preset mend__regimes[];
extern const size_t mend__regime_count;

#endif
