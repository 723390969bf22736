/*
 * sheet_card.c - the charge card in force as a table: what work, parts, the way and everything else cost.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/int.h"
#include "notions/instant.h"
#include "sheet.h"

#define PARTS_SHOWN 500 /* parts of a card that has more of them are looked up, not printed */
#define EMPTY_ROWS  8   /* where no card is in force */

/* Words of a row come in twos: English, Chinese. */
typedef struct words {
    const char *en, *zh;
} words;

/* One row: what it belongs to, which one, the price gathered in s->text, the remarks in s->note. */
static void put_row(mend__sheeter *s, words group, mend__str item, int32_t *count)
{
    mend__jw_array(&s->w);
    mend__jw_text(&s->w, mend__sheet_say(s, group.en, group.zh));
    mend__jw_str(&s->w, item);
    mend__sheet_take(s, &s->text);
    mend__sheet_take(s, &s->note);
    mend__jw_end_array(&s->w);
    mend__buf_rewind(&s->text, 0);
    mend__buf_rewind(&s->note, 0);
    ++*count;
}

static void put(const mend__sheeter *s, mend_buf *out, const char *en, const char *zh)
{
    mend__put_text(out, mend__sheet_say(s, en, zh));
}

/* A remark after others. */
static void put_note(mend__sheeter *s, const char *en, const char *zh)
{
    if (s->note.len > 0) {
        put(s, &s->note, "; ", "；");
    }
    put(s, &s->note, en, zh);
}

static void put_decimal(mend_buf *out, int64_t nano)
{
    char text[24];
    mend__put(out, text, mend__decimal_write(nano, text));
}

static void put_percent(mend_buf *out, int64_t nano)
{
    put_decimal(out, nano);
    mend__put_text(out, " %");
}

/* A price in major units, of as many decimals as it has and no fewer than the currency. */
static void put_price(const mend__sheeter *s, mend__decimal price, mend_buf *out)
{
    int32_t digits = s->policy->fees.digits;
    int64_t minor = price.digits, scale = 0;
    if (price.places <= digits && mend__mul64(price.digits, mend__power10(digits - price.places), &minor)) {
        mend__sheet_money(s, minor, out);
        return;
    }
    char text[20];
    scale = mend__power10(price.places);
    if (!s->chinese) {
        mend__put_str(out, s->policy->currency);
        mend__put_char(out, ' ');
    }
    mend__put_int(out, price.digits / scale);
    mend__put_char(out, '.');
    mend__digits_write(price.digits % scale, (size_t)price.places, text);
    mend__put(out, text, (size_t)price.places);
    if (s->chinese) {
        mend__put_char(out, ' ');
        mend__put_str(out, mend__str_is(s->policy->currency, "CNY") ? MEND__STR("元") : s->policy->currency);
    }
}

/* ---- work ---- */

static void put_labour(mend__sheeter *s, const mend__labour *row, mend__str label, int32_t *count)
{
    mend__sheet_money(s, row->hourly ? row->rate : row->price, &s->text);
    if (!row->hourly) {
        put(s, &s->text, " each", "/次");
    } else {
        put(s, &s->text, " an hour", "/小时");
        if (row->min_minutes > 0) {
            put_note(s, "at least ", "至少 ");
            mend__put_int(&s->note, row->min_minutes);
            put(s, &s->note, " min", " 分钟");
        }
        if (row->step_minutes > 1) {
            put_note(s, "in steps of ", "每 ");
            mend__put_int(&s->note, row->step_minutes);
            put(s, &s->note, " min", " 分钟为一计费单位");
        }
        if (row->grade_pct != MEND__HUNDRED) {
            put_note(s, "by grade ", "按工程师等级 ");
            put_percent(&s->note, row->grade_pct);
        }
    }
    put_row(s, (words){"Labour", "人工"}, label, count);
}

static void put_work(mend__sheeter *s, const mend__price_card *card, int32_t *count)
{
    for (uint32_t i = 0; i < card->labour_names.count; i++) {
        put_labour(s, &card->labour[i], mend__sheet_label(s, &card->labour_names.items[i]), count);
    }
    for (uint32_t i = 0; i < card->band_names.count; i++) {
        put(s, &s->text, "", "人工费的 ");
        put_percent(&s->text, card->bands[i].pct);
        put(s, &s->text, " of labour", "");
        put_row(s, (words){"Hours", "时段"}, mend__sheet_label(s, &card->band_names.items[i]), count);
    }
}

/* ---- the way ---- */

static void put_km(mend__sheeter *s, mend_buf *out, int64_t km)
{
    put_decimal(out, km);
    put(s, out, " km", " 公里");
}

static void put_zones(mend__sheeter *s, const mend__travel *t, int32_t *count)
{
    char item[64]; /* 19 digits and a few words */
    for (size_t i = 0; i < t->zone_count; i++) {
        if (t->zones[i].upto == INT64_MAX) {
            put(s, &s->note, "any distance", "不限距离");
        } else {
            put(s, &s->note, "up to ", "");
            put_km(s, &s->note, t->zones[i].upto);
            put(s, &s->note, "", "以内");
        }
        size_t n = s->note.len < sizeof item ? s->note.len : 0;
        for (size_t k = 0; k < n; k++) {
            item[k] = s->note.data[k];
        }
        mend__buf_rewind(&s->note, 0);
        mend__sheet_money(s, t->zones[i].fee, &s->text);
        put_row(s, (words){"Travel", "上门交通"}, (mend__str){item, n}, count);
    }
    if (t->beyond_per_km != MEND__FEE_NONE) {
        mend__sheet_money(s, t->beyond_per_km, &s->text);
        put(s, &s->text, " a km", "/公里");
        put_row(s, (words){"Travel", "上门交通"},
                mend__str_of(mend__sheet_say(s, "every km beyond", "超出部分"), MEND_NTS), count);
    }
}

static void put_travel(mend__sheeter *s, const mend__travel *t, int32_t *count)
{
    if (t->zoned) {
        put_zones(s, t, count);
        return;
    }
    mend__sheet_money(s, t->base, &s->text);
    if (t->per_km > 0) {
        put(s, &s->text, " + ", " + ");
        mend__sheet_money(s, t->per_km, &s->text);
        put(s, &s->text, " a km", "/公里");
    }
    if (t->free_km > 0) {
        put_note(s, "the first ", "前 ");
        put_km(s, &s->note, t->free_km);
        put(s, &s->note, " are free", "免费");
    }
    if (t->round_trip) {
        put_note(s, "there and back", "往返计");
    }
    if (t->cap != MEND__FEE_NONE) {
        put_note(s, "at most ", "最高 ");
        mend__sheet_money(s, t->cap, &s->note);
    }
    put_row(s, (words){"Travel", "上门交通"}, mend__str_of(mend__sheet_say(s, "A visit", "上门一次"), MEND_NTS), count);
}

/* ---- everything else ---- */

static void put_diagnosis(mend__sheeter *s, const mend__diagnosis *d, int32_t *count)
{
    mend__sheet_money(s, d->fee, &s->text);
    if (d->credit != MEND__CREDIT_NONE) {
        put_note(s, "credited where the repair is accepted", "同意维修的可抵扣维修费");
    }
    if (d->waive_unrepairable) {
        put_note(s, "free where it cannot be repaired", "无法修复的免收");
    }
    put_row(s, (words){"Diagnosis", "检测"}, mend__str_of(mend__sheet_say(s, "Diagnosis", "检测费"), MEND_NTS), count);
}

static void put_storage(mend__sheeter *s, const mend__storage *storage, int32_t *count)
{
    mend__sheet_money(s, storage->per_day, &s->text);
    put(s, &s->text, " a day", "/天");
    if (storage->free_days > 0) {
        put_note(s, "free for ", "通知取件后 ");
        mend__put_int(&s->note, storage->free_days);
        put(s, &s->note, " days after the notice", " 天内免费");
    }
    if (storage->cap != MEND__FEE_NONE) {
        put_note(s, "at most ", "最高 ");
        mend__sheet_money(s, storage->cap, &s->note);
    }
    put_row(s, (words){"Storage", "保管"}, mend__str_of(mend__sheet_say(s, "Unit not collected", "逾期未取"), MEND_NTS),
            count);
}

/* What part of "flat + percent" there is. */
static void put_sum(mend__sheeter *s, int64_t flat, int64_t pct)
{
    if (flat != 0 || pct == 0) {
        mend__sheet_money(s, flat, &s->text);
    }
    if (pct != 0) {
        mend__put_text(&s->text, flat != 0 ? " + " : "");
        put_percent(&s->text, pct);
    }
}

static void put_surcharge(mend__sheeter *s, const mend__extra *extra, mend__str label, int32_t *count)
{
    static const words on[] = {
        {"of everything", "全部费用"}, {"of labour", "人工费"}, {"of parts", "材料费"}, {"of travel", "上门交通费"}};
    const mend__surcharge *fee = &extra->fee;
    put_sum(s, fee->flat, fee->pct);
    if (fee->pct != 0) {
        put_note(s, "", "按");
        put(s, &s->note, on[extra->on].en, on[extra->on].zh);
        put(s, &s->note, "", "计");
    }
    if (fee->min != MEND__FEE_NONE) {
        put_note(s, "at least ", "最低 ");
        mend__sheet_money(s, fee->min, &s->note);
    }
    if (fee->max != MEND__FEE_NONE) {
        put_note(s, "at most ", "最高 ");
        mend__sheet_money(s, fee->max, &s->note);
    }
    put_row(s, (words){"Surcharge", "附加"}, label, count);
}

/* The state's label, or the stage's name. */
static mend__str cancel_label(const mend__sheeter *s, mend__str stage)
{
    int32_t state = mend__names_find(&s->policy->vocab.states, stage);
    return state < 0 ? stage : mend__sheet_label(s, &s->policy->vocab.states.items[state]);
}

static void put_cancel(mend__sheeter *s, const mend__cancel *stage, int32_t *count)
{
    put_sum(s, stage->flat, stage->pct);
    if (stage->pct != 0) {
        put_note(s, "of the estimate", "按报价计");
    }
    if (stage->min > 0) {
        put_note(s, "at least ", "最低 ");
        mend__sheet_money(s, stage->min, &s->note);
    }
    if (stage->cap_estimate) {
        put_note(s, "at most the estimate", "不超过报价");
    }
    if (stage->parts_ordered) {
        put_note(s, "and the parts ordered", "另计已订配件");
    }
    put_row(s, (words){"Cancelled", "取消"}, cancel_label(s, stage->stage), count);
}

static void put_fees(mend__sheeter *s, const mend__price_card *card, int32_t *count)
{
    if (card->has_diagnosis) {
        put_diagnosis(s, &card->diagnosis, count);
    }
    for (uint32_t i = 0; i < card->extra_names.count; i++) {
        put_surcharge(s, &card->extras[i], mend__sheet_label(s, &card->extra_names.items[i]), count);
    }
    for (size_t i = 0; i < card->cancel.count; i++) {
        put_cancel(s, &card->cancel.stages[i], count);
    }
    if (card->has_storage) {
        put_storage(s, &card->storage, count);
    }
    if (card->discount_pct > 0) {
        put(s, &s->text, "", "减 ");
        put_percent(&s->text, card->discount_pct);
        put(s, &s->text, " off", "");
        put_row(s, (words){"Discount", "优惠"}, MEND__STR(""), count);
    }
}

static void put_parts(mend__sheeter *s, const mend__price_card *card, int32_t *count)
{
    for (size_t i = 0; i < card->part_count && i < PARTS_SHOWN; i++) {
        put_price(s, card->parts[i].price, &s->text);
        put(s, &s->text, " each", "/件");
        put_row(s, (words){"Parts", "配件"}, card->parts[i].code, count);
    }
    if (card->part_count > PARTS_SHOWN) {
        put_note(s, "other parts on request", "其余配件请询价");
        put_row(s, (words){"Parts", "配件"}, MEND__STR(""), count);
    }
}

static void put_empty(mend__sheeter *s)
{
    for (int i = 0; i < EMPTY_ROWS; i++) {
        mend__jw_array(&s->w);
        for (int k = 0; k < 4; k++) {
            mend__jw_text(&s->w, "");
        }
        mend__jw_end_array(&s->w);
    }
}

/* The card of the local day on which it is printed; NULL: none is in force. */
static const mend__price_card *card_now(const mend__sheeter *s)
{
    const mend__fees *fees = &s->policy->fees;
    int64_t day = mend__floor_div(mend__zone_local(s->policy->zone, s->now), MEND__DAY_MS);
    int32_t index =
        !fees->there || day < MEND__DAY_MIN || day > MEND__DAY_MAX ? -1 : mend__fees_card(fees, (int32_t)day);
    return index < 0 ? NULL : &fees->cards[index];
}

void mend__sheet_card(mend__sheeter *s)
{
    static const words head[] = {{"Kind", "类别"}, {"Item", "项目"}, {"Price", "收费标准"}, {"Remarks", "说明"}};
    const mend__price_card *card = card_now(s);
    int32_t count = 0;
    mend__buf_rewind(&s->text, 0);
    mend__buf_rewind(&s->note, 0);
    mend__jw_object(&s->w);
    mend__jw_key(&s->w, "head");
    mend__jw_array(&s->w);
    for (size_t i = 0; i < sizeof head / sizeof head[0]; i++) {
        mend__sheet_column(s, mend__str_of(mend__sheet_say(s, head[i].en, head[i].zh), MEND_NTS));
    }
    mend__jw_end_array(&s->w);
    mend__jw_key(&s->w, "rows");
    mend__jw_array(&s->w);
    if (card != NULL) {
        put_work(s, card, &count);
        if (card->has_travel) {
            put_travel(s, &card->travel, &count);
        }
        put_fees(s, card, &count);
        put_parts(s, card, &count);
    } else {
        put_empty(s);
    }
    mend__jw_end_array(&s->w);
    mend__jw_key(&s->w, "filled");
    mend__jw_int(&s->w, count);
    mend__jw_end_object(&s->w);
}
