/*
 * mend_store_kit.h - checks a store against the contract in mend/store.h.
 *
 * A host links this kit with its own table, describes the table in a mend_kit_host and calls mend_store_kit(). Each check
 * works under tenants of its own, so one database can serve the whole run; give another prefix where it is not empty.
 * docs/store.md shows a program.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_STORE_KIT_H
#define MEND_STORE_KIT_H

#include "mend/store.h"

#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What the table is said to have beside load, recall and commit. */
enum {
    MEND_KIT_EVENTS = 1,  /**< events */
    MEND_KIT_PAGE = 2,    /**< page */
    MEND_KIT_DRAW = 4,    /**< draw */
    MEND_KIT_OUTBOX = 8,  /**< pending and sent */
    MEND_KIT_BATCH = 16,  /**< begin and end */
    MEND_KIT_RANDOM = 32, /**< random */
    MEND_KIT_DUE = 64,    /**< due */
    MEND_KIT_CLAIM = 128, /**< due claims what it gives */
    MEND_KIT_ERASE = 256, /**< erase */
    MEND_KIT_UNIT = 512,  /**< unit_load, unit_page and unit_put, and commits that write units */
    MEND_KIT_ALL = 1023   /**< all of them */
};

/** The store to be checked. */
typedef struct mend_kit_host {
    uint32_t struct_size; /**< sizeof(mend_kit_host) */
    uint32_t features;    /**< MEND_KIT_*: the kit fails a table that has more or less than is said here */
    void *user;           /**< handed to the functions below */
    const char *prefix;   /**< begins the name of every tenant, at most 40 bytes; NULL: "kit" */

    /** Gives a table on the data; the kit calls its `destroy`. Several are open at once and see each other's commits. */
    mend_status (*open)(void *user, mend_store *out);
    /** All tables have been destroyed: lets go of everything that is in memory and takes it up again from where it is
     *  kept. NULL: the store keeps nothing. */
    mend_status (*reopen)(void *user);
} mend_kit_host;

/** Runs every check.
 *  @param host    the store
 *  @param report  receives a line for each check, ok, absent or FAILED, and why; NULL: nothing is written
 *  @return how many checks failed; -1 if the kit itself could not be set up. */
int mend_store_kit(const mend_kit_host *host, FILE *report);

#ifdef __cplusplus
}
#endif

#endif
