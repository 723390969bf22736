/*
 * ticket.c - the flat arrays behind a ticket: looking things up, and the small changes the fold of events is made of.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ticket.h"

#include <string.h>

#define MEND__HEAP_MAX ((size_t)16 * 1024 * 1024) /* far above any record limit; keeps offsets in 32 bits */

/* --- vectors --- */

static mend_status vec_room(const mend__alloc *a, mend__vec *v, size_t need, size_t size)
{
    return need <= v->cap ? MEND_OK : mend__reserve(a, &v->items, &v->cap, need, size);
}

static void vec_free(const mend__alloc *a, mend__vec *v, size_t size)
{
    mend__drop(a, v->items, v->cap * size);
    memset(v, 0, sizeof *v);
}

/* Opens a gap of one zeroed record at `at`; the record, or NULL without memory. */
static void *vec_insert(const mend__alloc *a, mend__vec *v, size_t at, size_t size)
{
    if (vec_room(a, v, v->count + 1, size) != MEND_OK)
        return NULL;
    char *base = v->items;
    memmove(base + (at + 1) * size, base + at * size, (v->count - at) * size);
    memset(base + at * size, 0, size);
    v->count++;
    return base + at * size;
}

static void vec_remove(mend__vec *v, size_t at, size_t n, size_t size)
{
    char *base = v->items;
    memmove(base + at * size, base + (at + n) * size, (v->count - at - n) * size);
    v->count -= n;
}

static void vec_fill(mend__vec *to, const mend__vec *from, size_t size)
{
    if (from->count)
        memcpy(to->items, from->items, from->count * size);
    to->count = from->count;
}

/* Every array of a ticket but the heap, with the size of its records. */
typedef struct array {
    size_t offset, size;
} array;

static const array ARRAYS[] = {
    {offsetof(mend_ticket, cells), sizeof(mend__cell)},       {offsetof(mend_ticket, customs), sizeof(mend__custom)},
    {offsetof(mend_ticket, slots), sizeof(mend__slot)},       {offsetof(mend_ticket, done), sizeof(mend__done)},
    {offsetof(mend_ticket, counts), sizeof(mend__count)},     {offsetof(mend_ticket, rowmarks), sizeof(mend__rowmark)},
    {offsetof(mend_ticket, clocks), sizeof(mend__clock_row)}, {offsetof(mend_ticket, clock_marks), sizeof(mend__mark)},
};

#define ARRAY_COUNT (sizeof ARRAYS / sizeof ARRAYS[0])

static mend__vec *array_of(mend_ticket *t, size_t i)
{
    return (mend__vec *)(void *)((char *)t + ARRAYS[i].offset);
}

static const mend__vec *array_of_const(const mend_ticket *t, size_t i)
{
    return (const mend__vec *)(const void *)((const char *)t + ARRAYS[i].offset);
}

/* --- life --- */

static void blank(mend_ticket *t)
{
    mend__ref none = {0, 0};
    t->tenant = t->key = t->number = t->policy = t->state = none;
    memset(t->digest, 0, sizeof t->digest);
    t->policy_revision = 0;
    t->stage = MEND__STAGE_NONE;
    t->seq = 0;
    t->opened = t->since = t->closed = t->last = t->anonymised = INT64_MIN;
    t->heap_dead = 0;
}

void mend__ticket_init(mend_ticket *t, const mend__alloc *a)
{
    memset(t, 0, sizeof *t);
    t->alloc = *a;
    blank(t);
}

void mend__ticket_done(mend_ticket *t)
{
    for (size_t i = 0; i < ARRAY_COUNT; i++)
        vec_free(&t->alloc, array_of(t, i), ARRAYS[i].size);
    vec_free(&t->alloc, &t->heap, 1);
}

void mend__ticket_reset(mend_ticket *t)
{
    for (size_t i = 0; i < ARRAY_COUNT; i++)
        array_of(t, i)->count = 0;
    t->heap.count = 0;
    blank(t);
}

/* Every text in the heap is followed by a NUL; an empty one takes no room at all. */
static size_t room_of(size_t len)
{
    return len ? len + 1 : 0;
}

static void move_text(mend_ticket *t, const mend_ticket *from, mend__ref *ref)
{
    size_t n = room_of(ref->len);
    if (n)
        memcpy((char *)t->heap.items + t->heap.count, (const char *)from->heap.items + ref->off, n);
    ref->off = (uint32_t)t->heap.count;
    t->heap.count += n;
}

static void repack_clocks(mend_ticket *t, const mend_ticket *from)
{
    mend__clock_row *rows = t->clocks.items;
    for (size_t i = 0; i < t->clocks.count; i++) {
        move_text(t, from, &rows[i].clock);
        move_text(t, from, &rows[i].aim);
    }
    mend__mark *marks = t->clock_marks.items;
    for (size_t i = 0; i < t->clock_marks.count; i++)
        move_text(t, from, &marks[i].why);
}

/* Fills t's heap with the texts its refs (copied from `from`) point at, leaving the dead bytes behind. */
static void repack(mend_ticket *t, const mend_ticket *from)
{
    t->heap.count = 0;
    mend__ref *scalars[] = {&t->tenant, &t->key, &t->number, &t->policy, &t->state};
    for (size_t i = 0; i < sizeof scalars / sizeof scalars[0]; i++)
        move_text(t, from, scalars[i]);
    mend__cell *cells = t->cells.items;
    for (size_t i = 0; i < t->cells.count; i++)
        move_text(t, from, &cells[i].text);
    mend__custom *customs = t->customs.items;
    for (size_t i = 0; i < t->customs.count; i++)
        move_text(t, from, &customs[i].name);
    mend__slot *slots = t->slots.items;
    for (size_t i = 0; i < t->slots.count; i++)
        move_text(t, from, &slots[i].text);
    mend__done *done = t->done.items;
    for (size_t i = 0; i < t->done.count; i++) {
        move_text(t, from, &done[i].action);
        move_text(t, from, &done[i].actor);
    }
    mend__count *counts = t->counts.items;
    for (size_t i = 0; i < t->counts.count; i++)
        move_text(t, from, &counts[i].name);
    repack_clocks(t, from);
    t->heap_dead = 0;
}

mend_status mend__ticket_assign(mend_ticket *to, const mend_ticket *from)
{
    mend_status s = vec_room(&to->alloc, &to->heap, from->heap.count, 1);
    for (size_t i = 0; i < ARRAY_COUNT && s == MEND_OK; i++)
        s = vec_room(&to->alloc, array_of(to, i), array_of_const(from, i)->count, ARRAYS[i].size);
    if (s != MEND_OK)
        return s;
    mend_ticket own = *to; /* its allocator and memory */
    *to = *from;
    to->alloc = own.alloc;
    for (size_t i = 0; i < ARRAY_COUNT; i++) {
        *array_of(to, i) = *array_of(&own, i);
        vec_fill(array_of(to, i), array_of_const(from, i), ARRAYS[i].size);
    }
    to->heap = own.heap;
    if (from->heap_dead > 1024 && from->heap_dead > from->heap.count / 2)
        repack(to, from);
    else
        vec_fill(&to->heap, &from->heap, 1);
    return MEND_OK;
}

void *mend__ticket_append(mend_ticket *t, mend__vec *to, size_t size)
{
    return vec_insert(&t->alloc, to, to->count, size);
}

/* --- texts --- */

mend__str mend__ticket_str(const mend_ticket *t, mend__ref ref)
{
    if (!ref.len)
        return MEND__STR("");
    return (mend__str){(const char *)t->heap.items + ref.off, ref.len};
}

mend_status mend__ticket_put(mend_ticket *t, mend__ref *ref, mend__str text)
{
    size_t n = room_of(text.n);
    if (text.n >= MEND__HEAP_MAX - t->heap.count)
        return MEND_LIMIT;
    mend_status s = vec_room(&t->alloc, &t->heap, t->heap.count + n, 1);
    if (s != MEND_OK)
        return s;
    if (n) {
        memcpy((char *)t->heap.items + t->heap.count, text.p, text.n);
        ((char *)t->heap.items)[t->heap.count + text.n] = '\0';
    }
    t->heap_dead += room_of(ref->len);
    ref->off = (uint32_t)t->heap.count;
    ref->len = (uint32_t)text.n;
    t->heap.count += n;
    return MEND_OK;
}

/* --- cells --- */

static int cell_cmp(const mend__cell *c, int32_t list, int32_t row, int32_t field)
{
    if (c->list != list)
        return c->list < list ? -1 : 1;
    if (c->row != row)
        return c->row < row ? -1 : 1;
    return (c->field > field) - (c->field < field);
}

/* Index of the first cell not before (list, row, field). */
static size_t cell_at(const mend_ticket *t, int32_t list, int32_t row, int32_t field)
{
    const mend__cell *cells = t->cells.items;
    size_t lo = 0, hi = t->cells.count;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (cell_cmp(&cells[mid], list, row, field) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

const mend__cell *mend__ticket_cell(const mend_ticket *t, int32_t list, int32_t row, int32_t field)
{
    size_t at = cell_at(t, list, row, field);
    const mend__cell *cells = t->cells.items;
    return at < t->cells.count && cell_cmp(&cells[at], list, row, field) == 0 ? &cells[at] : NULL;
}

int32_t mend__ticket_custom(const mend_ticket *t, int32_t list, mend__str name)
{
    const mend__custom *customs = t->customs.items;
    for (size_t i = t->customs.count; i > 0; i--)
        if (customs[i - 1].list == list && mend__str_eq(mend__ticket_str(t, customs[i - 1].name), name))
            return MEND__CUSTOM + (int32_t)(i - 1);
    return 0;
}

int32_t mend__ticket_field_id(const mend_ticket *t, const mend__field *field)
{
    if (field->id < MEND__CUSTOM)
        return field->id;
    int32_t id = mend__ticket_custom(t, field->list, mend__str_of(field->name, MEND_NTS));
    if (!id)
        return 0;
    const mend__custom *c = (const mend__custom *)t->customs.items + (id - MEND__CUSTOM);
    return c->type == field->type && c->mask == field->mask ? id : 0;
}

void mend__cell_value(const mend_ticket *t, const mend__cell *cell, mend__value *out)
{
    out->type = cell->type;
    out->num = cell->num;
    out->text = mend__ticket_str(t, cell->text);
    if (cell->slot) {
        const mend__slot *slot = (const mend__slot *)t->slots.items + (cell->slot - 1);
        out->text = mend__ticket_str(t, slot->text);
        if (slot->gone)
            out->type = 0;
    }
}

bool mend__ticket_value(const mend_ticket *t, const mend__field *field, int32_t row, mend__value *out)
{
    int32_t id = mend__ticket_field_id(t, field);
    const mend__cell *cell = id ? mend__ticket_cell(t, field->list, row, id) : NULL;
    *out = (mend__value){0, 0, {"", 0}};
    if (!cell)
        return false;
    mend__cell_value(t, cell, out);
    return out->type != 0;
}

int32_t mend__ticket_next_row(const mend_ticket *t, int32_t list, int32_t row)
{
    if (row == INT32_MAX)
        return 0;
    size_t at = cell_at(t, list, row + 1, 0);
    const mend__cell *cells = t->cells.items;
    return at < t->cells.count && cells[at].list == list ? cells[at].row : 0;
}

int32_t mend__ticket_row_count(const mend_ticket *t, int32_t list)
{
    int32_t n = 0;
    for (int32_t row = mend__ticket_next_row(t, list, 0); row; row = mend__ticket_next_row(t, list, row))
        n++;
    return n;
}

int32_t mend__ticket_last_row_id(const mend_ticket *t, int32_t list)
{
    const mend__rowmark *marks = t->rowmarks.items;
    for (size_t i = 0; i < t->rowmarks.count; i++)
        if (marks[i].list == list)
            return marks[i].last;
    return 0;
}

mend__str mend__ticket_field_name(const mend_ticket *t, int32_t field)
{
    if (field >= MEND__CUSTOM) {
        size_t i = (size_t)(field - MEND__CUSTOM);
        return i < t->customs.count ? mend__ticket_str(t, ((const mend__custom *)t->customs.items)[i].name)
                                    : MEND__STR("");
    }
    const mend__field *f = mend__field_by_id(field);
    return f ? mend__str_of(f->name, MEND_NTS) : MEND__STR("");
}

mend_status mend__ticket_mark_row(mend_ticket *t, int32_t list, int32_t row)
{
    mend__rowmark *marks = t->rowmarks.items;
    size_t i = 0;
    while (i < t->rowmarks.count && marks[i].list < list)
        i++;
    if (i == t->rowmarks.count || marks[i].list != list) {
        mend__rowmark *m = vec_insert(&t->alloc, &t->rowmarks, i, sizeof *m);
        if (!m)
            return MEND_NOMEM;
        m->list = list;
        m->last = row;
    } else if (marks[i].last < row) {
        marks[i].last = row;
    }
    return MEND_OK;
}

/* The cell, made if it is not there; its old content is let go. NULL without memory. */
static mend__cell *own_cell(mend_ticket *t, int32_t list, int32_t row, int32_t field)
{
    if (list && mend__ticket_mark_row(t, list, row) != MEND_OK)
        return NULL;
    size_t at = cell_at(t, list, row, field);
    mend__cell *cells = t->cells.items;
    mend__cell *c;
    if (at < t->cells.count && cell_cmp(&cells[at], list, row, field) == 0) {
        c = &cells[at];
    } else {
        c = vec_insert(&t->alloc, &t->cells, at, sizeof *c);
        if (!c)
            return NULL;
    }
    t->heap_dead += room_of(c->text.len);
    *c = (mend__cell){list, row, field, 0, 0, {0, 0}, 0};
    return c;
}

mend_status mend__ticket_set(mend_ticket *t, int32_t list, int32_t row, int32_t field, const mend__value *v)
{
    mend__cell *c = own_cell(t, list, row, field);
    if (!c)
        return MEND_NOMEM;
    c->type = v->type;
    if (!mend__type_is_text(v->type)) {
        c->num = v->num;
        return MEND_OK;
    }
    return mend__ticket_put(t, &c->text, v->text);
}

mend_status mend__ticket_set_slot(mend_ticket *t, int32_t list, int32_t row, int32_t field, mend_field_type type,
                                  int32_t slot)
{
    mend__cell *c = own_cell(t, list, row, field);
    if (!c)
        return MEND_NOMEM;
    c->type = type;
    c->slot = slot;
    return MEND_OK;
}

void mend__ticket_unset(mend_ticket *t, int32_t list, int32_t row, int32_t field)
{
    size_t from = cell_at(t, list, row, field);
    size_t to = field ? cell_at(t, list, row, field + 1) : cell_at(t, list, row + 1, 0);
    const mend__cell *cells = t->cells.items;
    for (size_t i = from; i < to; i++)
        t->heap_dead += room_of(cells[i].text.len);
    if (to > from)
        vec_remove(&t->cells, from, to - from, sizeof(mend__cell));
}

mend_status mend__ticket_add_slot(mend_ticket *t, mend__str text, bool gone)
{
    mend__slot *slot = vec_insert(&t->alloc, &t->slots, t->slots.count, sizeof *slot);
    if (!slot)
        return MEND_NOMEM;
    slot->gone = gone;
    return gone ? MEND_OK : mend__ticket_put(t, &slot->text, text);
}

void mend__ticket_empty_slots(mend_ticket *t)
{
    mend__slot *slots = t->slots.items;
    for (size_t i = 0; i < t->slots.count; i++) {
        /* not only forgotten but overwritten: the heap goes into no record, yet it should not keep what was erased */
        if (slots[i].text.len)
            memset((char *)t->heap.items + slots[i].text.off, 0, slots[i].text.len);
        t->heap_dead += room_of(slots[i].text.len);
        slots[i] = (mend__slot){{0, 0}, 1};
    }
}

mend_status mend__ticket_declare(mend_ticket *t, mend__str name, int32_t list, mend_field_type type, mend_mask mask,
                                 int32_t *id)
{
    size_t at = t->customs.count;
    int32_t old = mend__ticket_custom(t, list, name);
    for (size_t i = t->cells.count; old && i > 0; i--) { /* values of the old declaration would share its name */
        const mend__cell *cell = (const mend__cell *)t->cells.items + (i - 1);
        if (cell->field == old)
            mend__ticket_unset(t, cell->list, cell->row, cell->field);
    }
    mend__custom *c = vec_insert(&t->alloc, &t->customs, at, sizeof *c);
    if (!c)
        return MEND_NOMEM;
    c->list = list;
    c->type = type;
    c->mask = mask;
    *id = MEND__CUSTOM + (int32_t)at;
    return mend__ticket_put(t, &c->name, name);
}

/* --- who did what, counted loops --- */

static int done_cmp(const mend_ticket *t, const mend__done *d, mend__str action, mend__str actor)
{
    int c = mend__str_cmp(mend__ticket_str(t, d->action), action);
    return c ? c : mend__str_cmp(mend__ticket_str(t, d->actor), actor);
}

static size_t done_at(const mend_ticket *t, mend__str action, mend__str actor)
{
    const mend__done *done = t->done.items;
    size_t lo = 0, hi = t->done.count;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (done_cmp(t, &done[mid], action, actor) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

bool mend__ticket_did(const mend_ticket *t, mend__str action, mend__str actor)
{
    size_t at = done_at(t, action, actor);
    if (at == t->done.count)
        return false;
    const mend__done *d = (const mend__done *)t->done.items + at;
    return mend__str_eq(mend__ticket_str(t, d->action), action) &&
           (!actor.n || mend__str_eq(mend__ticket_str(t, d->actor), actor));
}

int64_t mend__ticket_times(const mend_ticket *t, mend__str action)
{
    const mend__done *done = t->done.items;
    int64_t n = 0;
    for (size_t i = done_at(t, action, MEND__STR("")); i < t->done.count; i++) {
        if (!mend__str_eq(mend__ticket_str(t, done[i].action), action))
            break;
        n += done[i].times;
    }
    return n;
}

mend_status mend__ticket_mark_done(mend_ticket *t, mend__str action, mend__str actor, int64_t seq)
{
    size_t at = done_at(t, action, actor);
    mend__done *done = t->done.items;
    if (at == t->done.count || done_cmp(t, &done[at], action, actor) != 0) {
        mend__done *d = vec_insert(&t->alloc, &t->done, at, sizeof *d);
        mend_status s = d ? mend__ticket_put(t, &d->action, action) : MEND_NOMEM;
        if (s == MEND_OK)
            s = mend__ticket_put(t, &d->actor, actor);
        if (s != MEND_OK)
            return s;
        done = t->done.items;
    }
    done[at].times++;
    done[at].last_seq = seq;
    return MEND_OK;
}

mend_status mend__ticket_put_done(mend_ticket *t, mend__str action, mend__str actor, int64_t times, int64_t last_seq)
{
    mend_status s = mend__ticket_mark_done(t, action, actor, last_seq);
    if (s == MEND_OK)
        ((mend__done *)t->done.items)[done_at(t, action, actor)].times = times;
    return s;
}

static size_t count_at(const mend_ticket *t, mend__str name, bool *found)
{
    const mend__count *counts = t->counts.items;
    size_t i = 0;
    int c = -1;
    while (i < t->counts.count && (c = mend__str_cmp(mend__ticket_str(t, counts[i].name), name)) < 0)
        i++;
    *found = i < t->counts.count && c == 0;
    return i;
}

int64_t mend__ticket_counter(const mend_ticket *t, mend__str name)
{
    bool found;
    size_t i = count_at(t, name, &found);
    return found ? ((const mend__count *)t->counts.items)[i].value : 0;
}

mend_status mend__ticket_set_counter(mend_ticket *t, mend__str name, int64_t value)
{
    bool found;
    size_t i = count_at(t, name, &found);
    mend__count *c = found ? (mend__count *)t->counts.items + i : NULL;
    if (value == 0) {
        if (c) {
            t->heap_dead += room_of(c->name.len);
            vec_remove(&t->counts, i, 1, sizeof *c);
        }
        return MEND_OK;
    }
    if (!c) {
        c = vec_insert(&t->alloc, &t->counts, i, sizeof *c);
        mend_status s = c ? mend__ticket_put(t, &c->name, name) : MEND_NOMEM;
        if (s != MEND_OK)
            return s;
    }
    c->value = value;
    return MEND_OK;
}
