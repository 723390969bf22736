/*
 * dispatch.h - where a ticket goes and who may take it: the policy's section "dispatch", compiled, and the judgement of
 * tickets and candidates by it.
 *
 * docs/dispatch.md is the definition. In short: of the routes that hold, in their order, the first that names a
 * department gives it, likewise roles; the highest grade that any of them asks for is needed, and every skill. A
 * candidate fits who lacks nothing that is a must; those who fit are ranked by the criteria, and at last by id.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__DISPATCH_H
#define MEND__DISPATCH_H

#include "ticket/condition.h"

#define MEND__DISPATCH_ROUTES 256
#define MEND__DISPATCH_SKILLS 64 /* of a route */
#define MEND__DISPATCH_LOAD   1000000000

/* What candidates are ranked by. */
typedef enum mend__rank {
    MEND__RANK_DEPARTMENT, /* the one it goes to before the others that may have it */
    MEND__RANK_KNOWS,      /* 0: has worked on the ticket; i + 1: knows what the field knows[i] names */
    MEND__RANK_REGION,     /* serves the region by name before everywhere before elsewhere */
    MEND__RANK_SKILL,      /* fewer skills missing */
    MEND__RANK_LANGUAGE,   /* speaks the customer's */
    MEND__RANK_LOAD,       /* has less to do */
    MEND__RANK_GRADE,      /* just high enough, so that the others stay free */
    MEND__RANK_TURN,       /* sent longest ago */
    MEND__RANKS
} mend__rank;

/* What excludes a candidate, as bits: `musts` of the section can leave out the first five. */
enum {
    MEND__UNFIT_DEPARTMENT = 1,
    MEND__UNFIT_GRADE = 2,
    MEND__UNFIT_SKILL = 4,
    MEND__UNFIT_REGION = 8,
    MEND__UNFIT_LANGUAGE = 16,
    MEND__UNFIT_ROLE = 32,
    MEND__UNFIT_LOAD = 64,
    MEND__UNFIT_ABSENT = 128,
    MEND__UNFIT_EARLY = 256,
    MEND__UNFIT_LATE = 512,
    MEND__UNFIT_DECLINED = 1024,
    MEND__UNFIT_REFUSED = 2048,
    MEND__UNFIT_HAS_IT = 4096
};
#define MEND__UNFIT_COUNT 13

typedef enum mend__overrule { MEND__OVERRULE_NEVER, MEND__OVERRULE_REASON, MEND__OVERRULE_FREE } mend__overrule;

typedef struct mend__route {
    const mend__condition *holds; /* NULL: always */
    int32_t department;           /* choice of the set "department"; -1: says nothing of it */
    const uint32_t *also;         /* other departments that may have it */
    uint32_t also_count;
    int32_t grade; /* index in vocab grades; -1: none */
    const uint32_t *lead;
    uint32_t lead_count; /* roles that may take it whatever grade, department and role */
    const uint32_t *roles;
    uint32_t role_count; /* whoever takes it has one of them; none: says nothing */
    const mend__str *skills;
    uint32_t skill_count;
} mend__route;

typedef struct mend__dispatch {
    const mend__names *departments; /* NULL: the policy has no such section */
    mend__names route_names;        /* in their order */
    const mend__route *routes;      /* by index in route_names */
    mend__rank rank[MEND__RANKS];
    uint32_t rank_count;
    uint32_t musts;   /* bits MEND__UNFIT_... that exclude */
    int64_t max_load; /* -1: none */
    const mend__field *const *knows;
    uint32_t know_count;
    const uint32_t *worked, *declined; /* actions */
    uint32_t worked_count, declined_count;
    const mend__field *const *refused; /* fields or columns that name who is not wanted */
    uint32_t refused_count;
    const mend__condition *hand_over;  /* who has it now is not asked again, and the department stays; NULL: never */
    const mend__field *at;             /* when somebody is wanted; NULL: now */
    const mend__field *grade, *by;     /* where "$dispatch" writes the grade, and who said so; NULL: nowhere */
    const mend__field *assignee_grade; /* the grade of the person it goes to; NULL: not kept */
    mend__overrule overrule_department, overrule_grade;
} mend__dispatch;

typedef enum mend__route_fate {
    MEND__ROUTE_FAILS,  /* its condition does not hold */
    MEND__ROUTE_COUNTS, /* something is needed because of it */
    MEND__ROUTE_IDLE    /* it holds, but all it says had been said */
} mend__route_fate;

typedef struct mend__route_step {
    mend__route_fate fate;
    const mend__field *about; /* FAILS: the field at which it failed; NULL: none can be named */
} mend__route_step;

/* What a ticket needs. Routes are indexes; -1: none says so. */
typedef struct mend__duty {
    int32_t department, department_route;
    bool stays; /* the department is the one that has it now */
    int32_t grade, grade_route;
    bool by_hand; /* somebody said the grade */
    int32_t roles_route;
} mend__duty;

/* A person of the host. Counts may be 0. */
typedef struct mend__candidate {
    mend__str id;
    mend__node node;
    int32_t department, grade; /* choice; index in vocab grades; -1: none */
    const uint32_t *roles;
    uint32_t role_count;
    const mend__str *skills, *regions, *languages, *knows;
    uint32_t skill_count, region_count, language_count, know_count;
    bool everywhere; /* regions were left out */
    bool absent, refused;
    int64_t load, capacity;          /* -1: none */
    int64_t from, until, dispatched; /* INT64_MIN: not said */
    /* as judged */
    uint32_t unfit;                /* bits MEND__UNFIT_... */
    uint32_t lacks;                /* how many of them */
    int64_t standing[MEND__RANKS]; /* less is better */
} mend__candidate;

/* Everything that candidates are judged by. */
typedef struct mend__errand {
    const mend__dispatch *d;
    const mend__vocab *v;
    const mend_ticket *ticket;
    const mend__duty *duty;
    const mend__str *skills; /* needed */
    uint32_t skill_count;
    mend__str region, language, assignee; /* n 0: not known */
    bool handed_over;
    int64_t at;
} mend__errand;

/* Compiles the section (MEND__NONE: there is none). The vocabulary is complete by then. */
mend_status mend__dispatch_compile(mend__arena *arena, const mend__vocab *v, const mend__json *tree, mend__node section,
                                   mend__dispatch *out, mend_error *err);

/* What scene->after needs by the routes of a section that is there. before: the ticket that may have to be handed over.
 * steps: room for as many as there are routes, or NULL. */
void mend__dispatch_judge(const mend__dispatch *d, const mend__scene *scene, const mend_ticket *before, mend__duty *out,
                          mend__route_step *steps);
/* What somebody has said about the ticket goes before the routes: the grade that stands in it by hand. */
void mend__dispatch_by_hand(const mend__dispatch *d, const mend__vocab *v, const mend_ticket *ticket, mend__duty *duty);
/* May the department have it? */
bool mend__dispatch_allows(const mend__dispatch *d, const mend__duty *duty, int32_t department);
/* Is the grade high enough, or one of the roles (names) above grades? grade -1: none. */
bool mend__dispatch_suits(const mend__dispatch *d, const mend__vocab *v, const mend__duty *duty, int32_t grade,
                          const mend__str *roles, size_t role_count);

/* candidate_read.c: candidates that are an array of a tree, or a text, an array or one object a line, which is read into
 * the tree. Their texts are the tree's. *count: how many. */
mend_status mend__candidates_take(mend__arena *arena, const mend__vocab *v, const mend__json *tree, mend__node array,
                                  mend__candidate **out, size_t *count, mend_error *err);
mend_status mend__candidates_read(mend__arena *arena, const mend__vocab *v, mend__json *tree, mend__str text,
                                  mend__candidate **out, size_t *count, mend_error *err);
/* Fills in what a candidate lacks and where it stands. */
void mend__candidate_judge(const mend__errand *errand, mend__candidate *c);
/* Best first. Returns less than, equal to, greater than 0; *by: the criterion that decides, MEND__RANKS for the id. */
int mend__candidate_compare(const mend__errand *errand, const mend__candidate *a, const mend__candidate *b,
                            mend__rank *by);
/* Puts judged candidates in order; room has space for as many. Equal ones stay as they are. */
void mend__candidates_sort(const mend__errand *errand, mend__candidate **items, mend__candidate **room, size_t count);
/* Does the candidate have the skill; does it serve the region, 2 by name, 1 as everywhere, 0 not? */
bool mend__candidate_can(const mend__candidate *c, mend__str skill);
int mend__candidate_serves(const mend__candidate *c, mend__str region);
/* What the candidate may have to do at most; -1: no limit. */
int64_t mend__candidate_limit(const mend__dispatch *d, const mend__candidate *c);

#endif
