/*
 * condition_cost.c - what an evaluation of a compiled condition can cost, and that it is not too much.
 *
 * Reckoned for the fullest ticket there can be: the numbers below are those of docs/threat-model.md, "Limits".
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "clock.h"
#include "condition_code.h"
#include "ground/error.h"
#include "member.h"

#define ROWS_MOST  1000             /* rows of a list */
#define TEXT_MOST  (64 * 1024)      /* bytes of a text */
#define TEXTS_MOST (5 * 256 * 1024) /* bytes of all texts of a record, and of arguments that are yet to be judged */
#define SCAN       64               /* bytes of a text that are looked through in a step */
#define COMPARED   16               /* values, names, or marks of a clock that are compared in a step */

/* Steps of the operation on the fullest ticket, done once. */
static uint32_t cost_once(const mend__cond_op *op)
{
    switch (op->code) {
    case MEND__COND_ROWS:
        return op->how == MEND__COND_LAST ? 1 + ROWS_MOST : 1;
    case MEND__COND_COUNT:
        return 1 + ROWS_MOST;
    case MEND__COND_HAS:
        return 1 + TEXT_MOST / SCAN;
    case MEND__COND_CLOCK:
        return 1 + MEND__CLOCK_ROWS / COMPARED;
    case MEND__COND_DONE:
        return 1 + ROWS_MOST / COMPARED;
    case MEND__COND_EQUAL:
    case MEND__COND_STATE:
        return 1 + op->count / COMPARED;
    case MEND__COND_ACTOR:
        return 1 + op->count; /* an actor has 16 roles at most */
    default:
        return 1;
    }
}

/* Steps of the operation within the rows of a list. */
static uint32_t cost_of_rows(const mend__cond_op *op)
{
    if (op->slot != 0) {
        return cost_once(op) + ROWS_MOST;
    }
    return op->code == MEND__COND_HAS ? ROWS_MOST + TEXTS_MOST / SCAN : cost_once(op) * ROWS_MOST;
}

/* Gives slots to what is the same for all rows around it. */
static mend_status cost_slots(mend__cond_op *ops, uint32_t count, const mend__json *tree, mend__node root,
                              mend_error *err)
{
    uint32_t slots = 0, depth = 0;
    for (uint32_t i = 0; i < count; i++) {
        mend__cond_op *op = &ops[i];
        bool same = op->code == MEND__COND_ROWS || op->code == MEND__COND_COUNT || op->code == MEND__COND_DONE ||
                    op->code == MEND__COND_CLOCK;
        if (same && depth > 0) {
            op->slot = ++slots;
        }
        depth += op->code == MEND__COND_ROWS;
        depth -= op->code == MEND__COND_NEXT;
    }
    return slots <= MEND__CONDITION_SLOTS
               ? MEND_OK
               : mend__too_many(tree, root, MEND__CONDITION_SLOTS,
                                "questions about the ticket or another list within \"where\"", err);
}

/* Refuses what could take too long: nothing that has been compiled runs out of steps. */
static mend_status cost_bounded(const mend__cond_op *ops, uint32_t count, const mend__json *tree, mend__node root,
                                mend_error *err)
{
    const mend__cond_op *lists[MEND__CONDITION_DEPTH];
    uint32_t depth = 0;
    uint64_t steps = 0;
    for (uint32_t i = 0; i < count; i++) {
        const mend__cond_op *op = &ops[i];
        bool many = depth > 0 && lists[depth - 1]->how != MEND__COND_LAST;
        steps += many ? cost_of_rows(op) : cost_once(op);
        if (op->code == MEND__COND_ROWS) {
            lists[depth++] = op;
        }
        depth -= op->code == MEND__COND_NEXT;
    }
    if (steps <= MEND__CONDITION_STEPS) {
        return MEND_OK;
    }
    mend__json_fail(tree, root, MEND_LIMIT, "on a full ticket the condition takes ", err);
    mend__error_add_int(err, (int64_t)steps);
    mend__error_add(err, " steps; at most ");
    mend__error_add_int(err, MEND__CONDITION_STEPS);
    mend__error_add(err, ", so ask less of every row, or in several conditions");
    return MEND_LIMIT;
}

mend_status mend__cond_bound(mend__cond_op *ops, uint32_t count, const mend__json *tree, mend__node root,
                             mend_error *err)
{
    mend_status status = cost_slots(ops, count, tree, root, err);
    return status != MEND_OK ? status : cost_bounded(ops, count, tree, root, err);
}
