/*
 * scenario.h - stories: a text file of steps, the world they happen in, and the lines that say what came of each.
 *
 * A story is read into lines (scenario_read.c). Each step becomes a request (scenario_args.c), which is made of the desk
 * on a store in memory and of the document door, which knows no store (scenario_world.c, scenario_units.c); both must
 * give the same. What they gave is told in lines (scenario_tell.c, scenario_ask.c), which are held against those that
 * stand in the file, or take their place (scenario.c).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_SCENARIO_H
#define DESK_SCENARIO_H

#include "app.h"

#include "store-memory/mend_memory.h"

#define STORY_BYTES   ((size_t)1024 * 1024)
#define STORY_LINE    16384 /* bytes */
#define STORY_TICKETS 64
#define STORY_UNITS   64
#define STORY_NAME    64 /* bytes of a ticket's name, with its NUL */
#define STORY_EVENTS  100000

/* ---- lines of text ---- */

typedef struct strings {
    char **items;
    size_t count, cap;
    bool failed; /* no memory at some time */
} strings;

void strings_add(strings *list, const char *s, size_t len);
void strings_clear(strings *list);
void strings_free(strings *list);

typedef enum line_kind {
    LINE_OTHER, /* empty, comment, narrative */
    LINE_HEAD,
    LINE_STEP,
    LINE_GIVEN, /* indented: what the step above is given */
    LINE_ASK,
    LINE_OUTCOME /* text is what stands behind "= " */
} line_kind;

typedef struct story_line {
    line_kind kind;
    const char *text; /* without blanks around it */
    const char *raw;  /* the whole line */
} story_line;

typedef struct story {
    const char *path;
    char *bytes;  /* cut up into lines */
    char *copies; /* the lines without blanks around them */
    story_line *lines;
    size_t count;
} story;

/* ---- the world ---- */

typedef struct holding { /* what a field holds, as the events have left it */
    char *path;          /* "parts/1/model" */
    char *raw;           /* JSON as in the event: a slot is still {"slot":n} */
} holding;

typedef struct cycle { /* one row of a clock */
    char *clock;
    int64_t number;
    char *says; /* the line about it that was told last */
} cycle;

typedef struct seat { /* one ticket of the story */
    char name[STORY_NAME];
    char *key, *number;
    char *state;
    text record; /* as the document door gave it */
    int64_t seq; /* of the last event told */
    int64_t revision;
    strings log;   /* its events */
    strings slots; /* its personal values, plain */
    holding *values;
    size_t value_count, value_cap;
    cycle *cycles;
    size_t cycle_count, cycle_cap;
} seat;

typedef struct world {
    app *a;
    const story *s;
    size_t line; /* index of the step or question at work */
    bool spoilt; /* a message has been given */

    char *title, *title_zh, *tenant, *language;
    const char *policies[MAX_POLICIES];
    char *policy_paths[MAX_POLICIES];
    size_t policy_count;
    strings units; /* documents of units and contracts, as the document door gave them last */

    mend_policy *policy;
    mend_zone *zone;
    text rules_text, fields_text;
    json rules, fields; /* the policy's document; the catalogue of fields */
    char currency[8];

    mend_memory *memory;
    mend_desk *desk;
    int64_t now;
    bool begun; /* now has a meaning */
    seat *seats;
    size_t seat_count;
    seat *current;

    text request, given; /* given: the members of "fields" */
    mend_buf *desk_reply, *door_reply;
    json desk_says, door_says;
    FILE *door_log, *steps_log;  /* NULL: none */
    strings notices;             /* owed since the step began, as documents */
    strings got;                 /* the outcome */
    char prefix[STORY_NAME + 2]; /* "@name ", before its lines */
} world;

/* A message with file and line; marks the world as spoilt. */
void story_wrong(world *w, size_t index, const char *en, const char *zh, ...) SAYS(3, 4);
/* The same for a fault of the library, or no memory. */
void story_fault(world *w, mend_status status, const char *detail);

/* A line of the outcome, as for printf. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void story_tell(world *w, const char *form, ...);

/* ---- scenario_read.c ---- */

/* Cuts the file into lines and says what each is; false after a message. */
bool story_read(world *w, story *s, const char *path);
void story_free(story *s);
/* An instant as stories have it, from the beginning of *rest, which moves behind it and the blanks there. `day` gives
 * the day for a time alone; it may be NULL. False: there is none. */
bool story_instant(const world *w, const char **rest, const int64_t *day, int64_t *out);
/* Writes an instant in the policy's zone; out holds CLOCK_TEXT bytes. */
void story_show(const world *w, int64_t at, char *out);
/* The next word of *rest, its length in *len; moves behind the blanks after it. NULL: no more. */
const char *story_word(const char **rest, size_t *len);

/* ---- scenario_head.c ---- */

/* Reads the head up to the first step, loads the policy, makes the desk. False after a message. */
bool world_open(world *w, app *a, const story *s);
void world_close(world *w);

/* ---- scenario_args.c ---- */

typedef struct step {
    const char *who; /* role+role:id */
    size_t who_len;
    const char *grade; /* NULL: none */
    size_t grade_len;
    char action[128];
    bool tries, passes; /* passes: nothing but time */
    seat *at;           /* NULL: a ticket still to be opened */
    char name[STORY_NAME];
    json_node rule; /* of the action, in w->rules */
    const char *kind;
} step;

/* Reads a step's own line. False after a message. */
bool step_read(world *w, size_t index, step *s);
/* Reads who acts, and the grade, from *rest. False after a message. */
bool step_who(world *w, size_t index, const char **rest, step *s);
/* The ticket of that name; NULL after a message. */
seat *step_seat(world *w, size_t index, const char *name, size_t len);
/* Writes {"action":…,"actor":…,…,"fields":{…}} from the lines below the step. False after a message. */
bool step_args(world *w, size_t index, const step *s, text *out);
/* The type of a field; "" if there is none. Row numbers in the path are passed over. */
const char *field_type(const world *w, const char *path);

/* ---- scenario_values.c: what the events leave ---- */

/* Folds one event into the seat's values. False: no memory. */
bool seat_fold(seat *t, const json *j, json_node event);
/* The raw JSON of a field; NULL: it has no value. */
const char *seat_value(const seat *t, const char *path);
/* The text of a field, without quotes, in out; "" if it has none. */
void seat_text(const seat *t, const char *path, char *out, size_t cap);
/* A value for people: texts without quotes, instants in the zone, money with its currency. */
void value_show(const world *w, const seat *t, const char *path, const char *raw, text *out);
void seat_free(seat *t);

/* ---- scenario_labels.c ---- */

typedef struct labels { /* of names in texts; all zeros: none */
    mend_buf *bytes;
    json tree; /* the ticket's view */
} labels;

/* Reads those of the ticket as it stands. False: no memory, or the ticket cannot be read. */
bool labels_read(labels *l, const world *w, const seat *t);
/* What people call what the column of a row holds; "" if its text is no name. */
const char *labels_find(const labels *l, const char *path);
void labels_free(labels *l);

/* ---- scenario_world.c ---- */

/* Does a step in both ways and tells the outcome. False after a message. */
bool world_step(world *w, size_t index, const step *s);
/* Lets time pass on every ticket up to w->now, and tells what it brought. */
bool world_settle(world *w, const seat *first, const text *given);
/* Makes the request of the desk (with the ticket's key) and of the document door (with its record), whose members
 * behind "op" are in w->request; both answers are read. False after a message. */
bool world_both(world *w, const char *op, const seat *t, const char *members, bool timed);

/* The request of the document door that is in w->request; the answer is in w->door_says. False after a message. */
bool world_door(world *w, mend_status *status);
/* The same where a fault is one of the story. */
bool world_ask(world *w);
/* One request of the desk; the answer is in w->desk_says. */
mend_status world_desk(world *w, const text *request);
bool world_read(world *w, json *tree, const mend_buf *reply);
/* Begins a request with "op" and, where `lang`, the language. */
void world_begin(const world *w, text *t, const char *op, bool lang);

/* ---- scenario_log.c: files for other programs, where they are asked for ---- */

void log_begin(const world *w); /* the policy that holds from here on */
void log_end(const world *w);   /* which tickets there are */
/* What was made of the desk: a request as mend_doc_desk() has it; one with a single member; a unit stored. */
void log_step(const world *w, const char *request);
void log_member(const world *w, const char *op, const char *name, const char *value);
void log_unit(const world *w, const mend_unit *unit);
/* A request of the document door, and its reply, which is in w->door_reply. */
void log_call(const world *w, const char *request);

/* ---- scenario_agree.c ---- */

/* At the end: records, units, replay. False after a message. */
bool world_agree(world *w);

/* ---- scenario_ask.c, scenario_beside.c ---- */

/* Tells what an answer says is missing; why there is none. */
void story_missing(world *w, const json *j);
/* What the customer may ask for; the earlier tickets. Both ways have to agree. False after a message. */
bool story_rights(world *w, size_t index, const seat *t);
bool story_earlier(world *w, size_t index, const seat *t);

/* ---- scenario_units.c ---- */

/* Adds "unit" to a request, and where they are asked for its "contracts", if the ticket has them. */
bool units_add(world *w, text *request, const seat *t, const text *args, bool fresh, bool contracts);
/* Whether the action of a step has to do with the unit. */
bool units_needed(const world *w, const step *s, bool *fresh);
/* Takes what became of them from the door's answer. */
bool units_take(world *w);
/* A unit's document by key or serial number; NULL: not there. */
const char *units_find(const world *w, const char *key);

/* ---- scenario_tell.c ---- */

/* What a reason with these parameters is about: the one that says most. */
const char *tell_about(const json *j, json_node params);
void tell_refusal(world *w, const json *j, mend_status status);
/* One event: what the policy made of it. `given`: the members the actor gave, NULL for none. `named`: its lines begin
 * with the ticket's name; with `given` too: it would happen, and nothing is remembered. */
bool tell_event(world *w, seat *t, const json *j, json_node event, const text *given, bool named);

/* ---- scenario_show.c ---- */

/* Every value below a node, a line each; objects and lists without others in them in one line. */
void tell_whole(world *w, const json *j, json_node root, const char *name);
/* A filled sheet, as the door gives it. */
void tell_sheet(world *w, const json *j);

/* ---- scenario_ask.c ---- */

bool story_ask(world *w, size_t index);

#endif
