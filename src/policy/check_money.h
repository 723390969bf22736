/*
 * check_money.h - whether what actions have to do with money and with units can work.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CHECK_MONEY_H
#define MEND__CHECK_MONEY_H

#include "policy.h"

/* MEND_SCHEMA with the path of what cannot work: a quote without fees, an authorisation without a digest. */
mend_status mend__check_money(const mend_policy *policy, const mend__json *tree, mend_error *err);

#endif
