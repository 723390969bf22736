/*
 * may.c - following a condition with what is known, see may.h.
 *
 * Each step of its program is reached with a set of truths.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "may.h"
#include "ticket/condition_code.h"

#define STEPS_MAX 512 /* of a condition that is followed; a longer one may come to anything */

static bool may_named(const mend__cond_op *op, mend__str name)
{
    for (uint32_t i = 0; i < op->count; i++) {
        if (mend__str_eq(op->of.names[i], name)) {
            return true;
        }
    }
    return false;
}

/* The ticket stands where the action leads to, or anywhere it may start from. */
static unsigned may_state(const mend__may_case *c, const mend__cond_op *op)
{
    const mend__names *states = &c->policy->vocab.states;
    unsigned may = 0;
    if (c->from != NULL) {
        return may_named(op, c->from->id) ? MEND__MAY_HOLD : MEND__MAY_FAIL;
    }
    if (c->action == NULL) {
        return MEND__MAY_BOTH;
    }
    for (uint32_t i = 0; i < states->count; i++) {
        bool there = c->action->to >= 0 ? i == (uint32_t)c->action->to : c->action->from[i];
        if (there) {
            may |= may_named(op, states->items[i].id) ? MEND__MAY_HOLD : MEND__MAY_FAIL;
        }
    }
    return may;
}

/* An actor has one of the action's roles, and maybe others. */
static unsigned may_actor(const mend__may_case *c, const mend__cond_op *op)
{
    unsigned may = op->count > 0 ? MEND__MAY_HOLD : MEND__MAY_FAIL;
    for (uint32_t i = 0; i < c->action->role_count; i++) {
        may |= may_named(op, c->policy->vocab.roles.items[c->action->roles[i]].id) ? 0 : MEND__MAY_FAIL;
    }
    return may;
}

static unsigned may_equal(const mend__may_case *c, const mend__cond_op *op)
{
    if (op->count == 0) {
        return MEND__MAY_FAIL;
    }
    if (op->field != c->level) {
        return MEND__MAY_BOTH;
    }
    for (uint32_t i = 0; i < op->count; i++) {
        if (mend__str_eq(op->of.values[i].text, c->value)) {
            return MEND__MAY_HOLD;
        }
    }
    return MEND__MAY_FAIL;
}

static unsigned may_test(const mend__may_case *c, const mend__cond_op *op, unsigned before)
{
    switch (op->code) {
    case MEND__COND_CONST:
        return op->flag ? MEND__MAY_HOLD : MEND__MAY_FAIL;
    case MEND__COND_NOT:
        return ((before & MEND__MAY_FAIL) != 0 ? MEND__MAY_HOLD : 0U) |
               ((before & MEND__MAY_HOLD) != 0 ? MEND__MAY_FAIL : 0U);
    case MEND__COND_STATE:
        return may_state(c, op);
    case MEND__COND_ACTOR:
        return c->action == NULL ? MEND__MAY_BOTH : may_actor(c, op);
    case MEND__COND_EQUAL:
        return may_equal(c, op);
    case MEND__COND_KNOWN:
        return op->field != c->level ? MEND__MAY_BOTH : op->flag ? MEND__MAY_HOLD : MEND__MAY_FAIL;
    default:
        return MEND__MAY_BOTH;
    }
}

/* Jumps lead forwards, and the rows of a list are passed as a whole, so that one way
 * through the steps is enough. */
unsigned mend__may(const mend__may_case *c, const mend__condition *condition)
{
    unsigned char truths[STEPS_MAX + 1] = {MEND__MAY_FAIL};
    if (condition == NULL) {
        return MEND__MAY_HOLD;
    }
    if (condition->count > STEPS_MAX) {
        return MEND__MAY_BOTH;
    }
    for (uint32_t at = 0; at < condition->count; at++) {
        const mend__cond_op *op = &condition->ops[at];
        unsigned truth = truths[at], jumps = op->flag ? MEND__MAY_HOLD : MEND__MAY_FAIL;
        if (truth == 0) {
            continue;
        }
        if (op->code == MEND__COND_JUMP) {
            truths[op->target] = (unsigned char)(truths[op->target] | (truth & jumps));
            truths[at + 1] = (unsigned char)(truths[at + 1] | (truth & ~jumps));
        } else if (op->code == MEND__COND_ROWS) {
            truths[op->target] = MEND__MAY_BOTH;
        } else {
            truths[at + 1] = (unsigned char)(truths[at + 1] | may_test(c, op, truth));
        }
    }
    return truths[condition->count];
}

static unsigned may_fire(const mend__may_case *c, const mend__trigger *trigger, uint32_t action)
{
    if (!trigger->there || (trigger->on != NULL && !trigger->on[action])) {
        return MEND__MAY_FAIL;
    }
    return mend__may(c, trigger->when);
}

unsigned mend__may_fire(const mend_policy *policy, const mend__trigger *trigger, uint32_t action)
{
    const mend__may_case c = {.policy = policy, .action = &policy->flow.actions[action]};
    return may_fire(&c, trigger, action);
}

unsigned mend__may_fire_from(const mend_policy *policy, const mend__trigger *trigger, uint32_t action, uint32_t state)
{
    const mend__action *done = &policy->flow.actions[action];
    uint32_t after = done->to >= 0 ? (uint32_t)done->to : state;
    const mend__may_case c = {.policy = policy, .action = done, .from = &policy->vocab.states.items[after]};
    return may_fire(&c, trigger, action);
}
