/*
 * quote_rows.c - the ticket's rows as lines of a quote: parts, work, charges entered by hand.
 *
 * Rows of "charges" that belong to an estimate are an estimate kept, and no input.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/int.h"
#include "quote.h"
#include "quote_columns.h"

#define ROWS_MINUTE 60000

/* ---- reading the ticket ---- */

/* Where the cells of a row begin, or those of the next one. */
static size_t span_begin(const mend_ticket *t, int32_t list, int32_t row)
{
    const mend__cell *cells = t->cells.items;
    size_t low = 0, high = t->cells.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cells[middle].list < list || (cells[middle].list == list && cells[middle].row < row)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Rows have few cells and are looked at one by one: each is searched for once. */
static const mend__quote_span *span_of(const mend__quoting *q, int32_t list, int32_t row)
{
    mend__quote_span *span = q->span;
    const mend__cell *cells = q->ticket->cells.items;
    size_t all = q->ticket->cells.count;
    if (span->list == list && span->row == row) {
        return span;
    }
    size_t first = span->list == list && span->next == row ? (size_t)(span->cells - cells) + span->count
                                                           : span_begin(q->ticket, list, row);
    size_t end = first;
    while (end < all && cells[end].list == list && cells[end].row == row) {
        end++;
    }
    *span = (mend__quote_span){list, row, first < all ? cells + first : NULL, end - first,
                               end < all && cells[end].list == list ? cells[end].row : 0};
    return span;
}

static const mend__cell *row_cell(const mend__quoting *q, int32_t list, int32_t row, int32_t field)
{
    if (list == 0) {
        return mend__ticket_cell(q->ticket, 0, 0, field);
    }
    const mend__quote_span *span = span_of(q, list, row);
    for (size_t i = 0; i < span->count && span->cells[i].field <= field; i++) {
        if (span->cells[i].field == field) {
            return &span->cells[i];
        }
    }
    return NULL;
}

bool mend__quote_has(const mend__quoting *q, int32_t list, int32_t row, int32_t field)
{
    return row_cell(q, list, row, field) != NULL;
}

int32_t mend__quote_next(const mend__quoting *q, int32_t list, int32_t row)
{
    return q->span->list == list && q->span->row == row ? q->span->next : mend__ticket_next_row(q->ticket, list, row);
}

bool mend__quote_num(const mend__quoting *q, int32_t list, int32_t row, int32_t field, int64_t *out)
{
    const mend__cell *cell = row_cell(q, list, row, field);
    if (cell == NULL) {
        return false;
    }
    *out = cell->num;
    return true;
}

mend__str mend__quote_text(const mend__quoting *q, int32_t list, int32_t row, int32_t field)
{
    const mend__cell *cell = row_cell(q, list, row, field);
    mend__value value;
    if (cell == NULL) {
        return MEND__STR("");
    }
    mend__cell_value(q->ticket, cell, &value);
    return value.type == 0 ? MEND__STR("") : value.text;
}

int32_t mend__quote_local(const mend__quoting *q, int64_t at)
{
    return (int32_t)mend__floor_div(mend__zone_local(q->policy->zone, at), MEND__DAY_MS);
}

int32_t mend__quote_day(const mend__quoting *q, int32_t field)
{
    const mend__cell *cell = mend__ticket_cell(q->ticket, 0, 0, field);
    if (cell == NULL) {
        return MEND__NO_DAY;
    }
    return cell->type == MEND_FIELD_DATE ? (int32_t)cell->num : mend__quote_local(q, cell->num);
}

/* ---- parts ---- */

static mend__quote_row *rows_line(const mend__quoting *q, const char *kind, int32_t list, int32_t row)
{
    mend__quote_row *line = mend__quote_add(q->quote, kind);
    if (line != NULL) {
        line->list = list;
        line->row = row;
    }
    return line;
}

/* Whole pieces at a price in whole minor units without a discount need no exact fractions. */
static bool price_plain(const mend__part *rule, int64_t quantity, mend__decimal unit, mend__cut *out)
{
    int64_t minor;
    if (rule->disc_pct != 0 || unit.places > rule->exp || quantity % MEND__NANO != 0 ||
        !mend__mul64(unit.digits, mend__power10(rule->exp - unit.places), &minor) ||
        !mend__mul64(minor, quantity / MEND__NANO, &out->gross)) {
        return false;
    }
    out->discount = 0;
    out->amount = out->gross;
    return true;
}

mend_status mend__quote_price(const mend__quoting *q, mend__quote_row *line, int64_t quantity, mend__decimal unit,
                              bool by_hand, const char *list, int32_t row)
{
    mend__part rule = q->card->part;
    mend__cut cut;
    rule.unit = unit;
    if (by_hand) {
        rule.disc_pct = 0;
    }
    if (quantity < 0) {
        return mend__quote_refuse(q->quote, MEND_REASON_NEGATIVE_QUANTITY, list, row);
    }
    if (unit.digits < 0) {
        return mend__quote_refuse(q->quote, MEND_REASON_NEGATIVE_AMOUNT, list, row);
    }
    if (!price_plain(&rule, quantity, unit, &cut)) {
        mend_reason reason = mend__fee_part(&rule, (mend__decimal){quantity, 9}, &cut);
        if (reason != 0) {
            return mend__quote_refuse(q->quote, reason, list, row);
        }
    }
    line->quantity = quantity;
    line->gross = cut.gross;
    line->discount = cut.discount;
    line->net = cut.amount;
    if (!mend__mul64(unit.digits, mend__power10(rule.exp + 9 - unit.places), &line->unit_price)) {
        line->unit_price = INT64_MIN;
    }
    return MEND_OK;
}

int64_t mend__quote_left(int64_t drawn, int64_t returned)
{
    int64_t left;
    return mend__sub64(drawn, returned > 0 ? returned : 0, &left) ? left : -1;
}

/* How much of a part a kind of quote is about; false: there is none of it. */
static bool part_quantity(mend__quoting *q, int32_t row, int64_t *out)
{
    int64_t planned, requested, issued = 0, used, returned = 0;
    bool plan = mend__quote_num(q, LIST_PARTS, row, PART_PLANNED, &planned);
    bool asked = mend__quote_num(q, LIST_PARTS, row, PART_REQUESTED, &requested);
    bool drawn = mend__quote_num(q, LIST_PARTS, row, PART_ISSUED, &issued);
    bool done = mend__quote_num(q, LIST_PARTS, row, PART_USED, &used);
    if (q->quote->kind == MEND_QUOTE_ESTIMATE) {
        *out = plan ? planned : asked ? requested : drawn ? issued : done ? used : MEND__NANO;
        return *out != 0;
    }
    if (done) {
        *out = used;
        return used != 0;
    }
    if (drawn) {
        (void)mend__quote_num(q, LIST_PARTS, row, PART_RETURNED, &returned);
        *out = mend__quote_left(issued, returned);
        return *out != 0;
    }
    q->quote->lacks |= MEND_QUOTE_LACKS_QUANTITY;
    *out = MEND__NANO;
    return !plan && !asked; /* planned, and nothing says that it was put in */
}

mend_status mend__quote_part(const mend__quoting *q, int32_t row, int64_t quantity, mend__quote_row *line)
{
    int64_t own;
    mend__str model = mend__quote_text(q, LIST_PARTS, row, PART_MODEL);
    mend__str name = mend__quote_text(q, LIST_PARTS, row, PART_NAME);
    const mend__priced *found = mend__card_part(q->card, model);
    found = found != NULL ? found : mend__card_part(q->card, name);
    line->item = model.n > 0 ? model : name;
    if (mend__quote_num(q, LIST_PARTS, row, PART_UNIT_PRICE, &own)) {
        return mend__quote_price(q, line, quantity, (mend__decimal){own, q->card->part.exp}, true, "parts", row);
    }
    if (found == NULL) {
        return mend__quote_refuse(q->quote, MEND_REASON_PART_NOT_ON_CARD, "parts", row);
    }
    line->code = found->code;
    return mend__quote_price(q, line, quantity, found->price, false, "parts", row);
}

mend_status mend__quote_parts(mend__quoting *q, bool named)
{
    mend_status status = MEND_OK;
    int32_t row = mend__quote_next(q, LIST_PARTS, 0);
    for (; row != 0 && status == MEND_OK; row = mend__quote_next(q, LIST_PARTS, row)) {
        int64_t quantity;
        mend__str payer = mend__quote_text(q, LIST_PARTS, row, PART_PAYER);
        if ((payer.n > 0) != named || !part_quantity(q, row, &quantity)) {
            continue;
        }
        mend__quote_row *line = rows_line(q, "part", LIST_PARTS, row);
        if (line == NULL) {
            return MEND_LIMIT;
        }
        line->payer = payer;
        line->served = row;
        status = mend__quote_part(q, row, quantity, line);
    }
    return status;
}

/* ---- work ---- */

/* The time of a piece of work. */
typedef struct work_time {
    int64_t minutes, started;
    bool known, begins; /* there is a time; there is a start */
} work_time;

static mend_status work_time_of(const mend__quoting *q, int32_t row, work_time *out)
{
    int64_t started = 0, ended = 0, minutes = 0;
    bool given = mend__quote_num(q, LIST_LABOUR, row, LABOUR_MINUTES, &minutes);
    bool begun = mend__quote_num(q, LIST_LABOUR, row, LABOUR_STARTED, &started);
    bool over = mend__quote_num(q, LIST_LABOUR, row, LABOUR_ENDED, &ended);
    if (given && minutes < 0) {
        return mend__quote_refuse(q->quote, MEND_REASON_NEGATIVE_QUANTITY, "labour", row);
    }
    if (begun && over && ended < started) {
        return mend__quote_refuse(q->quote, MEND_REASON_TIME_BACKWARDS, "labour", row);
    }
    if (!given && begun && over) {
        minutes = (ended - started) / ROWS_MINUTE; /* instants lie within years 1 to 9999 */
    }
    *out = (work_time){minutes, started, given || (begun && over), begun};
    return MEND_OK;
}

/* Splits the time by the card's calendars, where it is known when it began. */
static mend_status work_split(mend__quoting *q, const work_time *time, mend__labour_band *bands, size_t *count,
                              int32_t row)
{
    bool provisional = false;
    int64_t span;
    bands[0] = (mend__labour_band){time->minutes, MEND__HUNDRED};
    *count = 1;
    if (q->card->band_names.count == 0 || !time->begins || time->minutes == 0) {
        return MEND_OK;
    }
    if (!mend__mul64(time->minutes, ROWS_MINUTE, &span) || !mend__add64(time->started, span, &span) ||
        !mend__card_split(q->card, time->started, span, bands, count, &provisional)) {
        return mend__quote_refuse(q->quote, MEND_REASON_TIME_TOO_LONG, "labour", row);
    }
    q->quote->lacks |= provisional ? (uint32_t)MEND_QUOTE_LACKS_HOLIDAYS : 0U;
    return MEND_OK;
}

/* Prices a piece of work into its line. row 0: the work that the plan foresees. */
static mend_status work_price(mend__quoting *q, const mend__labour *labour, const work_time *time,
                              mend__quote_row *line, int32_t row)
{
    mend__labour_band bands[MEND__BANDS_SPLIT];
    mend__labour_work work = {{1, 0}, bands, 0};
    mend__labour_bill bill;
    mend_status status = labour->hourly ? work_split(q, time, bands, &work.band_count, row) : MEND_OK;
    if (status != MEND_OK) {
        return status;
    }
    q->quote->lacks |= labour->hourly && !time->known ? (uint32_t)MEND_QUOTE_LACKS_TIME : 0U;
    mend_reason reason = mend__fee_labour(labour, &work, &bill);
    if (reason != 0) {
        return mend__quote_refuse(q->quote, reason, "labour", row);
    }
    bool plain = labour->grade_pct == MEND__HUNDRED && work.band_count == 1 && bands[0].pct == MEND__HUNDRED;
    int64_t price = labour->hourly ? plain ? labour->rate : -1 : labour->price;
    line->minutes = bill.minutes;
    line->quantity = MEND__NANO;
    line->gross = line->net = bill.amount;
    if (price < 0 || !mend__mul64(price, MEND__NANO, &line->unit_price)) {
        line->unit_price = INT64_MIN;
    }
    if (labour->hourly && !mend__mul_div64(bill.minutes, MEND__NANO, 60, MEND__ROUND_HALF_UP, &line->quantity)) {
        return mend__quote_refuse(q->quote, MEND_REASON_OVERFLOW, "labour", row);
    }
    return MEND_OK;
}

/* What a row is paid by: its code on the card, the usual work, or the rate that it names itself. */
static mend_status work_rule(const mend__quoting *q, int32_t row, mend__labour *out, mend__quote_row *line)
{
    mend__str code = row == 0 ? MEND__STR("") : mend__quote_text(q, LIST_LABOUR, row, LABOUR_CODE);
    int32_t index = code.n > 0 ? mend__names_find(&q->card->labour_names, code) : q->card->labour_default;
    int64_t rate;
    bool own = row != 0 && mend__quote_num(q, LIST_LABOUR, row, LABOUR_RATE, &rate);
    if (index < 0 && !own) {
        return mend__quote_refuse(q->quote, MEND_REASON_WORK_NOT_ON_CARD, "labour", row);
    }
    if (own && rate < 0) {
        return mend__quote_refuse(q->quote, MEND_REASON_NEGATIVE_AMOUNT, "labour", row);
    }
    *out = index >= 0 ? q->card->labour[index]
                      : (mend__labour){.step_minutes = 1, .grade_pct = MEND__HUNDRED, .rounding = q->policy->fees.mode};
    if (own) {
        out->hourly = true;
        out->rate = rate;
    }
    line->code = index >= 0 ? q->card->labour_names.items[index].id : code;
    line->item = line->code.n > 0 ? line->code : mend__quote_text(q, LIST_LABOUR, row, LABOUR_WORK);
    return MEND_OK;
}

static mend_status work_row(mend__quoting *q, int32_t row, const work_time *planned)
{
    mend__labour labour;
    work_time time = *planned;
    int64_t part;
    mend__quote_row *line = rows_line(q, "labour", row == 0 ? 0 : LIST_LABOUR, row);
    if (line == NULL) {
        return MEND_LIMIT;
    }
    line->payer = row == 0 ? MEND__STR("") : mend__quote_text(q, LIST_LABOUR, row, LABOUR_PAYER);
    if (row == 0) {
        line->id = MEND__STR("labour");
    } else if (mend__quote_num(q, LIST_LABOUR, row, LABOUR_PART, &part) && part > 0 && part <= INT32_MAX) {
        line->served = (int32_t)part;
    }
    mend_status status = work_rule(q, row, &labour, line);
    if (status == MEND_OK && row != 0) {
        status = work_time_of(q, row, &time);
    }
    if (status == MEND_OK && !time.known && planned->known) {
        time = *planned;
    }
    return status != MEND_OK ? status : work_price(q, &labour, &time, line, row);
}

mend_status mend__quote_labour(mend__quoting *q, bool named)
{
    work_time planned = {0, 0, false, false};
    const work_time none = planned;
    mend_status status = MEND_OK;
    int32_t row = mend__quote_next(q, LIST_LABOUR, 0);
    bool foreseen =
        q->quote->kind == MEND_QUOTE_ESTIMATE && mend__quote_num(q, 0, 0, FIELD_PLANNED_MINUTES, &planned.minutes);
    if (foreseen && planned.minutes < 0) {
        return mend__quote_refuse(q->quote, MEND_REASON_NEGATIVE_QUANTITY, "planned_minutes", 0);
    }
    planned.known = foreseen;
    if (row == 0) {
        return foreseen && planned.minutes > 0 && !named ? work_row(q, 0, &planned) : MEND_OK;
    }
    /* the time that is planned is that of one piece of work: of the only one */
    bool one = mend__quote_next(q, LIST_LABOUR, row) == 0;
    for (; row != 0 && status == MEND_OK; row = mend__quote_next(q, LIST_LABOUR, row)) {
        if ((mend__quote_text(q, LIST_LABOUR, row, LABOUR_PAYER).n > 0) == named) {
            status = work_row(q, row, one ? &planned : &none);
        }
    }
    return status;
}

/* ---- charges entered by hand ---- */

/* The card's price for a charge that names a line of it; false: it has none. */
static bool charge_card(const mend__quoting *q, mend__str code, mend__decimal *out)
{
    const mend__priced *part = mend__card_part(q->card, code);
    int32_t work = mend__names_find(&q->card->labour_names, code);
    if (part != NULL) {
        *out = part->price;
        return true;
    }
    if (work < 0 || q->card->labour[work].hourly) {
        return false;
    }
    *out = (mend__decimal){q->card->labour[work].price, q->card->part.exp};
    return true;
}

static mend_status charge_amount(const mend__quoting *q, int32_t row, mend__quote_row *line)
{
    mend__decimal unit;
    int64_t quantity = MEND__NANO, minor, amount;
    bool counted = mend__quote_num(q, LIST_CHARGES, row, CHARGE_QUANTITY, &quantity);
    mend__str code = mend__quote_text(q, LIST_CHARGES, row, CHARGE_CODE);
    if (mend__quote_num(q, LIST_CHARGES, row, CHARGE_UNIT_PRICE, &minor)) {
        return mend__quote_price(q, line, quantity, (mend__decimal){minor, q->card->part.exp}, true, "charges", row);
    }
    if (!mend__quote_num(q, LIST_CHARGES, row, CHARGE_AMOUNT, &amount)) {
        if (code.n == 0 || !charge_card(q, code, &unit)) {
            return mend__quote_refuse(q->quote, MEND_REASON_AMOUNT_MISSING, "charges", row);
        }
        line->code = code;
        return mend__quote_price(q, line, quantity, unit, true, "charges", row);
    }
    if (amount < 0 || (counted && quantity < 0)) {
        return mend__quote_refuse(q->quote, amount < 0 ? MEND_REASON_NEGATIVE_AMOUNT : MEND_REASON_NEGATIVE_QUANTITY,
                                  "charges", row);
    }
    line->quantity = quantity;
    line->gross = line->net = amount;
    return MEND_OK;
}

/* What the row says beside its amount. */
static mend_status charge_rest(const mend__quoting *q, int32_t row, mend__quote_row *line)
{
    int64_t off = 0, rate, part;
    if (mend__quote_num(q, LIST_CHARGES, row, CHARGE_DISCOUNT, &off)) {
        if (off < 0 || off > line->net) {
            return mend__quote_refuse(q->quote, MEND_REASON_DISCOUNT_TOO_LARGE, "charges", row);
        }
        line->discount += off;
        line->net -= off;
    }
    if (mend__quote_num(q, LIST_CHARGES, row, CHARGE_TAX_RATE, &rate)) {
        if (rate < 0 || rate > 5 * MEND__HUNDRED) {
            return mend__quote_refuse(q->quote, MEND_REASON_UNKNOWN_TAX, "charges", row);
        }
        line->rate = rate;
        line->rated = true;
    }
    if (mend__quote_num(q, LIST_CHARGES, row, CHARGE_PART, &part) && part > 0 && part <= INT32_MAX) {
        line->served = (int32_t)part;
    }
    if (mend__str_is(line->kind, "discount")) { /* it was entered as what it takes off */
        line->gross = -line->gross;
        line->discount = -line->discount;
        line->net = -line->net;
        line->unit_price = line->unit_price == INT64_MIN ? INT64_MIN : -line->unit_price;
        line->bare = true;
    }
    return MEND_OK;
}

static mend_status charge_row(mend__quoting *q, int32_t row, mend__str kind, mend__str payer)
{
    mend__quote_row *line = rows_line(q, "other", LIST_CHARGES, row);
    if (line == NULL) {
        return MEND_LIMIT;
    }
    line->kind = kind.n > 0 ? kind : line->kind;
    line->item = mend__quote_text(q, LIST_CHARGES, row, CHARGE_ITEM);
    line->payer = payer;
    mend_status status = charge_amount(q, row, line);
    return status != MEND_OK ? status : charge_rest(q, row, line);
}

mend_status mend__quote_charges(mend__quoting *q, bool named)
{
    mend_status status = MEND_OK;
    int32_t row = mend__quote_next(q, LIST_CHARGES, 0);
    for (; row != 0 && status == MEND_OK; row = mend__quote_next(q, LIST_CHARGES, row)) {
        if (mend__quote_has(q, LIST_CHARGES, row, CHARGE_ESTIMATE)) {
            continue;
        }
        mend__str kind = mend__quote_text(q, LIST_CHARGES, row, CHARGE_KIND);
        mend__str payer = mend__quote_text(q, LIST_CHARGES, row, CHARGE_PAYER);
        if (mend__str_is(kind, "discount")) {
            payer = MEND__STR("customer");
        }
        if ((payer.n > 0) == named) {
            status = charge_row(q, row, kind, payer);
        }
    }
    return status;
}
