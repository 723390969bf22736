/*
 * check_clocks.c - whether clocks can work, see check_clocks.h.
 *
 * A condition is followed with what is known of an action (the state it leads to, who does it) or of a level; of every
 * other test both answers are possible. Each step of its program is reached with a set of truths.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check_clocks.h"
#include "ticket/condition_code.h"
#include "ticket/member.h"

#include <string.h>

#define STEPS_MAX 512 /* of a condition that is followed; a longer one may hold */

enum { MAY_FAIL = 1, MAY_HOLD = 2, MAY_BOTH = 3 };

/* What is known. */
typedef struct may_case {
    const mend_policy *policy;
    const mend__action *action; /* that has just been done; NULL: not known */
    const mend__field *level;   /* the field whose value is known; NULL: none */
    mend__str value;
} may_case;

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
static unsigned may_state(const may_case *c, const mend__cond_op *op)
{
    const mend__names *states = &c->policy->vocab.states;
    unsigned may = 0;
    for (uint32_t i = 0; i < states->count; i++) {
        bool there = c->action->to >= 0 ? i == (uint32_t)c->action->to : c->action->from[i];
        if (there) {
            may |= may_named(op, states->items[i].id) ? MAY_HOLD : MAY_FAIL;
        }
    }
    return may;
}

/* An actor has one of the action's roles, and maybe others. */
static unsigned may_actor(const may_case *c, const mend__cond_op *op)
{
    unsigned may = op->count > 0 ? MAY_HOLD : MAY_FAIL;
    for (uint32_t i = 0; i < c->action->role_count; i++) {
        may |= may_named(op, c->policy->vocab.roles.items[c->action->roles[i]].id) ? 0 : MAY_FAIL;
    }
    return may;
}

static unsigned may_equal(const may_case *c, const mend__cond_op *op)
{
    if (op->count == 0) {
        return MAY_FAIL;
    }
    if (op->field != c->level) {
        return MAY_BOTH;
    }
    for (uint32_t i = 0; i < op->count; i++) {
        if (mend__str_eq(op->of.values[i].text, c->value)) {
            return MAY_HOLD;
        }
    }
    return MAY_FAIL;
}

static unsigned may_test(const may_case *c, const mend__cond_op *op, unsigned before)
{
    switch (op->code) {
    case MEND__COND_CONST:
        return op->flag ? MAY_HOLD : MAY_FAIL;
    case MEND__COND_NOT:
        return ((before & MAY_FAIL) != 0 ? MAY_HOLD : 0U) | ((before & MAY_HOLD) != 0 ? MAY_FAIL : 0U);
    case MEND__COND_STATE:
        return c->action == NULL ? MAY_BOTH : may_state(c, op);
    case MEND__COND_ACTOR:
        return c->action == NULL ? MAY_BOTH : may_actor(c, op);
    case MEND__COND_EQUAL:
        return may_equal(c, op);
    case MEND__COND_KNOWN:
        return op->field != c->level ? MAY_BOTH : op->flag ? MAY_HOLD : MAY_FAIL;
    default:
        return MAY_BOTH;
    }
}

/* Whether the condition can hold. Jumps lead forwards, and the rows of a list are passed as a whole, so that one way
 * through the steps is enough. */
static bool may_hold(const may_case *c, const mend__condition *condition)
{
    unsigned char truths[STEPS_MAX + 1] = {MAY_FAIL};
    if (condition == NULL || condition->count > STEPS_MAX) {
        return true;
    }
    for (uint32_t at = 0; at < condition->count; at++) {
        const mend__cond_op *op = &condition->ops[at];
        unsigned truth = truths[at], jumps = op->flag ? MAY_HOLD : MAY_FAIL;
        if (truth == 0) {
            continue;
        }
        if (op->code == MEND__COND_JUMP) {
            truths[op->target] = (unsigned char)(truths[op->target] | (truth & jumps));
            truths[at + 1] = (unsigned char)(truths[at + 1] | (truth & ~jumps));
        } else if (op->code == MEND__COND_ROWS) {
            truths[op->target] = MAY_BOTH;
        } else {
            truths[at + 1] = (unsigned char)(truths[at + 1] | may_test(c, op, truth));
        }
    }
    return (truths[condition->count] & MAY_HOLD) != 0;
}

/* ---- what starts and ends a clock ---- */

static bool trigger_may_fire(const mend_policy *policy, const mend__trigger *trigger)
{
    may_case c = {.policy = policy};
    for (uint32_t i = 0; i < policy->vocab.actions.count; i++) {
        c.action = &policy->flow.actions[i];
        if ((trigger->on == NULL || trigger->on[i]) && may_hold(&c, trigger->when)) {
            return true;
        }
    }
    return false;
}

static mend_status check_triggers(const mend_policy *policy, const mend__json *tree, const mend__clock *clock,
                                  mend_error *err)
{
    const struct {
        const mend__trigger *trigger;
        const char *key, *text;
    } all[] = {{&clock->start, "start", "no action can start this clock: the condition never holds after one"},
               {&clock->stop, "stop", "no action can stop this clock: the condition never holds after one"},
               {&clock->cancel, "cancel", "no action can cancel this clock: the condition never holds after one"},
               {&clock->answer, "answer", "no action can answer this clock: the condition never holds after one"}};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (all[i].trigger->there && !trigger_may_fire(policy, all[i].trigger)) {
            return mend__json_fail(tree, mend__json_get(tree, clock->name->node, all[i].key), MEND_SCHEMA, all[i].text,
                                   err);
        }
    }
    return MEND_OK;
}

/* ---- levels ---- */

static bool aim_tests(const mend__aim *aim, const mend__field *field)
{
    for (uint32_t i = 0; aim->when != NULL && i < aim->when->count; i++) {
        const mend__cond_op *op = &aim->when->ops[i];
        if (op->code == MEND__COND_EQUAL && op->field == field) {
            return true;
        }
    }
    return false;
}

/* A target of the level, or one of all levels that needs no value of a field. */
static bool aim_serves(const may_case *c, const mend__aim *aim)
{
    return (aim->field == NULL || aim_tests(aim, c->level)) && may_hold(c, aim->when);
}

/* Where targets go by level, every level has one: a clock without a target does not start. */
static mend_status check_levels(const mend_policy *policy, const mend__json *tree, const mend__clock *clock,
                                mend_error *err)
{
    const mend__names *levels = mend__vocab_choices(&policy->vocab, MEND__STR("level"));
    may_case c = {.policy = policy, .level = mend__field_find(0, MEND__STR("level"))};
    bool by_level = false;
    for (uint32_t i = 0; i < clock->aim_count; i++) {
        by_level = by_level || aim_tests(&clock->aims[i], c.level);
    }
    for (uint32_t i = 0; by_level && i < levels->count; i++) {
        bool served = false;
        c.value = levels->items[i].id;
        for (uint32_t k = 0; k < clock->aim_count; k++) {
            served = served || aim_serves(&c, &clock->aims[k]);
        }
        if (!served) {
            mend__json_fail(tree, mend__json_get(tree, clock->name->node, "targets"), MEND_SCHEMA,
                            "the targets go by level, and none is for the level \"", err);
            mend__error_add_str(err, c.value);
            mend__error_add(err, "\"");
            return MEND_SCHEMA;
        }
    }
    return MEND_OK;
}

mend_status mend__check_clocks(const mend_policy *policy, const mend__json *tree, mend_error *err)
{
    mend_status status = MEND_OK;
    for (uint32_t i = 0; i < policy->sla.count && status == MEND_OK; i++) {
        status = check_triggers(policy, tree, &policy->sla.clocks[i], err);
        status = status != MEND_OK ? status : check_levels(policy, tree, &policy->sla.clocks[i], err);
    }
    return status;
}
