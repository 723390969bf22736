/*
 * staff.h - the people of a shop as the library wants them: candidates, from a file or from the database.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_STAFF_H
#define DESK_STAFF_H

#include "app.h"

/* Reads people from a file, a JSON array, JSON lines, or CSV (docs/dispatch.md), and adds them to `out` as a JSON array.
 * They are held against the policy's names; what is wrong is told with its line. */
ending staff_read(app *a, const mend_policy *policy, const char *path, text *out);
/* People of CSV as lines of JSON, each in the line of its row; all that is wrong is told. */
ending staff_rows(const app *a, const mend_policy *policy, const char *path, const char *bytes, size_t len, text *out);
/* The people of the database likewise; none where nobody was added. */
ending staff_stored(app *a, text *out);

#endif
