/*
 * move.c - `policy move`: live tickets come under another policy, all of them or those that fit, none of them half.
 *
 * First every ticket is tried on a copy, and nothing is written. Only then the policy goes into the database and the
 * tickets are moved in one batch of the store; if one of them cannot be moved after all, everything is taken back.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "moving.h"
#include "policy.h"

#include <stdlib.h>
#include <string.h>

#define PAGE 100

typedef enum verdict { FITS, UNFIT, THERE } verdict;

typedef struct candidate {
    char key[129];
    verdict is;
} candidate;

typedef struct mover {
    app *a;
    mend_policy *to;       /* owned until the desk has it */
    const mend_policy *at; /* the same, or the equal one that the desk had already */
    bool own;
    mend_args *args;
    mend_result *result;
    mend_ticket *ticket;
    mend_rows *rows;
    mend_buf *sentence;
    candidate *list;
    size_t count, cap, fits, unfit, there;
    text told; /* what does not fit: JSON objects, or lines */
    mend_error error;
} mover;

static ending failed(const mover *m, mend_status s, const char *key)
{
    return fault_among(m->a, s, &m->error, key);
}

/* ---- arguments ---- */

bool moving_actor(const app *a, mend_args *args)
{
    mend_status s = args_of_actor(a, args);
    if (s != MEND_OK) {
        complain(a, "every ticket says who did this to it: give --as ROLE:NAME",
                 "每张工单都会记录操作人：请给出 --as 角色:姓名");
    }
    return s == MEND_OK;
}

/* ---- which tickets ---- */

static ending add_key(mover *m, const char *key)
{
    if (m->count == m->cap) {
        size_t cap = m->cap == 0 ? 64 : m->cap * 2;
        candidate *more = realloc(m->list, cap * sizeof *more);
        if (more == NULL) {
            return fault_of(m->a, MEND_NOMEM, NULL);
        }
        m->list = more;
        m->cap = cap;
    }
    for (size_t i = 0; i < m->count; i++) {
        if (strcmp(m->list[i].key, key) == 0) {
            return END_DONE;
        }
    }
    snprintf(m->list[m->count].key, sizeof m->list[0].key, "%s", key);
    m->list[m->count++].is = FITS;
    return END_DONE;
}

static ending find_named(mover *m, size_t first)
{
    ending e = END_DONE;
    for (size_t i = first; i < m->a->opt.word_count && e == END_DONE; i++) {
        text key;
        e = ticket_key(m->a, m->a->opt.words[i], &key);
        e = e == END_DONE ? add_key(m, text_data(&key, NULL)) : e;
        text_free(&key);
    }
    return e;
}

static ending find_open(mover *m)
{
    char after[129] = "";
    int32_t got = PAGE;
    while (got == PAGE) {
        mend_status s = mend_desk_page(m->a->desk, MEND_INDEX_ALL, "", 0, after, MEND_NTS, PAGE, m->rows, &m->error);
        got = s == MEND_OK ? mend_rows_count(m->rows) : 0;
        for (int32_t i = 0; i < got && s == MEND_OK; i++) {
            size_t len = 0;
            const char *record = mend_rows_bytes(m->rows, i, &len), *key = mend_rows_key(m->rows, i, NULL);
            s = mend_ticket_load(m->ticket, record, len, &m->error);
            if (s == MEND_OK && strcmp(mend_ticket_stage(m->ticket), "closed") != 0 && add_key(m, key) != END_DONE) {
                return END_INTERNAL;
            }
            snprintf(after, sizeof after, "%s", key);
        }
        if (s != MEND_OK) {
            return failed(m, s, after[0] == '\0' ? "page" : after);
        }
    }
    return END_DONE;
}

/* ---- trying ---- */

/* {"code":"…","params":{…},"text":"…"} of each; the library writes them. */
void moving_reasons(const app *a, const mend_result *result, const mend_policy *policy, text *out)
{
    json tree;
    mend_buf *buf = NULL;
    size_t len = 0, at = 0;
    memset(&tree, 0, sizeof tree);
    mend_status s = mend_buf_new(NULL, &buf);
    s = s == MEND_OK ? mend_result_write(result, policy, a->lang, buf) : s;
    if (s == MEND_OK) {
        const char *bytes = mend_buf_data(buf, &len);
        s = json_read(&tree, bytes, len, &at);
    }
    if (s == MEND_OK) {
        const char *reasons = json_raw(&tree, json_get(&tree, 1, "reasons"), &len);
        text_add(out, reasons, len);
    } else if (out->status == MEND_OK) {
        out->status = s;
    }
    json_free(&tree);
    mend_buf_free(buf);
}

static void tell_unfit(mover *m, const char *key, const mend_policy *policy)
{
    if (m->a->as_json) {
        text_add(&m->told, m->unfit == 0 ? "{\"key\":" : ",{\"key\":", MEND_NTS);
        text_string(&m->told, key, MEND_NTS);
        text_add(&m->told, ",\"reasons\":", MEND_NTS);
        moving_reasons(m->a, m->result, policy, &m->told);
        text_add(&m->told, "}", 1);
        return;
    }
    text_add(&m->told, key, MEND_NTS);
    text_add(&m->told, "\n", 1);
    for (int32_t i = 0; i < mend_result_reason_count(m->result); i++) {
        mend_buf_clear(m->sentence);
        mend_status s = mend_result_sentence(m->result, policy, i, m->a->lang, m->sentence);
        m->told.status = m->told.status == MEND_OK ? s : m->told.status;
        text_add(&m->told, "  - ", MEND_NTS);
        text_add(&m->told, mend_buf_data(m->sentence, NULL), MEND_NTS);
        text_add(&m->told, "\n", 1);
    }
}

/* Does it fit? A copy is moved. */
static ending try_one(mover *m, candidate *c)
{
    mend_status s = mend_desk_read(m->a->desk, c->key, MEND_NTS, m->ticket, &m->error);
    const mend_policy *from = s == MEND_OK ? mend_desk_policy_of(m->a->desk, m->ticket) : NULL;
    if (s == MEND_OK && from == NULL) {
        s = MEND_POLICY_MISMATCH;
    }
    if (s == MEND_OK && strcmp(mend_ticket_policy_digest(m->ticket, NULL), mend_policy_digest(m->to)) == 0) {
        c->is = THERE;
        m->there++;
        return END_DONE;
    }
    for (bool more = true; more && s == MEND_OK; more = mend_result_more(m->result) == 1) {
        s = mend_tick(from, m->ticket, m->a->now, m->result, &m->error);
    }
    s = s == MEND_OK ? mend_move(from, m->to, m->ticket, m->args, m->a->now, m->result, &m->error) : s;
    if (s == MEND_REFUSED) {
        c->is = UNFIT;
        tell_unfit(m, c->key, from);
        m->unfit++;
        return m->told.status == MEND_OK ? END_DONE : fault_of(m->a, m->told.status, NULL);
    }
    m->fits += s == MEND_OK;
    return s == MEND_OK ? END_DONE : failed(m, s, c->key);
}

/* ---- doing ---- */

/* The policy into the database and the desk, which has it for good then. *added: it was not there. */
static ending add_policy(mover *m, bool *added)
{
    app *a = m->a;
    m->at = m->to;
    for (size_t i = 0; i < a->policy_count; i++) {
        if (strcmp(mend_policy_digest(a->policies[i]), mend_policy_digest(m->to)) == 0) {
            m->at = a->policies[i];
        }
    }
    *added = m->at == m->to;
    if (*added && a->policy_count == SHOP_POLICIES) {
        return fault_of(a, MEND_LIMIT, "a database takes 64 policies");
    }
    ending e = shop_add(a, m->to, false, NULL);
    if (e != END_DONE || !*added) {
        return e;
    }
    mend_status s = mend_desk_policy(a->desk, m->to);
    if (s != MEND_OK) {
        return fault_of(a, s, NULL);
    }
    a->policies[a->policy_count++] = m->to;
    m->own = false;
    return END_DONE;
}

static void drop_policy(const mover *m)
{
    if (!shop_drop(m->a, m->at)) {
        complain(m->a, "the policy stays in the database, without tickets", "策略留在数据库中，没有工单使用它");
    }
}

static ending move_all(mover *m)
{
    bool added = false;
    ending e = add_policy(m, &added);
    mend_status s = e == END_DONE ? mend_desk_begin(m->a->desk, &m->error) : MEND_OK;
    if (e != END_DONE || s != MEND_OK) {
        return e != END_DONE ? e : fault_of(m->a, s, m->error.text);
    }
    for (size_t i = 0; i < m->count && e == END_DONE; i++) {
        if (m->list[i].is == FITS) {
            s = mend_desk_move(m->a->desk, m->list[i].key, MEND_NTS, m->at, m->args, m->a->now, NULL, m->result,
                               &m->error);
            e = s == MEND_OK ? END_DONE : failed(m, s, m->list[i].key);
        }
    }
    s = mend_desk_end(m->a->desk, e == END_DONE, &m->error);
    if (e == END_DONE && s != MEND_OK) {
        e = fault_of(m->a, s, m->error.text);
    }
    if (e != END_DONE && added) {
        drop_policy(m);
    }
    return e;
}

/* ---- telling ---- */

static void put_keys(const mover *m, verdict is, text *out)
{
    bool first = true;
    for (size_t i = 0; i < m->count; i++) {
        if (m->list[i].is == is) {
            text_add(out, first ? "" : ",", MEND_NTS);
            text_string(out, m->list[i].key, MEND_NTS);
            first = false;
        }
    }
}

static ending print_json(const mover *m, bool moved)
{
    text out;
    size_t len = 0;
    if (text_new(&out) != MEND_OK) {
        return fault_of(m->a, MEND_NOMEM, NULL);
    }
    text_add(&out, m->unfit == 0 ? "{\"status\":\"OK\"" : "{\"status\":\"REFUSED\"", MEND_NTS);
    text_add(&out, ",\"policy\":{\"id\":", MEND_NTS);
    text_string(&out, mend_policy_id(m->to, NULL), MEND_NTS);
    text_add(&out, ",\"revision\":", MEND_NTS);
    text_int(&out, mend_policy_revision(m->to));
    text_member(&out, "digest", mend_policy_digest(m->to));
    text_add(&out, moved ? "},\"done\":true,\"moved\":[" : "},\"done\":false,\"fit\":[", MEND_NTS);
    put_keys(m, FITS, &out);
    text_add(&out, "],\"there\":[", MEND_NTS);
    put_keys(m, THERE, &out);
    text_add(&out, "],\"unfit\":[", MEND_NTS);
    const char *told = text_data(&m->told, &len);
    text_add(&out, told, len);
    text_add(&out, "]}\n", 3);
    const char *bytes = text_data(&out, &len);
    fwrite(bytes, 1, out.status == MEND_OK ? len : 0, stdout);
    ending e = out.status == MEND_OK ? END_DONE : fault_of(m->a, out.status, NULL);
    text_free(&out);
    return e;
}

static ending tell(const mover *m, bool moved)
{
    const app *a = m->a;
    if (a->as_json) {
        return print_json(m, moved);
    }
    if (m->unfit > 0) {
        say(a, stdout, "%zu tickets do not fit %s revision %lld and stay as they are:\n",
            "%zu 张工单不适合 %s 版本 %lld，保持不变：\n", m->unfit, mend_policy_id(m->to, NULL),
            (long long)mend_policy_revision(m->to));
        fputs(text_data(&m->told, NULL), stdout);
    }
    if (moved) {
        say(a, stdout, "%zu tickets moved to %s revision %lld; new tickets go by it too.\n",
            "%zu 张工单已转入 %s 版本 %lld；新工单亦按其办理。\n", m->fits, mend_policy_id(m->to, NULL),
            (long long)mend_policy_revision(m->to));
    } else {
        say(a, stdout, "%zu tickets fit. Nothing was moved.\n", "%zu 张工单适合。未作任何转移。\n", m->fits);
    }
    if (m->there > 0) {
        say(a, stdout, "%zu are there already.\n", "%zu 张已在该版本。\n", m->there);
    }
    if (m->unfit > 0 && !moved && a->opt.value[OPT_DRY_RUN] == NULL) {
        say(a, stdout, "--those-that-fit moves the others; --map FILE says what has another name.\n",
            "--those-that-fit 只转移适合的工单；--map 文件 指明改名的内容。\n");
    }
    return END_DONE;
}

/* ---- the command ---- */

static ending run(mover *m)
{
    app *a = m->a;
    bool all = a->opt.value[OPT_ALL_OPEN] != NULL, layered = a->opt.policy_count > 0;
    size_t files = layered ? 0 : all ? a->opt.word_count - 2 : 1, first = 2 + files;
    if (!layered && a->opt.word_count == 2) {
        complain(a, "which policy? Give its FILE, or documents with --policy", "哪个策略？请给出文件或 --policy");
        return END_USAGE;
    }
    if (all ? a->opt.word_count > first : a->opt.word_count == first) {
        complain(a, "which tickets? Name them behind the policy, or give --all-open",
                 "哪些工单？请在策略之后列出，或给出 --all-open");
        return END_USAGE;
    }
    ending e = moving_actor(a, m->args) ? END_DONE : END_USAGE;
    if (e == END_DONE) {
        e = layered ? policy_compile(a, a->opt.policies, a->opt.policy_count, &m->to)
                    : policy_compile(a, a->opt.words + 2, files, &m->to);
        m->own = e == END_DONE;
    }
    e = e == END_DONE ? moving_map(a, m->to, m->args) : e;
    e = e == END_DONE ? (all ? find_open(m) : find_named(m, first)) : e;
    for (size_t i = 0; i < m->count && e == END_DONE; i++) {
        e = try_one(m, &m->list[i]);
    }
    bool go = e == END_DONE && a->opt.value[OPT_DRY_RUN] == NULL &&
              (m->unfit == 0 || a->opt.value[OPT_THOSE_THAT_FIT] != NULL);
    e = go ? move_all(m) : e;
    e = e == END_DONE ? tell(m, go) : e;
    return e == END_DONE && m->unfit > 0 ? END_REFUSED : e;
}

ending policy_move(app *a)
{
    mover m;
    memset(&m, 0, sizeof m);
    m.a = a;
    m.error.struct_size = sizeof m.error;
    mend_status s = mend_args_new(NULL, &m.args);
    s = s == MEND_OK ? mend_result_new(NULL, &m.result) : s;
    s = s == MEND_OK ? mend_ticket_new(NULL, &m.ticket) : s;
    s = s == MEND_OK ? mend_rows_new(NULL, &m.rows) : s;
    s = s == MEND_OK ? mend_buf_new(NULL, &m.sentence) : s;
    s = s == MEND_OK ? text_new(&m.told) : s;
    ending e = s == MEND_OK ? run(&m) : fault_of(a, s, NULL);
    mend_args_free(m.args);
    mend_result_free(m.result);
    mend_ticket_free(m.ticket);
    mend_rows_free(m.rows);
    mend_buf_free(m.sentence);
    text_free(&m.told);
    free(m.list);
    if (m.own) {
        mend_policy_free(m.to);
    }
    return e;
}
