/*
 * cell_label.h - labels of texts that are names of the policy: of a line of a quote, an item ticked, the purpose of an
 * attachment, a charge card.
 *
 * Such fields are texts and no choices, as the names belong to actions and cards, which come and go with revisions.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CELL_LABEL_H
#define MEND__CELL_LABEL_H

#include "policy.h"

/* Appends what people call the name that a cell holds. False: it holds none, or one without a label. */
bool mend__cell_label(const mend_policy *policy, const mend_ticket *ticket, const mend__cell *cell, mend__str lang,
                      mend_buf *out);

#endif
