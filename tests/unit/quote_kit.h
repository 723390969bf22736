/*
 * quote_kit.h - for tests of quotes: a policy with a charge card and terms, and tickets and units made field by field.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef QUOTE_KIT_H
#define QUOTE_KIT_H

#include "mend/mend.h"
#include "policy_kit.h"
#include "ticket/ticket.h"

#define QUOTE_NOW INT64_C(1710464400000) /* 2024-03-15T01:00:00Z, 09:00 in China */

/* Laid over GOOD_POLICY. A card of 2024 and one of 2025; a maker's year, three years on compressors. */
static const char QUOTE_POLICY[] =
    "{'currency':'CNY','zone':'CST-8',"
    "'choices':{'charge_kind':{'part':{},'labour':{},'travel':{},'diagnosis':{},'surcharge':{},'discount':{},'other':{}"
    "},"
    "           'estimate_kind':{'estimate':{},'final':{}},"
    "           'fee_state':{'free':{},'due':{},'part_paid':{},'paid':{}},"
    "           'payer':{'customer':{},'maker':{'label':{'en':'Maker','zh-CN':'厂家'}},'contract':{},'goodwill':{},"
    "                    'shop':{}}},"
    "'calendars':{'late':{'week':{'mon':[['18:00','24:00']],'tue':[['18:00','24:00']],'wed':[['18:00','24:00']],"
    "                              'thu':[['18:00','24:00']],'fri':[['18:00','24:00']],'sat':[['18:00','24:00']],"
    "                              'sun':[['18:00','24:00']]}},"
    "             'sunday':{'week':{'sun':[['00:00','24:00']]}}},"
    "'warranty':{'decides':'reported',"
    "  'terms':{'maker':{'order':1,'kind':'maker','payer':'maker','from':['delivery','sale'],'years':1},"
    "           'compressor':{'order':2,'kind':'part','payer':'maker','from':['delivery','sale'],'years':3,"
    "                         'kinds':['part'],'classes':['compressor']}},"
    "  'parts':{'mode':'longer','term':{'payer':'shop','days':90,'kinds':['part','labour']}},"
    "  'guarantee':{'payer':'shop','days':30}},"
    "'fees':{"
    "  'cards':{'c2024':{'order':1,'from':'2024-01-01','until':'2024-12-31',"
    "    'labour':{'repair':{'mode':'flat','price':25000,'label':{'en':'Repair','zh-CN':'维修'}},"
    "              'hour':{'mode':'hourly','rate':10000,'label':{'en':'Work by the hour'}},"
    "              'started':{'mode':'hourly','rate':10000,'min_minutes':30,'step_minutes':15}},"
    "    'labour_default':'hour',"
    "    "
    "'bands':{'sunday':{'order':1,'calendar':'sunday','pct':'200'},'late':{'order':2,'calendar':'late','pct':'150'}},"
    "    'parts':{'RELAY':'35.00','COMP':'800.00','FOIL':'0.35','BOARD':'640','FAN':'48','CLOTH':'3.33','A1':'15.89'},"
    "    'travel':{'base':5000},"
    "    'diagnosis':{'fee':5000,'credit':'labour_cap','waive_unrepairable':true},"
    "    'cancel':{'table':{'new':{},'active':{'pct':'10','min':2000,'cap_estimate':true,'parts_ordered':true}}},"
    "    'storage':{'free_days':7,'per_day':1000},"
    "    'surcharges':{'express':{'order':1,'on':'labour','when':{'field':'urgency','is':'high'},"
    "                             'fee':{'pct':'27'},'label':{'en':'Express','zh-CN':'加急'}}},"
    "    'discount':{'when':{'field':'tier','is':'key'},'pct':'10'}},"
    "   "
    "'c2025':{'order':2,'from':'2025-01-01','parts':{'RELAY':'40.00'},'labour':{'hour':{'mode':'hourly','rate':12000}},"
    "    'labour_default':'hour'}},"
    "  'tax':{'price':'excl','scope':'line','rates':{'other':'13'}},"
    "  'estimate':{'tolerance':{'pct':'10'},'valid_days':30},'writeoff_limit':500}}";

/* What the conditions on urgency and tier choose from. */
static const char QUOTE_CHOICES[] = "{'choices':{'urgency':{'high':{},'low':{}},'tier':{'ordinary':{},'key':{}}}}";

static inline mend_policy *quote_policy(const char *patch)
{
    const char *given[4] = {GOOD_POLICY, QUOTE_POLICY, QUOTE_CHOICES, patch}, *documents[4];
    char *copies[4];
    mend_policy *policy = NULL;
    mend_error err = {.struct_size = sizeof err};
    for (int i = 0; i < 4; i++) {
        documents[i] = copies[i] = quoted(given[i]);
    }
    mend_status status = mend_policy_load(NULL, documents, NULL, 4, &policy, &err);
    for (int i = 0; i < 4; i++) {
        free(copies[i]);
    }
    if (status != MEND_OK) {
        fprintf(stderr, "%s: %s at %s\n", mend_status_name(status), err.text, err.path);
        abort();
    }
    return policy;
}

/* Puts a value where a path says, in its text form; for tests alone: no event is made. */
static inline void quote_put(mend_ticket *ticket, const char *path, const char *text)
{
    mend__path p;
    mend__value value;
    if (!mend__path_parse(mend__str_of(path, MEND_NTS), &p)) {
        abort();
    }
    const mend__field *head = mend__field_find(0, p.head);
    const mend__field *field = p.row == 0 ? head : mend__field_find(head->id, p.column);
    if (field == NULL || !mend__value_parse(field->type, mend__str_of(text, MEND_NTS), &value) ||
        mend__ticket_set(ticket, p.row == 0 ? 0 : head->id, p.row, field->id, &value) != MEND_OK ||
        (p.row != 0 && mend__ticket_mark_row(ticket, head->id, p.row) != MEND_OK)) {
        fprintf(stderr, "no such value: %s %s\n", path, text);
        abort();
    }
}

/* A ticket out of "path=value;path=value". */
static inline mend_ticket *quote_ticket(const char *values)
{
    mend_ticket *ticket = NULL;
    char *copy = quoted(values), *at = copy;
    if (mend_ticket_new(NULL, &ticket) != MEND_OK) {
        abort();
    }
    while (*at != '\0') {
        char *end = strchr(at, ';'), *is = strchr(at, '=');
        char *next = end == NULL ? at + strlen(at) : end + 1;
        if (is == NULL) {
            abort();
        }
        if (end != NULL) {
            *end = '\0';
        }
        *is = '\0';
        quote_put(ticket, at, is + 1);
        at = next;
    }
    free(copy);
    return ticket;
}

static inline mend_unit *quote_unit(const char *document)
{
    mend_unit *unit = NULL;
    mend_error err = {.struct_size = sizeof err};
    char *json = quoted(document);
    if (mend_unit_new(NULL, &unit) != MEND_OK || mend_unit_read(unit, json, MEND_NTS, &err) != MEND_OK) {
        fprintf(stderr, "%s at %s\n", err.text, err.path);
        abort();
    }
    free(json);
    return unit;
}

#endif
