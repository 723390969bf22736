/*
 * try_labels.c - what the members of answers are called, see try_answer.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "try_answer.h"

#include <string.h>

#define MONEY(section, key, en, zh)                                                                                    \
    {                                                                                                                  \
        section, key, ANSWER_MONEY, "", en, zh, "", "", NULL, NULL                                                     \
    }
#define PLAIN(section, key, en, zh)                                                                                    \
    {                                                                                                                  \
        section, key, ANSWER_PLAIN, "", en, zh, "", "", NULL, NULL                                                     \
    }
#define COUNT(section, key, en, zh, en_unit, zh_unit)                                                                  \
    {                                                                                                                  \
        section, key, ANSWER_PLAIN, "", en, zh, en_unit, zh_unit, NULL, NULL                                           \
    }
#define OR_NULL(section, key, en, zh, en_null, zh_null)                                                                \
    {                                                                                                                  \
        section, key, ANSWER_PLAIN, "", en, zh, "", "", en_null, zh_null                                               \
    }
#define WORD(section, key, set, en, zh)                                                                                \
    {                                                                                                                  \
        section, key, ANSWER_WORD, set, en, zh, "", "", NULL, NULL                                                     \
    }
#define OF(kind, section, key, en, zh)                                                                                 \
    {                                                                                                                  \
        section, key, kind, "", en, zh, "", "", NULL, NULL                                                             \
    }

static const answer_label labels[] = {
    {"labour", "billed_minutes", ANSWER_PLAIN, "", "Time billed", "计费时长", " min", "分钟", "not by time",
     "不按时间计"},
    MONEY("part", "gross", "Before the discount", "折前金额"),
    MONEY("", "discount", "Discount", "优惠金额"),
    MONEY("", "amount", "Amount", "金额"),
    COUNT("", "km", "Distance that counts", "计费路程", " km", "公里"),
    MONEY("diagnosis", "charged", "Fee for the diagnosis", "检测费"),
    MONEY("diagnosis", "credit", "Taken off the repair", "抵扣维修费"),
    WORD("diagnosis", "why", "diagnosis", "Because", "原因"),
    MONEY("cancel", "fee", "Fee for cancelling", "取消费"),
    COUNT("storage", "days", "Days that cost something", "计费天数", "", "天"),
    MONEY("estimate", "limit", "Most that needs no new consent", "无须重新授权的上限"),
    MONEY("estimate", "over_estimate", "Above the estimate", "超出报价"),
    PLAIN("estimate", "needs_consent", "The customer has to consent", "须客户重新授权"),
    OR_NULL("validity", "last_day", "Binds until, inclusive", "有效期至（含当日）", "without end", "长期有效"),
    PLAIN("validity", "valid", "Binds on that day", "当日有效"),
    MONEY("", "base", "Without tax", "不含税金额"),
    MONEY("", "tax", "Tax", "税额"),
    MONEY("", "taxes", "Taxes", "税额"),
    MONEY("tax", "adjust", "Adjusted for rounding", "尾差调整"),
    MONEY("", "total", "Total", "合计"),
    MONEY("invoice", "subtotal", "Sum of the lines", "明细合计"),
    MONEY("invoice", "net", "Lines after the discount", "各项折后金额"),
    OF(ANSWER_MONEY, "invoice", "by_rate", "By rate of tax", "按税率"),
    MONEY("invoice", "cash_rounding", "Rounding for cash", "现金取整"),
    MONEY("invoice", "payable", "To be paid", "应付金额"),
    MONEY("", "due", "Still open", "尚未付清"),
    MONEY("ledger", "paid", "Paid", "已付金额"),
    MONEY("ledger", "written_off", "Written off", "已核销金额"),
    WORD("ledger", "state", "ledger", "State", "状态"),
    PLAIN("", "last_day", "Last day, inclusive", "届满日（含当日）"),
    PLAIN("period_end", "clamped", "Moved to the end of a shorter month", "因当月天数不足移至月末"),
    WORD("in_period", "state", "period", "The day asked about", "所问日期"),
    COUNT("in_period", "days_left", "Days left", "剩余天数", "", "天"),
    PLAIN("local_date", "date", "Day at the place", "当地日期"),
    COUNT("roll", "rolled", "Moved on by", "顺延", " d", "天"),
    COUNT("suspend", "days_added", "Prolonged by", "延长", " d", "天"),
    PLAIN("start_date", "start", "Counts from", "起算日"),
    WORD("start_date", "basis", "basis", "Which is", "起算依据"),
    PLAIN("start_date", "repair_only", "For repair only", "仅限维修"),
    PLAIN("usage", "covered", "Within the term", "在期限内"),
    {"usage", "ended_by", ANSWER_WORD, "ended_by", "Ended by", "终止原因", "", "", "nothing yet", "尚未终止"},
    WORD("part_warranty", "from", "part_mode", "Which is", "期限取"),
    COUNT("repair_count", "count", "Repairs that count", "计入的维修次数", "", "次"),
    PLAIN("repair_count", "met", "Enough of them", "已达到规定次数"),
    COUNT("pro_rata", "used_months", "Months used", "已使用月数", "", "个月"),
    MONEY("pro_rata", "customer", "The customer pays", "客户承担"),
    MONEY("pro_rata", "credit", "The customer is credited", "减免金额"),
    OF(ANSWER_REASON, "pro_rata", "why", "Because", "原因"),
    MONEY("decide", "by_payer", "Everybody pays", "各方承担"),
    COUNT("depreciation", "days", "Days that are deducted for", "折旧天数", "", "天"),
    MONEY("depreciation", "fee", "Depreciation", "折旧费"),
    COUNT("repair_days", "days", "Days of each repair", "各次维修天数", "", ""),
    COUNT("repair_days", "total", "Days in all", "累计天数", "", "天"),
    MONEY("use_fee", "fee", "Fee for the use", "使用补偿费"),
    COUNT("", "age", "Days since the day that counts", "距起算日", "", "天"),
    OF(ANSWER_RIGHT, "", "rights", "The customer may ask for", "客户可以要求"),
    OF(ANSWER_RULE, "", "why", "Because", "理由"),
    MONEY("", "fee", "Taken off", "扣除费用"),
    MONEY("", "refund", "Refund", "退款金额"),
    OF(ANSWER_REGIME, "", "regime", "Law", "适用规定"),
    OF(ANSWER_PLAIN, "", "dates", "Dates", "日期"),
    PLAIN("", "at", "day of the case", "判定日"),
    PLAIN("", "since", "the day that counts", "起算日"),
    PLAIN("", "provisional", "Provisional", "暂时结论"),
    OF(ANSWER_FACT, "", "missing", "Not known", "尚缺"),
    PLAIN("liability", "burden_last_day", "Presumed against the seller until", "推定由卖方负责至"),
    PLAIN("liability", "liable", "Somebody is liable on that day", "当日仍有责任"),
    {"liability", "burden_on", ANSWER_WORD, "burden", "Has to prove", "举证责任", "", "", "nobody any more",
     "已不涉及"},
    PLAIN("rejection", "last_day", "Last day to reject, inclusive", "拒收截止日（含当日）"),
    PLAIN("presumption", "presumption_last_day", "Presumed to be there from the start until", "推定自始存在，截至"),
    PLAIN("presumption", "no_deduction_last_day", "Refund without a deduction until", "全额退款截至"),
};

const answer_label *answer_label_of(const char *section, const char *key)
{
    const answer_label *found = NULL;
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        bool own = strcmp(labels[i].section, section) == 0, any = labels[i].section[0] == '\0';
        if (strcmp(labels[i].key, key) == 0 && (own || (any && found == NULL))) {
            found = &labels[i];
        }
    }
    return found;
}
