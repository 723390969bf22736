/*
 * record.h - a ticket as the bytes a store keeps: one line "MEND 1 <CRC-32C in 8 hexadecimal digits>", then canonical JSON.
 *
 * The checksum covers the JSON. A higher number in the first line was written by a newer release and is left alone.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__RECORD_H
#define MEND__RECORD_H

#include "ground/json.h"
#include "ticket.h"

#define MEND__RECORD_VERSION 1
#define MEND__RECORD_DEPTH   8

/* Never below the record's size, and cheap. */
size_t mend__record_bound(const mend_ticket *t);
/* The record's size, by writing it. */
mend_status mend__record_size(const mend_ticket *t, size_t *out);

/* Reads a record into a ticket, whatever that was, by a tree, whatever that was; both keep their memory for the next one.
 * As mend_ticket_load(), but after a fault the ticket is blank. */
mend_status mend__ticket_read(mend_ticket *t, mend__json *tree, mend__str record, mend_error *err);

/* The slots as an array of texts and nulls. */
void mend__slots_write(const mend_ticket *t, mend__jw *w);

#endif
