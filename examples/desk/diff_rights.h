/*
 * diff_rights.h - regimes of rights in words: their facts, rights and rules by what people call them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_DIFF_RIGHTS_H
#define DESK_DIFF_RIGHTS_H

#include "policy_words.h"

/* What a regime of the policy, or else a built-in one, calls the fact ("labels"), right ("rights") or rule ("rules") of
 * that name; in quotation marks, the name where nobody calls it anything. */
void put_of_regime(const view *v, text *t, const char *section, const char *name);
/* A built-in regime, in quotation marks. */
void put_regime(const view *v, text *t, const char *name);
/* What a fact is: "a date", "a number, 0 where nothing is said". */
void put_fact(const view *v, text *t, json_node fact);
/* What a rule asks of a fact: "more than 30". */
void put_test(const view *v, text *t, json_node test);

#endif
