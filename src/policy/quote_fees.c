/*
 * quote_fees.c - lines of a quote that are fees by themselves: way, diagnosis, surcharges, storage, cancellation.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/int.h"
#include "quote.h"
#include "quote_columns.h"

/* A line of one piece at a fee. */
static mend_status fee_line(const mend__quoting *q, mend__str kind, mend__str id, int64_t amount, mend__quote_row **out)
{
    mend__quote_row *line = mend__quote_add(q, kind);
    if (line == NULL) {
        return MEND_LIMIT;
    }
    line->id = id;
    line->item = line->kind;
    line->quantity = MEND__NANO;
    line->gross = line->net = amount;
    if (!mend__mul64(amount, MEND__NANO, &line->unit_price)) {
        line->unit_price = INT64_MIN;
    }
    if (out != NULL) {
        *out = line;
    }
    return MEND_OK;
}

/* ---- the way ---- */

static mend_status visit_line(mend__quoting *q, int32_t row)
{
    const mend__travel *rule = &q->card->travel;
    mend__travel_bill bill;
    mend__quote_row *line = NULL;
    int64_t km = 0;
    bool known = mend__quote_num(q, LIST_VISITS, row, VISIT_KM, &km);
    mend_reason reason = mend__fee_travel(rule, km, &bill);
    if (reason != 0) {
        return mend__quote_refuse(q->quote, reason, "visits", row);
    }
    if (!known && (rule->zoned || rule->per_km > 0)) {
        q->quote->lacks |= MEND_QUOTE_LACKS_DISTANCE;
    }
    mend_status status = fee_line(q, MEND__STR("travel"), MEND__STR(""), bill.amount, &line);
    if (status == MEND_OK) {
        line->list = LIST_VISITS;
        line->row = row;
    }
    return status;
}

mend_status mend__quote_visits(mend__quoting *q)
{
    bool planned = q->quote->kind == MEND_QUOTE_ESTIMATE;
    mend_status status = MEND_OK;
    int32_t row = q->card->has_travel ? mend__quote_next(q, LIST_VISITS, 0) : 0;
    while (row != 0 && status == MEND_OK) {
        bool made = mend__quote_has(q, LIST_VISITS, row, VISIT_ARRIVED);
        int32_t next = mend__quote_next(q, LIST_VISITS, row);
        bool moved = next != 0 && mend__quote_has(q, LIST_VISITS, next, VISIT_CHANGE); /* by the next row */
        if (made || (planned && !moved)) {
            status = visit_line(q, row);
        }
        row = next;
    }
    return status;
}

/* ---- the diagnosis ---- */

mend_status mend__quote_diagnosis(mend__quoting *q)
{
    mend_quote_kind kind = q->quote->kind;
    int64_t feasible = 1;
    mend__diagnosis_bill bill;
    bool done = kind == MEND_QUOTE_ESTIMATE || mend__quote_has(q, 0, 0, FIELD_DIAGNOSED);
    if (!q->card->has_diagnosis || !done || (kind == MEND_QUOTE_DECLINED && !q->policy->fees.diagnosis_if_declined)) {
        return MEND_OK;
    }
    (void)mend__quote_num(q, 0, 0, FIELD_REPAIRABLE, &feasible);
    /* the credit depends on what the customer pays, which is settled later */
    mend_reason reason = mend__fee_diagnosis(&q->card->diagnosis,
                                             feasible == 0                 ? MEND__OUTCOME_UNREPAIRABLE
                                             : kind == MEND_QUOTE_DECLINED ? MEND__OUTCOME_DECLINED
                                                                           : MEND__OUTCOME_ACCEPTED,
                                             0, 0, &bill);
    if (reason != 0) {
        return mend__quote_refuse(q->quote, reason, "diagnosis", 0);
    }
    return bill.charged == 0 ? MEND_OK
                             : fee_line(q, MEND__STR("diagnosis"), MEND__STR("diagnosis"), bill.charged, NULL);
}

/* ---- surcharges ---- */

/* What a surcharge is reckoned from. False: it does not fit. */
static bool extra_base(const mend_quote *quote, mend__extra_on on, size_t lines, int64_t *out)
{
    static const char *const kinds[] = {NULL, "labour", "part", "travel"}; /* by mend__extra_on */
    *out = 0;
    for (size_t i = 0; i < lines; i++) {
        const mend__quote_row *line = &quote->rows[i];
        if ((kinds[on] == NULL || mend__str_is(line->kind, kinds[on])) && !mend__add64(*out, line->net, out)) {
            return false;
        }
    }
    return true;
}

mend_status mend__quote_extras(mend__quoting *q)
{
    const mend__scene scene = {q->ticket, mend__ticket_str(q->ticket, q->ticket->state), NULL, 0};
    size_t lines = q->quote->count;
    mend_status status = MEND_OK;
    for (uint32_t i = 0; i < q->card->extra_names.count && status == MEND_OK; i++) {
        const mend__extra *extra = &q->card->extras[i];
        mend__quote_row *line = NULL;
        int64_t base, amount = 0;
        if (!mend__condition_holds(extra->when, &scene)) {
            continue;
        }
        mend_reason reason = !extra_base(q->quote, extra->on, lines, &base)
                                 ? MEND_REASON_OVERFLOW
                                 : mend__fee_surcharge(&extra->fee, base, &amount);
        if (reason != 0) {
            return mend__quote_refuse(q->quote, reason, "surcharges", 0);
        }
        if (amount > 0) {
            status = fee_line(q, MEND__STR("surcharge"), MEND__STR(""), amount, &line);
        }
        if (line != NULL) {
            line->item = q->card->extra_names.items[i].id;
        }
    }
    return status;
}

/* ---- storage and cancellation, which are the customer's ---- */

mend_status mend__quote_storage(mend__quoting *q)
{
    int32_t told = mend__quote_day(q, FIELD_READY), picked = mend__quote_day(q, FIELD_HANDED_OVER);
    mend__storage_bill bill;
    mend__quote_row *line = NULL;
    if (!q->card->has_storage || told == MEND__NO_DAY || q->quote->kind == MEND_QUOTE_ESTIMATE) {
        return MEND_OK;
    }
    picked = picked == MEND__NO_DAY ? q->quote->day : picked;
    mend_reason reason = mend__fee_storage(&q->card->storage, told, picked < told ? told : picked, &bill);
    if (reason != 0) {
        return mend__quote_refuse(q->quote, reason, "storage", 0);
    }
    mend_status status =
        bill.amount == 0 ? MEND_OK : fee_line(q, MEND__STR("storage"), MEND__STR("storage"), bill.amount, &line);
    if (line != NULL) {
        line->payer = MEND__STR("customer");
    }
    return status;
}

/* What has been asked for of parts and not given back, at its price. */
static mend_status cancelled_parts(const mend__quoting *q, int64_t *out)
{
    mend_status status = MEND_OK;
    *out = 0;
    int32_t row = mend__quote_next(q, LIST_PARTS, 0);
    for (; row != 0 && status == MEND_OK; row = mend__quote_next(q, LIST_PARTS, row)) {
        mend__quote_row line = {.quantity = 0};
        int64_t quantity, returned = 0;
        if (!mend__quote_num(q, LIST_PARTS, row, PART_ISSUED, &quantity) &&
            !mend__quote_num(q, LIST_PARTS, row, PART_REQUESTED, &quantity)) {
            continue;
        }
        (void)mend__quote_num(q, LIST_PARTS, row, PART_RETURNED, &returned);
        status = mend__quote_part(q, row, mend__quote_left(quantity, returned), &line);
        if (status == MEND_OK && !mend__add64(*out, line.net, out)) {
            status = mend__quote_refuse(q->quote, MEND_REASON_OVERFLOW, "parts", row);
        }
    }
    return status;
}

/* What the customer knows it would have cost: the authorised estimate, else the last one. */
static int64_t cancelled_estimate(const mend__quoting *q)
{
    mend__authorised authorised;
    int64_t total = 0;
    if (mend__quote_authorised(q->policy, q->ticket, &authorised)) {
        return authorised.total;
    }
    int32_t last = 0;
    for (int32_t row = mend__quote_next(q, LIST_ESTIMATES, 0); row != 0;
         row = mend__quote_next(q, LIST_ESTIMATES, row)) {
        last = row;
    }
    (void)(last != 0 && mend__quote_num(q, LIST_ESTIMATES, last, ESTIMATE_TOTAL, &total));
    return total < 0 ? 0 : total;
}

mend_status mend__quote_cancellation(mend__quoting *q)
{
    const mend__cancel_table *table = &q->card->cancel;
    const mend__cancel *stage = mend__cancel_at(table, mend__ticket_str(q->ticket, q->ticket->state));
    mend__quote_row *line = NULL;
    int64_t parts = 0, fee = 0;
    if (stage == NULL) {
        stage = mend__cancel_at(table, mend__str_of(mend__stage_name(q->ticket->stage), MEND_NTS));
    }
    if (stage == NULL) {
        return MEND_OK;
    }
    mend_status status = stage->parts_ordered ? cancelled_parts(q, &parts) : MEND_OK;
    if (status != MEND_OK) {
        return status;
    }
    mend_reason reason = mend__fee_cancel(stage, table->mode, cancelled_estimate(q), parts, &fee);
    if (reason != 0) {
        return mend__quote_refuse(q->quote, reason, "cancellation", 0);
    }
    status = fee == 0 ? MEND_OK : fee_line(q, MEND__STR("cancellation"), MEND__STR("cancellation"), fee, &line);
    if (line != NULL) {
        line->payer = MEND__STR("customer");
    }
    return status;
}
