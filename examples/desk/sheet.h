/*
 * sheet.h - the two ways a filled sheet leaves the desk: as plain text, and as a page to print.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_SHEET_H
#define DESK_SHEET_H

#include "app.h"

/* The sheet is the door's reply. False: there is no memory. */
bool sheet_text(const app *a, FILE *out, const json *j, json_node sheet);
/* One file that needs nothing else: no scripts, nothing from elsewhere. Everything that comes from the sheet is escaped. */
void sheet_html(FILE *out, const json *j, json_node sheet);

/* Whether the sheet's own words are Chinese, whatever language the user's messages are in. */
bool sheet_chinese(const json *j, json_node sheet);

/* Whether a number stands on it, or the place for one: not on a table of levels or charges that belongs to no ticket. */
bool sheet_numbered(const json *j, json_node sheet);

#endif
