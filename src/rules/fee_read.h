/*
 * fee_read.h - reading the rows of a charge card, and what a question about them says.
 *
 * A reader of rows fills *row on MEND_OK alone. Members that are absent or null take their defaults, unknown ones are
 * refused with a likely meaning. Money is an integer of minor units, a percentage, a quantity or a distance is text such as
 * "12.5" or an integer.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__FEE_READ_H
#define MEND__FEE_READ_H

#include "fee.h"
#include "ticket/member.h"

/* One object on its way. The first fault sticks: read on, and look at the status once, at the end. */
typedef struct mend__fee_object {
    const mend__json *tree;
    mend__node node;
    mend_status status;
    mend_error *err;
} mend__fee_object;

/* Begins with an object of no other members than these. */
mend__fee_object mend__fee_open(const mend__json *tree, mend__node node, mend__words names, mend_error *err);
/* The member; NONE: absent or null. */
mend__node mend__fee_member(const mend__fee_object *o, const char *key);
/* The same where it has to be there. */
mend__node mend__fee_need(mend__fee_object *o, const char *key);
/* Each leaves *out as it is where the member is absent. */
void mend__fee_int(mend__fee_object *o, const char *key, int64_t min, int64_t max, int64_t *out);
void mend__fee_amount(mend__fee_object *o, const char *key, int64_t *out); /* 0 or more */
void mend__fee_flag(mend__fee_object *o, const char *key, bool *out);
void mend__fee_word(mend__fee_object *o, const char *key, mend__words words, int32_t *out);
void mend__fee_rounding(mend__fee_object *o, const char *key, mend__rounding *out);
void mend__fee_date(mend__fee_object *o, const char *key, int32_t *out);
void mend__fee_decimal(mend__fee_object *o, const char *key, mend__decimal *out);
void mend__fee_nano(mend__fee_object *o, const char *key, int64_t *out);                  /* a decimal in billionths */
void mend__fee_percent(mend__fee_object *o, const char *key, int64_t most, int64_t *out); /* 0 to most */

#define MEND__PERCENT_MAX (10000 * MEND__HUNDRED) /* of a percentage that is no share */

/* "order" and "label" are left to whoever keeps a list of works. */
mend_status mend__labour_read(mend__arena *arena, const mend__json *tree, mend__node node, mend__labour *row,
                              mend_error *err);
/* digits: decimals of the currency where the row does not say "exp"; -1: it has to. */
mend_status mend__part_read(mend__arena *arena, const mend__json *tree, mend__node node, int32_t digits,
                            mend__part *row, mend_error *err);
mend_status mend__stack_read(mend__arena *arena, const mend__json *tree, mend__node node, mend__stack *row,
                             mend_error *err);
mend_status mend__travel_read(mend__arena *arena, const mend__json *tree, mend__node node, mend__travel *row,
                              mend_error *err);
mend_status mend__diagnosis_read(mend__arena *arena, const mend__json *tree, mend__node node, mend__diagnosis *row,
                                 mend_error *err);

/* What cancelling costs at each stage. */
typedef struct mend__cancel_table {
    mend__cancel *stages; /* in the order of the document; names lie in the arena */
    size_t count;
    mend__rounding mode;
} mend__cancel_table;
mend_status mend__cancel_read(mend__arena *arena, const mend__json *tree, mend__node node, mend__cancel_table *row,
                              mend_error *err);
/* NULL: the table says nothing about it. */
const mend__cancel *mend__cancel_at(const mend__cancel_table *table, mend__str stage);

mend_status mend__storage_read(mend__arena *arena, const mend__json *tree, mend__node node, mend__storage *row,
                               mend_error *err);
mend_status mend__surcharge_read(mend__arena *arena, const mend__json *tree, mend__node node, mend__surcharge *row,
                                 mend_error *err);
mend_status mend__tolerance_read(mend__arena *arena, const mend__json *tree, mend__node node, mend__tolerance *row,
                                 mend_error *err);
/* days: NONE: without end. */
mend_status mend__validity_read(mend__arena *arena, const mend__json *tree, mend__node node, int64_t *days,
                                mend_error *err);

#endif
