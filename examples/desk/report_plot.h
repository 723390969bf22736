/*
 * report_plot.h - drawings for the page of a report: SVG, made here, with nothing from elsewhere.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_REPORT_PLOT_H
#define DESK_REPORT_PLOT_H

#include "report.h"

/* Text of a page: what has a meaning in HTML is escaped, and so are quotes. */
void page_text(text *out, const char *s);
/* Formatted, for the program's own markup; not for texts of others. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void page_put(text *out, const char *format, ...);

/* Tickets opened and resolved, week by week. */
void plot_weeks(const report *r, const table *weeks, text *out);
/* A bar for each row: its share, its label, and what it counts. At most `most` rows. */
void plot_shares(const report *r, const table *t, const char *share, const char *number, size_t most, const char *fill,
                 text *out);
/* How far each promise was kept, against a mark at 90 %. */
void plot_attainment(const report *r, const table *clocks, text *out);
/* From p50 to p95 on a scale on which each step is ten times the one before. */
void plot_spans(const report *r, const table *durations, text *out);
/* Weekdays and hours, darker where more tickets come in. */
void plot_hours(const report *r, text *out);

#endif
