/*
 * fee_travel.c - what the way costs, see fee.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fee.h"
#include "ground/int.h"

/* The distance as it counts. False: it does not fit. */
static bool travel_distance(const mend__travel *row, int64_t km, int64_t *out)
{
    if (row->round_trip && !mend__mul64(km, 2, &km)) {
        return false;
    }
    int64_t over = km % MEND__NANO;
    if (row->km_up && over > 0 && !mend__add64(km, MEND__NANO - over, &km)) {
        return false;
    }
    *out = km;
    return true;
}

static bool travel_per_km(int64_t fee, int64_t km, int64_t per_km, mend__rounding mode, int64_t *out)
{
    int64_t way;
    return mend__money_times(per_km, km, mode, &way) && mend__add64(fee, way, out);
}

static mend_reason travel_zoned(const mend__travel *row, int64_t km, int64_t *amount)
{
    for (size_t i = 0; i < row->zone_count; i++) {
        if (km <= row->zones[i].upto) {
            *amount = row->zones[i].fee;
            return 0;
        }
    }
    if (row->beyond_per_km == MEND__FEE_NONE) {
        return MEND_REASON_OUT_OF_AREA;
    }
    mend__zone_fee last = {0, 0};
    if (row->zone_count > 0) {
        last = row->zones[row->zone_count - 1];
    }
    return travel_per_km(last.fee, km - last.upto, row->beyond_per_km, row->mode, amount) ? 0 : MEND_REASON_OVERFLOW;
}

mend_reason mend__fee_travel(const mend__travel *row, int64_t km, mend__travel_bill *out)
{
    mend__travel_bill bill;
    mend_reason reason = 0;
    if (km < 0) {
        return MEND_REASON_NEGATIVE_QUANTITY;
    }
    if (!travel_distance(row, km, &bill.km)) {
        return MEND_REASON_OVERFLOW;
    }
    if (row->zoned) {
        reason = travel_zoned(row, bill.km, &bill.amount);
    } else {
        int64_t paid = bill.km > row->free_km ? bill.km - row->free_km : 0;
        reason = travel_per_km(row->base, paid, row->per_km, row->mode, &bill.amount) ? 0 : MEND_REASON_OVERFLOW;
    }
    if (row->cap != MEND__FEE_NONE && (reason == MEND_REASON_OVERFLOW || (reason == 0 && bill.amount > row->cap))) {
        bill.amount = row->cap;
        reason = 0;
    }
    if (reason != 0) {
        return reason;
    }
    *out = bill;
    return 0;
}
