/*
 * labels.c - names of the policy as people call them, see labels.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "labels.h"

#include <string.h>

const char *label_named(const app *a, const mend_policy *policy, mend_kind kind, const char *name)
{
    const char *label = policy == NULL ? NULL : mend_policy_label(policy, kind, name, MEND_NTS, a->lang, NULL);
    return label == NULL ? name : label;
}

const char *label_choice(const app *a, const mend_policy *policy, const char *set, const char *name)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", set, name);
    const char *label = label_named(a, policy, MEND_KIND_CHOICE, path);
    return label == path ? name : label;
}

/* A field of the ticket: the catalogue's, else the policy's. */
static const char *label_field(const app *a, const mend_policy *policy, const char *name)
{
    int32_t id;
    const char *label = mend_field_of(name, MEND_NTS, &id) == MEND_OK ? mend_field_label(id, a->lang) : NULL;
    return label == NULL ? label_named(a, policy, MEND_KIND_FIELD, name) : label;
}

const char *label_recipient(const app *a, const mend_policy *policy, const char *to)
{
    bool customer = strcmp(to, "customer") == 0;
    if (to[0] == '$') {
        return label_field(a, policy, to + 1);
    }
    const char *label = label_named(a, policy, MEND_KIND_ROLE, to);
    return !customer || label != to ? label : a->zh ? "客户" : "customer";
}

const char *label_step(const app *a, const mend_policy *policy, const char *clock, const char *step)
{
    char path[300];
    snprintf(path, sizeof path, "%s/%s", clock, step);
    const char *label = label_named(a, policy, MEND_KIND_CLOCK, path);
    return label == path ? step : label;
}

void label_plain_path(const char *path, char *out, size_t cap)
{
    size_t used = 0;
    for (const char *p = path; *p != '\0' && used + 1 < cap; p++) {
        size_t sign = p[0] == '/' && p[1] == '+' ? 2 : 1;
        if (p[0] == '/' && p[sign] >= '0' && p[sign] <= '9') {
            p += sign - 1 + strspn(p + sign, "0123456789");
            continue;
        }
        out[used++] = *p;
    }
    out[used] = '\0';
}

static bool field_of(const char *path, int32_t *id)
{
    char plain[160];
    label_plain_path(path, plain, sizeof plain);
    return mend_field_of(plain, MEND_NTS, id) == MEND_OK;
}

const char *label_set(const char *path)
{
    int32_t id;
    return field_of(path, &id) ? mend_field_set(id) : NULL;
}

bool label_is_money(const char *path)
{
    int32_t id = 0;
    mend_field_info info = {.struct_size = sizeof info};
    for (int32_t i = 0; field_of(path, &id) && mend_field_at(i, &info) == MEND_OK; i++) {
        if (info.id == id) {
            return info.type == MEND_FIELD_MONEY;
        }
    }
    return false;
}

const char *label_choice_called(const app *a, const mend_policy *policy, const char *path, const char *word)
{
    const char *set = label_set(path), *found = NULL;
    size_t n = set == NULL ? 0 : strlen(set);
    for (int32_t i = 0; n > 0 && i < mend_policy_count(policy, MEND_KIND_CHOICE); i++) {
        const char *name = mend_policy_name(policy, MEND_KIND_CHOICE, i, NULL);
        if (strncmp(name, set, n) != 0 || name[n] != '/') {
            continue;
        }
        if (strcmp(name + n + 1, word) == 0) {
            return word; /* it is what it is */
        }
        const char *label = mend_policy_label(policy, MEND_KIND_CHOICE, name, MEND_NTS, a->lang, NULL);
        if (label != NULL && strcmp(label, word) == 0) {
            if (found != NULL) {
                return word;
            }
            found = name + n + 1;
        }
    }
    return found == NULL ? word : found;
}
