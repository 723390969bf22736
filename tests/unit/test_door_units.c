/*
 * test_door_units.c - tickets that come and go with the request, and their unit with them: what an act makes of it comes
 * back, refused documents have their place, memory may run out anywhere. Replay takes events as they were written.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "faulty.h"
#include "money_policy.h"
#include "policy_kit.h"

#include "mend/mend.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct room {
    faulty heap;
    mend_policy *policy;
    mend_buf *reply;
    mend_error err;
    char *ticket; /* the record of the reply before, escaped as it came */
} room;

/* Work and closing in any open state, and a name that is kept in a slot. */
static const char PATCH[] =
    "{'actions':{'open':{'form':{'customer_name':{},'customer_address':{}}},'work':{'from':['*open']},"
    "'close':{'from':['*open']}}}";

#define NOW "'now':'2024-06-03T02:00:00Z'"
#define BY  "'actor':{'id':'li','roles':['clerk']}"
#define OPEN                                                                                                           \
    "{'op':'open'," NOW ",'args':{'action':'open'," BY ",'ticket':{'tenant':'shop','key':'k'},'fields':"               \
    "{'serial':'S-1','cause':'defect','fault_class':'hardware','customer_name':'Lin','customer_address':'1 Lane'}}}"
#define WORK                                                                                                           \
    "{'op':'act','ticket':'%s'," NOW ",'args':{'action':'work'," BY                                                    \
    ",'fields':{'parts':[{'name':'pump','model':'PUMP',"                                                               \
    "'class':'pump','used':'1'}]}}}"
#define CLOSE(more)                                                                                                    \
    "{'op':'act','ticket':'%s'," NOW ",'args':{'action':'close'," BY ",'fields':{'outcome':'repaired'}}" more "}"
#define UNIT                                                                                                           \
    "'unit':{'kind':'unit','key':'S-1','serial':'S-1','revision':4,'dates':{'sale':'2024-01-10'},'contracts':['C-1']}"
#define CARE                                                                                                           \
    "'contracts':[{'kind':'contract','key':'C-1','revision':7,'terms':[{'id':'care','kind':'contract',"                \
    "'payer':'contract','start':'2024-01-01','years':3}]}]"

static int start(void **state)
{
    room *r = calloc(1, sizeof *r);
    mend_allocator allocator = faulty_allocator(&r->heap);
    mend_error err = {.struct_size = sizeof err};
    if (load_documents(MONEY_POLICY, PATCH, NULL, &r->policy, &err) != MEND_OK) {
        fail_msg("%s at %s", err.text, err.path);
    }
    assert_int_equal(mend_buf_new(&allocator, &r->reply), MEND_OK);
    r->err.struct_size = sizeof r->err;
    *state = r;
    return 0;
}

static int end(void **state)
{
    room *r = *state;
    mend_policy_free(r->policy);
    mend_buf_free(r->reply);
    assert_int_equal(r->heap.blocks, 0);
    free(r->ticket);
    free(r);
    return 0;
}

/* The request with " for ' and the ticket for %s; to be freed. */
static char *request(const room *r, const char *form)
{
    char *words = quoted(form), *at = strstr(words, "%s");
    const char *ticket = at == NULL ? "" : r->ticket;
    size_t size = strlen(words) + strlen(ticket) + 1;
    char *whole = malloc(size);
    assert_non_null(whole);
    if (at == NULL) {
        snprintf(whole, size, "%s", words);
    } else {
        snprintf(whole, size, "%.*s%s%s", (int)(at - words), words, ticket, at + 2);
    }
    free(words);
    return whole;
}

static mend_status ask(room *r, const char *form)
{
    char *whole = request(r, form);
    mend_status status = mend_doc_call(r->policy, whole, MEND_NTS, r->reply, &r->err);
    free(whole);
    return status;
}

static char *copied(const char *words)
{
    size_t size = strlen(words) + 1;
    char *copy = malloc(size);
    assert_non_null(copy);
    return memcpy(copy, words, size);
}

static const char *reply_of(const room *r)
{
    return mend_buf_data(r->reply, NULL);
}

static bool says(const room *r, const char *piece)
{
    char *words = quoted(piece);
    bool there = strstr(reply_of(r), words) != NULL;
    free(words);
    return there;
}

/* Keeps the record of a reply. */
static void keep(room *r)
{
    const char *at = strstr(reply_of(r), "\"ticket\":\"");
    assert_non_null(at);
    at += strlen("\"ticket\":\"");
    size_t len = 0;
    while (at[len] != '"') {
        len += at[len] == '\\' ? 2 : 1;
    }
    free(r->ticket);
    r->ticket = malloc(len + 1);
    assert_non_null(r->ticket);
    memcpy(r->ticket, at, len);
    r->ticket[len] = '\0';
}

static void go(room *r, const char *form)
{
    if (ask(r, form) != MEND_OK) {
        fail_msg("%s", reply_of(r));
    }
    keep(r);
}

static void worked(room *r)
{
    go(r, OPEN);
    go(r, WORK);
}

static void test_door_units__what_becomes_of_a_unit_comes_back(void **state)
{
    room *r = *state;
    worked(r);
    assert_int_equal(ask(r, CLOSE("," UNIT)), MEND_OK);
    assert_true(says(r, "'unit':{'key':'S-1','revision':5}")); /* in the event */
    assert_true(says(r, ",'unit':{'kind':'unit','key':'S-1','revision':5,"));
    assert_true(says(r, "'ticket':'k'")); /* the repair is written down in it */
    assert_false(says(r, "'contracts':[{"));
    /* As a text it is the same. */
    char *objects = copied(reply_of(r));
    assert_int_equal(
        ask(r, CLOSE(",'unit':'{\\'kind\\':\\'unit\\',\\'key\\':\\'S-1\\',\\'serial\\':\\'S-1\\',\\'revision\\':4,"
                     "\\'dates\\':{\\'sale\\':\\'2024-01-10\\'},\\'contracts\\':[\\'C-1\\']}'")),
        MEND_OK);
    assert_string_equal(reply_of(r), objects);
    free(objects);
}

static void test_door_units__without_one_the_event_says_so(void **state)
{
    room *r = *state;
    worked(r);
    assert_int_equal(ask(r, CLOSE("")), MEND_OK);
    assert_true(says(r, "'unit':{'missing':true}"));
    assert_false(says(r, "'kind':'unit'"));
    assert_int_equal(ask(r, CLOSE(",'unit':null,'contracts':null")), MEND_OK);
}

static void test_door_units__what_becomes_of_contracts_comes_back(void **state)
{
    room *r = *state;
    worked(r);
    assert_int_equal(ask(r, CLOSE(",'unit':{'kind':'unit','key':'S-1','serial':'S-1','contracts':['C-1']}," CARE)),
                     MEND_OK);
    assert_true(says(r, ",'contracts':[{'kind':'contract','key':'C-1','revision':8,"));
    assert_true(says(r, "'claims':{'care':{'visits':1,"));
}

static void test_door_units__a_question_changes_none(void **state)
{
    room *r = *state;
    worked(r);
    assert_int_equal(ask(r, "{'op':'try','ticket':'%s'," NOW ",'args':{'action':'close'," BY "}," UNIT "}"), MEND_OK);
    assert_true(says(r, "'unit':{'key':'S-1','revision':5}"));
    assert_false(says(r, "'kind':'unit'"));
}

static void refused(room *r, const char *form, mend_status status, const char *path)
{
    assert_int_equal(ask(r, form), status);
    assert_string_equal(r->err.path, path);
    assert_false(says(r, "'ticket'"));
}

static void test_door_units__wrong_documents_are_told_with_their_place(void **state)
{
    room *r = *state;
    worked(r);
    refused(r, CLOSE(",'unit':{'kind':'contract','key':'S-1'}"), MEND_SCHEMA, "$.unit");
    refused(r, CLOSE(",'unit':{'kind':'unit','key':'S-1','sreial':'S-1'}"), MEND_SCHEMA, "$.unit.sreial");
    refused(r, CLOSE(",'contracts':{}"), MEND_SCHEMA, "$.contracts");
    refused(r, CLOSE("," UNIT ",'contracts':[{'kind':'unit','key':'S-1'}]"), MEND_SCHEMA, "$.contracts[0]");
    refused(r, "{'op':'tick','ticket':'%s'," NOW "," UNIT "}", MEND_SCHEMA, "$.unit");
    assert_int_equal(ask(r, CLOSE(",'unit':{'kind':'unit','key':'S-2','serial':'S-2'}")), MEND_REFUSED);
    assert_true(says(r, "UNIT_OTHER"));
}

static void test_door_units__memory_may_run_out_anywhere(void **state)
{
    room *r = *state;
    worked(r);
    char *whole = request(r, CLOSE("," UNIT "," CARE));
    mend_status status = MEND_NOMEM;
    size_t tries = 0;
    for (; status != MEND_OK; tries++) {
        r->heap.requests = 0;
        r->heap.fail_at = tries + 1;
        status = mend_doc_call(r->policy, whole, MEND_NTS, r->reply, &r->err);
        assert_true(status == MEND_OK || status == MEND_NOMEM);
        assert_true(tries < 5000);
    }
    r->heap.fail_at = 0;
    assert_true(tries > 20);
    assert_true(says(r, "'revision':5"));
    free(whole);
}

/* Events number their slots in the order in which their members stand, so an object is not put in order. */
static void test_door_units__events_are_replayed_as_they_were_written(void **state)
{
    room *r = *state;
    assert_int_equal(ask(r, OPEN), MEND_OK);
    keep(r);
    const char *events = strstr(reply_of(r), "\"events\":"), *end_of = strstr(reply_of(r), ",\"ticket\":\"");
    assert_non_null(events);
    assert_non_null(strstr(events, "\"customer_name\":{\"slot\":1},\"customer_address\":{\"slot\":2}"));
    char *log = malloc((size_t)(end_of - events) + 1), whole[8192];
    memcpy(log, events, (size_t)(end_of - events));
    log[end_of - events] = '\0';
    snprintf(whole, sizeof whole, "{\"op\":\"replay\",\"slots\":[\"Lin\",\"1 Lane\"],%s}", log);
    free(log);
    char *before = copied(r->ticket);
    assert_int_equal(mend_doc_call(NULL, whole, MEND_NTS, r->reply, &r->err), MEND_OK);
    keep(r);
    assert_string_equal(r->ticket, before);
    free(before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_door_units__what_becomes_of_a_unit_comes_back, start, end),
        cmocka_unit_test_setup_teardown(test_door_units__without_one_the_event_says_so, start, end),
        cmocka_unit_test_setup_teardown(test_door_units__what_becomes_of_contracts_comes_back, start, end),
        cmocka_unit_test_setup_teardown(test_door_units__a_question_changes_none, start, end),
        cmocka_unit_test_setup_teardown(test_door_units__wrong_documents_are_told_with_their_place, start, end),
        cmocka_unit_test_setup_teardown(test_door_units__memory_may_run_out_anywhere, start, end),
        cmocka_unit_test_setup_teardown(test_door_units__events_are_replayed_as_they_were_written, start, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
