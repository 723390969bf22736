/*
 * term_read.h - warranty terms, and the cases they are asked about, out of JSON.
 *
 * A member that is null counts as not there; members of other names are refused with a likely meaning. Texts are
 * borrowed from the tree, arrays lie in the arena. Failures: MEND_SCHEMA, MEND_LIMIT, MEND_NOMEM, with path and position.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__TERM_READ_H
#define MEND__TERM_READ_H

#include "coverage.h"

#define MEND__TERMS_MAX   64
#define MEND__LINES_MAX   1000
#define MEND__OUTAGES_MAX 1000
#define MEND__REPAIRS_MAX 1000
#define MEND__METERS_MAX  16

extern const char *const mend__term_kinds[];  /* by mend__term_kind, ends with NULL */
extern const char *const mend__basis_names[]; /* by mend__basis, ends with NULL */

/* The basis of a name ("delivery", or "delivered"); false: there is none such. */
bool mend__basis_of(mend__str name, mend__basis *out);

/* A term:
 *
 *     "id": text (default: its key), "kind": word, "payer": text, needed, not "customer", "regime": text
 *     "start": date, "last_day": date, "by": who gave it          what is known already
 *     "from": [bases] or a basis, "manufacture_plus_days"         where it begins else
 *     "years", "months", "weeks", "days", "rule": "same_day" | "day_before"
 *     "roll": bool, "suspend": "none" | "nights" (default) | "inclusive"
 *     "usage_limit", "usage_start": decimals, "meter": text
 *     "kinds", "classes", "excluded_classes", "causes" (default: defect): [names], "serial": of the part
 *     "percent" (default: 100), "cap", "deductible": minor units, "visits_left"
 *
 * "order" and "label" are left to whoever keeps the list. */
mend_status mend__term_read(mend__arena *arena, const mend__json *tree, mend__node n, mend__term *out, mend_error *err);
/* A term of a unit: instead of order and label it may have "ticket", that made it. */
mend_status mend__unit_term_read(mend__arena *arena, const mend__json *tree, mend__node n, mend__term *out,
                                 mend__str *ticket, mend_error *err);
/* An array of terms, or an object of them by id. MEND__NONE: none. */
mend_status mend__terms_read(mend__arena *arena, const mend__json *tree, mend__node list, mend__term **out,
                             size_t *count, mend_error *err);

/* years, months, weeks, days, rule, of whatever object has them; what is not there stays as it is. */
mend_status mend__length_read(const mend__json *tree, mend__node object, mend__length *out, mend_error *err);

/* names[i] (may be NULL) is the i-th basis as it was written. */
mend_status mend__bases_read(const mend__json *tree, mend__node list, mend__basis out[MEND__BASIS_MAX],
                             mend__str names[MEND__BASIS_MAX], size_t *count, mend_error *err);
/* {"invoice": date}; null is no date. */
mend_status mend__basis_days_read(const mend__json *tree, mend__node object, mend__basis_days *out, mend_error *err);

/* Members of an object that hold lists; a member that is not there gives none. */
mend_status mend__outages_read(mend__arena *arena, const mend__json *tree, mend__node object, const char *key,
                               mend__outage **out, size_t *count, mend_error *err);
mend_status mend__repairs_read(mend__arena *arena, const mend__json *tree, mend__node object, const char *key,
                               const mend__repair **out, size_t *count, mend_error *err);
mend_status mend__lines_read(mend__arena *arena, const mend__json *tree, mend__node object, const char *key,
                             const mend__claim_line **out, size_t *count, mend_error *err);
/* One number, or an object of them by the kind of meter. */
mend_status mend__meters_read(mend__arena *arena, const mend__json *tree, mend__node object, const char *key,
                              const mend__meter **out, size_t *count, mend_error *err);
mend_status mend__days_read(mend__arena *arena, const mend__json *tree, mend__node object, const char *key, size_t most,
                            const int32_t **out, size_t *count, mend_error *err);

#endif
