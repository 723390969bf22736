/*
 * check_money.h - whether what actions have to do with money and with units can work.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CHECK_MONEY_H
#define MEND__CHECK_MONEY_H

#include "findings.h"
#include "policy.h"

/* MEND_SCHEMA with the path of what cannot work: a quote without fees, an authorisation without a digest. With a
 * list of findings everything is kept there instead. */
mend_status mend__check_money(const mend_policy *policy, const mend__json *tree, mend__findings *findings,
                              mend_error *err);

#endif
