/*
 * generate_fill.c - what goes into the arguments of an action: the form filled, and what a refusal names supplied.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "clock.h"
#include "generate_inner.h"

#include <string.h>

/* ---- what is given ---- */

static bool put(driver *d, const char *path, const char *value)
{
    size_t i = 0;
    while (i < d->given_count && strcmp(d->given[i].path, path) != 0) {
        i++;
    }
    if (i == MOST_GIVEN || (i < d->given_count && strcmp(d->given[i].value, value) == 0)) {
        return false;
    }
    if (i == d->given_count) { /* else it may be this very path that was handed in */
        snprintf(d->given[i].path, sizeof d->given[i].path, "%s", path);
    }
    snprintf(d->given[i].value, sizeof d->given[i].value, "%s", value);
    d->given_count += i == d->given_count;
    return true;
}

/* Whether the form offers that choice; a list without choices takes anything. */
static bool offers(const json *j, json_node entry, const char *value)
{
    json_node choices = json_get(j, entry, "choices");
    for (json_node c = json_first(j, choices); c != 0; c = json_next(j, c)) {
        if (strcmp(json_member(j, c, "choice"), value) == 0) {
            return true;
        }
    }
    return choices == 0;
}

/* Something of the type, for what nobody knows by name. */
static void any_value(driver *d, const json *j, json_node entry, char *out, size_t cap)
{
    const char *type = json_member(j, entry, "type");
    char at[CLOCK_TEXT];
    if (strcmp(type, "choice") == 0) {
        json_node choice = json_first(j, json_get(j, entry, "choices"));
        for (json_node c = choice; c != 0; c = json_next(j, c)) {
            choice = chance_in(d->m.chance, 40) ? c : choice;
        }
        snprintf(out, cap, "%s", json_member(j, choice, "choice"));
    } else if (strcmp(type, "bool") == 0) {
        snprintf(out, cap, "true");
    } else if (strcmp(type, "instant") == 0) {
        clock_write(d->m.now, at);
        snprintf(out, cap, "%s", at);
    } else if (strcmp(type, "date") == 0) {
        clock_show(d->m.now, at);
        snprintf(out, cap, "%.10s", at);
    } else if (strcmp(type, "integer") == 0 || strcmp(type, "decimal") == 0 || strcmp(type, "money") == 0) {
        snprintf(out, cap, "1");
    } else {
        snprintf(out, cap, "%s", json_member(j, entry, "label"));
    }
}

/* Gives a field or column its value; path as it goes into the arguments, name without row ids. */
static bool fill(driver *d, const json *j, json_node entry, const char *path, const char *name)
{
    char value[400] = "";
    if (!value_by_name(&d->m, name, value, sizeof value) || !offers(j, entry, value)) {
        any_value(d, j, entry, value, sizeof value);
    }
    return value[0] != '\0' && put(d, path, value);
}

/* The columns of one row that are asked for, or that the plan likes. */
static bool fill_row(driver *d, const json *j, json_node list, const char *row)
{
    const char *field = json_member(j, list, "field");
    bool any = false;
    for (json_node c = json_first(j, json_get(j, list, "columns")); c != 0; c = json_next(j, c)) {
        char path[120], name[100];
        const char *column = json_member(j, c, "field");
        snprintf(path, sizeof path, "%s/%s/%s", field, row, column);
        snprintf(name, sizeof name, "%s/%s", field, column);
        if (strcmp(json_member(j, c, "need"), "optional") != 0 || value_is_liked(&d->m, name)) {
            any = fill(d, j, c, path, name) || any;
        }
    }
    return any;
}

/* A new row, or the rows there are, as the form has it. */
static bool fill_list(driver *d, const json *j, json_node list)
{
    const char *field = json_member(j, list, "field"), *mode = json_member(j, list, "rows");
    int32_t rows = 0, row = 0;
    bool any = false;
    char id[16];
    mend_ticket_rows(d->m.ticket, field, MEND_NTS, &rows);
    if (strcmp(mode, "add") == 0 || rows == 0) {
        return strcmp(mode, "edit") != 0 && fill_row(d, j, list, "+1");
    }
    /* Of visits, complaints, questions the last row is the one under way; of parts and the like, every one. */
    int32_t first =
        strcmp(field, "parts") == 0 || strcmp(field, "accessories") == 0 || strcmp(field, "loans") == 0 ? 0 : rows - 1;
    for (int32_t i = first; i < rows; i++) {
        if (mend_ticket_row(d->m.ticket, field, MEND_NTS, i, &row) == MEND_OK) {
            snprintf(id, sizeof id, "%d", (int)row);
            any = fill_row(d, j, list, id) || any;
        }
    }
    return any;
}

void driver_fill(driver *d, const known *k)
{
    const json *j = &k->menu->tree;
    for (json_node e = json_first(j, json_get(j, k->entry, "form")); e != 0; e = json_next(j, e)) {
        const char *field = json_member(j, e, "field"), *need = json_member(j, e, "need");
        bool list = json_get(j, e, "columns") != 0;
        bool wanted =
            strcmp(need, "given") == 0 || value_is_liked(&d->m, field) || (list && strcmp(need, "required") == 0);
        if (!wanted) {
            continue;
        }
        if (list) {
            fill_list(d, j, e);
        } else {
            fill(d, j, e, field, field);
        }
    }
}

/* ---- what is missing ---- */

static json_node form_entry(const known *k, const char *field)
{
    const json *j = &k->menu->tree;
    size_t len = strcspn(field, "/");
    for (json_node e = json_first(j, json_get(j, k->entry, "form")); e != 0; e = json_next(j, e)) {
        const char *name = json_member(j, e, "field");
        if (strlen(name) == len && strncmp(name, field, len) == 0) {
            return e;
        }
    }
    return 0;
}

/* A field, a list, or a column of a row that a reason names. */
static bool supply_field(driver *d, const known *k, const char *field)
{
    const json *j = &k->menu->tree;
    json_node e = form_entry(k, field);
    const char *last = strrchr(field, '/');
    if (e == 0 || json_get(j, e, "columns") == 0) {
        return e != 0 && fill(d, j, e, field, field);
    }
    if (last == NULL) {
        return fill_list(d, j, e);
    }
    for (json_node c = json_first(j, json_get(j, e, "columns")); c != 0; c = json_next(j, c)) {
        char name[100];
        if (strcmp(json_member(j, c, "field"), last + 1) == 0) {
            snprintf(name, sizeof name, "%s/%s", json_member(j, e, "field"), last + 1);
            return fill(d, j, c, field, name);
        }
    }
    return fill_list(d, j, e);
}

static bool supply_tick(driver *d, const char *item)
{
    char path[64];
    int n = ++d->ticks_added;
    snprintf(path, sizeof path, "checks/+%d/item", n);
    put(d, path, item);
    snprintf(path, sizeof path, "checks/+%d/ok", n);
    return put(d, path, "true");
}

static bool supply_evidence(driver *d, const known *k, const char *purpose)
{
    const json *j = &k->menu->tree;
    char path[64], uri[120];
    for (json_node e = json_first(j, json_get(j, k->entry, "evidence")); e != 0; e = json_next(j, e)) {
        if (strcmp(json_member(j, e, "purpose"), purpose) != 0) {
            continue;
        }
        const char *kind = json_text(j, json_first(j, json_get(j, e, "kinds")));
        int n = ++d->rows_added;
        snprintf(path, sizeof path, "attachments/+%d/kind", n);
        put(d, path, kind[0] == '\0' ? "photo" : kind);
        snprintf(path, sizeof path, "attachments/+%d/purpose", n);
        put(d, path, purpose);
        snprintf(path, sizeof path, "attachments/+%d/uri", n);
        snprintf(uri, sizeof uri, "file:///sheets/%d/%s", d->number, purpose);
        return put(d, path, uri);
    }
    return false;
}

/* A condition does not hold, and nothing is missing: ticks what need not be ticked, and gives other values where the plan
 * has some. False: it has none. */
static bool reconsider(driver *d, const known *k)
{
    const json *j = &k->menu->tree;
    bool any = false;
    d->m.tries++;
    for (json_node e = json_first(j, json_get(j, k->entry, "form")); d->m.tries == 1 && e != 0; e = json_next(j, e)) {
        const char *list = json_member(j, e, "field");
        bool lesson = strcmp(list, "knowledge") == 0 || strcmp(list, "improvements") == 0;
        any = (lesson && json_get(j, e, "columns") != 0 && fill_list(d, j, e)) || any;
    }
    for (json_node e = json_first(j, json_get(j, k->entry, "checklist")); d->m.tries == 1 && e != 0;
         e = json_next(j, e)) {
        any = (strcmp(json_member(j, e, "need"), "optional") == 0 && supply_tick(d, json_member(j, e, "item"))) || any;
    }
    for (size_t i = 0; i < d->given_count; i++) {
        const char *path = d->given[i].path;
        json_node e = strchr(path, '/') == NULL ? form_entry(k, path) : 0;
        char value[400] = "";
        if (e != 0 && value_by_name(&d->m, path, value, sizeof value) && offers(j, e, value)) {
            any = put(d, path, value) || any;
        } else if (strcmp(path, "tests/+1/kind") == 0 && value_by_name(&d->m, "tests/kind", value, sizeof value)) {
            any = put(d, path, value) || any;
        }
    }
    return any;
}

/* Supplies what the reasons of a refusal name. False: nothing more can be supplied. */
bool driver_supply(driver *d, const known *k)
{
    bool any = false, again = false;
    for (int32_t i = 0; i < mend_result_reason_count(d->result); i++) {
        const char *field = mend_result_param(d->result, i, "field", NULL);
        const char *item = mend_result_param(d->result, i, "item", NULL);
        const char *evidence = mend_result_param(d->result, i, "evidence", NULL);
        switch (mend_result_reason(d->result, i)) {
        case MEND_REASON_FIELD_MISSING:
            any = (field != NULL && supply_field(d, k, field)) || any;
            break;
        case MEND_REASON_CHECKLIST_OPEN:
            any = (item != NULL && supply_tick(d, item)) || any;
            break;
        case MEND_REASON_EVIDENCE_MISSING:
            any = (evidence != NULL && supply_evidence(d, k, evidence)) || any;
            break;
        case MEND_REASON_SAME_PERSON:
        case MEND_REASON_NOT_NAMED:
            d->person++;
            any = d->person < 3 || any;
            break;
        case MEND_REASON_CONDITION_NOT_MET:
            again = true;
            break;
        default: /* what else is missing may be what it waits for */
            break;
        }
    }
    return any || (again && reconsider(d, k));
}
