/*
 * parity.c - stories run by C, for other languages to be held against.
 *
 *     parity desk FOLDER < steps.jsonl    on a desk with the store in memory, what `policy test --steps` has written
 *     parity door FOLDER < door.jsonl     by the document door alone, what `policy test --door` has written: every reply
 *                                         must be the one that stands there
 *
 * Written for every ticket: <story>.<ticket>.jsonl, its events; .record; .slots. On the desk also <story>.answers.jsonl,
 * what came of each step with all reasons in both languages, <story>.notices.jsonl, and <story>.units.json. Public
 * functions only, and as little as does it: whoever writes a runner for one more language begins by reading this one.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/mend.h"
#include "store-memory/mend_memory.h"
#include "vectors/span.h"

#include <stdlib.h>
#include <string.h>

#define TICKETS 64 /* of one story */
#define PAGE    100

typedef struct world {
    const char *folder;
    char story[200];
    mend_policy *policy;
    FILE *answers, *notices;
    /* the desk */
    mend_memory *memory;
    mend_desk *desk;
    mend_args *args;
    mend_unit *unit;
    mend_ticket *ticket;
    mend_result *result;
    mend_rows *rows;
    /* the door */
    mend_buf *records[TICKETS], *logs[TICKETS];
    size_t count;
    long calls, wrong;
} world;

static void need(bool good, const char *what)
{
    if (!good) {
        fprintf(stderr, "parity: %s\n", what);
        exit(2);
    }
}

/* A short text as C has it; it has no escapes. */
static const char *plain(span s, char out[200])
{
    need(s.n < 200 && memchr(s.p, '\\', s.n) == NULL, "a name is too long, or has escapes");
    memcpy(out, s.p, s.n);
    out[s.n] = '\0';
    return out;
}

static FILE *file(const world *w, span name, const char *end)
{
    char path[4096], part[200];
    (void)snprintf(path, sizeof path, "%s/%s%s%s%s", w->folder, w->story, name.n > 0 ? "." : "", plain(name, part),
                   end);
    FILE *f = fopen(path, "wb");
    need(f != NULL, path);
    return f;
}

static void write_line(FILE *f, span s, const char *end)
{
    need(fwrite(s.p, 1, s.n, f) == s.n && fputs(end, f) != EOF, "cannot be written");
}

static void write_file(const world *w, span name, const char *end, span s)
{
    FILE *f = file(w, name, end);
    write_line(f, s, "");
    need(fclose(f) == 0, "cannot be written");
}

/* One canonical line. */
static void write_canonical(FILE *f, mend_buf *line)
{
    mend_buf *whole = new_buf();
    need(canonical(span_of(line), whole), "no JSON");
    write_line(f, span_of(whole), "\n");
    mend_buf_free(whole);
    mend_buf_free(line);
}

/* ---- the desk ---- */

static void put_reasons(const world *w, mend_buf *line, const char *lang)
{
    mend_buf *out = new_buf();
    need(mend_result_write(w->result, w->policy, lang, out) == MEND_OK, "reasons");
    put(line, ",\"");
    put(line, lang);
    put(line, "\":");
    put_span(line, member(span_of(out), "reasons"));
    mend_buf_free(out);
}

static void answer(const world *w, span op, mend_status status, const mend_error *error)
{
    mend_buf *line = new_buf();
    put(line, "{\"op\":");
    put_quoted(line, op);
    put(line, ",\"status\":\"");
    put(line, mend_status_name(status));
    put(line, "\"");
    if (status <= MEND_REFUSED) {
        put_reasons(w, line, "en");
        put_reasons(w, line, "zh-CN");
    } else if (status < 0) {
        const char *text = error->text[0] != '\0' ? error->text : mend_status_text(status);
        put(line, ",\"path\":");
        put_quoted(line, (span){error->path, strlen(error->path)});
        put(line, ",\"text\":");
        put_quoted(line, (span){text, strlen(text)});
    } else {
        put(line,
            mend_result_replayed(w->result) ? ",\"replayed\":true,\"events\":[" : ",\"replayed\":false,\"events\":[");
        for (int32_t i = 0; i < mend_result_event_count(w->result); i++) {
            span event;
            event.p = mend_result_event(w->result, i, &event.n);
            put(line, i == 0 ? "" : ",");
            put_span(line, event);
        }
        put(line, "]");
    }
    put(line, "}");
    write_canonical(w->answers, line);
}

static void act(world *w, span op, span request, int64_t now)
{
    span args = member(request, "args"), key = text_of(member(request, "key"));
    mend_error error = {.struct_size = sizeof error};
    mend_status status = mend_args_json(w->args, args.p, args.n, &error);
    if (status == MEND_OK && is(op, "open")) {
        status = mend_desk_open(w->desk, w->args, now, w->ticket, w->result, &error);
    } else if (status == MEND_OK && is(op, "act")) {
        status = mend_desk_act(w->desk, key.p, key.n, w->args, now, NULL, w->result, &error);
    } else if (status == MEND_OK) {
        status = mend_desk_try(w->desk, key.p, key.n, w->args, now, w->result, &error);
    }
    answer(w, op, status, &error);
}

static void sweep(world *w, int64_t now)
{
    mend_sweep_info info = {.struct_size = sizeof info};
    mend_buf *line = new_buf();
    need(mend_desk_sweep(w->desk, now, NULL, &info, w->rows, NULL) == MEND_OK, "sweep");
    const struct {
        const char *name;
        int64_t value;
    } all[] = {{"{\"op\":\"sweep\",\"due\":", info.due},
               {",\"ticked\":", info.ticked},
               {",\"conflicts\":", info.conflicts},
               {",\"failed\":", info.failed},
               {",\"events\":", info.events},
               {",\"more\":", info.more},
               {",\"next_due\":", info.next_due}};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        put(line, all[i].name);
        put_number(line, all[i].value);
    }
    put(line, "}");
    write_canonical(w->answers, line);
}

static void pending(world *w)
{
    need(mend_desk_pending(w->desk, "", 0, PAGE, w->rows, NULL) == MEND_OK, "pending");
    for (int32_t i = 0; i < mend_rows_count(w->rows); i++) {
        mend_buf *line = new_buf();
        span id, notice;
        id.p = mend_rows_key(w->rows, i, &id.n);
        notice.p = mend_rows_bytes(w->rows, i, &notice.n);
        put(line, "{\"attempts\":");
        put_number(line, mend_rows_number(w->rows, i));
        put(line, ",\"id\":");
        put_quoted(line, id);
        put(line, ",\"notice\":");
        put_span(line, notice);
        put(line, "}");
        write_canonical(w->notices, line);
    }
}

/* Any other question, asked in both languages; once if it leaves an event. */
static void ask(const world *w, span request, int64_t now)
{
    mend_buf *reply = new_buf();
    for (int zh = is(text_of(member(request, "op")), "reveal"); zh < 2; zh++) {
        mend_buf *asked = new_buf();
        size_t at = 1;
        span piece, name, value;
        put(asked, zh ? "{\"lang\":\"zh-CN\"" : "{\"lang\":\"en\"");
        while (next_piece(request, &at, &piece)) {
            split(piece, &name, &value);
            if (!is(name, "lang")) {
                put(asked, ",");
                put_span(asked, piece);
            }
        }
        put(asked, "}");
        (void)mend_doc_desk(w->desk, now, span_of(asked).p, span_of(asked).n, reply, NULL);
        write_line(w->answers, span_of(reply), "\n");
        mend_buf_free(asked);
    }
    mend_buf_free(reply);
}

static void desk_step(world *w, span line)
{
    span request = member(line, "request"), op = text_of(member(request, "op")), unit = member(request, "unit");
    span id = text_of(member(request, "id"));
    int64_t now = strtoll(member(line, "now").p, NULL, 10);
    w->calls++;
    if (is(op, "open") || is(op, "act") || is(op, "try")) {
        act(w, op, request, now);
    } else if (is(op, "sweep")) {
        sweep(w, now);
    } else if (is(op, "pending")) {
        pending(w);
    } else if (is(op, "sent")) {
        need(mend_desk_sent(w->desk, id.p, id.n, 1, NULL) == MEND_OK, "sent");
    } else if (is(op, "unit_put")) {
        need(mend_unit_read(w->unit, unit.p, unit.n, NULL) == MEND_OK, "a unit");
        need(mend_desk_unit_put(w->desk, w->unit, NULL) == MEND_OK, "unit_put");
    } else {
        ask(w, request, now);
    }
}

static void desk_begin(world *w, span head)
{
    mend_store store;
    span tenant = text_of(member(head, "tenant"));
    w->answers = file(w, (span){"", 0}, ".answers.jsonl");
    w->notices = file(w, (span){"", 0}, ".notices.jsonl");
    need(mend_memory_new(&w->memory) == MEND_OK && mend_memory_table(w->memory, &store) == MEND_OK, "store");
    need(mend_desk_new(NULL, &store, tenant.p, tenant.n, &w->desk, NULL) == MEND_OK, "desk");
    need(mend_desk_policy(w->desk, w->policy) == MEND_OK, "desk");
    need(mend_args_new(NULL, &w->args) == MEND_OK && mend_unit_new(NULL, &w->unit) == MEND_OK &&
             mend_ticket_new(NULL, &w->ticket) == MEND_OK && mend_result_new(NULL, &w->result) == MEND_OK &&
             mend_rows_new(NULL, &w->rows) == MEND_OK,
         "memory");
}

static void desk_ticket(world *w, span name, span key)
{
    FILE *log = file(w, name, ".jsonl");
    mend_buf *out = new_buf();
    int64_t after = 0;
    do {
        need(mend_desk_history(w->desk, key.p, key.n, after, PAGE, w->rows, NULL) == MEND_OK, "history");
        for (int32_t i = 0; i < mend_rows_count(w->rows); i++) {
            span event;
            event.p = mend_rows_bytes(w->rows, i, &event.n);
            write_line(log, event, "\n");
            after = mend_rows_number(w->rows, i);
        }
    } while (mend_rows_count(w->rows) == PAGE);
    need(fclose(log) == 0, "cannot be written");
    need(mend_desk_read(w->desk, key.p, key.n, w->ticket, NULL) == MEND_OK, "read");
    need(mend_ticket_save(w->ticket, out) == MEND_OK, "save");
    write_file(w, name, ".record", span_of(out));
    mend_buf_clear(out);
    need(mend_ticket_slots(w->ticket, out) == MEND_OK, "slots");
    write_file(w, name, ".slots", span_of(out));
    mend_buf_free(out);
}

static void desk_end(world *w)
{
    static const char units[] = "{\"op\":\"units\",\"max\":100}";
    mend_buf *out = new_buf();
    need(mend_doc_desk(w->desk, 0, units, MEND_NTS, out, NULL) == MEND_OK, "units");
    write_file(w, (span){"", 0}, ".units.json", span_of(out));
    need(fclose(w->answers) == 0 && fclose(w->notices) == 0, "cannot be written");
    mend_buf_free(out);
    mend_args_free(w->args);
    mend_unit_free(w->unit);
    mend_ticket_free(w->ticket);
    mend_result_free(w->result);
    mend_rows_free(w->rows);
    mend_desk_free(w->desk);
    mend_memory_free(w->memory);
}

/* ---- the document door ---- */

/* What a JSON string says; only control characters are written as \\u. */
static void put_plain(mend_buf *out, span s)
{
    static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
    for (size_t i = 1; i + 1 < s.n; i++) {
        char c = s.p[i], digits[5] = "";
        if (c == '\\') {
            c = s.p[++i];
            const char *known = strchr(from, c);
            if (known != NULL) {
                c = to[known - from];
            } else if (c == 'u') {
                memcpy(digits, s.p + i + 1, 4);
                c = (char)strtol(digits, NULL, 16);
                i += 4;
            }
        }
        put_span(out, (span){&c, 1});
    }
}

/* The place of a record; w->count: it is none of ours. */
static size_t place_of(const world *w, span string)
{
    mend_buf *record = new_buf();
    put_plain(record, string);
    size_t i = 0;
    while (i < w->count && strcmp(mend_buf_data(w->records[i], NULL), mend_buf_data(record, NULL)) != 0) {
        i++;
    }
    mend_buf_free(record);
    return i;
}

/* The record and the events of a reply. */
static void take(world *w, size_t at, span record, span events)
{
    size_t next = 1;
    span event;
    mend_buf_clear(w->records[at]);
    put_plain(w->records[at], record);
    while (events.p != NULL && next_piece(events, &next, &event)) {
        put_span(w->logs[at], event);
        put(w->logs[at], "\n");
    }
}

static void door_step(world *w, span line)
{
    span request = member(line, "request"), expected = member(line, "reply"), op = text_of(member(request, "op"));
    mend_buf *reply = new_buf();
    (void)mend_doc_call(w->policy, request.p, request.n, reply, NULL);
    span got = span_of(reply), given = member(request, "ticket"), record = member(got, "ticket");
    w->calls++;
    if (got.n != expected.n || memcmp(got.p, expected.p, got.n) != 0) {
        w->wrong++;
        printf("%s: %.*s: another reply: %.*s\n", w->story, (int)op.n, op.p, (int)got.n, got.p);
    }
    if (is(op, "open") && record.p != NULL) {
        need(w->count < TICKETS, "too many tickets");
        w->records[w->count] = new_buf();
        w->logs[w->count] = new_buf();
        take(w, w->count++, record, member(got, "events"));
    } else if (given.p != NULL || record.p != NULL) {
        size_t at = place_of(w, given.p != NULL ? given : record);
        need(at < w->count, "a record that nobody has made");
        if (record.p != NULL && !is(op, "replay")) {
            take(w, at, record, member(got, "events"));
        }
    }
    mend_buf_free(reply);
}

static void door_ticket(world *w, size_t i, span name)
{
    mend_buf *request = new_buf(), *out = new_buf();
    span record = span_of(w->records[i]);
    write_file(w, name, ".jsonl", span_of(w->logs[i]));
    write_file(w, name, ".record", record);
    put(request, "{\"op\":\"slots\",\"ticket\":");
    put_quoted(request, record);
    put(request, "}");
    need(mend_doc_call(NULL, span_of(request).p, span_of(request).n, out, NULL) == MEND_OK, "slots");
    write_file(w, name, ".slots", member(span_of(out), "slots"));
    mend_buf_free(request);
    mend_buf_free(out);
    mend_buf_free(w->records[i]);
    mend_buf_free(w->logs[i]);
}

/* ---- stories ---- */

static void begin(world *w, span head, bool on_desk)
{
    span policy = member(head, "policy"), path = text_of(member(head, "story"));
    size_t from = path.n;
    while (from > 0 && path.p[from - 1] != '/') {
        from--;
    }
    path = (span){path.p + from, path.n - from - (sizeof ".story" - 1)};
    (void)plain(path, w->story);
    need(mend_policy_load(NULL, &policy.p, &policy.n, 1, &w->policy, NULL) == MEND_OK, "policy");
    w->count = 0;
    if (on_desk) {
        desk_begin(w, head);
    }
}

static void end(world *w, span tickets, bool on_desk)
{
    size_t at = 1, i = 0;
    span ticket;
    for (; next_piece(tickets, &at, &ticket); i++) {
        span name = text_of(member(ticket, "name"));
        if (on_desk) {
            desk_ticket(w, name, text_of(member(ticket, "key")));
        } else {
            need(i < w->count, "a ticket is missing");
            door_ticket(w, i, name);
        }
    }
    if (on_desk) {
        desk_end(w);
    } else {
        need(i == w->count, "a ticket is too many");
    }
    mend_policy_free(w->policy);
    w->policy = NULL;
}

int main(int argc, char **argv)
{
    bool on_desk = argc == 3 && strcmp(argv[1], "desk") == 0;
    if (argc != 3 || (!on_desk && strcmp(argv[1], "door") != 0)) {
        fputs("parity desk|door FOLDER < FILE\n", stderr);
        return 2;
    }
    world w = {.folder = argv[2]};
    mend_buf *bytes = new_buf();
    while (read_line(stdin, bytes)) {
        span line = span_of(bytes), tickets = member(line, "tickets");
        if (member(line, "story").p != NULL) {
            begin(&w, line, on_desk);
        } else if (tickets.p != NULL) {
            end(&w, tickets, on_desk);
        } else if (on_desk) {
            desk_step(&w, line);
        } else {
            door_step(&w, line);
        }
    }
    mend_buf_free(bytes);
    printf("%ld calls of the %s, %ld wrong\n", w.calls, argv[1], w.wrong);
    return w.wrong == 0 && w.calls > 0 && w.policy == NULL ? 0 : 1;
}
