/*
 * unit_copy.c - a unit copied, so that a change can be worked out beside the one that is there. See unit.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "unit.h"

static mend_status copy_texts(mend_unit *to, const mend_unit *from)
{
    mend_status status = mend__unit_set_text(to, &to->tenant, from->tenant);
    status = status != MEND_OK ? status : mend__unit_set_text(to, &to->key, from->key);
    status = status != MEND_OK ? status : mend__unit_set_text(to, &to->serial, from->serial);
    status = status != MEND_OK ? status : mend__unit_set_text(to, &to->model, from->model);
    status = status != MEND_OK ? status : mend__unit_set_text(to, &to->parent, from->parent);
    status = status != MEND_OK ? status : mend__unit_set_text(to, &to->customer, from->customer);
    status = status != MEND_OK ? status : mend__unit_set_text(to, &to->exchanged.to, from->exchanged.to);
    return status != MEND_OK ? status : mend__unit_set_text(to, &to->exchanged.ticket, from->exchanged.ticket);
}

static mend_status copy_history(mend_unit *to, const mend_unit *from)
{
    const mend__reading *readings = from->readings.items;
    const mend__unit_outage *outages = from->outages.items;
    const mend__unit_repair *repairs = from->repairs.items;
    mend_status status = MEND_OK;
    for (size_t i = 0; i < from->readings.count && status == MEND_OK; i++) {
        status = mend__unit_add_reading(to, &readings[i]);
    }
    for (size_t i = 0; i < from->outages.count && status == MEND_OK; i++) {
        status = mend__unit_add_outage(to, &outages[i]);
    }
    for (size_t i = 0; i < from->repairs.count && status == MEND_OK; i++) {
        status = mend__unit_add_repair(to, &repairs[i]);
    }
    return status;
}

static mend_status copy_terms(mend_unit *to, const mend_unit *from)
{
    const mend__unit_term *terms = from->terms.items;
    const mend__unit_end *ends = from->ends.items;
    const mend__unit_more *more = from->extensions.items;
    mend_status status = MEND_OK;
    for (size_t i = 0; i < from->terms.count && status == MEND_OK; i++) {
        status = mend__unit_add_term(to, &terms[i]);
    }
    for (size_t i = 0; i < from->ends.count && status == MEND_OK; i++) {
        status = mend__unit_add_end(to, &ends[i]);
    }
    for (size_t i = 0; i < from->extensions.count && status == MEND_OK; i++) {
        status = mend__unit_add_more(to, &more[i]);
    }
    return status;
}

static mend_status copy_claims(mend_unit *to, const mend_unit *from)
{
    const mend__unit_claims *claims = from->claims.items;
    const mend__str *contracts = from->contracts.items;
    mend_status status = MEND_OK;
    for (size_t i = 0; i < from->claims.count && status == MEND_OK; i++) {
        status = mend__unit_claim(to, claims[i].term, claims[i].visits, claims[i].paid);
    }
    for (size_t i = 0; i < from->contracts.count && status == MEND_OK; i++) {
        status = mend__unit_add_contract(to, contracts[i]);
    }
    return status;
}

mend_status mend__unit_assign(mend_unit *to, const mend_unit *from)
{
    mend__vec *const lists[] = {&to->readings, &to->outages,    &to->repairs, &to->terms,
                                &to->ends,     &to->extensions, &to->claims,  &to->contracts};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        lists[i]->count = 0;
    }
    mend__arena_reset(&to->arena);
    to->contract = from->contract;
    to->revision = from->revision;
    to->dates = from->dates;
    to->exchanged.on = from->exchanged.on;
    mend_status status = copy_texts(to, from);
    status = status != MEND_OK ? status : copy_history(to, from);
    status = status != MEND_OK ? status : copy_terms(to, from);
    return status != MEND_OK ? status : copy_claims(to, from);
}
