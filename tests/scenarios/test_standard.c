/*
 * test_standard.c - the preset standard@1, walked step by step: what each step answers stands in standard.txt. Taken
 * together the steps do every action and see every condition, every evidence and every counted loop refuse.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/mend.h"
#include "policy/policy.h"
#include "rules/unit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SEEN_MAX 1024

typedef struct walk {
    mend_policy *policy;
    mend_ticket *ticket;
    mend_args *args;
    mend_result *result;
    mend_unit *unit;      /* of the ticket that is walked; NULL: not known */
    char *seen[SEEN_MAX]; /* "action", or "action NAME_OF_REASON what" */
    size_t seen_count;
    unsigned line;
} walk;

static mend_policy *load_standard(void)
{
    size_t len;
    mend_error err = {.struct_size = sizeof err};
    const char *text = mend_preset_text("standard@1", &len);
    mend_policy *policy = NULL;
    assert_non_null(text);
    if (mend_policy_load(NULL, &text, &len, 1, &policy, &err) != MEND_OK)
        fail_msg("line %d: %s at %s", err.line, err.text, err.path);
    return policy;
}

static bool seen(const walk *w, const char *what)
{
    for (size_t i = 0; i < w->seen_count; i++)
        if (strcmp(w->seen[i], what) == 0)
            return true;
    return false;
}

static void note(walk *w, const char *action, const char *rest)
{
    char what[256];
    snprintf(what, sizeof what, "%s%s%s", action, rest[0] ? " " : "", rest);
    if (seen(w, what))
        return;
    assert_true(w->seen_count < SEEN_MAX);
    char *copy = malloc(strlen(what) + 1);
    assert_non_null(copy);
    strcpy(copy, what);
    w->seen[w->seen_count++] = copy;
}

/* What a reason is about: the first of these parameters that it has. */
static const char *about(const mend_result *r, int32_t i)
{
    static const char *const names[] = {"condition", "evidence", "item", "rule", "field", "other", "counter"};
    for (size_t k = 0; k < sizeof names / sizeof names[0]; k++) {
        const char *value = mend_result_param(r, i, names[k], NULL);
        if (value)
            return value;
    }
    return "";
}

/* Writes the reasons as they stand in the file, and notes them. */
static void reasons_of(walk *w, const char *action, char *out, size_t cap)
{
    int32_t count = mend_result_status(w->result) < 0 ? mend_result_reason_count(w->result) : 0;
    size_t n = 0;
    snprintf(out, cap, "-");
    for (int32_t i = 0; i < count; i++) {
        const char *what = about(w->result, i);
        char one[200];
        snprintf(one, sizeof one, "%s%s%s", mend_reason_name(mend_result_reason(w->result, i)), what[0] ? " " : "",
                 what);
        n += (size_t)snprintf(out + n, cap - n, "%s%s", i ? ", " : "", one);
        assert_true(n < cap);
        note(w, action, one);
    }
}

/* Cuts the next part of a line off. */
static char *part(char **rest)
{
    char *begin = *rest, *end = begin ? strpbrk(begin, "\t\n") : NULL;
    assert_non_null(begin);
    *rest = end && *end == '\t' ? end + 1 : NULL;
    if (end)
        *end = '\0';
    return begin;
}

/* The arguments, with "$digest" turned into the digest of the last estimate. */
static const char *with_digest(const walk *w, const char *json, char *out, size_t cap)
{
    const mend_ticket *t = w->ticket;
    const mend__field *digest = mend__field_by_path(MEND__STR("estimates/digest"));
    const char *mark = strstr(json, "$digest");
    mend__value v = {0, 0, {"", 0}};
    if (!mark)
        return json;
    for (int32_t row = mend__ticket_next_row(t, digest->list, 0); row;
         row = mend__ticket_next_row(t, digest->list, row))
        (void)mend__ticket_value(t, digest, row, &v);
    snprintf(out, cap, "%.*s%.*s%s", (int)(mark - json), json, (int)v.text.n, v.text.p, mark + strlen("$digest"));
    return out;
}

/* "work_time: met 2": how the last cycle of a clock stands, and which one it is. */
static void look_at_clock(const walk *w, char *line)
{
    char *blank = strchr(line, ':'), got[80] = "nothing";
    assert_non_null(blank);
    *blank = '\0';
    for (size_t i = 0, cycle = 0; i < mend__clock_count(w->ticket); i++) {
        const mend__clock_row *r = mend__clock_at(w->ticket, i);
        if (mend__str_is(mend__ticket_str(w->ticket, r->clock), line))
            snprintf(got, sizeof got, "%s %zu", mend_clock_status_name(r->status), ++cycle);
    }
    if (strcmp(got, blank + 2) != 0)
        fail_msg("standard.txt:%u: clock %s is %s", w->line, line, got);
}

/* "= path value": what a field holds now, as in the ticket's document; "unit {…}": what is known of the unit; "unit has
 * …": what its document must hold. */
static void look(walk *w, char *line)
{
    char *end = line + strcspn(line, "\n"), *blank;
    mend_buf *out = NULL;
    mend_error err = {.struct_size = sizeof err};
    size_t len;
    *end = '\0';
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    if (strncmp(line, "= clock ", 8) == 0) {
        look_at_clock(w, line + 8);
    } else if (strncmp(line, "= ", 2) == 0) {
        mend__path path;
        mend__value v;
        blank = strchr(line + 2, ' ');
        assert_non_null(blank);
        *blank = '\0';
        assert_true(mend__path_parse(mend__str_of(line + 2, MEND_NTS), &path));
        const mend__field *list = path.row ? mend__field_find(0, path.head) : NULL;
        const mend__field *f = mend__field_find(list ? list->id : 0, list ? path.column : path.head);
        assert_non_null(f);
        if (!mend__ticket_value(w->ticket, f, path.row, &v))
            fail_msg("standard.txt:%u: %s has no value", w->line, line + 2);
        mend__value_put(out, &v);
        if (strcmp(mend_buf_data(out, &len), blank + 1) != 0)
            fail_msg("standard.txt:%u: %s is %s", w->line, line + 2, mend_buf_data(out, &len));
    } else if (strncmp(line, "unit has ", 9) == 0) {
        assert_non_null(w->unit);
        assert_int_equal(mend_unit_write(w->unit, out), MEND_OK);
        if (!strstr(mend_buf_data(out, &len), line + 9))
            fail_msg("standard.txt:%u: %s", w->line, mend_buf_data(out, &len));
    } else {
        mend_unit_free(w->unit);
        assert_int_equal(mend_unit_new(NULL, &w->unit), MEND_OK);
        if (mend_unit_read(w->unit, line + 5, MEND_NTS, &err) != MEND_OK)
            fail_msg("standard.txt:%u: %s at %s", w->line, err.text, err.path);
    }
    mend_buf_free(out);
}

static void step(walk *w, char *line)
{
    static char filled[65536];
    char *status = part(&line), *state = part(&line), *reasons = part(&line), *instant = part(&line);
    char *json = part(&line), action[80] = "", got[4096];
    mend_error err = {.struct_size = sizeof err};
    int64_t now;
    assert_int_equal(mend_instant_parse(instant, MEND_NTS, &now, NULL), MEND_OK);
    if (mend_args_json(w->args, with_digest(w, json, filled, sizeof filled), MEND_NTS, &err) != MEND_OK)
        fail_msg("standard.txt:%u: %s at %s", w->line, err.text, err.path);
    assert_int_equal(mend_args_unit(w->args, w->unit), MEND_OK);
    assert_int_equal(sscanf(json, "{\"action\":\"%79[a-z_]", action), 1);
    mend_status s = mend_act(w->policy, w->ticket, w->args, now, w->result, &err);
    reasons_of(w, action, got, sizeof got);
    if (s == MEND_OK)
        note(w, action, "");
    if (s == MEND_OK && mend_result_unit(w->result))
        assert_int_equal(mend__unit_assign(w->unit, mend_result_unit(w->result)), MEND_OK);
    const char *stands = mend_ticket_state(w->ticket, NULL);
    if (strcmp(mend_status_name(s) + strlen("MEND_"), status) != 0 || strcmp(stands[0] ? stands : "-", state) != 0 ||
        strcmp(got, reasons) != 0)
        fail_msg("standard.txt:%u: %s answered %s at %s: %s %s", w->line, action, mend_status_name(s), stands, got,
                 err.text);
}

static void walk_all(walk *w)
{
    static char line[65536];
    FILE *f = fopen(MEND_ROOT "/tests/scenarios/standard.txt", "rb");
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        w->line++;
        if (strncmp(line, "## ", 3) == 0) {
            mend_ticket_free(w->ticket);
            if (!strstr(line, "(the same unit)")) {
                mend_unit_free(w->unit);
                w->unit = NULL;
            }
            assert_int_equal(mend_ticket_new(NULL, &w->ticket), MEND_OK);
        } else if (line[0] == '=' || strncmp(line, "unit ", 5) == 0) {
            look(w, line);
        } else if (line[0] != '#' && line[0] != '\n') {
            step(w, line);
        }
    }
    fclose(f);
}

static int walk_begin(void **state)
{
    walk *w = calloc(1, sizeof *w);
    assert_non_null(w);
    w->policy = load_standard();
    assert_int_equal(mend_ticket_new(NULL, &w->ticket), MEND_OK);
    assert_int_equal(mend_args_new(NULL, &w->args), MEND_OK);
    assert_int_equal(mend_result_new(NULL, &w->result), MEND_OK);
    walk_all(w);
    *state = w;
    return 0;
}

static int walk_end(void **state)
{
    walk *w = *state;
    for (size_t i = 0; i < w->seen_count; i++)
        free(w->seen[i]);
    mend_ticket_free(w->ticket);
    mend_args_free(w->args);
    mend_result_free(w->result);
    mend_unit_free(w->unit);
    mend_policy_free(w->policy);
    free(w);
    return 0;
}

static void assert_seen(const walk *w, const char *action, const char *reason, const char *what)
{
    char text[256];
    snprintf(text, sizeof text, "%s%s%s%s%s", action, reason[0] ? " " : "", reason, what[0] ? " " : "", what);
    if (!seen(w, text))
        fail_msg("no step shows: %s", text);
}

static void test_standard__every_action_is_done(void **state)
{
    const walk *w = *state;
    for (uint32_t i = 0; i < w->policy->vocab.actions.count; i++)
        assert_seen(w, w->policy->vocab.actions.items[i].id.p, "", "");
}

static void test_standard__every_rule_refuses_once(void **state)
{
    const walk *w = *state;
    const mend__vocab *v = &w->policy->vocab;
    for (uint32_t i = 0; i < v->actions.count; i++) {
        const mend__action *a = &w->policy->flow.actions[i];
        const char *id = a->name->id.p;
        for (uint32_t k = 0; k < a->rule_count; k++)
            assert_seen(w, id, "CONDITION_NOT_MET", a->rules[k].name->id.p);
        for (uint32_t k = 0; k < a->evidence_count; k++)
            assert_seen(w, id, "EVIDENCE_MISSING", a->evidence[k].name->id.p);
        if (a->loop_counter >= 0)
            assert_seen(w, id, "LOOP_EXHAUSTED", v->counters.items[a->loop_counter].id.p);
    }
}

/* Two labels: English, and one that has Chinese in it. */
static void assert_bilingual(const mend__name *name)
{
    bool english = false, chinese = false;
    for (uint32_t i = 0; i < name->label_count; i++) {
        mend__str text = name->labels[i].text;
        english = english || (mend__str_is(name->labels[i].lang, "en") && text.n > 0);
        chinese = chinese || (mend__str_is(name->labels[i].lang, "zh-CN") && mend__utf8_count(text.p, text.n) < text.n);
    }
    if (!english || !chinese)
        fail_msg("%.*s lacks a label", (int)name->id.n, name->id.p);
}

static void assert_all_bilingual(const mend__names *names)
{
    assert_true(names->count > 0);
    for (uint32_t i = 0; i < names->count; i++)
        assert_bilingual(&names->items[i]);
}

static void test_standard__everything_is_named_in_english_and_chinese(void **state)
{
    const walk *w = *state;
    const mend__vocab *v = &w->policy->vocab;
    assert_all_bilingual(&v->roles);
    assert_all_bilingual(&v->grades);
    assert_all_bilingual(&v->counters);
    assert_all_bilingual(&v->states);
    assert_all_bilingual(&v->actions);
    assert_all_bilingual(&v->texts);
    assert_all_bilingual(&v->fields);
    assert_all_bilingual(&w->policy->triage.rule_names);
    assert_all_bilingual(&w->policy->triage.tier_names);
    for (uint32_t i = 0; i < v->choice_sets; i++)
        assert_all_bilingual(&v->choices[i].names);
    for (uint32_t i = 0; i < v->actions.count; i++) {
        const mend__action *a = &w->policy->flow.actions[i];
        for (uint32_t k = 0; k < a->rule_count; k++)
            assert_bilingual(a->rules[k].name);
        for (uint32_t k = 0; k < a->evidence_count; k++)
            assert_bilingual(a->evidence[k].name);
        for (uint32_t k = 0; k < a->checklist_count; k++)
            assert_bilingual(a->checklist[k].name);
    }
}

static void test_standard__has_choices_for_every_choice_field_of_the_catalogue(void **state)
{
    const walk *w = *state;
    size_t count;
    const mend__field *fields = mend__fields(&count);
    for (size_t i = 0; i < count; i++)
        if (fields[i].set && !mend__vocab_choices(&w->policy->vocab, mend__str_of(fields[i].set, MEND_NTS)))
            fail_msg("no choices for %s", fields[i].path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_standard__every_action_is_done),
        cmocka_unit_test(test_standard__every_rule_refuses_once),
        cmocka_unit_test(test_standard__everything_is_named_in_english_and_chinese),
        cmocka_unit_test(test_standard__has_choices_for_every_choice_field_of_the_catalogue),
    };
    return cmocka_run_group_tests(tests, walk_begin, walk_end);
}
