/*
 * diff_rights.c - regimes of rights in words, see diff_rights.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "diff_rights.h"
#include "policy_terms.h"

#include <string.h>

/* The label that a regime's document has for the thing; "": none. */
static const char *label_in(const view *v, const json *j, json_node regime, const char *section, const char *name)
{
    json_node thing = json_get(j, json_get(j, regime, section), name);
    return words_in_language(v, j, strcmp(section, "labels") == 0 ? thing : json_get(j, thing, "label"));
}

/* The same of the regimes that the policy brings itself; false: none has it. */
static bool put_own(const view *v, text *t, const char *section, const char *name)
{
    json_node rows = json_get(&v->j, json_get(&v->j, v->root, "rights"), "regimes");
    for (json_node n = json_first(&v->j, rows); n != 0; n = json_next(&v->j, n)) {
        const char *label = label_in(v, &v->j, json_get(&v->j, n, "regime"), section, name);
        if (label[0] != '\0') {
            put_marked(t, label);
            return true;
        }
    }
    return false;
}

/* The same of one that is built in; section NULL: what the regime itself is called. */
static bool put_ready(const view *v, text *t, const char *regime, const char *section, const char *name)
{
    json j;
    size_t len = 0, at = 0;
    const char *bytes = mend_regime_ready_text(regime, &len);
    memset(&j, 0, sizeof j);
    bool found = bytes != NULL && json_read(&j, bytes, len, &at) == MEND_OK;
    if (found) {
        const char *label =
            section == NULL ? words_in_language(v, &j, json_get(&j, 1, "label")) : label_in(v, &j, 1, section, name);
        found = label[0] != '\0';
        if (found) {
            put_marked(t, label);
        }
    }
    json_free(&j);
    return found;
}

void put_of_regime(const view *v, text *t, const char *section, const char *name)
{
    bool found = put_own(v, t, section, name);
    for (int32_t i = 0; i < mend_regime_ready_count() && !found; i++) {
        found = put_ready(v, t, mend_regime_ready_name(i), section, name);
    }
    if (!found && !(strcmp(section, "labels") == 0 && put_term(v, t, "fact", name))) {
        put_marked(t, name);
    }
}

void put_regime(const view *v, text *t, const char *name)
{
    if (!put_ready(v, t, name, NULL, NULL)) {
        put_marked(t, name);
    }
}

void put_fact(const view *v, text *t, json_node fact)
{
    const char *word = json_text(&v->j, fact);
    char type = json_type(&v->j, fact);
    if (type == '[') {
        put_list(v, t, fact, 0, " or ", "或");
    } else if (type == '{') {
        bool same = strcmp(json_member(&v->j, fact, "repairs"), "same_fault") == 0;
        put(v, t, same ? "a number, of repairs of the same fault" : "a number, of repairs",
            same ? "数量（同一故障的修理次数）" : "数量（修理次数）");
    } else if (type == 't' || type == 'f') {
        put(v, t, type == 't' ? "yes or no, yes where nothing is said" : "yes or no, no where nothing is said",
            type == 't' ? "是否，未说明时为是" : "是否，未说明时为否");
    } else if (type == '0') {
        put(v, t, "a number, ", "数量，未说明时为");
        text_add(t, word, MEND_NTS);
        put(v, t, " where nothing is said", "");
    } else {
        bool date = strcmp(word, "date") == 0, flag = strcmp(word, "flag") == 0;
        put(v, t, date ? "a date" : flag ? "yes or no" : "a number", date ? "日期" : flag ? "是否" : "数量");
    }
}

void put_test(const view *v, text *t, json_node test)
{
    static const struct {
        const char *key, *bound;
    } tests[] = {{"gt", "more_than"}, {"ge", "at_least"}, {"lt", "less_than"}, {"le", "at_most"}};
    char type = json_type(&v->j, test);
    bool any = false;
    if (type == 't' || type == 'f') {
        put_yes(v, t, type == 't');
        return;
    }
    if (type == '[') {
        put_list(v, t, test, 0, " or ", "或");
        return;
    }
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++) {
        const char *bound = json_member(&v->j, test, tests[i].key);
        if (bound[0] != '\0') {
            put(v, t, any ? " and " : "", any ? "且" : "");
            put_bound(v, t, tests[i].bound, false);
            text_add(t, bound, MEND_NTS);
            any = true;
        }
    }
    put(v, t, any ? "" : "anything", any ? "" : "不限");
}
