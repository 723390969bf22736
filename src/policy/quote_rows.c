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

#include <string.h>

#define ROWS_MINUTE 60000

/* ---- reading the ticket ---- */

void mend__quote_open(mend__quoting *q)
{
    const mend__cell *cells = q->ticket->cells.items;
    size_t all = q->ticket->cells.count, at = 0;
    memset(q->begins, 0, sizeof q->begins);
    q->priced = 0;
    while (at < all && cells[at].list == 0) {
        at++;
    }
    q->heads = at;
    for (int32_t list = 0, row = 0, priced = 0; at < all; at++) {
        if (cells[at].list != list) {
            list = cells[at].list;
            row = 0;
            priced = list == LIST_PARTS || list == LIST_LABOUR || list == LIST_CHARGES || list == LIST_VISITS;
            if (list % 1000 == 0 && list / 1000 < MEND__QUOTE_LISTS) {
                q->begins[list / 1000] = at + 1;
            }
        }
        q->priced += cells[at].row != row && priced != 0;
        row = cells[at].row;
    }
}

/* Where the cells of a row begin, or those of the next one. `list` is there. */
static size_t span_begin(const mend__quoting *q, int32_t list, int32_t row)
{
    const mend__cell *cells = q->ticket->cells.items;
    size_t low = q->begins[list / 1000] - 1, high = q->ticket->cells.count;
    if (cells[low].row >= row) {
        return low;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cells[middle].list == list && cells[middle].row < row) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Rows have few cells and are looked at one by one: each is searched for once, and its columns are noted. */
void mend__quote_move(const mend__quoting *q, int32_t list, int32_t row)
{
    mend__quote_span *span = q->span;
    const mend__cell *cells = q->ticket->cells.items;
    size_t all = q->ticket->cells.count;
    if (q->begins[list / 1000] == 0) {
        span->list = list;
        span->row = row;
        span->next = 0;
        span->columns = 0;
        return;
    }
    size_t first = span->list == list && span->next == row ? (size_t)(span->cells - cells) + span->count
                                                           : span_begin(q, list, row);
    size_t end = first;
    uint32_t columns = 0;
    for (; end < all && cells[end].list == list && cells[end].row == row; end++) {
        uint32_t number = (uint32_t)(cells[end].field - list), column = number / 10;
        /* all that quotes read; they are among the first ones, so the place fits */
        if (column < MEND__QUOTE_COLUMNS && number == 10 * column) {
            columns |= (uint32_t)1 << column;
            span->place[column] = (uint8_t)(end - first);
        }
    }
    span->list = list;
    span->row = row;
    span->cells = cells + first;
    span->count = end - first;
    span->next = end < all && cells[end].list == list ? cells[end].row : 0;
    span->columns = columns;
}

const mend__cell *mend__quote_head(const mend__quoting *q, int32_t field)
{
    const mend__cell *cells = q->ticket->cells.items;
    size_t low = 0, count = q->heads;
    while (count > 1) { /* the last one at or below the field lies in [low, low + count) */
        size_t half = count / 2;
        low += cells[low + half].field <= field ? half : 0;
        count -= half;
    }
    return count == 1 && cells[low].field == field ? &cells[low] : NULL;
}

int32_t mend__quote_next(const mend__quoting *q, int32_t list, int32_t row)
{
    size_t begins = q->begins[list / 1000];
    if (row == 0 || begins == 0) {
        return begins == 0 ? 0 : ((const mend__cell *)q->ticket->cells.items)[begins - 1].row;
    }
    if (q->span->list != list || q->span->row != row) {
        mend__quote_move(q, list, row);
    }
    return q->span->next;
}

mend__str mend__quote_slot_text(const mend__quoting *q, const mend__cell *cell)
{
    mend__value value;
    mend__cell_value(q->ticket, cell, &value);
    return value.type == 0 ? MEND__STR("") : value.text;
}

int32_t mend__quote_local(const mend__quoting *q, int64_t at)
{
    return (int32_t)mend__floor_div(mend__zone_local(q->policy->zone, at), MEND__DAY_MS);
}

int32_t mend__quote_day(const mend__quoting *q, int32_t field)
{
    const mend__cell *cell = mend__quote_head(q, field);
    if (cell == NULL) {
        return MEND__NO_DAY;
    }
    return cell->type == MEND_FIELD_DATE ? (int32_t)cell->num : mend__quote_local(q, cell->num);
}

/* ---- parts ---- */

static mend__quote_row *rows_line(const mend__quoting *q, mend__str kind, int32_t list, int32_t row)
{
    mend__quote_row *line = mend__quote_add(q, kind);
    if (line != NULL) {
        line->list = list;
        line->row = row;
    }
    return line;
}

/* Class and serial number of the part that a line is, or that it serves; of no class, it is told from others by its model.
 * A term of a part is about the one that failed, not about the one put in for it. */
static void rows_part(const mend__quoting *q, mend__quote_row *line, int32_t part)
{
    mend__claim_line *claimed = &q->lines[line - q->quote->rows];
    line->served = part;
    claimed->class = mend__quote_text(q, LIST_PARTS, part, PART_CLASS);
    claimed->model = mend__quote_text(q, LIST_PARTS, part, PART_MODEL);
    claimed->class = claimed->class.n > 0 ? claimed->class : claimed->model;
    claimed->serial = mend__quote_text(q, LIST_PARTS, part, PART_OLD_SERIAL);
}

/* The same for a row that may name the part. */
static void rows_serves(const mend__quoting *q, mend__quote_row *line, int32_t list, int32_t row, int32_t field)
{
    int64_t part;
    if (mend__quote_num(q, list, row, field, &part) && part > 0 && part <= INT32_MAX) {
        mend__quote_span here = *q->span;
        rows_part(q, line, (int32_t)part);
        *q->span = here;
    }
}

/* Whole pieces at a price in whole minor units without a discount need no exact fractions. */
static bool price_plain(const mend__part *rule, mend__decimal unit, int64_t quantity, mend__quote_row *line)
{
    int64_t minor, gross;
    if (unit.places > rule->exp || quantity % MEND__NANO != 0 ||
        !mend__mul64(unit.digits, mend__power10(rule->exp - unit.places), &minor) ||
        !mend__mul64(minor, quantity / MEND__NANO, &gross)) {
        return false;
    }
    if (!mend__mul64(minor, MEND__NANO, &line->unit_price)) {
        line->unit_price = INT64_MIN;
    }
    line->gross = line->net = gross;
    line->discount = 0;
    return true;
}

static mend_reason price_exactly(mend__part rule, mend__decimal unit, int64_t quantity, bool by_hand,
                                 mend__quote_row *line)
{
    mend__cut cut;
    rule.unit = unit;
    rule.disc_pct = by_hand ? 0 : rule.disc_pct;
    mend_reason reason = mend__fee_part(&rule, (mend__decimal){quantity, 9}, &cut);
    if (reason != 0) {
        return reason;
    }
    if (!mend__mul64(unit.digits, mend__power10(rule.exp + 9 - unit.places), &line->unit_price)) {
        line->unit_price = INT64_MIN;
    }
    line->gross = cut.gross;
    line->discount = cut.discount;
    line->net = cut.amount;
    return 0;
}

mend_status mend__quote_price(const mend__quoting *q, mend__quote_row *line, int64_t quantity, mend__decimal unit,
                              bool by_hand, const char *list, int32_t row)
{
    const mend__part *rule = &q->card->part;
    bool cut = !by_hand && rule->disc_pct != 0;
    if (quantity < 0) {
        return mend__quote_refuse(q->quote, MEND_REASON_NEGATIVE_QUANTITY, list, row);
    }
    if (unit.digits < 0) {
        return mend__quote_refuse(q->quote, MEND_REASON_NEGATIVE_AMOUNT, list, row);
    }
    line->quantity = quantity;
    if (cut || !price_plain(rule, unit, quantity, line)) {
        mend_reason reason = price_exactly(*rule, unit, quantity, by_hand, line);
        if (reason != 0) {
            return mend__quote_refuse(q->quote, reason, list, row);
        }
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
    int64_t planned = 0, requested = 0, issued = 0, used = 0, returned = 0;
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
    line->name = model.n > 0 ? name : MEND__STR("");
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
        q->named = q->named || payer.n > 0;
        if ((payer.n > 0) != named || !part_quantity(q, row, &quantity)) {
            continue;
        }
        mend__quote_row *line = rows_line(q, MEND__STR("part"), LIST_PARTS, row);
        if (line == NULL) {
            return MEND_LIMIT;
        }
        line->payer = payer;
        rows_part(q, line, row);
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

/* Whether the card's calendars have a say, which takes the time when it began. */
static bool work_is_split(const mend__quoting *q, const mend__labour *labour, const work_time *time)
{
    return labour->hourly && q->card->band_names.count > 0 && time->begins && time->minutes != 0;
}

/* What the work comes to. *plain: all of its time is at the rate itself. */
static mend_status work_bill(mend__quoting *q, const mend__labour *labour, mend__labour_work *work, int32_t row,
                             bool *plain, mend__labour_bill *bill)
{
    mend_reason reason = mend__fee_labour(labour, work, bill);
    *plain = labour->grade_pct == MEND__HUNDRED && work->band_count == 1 && work->bands[0].pct == MEND__HUNDRED;
    return reason == 0 ? MEND_OK : mend__quote_refuse(q->quote, reason, "labour", row);
}

/* The same with the time split by the card's calendars. */
static mend_status work_split(mend__quoting *q, const mend__labour *labour, const work_time *time, int32_t row,
                              bool *plain, mend__labour_bill *bill)
{
    mend__labour_band bands[MEND__BANDS_SPLIT];
    mend__labour_work work = {{1, 0}, bands, 0};
    bool provisional = false;
    int64_t span;
    if (!mend__mul64(time->minutes, ROWS_MINUTE, &span) || !mend__add64(time->started, span, &span) ||
        !mend__card_split(q->card, time->started, span, bands, &work.band_count, &provisional)) {
        return mend__quote_refuse(q->quote, MEND_REASON_TIME_TOO_LONG, "labour", row);
    }
    q->quote->lacks |= provisional ? (uint32_t)MEND_QUOTE_LACKS_HOLIDAYS : 0U;
    return work_bill(q, labour, &work, row, plain, bill);
}

/* Prices a piece of work into its line. row 0: the work that the plan foresees. */
static mend_status work_price(mend__quoting *q, const mend__labour *labour, const work_time *time,
                              mend__quote_row *line, int32_t row)
{
    mend__labour_band whole = {time->minutes, MEND__HUNDRED};
    mend__labour_work work = {{1, 0}, &whole, labour->hourly ? 1 : 0};
    mend__labour_bill bill;
    bool plain;
    mend_status status = work_is_split(q, labour, time) ? work_split(q, labour, time, row, &plain, &bill)
                                                        : work_bill(q, labour, &work, row, &plain, &bill);
    if (status != MEND_OK) {
        return status;
    }
    q->quote->lacks |= labour->hourly && !time->known ? (uint32_t)MEND_QUOTE_LACKS_TIME : 0U;
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
    mend__quote_row *line = rows_line(q, MEND__STR("labour"), row == 0 ? 0 : LIST_LABOUR, row);
    if (line == NULL) {
        return MEND_LIMIT;
    }
    line->payer = row == 0 ? MEND__STR("") : mend__quote_text(q, LIST_LABOUR, row, LABOUR_PAYER);
    if (row == 0) {
        line->id = MEND__STR("labour");
    }
    mend_status status = work_rule(q, row, &labour, line);
    if (status == MEND_OK && row != 0) {
        status = work_time_of(q, row, &time);
    }
    if (status == MEND_OK && !time.known && planned->known) {
        time = *planned;
    }
    if (status == MEND_OK && row != 0) {
        rows_serves(q, line, LIST_LABOUR, row, LABOUR_PART);
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
        bool names = mend__quote_text(q, LIST_LABOUR, row, LABOUR_PAYER).n > 0;
        q->named = q->named || names;
        if (names == named) {
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
    int64_t off = 0, rate;
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
    rows_serves(q, line, LIST_CHARGES, row, CHARGE_PART);
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
    mend__quote_row *line = rows_line(q, MEND__STR("other"), LIST_CHARGES, row);
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
        q->named = q->named || payer.n > 0;
        if ((payer.n > 0) == named) {
            status = charge_row(q, row, kind, payer);
        }
    }
    return status;
}
