/*
 * kit_inner.h - what the files of the kit share: checks, and the seats from which they look at the store.
 *
 * A seat is a desk with a tap between it and the store. The tap lets everything through, remembers what was committed,
 * and lets a check do something in the middle of a commit, which is the only place where there is a change to be had.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef KIT_INNER_H
#define KIT_INNER_H

#include "mend_store_kit.h"

#include "mend/desk.h"

/* All tickets of the kit are opened at or after this instant, 2024-01-01T00:00:00Z. */
#define KIT_NOW INT64_C(1704067200000)

enum { KIT_SEATS = 4, KIT_TENANT = 64, KIT_TRIES = 8 };

typedef struct kit kit;
typedef struct kit_seat kit_seat;

/* In the middle of a commit. `stored` 0: before it is handed on; 1: behind it, and it was stored. */
typedef void kit_hook(kit_seat *seat, const mend_change *change, int stored);

struct kit_seat {
    kit *k;
    mend_store store; /* the host's table; checks call it directly */
    mend_desk *desk;
    mend_args *args;
    mend_result *result;
    char tenant[KIT_TENANT + 1];
    size_t tenant_len;

    /* For the next command; NULL: none. Used up by it. */
    const char *command, *number;

    /* What the tap does. */
    kit_hook *hook;
    void *hook_user;
    int blind;   /* so many recalls are answered with NOT_FOUND */
    int swallow; /* commits are answered with OK and go nowhere */
    int feign;   /* loads give what the tap saw committed last */

    /* What the tap saw. */
    mend_status answers[KIT_TRIES]; /* the store's answers to the commits of the last command */
    int tries;
    int64_t revision;   /* of the last commit stored */
    mend_buf *record;   /* of the last commit stored */
    mend_buf *outcome;  /* likewise */
    mend_rows *events;  /* all stored, in order */
    mend_rows *notices; /* likewise */
    mend_rows *units;   /* likewise, as they were stored each time */
};

struct kit {
    const mend_kit_host *host;
    FILE *report;
    mend_policy *policy;
    kit_seat *seats[KIT_SEATS]; /* of the check that runs */
    mend_buf *buf;              /* to read into */
    mend_rows *rows;            /* likewise */
    int number;                 /* of the check */
    int wrong;                  /* what did not hold in it */
    char why[1200];
};

typedef struct kit_check {
    const char *name;
    const char *sentence;
    uint32_t needs; /* MEND_KIT_*, and KIT_REOPEN */
    void (*run)(kit *k);
} kit_check;

enum { KIT_REOPEN = 1 << 16 };

/* The checks, by file; each list ends with a name of NULL. */
extern const kit_check kit_ticket_checks[], kit_command_checks[], kit_event_checks[], kit_page_checks[],
    kit_draw_checks[], kit_batch_checks[], kit_outbox_checks[], kit_due_checks[], kit_claim_checks[],
    kit_erase_checks[], kit_unit_checks[], kit_whole_checks[];

#if defined(__GNUC__)
#define KIT_FORMAT(text, first) __attribute__((format(printf, text, first)))
#else
#define KIT_FORMAT(text, first)
#endif

/* Says what did not hold, unless it does. Gives `holds` back. */
int kit_expect(kit *k, int holds, const char *what, ...) KIT_FORMAT(3, 4);
int kit_expect_status(kit *k, mend_status found, mend_status expected, const char *what);

/* Makes a seat for a tenant of this check, told apart by a suffix. NULL (and a complaint) if that fails; everything below
 * accepts NULL and then does nothing. */
kit_seat *kit_sit(kit *k, const char *suffix);
kit_seat *kit_sit_as(kit *k, const char *tenant, size_t len); /* exactly this tenant */
void kit_rise(kit *k, kit_seat *seat);                        /* done for all seats behind each check */
void kit_rise_all(kit *k);
int kit_reopen(kit *k); /* rises first; 0 (and a complaint) if it fails */

/* A command by a desk: an action of the kit's policy, whose opening ones begin with "open", on a ticket, with pairs of
 * field and value behind, closed by NULL. The value NULL takes the field away. */
mend_status kit_do(kit_seat *seat, const char *action, const char *key, int64_t now, ...);
/* The same, and it has to succeed. */
#define kit_must(seat, ...) kit_expect_done(seat, kit_do(seat, __VA_ARGS__))
int kit_expect_done(kit_seat *seat, mend_status status);

/* Opens a ticket that is due at an instant of KIT_NOW's day, or sets that instant anew; INT64_MIN: never. */
mend_status kit_aim(kit_seat *seat, const char *action, const char *key, int64_t due);
/* A sweep by the seat's desk, of one ticket, under claims that last so long. */
mend_status kit_sweep(kit_seat *seat, int64_t now, int64_t lease, mend_sweep_info *info);

/* The table, directly. Each empties what it reads into: k->buf, k->rows. */
mend_status kit_load(kit_seat *seat, const char *key, int64_t *revision);
mend_status kit_recall(kit_seat *seat, const char *command);
mend_status kit_events(kit_seat *seat, const char *key, int64_t after, int32_t max);
mend_status kit_page(kit_seat *seat, mend_index index, const char *value, const char *after, int32_t max);
mend_status kit_pending(kit_seat *seat, const char *after, int32_t max);
mend_status kit_draw(kit_seat *seat, const char *counter, int64_t start, int64_t step, int32_t count, int64_t limit,
                     int64_t *last);
mend_status kit_sent(kit_seat *seat, const char *id, int32_t done);

typedef struct kit_cursor {
    int64_t due; /* INT64_MIN: the front */
    const char *tenant, *key;
} kit_cursor;
/* after NULL: from the front; lease INT64_MIN: only looks. */
mend_status kit_due(kit_seat *seat, int64_t until, const kit_cursor *after, int32_t max, int64_t now, int64_t lease);
mend_status kit_erase(kit_seat *seat, const char *key, int64_t expected);
mend_status kit_unit(kit_seat *seat, const char *key, int64_t *revision);
mend_status kit_units(kit_seat *seat, const char *serial, const char *after, int32_t max);

/* By the seat's desk: stores a unit, given as JSON with ' for \". */
mend_status kit_unit_put(kit_seat *seat, const char *document);
/* The unit is stored as the tap saw it last, in this revision; 0: there is none. */
int kit_expect_unit(kit_seat *seat, const char *key, int64_t revision);

/* k->buf, or a row of k->rows, holds exactly these bytes. */
int kit_same(const mend_buf *a, const mend_buf *b);
int kit_row_is(const mend_rows *rows, int32_t i, const char *bytes, size_t len);
/* The keys of k->rows, with spaces between, are these. */
int kit_expect_keys(kit *k, const char *keys, const char *what);
/* The ticket is stored as the tap saw it last: record, revision. */
int kit_expect_stored(kit_seat *seat, const char *key);
/* Nothing of a refused command on this ticket is there: revision, events, notices, index, idempotency entry. The
 * revision before is given, 0: no ticket; `level` is the value of a field the command was to set. */
void kit_expect_untouched(kit_seat *seat, const char *key, int64_t revision, const char *command, const char *level);
/* So many events and notices are stored for the tenant's ticket. */
int kit_has(const kit *k, uint32_t features);
int64_t kit_count_events(kit_seat *seat, const char *key);
int64_t kit_count_notices(kit_seat *seat);

#endif
