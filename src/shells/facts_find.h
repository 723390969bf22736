/*
 * facts_find.h - what facts are made of: instants, counts and sums found in a ticket.
 *
 * docs/reports.md defines each of them. Catalogue fields mean the same under every policy; where one is not filled, a
 * clock that goes by the name of the thing may know.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__FACTS_FIND_H
#define MEND__FACTS_FIND_H

#include "policy/policy.h"

/* Catalogue numbers, which never change. */
enum {
    FACTS_SERVICE_TYPE = 10,
    FACTS_CHANNEL = 14,
    FACTS_CATEGORY = 146,
    FACTS_MODEL = 150,
    FACTS_SERIAL = 154,
    FACTS_WARRANTY_STATE = 198,
    FACTS_REPEAT_FAULT = 278,
    FACTS_LEVEL = 370,
    FACTS_SERVICE_WAY = 386,
    FACTS_FIRST_CONTACT_AT = 410,
    FACTS_ASSIGNEE = 438,
    FACTS_DISPATCHED_AT = 450,
    FACTS_ACCEPTED_AT = 458,
    FACTS_GUIDED_AT = 474,
    FACTS_ARRIVED_AT = 518,
    FACTS_FAULT_CLASS = 566,
    FACTS_CAUSE = 570,
    FACTS_FAILED_PART = 574,
    FACTS_REPAIR_STARTED_AT = 712,
    FACTS_REPAIR_FINISHED_AT = 716,
    FACTS_REPAIRED_BY = 720,
    FACTS_HANDED_OVER_AT = 800,
    FACTS_ACCEPTANCE = 824,
    FACTS_RATING = 840,
    FACTS_OBJECTION = 848,
    FACTS_FEE_TOTAL = 864,
    FACTS_FEE_CREDITED = 865,
    FACTS_FEE_NET = 866,
    FACTS_FEE_PAID = 868,
    FACTS_ANSWERED_AT = 909,
    FACTS_REFUND = 924,
    FACTS_OUTCOME = 936,
    FACTS_RESOLVED_AT = 942,
    FACTS_SECOND_HANDLING = 945,

    FACTS_PARTS = 1000,
    FACTS_PART_AMOUNT = 1250,
    FACTS_PART_PAYER = 1260,
    FACTS_LABOUR = 2000,
    FACTS_LABOUR_MINUTES = 2070,
    FACTS_LABOUR_AMOUNT = 2090,
    FACTS_LABOUR_PAYER = 2100,
    FACTS_CHARGES = 3000,
    FACTS_CHARGE_AMOUNT = 3100,
    FACTS_CHARGE_PAYER = 3110,
    FACTS_CHARGE_ESTIMATE = 3140,
    FACTS_CONTACTS = 5000,
    FACTS_CONTACT_AT = 5010,
    FACTS_CONTACT_REACHED = 5050,
    FACTS_VISITS = 6000,
    FACTS_VISIT_ARRIVED_AT = 6070,
    FACTS_VISIT_CHANGE = 6090,
    FACTS_ESTIMATES = 7000,
    FACTS_ESTIMATE_NO = 7010,
    FACTS_ESTIMATE_KIND = 7020,
    FACTS_INSPECTIONS = 9000,
    FACTS_INSPECTION_RESULT = 9030,
    FACTS_TESTS = 10000,
    FACTS_TEST_KIND = 10010,
    FACTS_TEST_RESULT = 10050,
    FACTS_FOLLOWUPS = 12000,
    FACTS_FOLLOWUP_AT = 12010,
    FACTS_FOLLOWUP_REACHED = 12040,
    FACTS_FOLLOWUP_SOLVED = 12050,
    FACTS_FOLLOWUP_RATING = 12120,
    FACTS_LINKS = 14000,
    FACTS_LINK_KIND = 14010,
    FACTS_LINK_KEY = 14020
};

typedef struct mend__period { /* both NEVER: it has not been */
    int64_t from, to;
} mend__period;

typedef struct mend__periods {
    mend__period first_response, acceptance, arrival, repair, resolution, callback;
} mend__periods;

typedef struct mend__counts {
    int64_t rework, reopened, visits, failed_contacts, unsolved, labour_minutes;
    bool objected, second_handling, returned;
} mend__counts;

/* What a clock's promises have come to, over all of its cycles. */
typedef struct mend__promises {
    int64_t cycles, met, missed, late, open, cancelled;
} mend__promises;

typedef struct mend__costs {
    int64_t charges, labour, parts;
    int64_t credited; /* taken back of the charges; of the customer's alone */
} mend__costs;

void mend__facts_periods(const mend_policy *policy, const mend_ticket *t, mend__periods *out);
void mend__facts_counts(const mend_policy *policy, const mend_ticket *t, mend__counts *out);
void mend__facts_promises(const mend_policy *policy, const mend_ticket *t, uint32_t clock, int64_t now,
                          mend__promises *out);
/* Time used against the row's target until its stop or now; of a fixed aim the time since the start. */
int64_t mend__facts_used(const mend_policy *policy, const mend_ticket *t, uint32_t clock, int32_t row, int64_t now);
/* What stands for a payer; payer.p NULL: for nobody whom the policy knows. False: a sum does not fit. */
bool mend__facts_costs(const mend_policy *policy, const mend_ticket *t, mend__str payer, mend__costs *out);
/* Text of a cell, p NULL: it has no value, or an emptied one. */
mend__str mend__facts_text(const mend_ticket *t, int32_t list, int32_t row, int32_t field);
bool mend__facts_number(const mend_ticket *t, int32_t list, int32_t row, int32_t field, int64_t *out);
/* The last row of a list whose column has a value; 0: none. */
int32_t mend__facts_last(const mend_ticket *t, int32_t list, int32_t field);
/* The last link to a ticket that this one follows up; 0: none. */
int32_t mend__facts_follows(const mend_ticket *t);

#endif
