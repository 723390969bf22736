/*
 * scenario_read.c - a story as lines, and the words and instants in them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "scenario.h"
#include "files.h"

#include "clock.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define DAY_MS INT64_C(86400000)

/* ---- lists of texts ---- */

void strings_add(strings *list, const char *s, size_t len)
{
    if (list->count == list->cap) {
        size_t cap = list->cap == 0 ? 16 : list->cap * 2;
        char **more = realloc(list->items, cap * sizeof *more);
        if (more == NULL) {
            list->failed = true;
            return;
        }
        list->items = more;
        list->cap = cap;
    }
    char *copy = malloc(len + 1);
    if (copy == NULL) {
        list->failed = true;
        return;
    }
    memcpy(copy, s, len);
    copy[len] = '\0';
    list->items[list->count++] = copy;
}

void strings_clear(strings *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i]);
    }
    list->count = 0;
}

void strings_free(strings *list)
{
    strings_clear(list);
    free(list->items);
    *list = (strings){NULL, 0, 0, false};
}

/* ---- messages ---- */

#if defined(__GNUC__)
__attribute__((format(printf, 3, 0)))
#endif
static void
wrong_at(world *w, size_t index, const char *form, va_list args)
{
    fprintf(stderr, "%s:%zu: ", w->s->path, index + 1);
    vfprintf(stderr, form, args);
    fputc('\n', stderr);
    w->spoilt = true;
}

void story_wrong(world *w, size_t index, const char *en, const char *zh, ...)
{
    va_list args;
    va_start(args, zh);
    wrong_at(w, index, w->a->zh ? zh : en, args);
    va_end(args);
}

void story_fault(world *w, mend_status status, const char *detail)
{
    story_wrong(w, w->line, "%s: %s", "%s：%s", mend_status_name(status) + strlen("MEND_"),
                detail == NULL || detail[0] == '\0' ? mend_status_text(status) : detail);
}

/* The outcome is lines: what would break them becomes a blank. */
void story_tell(world *w, const char *form, ...)
{
    va_list args, again;
    va_start(args, form);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, form, args);
    va_end(args);
    size_t before = strlen(w->prefix);
    char *bytes = len < 0 ? NULL : malloc(before + (size_t)len + 1);
    if (bytes == NULL) {
        w->got.failed = true;
        va_end(again);
        return;
    }
    memcpy(bytes, w->prefix, before);
    vsnprintf(bytes + before, (size_t)len + 1, form, again);
    len += (int)before;
    va_end(again);
    for (char *c = bytes; *c != '\0'; c++) {
        if ((unsigned char)*c < 0x20 || *c == 0x7F) {
            *c = ' ';
        }
    }
    while (len > 0 && bytes[len - 1] == ' ') {
        len--;
    }
    strings_add(&w->got, bytes, (size_t)len);
    free(bytes);
}

/* ---- words and instants ---- */

const char *story_word(const char **rest, size_t *len)
{
    const char *word = *rest + strspn(*rest, " \t");
    *len = strcspn(word, " \t");
    *rest = word + *len;
    *rest += strspn(*rest, " \t");
    return *len == 0 ? NULL : word;
}

/* "09:05" or "09:05:12", the whole of a word. */
static bool time_of_day(const char *s, size_t len, int64_t *ms)
{
    int parts[3] = {0, 0, 0};
    if (len != 5 && len != 8) {
        return false;
    }
    for (size_t i = 0; i < len; i++) {
        bool colon = i % 3 == 2;
        if (colon ? s[i] != ':' : s[i] < '0' || s[i] > '9') {
            return false;
        }
        if (!colon) {
            parts[i / 3] = parts[i / 3] * 10 + (s[i] - '0');
        }
    }
    *ms = ((parts[0] * 60 + parts[1]) * 60 + parts[2]) * INT64_C(1000);
    return parts[0] < 24 && parts[1] < 60 && parts[2] < 60;
}

static bool with_offset(const char *s, size_t len, int64_t *out)
{
    char copy[64];
    if (len >= sizeof copy || memchr(s, 'T', len) == NULL) {
        return false;
    }
    memcpy(copy, s, len);
    copy[len] = '\0';
    return clock_read(copy, out);
}

bool story_instant(const world *w, const char **rest, const int64_t *day, int64_t *out)
{
    const char *at = *rest;
    size_t len = 0;
    int32_t date = 0, ms_of_day = 0;
    int64_t ms = 0;
    const char *word = story_word(&at, &len);
    if (word == NULL) {
        return false;
    }
    if (with_offset(word, len, out)) {
        *rest = at;
        return true;
    }
    if (time_of_day(word, len, &ms)) {
        if (day == NULL || mend_zone_local(w->zone, *day, &date, &ms_of_day) != MEND_OK) {
            return false;
        }
    } else {
        if (mend_date_parse(word, len, &date, NULL) != MEND_OK) {
            return false;
        }
        word = story_word(&at, &len);
        if (word == NULL || !time_of_day(word, len, &ms)) {
            return false;
        }
    }
    if (mend_zone_utc(w->zone, date, (int32_t)ms, out) != MEND_OK) {
        return false;
    }
    *rest = at;
    return true;
}

void story_show(const world *w, int64_t at, char *out)
{
    int32_t date = 0, ms = 0;
    size_t len = 0;
    if (mend_zone_local(w->zone, at, &date, &ms) != MEND_OK ||
        mend_date_write(date, out, CLOCK_TEXT, &len) != MEND_OK) {
        clock_write(at, out);
        return;
    }
    int seconds = ms / 1000, fraction = ms % 1000;
    char *to = out + len;
    size_t room = CLOCK_TEXT - len;
    if (fraction != 0) {
        snprintf(to, room, " %02d:%02d:%02d.%03d", seconds / 3600, seconds / 60 % 60, seconds % 60, fraction);
    } else if (seconds % 60 != 0) {
        snprintf(to, room, " %02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    } else {
        snprintf(to, room, " %02d:%02d", seconds / 3600, seconds / 60 % 60);
    }
}

/* ---- lines ---- */

static line_kind kind_of(const char *words, bool indented, bool steps)
{
    if (words[0] == '\0' || words[0] == '#' || words[0] == '*') {
        return LINE_OTHER;
    }
    if (words[0] == '=') {
        return LINE_OUTCOME;
    }
    if (words[0] == '?') {
        return LINE_ASK;
    }
    if (!indented && words[0] >= '0' && words[0] <= '9') {
        return LINE_STEP;
    }
    return indented && steps ? LINE_GIVEN : LINE_HEAD;
}

/* Makes lines[i] of the raw line, whose trimmed copy goes to *copy, which moves behind it. */
static void take_line(story_line *to, char *raw, char **copy, bool *steps)
{
    size_t blanks = strspn(raw, " \t"), len = strlen(raw + blanks);
    while (len > 0 && strchr(" \t\r", raw[blanks + len - 1]) != NULL) {
        len--;
    }
    memcpy(*copy, raw + blanks, len);
    (*copy)[len] = '\0';
    to->raw = raw;
    to->text = *copy;
    to->kind = kind_of(to->text, blanks > 0, *steps);
    if (to->kind == LINE_OUTCOME) {
        to->text += 1 + strspn(to->text + 1, " ");
    }
    *steps = *steps || to->kind == LINE_STEP || to->kind == LINE_ASK;
    *copy += len + 1;
}

static bool take_lines(world *w, story *s, size_t len)
{
    size_t bom = len >= 3 && memcmp(s->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0, lines = 1;
    bool steps = false;
    for (size_t i = 0; i < len; i++) {
        lines += s->bytes[i] == '\n';
    }
    s->lines = calloc(lines, sizeof *s->lines);
    s->copies = malloc(len + lines + 1);
    if (s->lines == NULL || s->copies == NULL) {
        story_fault(w, MEND_NOMEM, NULL);
        return false;
    }
    char *copy = s->copies;
    for (size_t at = bom; at < len || (at == len && at == bom);) {
        char *raw = s->bytes + at, *end = memchr(raw, '\n', len - at);
        size_t n = end == NULL ? len - at : (size_t)(end - raw);
        if (n > STORY_LINE) {
            story_wrong(w, s->count, "a line has at most %d bytes", "一行至多 %d 字节", STORY_LINE);
            return false;
        }
        raw[n] = '\0';
        take_line(&s->lines[s->count++], raw, &copy, &steps);
        at += n + 1;
    }
    return true;
}

bool story_read(world *w, story *s, const char *path)
{
    ending e;
    size_t len = 0;
    memset(s, 0, sizeof *s);
    s->path = path;
    w->s = s;
    s->bytes = file_text(w->a, path, STORY_BYTES, true, &len, &e);
    if (s->bytes == NULL) {
        w->spoilt = true;
        return false;
    }
    return take_lines(w, s, len);
}

void story_free(story *s)
{
    free(s->bytes);
    free(s->copies);
    free(s->lines);
    memset(s, 0, sizeof *s);
}
