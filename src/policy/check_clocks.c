/*
 * check_clocks.c - whether clocks can work, see check_clocks.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check_clocks.h"
#include "may.h"
#include "ticket/condition_code.h"
#include "ticket/member.h"

#include <string.h>

/* ---- what starts and ends a clock ---- */

static bool trigger_may_fire(const mend_policy *policy, const mend__trigger *trigger)
{
    for (uint32_t i = 0; i < policy->vocab.actions.count; i++) {
        if ((mend__may_fire(policy, trigger, i) & MEND__MAY_HOLD) != 0) {
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
static bool aim_serves(const mend__may_case *c, const mend__aim *aim)
{
    return (aim->field == NULL || aim_tests(aim, c->level)) && (mend__may(c, aim->when) & MEND__MAY_HOLD) != 0;
}

/* Where targets go by level, every level has one: a clock without a target does not start. */
static mend_status check_levels(const mend_policy *policy, const mend__json *tree, const mend__clock *clock,
                                mend_error *err)
{
    const mend__names *levels = mend__vocab_choices(&policy->vocab, MEND__STR("level"));
    mend__may_case c = {.policy = policy, .level = mend__field_find(0, MEND__STR("level"))};
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

mend_status mend__check_clocks(const mend_policy *policy, const mend__json *tree, mend__findings *findings,
                               mend_error *err)
{
    mend_status status = MEND_OK;
    for (uint32_t i = 0; i < policy->sla.count && status == MEND_OK; i++) {
        const mend__clock *clock = &policy->sla.clocks[i];
        mend__str name = clock->name->id;
        status = mend__found_error(findings, MEND__FOUND_CLOCK_TRIGGER_NEVER, check_triggers(policy, tree, clock, err),
                                   err, name);
        if (status == MEND_OK) {
            status = mend__found_error(findings, MEND__FOUND_LEVEL_WITHOUT_TARGET,
                                       check_levels(policy, tree, clock, err), err, name);
        }
    }
    return status;
}
