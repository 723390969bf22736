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

/* How many bytes of the line that s begins with fit into `width` columns (2 at least): all of it, else up to where it may
 * be broken (a blank; behind a Chinese character), else as much as goes in. The blank or line feed behind it is left to
 * the caller. */
size_t screen_fit(const char *s, size_t width);

/* Prints that many bytes of s, padded to `width` columns. */
void screen_span(FILE *out, const char *s, size_t bytes, size_t width);

/* Prints text of several lines, each further one indented; control characters other than line feeds become spaces. */
void screen_lines(FILE *out, const char *s, size_t indent);

#endif
