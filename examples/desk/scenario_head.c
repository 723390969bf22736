/*
 * scenario_head.c - the head of a story, and the world it asks for: policy, zone, a desk on a store in memory, units.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "scenario.h"

#include <stdlib.h>
#include <string.h>

/* ---- the lines of the head ---- */

/* A file beside the story, as a path to be freed with free(). */
static char *beside(const world *w, const char *name, size_t len)
{
    const char *slash = strrchr(w->s->path, '/');
    size_t folder = slash == NULL || name[0] == '/' ? 0 : (size_t)(slash - w->s->path) + 1;
    char *path = malloc(folder + len + 1);
    if (path != NULL) {
        memcpy(path, w->s->path, folder);
        memcpy(path + folder, name, len);
        path[folder + len] = '\0';
    }
    return path;
}

static bool add_policies(world *w, size_t index, const char *rest)
{
    size_t len;
    const char *word;
    while ((word = story_word(&rest, &len)) != NULL) {
        if (w->policy_count == MAX_POLICIES) {
            story_wrong(w, index, "a policy has at most %d documents", "一个策略至多由 %d 个文件组成", MAX_POLICIES);
            return false;
        }
        char *name = beside(w, word, len);
        bool preset = false;
        for (int32_t i = 0; i < mend_preset_count(); i++) {
            preset = preset || (strlen(mend_preset_name(i)) == len && memcmp(mend_preset_name(i), word, len) == 0);
        }
        if (name != NULL && preset) {
            memcpy(name, word, len);
            name[len] = '\0';
        }
        if (name == NULL) {
            story_fault(w, MEND_NOMEM, NULL);
            return false;
        }
        w->policies[w->policy_count] = name;
        w->policy_paths[w->policy_count++] = name;
    }
    return true;
}

static bool add_unit(world *w, size_t index, const char *value)
{
    ending e;
    size_t len = strlen(value);
    if (w->units.count == STORY_UNITS) {
        story_wrong(w, index, "a story has at most %d units and contracts", "一个剧本至多有 %d 个产品档案与合同",
                    STORY_UNITS);
        return false;
    }
    if (value[0] == '{') {
        strings_add(&w->units, value, len);
        return !w->units.failed;
    }
    char *path = beside(w, value, len);
    char *bytes = path == NULL ? NULL : file_read(w->a, path, STORY_BYTES, &len, &e);
    free(path);
    if (bytes == NULL) {
        story_wrong(w, index, "the unit cannot be read", "无法读取产品档案");
        return false;
    }
    strings_add(&w->units, bytes, len);
    free(bytes);
    return !w->units.failed;
}

static char *copied(const char *s)
{
    size_t len = strlen(s);
    char *copy = malloc(len + 1);
    return copy == NULL ? NULL : memcpy(copy, s, len + 1);
}

static bool head_text(world *w, size_t index, char **to, const char *value)
{
    if (*to != NULL || value[0] == '\0') {
        story_wrong(w, index, *to == NULL ? "a value is missing" : "this stands here for the second time",
                    *to == NULL ? "缺少值" : "此项重复");
        return false;
    }
    *to = copied(value);
    if (*to == NULL) {
        story_fault(w, MEND_NOMEM, NULL);
    }
    return *to != NULL;
}

static bool head_line(world *w, size_t index)
{
    static const char *const names[] = {"title", "title zh", "policy", "tenant", "language", "unit", "contract", NULL};
    const char *words = w->s->lines[index].text, *colon = strchr(words, ':');
    char name[32];
    snprintf(name, sizeof name, "%.*s", colon == NULL ? 31 : (int)(colon - words), words);
    const char *value = colon == NULL ? "" : colon + 1 + strspn(colon + 1, " \t");
    if (colon != NULL && strcmp(name, "policy") == 0) {
        return add_policies(w, index, value);
    }
    if (colon != NULL && (strcmp(name, "unit") == 0 || strcmp(name, "contract") == 0)) {
        return add_unit(w, index, value);
    }
    if (colon != NULL && strcmp(name, "title") == 0) {
        return head_text(w, index, &w->title, value);
    }
    if (colon != NULL && strcmp(name, "title zh") == 0) {
        return head_text(w, index, &w->title_zh, value);
    }
    if (colon != NULL && strcmp(name, "tenant") == 0) {
        return head_text(w, index, &w->tenant, value);
    }
    if (colon != NULL && strcmp(name, "language") == 0) {
        return head_text(w, index, &w->language, value);
    }
    const char *guess = options_guess(name, names);
    story_wrong(w, index,
                "expected a line of the head such as “policy: standard@1”, or a step that begins with a time%s%s%s",
                "应为文件头的一行（如“policy: standard@1”），或以时间开头的步骤%s%s%s",
                guess == NULL ? ""
                : w->a->zh    ? "；是否指 "
                              : "; did you mean ",
                guess == NULL ? "" : guess, guess == NULL ? "" : "?");
    return false;
}

static bool read_head(world *w)
{
    size_t i = 0;
    for (; i < w->s->count && w->s->lines[i].kind != LINE_STEP && w->s->lines[i].kind != LINE_ASK; i++) {
        if (w->s->lines[i].kind == LINE_HEAD && !head_line(w, i)) {
            return false;
        }
        if (w->s->lines[i].kind == LINE_OUTCOME) {
            story_wrong(w, i, "an outcome stands below a step", "结果行须在步骤之下");
            return false;
        }
    }
    for (; i < w->s->count; i++) {
        if (w->s->lines[i].kind == LINE_HEAD) {
            story_wrong(w, i, "expected a step that begins with a time, a question, or an indented line",
                        "应为以时间开头的步骤、问题或缩进行");
            return false;
        }
    }
    if (w->policy_count == 0) {
        story_wrong(w, 0, "the head names no policy: “policy: standard@1”", "文件头未给出策略：“policy: standard@1”");
        return false;
    }
    return true;
}

/* ---- the world ---- */

static bool read_tree(world *w, json *tree, const text *t)
{
    size_t len = 0, at = 0;
    const char *bytes = text_data(t, &len);
    mend_status s = t->status == MEND_OK ? json_read(tree, bytes, len, &at) : t->status;
    if (s != MEND_OK) {
        story_fault(w, s, NULL);
    }
    return s == MEND_OK;
}

static bool load_policy(world *w)
{
    mend_error error = {.struct_size = sizeof error};
    if (policy_compile(w->a, w->policies, w->policy_count, &w->policy) != END_DONE) {
        story_wrong(w, 0, "the policy cannot be loaded", "无法加载策略");
        return false;
    }
    mend_status s = mend_policy_write(w->policy, w->rules_text.buf);
    if (s != MEND_OK) {
        story_fault(w, s, NULL);
        return false;
    }
    if (!read_tree(w, &w->rules, &w->rules_text)) {
        return false;
    }
    const char *zone = json_member(&w->rules, 1, "zone");
    s = mend_zone_new(NULL, zone[0] == '\0' ? "UTC0" : zone, MEND_NTS, &w->zone, &error);
    if (s != MEND_OK) {
        story_fault(w, s, error.text);
        return false;
    }
    snprintf(w->currency, sizeof w->currency, "%s", json_member(&w->rules, 1, "currency"));
    return true;
}

static bool load_fields(world *w)
{
    size_t len = 0;
    world_begin(w, &w->request, "fields", false);
    text_add(&w->request, "}", 1);
    mend_status s = mend_doc_call(NULL, text_data(&w->request, NULL), MEND_NTS, w->fields_text.buf, NULL);
    if (s != MEND_OK) {
        story_fault(w, s, NULL);
        return false;
    }
    (void)text_data(&w->fields_text, &len);
    return read_tree(w, &w->fields, &w->fields_text);
}

static bool open_desk(world *w)
{
    mend_store store;
    mend_error error = {.struct_size = sizeof error};
    mend_status s = mend_memory_new(&w->memory);
    if (s == MEND_OK) {
        s = mend_memory_table(w->memory, &store);
    }
    if (s == MEND_OK) {
        s = mend_desk_new(NULL, &store, w->tenant, MEND_NTS, &w->desk, &error);
        if (s != MEND_OK) {
            store.destroy(store.user);
        }
    }
    if (s == MEND_OK) {
        s = mend_desk_policy(w->desk, w->policy);
    }
    if (s != MEND_OK) {
        story_fault(w, s, error.text);
    }
    return s == MEND_OK;
}

/* Stores the units of the head, and writes them anew as the desk has them, in their first revision. */
static bool put_unit(world *w, size_t i)
{
    mend_error error = {.struct_size = sizeof error};
    mend_unit *unit = NULL;
    mend_status s = mend_unit_new(NULL, &unit);
    if (s == MEND_OK) {
        s = mend_unit_read(unit, w->units.items[i], MEND_NTS, &error);
    }
    if (s == MEND_OK) {
        log_unit(w, unit);
        s = mend_desk_unit_put(w->desk, unit, &error);
    }
    if (s == MEND_OK) {
        s = mend_desk_unit_read(w->desk, mend_unit_key(unit, NULL), MEND_NTS, unit, &error);
    }
    text_clear(&w->given);
    if (s == MEND_OK) {
        s = mend_unit_write(unit, w->given.buf);
    }
    mend_unit_free(unit);
    char *copy = s == MEND_OK ? copied(text_data(&w->given, NULL)) : NULL;
    if (copy == NULL) {
        char detail[600];
        snprintf(detail, sizeof detail, "unit %zu: %s (%s)", i + 1, error.text, error.path);
        story_fault(w, s == MEND_OK ? MEND_NOMEM : s, detail);
        return false;
    }
    free(w->units.items[i]);
    w->units.items[i] = copy;
    return true;
}

static bool make_buffers(world *w)
{
    mend_status s = text_new(&w->rules_text);
    s = s == MEND_OK ? text_new(&w->fields_text) : s;
    s = s == MEND_OK ? text_new(&w->request) : s;
    s = s == MEND_OK ? text_new(&w->given) : s;
    s = s == MEND_OK ? mend_buf_new(NULL, &w->desk_reply) : s;
    s = s == MEND_OK ? mend_buf_new(NULL, &w->door_reply) : s;
    w->seats = calloc(STORY_TICKETS, sizeof *w->seats);
    if (s == MEND_OK && w->seats == NULL) {
        s = MEND_NOMEM;
    }
    if (s != MEND_OK) {
        story_fault(w, s, NULL);
    }
    return s == MEND_OK;
}

bool world_open(world *w, app *a, const story *s)
{
    w->a = a;
    w->s = s;
    if (!make_buffers(w) || !read_head(w)) {
        return false;
    }
    if (w->tenant == NULL) {
        w->tenant = copied(TENANT);
    }
    if (w->language == NULL) {
        w->language = copied("en");
    }
    if (w->tenant == NULL || w->language == NULL) {
        story_fault(w, MEND_NOMEM, NULL);
        return false;
    }
    if (!load_policy(w) || !load_fields(w) || !open_desk(w)) {
        return false;
    }
    log_begin(w);
    for (size_t i = 0; i < w->units.count; i++) {
        if (!put_unit(w, i)) {
            return false;
        }
    }
    return true;
}

void world_close(world *w)
{
    for (size_t i = 0; i < w->seat_count; i++) {
        seat_free(&w->seats[i]);
    }
    free(w->seats);
    for (size_t i = 0; i < w->policy_count; i++) {
        free(w->policy_paths[i]);
    }
    free(w->title);
    free(w->title_zh);
    free(w->tenant);
    free(w->language);
    strings_free(&w->units);
    strings_free(&w->notices);
    strings_free(&w->got);
    mend_desk_free(w->desk);
    mend_memory_free(w->memory);
    mend_policy_free(w->policy);
    mend_zone_free(w->zone);
    json_free(&w->rules);
    json_free(&w->fields);
    json_free(&w->desk_says);
    json_free(&w->door_says);
    text_free(&w->rules_text);
    text_free(&w->fields_text);
    text_free(&w->request);
    text_free(&w->given);
    mend_buf_free(w->desk_reply);
    mend_buf_free(w->door_reply);
}
