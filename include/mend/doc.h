/*
 * mend/doc.h - the document door: everything that decides, asked in JSON and answered in JSON.
 *
 * A request is {"op":"…", …}; the reply always holds "status" (the name without MEND_), and on a fault
 * "error":{"reason","text","path","line","column","offset","document"}, as far as they are known. docs/door.md lists the
 * operations. Command lines, test drivers and bindings sit on it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_DOC_H
#define MEND_DOC_H

#include "mend/base.h"
#include "mend/desk.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  JSON in, JSON out.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

/** Answers one request. Tickets come and go in the request and the reply; nothing is kept between calls. Any thread,
 *  with its own reply.
 *  @param policy   for operations that need one; NULL: the request may bring its own as "policy"
 *  @param request  the document
 *  @param len      its length or MEND_NTS
 *  @param reply    emptied, then receives the reply, also after a refusal or a fault
 *  @param error    details of a fault; may be NULL
 *  @return the status that the reply holds, refusals included; MEND_NOMEM and MEND_INVALID may leave the reply empty.
 *  */
MEND_API mend_status mend_doc_call(const mend_policy *policy, const char *request, size_t len, mend_buf *reply,
                                   mend_error *error);

/** Answers one request about stored tickets: op open, act, try, actions, tick, show, reveal, history, list, pending,
 *  sent, with "key" naming the ticket and "args" as mend_args_json() reads them. One thread at a time, as for the desk.
 *  @param desk     a desk
 *  @param now      the host's clock, ms
 *  @param request  the document
 *  @param len      its length or MEND_NTS
 *  @param reply    emptied, then receives the reply
 *  @param error    details of a fault; may be NULL
 *  @return as mend_doc_call(). What an operation has stored cannot be taken back: if memory runs out behind that, the
 *  status is MEND_OK and the reply {"status":"OK","cut":true}. */
MEND_API mend_status mend_doc_desk(mend_desk *desk, int64_t now, const char *request, size_t len, mend_buf *reply,
                                   mend_error *error);

#ifdef __cplusplus
}
#endif

#endif
