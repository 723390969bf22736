/*
 * generate_values.c - what is written into a field.
 *
 * Everything here goes by the names of the catalogue and of common workflows. A policy whose actions have other names is
 * driven all the same: what is asked for and not known by name gets something of its type.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "clock.h"
#include "generate.h"

#include <string.h>

#define MINUTE INT64_C(60000)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

static bool is(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

bool moment_has(const moment *m, const char *path)
{
    size_t needed = 0;
    return mend_ticket_text(m->ticket, path, MEND_NTS, NULL, 0, &needed) == MEND_OK && needed > 0;
}

bool moment_says(const moment *m, const char *path, const char *word)
{
    char value[64];
    return mend_ticket_text(m->ticket, path, MEND_NTS, value, sizeof value, NULL) == MEND_OK && is(value, word);
}

int32_t moment_rows(const moment *m, const char *list)
{
    int32_t n = 0;
    return mend_ticket_rows(m->ticket, list, MEND_NTS, &n) == MEND_OK ? n : 0;
}

int64_t moment_whole(const moment *m, const char *path)
{
    int64_t n = 0;
    return mend_ticket_integer(m->ticket, path, MEND_NTS, &n) == MEND_OK ? n : 0;
}

/* Whether some row of parts has a value in a column. */
bool moment_parts_have(const moment *m, const char *column)
{
    char path[64];
    int32_t row = 0;
    for (int32_t i = 0; i < moment_rows(m, "parts"); i++) {
        if (mend_ticket_row(m->ticket, "parts", MEND_NTS, i, &row) == MEND_OK) {
            snprintf(path, sizeof path, "parts/%d/%s", (int)row, column);
            if (moment_has(m, path)) {
                return true;
            }
        }
    }
    return false;
}

/* ---- values that are the same whatever happens ---- */

typedef struct fixed {
    const char *action, *path, *en, *zh; /* action "": any; zh NULL: as en */
} fixed;

static const fixed fixed_values[] = {
    {"", "tier", "ordinary", NULL},
    {"", "preferred_channel", "phone", NULL},
    {"", "proof", "invoice", NULL},
    {"", "warranty_basis", "purchase", NULL},
    {"", "fault_since_words", "a few days ago", "前几天开始"},
    {"", "fault_frequency", "always", NULL},
    {"", "fault_use", "in_use", NULL},
    {"", "tried", "switched it off and on again", "断电重启过"},
    {"", "data_responsibility", "no_data", NULL},
    {"", "case_condition", "slight signs of use", "外壳有轻微使用痕迹"},
    {"", "power_on_consent", "true", NULL},
    {"", "leader", "wang", NULL},
    {"", "level_reason", "by extent and urgency", "按影响范围与紧急程度"},
    {"", "return_eligible", "true", NULL},
    {"", "return_wanted", "exchange", NULL},
    {"", "return_reason", "broken out of the box", "到货即故障"},
    {"", "proactive_kind", "check_up", NULL},
    {"", "guidance", "talked through the steps by phone", "电话指导逐步操作"},
    {"", "use_shown", "true", NULL},
    {"", "use_understood", "true", NULL},
    {"", "remote_consent", "true", NULL},
    {"", "remote_environment_tested", "true", NULL},
    {"guide", "remote_result", "solved", NULL},
    {"remote_failed", "service_way", "on_site", NULL},
    {"", "answer_kind", "words", NULL},
    {"", "answer", "explained by phone; the manual has it too", "已电话说明，说明书中也有介绍"},
    {"", "solution", "as described under work done", "按维修内容处理，恢复正常"},
    {"", "visit_consent", "true", NULL},
    {"", "mail_in_address", "Repair depot, 8 Example Road", "上海市示例路8号维修中心"},
    {"", "damage_degree", "moderate", NULL},
    {"", "proposal", "repair as planned", "建议按方案维修"},
    {"", "diagnosis_confirmation", "signature", NULL},
    {"", "alternative", "a new unit at a reduced price", "优惠换购新机"},
    {"", "plan", "replace the part, adjust, test", "更换故障件，调试并测试"},
    {"", "plan_for_customer", "We replace what is broken and test it.", "坏了的零件换掉，再测试好。"},
    {"", "decline_words", "too expensive", "费用太高"},
    {"", "objection", "it is not as it should be", "还是有问题"},
    {"", "late_reason", "the visit before took longer", "上一单耽误"},
    {"", "work_done", "part replaced, adjusted, tested", "更换故障件，调试完成"},
    {"", "work_for_customer", "Repaired and tested.", "已修好并测试正常。"},
    {"", "care_advice", "as the manual says", "请按说明书使用"},
    {"", "repair_guarantee_days", "90", NULL},
    {"", "customer_test", "runs well", "试机正常"},
    {"", "acceptance_kind", "signature", NULL},
    {"", "unit_place", "depot", NULL},
    {"start_repair", "unit_place", "with_customer", NULL},
    {"", "carrier", "SF", "顺丰"},
    {"", "commissioning_result", "pass", NULL},
    {"", "install_environment", "dry, earthed socket", "环境干燥，插座接地良好"},
    {"self_test", "self_test_result", "pass", NULL},
    {"self_test_failed", "self_test_result", "fail", NULL},
    {"not_reached", "contacts/reached", "false", NULL},
    {"call_back_unreached", "followups/reached", "false", NULL},
    {"", "contacts/channel", "phone", NULL},
    {"agree_visit", "contacts/purpose", "before_visit", NULL},
    {"", "contacts/reached", "true", NULL},
    {"", "contacts/outcome", "spoken to", "已联系"},
    {"", "followups/channel", "phone", NULL},
    {"", "followups/reached", "true", NULL},
    {"", "followups/fault_solved", "true", NULL},
    {"", "followups/works", "true", NULL},
    {"", "followups/new_problem", "false", NULL},
    {"", "followups/stable", "true", NULL},
    {"", "followups/attitude", "satisfied", NULL},
    {"", "followups/response", "satisfied", NULL},
    {"move_visit", "visits/change", "moved", NULL},
    {"report_delay", "visits/change", "delayed", NULL},
    {"", "visits/consent", "true", NULL},
    {"", "visits/done", "true", NULL},
    {"", "visits/late_reason", "the visit before took longer", "上一单耽误"},
    {"", "parts/basis", "plan", NULL},
    {"", "parts/planned", "1", NULL},
    {"", "parts/requested", "1", NULL},
    {"", "parts/issued", "1", NULL},
    {"", "parts/used", "1", NULL},
    {"", "parts/origin", "original", NULL},
    {"", "parts/old_part", "no_serial", NULL},
    {"", "labour/work", "repair", "维修"},
    {"", "tests/item", "function", "功能"},
    {"self_test_failed", "tests/result", "fail", NULL},
    {"", "tests/result", "pass", NULL},
    {"", "tests/shown", "true", NULL},
    {"", "tests/confirmed", "true", NULL},
    {"", "tests/kind", "self_test", NULL},
    {"fail_inspection", "inspections/result", "fail", NULL},
    {"fail_inspection", "inspections/functions_ok", "false", NULL},
    {"", "inspections/result", "pass", NULL},
    {"", "inspections/fault_gone", "true", NULL},
    {"", "inspections/case_unharmed", "true", NULL},
    {"", "inspections/functions_ok", "true", NULL},
    {"", "inspections/remarks", "checked again", "复检"},
    {"", "reviews/feasible", "true", NULL},
    {"", "reviews/result", "approved", NULL},
    {"", "complaints/about", "response", NULL},
    {"", "complaints/rating", "satisfied", NULL},
    {"", "complaints/facts", "the dispatch was overlooked", "派工遗漏属实"},
    {"", "complaints/remedy", "visited at once, travel free of charge", "当日上门并免上门费"},
    {"", "complaints/improvement", "dispatches are looked through twice a day", "派工每日复核两次"},
    {"", "authorisations/kind", "signature", NULL},
    {"", "payments/kind", "payment", NULL},
    {"", "payments/method", "wechat", NULL},
    {"", "charges/kind", "labour", NULL},
    {"", "charges/item", "repair", "维修费"},
    {"", "accessories/returned", "true", NULL},
    {"", "training/topic", "use and care", "使用与保养"},
    {"", "coordination_reason", "other", NULL},
};

static bool fixed_value(const moment *m, const char *path, char *out, size_t cap)
{
    for (size_t i = 0; i < sizeof fixed_values / sizeof fixed_values[0]; i++) {
        const fixed *f = &fixed_values[i];
        if (is(f->path, path) && (f->action[0] == '\0' || is(f->action, m->action))) {
            snprintf(out, cap, "%s", m->zh && f->zh != NULL ? f->zh : f->en);
            return true;
        }
    }
    return false;
}

/* ---- values that depend on the plan ---- */

static const char *in_words(const moment *m, const wording *w)
{
    return m->zh ? w->zh : w->en;
}

/* Whether the customer is likely to pay. */
static bool pays(const moment *m)
{
    return is(m->action, "bill") ? moment_whole(m, "estimate_total") > 0 : !m->plan->in_warranty;
}

static const char *planned_text(const moment *m, const char *path)
{
    const plan *p = m->plan;
    const struct {
        const char *path, *value;
    } rows_[] = {{"service_type", p->type},
                 {"channel", p->channel},
                 {"customer_name", p->name},
                 {"customer_phone", p->phone},
                 {"customer_address", p->address},
                 {"urgency", p->urgency},
                 {"service_way", p->way},
                 {"department", p->department},
                 {"assignee", p->engineer},
                 {"model", p->model},
                 {"serial", p->serial},
                 {"product", in_words(m, &p->product->category)},
                 {"category", in_words(m, &p->product->category)},
                 {"warranty_state", p->in_warranty ? "in_warranty" : "out_of_warranty"},
                 {"impact", is(p->type, "repair") ? p->fault->impact : "usage_question"},
                 {"fault_class", p->fault->class},
                 {"cause", p->fault->cause},
                 {"failed_part", in_words(m, &p->fault->part)},
                 {"diagnosis", in_words(m, &p->fault->found)},
                 {"diagnosis_way", is(p->way, "on_site")  ? "on_site"
                                   : is(p->way, "remote") ? "remote"
                                                          : "depot"},
                 {"repair_way", is(p->way, "on_site") ? "on_site" : "depot"},
                 {"delivery_way", is(p->way, "on_site")  ? "on_site"
                                  : is(p->way, "remote") ? "online"
                                                         : "pick_up"},
                 {"billing", (m->tries % 2 == 0) == pays(m) ? "paid" : "free"},
                 {"tests/kind", m->tries > 0 ? "full_test" : ""}, /* else what is usual */
                 {"rating", p->rating},
                 {"followups/rating", is(p->rating, "dissatisfied") ? "neutral" : p->rating},
                 {"repairable", p->hopeless ? "false" : "true"},
                 {"complex", p->complex ? "true" : "false"},
                 {"repeat_fault", p->repeats ? "true" : "false"},
                 {"planned_minutes", p->complex ? "120" : "40"},
                 {"signed_by", p->name},
                 {"authorisations/person", p->name},
                 {"visits/engineer", p->engineer},
                 {"labour/engineer", p->engineer},
                 {"parts/received_by", p->engineer},
                 {"parts/name", in_words(m, &p->fault->part)}};
    for (size_t i = 0; i < sizeof rows_ / sizeof rows_[0]; i++) {
        if (is(rows_[i].path, path) && rows_[i].value[0] != '\0') {
            return rows_[i].value;
        }
    }
    return NULL;
}

static const char *said(const moment *m)
{
    const plan *p = m->plan;
    if (is(p->type, "repair") || is(p->type, "return_exchange")) {
        return p->zh ? p->fault->said.zh : p->fault->said.en;
    }
    return is(p->type, "consultation") || is(p->type, "proactive") ? any_question(m->chance, p->zh)
           : is(p->type, "installation")                           ? any_installation(m->chance, p->zh)
                                                                   : any_complaint(m->chance, p->zh);
}

static const char *outcome(const moment *m)
{
    const char *type = m->plan->type;
    if (is(m->action, "confirm_remote")) {
        return is(type, "consultation") ? "answered" : "solved_remotely";
    }
    return is(type, "installation")                      ? "installed"
           : is(type, "training")                        ? "trained"
           : is(type, "proactive")                       ? "maintained"
           : is(type, "complaint")                       ? "complaint_settled"
           : is(type, "return_exchange")                 ? "exchanged"
           : is(m->plan->fault->cause, "no_fault_found") ? "no_fault"
                                                         : "repaired";
}

static void put_day(const moment *m, int32_t after, char *out, size_t cap)
{
    int32_t day = 0;
    int weekday = 0, hour = 0;
    clock_place(m->now, &day, &weekday, &hour);
    mend_date_write(day + after, out, cap, NULL);
}

static bool numbered(const moment *m, const char *path, char *out, size_t cap)
{
    static const struct {
        const char *path, *format;
    } list[] = {{"proof_no", "FP%07d"},    {"requisition_no", "LL%07d"},   {"parts/requisition_no", "LL%07d"},
                {"parts/serial", "P%09d"}, {"parts/model", "PM-%d"},       {"report_no", "BG%07d"},
                {"archive_no", "DA%07d"},  {"taken_receipt_no", "QJ%07d"}, {"tracking_no", "SF%012d"},
                {"receipt_no", "HZ%07d"},  {"customer_id", "C%06d"},       {"exchanged_serial", "SN8%08d"},
                {"dispatch_no", "PG%07d"}};
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        if (is(list[i].path, path)) {
            char digits[32];
            int width = 7;
            const char *at = strchr(list[i].format, '%');
            if (at[1] == '0') {
                width = (at[2] - '0') * (at[3] == 'd' ? 1 : 10) + (at[3] == 'd' ? 0 : at[3] - '0');
            }
            snprintf(digits, sizeof digits, "%0*d", is(path, "parts/model") ? 1 : width,
                     is(path, "parts/model") ? m->plan->fault->price / 100 : m->number);
            snprintf(out, cap, "%.*s%s", (int)(at - list[i].format), list[i].format, digits);
            return true;
        }
    }
    return false;
}

/* The digest of the last quote, to which an authorisation is bound. */
static bool last_digest(const moment *m, char *out, size_t cap)
{
    char path[64];
    int32_t row = 0, n = moment_rows(m, "estimates");
    if (n == 0 || mend_ticket_row(m->ticket, "estimates", MEND_NTS, n - 1, &row) != MEND_OK) {
        return false;
    }
    snprintf(path, sizeof path, "estimates/%d/digest", (int)row);
    return mend_ticket_text(m->ticket, path, MEND_NTS, out, cap, NULL) == MEND_OK && out[0] != '\0';
}

static int64_t total_of(const moment *m)
{
    return m->plan->in_warranty ? 0 : m->plan->fault->price + 8000;
}

static bool reckoned(const moment *m, const char *path, char *out, size_t cap)
{
    int64_t due = moment_whole(m, "fee_total") - moment_whole(m, "fee_paid");
    if (is(path, "estimate_total") || is(path, "estimates/total") || is(path, "fee_total") ||
        is(path, "charges/amount")) {
        snprintf(out, cap, "%lld", (long long)total_of(m));
    } else if (is(path, "estimates/no")) {
        snprintf(out, cap, "%d", (int)moment_rows(m, "estimates") + 1);
    } else if (is(path, "parts/unit_price") || is(path, "parts/amount")) {
        snprintf(out, cap, "%d", m->plan->fault->price);
    } else if (is(path, "payments/amount")) {
        snprintf(out, cap, "%lld", (long long)due);
    } else if (is(path, "fee_paid")) {
        snprintf(out, cap, "%lld", (long long)moment_whole(m, "fee_total"));
    } else if (is(path, "fee_state")) {
        snprintf(out, cap, "%s", is(m->action, "take_payment") ? "paid" : total_of(m) == 0 ? "free" : "due");
    } else if (is(path, "parts/payer") || is(path, "labour/payer") || is(path, "charges/payer")) {
        snprintf(out, cap, "%s", m->plan->in_warranty ? "warranty" : "customer");
    } else if (is(path, "labour/amount")) {
        snprintf(out, cap, "8000");
    } else if (is(path, "labour/minutes")) {
        snprintf(out, cap, "%d", 5 * (int)((m->plan->complex ? 16 : 5) + chance_below(m->chance, 4)));
    } else if (is(path, "labour/rate")) {
        snprintf(out, cap, "0"); /* what has to be done again is not charged again */
    } else {
        return false;
    }
    return true;
}

static bool timed(const moment *m, const char *path, char *out, size_t cap)
{
    char at[CLOCK_TEXT];
    int64_t when = m->now;
    if (is(path, "visit_from") || is(path, "visits/window_from")) {
        when = m->visit;
    } else if (is(path, "visit_until") || is(path, "visits/window_until")) {
        when = m->visit + 2 * HOUR;
    } else if (is(path, "contacts/next_at")) {
        when = m->now + 10 * MINUTE;
    } else if (is(path, "questions/promised_at")) {
        when = m->now + 4 * HOUR;
    } else if (is(path, "purchased_on")) {
        return mend_date_write(m->plan->bought, out, cap, NULL) == MEND_OK;
    } else if (is(path, "archive_until")) {
        put_day(m, 3 * 366, out, cap);
        return true;
    } else if (is(path, "parts/expected_on") || is(path, "fee_promised_on")) {
        put_day(m, 3, out, cap);
        return true;
    } else {
        return false;
    }
    clock_write(when, at);
    snprintf(out, cap, "%s", at);
    return true;
}

bool value_by_name(const moment *m, const char *path, char *out, size_t cap)
{
    const char *words = planned_text(m, path);
    if (words == NULL &&
        (is(path, "fault_description") || is(path, "complaints/words") || is(path, "questions/question"))) {
        words = said(m);
    }
    if (words == NULL && is(path, "contacts/purpose") && !is(m->action, "agree_visit")) {
        words = moment_rows(m, "contacts") <= m->plan->missed ? "first_contact" : "progress";
    }
    if (words == NULL && is(path, "outcome")) {
        words = outcome(m);
    }
    if (words == NULL && is(path, "visits/purpose")) {
        words = is(m->plan->type, "installation") ? "installation"
                : moment_has(m, "diagnosed_at")   ? "second_visit"
                                                  : "diagnosis";
    }
    if (words != NULL) {
        snprintf(out, cap, "%s", words);
        return true;
    }
    if (is(path, "authorisations/digest")) {
        return last_digest(m, out, cap);
    }
    return reckoned(m, path, out, cap) || timed(m, path, out, cap) || numbered(m, path, out, cap) ||
           fixed_value(m, path, out, cap);
}

bool value_is_liked(const moment *m, const char *path)
{
    static const char *const liked[] = {"register model",
                                        "hear_complaint complaints/apologised_at",
                                        "settle_complaint complaints/apologised_at",
                                        "receive_unit case_condition",
                                        "register serial",
                                        "register category",
                                        "register urgency",
                                        "register level",
                                        "register fault_description",
                                        "register product",
                                        "register repeat_fault",
                                        "agree_visit contacts",
                                        "arrive visits",
                                        "arrive visits/arrived_at",
                                        "diagnose planned_minutes",
                                        "quote parts/unit_price",
                                        "finish_repair parts/used",
                                        "finish_repair parts/old_part",
                                        "accept_delivery rating_words",
                                        "register purchased_on",
                                        "authorise authorisations/digest",
                                        "confirm_change authorisations/digest",
                                        "finish_repair labour/amount",
                                        "finish_repair labour/payer",
                                        "finish_repair labour/minutes",
                                        "self_test tests/shown",
                                        "self_test tests/confirmed",
                                        "await_parts parts/expected_on",
                                        "start_repair unit_place",
                                        NULL};
    char both[160];
    snprintf(both, sizeof both, "%s %s", m->action, path);
    if (is(both, "register serial") || is(both, "register model") || is(both, "register repeat_fault")) {
        return is(m->plan->type, "repair") || is(m->plan->type, "return_exchange");
    }
    if (is(both, "start_repair unit_place")) {
        return is(m->plan->way, "on_site") && !moment_has(m, "unit_place");
    }
    if (is(both, "quote parts")) {
        return m->plan->needs_part && moment_rows(m, "parts") == 0;
    }
    if (is(both, "finish_repair parts")) {
        return moment_rows(m, "parts") > 0;
    }
    if (is(both, "finish_repair labour/rate")) {
        return moment_rows(m, "labour") > 0;
    }
    if (is(both, "complete_service training")) {
        return is(m->plan->type, "training");
    }
    if (is(both, "await_parts parts") || is(both, "parts_ready parts")) {
        return true;
    }
    return options_has(liked, both);
}
