/*
 * desk_number.c - drawing numbers, see desk_number.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "desk_number.h"

#include "ground/int.h"

#include <string.h>

#define RANDOM_ROUNDS 16 /* of asking for random bytes; each leaves a digit missing with chance 6/256 */

/* Digits out of random bytes, each equally likely: bytes from 250 on are thrown away. */
static mend_status numbering_random(mend_desk *desk, mend__numbering *n, mend_error *err)
{
    unsigned char bytes[MEND__SEQ_DIGITS];
    size_t want = n->series->rand_width, have = 0;
    if (want == 0) {
        return MEND_OK;
    }
    if (desk->store.random == NULL) {
        return mend__store_lacks(MEND__CALL_RANDOM, err);
    }
    for (int round = 0; round < RANDOM_ROUNDS && have < want; round++) {
        mend_status status = desk->store.random(desk->store.user, bytes, want - have);
        status = mend__store_answer(MEND__CALL_RANDOM, status, err);
        if (status != MEND_OK) {
            return status;
        }
        for (size_t i = 0, got = want - have; i < got; i++) {
            if (bytes[i] < 250) {
                n->rand[have++] = (char)('0' + bytes[i] % 10);
            }
        }
    }
    if (have < want) {
        return mend__fail(err, MEND_IO, "the store's random bytes are not random");
    }
    n->draw.rand = (mend__str){n->rand, want};
    return MEND_OK;
}

/* The values of the ticket's fields that the number shows; what is not there or does not fit, the series refuses. */
static mend_status numbering_fields(mend_desk *desk, const mend_policy *policy, const mend_ticket *judged,
                                    mend__numbering *n, mend_error *err)
{
    for (size_t i = 0; i < n->series->field_count; i++) {
        mend__value value;
        const mend__field *field = mend__vocab_field(&policy->vocab, NULL, n->series->fields[i]);
        if (field == NULL || !mend__ticket_value(judged, field, 0, &value)) {
            continue;
        }
        mend_buf *text = &desk->text;
        mend__buf_rewind(text, 0);
        mend__value_put(text, &value);
        if (text->status != MEND_OK) {
            return mend__fail(err, text->status, mend_status_text(text->status));
        }
        size_t len = text->len < sizeof n->fields[i] ? text->len : sizeof n->fields[i];
        if (len > 0) {
            memcpy(n->fields[i], text->data, len);
        }
        n->draw.fields[i] = (mend__str){n->fields[i], len};
    }
    return MEND_OK;
}

/* Appends to the counter's name. It always fits: a series' name has 64 bytes, a period 10, a node 6 digits. */
static void numbering_name(mend__numbering *n, mend__str part)
{
    memcpy(n->counter + n->counter_len, part.p, part.n);
    n->counter_len += part.n;
}

static void numbering_counter(const mend_desk *desk, mend__str series, mend__numbering *n)
{
    char text[20];
    numbering_name(n, series);
    numbering_name(n, MEND__STR("/"));
    numbering_name(n, (mend__str){text, mend__series_period(n->series, n->draw.day, text)});
    if (n->series->nodes > 1) {
        numbering_name(n, MEND__STR("/"));
        numbering_name(n, (mend__str){text, mend__int_write(desk->node, text)});
    }
}

/* The company's day. */
static mend_status numbering_day(const mend_policy *policy, int64_t at, int32_t *day, mend_error *err)
{
    int64_t local = mend__floor_div(mend__zone_local(policy->zone, at), MEND__DAY_MS);
    if (local < MEND__DAY_MIN || local > MEND__DAY_MAX) {
        return mend__fail(err, MEND_RANGE, "the local day lies outside years 1 to 9999");
    }
    *day = (int32_t)local;
    return MEND_OK;
}

mend_status mend__numbering_make(mend_desk *desk, const mend_policy *policy, int32_t series, const mend_ticket *judged,
                                 int64_t at, mend__numbering *out, mend_error *err)
{
    char text[MEND__NUMBER_MAX];
    size_t len;
    mend__numbering *n = out;
    memset(n, 0, sizeof *n);
    n->series = policy->series[series];
    if (desk->store.draw == NULL) {
        return mend__store_lacks(MEND__CALL_DRAW, err);
    }
    if (n->series->gapless && desk->store.begin == NULL) {
        return mend__store_lacks(MEND__CALL_BEGIN, err);
    }
    if (n->series->nodes > 1 && desk->node > n->series->nodes) {
        return mend__fail(err, MEND_RANGE, "the desk's node is none of the series' nodes");
    }
    mend_status status = numbering_day(policy, at, &n->draw.day, err);
    if (status != MEND_OK) {
        return status;
    }
    n->draw.seq = n->series->start;
    n->draw.node = n->series->node_width > 0 ? desk->node : -1;
    numbering_counter(desk, policy->vocab.series.items[series].id, n);
    status = numbering_fields(desk, policy, judged, n, err);
    if (status == MEND_OK) {
        status = numbering_random(desk, n, err);
    }
    /* Written once for nothing: what is wrong with it is known before a number is lost. */
    return status == MEND_OK ? mend__series_render(n->series, &n->draw, text, &len, err) : status;
}

/* Asks the store for `count` numbers; *first is the first of them. */
static mend_status numbering_ask(mend_desk *desk, const mend__numbering *n, int32_t count, int64_t *first,
                                 mend_error *err)
{
    char counter[MEND__COUNTER_MAX + 1];
    int64_t last = MEND_SERIES_UNUSED;
    memcpy(counter, n->counter, n->counter_len);
    counter[n->counter_len] = '\0';
    mend_status status =
        desk->store.draw(desk->store.user, desk->tenant.p, desk->tenant.n, counter, n->counter_len, n->series->start,
                         n->series->step, count, mend__series_limit(n->series), &last);
    status = mend__store_answer(MEND__CALL_DRAW, status, err);
    return status == MEND_OK ? mend__series_next(n->series, last, first, err) : status;
}

mend_status mend__numbering_draw(mend_desk *desk, mend__numbering *numbering, mend__desk_text *out, mend_error *err)
{
    mend__numbering *n = numbering;
    mend__str counter = {n->counter, n->counter_len};
    if (n->series->gapless || !mend__lease_take(&desk->leases, counter, n->series->step, &n->draw.seq)) {
        int32_t count = n->series->gapless ? 1 : (int32_t)n->series->block;
        mend_status status = numbering_ask(desk, n, count, &n->draw.seq, err);
        if (status == MEND_EXHAUSTED && count > 1) { /* the last numbers are fewer than a block */
            count = 1;
            status = numbering_ask(desk, n, count, &n->draw.seq, err);
        }
        if (status != MEND_OK) {
            return status;
        }
        if (count > 1) {
            mend__lease_keep(&desk->leases, counter, n->draw.seq + n->series->step, n->series->step, count - 1,
                             desk->batch);
        }
    }
    return mend__series_render(n->series, &n->draw, out->p, &out->n, err);
}
