/*
 * mend/mend.h - all of libmend: takes in every public header.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_MEND_H
#define MEND_MEND_H

/** @file
 *  Every public header at once.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

#include "mend/base.h"
#include "mend/calendar.h"
#include "mend/desk.h"
#include "mend/dispatch.h"
#include "mend/doc.h"
#include "mend/earlier.h"
#include "mend/facts.h"
#include "mend/flow.h"
#include "mend/mask.h"
#include "mend/money.h"
#include "mend/move.h"
#include "mend/number.h"
#include "mend/policy.h"
#include "mend/quote.h"
#include "mend/reason.h"
#include "mend/rights.h"
#include "mend/sheet.h"
#include "mend/sla.h"
#include "mend/store.h"
#include "mend/ticket.h"
#include "mend/time.h"
#include "mend/triage.h"
#include "mend/warranty.h"

#endif
