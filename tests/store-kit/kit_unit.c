/*
 * kit_unit.c - units: kept as they are, by key and by serial number, and changed together with a ticket or not at all.
 *
 * A ticket finds its unit by the serial number. The action "measure" reads a meter, and so changes the unit by itself;
 * "settle" has work paid for by a contract, and changes the unit and the contract.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "kit_inner.h"

#include <stdlib.h>
#include <string.h>

#define CARE                                                                                                           \
    "{'kind':'contract','key':'C-1','terms':[{'id':'care','kind':'contract','payer':'maker','start':'2023-06-01',"     \
    "'years':2}]}"

/* ---- alone ---- */

/* A document with text of every kind, larger than any row a store may think enough. */
static char *large_unit(void)
{
    static const char head[] = "{'key':'big','serial':'\xE5\xBC\xA0 \xF0\x9F\x94\xA7 \xC2\xA0','repairs':[";
    enum { REPAIRS = 999, ROOM = 160 };
    char *text = malloc(sizeof head + REPAIRS * ROOM);
    if (text != NULL) {
        size_t used = sizeof head - 1;
        memcpy(text, head, used);
        for (int i = 0; i < REPAIRS; i++) {
            used += (size_t)snprintf(text + used, ROOM,
                                     "%s{'on':'2023-01-%02d','fault':'\xC3\xA9%d\xE6\x95\x85\xE9\x9A\x9C%%_','ticket':"
                                     "'T-%d','result':'\\u0022\\u005c\\u0027'}",
                                     i == 0 ? "" : ",", i % 28 + 1, i, i);
        }
        memcpy(text + used, "]}", 3);
    }
    return text;
}

static void unit_bytes(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    char *document = large_unit();
    kit_expect_status(k, document == NULL ? MEND_NOMEM : kit_unit_put(s, document), MEND_OK, "storing a large unit");
    free(document);
    if (kit_expect_unit(s, "big", 1)) {
        size_t len;
        (void)mend_buf_data(k->buf, &len);
        kit_expect(k, len > 65536, "the kit's large unit is small");
    }
}

static void unit_revision(kit *k)
{
    kit_seat *s = kit_sit(k, ""), *other = kit_sit(k, "x");
    kit_expect_unit(s, "U", 0);
    kit_expect_status(k, kit_unit_put(s, "{'key':'U','revision':1}"), MEND_CONFLICT, "changing what is not there");
    kit_expect_unit(s, "U", 0);
    kit_expect_status(k, kit_unit_put(s, "{'key':'U','model':'a'}"), MEND_OK, "storing a unit");
    kit_expect_unit(s, "U", 1);
    kit_expect_status(k, kit_unit_put(s, "{'key':'U','model':'b'}"), MEND_CONFLICT, "storing it as a new one again");
    kit_expect_unit(s, "U", 1);
    kit_expect_status(k, kit_unit_put(s, "{'key':'U','model':'c','revision':1}"), MEND_OK, "changing it");
    kit_expect_unit(s, "U", 2);
    kit_expect_status(k, kit_unit_put(s, "{'key':'U','model':'d','revision':1}"), MEND_CONFLICT,
                      "changing a stale one");
    kit_expect_status(k, kit_unit_put(s, "{'key':'U','model':'e','revision':3}"), MEND_CONFLICT, "one of the future");
    kit_expect_unit(s, "U", 2);
    kit_expect_unit(other, "U", 0);
}

static void unit_keys(kit *k)
{
    static const char *const keys[] = {"U", "u", "U ", "U1", "U%", "\xC3\x9C"};
    kit_seat *s = kit_sit(k, ""), *other = kit_sit(k, "x");
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        char document[60];
        snprintf(document, sizeof document, "{'key':'%s','serial':'S%d'}", keys[i], (int)i);
        kit_expect_status(k, kit_unit_put(s, document), MEND_OK, "storing units whose keys are alike");
    }
    kit_must(s, "open", "U", KIT_NOW, NULL); /* a ticket of the same name is something else */
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        kit_expect_unit(s, keys[i], 1);
        kit_expect_unit(other, keys[i], 0);
    }
    kit_expect_stored(s, "U");
}

static void unit_serial(kit *k)
{
    static const char *const units[] = {"{'key':'b','serial':'S'}",
                                        "{'key':'a','serial':'S'}",
                                        "{'key':'c','serial':'s'}",
                                        "{'key':'d','serial':'S1'}",
                                        "{'key':'S'}",
                                        "{'key':'B','serial':'S'}",
                                        "{'key':'\xC3\xA9','serial':'S'}",
                                        "{'kind':'contract','key':'k'}"};
    kit_seat *s = kit_sit(k, ""), *other = kit_sit(k, "x");
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        kit_expect_status(k, kit_unit_put(s, units[i]), MEND_OK, "storing a unit");
    }
    kit_expect_status(k, kit_units(s, "S", "", 10), MEND_OK, "those of a serial number");
    kit_expect_keys(k, "B a b \xC3\xA9", "those of a serial number");
    kit_expect_status(k, kit_units(s, "S", "", 2), MEND_OK, "the first two");
    kit_expect_keys(k, "B a", "the first two");
    kit_expect_status(k, kit_units(s, "S", "aa", 10), MEND_OK, "behind one that is not there");
    kit_expect_keys(k, "b \xC3\xA9", "behind one that is not there");
    kit_expect_status(k, kit_units(s, "s", "", 10), MEND_OK, "in small letters");
    kit_expect_keys(k, "c", "in small letters");
    kit_expect_status(k, kit_units(s, "T", "", 10), MEND_OK, "of an unknown one");
    kit_expect_keys(k, "", "of an unknown one");
    kit_expect_status(k, kit_units(s, "", "", 10), MEND_OK, "all");
    kit_expect_keys(k, "B S a b c d k \xC3\xA9", "all");
    kit_expect_status(k, kit_units(s, "", "c", 2), MEND_OK, "two behind c");
    kit_expect_keys(k, "d k", "two behind c");
    if (s != NULL && kit_expect(k, mend_rows_number(k->rows, 0) == 1, "a row is not numbered by the revision")) {
        kit_expect_status(k, kit_unit(s, "d", &(int64_t){0}), MEND_OK, "loading one");
        size_t len;
        const char *bytes = mend_buf_data(k->buf, &len);
        kit_expect(k, kit_row_is(k->rows, 0, bytes, len), "a row does not hold the record");
    }
    kit_expect_status(k, kit_units(other, "", "", 10), MEND_OK, "all of another tenant");
    kit_expect_keys(k, "", "all of another tenant");
}

/* A unit that gets another serial number is found by that alone. */
static void unit_moved(kit *k)
{
    static const char *const lists[][2] = {{"S1", ""}, {"S2", "U"}};
    kit_seat *s = kit_sit(k, "");
    kit_expect_status(k, kit_unit_put(s, "{'key':'U','serial':'S1'}"), MEND_OK, "storing a unit");
    kit_expect_status(k, kit_unit_put(s, "{'key':'U','serial':'S2','revision':1}"), MEND_OK, "giving another number");
    for (int i = 0; i < 2; i++) {
        kit_expect_status(k, kit_units(s, lists[i][0], "", 10), MEND_OK, "listing");
        kit_expect_keys(k, lists[i][1], lists[i][0]);
    }
    kit_expect_status(k, kit_unit_put(s, "{'key':'U','revision':2}"), MEND_OK, "taking the number away");
    kit_expect_status(k, kit_units(s, "S2", "", 10), MEND_OK, "listing");
    kit_expect_keys(k, "", "of the number taken away");
    kit_expect_status(k, kit_units(s, "", "", 10), MEND_OK, "listing all");
    kit_expect_keys(k, "U", "all");
    kit_expect_unit(s, "U", 3);
}

/* ---- with a ticket ---- */

static void unit_commit(kit *k)
{
    kit_seat *s = kit_sit(k, ""), *other = kit_sit(k, "x");
    kit_must(s, "open", "one", KIT_NOW, "serial", "S1", NULL);
    kit_must(s, "measure", "one", KIT_NOW + 1, "usage_meter", "10", NULL); /* makes the unit */
    kit_expect_unit(s, "S1", 1);
    kit_expect_stored(s, "one");
    kit_must(s, "measure", "one", KIT_NOW + 2, "usage_meter", "11", NULL);
    kit_expect_unit(s, "S1", 2);
    kit_expect_stored(s, "one");
    kit_must(s, "set", "one", KIT_NOW + 3, "level", "high", NULL); /* leaves it alone */
    kit_expect_unit(s, "S1", 2);
    kit_expect_status(k, kit_units(s, "S1", "", 10), MEND_OK, "listing by the serial number");
    kit_expect_keys(k, "S1", "by the serial number");
    kit_expect_unit(other, "S1", 0);
}

static void unit_contract(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    kit_expect_status(k, kit_unit_put(s, "{'key':'S1','serial':'S1','contracts':['C-1']}"), MEND_OK, "storing a unit");
    kit_expect_status(k, kit_unit_put(s, CARE), MEND_OK, "storing a contract");
    kit_must(s, "open", "one", KIT_NOW, "serial", "S1", NULL);
    kit_must(s, "settle", "one", KIT_NOW + 1, "usage_meter", "10", "labour/+1/code", "fix", NULL);
    kit_expect_unit(s, "S1", 2);
    kit_expect_unit(s, "C-1", 2);
    kit_expect_stored(s, "one");
}

/* Somebody else does something with the unit in the middle of our commit, once. */
typedef struct meanwhile {
    kit_seat *other;
    const char *ticket;   /* whose meter is read; NULL: none is */
    const char *document; /* that is stored; NULL: none is */
    int64_t between;      /* the revision our unit must have between our tries */
    int done;             /* tries seen */
} meanwhile;

static void interfere(kit_seat *s, const mend_change *change, int stored)
{
    meanwhile *m = s->hook_user;
    (void)change;
    if (stored) {
        return;
    }
    if (m->done == 1) { /* the second try: nothing of the first may be there */
        int64_t found = 0;
        kit_expect_status(s->k, kit_unit(s, "S1", &found), MEND_OK, "loading the unit in between");
        kit_expect(s->k, found == m->between, "a refused change left the unit at revision %lld, not %lld",
                   (long long)found, (long long)m->between);
        kit_expect_untouched(s, "one", 1, NULL, "high");
    } else if (m->done == 0 && m->ticket != NULL) {
        kit_must(m->other, "measure", m->ticket, KIT_NOW + 1, "usage_meter", "10", NULL);
    } else if (m->done == 0) {
        kit_expect_status(s->k, kit_unit_put(m->other, m->document), MEND_OK, "interfering");
    }
    m->done++;
}

/* Both readings stand in the unit. */
static void expect_readings(kit_seat *s, const char *key)
{
    int64_t revision = 0;
    mend_unit *unit = NULL;
    size_t len;
    if (s == NULL || !kit_expect_status(s->k, kit_unit(s, key, &revision), MEND_OK, "loading the unit")) {
        return;
    }
    const char *record = mend_buf_data(s->k->buf, &len);
    mend_status status = mend_unit_new(NULL, &unit);
    status = status == MEND_OK ? mend_unit_load(unit, record, len, NULL) : status;
    mend_buf_clear(s->k->buf);
    status = status == MEND_OK ? mend_unit_write(unit, s->k->buf) : status;
    mend_unit_free(unit);
    if (kit_expect_status(s->k, status, MEND_OK, "reading the unit")) {
        const char *text = mend_buf_data(s->k->buf, &len);
        kit_expect(s->k, strstr(text, "\"10\"") != NULL && strstr(text, "\"20\"") != NULL, "a reading is lost: %.300s",
                   text);
    }
}

static void race(kit *k, int known)
{
    kit_seat *s = kit_sit(k, ""), *other = kit_sit(k, "");
    meanwhile m = {.other = other, .ticket = "two", .between = known + 1};
    if (known) {
        kit_expect_status(k, kit_unit_put(s, "{'key':'S1','serial':'S1'}"), MEND_OK, "storing a unit");
    }
    kit_must(s, "open", "one", KIT_NOW, "serial", "S1", NULL);
    kit_must(other, "open", "two", KIT_NOW, "serial", "S1", NULL);
    if (s == NULL || other == NULL) {
        return;
    }
    s->hook = interfere;
    s->hook_user = &m;
    kit_must(s, "measure", "one", KIT_NOW + 2, "usage_meter", "20", "level", "high", NULL);
    s->hook = NULL;
    kit_expect(k, s->tries == 2 && s->answers[0] == MEND_CONFLICT, "a stale unit answered %s, after %d commits",
               mend_status_name(s->answers[0]), s->tries);
    kit_expect_unit(s, "S1", known + 2);
    kit_expect_stored(s, "one");
    kit_expect_stored(other, "two");
    expect_readings(s, "S1");
}

static void unit_stale(kit *k)
{
    race(k, 1);
}

static void unit_first(kit *k)
{
    race(k, 0);
}

/* The contract is the second document of the change: the unit before it must not stay written. */
static void unit_second(kit *k)
{
    kit_seat *s = kit_sit(k, ""), *other = kit_sit(k, "");
    meanwhile m = {.other = other,
                   .document = "{'kind':'contract','key':'C-1','revision':1,'terms':[{'id':'care','kind':'contract',"
                               "'payer':'maker','start':'2023-06-01','years':3}]}",
                   .between = 1};
    kit_expect_status(k, kit_unit_put(s, "{'key':'S1','serial':'S1','contracts':['C-1']}"), MEND_OK, "storing a unit");
    kit_expect_status(k, kit_unit_put(s, CARE), MEND_OK, "storing a contract");
    kit_must(s, "open", "one", KIT_NOW, "serial", "S1", NULL);
    if (s == NULL || other == NULL) {
        return;
    }
    s->hook = interfere;
    s->hook_user = &m;
    kit_must(s, "settle", "one", KIT_NOW + 1, "usage_meter", "10", "labour/+1/code", "fix", "level", "high", NULL);
    s->hook = NULL;
    kit_expect(k, s->tries == 2 && s->answers[0] == MEND_CONFLICT, "a stale contract answered %s, after %d commits",
               mend_status_name(s->answers[0]), s->tries);
    kit_expect_unit(s, "S1", 2);
    kit_expect_unit(s, "C-1", 3);
}

static void spoil_ticket(kit_seat *s, const mend_change *change, int stored)
{
    meanwhile *m = s->hook_user;
    (void)change;
    if (!stored && m->done++ == 0) {
        kit_must(m->other, "set", "one", KIT_NOW + 1, "assignee", "wu", NULL);
    } else if (!stored) {
        kit_expect_unit(s, "S1", 0); /* the unit of a refused change */
    }
}

static void unit_refused(kit *k)
{
    kit_seat *s = kit_sit(k, ""), *other = kit_sit(k, "");
    meanwhile m = {.other = other};
    kit_must(s, "open", "one", KIT_NOW, "serial", "S1", NULL);
    if (s == NULL || other == NULL) {
        return;
    }
    s->hook = spoil_ticket;
    s->hook_user = &m;
    kit_must(s, "measure", "one", KIT_NOW + 2, "usage_meter", "10", NULL);
    s->hook = NULL;
    kit_expect(k, s->tries == 2, "a stale ticket took %d commits", s->tries);
    kit_expect_unit(s, "S1", 1);
}

/* A command that is known changes no unit, not even another one that its ticket has by now. */
static void unit_known(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    kit_must(s, "open", "one", KIT_NOW, "serial", "S1", NULL);
    for (int i = 0; s != NULL && i < 2; i++) {
        s->command = "c1";
        s->blind = i;
        kit_must(s, "measure", "one", KIT_NOW + 2 * i, "usage_meter", "10", NULL);
        if (i == 0) {
            kit_must(s, "set", "one", KIT_NOW + 1, "serial", "S2", NULL);
        }
    }
    kit_expect(k, s == NULL || s->answers[0] == MEND_EXISTS, "a known command was not known");
    kit_expect_unit(s, "S1", 1);
    kit_expect_unit(s, "S2", 0);
}

static void unit_batch(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    kit_expect_status(k, kit_unit_put(s, "{'key':'S1','serial':'S1'}"), MEND_OK, "storing a unit");
    kit_must(s, "open", "one", KIT_NOW, "serial", "S1", NULL);
    for (int keep = 0; s != NULL && keep < 2; keep++) {
        kit_expect_status(k, mend_desk_begin(s->desk, NULL), MEND_OK, "beginning a batch");
        kit_must(s, "measure", "one", KIT_NOW + 1, "usage_meter", "10", NULL);
        kit_expect_status(k, kit_unit_put(s, "{'key':'V','serial':'S2'}"), MEND_OK, "storing a unit in it");
        kit_expect_status(k, mend_desk_end(s->desk, keep, NULL), MEND_OK, "ending it");
        kit_expect_status(k, kit_units(s, "S2", "", 10), MEND_OK, "listing");
        kit_expect_keys(k, keep ? "V" : "", keep ? "kept" : "taken back");
        int64_t revision = 0;
        kit_expect_status(k, kit_unit(s, "S1", &revision), MEND_OK, "loading the unit");
        kit_expect(k, revision == 1 + keep, "the unit's revision is %lld after a batch that was %s",
                   (long long)revision, keep ? "kept" : "taken back");
    }
}

static void unit_erase(kit *k)
{
    kit_seat *s = kit_sit(k, "");
    kit_must(s, "open", "S1", KIT_NOW, "serial", "S1", NULL); /* the ticket is called as its unit is */
    kit_must(s, "measure", "S1", KIT_NOW + 1, "usage_meter", "10", NULL);
    kit_expect_status(k, kit_erase(s, "S1", 2), MEND_OK, "erasing the ticket");
    kit_expect_unit(s, "S1", 1);
    kit_expect_status(k, kit_units(s, "S1", "", 10), MEND_OK, "listing");
    kit_expect_keys(k, "S1", "by the serial number");
}

static void unit_reopened(kit *k)
{
    mend_buf *before = NULL;
    kit_seat *s = kit_sit(k, "");
    int64_t revision = 0;
    kit_must(s, "open", "one", KIT_NOW, "serial", "S1", NULL);
    kit_must(s, "measure", "one", KIT_NOW + 1, "usage_meter", "10", NULL);
    if (kit_expect_unit(s, "S1", 1) && mend_buf_new(NULL, &before) == MEND_OK) {
        size_t len;
        const char *bytes = mend_buf_data(k->buf, &len);
        kit_expect_status(k, mend_buf_append(before, bytes, len), MEND_OK, "keeping a record");
        s = kit_reopen(k) ? kit_sit(k, "") : NULL;
        kit_expect_status(k, kit_unit(s, "S1", &revision), MEND_OK, "loading the unit anew");
        kit_expect(k, revision == 1 && kit_same(k->buf, before), "the unit is another one");
        kit_expect_status(k, kit_units(s, "S1", "", 10), MEND_OK, "listing anew");
        kit_expect_keys(k, "S1", "by the serial number");
    }
    mend_buf_free(before);
}

const kit_check kit_unit_checks[] = {
    {"unit_bytes", "a unit's record comes back byte for byte, however large", MEND_KIT_UNIT, unit_bytes},
    {"unit_revision", "a unit is changed in its expected revision only", MEND_KIT_UNIT, unit_revision},
    {"unit_keys", "units are told apart by every byte of their keys, by tenant, and from tickets", MEND_KIT_UNIT,
     unit_keys},
    {"unit_serial", "units are listed by serial number in the order of their keys", MEND_KIT_UNIT, unit_serial},
    {"unit_moved", "a unit is found by the serial number it has now", MEND_KIT_UNIT, unit_moved},
    {"unit_commit", "a commit writes the unit with its ticket", MEND_KIT_UNIT, unit_commit},
    {"unit_contract", "a commit writes every unit and contract it has", MEND_KIT_UNIT, unit_contract},
    {"unit_stale", "a stale unit answers CONFLICT and nothing is written", MEND_KIT_UNIT, unit_stale},
    {"unit_first", "a unit that is there by now answers CONFLICT", MEND_KIT_UNIT, unit_first},
    {"unit_second", "a stale second one takes the first back", MEND_KIT_UNIT, unit_second},
    {"unit_refused", "a stale ticket leaves its unit alone", MEND_KIT_UNIT, unit_refused},
    {"unit_known", "a known command leaves the unit alone", MEND_KIT_UNIT, unit_known},
    {"unit_batch", "a batch keeps units or takes them back", MEND_KIT_UNIT | MEND_KIT_BATCH, unit_batch},
    {"unit_erase", "an erased ticket leaves its unit behind", MEND_KIT_UNIT | MEND_KIT_ERASE, unit_erase},
    {"unit_reopened", "units are there when the store is opened anew", MEND_KIT_UNIT | KIT_REOPEN, unit_reopened},
    {NULL, NULL, 0, NULL},
};
