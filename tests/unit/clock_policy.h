/*
 * clock_policy.h - a small policy with a clock of every kind, and a bench that acts, ticks and keeps the log.
 *
 * Hours are Monday to Friday 09:00 to 17:00 UTC. Written with ' for " (policy_kit.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CLOCK_POLICY_H
#define CLOCK_POLICY_H

#include "mend/mend.h"
#include "policy_kit.h"

static const char CLOCK_POLICY[] =
    "{'mend':1,'id':'clocks','revision':1,'zone':'UTC0',"
    "'roles':{'clerk':{'order':1},'boss':{'order':2}},"
    "'choices':{'level':{'p1':{'order':1},'p2':{'order':2},'p3':{'order':3},'p4':{'order':4}}},"
    "'texts':{'told':{'order':1,'en':'Told','zh-CN':'已通知'}},"
    "'calendars':{'hours':{'order':1,'zone':'UTC','week':{'mon':[['09:00','17:00']],'tue':[['09:00','17:00']],"
    "'wed':[['09:00','17:00']],'thu':[['09:00','17:00']],'fri':[['09:00','17:00']]}}},"
    "'states':{'new':{'order':1,'stage':'new'},'work':{'order':2,'stage':'active'},"
    "'held':{'order':3,'stage':'waiting'},'done':{'order':4,'stage':'done'},'shut':{'order':5,'stage':'closed'}},"
    "'actions':{"
    "'open':{'order':1,'opens':true,'to':'new','roles':['clerk'],'backdate':'P2D',"
    " 'form':{'level':{'order':1},'visit_from':{'order':2},'response_promised_at':{'order':3}}},"
    "'set':{'order':2,'from':['*open'],'roles':['clerk','boss'],'backdate':'P2D',"
    " 'form':{'level':{'order':1},'visit_from':{'order':2},'response_promised_at':{'order':3}}},"
    "'contact':{'order':3,'from':['*open'],'roles':['clerk'],'backdate':'P30D'},"
    "'begin':{'order':4,'from':['new','held'],'to':'work','roles':['clerk'],'backdate':'P2D'},"
    "'hold':{'order':5,'from':['new','work'],'to':'held','roles':['clerk'],'backdate':'P2D'},"
    "'report':{'order':6,'from':['*open'],'roles':['clerk'],'backdate':'P30D'},"
    "'finish':{'order':7,'from':['new','work'],'to':'done','roles':['clerk'],'backdate':'P2D'},"
    "'reopen':{'order':8,'from':['done'],'to':'work','roles':['clerk'],'backdate':'P2D'},"
    "'close':{'order':9,'from':['done'],'to':'shut','roles':['clerk']},"
    "'erase':{'order':10,'from':['shut'],'roles':['boss'],"
    " 'conditions':{'old':{'order':1,'label':{'en':'three years are over'},'if':{'clock':'archive','is':['over']}}}}},"
    "'clocks':{"
    "'response':{'order':1,'kind':'deadline','start':{'on':['open']},'stop':{'on':['contact']},'calendar':'hours',"
    " 'targets':{'p1':{'order':1,'when':{'field':'level','is':'p1'},'time':'PT1H','calendar':'always'},"
    "  'p2':{'order':2,'when':{'field':'level','is':'p2'},'time':'PT4H'},"
    "  'rest':{'order':9,'time':'PT8H'}},"
    " 'warn':{'half':{'order':1,'percent':'50'},'near':{'order':2,'before':'PT30M',"
    "  'notices':{'soon':{'order':1,'to':'clerk','text':'told'}}}},"
    " 'rungs':{'now':{'order':1,'after':'PT0S','notices':{'late':{'order':1,'to':'boss','text':'told'}}},"
    "  'hour':{'order':2,'after':'PT1H'}},"
    " 'notices':{'start':{'fresh':{'order':1,'to':'clerk','text':'told'}},"
    "  'due':{'breach':{'order':1,'to':'boss','text':'told'}}}},"
    "'resolution':{'order':2,'kind':'deadline','start':{'on':['open','reopen']},'stop':{'on':['finish']},"
    " 'calendar':'hours','relevel':'keep','reopen':'resume','gap':'skip',"
    " 'pauses':{'customer':{'order':1,'label':{'en':'waiting for the customer','zh-CN':'等待客户'},"
    "  'when':{'state':['held']}}},"
    " 'targets':{'p1':{'order':1,'when':{'field':'level','is':'p1'},'time':'PT8H'},"
    "  'rest':{'order':2,'time':'PT24H'}},'warn':{'most':{'order':1,'percent':'75'}}},"
    "'update':{'order':3,'kind':'repeat','start':{'on':['open']},'answer':{'on':['report']},'stop':{'on':['close']},"
    " 'targets':{'fast':{'order':1,'when':{'field':'level','in':['p1','p2']},'time':'PT12H'},"
    "  'slow':{'order':2,'time':'P1D'}},'late':'skip'},"
    "'remind':{'order':4,'kind':'countdown','start':{'when':{'field':'visit_from','known':true}},'field':'visit_from','"
    "before':'PT24H','stop':{'on':['finish']}},"
    "'promise':{'order':5,'kind':'deadline','start':{'when':{'field':'response_promised_at','known':true}},"
    " 'stop':{'on':['contact']},'targets':{'told':{'order':1,'until':'response_promised_at'}}},"
    "'archive':{'order':6,'kind':'not_before','start':{'on':['close']},'cancel':{'on':['reopen']},"
    " 'targets':{'keep':{'order':1,'time':'P1095D'}}}}}";

typedef struct clock_bench {
    mend_policy *policy;
    mend_ticket *ticket;
    mend_args *args;
    mend_result *result;
    mend_buf *log;     /* every event, a line each */
    char *lines[4000]; /* the same, for replay */
    size_t count;
    mend_error err;
} clock_bench;

static inline void bench_open(clock_bench *b, const char *patch)
{
    memset(b, 0, sizeof *b);
    mend_status s = load_documents(CLOCK_POLICY, patch, NULL, &b->policy, &b->err);
    if (s != MEND_OK) {
        fprintf(stderr, "%s: %s at %s\n", mend_status_name(s), b->err.text, b->err.path);
        abort();
    }
    mend_ticket_new(NULL, &b->ticket);
    mend_args_new(NULL, &b->args);
    mend_result_new(NULL, &b->result);
    mend_buf_new(NULL, &b->log);
}

static inline void bench_close(clock_bench *b)
{
    for (size_t i = 0; i < b->count; i++) {
        free(b->lines[i]);
    }
    mend_buf_free(b->log);
    mend_result_free(b->result);
    mend_args_free(b->args);
    mend_ticket_free(b->ticket);
    mend_policy_free(b->policy);
}

static inline int64_t instant(const char *text)
{
    int64_t at = 0;
    if (mend_instant_parse(text, MEND_NTS, &at, NULL) != MEND_OK) {
        abort();
    }
    return at;
}

static inline void bench_keep(clock_bench *b)
{
    for (int32_t i = 0; i < mend_result_event_count(b->result); i++) {
        const char *event = mend_result_event(b->result, i, NULL);
        if (b->count == sizeof b->lines / sizeof b->lines[0]) {
            abort();
        }
        mend_buf_append(b->log, event, MEND_NTS);
        mend_buf_append(b->log, "\n", 1);
        b->lines[b->count] = malloc(strlen(event) + 1);
        memcpy(b->lines[b->count++], event, strlen(event) + 1);
    }
}

/* Ticks until nothing is due at `now`. */
static inline mend_status bench_tick(clock_bench *b, int64_t now)
{
    mend_status s;
    do {
        s = mend_tick(b->policy, b->ticket, now, b->result, &b->err);
        if (s == MEND_OK) {
            bench_keep(b);
        }
    } while (s == MEND_OK && mend_result_more(b->result));
    return s;
}

/* One act; `at` 0: now. Fields as "path=value" or NULL. */
static inline mend_status bench_act(clock_bench *b, int64_t now, const char *action, int64_t at, const char *field,
                                    const char *value)
{
    mend_args_clear(b->args);
    mend_args_action(b->args, action, MEND_NTS);
    mend_args_actor(b->args, "amy", MEND_NTS);
    mend_args_role(b->args, "clerk", MEND_NTS);
    mend_args_role(b->args, "boss", MEND_NTS);
    mend_args_ticket(b->args, "acme", MEND_NTS, "T1", MEND_NTS, "T1", MEND_NTS);
    if (at != 0) {
        mend_args_at(b->args, at);
    }
    if (field != NULL) {
        mend_args_text(b->args, field, MEND_NTS, value, MEND_NTS);
    }
    mend_status s = mend_act(b->policy, b->ticket, b->args, now, b->result, &b->err);
    if (s == MEND_OK) {
        bench_keep(b);
    }
    return s;
}

/* The events of a kind so far whose text holds `what`. */
static inline int bench_seen(const clock_bench *b, const char *type, const char *what)
{
    int count = 0;
    char begin[64];
    snprintf(begin, sizeof begin, "\"type\":\"%s\"", type);
    for (size_t i = 0; i < b->count; i++) {
        count += strstr(b->lines[i], begin) != NULL && strstr(b->lines[i], what) != NULL;
    }
    return count;
}

#endif
