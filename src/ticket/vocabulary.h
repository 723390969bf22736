/*
 * vocabulary.h - the names a policy uses, filled first and handed to every room that compiles a part of it.
 *
 * All memory belongs to the policy's arena; texts are NUL-terminated.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__VOCABULARY_H
#define MEND__VOCABULARY_H

#include "fields.h"
#include "ground/json.h"
#include "mend/calendar.h"
#include "notions/value.h"

typedef struct mend__label {
    mend__str lang, text;
} mend__label;

typedef struct mend__name {
    mend__str id;
    int64_t order;
    const mend__label *labels;
    uint32_t label_count;
    mend__node node; /* where the policy's document defines it */
} mend__name;

/* Names of one kind, in the policy's order (order, then name). */
typedef struct mend__names {
    mend__name *items;
    uint32_t count;
    uint32_t *sorted; /* indexes by name, bytewise */
} mend__names;

typedef enum mend__stage {
    MEND__STAGE_NONE,
    MEND__STAGE_NEW,
    MEND__STAGE_ACTIVE,
    MEND__STAGE_WAITING,
    MEND__STAGE_DONE,
    MEND__STAGE_CLOSED
} mend__stage;

typedef struct mend__choices {
    mend__str set;
    mend__names names;
} mend__choices;

typedef struct mend__vocab {
    mend__str language; /* the policy's default */
    mend__names roles, grades, counters, states, actions, series, texts, fields;
    mend__stage *stages; /* by state index */
    mend__field *custom; /* by index in `fields`; id = MEND__CUSTOM + index */
    mend__choices *choices;
    uint32_t choice_sets;
    mend__names calendars, clocks;
    const mend_calendar *const *calendar; /* by index in `calendars` */
} mend__vocab;

#define MEND__NAMES_MAX 4096 /* of one kind, or in one place */

/* What an object of named things is like. */
typedef enum mend__names_style {
    MEND__NAMES_PLAIN, /* "name": {"order", "label", …} */
    MEND__NAMES_TEXTS, /* "name": {"order", "en", …}: the languages are members of the thing itself */
    MEND__NAMES_PATHS  /* like PLAIN; a name may also be "list/name" */
} mend__names_style;

/* Reads names, orders and labels of an object of named things (MEND__NONE: none); what else their objects hold is left
 * to the caller. max is at most MEND__NAMES_MAX. Errors carry position and path. */
mend_status mend__names_read(mend__arena *arena, const mend__json *tree, mend__node object, mend__names_style style,
                             size_t max, mend__names *out, mend_error *err);
/* Reads the languages of a label alone into out->labels. */
mend_status mend__label_read(mend__arena *arena, const mend__json *tree, mend__node label, mend__name *out,
                             mend_error *err);
int32_t mend__names_find(const mend__names *names, mend__str id); /* index or -1 */
void mend__names_guess(const mend__names *names, mend__guess *g);
/* Fills `sorted` of names whose items are all there. */
void mend__names_index(mend__names *names);

/* The name that a text of the document means; kind is "role". MEND_SCHEMA with a likely meaning if there is none such. */
mend_status mend__names_ref(const mend__names *names, const mend__json *tree, mend__node n, const char *kind,
                            int32_t *out, mend_error *err);
/* An array of them, in its order and none twice (MEND__NONE: none). */
mend_status mend__names_refs(mend__arena *arena, const mend__names *names, const mend__json *tree, mend__node array,
                             const char *kind, const uint32_t **out, uint32_t *count, mend_error *err);
/* The label in the language asked for (exact, then by primary subtag), else the default's, else English, else the id. */
mend__str mend__name_label(const mend__vocab *v, const mend__name *name, mend__str lang);

const char *mend__stage_name(mend__stage stage); /* "" for NONE */
mend__stage mend__stage_of(mend__str name);      /* NONE: unknown */

const mend__names *mend__vocab_choices(const mend__vocab *v, mend__str set); /* NULL: no such set */
/* True for a language tag of BCP 47 in shape: letters, digits and '-', at most 35 bytes. */
bool mend__is_language(mend__str tag);
/* True if both tags have the same first part, so that a text in one serves the other. Upper and lower case are equal. */
bool mend__same_language(mend__str a, mend__str b);

/* Field (list NULL), list, or column (list given) by name: the catalogue's, else the policy's; NULL: none. */
const mend__field *mend__vocab_field(const mend__vocab *v, const mend__field *list, mend__str name);
/* Feeds every field name at that place to a guess. */
void mend__vocab_guess_field(const mend__vocab *v, const mend__field *list, mend__guess *g);
/* The field that a text of the document names, likewise; MEND_SCHEMA with a likely meaning if there is none such. */
mend_status mend__vocab_field_ref(const mend__vocab *v, const mend__field *list, const mend__json *tree, mend__node n,
                                  const mend__field **out, mend_error *err);
/* The set of choices of a CHOICE field; MEND_SCHEMA at the node if the policy has none of that name. */
mend_status mend__vocab_field_set(const mend__vocab *v, const mend__field *field, const mend__json *tree, mend__node n,
                                  const mend__names **out, mend_error *err);
/* A value of the field out of the document, copied; a choice must be one of the policy's. */
mend_status mend__vocab_value(mend__arena *arena, const mend__vocab *v, const mend__field *field,
                              const mend__json *tree, mend__node n, mend__value *out, mend_error *err);
/* The field's label, from catalogue or policy. */
mend__str mend__vocab_field_label(const mend__vocab *v, const mend__field *field, mend__str lang);

#endif
