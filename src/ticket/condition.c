/*
 * condition.c - evaluating compiled conditions, see condition.h and condition_code.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "condition.h"
#include "clock.h"
#include "condition_code.h"

#include <string.h>

/* A list whose rows are being looked at. */
typedef struct cond_rows {
    const mend__cond_op *op; /* its ROWS */
    int32_t row;
    int64_t fitting; /* rows so far for which the truth was true */
} cond_rows;

/* What is kept while lists are looked at. */
typedef struct cond_lists {
    cond_rows rows[MEND__CONDITION_DEPTH];
    const mend__field *about[MEND__CONDITION_SLOTS];
    uint64_t known, truth; /* bits of slots: it has been found out; what came out */
} cond_lists;

typedef struct cond_run {
    const mend__scene *scene;
    cond_lists *lists; /* NULL where no list is looked at */
    const mend__field *about;
    uint32_t depth;
    bool truth;
} cond_run;

static bool cond_within(const mend__cond_op *op, int64_t value)
{
    return value >= op->min && value <= op->max;
}

static bool cond_named(const mend__cond_op *op, mend__str name)
{
    for (uint32_t i = 0; i < op->count; i++) {
        if (mend__str_eq(op->of.names[i], name)) {
            return true;
        }
    }
    return false;
}

static bool cond_actor(const mend__cond_op *op, const mend__scene *scene)
{
    for (size_t i = 0; i < scene->role_count; i++) {
        if (cond_named(op, scene->roles[i])) {
            return true;
        }
    }
    return false;
}

/* How the clock stands: by its last cycle, if it ever started. */
static bool cond_clock(const mend_ticket *ticket, const mend__cond_op *op)
{
    int32_t at = mend__clock_last(ticket, op->of.names[0]);
    if (at < 0) {
        return (op->bits & 1U << MEND__CLOCK_NONE) != 0;
    }
    const mend__clock_row *row = mend__clock_at(ticket, (size_t)at);
    bool breached = row->status == MEND__CLOCK_RUNNING && row->breached != MEND__NEVER;
    return (op->bits & 1U << row->status) != 0 || (breached && (op->bits & MEND__COND_BREACHED) != 0);
}

static bool cond_equal(const mend__cond_op *op, const mend__value *value)
{
    for (uint32_t i = 0; i < op->count; i++) {
        if (mend__value_eq(&op->of.values[i], value)) {
            return true;
        }
    }
    return false;
}

/* A test that looks at a field. */
static bool cond_field(const cond_run *run, const mend__cond_op *op)
{
    const mend_ticket *ticket = run->scene->after;
    int32_t row = run->depth == 0 ? 0 : run->lists->rows[run->depth - 1].row;
    mend__value value, other;
    bool known = mend__ticket_value(ticket, op->field, row, &value);
    switch (op->code) {
    case MEND__COND_KNOWN:
        return known == op->flag;
    case MEND__COND_EQUAL:
        return known && cond_equal(op, &value);
    case MEND__COND_RANGE:
        return known && cond_within(op, value.num);
    case MEND__COND_HAS:
        return known && mend__cond_words_in(op->of.words, value.text);
    default:
        return known && mend__ticket_value(ticket, op->other, row, &other) && mend__value_eq(&value, &other);
    }
}

static bool cond_test(const cond_run *run, const mend__cond_op *op)
{
    const mend__scene *scene = run->scene;
    switch (op->code) {
    case MEND__COND_CONST:
        return op->flag;
    case MEND__COND_COUNT:
        return cond_within(op, mend__ticket_row_count(scene->after, op->field->id));
    case MEND__COND_DONE:
        return cond_within(op, mend__ticket_times(scene->after, op->of.names[0]));
    case MEND__COND_COUNTER:
        return cond_within(op, mend__ticket_counter(scene->after, op->of.names[0]));
    case MEND__COND_STATE:
        return cond_named(op, scene->state);
    case MEND__COND_CLOCK:
        return cond_clock(scene->after, op);
    case MEND__COND_ACTOR:
        return cond_actor(op, scene);
    default:
        return cond_field(run, op);
    }
}

/* The row added last of those that are there; 0: none. */
static int32_t cond_last_row(const mend_ticket *ticket, int32_t list)
{
    int32_t last = 0;
    for (int32_t row = mend__ticket_next_row(ticket, list, 0); row != 0;
         row = mend__ticket_next_row(ticket, list, row)) {
        last = row;
    }
    return last;
}

/* What has come out when there are no more rows to look at. */
static bool cond_rows_end(const cond_rows *rows)
{
    switch (rows->op->how) {
    case MEND__COND_EVERY:
        return true;
    case MEND__COND_FITTING:
        return cond_within(rows->op, rows->fitting);
    default:
        return false;
    }
}

/* What has come out of a step is the same for all rows around it. */
static void cond_keep(cond_run *run, const mend__cond_op *op)
{
    if (op->slot != 0) {
        uint64_t bit = UINT64_C(1) << (op->slot - 1);
        run->lists->known |= bit;
        run->lists->truth |= run->truth ? bit : 0;
        run->lists->about[op->slot - 1] = run->about;
    }
}

/* Whether that has been found out for another row. */
static bool cond_kept(cond_run *run, const mend__cond_op *op)
{
    uint64_t bit = op->slot != 0 ? UINT64_C(1) << (op->slot - 1) : 0;
    if (bit == 0 || (run->lists->known & bit) == 0) {
        return false;
    }
    run->truth = (run->lists->truth & bit) != 0;
    run->about = run->lists->about[op->slot - 1];
    return true;
}

/* Begins the rows of a list: goes on behind, or to the target when there are none. */
static uint32_t cond_begin(cond_run *run, const mend__cond_op *op, uint32_t at)
{
    const mend_ticket *ticket = run->scene->after;
    int32_t list = op->field->id;
    cond_rows rows = {op, 0, 0};
    run->about = op->field;
    rows.row = op->how == MEND__COND_LAST ? cond_last_row(ticket, list) : mend__ticket_next_row(ticket, list, 0);
    if (rows.row == 0) {
        run->truth = cond_rows_end(&rows);
        cond_keep(run, op);
        return op->target;
    }
    run->lists->rows[run->depth++] = rows;
    return at + 1;
}

/* Takes the truth of one row: goes back for the next, or ends the rows and goes on behind. */
static uint32_t cond_next(cond_run *run, const mend__cond_op *op, uint32_t at)
{
    cond_rows *rows = &run->lists->rows[run->depth - 1];
    mend__cond_how how = rows->op->how;
    rows->fitting += run->truth;
    if (how != MEND__COND_LAST && (how == MEND__COND_FITTING || run->truth == (how == MEND__COND_EVERY))) {
        rows->row = mend__ticket_next_row(run->scene->after, rows->op->field->id, rows->row);
        if (rows->row != 0) {
            return op->target;
        }
        run->truth = cond_rows_end(rows);
    }
    run->depth--;
    cond_keep(run, rows->op);
    return at + 1;
}

static uint32_t cond_step(cond_run *run, const mend__cond_op *op, uint32_t at)
{
    switch (op->code) {
    case MEND__COND_JUMP:
        return run->truth == op->flag ? op->target : at + 1;
    case MEND__COND_ROWS:
        return cond_kept(run, op) ? op->target : cond_begin(run, op, at);
    case MEND__COND_NEXT:
        return cond_next(run, op, at);
    case MEND__COND_NOT:
        run->truth = !run->truth;
        return at + 1;
    default:
        if (!cond_kept(run, op)) {
            run->truth = cond_test(run, op);
            run->about = op->field;
            cond_keep(run, op);
        }
        return at + 1;
    }
}

static bool cond_tell(const mend__condition *c, const mend__scene *scene, cond_lists *lists, const mend__field **about)
{
    cond_run run = {scene, lists, NULL, 0, false};
    uint32_t at = 0;
    while (at < c->count) {
        at = cond_step(&run, &c->ops[at], at);
    }
    *about = run.about;
    return run.truth;
}

/* The same for a condition that looks at lists. */
static bool cond_tell_rows(const mend__condition *c, const mend__scene *scene, const mend__field **about)
{
    cond_lists lists;
    lists.known = lists.truth = 0;
    return cond_tell(c, scene, &lists, about);
}

bool mend__condition_tell(const mend__condition *c, const mend__scene *scene, const mend__field **about)
{
    *about = NULL;
    if (c == NULL) {
        return true;
    }
    for (uint32_t i = 0; i < c->count; i++) { /* most look at none */
        if (c->ops[i].code == MEND__COND_ROWS) {
            return cond_tell_rows(c, scene, about);
        }
    }
    return cond_tell(c, scene, NULL, about);
}

bool mend__condition_holds(const mend__condition *c, const mend__scene *scene)
{
    const mend__field *about;
    return mend__condition_tell(c, scene, &about);
}
