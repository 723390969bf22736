/*
 * try_regimes.c - what a law calls its rights, its rules and the facts it asks for, see try_answer.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "try_answer.h"

#include <string.h>

static mend_status regimes_add(answer_regimes *r, const char *bytes, size_t len)
{
    size_t at;
    mend_status s = json_read(&r->tree[r->count], bytes, len, &at);
    r->count += s == MEND_OK;
    return s;
}

/* What the last one extends, and so on. */
static mend_status regimes_follow(answer_regimes *r)
{
    mend_status s = MEND_OK;
    while (s == MEND_OK && r->count > 0 && r->count < ANSWER_REGIMES) {
        size_t len = 0;
        const char *base = json_member(&r->tree[r->count - 1], 1, "extends");
        const char *bytes = base[0] == '\0' ? NULL : mend_regime_ready_text(base, &len);
        if (bytes == NULL) {
            break;
        }
        s = regimes_add(r, bytes, len);
    }
    return s;
}

mend_status answer_regimes_open(answer_regimes *r, const char *row, size_t len)
{
    memset(r, 0, sizeof *r);
    mend_status s = regimes_add(r, row, len);
    return s == MEND_OK ? regimes_follow(r) : s;
}

mend_status answer_regimes_named(answer_regimes *r, const char *id)
{
    size_t n = strlen(id), len = 0;
    mend_status s = MEND_OK;
    for (int32_t i = 0; i < mend_regime_ready_count() && s == MEND_OK && r->count < ANSWER_REGIMES; i++) {
        const char *name = mend_regime_ready_name(i);
        if (strncmp(name, id, n) == 0 && name[n] == '@') {
            const char *bytes = mend_regime_ready_text(name, &len);
            s = regimes_add(r, bytes, len);
            return s == MEND_OK ? regimes_follow(r) : s;
        }
    }
    return s;
}

void answer_regimes_close(answer_regimes *r)
{
    for (size_t i = 0; i < ANSWER_REGIMES; i++) {
        json_free(&r->tree[i]);
    }
    r->count = 0;
}

static json_node rule_of(const json *j, const char *code)
{
    json_node rules = json_get(j, 1, "rules"), found = json_get(j, rules, code);
    for (json_node n = json_first(j, rules); n != 0 && found == 0; n = json_next(j, n)) {
        found = strcmp(json_member(j, n, "code"), code) == 0 ? n : 0;
    }
    return found;
}

static json_node label_in(const json *j, answer_kind kind, const char *name)
{
    switch (kind) {
    case ANSWER_REGIME:
        return json_get(j, 1, "label");
    case ANSWER_RIGHT:
        return json_get(j, json_get(j, json_get(j, 1, "rights"), name), "label");
    case ANSWER_RULE:
        return json_get(j, rule_of(j, name), "label");
    default:
        return json_get(j, json_get(j, 1, "labels"), name);
    }
}

void answer_regime_label(const view *v, text *t, const answer_regimes *r, answer_kind kind, const char *name)
{
    const char *found = "";
    for (size_t i = 0; i < r->count && found[0] == '\0'; i++) {
        found = words_in_language(v, &r->tree[i], label_in(&r->tree[i], kind, name));
    }
    if (found[0] != '\0') {
        text_add(t, found, MEND_NTS);
    } else if (kind != ANSWER_FACT || !put_term(v, t, "lack", name)) {
        put_marked(t, name);
    }
}
