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
#include "mend/policy.h"
#include "mend/sla.h"
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
_Static_assert(sizeof(mend_store) == CALLBACK(12), "layout of mend_store");

/* One line for every public record. */
static const struct {
    const char *name;
    size_t size;
} layout_records[] = {
    {"mend_error", sizeof(mend_error)},
    {"mend_allocator", sizeof(mend_allocator)},
    {"mend_calendar_info", sizeof(mend_calendar_info)},
    {"mend_clock_info", sizeof(mend_clock_info)},
    {"mend_field_info", sizeof(mend_field_info)},
    {"mend_policy_options", sizeof(mend_policy_options)},
    {"mend_store", sizeof(mend_store)},
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
