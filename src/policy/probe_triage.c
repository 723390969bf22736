/*
 * probe_triage.c - a section "triage" tried against the fields of a ticket that nobody has opened.
 *
 * The row is such a section; one without members stands for the policy's own. Choices and labels are the policy's, so
 * there must be one. The facts are fields by name.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include "judgement.h"

/* ---- the section ---- */

/* The policy with the row in place of its own section, so that names are the row's. */
static mend_status probe_section(const mend__probe *p, mend_policy *out)
{
    if (p->policy == NULL) {
        return mend__json_fail(p->tree, p->row, MEND_SCHEMA, "levels are choices of a policy, and there is none",
                               p->err);
    }
    *out = *p->policy;
    if (mend__json_count(p->tree, p->row) == 0 && out->triage.levels != NULL) {
        return MEND_OK;
    }
    return mend__triage_compile(p->arena, &p->policy->vocab, p->tree, p->row, &out->triage, p->err);
}

mend_status mend__probe_triage(mend__probe *p)
{
    mend_policy policy;
    static const char *const extras[] = {NULL};
    mend_ticket ticket;
    mend_status status = probe_section(p, &policy);
    if (status != MEND_OK) {
        return status;
    }
    mend__ticket_init(&ticket, &p->arena->alloc);
    status = mend__probe_ticket(p, extras, &ticket);
    if (status == MEND_OK) {
        status = mend__judgement_write(&policy, &ticket, p->lang, p->arena, p->out);
        status = status == MEND_OK ? MEND_OK : mend__fail(p->err, status, mend_status_text(status));
    }
    mend__ticket_done(&ticket);
    return status;
}
