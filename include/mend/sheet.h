/*
 * mend/sheet.h - what stands on a form that people print or sign: a service sheet, a dispatch sheet, a charge card.
 *
 * The policy's section "sheets" (docs/policy.md) says which fields, in which order, under which headings, and where to
 * sign. Filling a sheet changes nothing and leaves nothing behind. What comes out is data: how it looks on paper is the
 * host's business (docs/sheets.md).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_SHEET_H
#define MEND_SHEET_H

#include "mend/base.h"
#include "mend/policy.h"
#include "mend/ticket.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Sheets, filled.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

/** Fills a sheet. Writes {"sheet","title","head","lang","number","key","state","printed","sections":[…],"foot"}; members
 *  without a text are left out. A section is {"section","label","rows" or "table","texts","sign"}:
 *  - "rows": [{"field","label","type","text","lines","options"}], the value as people read it: choices by their labels,
 *    instants in the policy's zone, money with its currency. "text" is "" where there is no value: "lines" is how many
 *    lines to leave for writing. "options", of fields shown as boxes, are [{"choice","label","chosen"}];
 *  - "table": {"head":[{"field","label","type"}],"rows":[["…"]],"filled"}: rows after the first `filled` ones are empty,
 *    to be written by hand. "field" and "type" are of lists only;
 *  - "texts": [{"text","words"}], of the policy;
 *  - "sign": [{"sign","label","by","at"}], where to sign, and who has signed when.
 *
 *  Every value with a masking class is masked; control characters and marks that turn the direction of writing are left
 *  out of values (of several lines the line feeds stay). Values are not escaped for anything but JSON.
 *  @param policy  the policy the ticket belongs to (any, when the ticket is blank)
 *  @param ticket  a ticket; untouched. NULL or a blank one: a form to be filled in by hand, with all of its sections
 *  @param sheet   the sheet's name
 *  @param len     its length or MEND_NTS
 *  @param now     the host's clock, ms: when it is printed, and which charge card is in force
 *  @param lang    BCP 47 tag of labels and words: "zh…" gives Chinese, anything else English; NULL: the policy's default
 *  @param out     receives the document, appended; as before on failure. All memory comes of its allocator
 *  @param error   details; may be NULL
 *  @return MEND_OK, MEND_NOT_FOUND (no such sheet; the text has a likely meaning), MEND_POLICY_MISMATCH, MEND_RANGE
 *  (now), MEND_LIMIT (a sheet of more than 4 MiB), MEND_INVALID, MEND_NOMEM. Any thread, with its own buffer. */
MEND_API mend_status mend_sheet(const mend_policy *policy, const mend_ticket *ticket, const char *sheet, size_t len,
                                int64_t now, const char *lang, mend_buf *out, mend_error *error);

#ifdef __cplusplus
}
#endif

#endif
