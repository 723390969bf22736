/*
 * zoneinfo.c - reading zone files for requests, see zoneinfo.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "zoneinfo.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_MAX 65536

/* Letters, digits and "+-_/", first a letter: no way out of the folder. */
static bool is_name(const char *name)
{
    bool good = isalpha((unsigned char)name[0]) != 0;
    for (; *name != '\0' && good; name++) {
        good = isalnum((unsigned char)*name) != 0 || strchr("+-_/", *name) != NULL;
    }
    return good;
}

static size_t encode(const unsigned char *bytes, size_t len, char *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t count = 0;
    for (size_t i = 0; i < len; i += 3) {
        unsigned long bits = (unsigned long)bytes[i] << 16;
        bits |= i + 1 < len ? (unsigned long)bytes[i + 1] << 8 : 0;
        bits |= i + 2 < len ? bytes[i + 2] : 0;
        out[count++] = digits[bits >> 18 & 63];
        out[count++] = digits[bits >> 12 & 63];
        out[count++] = i + 1 < len ? digits[bits >> 6 & 63] : '=';
        out[count++] = i + 2 < len ? digits[bits & 63] : '=';
    }
    return count;
}

char *zoneinfo_member(const char *folder, const char *name)
{
    static unsigned char bytes[FILE_MAX];
    char path[4096];
    int len = snprintf(path, sizeof path, "%s/%s", folder, name);
    if (len < 0 || (size_t)len >= sizeof path || !is_name(name)) {
        return NULL;
    }
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    size_t size = fread(bytes, 1, sizeof bytes, file);
    bool whole = !ferror(file) && size < sizeof bytes;
    fclose(file);
    char *member = whole ? malloc(strlen(name) + 4 * (size / 3 + 1) + 32) : NULL;
    if (member != NULL) {
        size_t at = (size_t)sprintf(member, "\"zones\":{\"%s\":\"", name);
        at += encode(bytes, size, member + at);
        memcpy(member + at, "\"}", 3);
    }
    return member;
}
