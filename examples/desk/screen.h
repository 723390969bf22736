/*
 * screen.h - how texts fit on a terminal: width in columns, cutting, padding, colour.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_SCREEN_H
#define DESK_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef enum colour { PLAIN, BOLD, DIM, RED, YELLOW, GREEN, BLUE } colour;

/* Whether out is a terminal whose user has not turned colours off (NO_COLOR, TERM=dumb). */
bool screen_colours(FILE *out);

/* Columns a UTF-8 text takes; Chinese, Japanese and Korean characters take two. Control characters take none: they are
 * never printed as they are. */
size_t screen_width(const char *s);

/* Prints s cut to `width` columns (with … where something is missing) and padded to them if `pad`. */
void screen_cell(FILE *out, const char *s, size_t width, bool pad, colour c, bool colours);

/* Prints text of several lines, each further one indented; control characters other than line feeds become spaces. */
void screen_lines(FILE *out, const char *s, size_t indent);

#endif
