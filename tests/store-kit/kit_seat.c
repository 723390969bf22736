/*
 * kit_seat.c - the kit's policy, its seats with their taps, and what checks look with.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "kit_inner.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* ---- complaints ---- */

int kit_expect(kit *k, int holds, const char *what, ...)
{
    if (holds) {
        return 1;
    }
    size_t used = strlen(k->why), room = sizeof k->why - used;
    if (k->wrong++ < 6 && room > 8) {
        va_list list;
        va_start(list, what);
        snprintf(k->why + used, room, "\n           ");
        used = strlen(k->why);
        vsnprintf(k->why + used, sizeof k->why - used, what, list);
        va_end(list);
    }
    return 0;
}

int kit_expect_status(kit *k, mend_status found, mend_status expected, const char *what)
{
    return kit_expect(k, found == expected, "%s: %s, not %s", what, mend_status_name(found),
                      mend_status_name(expected));
}

int kit_has(const kit *k, uint32_t features)
{
    return (k->host->features & features) == features;
}

/* ---- the tap ---- */

static mend_status tap_load(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                            mend_buf *record, int64_t *revision)
{
    kit_seat *s = user;
    if (!s->feign) {
        return s->store.load(s->store.user, tenant, tenant_len, key, key_len, record, revision);
    }
    size_t len;
    const char *bytes = mend_buf_data(s->record, &len);
    *revision = s->revision;
    return mend_buf_append(record, bytes, len);
}

static mend_status tap_recall(void *user, const char *tenant, size_t tenant_len, const char *idempotency, size_t len,
                              mend_buf *outcome)
{
    kit_seat *s = user;
    if (s->blind > 0) {
        s->blind--;
        return MEND_NOT_FOUND;
    }
    return s->store.recall(s->store.user, tenant, tenant_len, idempotency, len, outcome);
}

static mend_status keep(mend_buf *to, const char *bytes, size_t len)
{
    mend_buf_clear(to);
    return mend_buf_append(to, bytes, len);
}

static mend_status note_units(kit_seat *s, const mend_change *change)
{
    mend_status status = MEND_OK;
    for (int32_t i = 0; status == MEND_OK && i < mend_change_unit_count(change); i++) {
        size_t key_len, len;
        const char *key = mend_change_unit_key(change, i, &key_len), *record = mend_change_unit_record(change, i, &len);
        status = mend_rows_add(s->units, key, key_len, mend_change_unit_revision(change, i), record, len);
    }
    return status;
}

/* Notes what has been stored. */
static mend_status note(kit_seat *s, const mend_change *change)
{
    size_t len, id_len;
    const char *bytes = mend_change_record(change, &len), *id;
    mend_status status = keep(s->record, bytes, len);
    bytes = mend_change_outcome(change, &len);
    status = status == MEND_OK ? keep(s->outcome, bytes, len) : status;
    s->revision = mend_change_revision(change);
    for (int32_t i = 0; status == MEND_OK && i < mend_change_event_count(change); i++) {
        int64_t seq, at;
        bytes = mend_change_event(change, i, &seq, &at, &len);
        status = mend_rows_add(s->events, "", 0, seq, bytes, len);
    }
    for (int32_t i = 0; status == MEND_OK && i < mend_change_notice_count(change); i++) {
        bytes = mend_change_notice(change, i, &id, &id_len, &len);
        status = mend_rows_add(s->notices, id, id_len, 0, bytes, len);
    }
    return status == MEND_OK ? note_units(s, change) : status;
}

static mend_status tap_commit(void *user, const mend_change *change)
{
    kit_seat *s = user;
    if (s->hook != NULL) {
        s->hook(s, change, 0);
    }
    mend_status status = s->swallow ? MEND_OK : s->store.commit(s->store.user, change);
    if (s->tries < KIT_TRIES) {
        s->answers[s->tries++] = status;
    }
    if (status == MEND_OK) {
        kit_expect_status(s->k, note(s, change), MEND_OK, "noting what was committed");
        if (s->hook != NULL) {
            s->hook(s, change, 1);
        }
    }
    return status;
}

static mend_status tap_events(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                              int64_t after, int32_t max, mend_rows *rows)
{
    kit_seat *s = user;
    return s->store.events(s->store.user, tenant, tenant_len, key, key_len, after, max, rows);
}

static mend_status tap_page(void *user, const char *tenant, size_t tenant_len, mend_index index, const char *value,
                            size_t value_len, const char *after, size_t after_len, int32_t max, mend_rows *rows)
{
    kit_seat *s = user;
    return s->store.page(s->store.user, tenant, tenant_len, index, value, value_len, after, after_len, max, rows);
}

static mend_status tap_draw(void *user, const char *tenant, size_t tenant_len, const char *counter, size_t counter_len,
                            int64_t start, int64_t step, int32_t count, int64_t limit, int64_t *last)
{
    kit_seat *s = user;
    return s->store.draw(s->store.user, tenant, tenant_len, counter, counter_len, start, step, count, limit, last);
}

static mend_status tap_pending(void *user, const char *tenant, size_t tenant_len, const char *after, size_t after_len,
                               int32_t max, mend_rows *rows)
{
    kit_seat *s = user;
    return s->store.pending(s->store.user, tenant, tenant_len, after, after_len, max, rows);
}

static mend_status tap_sent(void *user, const char *tenant, size_t tenant_len, const char *id, size_t id_len,
                            int32_t done)
{
    kit_seat *s = user;
    return s->store.sent(s->store.user, tenant, tenant_len, id, id_len, done);
}

static mend_status tap_begin(void *user)
{
    kit_seat *s = user;
    return s->store.begin(s->store.user);
}

static mend_status tap_end(void *user, int32_t keep_it)
{
    kit_seat *s = user;
    return s->store.end(s->store.user, keep_it);
}

static mend_status tap_random(void *user, unsigned char *out, size_t len)
{
    kit_seat *s = user;
    return s->store.random(s->store.user, out, len);
}

static mend_status tap_due(void *user, const char *tenant, size_t tenant_len, int64_t until, int64_t after_due,
                           const char *after_tenant, size_t after_tenant_len, const char *after_key,
                           size_t after_key_len, int32_t max, int64_t now, int64_t lease_until, mend_rows *rows)
{
    kit_seat *s = user;
    return s->store.due(s->store.user, tenant, tenant_len, until, after_due, after_tenant, after_tenant_len, after_key,
                        after_key_len, max, now, lease_until, rows);
}

static mend_status tap_erase(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                             int64_t expected)
{
    kit_seat *s = user;
    return s->store.erase(s->store.user, tenant, tenant_len, key, key_len, expected);
}

static mend_status tap_unit_load(void *user, const char *tenant, size_t tenant_len, const char *key, size_t key_len,
                                 mend_buf *record, int64_t *revision)
{
    kit_seat *s = user;
    return s->store.unit_load(s->store.user, tenant, tenant_len, key, key_len, record, revision);
}

static mend_status tap_unit_page(void *user, const char *tenant, size_t tenant_len, const char *serial,
                                 size_t serial_len, const char *after, size_t after_len, int32_t max, mend_rows *rows)
{
    kit_seat *s = user;
    return s->store.unit_page(s->store.user, tenant, tenant_len, serial, serial_len, after, after_len, max, rows);
}

static mend_status tap_unit_put(void *user, const mend_change *change)
{
    kit_seat *s = user;
    if (s->hook != NULL) {
        s->hook(s, change, 0);
    }
    mend_status status = s->store.unit_put(s->store.user, change);
    if (status == MEND_OK) {
        kit_expect_status(s->k, note_units(s, change), MEND_OK, "noting what was stored");
    }
    return status;
}

static void tap_destroy(void *user)
{
    kit_seat *s = user;
    if (s->store.destroy != NULL) {
        s->store.destroy(s->store.user);
    }
}

static void tap_table(kit_seat *s, mend_store *out)
{
    *out = (mend_store){.struct_size = sizeof *out,
                        .user = s,
                        .load = tap_load,
                        .recall = tap_recall,
                        .commit = tap_commit,
                        .events = s->store.events != NULL ? tap_events : NULL,
                        .page = s->store.page != NULL ? tap_page : NULL,
                        .draw = s->store.draw != NULL ? tap_draw : NULL,
                        .pending = s->store.pending != NULL ? tap_pending : NULL,
                        .sent = s->store.sent != NULL ? tap_sent : NULL,
                        .begin = s->store.begin != NULL ? tap_begin : NULL,
                        .end = s->store.end != NULL ? tap_end : NULL,
                        .random = s->store.random != NULL ? tap_random : NULL,
                        .due = s->store.due != NULL ? tap_due : NULL,
                        .erase = s->store.erase != NULL ? tap_erase : NULL,
                        .unit_load = s->store.unit_load != NULL ? tap_unit_load : NULL,
                        .unit_page = s->store.unit_page != NULL ? tap_unit_page : NULL,
                        .unit_put = s->store.unit_put != NULL ? tap_unit_put : NULL,
                        .destroy = tap_destroy};
}

/* ---- seats ---- */

static mend_status make_desk(kit_seat *s)
{
    mend_store table;
    mend_status status = mend_args_new(NULL, &s->args);
    status = status == MEND_OK ? mend_result_new(NULL, &s->result) : status;
    status = status == MEND_OK ? mend_buf_new(NULL, &s->record) : status;
    status = status == MEND_OK ? mend_buf_new(NULL, &s->outcome) : status;
    status = status == MEND_OK ? mend_rows_new(NULL, &s->events) : status;
    status = status == MEND_OK ? mend_rows_new(NULL, &s->notices) : status;
    status = status == MEND_OK ? mend_rows_new(NULL, &s->units) : status;
    if (status == MEND_OK) {
        tap_table(s, &table);
        status = mend_desk_new(NULL, &table, s->tenant, s->tenant_len, &s->desk, NULL);
    }
    return status == MEND_OK ? mend_desk_policy(s->desk, s->k->policy) : status;
}

static void free_seat(kit_seat *s)
{
    if (s->desk != NULL) {
        mend_desk_free(s->desk);
    } else {
        tap_destroy(s);
    }
    mend_args_free(s->args);
    mend_result_free(s->result);
    mend_buf_free(s->record);
    mend_buf_free(s->outcome);
    mend_rows_free(s->events);
    mend_rows_free(s->notices);
    mend_rows_free(s->units);
    free(s);
}

kit_seat *kit_sit_as(kit *k, const char *tenant, size_t len)
{
    int place = 0;
    while (place < KIT_SEATS && k->seats[place] != NULL) {
        place++;
    }
    kit_seat *s = place < KIT_SEATS && len <= KIT_TENANT ? calloc(1, sizeof *s) : NULL;
    if (!kit_expect(k, s != NULL, "the kit has no room for another seat")) {
        return NULL;
    }
    s->k = k;
    memcpy(s->tenant, tenant, len);
    s->tenant_len = len;
    mend_status status = k->host->open(k->host->user, &s->store);
    if (!kit_expect_status(k, status, MEND_OK, "opening a table")) {
        free(s);
        return NULL;
    }
    status = make_desk(s);
    if (!kit_expect_status(k, status, MEND_OK, "making a desk on the table")) {
        free_seat(s);
        return NULL;
    }
    k->seats[place] = s;
    return s;
}

kit_seat *kit_sit(kit *k, const char *suffix)
{
    char tenant[KIT_TENANT + 1];
    const char *prefix = k->host->prefix == NULL ? "kit" : k->host->prefix;
    int len = snprintf(tenant, sizeof tenant, "%.40s-%03d%s", prefix, k->number, suffix);
    return kit_sit_as(k, tenant, (size_t)len);
}

void kit_rise(kit *k, kit_seat *seat)
{
    for (int i = 0; i < KIT_SEATS; i++) {
        if (seat != NULL && k->seats[i] == seat) {
            free_seat(seat);
            k->seats[i] = NULL;
        }
    }
}

void kit_rise_all(kit *k)
{
    for (int i = KIT_SEATS - 1; i >= 0; i--) {
        kit_rise(k, k->seats[i]);
    }
}

int kit_reopen(kit *k)
{
    kit_rise_all(k);
    return kit_expect_status(k, k->host->reopen(k->host->user), MEND_OK, "opening the store anew");
}

/* ---- commands ---- */

static mend_status set_fields(mend_args *args, va_list pairs)
{
    mend_status status = MEND_OK;
    for (const char *path = va_arg(pairs, const char *); status == MEND_OK && path != NULL;) {
        const char *value = va_arg(pairs, const char *);
        status = value != NULL ? mend_args_text(args, path, MEND_NTS, value, MEND_NTS)
                               : mend_args_unset(args, path, MEND_NTS);
        path = va_arg(pairs, const char *);
    }
    return status;
}

static mend_status set_command(kit_seat *s, const char *action)
{
    mend_args_clear(s->args);
    mend_status status = mend_args_action(s->args, action, MEND_NTS);
    status = status == MEND_OK ? mend_args_actor(s->args, "kit", MEND_NTS) : status;
    status = status == MEND_OK ? mend_args_role(s->args, "clerk", MEND_NTS) : status;
    if (status == MEND_OK && s->command != NULL) {
        status = mend_args_key(s->args, s->command, MEND_NTS);
    }
    return status;
}

mend_status kit_do(kit_seat *seat, const char *action, const char *key, int64_t now, ...)
{
    if (seat == NULL) {
        return MEND_INTERNAL;
    }
    va_list pairs;
    va_start(pairs, now);
    mend_status status = set_command(seat, action);
    status = status == MEND_OK ? set_fields(seat->args, pairs) : status;
    va_end(pairs);
    int opens = strncmp(action, "open", 4) == 0;
    const char *number = seat->number == NULL ? "" : seat->number;
    if (status == MEND_OK && opens) {
        status = mend_args_ticket(seat->args, "", 0, key, MEND_NTS, number, MEND_NTS);
    }
    seat->command = seat->number = NULL;
    seat->tries = 0;
    if (status != MEND_OK) {
        return status;
    }
    return opens ? mend_desk_open(seat->desk, seat->args, now, NULL, seat->result, NULL)
                 : mend_desk_act(seat->desk, key, MEND_NTS, seat->args, now, NULL, seat->result, NULL);
}

mend_status kit_aim(kit_seat *seat, const char *action, const char *key, int64_t due)
{
    char text[40];
    int ms = due == INT64_MIN ? 0 : (int)(due - KIT_NOW);
    snprintf(text, sizeof text, "2024-01-01T%02d:%02d:%02d.%03dZ", ms / 3600000 % 24, ms / 60000 % 60, ms / 1000 % 60,
             ms % 1000);
    return kit_do(seat, action, key, KIT_NOW, "visit_from", due == INT64_MIN ? NULL : text, NULL);
}

mend_status kit_sweep(kit_seat *seat, int64_t now, int64_t lease, mend_sweep_info *info)
{
    mend_sweep_options options = {.struct_size = sizeof options, .max = 1, .rounds = 1, .lease = lease};
    *info = (mend_sweep_info){.struct_size = sizeof *info};
    if (seat == NULL) {
        return MEND_INTERNAL;
    }
    seat->tries = 0;
    return mend_desk_sweep(seat->desk, now, &options, info, NULL, NULL);
}

int kit_expect_done(kit_seat *seat, mend_status status)
{
    if (seat == NULL || kit_expect_status(seat->k, status, MEND_OK, "a command that has to succeed")) {
        return seat != NULL;
    }
    const char *field = mend_result_param(seat->result, 0, "field", NULL);
    kit_expect(seat->k, mend_result_reason_count(seat->result) == 0, "%s %s",
               mend_reason_name(mend_result_reason(seat->result, 0)), field == NULL ? "" : field);
    return 0;
}

/* ---- the table, directly ---- */

mend_status kit_load(kit_seat *seat, const char *key, int64_t *revision)
{
    if (seat == NULL) {
        return MEND_INTERNAL;
    }
    mend_buf_clear(seat->k->buf);
    return seat->store.load(seat->store.user, seat->tenant, seat->tenant_len, key, strlen(key), seat->k->buf, revision);
}

mend_status kit_recall(kit_seat *seat, const char *command)
{
    if (seat == NULL) {
        return MEND_INTERNAL;
    }
    mend_buf_clear(seat->k->buf);
    return seat->store.recall(seat->store.user, seat->tenant, seat->tenant_len, command, strlen(command), seat->k->buf);
}

/* An empty list in place of the one there. */
static mend_status fresh_rows(kit *k)
{
    mend_rows_free(k->rows);
    k->rows = NULL;
    return mend_rows_new(NULL, &k->rows);
}

mend_status kit_events(kit_seat *seat, const char *key, int64_t after, int32_t max)
{
    mend_status status = seat == NULL ? MEND_INTERNAL : fresh_rows(seat->k);
    return status != MEND_OK ? status
                             : seat->store.events(seat->store.user, seat->tenant, seat->tenant_len, key, strlen(key),
                                                  after, max, seat->k->rows);
}

mend_status kit_page(kit_seat *seat, mend_index index, const char *value, const char *after, int32_t max)
{
    mend_status status = seat == NULL ? MEND_INTERNAL : fresh_rows(seat->k);
    return status != MEND_OK ? status
                             : seat->store.page(seat->store.user, seat->tenant, seat->tenant_len, index, value,
                                                strlen(value), after, strlen(after), max, seat->k->rows);
}

mend_status kit_pending(kit_seat *seat, const char *after, int32_t max)
{
    mend_status status = seat == NULL ? MEND_INTERNAL : fresh_rows(seat->k);
    return status != MEND_OK ? status
                             : seat->store.pending(seat->store.user, seat->tenant, seat->tenant_len, after,
                                                   strlen(after), max, seat->k->rows);
}

mend_status kit_draw(kit_seat *seat, const char *counter, int64_t start, int64_t step, int32_t count, int64_t limit,
                     int64_t *last)
{
    return seat == NULL ? MEND_INTERNAL
                        : seat->store.draw(seat->store.user, seat->tenant, seat->tenant_len, counter, strlen(counter),
                                           start, step, count, limit, last);
}

mend_status kit_sent(kit_seat *seat, const char *id, int32_t done)
{
    return seat == NULL ? MEND_INTERNAL
                        : seat->store.sent(seat->store.user, seat->tenant, seat->tenant_len, id, strlen(id), done);
}

mend_status kit_due(kit_seat *seat, int64_t until, const kit_cursor *after, int32_t max, int64_t now, int64_t lease)
{
    static const kit_cursor front = {INT64_MIN, "", ""};
    mend_status status = seat == NULL ? MEND_INTERNAL : fresh_rows(seat->k);
    after = after == NULL ? &front : after;
    return status != MEND_OK
               ? status
               : seat->store.due(seat->store.user, seat->tenant, seat->tenant_len, until, after->due, after->tenant,
                                 strlen(after->tenant), after->key, strlen(after->key), max, now, lease, seat->k->rows);
}

mend_status kit_erase(kit_seat *seat, const char *key, int64_t expected)
{
    return seat == NULL
               ? MEND_INTERNAL
               : seat->store.erase(seat->store.user, seat->tenant, seat->tenant_len, key, strlen(key), expected);
}

mend_status kit_unit(kit_seat *seat, const char *key, int64_t *revision)
{
    if (seat == NULL) {
        return MEND_INTERNAL;
    }
    mend_buf_clear(seat->k->buf);
    return seat->store.unit_load(seat->store.user, seat->tenant, seat->tenant_len, key, strlen(key), seat->k->buf,
                                 revision);
}

mend_status kit_units(kit_seat *seat, const char *serial, const char *after, int32_t max)
{
    mend_status status = seat == NULL ? MEND_INTERNAL : fresh_rows(seat->k);
    return status != MEND_OK ? status
                             : seat->store.unit_page(seat->store.user, seat->tenant, seat->tenant_len, serial,
                                                     strlen(serial), after, strlen(after), max, seat->k->rows);
}

mend_status kit_unit_put(kit_seat *seat, const char *document)
{
    mend_unit *unit = NULL;
    size_t len = strlen(document);
    char *json = seat == NULL ? NULL : malloc(len + 1);
    mend_status status = json == NULL ? MEND_INTERNAL : mend_unit_new(NULL, &unit);
    for (size_t i = 0; json != NULL && i <= len; i++) {
        json[i] = (char)(document[i] == '\'' ? '"' : document[i]);
    }
    status = status == MEND_OK ? mend_unit_read(unit, json, len, NULL) : status;
    status = status == MEND_OK ? mend_desk_unit_put(seat->desk, unit, NULL) : status;
    mend_unit_free(unit);
    free(json);
    return status;
}

/* ---- looking ---- */

int kit_same(const mend_buf *a, const mend_buf *b)
{
    size_t a_len, b_len;
    const char *a_bytes = mend_buf_data(a, &a_len), *b_bytes = mend_buf_data(b, &b_len);
    return a_len == b_len && (a_len == 0 || memcmp(a_bytes, b_bytes, a_len) == 0);
}

int kit_row_is(const mend_rows *rows, int32_t i, const char *bytes, size_t len)
{
    size_t found;
    const char *row = mend_rows_bytes(rows, i, &found);
    return row != NULL && found == len && memcmp(row, bytes, len) == 0;
}

int kit_expect_keys(kit *k, const char *keys, const char *what)
{
    char found[800] = "";
    size_t used = 0;
    for (int32_t i = 0; i < mend_rows_count(k->rows); i++) {
        size_t len;
        const char *key = mend_rows_key(k->rows, i, &len);
        if (used + len + 2 > sizeof found) {
            return kit_expect(k, 0, "%s: more tickets than can be", what);
        }
        used += (size_t)snprintf(found + used, sizeof found - used, "%s%.*s", i == 0 ? "" : " ", (int)len, key);
    }
    return kit_expect(k, strcmp(found, keys) == 0, "%s: \"%s\", not \"%s\"", what, found, keys);
}

int kit_expect_stored(kit_seat *seat, const char *key)
{
    int64_t revision = 0;
    if (seat == NULL || !kit_expect_status(seat->k, kit_load(seat, key, &revision), MEND_OK, "loading a ticket")) {
        return 0;
    }
    return kit_expect(seat->k, kit_same(seat->k->buf, seat->record), "the record of %s is not the one committed",
                      key) &&
           kit_expect(seat->k, revision == seat->revision, "the revision of %s is %lld, not %lld", key,
                      (long long)revision, (long long)seat->revision);
}

int kit_expect_unit(kit_seat *seat, const char *key, int64_t revision)
{
    int64_t found = 0;
    if (seat == NULL) {
        return 0;
    }
    mend_status status = kit_unit(seat, key, &found), expected = revision == 0 ? MEND_NOT_FOUND : MEND_OK;
    if (!kit_expect_status(seat->k, status, expected, "loading a unit") || revision == 0) {
        return 0;
    }
    int32_t i = mend_rows_count(seat->units) - 1;
    while (i >= 0 && strcmp(mend_rows_key(seat->units, i, NULL), key) != 0) {
        i--;
    }
    size_t len;
    const char *bytes = mend_buf_data(seat->k->buf, &len);
    kit_expect(seat->k, found == revision, "the revision of unit %s is %lld, not %lld", key, (long long)found,
               (long long)revision);
    return kit_expect(seat->k, i >= 0 && kit_row_is(seat->units, i, bytes, len),
                      "the record of unit %s is not the one stored", key);
}

int64_t kit_count_events(kit_seat *seat, const char *key)
{
    if (seat == NULL || !kit_has(seat->k, MEND_KIT_EVENTS)) {
        return 0;
    }
    kit_expect_status(seat->k, kit_events(seat, key, 0, 1000), MEND_OK, "reading events");
    return mend_rows_count(seat->k->rows);
}

int64_t kit_count_notices(kit_seat *seat)
{
    if (seat == NULL || !kit_has(seat->k, MEND_KIT_OUTBOX)) {
        return 0;
    }
    kit_expect_status(seat->k, kit_pending(seat, "", 1000), MEND_OK, "reading the outbox");
    return mend_rows_count(seat->k->rows);
}

void kit_expect_untouched(kit_seat *seat, const char *key, int64_t revision, const char *command, const char *level)
{
    if (seat == NULL) {
        return;
    }
    kit *k = seat->k;
    int64_t found = 0;
    mend_status status = kit_load(seat, key, &found);
    if (revision == 0) {
        kit_expect_status(k, status, MEND_NOT_FOUND, "loading a ticket whose opening was refused");
    } else if (kit_expect_status(k, status, MEND_OK, "loading a ticket after a refusal")) {
        kit_expect(k, found == revision, "a refused change moved the revision to %lld", (long long)found);
    }
    if (kit_has(k, MEND_KIT_EVENTS)) {
        kit_expect(k, kit_count_events(seat, key) == revision, "a refused change left an event");
    }
    if (kit_has(k, MEND_KIT_OUTBOX)) {
        kit_expect(k, kit_count_notices(seat) == mend_rows_count(seat->notices), "a refused change left a notice");
    }
    if (kit_has(k, MEND_KIT_PAGE)) {
        kit_expect_status(k, kit_page(seat, MEND_INDEX_LEVEL, level, "", 100), MEND_OK, "listing by level");
        kit_expect(k, mend_rows_count(k->rows) == 0, "a refused change moved an index");
    }
    if (command != NULL) {
        kit_expect_status(k, kit_recall(seat, command), MEND_NOT_FOUND, "recalling the key of a refused change");
    }
}
