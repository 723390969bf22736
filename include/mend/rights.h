/*
 * mend/rights.h - regimes: what a customer may ask for when a unit fails, as data.
 *
 * A regime is a JSON document: the facts of a case, the rights it gives, the rules with their figures and articles, the
 * rate a refund is reduced by, the periods of liability. The built-in ones hold figures that were seen in a source, and
 * leave out the others; a document of one's own fills them in or changes them: {"extends": "cn_pc@1", ...}, merged by
 * RFC 7396. mend_probe() judges a case by a regime: sections "remedy", "depreciation", "liability" and others.
 *
 * A regime is no legal advice. The library names rights and computes amounts; a person decides.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_RIGHTS_H
#define MEND_RIGHTS_H

#include "mend/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  The built-in regimes of rights.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

/** How many regimes are built in.
 *  @return the number. Any thread. */
MEND_API int32_t mend_regime_ready_count(void);

/** The name of a built-in regime, such as "cn95@1". A released regime never changes under its number.
 *  @param index  from 0
 *  @return static text; NULL beyond the last. Any thread. */
MEND_API const char *mend_regime_ready_name(int32_t index);

/** The JSON document of a built-in regime.
 *  @param name  its name, NUL-terminated
 *  @param len   receives the length; may be NULL
 *  @return static text with a NUL behind it; NULL if there is none of that name. Any thread. */
MEND_API const char *mend_regime_ready_text(const char *name, size_t *len);

#ifdef __cplusplus
}
#endif

#endif
