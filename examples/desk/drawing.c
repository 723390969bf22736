/*
 * drawing.c - the workflow of a policy as a picture: Graphviz DOT or Mermaid, from mend_policy_move() alone.
 *
 * To stay readable, an action that leads from most open states to one is drawn once, from a node "any open state";
 * steps between the same two states share an arrow; arrows back to an earlier state are grey and do not pull at the
 * order from top to bottom; actions that move nothing stand in the state itself, or below the picture where more than
 * two states have them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app.h"

#include <stdlib.h>
#include <string.h>

typedef struct move {
    const char *action, *from, *to;
    bool common;  /* its action has this same end from most open states */
    bool several; /* it moves nothing, and may be done in more than two states */
    bool back;    /* to a state that stands earlier in the policy */
    bool drawn;
} move;

typedef struct drawing {
    const app *a;
    const mend_policy *policy;
    move *moves;
    int32_t count;
} drawing;

#define BACK "constraint=false, color=\"#9a9a9a\", fontcolor=\"#6a6a6a\", "

static bool same(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static const char *label(const drawing *d, mend_kind kind, const char *name)
{
    const char *found = mend_policy_label(d->policy, kind, name, MEND_NTS, d->a->lang, NULL);
    return found == NULL ? name : found;
}

static bool is_closed(const drawing *d, const char *state)
{
    const char *stage = mend_policy_stage(d->policy, state, MEND_NTS);
    return stage != NULL && same(stage, "closed");
}

static bool stays(const move *m)
{
    return same(m->from, m->to);
}

/* Whether two moves of one action would be one arrow from "any open state", or one line below the picture. */
static bool alike(const move *a, const move *b)
{
    return same(a->action, b->action) && (stays(a) ? stays(b) : same(a->to, b->to));
}

static int32_t place_of(const drawing *d, const char *state)
{
    int32_t i = 0;
    for (; i < mend_policy_count(d->policy, MEND_KIND_STATE); i++) {
        if (same(mend_policy_name(d->policy, MEND_KIND_STATE, i, NULL), state)) {
            break;
        }
    }
    return i;
}

static int32_t count_open(const drawing *d)
{
    int32_t open_states = 0;
    for (int32_t i = 0; i < mend_policy_count(d->policy, MEND_KIND_STATE); i++) {
        open_states += !is_closed(d, mend_policy_name(d->policy, MEND_KIND_STATE, i, NULL));
    }
    return open_states;
}

static void sort_out(drawing *d)
{
    int32_t open_states = count_open(d);
    for (int32_t i = 0; i < d->count; i++) {
        move *m = &d->moves[i];
        int32_t all = 0, from_open = 0;
        for (int32_t k = 0; k < d->count; k++) {
            all += alike(m, &d->moves[k]);
            from_open += alike(m, &d->moves[k]) && !is_closed(d, d->moves[k].from);
        }
        m->common = !stays(m) && from_open >= 4 && from_open * 5 >= open_states * 2 && !is_closed(d, m->from);
        m->several = stays(m) && all > 2;
        m->back = !same(m->from, "") && place_of(d, m->to) < place_of(d, m->from);
    }
}

static mend_status drawing_begin(drawing *d, const app *a, const mend_policy *policy)
{
    d->a = a;
    d->policy = policy;
    d->count = mend_policy_move_count(policy);
    d->moves = calloc((size_t)d->count + 1, sizeof *d->moves);
    if (d->moves == NULL) {
        return MEND_NOMEM;
    }
    for (int32_t i = 0; i < d->count; i++) {
        move *m = &d->moves[i];
        mend_status s = mend_policy_move(policy, i, &m->action, &m->from, &m->to);
        if (s != MEND_OK) {
            free(d->moves);
            return s;
        }
    }
    sort_out(d);
    return MEND_OK;
}

/* ---- Graphviz ---- */

/* Text inside an HTML-like label. */
static void put_html(const char *s)
{
    for (; *s != '\0'; s++) {
        if (*s == '&') {
            fputs("&amp;", stdout);
        } else if (*s == '<') {
            fputs("&lt;", stdout);
        } else if (*s == '>') {
            fputs("&gt;", stdout);
        } else if (*s == '"') {
            fputs("&quot;", stdout);
        } else {
            fputc(*s, stdout);
        }
    }
}

static const char *fill_of(const char *stage)
{
    static const char *const colours[][2] = {
        {"new", "#e8f0fe"}, {"active", "#fff4d6"}, {"waiting", "#f1e6fb"}, {"done", "#e2f4e4"}, {"closed", "#e9e9e9"}};
    for (size_t i = 0; i < sizeof colours / sizeof colours[0]; i++) {
        if (stage != NULL && same(stage, colours[i][0])) {
            return colours[i][1];
        }
    }
    return "#ffffff";
}

static void dot_state(const drawing *d, const char *state)
{
    const char *stage = mend_policy_stage(d->policy, state, MEND_NTS);
    printf("  \"%s\" [fillcolor=\"%s\", label=<<b>", state, fill_of(stage));
    put_html(label(d, MEND_KIND_STATE, state));
    fputs("</b>", stdout);
    for (int32_t i = 0; i < d->count; i++) {
        const move *m = &d->moves[i];
        if (stays(m) && !m->several && same(m->from, state)) {
            fputs("<br/><font point-size=\"9\">", stdout);
            put_html(label(d, MEND_KIND_ACTION, m->action));
            fputs("</font>", stdout);
        }
    }
    fputs(">];\n", stdout);
}

/* One arrow with the labels of every step it stands for. */
static void dot_arrow(drawing *d, int32_t first, const char *from, const char *style)
{
    const move *head = &d->moves[first];
    bool more = false;
    printf("  \"%s\" -> \"%s\" [%slabel=<", from, head->to, style);
    for (int32_t i = first; i < d->count; i++) {
        move *m = &d->moves[i];
        bool joins = head->common ? m->common && !stays(m) && same(m->to, head->to)
                                  : !m->common && same(m->from, head->from) && same(m->to, head->to);
        if (!joins || m->drawn) {
            continue;
        }
        if (more) {
            fputs("<br/>", stdout);
        }
        put_html(label(d, MEND_KIND_ACTION, m->action));
        more = true;
        for (int32_t k = i; k < d->count; k++) { /* a common action has a move for every state */
            d->moves[k].drawn =
                d->moves[k].drawn || k == i || (m->common && d->moves[k].common && alike(m, &d->moves[k]));
        }
    }
    fputs(">];\n", stdout);
}

/* The actions that move nothing and that several states have, each once, `wrap` after every seventh; false if there are
 * none. */
static bool list_several(const drawing *d, void (*put)(const char *), const char *wrap)
{
    int32_t count = 0;
    for (int32_t i = 0; i < d->count; i++) {
        const move *m = &d->moves[i];
        bool first = m->several;
        for (int32_t k = 0; k < i && first; k++) {
            first = !(d->moves[k].several && alike(&d->moves[k], m));
        }
        if (first) {
            fputs(count > 0 && count % 7 == 0 ? wrap : "", stdout);
            put(count > 0 ? " · " : d->a->zh ? "不改变状态，多个状态下可做：" : "Without a move, in several states: ");
            put(label(d, MEND_KIND_ACTION, m->action));
            count++;
        }
    }
    return count > 0;
}

static void dot_head(const drawing *d)
{
    fputs("digraph workflow {\n"
          "  graph [rankdir=TB, fontname=\"sans-serif\", fontsize=11, nodesep=0.35, ranksep=0.45, labelloc=b];\n"
          "  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\", fontsize=11];\n"
          "  edge [fontname=\"sans-serif\", fontsize=9];\n"
          "  label=<",
          stdout);
    put_html(mend_policy_id(d->policy, NULL));
    printf("@%lld<br/>", (long long)mend_policy_revision(d->policy));
    list_several(d, put_html, "<br/>");
    fputs(">;\n  \"(start)\" [shape=circle, style=filled, fillcolor=black, label=\"\", width=0.15];\n", stdout);
}

ending draw_dot(const app *a, const mend_policy *policy)
{
    drawing d;
    bool any = false;
    mend_status s = drawing_begin(&d, a, policy);
    if (s != MEND_OK) {
        return fault_of(a, s, NULL);
    }
    dot_head(&d);
    for (int32_t i = 0; i < mend_policy_count(policy, MEND_KIND_STATE); i++) {
        dot_state(&d, mend_policy_name(policy, MEND_KIND_STATE, i, NULL));
    }
    for (int32_t i = 0; i < d.count; i++) {
        any = any || (d.moves[i].common && !stays(&d.moves[i]));
    }
    if (any) {
        printf("  \"(any)\" [style=\"rounded,dashed\", label=\"%s\"];\n", a->zh ? "任何未关闭状态" : "any open state");
    }
    for (int32_t i = 0; i < d.count; i++) {
        const move *m = &d.moves[i];
        if (!m->drawn && !stays(m)) {
            const char *from = m->common ? "(any)" : same(m->from, "") ? "(start)" : m->from;
            dot_arrow(&d, i, from, m->common ? "style=dashed, " : m->back ? BACK : "");
        }
    }
    puts("}");
    free(d.moves);
    return END_DONE;
}

/* ---- Mermaid ---- */

/* Text in a label: the marks of Mermaid's own grammar become spaces. */
static void put_mermaid(const char *s)
{
    for (; *s != '\0'; s++) {
        fputc(strchr(":;\"#\n", *s) == NULL ? *s : ' ', stdout);
    }
}

ending draw_mermaid(const app *a, const mend_policy *policy)
{
    drawing d;
    mend_status s = drawing_begin(&d, a, policy);
    if (s != MEND_OK) {
        return fault_of(a, s, NULL);
    }
    puts("stateDiagram-v2");
    for (int32_t i = 0; i < mend_policy_count(policy, MEND_KIND_STATE); i++) {
        const char *state = mend_policy_name(policy, MEND_KIND_STATE, i, NULL);
        fputs("  state \"", stdout);
        put_mermaid(label(&d, MEND_KIND_STATE, state));
        printf("\" as %s\n", state);
    }
    for (int32_t i = 0; i < d.count; i++) {
        move *m = &d.moves[i];
        if (m->drawn || stays(m)) {
            continue;
        }
        printf("  %s --> %s : ", m->common ? "ANY" : same(m->from, "") ? "[*]" : m->from, m->to);
        put_mermaid(label(&d, MEND_KIND_ACTION, m->action));
        fputc('\n', stdout);
        for (int32_t k = i; k < d.count && m->common; k++) {
            d.moves[k].drawn = d.moves[k].drawn || (d.moves[k].common && alike(m, &d.moves[k]));
        }
    }
    for (int32_t i = 0; i < d.count; i++) {
        if (d.moves[i].common && !stays(&d.moves[i])) {
            printf("  state \"%s\" as ANY\n", a->zh ? "任何未关闭状态" : "any open state");
            break;
        }
    }
    fputs("  %% ", stdout);
    if (!list_several(&d, put_mermaid, "")) {
        fputs(mend_policy_id(policy, NULL), stdout);
    }
    fputc('\n', stdout);
    free(d.moves);
    return END_DONE;
}
