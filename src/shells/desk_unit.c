/*
 * desk_unit.c - finding the unit of a ticket, see desk_unit.h.
 *
 * A ticket names its unit by the serial number. That is the unit's key unless the host has given it another; then the
 * store is asked for the serial number, and where several makers have used the same one, the model tells them apart.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "desk_unit.h"

#include "rows.h"
#include "ticket/member.h"

#define UNIT_SAME 16 /* units of one serial number that are looked at */

/* Fills the unit from a record and checks that it is the one of the key. */
static mend_status unit_take(const mend_desk *desk, mend__str key, mend__str record, int64_t revision, mend_unit *unit,
                             mend_error *err)
{
    mend_status status = mend_unit_load(unit, record.p, record.n, err);
    if (status != MEND_OK) {
        return status;
    }
    mend__str tenant = {desk->tenant.p, desk->tenant.n};
    if (!mend__str_eq(unit->key, key) || (unit->tenant.n > 0 && !mend__str_eq(unit->tenant, tenant))) {
        return mend__fail(err, MEND_CORRUPT, "the store gives the record of another unit");
    }
    if (unit->revision < 1 || unit->revision != revision) {
        return mend__fail(err, MEND_CORRUPT, "the unit's record has another revision than the store says");
    }
    return MEND_OK;
}

mend_status mend__desk_load_unit(mend_desk *desk, const mend__desk_text *key, mend_unit *unit, mend_error *err)
{
    int64_t revision = 0;
    mend__buf_rewind(&desk->bytes, 0);
    mend_status status = desk->store.unit_load(desk->store.user, desk->tenant.p, desk->tenant.n, key->p, key->n,
                                               &desk->bytes, &revision);
    status = mend__store_answer(MEND__CALL_UNIT_LOAD, status, err);
    if (status != MEND_OK) {
        return status;
    }
    size_t len;
    const char *record = mend_buf_data(&desk->bytes, &len);
    return unit_take(desk, (mend__str){key->p, key->n}, (mend__str){record, len}, revision, unit, err);
}

/* A unit of the serial number, and of the model as far as both are known. */
static bool unit_fits(const mend_unit *unit, const mend__unit_wish *wish)
{
    bool serial = unit->serial.n == 0 || mend__str_eq(unit->serial, wish->serial);
    bool model = unit->model.n == 0 || wish->model.n == 0 || mend__str_eq(unit->model, wish->model);
    return !unit->contract && serial && model;
}

/* Looks through rows for the one unit that fits, and leaves it in desk->unit; *found: how many fit. */
static mend_status unit_choose(mend_desk *desk, const mend_rows *rows, const mend__unit_wish *wish, size_t *found,
                               mend_error *err)
{
    mend_unit other;
    mend_status status = MEND_OK;
    mend__unit_init(&other, &desk->alloc);
    for (size_t i = 0; i < rows->count && status == MEND_OK; i++) {
        status = unit_take(desk, mend__rows_key(rows, i), mend__rows_text(rows, i), rows->items[i].number, &other, err);
        if (status == MEND_OK && unit_fits(&other, wish)) {
            ++*found;
            mend_unit before = desk->unit;
            desk->unit = other;
            other = before;
        }
    }
    mend__unit_done(&other);
    return status;
}

static mend_status unit_by_serial(mend_desk *desk, const mend__desk_text *serial, const mend__unit_wish *wish,
                                  size_t *found, mend_error *err)
{
    mend_rows rows;
    mend__rows_init(&rows, &desk->alloc);
    mend_status status = desk->store.unit_page(desk->store.user, desk->tenant.p, desk->tenant.n, serial->p, serial->n,
                                               "", 0, UNIT_SAME, &rows);
    status = mend__store_answer(MEND__CALL_UNIT_PAGE, status, err);
    if (status == MEND_OK) {
        status = unit_choose(desk, &rows, wish, found, err);
        *found += rows.count == UNIT_SAME; /* there may be more */
    }
    mend__rows_done(&rows);
    return status;
}

/* A text that the document of a unit can hold. */
static bool unit_can_hold(mend__str text)
{
    return text.n <= MEND__UNIT_TEXT && mend__text_clean(text, false);
}

static mend_status unit_fresh(mend_desk *desk, const mend__unit_wish *wish, mend_error *err)
{
    mend_unit *unit = &desk->unit;
    mend__alloc alloc = unit->alloc;
    mend__str tenant = {desk->tenant.p, desk->tenant.n};
    mend__unit_done(unit);
    mend__unit_init(unit, &alloc);
    mend_status status = mend__unit_set_text(unit, &unit->key, wish->serial);
    if (status == MEND_OK) {
        status = mend__unit_set_text(unit, &unit->serial, wish->serial);
    }
    if (status == MEND_OK && unit_can_hold(tenant)) {
        status = mend__unit_set_text(unit, &unit->tenant, tenant);
    }
    if (status == MEND_OK && unit_can_hold(wish->model)) {
        status = mend__unit_set_text(unit, &unit->model, wish->model);
    }
    if (status == MEND_OK && unit_can_hold(wish->customer)) {
        status = mend__unit_set_text(unit, &unit->customer, wish->customer);
    }
    return status == MEND_OK ? MEND_OK : mend__fail(err, status, mend_status_text(status));
}

/* The place of another contract. */
static mend_unit *unit_place(mend_desk *desk)
{
    mend_unit **place = &desk->contracts[desk->held_count];
    if (*place == NULL) {
        *place = mend__new(&desk->alloc, sizeof **place);
        if (*place != NULL) {
            mend__unit_init(*place, &desk->alloc);
        }
    }
    return *place;
}

static bool unit_holds(const mend_desk *desk, mend__str contract)
{
    for (size_t i = 0; i < desk->held_count; i++) {
        if (mend__str_eq(desk->held[i]->key, contract)) {
            return true;
        }
    }
    return false;
}

/* Loads the contracts that desk->unit names. One that is not stored is passed over. */
static mend_status unit_contracts(mend_desk *desk, mend_error *err)
{
    const mend__str *keys = desk->unit.contracts.items;
    mend_status status = MEND_OK;
    for (size_t i = 0; i < desk->unit.contracts.count && (status == MEND_OK || status == MEND_NOT_FOUND); i++) {
        mend__desk_text key;
        mend_unit *contract = unit_place(desk);
        if (contract == NULL) {
            return mend__fail(err, MEND_NOMEM, mend_status_text(MEND_NOMEM));
        }
        if (unit_holds(desk, keys[i])) {
            continue;
        }
        status = mend__desk_take(keys[i].p, keys[i].n, &key, err);
        if (status == MEND_OK) {
            status = mend__desk_load_unit(desk, &key, contract, err);
        }
        if (status == MEND_OK && !contract->contract) {
            status = mend__fail(err, MEND_CORRUPT, "what the unit names as its contract is a unit");
        }
        if (status == MEND_OK) {
            desk->held[desk->held_count++] = contract;
        }
    }
    return status == MEND_NOT_FOUND ? MEND_OK : status;
}

mend_status mend__desk_find_unit(mend_desk *desk, const mend__unit_wish *wish, const mend_unit **out, mend_error *err)
{
    mend__desk_text serial;
    size_t found = 0;
    *out = NULL;
    desk->held_count = 0;
    if (wish->serial.n == 0 || !unit_can_hold(wish->serial) ||
        mend__desk_take(wish->serial.p, wish->serial.n, &serial, NULL) != MEND_OK) {
        return MEND_OK; /* no unit is called that, and whether a ticket may say so is the act's to judge */
    }
    mend_status status = mend__desk_load_unit(desk, &serial, &desk->unit, err);
    if (status == MEND_OK && unit_fits(&desk->unit, wish)) {
        found = 1;
    } else if (status == MEND_OK || status == MEND_NOT_FOUND) {
        bool free = status == MEND_NOT_FOUND;
        status = unit_by_serial(desk, &serial, wish, &found, err);
        if (status == MEND_OK && found == 0 && free && wish->fresh) {
            status = unit_fresh(desk, wish, err);
            found = status == MEND_OK;
        }
    }
    if (status != MEND_OK || found != 1) {
        return status;
    }
    status = unit_contracts(desk, err);
    if (status == MEND_OK) {
        *out = &desk->unit;
    }
    return status;
}

/* A text field of desk->ticket. */
static mend__str wish_field(const mend_desk *desk, const char *name)
{
    mend__value value;
    const mend__field *field = mend__field_find(0, mend__str_of(name, MEND_NTS));
    return mend__ticket_value(desk->ticket, field, 0, &value) ? value.text : MEND__STR("");
}

mend__unit_wish mend__desk_unit_wish(const mend_desk *desk)
{
    return (mend__unit_wish){.serial = wish_field(desk, "serial"),
                             .model = wish_field(desk, "model"),
                             .customer = wish_field(desk, "customer_id")};
}

/* What the arguments give a field instead. */
static void wish_argument(const mend_args *args, const char *name, mend__str *text)
{
    for (size_t i = 0; i < args->count; i++) {
        const mend__arg *arg = &args->items[i];
        if (mend__str_is(arg->path, name)) {
            *text = arg->kind == MEND__ARG_TEXT ? arg->text : MEND__STR("");
        }
    }
}

mend_status mend__call_units(mend__call *call, const mend_policy *policy)
{
    mend_desk *desk = call->desk;
    const mend_unit *unit;
    const mend__action *action = mend__act_find(policy, call->args, NULL);
    if (desk->store.unit_load == NULL || !policy->warranty.there || action == NULL ||
        !(action->unit != 0 || action->unit_required || action->quote || action->tolerance)) {
        return MEND_OK;
    }
    mend__unit_wish wish = mend__desk_unit_wish(desk);
    wish.fresh = action->unit != 0 && !action->unit_required;
    wish_argument(call->args, "serial", &wish.serial);
    wish_argument(call->args, "model", &wish.model);
    wish_argument(call->args, "customer_id", &wish.customer);
    mend_status status = mend__desk_find_unit(desk, &wish, &unit, call->err);
    if (status != MEND_OK) {
        return status;
    }
    if (call->args != &call->moved) {
        call->moved = *call->args;
        call->args = &call->moved;
    }
    call->moved.unit = unit;
    call->moved.contract_count = desk->held_count;
    for (size_t i = 0; i < desk->held_count; i++) {
        call->moved.contracts[i] = desk->held[i];
    }
    return MEND_OK;
}
