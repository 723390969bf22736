/*
 * golden.c - what the library answers, boiled down to checksums that must be equal on every platform.
 *
 *   golden <standard.txt>      prints what golden.txt holds
 *
 * First the preset standard@1 is walked by the steps of tests/scenarios/standard.txt, one ticket after the other. Then a
 * desk on the store in memory takes a few hundred acts drawn at random from the same steps, some of them spoilt. One
 * line a ticket; each column is a CRC-32 over what stood there after every single step: the record, the events, the
 * ticket for people in English and in Chinese, the menu, the answer with its sentences. Last come the outbox, the list
 * and the histories as the store has them, and the sizes of the public records in words and pointers.
 *
 * Only public headers and the store of examples/ are used. Nothing here depends on a clock, a locale or an address.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/mend.h"
#include "store-memory/mend_memory.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#endif

enum {
    STEPS_MAX = 600,
    LINE_MAX_BYTES = 16384,
    EVENTS_MAX = 128, /* of one ticket of the walk */
    TICKETS = 24,     /* of the desk */
    ACTS = 600
};

typedef struct golden_step {
    char *head;         /* of a line with ##: its title; else NULL */
    char *unit;         /* then: what is known of its unit; NULL: nothing */
    char *from, *state; /* before and after, "-": no ticket yet */
    int64_t now;
    char *json;
    unsigned line;
} golden_step;

typedef enum golden_column { RECORD, EVENTS, ENGLISH, CHINESE, MENU, ANSWER, COLUMNS } golden_column;

typedef struct golden_sums {
    uint32_t crc[COLUMNS];
} golden_sums;

typedef struct golden {
    FILE *out;
    golden_step steps[STEPS_MAX];
    size_t step_count;
    mend_policy *policy;
    mend_args *args;
    mend_result *result;
    mend_ticket *ticket;
    mend_unit *unit; /* of the walk; NULL: not known */
    mend_buf *buf;
    mend_rows *rows;
    char *events[EVENTS_MAX];
    size_t event_count;
    mend_memory *memory;
    mend_desk *desk;
    uint64_t random;
    golden_sums sums[TICKETS];
    char keys[TICKETS][64];
    unsigned done, refused, faults;
} golden;

static void stop(const char *what, unsigned line, mend_status status, const mend_error *error)
{
    fprintf(stderr, "golden: %s (line %u of the steps): %s: %s at %s\n", what, line, mend_status_name(status),
            error ? error->text : "", error ? error->path : "");
    exit(2);
}

static void must(mend_status status, const char *what)
{
    if (status != MEND_OK)
        stop(what, 0, status, NULL);
}

static char *kept(const char *text)
{
    size_t n = strlen(text) + 1;
    char *copy = malloc(n);
    if (!copy)
        stop("no memory", 0, MEND_NOMEM, NULL);
    return memcpy(copy, text, n);
}

/* CRC-32 (reflected, 0xEDB88320), four bits at a time; goes on from `crc`. */
static uint32_t crc_more(uint32_t crc, const void *data, size_t len)
{
    static const uint32_t table[16] = {0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4,
                                       0x4DB26158, 0x5005713C, 0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
                                       0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C};
    const unsigned char *p = data;
    crc = ~crc;
    for (size_t i = 0; i < len; i++) {
        crc = crc >> 4 ^ table[(crc ^ p[i]) & 15];
        crc = crc >> 4 ^ table[(crc ^ (uint32_t)p[i] >> 4) & 15];
    }
    return ~crc;
}

static void add_text(golden_sums *s, golden_column column, const char *text, size_t len)
{
    s->crc[column] = crc_more(s->crc[column], text, len);
    s->crc[column] = crc_more(s->crc[column], "\n", 1);
}

/* What the buffer holds goes into a column, and out of the buffer. */
static void add_buf(golden *g, golden_sums *s, golden_column column)
{
    size_t len;
    const char *text = mend_buf_data(g->buf, &len);
    add_text(s, column, text, len);
    mend_buf_clear(g->buf);
}

/* ---- reading the steps ---- */

static char *cut(char **rest)
{
    char *begin = *rest, *tab = begin ? strpbrk(begin, "\t\r\n") : NULL;
    if (!begin)
        stop("a line lacks a part", 0, MEND_INVALID, NULL);
    *rest = tab && *tab == '\t' ? tab + 1 : NULL;
    if (tab)
        *tab = '\0';
    return begin;
}

static void read_step(golden *g, char *line, unsigned number)
{
    golden_step *s = &g->steps[g->step_count];
    const golden_step *before = g->step_count ? s - 1 : NULL;
    if (g->step_count == STEPS_MAX)
        stop("too many steps", number, MEND_LIMIT, NULL);
    memset(s, 0, sizeof *s);
    s->line = number;
    if (line[0] == '#') {
        line += 3;
        s->head = kept(cut(&line));
    } else {
        (void)cut(&line);
        s->from = kept(before && !before->head ? before->state : "-");
        s->state = kept(cut(&line));
        (void)cut(&line);
        must(mend_instant_parse(cut(&line), MEND_NTS, &s->now, NULL), "an instant of the steps");
        s->json = kept(cut(&line));
    }
    g->step_count++;
}

/* "unit {…}" belongs to the ticket that begins above it. What the steps say of fields and units is for another test. */
static void read_unit(golden *g, char *line, unsigned number)
{
    golden_step *s = g->step_count ? &g->steps[g->step_count - 1] : NULL;
    if (strncmp(line, "unit {", 6) != 0)
        return;
    if (!s || !s->head || s->unit)
        stop("a unit that belongs to no ticket", number, MEND_INVALID, NULL);
    line += 5;
    s->unit = kept(cut(&line));
}

static void read_steps(golden *g, const char *path)
{
    static char line[LINE_MAX_BYTES];
    unsigned number = 0;
    FILE *f = fopen(path, "rb");
    if (!f) {
        perror(path);
        exit(2);
    }
    while (fgets(line, sizeof line, f)) {
        number++;
        if (line[0] == '=' || strncmp(line, "unit ", 5) == 0)
            read_unit(g, line, number);
        else if (strncmp(line, "## ", 3) == 0 || (line[0] != '#' && line[0] != '\n' && line[0] != '\r'))
            read_step(g, line, number);
    }
    fclose(f);
}

/* ---- what a ticket looks like after a step ---- */

static void add_ticket(golden *g, golden_sums *s, const mend_ticket *t, int64_t now)
{
    mend_error err = {.struct_size = sizeof err};
    must(mend_ticket_save(t, g->buf), "saving");
    add_buf(g, s, RECORD);
    must(mend_view(g->policy, t, "en", g->buf, &err), "the view in English");
    add_buf(g, s, ENGLISH);
    must(mend_view(g->policy, t, "zh-CN", g->buf, &err), "the view in Chinese");
    add_buf(g, s, CHINESE);
    must(mend_actions(g->policy, t, g->args, now, mend_ticket_revision(t) % 2 ? "zh-CN" : "en", g->buf, &err),
         "the menu");
    add_buf(g, s, MENU);
}

static void add_answer(golden *g, golden_sums *s)
{
    for (int32_t i = 0; i < mend_result_event_count(g->result); i++) {
        size_t len;
        const char *event = mend_result_event(g->result, i, &len);
        add_text(s, EVENTS, event, len);
    }
    must(mend_result_write(g->result, g->policy, "en", g->buf), "the answer in English");
    add_buf(g, s, ANSWER);
    must(mend_result_write(g->result, g->policy, "zh-CN", g->buf), "the answer in Chinese");
    add_buf(g, s, ANSWER);
}

static void print_sums(const golden *g, const char *name, const mend_ticket *t, const golden_sums *s)
{
    const char *state = mend_ticket_state(t, NULL);
    fprintf(g->out,
            "%s: revision %" PRId64 " %s record %08" PRIx32 " events %08" PRIx32 " en %08" PRIx32 " zh %08" PRIx32
            " menu %08" PRIx32 " answers %08" PRIx32 "\n",
            name, mend_ticket_revision(t), state[0] ? state : "-", s->crc[RECORD], s->crc[EVENTS], s->crc[ENGLISH],
            s->crc[CHINESE], s->crc[MENU], s->crc[ANSWER]);
}

/* ---- the walk ---- */

/* The log so far, replayed without a policy, is the ticket: byte for byte. */
static void check_replay(golden *g)
{
    size_t len, slots_len;
    mend_ticket *replayed = NULL;
    mend_buf *slots = NULL;
    mend_error err = {.struct_size = sizeof err};
    must(mend_ticket_new(NULL, &replayed), "a ticket");
    must(mend_buf_new(NULL, &slots), "a buffer");
    must(mend_ticket_slots(g->ticket, slots), "the slots");
    const char *text = mend_buf_data(slots, &slots_len);
    mend_status status =
        mend_ticket_replay(replayed, text, slots_len, (const char *const *)g->events, NULL, g->event_count, &err);
    if (status != MEND_OK)
        stop("replay", 0, status, &err);
    mend_buf_clear(slots);
    must(mend_ticket_save(replayed, slots), "saving");
    must(mend_ticket_save(g->ticket, g->buf), "saving");
    text = mend_buf_data(slots, &slots_len);
    const char *record = mend_buf_data(g->buf, &len);
    if (len != slots_len || memcmp(text, record, len) != 0)
        stop("the replayed ticket differs", 0, MEND_CORRUPT, NULL);
    mend_buf_clear(g->buf);
    mend_buf_free(slots);
    mend_ticket_free(replayed);
}

static void keep_events(golden *g)
{
    for (int32_t i = 0; i < mend_result_event_count(g->result); i++) {
        if (g->event_count == EVENTS_MAX)
            stop("too many events", 0, MEND_LIMIT, NULL);
        g->events[g->event_count++] = kept(mend_result_event(g->result, i, NULL));
    }
}

static void drop_events(golden *g)
{
    for (size_t i = 0; i < g->event_count; i++)
        free(g->events[i]);
    g->event_count = 0;
}

static void end_of_walk(golden *g, const char *title, const golden_sums *sums)
{
    if (title) {
        if (g->event_count > 0)
            check_replay(g);
        print_sums(g, title, g->ticket, sums);
    }
    drop_events(g);
    mend_ticket_free(g->ticket);
    g->ticket = NULL;
    must(mend_ticket_new(NULL, &g->ticket), "a ticket");
}

/* Digest of the last estimate; "" if there is none. */
static void last_digest(const mend_ticket *t, char out[130])
{
    int32_t rows = 0, row = 0;
    char path[64];
    out[0] = '\0';
    if (mend_ticket_rows(t, "estimates", MEND_NTS, &rows) != MEND_OK || rows == 0)
        return;
    must(mend_ticket_row(t, "estimates", MEND_NTS, rows - 1, &row), "an estimate");
    snprintf(path, sizeof path, "estimates/%d/digest", (int)row);
    if (mend_ticket_text(t, path, MEND_NTS, out, 130, NULL) != MEND_OK)
        out[0] = '\0';
}

/* The step's arguments; "$digest" becomes that of the ticket's last estimate. */
static void take_args(golden *g, const golden_step *s)
{
    static char filled[LINE_MAX_BYTES + 130];
    const char *mark = strstr(s->json, "$digest"), *json = s->json;
    mend_error err = {.struct_size = sizeof err};
    if (mark) {
        char digest[130];
        last_digest(g->ticket, digest);
        snprintf(filled, sizeof filled, "%.*s%s%s", (int)(mark - s->json), s->json, digest, mark + strlen("$digest"));
        json = filled;
    }
    mend_status status = mend_args_json(g->args, json, MEND_NTS, &err);
    if (status != MEND_OK)
        stop("arguments", s->line, status, &err);
}

/* A ticket begins: another unit, unless its title says that it is the same. */
static void begin_unit(golden *g, const golden_step *s)
{
    mend_error err = {.struct_size = sizeof err};
    if (strstr(s->head, "(the same unit)"))
        return;
    mend_unit_free(g->unit);
    g->unit = NULL;
    if (!s->unit)
        return;
    must(mend_unit_new(NULL, &g->unit), "a unit");
    if (mend_unit_read(g->unit, s->unit, MEND_NTS, &err) != MEND_OK)
        stop("a unit", s->line, err.status, &err);
}

/* The unit as the step left it goes into the sums, and into the next step. */
static void keep_unit(golden *g, golden_sums *sums)
{
    const mend_unit *changed = mend_result_unit(g->result);
    size_t len;
    if (!changed)
        return;
    must(mend_unit_save(changed, g->buf), "saving a unit");
    const char *record = mend_buf_data(g->buf, &len);
    must(mend_unit_load(g->unit, record, len, NULL), "loading a unit");
    add_buf(g, sums, RECORD);
}

static void walk(golden *g)
{
    const char *title = NULL;
    golden_sums sums = {{0}};
    end_of_walk(g, NULL, &sums);
    for (size_t i = 0; i < g->step_count; i++) {
        const golden_step *s = &g->steps[i];
        if (s->head) {
            end_of_walk(g, title, &sums);
            title = s->head;
            memset(&sums, 0, sizeof sums);
            begin_unit(g, s);
            continue;
        }
        mend_error err = {.struct_size = sizeof err};
        take_args(g, s);
        must(mend_args_unit(g->args, g->unit), "a unit in the arguments");
        mend_status status = mend_act(g->policy, g->ticket, g->args, s->now, g->result, &err);
        if (status < 0 && status > MEND_REFUSED && mend_result_reason_count(g->result) == 0)
            stop("a step", s->line, status, &err);
        keep_events(g);
        add_answer(g, &sums);
        keep_unit(g, &sums);
        add_ticket(g, &sums, g->ticket, s->now);
    }
    end_of_walk(g, title, &sums);
}

/* ---- random acts on a desk ---- */

static uint32_t draw(golden *g, uint32_t below)
{
    g->random = g->random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((g->random >> 33) % below);
}

/* A step that was once taken in this state; now and then any step at all. */
static const golden_step *pick(golden *g, const char *state)
{
    size_t fitting = 0;
    int any = draw(g, 10) == 0 && strcmp(state, "-") != 0;
    for (size_t i = 0; i < g->step_count; i++)
        fitting += !g->steps[i].head && (any || strcmp(g->steps[i].from, state) == 0);
    if (fitting == 0)
        return NULL;
    size_t nth = draw(g, (uint32_t)fitting);
    for (size_t i = 0; i < g->step_count; i++)
        if (!g->steps[i].head && (any || strcmp(g->steps[i].from, state) == 0) && nth-- == 0)
            return &g->steps[i];
    return NULL;
}

/* Changes something of the arguments. What a setter answers does not matter: what comes of it all is summed up. */
static void spoil(golden *g, int64_t now)
{
    static const char *const values[] = {"",        "1", "-3", "1.25", "true", "2024-03-31", "冰箱 E4 13812345678",
                                         "hardware"};
    char text[32];
    const char *path = mend_field_name(1 + (int32_t)draw(g, (uint32_t)mend_field_count()));
    switch (draw(g, 7)) {
    case 0:
        if (path)
            (void)mend_args_text(g->args, path, MEND_NTS, values[draw(g, 8)], MEND_NTS);
        break;
    case 1:
        (void)mend_args_role(g->args, mend_policy_name(g->policy, MEND_KIND_ROLE, 0, NULL), MEND_NTS);
        break;
    case 2:
        (void)mend_args_at(g->args, now - (int64_t)draw(g, 100000) * 1000);
        break;
    case 3:
        (void)mend_args_reason(g->args, "客户 O'Brien <ob@example.com> asked", MEND_NTS);
        break;
    case 4:
        snprintf(text, sizeof text, "key-%" PRIu32, draw(g, 40));
        (void)mend_args_key(g->args, text, MEND_NTS);
        break;
    case 5:
        (void)mend_args_expect(g->args, 1 + (int64_t)draw(g, 12));
        break;
    default:
        (void)mend_args_integer(g->args, "travel_minutes", MEND_NTS, (int64_t)draw(g, 400) - 100);
    }
}

static void one_act(golden *g, uint32_t which, int64_t now)
{
    mend_error err = {.struct_size = sizeof err};
    char *key = g->keys[which];
    golden_sums *sums = &g->sums[which];
    int blank = key[0] == '\0';
    if (!blank)
        must(mend_desk_read(g->desk, key, MEND_NTS, g->ticket, &err), "reading a ticket");
    const golden_step *s = pick(g, blank ? "-" : mend_ticket_state(g->ticket, NULL));
    if (!s)
        return;
    take_args(g, s);
    must(mend_args_ticket(g->args, "", 0, "", 0, "", 0), "no key of its own");
    if (draw(g, 4) == 0)
        spoil(g, now);
    mend_status status = blank ? mend_desk_open(g->desk, g->args, now, g->ticket, g->result, &err)
                               : mend_desk_act(g->desk, key, MEND_NTS, g->args, now, g->ticket, g->result, &err);
    const char *name = mend_status_name(status);
    add_text(sums, ANSWER, name, strlen(name));
    g->done += status == MEND_OK;
    g->refused += status <= MEND_REFUSED;
    g->faults += status < 0 && status > MEND_REFUSED;
    if (status != MEND_OK) {
        add_text(sums, ANSWER, err.text, status > MEND_REFUSED ? strlen(err.text) : 0);
        add_answer(g, sums);
        return;
    }
    snprintf(key, sizeof g->keys[which], "%s", mend_ticket_key(g->ticket, NULL));
    add_answer(g, sums);
    add_ticket(g, sums, g->ticket, now);
}

static void print_rows(golden *g, const char *what)
{
    golden_sums s = {{0}};
    size_t len;
    for (int32_t i = 0; i < mend_rows_count(g->rows); i++) {
        const char *key = mend_rows_key(g->rows, i, &len);
        add_text(&s, RECORD, key, len);
        const char *bytes = mend_rows_bytes(g->rows, i, &len);
        add_text(&s, RECORD, bytes, len);
    }
    fprintf(g->out, "%s: %" PRId32 " rows %08" PRIx32 "\n", what, mend_rows_count(g->rows), s.crc[RECORD]);
}

static void open_desk(golden *g)
{
    mend_store table;
    mend_error err = {.struct_size = sizeof err};
    must(mend_memory_new(&g->memory), "a store");
    must(mend_memory_table(g->memory, &table), "a table");
    must(mend_desk_new(NULL, &table, "demo", MEND_NTS, &g->desk, &err), "a desk");
    must(mend_desk_policy(g->desk, g->policy), "the desk's policy");
    must(mend_rows_new(NULL, &g->rows), "rows");
}

static void random_acts(golden *g)
{
    char name[96];
    mend_error err = {.struct_size = sizeof err};
    int64_t now = INT64_C(1709251200000); /* 2024-03-01 */
    open_desk(g);
    g->random = 20240301;
    for (int i = 0; i < ACTS; i++) {
        uint32_t which = draw(g, TICKETS); /* one draw a line: the order of two in one expression is nobody's */
        uint32_t wrong_clock = draw(g, 25) == 0;
        now += (int64_t)draw(g, 7200) * 1000;
        now += draw(g, 1000);
        one_act(g, which, wrong_clock ? now - 86400000 : now);
    }
    for (uint32_t i = 0; i < TICKETS; i++) {
        if (!g->keys[i][0])
            continue;
        must(mend_desk_read(g->desk, g->keys[i], MEND_NTS, g->ticket, &err), "reading a ticket");
        snprintf(name, sizeof name, "desk %s", g->keys[i]);
        print_sums(g, name, g->ticket, &g->sums[i]);
        must(mend_desk_history(g->desk, g->keys[i], MEND_NTS, 0, 1000, g->rows, &err), "a history");
        print_rows(g, "  history");
    }
    must(mend_desk_page(g->desk, MEND_INDEX_ALL, "", 0, "", 0, 1000, g->rows, &err), "the list");
    print_rows(g, "list");
    must(mend_desk_page(g->desk, MEND_INDEX_STAGE, "active", MEND_NTS, "", 0, 1000, g->rows, &err), "the list");
    print_rows(g, "list of the active");
    must(mend_desk_pending(g->desk, "", 0, 1000, g->rows, &err), "the outbox");
    print_rows(g, "outbox");
    fprintf(g->out, "acts: %u done, %u refused, %u faults\n", g->done, g->refused, g->faults);
}

/* ---- the rest ---- */

static void print_policy(golden *g)
{
    golden_sums s = {{0}};
    must(mend_policy_write(g->policy, g->buf), "the policy");
    add_buf(g, &s, RECORD);
    fprintf(g->out, "policy %s@%" PRId64 ": digest %s document %08" PRIx32 "\n", mend_policy_id(g->policy, NULL),
            mend_policy_revision(g->policy), mend_policy_digest(g->policy), s.crc[RECORD]);
}

/* A record of `pointers` pointers is so many bytes besides, and this program and the library agree on its size. */
static void print_layout(const golden *g, const char *name, size_t size, size_t pointers)
{
    if (mend_layout(name) != size)
        fprintf(g->out, "layout %s: the library says %u, the header %u\n", name, (unsigned)mend_layout(name),
                (unsigned)size);
    else
        fprintf(g->out, "layout %s: %u and %u pointers\n", name, (unsigned)(size - pointers * sizeof(void *)),
                (unsigned)pointers);
}

static void print_layouts(const golden *g)
{
    print_layout(g, "mend_error", sizeof(mend_error), 0);
    print_layout(g, "mend_field_info", sizeof(mend_field_info), 0);
    print_layout(g, "mend_allocator", sizeof(mend_allocator), 2);
    print_layout(g, "mend_store", sizeof(mend_store), 18);
    print_layout(g, "mend_policy_options", sizeof(mend_policy_options), 2);
    print_layout(g, "mend_calendar_info", sizeof(mend_calendar_info), 0);
    print_layout(g, "mend_sweep_options", sizeof(mend_sweep_options), 0);
    print_layout(g, "mend_sweep_info", sizeof(mend_sweep_info), 0);
    print_layout(g, "mend_clock_info", sizeof(mend_clock_info), 0);
    print_layout(g, "mend_quote_line", sizeof(mend_quote_line), 0);
    print_layout(g, "mend_quote_totals", sizeof(mend_quote_totals), 0);
    print_layout(g, "mend_quote_excess", sizeof(mend_quote_excess), 0);
}

static void release(golden *g)
{
    drop_events(g);
    for (size_t i = 0; i < g->step_count; i++) {
        free(g->steps[i].head);
        free(g->steps[i].unit);
        free(g->steps[i].from);
        free(g->steps[i].state);
        free(g->steps[i].json);
    }
    mend_desk_free(g->desk);
    mend_memory_free(g->memory);
    mend_rows_free(g->rows);
    mend_ticket_free(g->ticket);
    mend_unit_free(g->unit);
    mend_args_free(g->args);
    mend_result_free(g->result);
    mend_buf_free(g->buf);
    mend_policy_free(g->policy);
}

/* Writes it all. `steps` is the file with the steps of the walk. */
static void golden_print(const char *steps, FILE *out)
{
    static golden g; /* too large for small stacks */
    size_t len;
    mend_error err = {.struct_size = sizeof err};
    const char *text = mend_preset_text("standard@1", &len);
    memset(&g, 0, sizeof g);
    g.out = out;
    read_steps(&g, steps);
    mend_status status = mend_policy_load(NULL, &text, &len, 1, &g.policy, &err);
    if (status != MEND_OK)
        stop("the preset", 0, status, &err);
    must(mend_args_new(NULL, &g.args), "arguments");
    must(mend_result_new(NULL, &g.result), "a result");
    must(mend_buf_new(NULL, &g.buf), "a buffer");
    print_policy(&g);
    walk(&g);
    random_acts(&g);
    print_layouts(&g);
    release(&g);
}

#ifndef GOLDEN_INCLUDED
int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: golden <standard.txt>\n");
        return 2;
    }
#ifdef _WIN32
    _setmode(_fileno(stdout), _O_BINARY);
#endif
    golden_print(argv[1], stdout);
    return fflush(stdout) == 0 ? 0 : 2;
}
#endif
