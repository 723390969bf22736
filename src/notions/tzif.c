/*
 * tzif.c - reading compiled zone files, see tzif.h.
 *
 * A file is a block with 32-bit times; from version 2 on a second block with 64-bit times and a rule follow, and the
 * first one counts only as something to be passed over.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tzif.h"
#include "ground/error.h"
#include "ground/int.h"
#include "instant.h"
#include "mend/reason.h"

#include <string.h>

#define HEADER       44
#define TYPE_SIZE    6
#define TYPES_MAX    256 /* a type's index is one byte */
#define LEAPS_MAX    1000
#define OFFSET_LEAST (-89999) /* seconds; RFC 8536 asks for no more than this, and a day and an hour are enough */
#define OFFSET_MOST  93599

/* Moves are kept within three days of what instants can be. */
#define EARLIEST (MEND__INSTANT_MIN / 1000 - 259200)
#define LATEST   (MEND__INSTANT_MAX / 1000 + 259200)

static mend_status tzif_wrong(mend_error *err, size_t at, const char *text)
{
    return mend__fail_at(err, MEND_SYNTAX, MEND_REASON_BAD_ZONE, at, text);
}

static uint32_t tzif_u32(const mend__tzif *f, size_t at)
{
    const unsigned char *b = f->bytes + at;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* Two's complement of either width without relying on how the compiler converts. */
static int64_t tzif_signed(const mend__tzif *f, size_t at, size_t width)
{
    uint64_t value = tzif_u32(f, at);
    if (width == 4) {
        return value <= INT32_MAX ? (int64_t)value : (int64_t)value - 4294967296;
    }
    value = value << 32 | tzif_u32(f, at + 4);
    return value <= INT64_MAX ? (int64_t)value : -(int64_t)(UINT64_MAX - value) - 1;
}

static int64_t tzif_time(const mend__tzif *f, uint32_t i)
{
    return tzif_signed(f, f->time_at + i * f->width, f->width);
}

static int64_t tzif_leap_time(const mend__tzif *f, uint32_t i)
{
    return tzif_signed(f, f->leap_at + i * (f->width + 4), f->width);
}

static int64_t tzif_leap_seconds(const mend__tzif *f, uint32_t i)
{
    return tzif_signed(f, f->leap_at + i * (f->width + 4) + f->width, 4);
}

static int32_t tzif_offset(const mend__tzif *f, uint32_t type)
{
    return (int32_t)tzif_signed(f, f->type_at + type * TYPE_SIZE, 4);
}

/* ---- checking ---- */

/* Lays out the block whose header stands at `at`; everything of it lies within the file. */
static mend_status tzif_lay_out(mend__tzif *f, size_t at, size_t width, mend_error *err)
{
    if (f->len - at < HEADER) {
        return tzif_wrong(err, f->len, "the file ends within a header of 44 bytes");
    }
    if (memcmp(f->bytes + at, "TZif", 4) != 0) {
        return tzif_wrong(err, at, "expected \"TZif\"");
    }
    f->width = width;
    f->universals = tzif_u32(f, at + 20);
    f->standards = tzif_u32(f, at + 24);
    f->leaps = tzif_u32(f, at + 28);
    f->times = tzif_u32(f, at + 32);
    f->types = tzif_u32(f, at + 36);
    f->chars = tzif_u32(f, at + 40);
    /* Six numbers below 2^32, each times at most 12: far below 2^64. */
    uint64_t size = (uint64_t)f->times * (width + 1) + (uint64_t)f->types * TYPE_SIZE + f->chars +
                    (uint64_t)f->leaps * (width + 4) + f->standards + f->universals;
    if (size > f->len - at - HEADER) {
        return tzif_wrong(err, at + 20, "the counts of the header ask for more bytes than there are");
    }
    f->time_at = at + HEADER;
    f->index_at = f->time_at + f->times * width;
    f->type_at = f->index_at + f->times;
    f->char_at = f->type_at + (size_t)f->types * TYPE_SIZE;
    f->leap_at = f->char_at + f->chars;
    f->standard_at = f->leap_at + f->leaps * (width + 4);
    f->universal_at = f->standard_at + f->standards;
    f->end = f->universal_at + f->universals;
    return MEND_OK;
}

static mend_status tzif_check_counts(const mend__tzif *f, mend_error *err)
{
    size_t counts = f->time_at - HEADER + 20;
    if (f->universals != 0 && f->universals != f->types) {
        return tzif_wrong(err, counts, "expected as many UT indicators as types, or none");
    }
    if (f->standards != 0 && f->standards != f->types) {
        return tzif_wrong(err, counts + 4, "expected as many standard time indicators as types, or none");
    }
    if (f->leaps > LEAPS_MAX || f->times > MEND__TZIF_MOVES_MAX) {
        return mend__fail_at(err, MEND_LIMIT, MEND_REASON_BAD_ZONE, f->leaps > LEAPS_MAX ? counts + 8 : counts + 12,
                             "a zone takes at most 2000 moves of the clocks and 1000 leap seconds");
    }
    if (f->types == 0 || f->types > TYPES_MAX) {
        return tzif_wrong(err, counts + 16, "expected 1 to 256 types of local time");
    }
    if (f->chars == 0 || f->bytes[f->char_at + f->chars - 1] != 0) {
        return tzif_wrong(err, counts + 20, "expected abbreviations that end with a NUL");
    }
    return MEND_OK;
}

static mend_status tzif_check_types(const mend__tzif *f, mend_error *err)
{
    for (uint32_t i = 0; i < f->types; i++) {
        size_t at = f->type_at + (size_t)i * TYPE_SIZE;
        int64_t offset = tzif_signed(f, at, 4);
        if (offset < OFFSET_LEAST || offset > OFFSET_MOST) {
            return tzif_wrong(err, at, "an offset from UTC is a day or more");
        }
        if (f->bytes[at + 4] > 1) {
            return tzif_wrong(err, at + 4, "expected 0 or 1 for summer time");
        }
        if (f->bytes[at + 5] >= f->chars) {
            return tzif_wrong(err, at + 5, "there is no such abbreviation");
        }
    }
    for (size_t at = f->standard_at; at < f->end; at++) {
        if (f->bytes[at] > 1) {
            return tzif_wrong(err, at, "expected an indicator, 0 or 1");
        }
    }
    return MEND_OK;
}

static mend_status tzif_check_times(const mend__tzif *f, mend_error *err)
{
    for (uint32_t i = 0; i < f->times; i++) {
        if (i > 0 && tzif_time(f, i) <= tzif_time(f, i - 1)) {
            return tzif_wrong(err, f->time_at + i * f->width, "the times of the moves do not ascend");
        }
        if (f->bytes[f->index_at + i] >= f->types) {
            return tzif_wrong(err, f->index_at + i, "there is no such type of local time");
        }
    }
    for (uint32_t i = 1; i < f->leaps; i++) {
        if (tzif_leap_time(f, i) <= tzif_leap_time(f, i - 1)) {
            return tzif_wrong(err, f->leap_at + i * (f->width + 4), "the times of the leap seconds do not ascend");
        }
    }
    return MEND_OK;
}

/* The footer: a line feed, a rule or nothing, a line feed, and the end of the file. */
static mend_status tzif_read_footer(mend__tzif *f, mend_error *err)
{
    if (f->end == f->len || f->bytes[f->end] != '\n') {
        return tzif_wrong(err, f->end, "expected a line feed before the rule");
    }
    const unsigned char *start = f->bytes + f->end + 1;
    const unsigned char *stop = memchr(start, '\n', f->len - f->end - 1);
    if (stop == NULL) {
        return tzif_wrong(err, f->len, "expected a line feed behind the rule");
    }
    if (stop + 1 != f->bytes + f->len) {
        return tzif_wrong(err, (size_t)(stop + 1 - f->bytes), "there are bytes behind the rule");
    }
    if (stop != start) {
        size_t at;
        const char *wrong =
            mend__zone_read_posix(&f->rule, (mend__str){(const char *)start, (size_t)(stop - start)}, &at);
        if (wrong != NULL) {
            return tzif_wrong(err, f->end + 1 + at, wrong);
        }
    }
    return MEND_OK;
}

static mend_status tzif_check_block(const mend__tzif *f, mend_error *err)
{
    mend_status status = tzif_check_counts(f, err);
    if (status == MEND_OK) {
        status = tzif_check_types(f, err);
    }
    return status == MEND_OK ? tzif_check_times(f, err) : status;
}

mend_status mend__tzif_open(mend__tzif *file, const void *bytes, size_t len, mend_error *err)
{
    memset(file, 0, sizeof *file);
    file->bytes = bytes;
    file->len = len;
    mend_status status = tzif_lay_out(file, 0, 4, err);
    if (status != MEND_OK) {
        return status;
    }
    unsigned char version = file->bytes[4];
    if (version > '4' && version <= '9') {
        return mend__fail_at(err, MEND_UNSUPPORTED, MEND_REASON_BAD_ZONE, 4, "this release reads versions 1 to 4");
    }
    if (version != 0 && (version < '2' || version > '4')) {
        return tzif_wrong(err, 4, "expected a version, NUL or 2 to 4");
    }
    if (version != 0) {
        status = tzif_lay_out(file, file->end, 8, err);
        if (status == MEND_OK && file->bytes[file->time_at - HEADER + 4] != version) {
            status = tzif_wrong(err, file->time_at - HEADER + 4, "the two headers name different versions");
        }
    }
    if (status == MEND_OK) {
        status = tzif_check_block(file, err);
    }
    if (status != MEND_OK) {
        return status;
    }
    /* Without a rule the last move holds for ever. */
    mend__zone_fixed(&file->rule,
                     tzif_offset(file, file->times == 0 ? 0 : file->bytes[file->index_at + file->times - 1]));
    if (version != 0) {
        return tzif_read_footer(file, err);
    }
    return file->end == len ? MEND_OK : tzif_wrong(err, file->end, "there are bytes behind the data");
}

/* ---- the zone ---- */

/* The seconds of a time in the file without the leap seconds up to it; *leap goes along with ascending times. */
static int64_t tzif_plain(const mend__tzif *f, int64_t time, uint32_t *leap)
{
    while (*leap < f->leaps && tzif_leap_time(f, *leap) <= time) {
        ++*leap;
    }
    if (time < EARLIEST || time > LATEST || *leap == 0) {
        return time;
    }
    return time - tzif_leap_seconds(f, *leap - 1); /* both far below 2^62 */
}

void mend__tzif_zone(const mend__tzif *file, mend__zone_move *moves, mend_zone *zone)
{
    uint32_t leap = 0, count = 0;
    mend_zone result = file->rule;
    result.before = tzif_offset(file, 0);
    result.most = result.most > result.before ? result.most : result.before;
    for (uint32_t i = 0; i < file->times; i++) {
        int64_t second = tzif_plain(file, tzif_time(file, i), &leap);
        int32_t offset = tzif_offset(file, file->bytes[file->index_at + i]);
        second = second < EARLIEST ? EARLIEST : second > LATEST ? LATEST : second;
        if (count > 0 && second * 1000 <= moves[count - 1].at) {
            count--; /* at the edges of time, or where leap seconds make two times one: the later counts */
            second = moves[count].at / 1000;
        }
        moves[count++] = (mend__zone_move){second * 1000, offset};
        result.most = result.most > offset ? result.most : offset;
    }
    result.moves = moves;
    result.move_count = count;
    *zone = result;
}

void mend__zone_copy(const mend_zone *zone, mend__zone_move *moves, mend_zone *out)
{
    *out = *zone;
    if (zone->move_count > 0) {
        memcpy(moves, zone->moves, zone->move_count * sizeof *moves);
    }
    out->moves = moves;
}

mend_status mend_zone_tzif(const mend_allocator *allocator, const void *bytes, size_t len, mend_zone **out,
                           mend_error *error)
{
    mend__alloc alloc;
    mend__tzif file;
    /* The moves lie behind the record in the same block, at a multiple of what they are aligned to. */
    struct block {
        mend_zone zone;
        mend__zone_move moves[];
    } * block;
    if (!mend__error_ok(error) || bytes == NULL || out == NULL || !mend__alloc_init(&alloc, allocator)) {
        return MEND_INVALID;
    }
    mend_status status = mend__tzif_open(&file, bytes, len, error);
    if (status != MEND_OK) {
        return status;
    }
    size_t size = sizeof *block + file.times * sizeof block->moves[0];
    block = mend__new(&alloc, size);
    if (block == NULL) {
        return mend__fail(error, MEND_NOMEM, "no memory for a zone");
    }
    mend__tzif_zone(&file, block->moves, &block->zone);
    block->zone.alloc = alloc;
    block->zone.size = size;
    *out = &block->zone;
    return MEND_OK;
}
