/*
 * compile.h - loading a policy, with the presets to choose from given from outside.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__COMPILE_H
#define MEND__COMPILE_H

#include "layers.h"
#include "policy.h"

/* mend_policy_load_with() with its arguments checked; layers: presets, documents, lengths, count, find and user are
 * given. */
mend_status mend__policy_compile(const mend__alloc *alloc, mend__layers *layers, mend_policy **out, mend_error *err);

/* Takes over what a caller gives, checked. MEND_INVALID. */
mend_status mend__layers_given(mend__layers *layers, const char *const *documents, const size_t *lengths, size_t count,
                               const mend_policy_options *options, mend_error *err);

#endif
