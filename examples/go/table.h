/* table.h - the library's table of callbacks over a Store of Go. SPDX-License-Identifier: Apache-2.0 */
#ifndef MEND_GO_TABLE_H
#define MEND_GO_TABLE_H

#include <mend/mend.h>

enum {
    MEND_GO_EVENTS = 1,
    MEND_GO_PAGE = 2,
    MEND_GO_DRAW = 4,
    MEND_GO_OUTBOX = 8,
    MEND_GO_BATCH = 16,
    MEND_GO_RANDOM = 32,
    MEND_GO_DUE = 64,
    MEND_GO_ERASE = 256,
    MEND_GO_UNIT = 512
};

/* Fills the table for the seat of that handle; what the store has not got stays NULL. */
void mend_go_table(mend_store *out, uintptr_t seat, uint32_t features);

#endif
