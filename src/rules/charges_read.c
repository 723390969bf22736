/*
 * charges_read.c - the section "fees" of a policy, see charges.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "charges.h"
#include "ground/int.h"
#include "ticket/condition_code.h"

#include <string.h>

#define FEES_NAME  64 /* longest code of a part */
#define FEES_RATES 64 /* kinds with a tax of their own */
#define FEES_DAYS  36525

/* What everything is read with. */
typedef struct fees_reader {
    mend__arena *arena;
    const mend__vocab *v;
    const mend__json *tree;
    mend_error *err;
} fees_reader;

static void *fees_array(const fees_reader *r, size_t count, size_t size)
{
    void *array = mend__arena_get(r->arena, (count + 1) * size);
    if (array == NULL) {
        mend__no_memory(r->err);
    }
    return array;
}

static mend_status fees_condition(const fees_reader *r, mend__node n, const mend__condition **out)
{
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__condition_compile(r->arena, r->v, r->tree, n, out, r->err);
    for (uint32_t i = 0; status == MEND_OK && i < (*out)->count; i++) {
        if ((*out)->ops[i].code == MEND__COND_ACTOR) {
            status = mend__json_fail(r->tree, n, MEND_SCHEMA, "the actor has no say in what a ticket costs", r->err);
        }
    }
    return status;
}

/* ---- parts ---- */

/* Puts the parts into the order of their codes. A heap, so that no order of the document makes it slow. */
static void parts_sift(mend__priced *parts, size_t from, size_t count)
{
    size_t at = from;
    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= count) {
            return;
        }
        child += child + 1 < count && mend__str_cmp(parts[child].code, parts[child + 1].code) < 0;
        if (mend__str_cmp(parts[at].code, parts[child].code) >= 0) {
            return;
        }
        mend__priced swap = parts[at];
        parts[at] = parts[child];
        parts[child] = swap;
        at = child;
    }
}

static void parts_sort(mend__priced *parts, size_t count)
{
    for (size_t i = count / 2; i-- > 0;) {
        parts_sift(parts, i, count);
    }
    for (size_t end = count; end-- > 1;) {
        mend__priced swap = parts[0];
        parts[0] = parts[end];
        parts[end] = swap;
        parts_sift(parts, 0, end);
    }
}

static mend_status parts_one(const fees_reader *r, mend__node n, mend__priced *out)
{
    mend__json_type type = mend__json_typeof(r->tree, n);
    mend__str code = mend__json_key(r->tree, n);
    bool large = false;
    if (code.n == 0 || code.n > FEES_NAME || !mend__text_clean(code, false)) {
        return mend__json_fail_key(r->tree, n, MEND_SCHEMA, "expected a part's model or code of at most 64 bytes",
                                   r->err);
    }
    if (type != MEND__JSON_STRING && type != MEND__JSON_NUMBER) {
        return mend__json_expected(r->tree, n, "a price such as \"12.50\"", r->err);
    }
    if (!mend__decimal_of(mend__json_str(r->tree, n), &out->price, &large) || out->price.digits < 0) {
        return mend__json_fail(r->tree, n, MEND_SCHEMA,
                               large ? "the price has too many digits"
                                     : "expected a price such as \"12.50\", with at most 9 places and not below zero",
                               r->err);
    }
    out->code = (mend__str){mend__arena_text(r->arena, code.p, code.n), code.n};
    return out->code.p == NULL ? mend__no_memory(r->err) : MEND_OK;
}

static mend_status card_parts(const fees_reader *r, mend__node object, mend__price_card *card)
{
    size_t room = mend__json_count(r->tree, object);
    mend_status status = object == MEND__NONE
                             ? MEND_OK
                             : mend__must_be(r->tree, object, MEND__JSON_OBJECT, "an object of prices by part", r->err);
    if (status == MEND_OK && room > MEND__CARD_PARTS_MAX) {
        status = mend__too_many(r->tree, object, MEND__CARD_PARTS_MAX, "parts", r->err);
    }
    mend__priced *parts = status != MEND_OK ? NULL : fees_array(r, room, sizeof *parts);
    if (parts == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    for (mend__node n = mend__json_first(r->tree, object); n != MEND__NONE && status == MEND_OK;
         n = mend__json_next(r->tree, n)) {
        if (!mend__is_extension(mend__json_key(r->tree, n))) {
            status = parts_one(r, n, &parts[card->part_count++]);
        }
    }
    parts_sort(parts, card->part_count);
    card->parts = parts;
    return status;
}

/* {"pct": "10", "at": "line", "rounding": "half_up"}: what every part is priced with. */
static mend_status card_parts_rule(const fees_reader *r, mend__node object, int32_t digits, mend__price_card *card)
{
    static const char *const members[] = {"pct", "at", "rounding", NULL};
    static const char *const places[] = {"line", "unit", NULL};
    int32_t place = 0;
    card->part = (mend__part){.exp = digits, .mode = MEND__ROUND_HALF_UP};
    if (object == MEND__NONE) {
        return MEND_OK;
    }
    mend__fee_object o = mend__fee_open(r->tree, object, members, r->err);
    mend__fee_percent(&o, "pct", MEND__HUNDRED, &card->part.disc_pct);
    mend__fee_word(&o, "at", places, &place);
    mend__fee_rounding(&o, "rounding", &card->part.mode);
    card->part.disc_at_unit = place == 1;
    return o.status;
}

/* ---- work ---- */

static mend_status card_labour(const fees_reader *r, mend__node node, mend__price_card *card)
{
    mend__node works = mend__json_get(r->tree, node, "labour"), usual = mend__json_get(r->tree, node, "labour_default");
    mend_status status =
        mend__names_read(r->arena, r->tree, works, MEND__NAMES_PLAIN, MEND__NAMES_MAX, &card->labour_names, r->err);
    mend__labour *labour = status != MEND_OK ? NULL : fees_array(r, card->labour_names.count, sizeof *labour);
    if (labour == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    for (uint32_t i = 0; i < card->labour_names.count && status == MEND_OK; i++) {
        status = mend__labour_read(r->arena, r->tree, card->labour_names.items[i].node, &labour[i], r->err);
    }
    card->labour = labour;
    card->labour_default = -1;
    return status != MEND_OK || usual == MEND__NONE
               ? status
               : mend__names_ref(&card->labour_names, r->tree, usual, "work", &card->labour_default, r->err);
}

static mend_status card_band(const fees_reader *r, mend__node n, mend__rate_band *out)
{
    static const char *const members[] = {"order", "label", "calendar", "pct", NULL};
    int32_t index = -1;
    mend__fee_object o = mend__fee_open(r->tree, n, members, r->err);
    mend__node calendar = mend__fee_need(&o, "calendar");
    mend__fee_need(&o, "pct");
    mend__fee_percent(&o, "pct", MEND__PERCENT_MAX, &out->pct);
    if (o.status == MEND_OK) {
        o.status = mend__names_ref(&r->v->calendars, r->tree, calendar, "calendar", &index, r->err);
    }
    out->calendar = o.status == MEND_OK ? r->v->calendar[index] : NULL;
    return o.status;
}

static mend_status card_bands(const fees_reader *r, mend__node node, mend__price_card *card)
{
    mend_status status = mend__names_read(r->arena, r->tree, mend__json_get(r->tree, node, "bands"), MEND__NAMES_PLAIN,
                                          MEND__BANDS_MAX, &card->band_names, r->err);
    mend__rate_band *bands = status != MEND_OK ? NULL : fees_array(r, card->band_names.count, sizeof *bands);
    if (bands == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    for (uint32_t i = 0; i < card->band_names.count && status == MEND_OK; i++) {
        status = card_band(r, card->band_names.items[i].node, &bands[i]);
    }
    card->bands = bands;
    return status;
}

/* ---- surcharges and the discount of the bill ---- */

static mend_status card_extra(const fees_reader *r, mend__node n, mend__extra *out)
{
    static const char *const members[] = {"order", "label", "when", "on", "fee", NULL};
    static const char *const bases[] = {"all", "labour", "parts", "travel", NULL}; /* by mend__extra_on */
    int32_t on = MEND__ON_ALL;
    mend__fee_object o = mend__fee_open(r->tree, n, members, r->err);
    mend__node fee = mend__fee_need(&o, "fee");
    mend__fee_word(&o, "on", bases, &on);
    out->on = (mend__extra_on)on;
    mend_status status = o.status;
    status = status != MEND_OK ? status : fees_condition(r, mend__json_get(r->tree, n, "when"), &out->when);
    return status != MEND_OK ? status : mend__surcharge_read(r->arena, r->tree, fee, &out->fee, r->err);
}

static mend_status card_extras(const fees_reader *r, mend__node node, mend__price_card *card)
{
    mend_status status = mend__names_read(r->arena, r->tree, mend__json_get(r->tree, node, "surcharges"),
                                          MEND__NAMES_PLAIN, MEND__SURCHARGES_MAX, &card->extra_names, r->err);
    mend__extra *extras = status != MEND_OK ? NULL : fees_array(r, card->extra_names.count, sizeof *extras);
    if (extras == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    for (uint32_t i = 0; i < card->extra_names.count && status == MEND_OK; i++) {
        status = card_extra(r, card->extra_names.items[i].node, &extras[i]);
    }
    card->extras = extras;
    return status;
}

static mend_status card_discount(const fees_reader *r, mend__node object, mend__price_card *card)
{
    static const char *const members[] = {"when", "pct", NULL};
    if (object == MEND__NONE) {
        return MEND_OK;
    }
    mend__fee_object o = mend__fee_open(r->tree, object, members, r->err);
    mend__fee_need(&o, "pct");
    mend__fee_percent(&o, "pct", MEND__HUNDRED, &card->discount_pct);
    return o.status != MEND_OK ? o.status
                               : fees_condition(r, mend__json_get(r->tree, object, "when"), &card->discount_when);
}

/* ---- fees of a visit ---- */

static mend_status card_visit(const fees_reader *r, mend__node node, mend__price_card *card)
{
    mend__node travel = mend__json_get(r->tree, node, "travel"), found = mend__json_get(r->tree, node, "diagnosis"),
               cancel = mend__json_get(r->tree, node, "cancel"), storage = mend__json_get(r->tree, node, "storage");
    mend_status status = MEND_OK;
    card->has_travel = travel != MEND__NONE;
    card->has_diagnosis = found != MEND__NONE;
    card->has_storage = storage != MEND__NONE;
    if (card->has_travel) {
        status = mend__travel_read(r->arena, r->tree, travel, &card->travel, r->err);
    }
    if (status == MEND_OK && card->has_diagnosis) {
        status = mend__diagnosis_read(r->arena, r->tree, found, &card->diagnosis, r->err);
    }
    if (status == MEND_OK && cancel != MEND__NONE) {
        status = mend__cancel_read(r->arena, r->tree, cancel, &card->cancel, r->err);
    }
    if (status == MEND_OK && card->has_storage) {
        status = mend__storage_read(r->arena, r->tree, storage, &card->storage, r->err);
    }
    return status;
}

/* Every stage of a table is a state of the policy or a stage of states. */
static mend_status card_stages(const fees_reader *r, mend__node node)
{
    mend__node table = mend__json_get(r->tree, mend__json_get(r->tree, node, "cancel"), "table");
    for (mend__node n = mend__json_first(r->tree, table); n != MEND__NONE; n = mend__json_next(r->tree, n)) {
        mend__str key = mend__json_key(r->tree, n);
        if (mend__is_extension(key) || mend__stage_of(key) != MEND__STAGE_NONE ||
            mend__names_find(&r->v->states, key) >= 0) {
            continue;
        }
        mend__guess g;
        mend__guess_start(&g, key);
        mend__names_guess(&r->v->states, &g);
        for (int stage = MEND__STAGE_NEW; stage <= MEND__STAGE_CLOSED; stage++) {
            mend__guess_feed(&g, mend__str_of(mend__stage_name((mend__stage)stage), MEND_NTS));
        }
        return mend__unknown_key(r->tree, n, "state or stage", &g, r->err);
    }
    return MEND_OK;
}

/* ---- cards ---- */

static mend_status card_days(const fees_reader *r, mend__node node, mend__price_card *card)
{
    static const char *const members[] = {"order",   "label",      "from",      "until",  "labour",    "labour_default",
                                          "bands",   "parts",      "part_rule", "travel", "diagnosis", "cancel",
                                          "storage", "surcharges", "discount",  NULL};
    mend__fee_object o = mend__fee_open(r->tree, node, members, r->err);
    card->from = card->until = MEND__NO_DAY;
    mend__fee_date(&o, "from", &card->from);
    mend__fee_date(&o, "until", &card->until);
    if (o.status == MEND_OK && card->until != MEND__NO_DAY && card->until < card->from) {
        o.status = mend__json_fail(r->tree, mend__json_get(r->tree, node, "until"), MEND_SCHEMA,
                                   "the card ends before it begins", r->err);
        if (r->err != NULL) {
            r->err->reason = MEND_REASON_BAD_PERIOD;
        }
    }
    return o.status;
}

static mend_status card_read(const fees_reader *r, mend__node node, int32_t digits, mend__price_card *card)
{
    mend_status status = card_days(r, node, card);
    status = status != MEND_OK ? status : card_labour(r, node, card);
    status = status != MEND_OK ? status : card_bands(r, node, card);
    status = status != MEND_OK ? status : card_parts(r, mend__json_get(r->tree, node, "parts"), card);
    status = status != MEND_OK ? status : card_parts_rule(r, mend__json_get(r->tree, node, "part_rule"), digits, card);
    status = status != MEND_OK ? status : card_visit(r, node, card);
    status = status != MEND_OK ? status : card_stages(r, node);
    status = status != MEND_OK ? status : card_extras(r, node, card);
    return status != MEND_OK ? status : card_discount(r, mend__json_get(r->tree, node, "discount"), card);
}

static mend_status fees_cards(const fees_reader *r, mend__node object, mend__fees *out)
{
    mend_status status =
        mend__names_read(r->arena, r->tree, object, MEND__NAMES_PLAIN, MEND__CARDS_MAX, &out->card_names, r->err);
    mend__price_card *cards = status != MEND_OK ? NULL : fees_array(r, out->card_names.count, sizeof *cards);
    if (cards == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    for (uint32_t i = 0; i < out->card_names.count && status == MEND_OK; i++) {
        status = card_read(r, out->card_names.items[i].node, out->digits, &cards[i]);
    }
    out->cards = cards;
    return status;
}

/* ---- tax ---- */

static mend_status tax_rate(const fees_reader *r, mend__node object, mend__node n, mend__kind_rate *out)
{
    mend__str kind = mend__json_key(r->tree, n);
    char key[FEES_NAME + 1];
    if (!mend__is_name(kind)) {
        return mend__json_fail_key(r->tree, n, MEND_SCHEMA, "expected a kind of line, such as \"labour\"", r->err);
    }
    memcpy(key, kind.p, kind.n);
    key[kind.n] = '\0';
    mend__fee_object o = {r->tree, object, MEND_OK, r->err};
    mend__fee_percent(&o, key, 5 * MEND__HUNDRED, &out->rate);
    out->kind = (mend__str){mend__arena_text(r->arena, kind.p, kind.n), kind.n};
    return o.status == MEND_OK && out->kind.p == NULL ? mend__no_memory(r->err) : o.status;
}

/* Rates by kind of line; "other" is for every kind that is not named. */
static mend_status tax_rates(const fees_reader *r, mend__node object, mend__fees *out)
{
    size_t room = mend__json_count(r->tree, object);
    mend_status status = object == MEND__NONE ? MEND_OK
                                              : mend__must_be(r->tree, object, MEND__JSON_OBJECT,
                                                              "an object of percentages by kind of line", r->err);
    if (status == MEND_OK && room > FEES_RATES) {
        status = mend__too_many(r->tree, object, FEES_RATES, "kinds", r->err);
    }
    mend__kind_rate *rates = status != MEND_OK ? NULL : fees_array(r, room, sizeof *rates);
    if (rates == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    for (mend__node n = mend__json_first(r->tree, object); n != MEND__NONE && status == MEND_OK;
         n = mend__json_next(r->tree, n)) {
        if (mend__is_extension(mend__json_key(r->tree, n))) {
            continue;
        }
        mend__kind_rate *rate = &rates[out->rate_count++];
        status = tax_rate(r, object, n, rate);
        if (status == MEND_OK && mend__str_is(rate->kind, "other")) {
            out->other_rate = rate->rate;
        }
    }
    out->rates = rates;
    return status;
}

static mend_status fees_tax(const fees_reader *r, mend__node object, mend__fees *out)
{
    static const char *const members[] = {"price", "scope", "rates", NULL};
    static const char *const prices[] = {"excl", "incl", NULL}, *const scopes[] = {"line", "document", NULL};
    int32_t price = 0, scope = 0;
    if (object == MEND__NONE) {
        return MEND_OK;
    }
    mend__fee_object o = mend__fee_open(r->tree, object, members, r->err);
    mend__fee_need(&o, "price");
    mend__fee_word(&o, "price", prices, &price);
    mend__fee_word(&o, "scope", scopes, &scope);
    out->included = price == 1;
    out->by_line = scope == 0;
    return o.status != MEND_OK ? o.status : tax_rates(r, mend__json_get(r->tree, object, "rates"), out);
}

/* ---- estimates ---- */

static mend_status fees_estimate(const fees_reader *r, mend__node object, mend__fees *out)
{
    static const char *const members[] = {"tolerance", "valid_days", NULL};
    if (object == MEND__NONE) {
        return MEND_OK;
    }
    mend__fee_object o = mend__fee_open(r->tree, object, members, r->err);
    mend__node tolerance = mend__fee_member(&o, "tolerance");
    mend__fee_int(&o, "valid_days", 0, FEES_DAYS, &out->valid_days);
    return o.status != MEND_OK || tolerance == MEND__NONE
               ? o.status
               : mend__tolerance_read(r->arena, r->tree, tolerance, &out->tolerance, r->err);
}

/* ---- the whole ---- */

/* The currency stands at the top of the policy; a quote cannot do without. */
static mend_status fees_currency(const fees_reader *r, mend__str currency, mend__node section, mend__fees *out)
{
    mend__node n = mend__json_get(r->tree, mend__json_parent(r->tree, section), "currency");
    out->digits = mend__currency_digits(currency);
    if (out->digits >= 0) {
        return MEND_OK;
    }
    mend__json_fail(r->tree, n == MEND__NONE ? section : n, MEND_SCHEMA,
                    currency.n == 0 ? "fees need the policy's \"currency\"" : "no currency of ISO 4217", r->err);
    if (r->err != NULL) {
        r->err->reason = MEND_REASON_UNKNOWN_CURRENCY;
    }
    return MEND_SCHEMA;
}

static mend_status fees_settings(const fees_reader *r, mend__node section, mend__fees *out)
{
    static const char *const members[] = {
        "cards", "tax", "rounding", "cash_step", "cash_rounding", "estimate", "writeoff_limit", "diagnosis_if_declined",
        NULL};
    mend__fee_object o = mend__fee_open(r->tree, section, members, r->err);
    mend__fee_need(&o, "cards");
    mend__fee_rounding(&o, "rounding", &out->mode);
    out->cash_mode = out->mode;
    mend__fee_rounding(&o, "cash_rounding", &out->cash_mode);
    mend__fee_int(&o, "cash_step", 1, INT32_MAX, &out->cash_step);
    mend__fee_amount(&o, "writeoff_limit", &out->writeoff_limit);
    mend__fee_flag(&o, "diagnosis_if_declined", &out->diagnosis_if_declined);
    return o.status;
}

mend_status mend__fees_compile(mend__arena *arena, const mend__vocab *v, mend__str currency, const mend__json *tree,
                               mend__node section, mend__fees *out, mend_error *err)
{
    const fees_reader r = {arena, v, tree, err};
    mend__fees read;
    if (section == MEND__NONE) {
        return MEND_OK;
    }
    memset(&read, 0, sizeof read);
    read.by_line = true;
    read.diagnosis_if_declined = true;
    read.valid_days = read.tolerance.pct = read.tolerance.abs = MEND__FEE_NONE;
    mend_status status = fees_settings(&r, section, &read);
    status = status != MEND_OK ? status : fees_currency(&r, currency, section, &read);
    status = status != MEND_OK ? status : fees_cards(&r, mend__json_get(tree, section, "cards"), &read);
    status = status != MEND_OK ? status : fees_tax(&r, mend__json_get(tree, section, "tax"), &read);
    status = status != MEND_OK ? status : fees_estimate(&r, mend__json_get(tree, section, "estimate"), &read);
    if (status == MEND_OK) {
        read.there = true;
        *out = read;
    }
    return status;
}
