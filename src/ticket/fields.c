/*
 * fields.c - the field catalogue: everything here is derived from field_list.h.
 *
 * The table ascends by number, so a number is found by bisection; a path is found by bisection over a second table of
 * positions. Both orders are checked by the unit test.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fields.h"

#include <string.h>

_Static_assert(offsetof(mend_field_info, struct_size) == 0, "layout of mend_field_info");
_Static_assert(offsetof(mend_field_info, id) == 4, "layout of mend_field_info");
_Static_assert(offsetof(mend_field_info, list) == 8, "layout of mend_field_info");
_Static_assert(offsetof(mend_field_info, type) == 12, "layout of mend_field_info");
_Static_assert(offsetof(mend_field_info, mask) == 16, "layout of mend_field_info");
_Static_assert(offsetof(mend_field_info, max_bytes) == 20, "layout of mend_field_info");
_Static_assert(sizeof(mend_field_info) == 24, "layout of mend_field_info");

/* Place of every entry among all paths in bytewise order, by its number. */
enum {
#define F(id, name, type, mask, max, set, en, zh)
#define L(id, name, en, zh)
#define C(id, list, list_name, name, type, mask, max, set, en, zh)
#define O(id) PLACE_##id,
#include "field_list.h"
#undef F
#undef L
#undef C
#undef O
};

#define F(id, name, type, mask, max, set, en, zh)                                                                      \
    {id, 0, MEND_FIELD_##type, MEND_MASK_##mask, max, sizeof(name) - 1, PLACE_##id, name, name, set, en, zh},
#define L(id, name, en, zh)                                                                                            \
    {id, 0, MEND_FIELD_LIST, MEND_MASK_NONE, 0, sizeof(name) - 1, PLACE_##id, name, name, NULL, en, zh},
#define C(id, list, list_name, name, type, mask, max, set, en, zh)                                                     \
    {id,                                                                                                               \
     list,                                                                                                             \
     MEND_FIELD_##type,                                                                                                \
     MEND_MASK_##mask,                                                                                                 \
     max,                                                                                                              \
     sizeof(list_name "/" name) - 1,                                                                                   \
     PLACE_##id,                                                                                                       \
     name,                                                                                                             \
     list_name "/" name,                                                                                               \
     set,                                                                                                              \
     en,                                                                                                               \
     zh},
#define O(id)
static const mend__field catalogue[] = {
#include "field_list.h"
};
#undef F
#undef L
#undef C
#undef O

#define COUNT (sizeof catalogue / sizeof catalogue[0])

/* Position of every entry, by its number. */
enum {
#define F(id, name, type, mask, max, set, en, zh)                  AT_##id,
#define L(id, name, en, zh)                                        AT_##id,
#define C(id, list, list_name, name, type, mask, max, set, en, zh) AT_##id,
#define O(id)
#include "field_list.h"
#undef F
#undef L
#undef C
#undef O
};

static const uint16_t by_path[] = {
#define F(id, name, type, mask, max, set, en, zh)
#define L(id, name, en, zh)
#define C(id, list, list_name, name, type, mask, max, set, en, zh)
#define O(id) AT_##id,
#include "field_list.h"
#undef F
#undef L
#undef C
#undef O
};

_Static_assert(COUNT == sizeof by_path / sizeof by_path[0], "field_list.h: O() for every entry");
_Static_assert(COUNT <= UINT16_MAX, "positions fit by_path");

/* Position of the first entry whose number is not below `id`; COUNT if there is none. */
static size_t position(int32_t id)
{
    size_t low = 0, high = COUNT;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (catalogue[mid].id < id) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

/* The column of a list whose name it is, or without a list the entry whose path it is. The columns of a list stand behind
 * it and before everything else, as no byte of a name is below the slash. */
static const mend__field *search(const mend__field *list, mend__str text)
{
    size_t skip = list == NULL ? 0 : list->path_len + 1U;
    size_t low = list == NULL ? 0 : list->place + 1U, high = COUNT;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const mend__field *field = &catalogue[by_path[mid]];
        int order = list != NULL && field->list != list->id
                        ? -1
                        : mend__str_order(text, (mend__str){field->path + skip, field->path_len - skip});
        if (order == 0) {
            return field;
        }
        low = order < 0 ? low : mid + 1;
        high = order < 0 ? mid : high;
    }
    return NULL;
}

/* The part of *rest before the next slash, which is taken away with it; false if there is no slash. */
static bool cut(mend__str *rest, mend__str *part)
{
    const char *slash = rest->n > 0 ? memchr(rest->p, '/', rest->n) : NULL;
    if (slash == NULL) {
        return false;
    }
    size_t before = (size_t)(slash - rest->p);
    *part = (mend__str){rest->p, before};
    *rest = (mend__str){slash + 1, rest->n - before - 1};
    return true;
}

/* "3" or "+3": 1 to INT32_MAX without leading zeros. */
static bool row_read(mend__str text, mend__path *path)
{
    bool added = text.n > 0 && text.p[0] == '+';
    int32_t row = 0;
    for (size_t i = added ? 1 : 0; i < text.n; i++) {
        int32_t digit = text.p[i] - '0';
        if (digit < 0 || digit > 9 || row > (INT32_MAX - digit) / 10 || (row == 0 && digit == 0)) {
            return false;
        }
        row = row * 10 + digit;
    }
    path->row = row;
    path->added = added;
    return row > 0;
}

const mend__field *mend__fields(size_t *count)
{
    *count = COUNT;
    return catalogue;
}

const mend__field *mend__field_by_id(int32_t id)
{
    size_t at = position(id);
    return at < COUNT && catalogue[at].id == id ? &catalogue[at] : NULL;
}

const mend__field *mend__field_find(int32_t list, mend__str name)
{
    const mend__field *of = list == 0 ? NULL : mend__field_by_id(list);
    if (list != 0 && (of == NULL || of->type != MEND_FIELD_LIST)) {
        return NULL;
    }
    const mend__field *field = search(of, name);
    return field != NULL && field->list == list ? field : NULL; /* "parts/model" is no field of the ticket */
}

const mend__field *mend__field_by_path(mend__str path)
{
    return search(NULL, path);
}

size_t mend__field_rank(int32_t id)
{
    return id < MEND__CUSTOM ? position(id) : COUNT + (size_t)(id - MEND__CUSTOM);
}

bool mend__path_parse(mend__str text, mend__path *out)
{
    mend__path path = {{text.p, text.n}, {"", 0}, 0, false};
    mend__str rest = text, row;
    if (cut(&rest, &path.head)) {
        row = rest;
        if (cut(&rest, &row)) {
            if (!mend__is_name(rest)) {
                return false;
            }
            path.column = rest;
        }
        if (!row_read(row, &path)) {
            return false;
        }
    }
    if (!mend__is_name(path.head)) {
        return false;
    }
    *out = path;
    return true;
}

int32_t mend_field_count(void)
{
    return (int32_t)COUNT;
}

mend_status mend_field_at(int32_t index, mend_field_info *info)
{
    if (info == NULL || info->struct_size < sizeof *info) {
        return MEND_INVALID;
    }
    if (index < 0 || index >= (int32_t)COUNT) {
        return MEND_RANGE;
    }
    const mend__field *field = &catalogue[index];
    info->id = field->id;
    info->list = field->list;
    info->type = field->type;
    info->mask = field->mask;
    info->max_bytes = field->max_bytes;
    return MEND_OK;
}

mend_status mend_field_of(const char *name, size_t len, int32_t *id)
{
    mend__str path = mend__str_of(name, len);
    if (path.p == NULL || id == NULL) {
        return MEND_INVALID;
    }
    const mend__field *field = mend__field_by_path(path);
    if (field == NULL) {
        return MEND_UNKNOWN_FIELD;
    }
    *id = field->id;
    return MEND_OK;
}

const char *mend_field_name(int32_t id)
{
    const mend__field *field = mend__field_by_id(id);
    return field != NULL ? field->path : NULL;
}

const char *mend_field_label(int32_t id, const char *lang)
{
    const mend__field *field = mend__field_by_id(id);
    if (field == NULL) {
        return NULL;
    }
    bool chinese = lang != NULL && (lang[0] == 'z' || lang[0] == 'Z') && (lang[1] == 'h' || lang[1] == 'H') &&
                   (lang[2] == '\0' || lang[2] == '-' || lang[2] == '_');
    return chinese ? field->zh : field->en;
}

const char *mend_field_set(int32_t id)
{
    const mend__field *field = mend__field_by_id(id);
    return field != NULL ? field->set : NULL;
}
