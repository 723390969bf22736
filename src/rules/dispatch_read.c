/*
 * dispatch_read.c - compiling the policy's section "dispatch", see dispatch.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "dispatch.h"
#include "flow_form.h"
#include "ticket/condition_code.h"
#include "ticket/member.h"

#include <string.h>

#define DISPATCH_LIST 64 /* fields of a list of the section */

/* What every part of the section is compiled with. */
typedef struct dispatch_reader {
    mend__flow_reader flow;
    mend__dispatch *out;
} dispatch_reader;

/* ---- parts ---- */

/* The ticket's needs are the same whoever asks for them. */
static mend_status dispatch_condition(const dispatch_reader *r, mend__node object, const char *key,
                                      const mend__condition **out)
{
    const mend__flow_reader *f = &r->flow;
    mend_status status = mend__flow_condition(f, object, key, out);
    for (uint32_t i = 0; status == MEND_OK && *out != NULL && i < (*out)->count; i++) {
        if ((*out)->ops[i].code == MEND__COND_ACTOR) {
            status = mend__json_fail(f->tree, mend__json_get(f->tree, object, key), MEND_SCHEMA,
                                     "the actor has no say in where a ticket goes", f->err);
        }
    }
    return status;
}

/* A name that may be left out, -1 then. */
static mend_status dispatch_name(const dispatch_reader *r, mend__node object, const char *key, const mend__names *names,
                                 const char *kind, int32_t *out)
{
    mend__node n = mend__json_get(r->flow.tree, object, key);
    *out = -1;
    return n == MEND__NONE ? MEND_OK : mend__names_ref(names, r->flow.tree, n, kind, out, r->flow.err);
}

static mend_status dispatch_names(const dispatch_reader *r, mend__node object, const char *key,
                                  const mend__names *names, const char *kind, const uint32_t **out, uint32_t *count)
{
    const mend__flow_reader *f = &r->flow;
    return mend__names_refs(f->arena, names, f->tree, mend__json_get(f->tree, object, key), kind, out, count, f->err);
}

/* A field of the ticket of one type and, for choices, of one set; NULL where it is left out. */
static mend_status dispatch_field(const dispatch_reader *r, mend__node section, const char *key, mend_field_type type,
                                  const char *set, const char *expected, const mend__field **out)
{
    const mend__flow_reader *f = &r->flow;
    mend__node n = mend__json_get(f->tree, section, key);
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__vocab_field_ref(f->v, NULL, f->tree, n, out, f->err);
    if (status != MEND_OK) {
        return status;
    }
    bool fits = (*out)->type == type && (*out)->mask == MEND_MASK_NONE &&
                (set == NULL || ((*out)->set != NULL && strcmp((*out)->set, set) == 0));
    return fits ? MEND_OK : mend__json_fail(f->tree, n, MEND_SCHEMA, expected, f->err);
}

/* Fields of one line of text; columns only where they are wanted. */
static mend_status dispatch_fields(const dispatch_reader *r, mend__node section, const char *key, bool columns,
                                   const mend__field *const **out, uint32_t *count)
{
    const mend__flow_reader *f = &r->flow;
    mend__node array = mend__json_get(f->tree, section, key);
    uint32_t at = 0;
    if (array == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__must_be(f->tree, array, MEND__JSON_ARRAY, "an array of fields", f->err);
    if (status == MEND_OK && mend__json_count(f->tree, array) > DISPATCH_LIST) {
        status = mend__too_many(f->tree, array, DISPATCH_LIST, "fields", f->err);
    }
    if (status != MEND_OK) {
        return status;
    }
    const mend__field **fields = mend__flow_array(f, mend__json_count(f->tree, array), sizeof *fields);
    if (fields == NULL) {
        return MEND_NOMEM;
    }
    for (mend__node n = mend__json_first(f->tree, array); n != MEND__NONE && status == MEND_OK;
         n = mend__json_next(f->tree, n)) {
        const mend__field *field = NULL;
        status = mend__flow_path(f, n, &field);
        if (status == MEND_OK && (field->type != MEND_FIELD_TEXT || (field->list != 0 && !columns))) {
            status = mend__json_fail(f->tree, n, MEND_SCHEMA,
                                     columns ? "expected a field or column of type text"
                                             : "expected a field of the ticket of type text",
                                     f->err);
        }
        fields[at++] = field;
    }
    *out = fields;
    *count = at;
    return status;
}

/* ---- routes ---- */

static mend_status dispatch_skill(const dispatch_reader *r, mend__node n, mend__str *out)
{
    const mend__flow_reader *f = &r->flow;
    mend__str text = mend__json_str(f->tree, n);
    if (mend__json_typeof(f->tree, n) != MEND__JSON_STRING || text.n == 0 || text.n > 64 ||
        !mend__text_clean(text, false)) {
        return mend__json_fail(f->tree, n, MEND_SCHEMA, "expected a skill, a text of 1 to 64 bytes", f->err);
    }
    char *copy = mend__arena_text(f->arena, text.p, text.n);
    *out = (mend__str){copy, text.n};
    return copy == NULL ? mend__no_memory(f->err) : MEND_OK;
}

static mend_status dispatch_skills(const dispatch_reader *r, mend__node route, mend__route *out)
{
    const mend__flow_reader *f = &r->flow;
    mend__node array = mend__json_get(f->tree, route, "skills");
    if (array == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__must_be(f->tree, array, MEND__JSON_ARRAY, "an array of skills", f->err);
    if (status == MEND_OK && mend__json_count(f->tree, array) > MEND__DISPATCH_SKILLS) {
        status = mend__too_many(f->tree, array, MEND__DISPATCH_SKILLS, "skills", f->err);
    }
    mend__str *skills =
        status != MEND_OK ? NULL : mend__flow_array(f, mend__json_count(f->tree, array), sizeof *skills);
    if (skills == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    for (mend__node n = mend__json_first(f->tree, array); n != MEND__NONE && status == MEND_OK;
         n = mend__json_next(f->tree, n)) {
        status = dispatch_skill(r, n, &skills[out->skill_count++]);
    }
    out->skills = skills;
    return status;
}

/* What goes with a department, or with a grade, alone says nothing. */
static mend_status dispatch_pairs(const dispatch_reader *r, mend__node route, const mend__route *read)
{
    const mend__json *tree = r->flow.tree;
    if (read->department < 0 && read->also_count > 0) {
        return mend__json_fail_key(tree, mend__json_get(tree, route, "also"), MEND_SCHEMA,
                                   "other departments go with a \"department\"", r->flow.err);
    }
    if (read->grade < 0 && read->lead_count > 0) {
        return mend__json_fail_key(tree, mend__json_get(tree, route, "lead"), MEND_SCHEMA,
                                   "roles that need no grade go with a \"grade\"", r->flow.err);
    }
    if (read->department < 0 && read->grade < 0 && read->role_count == 0 && read->skill_count == 0) {
        return mend__json_fail_key(tree, route, MEND_SCHEMA,
                                   "a route says \"department\", \"grade\", \"roles\" or \"skills\"", r->flow.err);
    }
    return MEND_OK;
}

static mend_status dispatch_route(const dispatch_reader *r, mend__node n, mend__route *out)
{
    static const char *const members[] = {"order", "label", "when",  "department", "also",
                                          "grade", "lead",  "roles", "skills",     NULL};
    const mend__vocab *v = r->flow.v;
    mend_status status = mend__members_known(r->flow.tree, n, members, r->flow.err);
    status = status != MEND_OK ? status : dispatch_condition(r, n, "when", &out->holds);
    status = status != MEND_OK ? status
                               : dispatch_name(r, n, "department", r->out->departments, "department", &out->department);
    status = status != MEND_OK
                 ? status
                 : dispatch_names(r, n, "also", r->out->departments, "department", &out->also, &out->also_count);
    status = status != MEND_OK ? status : dispatch_name(r, n, "grade", &v->grades, "grade", &out->grade);
    status = status != MEND_OK ? status : dispatch_names(r, n, "lead", &v->roles, "role", &out->lead, &out->lead_count);
    status =
        status != MEND_OK ? status : dispatch_names(r, n, "roles", &v->roles, "role", &out->roles, &out->role_count);
    status = status != MEND_OK ? status : dispatch_skills(r, n, out);
    return status != MEND_OK ? status : dispatch_pairs(r, n, out);
}

static mend_status dispatch_routes(const dispatch_reader *r, mend__node section)
{
    const mend__flow_reader *f = &r->flow;
    mend__names *names = &r->out->route_names;
    mend__node object = mend__json_get(f->tree, section, "routes");
    mend_status status =
        mend__names_read(f->arena, f->tree, object, MEND__NAMES_PLAIN, MEND__DISPATCH_ROUTES, names, f->err);
    mend__route *routes = status != MEND_OK ? NULL : mend__flow_array(f, names->count, sizeof *routes);
    if (routes == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    for (uint32_t i = 0; i < names->count && status == MEND_OK; i++) {
        status = dispatch_route(r, names->items[i].node, &routes[i]);
    }
    r->out->routes = routes;
    return status;
}

/* ---- ranking, limits ---- */

/* A list of words, in its order and none twice, by index. */
static mend_status dispatch_words(const dispatch_reader *r, mend__node array, mend__words words, int32_t *out,
                                  uint32_t *count)
{
    const mend__flow_reader *f = &r->flow;
    uint32_t seen = 0;
    mend_status status = mend__must_be(f->tree, array, MEND__JSON_ARRAY, "an array of words", f->err);
    *count = 0;
    for (mend__node n = status == MEND_OK ? mend__json_first(f->tree, array) : MEND__NONE;
         n != MEND__NONE && status == MEND_OK; n = mend__json_next(f->tree, n)) {
        int32_t word = 0;
        status = mend__value_word(f->tree, n, words, &word, f->err);
        if (status == MEND_OK && (seen & (1U << word)) != 0) {
            status = mend__json_fail(f->tree, n, MEND_SCHEMA, "stands here twice", f->err);
        }
        if (status == MEND_OK) {
            seen |= 1U << word;
            out[(*count)++] = word;
        }
    }
    return status;
}

static mend_status dispatch_rank(const dispatch_reader *r, mend__node section)
{
    static const char *const words[] = {"department", "knows", "region", "skill", "language",
                                        "load",       "grade", "turn",   NULL}; /* by mend__rank */
    static const mend__rank usual[] = {MEND__RANK_DEPARTMENT, MEND__RANK_KNOWS, MEND__RANK_REGION,
                                       MEND__RANK_SKILL,      MEND__RANK_LOAD,  MEND__RANK_GRADE};
    mend__node array = mend__json_get(r->flow.tree, section, "rank");
    int32_t read[MEND__RANKS];
    uint32_t count = 0;
    if (array == MEND__NONE) {
        memcpy(r->out->rank, usual, sizeof usual);
        r->out->rank_count = sizeof usual / sizeof usual[0];
        return MEND_OK;
    }
    mend_status status = dispatch_words(r, array, words, read, &count);
    for (uint32_t i = 0; i < count && status == MEND_OK; i++) {
        r->out->rank[i] = (mend__rank)read[i];
    }
    r->out->rank_count = count;
    return status;
}

static mend_status dispatch_musts(const dispatch_reader *r, mend__node section)
{
    static const char *const words[] = {"department", "grade", "skill", "region", "language", NULL}; /* by bit */
    mend__node array = mend__json_get(r->flow.tree, section, "must");
    int32_t read[5];
    uint32_t count = 0;
    if (array == MEND__NONE) {
        r->out->musts = MEND__UNFIT_DEPARTMENT | MEND__UNFIT_GRADE | MEND__UNFIT_SKILL | MEND__UNFIT_REGION;
        return MEND_OK;
    }
    mend_status status = dispatch_words(r, array, words, read, &count);
    for (uint32_t i = 0; i < count && status == MEND_OK; i++) {
        r->out->musts |= 1U << read[i];
    }
    return status;
}

static mend_status dispatch_overrule(const dispatch_reader *r, mend__node section)
{
    static const char *const members[] = {"department", "grade", NULL};
    static const char *const words[] = {"never", "reason", "free", NULL}; /* by mend__overrule */
    const mend__flow_reader *f = &r->flow;
    mend__node n = mend__json_get(f->tree, section, "overrule");
    int32_t department = MEND__OVERRULE_FREE, grade = MEND__OVERRULE_FREE;
    mend_status status = n == MEND__NONE ? MEND_OK : mend__members_known(f->tree, n, members, f->err);
    status = status != MEND_OK ? status : mend__member_word(f->tree, n, "department", words, &department, f->err);
    status = status != MEND_OK ? status : mend__member_word(f->tree, n, "grade", words, &grade, f->err);
    r->out->overrule_department = (mend__overrule)department;
    r->out->overrule_grade = (mend__overrule)grade;
    return status;
}

/* ---- fields ---- */

/* Every grade can be written to such a field. */
static mend_status dispatch_grades(const dispatch_reader *r, mend__node n)
{
    const mend__flow_reader *f = &r->flow;
    const mend__names *set = mend__vocab_choices(f->v, MEND__STR("grade")), *grades = &f->v->grades;
    for (uint32_t i = 0; i < grades->count; i++) {
        if (set == NULL || mend__names_find(set, grades->items[i].id) < 0) {
            mend__json_fail(f->tree, n, MEND_SCHEMA, "the choices \"grade\" have no choice for the grade \"", f->err);
            mend__error_add_str(f->err, grades->items[i].id);
            mend__error_add(f->err, "\"");
            return MEND_SCHEMA;
        }
    }
    return MEND_OK;
}

static mend_status dispatch_kept(const dispatch_reader *r, mend__node section)
{
    static const char *const graded = "expected a field of type choice of the set \"grade\"";
    mend__dispatch *out = r->out;
    const mend__json *tree = r->flow.tree;
    mend_status status = dispatch_field(r, section, "grade", MEND_FIELD_CHOICE, "grade", graded, &out->grade);
    status =
        status != MEND_OK || out->grade == NULL ? status : dispatch_grades(r, mend__json_get(tree, section, "grade"));
    status = status != MEND_OK ? status
                               : dispatch_field(r, section, "assignee_grade", MEND_FIELD_CHOICE, "grade", graded,
                                                &out->assignee_grade);
    status = status != MEND_OK || out->assignee_grade == NULL
                 ? status
                 : dispatch_grades(r, mend__json_get(tree, section, "assignee_grade"));
    status = status != MEND_OK ? status
                               : dispatch_field(r, section, "by", MEND_FIELD_TEXT, NULL,
                                                "expected a field of type text without a masking class", &out->by);
    if (status == MEND_OK && out->by != NULL && out->grade == NULL) {
        status = mend__json_fail_key(tree, mend__json_get(tree, section, "by"), MEND_SCHEMA,
                                     "who said the grade goes with a field \"grade\"", r->flow.err);
    }
    return status != MEND_OK ? status
                             : dispatch_field(r, section, "at", MEND_FIELD_INSTANT, NULL,
                                              "expected a field of type instant", &out->at);
}

static mend_status dispatch_persons(const dispatch_reader *r, mend__node section)
{
    mend__dispatch *out = r->out;
    const mend__names *actions = &r->flow.v->actions;
    mend_status status = dispatch_fields(r, section, "knows", false, &out->knows, &out->know_count);
    status = status != MEND_OK
                 ? status
                 : dispatch_names(r, section, "worked", actions, "action", &out->worked, &out->worked_count);
    status = status != MEND_OK
                 ? status
                 : dispatch_names(r, section, "declined", actions, "action", &out->declined, &out->declined_count);
    status =
        status != MEND_OK ? status : dispatch_fields(r, section, "refused", true, &out->refused, &out->refused_count);
    return status != MEND_OK ? status : dispatch_condition(r, section, "hand_over", &out->hand_over);
}

/* ---- the whole ---- */

mend_status mend__dispatch_compile(mend__arena *arena, const mend__vocab *v, const mend__json *tree, mend__node section,
                                   mend__dispatch *out, mend_error *err)
{
    static const char *const members[] = {"routes", "rank",     "must",     "max_load",       "knows",
                                          "worked", "declined", "refused",  "hand_over",      "at",
                                          "grade",  "by",       "overrule", "assignee_grade", NULL};
    mend__dispatch read = {.departments = mend__vocab_choices(v, MEND__STR("department")), .max_load = -1};
    const dispatch_reader r = {{arena, v, tree, err}, &read};
    if (section == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__members_known(tree, section, members, err);
    if (status == MEND_OK && read.departments == NULL) {
        status =
            mend__json_fail(tree, section, MEND_SCHEMA, "the policy has no choices \"department\" to send to", err);
    }
    status = status != MEND_OK ? status : dispatch_routes(&r, section);
    status = status != MEND_OK ? status : dispatch_rank(&r, section);
    status = status != MEND_OK ? status : dispatch_musts(&r, section);
    status = status != MEND_OK
                 ? status
                 : mend__member_int(tree, section, "max_load", 1, MEND__DISPATCH_LOAD, &read.max_load, err);
    status = status != MEND_OK ? status : dispatch_persons(&r, section);
    status = status != MEND_OK ? status : dispatch_kept(&r, section);
    status = status != MEND_OK ? status : dispatch_overrule(&r, section);
    if (status == MEND_OK) {
        *out = read;
    }
    return status;
}
