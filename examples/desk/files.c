/*
 * files.c - reading the user's files whole, and saying what is wrong with one that is no text: which byte, in which line.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "files.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

const char *file_name(const app *a, const char *path)
{
    return strcmp(path, "-") != 0 ? path : a->zh ? "标准输入" : "standard input";
}

/* The file whole; NULL: no memory, trouble, or more than `most` bytes, which leaves *used above it. */
static char *take(FILE *f, size_t most, size_t *used)
{
    char *bytes = NULL;
    size_t cap = 0, got = 1;
    for (*used = 0; got > 0 && *used <= most; *used += got) {
        if (*used == cap) {
            cap = cap == 0 ? 65536 : cap * 2;
            char *more = realloc(bytes, cap + 1);
            if (more == NULL) {
                free(bytes);
                return NULL;
            }
            bytes = more;
        }
        errno = 0;
        got = fread(bytes + *used, 1, cap - *used, f);
    }
    if (ferror(f) != 0 || *used > most) {
        int why = errno;
        free(bytes);
        errno = why;
        return NULL;
    }
    bytes[*used] = '\0';
    return bytes;
}

static ending tell_untaken(const app *a, FILE *f, const char *path, size_t most, size_t used)
{
    const char *name = file_name(a, path);
    if (used > most && most >= 1024 * 1024) {
        return fault_here(a, MEND_LIMIT, "%s is too large: at most %zu MiB are read", "%s 过大：至多读取 %zu MiB", name,
                          most / (1024 * 1024));
    }
    if (used > most) {
        return fault_here(a, MEND_LIMIT, "%s is too large: at most %zu bytes are read", "%s 过大：至多读取 %zu 字节",
                          name, most);
    }
#if defined(EISDIR)
    if (ferror(f) != 0 && errno == EISDIR) {
        return fault_here(a, MEND_INVALID, "%s is a folder; a file is needed", "%s 是目录；需要一个文件", name);
    }
#endif
    if (ferror(f) != 0) {
        return fault_here(a, MEND_INVALID, "%s cannot be read: %s", "无法读取 %s：%s", name, strerror(errno));
    }
    return fault_of(a, MEND_NOMEM, NULL);
}

char *file_read(const app *a, const char *path, size_t most, size_t *len, ending *e)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *f = standard ? stdin : fopen(path, "rb");
    size_t used = 0;
    *e = END_DONE;
    if (f == NULL && errno == ENOENT) {
        *e = fault_here(a, MEND_NOT_FOUND, "%s cannot be read: there is no such file", "无法读取 %s：没有此文件", path);
        return NULL;
    }
    if (f == NULL) {
        *e = fault_here(a, MEND_INVALID, "%s cannot be read: %s", "无法读取 %s：%s", path, strerror(errno));
        return NULL;
    }
    char *bytes = take(f, most, &used);
    *e = bytes == NULL ? tell_untaken(a, f, path, most, used) : END_DONE;
    *len = used;
    if (!standard) {
        fclose(f);
    }
    return bytes;
}

/* ---- text ---- */

/* How many bytes the character at u has, of `left`; 0: none begins here. */
static size_t character(const unsigned char *u, size_t left)
{
    size_t n = *u < 0x80                 ? 1
               : *u >= 0xF0 && *u < 0xF5 ? 4
               : *u >= 0xE0 && *u < 0xF0 ? 3
               : *u >= 0xC2 && *u < 0xE0 ? 2
                                         : 0;
    if (n > left || n == 0) {
        return 0;
    }
    for (size_t i = 1; i < n; i++) {
        if ((u[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    bool wrong = (*u == 0xE0 && u[1] < 0xA0) || (*u == 0xED && u[1] > 0x9F) || (*u == 0xF0 && u[1] < 0x90) ||
                 (*u == 0xF4 && u[1] > 0x8F);
    return wrong ? 0 : n;
}

size_t text_good(const char *bytes, size_t len)
{
    size_t at = 0;
    while (at < len && bytes[at] != '\0') {
        size_t n = character((const unsigned char *)bytes + at, len - at);
        if (n == 0) {
            break;
        }
        at += n;
    }
    return at;
}

file_place file_place_of(const char *bytes, size_t at)
{
    file_place place = {1, 1};
    for (size_t i = 0; i < at; i++) {
        bool feed = bytes[i] == '\n';
        place.line += feed;
        place.column = feed ? 1 : place.column + ((bytes[i] & 0xC0) != 0x80);
    }
    return place;
}

/* Every second byte of the beginning is NUL: text of Windows programs that call it "Unicode". */
static bool is_wide(const char *bytes, size_t len)
{
    size_t nul[2] = {0, 0};
    if (len >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0)) {
        return true;
    }
    for (size_t i = 0; i < len && i < 64; i++) {
        nul[i % 2] += bytes[i] == '\0';
    }
    return len >= 4 && (nul[0] == 0) != (nul[1] == 0) && nul[0] + nul[1] >= (len < 64 ? len : 64) / 4;
}

/* Two bytes that are a Chinese character in GBK stand here. */
static bool is_gbk(const char *bytes, size_t left)
{
    const unsigned char *u = (const unsigned char *)bytes;
    return left >= 2 && u[0] >= 0x81 && u[0] <= 0xFE && u[1] >= 0x40 && u[1] <= 0xFE && u[1] != 0x7F;
}

static ending tell_byte(const app *a, const char *name, const char *bytes, size_t len, size_t at)
{
    file_place p = file_place_of(bytes, at);
    unsigned byte = (unsigned char)bytes[at];
    if (byte == 0) {
        return fault_here(
            a, MEND_SYNTAX, "%s:%zu:%zu: a NUL byte stands here (byte %zu of the file); this is no text file",
            "%s:%zu:%zu：此处是 NUL 字节（文件的第 %zu 字节）；这不是文本文件", name, p.line, p.column, at + 1);
    }
    if (is_gbk(bytes + at, len - at)) {
        return fault_here(a, MEND_UTF8,
                          "%s:%zu:%zu: no UTF-8: the byte 0x%02X (byte %zu of the file) begins no character. Is it "
                          "GBK? Save the file as UTF-8",
                          "%s:%zu:%zu：不是 UTF-8：字节 0x%02X（文件的第 %zu 字节）不是任何字符的开头。文件可能是 GBK "
                          "编码，请另存为 UTF-8",
                          name, p.line, p.column, byte, at + 1);
    }
    return fault_here(a, MEND_UTF8,
                      "%s:%zu:%zu: no UTF-8: the byte 0x%02X (byte %zu of the file) begins no character. Save the file "
                      "as UTF-8",
                      "%s:%zu:%zu：不是 UTF-8：字节 0x%02X（文件的第 %zu 字节）不是任何字符的开头。请另存为 UTF-8",
                      name, p.line, p.column, byte, at + 1);
}

ending text_check(const app *a, const char *path, const char *bytes, size_t len, bool mark)
{
    const char *name = file_name(a, path);
    size_t at = text_good(bytes, len);
    if (len == 0 || strspn(bytes, " \t\r\n") == len) {
        return fault_here(a, MEND_SYNTAX, "%s:1:1: the file is empty", "%s:1:1：文件为空", name);
    }
    if (is_wide(bytes, len)) {
        return fault_here(a, MEND_UTF8,
                          "%s:1:1: this is UTF-16 (what some programs call Unicode). Save the file as UTF-8",
                          "%s:1:1：这是 UTF-16（有的程序称为 Unicode）。请另存为 UTF-8", name);
    }
    if (!mark && len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        return fault_here(
            a, MEND_SYNTAX,
            "%s:1:1: the file begins with a byte order mark (bytes EF BB BF), which JSON may not. Save it "
            "as UTF-8 without BOM",
            "%s:1:1：文件以字节顺序标记（字节 EF BB BF）开头，JSON 不允许。请另存为不带 BOM 的 UTF-8", name);
    }
    return at == len ? END_DONE : tell_byte(a, name, bytes, len, at);
}

char *file_text(const app *a, const char *path, size_t most, bool mark, size_t *len, ending *e)
{
    char *bytes = file_read(a, path, most, len, e);
    if (bytes != NULL) {
        *e = text_check(a, path, bytes, *len, mark);
    }
    if (*e != END_DONE) {
        free(bytes);
        return NULL;
    }
    if (*len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        *len -= 3;
        memmove(bytes, bytes + 3, *len + 1);
    }
    return bytes;
}
