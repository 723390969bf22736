/*
 * change.c - putting a change together, and the getters by which a store reads it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "change.h"

#include "ticket/clock.h"

/* An index: its name, and the field whose value it holds; NULL where it is not a field. */
static const struct {
    const char *name;
    const char *field;
} change_indexes[MEND_INDEX_COUNT] = {
    [MEND_INDEX_ALL] = {"all", NULL},
    [MEND_INDEX_NUMBER] = {"number", NULL},
    [MEND_INDEX_STATE] = {"state", NULL},
    [MEND_INDEX_STAGE] = {"stage", NULL},
    [MEND_INDEX_LEVEL] = {"level", "level"},
    [MEND_INDEX_ASSIGNEE] = {"assignee", "assignee"},
    [MEND_INDEX_CUSTOMER] = {"customer", "customer_id"},
    [MEND_INDEX_PRODUCT] = {"product", "model"},
    [MEND_INDEX_SERIAL] = {"serial", "serial"},
};

/* The value of an index, borrowed from the ticket. */
static mend__str change_value(const mend_ticket *t, mend_index index)
{
    const mend__field *field;
    mend__value value;
    size_t len;
    const char *stage;
    switch (index) {
    case MEND_INDEX_NUMBER:
        return mend__ticket_str(t, t->number);
    case MEND_INDEX_STATE:
        return mend__ticket_str(t, t->state);
    case MEND_INDEX_STAGE:
        stage = mend__stage_name(t->stage);
        for (len = 0; stage[len] != '\0';) {
            len++;
        }
        return (mend__str){stage, len};
    default:
        field = change_indexes[index].field == NULL
                    ? NULL
                    : mend__field_by_path(mend__str_of(change_indexes[index].field, MEND_NTS));
        return field != NULL && mend__ticket_value(t, field, 0, &value) ? value.text : MEND__STR("");
    }
}

/* Appends a text and a NUL; the length tells where it ends. */
static size_t change_put(mend_buf *text, mend__str s)
{
    mend__put_str(text, s);
    mend__put_char(text, '\0');
    return s.n;
}

mend_status mend__change_make(mend_change *change, const mend__change_frame *frame, const mend_ticket *ticket,
                              const mend_result *result, mend_buf *text)
{
    size_t index_len[MEND_INDEX_COUNT] = {0};
    mend__buf_rewind(text, 0);
    mend_status status = mend_ticket_save(ticket, text);
    if (status != MEND_OK) {
        return status;
    }
    size_t record_len = text->len;
    mend__put_char(text, '\0');
    size_t outcome_off = text->len, outcome_len = 0;
    if (frame->idempotency.n > 0) {
        mend__result_outcome(result, frame->fingerprint, ticket->seq, text);
        outcome_len = text->len - outcome_off;
    }
    mend__put_char(text, '\0');
    size_t at = text->len, key_len = change_put(text, mend__ticket_str(ticket, ticket->key));
    for (mend_index i = MEND_INDEX_ALL; i < MEND_INDEX_COUNT; i++) {
        index_len[i] = change_put(text, change_value(ticket, i));
    }
    *change = (mend_change){.ticket = ticket,
                            .result = result,
                            .tenant = frame->tenant,
                            .idempotency = frame->idempotency,
                            .claim = frame->claim.n > 0 ? frame->claim : MEND__STR(""),
                            .next_due = mend__clock_wake(ticket),
                            .expected = frame->expected,
                            .now = frame->now};
    status = mend__change_units(change, result, text);
    if (status == MEND_OK) {
        status = text->status;
    }
    if (status != MEND_OK) {
        return status;
    }
    /* Only now does the buffer stay where it is. */
    change->record = (mend__str){text->data, record_len};
    change->outcome = (mend__str){text->data + outcome_off, outcome_len};
    change->key = (mend__str){text->data + at, key_len};
    at += key_len + 1;
    for (mend_index i = MEND_INDEX_ALL; i < MEND_INDEX_COUNT; i++) {
        change->index[i] = (mend__str){text->data + at, index_len[i]};
        at += index_len[i] + 1;
    }
    return MEND_OK;
}

/* Hands a text to a host. */
static const char *change_give(mend__str s, size_t *len)
{
    if (len != NULL) {
        *len = s.n;
    }
    return s.p;
}

static const mend__str change_nothing = {NULL, 0};

const char *mend_index_name(mend_index index)
{
    return index >= 0 && index < MEND_INDEX_COUNT ? change_indexes[index].name : NULL;
}

const char *mend_change_tenant(const mend_change *change, size_t *len)
{
    return change_give(change == NULL ? change_nothing : change->tenant, len);
}

const char *mend_change_key(const mend_change *change, size_t *len)
{
    return change_give(change == NULL ? change_nothing : change->key, len);
}

int64_t mend_change_expected(const mend_change *change)
{
    return change == NULL ? 0 : change->expected;
}

int64_t mend_change_revision(const mend_change *change)
{
    return change == NULL || change->ticket == NULL ? 0 : change->ticket->seq;
}

const char *mend_change_record(const mend_change *change, size_t *len)
{
    return change_give(change == NULL ? change_nothing : change->record, len);
}

int64_t mend_change_opened(const mend_change *change)
{
    return change == NULL || change->ticket == NULL ? INT64_MIN : change->ticket->opened;
}

int64_t mend_change_closed(const mend_change *change)
{
    return change == NULL || change->ticket == NULL ? INT64_MIN : change->ticket->closed;
}

const char *mend_change_index(const mend_change *change, mend_index index, size_t *len)
{
    bool known = change != NULL && index >= MEND_INDEX_NUMBER && index < MEND_INDEX_COUNT;
    return change_give(known ? change->index[index] : change_nothing, len);
}

int32_t mend_change_event_count(const mend_change *change)
{
    return change == NULL ? 0 : (int32_t)change->result->events.count;
}

const char *mend_change_event(const mend_change *change, int32_t i, int64_t *seq, int64_t *at, size_t *len)
{
    if (i < 0 || i >= mend_change_event_count(change)) {
        return change_give(change_nothing, len);
    }
    const mend__result_event *events = change->result->events.items;
    if (seq != NULL) {
        *seq = events[i].seq;
    }
    if (at != NULL) {
        *at = events[i].at;
    }
    return change_give((mend__str){change->result->text.data + events[i].off, events[i].len}, len);
}

int32_t mend_change_notice_count(const mend_change *change)
{
    return change == NULL ? 0 : (int32_t)change->result->notices.count;
}

const char *mend_change_notice(const mend_change *change, int32_t i, const char **id, size_t *id_len, size_t *len)
{
    if (i < 0 || i >= mend_change_notice_count(change)) {
        return change_give(change_nothing, len);
    }
    const mend__result_notice *notices = change->result->notices.items;
    const char *text = change->result->text.data;
    const char *name = change_give((mend__str){text + notices[i].id_off, notices[i].id_len}, id_len);
    if (id != NULL) {
        *id = name;
    }
    return change_give((mend__str){text + notices[i].off, notices[i].len}, len);
}

const char *mend_change_idempotency(const mend_change *change, size_t *len)
{
    return change_give(change == NULL ? change_nothing : change->idempotency, len);
}

const char *mend_change_outcome(const mend_change *change, size_t *len)
{
    return change_give(change == NULL ? change_nothing : change->outcome, len);
}

int64_t mend_change_now(const mend_change *change)
{
    return change == NULL ? INT64_MIN : change->now;
}

int64_t mend_change_next_due(const mend_change *change)
{
    return change == NULL ? INT64_MIN : change->next_due;
}

const char *mend_change_claim(const mend_change *change, size_t *len)
{
    return change_give(change == NULL ? change_nothing : change->claim, len);
}
