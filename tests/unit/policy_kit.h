/*
 * policy_kit.h - for tests of policies: documents written with ' for ", a good policy to be spoilt, and what is expected
 * of a spoilt one.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef POLICY_KIT_H
#define POLICY_KIT_H

#include "mend/policy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One of everything that other parts of a policy refer to. */
static const char GOOD_POLICY[] =
    "{'mend':1,'id':'good','revision':1,"
    "'roles':{'clerk':{'order':1,'label':{'en':'Clerk','zh-CN':'客服'}},"
    "         'engineer':{'order':2,'label':{'en':'Engineer','zh-CN':'工程师'}}},"
    "'grades':{'junior':{'order':1},'senior':{'order':2,'label':{'en':'Senior'}}},"
    "'counters':{'rework':{'order':1,'label':{'en':'Rework','zh-CN':'返修'}}},"
    "'choices':{'fault_class':{'software':{'order':1,'label':{'en':'Software','zh-CN':'软件'}},"
    "                          'hardware':{'order':2,'label':{'en':'Hardware','zh-CN':'硬件'}}},"
    "           'attachment_kind':{'photo':{},'video':{}}},"
    "'fields':{'shelf':{'type':'text','label':{'en':'Shelf','zh-CN':'货架'}},'parts/lot':{'type':'integer'}},"
    "'states':{'open':{'order':1,'stage':'new','label':{'en':'Open','zh-CN':'已登记'}},"
    "          'work':{'order':2,'stage':'active'},'shut':{'order':3,'stage':'closed'}},"
    "'texts':{'hello':{'en':'Hello','zh-CN':'您好'}},"
    "'numbers':{'ticket':{'pattern':'S{SEQ:4}'}},"
    "'actions':{"
    "'register':{'order':1,'opens':true,'to':'open','roles':['clerk'],'number':'ticket',"
    "            'label':{'en':'Register','zh-CN':'登记'},'form':{'product':{'need':'required'}}},"
    "'start':{'order':2,'from':['open'],'to':'work','roles':['engineer'],'label':{'en':'Start','zh-CN':'开工'}},"
    "'close':{'order':3,'from':['work'],'to':'shut','roles':['clerk']}}}";

/* The text with ' turned into "; to be freed. */
static inline char *quoted(const char *text)
{
    size_t n = strlen(text);
    char *copy = malloc(n + 1);
    if (copy == NULL) {
        abort();
    }
    memcpy(copy, text, n + 1);
    for (char *c = copy; *c != '\0'; c++) {
        if (*c == '\'') {
            *c = '"';
        }
    }
    return copy;
}

/* Loads up to three documents, each written with '; NULL for none. */
static inline mend_status load_documents(const char *first, const char *second, const char *third, mend_policy **out,
                                         mend_error *err)
{
    const char *given[3] = {first, second, third}, *documents[3];
    size_t count = 0;
    char *copies[3] = {NULL, NULL, NULL};
    for (; count < 3 && given[count] != NULL; count++) {
        documents[count] = copies[count] = quoted(given[count]);
    }
    *err = (mend_error){.struct_size = sizeof *err};
    mend_status status = mend_policy_load(NULL, documents, NULL, count, out, err);
    for (size_t i = 0; i < count; i++) {
        free(copies[i]);
    }
    return status;
}

/* A document laid over the good policy, and what is said about it. */
typedef struct spoilt {
    const char *patch;
    mend_status status;
    int32_t document;        /* the error points into */
    const char *path, *text; /* text: a piece of it */
} spoilt;

/* How many of the rows come out otherwise; each is printed. */
static inline int spoilt_failures(const spoilt *rows, size_t count)
{
    int failures = 0;
    for (size_t i = 0; i < count; i++) {
        mend_policy *policy = NULL;
        mend_error err;
        mend_status status = load_documents(GOOD_POLICY, rows[i].patch, NULL, &policy, &err);
        if (status != rows[i].status || err.status != status || policy != NULL || err.document != rows[i].document ||
            strcmp(err.path, rows[i].path) != 0 || strstr(err.text, rows[i].text) == NULL) {
            printf("%s\n  expected %s at %d %s: %s\n  found    %s at %d %s: %s\n", rows[i].patch,
                   mend_status_name(rows[i].status), (int)rows[i].document, rows[i].path, rows[i].text,
                   mend_status_name(status), (int)err.document, err.path, err.text);
            failures++;
        }
        mend_policy_free(policy);
    }
    return failures;
}

#endif
