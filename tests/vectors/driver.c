/*
 * driver.c - worked cases with known answers, put to the library through its public functions.
 *
 *     driver < cases.jsonl        writes every case back with a member "got"
 *     driver cases.jsonl ...      compares "got" with "out"; says what differs, fails if anything does
 *     driver --requests < cases   writes every case back with a member "request": what the door is asked, as a text; none
 *                                 where counters are played. Programs in other languages ask it themselves
 *     driver --zoneinfo FOLDER …  either, with zone files from there instead of /usr/share/zoneinfo
 *     driver --regimes FOLDER …   either, with laws from there instead of the folder `regimes` beside this file
 *
 * A case is one JSON object a line: {"id":…,"op":…,"in":{…},"out":{…} or {"err":"CODE"},"why":…,"src":…}. Its operation
 * goes to the document door, rules that are rows of a policy by its operation `probe`; an error comes back by its reason,
 * else by its status. `reserve` and `block` are about counters, so they are played on the store in memory: `reserve` on
 * its table, `block` on one desk for each node.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/mend.h"
#include "store-memory/mend_memory.h"
#include "span.h"
#include "zoneinfo.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *zoneinfo = "/usr/share/zoneinfo";
static const char *regimes = MEND_ROOT "/tests/vectors/regimes";

#define PLAYERS 64 /* ids or nodes of one case */

/* ---- operations of the door ---- */

static void put_error(mend_buf *got, span code)
{
    put(got, "{\"err\":\"");
    put_span(got, code);
    put(got, "\"}");
}

/* What a reply comes to: its "out", why a rule refused, or its error by reason, else by status. */
static void put_reply(span reply, mend_buf *got)
{
    span out = member(reply, "out"), error = member(reply, "error"), status = text_of(member(reply, "status"));
    span reason = text_of(member(error, "reason")), refused = text_of(member(reply, "refused"));
    if (out.p != NULL) {
        put_span(got, out);
    } else if (refused.n > 0) {
        put_error(got, refused);
    } else if (is(status, "UNSUPPORTED") && is(text_of(member(error, "path")), "$.op")) {
        put(got, "{\"err\":\"UNKNOWN_OP\"}");
    } else {
        put_error(got, reason.n > 0 ? reason : status);
    }
}

/* Puts `in` with the file of the zone it names, where that is no rule. */
static void put_in(mend_buf *request, span in)
{
    span zone = text_of(member(in, "zone"));
    char name[128], *zones = NULL;
    if (zone.n > 0 && zone.n < sizeof name) {
        memcpy(name, zone.p, zone.n);
        name[zone.n] = '\0';
        zones = zoneinfo_member(zoneinfo, name);
    }
    if (zones == NULL) {
        put_span(request, in.p == NULL ? (span){"null", 4} : in);
        return;
    }
    put_span(request, (span){in.p, in.n - 1});
    put(request, ",");
    put(request, zones);
    put(request, "}");
    free(zones);
}

/* Operations that have another name at the door. `with`: a member of the case that tells it from one of the same name. */
static const struct renamed {
    const char *op, *with, *name;
} primitives[] = {
    {"\"round\"", "x", "\"money_round\""},       {"\"parse\"", "cur", "\"money_parse\""},
    {"\"format\"", "cur", "\"money_format\""},   {"\"cash\"", "step", "\"money_cash\""},
    {"\"alloc\"", "weights", "\"money_alloc\""},
};

/* Operations that try one row of rules: the members of a case that are the row; all others are the facts. */
static const struct tried {
    const char *op, *section;
    const char *row[10]; /* ends with NULL */
} rows[] = {
    {"\"labour\"",
     "labour",
     {"mode", "price", "rate", "min_minutes", "step_minutes", "step_round", "grade_pct", "rounding", NULL}},
    {"\"part\"", "part", {"unit", "exp", "disc_pct", "disc_at", "mode", NULL}},
    {"\"stack\"", "stack", {"pcts", "how", "round_each", "mode", NULL}},
    {"\"travel\"",
     "travel",
     {"zones", "beyond_per_km", "base", "per_km", "free_km", "cap", "round_trip", "km_round", "mode", NULL}},
    {"\"diagnosis\"", "diagnosis", {"fee", "credit", "waive_unrepairable", NULL}},
    {"\"cancel\"", "cancel", {"table", "mode", NULL}},
    {"\"storage\"", "storage", {"free_days", "per_day", "cap", NULL}},
    {"\"surcharge\"", "surcharge", {"pct", "flat", "min", "max", "mode", NULL}},
    {"\"estimate\"", "estimate", {"pct", "abs", "combine", NULL}},
    {"\"validity\"", "validity", {"days", NULL}},
    {"\"tax\"", "tax", {"exp", "price", "scope", "fit", "mode", "taxes", NULL}},
    {"\"invoice\"", "invoice", {"price", "scope", "mode", "discount", "cash_step", "cash_mode", NULL}},
    {"\"ledger\"", "ledger", {"writeoff_limit", NULL}},
    {"\"period_end\"", "period_end", {"years", "months", "weeks", "days", "rule", NULL}},
    {"\"in_period\"", "in_period", {"start", "last_day", NULL}},
    {"\"local_date\"", "local_date", {"offset_min", NULL}},
    {"\"roll\"", "roll", {"off_days", NULL}},
    {"\"suspend\"", "suspend", {"count", NULL}},
    {"\"start_date\"", "start_date", {"order", "manufacture_plus_days", NULL}},
    {"\"usage\"", "usage", {"years", "months", "weeks", "days", "rule", "usage_limit", NULL}},
    {"\"part_warranty\"", "part_warranty", {"mode", "years", "months", "weeks", "days", "rule", NULL}},
    {"\"repair_count\"", "repair_count", {"rule", "threshold", "cmp", NULL}},
    {"\"pro_rata\"", "pro_rata", {"total_months", "free_months", "count", NULL}},
    {"\"decide\"", "decide", {"terms", NULL}},
};

/* Operations that try a law: the row is a document of the folder `regimes`, the one that "regime" names or this. */
static const struct law {
    const char *op, *section, *regime;
} laws[] = {
    {"\"cn_depreciation\"", "depreciation", "CN95"},
    {"\"cn_remedy\"", "remedy", "CN95"},
    {"\"cn_auto_repair_days\"", "repair_days", "CN_AUTO"},
    {"\"cn_auto_fee\"", "use_fee", "CN_AUTO"},
    {"\"cn_auto_remedy\"", "assembly_remedy", "CN_AUTO"},
    {"\"eu_liability\"", "liability", "EU"},
    {"\"uk_reject\"", "rejection", "UK"},
    {"\"uk_six_months\"", "presumption", "UK"},
};

/* Puts those members of `in` that are in the list, or those that are not. */
static void put_members(mend_buf *out, span in, const char *const *list, bool listed)
{
    size_t at = 1;
    span piece, name, value;
    bool first = true;
    while (in.p != NULL && in.p[0] == '{' && next_piece(in, &at, &piece)) {
        bool found = false;
        split(piece, &name, &value);
        for (size_t i = 0; list[i] != NULL; i++) {
            found = found || is(name, list[i]);
        }
        if (found == listed) {
            put(out, first ? "" : ",");
            put_span(out, piece);
            first = false;
        }
    }
}

/* False: the operation tries no row. */
static bool put_probe(mend_buf *request, span op, span in)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (is(op, rows[i].op)) {
            put(request, "{\"op\":\"probe\",\"section\":\"");
            put(request, rows[i].section);
            put(request, "\",\"row\":{");
            put_members(request, in, rows[i].row, true);
            put(request, "},\"facts\":{");
            put_members(request, in, rows[i].row, false);
            put(request, "}}");
            return true;
        }
    }
    return false;
}

/* Puts a regime's document; without one its name, which the door does not know. */
static void put_regime(mend_buf *out, span name)
{
    char path[1024], part[512];
    size_t n, plain = 0;
    while (plain < name.n && (name.p[plain] == '_' || (name.p[plain] >= '0' && name.p[plain] <= '9') ||
                              (name.p[plain] >= 'A' && name.p[plain] <= 'Z'))) {
        plain++;
    }
    snprintf(path, sizeof path, "%s/%.*s.json", regimes, (int)name.n, name.p);
    FILE *file = plain == name.n ? fopen(path, "rb") : NULL;
    if (file == NULL) {
        put(out, "{\"extends\":\"");
        put_span(out, name);
        put(out, "\"}");
        return;
    }
    while ((n = fread(part, 1, sizeof part, file)) > 0) {
        put_span(out, (span){part, n});
    }
    fclose(file);
}

/* False: the operation tries no law. */
static bool put_law(mend_buf *request, span op, span in)
{
    static const char *const apart[] = {"regime", NULL};
    span named = text_of(member(in, "regime"));
    for (size_t i = 0; i < sizeof laws / sizeof laws[0]; i++) {
        if (is(op, laws[i].op)) {
            put(request, "{\"op\":\"probe\",\"section\":\"");
            put(request, laws[i].section);
            put(request, "\",\"row\":");
            put_regime(request, named.n > 0 ? named : (span){laws[i].regime, strlen(laws[i].regime)});
            put(request, ",\"facts\":{");
            put_members(request, in, apart, false);
            put(request, "}}");
            return true;
        }
    }
    return false;
}

static void put_primitive(mend_buf *request, span op, span in)
{
    for (size_t i = 0; i < sizeof primitives / sizeof primitives[0]; i++) {
        if (is(op, primitives[i].op) && member(in, primitives[i].with).p != NULL) {
            op = (span){primitives[i].name, strlen(primitives[i].name)};
            break;
        }
    }
    put(request, "{\"op\":");
    put_span(request, op);
    put(request, ",\"in\":");
    put_in(request, in);
    put(request, "}");
}

static void put_request(mend_buf *request, span op, span in)
{
    if (!put_probe(request, op, in) && !put_law(request, op, in)) {
        put_primitive(request, op, in);
    }
}

static void ask_door(span op, span in, mend_buf *got)
{
    mend_buf *request = new_buf(), *reply = new_buf();
    put_request(request, op, in);
    span asked = span_of(request);
    (void)mend_doc_call(NULL, asked.p, asked.n, reply, NULL);
    put_reply(span_of(reply), got);
    mend_buf_free(request);
    mend_buf_free(reply);
}

/* ---- counters, on the store in memory ---- */

static const char TENANT[] = "vectors", COUNTER[] = "number/";

/* An event of a case: what, and who. False: there is none, or it is malformed. */
static bool next_event(span events, size_t *at, span *what, span *who)
{
    span event;
    size_t inside = 1;
    return next_piece(events, at, &event) && event.n > 2 && event.p[0] == '[' && next_piece(event, &inside, what) &&
           next_piece(event, &inside, who);
}

/* The place of a player, whether he is there already or not; -1: there are too many. */
static int place_of(span *players, int *count, span who)
{
    for (int i = 0; i < *count; i++) {
        if (players[i].n == who.n && memcmp(players[i].p, who.p, who.n) == 0) {
            return i;
        }
    }
    if (*count == PLAYERS) {
        return -1;
    }
    players[*count] = who;
    return (*count)++;
}

/* The counter's next number, taken out. */
static mend_status draw(const mend_store *table, const mend_series *series, int64_t *number)
{
    int64_t last = MEND_SERIES_UNUSED;
    mend_status status = table->draw(table->user, TENANT, strlen(TENANT), COUNTER, strlen(COUNTER), 1, 1, 1,
                                     INT64_C(999999999999999999), &last);
    return status == MEND_OK ? mend_series_next(series, last, number, NULL) : status;
}

/* The counter's next number, left there: it is taken out in a batch that is taken back. */
static mend_status peek(const mend_store *table, const mend_series *series, int64_t *number)
{
    mend_status status = table->begin(table->user);
    if (status == MEND_OK) {
        status = draw(table, series, number);
        (void)table->end(table->user, 0);
    }
    return status;
}

typedef struct reservations {
    span ids[PLAYERS];
    int64_t held[PLAYERS]; /* the number drawn for it; 0: none yet */
    bool open[PLAYERS];
    int count;
    mend_buf *numbers, *gaps; /* inside of an object, of an array */
} reservations;

static void put_comma(mend_buf *out)
{
    put(out, span_of(out).n > 0 ? "," : "");
}

/* Plays one event. A number with gaps is drawn when it is reserved, one without when it is committed, in a batch. */
static mend_status reserve_event(const mend_store *table, const mend_series *series, bool gapless, span what, int i,
                                 reservations *r)
{
    mend_status status = MEND_OK;
    if (is(what, "\"reserve\"")) {
        r->open[i] = true;
        r->held[i] = 0;
        return gapless ? MEND_OK : draw(table, series, &r->held[i]);
    }
    if (!r->open[i]) {
        return MEND_NOT_FOUND;
    }
    r->open[i] = false;
    if (is(what, "\"rollback\"")) {
        if (!gapless) {
            put_comma(r->gaps);
            put_number(r->gaps, r->held[i]);
        }
        return MEND_OK;
    }
    if (gapless) {
        status = table->begin(table->user);
        if (status == MEND_OK) {
            status = draw(table, series, &r->held[i]);
            mend_status ended = table->end(table->user, status == MEND_OK);
            status = status == MEND_OK ? ended : status;
        }
    }
    if (status == MEND_OK) {
        put_comma(r->numbers);
        put_span(r->numbers, r->ids[i]);
        put(r->numbers, ":");
        put_number(r->numbers, r->held[i]);
    }
    return status;
}

static mend_status reserve(const mend_store *table, const mend_series *series, span in, mend_buf *got)
{
    reservations r = {.numbers = new_buf(), .gaps = new_buf()};
    span events = member(in, "events"), what, who;
    bool gapless = is(member(in, "mode"), "\"gapless\"");
    size_t at = 1;
    int64_t next = 0;
    mend_status status = events.p == NULL ? MEND_SCHEMA : MEND_OK;
    while (status == MEND_OK && next_event(events, &at, &what, &who)) {
        int i = place_of(r.ids, &r.count, who);
        status = i < 0 ? MEND_LIMIT : reserve_event(table, series, gapless, what, i, &r);
    }
    if (status == MEND_OK) {
        status = peek(table, series, &next);
    }
    if (status == MEND_OK) {
        put(got, "{\"numbers\":{");
        put_span(got, span_of(r.numbers));
        put(got, "},\"gaps\":[");
        put_span(got, span_of(r.gaps));
        put(got, "],\"next\":");
        put_number(got, next);
        put(got, "}");
    } else if (status == MEND_NOT_FOUND) {
        put(got, "{\"err\":\"NOT_RESERVED\"}");
    }
    mend_buf_free(r.numbers);
    mend_buf_free(r.gaps);
    return status == MEND_NOT_FOUND ? MEND_OK : status;
}

/* ---- blocks, on a desk for each node ---- */

typedef struct nodes {
    mend_memory *memory;
    mend_policy *policy;
    mend_args *args;
    mend_result *result;
    mend_ticket *ticket;
    span names[PLAYERS];
    mend_desk *desks[PLAYERS];
    int count;
} nodes;

/* A policy that does nothing but number tickets, in blocks of the size asked for. */
static mend_status load_policy(span size, mend_policy **out)
{
    mend_buf *text = new_buf();
    put(text, "{\"mend\":1,\"id\":\"vectors\",\"revision\":1,\"roles\":{\"clerk\":{\"order\":1}},"
              "\"states\":{\"shut\":{\"order\":1,\"stage\":\"closed\"}},"
              "\"actions\":{\"open\":{\"order\":1,\"opens\":true,\"to\":\"shut\",\"roles\":[\"clerk\"],"
              "\"number\":\"number\"}},\"numbers\":{\"number\":{\"order\":1,\"pattern\":\"{SEQ:1}\",\"block\":");
    put_span(text, size);
    put(text, "}}}");
    const char *documents[] = {mend_buf_data(text, NULL)};
    mend_status status = mend_policy_load(NULL, documents, NULL, 1, out, NULL);
    mend_buf_free(text);
    return status;
}

static mend_status nodes_begin(nodes *n, mend_memory *memory, span size)
{
    n->memory = memory;
    mend_status status = size.p == NULL ? MEND_SCHEMA : load_policy(size, &n->policy);
    if (status == MEND_OK) {
        status = mend_args_new(NULL, &n->args);
    }
    if (status == MEND_OK) {
        status = mend_args_json(n->args, "{\"action\":\"open\",\"actor\":{\"id\":\"driver\",\"roles\":[\"clerk\"]}}",
                                MEND_NTS, NULL);
    }
    if (status == MEND_OK) {
        status = mend_result_new(NULL, &n->result);
    }
    return status == MEND_OK ? mend_ticket_new(NULL, &n->ticket) : status;
}

static void nodes_end(nodes *n)
{
    for (int i = 0; i < n->count; i++) {
        mend_desk_free(n->desks[i]);
    }
    mend_args_free(n->args);
    mend_result_free(n->result);
    mend_ticket_free(n->ticket);
    mend_policy_free(n->policy);
}

static mend_status node_start(nodes *n, int i)
{
    mend_store table;
    mend_status status = mend_memory_table(n->memory, &table);
    if (status != MEND_OK) {
        return status;
    }
    status = mend_desk_new(NULL, &table, TENANT, MEND_NTS, &n->desks[i], NULL);
    if (status != MEND_OK) {
        table.destroy(table.user);
        return status;
    }
    return mend_desk_policy(n->desks[i], n->policy);
}

/* Plays one event: a draw opens a ticket, a restart closes the node's desk, and what is left of its block is lost. */
static mend_status block_event(nodes *n, span what, int i, mend_buf *numbers)
{
    mend_status status = MEND_OK;
    if (is(what, "\"restart\"")) {
        mend_desk_free(n->desks[i]);
        n->desks[i] = NULL;
        return MEND_OK;
    }
    if (n->desks[i] == NULL) {
        status = node_start(n, i);
    }
    if (status == MEND_OK) {
        status = mend_desk_open(n->desks[i], n->args, 0, n->ticket, n->result, NULL);
    }
    if (status == MEND_OK) {
        put_comma(numbers);
        put(numbers, "[");
        put_span(numbers, n->names[i]);
        put(numbers, ",");
        put(numbers, mend_ticket_number(n->ticket, NULL));
        put(numbers, "]");
    }
    return status;
}

static mend_status block(mend_memory *memory, const mend_store *table, const mend_series *series, span in,
                         mend_buf *got)
{
    nodes n = {.count = 0};
    mend_buf *numbers = new_buf();
    span events = member(in, "events"), what, who;
    size_t at = 1;
    int64_t next = 0;
    mend_status status = events.p == NULL ? MEND_SCHEMA : nodes_begin(&n, memory, member(in, "size"));
    while (status == MEND_OK && next_event(events, &at, &what, &who)) {
        int i = place_of(n.names, &n.count, who);
        status = i < 0 ? MEND_LIMIT : block_event(&n, what, i, numbers);
    }
    if (status == MEND_OK) {
        status = peek(table, series, &next);
    }
    if (status == MEND_OK) {
        put(got, "{\"numbers\":[");
        put_span(got, span_of(numbers));
        put(got, "],\"next_block\":");
        put_number(got, next);
        put(got, "}");
    }
    nodes_end(&n);
    mend_buf_free(numbers);
    return status;
}

/* Either of the two, on a store of its own. */
static void play(bool blocks, span in, mend_buf *got)
{
    mend_memory *memory = NULL;
    mend_series *series = NULL;
    mend_store table = {.user = NULL};
    mend_status status = mend_memory_new(&memory);
    if (status == MEND_OK) {
        status = mend_memory_table(memory, &table);
    }
    if (status == MEND_OK) {
        status = mend_series_new(NULL, "{\"pattern\":\"{SEQ:1}\"}", MEND_NTS, &series, NULL);
    }
    if (status == MEND_OK) {
        status = blocks ? block(memory, &table, series, in, got) : reserve(&table, series, in, got);
    }
    if (status != MEND_OK) {
        const char *name = mend_status_name(status) + strlen("MEND_");
        put_error(got, (span){name, strlen(name)});
    }
    mend_series_free(series);
    if (table.user != NULL) {
        table.destroy(table.user);
    }
    mend_memory_free(memory);
}

/* ---- cases ---- */

static bool is_played(span op)
{
    return is(op, "\"reserve\"") || is(op, "\"block\"");
}

/* The answer to a case, canonical. */
static void answer(span line, mend_buf *got)
{
    mend_buf *raw = new_buf();
    span op = member(line, "op"), in = member(line, "in");
    if (op.p == NULL || op.p[0] != '"') {
        put(raw, "{\"err\":\"SCHEMA\"}");
    } else if (is_played(op)) {
        play(is(op, "\"block\""), in, raw);
    } else {
        ask_door(op, in, raw);
    }
    (void)canonical(span_of(raw), got);
    mend_buf_free(raw);
}

static bool is_blank(span line)
{
    for (size_t i = 0; i < line.n; i++) {
        if (line.p[i] != ' ' && line.p[i] != '\t' && line.p[i] != '\r') {
            return false;
        }
    }
    return true;
}

/* Writes the case with one more member, the last; `more` without p: without. */
static void write_case(span line, const char *added, span more)
{
    bool first = true;
    size_t at = 1;
    span piece, name, value;
    putchar('{');
    while (line.p[0] == '{' && next_piece(line, &at, &piece)) {
        split(piece, &name, &value);
        if (!is(name, added)) {
            fputs(first ? "" : ",", stdout);
            fwrite(piece.p, 1, piece.n, stdout);
            first = false;
        }
    }
    if (more.p != NULL) {
        printf("%s\"%s\":", first ? "" : ",", added);
        fwrite(more.p, 1, more.n, stdout);
    }
    fputs("}\n", stdout);
}

/* Writes the case with what the door is asked. */
static void write_request(span line)
{
    mend_buf *request = new_buf(), *text = new_buf();
    span op = member(line, "op");
    if (op.p != NULL && !is_played(op)) {
        put_request(request, op, member(line, "in"));
        put_quoted(text, span_of(request));
        write_case(line, "request", span_of(text));
    } else {
        write_case(line, "request", (span){NULL, 0});
    }
    mend_buf_free(request);
    mend_buf_free(text);
}

/* Says what differs; true if nothing does. */
static bool check_case(span line, span got)
{
    span out = member(line, "out"), id = member(line, "id");
    if (out.p != NULL && out.n == got.n && memcmp(out.p, got.p, got.n) == 0) {
        return true;
    }
    printf("%.*s: expected %.*s, got %.*s\n", (int)id.n, id.p == NULL ? "" : id.p, (int)out.n,
           out.p == NULL ? "" : out.p, (int)got.n, got.p);
    return false;
}

typedef enum purpose { COMPARE, ANSWER, ASK } purpose;

/* All cases of a file; returns how many went wrong. */
static long run(FILE *file, purpose what, long *cases)
{
    mend_buf *line = new_buf(), *whole = new_buf(), *got = new_buf();
    long wrong = 0;
    while (read_line(file, line)) {
        if (is_blank(span_of(line))) {
            continue;
        }
        ++*cases;
        if (!canonical(span_of(line), whole)) {
            mend_buf *error = new_buf();
            put_reply(span_of(whole), error);
            mend_buf_clear(whole);
            put(whole, "{}");
            mend_buf_clear(got);
            put_span(got, span_of(error));
            mend_buf_free(error);
        } else if (what != ASK) {
            answer(span_of(whole), got);
        }
        if (what == COMPARE) {
            wrong += !check_case(span_of(whole), span_of(got));
        } else if (what == ANSWER) {
            write_case(span_of(whole), "got", span_of(got));
        } else {
            write_request(span_of(whole));
        }
    }
    mend_buf_free(line);
    mend_buf_free(whole);
    mend_buf_free(got);
    return wrong;
}

int main(int argc, char **argv)
{
    long wrong = 0, cases = 0;
    for (; argc > 2 && (strcmp(argv[1], "--zoneinfo") == 0 || strcmp(argv[1], "--regimes") == 0); argc -= 2) {
        *(argv[1][2] == 'z' ? &zoneinfo : &regimes) = argv[2];
        argv += 2;
    }
    bool asks = argc == 2 && strcmp(argv[1], "--requests") == 0;
    if (argc < 2 || asks) {
        run(stdin, asks ? ASK : ANSWER, &cases);
        return ferror(stdin) || fflush(stdout) != 0 ? 2 : 0;
    }
    for (int i = 1; i < argc; i++) {
        FILE *file = fopen(argv[i], "rb");
        if (file == NULL) {
            fprintf(stderr, "%s cannot be read\n", argv[i]);
            return 2;
        }
        wrong += run(file, COMPARE, &cases);
        fclose(file);
    }
    printf("%ld cases, %ld wrong\n", cases, wrong);
    return wrong == 0 && cases > 0 ? 0 : 1;
}
