/*
 * files.h - the user's files: read whole, and known to be text where text is needed.
 *
 * What is wrong is said at once, with the file's name and where it can be with line and column; columns count characters.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_FILES_H
#define DESK_FILES_H

#include "app.h"

/* The path, or words for "-". */
const char *file_name(const app *a, const char *path);

/* file_read() (app.h) for text: not empty, UTF-8 without NUL bytes; mark: it may begin with a byte order mark, which is
 * taken away. */
char *file_text(const app *a, const char *path, size_t most, bool mark, size_t *len, ending *e);
/* What file_text() asks of bytes that are there already. */
ending text_check(const app *a, const char *path, const char *bytes, size_t len, bool mark);

/* How many bytes from the beginning are UTF-8 without a NUL: len where all of them are. */
size_t text_good(const char *bytes, size_t len);

/* Where a byte stands, both from 1. */
typedef struct file_place {
    size_t line, column;
} file_place;

file_place file_place_of(const char *bytes, size_t at);

#endif
