/*
 * policy_terms.h - what the fixed words of a policy's document, and of the answers of rules, mean to people.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_POLICY_TERMS_H
#define DESK_POLICY_TERMS_H

#include "policy_words.h"

/* The meaning of a word of a set; false, and nothing appended: it has none. */
bool put_term(const view *v, text *t, const char *set, const char *word);

#endif
