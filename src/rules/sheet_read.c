/*
 * sheet_read.c - compiling the policy's sections "sheets" and "blocks", see sheet.h.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "sheet.h"
#include "ticket/condition_code.h"
#include "ticket/member.h"

/* What every sheet is compiled with. */
typedef struct sheet_reader {
    mend__arena *arena;
    const mend__vocab *v;
    const mend__json *tree;
    mend_error *err;
    mend__names block_names;
    mend__sheet_part *blocks; /* by index in block_names */
} sheet_reader;

static void *sheet_array(const sheet_reader *r, size_t count, size_t size)
{
    void *array = mend__arena_get(r->arena, count * size);
    if (array == NULL) {
        mend__no_memory(r->err);
    }
    return array;
}

static mend_status sheet_names(const sheet_reader *r, mend__node object, size_t max, const mend__names **out)
{
    mend__names *names = sheet_array(r, 1, sizeof *names);
    *out = names;
    return names == NULL ? MEND_NOMEM
                         : mend__names_read(r->arena, r->tree, object, MEND__NAMES_PLAIN, max, names, r->err);
}

/* A sheet looks the same whoever prints it. */
static mend_status sheet_when(const sheet_reader *r, mend__node object, const mend__condition **out)
{
    mend__node n = mend__json_get(r->tree, object, "when");
    mend_status status = MEND_OK;
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    status = mend__condition_compile(r->arena, r->v, r->tree, n, out, r->err);
    for (uint32_t i = 0; status == MEND_OK && i < (*out)->count; i++) {
        if ((*out)->ops[i].code == MEND__COND_ACTOR) {
            status = mend__json_fail(r->tree, n, MEND_SCHEMA, "a sheet has no actor to ask about", r->err);
        }
    }
    return status;
}

/* ---- cells ---- */

static mend_status cell_boxes(const sheet_reader *r, mend__sheet_cell *out)
{
    mend__node n = out->name->node;
    mend_status status = mend__member_bool(r->tree, n, "boxes", &out->boxes, r->err);
    if (status == MEND_OK && out->boxes && out->field->type != MEND_FIELD_CHOICE &&
        out->field->type != MEND_FIELD_BOOL) {
        status = mend__json_fail(r->tree, mend__json_get(r->tree, n, "boxes"), MEND_SCHEMA,
                                 "boxes are for fields of type choice or bool", r->err);
    }
    return status;
}

static mend_status cell_lines(const sheet_reader *r, mend__node object, int32_t *out)
{
    int64_t lines = 0;
    mend_status status = mend__member_int(r->tree, object, "lines", 1, MEND__SHEET_LINES_MAX, &lines, r->err);
    *out = (int32_t)lines;
    return status;
}

/* A field of the ticket, or a column of the list. */
static mend_status cell_field(const sheet_reader *r, const mend__field *list, mend__sheet_cell *out)
{
    const mend__name *name = out->name;
    out->field = mend__vocab_field(r->v, list, name->id);
    if (out->field == NULL) {
        mend__guess g;
        mend__guess_start(&g, name->id);
        mend__vocab_guess_field(r->v, list, &g);
        return mend__unknown_key(r->tree, name->node, list == NULL ? "field" : "column", &g, r->err);
    }
    if (out->field->type == MEND_FIELD_LIST) {
        return mend__json_fail_key(r->tree, name->node, MEND_SCHEMA,
                                   "a list stands in a section of its own, as \"list\" with its \"columns\"", r->err);
    }
    return out->field->type != MEND_FIELD_CHOICE
               ? MEND_OK
               : mend__vocab_field_set(r->v, out->field, r->tree, name->node, &out->set, r->err);
}

static mend_status sheet_cell(const sheet_reader *r, const mend__field *list, mend__sheet_cell *out)
{
    static const char *const members[] = {"order", "label", "boxes", "lines", NULL};
    mend_status status = mend__members_known(r->tree, out->name->node, members, r->err);
    status = status != MEND_OK ? status : cell_field(r, list, out);
    status = status != MEND_OK ? status : cell_boxes(r, out);
    return status != MEND_OK ? status : cell_lines(r, out->name->node, &out->lines);
}

static mend_status sheet_cells(const sheet_reader *r, mend__node object, const mend__field *list, mend__sheet_part *out)
{
    const mend__names *names = NULL;
    mend_status status = sheet_names(r, object, MEND__SHEET_CELLS_MAX, &names);
    if (status == MEND_OK && names->count == 0) {
        status = mend__json_fail(r->tree, object, MEND_SCHEMA, "expected at least one field", r->err);
    }
    mend__sheet_cell *cells = status != MEND_OK ? NULL : sheet_array(r, names->count, sizeof *cells);
    if (cells == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    for (uint32_t i = 0; i < names->count && status == MEND_OK; i++) {
        cells[i].name = &names->items[i];
        status = sheet_cell(r, list, &cells[i]);
    }
    out->cells = cells;
    out->cell_count = names->count;
    return status;
}

/* ---- what fills a section ---- */

/* A list of the catalogue by its name. */
static mend_status part_list_ref(const sheet_reader *r, mend__node n, const mend__field **out)
{
    mend__guess g;
    size_t count;
    const mend__field *fields = mend__fields(&count), *found;
    if (mend__json_typeof(r->tree, n) != MEND__JSON_STRING) {
        return mend__json_expected(r->tree, n, "the name of a list", r->err);
    }
    found = mend__field_find(0, mend__json_str(r->tree, n));
    if (found != NULL && found->type == MEND_FIELD_LIST) {
        *out = found;
        return MEND_OK;
    }
    mend__guess_start(&g, mend__json_str(r->tree, n));
    for (size_t i = 0; i < count; i++) {
        if (fields[i].type == MEND_FIELD_LIST) {
            mend__guess_feed(&g, mend__str_of(fields[i].name, MEND_NTS));
        }
    }
    return mend__unknown_value(r->tree, n, "list", &g, r->err);
}

static mend_status part_list(const sheet_reader *r, mend__node object, mend__sheet_part *out)
{
    mend__node list = mend__json_get(r->tree, object, "list"), columns = MEND__NONE;
    bool last = false;
    mend_status status = part_list_ref(r, list, &out->list);
    status = status != MEND_OK ? status : mend__member_need(r->tree, object, "columns", &columns, r->err);
    status = status != MEND_OK ? status : mend__member_bool(r->tree, object, "last", &last, r->err);
    out->body = last ? MEND__SHEET_LAST : MEND__SHEET_TABLE;
    status = status != MEND_OK ? status : sheet_cells(r, columns, out->list, out);
    return status != MEND_OK ? status : cell_lines(r, object, &out->lines);
}

static mend_status part_levels(const sheet_reader *r, mend__node clocks, mend__sheet_part *out)
{
    out->body = MEND__SHEET_LEVELS;
    if (mend__vocab_choices(r->v, MEND__STR("level")) == NULL) {
        return mend__json_fail(r->tree, clocks, MEND_SCHEMA, "the policy has no choices \"level\"", r->err);
    }
    return mend__names_refs(r->arena, &r->v->clocks, r->tree, clocks, "clock", &out->clocks, &out->clock_count, r->err);
}

static mend_status part_card(const sheet_reader *r, mend__node n, mend__sheet_part *out)
{
    out->body = MEND__SHEET_CARD;
    return mend__json_typeof(r->tree, n) == MEND__JSON_TRUE ? MEND_OK : mend__json_expected(r->tree, n, "true", r->err);
}

/* Members that go with one filling only. */
static mend_status part_astray(const sheet_reader *r, mend__node object, const mend__sheet_part *part)
{
    static const char *const with_list[] = {"columns", "last", "lines", NULL};
    for (mend__words word = with_list; *word != NULL; word++) {
        mend__node n = mend__json_get(r->tree, object, *word);
        if (n != MEND__NONE && part->list == NULL) {
            return mend__json_fail_key(r->tree, n, MEND_SCHEMA, "this goes with a \"list\"", r->err);
        }
    }
    return MEND_OK;
}

static mend_status part_body(const sheet_reader *r, mend__node object, mend__sheet_part *out)
{
    static const char *const fillings[] = {"fields", "list", "levels", "card", NULL};
    mend__node found[4], filled = MEND__NONE;
    for (int i = 0; i < 4; i++) {
        found[i] = mend__json_get(r->tree, object, fillings[i]);
        if (found[i] != MEND__NONE && filled != MEND__NONE) {
            return mend__json_fail_key(r->tree, found[i], MEND_SCHEMA,
                                       "a section is filled by one of \"fields\", \"list\", \"levels\" and \"card\"",
                                       r->err);
        }
        filled = found[i] != MEND__NONE ? found[i] : filled;
    }
    mend_status status = MEND_OK;
    if (found[0] != MEND__NONE) {
        out->body = MEND__SHEET_FIELDS;
        status = sheet_cells(r, found[0], NULL, out);
    } else if (found[1] != MEND__NONE) {
        status = part_list(r, object, out);
    } else if (found[2] != MEND__NONE) {
        status = part_levels(r, found[2], out);
    } else if (found[3] != MEND__NONE) {
        status = part_card(r, found[3], out);
    }
    return status != MEND_OK ? status : part_astray(r, object, out);
}

/* ---- places to sign ---- */

static mend_status sign_field(const sheet_reader *r, mend__node object, const char *key, mend_field_type type,
                              const char *what, const mend__field **out)
{
    mend__node n = mend__json_get(r->tree, object, key);
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    mend_status status = mend__vocab_field_ref(r->v, NULL, r->tree, n, out, r->err);
    if (status == MEND_OK && (*out)->type != type) {
        status = mend__json_fail(r->tree, n, MEND_SCHEMA, what, r->err);
    }
    return status;
}

static mend_status sheet_signs(const sheet_reader *r, mend__node object, mend__sheet_part *out)
{
    static const char *const members[] = {"order", "label", "by", "at", NULL};
    const mend__names *names = NULL;
    mend_status status = sheet_names(r, object, MEND__SHEET_SIGNS_MAX, &names);
    mend__sheet_sign *signs = status != MEND_OK ? NULL : sheet_array(r, names->count, sizeof *signs);
    if (signs == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    for (uint32_t i = 0; i < names->count && status == MEND_OK; i++) {
        mend__node n = names->items[i].node;
        signs[i].name = &names->items[i];
        status = mend__members_known(r->tree, n, members, r->err);
        status = status != MEND_OK
                     ? status
                     : sign_field(r, n, "by", MEND_FIELD_TEXT, "who signed is a field of type text", &signs[i].by);
        status = status != MEND_OK ? status
                                   : sign_field(r, n, "at", MEND_FIELD_INSTANT,
                                                "when it was signed is a field of type instant", &signs[i].at);
    }
    out->signs = signs;
    out->sign_count = names->count;
    return status;
}

/* ---- sections, blocks, sheets ---- */

/* The column that tells rows of the last quote from those of earlier ones. */
static mend_status part_newest(const sheet_reader *r, mend__node object, mend__sheet_part *out)
{
    mend__node n = mend__json_get(r->tree, object, "newest");
    if (n == MEND__NONE) {
        return MEND_OK;
    }
    if (out->body != MEND__SHEET_TABLE) {
        return mend__json_fail(r->tree, n, MEND_SCHEMA, "the newest rows are those of a table", r->err);
    }
    mend_status status = mend__vocab_field_ref(r->v, out->list, r->tree, n, &out->newest, r->err);
    if (status == MEND_OK && out->newest->type != MEND_FIELD_INTEGER) {
        status =
            mend__json_fail(r->tree, n, MEND_SCHEMA, "the newest rows are told by a column of type integer", r->err);
    }
    return status;
}

/* A section, or a block, with all it holds. */
static mend_status part_read(const sheet_reader *r, mend__sheet_part *out)
{
    static const char *const members[] = {"order", "label",  "when", "fields", "list", "columns", "last",
                                          "lines", "levels", "card", "texts",  "sign", "newest",  NULL};
    mend__node n = out->name->node;
    mend_status status = mend__members_known(r->tree, n, members, r->err);
    status = status != MEND_OK ? status : sheet_when(r, n, &out->when);
    status = status != MEND_OK ? status : part_body(r, n, out);
    status = status != MEND_OK ? status : part_newest(r, n, out);
    status = status != MEND_OK ? status
                               : mend__names_refs(r->arena, &r->v->texts, r->tree, mend__json_get(r->tree, n, "texts"),
                                                  "text", &out->texts, &out->text_count, r->err);
    status = status != MEND_OK ? status : sheet_signs(r, mend__json_get(r->tree, n, "sign"), out);
    if (status == MEND_OK && out->body == MEND__SHEET_NOTHING && out->text_count + out->sign_count == 0) {
        status = mend__json_fail_key(r->tree, n, MEND_SCHEMA,
                                     "nothing would stand here: expected \"fields\", \"list\", \"levels\", \"card\", "
                                     "\"texts\" or \"sign\"",
                                     r->err);
    }
    return status;
}

/* A section that is a block under a name of its own. */
static mend_status part_use(const sheet_reader *r, mend__node use, mend__sheet_part *out)
{
    static const char *const members[] = {"order", "label", "when", "use", NULL};
    const mend__name *name = out->name;
    int32_t index = -1;
    mend_status status = mend__members_known(r->tree, name->node, members, r->err);
    status = status != MEND_OK ? status : mend__names_ref(&r->block_names, r->tree, use, "block", &index, r->err);
    if (status != MEND_OK) {
        return status;
    }
    *out = r->blocks[index];
    out->name = name;
    out->heading = name->label_count > 0 ? name : out->heading;
    return sheet_when(r, name->node, &out->when);
}

static mend_status sheet_part(const sheet_reader *r, const mend__name *name, mend__sheet_part *out)
{
    mend__node use = mend__json_get(r->tree, name->node, "use");
    out->name = name;
    out->heading = name->label_count > 0 ? name : NULL;
    return use != MEND__NONE ? part_use(r, use, out) : part_read(r, out);
}

static mend_status sheet_text(const sheet_reader *r, mend__node object, const char *key, int32_t *out)
{
    mend__node n = mend__json_get(r->tree, object, key);
    *out = -1;
    return n == MEND__NONE ? MEND_OK : mend__names_ref(&r->v->texts, r->tree, n, "text", out, r->err);
}

static mend_status sheet_parts(const sheet_reader *r, mend__node sections, mend__sheet *out)
{
    const mend__names *names = NULL;
    mend_status status = sheet_names(r, sections, MEND__SHEET_PARTS_MAX, &names);
    if (status == MEND_OK && names->count == 0) {
        status = mend__json_fail(r->tree, sections, MEND_SCHEMA, "expected at least one section", r->err);
    }
    mend__sheet_part *parts = status != MEND_OK ? NULL : sheet_array(r, names->count, sizeof *parts);
    if (parts == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    for (uint32_t i = 0; i < names->count && status == MEND_OK; i++) {
        status = sheet_part(r, &names->items[i], &parts[i]);
    }
    out->parts = parts;
    out->part_count = names->count;
    return status;
}

static mend_status sheet_read(const sheet_reader *r, const mend__name *name, mend__sheet *out)
{
    static const char *const members[] = {"order", "label", "head", "title", "foot", "sections", NULL};
    mend__node sections = MEND__NONE;
    mend_status status = mend__members_known(r->tree, name->node, members, r->err);
    status = status != MEND_OK ? status : sheet_text(r, name->node, "head", &out->head);
    status = status != MEND_OK ? status : sheet_text(r, name->node, "title", &out->title);
    status = status != MEND_OK ? status : sheet_text(r, name->node, "foot", &out->foot);
    status = status != MEND_OK ? status : mend__member_need(r->tree, name->node, "sections", &sections, r->err);
    return status != MEND_OK ? status : sheet_parts(r, sections, out);
}

static mend_status sheet_blocks(sheet_reader *r, mend__node object)
{
    mend_status status =
        mend__names_read(r->arena, r->tree, object, MEND__NAMES_PLAIN, MEND__SHEETS_MAX, &r->block_names, r->err);
    r->blocks = status != MEND_OK ? NULL : sheet_array(r, r->block_names.count, sizeof *r->blocks);
    if (r->blocks == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    for (uint32_t i = 0; i < r->block_names.count && status == MEND_OK; i++) {
        const mend__name *name = &r->block_names.items[i];
        r->blocks[i].name = name;
        r->blocks[i].heading = name->label_count > 0 ? name : NULL;
        status = part_read(r, &r->blocks[i]);
    }
    return status;
}

mend_status mend__sheets_compile(mend__arena *arena, const mend__vocab *v, const mend__json *tree, mend__node root,
                                 mend__sheets *out, mend_error *err)
{
    sheet_reader r = {.arena = arena, .v = v, .tree = tree, .err = err};
    mend_status status = sheet_blocks(&r, mend__json_get(tree, root, "blocks"));
    status = status != MEND_OK ? status
                               : mend__names_read(arena, tree, mend__json_get(tree, root, "sheets"), MEND__NAMES_PLAIN,
                                                  MEND__SHEETS_MAX, &out->names, err);
    mend__sheet *sheets = status != MEND_OK ? NULL : sheet_array(&r, out->names.count, sizeof *sheets);
    if (sheets == NULL) {
        return status != MEND_OK ? status : MEND_NOMEM;
    }
    for (uint32_t i = 0; i < out->names.count && status == MEND_OK; i++) {
        status = sheet_read(&r, &out->names.items[i], &sheets[i]);
    }
    out->sheets = sheets;
    return status;
}
