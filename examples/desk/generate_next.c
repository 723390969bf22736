/*
 * generate_next.c - what a made-up ticket's plan does next, and how long that takes.
 *
 * By the names of common workflows. An action of another name is chosen by the driver, if it leads somewhere.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "generate.h"

#include <string.h>

#define MINUTE INT64_C(60000)
#define DAY    (24 * 60 * MINUTE)

static bool is(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

/* ---- what comes next ---- */

typedef struct chance_row {
    const char *state, *action;
    int weight;
} chance_row;

/* Where the plan leaves it open. State "": any. */
static const chance_row usual[] = {
    {"", "register", 10},
    {"registered", "judge", 100},
    {"judged", "dispatch", 100},
    {"coordination", "dispatch", 100},
    {"dispatched", "accept", 100},
    {"dispatched", "decline", 3},
    {"answered", "confirm_remote", 80},
    {"answered", "remote_failed", 20},
    {"visit_agreed", "leave", 100},
    {"under_way", "arrive", 100},
    {"unit_awaited", "receive_unit", 100},
    {"parts_awaited", "issue_parts", 100},
    {"repaired", "self_test", 100},
    {"to_inspect", "pass_inspection", 100},
    {"passed", "prepare_handover", 100},
    {"unrepaired", "return_unrepaired", 100},
    {"return_approved", "complete_return", 100},
    {"complaint", "settle_complaint", 100},
    {"received", "diagnose", 100},
    {"on_site", "diagnose", 100},
    {"repairing", "finish_repair", 100},
    {"temporary", "quote", 100},
    {"closed", "archive", 100},
    {"second_handling", "dispatch", 60},
    {"second_handling", "satisfy", 40},
    {"settling", "close", 30},
    {"delivered", "accept_delivery", 100},
};

/* What the plan has in store for the first part of a ticket's way. */
static int early_weight(const moment *m, const char *state, const char *action)
{
    const plan *p = m->plan;
    bool needs_unit = is(p->way, "carry_in") || is(p->way, "mail_in");
    if (is(action, "not_reached")) {
        return is(state, "accepted") && p->unreached > 0 ? 1000 : 0;
    }
    if (is(action, "contact_customer")) {
        return is(state, "accepted") && moment_rows(m, "contacts") <= p->missed ? 300 : 0;
    }
    if (is(action, "move_visit") || is(action, "report_delay")) {
        return is(state, "visit_agreed") && p->moves > 0 ? 1000 : 0;
    }
    if (!is(state, "accepted")) {
        return -1;
    }
    if (is(action, "guide")) {
        return is(p->way, "remote") && is(p->type, "repair") ? 100 : 0;
    }
    if (is(action, "answer")) {
        return is(p->type, "consultation") ? 100 : 0;
    }
    if (is(action, "hear_complaint")) {
        return is(p->type, "complaint") ? 100 : 0;
    }
    if (is(action, "approve_return")) {
        return is(p->type, "return_exchange") ? 100 : 0;
    }
    if (is(action, "agree_visit")) {
        return is(p->way, "on_site") && !is(p->type, "complaint") && !is(p->type, "return_exchange") ? 100 : 0;
    }
    if (is(action, "await_unit")) {
        return needs_unit && is(p->type, "repair") ? 100 : 0;
    }
    if (is(action, "complete_service")) {
        return is(p->type, "training") || is(p->type, "proactive") ? 100 : 0;
    }
    return 0;
}

static int diagnosed_weight(const moment *m, const char *state, const char *action)
{
    const plan *p = m->plan;
    bool simple = is(p->fault->cause, "no_fault_found") || is(p->type, "installation");
    if (is(action, "complete_service")) {
        return simple && (is(state, "diagnosed") || is(m->plan->type, "installation")) ? 500
               : is(state, "accepted")                                                 ? -1
                                                                                       : 0;
    }
    if (is(state, "diagnosed")) {
        return is(action, "review")  ? (p->complex && moment_rows(m, "reviews") == 0 ? 1000 : 0)
               : is(action, "quote") ? (simple ? 1 : 100)
                                     : 0;
    }
    if (is(state, "quoted")) {
        return is(action, "decline_quote") ? (p->declines || p->hopeless ? 1000 : 0)
               : is(action, "object")      ? 3
               : is(action, "authorise")   ? 100
                                           : 0;
    }
    if (is(state, "authorised")) {
        bool waits = moment_rows(m, "parts") > 0 && !moment_parts_have(m, "issued");
        return is(action, "request_parts")  ? (waits && !moment_parts_have(m, "requested") ? 1000 : 0)
               : is(action, "await_parts")  ? (waits && moment_parts_have(m, "requested") ? 500 : 0)
               : is(action, "issue_parts")  ? (waits && moment_parts_have(m, "requested") ? 100 : 0)
               : is(action, "start_repair") ? (waits ? 0 : 100)
                                            : 0;
    }
    return -1;
}

static int late_weight(const moment *m, const char *state, const char *action)
{
    const plan *p = m->plan;
    if (is(action, "self_test_failed") || is(action, "fail_inspection")) {
        return p->rework > 0 ? 300 : 0;
    }
    if (is(action, "object_delivery")) {
        return p->objections > 0 ? 1000 : 0;
    }
    if (is(action, "reopen")) {
        return moment_says(m, "rating", "dissatisfied") ? 2000 : p->reopenings > 0 && is(state, "closed") ? 1000 : 0;
    }
    if (is(action, "parts_ready")) {
        return is(state, "parts_awaited") && moment_parts_have(m, "issued") ? 1000 : 0;
    }
    if (is(action, "ship")) {
        return is(state, "ready") && is(p->way, "mail_in") ? 500 : 0;
    }
    if (is(action, "deliver")) {
        return is(state, "ready") ? 100 : 0;
    }
    if (is(action, "bill")) {
        return is(state, "settling") && !moment_has(m, "fee_state") ? 1000 : 0;
    }
    if (is(action, "take_payment")) {
        return is(state, "settling") && (moment_says(m, "fee_state", "due") || moment_says(m, "fee_state", "part_paid"))
                   ? 1000
                   : 0;
    }
    if (is(action, "call_back")) {
        return is(state, "closed") && m->done == 0 ? 1000 : 0;
    }
    if (is(action, "close")) {
        return is(state, "settling") ? 30 : 0;
    }
    if (is(action, "satisfy")) {
        return is(p->type, "repair") ? 40 : 400;
    }
    if (is(action, "call_back_unreached")) {
        return is(state, "closed") && !moment_has(m, "satisfied_at") && m->done == 0 && chance_in(m->chance, 9) ? 2000
                                                                                                                : 0;
    }
    if (is(action, "archive")) {
        return moment_has(m, "satisfied_at") || !is(state, "closed") ? 100 : 3;
    }
    if (is(action, "handle_complaint")) {
        return 0;
    }
    return -1;
}

int action_weight(const moment *m, const char *state, const char *action)
{
    static const char *const never[] = {"cancel",        "reassign",        "rejudge",        "back_to_coordination",
                                        "replan",        "reject_return",   "confirm_change", "take_in",
                                        "temporary_fix", "inform",          "ask_help",       "give_help",
                                        "settle_parts",  "waive_fee",       "add_note",       "to_collection",
                                        "ask_question",  "answer_question", "record_finding", "correct_data",
                                        "link_ticket",   "disclose",        "anonymise",      NULL};
    int weight = late_weight(m, state, action);
    weight = weight < 0 ? diagnosed_weight(m, state, action) : weight;
    weight = weight < 0 ? early_weight(m, state, action) : weight;
    if (weight > 0 || options_has(never, action)) {
        return weight > 0 ? weight : 0;
    }
    for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++) {
        const chance_row *u = &usual[i];
        if (is(u->action, action) && (u->state[0] == '\0' || is(u->state, state))) {
            return u->weight;
        }
    }
    return weight;
}

/* ---- how long until then ---- */

/* Whether nobody here knows the action by name. */
static bool says_nothing(const moment *m, const char *action)
{
    char state[80];
    snprintf(state, sizeof state, "%s", mend_ticket_state(m->ticket, NULL));
    return action_weight(m, state, action) < 0;
}

/* What is urgent is not left lying: of a hundred parts of the usual time. */
static int64_t haste(const moment *m)
{
    return moment_says(m, "level", "p1") ? 15 : moment_says(m, "level", "p2") ? 40 : 100;
}

static const struct {
    const char *action;
    delay d;
    int percent; /* of the minutes of the record, which is one of a help desk */
    int more;    /* minutes */
} action_delays[] = {{"judge", DELAY_TAKE_UP, 3, 3},
                     {"dispatch", DELAY_ACCEPT, 300, 2},
                     {"accept", DELAY_ACCEPT, 200, 3},
                     {"contact_customer", DELAY_TAKE_UP, 12, 5},
                     {"agree_visit", DELAY_ANALYSE, 200, 0},
                     {"await_unit", DELAY_ANALYSE, 200, 0},
                     {"answer", DELAY_TAKE_UP, 3, 5},
                     {"not_reached", DELAY_ANALYSE, 100, 3},
                     {"confirm_remote", DELAY_TAKE_UP, 30, 60},
                     {"receive_unit", DELAY_CUSTOMER, 60, 240},
                     {"diagnose", DELAY_ANALYSE, 300, 0},
                     {"review", DELAY_TAKE_UP, 20, 60},
                     {"authorise", DELAY_CUSTOMER, 8, 5},
                     {"object", DELAY_CUSTOMER, 8, 5},
                     {"decline_quote", DELAY_CUSTOMER, 10, 5},
                     {"issue_parts", DELAY_VENDOR, 6, 60},
                     {"parts_ready", DELAY_ANALYSE, 200, 0},
                     {"start_repair", DELAY_TAKE_UP, 25, 10},
                     {"self_test", DELAY_TEST, 150, 0},
                     {"self_test_failed", DELAY_TEST, 150, 0},
                     {"pass_inspection", DELAY_TEST, 800, 0},
                     {"fail_inspection", DELAY_TEST, 800, 0},
                     {"deliver", DELAY_TAKE_UP, 40, 20},
                     {"ship", DELAY_TAKE_UP, 40, 60},
                     {"settle_complaint", DELAY_TAKE_UP, 60, 240},
                     {"complete_return", DELAY_TAKE_UP, 60, 240},
                     {"close", DELAY_TAKE_UP, 6, 20},
                     {"call_back", DELAY_SETTLE, 9, 0},
                     {"archive", DELAY_SETTLE, 60, 0},
                     {"satisfy", DELAY_TAKE_UP, 60, 120},
                     {"reopen", DELAY_SETTLE, 30, 0}};

int64_t action_delay(const moment *m, const char *action)
{
    if (moment_rows(m, "contacts") > 0 && m->plan->missed > 0 &&
        (is(action, "not_reached") || is(action, "contact_customer"))) {
        return (4 + chance_below(m->chance, 8)) * MINUTE;
    }
    if (is(action, "leave")) {
        return m->visit > m->now ? m->visit - m->now - (20 + chance_below(m->chance, 25)) * MINUTE : 10 * MINUTE;
    }
    if (is(action, "arrive")) {
        return (25 + (chance_in(m->chance, 8) ? 150U : 0U) + chance_below(m->chance, 25)) * MINUTE;
    }
    if (is(action, "accept_delivery")) {
        return moment_says(m, "delivery_way", "parcel") ? 2 * DAY : (5 + chance_below(m->chance, 20)) * MINUTE;
    }
    if (is(action, "finish_repair")) {
        delay d = m->plan->complex ? DELAY_REPAIR_COMPLEX : DELAY_REPAIR;
        return delay_minutes(m->chance, d) * 2 * MINUTE + 5 * MINUTE;
    }
    for (size_t i = 0; i < sizeof action_delays / sizeof action_delays[0]; i++) {
        if (is(action_delays[i].action, action)) {
            int64_t minutes =
                delay_minutes(m->chance, action_delays[i].d) * action_delays[i].percent / 100 + action_delays[i].more;
            return minutes * haste(m) * MINUTE / 100 + chance_below(m->chance, 60) * INT64_C(1000);
        }
    }
    return delay_minutes(m->chance, says_nothing(m, action) ? DELAY_TAKE_UP : DELAY_ANALYSE) * MINUTE;
}
