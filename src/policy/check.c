/*
 * check.c - whether a compiled policy can work, see check.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check.h"
#include "sections.h"
#include "ticket/member.h"

#include <string.h>

/* What is being checked, and a list of states that are still to be followed up. */
typedef struct checker {
    const mend_policy *policy;
    const mend__json *tree;
    mend__node root;
    mend__findings *findings; /* NULL: the first fault ends the check */
    mend_error *err;
    bool seen[MEND__STATES_MAX];
    uint16_t open[MEND__STATES_MAX];
    uint32_t open_count;
} checker;

static mend_status check_fail(const checker *c, const mend__name *name, const char *text)
{
    return mend__json_fail_key(c->tree, name->node, MEND_SCHEMA, text, c->err);
}

/* What becomes of a check's answer about something of that name. */
static mend_status check_keep(const checker *c, mend__found code, mend__str name, mend_status status)
{
    return mend__found_error(c->findings, code, status, c->err, name);
}

/* At a member of the document, or at the whole where it is not there. */
static mend_status check_fail_section(const checker *c, const char *key, const char *text)
{
    mend__node n = mend__json_get(c->tree, c->root, key);
    return mend__json_fail(c->tree, n == MEND__NONE ? c->root : n, MEND_SCHEMA, text, c->err);
}

/* ---- the graph of states ---- */

static void check_see(checker *c, uint32_t state)
{
    if (!c->seen[state]) {
        c->seen[state] = true;
        c->open[c->open_count++] = (uint16_t)state;
    }
}

static void check_forget(checker *c)
{
    for (uint32_t i = 0; i < MEND__STATES_MAX; i++) {
        c->seen[i] = false;
    }
    c->open_count = 0;
}

/* Every state can be reached from an opening action. */
static mend_status check_reached(checker *c)
{
    const mend__vocab *v = &c->policy->vocab;
    const mend__action *actions = c->policy->flow.actions;
    check_forget(c);
    for (uint32_t i = 0; i < v->actions.count; i++) {
        if (actions[i].opens) {
            check_see(c, (uint32_t)actions[i].to);
        }
    }
    if (c->open_count == 0) {
        return check_keep(c, MEND__FOUND_NO_OPENING, MEND__STR(""),
                          check_fail_section(c, "actions", "no action opens a ticket"));
    }
    while (c->open_count > 0) {
        uint32_t state = c->open[--c->open_count];
        for (uint32_t i = 0; i < v->actions.count; i++) {
            if (actions[i].from[state] && actions[i].to >= 0) {
                check_see(c, (uint32_t)actions[i].to);
            }
        }
    }
    mend_status status = MEND_OK;
    for (uint32_t i = 0; i < v->states.count && status == MEND_OK; i++) {
        if (!c->seen[i]) {
            status = check_fail(c, &v->states.items[i], "no way leads to this state");
            status = check_keep(c, MEND__FOUND_STATE_UNREACHABLE, v->states.items[i].id, status);
        }
    }
    return status;
}

static bool check_leads_on(const checker *c, uint32_t state)
{
    for (uint32_t i = 0; i < c->policy->vocab.actions.count; i++) {
        const mend__action *action = &c->policy->flow.actions[i];
        if (action->from[state] && action->to >= 0 && (uint32_t)action->to != state) {
            return true;
        }
    }
    return false;
}

/* From every state a closed one can be reached, provided there are any. Followed up against the arrows. */
static mend_status check_ends(checker *c)
{
    const mend__vocab *v = &c->policy->vocab;
    check_forget(c);
    for (uint32_t i = 0; i < v->states.count; i++) {
        if (v->stages[i] == MEND__STAGE_CLOSED) {
            check_see(c, i);
        }
    }
    bool any = c->open_count > 0;
    while (c->open_count > 0) {
        int32_t state = c->open[--c->open_count];
        for (uint32_t i = 0; i < v->actions.count; i++) {
            const mend__action *action = &c->policy->flow.actions[i];
            for (uint32_t from = 0; from < v->states.count && action->to == state; from++) {
                if (action->from[from]) {
                    check_see(c, from);
                }
            }
        }
    }
    mend_status status = MEND_OK;
    for (uint32_t i = 0; i < v->states.count && status == MEND_OK; i++) {
        if (any && !c->seen[i] && check_leads_on(c, i)) { /* else that has been said */
            status = check_fail(c, &v->states.items[i], "no way leads from this state to one of stage closed");
            status = check_keep(c, MEND__FOUND_STATE_NEVER_CLOSES, v->states.items[i].id, status);
        }
    }
    return status;
}

static mend_status check_graph(checker *c)
{
    const mend__vocab *v = &c->policy->vocab;
    if (v->states.count == 0) {
        return check_keep(c, MEND__FOUND_NO_STATES, MEND__STR(""),
                          check_fail_section(c, "states", "a policy needs at least one state"));
    }
    mend_status status = check_reached(c);
    for (uint32_t i = 0; i < v->states.count && status == MEND_OK; i++) {
        if (v->stages[i] != MEND__STAGE_CLOSED && !check_leads_on(c, i)) {
            status =
                check_fail(c, &v->states.items[i], "no action leads on from this state, and it is not of stage closed");
            status = check_keep(c, MEND__FOUND_STATE_STUCK, v->states.items[i].id, status);
        }
    }
    return status != MEND_OK ? status : check_ends(c);
}

/* ---- actions ---- */

/* The form's entry for a list of the catalogue; NULL: not taken. */
static const mend__form_field *check_taken(const mend__action *action, mend__str list)
{
    return mend__form_find(action->form, action->form_count, mend__field_find(0, list));
}

/* Whether the action's form takes attachments that can be evidence of some kinds. */
static bool check_attaches(const mend__action *action, const mend__evidence *evidence)
{
    const mend__form_field *list = check_taken(action, MEND__STR("attachments"));
    const mend__field *purpose = mend__field_by_path(MEND__STR("attachments/purpose"));
    const mend__field *kind = mend__field_by_path(MEND__STR("attachments/kind"));
    const mend__field *uri = mend__field_by_path(MEND__STR("attachments/uri"));
    const mend__field *digest = mend__field_by_path(MEND__STR("attachments/digest"));
    return list != NULL && action->kind != MEND__ACT_REVEAL && list->rows != MEND__ROWS_EDIT &&
           mend__form_find(list->columns, list->column_count, purpose) != NULL &&
           (mend__form_find(list->columns, list->column_count, uri) != NULL ||
            mend__form_find(list->columns, list->column_count, digest) != NULL) &&
           (evidence->kind_count == 0 || mend__form_find(list->columns, list->column_count, kind) != NULL);
}

/* Evidence that nobody could ever bring would stop the action for good. */
static mend_status check_evidence(const checker *c, const mend__action *action)
{
    for (uint32_t i = 0; i < action->evidence_count; i++) {
        const mend__evidence *evidence = &action->evidence[i];
        bool brought = check_attaches(action, evidence);
        for (uint32_t k = 0; k < c->policy->vocab.actions.count && evidence->need == MEND__NEED_REQUIRED; k++) {
            brought = brought || check_attaches(&c->policy->flow.actions[k], evidence);
        }
        if (!brought) {
            return check_fail(
                c, evidence->name,
                evidence->need == MEND__NEED_GIVEN
                    ? "must be given with the action, but its form does not take the list attachments "
                      "with purpose, kind, and uri or digest"
                    : "no action's form takes the list attachments with purpose, kind, and uri or digest");
        }
    }
    return MEND_OK;
}

/* With "*open" there may be no state left. */
static mend_status check_starts(const checker *c, const mend__action *action)
{
    bool starts = action->opens;
    for (uint32_t i = 0; i < c->policy->vocab.states.count; i++) {
        starts = starts || action->from[i];
    }
    return starts ? MEND_OK : check_fail(c, action->name, "there is no state this could start from");
}

/* What an action of its kind must, or must not, take. */
static mend_status check_kind(const checker *c, const mend__action *action)
{
    if (action->kind == MEND__ACT_NOTE && check_taken(action, MEND__STR("notes")) == NULL) {
        return check_fail(c, action->name, "the form of a note takes the list notes");
    }
    if (action->kind == MEND__ACT_LINK && check_taken(action, MEND__STR("links")) == NULL) {
        return check_fail(c, action->name, "the form of a link takes the list links");
    }
    if (action->kind == MEND__ACT_ANONYMISE && action->form_count > 0) {
        return check_fail(c, action->form[0].name, "an action that anonymises takes no fields");
    }
    for (uint32_t i = 0; i < action->form_count && action->kind == MEND__ACT_REVEAL; i++) {
        if (action->form[i].columns != NULL && action->form[i].rows != MEND__ROWS_EDIT) {
            return check_fail(c, action->form[i].name, "what is disclosed is there already: rows must be \"edit\"");
        }
    }
    return MEND_OK;
}

/* What "$triage" writes must come from somewhere. */
static mend_status check_judges(const checker *c, const mend__action *action)
{
    for (uint32_t i = 0; i < action->set_count && c->policy->triage.levels == NULL; i++) {
        if (action->sets[i].from == MEND__SET_TRIAGE) {
            mend__node sets = mend__json_get(c->tree, action->name->node, "sets");
            return mend__json_fail(c->tree, mend__json_get(c->tree, sets, action->sets[i].field->name), MEND_SCHEMA,
                                   "the policy has no section \"triage\" to judge by", c->err);
        }
    }
    return MEND_OK;
}

/* An action that sends by routes has some to go by, and takes the reason that overruling them may ask for. */
static mend_status check_sends(const checker *c, const mend__action *action)
{
    const mend__dispatch *dispatch = &c->policy->dispatch;
    bool sends = false, reason = false;
    for (uint32_t i = 0; i < action->set_count; i++) {
        const mend__setter *setter = &action->sets[i];
        bool grade = setter->from == MEND__SET_DISPATCH && strcmp(setter->field->set, "grade") == 0;
        mend__overrule how = grade ? dispatch->overrule_grade : dispatch->overrule_department;
        sends = sends || setter->from == MEND__SET_DISPATCH;
        reason = reason || (setter->from == MEND__SET_DISPATCH && how == MEND__OVERRULE_REASON);
    }
    if ((sends || action->dispatch_grade) && dispatch->departments == NULL) {
        return check_fail(c, action->name, "the policy has no section \"dispatch\" to go by");
    }
    return reason && dispatch->departments != NULL && !action->takes_reason
               ? check_fail(c, action->name,
                            "overruling the routes of dispatch takes a reason, and this action takes none")
               : MEND_OK;
}

/* ---- number series ---- */

/* A number shows letters, digits, '_' and '-' that anybody may see. */
static bool check_shows(const mend__field *field)
{
    return field->mask == MEND_MASK_NONE &&
           (field->type == MEND_FIELD_TEXT || field->type == MEND_FIELD_CHOICE || field->type == MEND_FIELD_INTEGER);
}

static mend_status check_series(const checker *c, uint32_t index)
{
    const mend__vocab *v = &c->policy->vocab;
    const mend__series *series = c->policy->series[index];
    mend__node pattern = mend__json_get(c->tree, v->series.items[index].node, "pattern");
    for (size_t i = 0; i < series->field_count; i++) {
        const mend__field *field = mend__vocab_field(v, NULL, series->fields[i]);
        if (field == NULL) {
            mend__guess g;
            mend__guess_start(&g, series->fields[i]);
            mend__vocab_guess_field(v, NULL, &g);
            return mend__unknown_value(c->tree, pattern, "field", &g, c->err);
        }
        if (!check_shows(field)) {
            mend__json_fail(c->tree, pattern, MEND_SCHEMA,
                            "a number shows fields of type text, choice or integer without a masking class, not \"",
                            c->err);
            mend__error_add(c->err, field->path);
            mend__error_add(c->err, "\"");
            return MEND_SCHEMA;
        }
    }
    return MEND_OK;
}

/* Whether the ticket has a value for the field once the action has opened it. */
static bool check_gives(const mend__action *action, const mend__field *field)
{
    const mend__form_field *entry = mend__form_find(action->form, action->form_count, field);
    for (uint32_t i = 0; i < action->set_count; i++) {
        if (action->sets[i].field->id == field->id && action->sets[i].from != MEND__SET_NULL) {
            return true;
        }
    }
    return entry != NULL && entry->need != MEND__NEED_OPTIONAL && entry->when == NULL;
}

/* A ticket's number cannot show what the opening action does not ask for. */
static mend_status check_number(const checker *c, const mend__action *action)
{
    const mend__series *series = action->series < 0 ? NULL : c->policy->series[action->series];
    for (size_t i = 0; series != NULL && i < series->field_count; i++) {
        const mend__field *field = mend__vocab_field(&c->policy->vocab, NULL, series->fields[i]);
        if (field != NULL && !check_gives(action, field)) {
            mend__json_fail(c->tree, mend__json_get(c->tree, action->name->node, "number"), MEND_SCHEMA,
                            "the number shows the field \"", c->err);
            mend__error_add(c->err, field->path);
            mend__error_add(c->err, "\", which the form must require");
            return MEND_SCHEMA;
        }
    }
    return MEND_OK;
}

static mend_status check_action(const checker *c, const mend__action *action)
{
    mend__str name = action->name->id;
    mend_status status = check_keep(c, MEND__FOUND_ACTION_NO_START, name, check_starts(c, action));
    status = status != MEND_OK ? status : check_keep(c, MEND__FOUND_ACTION_FORM, name, check_kind(c, action));
    status = status != MEND_OK ? status : check_keep(c, MEND__FOUND_LEVEL_NOT_JUDGED, name, check_judges(c, action));
    status = status != MEND_OK ? status : check_keep(c, MEND__FOUND_ACTION_DISPATCH, name, check_sends(c, action));
    status =
        status != MEND_OK ? status : check_keep(c, MEND__FOUND_EVIDENCE_IMPOSSIBLE, name, check_evidence(c, action));
    return status != MEND_OK ? status : check_keep(c, MEND__FOUND_NUMBER_FIELD_MISSING, name, check_number(c, action));
}

mend_status mend__check(const mend_policy *policy, const mend__json *tree, mend__node root, mend__findings *findings,
                        mend_error *err)
{
    checker c = {.policy = policy, .tree = tree, .root = root, .findings = findings, .err = err};
    const mend__vocab *v = &policy->vocab;
    mend_status status = check_graph(&c);
    for (uint32_t i = 0; i < v->series.count && status == MEND_OK; i++) {
        status = check_keep(&c, MEND__FOUND_SERIES_FIELD, v->series.items[i].id, check_series(&c, i));
    }
    for (uint32_t i = 0; i < v->actions.count && status == MEND_OK; i++) {
        status = check_action(&c, &policy->flow.actions[i]);
    }
    return status;
}
