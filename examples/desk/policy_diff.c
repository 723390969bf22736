/*
 * policy_diff.c - mend-desk policy diff: how one policy differs from another, in words, by section.
 *
 * Order and labels in other languages than the desk's are left out unless --all is given. With --json there is also a
 * merge patch (RFC 7396) that makes the second policy of the first.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "diff_words.h"
#include "policy.h"

#include <stdlib.h>
#include <string.h>

#define PATH_BYTES 400
#define LEAD_BYTES 600

typedef struct diff {
    view before, after;
    bool all;
    text out;  /* lines for people, or the array's members */
    text line; /* that is being made */
    const char *section;
    bool headed; /* the section stands over its first line */
    size_t count;
} diff;

/* Where in the document: its path, what stands in front of a line, and the list whose columns are meant. */
typedef struct spot {
    char path[PATH_BYTES], lead[LEAD_BYTES];
    const char *list;
} spot;

/* ---- lines ---- */

static text *line_begin(diff *d, const spot *at)
{
    text_clear(&d->line);
    text_add(&d->line, at->lead, MEND_NTS);
    return &d->line;
}

static void line_end(diff *d, const spot *at, const char *key)
{
    char path[PATH_BYTES + 70];
    const char *line = text_data(&d->line, NULL);
    snprintf(path, sizeof path, "%s%s%.64s", at->path, key[0] == '\0' ? "" : "/", key);
    if (d->after.a->as_json) {
        text_add(&d->out, d->count == 0 ? "{\"section\":" : ",{\"section\":", MEND_NTS);
        text_string(&d->out, d->section, MEND_NTS);
        text_member(&d->out, "path", path);
        text_member(&d->out, "text", line);
        text_add(&d->out, "}", 1);
    } else {
        if (!d->headed) {
            put_section(&d->after, &d->out, d->section);
            text_add(&d->out, "\n", 1);
        }
        text_add(&d->out, "  ", 2);
        text_add(&d->out, line, MEND_NTS);
        text_add(&d->out, "\n", 1);
    }
    d->headed = true;
    d->count++;
}

static void put_either(diff *d, const char *en, const char *zh)
{
    put(&d->after, &d->line, en, zh);
}

/* The spot one level further down; what stands in d->line now goes in front of its lines. */
static spot spot_under(const diff *d, const spot *at, const char *key, const char *list)
{
    spot under = {.list = list};
    snprintf(under.path, sizeof under.path, "%.*s%s%.64s", PATH_BYTES - 70, at->path, at->path[0] == '\0' ? "" : "/",
             key);
    snprintf(under.lead, sizeof under.lead, "%s", text_data(&d->line, NULL));
    return under;
}

/* ---- comparing ---- */

static bool equal(const diff *d, json_node a, json_node b)
{
    size_t n, m;
    const char *one = json_raw(&d->before.j, a, &n), *other = json_raw(&d->after.j, b, &m);
    return (a == 0) == (b == 0) && n == m && memcmp(one, other, n) == 0;
}

/* What the member holds there: some names mean different things in different places. */
static const member_word *member_at(const diff *d, const spot *at, const char *key)
{
    static const member_word person = {"to", HOLDS_PERSON, 0, "goes to", "发给"};
    static const member_word start = {"from", HOLDS_FIELD, 0, "counts from", "起算"};
    static const member_word plain[] = {{"from", HOLDS_PLAIN, 0, "from", "自"},
                                        {"cancel", HOLDS_THINGS, 0, "cancelling", "取消"}};
    bool clocks = strcmp(d->section, "clocks") == 0;
    if (strcmp(key, "to") == 0 && strstr(at->path, "/notices/") != NULL) {
        return &person;
    }
    if (strcmp(key, "from") == 0 && strcmp(d->section, "actions") != 0) {
        return clocks ? &start : &plain[0];
    }
    if (strcmp(key, "cancel") == 0 && !clocks) {
        return &plain[1];
    }
    return member_words(key);
}

static void put_member_name(diff *d, const member_word *member, const char *key)
{
    if (member == NULL) {
        text_add(&d->line, key, MEND_NTS);
    } else {
        put_either(d, member->en, member->zh);
    }
}

static void members_differ(diff *d, const spot *at, json_node a, json_node b);

/* ---- single values ---- */

static void value_differs(diff *d, const spot *at, const char *key, json_node a, json_node b)
{
    const member_word *member = member_at(d, at, key);
    bool long_ones = member != NULL && (member->what == HOLDS_CONDITION || member->what == HOLDS_TRIGGER);
    line_begin(d, at);
    put_member_name(d, member, key);
    put_either(d, long_ones ? ": now " : ": ", long_ones ? "：现为 " : "：");
    put_member_value(long_ones ? &d->after : &d->before, &d->line, member, at->list, long_ones ? b : a);
    put_either(d, long_ones ? "; before " : " → ", long_ones ? "；原为 " : " → ");
    put_member_value(long_ones ? &d->before : &d->after, &d->line, member, at->list, long_ones ? a : b);
    line_end(d, at, key);
}

static void label_differs(diff *d, const spot *at, json_node a, json_node b)
{
    const char *lang = d->after.a->zh ? "zh-CN" : "en";
    const char *was = json_member(&d->before.j, a, lang), *is = json_member(&d->after.j, b, lang);
    if (strcmp(was, is) == 0 && !d->all) {
        return;
    }
    line_begin(d, at);
    put_either(d, "is called “", "名称改为“");
    text_add(&d->line, is, MEND_NTS);
    put_either(d, "”, was “", "”，原为“");
    text_add(&d->line, was, MEND_NTS);
    text_add(&d->line, "”", MEND_NTS);
    line_end(d, at, "label");
}

/* ---- lists ---- */

static bool list_holds(const view *v, json_node array, const view *of, json_node item)
{
    size_t n, m;
    const char *wanted = json_raw(&of->j, item, &n);
    for (json_node k = json_first(&v->j, array); k != 0; k = json_next(&v->j, k)) {
        const char *raw = json_raw(&v->j, k, &m);
        if (n == m && memcmp(raw, wanted, n) == 0) {
            return true;
        }
    }
    return false;
}

/* Those of one list that the other has not, on one line behind some words; false: none. */
static bool list_more(diff *d, const spot *at, const member_word *member, const view *v, json_node array,
                      const view *other, json_node others, bool first)
{
    bool any = false;
    for (json_node n = json_first(&v->j, array); n != 0; n = json_next(&v->j, n)) {
        if (list_holds(other, others, v, n)) {
            continue;
        }
        if (any) {
            put_either(d, ", ", "、");
        } else {
            put_either(d, first ? "" : "; ", first ? "" : "；");
            put_either(d, v == &d->after ? "now also " : "no longer ", v == &d->after ? "增加" : "去掉");
        }
        put_member_value(v, &d->line, member, at->list, n);
        any = true;
    }
    return any;
}

static void lists_differ(diff *d, const spot *at, const char *key, json_node a, json_node b)
{
    const member_word *member = member_at(d, at, key);
    line_begin(d, at);
    put_member_name(d, member, key);
    put_either(d, ": ", "：");
    bool more = list_more(d, at, member, &d->after, b, &d->before, a, true);
    bool fewer = list_more(d, at, member, &d->before, a, &d->after, b, !more);
    if (!more && !fewer) {
        put_either(d, "in another order", "顺序不同");
    }
    if (more || fewer || d->all) {
        line_end(d, at, key);
    }
}

/* ---- things by name ---- */

/* What a thing is called: a field, its own label, a level, a member, or the name. */
static void put_entry(diff *d, const spot *at, const view *v, const member_word *member, json_node entry)
{
    const char *name = json_key(&v->j, entry);
    char choice[100];
    if (member != NULL && member->what == HOLDS_FORM) {
        put_field(v, &d->line, at->list, name);
        return;
    }
    snprintf(choice, sizeof choice, "level/%.64s", name);
    const char *level = mend_policy_label(v->policy, MEND_KIND_CHOICE, choice, MEND_NTS, v->a->lang, NULL);
    if (json_get(&v->j, entry, "label") != 0) {
        put_own_label(v, &d->line, entry, name);
    } else if (level != NULL) {
        text_add(&d->line, level, MEND_NTS);
    } else {
        put_member_name(d, member_words(name), name);
    }
}

/* A thing that is there on one side only. */
static void entry_alone(diff *d, const spot *at, const char *key, const member_word *member, const view *v,
                        json_node entry)
{
    bool is_new = v == &d->after, sets = strcmp(key, "sets") == 0;
    const char *need = json_member(&v->j, entry, "need");
    line_begin(d, at);
    if (member != NULL && member->what == HOLDS_FORM) {
        put_either(d,
                   sets     ? is_new ? "now also writes " : "no longer writes "
                   : is_new ? "now also asks for "
                            : "no longer asks for ",
                   sets     ? is_new ? "增加写入" : "不再写入"
                   : is_new ? "增加填写"
                            : "不再填写");
        put_entry(d, at, v, member, entry);
        if (sets) {
            put_either(d, ": ", "：");
            put_value(v, &d->line, "", json_key(&v->j, entry), entry);
        } else if (is_new && need[0] != '\0') {
            put_either(d, " (", "（");
            put_member_value(v, &d->line, member_words("need"), "", json_get(&v->j, entry, "need"));
            put_either(d, ")", "）");
        }
    } else {
        put_member_name(d, member, key);
        put_either(d, " “", "“");
        put_entry(d, at, v, member, entry);
        put_either(d, is_new ? "” is new" : "” is gone", is_new ? "”为新增" : "”已删除");
    }
    spot under = spot_under(d, at, key, at->list);
    line_end(d, &under, json_key(&v->j, entry));
}

static void entries_differ(diff *d, const spot *at, const char *key, json_node a, json_node b)
{
    const member_word *member = member_at(d, at, key);
    bool columns = strcmp(key, "columns") == 0;
    for (json_node n = json_first(&d->after.j, b); n != 0; n = json_next(&d->after.j, n)) {
        const char *name = json_key(&d->after.j, n);
        json_node old = json_get(&d->before.j, a, name);
        if (strcmp(name, "order") == 0 || strcmp(name, "label") == 0 || equal(d, old, n)) {
            continue;
        }
        if (old == 0) {
            entry_alone(d, at, key, member, &d->after, n);
            continue;
        }
        line_begin(d, at);
        bool form = member != NULL && member->what == HOLDS_FORM;
        if (!form) {
            put_member_name(d, member, key);
            put_either(d, " “", "“");
        }
        put_entry(d, at, &d->after, member, n);
        put_either(d, form ? ": " : "”: ", form ? "：" : "”：");
        spot under = spot_under(d, at, key, at->list), inner = spot_under(d, &under, name,
                                                                          columns ? at->list
                                                                          : form  ? name
                                                                                  : "");
        bool objects = json_type(&d->after.j, n) == '{' && json_type(&d->before.j, old) == '{';
        if (objects) {
            members_differ(d, &inner, old, n);
        } else {
            put_member_value(&d->before, &d->line, NULL, at->list, old);
            put_either(d, " → ", " → ");
            put_member_value(&d->after, &d->line, NULL, at->list, n);
            line_end(d, &under, name);
        }
    }
    for (json_node n = json_first(&d->before.j, a); n != 0; n = json_next(&d->before.j, n)) {
        if (json_get(&d->after.j, b, json_key(&d->before.j, n)) == 0) {
            entry_alone(d, at, key, member, &d->before, n);
        }
    }
}

/* ---- members ---- */

/* Whether a member is told entry by entry. */
static bool is_entries(const member_word *member, char a, char b)
{
    bool objects = (a == '{' || a == 'n') && (b == '{' || b == 'n');
    return objects && member != NULL && (member->what == HOLDS_FORM || member->what == HOLDS_THINGS);
}

static void member_differs(diff *d, const spot *at, const char *key, json_node a, json_node b)
{
    const member_word *member = member_at(d, at, key);
    char before = json_type(&d->before.j, a), after = json_type(&d->after.j, b);
    bool words = member != NULL &&
                 (member->what == HOLDS_CONDITION || member->what == HOLDS_TRIGGER || member->what == HOLDS_LOOP);
    if (equal(d, a, b) || (!d->all && (strcmp(key, "order") == 0 || strncmp(key, "x-", 2) == 0))) {
        return;
    }
    if (strcmp(key, "label") == 0) {
        label_differs(d, at, a, b);
    } else if (before == '[' || after == '[') {
        lists_differ(d, at, key, a, b);
    } else if (is_entries(member, before, after)) {
        entries_differ(d, at, key, a, b);
    } else if (!words && before == '{' && after == '{') {
        line_begin(d, at);
        put_member_name(d, member, key);
        put_either(d, ": ", "：");
        spot under = spot_under(d, at, key, at->list);
        members_differ(d, &under, a, b);
    } else {
        value_differs(d, at, key, a, b);
    }
}

static void members_differ(diff *d, const spot *at, json_node a, json_node b)
{
    for (json_node n = json_first(&d->after.j, b); n != 0; n = json_next(&d->after.j, n)) {
        const char *key = json_key(&d->after.j, n);
        member_differs(d, at, key, json_get(&d->before.j, a, key), n);
    }
    for (json_node n = json_first(&d->before.j, a); n != 0; n = json_next(&d->before.j, n)) {
        const char *key = json_key(&d->before.j, n);
        if (json_get(&d->after.j, b, key) == 0) {
            member_differs(d, at, key, n, 0);
        }
    }
}

/* ---- sections ---- */

/* "“Begin the repair” (start_repair)" */
static void put_thing(diff *d, const view *v, json_node thing)
{
    const char *name = json_key(&v->j, thing);
    if (json_get(&v->j, thing, "label") != 0) {
        text_add(&d->line, "“", MEND_NTS);
        put_own_label(v, &d->line, thing, name);
        put_either(d, "” (", "”（");
        text_add(&d->line, name, MEND_NTS);
        put_either(d, ")", "）");
    } else {
        text_add(&d->line, name, MEND_NTS);
    }
}

static void things_differ(diff *d, const spot *at, json_node a, json_node b)
{
    for (json_node n = json_first(&d->after.j, b); n != 0; n = json_next(&d->after.j, n)) {
        const char *name = json_key(&d->after.j, n);
        json_node old = json_get(&d->before.j, a, name);
        if (equal(d, old, n)) {
            continue;
        }
        line_begin(d, at);
        put_thing(d, &d->after, n);
        put_either(d, old == 0 ? " is new" : ": ", old == 0 ? "为新增" : "：");
        if (old == 0) {
            line_end(d, at, name);
        } else {
            spot under = spot_under(d, at, name, "");
            members_differ(d, &under, old, n);
        }
    }
    for (json_node n = json_first(&d->before.j, a); n != 0; n = json_next(&d->before.j, n)) {
        if (json_get(&d->after.j, b, json_key(&d->before.j, n)) == 0) {
            line_begin(d, at);
            put_thing(d, &d->before, n);
            put_either(d, " is gone", "已删除");
            line_end(d, at, json_key(&d->before.j, n));
        }
    }
}

static void choices_differ(diff *d, const spot *at, json_node a, json_node b)
{
    const view *sides[] = {&d->after, &d->before};
    const json_node sets[] = {b, a};
    for (size_t side = 0; side < 2; side++) {
        const json *j = &sides[side]->j;
        for (json_node n = json_first(j, sets[side]); n != 0; n = json_next(j, n)) {
            const char *name = json_key(j, n);
            if (side == 1 && json_get(&d->after.j, b, name) != 0) {
                continue; /* told already */
            }
            line_begin(d, at);
            text_add(&d->line, name, MEND_NTS);
            put_either(d, ": ", "：");
            spot under = spot_under(d, at, name, "");
            things_differ(d, &under, json_get(&d->before.j, a, name), json_get(&d->after.j, b, name));
        }
    }
}

static void section_differs(diff *d, const char *name, json_node a, json_node b)
{
    static const char *const by_name[] = {"roles",   "grades", "counters",  "states", "fields", "actions", "texts",
                                          "numbers", "masks",  "calendars", "clocks", "sheets", "blocks",  NULL};
    spot at = {.list = ""};
    bool things = false;
    snprintf(at.path, sizeof at.path, "%.64s", name);
    for (size_t i = 0; by_name[i] != NULL; i++) {
        things = things || strcmp(by_name[i], name) == 0;
    }
    bool setting = json_type(&d->after.j, b) != '{' && json_type(&d->before.j, a) != '{';
    d->headed = d->headed && setting; /* settings share one heading */
    d->section = setting ? "settings" : name;
    if (equal(d, a, b)) {
        return;
    }
    if (strcmp(name, "choices") == 0) {
        choices_differ(d, &at, a, b);
    } else if (things) {
        things_differ(d, &at, a, b);
    } else if (!setting) {
        members_differ(d, &at, a, b);
    } else {
        at.path[0] = '\0';
        value_differs(d, &at, name, a, b);
    }
}

/* What comes first for people; what is not named here comes behind. */
static const char *const section_order[] = {
    "language",  "zone",  "currency", "roles",  "grades",   "states",   "actions", "triage", "clocks",
    "calendars", "fees",  "warranty", "fields", "choices",  "counters", "numbers", "texts",  "sheets",
    "blocks",    "masks", "limits",   "id",     "revision", "mend",     "label",   NULL};

static bool is_ordered(const char *name)
{
    for (size_t i = 0; section_order[i] != NULL; i++) {
        if (strcmp(section_order[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static void documents_differ(diff *d)
{
    const json *a = &d->before.j, *b = &d->after.j;
    for (size_t i = 0; strcmp(section_order[i], "id") != 0; i++) {
        section_differs(d, section_order[i], json_get(a, 1, section_order[i]), json_get(b, 1, section_order[i]));
    }
    for (json_node n = json_first(b, 1); n != 0; n = json_next(b, n)) {
        if (!is_ordered(json_key(b, n)) && (d->all || strncmp(json_key(b, n), "x-", 2) != 0)) {
            section_differs(d, json_key(b, n), json_get(a, 1, json_key(b, n)), n);
        }
    }
    for (json_node n = json_first(a, 1); n != 0; n = json_next(a, n)) {
        if (!is_ordered(json_key(a, n)) && json_get(b, 1, json_key(a, n)) == 0) {
            section_differs(d, json_key(a, n), n, 0);
        }
    }
}

/* ---- the merge patch ---- */

static void add_patch(const diff *d, text *t, json_node a, json_node b)
{
    const json *old = &d->before.j, *fresh = &d->after.j;
    bool any = false;
    size_t len;
    text_add(t, "{", 1);
    for (json_node n = json_first(fresh, b); n != 0; n = json_next(fresh, n)) {
        json_node was = json_get(old, a, json_key(fresh, n));
        if (equal(d, was, n)) {
            continue;
        }
        text_add(t, any ? "," : "", MEND_NTS);
        text_string(t, json_key(fresh, n), MEND_NTS);
        text_add(t, ":", 1);
        any = true;
        if (json_type(old, was) == '{' && json_type(fresh, n) == '{') {
            add_patch(d, t, was, n);
        } else {
            const char *raw = json_raw(fresh, n, &len);
            text_add(t, raw, len);
        }
    }
    for (json_node n = json_first(old, a); n != 0; n = json_next(old, n)) {
        if (json_get(fresh, b, json_key(old, n)) == 0) {
            text_add(t, any ? "," : "", MEND_NTS);
            text_string(t, json_key(old, n), MEND_NTS);
            text_add(t, ":null", MEND_NTS);
            any = true;
        }
    }
    text_add(t, "}", 1);
}

/* ---- the two policies ---- */

static void add_identity(text *t, const char *key, const mend_policy *policy)
{
    text_add(t, ",\"", 2);
    text_add(t, key, MEND_NTS);
    text_add(t, "\":{\"id\":", MEND_NTS);
    text_string(t, mend_policy_id(policy, NULL), MEND_NTS);
    text_add(t, ",\"revision\":", MEND_NTS);
    text_int(t, mend_policy_revision(policy));
    text_member(t, "digest", mend_policy_digest(policy));
    text_add(t, "}", 1);
}

static void diff_json(diff *d, const mend_policy *a, const mend_policy *b)
{
    text_add(&d->out, "{\"status\":\"OK\"", MEND_NTS);
    add_identity(&d->out, "before", a);
    add_identity(&d->out, "after", b);
    text_add(&d->out, ",\"differences\":[", MEND_NTS);
    documents_differ(d);
    text_add(&d->out, "],\"patch\":", MEND_NTS);
    add_patch(d, &d->out, 1, 1);
    text_add(&d->out, "}\n", 2);
}

static void diff_words(diff *d, const mend_policy *a, const mend_policy *b)
{
    say(d->after.a, stdout, "%s revision %lld → %s revision %lld\n", "%s 版本 %lld → %s 版本 %lld\n",
        mend_policy_id(a, NULL), (long long)mend_policy_revision(a), mend_policy_id(b, NULL),
        (long long)mend_policy_revision(b));
    documents_differ(d);
    if (d->count == 0) {
        put(&d->after, &d->out, "they say the same\n", "内容相同\n");
    }
}

static ending diff_policies(app *a, const mend_policy *one, const mend_policy *other)
{
    diff d;
    memset(&d, 0, sizeof d);
    d.all = a->opt.value[OPT_ALL] != NULL;
    ending e = view_open(&d.before, a, one);
    e = e == END_DONE ? view_open(&d.after, a, other) : e;
    mend_status s = e == END_DONE ? text_new(&d.out) : MEND_OK;
    s = e == END_DONE && s == MEND_OK ? text_new(&d.line) : s;
    if (e == END_DONE && s == MEND_OK) {
        (a->as_json ? diff_json : diff_words)(&d, one, other);
        s = d.out.status != MEND_OK ? d.out.status : d.line.status;
    }
    if (e == END_DONE && s != MEND_OK) {
        e = fault_of(a, s, NULL);
    } else if (e == END_DONE) {
        fputs(text_data(&d.out, NULL), stdout);
    }
    text_free(&d.out);
    text_free(&d.line);
    view_close(&d.before);
    view_close(&d.after);
    return e;
}

/* The policy of the database that "id@revision" names; NULL: none. */
static const mend_policy *diff_stored(const app *a, const char *word)
{
    char name[120];
    for (size_t i = 0; i < a->policy_count; i++) {
        snprintf(name, sizeof name, "%s@%lld", mend_policy_id(a->policies[i], NULL),
                 (long long)mend_policy_revision(a->policies[i]));
        if (strcmp(name, word) == 0) {
            return a->policies[i];
        }
    }
    return NULL;
}

/* A preset, a policy of the database, or a file; *own is to be freed. */
static ending diff_policy(app *a, const char *word, const mend_policy **out, mend_policy **own)
{
    FILE *file = mend_preset_text(word, NULL) != NULL ? NULL : fopen(word, "rb");
    bool stored = file == NULL && mend_preset_text(word, NULL) == NULL && strchr(word, '@') != NULL;
    ending e = END_DONE;
    if (file != NULL) {
        fclose(file);
    }
    if (stored && a->policy_count == 0) {
        e = shop_open(a);
    }
    if (stored && e == END_DONE) {
        *out = diff_stored(a, word);
        return *out != NULL ? END_DONE
                            : fault_here(a, MEND_NOT_FOUND, "there is no policy %s: no preset, no file, none in %s",
                                         "没有策略 %s：不是内置策略或文件，也不在 %s 中", word, a->path);
    }
    e = e == END_DONE ? policy_compile(a, &word, 1, own) : e;
    *out = *own;
    return e;
}

ending policy_diff(app *a)
{
    const mend_policy *one = NULL, *other = NULL;
    mend_policy *own[2] = {NULL, NULL};
    ending e = diff_policy(a, a->opt.words[2], &one, &own[0]);
    e = e == END_DONE ? diff_policy(a, a->opt.words[3], &other, &own[1]) : e;
    e = e == END_DONE ? diff_policies(a, one, other) : e;
    mend_policy_free(own[0]);
    mend_policy_free(own[1]);
    return e;
}
