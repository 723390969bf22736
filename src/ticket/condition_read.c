/*
 * condition_read.c - compiling the policy's conditions, see condition.h and condition_code.h.
 *
 * The operands of a condition are compiled from an explicit stack of frames, one for every level that is open.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "condition.h"
#include "condition_code.h"
#include "member.h"

#include <string.h>

#define VALUES_MAX 1024 /* of one "in" */
#define WORDS_MAX  256  /* of one "has" */
#define NO_JUMP    UINT32_MAX

typedef enum clause_form { COND_ALL, COND_ANY, COND_NOT, COND_ROWS } clause_form;

/* A level that is open. */
typedef struct clause_frame {
    clause_form form;
    mend__node next;          /* operand to be compiled next */
    const mend__field *scope; /* the list whose columns its operands name; NULL: the fields of the ticket */
    uint32_t op;              /* ROWS: its step; ALL, ANY: the newest jump to the end, each naming the one before */
    bool started;             /* an operand has been compiled */
} clause_frame;

typedef struct clause_reader {
    mend__arena *arena;
    const mend__vocab *v;
    const mend__json *tree;
    mend_error *err;
    mend__cond_op *ops;
    uint32_t count;
    clause_frame frames[MEND__CONDITION_DEPTH];
    uint32_t depth;
    const mend__field *scope; /* of the condition being compiled */
} clause_reader;

/* Room is reckoned beforehand: every object of the condition gives two steps at most. */
static uint32_t clause_room(const mend__json *tree, mend__node root)
{
    uint32_t objects = 0;
    mend__node n = root;
    for (;;) {
        objects += mend__json_typeof(tree, n) == MEND__JSON_OBJECT;
        mend__node down = mend__json_first(tree, n);
        while (down == MEND__NONE && n != root) {
            down = mend__json_next(tree, n);
            n = mend__json_parent(tree, n);
        }
        if (down == MEND__NONE) {
            return 2 * objects;
        }
        n = down;
    }
}

static mend__cond_op *clause_emit(clause_reader *r, mend__cond_code code)
{
    mend__cond_op *op = &r->ops[r->count++];
    *op = (mend__cond_op){.code = code, .min = INT64_MIN, .max = INT64_MAX};
    return op;
}

/* ---- tests of a field ---- */

static const char *const field_members[] = {"field",     "is",        "in",       "known", "at_least", "at_most",
                                            "more_than", "less_than", "is_field", "has",   NULL};

static mend_status clause_value(clause_reader *r, const mend__field *field, mend__node n, mend__value *out)
{
    return mend__vocab_value(r->arena, r->v, field, r->tree, n, out, r->err);
}

static mend_status clause_is(clause_reader *r, const mend__field *field, mend__node n)
{
    mend__value *value = mend__arena_get(r->arena, sizeof *value);
    if (value == NULL) {
        return mend__no_memory(r->err);
    }
    mend_status status = clause_value(r, field, n, value);
    if (status == MEND_OK) {
        mend__cond_op *op = clause_emit(r, MEND__COND_EQUAL);
        op->field = field;
        op->of.values = value;
        op->count = 1;
    }
    return status;
}

static mend_status clause_in(clause_reader *r, const mend__field *field, mend__node array)
{
    size_t count = mend__json_count(r->tree, array);
    uint32_t at = 0;
    mend_status status = mend__must_be(r->tree, array, MEND__JSON_ARRAY, "an array of values", r->err);
    if (status != MEND_OK || count > VALUES_MAX) {
        return status != MEND_OK ? status : mend__too_many(r->tree, array, VALUES_MAX, "values", r->err);
    }
    mend__value *values = mend__arena_get(r->arena, count * sizeof *values);
    if (values == NULL) {
        return mend__no_memory(r->err);
    }
    for (mend__node n = mend__json_first(r->tree, array); n != MEND__NONE; n = mend__json_next(r->tree, n)) {
        status = clause_value(r, field, n, &values[at++]);
        if (status != MEND_OK) {
            return status;
        }
    }
    mend__cond_op *op = clause_emit(r, MEND__COND_EQUAL);
    op->field = field;
    op->of.values = values;
    op->count = at;
    return MEND_OK;
}

static mend_status clause_known(clause_reader *r, const mend__field *field, mend__node test)
{
    bool known = false;
    mend_status status = mend__member_bool(r->tree, test, "known", &known, r->err);
    if (status == MEND_OK) {
        mend__cond_op *op = clause_emit(r, MEND__COND_KNOWN);
        op->field = field;
        op->flag = known;
    }
    return status;
}

static bool clause_compares(mend_field_type type)
{
    return type == MEND_FIELD_INTEGER || type == MEND_FIELD_DECIMAL || type == MEND_FIELD_MONEY ||
           type == MEND_FIELD_INSTANT || type == MEND_FIELD_DATE;
}

/* One bound of a range; step 1 or -1 for a bound that does not belong to it. */
static mend_status clause_bound(clause_reader *r, const mend__field *field, mend__node test, const char *key, int step,
                                int64_t *bound)
{
    mend__node n = mend__json_get(r->tree, test, key);
    mend__value value;
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = clause_value(r, field, n, &value);
    if (status != MEND_OK) {
        return status;
    }
    if ((step > 0 && value.num == INT64_MAX) || (step < 0 && value.num == INT64_MIN)) {
        return mend__json_fail(r->tree, n, MEND_SCHEMA, "no number is beyond this one", r->err);
    }
    *bound = value.num + step;
    return MEND_OK;
}

static mend_status clause_range(clause_reader *r, const mend__field *field, mend__node test, mend__node first)
{
    if (!clause_compares(field->type)) {
        mend__json_fail_key(r->tree, first, MEND_SCHEMA, "expected a field of numbers, dates or instants; \"", r->err);
        mend__error_add(r->err, field->path);
        mend__error_add(r->err, "\" is of type ");
        mend__error_add(r->err, mend__type_name(field->type));
        return MEND_SCHEMA;
    }
    if (mend__json_get(r->tree, test, "at_least") != MEND__NONE &&
        mend__json_get(r->tree, test, "more_than") != MEND__NONE) {
        return mend__json_fail(r->tree, test, MEND_SCHEMA, "\"at_least\" and \"more_than\" exclude each other", r->err);
    }
    if (mend__json_get(r->tree, test, "at_most") != MEND__NONE &&
        mend__json_get(r->tree, test, "less_than") != MEND__NONE) {
        return mend__json_fail(r->tree, test, MEND_SCHEMA, "\"at_most\" and \"less_than\" exclude each other", r->err);
    }
    mend__cond_op op = {.code = MEND__COND_RANGE, .field = field, .min = INT64_MIN, .max = INT64_MAX};
    mend_status status = clause_bound(r, field, test, "at_least", 0, &op.min);
    status = status != MEND_OK ? status : clause_bound(r, field, test, "more_than", 1, &op.min);
    status = status != MEND_OK ? status : clause_bound(r, field, test, "at_most", 0, &op.max);
    status = status != MEND_OK ? status : clause_bound(r, field, test, "less_than", -1, &op.max);
    if (status == MEND_OK) {
        *clause_emit(r, op.code) = op;
    }
    return status;
}

/* A field of the place; lists are looked at row by row. */
static mend_status clause_field_ref(clause_reader *r, mend__node n, const mend__field **out)
{
    const mend__field *field;
    mend_status status = mend__vocab_field_ref(r->v, r->scope, r->tree, n, &field, r->err);
    if (status == MEND_OK && field->type == MEND_FIELD_LIST) {
        status = mend__json_fail(r->tree, n, MEND_SCHEMA,
                                 "expected a field, found a list; ask \"some\", \"every\", \"last\" or \"count\" of it",
                                 r->err);
    }
    if (status == MEND_OK) {
        *out = field;
    }
    return status;
}

static mend_status clause_same(clause_reader *r, const mend__field *field, mend__node n)
{
    const mend__field *other;
    mend_status status = clause_field_ref(r, n, &other);
    if (status != MEND_OK) {
        return status;
    }
    if (field->type != other->type && !(mend__type_is_text(field->type) && mend__type_is_text(other->type))) {
        mend__json_fail(r->tree, n, MEND_SCHEMA, "expected a field of type ", r->err);
        mend__error_add(r->err, mend__type_name(field->type));
        mend__error_add(r->err, "; \"");
        mend__error_add(r->err, other->path);
        mend__error_add(r->err, "\" is of type ");
        mend__error_add(r->err, mend__type_name(other->type));
        return MEND_SCHEMA;
    }
    mend__cond_op *op = clause_emit(r, MEND__COND_SAME);
    op->field = field;
    op->other = other;
    return MEND_OK;
}

static mend_status clause_has(clause_reader *r, const mend__field *field, mend__node array)
{
    size_t count = mend__json_count(r->tree, array);
    uint32_t at = 0;
    if (field->type != MEND_FIELD_TEXT && field->type != MEND_FIELD_LONG) {
        return mend__json_fail_key(r->tree, array, MEND_SCHEMA, "expected a field of type text or long", r->err);
    }
    mend_status status = mend__must_be(r->tree, array, MEND__JSON_ARRAY, "an array of words", r->err);
    if (status != MEND_OK || count > WORDS_MAX) {
        return status != MEND_OK ? status : mend__too_many(r->tree, array, WORDS_MAX, "words", r->err);
    }
    mend__str *words = mend__arena_get(r->arena, count * sizeof *words);
    mend__cond_words *search = mend__arena_get(r->arena, sizeof *search);
    if (words == NULL || search == NULL) {
        return mend__no_memory(r->err);
    }
    for (mend__node n = mend__json_first(r->tree, array); n != MEND__NONE; n = mend__json_next(r->tree, n)) {
        mend__str text = mend__json_str(r->tree, n);
        if (mend__json_typeof(r->tree, n) != MEND__JSON_STRING || text.n == 0 || text.n > MEND__CONDITION_WORD) {
            return mend__json_fail(r->tree, n, MEND_SCHEMA, "expected text of 1 to 64 bytes", r->err);
        }
        words[at++] = text;
    }
    if (mend__cond_words_build(r->arena, words, at, search) != MEND_OK) {
        return mend__no_memory(r->err);
    }
    mend__cond_op *op = clause_emit(r, MEND__COND_HAS);
    op->field = field;
    op->of.words = search;
    return MEND_OK;
}

typedef enum clause_test_form { COND_IS, COND_IN, COND_KNOWN, COND_SAME, COND_HAS, COND_RANGE } clause_test_form;

/* The member that is the test of a field; the bounds of a range are one test together. */
static mend_status clause_find_test(clause_reader *r, mend__node test, mend__node *out, clause_test_form *form)
{
    static const struct {
        const char *key;
        clause_test_form form;
    } tests[] = {{"is", COND_IS},         {"in", COND_IN},           {"known", COND_KNOWN},
                 {"is_field", COND_SAME}, {"has", COND_HAS},         {"at_least", COND_RANGE},
                 {"at_most", COND_RANGE}, {"more_than", COND_RANGE}, {"less_than", COND_RANGE}};
    mend__node found = MEND__NONE;
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++) {
        mend__node n = mend__json_get(r->tree, test, tests[i].key);
        if (n == MEND__NONE || (found != MEND__NONE && *form == COND_RANGE)) {
            continue;
        }
        if (found != MEND__NONE) {
            return mend__json_fail_key(r->tree, n, MEND_SCHEMA, "one test is there already; join several with \"all\"",
                                       r->err);
        }
        found = n;
        *form = tests[i].form;
    }
    if (found == MEND__NONE) {
        return mend__json_fail(r->tree, test, MEND_SCHEMA,
                               "expected a test of the field: is, in, known, at_least, at_most, more_than, less_than, "
                               "is_field or has",
                               r->err);
    }
    *out = found;
    return MEND_OK;
}

static mend_status clause_field(clause_reader *r, mend__node test, mend__node name)
{
    const mend__field *field = NULL;
    mend__node n = MEND__NONE;
    clause_test_form form = COND_RANGE;
    mend_status status = mend__members_known(r->tree, test, field_members, r->err);
    status = status != MEND_OK ? status : clause_field_ref(r, name, &field);
    status = status != MEND_OK ? status : clause_find_test(r, test, &n, &form);
    if (status != MEND_OK) {
        return status;
    }
    switch (form) {
    case COND_IS:
        return clause_is(r, field, n);
    case COND_IN:
        return clause_in(r, field, n);
    case COND_KNOWN:
        return clause_known(r, field, test);
    case COND_SAME:
        return clause_same(r, field, n);
    case COND_HAS:
        return clause_has(r, field, n);
    default:
        return clause_range(r, field, test, n);
    }
}

/* ---- tests of other things ---- */

/* The members "at_least" and "at_most", counts; one must be there unless there is a default. */
static mend_status clause_counts(clause_reader *r, mend__node test, mend__cond_op *op)
{
    mend_status status = mend__member_int(r->tree, test, "at_least", 0, INT64_MAX, &op->min, r->err);
    return status != MEND_OK ? status : mend__member_int(r->tree, test, "at_most", 0, INT64_MAX, &op->max, r->err);
}

static mend_status clause_counts_needed(clause_reader *r, mend__node test, mend__cond_op *op)
{
    if (mend__json_get(r->tree, test, "at_least") == MEND__NONE &&
        mend__json_get(r->tree, test, "at_most") == MEND__NONE) {
        return mend__json_fail(r->tree, test, MEND_SCHEMA, "expected \"at_least\" or \"at_most\"", r->err);
    }
    return clause_counts(r, test, op);
}

/* A test of one name with a count beside it. */
static mend_status clause_times(clause_reader *r, mend__node test, mend__node n, const mend__names *names,
                                const char *kind, mend__cond_op *op)
{
    int32_t index;
    mend_status status = mend__names_ref(names, r->tree, n, kind, &index, r->err);
    if (status == MEND_OK) {
        op->of.names = &names->items[index].id;
        op->count = 1;
        status = op->code == MEND__COND_DONE ? clause_counts(r, test, op) : clause_counts_needed(r, test, op);
    }
    if (status == MEND_OK) {
        *clause_emit(r, op->code) = *op;
    }
    return status;
}

static mend_status clause_done(clause_reader *r, mend__node test, mend__node n)
{
    static const char *const members[] = {"done", "at_least", NULL};
    mend__cond_op op = {.code = MEND__COND_DONE, .min = 1, .max = INT64_MAX};
    mend_status status = mend__members_known(r->tree, test, members, r->err);
    return status != MEND_OK ? status : clause_times(r, test, n, &r->v->actions, "action", &op);
}

static mend_status clause_counter(clause_reader *r, mend__node test, mend__node n)
{
    static const char *const members[] = {"counter", "at_least", "at_most", NULL};
    mend__cond_op op = {.code = MEND__COND_COUNTER, .min = 0, .max = INT64_MAX};
    mend_status status = mend__members_known(r->tree, test, members, r->err);
    return status != MEND_OK ? status : clause_times(r, test, n, &r->v->counters, "counter", &op);
}

/* A test that something is one of several names. */
static mend_status clause_names(clause_reader *r, mend__node array, const mend__names *names, const char *kind,
                                mend__cond_code code)
{
    const uint32_t *refs = NULL;
    uint32_t count = 0;
    mend_status status = mend__names_refs(r->arena, names, r->tree, array, kind, &refs, &count, r->err);
    if (status != MEND_OK) {
        return status;
    }
    mend__str *copy = mend__arena_get(r->arena, count * sizeof *copy);
    if (copy == NULL) {
        return mend__no_memory(r->err);
    }
    for (uint32_t i = 0; i < count; i++) {
        copy[i] = names->items[refs[i]].id;
    }
    mend__cond_op *op = clause_emit(r, code);
    op->of.names = copy;
    op->count = count;
    return MEND_OK;
}

static mend_status clause_state(clause_reader *r, mend__node test, mend__node n)
{
    static const char *const members[] = {"state", NULL};
    mend_status status = mend__members_known(r->tree, test, members, r->err);
    return status != MEND_OK ? status : clause_names(r, n, &r->v->states, "state", MEND__COND_STATE);
}

static mend_status clause_actor(clause_reader *r, mend__node test, mend__node n)
{
    static const char *const members[] = {"actor", NULL};
    mend_status status = mend__members_known(r->tree, test, members, r->err);
    return status != MEND_OK ? status : clause_names(r, n, &r->v->roles, "role", MEND__COND_ACTOR);
}

/* The statuses in which a clock may stand, as bits. */
static mend_status clause_statuses(clause_reader *r, mend__node array, uint32_t *out)
{
    static const char *const words[] = {"none",      "running", "paused",   "met", "missed",
                                        "cancelled", "over",    "breached", NULL};
    uint32_t bits = 0;
    mend_status status = mend__must_be(r->tree, array, MEND__JSON_ARRAY, "an array of what a clock may be", r->err);
    mend__node n = status == MEND_OK ? mend__json_first(r->tree, array) : MEND__NONE;
    if (status == MEND_OK && n == MEND__NONE) {
        status = mend__json_fail(r->tree, array, MEND_SCHEMA, "expected at least one", r->err);
    }
    for (; n != MEND__NONE && status == MEND_OK; n = mend__json_next(r->tree, n)) {
        int32_t index = 0;
        status = mend__value_word(r->tree, n, words, &index, r->err);
        if (status == MEND_OK && (bits & 1U << index) != 0) {
            status = mend__json_fail(r->tree, n, MEND_SCHEMA, "the word stands in the list twice", r->err);
        }
        bits |= 1U << index;
    }
    *out = bits;
    return status;
}

static mend_status clause_clock(clause_reader *r, mend__node test, mend__node n)
{
    static const char *const members[] = {"clock", "is", NULL};
    mend__node is = MEND__NONE;
    int32_t index = 0;
    uint32_t bits = 0;
    mend_status status = mend__members_known(r->tree, test, members, r->err);
    status = status != MEND_OK ? status : mend__names_ref(&r->v->clocks, r->tree, n, "clock", &index, r->err);
    status = status != MEND_OK ? status : mend__member_need(r->tree, test, "is", &is, r->err);
    status = status != MEND_OK ? status : clause_statuses(r, is, &bits);
    if (status == MEND_OK) {
        mend__cond_op *op = clause_emit(r, MEND__COND_CLOCK);
        op->of.names = &r->v->clocks.items[index].id;
        op->count = 1;
        op->bits = bits;
    }
    return status;
}

/* ---- conditions of conditions ---- */

static void clause_push(clause_reader *r, clause_form form, mend__node first, const mend__field *scope, uint32_t op)
{
    r->frames[r->depth++] = (clause_frame){form, first, scope, op, false};
}

static mend_status clause_list_ref(clause_reader *r, mend__node n, const mend__field **out)
{
    const mend__field *list;
    mend_status status = mend__vocab_field_ref(r->v, NULL, r->tree, n, &list, r->err);
    if (status == MEND_OK && list->type != MEND_FIELD_LIST) {
        status = mend__json_fail(r->tree, n, MEND_SCHEMA, "expected a list, found a field", r->err);
    }
    if (status == MEND_OK) {
        *out = list;
    }
    return status;
}

static mend_status clause_logic(clause_reader *r, mend__node test, mend__node n, clause_form form)
{
    static const char *const all[] = {"all", NULL}, *const any[] = {"any", NULL}, *const not_[] = {"not", NULL};
    mend_status status = mend__members_known(r->tree, test,
                                             form == COND_ALL   ? all
                                             : form == COND_ANY ? any
                                                                : not_,
                                             r->err);
    if (status == MEND_OK && form == COND_NOT) {
        clause_push(r, form, n, r->scope, NO_JUMP);
        return MEND_OK;
    }
    if (status == MEND_OK) {
        status = mend__must_be(r->tree, n, MEND__JSON_ARRAY, "an array of conditions", r->err);
    }
    if (status == MEND_OK && mend__json_count(r->tree, n) == 0) {
        clause_emit(r, MEND__COND_CONST)->flag = form == COND_ALL;
    } else if (status == MEND_OK) {
        clause_push(r, form, mend__json_first(r->tree, n), r->scope, NO_JUMP);
    }
    return status;
}

static mend_status clause_all(clause_reader *r, mend__node test, mend__node n)
{
    return clause_logic(r, test, n, COND_ALL);
}

static mend_status clause_any(clause_reader *r, mend__node test, mend__node n)
{
    return clause_logic(r, test, n, COND_ANY);
}

static mend_status clause_not(clause_reader *r, mend__node test, mend__node n)
{
    return clause_logic(r, test, n, COND_NOT);
}

/* Begins the rows of a list; the condition on each row is compiled next. */
static void clause_open_rows(clause_reader *r, const mend__cond_op *op, mend__node where)
{
    clause_push(r, COND_ROWS, where, op->field, r->count);
    *clause_emit(r, op->code) = *op;
}

static mend_status clause_quantifier(clause_reader *r, mend__node test, mend__node n, mend__words members,
                                     mend__cond_how how)
{
    mend__cond_op op = {.code = MEND__COND_ROWS, .how = how};
    mend__node where = MEND__NONE;
    mend_status status = mend__members_known(r->tree, test, members, r->err);
    status = status != MEND_OK ? status : clause_list_ref(r, n, &op.field);
    status = status != MEND_OK ? status : mend__member_need(r->tree, test, "where", &where, r->err);
    if (status == MEND_OK) {
        clause_open_rows(r, &op, where);
    }
    return status;
}

static mend_status clause_some(clause_reader *r, mend__node test, mend__node n)
{
    static const char *const members[] = {"some", "where", NULL};
    return clause_quantifier(r, test, n, members, MEND__COND_SOME);
}

static mend_status clause_every(clause_reader *r, mend__node test, mend__node n)
{
    static const char *const members[] = {"every", "where", NULL};
    return clause_quantifier(r, test, n, members, MEND__COND_EVERY);
}

static mend_status clause_last(clause_reader *r, mend__node test, mend__node n)
{
    static const char *const members[] = {"last", "where", NULL};
    return clause_quantifier(r, test, n, members, MEND__COND_LAST);
}

static mend_status clause_count(clause_reader *r, mend__node test, mend__node n)
{
    static const char *const members[] = {"count", "where", "at_least", "at_most", NULL};
    mend__cond_op op = {.code = MEND__COND_ROWS, .how = MEND__COND_FITTING, .min = 0, .max = INT64_MAX};
    mend__node where = mend__json_get(r->tree, test, "where");
    mend_status status = mend__members_known(r->tree, test, members, r->err);
    status = status != MEND_OK ? status : clause_list_ref(r, n, &op.field);
    status = status != MEND_OK ? status : clause_counts_needed(r, test, &op);
    if (status == MEND_OK && where != MEND__NONE) {
        clause_open_rows(r, &op, where);
    } else if (status == MEND_OK) {
        op.code = MEND__COND_COUNT;
        *clause_emit(r, op.code) = op;
    }
    return status;
}

/* ---- the whole ---- */

static const char *const clause_heads[] = {"all",   "any",  "not",     "field", "some",  "every", "last",
                                           "count", "done", "counter", "state", "actor", "clock", NULL};

static mend_status clause_open(clause_reader *r, mend__node test)
{
    static mend_status (*const readers[])(clause_reader *, mend__node, mend__node) = {
        clause_all,   clause_any,  clause_not,     clause_field, clause_some,  clause_every, clause_last,
        clause_count, clause_done, clause_counter, clause_state, clause_actor, clause_clock};
    if (mend__json_typeof(r->tree, test) != MEND__JSON_OBJECT) {
        return mend__json_expected(r->tree, test, "a condition, an object", r->err);
    }
    if (r->depth == MEND__CONDITION_DEPTH) {
        return mend__too_many(r->tree, test, MEND__CONDITION_DEPTH, "levels of conditions", r->err);
    }
    for (size_t i = 0; clause_heads[i] != NULL; i++) {
        mend__node n = mend__json_get(r->tree, test, clause_heads[i]);
        if (n != MEND__NONE) {
            return readers[i](r, test, n);
        }
    }
    mend_status status = mend__members_known(r->tree, test, clause_heads, r->err);
    return status != MEND_OK ? status
                             : mend__json_fail(r->tree, test, MEND_SCHEMA,
                                               "expected a condition such as {\"field\": \"…\", \"is\": …}", r->err);
}

/* An operand is done: a jump to the end where it decides the whole, if more are to come. */
static void clause_join(clause_reader *r, clause_frame *f)
{
    if (f->form == COND_ALL || f->form == COND_ANY) {
        mend__cond_op *op = clause_emit(r, MEND__COND_JUMP);
        op->flag = f->form == COND_ANY;
        op->target = f->op;
        f->op = r->count - 1;
    }
}

/* All operands are done. */
static void clause_close(clause_reader *r, const clause_frame *f)
{
    if (f->form == COND_NOT) {
        clause_emit(r, MEND__COND_NOT);
    } else if (f->form == COND_ROWS) {
        clause_emit(r, MEND__COND_NEXT)->target = f->op + 1;
        r->ops[f->op].target = r->count;
    } else {
        for (uint32_t at = f->op; at != NO_JUMP;) {
            uint32_t before = r->ops[at].target;
            r->ops[at].target = r->count;
            at = before;
        }
    }
}

static mend_status clause_compile(clause_reader *r, mend__node root)
{
    mend_status status = clause_open(r, root);
    while (status == MEND_OK && r->depth > 0) {
        clause_frame *f = &r->frames[r->depth - 1];
        mend__node test = f->next;
        if (test == MEND__NONE) {
            clause_close(r, f);
            r->depth--;
            continue;
        }
        bool only = f->form == COND_NOT || f->form == COND_ROWS;
        f->next = only ? MEND__NONE : mend__json_next(r->tree, test);
        r->scope = f->scope;
        if (f->started) {
            clause_join(r, f);
        }
        f->started = true;
        status = clause_open(r, test);
    }
    return status;
}

mend_status mend__condition_compile(mend__arena *arena, const mend__vocab *v, const mend__json *tree, mend__node n,
                                    const mend__condition **out, mend_error *err)
{
    clause_reader r = {.arena = arena, .v = v, .tree = tree, .err = err};
    mend__condition *condition = mend__arena_get(arena, sizeof *condition);
    r.ops = mend__arena_get(arena, clause_room(tree, n) * sizeof *r.ops);
    if (condition == NULL || r.ops == NULL) {
        return mend__no_memory(err);
    }
    mend_status status = clause_compile(&r, n);
    status = status != MEND_OK ? status : mend__cond_bound(r.ops, r.count, tree, n, err);
    if (status == MEND_OK) {
        *condition = (mend__condition){r.ops, r.count};
        *out = condition;
    }
    return status;
}
