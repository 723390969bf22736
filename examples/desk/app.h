/*
 * app.h - what every command of the desk works with: options, database, requests, messages.
 *
 * A command puts a request together, asks the library's document door and shows the reply: as it is with --json, else
 * for people. So both ways of output go through the same decision.
 *
 * Every message is written in English and Chinese at the place where it arises.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_APP_H
#define DESK_APP_H

#include "json.h"
#include "options.h"

#include <mend/mend.h>
#include <stdio.h>

/* One database is one shop. */
#define TENANT "desk"

/* How the program ends. The numbers are part of its interface (mend-desk --help). */
typedef enum ending {
    END_DONE = 0,
    END_REFUSED = 1,
    END_USAGE = 2,
    END_ABSENT = 3,
    END_STORE = 4,
    END_INPUT = 5,
    END_CHANGED = 6,
    END_INTERNAL = 7
} ending;

#define SHOP_POLICIES 64

typedef struct app {
    options opt;
    bool zh, as_json, colours;
    const char *lang;   /* "en" or "zh-CN", for the library */
    const char *path;   /* of the database: its file, or what is shown of a server */
    const char *server; /* how to connect to PostgreSQL; NULL: a file of SQLite */
    char shown[240];
    int64_t now;   /* ms */
    int64_t limit; /* --limit */

    struct shelf *shelf; /* policies and people; the tickets are the store's business */
    mend_desk *desk;
    mend_policy *policies[SHOP_POLICIES]; /* in the order they were added */
    size_t policy_count;

    text request;
    mend_buf *reply;
    json answer;
    json_node root; /* of the answer */
} app;

#if defined(__GNUC__)
#define SAYS(en, zh) __attribute__((format(printf, en, (zh) + 1))) __attribute__((format(printf, zh, (zh) + 1)))
#else
#define SAYS(en, zh)
#endif

/* Prints in the user's language. */
void say(const app *a, FILE *out, const char *en, const char *zh, ...) SAYS(3, 4);
/* Prints "mend-desk: …" and a line feed to standard error. */
void complain(const app *a, const char *en, const char *zh, ...) SAYS(2, 3);

/* The ending that goes with a status. */
ending ending_of(mend_status status);

/* Prints what a fault means and what can be done about it. */
void advise(const app *a, mend_status status, const char *detail);
/* Says what a fault means and what can be done, on standard error; with --json also a reply of the door's form on
 * standard output. detail: the library's own line, may be NULL. Gives the ending. */
ending fault_of(const app *a, mend_status status, const char *detail);
/* The same with the error that a function of the library has left, where it is about that status. */
ending fault_with(const app *a, mend_status status, const mend_error *error);
/* The same of one of several, which is named first. */
ending fault_among(const app *a, mend_status status, const mend_error *error, const char *key);
/* The same with words of the program's own, which say all there is to say. */
ending fault_here(const app *a, mend_status status, const char *en, const char *zh, ...) SAYS(3, 4);

/* What to say behind a name that is not known: "; did you mean x?", or where none is near "; known are x, y, z". "" where
 * there are none. Written into out. */
const char *meant_name(const app *a, const char *word, const char *const *candidates, char *out, size_t cap);

/* The library's line about a fault in the user's language, as far as it can be said: written into out, or as it was. */
const char *fault_words(const app *a, const char *english, char *out, size_t cap);
/* The same for the sentence of a finding of a check, which in Chinese has the library's line in （） behind it: what is left
 * is the line. */
const char *finding_words(const app *a, const char *said, char *out, size_t cap);

/* Who acts, of which grade and why, out of --as, --grade and --reason, into the arguments. MEND_INVALID: --as is missing or
 * malformed. */
mend_status args_of_actor(const app *a, mend_args *args);

/* The first instant of the day that an option gives, or what is otherwise. */
ending option_day(const app *a, option o, int64_t otherwise, int64_t *out);
/* "model" of "model=X1": the '='; NULL after a complaint: there is none, or no name before it. */
const char *word_equals(const app *a, const char *word);
/* The key behind which the next page begins; as it was where this page is empty. */
ending page_behind(const app *a, const mend_rows *rows, text *after);

/* Begins a request in a->request: {"op":"…"; members follow with text_member(). */
void request_begin(app *a, const char *op);
/* The same with "lang", for operations that answer in words. */
void request_begin_lang(app *a, const char *op);
/* Adds "args":{action, actor, at, key, expect, reason, fields}: from the options and from words `first` on, each
 * field=value. END_DONE or the ending after a complaint. action NULL: none. */
ending request_args(app *a, const char *action, size_t first);
/* The same, with the fields given as JSON members ("\"customer_name\":\"\"") instead of words. */
ending request_args_fields(app *a, const char *action, const char *fields);
/* Closes the request, sends it to the desk and reads the reply into a->answer. END_DONE; else everything has been said
 * already: the reasons of a refusal, the fault. With --json the reply has been printed, whatever it was, unless quiet. */
ending request_send(app *a, bool quiet);
/* The same to mend_doc_call(), which knows no tickets. */
ending request_call(app *a, const mend_policy *policy);

/* The key of the ticket the user means: by key, else by number. Lives in `key` (freed with text_free). */
ending ticket_key(app *a, const char *word, text *key);

/* The policy a ticket goes by, for labels; NULL if it cannot be told. */
const mend_policy *ticket_policy(const app *a, const char *key);

/* Reads a whole file ("-": standard input) into memory to be freed with free(); len gets its length. NULL after a
 * complaint, with the ending in *e. */
char *file_read(const app *a, const char *path, size_t most, size_t *len, ending *e);

/* ---- shop.c ---- */

/* Opens the database with its policies, the desk and the zone of the policy now in force. */
ending shop_open(app *a);
/* Makes a database with a policy compiled already. */
ending shop_init(app *a, const mend_policy *policy);
/* Puts a policy in force for new tickets, adding it unless it is there; `behind` puts it behind the one in force, for old
 * tickets only. *added: it was not there; may be NULL. */
ending shop_add(app *a, const mend_policy *policy, bool behind, bool *added);
/* Takes out one that was added and has no tickets; false: it stays. Says nothing. */
bool shop_drop(app *a, const mend_policy *policy);
void shop_close(app *a);
/* The policy new tickets are opened under. */
const mend_policy *shop_policy(const app *a);

/* The text of a policy document: a preset's by its name, else a file's; to be freed with free(). */
ending policy_document(const app *a, const char *name, char **bytes, size_t *len);
/* Compiles the documents of --policy, or the preset standard@1 where there are none. */
ending policy_compile(app *a, const char *const *files, size_t count, mend_policy **out);

/* ---- the commands, each in the file that names its subject ---- */

ending run_init(app *a);
ending run_open(app *a);
ending run_do(app *a);
ending run_note(app *a);
ending run_link(app *a);
ending run_reveal(app *a);
ending run_anonymise(app *a);
ending run_outbox(app *a);
ending run_list(app *a);
ending run_show(app *a);
ending run_actions(app *a);
ending run_history(app *a);
ending run_export(app *a);
ending run_import(app *a);
ending run_policy(app *a);
ending run_clock(app *a);
ending run_level(app *a);
ending run_sheet(app *a);
ending run_calendar(app *a);
ending run_quote(app *a);
ending run_coverage(app *a);
ending run_rights(app *a);
ending run_earlier(app *a);
/* Prints the customer's file of a ticket, if there is anything in it. a->answer is another one then. */
void earlier_tell(app *a, const char *key);
/* After a ticket was opened, whose answer is in a->answer: says on standard error how many there are, and whether it is
 * the same trouble again. a->answer is another one then. */
void earlier_hint(app *a);
ending run_authorise(app *a);
ending run_pay(app *a);
ending run_unit(app *a);
ending run_candidates(app *a);
ending run_staff(app *a);

/* Stories told to the policies they name, docs/scenarios.md. */
ending policy_test(app *a);

/* The workflow as a drawing, on standard output. */
ending draw_dot(const app *a, const mend_policy *policy);
ending draw_mermaid(const app *a, const mend_policy *policy);

#endif
