/*
 * policy.c - looking at what a policy says, see mend/policy.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "policy.h"
#include "ground/buf.h"

#include <string.h>

/* Gives a text to a caller, who may not want its length. */
static const char *policy_give(mend__str text, size_t *len)
{
    if (len != NULL) {
        *len = text.n;
    }
    return text.p;
}

static const mend__str nothing = {NULL, 0};

const char *mend_policy_id(const mend_policy *policy, size_t *len)
{
    return policy_give(policy == NULL ? nothing : policy->id, len);
}

int64_t mend_policy_revision(const mend_policy *policy)
{
    return policy == NULL ? 0 : policy->revision;
}

const char *mend_policy_digest(const mend_policy *policy)
{
    return policy == NULL ? NULL : policy->digest;
}

mend_status mend_policy_write(const mend_policy *policy, mend_buf *out)
{
    if (policy == NULL || out == NULL) {
        return MEND_INVALID;
    }
    return mend_buf_append(out, policy->document.p, policy->document.n);
}

const mend__names *mend__policy_names(const mend_policy *policy, mend_kind kind)
{
    switch (kind) {
    case MEND_KIND_STATE:
        return &policy->vocab.states;
    case MEND_KIND_ACTION:
        return &policy->vocab.actions;
    case MEND_KIND_ROLE:
        return &policy->vocab.roles;
    case MEND_KIND_GRADE:
        return &policy->vocab.grades;
    case MEND_KIND_FIELD:
        return &policy->vocab.fields;
    case MEND_KIND_SERIES:
        return &policy->vocab.series;
    case MEND_KIND_TEXT:
        return &policy->vocab.texts;
    case MEND_KIND_CHOICE:
        return &policy->choices;
    case MEND_KIND_CLOCK:
        return &policy->vocab.clocks;
    case MEND_KIND_CALENDAR:
        return &policy->vocab.calendars;
    case MEND_KIND_SHEET:
        return &policy->sheets.names;
    default:
        return NULL;
    }
}

int32_t mend_policy_count(const mend_policy *policy, mend_kind kind)
{
    const mend__names *names = policy == NULL ? NULL : mend__policy_names(policy, kind);
    return names == NULL ? 0 : (int32_t)names->count;
}

const char *mend_policy_name(const mend_policy *policy, mend_kind kind, int32_t index, size_t *len)
{
    bool there = index >= 0 && index < mend_policy_count(policy, kind);
    return policy_give(there ? mend__policy_names(policy, kind)->items[index].id : nothing, len);
}

/* "response/near": a warning, a rung or a pause of a clock; NULL: there is none. */
static const mend__name *policy_step(const mend_policy *policy, mend__str path)
{
    const char *slash = memchr(path.p, '/', path.n);
    size_t n = slash == NULL ? path.n : (size_t)(slash - path.p);
    int32_t index = slash == NULL ? -1 : mend__names_find(&policy->vocab.clocks, (mend__str){path.p, n});
    if (index < 0) {
        return NULL;
    }
    const mend__clock *c = &policy->sla.clocks[index];
    const mend__str step = {slash + 1, path.n - n - 1};
    const mend__name *found = NULL;
    for (uint32_t i = 0; i < c->warning_count && found == NULL; i++) {
        found = mend__str_eq(c->warnings[i].name->id, step) ? c->warnings[i].name : NULL;
    }
    for (uint32_t i = 0; i < c->rung_count && found == NULL; i++) {
        found = mend__str_eq(c->rungs[i].name->id, step) ? c->rungs[i].name : NULL;
    }
    for (uint32_t i = 0; i < c->pause_count && found == NULL; i++) {
        found = mend__str_eq(c->pauses[i].name->id, step) ? c->pauses[i].name : NULL;
    }
    return found;
}

const char *mend_policy_label(const mend_policy *policy, mend_kind kind, const char *name, size_t name_len,
                              const char *lang, size_t *len)
{
    const mend__names *names = policy == NULL ? NULL : mend__policy_names(policy, kind);
    mend__str id = mend__str_of(name, name_len);
    int32_t index = names == NULL || id.p == NULL ? -1 : mend__names_find(names, id);
    const mend__name *found = index < 0 ? NULL : &names->items[index];
    if (found == NULL && kind == MEND_KIND_CLOCK && names != NULL && id.p != NULL) {
        found = policy_step(policy, id);
    }
    if (found == NULL) {
        return policy_give(nothing, len);
    }
    mend__str asked = lang == NULL ? MEND__STR("") : mend__str_of(lang, MEND_NTS);
    return policy_give(mend__name_label(&policy->vocab, found, asked), len);
}

const char *mend_policy_stage(const mend_policy *policy, const char *state, size_t len)
{
    mend__str id = mend__str_of(state, len);
    int32_t index = policy == NULL || id.p == NULL ? -1 : mend__names_find(&policy->vocab.states, id);
    return index < 0 ? NULL : mend__stage_name(policy->vocab.stages[index]);
}

int32_t mend_policy_move_count(const mend_policy *policy)
{
    return policy == NULL ? 0 : (int32_t)policy->moves[policy->vocab.actions.count];
}

/* The action a move belongs to: the last one that has no more moves before it. */
static uint32_t policy_move_action(const mend_policy *policy, uint32_t move)
{
    uint32_t from = 0, to = policy->vocab.actions.count;
    while (to - from > 1) {
        uint32_t middle = from + (to - from) / 2;
        from = policy->moves[middle] <= move ? middle : from;
        to = policy->moves[middle] <= move ? to : middle;
    }
    return from;
}

mend_status mend_policy_move(const mend_policy *policy, int32_t index, const char **action, const char **from,
                             const char **to)
{
    if (policy == NULL || action == NULL || from == NULL || to == NULL) {
        return MEND_INVALID;
    }
    if (index < 0 || index >= mend_policy_move_count(policy)) {
        return MEND_RANGE;
    }
    const mend__name *states = policy->vocab.states.items;
    uint32_t at = policy_move_action(policy, (uint32_t)index), state = 0;
    const mend__action *found = &policy->flow.actions[at];
    for (uint32_t before = (uint32_t)index - policy->moves[at]; !found->opens; state++) {
        if (found->from[state] && before-- == 0) {
            break;
        }
    }
    *action = found->name->id.p;
    *from = found->opens ? "" : states[state].id.p;
    *to = found->to < 0 ? *from : states[found->to].id.p;
    return MEND_OK;
}

const mend_calendar *mend_policy_calendar(const mend_policy *policy, const char *name, size_t len)
{
    mend__str id = mend__str_of(name, len);
    int32_t index = policy == NULL || id.p == NULL ? -1 : mend__names_find(&policy->vocab.calendars, id);
    return index < 0 ? NULL : policy->vocab.calendar[index];
}
