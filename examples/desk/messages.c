/*
 * messages.c - what the program says: words in two languages, faults with advice, endings.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app.h"

#include <stdarg.h>
#include <string.h>

void say(const app *a, FILE *out, const char *en, const char *zh, ...)
{
    va_list list;
    va_start(list, zh);
    if (a->zh) {
        vfprintf(out, zh, list);
    } else {
        vfprintf(out, en, list);
    }
    va_end(list);
}

void complain(const app *a, const char *en, const char *zh, ...)
{
    va_list list;
    fflush(stdout); /* what was said before stands before */
    fputs("mend-desk: ", stderr);
    va_start(list, zh);
    if (a->zh) {
        vfprintf(stderr, zh, list);
    } else {
        vfprintf(stderr, en, list);
    }
    va_end(list);
    fputc('\n', stderr);
}

const char *meant_name(const app *a, const char *word, const char *const *candidates, char *out, size_t cap)
{
    const char *guess = options_guess(word, candidates);
    size_t used = 0;
    out[0] = '\0';
    if (guess != NULL) {
        snprintf(out, cap, a->zh ? "；是否指 %s？" : "; did you mean %s?", guess);
        return out;
    }
    for (size_t i = 0; candidates[i] != NULL; i++) {
        const char *before = i > 0 ? (a->zh ? "、" : ", ") : a->zh ? "；现有 " : "; known are ";
        bool fits = used + strlen(before) + strlen(candidates[i]) + 8 < cap;
        int n = snprintf(out + used, cap - used, "%s%s", fits ? before : " …", fits ? candidates[i] : "");
        used += n > 0 ? (size_t)n : 0;
        if (!fits) {
            break;
        }
    }
    return out;
}

ending ending_of(mend_status status)
{
    if (status <= MEND_REFUSED) {
        return END_REFUSED;
    }
    switch (status) {
    case MEND_OK:
        return END_DONE;
    case MEND_NOT_FOUND:
        return END_ABSENT;
    case MEND_BUSY:
    case MEND_IO:
    case MEND_DENIED:
    case MEND_FULL:
    case MEND_CORRUPT:
    case MEND_UNKNOWN:
    case MEND_EXHAUSTED:
        return END_STORE;
    case MEND_STALE:
    case MEND_CONFLICT:
    case MEND_KEY_REUSED:
    case MEND_DUPLICATE:
        return END_CHANGED;
    case MEND_NOMEM:
    case MEND_INTERNAL:
    case MEND_MISUSE:
    case MEND_UNSUPPORTED:
    case MEND_POLICY_MISMATCH:
        return END_INTERNAL;
    default:
        return END_INPUT;
    }
}

/* What trouble with a server means; false: it is not about the server. */
static bool advise_server(const app *a, mend_status status, const char *detail)
{
    switch (status) {
    case MEND_BUSY:
        complain(a, "%s is busy, starting or stopping (%s). Nothing was changed; try again in a moment.",
                 "%s 正忙，或正在启动、停止（%s）。未做任何改动，请稍后再试。", a->path, detail);
        return true;
    case MEND_DENIED:
        complain(a, "%s does not let you (%s). Nothing was changed; see docs/store.md for the rights a desk needs.",
                 "%s 不允许此操作（%s）。未做任何改动；所需权限见 docs/store.md。", a->path, detail);
        return true;
    case MEND_CORRUPT:
        complain(a,
                 "What %s holds is damaged, or is not of mend-desk (%s). Nothing was changed. Put the last copy back.",
                 "%s 中的内容已损坏，或不是 mend-desk 的（%s）。未做任何改动。请恢复最近的备份。", a->path, detail);
        return true;
    case MEND_IO:
        complain(a,
                 "%s cannot be used (%s). Nothing was changed; see whether the server runs and the database is there.",
                 "无法使用 %s（%s）。未做任何改动；请检查服务器是否运行、数据库是否存在。", a->path, detail);
        return true;
    case MEND_FULL:
        complain(a, "There is no space left on the server of %s. Nothing was changed; make room on its disk.",
                 "%s 的服务器磁盘已满。未做任何改动；请清理空间。", a->path);
        return true;
    default:
        return false;
    }
}

/* What trouble with the file of the database means; false: it is not about the file. */
static bool advise_file(const app *a, mend_status status, const char *detail)
{
    switch (status) {
    case MEND_BUSY:
        complain(a, "%s is in use by another program just now. Nothing was changed; try again in a moment.",
                 "%s 正被其他程序占用。未做任何改动，请稍后再试。", a->path);
        return true;
    case MEND_DENIED:
        complain(a,
                 "%s may not be written: the file or its folder is read-only for you. Nothing was changed; see its "
                 "permissions with: ls -l %s",
                 "%s 不可写：文件或所在目录对您是只读的。未做任何改动；请查看权限：ls -l %s", a->path, a->path);
        return true;
    case MEND_CORRUPT:
        complain(a,
                 "%s is damaged, or is no database of mend-desk (%s). Nothing was changed. Put the last copy back; "
                 "what can still be read shows: sqlite3 %s .recover",
                 "%s 已损坏，或不是 mend-desk 的数据库（%s）。未做任何改动。请恢复最近的备份；尚可读取的内容：sqlite3 "
                 "%s .recover",
                 a->path, detail, a->path);
        return true;
    case MEND_IO:
        complain(a, "%s could not be read or written (%s). Nothing was changed; look after the disk.",
                 "%s 读写失败（%s）。未做任何改动；请检查磁盘。", a->path, detail);
        return true;
    case MEND_FULL:
        complain(a, "There is no space left for %s. Nothing was changed; make room on its disk.",
                 "%s 所在磁盘已满。未做任何改动；请清理空间。", a->path);
        return true;
    default:
        return false;
    }
}

/* What a fault means for whoever sits at the desk, and what to do about it. */
void advise(const app *a, mend_status status, const char *detail)
{
    if (a->server != NULL ? advise_server(a, status, detail) : advise_file(a, status, detail)) {
        return;
    }
    switch (status) {
    case MEND_UNKNOWN:
        complain(a,
                 "It cannot be known whether the change was written. Look with `show`, or repeat the command with the "
                 "same --key.",
                 "无法确定改动是否已写入。请用 show 查看，或以相同的 --key 重复该命令。");
        break;
    case MEND_CONFLICT:
        complain(a, "Somebody else kept changing the ticket at the same time. Nothing was changed; try again.",
                 "该工单正被他人同时修改。未做任何改动，请重试。");
        break;
    case MEND_STALE:
        complain(a,
                 "The ticket has changed since the revision given by --expect. Nothing was changed; look at it with "
                 "`show` first.",
                 "工单已不是 --expect 指定的版本。未做任何改动；请先用 show 查看。");
        break;
    case MEND_KEY_REUSED:
        complain(a, "This --key was used before for something else. Nothing was changed; take a new key.",
                 "该 --key 已用于另一操作。未做任何改动；请换一个键。");
        break;
    case MEND_DUPLICATE:
        complain(a, "There is a ticket with this key or number already. Nothing was changed (%s).",
                 "已有相同编号或键的工单。未做任何改动（%s）。", detail);
        break;
    case MEND_POLICY_MISMATCH:
        complain(a, "The ticket's policy is not in this database (%s). Add it with: mend-desk policy add FILE",
                 "工单所属的策略不在本数据库中（%s）。请添加：mend-desk policy add 文件", detail);
        break;
    default:
        complain(a, "%s", "%s", detail);
        break;
    }
}

/* Bytes of a text that are no UTF-8 (an argument may hold any) become question marks: JSON cannot say them. */
static void add_clean(text *t, const char *s)
{
    const unsigned char *u = (const unsigned char *)s;
    while (*u != '\0') {
        size_t n = *u < 0x80 ? 1 : *u >= 0xF0 && *u < 0xF5 ? 4 : *u >= 0xE0 ? 3 : *u >= 0xC2 ? 2 : 0, i = 1;
        while (i < n && (u[i] & 0xC0) == 0x80) {
            i++;
        }
        bool wrong = n == 0 || i < n || *u >= 0xF5 || (*u == 0xE0 && u[1] < 0xA0) || (*u == 0xED && u[1] > 0x9F) ||
                     (*u == 0xF0 && u[1] < 0x90) || (*u == 0xF4 && u[1] > 0x8F);
        text_add(t, wrong ? "?" : (const char *)u, wrong ? 1 : n);
        u += wrong ? 1 : n;
    }
}

/* A reply of the door's form for a fault that did not come from it. */
static void reply_fault(mend_status status, const char *detail)
{
    text clean, t;
    size_t len = 0;
    if (text_new(&clean) == MEND_OK && text_new(&t) == MEND_OK) {
        add_clean(&clean, detail);
        text_add(&t, "{\"status\":", MEND_NTS);
        text_string(&t, mend_status_name(status) + strlen("MEND_"), MEND_NTS);
        text_add(&t, ",\"error\":{\"text\":", MEND_NTS);
        const char *bytes = text_data(&clean, &len);
        text_string(&t, bytes, len);
        text_add(&t, "}}", MEND_NTS);
        if (t.status == MEND_OK && clean.status == MEND_OK) {
            puts(text_data(&t, NULL));
        }
        text_free(&t);
    }
    text_free(&clean);
}

ending fault_here(const app *a, mend_status status, const char *en, const char *zh, ...)
{
    va_list list;
    char line[2048];
    va_start(list, zh);
    if (a->zh) {
        vsnprintf(line, sizeof line, zh, list);
    } else {
        vsnprintf(line, sizeof line, en, list);
    }
    va_end(list);
    if (a->as_json) {
        reply_fault(status, line);
    }
    complain(a, "%s", "%s", line);
    return ending_of(status);
}

ending fault_of(const app *a, mend_status status, const char *detail)
{
    char chinese[700];
    if (detail == NULL || detail[0] == '\0') {
        detail = mend_status_text(status);
    }
    if (a->as_json) {
        reply_fault(status, detail);
    }
    detail = fault_words(a, detail, chinese, sizeof chinese);
    advise(a, status, detail);
    return ending_of(status);
}

ending fault_with(const app *a, mend_status status, const mend_error *error)
{
    return fault_of(a, status, error->status == status ? error->text : NULL);
}

ending fault_among(const app *a, mend_status status, const mend_error *error, const char *key)
{
    char what[400];
    snprintf(what, sizeof what, "%s: %s", key, error->status == status ? error->text : mend_status_text(status));
    return fault_of(a, status, what);
}
