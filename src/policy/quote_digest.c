/*
 * quote_digest.c - what an authorisation is bound to, as canonical JSON and its SHA-256.
 *
 * Everything here is what the customer agrees to: what is done, how much of it, for how much, and by when. A label may
 * be corrected and a policy replaced without a new authorisation; an amount may not.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "notions/digest.h"
#include "quote.h"

static void put_int(mend__jw *w, const char *key, int64_t value)
{
    mend__jw_key(w, key);
    mend__jw_int(w, value);
}

static void put_str(mend__jw *w, const char *key, mend__str value)
{
    mend__jw_key(w, key);
    mend__jw_str(w, value);
}

static void put_line(const mend_quote *quote, size_t i, mend__jw *w)
{
    const mend__quote_row *row = &quote->rows[i];
    const mend__bill_line *b = &quote->payers[MEND__QUOTE_CUSTOMER].lines[i];
    mend__jw_object(w);
    put_str(w, "id", row->id);
    put_str(w, "item", row->item);
    put_int(w, "quantity", row->quantity);
    put_int(w, "minutes", row->minutes);
    put_int(w, "net", row->net);
    put_int(w, "customer", b->net);
    put_int(w, "rate", row->rate);
    put_int(w, "tax", b->tax);
    mend__jw_end_object(w);
}

static void put_whole(const mend_quote *quote, mend__jw *w)
{
    const mend__quote_payer *customer = &quote->payers[MEND__QUOTE_CUSTOMER];
    mend__jw_object(w);
    put_str(w, "currency", quote->currency);
    mend__jw_key(w, "lines");
    mend__jw_array(w);
    for (size_t i = 0; i < quote->count; i++) {
        put_line(quote, i, w);
    }
    mend__jw_end_array(w);
    put_int(w, "discount", customer->bill.discount + quote->credit);
    put_int(w, "tax", customer->tax);
    put_int(w, "total", customer->bill.total);
    put_str(w, "plan", quote->plan);
    put_int(w, "minutes", quote->planned_minutes);
    put_int(w, "days", quote->planned_days);
    mend__jw_end_object(w);
}

const char *mend_quote_digest(mend_quote *quote)
{
    unsigned char digest[MEND__SHA256_SIZE];
    mend__jw w;
    if (quote == NULL || quote->kind == 0) {
        return "";
    }
    if (quote->digest[0] == '\0') {
        mend__buf_rewind(&quote->text, 0);
        mend__jw_init(&w, &quote->text);
        put_whole(quote, &w);
        if (quote->text.status != MEND_OK) {
            return "";
        }
        mend__sha256(quote->text.data, quote->text.len, digest);
        mend__hex_write(digest, sizeof digest, quote->digest); /* the NUL behind it is there from the beginning */
    }
    return quote->digest;
}
