/*
 * shop.c - the database of one shop: tickets by a store, and the shelf with the policies they go by.
 *
 * A policy is kept as its merged canonical document, so the database needs neither the documents it came from nor the
 * presets of a later release. The last one is in force for new tickets.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "clock.h"
#include "files.h"
#include "policy.h"
#include "shelf.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define DOCUMENT_BYTES ((size_t)4 * 1024 * 1024)
#define PRESETS        64

/* ---- policies from files ---- */

/* A name that is neither a file nor a preset, and looks like one of these. */
static ending no_such_policy(const app *a, const char *name)
{
    const char *names[PRESETS + 1] = {NULL};
    char known[600];
    for (int32_t i = 0; i < mend_preset_count() && i < PRESETS; i++) {
        names[i] = mend_preset_name(i);
    }
    return fault_here(a, MEND_NOT_FOUND, "there is no file and no preset %s%s", "没有文件 %s，也没有此名的内置策略%s",
                      name, meant_name(a, name, names, known, sizeof known));
}

ending policy_document(const app *a, const char *name, char **bytes, size_t *len)
{
    ending e = END_DONE;
    const char *preset = mend_preset_text(name, len);
    if (preset == NULL) {
        FILE *file = strcmp(name, "-") == 0 ? NULL : fopen(name, "rb");
        bool absent = file == NULL && errno == ENOENT && strcmp(name, "-") != 0;
        if (file != NULL) {
            fclose(file);
        }
        if (absent && strpbrk(name, "/.") == NULL) {
            return no_such_policy(a, name);
        }
        *bytes = file_text(a, name, DOCUMENT_BYTES, false, len, &e);
        return e;
    }
    *bytes = malloc(*len + 1);
    if (*bytes == NULL) {
        return fault_of(a, MEND_NOMEM, NULL);
    }
    memcpy(*bytes, preset, *len + 1);
    return END_DONE;
}

/* "shop.json:12:3: ", or "standard@1:12:3: " for what lies in a preset. */
void policy_place(const json *j, json_node finding, const char *const *files, char *out, size_t cap)
{
    json_node document = json_get(j, finding, "document"), preset = json_get(j, finding, "preset");
    int64_t at = json_int(j, document, -1);
    const char *name = preset != 0 ? json_text(j, preset) : at >= 0 && at < MAX_POLICIES ? files[at] : NULL;
    out[0] = '\0';
    if (name != NULL && json_get(j, finding, "line") != 0) {
        snprintf(out, cap, "%.300s:%s:%s: ", name, json_member(j, finding, "line"), json_member(j, finding, "column"));
    } else if (name != NULL) {
        snprintf(out, cap, "%.300s: ", name);
    }
}

/* What a check says about documents that cannot be used: its first error, with the place; and how many more it has. */
static ending tell_finding(const app *a, mend_status s, const json *j, const char *const *files)
{
    char place[360], words[700], all[1200], more[80] = "";
    json_node one = json_first(j, json_get(j, 1, "findings"));
    long long errors = json_int(j, json_get(j, 1, "errors"), 0);
    policy_place(j, one, files, place, sizeof place);
    if (errors > 1) {
        snprintf(more, sizeof more,
                 a->zh ? "；另有错误 %lld 处，见 policy check" : "; errors besides: %lld, see policy check",
                 errors - 1);
    }
    snprintf(all, sizeof all, "%s%s (%s)%s", place, finding_words(a, json_member(j, one, "text"), words, sizeof words),
             json_member(j, one, "path"), more);
    fault_of(a, s, all);
    return s == MEND_NOT_FOUND ? END_ABSENT : END_INPUT;
}

/* A load says one thing, in English, and of a preset no place: so the documents are checked, too. */
static ending tell_policy_fault(const app *a, mend_status s, const mend_error *error, const char *const *texts,
                                const size_t *lens, size_t count, const char *const *files)
{
    text found;
    json tree;
    size_t len = 0, at = 0;
    memset(&tree, 0, sizeof tree);
    mend_status status = s == MEND_NOMEM ? s : text_new(&found);
    if (status != MEND_OK) {
        return fault_of(a, status, NULL);
    }
    status = mend_policy_check(texts, lens, count, NULL, a->now, a->lang, found.buf, NULL);
    if (status == MEND_OK) {
        const char *bytes = text_data(&found, &len);
        status = json_read(&tree, bytes, len, &at);
    }
    ending e = status == MEND_OK && json_int(&tree, json_get(&tree, 1, "errors"), 0) > 0
                   ? tell_finding(a, s, &tree, files)
                   : fault_of(a, status == MEND_OK ? s : status, status == MEND_OK ? error->text : NULL);
    json_free(&tree);
    text_free(&found);
    return e;
}

ending policy_compile(app *a, const char *const *files, size_t count, mend_policy **out)
{
    static const char *const standard[] = {"standard@1"};
    char *texts[MAX_POLICIES] = {NULL};
    size_t lens[MAX_POLICIES] = {0}, got = 0;
    mend_error error = {.struct_size = sizeof error};
    ending e = END_DONE;
    if (count == 0) {
        files = standard;
        count = 1;
    }
    if (count > MAX_POLICIES) {
        complain(a, "at most %d documents make one policy", "一个策略至多由 %d 个文件组成", MAX_POLICIES);
        return END_USAGE;
    }
    for (; got < count && e == END_DONE; got++) {
        e = policy_document(a, files[got], &texts[got], &lens[got]);
    }
    if (e == END_DONE) {
        mend_status s = mend_policy_load(NULL, (const char *const *)texts, lens, count, out, &error);
        e = s == MEND_OK ? END_DONE : tell_policy_fault(a, s, &error, (const char *const *)texts, lens, count, files);
    }
    for (size_t i = 0; i < got; i++) {
        free(texts[i]);
    }
    return e;
}

/* ---- the shelf ---- */

/* Writes the policy's row, as the first one or as one more. */
static ending store_policy(app *a, const mend_policy *policy, bool first, bool behind)
{
    text t;
    size_t len = 0;
    mend_status s = text_new(&t);
    if (s == MEND_OK) {
        s = mend_policy_write(policy, t.buf);
    }
    if (s != MEND_OK) {
        text_free(&t);
        return fault_of(a, s, NULL);
    }
    const char *bytes = text_data(&t, &len);
    const shelf_calls *calls = a->shelf->calls;
    ending e = first ? calls->init(a, policy, bytes, len) : calls->add(a, policy, bytes, len, behind);
    text_free(&t);
    return e;
}

/* One of the shelf's into a->policies. */
static ending take_policy(void *user, const char *digest, const char *bytes, size_t len)
{
    app *a = user;
    mend_policy *policy = NULL;
    mend_error error = {.struct_size = sizeof error};
    if (bytes == NULL || digest == NULL || a->policy_count == SHOP_POLICIES) {
        return fault_of(a, bytes == NULL || digest == NULL ? MEND_CORRUPT : MEND_LIMIT, "the policies' table");
    }
    mend_status s = mend_policy_load(NULL, &bytes, &len, 1, &policy, &error);
    if (s != MEND_OK || strcmp(mend_policy_digest(policy), digest) != 0) {
        mend_policy_free(policy);
        return fault_of(a, s == MEND_NOMEM ? s : MEND_CORRUPT, s == MEND_OK ? "a policy's digest differs" : error.text);
    }
    a->policies[a->policy_count++] = policy;
    return END_DONE;
}

/* ---- opening ---- */

static ending connect(app *a, bool make)
{
    return a->server != NULL ? shelf_open_postgres(a, make) : shelf_open_sqlite(a, make);
}

/* The zone of the policy in force, for showing instants. */
static void take_zone(const app *a)
{
    text t;
    json tree;
    size_t len = 0, at = 0;
    memset(&tree, 0, sizeof tree);
    if (text_new(&t) == MEND_OK && mend_policy_write(shop_policy(a), t.buf) == MEND_OK) {
        const char *bytes = text_data(&t, &len);
        if (json_read(&tree, bytes, len, &at) == MEND_OK) {
            const char *zone = json_member(&tree, 1, "zone");
            clock_zone(zone[0] == '\0' ? "UTC0" : zone);
        }
    }
    json_free(&tree);
    text_free(&t);
}

ending shop_open(app *a)
{
    ending e = connect(a, false);
    if (e == END_DONE) {
        e = a->shelf->calls->policies(a, take_policy, a);
    }
    for (size_t i = 0; i < a->policy_count && e == END_DONE; i++) {
        mend_status s = mend_desk_policy(a->desk, a->policies[i]);
        if (s != MEND_OK) {
            e = fault_of(a, s == MEND_DUPLICATE ? MEND_CORRUPT : s, "the policies' table");
        }
    }
    if (e == END_DONE && a->policy_count == 0) {
        e = fault_of(a, MEND_CORRUPT, "the policies' table is empty");
    }
    if (e == END_DONE) {
        take_zone(a);
    }
    return e;
}

ending shop_init(app *a, const mend_policy *policy)
{
    ending e = connect(a, true);
    return e == END_DONE ? store_policy(a, policy, true, false) : e;
}

ending shop_add(app *a, const mend_policy *policy, bool behind, bool *added)
{
    if (added != NULL) {
        *added = false;
    }
    for (size_t i = 0; i < a->policy_count; i++) {
        const mend_policy *old = a->policies[i];
        if (strcmp(mend_policy_id(old, NULL), mend_policy_id(policy, NULL)) != 0 ||
            mend_policy_revision(old) != mend_policy_revision(policy)) {
            continue;
        }
        if (strcmp(mend_policy_digest(old), mend_policy_digest(policy)) == 0) {
            return behind || i + 1 == a->policy_count ? END_DONE : a->shelf->calls->raise(a, policy);
        }
        return fault_here(
            a, MEND_DUPLICATE,
            "the database has a policy %s of revision %lld already, with other content; raise the revision",
            "数据库中已有策略 %s 的版本 %lld，且内容不同；请提高 revision", mend_policy_id(policy, NULL),
            (long long)mend_policy_revision(policy));
    }
    if (a->policy_count == SHOP_POLICIES) {
        return fault_of(a, MEND_LIMIT, "a database takes 64 policies");
    }
    ending e = store_policy(a, policy, false, behind);
    if (added != NULL) {
        *added = e == END_DONE;
    }
    return e;
}

bool shop_drop(app *a, const mend_policy *policy)
{
    return a->shelf->calls->drop(a, mend_policy_digest(policy));
}

void shop_close(app *a)
{
    mend_desk_free(a->desk);
    a->desk = NULL;
    if (a->shelf != NULL) {
        a->shelf->calls->close(a);
        a->shelf = NULL;
    }
    for (size_t i = 0; i < a->policy_count; i++) {
        mend_policy_free(a->policies[i]);
    }
    a->policy_count = 0;
}

const mend_policy *shop_policy(const app *a)
{
    return a->policy_count == 0 ? NULL : a->policies[a->policy_count - 1];
}
