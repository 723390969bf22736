/*
 * report.h - the review of a desk: what many tickets come to.
 *
 * Tickets are read page by page and counted; none is kept. docs/reports.md defines every figure.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_REPORT_H
#define DESK_REPORT_H

#include "app.h"
#include "book.h"
#include "table.h"

#define DURATIONS 6

/* What the counts of each book's pages are. */
enum { GROUP_TICKETS, GROUP_RESOLVED, GROUP_FIXED, GROUP_MET, GROUP_BROKEN, GROUP_RATED, GROUP_SATISFIED };
enum { CLOCK_MET, CLOCK_MISSED, CLOCK_LATE, CLOCK_REPEATS }; /* the last one: it is a repeat */
enum { FAULT_TICKETS, FAULT_REPEATS };
enum { STATE_STAYS, STATE_NOW, STATE_PLACE };
enum { WEEK_OPENED, WEEK_RESOLVED, WEEK_CLOSED };
enum { COST_CHARGES, COST_LABOUR, COST_PARTS, COST_CREDITED };

typedef enum kind { /* books that count tickets by one of their facts */
                    KIND_TYPE,
                    KIND_LEVEL,
                    KIND_CLASS,
                    KIND_CAUSE,
                    KIND_CHANNEL,
                    KIND_OUTCOME,
                    KIND_RATING,
                    KINDS
} kind;

typedef struct report {
    bool zh;
    int64_t now, from, to; /* opened from ... up to before `to`; INT64_MIN, INT64_MAX: no bound */
    int64_t first, last;   /* when the first and the last of them were opened */
    const char *by;        /* "level", "type", "model", "engineer" */
    char currency[8];
    int digits;

    int64_t tickets, open, resolved, closed, dropped; /* dropped: closed and not resolved */
    int64_t fixed, reworked, reopened, revisited, repeats, unreached, rated, satisfied, minutes;
    sketch elapsed[DURATIONS], working[DURATIONS];
    book groups;          /* GROUP_...; a: first response, b: resolution, as worked */
    book clocks;          /* CLOCK_... */
    book clock_levels;    /* CLOCK_... by "clock\tlevel" */
    book kinds[KINDS];    /* tickets */
    book faults;          /* FAULT_... by "model\twhat"; a: resolution */
    book states;          /* STATE_...; a: how long a stay took */
    book stages;          /* likewise */
    book weeks;           /* WEEK_... by the date of Monday */
    book payers;          /* COST_... */
    int64_t hours[7][24]; /* opened, by weekday and hour */
} report;

typedef enum table_id {
    TABLE_SUMMARY,
    TABLE_GROUPS,
    TABLE_CLOCKS,
    TABLE_CLOCK_LEVELS,
    TABLE_DURATIONS,
    TABLE_STATES,
    TABLE_STAGES,
    TABLE_FAULTS,
    TABLE_KINDS, /* the first of KINDS */
    TABLE_COSTS = TABLE_KINDS + KINDS,
    TABLE_WEEKS,
    TABLE_HOURS,
    TABLES
} table_id;

/* Takes a ticket in: its facts as mend_facts() writes them. false: no memory. */
bool report_take(report *r, const mend_policy *policy, const json *facts);
/* Takes in a stay in a state: how long it took, or that it still goes on. false: no memory. */
bool report_stay(report *r, const mend_policy *policy, const char *state, int64_t ms, bool over);
void report_free(report *r);

/* All tables, in the order of table_id; freed with table_free(). They borrow from the report. false: no memory. */
bool report_tables(report *r, table tables[TABLES]);

/* The page: HTML with drawings in it, whole and by itself. */
void report_page(const report *r, const table tables[TABLES], text *out);

ending run_report(app *a);

#endif
