/*
 * kit_due.c - what is due: order, cursor, who gets it, and claims that must not write once they are lost.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "kit_inner.h"

#include <string.h>

#define SOON    (KIT_NOW + 1000)
#define LATER   (KIT_NOW + 5000)
#define FOREVER INT64_MAX
#define LOOK    INT64_MIN

#define must_aim(seat, ...) kit_expect_done(seat, kit_aim(seat, __VA_ARGS__))

/* Looks, and the keys found are these. */
static void expect_due(kit_seat *s, int64_t until, const kit_cursor *after, int32_t max, const char *keys,
                       const char *what)
{
    if (s != NULL && kit_expect_status(s->k, kit_due(s, until, after, max, KIT_NOW, LOOK), MEND_OK, what)) {
        kit_expect_keys(s->k, keys, what);
    }
}

/* Claims, and the keys found are these. */
static void expect_claimed(kit_seat *s, int32_t max, int64_t now, int64_t lease, const char *keys, const char *what)
{
    if (s != NULL && kit_expect_status(s->k, kit_due(s, FOREVER, NULL, max, now, lease), MEND_OK, what)) {
        kit_expect_keys(s->k, keys, what);
    }
}

static void open_five(kit_seat *s)
{
    must_aim(s, "open", "e", SOON + 2);
    must_aim(s, "open", "b", SOON + 1);
    must_aim(s, "open", "c", SOON + 1);
    must_aim(s, "open", "a", SOON + 1);
    must_aim(s, "open", "d", SOON);
    kit_must(s, "open", "never", KIT_NOW, NULL);
}

/* ---- what is given ---- */

static void due_order(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    expect_due(s, FOREVER, NULL, 100, "", "an empty store");
    open_five(s);
    expect_due(s, FOREVER, NULL, 100, "d a b c e", "everything that will be due");
    static const int64_t dues[] = {SOON, SOON + 1, SOON + 1, SOON + 1, SOON + 2};
    for (int32_t i = 0; s != NULL && i < mend_rows_count(k->rows) && i < 5; i++) {
        size_t tenant_len, len;
        const char *tenant = mend_rows_tenant(k->rows, i, &tenant_len);
        mend_rows_bytes(k->rows, i, &len);
        kit_expect(k, mend_rows_number(k->rows, i) == dues[i], "row %d is due at another instant", (int)i);
        kit_expect(k, tenant_len == s->tenant_len && memcmp(tenant, s->tenant, tenant_len) == 0,
                   "row %d names another tenant", (int)i);
        kit_expect(k, len == 0, "row %d has a token, though nothing was to be claimed", (int)i);
    }
}

static void due_until(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    open_five(s);
    expect_due(s, SOON - 1, NULL, 100, "", "before anything is due");
    expect_due(s, SOON, NULL, 100, "d", "at the very instant");
    expect_due(s, SOON + 1, NULL, 100, "d a b c", "a ms later");
}

static void due_cursor(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    open_five(s);
    if (s == NULL) {
        return;
    }
    const char *own = s->tenant;
    kit_cursor after_d = {SOON, own, "d"}, after_b = {SOON + 1, own, "b"}, between = {SOON + 1, own, "bb"},
               ahead = {SOON + 1, "", ""}, before = {SOON + 1, "!", "zzz"}, behind = {SOON + 1, "~~~~", ""},
               last = {SOON + 2, own, "e"}, beyond = {INT64_MAX, "~~~~", "~"};
    expect_due(s, FOREVER, NULL, 2, "d a", "the first two");
    expect_due(s, FOREVER, &after_d, 2, "a b", "two behind the first");
    expect_due(s, FOREVER, &after_b, 100, "c e", "behind one of those due at the same instant");
    expect_due(s, FOREVER, &between, 100, "c e", "behind a ticket that is not there");
    expect_due(s, FOREVER, &ahead, 100, "a b c e", "behind an instant without tenant and key");
    expect_due(s, FOREVER, &before, 100, "a b c e", "behind a tenant that sorts before");
    expect_due(s, FOREVER, &behind, 100, "e", "behind a tenant that sorts later");
    expect_due(s, FOREVER, &last, 100, "", "behind the last");
    expect_due(s, FOREVER, &beyond, 100, "", "behind all there can be");
}

static void due_moved(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    must_aim(s, "open", "one", SOON);
    must_aim(s, "open", "two", SOON + 10);
    must_aim(s, "set", "one", SOON + 20);
    expect_due(s, FOREVER, NULL, 100, "two one", "after one moved back");
    must_aim(s, "set", "one", SOON + 5);
    expect_due(s, FOREVER, NULL, 100, "one two", "after it moved forward");
    kit_must(s, "set", "two", KIT_NOW, "serial", "S1", NULL);
    expect_due(s, FOREVER, NULL, 100, "one two", "after a change that moves nothing");
    must_aim(s, "set", "one", INT64_MIN);
    expect_due(s, FOREVER, NULL, 100, "two", "after one is not due any more");
    must_aim(s, "set", "one", SOON + 30);
    expect_due(s, FOREVER, NULL, 100, "two one", "after it is due again");
}

/* Before the second try: what was refused has left no trace. */
static void look_between(kit_seat *seat, const mend_change *change, int stored)
{
    (void)change;
    seat->hook = NULL;
    if (!stored) {
        expect_due(seat, FOREVER, NULL, 100, "one", "after a refusal");
        kit_expect(seat->k, mend_rows_number(seat->k->rows, 0) == SOON, "a refused change moved it");
    }
}

/* Somebody else is first, so that this commit is refused. */
static void overtake(kit_seat *seat, const mend_change *change, int stored)
{
    (void)change;
    seat->hook = look_between;
    if (!stored) {
        kit_must(seat->hook_user, "set", "one", KIT_NOW, "serial", "S1", NULL);
    }
}

static void due_refused(kit *k)
{
    kit_seat *a = kit_sit(k, ""), *b = kit_sit(k, "");
    must_aim(a, "open", "one", SOON);
    if (a == NULL || b == NULL) {
        return;
    }
    a->hook = overtake;
    a->hook_user = b;
    must_aim(a, "set", "one", LATER); /* the second try gets through */
    kit_expect(k, a->answers[0] == MEND_CONFLICT, "the first try was not refused");
    kit_expect(k, a->hook == NULL, "there was no second try");
    expect_due(a, FOREVER, NULL, 100, "one", "after the second try");
    kit_expect(k, mend_rows_number(k->rows, 0) == LATER, "it is due at another instant");
}

/* Notes a key behind those seen before; what has no room is missing, and the check fails. */
static void append(char *seen, size_t size, const char *key)
{
    size_t used = strlen(seen), len = strlen(key);
    if (used + len + 2 <= size) {
        memcpy(seen + used, key, len);
        memcpy(seen + used + len, " ", 2);
    }
}

/* Pages of one while what they list is worked off, put back, and added to. */
static void due_writes(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    open_five(s);
    char key[16] = "", seen[260] = "";
    kit_cursor at = {INT64_MIN, "", ""};
    for (int page = 0; s != NULL && page < 12; page++) {
        kit_expect_status(k, kit_due(s, SOON + 9, at.due == INT64_MIN ? NULL : &at, 1, KIT_NOW, LOOK), MEND_OK,
                          "a page");
        if (mend_rows_count(k->rows) != 1) {
            break;
        }
        snprintf(key, sizeof key, "%s", mend_rows_key(k->rows, 0, NULL));
        append(seen, sizeof seen, key);
        at = (kit_cursor){mend_rows_number(k->rows, 0), s->tenant, key};
        must_aim(s, "set", key, page % 2 == 0 ? INT64_MIN : LATER); /* done: never again, or much later */
        if (page == 1) {
            must_aim(s, "open", "ahead", SOON + 8);
            must_aim(s, "open", "passed", SOON);
        }
    }
    kit_expect(k, strcmp(seen, "d a b c e ahead ") == 0, "the pages gave \"%s\"", seen);
    expect_due(s, SOON + 9, NULL, 100, "passed", "what came behind the cursor, from the front");
}

/* Rows of the tenants of this check among those of every tenant. */
static void due_tenants(kit *k)
{
    kit_seat *a = kit_sit(k, "a"), *b = kit_sit(k, "b");
    must_aim(b, "open", "one", SOON);
    must_aim(a, "open", "two", SOON);
    must_aim(a, "open", "zwei", SOON + 2);
    must_aim(b, "open", "three", SOON + 1);
    expect_due(a, FOREVER, NULL, 100, "two zwei", "one tenant's");
    expect_due(b, FOREVER, NULL, 100, "one three", "the other's");
    if (a == NULL || b == NULL) {
        return;
    }
    char seen[300] = "", tenant[KIT_TENANT + 1] = "", key[140] = "";
    kit_cursor at = {SOON - 1, "", ""};
    for (int page = 0; page < 1000; page++) {
        mend_rows_free(k->rows);
        k->rows = NULL;
        mend_rows_new(NULL, &k->rows);
        mend_status status = a->store.due(a->store.user, "", 0, SOON + 2, at.due, at.tenant, strlen(at.tenant), at.key,
                                          strlen(at.key), 1, KIT_NOW, LOOK, k->rows);
        if (!kit_expect_status(k, status, MEND_OK, "every tenant's") || mend_rows_count(k->rows) != 1) {
            break;
        }
        snprintf(tenant, sizeof tenant, "%s", mend_rows_tenant(k->rows, 0, NULL));
        snprintf(key, sizeof key, "%s", mend_rows_key(k->rows, 0, NULL));
        at = (kit_cursor){mend_rows_number(k->rows, 0), tenant, key};
        if (strcmp(tenant, a->tenant) == 0 || strcmp(tenant, b->tenant) == 0) {
            append(seen, sizeof seen, key);
        }
    }
    kit_expect(k, strcmp(seen, "two one three zwei ") == 0, "of these tenants every tenant's list has \"%s\"", seen);
}

static void due_batch(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    must_aim(s, "open", "one", SOON);
    if (s == NULL || !kit_expect_status(k, s->store.begin(s->store.user), MEND_OK, "beginning a batch")) {
        return;
    }
    must_aim(s, "set", "one", LATER);
    must_aim(s, "open", "two", SOON);
    kit_expect_status(k, s->store.end(s->store.user, 0), MEND_OK, "taking it back");
    expect_due(s, FOREVER, NULL, 100, "one", "after the batch was taken back");
    kit_expect(k, mend_rows_number(k->rows, 0) == SOON, "it is due at another instant");
}

static void due_reopened(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    open_five(s);
    s = kit_reopen(k) ? kit_sit(k, "") : NULL;
    expect_due(s, FOREVER, NULL, 100, "d a b c e", "what is due after opening anew");
}

const kit_check kit_due_checks[] = {
    {"due_order", "tickets are given by instant, then key, with tenant and instant", MEND_KIT_DUE, due_order},
    {"due_until", "those of the last instant are given, later ones and those never due are not", MEND_KIT_DUE,
     due_until},
    {"due_cursor", "a page begins behind the cursor, whether or not a ticket stands there", MEND_KIT_DUE, due_cursor},
    {"due_moved", "every commit moves a ticket to where it is due now", MEND_KIT_DUE, due_moved},
    {"due_refused", "a refused change moves nothing", MEND_KIT_DUE, due_refused},
    {"due_writes", "working off page by page passes nothing over and gives nothing twice", MEND_KIT_DUE, due_writes},
    {"due_tenants", "one tenant's tickets, or those of every tenant in one order", MEND_KIT_DUE, due_tenants},
    {"due_batch", "a batch taken back leaves tickets due as before", MEND_KIT_DUE | MEND_KIT_BATCH, due_batch},
    {"due_reopened", "what is due is known after opening anew", MEND_KIT_DUE | KIT_REOPEN, due_reopened},
    {NULL, NULL, 0, NULL},
};

/* ---- claims ---- */

static void claim_once(kit *k)
{
    kit_seat *a = kit_sit(k, ""), *b = kit_sit(k, "");
    open_five(a);
    expect_claimed(a, 2, KIT_NOW, LATER, "d a", "the first to claim");
    char tokens[2][140];
    for (int32_t i = 0; a != NULL && i < 2; i++) {
        size_t len;
        const char *token = mend_rows_bytes(k->rows, i, &len);
        kit_expect(k, token != NULL && len > 0 && len <= 128, "row %d has no token, or too long a one", (int)i);
        snprintf(tokens[i], sizeof tokens[i], "%s", token == NULL ? "" : token);
    }
    expect_claimed(b, 100, KIT_NOW, LATER, "b c e", "the next to claim");
    for (int32_t i = 0; b != NULL && i < mend_rows_count(k->rows); i++) {
        const char *token = mend_rows_bytes(k->rows, i, NULL);
        kit_expect(k, strcmp(token, tokens[0]) != 0 && strcmp(token, tokens[1]) != 0, "a token came twice");
    }
    expect_claimed(a, 100, KIT_NOW, LATER, "", "with everything claimed");
    expect_due(b, FOREVER, NULL, 100, "d a b c e", "looking without claiming");
}

static void claim_lapses(kit *k)
{
    kit_seat *a = kit_sit(k, ""), *b = kit_sit(k, "");
    must_aim(a, "open", "one", SOON);
    expect_claimed(a, 100, KIT_NOW, LATER, "one", "a claim");
    char token[140] = "";
    snprintf(token, sizeof token, "%s",
             a == NULL || mend_rows_count(k->rows) == 0 ? "" : mend_rows_bytes(k->rows, 0, NULL));
    expect_claimed(b, 100, LATER - 1, LATER + 10, "", "a ms before its end");
    expect_claimed(b, 100, LATER, LATER + 10, "one", "at its end");
    kit_expect(k, b == NULL || mend_rows_count(k->rows) == 0 || strcmp(token, mend_rows_bytes(k->rows, 0, NULL)) != 0,
               "the new claim has the old token");
    expect_claimed(a, 100, LATER + 9, LATER + 20, "", "before the end of the second");
    if (a != NULL && kit_reopen(k)) {
        b = kit_sit(k, "");
        expect_claimed(b, 100, LATER + 9, LATER + 20, "", "before its end, after opening anew");
    }
}

static void claim_stored(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    mend_sweep_info info;
    must_aim(s, "open", "one", SOON);
    kit_expect_status(k, kit_sweep(s, SOON + 3, 1000, &info), MEND_OK, "a sweep");
    kit_expect(k, info.due == 1 && info.ticked == 1 && info.events == 1,
               "a change under the claim that holds was not stored");
    kit_expect_stored(s, "one");
    expect_due(s, FOREVER, NULL, 100, "", "after the sweep");
}

/* In the middle of a sweep's commit: the claim has run out, and somebody else takes the ticket. */
static void steal(kit_seat *seat, const mend_change *change, int stored)
{
    size_t len;
    kit_seat *thief = seat->hook_user;
    seat->hook = NULL;
    mend_change_claim(change, &len);
    kit_expect(seat->k, !stored && len > 0, "a sweep's change has no claim");
    expect_claimed(thief, 100, SOON + 5000, SOON + 9000, "one", "taking over a claim that has run out");
}

static void claim_stale(kit *k)
{
    kit_seat *a = kit_sit(k, ""), *b = kit_sit(k, "");
    mend_sweep_info info;
    must_aim(a, "open_told", "one", SOON);
    if (a == NULL || b == NULL) {
        return;
    }
    a->hook = steal;
    a->hook_user = b;
    kit_expect_status(k, kit_sweep(a, SOON, 1000, &info), MEND_OK, "a sweep that loses its claim");
    kit_expect(k, a->tries > 0 && a->answers[0] == MEND_CONFLICT, "a change under a lost claim answers %s",
               mend_status_name(a->answers[0]));
    kit_expect(k, info.ticked == 0 && info.conflicts == 1, "a change under a lost claim counts as stored");
    kit_expect_untouched(a, "one", 1, NULL, "nothing");
    expect_due(a, FOREVER, NULL, 100, "one", "after a change that was refused");
    expect_claimed(a, 100, SOON + 5000, SOON + 9000, "", "what the other has claimed");
}

static void claim_late(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    mend_sweep_info info;
    must_aim(s, "open", "one", SOON);
    expect_claimed(s, 1, SOON - 50, SOON, "one", "a claim nobody takes any further");
    kit_expect_status(k, kit_sweep(s, SOON, 1, &info), MEND_OK, "a sweep");
    kit_expect(k, info.ticked == 1, "a claim that has run out, and that nobody else has taken, did not hold");
}

static void claim_ended(kit *k)
{
    kit_seat *a = kit_sit(k, ""), *b = kit_sit(k, "");
    must_aim(a, "open", "one", SOON);
    must_aim(a, "open", "two", SOON + 1);
    expect_claimed(a, 100, KIT_NOW, LATER, "one two", "claims");
    must_aim(b, "set", "one", SOON + 2);
    kit_must(b, "set", "two", KIT_NOW, "serial", "S1", NULL); /* due as before */
    expect_claimed(b, 100, KIT_NOW, LATER, "two one", "what others have changed since it was claimed");
}

static void claim_batch(kit *k)
{
    kit_seat *a = kit_sit(k, "");
    must_aim(a, "open", "one", SOON);
    if (a == NULL || !kit_expect_status(k, a->store.begin(a->store.user), MEND_OK, "beginning a batch")) {
        return;
    }
    expect_claimed(a, 100, KIT_NOW, LATER, "one", "a claim in it");
    expect_claimed(a, 100, KIT_NOW, LATER, "", "the same again in it");
    kit_expect_status(k, a->store.end(a->store.user, 0), MEND_OK, "taking it back");
    expect_claimed(a, 100, KIT_NOW, LATER, "one", "after the batch was taken back");
}

enum { CLAIMS = MEND_KIT_DUE | MEND_KIT_CLAIM };

const kit_check kit_claim_checks[] = {
    {"claim_once", "nobody gets what another one has claimed, and looking claims nothing", CLAIMS, claim_once},
    {"claim_lapses", "a claim ends at its instant, and the next one has another token", CLAIMS, claim_lapses},
    {"claim_stored", "a change under the claim that holds is stored", CLAIMS, claim_stored},
    {"claim_stale", "a change under a claim that was lost is refused and stores nothing", CLAIMS, claim_stale},
    {"claim_late", "a claim that has run out holds until somebody else takes the ticket", CLAIMS, claim_late},
    {"claim_ended", "every commit of a ticket ends the claim on it", CLAIMS, claim_ended},
    {"claim_batch", "claims of a batch that was taken back are gone", CLAIMS | MEND_KIT_BATCH, claim_batch},
    {NULL, NULL, 0, NULL},
};
