/*
 * unit_record.c - the functions of mend/warranty.h: units as documents, and as the bytes a store keeps, which are one
 * line "MENDUNIT 1 <CRC-32C in 8 hexadecimal digits>" and canonical JSON behind it. The checksum covers the JSON.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/buf.h"
#include "ground/crc32c.h"
#include "term_read.h"
#include "unit.h"

#include <string.h>

#define UNIT_BYTES 1048576 /* of a document */
#define UNIT_DEPTH 8
#define UNIT_MOST  (8 * 1048576) /* of a record: one is written with what a document may leave out */

static const char head[] = "MENDUNIT 1 00000000\n";
#define HEAD_BYTES (sizeof head - 1)
#define HEAD_NAME  9  /* "MENDUNIT " */
#define HEAD_CRC   11 /* where the checksum stands */

static void crc_write(char out[8], uint32_t crc)
{
    static const char digits[] = "0123456789abcdef";
    for (int i = 0; i < 8; i++) {
        out[i] = digits[(crc >> (28 - 4 * i)) & 15];
    }
}

static mend_status document_write(const mend_unit *u, mend_buf *out, bool framed)
{
    mend__jw w;
    size_t start = out->len;
    if (out->status != MEND_OK) {
        return out->status;
    }
    if (framed) {
        mend__put(out, head, HEAD_BYTES);
    }
    mend__jw_init(&w, out);
    mend__unit_write(u, &w);
    mend_status status = out->status;
    if (status != MEND_OK) {
        mend__buf_rewind(out, start);
    } else if (framed) {
        const char *json = out->data + start + HEAD_BYTES;
        crc_write(out->data + start + HEAD_CRC, mend__crc32c(json, out->len - start - HEAD_BYTES));
    }
    return status;
}

/* Reads the JSON into a new unit and takes the old one's place only if all of it is good. */
static mend_status document_read(mend_unit *unit, mend__str json, size_t most, mend_error *err)
{
    mend__json tree;
    mend__node root = MEND__NONE;
    mend_unit fresh;
    mend__json_init(&tree, &unit->alloc);
    mend__unit_init(&fresh, &unit->alloc);
    mend_status status = mend__json_read(&tree, json.p, json.n, most, UNIT_DEPTH, &root, err);
    status = status != MEND_OK ? status : mend__unit_read(&fresh, &tree, root, err);
    mend_unit unused = status == MEND_OK ? *unit : fresh;
    if (status == MEND_OK) {
        *unit = fresh;
    }
    mend__unit_done(&unused);
    mend__json_free(&tree);
    return status;
}

/* The JSON behind the first line. MEND_UNSUPPORTED for a higher number, MEND_CORRUPT for anything else. */
static mend_status frame_open(mend__str record, mend__str *json, mend_error *err)
{
    char crc[8];
    size_t digits = 0;
    if (record.n < HEAD_NAME || memcmp(record.p, head, HEAD_NAME) != 0) {
        return mend__fail(err, MEND_CORRUPT, "not a unit's record");
    }
    while (HEAD_NAME + digits < record.n && digits < 9 && mend__is_digit(record.p[HEAD_NAME + digits])) {
        digits++;
    }
    if (digits == 0 || record.p[HEAD_NAME] == '0' || HEAD_NAME + digits == record.n ||
        record.p[HEAD_NAME + digits] != ' ') {
        return mend__fail(err, MEND_CORRUPT, "not a unit's record");
    }
    if (digits > 1 || record.p[HEAD_NAME] != '1') {
        return mend__fail(err, MEND_UNSUPPORTED, "the record was written by a newer release");
    }
    if (record.n < HEAD_BYTES || record.p[HEAD_BYTES - 1] != '\n') {
        return mend__fail(err, MEND_CORRUPT, "not a unit's record");
    }
    *json = (mend__str){record.p + HEAD_BYTES, record.n - HEAD_BYTES};
    crc_write(crc, mend__crc32c(json->p, json->n));
    return memcmp(record.p + HEAD_CRC, crc, sizeof crc) == 0
               ? MEND_OK
               : mend__fail(err, MEND_CORRUPT, "the record's checksum does not match");
}

static const char *text_of(mend__str text, size_t *len)
{
    if (len != NULL) {
        *len = text.n;
    }
    return text.n == 0 ? "" : text.p;
}

static mend__str member_of(const mend_unit *unit, size_t offset)
{
    return unit == NULL ? (mend__str){"", 0} : *(const mend__str *)(const void *)((const char *)unit + offset);
}

/* ---- public ---- */

mend_status mend_unit_new(const mend_allocator *allocator, mend_unit **out)
{
    mend__alloc alloc;
    if (out == NULL || !mend__alloc_init(&alloc, allocator)) {
        return MEND_INVALID;
    }
    mend_unit *unit = mend__new(&alloc, sizeof *unit);
    if (unit == NULL) {
        return MEND_NOMEM;
    }
    mend__unit_init(unit, &alloc);
    *out = unit;
    return MEND_OK;
}

void mend_unit_free(mend_unit *unit)
{
    if (unit != NULL) {
        mend__alloc alloc = unit->alloc;
        mend__unit_done(unit);
        mend__drop(&alloc, unit, sizeof *unit);
    }
}

mend_status mend_unit_read(mend_unit *unit, const char *json, size_t len, mend_error *error)
{
    mend__str text = mend__str_of(json, len);
    if (!mend__error_ok(error)) {
        return MEND_INVALID;
    }
    if (unit == NULL || text.p == NULL) {
        return mend__fail(error, MEND_INVALID, "a unit and a document are needed");
    }
    return document_read(unit, text, UNIT_BYTES, error);
}

mend_status mend_unit_write(const mend_unit *unit, mend_buf *out)
{
    return unit == NULL || out == NULL ? MEND_INVALID : document_write(unit, out, false);
}

mend_status mend_unit_save(const mend_unit *unit, mend_buf *out)
{
    return unit == NULL || out == NULL || unit->key.n == 0 ? MEND_INVALID : document_write(unit, out, true);
}

mend_status mend_unit_load(mend_unit *unit, const void *record, size_t len, mend_error *error)
{
    mend__str json = {NULL, 0};
    if (!mend__error_ok(error)) {
        return MEND_INVALID;
    }
    if (unit == NULL || record == NULL) {
        return mend__fail(error, MEND_INVALID, "a unit and a record are needed");
    }
    mend_status status = frame_open((mend__str){record, len}, &json, error);
    status = status != MEND_OK ? status : document_read(unit, json, UNIT_MOST, error);
    if (status == MEND_OK || status == MEND_NOMEM || status == MEND_UNSUPPORTED) {
        return status;
    }
    /* What cannot be read behind a checksum that matches is damage all the same. */
    if (error != NULL) {
        error->status = MEND_CORRUPT;
    }
    return MEND_CORRUPT;
}

const char *mend_unit_tenant(const mend_unit *unit, size_t *len)
{
    return text_of(member_of(unit, offsetof(mend_unit, tenant)), len);
}

const char *mend_unit_key(const mend_unit *unit, size_t *len)
{
    return text_of(member_of(unit, offsetof(mend_unit, key)), len);
}

const char *mend_unit_serial(const mend_unit *unit, size_t *len)
{
    return text_of(member_of(unit, offsetof(mend_unit, serial)), len);
}

const char *mend_unit_model(const mend_unit *unit, size_t *len)
{
    return text_of(member_of(unit, offsetof(mend_unit, model)), len);
}

const char *mend_unit_parent(const mend_unit *unit, size_t *len)
{
    return text_of(member_of(unit, offsetof(mend_unit, parent)), len);
}

const char *mend_unit_kind(const mend_unit *unit)
{
    return unit != NULL && unit->contract ? "contract" : "unit";
}

int64_t mend_unit_revision(const mend_unit *unit)
{
    return unit == NULL ? 0 : unit->revision;
}

mend_status mend_unit_date(const mend_unit *unit, const char *name, size_t len, int32_t *out)
{
    mend__str wanted = mend__str_of(name, len);
    mend__basis basis = MEND__BASIS_DAYS;
    if (unit == NULL || wanted.p == NULL || out == NULL) {
        return MEND_INVALID;
    }
    if (!mend__basis_of(wanted, &basis) || basis >= MEND__BASIS_DAYS) {
        return MEND_UNKNOWN_FIELD;
    }
    if (unit->dates.day[basis] == MEND__NO_DAY) {
        return MEND_NOT_FOUND;
    }
    *out = unit->dates.day[basis];
    return MEND_OK;
}
