/*
 * clock.h - instants as people write and read them.
 *
 * Instants are ms since 1970-01-01T00:00:00Z. They are read with any offset and shown in the company's zone.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_CLOCK_H
#define DESK_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CLOCK_TEXT 80 /* bytes for any text made here, with its NUL */

/* The computer's clock. */
int64_t clock_now(void);

/* Reads "2024-03-15T09:30:00+08:00": seconds and a fraction may be left out, the offset may not. */
bool clock_read(const char *s, int64_t *out);

/* Writes "2024-03-15T01:30:00.000Z" with a NUL; out holds CLOCK_TEXT bytes. */
void clock_write(int64_t at, char *out);

/* Makes clock_show() speak in this zone: a policy's POSIX rule or fixed offset ("CST-8", "+08:00"). Call it once. */
void clock_zone(const char *zone);

/* Writes "2024-03-15 09:30" in the zone; out holds CLOCK_TEXT bytes. */
void clock_show(int64_t at, char *out);

/* Reads "2024-03-15T09:30" or "2024-03-15 09:30:00" as the zone's clocks show it. */
bool clock_local(const char *s, int64_t *out);

/* The first instant of a day "2024-03-15" in the zone. */
bool clock_day(const char *date, int64_t *out);

/* What day an instant falls on in the zone (days since 1970-01-01, the weekday with Monday as 0) and in which hour. */
void clock_place(int64_t at, int32_t *day, int *weekday, int *hour);

/* Writes a span in its largest unit: "45 min", "3 h", "12 d"; out holds CLOCK_TEXT bytes. */
void clock_span(int64_t ms, bool chinese, char *out);

#endif
