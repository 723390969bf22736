/*
 * shelf.h - what the desk keeps besides tickets: policies in their order, people; and what it counts about people.
 *
 * A shelf stands beside the tickets, in the same database, over a connection of its own. There are two of them,
 * shelf_sqlite.c and shelf_postgres.c; nothing else of the desk knows which. Every call says itself what went wrong and
 * gives the ending.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_SHELF_H
#define DESK_SHELF_H

#include "app.h"

/* What receives rows, one after the other; anything but END_DONE ends the reading. Texts live until it returns. */
typedef ending (*shelf_row)(void *user, const char *name, const char *bytes, size_t len);

/* Policies are kept as their merged canonical document; the one with the highest place is in force. */
typedef struct shelf_calls {
    /* Makes the tables, with a first policy, in one transaction; MEND_DUPLICATE if they are there already. */
    ending (*init)(app *a, const mend_policy *policy, const char *document, size_t len);
    /* Every policy with its digest, the one in force last. */
    ending (*policies)(app *a, shelf_row take, void *user);
    /* Adds one before all others, or behind the last. */
    ending (*add)(app *a, const mend_policy *policy, const char *document, size_t len, bool behind);
    /* Puts one that is there in force. */
    ending (*raise)(app *a, const mend_policy *policy);
    /* Takes one out; false: it stays. Says nothing. */
    bool (*drop)(app *a, const char *digest);

    /* Every person's document with its id, in the order of the ids. */
    ending (*staff)(app *a, shelf_row take, void *user);
    /* People of an array, each put in the place of whom its id names: all of them or nobody. */
    ending (*staff_put)(app *a, const json *people, int64_t *count);
    ending (*staff_remove)(app *a, const char *id, bool *was);

    /* Tickets other than `key` that somebody has and that are not done. */
    ending (*load)(app *a, const char *key, const char *id, int64_t *count);
    /* What somebody knows from such tickets: the serial number, customer, product of the ticket `key`. */
    ending (*knows)(app *a, const char *key, const char *id, shelf_row take, void *user);

    void (*close)(app *a);
} shelf_calls;

struct shelf { /* first member of each kind */
    const shelf_calls *calls;
};

/* Opens database, desk and shelf: a->desk, a->shelf. make: the store's tables too, if they are not there. */
ending shelf_open_sqlite(app *a, bool make);
ending shelf_open_postgres(app *a, bool make);

/* Settles where the desk is: by --store, --db, MEND_DESK_STORE, MEND_DESK_DB. What is shown of it holds no password. */
ending shelf_settle(app *a);

#endif
