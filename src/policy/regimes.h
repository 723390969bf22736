/*
 * regimes.h - a regime from a document that may extend built-in ones.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__REGIMES_H
#define MEND__REGIMES_H

#include "presets.h"
#include "rules/rights_read.h"

#define MEND__REGIME_LAYERS 16 /* documents that are merged into one regime */

/* Reads the regime that stands at n: "cn95@1", or {"extends": "cn95@1", ...} or {"extends": ["cn_mobile@1", "cn_zhejiang@1"], ...},
 * merged (RFC 7396) over those it extends, later ones over earlier ones. `work` is an empty tree of the caller's; it
 * and the arena have to live as long as the regime. MEND_NOT_FOUND: there is no such regime; and as mend__json_read and
 * mend__regime_read. */
mend_status mend__regime_load(mend__arena *arena, mend__json *work, const mend__json *tree, mend__node n,
                              mend__regime *out, mend_error *err);

#endif
