/*
 * getters.c - the public life of a ticket, and what its head says. Fields on their way out are in view.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ticket.h"

#include <string.h>

mend_status mend_ticket_new(const mend_allocator *allocator, mend_ticket **out)
{
    mend__alloc a;
    if (!out || !mend__alloc_init(&a, allocator))
        return MEND_INVALID;
    mend_ticket *t = mend__new(&a, sizeof *t);
    if (!t)
        return MEND_NOMEM;
    mend__ticket_init(t, &a);
    *out = t;
    return MEND_OK;
}

void mend_ticket_free(mend_ticket *ticket)
{
    if (!ticket)
        return;
    mend__alloc a = ticket->alloc;
    mend__ticket_done(ticket);
    mend__drop(&a, ticket, sizeof *ticket);
}

mend_status mend_ticket_copy(mend_ticket *to, const mend_ticket *from)
{
    if (!to || !from)
        return MEND_INVALID;
    return to == from ? MEND_OK : mend__ticket_assign(to, from);
}

static const char *text_of(const mend_ticket *t, mend__ref ref, size_t *len)
{
    if (len)
        *len = ref.len;
    return ref.len ? (const char *)t->heap.items + ref.off : "";
}

const char *mend_ticket_tenant(const mend_ticket *ticket, size_t *len)
{
    return ticket ? text_of(ticket, ticket->tenant, len) : NULL;
}

const char *mend_ticket_key(const mend_ticket *ticket, size_t *len)
{
    return ticket ? text_of(ticket, ticket->key, len) : NULL;
}

const char *mend_ticket_number(const mend_ticket *ticket, size_t *len)
{
    return ticket ? text_of(ticket, ticket->number, len) : NULL;
}

const char *mend_ticket_state(const mend_ticket *ticket, size_t *len)
{
    return ticket ? text_of(ticket, ticket->state, len) : NULL;
}

const char *mend_ticket_stage(const mend_ticket *ticket)
{
    return ticket ? mend__stage_name(ticket->stage) : NULL;
}

const char *mend_ticket_policy(const mend_ticket *ticket, size_t *len)
{
    return ticket ? text_of(ticket, ticket->policy, len) : NULL;
}

int64_t mend_ticket_policy_revision(const mend_ticket *ticket)
{
    return ticket ? ticket->policy_revision : 0;
}

const char *mend_ticket_policy_digest(const mend_ticket *ticket, size_t *len)
{
    if (!ticket)
        return NULL;
    if (len)
        *len = strlen(ticket->digest);
    return ticket->digest;
}

int64_t mend_ticket_revision(const mend_ticket *ticket)
{
    return ticket ? ticket->seq : 0;
}

int64_t mend_ticket_opened(const mend_ticket *ticket)
{
    return ticket ? ticket->opened : INT64_MIN;
}

int64_t mend_ticket_since(const mend_ticket *ticket)
{
    return ticket ? ticket->since : INT64_MIN;
}

int64_t mend_ticket_closed(const mend_ticket *ticket)
{
    return ticket ? ticket->closed : INT64_MIN;
}

int64_t mend_ticket_last(const mend_ticket *ticket)
{
    return ticket ? ticket->last : INT64_MIN;
}
