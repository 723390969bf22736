/*
 * scenario_labels.c - what people call the names that texts of a ticket hold, such as the item of a line.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "scenario.h"

#include <stdlib.h>
#include <string.h>

void labels_free(labels *l)
{
    json_free(&l->tree);
    mend_buf_free(l->bytes);
    *l = (labels){.bytes = NULL};
}

/* The ticket's view in the story's language. */
static mend_status view(const world *w, const seat *t, mend_buf *out)
{
    mend_ticket *ticket = NULL;
    size_t len = 0;
    const char *record = text_data(&t->record, &len);
    mend_status s = mend_ticket_new(NULL, &ticket);
    s = s == MEND_OK ? mend_ticket_load(ticket, record, len, NULL) : s;
    s = s == MEND_OK ? mend_view(w->policy, ticket, w->language == NULL ? "" : w->language, out, NULL) : s;
    mend_ticket_free(ticket);
    return s;
}

bool labels_read(labels *l, const world *w, const seat *t)
{
    size_t len = 0, at = 0;
    labels_free(l);
    mend_status s = mend_buf_new(NULL, &l->bytes);
    s = s == MEND_OK ? view(w, t, l->bytes) : s;
    const char *bytes = s == MEND_OK ? mend_buf_data(l->bytes, &len) : NULL;
    return s == MEND_OK && json_read(&l->tree, bytes, len, &at) == MEND_OK;
}

const char *labels_find(const labels *l, const char *path)
{
    char list[64];
    char *column = NULL;
    const char *slash = strchr(path, '/');
    if (l->bytes == NULL || slash == NULL || (size_t)(slash - path) >= sizeof list) {
        return "";
    }
    memcpy(list, path, (size_t)(slash - path));
    list[slash - path] = '\0';
    long row = strtol(slash + 1, &column, 10);
    json_node rows = json_get(&l->tree, json_get(&l->tree, json_get(&l->tree, 1, "fields"), list), "rows");
    for (json_node n = json_first(&l->tree, rows); n != 0 && *column == '/'; n = json_next(&l->tree, n)) {
        if (json_int(&l->tree, json_get(&l->tree, n, "id"), 0) == row) {
            return json_member(&l->tree, json_get(&l->tree, n, column + 1), "text");
        }
    }
    return "";
}
