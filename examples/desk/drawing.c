/*
 * drawing.c - the workflow of a policy as a picture: Graphviz DOT or Mermaid, from mend_policy_move() alone.
 *
 * To stay readable, an action that leads from most open states to one is drawn once, from a node "any open state";
 * steps between the same two states share an arrow. A step back to an earlier state, and all but the last of three or
 * more starts of a step, are lines of words in the state they start from: "↩ Diagnosed: Plan anew". With --all they are
 * arrows too. Actions that move nothing stand in the state itself, or below the picture where more than two states have
 * them. --stage and --from-state leave states out; a step into one that is left out is told in words.
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
    bool told;    /* in words, in the state it starts from */
    bool drawn;
} move;

typedef struct drawing {
    const app *a;
    const mend_policy *policy;
    move *moves;
    int32_t count;
    bool shown[256]; /* by state */
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

/* Whether the state is in the picture. */
static bool is_shown(const drawing *d, const char *state)
{
    int32_t at = place_of(d, state);
    return at < mend_policy_count(d->policy, MEND_KIND_STATE) && d->shown[at];
}

/* Only states of one stage. */
static void show_stage(drawing *d, const char *stage)
{
    for (int32_t i = 0; i < mend_policy_count(d->policy, MEND_KIND_STATE); i++) {
        const char *state = mend_policy_name(d->policy, MEND_KIND_STATE, i, NULL);
        d->shown[i] = d->shown[i] && same(mend_policy_stage(d->policy, state, MEND_NTS), stage);
    }
}

/* Only the state and what lies ahead of it, by steps that do not go back. */
static void show_from(drawing *d, const char *state)
{
    bool ahead[256] = {false}, more = true;
    ahead[place_of(d, state)] = true;
    while (more) {
        more = false;
        for (int32_t i = 0; i < d->count; i++) {
            const move *m = &d->moves[i];
            int32_t from = place_of(d, m->from), to = place_of(d, m->to);
            if (!m->common && !m->back && from < 256 && ahead[from] && !ahead[to]) {
                ahead[to] = true;
                more = true;
            }
        }
    }
    for (int32_t i = 0; i < mend_policy_count(d->policy, MEND_KIND_STATE); i++) {
        d->shown[i] = d->shown[i] && ahead[i];
    }
}

/* The last state before its end from which the step leads there. */
static bool is_nearest(const drawing *d, const move *m)
{
    int32_t starts = 0;
    bool nearest = true;
    for (int32_t i = 0; i < d->count; i++) {
        const move *other = &d->moves[i];
        if (alike(m, other) && !other->back && !stays(other) && is_shown(d, other->from)) {
            starts++;
            nearest = nearest && place_of(d, other->from) <= place_of(d, m->from);
        }
    }
    return starts < 3 || nearest;
}

/* Of the steps that are told and lead into the state, or out of it, the one whose other end is nearest becomes an arrow,
 * unless there is an arrow already: no state looks as if no way led there or on. */
static void draw_one(drawing *d, const char *state, bool in)
{
    move *best = NULL;
    int32_t at = place_of(d, state), least = 0;
    for (int32_t i = 0; i < d->count; i++) {
        move *m = &d->moves[i];
        if (stays(m) || m->common || !same(in ? m->to : m->from, state) || !is_shown(d, m->to) ||
            !(m->from[0] == '\0' || is_shown(d, m->from))) {
            continue;
        }
        if (!m->told && (in || !m->back)) {
            return;
        }
        int32_t away = abs(place_of(d, in ? m->from : m->to) - at) + (m->back ? 1000 : 0);
        if (best == NULL || away < least) {
            best = m;
            least = away;
        }
    }
    if (best != NULL && (in || !best->back)) {
        best->told = false;
    }
}

static void tell_words(drawing *d)
{
    for (int32_t i = 0; i < d->count; i++) {
        move *m = &d->moves[i];
        bool words = d->a->opt.value[OPT_ALL] == NULL && (m->back || !is_nearest(d, m));
        m->told = !stays(m) && !m->common && m->from[0] != '\0' && (words || !is_shown(d, m->to));
    }
    for (int32_t i = 0; i < mend_policy_count(d->policy, MEND_KIND_STATE); i++) {
        const char *state = mend_policy_name(d->policy, MEND_KIND_STATE, i, NULL);
        if (d->shown[i]) {
            draw_one(d, state, true);
            draw_one(d, state, false);
        }
    }
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

/* What --stage and --from-state ask for. */
static ending drawing_filter(drawing *d)
{
    static const char *const stages[] = {"new", "active", "waiting", "done", "closed", NULL};
    const char *stage = d->a->opt.value[OPT_STAGE], *from = d->a->opt.value[OPT_FROM_STATE];
    const char *names[257] = {NULL};
    bool known = false;
    for (int32_t i = 0; i < mend_policy_count(d->policy, MEND_KIND_STATE) && i < 256; i++) {
        names[i] = mend_policy_name(d->policy, MEND_KIND_STATE, i, NULL);
        d->shown[i] = true;
    }
    for (size_t i = 0; stage != NULL && stages[i] != NULL; i++) {
        known = known || same(stages[i], stage);
    }
    if (stage != NULL && !known) {
        return fault_here(d->a, MEND_RANGE, "--stage: expected new, active, waiting, done or closed, found %s",
                          "--stage：应为 new、active、waiting、done 或 closed，实为 %s", stage);
    }
    if (from != NULL && mend_policy_stage(d->policy, from, MEND_NTS) == NULL) {
        char states[1200];
        return fault_here(d->a, MEND_NOT_FOUND, "--from-state: the policy has no state %s%s",
                          "--from-state：策略中没有状态 %s%s", from,
                          meant_name(d->a, from, names, states, sizeof states));
    }
    if (from != NULL) {
        show_from(d, from);
    }
    if (stage != NULL) {
        show_stage(d, stage);
    }
    tell_words(d);
    return END_DONE;
}

static ending drawing_begin(drawing *d, const app *a, const mend_policy *policy)
{
    memset(d, 0, sizeof *d);
    d->a = a;
    d->policy = policy;
    d->count = mend_policy_move_count(policy);
    d->moves = calloc((size_t)d->count + 1, sizeof *d->moves);
    if (d->moves == NULL) {
        return fault_of(a, MEND_NOMEM, NULL);
    }
    for (int32_t i = 0; i < d->count; i++) {
        move *m = &d->moves[i];
        mend_status s = mend_policy_move(policy, i, &m->action, &m->from, &m->to);
        if (s != MEND_OK) {
            free(d->moves);
            return fault_of(a, s, NULL);
        }
    }
    sort_out(d);
    ending e = drawing_filter(d);
    if (e != END_DONE) {
        free(d->moves);
    }
    return e;
}

/* Whether the move is an arrow of the picture. */
static bool is_arrow(const drawing *d, const move *m)
{
    bool from = m->common || m->from[0] == '\0' || is_shown(d, m->from);
    return !m->drawn && !stays(m) && !m->told && from && is_shown(d, m->to);
}

/* The words in a state: what moves nothing there, and the steps that are told, by where they lead. `line` goes in front
 * of each line, `end` behind it. */
static void tell_state(drawing *d, const char *state, void (*put_text)(const char *), const char *line, const char *end)
{
    for (int32_t i = 0; i < d->count; i++) {
        const move *m = &d->moves[i];
        bool first = same(m->from, state) && (m->told || (stays(m) && !m->several));
        for (int32_t k = 0; k < i && first && m->told; k++) {
            first = !(d->moves[k].told && same(d->moves[k].from, state) && same(d->moves[k].to, m->to));
        }
        if (!first) {
            continue;
        }
        fputs(line, stdout);
        if (m->told) {
            fputs(m->back ? "↩ " : "→ ", stdout);
            put_text(label(d, MEND_KIND_STATE, m->to));
            fputs(d->a->zh ? "：" : " — ", stdout);
        }
        put_text(label(d, MEND_KIND_ACTION, m->action));
        for (int32_t k = i + 1; k < d->count && m->told; k++) {
            if (d->moves[k].told && same(d->moves[k].from, state) && same(d->moves[k].to, m->to)) {
                fputs(d->a->zh ? "、" : ", ", stdout);
                put_text(label(d, MEND_KIND_ACTION, d->moves[k].action));
            }
        }
        fputs(end, stdout);
    }
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

static const struct stage_look {
    const char *stage, *fill, *en, *zh;
} stage_looks[] = {{"new", "#e8f0fe", "new", "新建"},
                   {"active", "#fff4d6", "active", "处理中"},
                   {"waiting", "#f1e6fb", "waiting", "等待"},
                   {"done", "#e2f4e4", "done", "待了结"},
                   {"closed", "#e9e9e9", "closed", "已关闭"}};

#define STAGES (sizeof stage_looks / sizeof stage_looks[0])

static const char *fill_of(const char *stage)
{
    for (size_t i = 0; i < STAGES; i++) {
        if (stage != NULL && same(stage, stage_looks[i].stage)) {
            return stage_looks[i].fill;
        }
    }
    return "#ffffff";
}

static void dot_state(drawing *d, const char *state)
{
    const char *stage = mend_policy_stage(d->policy, state, MEND_NTS);
    printf("  \"%s\" [fillcolor=\"%s\", label=<<b>", state, fill_of(stage));
    put_html(label(d, MEND_KIND_STATE, state));
    fputs("</b>", stdout);
    tell_state(d, state, put_html, "<br/><font point-size=\"9\" color=\"#555555\">", "</font>");
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
        if (!joins || !is_arrow(d, m)) {
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
          "  label=<<table border=\"0\" cellspacing=\"4\"><tr><td colspan=\"5\">",
          stdout);
    put_html(mend_policy_id(d->policy, NULL));
    printf("@%lld</td></tr><tr>", (long long)mend_policy_revision(d->policy));
    for (size_t i = 0; i < STAGES; i++) {
        printf("<td bgcolor=\"%s\">%s</td>", stage_looks[i].fill, d->a->zh ? stage_looks[i].zh : stage_looks[i].en);
    }
    fputs("</tr><tr><td colspan=\"5\">", stdout);
    list_several(d, put_html, "<br/>");
    fputs("</td></tr></table>>;\n", stdout);
}

/* Whether an arrow opens tickets. */
static bool has_start(const drawing *d)
{
    bool any = false;
    for (int32_t i = 0; i < d->count; i++) {
        any = any || (d->moves[i].from[0] == '\0' && is_arrow(d, &d->moves[i]));
    }
    return any;
}

/* Whether an arrow starts at "any open state". */
static bool has_common(const drawing *d)
{
    bool any = false;
    for (int32_t i = 0; i < d->count; i++) {
        any = any || (d->moves[i].common && is_arrow(d, &d->moves[i]));
    }
    return any;
}

ending draw_dot(const app *a, const mend_policy *policy)
{
    drawing d;
    ending e = drawing_begin(&d, a, policy);
    if (e != END_DONE) {
        return e;
    }
    dot_head(&d);
    for (int32_t i = 0; i < mend_policy_count(policy, MEND_KIND_STATE); i++) {
        if (d.shown[i]) {
            dot_state(&d, mend_policy_name(policy, MEND_KIND_STATE, i, NULL));
        }
    }
    if (has_start(&d)) {
        puts("  \"(start)\" [shape=circle, style=filled, fillcolor=black, label=\"\", width=0.15];");
    }
    if (has_common(&d)) {
        printf("  \"(any)\" [style=\"rounded,dashed\", label=\"%s\"];\n", a->zh ? "任何未关闭状态" : "any open state");
    }
    for (int32_t i = 0; i < d.count; i++) {
        const move *m = &d.moves[i];
        if (is_arrow(&d, m)) {
            const char *from = m->common ? "(any)" : same(m->from, "") ? "(start)" : m->from;
            dot_arrow(&d, i, from, m->common ? "style=dashed, " : m->back ? BACK : "");
        }
    }
    puts("}");
    free(d.moves);
    return END_DONE;
}

/* ---- Mermaid ---- */

/* Text in a label: the marks of Mermaid's own grammar become its codes, "#58;" for a colon. */
static void put_mermaid(const char *s)
{
    for (; *s != '\0'; s++) {
        if (strchr(":;\"#<>{}[]%", *s) != NULL) {
            printf("#%d;", (int)(unsigned char)*s);
        } else {
            fputc(*s == '\n' ? ' ' : *s, stdout);
        }
    }
}

/* The states of each stage in its colour. */
static void mermaid_colours(const drawing *d)
{
    for (size_t i = 0; i < STAGES; i++) {
        bool any = false;
        for (int32_t k = 0; k < mend_policy_count(d->policy, MEND_KIND_STATE); k++) {
            const char *state = mend_policy_name(d->policy, MEND_KIND_STATE, k, NULL);
            if (d->shown[k] && same(mend_policy_stage(d->policy, state, MEND_NTS), stage_looks[i].stage)) {
                printf("%s%s", any ? "," : "  class ", state);
                any = true;
            }
        }
        if (any) {
            printf(" stage_%s\n  classDef stage_%s fill:%s\n", stage_looks[i].stage, stage_looks[i].stage,
                   stage_looks[i].fill);
        }
    }
}

static void mermaid_state(drawing *d, const char *state)
{
    char line[100];
    fputs("  state \"", stdout);
    put_mermaid(label(d, MEND_KIND_STATE, state));
    printf("\" as %s\n", state);
    snprintf(line, sizeof line, "  %.64s : ", state);
    tell_state(d, state, put_mermaid, line, "\n");
}

ending draw_mermaid(const app *a, const mend_policy *policy)
{
    drawing d;
    ending e = drawing_begin(&d, a, policy);
    if (e != END_DONE) {
        return e;
    }
    puts("stateDiagram-v2");
    for (int32_t i = 0; i < mend_policy_count(policy, MEND_KIND_STATE); i++) {
        if (d.shown[i]) {
            mermaid_state(&d, mend_policy_name(policy, MEND_KIND_STATE, i, NULL));
        }
    }
    if (has_common(&d)) {
        printf("  state \"%s\" as any_open_state\n", a->zh ? "任何未关闭状态" : "any open state");
    }
    for (int32_t i = 0; i < d.count; i++) {
        move *m = &d.moves[i];
        if (!is_arrow(&d, m)) {
            continue;
        }
        printf("  %s --> %s : ", m->common ? "any_open_state" : same(m->from, "") ? "[*]" : m->from, m->to);
        put_mermaid(label(&d, MEND_KIND_ACTION, m->action));
        fputc('\n', stdout);
        for (int32_t k = i; k < d.count && m->common; k++) {
            d.moves[k].drawn = d.moves[k].drawn || (d.moves[k].common && alike(m, &d.moves[k]));
        }
    }
    mermaid_colours(&d);
    fputs("  %% ", stdout);
    if (!list_several(&d, put_mermaid, "")) {
        fputs(mend_policy_id(policy, NULL), stdout);
    }
    fputc('\n', stdout);
    free(d.moves);
    return END_DONE;
}
