/*
 * scenario.c - mend-desk policy test: stories are run, and what came of each step is held against what stands in the file,
 * or written there.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _POSIX_C_SOURCE 200809L
#include "scenario.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

typedef struct run {
    app *a;
    const char *log;    /* folder; NULL: none */
    FILE *door, *asked; /* NULL: none */
    bool write;
    size_t steps, lines, wrong;
} run;

/* ---- what is expected ---- */

/* The index of the first line behind a step's block. */
static size_t block_end(const story *s, size_t index)
{
    size_t i = index + 1;
    while (i < s->count && s->lines[i].kind != LINE_STEP && s->lines[i].kind != LINE_ASK) {
        i++;
    }
    return i;
}

/* Where the outcome stands: behind the last line that says what the step is given. */
static size_t outcome_place(const story *s, size_t index)
{
    size_t place = index;
    for (size_t i = index + 1, end = block_end(s, index); i < end; i++) {
        if (s->lines[i].kind == LINE_GIVEN) {
            place = i;
        }
    }
    return place;
}

static void tell_one(const world *w, size_t index, const char *expected, const char *got)
{
    bool zh = w->a->zh;
    printf("%s:%zu: %s%s\n", w->s->path, index + 1,
           zh ? "应为：" : "expected: ", expected == NULL ? (zh ? "（无）" : "(nothing more)") : expected);
    printf("%s:%zu: %s%s\n", w->s->path, index + 1,
           zh ? "实为：" : "     got: ", got == NULL ? (zh ? "（无）" : "(nothing)") : got);
}

/* Shows where the lines differ; gives how often. */
static size_t compare(const world *w, size_t index)
{
    const story *s = w->s;
    size_t end = block_end(s, index), count = 0, same = 0, tail = 0;
    const size_t got = w->got.count;
    size_t *at = calloc(end - index, sizeof *at);
    if (at == NULL) {
        return 1;
    }
    for (size_t i = index + 1; i < end; i++) {
        if (s->lines[i].kind == LINE_OUTCOME) {
            at[count++] = i;
        }
    }
    while (same < count && same < got && strcmp(s->lines[at[same]].text, w->got.items[same]) == 0) {
        same++;
    }
    while (tail < count - same && tail < got - same &&
           strcmp(s->lines[at[count - 1 - tail]].text, w->got.items[got - 1 - tail]) == 0) {
        tail++;
    }
    size_t left = count - same - tail, more = got - same - tail, wrong = left > more ? left : more;
    for (size_t i = 0; i < wrong; i++) {
        size_t where = i < left ? at[same + i] : same + left > 0 ? at[same + left - 1] : outcome_place(s, index);
        tell_one(w, where, i < left ? s->lines[at[same + i]].text : NULL, i < more ? w->got.items[same + i] : NULL);
    }
    free(at);
    return wrong;
}

/* ---- what is written ---- */

static void put_line(text *out, const char *raw)
{
    text_add(out, raw, MEND_NTS);
    text_add(out, "\n", 1);
}

/* A step with what came of it; the lines before it have been written up to *done. */
static void write_block(const world *w, size_t index, size_t *done, text *out)
{
    const story *s = w->s;
    size_t place = outcome_place(s, index), end = block_end(s, index);
    for (; *done < end; ++*done) {
        if (s->lines[*done].kind != LINE_OUTCOME) {
            put_line(out, s->lines[*done].raw);
        }
        for (size_t i = 0; *done == place && i < w->got.count; i++) {
            text_add(out, "  = ", MEND_NTS);
            put_line(out, w->got.items[i]);
        }
    }
}

/* The new file in place of the old one, all of it or nothing. */
static bool replace(world *w, const text *out)
{
    size_t len = 0, n = strlen(w->s->path);
    const char *bytes = text_data(out, &len);
    char *name = malloc(n + 5);
    if (name == NULL) {
        story_fault(w, MEND_NOMEM, NULL);
        return false;
    }
    memcpy(name, w->s->path, n);
    memcpy(name + n, ".new", 5);
    FILE *f = fopen(name, "wb");
    bool ok = f != NULL && fwrite(bytes, 1, len, f) == len;
    ok = f != NULL && fclose(f) == 0 && ok && rename(name, w->s->path) == 0;
    if (!ok) {
        story_wrong(w, 0, "cannot be written: %s", "无法写入：%s", strerror(errno));
        if (f != NULL) {
            remove(name);
        }
    }
    free(name);
    return ok;
}

/* ---- logs ---- */

/* A name that is safe as part of a file's name. */
static void safe_name(const char *s, char *out, size_t cap)
{
    size_t n = 0;
    for (; *s != '\0' && n + 1 < cap; s++) {
        out[n++] = strchr("/\\:*?\"<>|", *s) != NULL || (unsigned char)*s < 0x20 ? '_' : *s;
    }
    out[n] = '\0';
}

/* DIR/<story>.<ticket>.jsonl */
static bool write_logs(world *w, const char *folder)
{
    const char *slash = strrchr(w->s->path, '/'), *base = slash == NULL ? w->s->path : slash + 1;
    char story_name[200], name[STORY_NAME], path[4096];
    safe_name(base, story_name, sizeof story_name);
    char *dot = strrchr(story_name, '.');
    if (dot != NULL && dot != story_name) {
        *dot = '\0';
    }
    for (size_t i = 0; i < w->seat_count; i++) {
        safe_name(w->seats[i].name, name, sizeof name);
        snprintf(path, sizeof path, "%.3600s/%s.%s.jsonl", folder, story_name, name);
        FILE *f = fopen(path, "wb");
        bool ok = f != NULL;
        for (size_t k = 0; ok && k < w->seats[i].log.count; k++) {
            ok = fputs(w->seats[i].log.items[k], f) != EOF && fputc('\n', f) != EOF;
        }
        ok = f != NULL && fclose(f) == 0 && ok;
        if (!ok) {
            story_wrong(w, 0, "%s cannot be written: %s", "无法写入 %s：%s", path, strerror(errno));
            return false;
        }
    }
    return true;
}

/* ---- a story ---- */

static bool one_step(run *r, world *w, size_t index)
{
    step s;
    strings_clear(&w->got);
    w->line = index;
    bool ok =
        w->s->lines[index].kind == LINE_ASK ? story_ask(w, index) : step_read(w, index, &s) && world_step(w, index, &s);
    if (ok && w->got.failed) {
        story_fault(w, MEND_NOMEM, NULL);
        ok = false;
    }
    r->steps += ok;
    r->lines += ok ? w->got.count : 0;
    return ok;
}

/* All steps. False after a message; *wrong: lines that differ. What is written is whole also where a step goes wrong, so
 * that its author sees what came before. */
static bool all_steps(run *r, world *w, text *out, size_t *wrong)
{
    size_t done = 0;
    bool ok = true;
    for (size_t i = 0; i < w->s->count && ok; i++) {
        if (w->s->lines[i].kind != LINE_STEP && w->s->lines[i].kind != LINE_ASK) {
            continue;
        }
        ok = one_step(r, w, i);
        if (!ok) {
            break;
        }
        while (done < i && r->write) {
            put_line(out, w->s->lines[done++].raw);
        }
        if (r->write) {
            write_block(w, i, &done, out);
        } else {
            *wrong += compare(w, i);
        }
    }
    while (done < w->s->count && r->write) {
        put_line(out, w->s->lines[done++].raw);
    }
    return ok && world_agree(w);
}

static void tell_story(const run *r, const world *w, size_t steps, size_t lines, size_t wrong)
{
    const char *title = r->a->zh && w->title_zh != NULL ? w->title_zh : w->title == NULL ? "" : w->title;
    if (r->a->as_json) {
        return;
    }
    if (wrong > 0) {
        say(r->a, stdout, "%s: %zu lines differ  %s\n", "%s：%zu 行不同  %s\n", w->s->path, wrong, title);
    } else if (r->write) {
        say(r->a, stdout, "%s: %zu steps, %zu lines written  %s\n", "%s：%zu 步，写入 %zu 行结果  %s\n", w->s->path,
            steps, lines, title);
    } else {
        say(r->a, stdout, "%s: %zu steps, %zu lines as expected  %s\n", "%s：%zu 步，%zu 行结果相符  %s\n", w->s->path,
            steps, lines, title);
    }
}

static ending run_story(run *r, const char *path)
{
    story s;
    world w;
    text out;
    size_t wrong = 0, steps = r->steps, lines = r->lines;
    memset(&w, 0, sizeof w);
    w.door_log = r->door;
    w.steps_log = r->asked;
    w.a = r->a;
    if (text_new(&out) != MEND_OK) {
        return fault_of(r->a, MEND_NOMEM, NULL);
    }
    bool ok = story_read(&w, &s, path) && world_open(&w, r->a, &s);
    bool began = ok;
    ok = ok && all_steps(r, &w, &out, &wrong);
    if (ok) {
        log_end(&w);
    }
    if (began && out.status != MEND_OK) {
        story_fault(&w, out.status, NULL);
        began = ok = false;
    }
    ok = (!began || !r->write || replace(&w, &out)) && ok && (r->log == NULL || write_logs(&w, r->log));
    if (ok) {
        tell_story(r, &w, r->steps - steps, r->lines - lines, wrong);
    }
    r->wrong += wrong;
    world_close(&w);
    story_free(&s);
    text_free(&out);
    return !ok ? END_INPUT : wrong > 0 ? END_REFUSED : END_DONE;
}

static bool cannot_write(app *a, const char *path)
{
    (void)fault_here(a, MEND_IO, "%s cannot be written: %s", "无法写入 %s：%s", path, strerror(errno));
    return false;
}

/* Opens the file an option names, if it is given. False after a message. */
static bool file_open(app *a, option o, FILE **f)
{
    *f = a->opt.value[o] == NULL ? NULL : fopen(a->opt.value[o], "wb");
    return *f != NULL || a->opt.value[o] == NULL || cannot_write(a, a->opt.value[o]);
}

static bool file_close(app *a, option o, FILE *f)
{
    bool good = f == NULL || (ferror(f) == 0) + (fclose(f) == 0) == 2;
    return good || cannot_write(a, a->opt.value[o]);
}

ending policy_test(app *a)
{
    run r = {.a = a, .log = a->opt.value[OPT_LOG], .write = a->opt.value[OPT_WRITE] != NULL};
    ending worst = END_DONE;
    if (!file_open(a, OPT_DOOR, &r.door) || !file_open(a, OPT_STEPS, &r.asked)) {
        file_close(a, OPT_DOOR, r.door);
        return END_STORE;
    }
    for (size_t i = 2; i < a->opt.word_count; i++) {
        ending e = run_story(&r, a->opt.words[i]);
        worst = e > worst ? e : worst;
    }
    bool whole = file_close(a, OPT_DOOR, r.door);
    if (!file_close(a, OPT_STEPS, r.asked) || !whole) {
        return END_STORE;
    }
    if (a->as_json) {
        printf("{\"status\":\"%s\",\"stories\":%zu,\"steps\":%zu,\"lines\":%zu,\"wrong\":%zu}\n",
               worst == END_DONE      ? "OK"
               : worst == END_REFUSED ? "DIFFERENT"
                                      : "INVALID",
               a->opt.word_count - 2, r.steps, r.lines, r.wrong);
    }
    return worst;
}
