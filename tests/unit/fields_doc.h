/*
 * fields_doc.h - writes the field catalogue as docs/fields.md shows it, and as the list of pinned numbers.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef UNIT_FIELDS_DOC_H
#define UNIT_FIELDS_DOC_H

#include "ticket/fields.h"

#include <stdio.h>

static const char *const fields_doc_types[] = {"",      "text", "long",    "choice", "integer", "decimal",
                                               "money", "bool", "instant", "date",   "list"};
static const char *const fields_doc_masks[] = {"", "name", "phone", "email", "address", "id", "free", "secret"};

static const char *fields_doc_mask(mend_mask mask)
{
    switch (mask) {
    case MEND_MASK_NONE:
        return fields_doc_masks[0];
    case MEND_MASK_NAME:
        return fields_doc_masks[1];
    case MEND_MASK_PHONE:
        return fields_doc_masks[2];
    case MEND_MASK_EMAIL:
        return fields_doc_masks[3];
    case MEND_MASK_ADDRESS:
        return fields_doc_masks[4];
    case MEND_MASK_ID:
        return fields_doc_masks[5];
    case MEND_MASK_FREE:
        return fields_doc_masks[6];
    default:
        return fields_doc_masks[7];
    }
}

static void fields_doc_head(FILE *out)
{
    fputs("\n| name | type | holds | mask | English | 中文 | number |\n|---|---|---|---|---|---|---|\n", out);
}

static void fields_doc_row(FILE *out, const mend__field *field)
{
    fprintf(out, "| `%s` | %s | ", field->name, fields_doc_types[field->type]);
    if (field->set != NULL) {
        fprintf(out, "set `%s`", field->set);
    } else if (field->max_bytes > 0) {
        fprintf(out, "%d bytes", (int)field->max_bytes);
    }
    fprintf(out, " | %s | %s | %s | %d |\n", fields_doc_mask(field->mask), field->en, field->zh, (int)field->id);
}

/* docs/fields.md. */
static void fields_doc_print(FILE *out)
{
    size_t count;
    const mend__field *fields = mend__fields(&count);
    fputs("<!-- Written by `test_fields --docs`; change src/ticket/field_list.h instead. -->\n"
          "# The field catalogue\n\n"
          "The fields every ticket can hold. A policy chooses those its forms take, and may declare more\n"
          "([policy.md](policy.md), \"fields\").\n\n"
          "- **type**: `text` (one line), `long` (several lines), `choice`, `integer`, `decimal` (at most 9 places),\n"
          "  `money` (minor units of the ticket's currency), `bool`, `instant` (`2024-03-15T09:30:00Z`), `date`\n"
          "  (`2024-03-15`), `list` (rows of the columns given, addressed as `parts/3/serial`).\n"
          "- **holds**: the longest text; for a choice the set of the policy's `choices` it is taken from.\n"
          "- **mask**: the class by which the value is masked on the way out. Such a value lives in a slot of the\n"
          "  ticket, never in an event.\n"
          "- **number**: never changes and is never used for anything else.\n\n"
          "Columns such as `by`, `engineer`, `inspector` and `assignee` hold account ids, not names of people.\n\n"
          "## Fields of the ticket\n",
          out);
    fields_doc_head(out);
    for (size_t i = 0; i < count; i++) {
        if (fields[i].type != MEND_FIELD_LIST) {
            fields_doc_row(out, &fields[i]);
        } else {
            fprintf(out, "\n## `%s`: %s, %s\n\nList number %d.\n", fields[i].name, fields[i].en, fields[i].zh,
                    (int)fields[i].id);
            fields_doc_head(out);
        }
    }
}

/* One line an entry: number, path, type, mask. */
static void fields_doc_pins(FILE *out)
{
    size_t count;
    const mend__field *fields = mend__fields(&count);
    for (size_t i = 0; i < count; i++) {
        const char *mask = fields_doc_mask(fields[i].mask);
        fprintf(out, "%d %s %s%s%s\n", (int)fields[i].id, fields[i].path, fields_doc_types[fields[i].type],
                mask[0] != '\0' ? " " : "", mask);
    }
}

#endif
