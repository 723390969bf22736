/*
 * advise.c - all that is worth a second look, see advise.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "advise.h"
#include "ticket/member.h"

mend_status mend__advise(const mend_policy *policy, const mend__json *tree, mend__node root, mend__findings *findings,
                         mend_error *err)
{
    const mend__advice a = {policy, tree, root, findings};
    if (findings == NULL) {
        return MEND_OK;
    }
    mend__advise_flow(&a);
    mend__advise_clocks(&a);
    mend__advise_days(&a);
    mend__advise_words(&a);
    mend__advise_uses(&a);
    return findings->failed ? mend__no_memory(err) : MEND_OK;
}
