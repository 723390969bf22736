/*
 * policy.h - what a compiled policy holds. Immutable once loaded.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__POLICY_H
#define MEND__POLICY_H

#include "mend/policy.h"
#include "rules/charges.h"
#include "rules/dispatch.h"
#include "rules/earlier.h"
#include "rules/flow.h"
#include "rules/mask.h"
#include "rules/number.h"
#include "rules/rights_rows.h"
#include "rules/sheet.h"
#include "rules/sla.h"
#include "rules/triage.h"
#include "zones.h"

struct mend_policy {
    mend__alloc alloc;
    mend__arena arena; /* everything below lives here */
    mend__str id;
    int64_t revision;
    char digest[65];
    mend__str document; /* merged, canonical */
    mend__str currency; /* empty: none */
    mend_zone *zone;
    mend__zones zones; /* by name, as found when it was loaded */
    mend__vocab vocab;
    mend__names choices; /* "set/choice" of all sets */
    mend__flow flow;
    mend__sla sla;
    mend__triage triage;     /* levels == NULL: the policy judges none */
    mend__dispatch dispatch; /* departments == NULL: the policy sends nobody */
    mend__warranty warranty;
    mend__rights_rows rights;
    mend__earlier earlier;
    mend__fees fees;
    mend__sheets sheets;
    uint32_t *moves;       /* by action: how many moves the actions before it have; one more for the sum */
    mend__series **series; /* by index in vocab.series */
    int32_t max_text, max_rows, max_record; /* limits in force */
    mend__mask_options masks;
};

/* The names of a kind that hosts may ask for; NULL: no such kind. */
const mend__names *mend__policy_names(const mend_policy *policy, mend_kind kind);

#endif
