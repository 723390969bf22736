/*
 * store.c - taking a host's table, and reading its answers, see store.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "store.h"

#include <string.h>

#define STORE_LEAST  offsetof(mend_store, events) /* bytes up to the members that may be absent */
#define STORE_ABSURD 65536                        /* no release will ever have a table this large */

#define BIT(status) ((uint64_t)1 << -(status))
/* Any callback may say these. */
#define STORE_FAULTS                                                                                                   \
    (BIT(MEND_BUSY) | BIT(MEND_IO) | BIT(MEND_DENIED) | BIT(MEND_CORRUPT) | BIT(MEND_NOMEM) | BIT(MEND_LIMIT) |        \
     BIT(MEND_FULL))
#define STORE_COMMIT (STORE_FAULTS | BIT(MEND_CONFLICT) | BIT(MEND_DUPLICATE) | BIT(MEND_EXISTS) | BIT(MEND_UNKNOWN))

/* The statuses each callback may answer with. */
static const struct {
    const char *name;
    uint64_t known;
} store_answers[] = {
    [MEND__CALL_LOAD] = {"load", STORE_FAULTS | BIT(MEND_NOT_FOUND)},
    [MEND__CALL_RECALL] = {"recall", STORE_FAULTS | BIT(MEND_NOT_FOUND)},
    [MEND__CALL_COMMIT] = {"commit", STORE_COMMIT},
    [MEND__CALL_EVENTS] = {"events", STORE_FAULTS | BIT(MEND_UNSUPPORTED)},
    [MEND__CALL_PAGE] = {"page", STORE_FAULTS | BIT(MEND_NOT_FOUND) | BIT(MEND_UNSUPPORTED)},
    [MEND__CALL_DRAW] = {"draw", STORE_FAULTS | BIT(MEND_EXHAUSTED) | BIT(MEND_UNSUPPORTED)},
    [MEND__CALL_PENDING] = {"pending", STORE_FAULTS | BIT(MEND_NOT_FOUND) | BIT(MEND_UNSUPPORTED)},
    [MEND__CALL_SENT] = {"sent", STORE_FAULTS | BIT(MEND_NOT_FOUND) | BIT(MEND_UNSUPPORTED)},
    [MEND__CALL_BEGIN] = {"begin", STORE_FAULTS | BIT(MEND_UNSUPPORTED)},
    [MEND__CALL_END] = {"end", STORE_COMMIT},
    [MEND__CALL_RANDOM] = {"random", STORE_FAULTS | BIT(MEND_UNSUPPORTED)},
    [MEND__CALL_DUE] = {"due", STORE_FAULTS | BIT(MEND_UNSUPPORTED)},
    [MEND__CALL_ERASE] = {"erase", STORE_FAULTS | BIT(MEND_NOT_FOUND) | BIT(MEND_CONFLICT) | BIT(MEND_UNKNOWN) |
                                       BIT(MEND_UNSUPPORTED)},
    [MEND__CALL_UNIT_LOAD] = {"unit_load", STORE_FAULTS | BIT(MEND_NOT_FOUND)},
    [MEND__CALL_UNIT_PAGE] = {"unit_page", STORE_FAULTS},
    [MEND__CALL_UNIT_PUT] = {"unit_put", STORE_FAULTS | BIT(MEND_CONFLICT) | BIT(MEND_UNKNOWN)},
};

/* Whether the bytes a newer table has behind the members known here are all zero. */
static bool store_tail_is_empty(const mend_store *given)
{
    const unsigned char *bytes = (const unsigned char *)given;
    for (size_t i = sizeof *given; i < given->struct_size; i++) {
        if (bytes[i] != 0) {
            return false;
        }
    }
    return true;
}

mend_status mend__store_take(const mend_store *given, mend_store *out, mend_error *err)
{
    size_t size = given == NULL ? 0 : given->struct_size;
    if (size < STORE_LEAST || size > STORE_ABSURD || (size - STORE_LEAST) % sizeof given->events != 0) {
        return mend__fail(err, MEND_INVALID, "the store's struct_size is no size of a table");
    }
    if (given->reserved != 0) {
        return mend__fail(err, MEND_INVALID, "the store's reserved member must be 0");
    }
    if (!store_tail_is_empty(given)) {
        return mend__fail(err, MEND_UNSUPPORTED, "the store has callbacks this release does not know");
    }
    mend_store table = {0};
    memcpy(&table, given, size < sizeof table ? size : sizeof table);
    if (table.load == NULL || table.recall == NULL || table.commit == NULL) {
        return mend__fail(err, MEND_INVALID, "a store needs load, recall and commit");
    }
    if ((table.begin == NULL) != (table.end == NULL)) {
        return mend__fail(err, MEND_INVALID, "a store has both of begin and end, or none");
    }
    int units = (table.unit_load != NULL) + (table.unit_page != NULL) + (table.unit_put != NULL);
    if (units != 0 && units != 3) {
        return mend__fail(err, MEND_INVALID, "a store has all of unit_load, unit_page and unit_put, or none");
    }
    table.struct_size = sizeof table;
    *out = table;
    return MEND_OK;
}

mend_status mend__store_answer(mend__callback which, mend_status answer, mend_error *err)
{
    if (answer == MEND_OK) {
        return MEND_OK;
    }
    bool known = answer < 0 && answer > -64 && (store_answers[which].known & BIT(answer)) != 0;
    mend_status status = known ? answer : MEND_IO;
    mend__fail(err, status, "the store's ");
    mend__error_add(err, store_answers[which].name);
    if (known) {
        mend__error_add(err, " answers: ");
        mend__error_add(err, mend_status_text(status));
    } else {
        mend__error_add(err, " answers ");
        mend__error_add_int(err, answer);
        mend__error_add(err, ", which it may not");
    }
    return status;
}

mend_status mend__store_lacks(mend__callback which, mend_error *err)
{
    mend__fail(err, MEND_UNSUPPORTED, "the store has no ");
    mend__error_add(err, store_answers[which].name);
    return MEND_UNSUPPORTED;
}
