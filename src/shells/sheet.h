/*
 * sheet.h - filling a sheet: what its parts share.
 *
 * Everything is written through one JSON writer whose failures stick in the buffer; a part checks nothing itself.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__SHEET_H
#define MEND__SHEET_H

#include "mend/sheet.h"
#include "policy/policy.h"

#define MEND__SHEET_BYTES ((size_t)4 << 20)

typedef struct mend__sheeter {
    const mend_policy *policy;
    const mend_ticket *t; /* seq 0: a form to be filled in by hand */
    mend__str lang;
    bool chinese;
    int64_t now;
    mend__jw w;
    mend_buf raw, text; /* a value as it is masked; as it is read */
    mend_buf note;      /* more words, where there are two at a time */
} mend__sheeter;

/* English or Chinese. */
const char *mend__sheet_say(const mend__sheeter *s, const char *en, const char *zh);
mend__str mend__sheet_label(const mend__sheeter *s, const mend__name *name);
mend__str mend__sheet_choice(const mend__sheeter *s, const mend__names *set, mend__str id);

/* A member with text; without bytes it is left out unless `always`. */
void mend__sheet_member(mend__sheeter *s, const char *key, mend__str text, bool always);
/* The buffer's text as a value; what failed in the buffer fails the sheet. */
void mend__sheet_take(mend__sheeter *s, const mend_buf *text);

/* Appends words without controls, separators of lines and marks that turn the direction of writing; with `lines` line
 * feeds stay. */
void mend__sheet_clean(mend__str text, bool lines, mend_buf *out);
/* "1280.00 元", "CNY 1280.00"; of a currency that is not known the minor units. */
void mend__sheet_money(const mend__sheeter *s, int64_t minor, mend_buf *out);
/* The value of a ticket's cell (NULL: none) as people read it, into s->text; false: there is none. */
bool mend__sheet_value(mend__sheeter *s, const mend__cell *cell, const mend__names *set);
/* The ticket's cell of a field or column; NULL: no value. */
const mend__cell *mend__sheet_find(const mend__sheeter *s, const mend__field *field, int32_t row);

/* The tables a policy fills by itself: {"head","rows","filled"}. MEND_OK, MEND_NOMEM, MEND_LIMIT. */
mend_status mend__sheet_levels(mend__sheeter *s, const mend__sheet_part *part);
void mend__sheet_card(mend__sheeter *s);
/* One column of a table's head. */
void mend__sheet_column(mend__sheeter *s, mend__str label);

#endif
