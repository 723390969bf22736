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
        if (strncmp(line, "## ", 3) == 0 || (line[0] != '#' && line[0] != '\n' && line[0] != '\r'))
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
    mend_status status = mend_ticket_replay(replayed, text, slots_len, (const char *const *)g->events, NULL,
                                            g->event_count, &err);
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
        check_replay(g);
        print_sums(g, title, g->ticket, sums);
    }
    drop_events(g);
    mend_ticket_free(g->ticket);
    g->ticket = NULL;
    must(mend_ticket_new(NULL, &g->ticket), "a ticket");
}

static void take_args(golden *g, const golden_step *s)
{
    mend_error err = {.struct_size = sizeof err};
    mend_status status = mend_args_json(g->args, s->json, MEND_NTS, &err);
    if (status != MEND_OK)
        stop("arguments", s->line, status, &err);
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
            continue;
        }
        mend_error err = {.struct_size = sizeof err};
        take_args(g, s);
        mend_status status = mend_act(g->policy, g->ticket, g->args, s->now, g->result, &err);
        if (status < 0 && status > MEND_REFUSED && mend_result_reason_count(g->result) == 0)
            stop("a step", s->line, status, &err);
        keep_events(g);
        add_answer(g, &sums);
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
    bool_any:;
    const golden_step *s = NULL;
    (void)state;
    return s;
}
