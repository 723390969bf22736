/*
 * version.c - what a binding asks first: the version, and the sizes of the public records.
 *
 * Records are public binary interface: they grow at the end only. The assertions pin the layout that every target has
 * in common.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/base.h"
#include "mend/calendar.h"
#include "mend/quote.h"
#include "mend/policy.h"
#include "mend/sla.h"
#include "mend/desk.h"
#include "mend/store.h"
#include "mend/ticket.h"

#include <string.h>

#define MAJOR 0
#define MINOR 1
#define PATCH 0

#define TEXT_OF(x)                  #x
#define DOTTED(major, minor, patch) TEXT_OF(major) "." TEXT_OF(minor) "." TEXT_OF(patch)

_Static_assert(offsetof(mend_error, struct_size) == 0, "layout of mend_error");
_Static_assert(offsetof(mend_error, status) == 4, "layout of mend_error");
_Static_assert(offsetof(mend_error, offset) == 8, "layout of mend_error");
_Static_assert(offsetof(mend_error, line) == 16, "layout of mend_error");
_Static_assert(offsetof(mend_error, column) == 20, "layout of mend_error");
_Static_assert(offsetof(mend_error, document) == 24, "layout of mend_error");
_Static_assert(offsetof(mend_error, reason) == 28, "layout of mend_error");
_Static_assert(offsetof(mend_error, path) == 32, "layout of mend_error");
_Static_assert(offsetof(mend_error, text) == 288, "layout of mend_error");
_Static_assert(sizeof(mend_error) == 544, "layout of mend_error");

/* Pointers follow the two words at once, whatever their width. */
_Static_assert(offsetof(mend_allocator, struct_size) == 0, "layout of mend_allocator");
_Static_assert(offsetof(mend_allocator, reserved) == 4, "layout of mend_allocator");
_Static_assert(offsetof(mend_allocator, resize) == 8, "layout of mend_allocator");
_Static_assert(offsetof(mend_allocator, user) == 8 + sizeof(void *), "layout of mend_allocator");
_Static_assert(sizeof(mend_allocator) == 8 + 2 * sizeof(void *), "layout of mend_allocator");

_Static_assert(offsetof(mend_field_info, struct_size) == 0, "layout of mend_field_info");
_Static_assert(offsetof(mend_field_info, id) == 4, "layout of mend_field_info");
_Static_assert(offsetof(mend_field_info, list) == 8, "layout of mend_field_info");
_Static_assert(offsetof(mend_field_info, type) == 12, "layout of mend_field_info");
_Static_assert(offsetof(mend_field_info, mask) == 16, "layout of mend_field_info");
_Static_assert(offsetof(mend_field_info, max_bytes) == 20, "layout of mend_field_info");
_Static_assert(sizeof(mend_field_info) == 24, "layout of mend_field_info");

_Static_assert(offsetof(mend_calendar_info, struct_size) == 0, "layout of mend_calendar_info");
_Static_assert(offsetof(mend_calendar_info, known_until) == 4, "layout of mend_calendar_info");
_Static_assert(offsetof(mend_calendar_info, holidays) == 8, "layout of mend_calendar_info");
_Static_assert(offsetof(mend_calendar_info, exceptions) == 12, "layout of mend_calendar_info");
_Static_assert(offsetof(mend_calendar_info, overlaps) == 16, "layout of mend_calendar_info");
_Static_assert(offsetof(mend_calendar_info, doubles) == 20, "layout of mend_calendar_info");
_Static_assert(sizeof(mend_calendar_info) == 24, "layout of mend_calendar_info");

_Static_assert(offsetof(mend_clock_info, struct_size) == 0, "layout of mend_clock_info");
_Static_assert(offsetof(mend_clock_info, cycle) == 4, "layout of mend_clock_info");
_Static_assert(offsetof(mend_clock_info, status) == 8, "layout of mend_clock_info");
_Static_assert(offsetof(mend_clock_info, flags) == 12, "layout of mend_clock_info");
_Static_assert(offsetof(mend_clock_info, started) == 16, "layout of mend_clock_info");
_Static_assert(offsetof(mend_clock_info, stopped) == 24, "layout of mend_clock_info");
_Static_assert(offsetof(mend_clock_info, due) == 32, "layout of mend_clock_info");
_Static_assert(offsetof(mend_clock_info, wake) == 40, "layout of mend_clock_info");
_Static_assert(offsetof(mend_clock_info, target_ms) == 48, "layout of mend_clock_info");
_Static_assert(offsetof(mend_clock_info, breached) == 56, "layout of mend_clock_info");
_Static_assert(offsetof(mend_clock_info, hits) == 64, "layout of mend_clock_info");
_Static_assert(offsetof(mend_clock_info, misses) == 68, "layout of mend_clock_info");
_Static_assert(sizeof(mend_clock_info) == 72, "layout of mend_clock_info");

_Static_assert(offsetof(mend_quote_line, struct_size) == 0, "layout of mend_quote_line");
_Static_assert(offsetof(mend_quote_line, list) == 4, "layout of mend_quote_line");
_Static_assert(offsetof(mend_quote_line, row) == 8, "layout of mend_quote_line");
_Static_assert(offsetof(mend_quote_line, cover) == 12, "layout of mend_quote_line");
_Static_assert(offsetof(mend_quote_line, quantity) == 16, "layout of mend_quote_line");
_Static_assert(offsetof(mend_quote_line, unit_price) == 24, "layout of mend_quote_line");
_Static_assert(offsetof(mend_quote_line, minutes) == 32, "layout of mend_quote_line");
_Static_assert(offsetof(mend_quote_line, gross) == 40, "layout of mend_quote_line");
_Static_assert(offsetof(mend_quote_line, discount) == 48, "layout of mend_quote_line");
_Static_assert(offsetof(mend_quote_line, net) == 56, "layout of mend_quote_line");
_Static_assert(offsetof(mend_quote_line, customer) == 64, "layout of mend_quote_line");
_Static_assert(offsetof(mend_quote_line, customer_off) == 72, "layout of mend_quote_line");
_Static_assert(offsetof(mend_quote_line, customer_net) == 80, "layout of mend_quote_line");
_Static_assert(offsetof(mend_quote_line, tax_rate) == 88, "layout of mend_quote_line");
_Static_assert(offsetof(mend_quote_line, tax) == 96, "layout of mend_quote_line");
_Static_assert(offsetof(mend_quote_line, amount) == 104, "layout of mend_quote_line");
_Static_assert(sizeof(mend_quote_line) == 112, "layout of mend_quote_line");

_Static_assert(offsetof(mend_quote_totals, struct_size) == 0, "layout of mend_quote_totals");
_Static_assert(offsetof(mend_quote_totals, lines) == 4, "layout of mend_quote_totals");
_Static_assert(offsetof(mend_quote_totals, subtotal) == 8, "layout of mend_quote_totals");
_Static_assert(offsetof(mend_quote_totals, discount) == 16, "layout of mend_quote_totals");
_Static_assert(offsetof(mend_quote_totals, base) == 24, "layout of mend_quote_totals");
_Static_assert(offsetof(mend_quote_totals, tax) == 32, "layout of mend_quote_totals");
_Static_assert(offsetof(mend_quote_totals, total) == 40, "layout of mend_quote_totals");
_Static_assert(offsetof(mend_quote_totals, cash_rounding) == 48, "layout of mend_quote_totals");
_Static_assert(offsetof(mend_quote_totals, payable) == 56, "layout of mend_quote_totals");
_Static_assert(offsetof(mend_quote_totals, paid) == 64, "layout of mend_quote_totals");
_Static_assert(offsetof(mend_quote_totals, written_off) == 72, "layout of mend_quote_totals");
_Static_assert(offsetof(mend_quote_totals, due) == 80, "layout of mend_quote_totals");
_Static_assert(sizeof(mend_quote_totals) == 88, "layout of mend_quote_totals");

_Static_assert(offsetof(mend_quote_excess, struct_size) == 0, "layout of mend_quote_excess");
_Static_assert(offsetof(mend_quote_excess, estimate) == 4, "layout of mend_quote_excess");
_Static_assert(offsetof(mend_quote_excess, needs_consent) == 8, "layout of mend_quote_excess");
_Static_assert(offsetof(mend_quote_excess, declined) == 12, "layout of mend_quote_excess");
_Static_assert(offsetof(mend_quote_excess, added) == 16, "layout of mend_quote_excess");
_Static_assert(offsetof(mend_quote_excess, dropped) == 20, "layout of mend_quote_excess");
_Static_assert(offsetof(mend_quote_excess, changed) == 24, "layout of mend_quote_excess");
_Static_assert(offsetof(mend_quote_excess, expired) == 28, "layout of mend_quote_excess");
_Static_assert(offsetof(mend_quote_excess, authorised) == 32, "layout of mend_quote_excess");
_Static_assert(offsetof(mend_quote_excess, total) == 40, "layout of mend_quote_excess");
_Static_assert(offsetof(mend_quote_excess, over) == 48, "layout of mend_quote_excess");
_Static_assert(offsetof(mend_quote_excess, limit) == 56, "layout of mend_quote_excess");
_Static_assert(sizeof(mend_quote_excess) == 64, "layout of mend_quote_excess");

_Static_assert(offsetof(mend_policy_options, struct_size) == 0, "layout of mend_policy_options");
_Static_assert(offsetof(mend_policy_options, reserved) == 4, "layout of mend_policy_options");
_Static_assert(offsetof(mend_policy_options, find) == 8, "layout of mend_policy_options");
_Static_assert(offsetof(mend_policy_options, user) == 8 + sizeof(void *), "layout of mend_policy_options");
_Static_assert(sizeof(mend_policy_options) == 8 + 2 * sizeof(void *), "layout of mend_policy_options");

/* Two words, the user's pointer, then the callbacks in the order in which they came to be. */
#define CALLBACK(n) (8 + (1 + (n)) * sizeof(void *))
_Static_assert(offsetof(mend_store, struct_size) == 0, "layout of mend_store");
_Static_assert(offsetof(mend_store, reserved) == 4, "layout of mend_store");
_Static_assert(offsetof(mend_store, user) == 8, "layout of mend_store");
_Static_assert(offsetof(mend_store, load) == CALLBACK(0), "layout of mend_store");
_Static_assert(offsetof(mend_store, recall) == CALLBACK(1), "layout of mend_store");
_Static_assert(offsetof(mend_store, commit) == CALLBACK(2), "layout of mend_store");
_Static_assert(offsetof(mend_store, events) == CALLBACK(3), "layout of mend_store");
_Static_assert(offsetof(mend_store, page) == CALLBACK(4), "layout of mend_store");
_Static_assert(offsetof(mend_store, draw) == CALLBACK(5), "layout of mend_store");
_Static_assert(offsetof(mend_store, pending) == CALLBACK(6), "layout of mend_store");
_Static_assert(offsetof(mend_store, sent) == CALLBACK(7), "layout of mend_store");
_Static_assert(offsetof(mend_store, begin) == CALLBACK(8), "layout of mend_store");
_Static_assert(offsetof(mend_store, end) == CALLBACK(9), "layout of mend_store");
_Static_assert(offsetof(mend_store, random) == CALLBACK(10), "layout of mend_store");
_Static_assert(offsetof(mend_store, destroy) == CALLBACK(11), "layout of mend_store");
_Static_assert(offsetof(mend_store, due) == CALLBACK(12), "layout of mend_store");
_Static_assert(offsetof(mend_store, erase) == CALLBACK(13), "layout of mend_store");
_Static_assert(offsetof(mend_store, unit_load) == CALLBACK(14), "layout of mend_store");
_Static_assert(offsetof(mend_store, unit_page) == CALLBACK(15), "layout of mend_store");
_Static_assert(offsetof(mend_store, unit_put) == CALLBACK(16), "layout of mend_store");
_Static_assert(sizeof(mend_store) == CALLBACK(17), "layout of mend_store");

_Static_assert(offsetof(mend_sweep_options, struct_size) == 0, "layout of mend_sweep_options");
_Static_assert(offsetof(mend_sweep_options, max) == 4, "layout of mend_sweep_options");
_Static_assert(offsetof(mend_sweep_options, batch) == 8, "layout of mend_sweep_options");
_Static_assert(offsetof(mend_sweep_options, rounds) == 12, "layout of mend_sweep_options");
_Static_assert(offsetof(mend_sweep_options, lease) == 16, "layout of mend_sweep_options");
_Static_assert(sizeof(mend_sweep_options) == 24, "layout of mend_sweep_options");

_Static_assert(offsetof(mend_sweep_info, struct_size) == 0, "layout of mend_sweep_info");
_Static_assert(offsetof(mend_sweep_info, due) == 4, "layout of mend_sweep_info");
_Static_assert(offsetof(mend_sweep_info, ticked) == 8, "layout of mend_sweep_info");
_Static_assert(offsetof(mend_sweep_info, conflicts) == 12, "layout of mend_sweep_info");
_Static_assert(offsetof(mend_sweep_info, failed) == 16, "layout of mend_sweep_info");
_Static_assert(offsetof(mend_sweep_info, more) == 20, "layout of mend_sweep_info");
_Static_assert(offsetof(mend_sweep_info, events) == 24, "layout of mend_sweep_info");
_Static_assert(offsetof(mend_sweep_info, next_due) == 32, "layout of mend_sweep_info");
_Static_assert(sizeof(mend_sweep_info) == 40, "layout of mend_sweep_info");

/* One line for every public record. */
static const struct {
    const char *name;
    size_t size;
} layout_records[] = {
    {"mend_error", sizeof(mend_error)},
    {"mend_allocator", sizeof(mend_allocator)},
    {"mend_calendar_info", sizeof(mend_calendar_info)},
    {"mend_field_info", sizeof(mend_field_info)},
    {"mend_clock_info", sizeof(mend_clock_info)},
    {"mend_policy_options", sizeof(mend_policy_options)},
    {"mend_quote_line", sizeof(mend_quote_line)},
    {"mend_quote_totals", sizeof(mend_quote_totals)},
    {"mend_quote_excess", sizeof(mend_quote_excess)},
    {"mend_store", sizeof(mend_store)},
    {"mend_sweep_options", sizeof(mend_sweep_options)},
    {"mend_sweep_info", sizeof(mend_sweep_info)},
};

int32_t mend_version(void)
{
    return MAJOR * 1000000 + MINOR * 1000 + PATCH;
}

const char *mend_version_text(void)
{
    return DOTTED(MAJOR, MINOR, PATCH);
}

size_t mend_layout(const char *name)
{
    for (size_t i = 0; name != NULL && i < sizeof layout_records / sizeof layout_records[0]; i++) {
        if (strcmp(layout_records[i].name, name) == 0) {
            return layout_records[i].size;
        }
    }
    return 0;
}
