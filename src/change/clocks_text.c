/*
 * clocks_text.c - where a clock stands, in words, see clocks_text.h.
 *
 * Sentences are templates. A letter behind '%' stands for what the story knows:
 *   b started, f counted from, d due, s stopped, w standing still since: times; p what it stands still for
 *   r left, o too much, T target: amounts, with "of working time" where a calendar measures them
 *   i until due, e since due: time as it passes
 *   c cycle, h kept, m missed: numbers; t the target's label
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "clocks_text.h"

#include "clocks_words.h"

typedef struct telling {
    const mend__story *s;
    mend__str lang;
    bool zh;
    mend_buf *out;
} telling;

typedef struct phrase {
    const char *en, *zh;
} phrase;

/* --- templates --- */

/* An amount of the clock's own time. */
static void put_amount(const telling *l, int64_t ms)
{
    bool works = l->s->calendar != NULL;
    mend__words_span(ms, !works, l->zh, l->out);
    if (works)
        mend__put_text(l->out, l->zh ? "（工作时间）" : " of working time");
}

static void put_time(const telling *l, int64_t at)
{
    mend__words_time(l->s->policy->zone, at, l->out);
}

/* Time from one instant to a later one. */
static int64_t passed(int64_t from, int64_t to)
{
    return from != MEND__NEVER && to > from ? to - from : 0;
}

static void put_variable(const telling *l, char which)
{
    const mend__story *s = l->s;
    switch (which) {
    case 'b':
        put_time(l, s->r->started);
        break;
    case 'f':
        put_time(l, s->fresh);
        break;
    case 'd':
        put_time(l, s->due);
        break;
    case 's':
        put_time(l, s->until);
        break;
    case 'w':
        put_time(l, s->still);
        break;
    case 'p':
        mend__put_str(l->out, mend__story_pause(s, s->still_why, l->lang));
        break;
    case 'r':
        put_amount(l, s->remaining);
        break;
    case 'o':
        put_amount(l, s->overdue);
        break;
    case 'T':
        put_amount(l, s->r->target);
        break;
    case 'i':
        mend__words_span(passed(s->until, s->due), true, l->zh, l->out);
        break;
    case 'e':
        mend__words_span(passed(s->due, s->until), true, l->zh, l->out);
        break;
    case 'c':
        mend__put_int(l->out, s->r->cycle);
        break;
    case 'h':
        mend__put_int(l->out, s->r->hits);
        break;
    case 'm':
        mend__put_int(l->out, s->r->misses);
        break;
    case 't':
        mend__put_str(l->out, mend__name_label(&s->policy->vocab, s->aim->name, l->lang));
        break;
    }
}

static void say(const telling *l, phrase p)
{
    for (const char *c = l->zh ? p.zh : p.en; *c; c++) {
        if (*c == '%')
            put_variable(l, *++c);
        else
            mend__put_char(l->out, *c);
    }
}

/* --- where it stands --- */

typedef enum standing {
    STAND_NONE,
    STAND_LEFT,
    STAND_LATE,
    STAND_LATE_CLOSED, /* late, without any working time since */
    STAND_COMING,      /* a countdown */
    STAND_WAITING,     /* a not-before */
    STAND_REACHED,     /* either, and not recorded yet */
    STAND_STILL,
    STAND_STILL_LATE,
    STAND_MET,
    STAND_ENDED, /* a repeat, a countdown, a not-before */
    STAND_MISSED,
    STAND_MISSED_CLOSED,
    STAND_CANCELLED,
    STAND_CAME,
    STAND_FREED,
    STAND_COUNT
} standing;

static standing standing_of_running(const mend__story *s)
{
    if (s->clock->kind == MEND__CLOCK_COUNTDOWN || s->clock->kind == MEND__CLOCK_NOT_BEFORE) {
        if (s->until >= s->due)
            return STAND_REACHED;
        return s->clock->kind == MEND__CLOCK_COUNTDOWN ? STAND_COMING : STAND_WAITING;
    }
    if (!s->late)
        return STAND_LEFT;
    return s->overdue > 0 ? STAND_LATE : STAND_LATE_CLOSED;
}

static standing standing_of(const mend__story *s)
{
    if (s->row < 0)
        return STAND_NONE;
    switch ((mend__clock_status)s->r->status) {
    case MEND__CLOCK_RUNNING:
        return standing_of_running(s);
    case MEND__CLOCK_PAUSED:
        return s->late ? STAND_STILL_LATE : STAND_STILL;
    case MEND__CLOCK_MET:
        return s->clock->kind == MEND__CLOCK_DEADLINE ? STAND_MET : STAND_ENDED;
    case MEND__CLOCK_MISSED:
        return s->overdue > 0 ? STAND_MISSED : STAND_MISSED_CLOSED;
    case MEND__CLOCK_OVER:
        return s->clock->kind == MEND__CLOCK_COUNTDOWN ? STAND_CAME : STAND_FREED;
    case MEND__CLOCK_NONE:
    case MEND__CLOCK_CANCELLED:
        break;
    }
    return STAND_CANCELLED;
}

static const phrase SHORT[STAND_COUNT] = {
    [STAND_NONE] = {"not started", "未开始"},
    [STAND_LEFT] = {"%r left", "剩余 %r"},
    [STAND_LATE] = {"overdue by %o", "逾期 %o"},
    [STAND_LATE_CLOSED] = {"overdue for %e", "逾期 %e"},
    [STAND_COMING] = {"comes in %i", "%i后到时"},
    [STAND_WAITING] = {"its time comes in %i", "%i后到时"},
    [STAND_REACHED] = {"due for %e", "已到时 %e"},
    [STAND_STILL] = {"paused, %r left", "已暂停，剩余 %r"},
    [STAND_STILL_LATE] = {"paused, overdue by %o", "已暂停，逾期 %o"},
    [STAND_MET] = {"met", "按时完成"},
    [STAND_ENDED] = {"ended", "已结束"},
    [STAND_MISSED] = {"missed by %o", "超时 %o"},
    [STAND_MISSED_CLOSED] = {"missed by %e", "超时 %e"},
    [STAND_CANCELLED] = {"cancelled", "已取消"},
    [STAND_CAME] = {"has come", "已到时"},
    [STAND_FREED] = {"time has come", "已到时"},
};

static const phrase LONG[STAND_COUNT] = {
    [STAND_NONE] = {"not started.", "未开始。"},
    [STAND_LEFT] = {"due %d (company time), %r left.", "%d（公司时间）到期，剩余 %r。"},
    [STAND_LATE] = {"overdue by %o; it was due %d (company time).", "逾期 %o；应于 %d（公司时间）前完成。"},
    [STAND_LATE_CLOSED] = {"overdue since %d (company time), with no working time since.",
                           "已于 %d（公司时间）到期，此后尚无工作时间。"},
    [STAND_COMING] = {"comes %d (company time), in %i.", "%d（公司时间）到时，还有 %i。"},
    [STAND_WAITING] = {"not before %d (company time), in %i.", "不早于 %d（公司时间），还有 %i。"},
    [STAND_REACHED] = {"it was time at %d (company time).", "已于 %d（公司时间）到时。"},
    [STAND_STILL] = {"stands still since %w (company time): %p; %r left.", "自 %w（公司时间）起暂停：%p；剩余 %r。"},
    [STAND_STILL_LATE] = {"stands still since %w (company time): %p; overdue by %o.",
                          "自 %w（公司时间）起暂停：%p；逾期 %o。"},
    [STAND_MET] = {"met %s (company time), with %r to spare.", "%s（公司时间）按时完成，尚余 %r。"},
    [STAND_ENDED] = {"ended %s (company time).", "%s（公司时间）结束。"},
    [STAND_MISSED] = {"missed: stopped %s (company time), %o too late.", "超时：%s（公司时间）停止，晚 %o。"},
    [STAND_MISSED_CLOSED] = {"missed: stopped %s (company time), outside of working hours after it was due %d.",
                             "超时：%s（公司时间）停止，在 %d 到期后的非工作时间。"},
    [STAND_CANCELLED] = {"cancelled %s (company time).", "%s（公司时间）取消。"},
    [STAND_CAME] = {"came %s (company time).", "%s（公司时间）到时。"},
    [STAND_FREED] = {"its time came %s (company time).", "%s（公司时间）已到时。"},
};

/* --- the rest of the paragraph --- */

static void put_gap(const telling *l)
{
    if (!l->zh)
        mend__put_char(l->out, ' ');
}

static void say_start(const telling *l)
{
    const mend__clock_row *r = l->s->r;
    put_gap(l);
    say(l, (phrase){"Started %b", "%b 开始"});
    if (l->s->fresh != r->started)
        say(l, (phrase){", counted from %f", "，自 %f 起计"});
    if (r->cycle > 1)
        say(l, (phrase){" (cycle %c)", "（第 %c 轮）"});
    if (l->s->aim && r->fixed)
        say(l, (phrase){"; target “%t”", "；目标“%t”"});
    else if (l->s->aim)
        say(l, (phrase){"; target “%t”: %T", "；目标“%t”：%T"});
    say(l, (phrase){".", "。"});
}

static void put_whys(const telling *l)
{
    const mend__story *s = l->s;
    mend__put_text(l->out, l->zh ? "（" : " (");
    for (uint32_t i = 0; i < s->why_count; i++) {
        mend__put_text(l->out, i == 0 ? "" : l->zh ? "；" : "; ");
        mend__put_str(l->out, mend__story_pause(s, s->whys[i].id, l->lang));
        if (s->why_count > 1) {
            mend__put_char(l->out, ' ');
            mend__words_span(s->whys[i].ms, true, l->zh, l->out);
        }
    }
    mend__put_text(l->out, l->zh ? "）" : ")");
}

/* Only where not all of the time was used. */
static void say_sums(const telling *l)
{
    const mend__story *s = l->s;
    const int64_t *ms = s->ms;
    if (ms[MEND__PIECE_PAUSED] == 0 && ms[MEND__PIECE_CLOSED] == 0 && ms[MEND__PIECE_ASIDE] == 0)
        return;
    put_gap(l);
    mend__put_text(l->out, l->zh ? "已用 " : "Used ");
    put_amount(l, ms[MEND__PIECE_USED]);
    if (ms[MEND__PIECE_PAUSED] > 0) {
        mend__put_text(l->out, l->zh ? "，暂停 " : ", paused ");
        mend__words_span(ms[MEND__PIECE_PAUSED], true, l->zh, l->out);
        put_whys(l);
    }
    if (ms[MEND__PIECE_CLOSED] > 0) {
        mend__put_text(l->out, l->zh ? "，非工作时间 " : ", outside of hours ");
        mend__words_span(ms[MEND__PIECE_CLOSED], true, l->zh, l->out);
    }
    if (ms[MEND__PIECE_ASIDE] > 0) {
        mend__put_text(l->out, l->zh ? "，重新计时前 " : ", set aside when it began anew ");
        mend__words_span(ms[MEND__PIECE_ASIDE], s->calendar == NULL, l->zh, l->out);
    }
    say(l, (phrase){".", "。"});
}

static void put_recipient(const telling *l, const mend__notice *notice)
{
    const mend__vocab *v = &l->s->policy->vocab;
    int32_t role = notice->person ? -1 : mend__names_find(&v->roles, notice->to);
    if (notice->person)
        mend__put_str(l->out, mend__vocab_field_label(v, notice->person, l->lang));
    else if (role >= 0)
        mend__put_str(l->out, mend__name_label(v, &v->roles.items[role], l->lang));
    else
        mend__put_text(l->out, l->zh ? "客户" : "the customer");
}

/* Who is told, each once. */
static void put_told(const telling *l, const mend__step *step)
{
    bool first = true;
    for (uint32_t i = 0; i < step->notice_count; i++) {
        uint32_t k = 0;
        while (k < i && !mend__str_eq(step->notices[k].to, step->notices[i].to))
            k++;
        if (k < i)
            continue;
        mend__put_text(l->out, first ? (l->zh ? "（通知" : " (to ") : l->zh ? "、" : ", ");
        put_recipient(l, &step->notices[i]);
        first = false;
    }
    if (!first)
        mend__put_text(l->out, l->zh ? "）" : ")");
}

static bool by_time(const mend__step *step)
{
    return step->what == MEND__STEP_WARNED || step->what == MEND__STEP_DUE || step->what == MEND__STEP_ESCALATED;
}

static void put_step(const telling *l, const mend__step *step, bool first)
{
    mend__put_text(l->out, first ? "" : l->zh ? "；" : "; ");
    mend__clocks_step(l->s, step, l->lang, l->out);
    put_told(l, step);
    if (step->at != MEND__NEVER) {
        mend__put_text(l->out, l->zh ? "：" : " at ");
        put_time(l, step->at);
    }
}

static void say_past(const telling *l)
{
    const mend__story *s = l->s;
    bool first = true;
    for (uint32_t i = 0; i < s->past_count; i++) {
        if (!by_time(&s->past[i]))
            continue;
        if (first) {
            put_gap(l);
            mend__put_text(l->out, l->zh ? "已发生：" : "So far: ");
        }
        put_step(l, &s->past[i], first);
        if (!s->past[i].recorded)
            mend__put_text(l->out, l->zh ? "（待记录）" : " (still to be recorded)");
        first = false;
    }
    if (!first)
        say(l, (phrase){".", "。"});
}

static void say_to_come(const telling *l)
{
    const mend__story *s = l->s;
    bool first = true;
    for (uint32_t i = 0; i < s->to_come_count; i++) {
        const mend__step *step = &s->to_come[i];
        if (step->what == MEND__STEP_DUE && step->notice_count == 0)
            continue; /* said at the beginning */
        if (first) {
            put_gap(l);
            mend__put_text(l->out, l->zh ? "接下来：" : "To come: ");
        }
        put_step(l, step, first);
        if (step->at == MEND__NEVER) {
            mend__put_text(l->out, l->zh ? "，再用 " : " after another ");
            put_amount(l, step->left);
        }
        first = false;
    }
    if (!first)
        say(l, (phrase){".", "。"});
}

/* --- what is given away --- */

static telling telling_of(const mend__story *s, mend__str lang, mend_buf *out)
{
    return (telling){s, lang, mend__same_language(lang, MEND__STR("zh")), out};
}

void mend__clocks_standing(const mend__story *s, mend__str lang, mend_buf *out)
{
    telling l = telling_of(s, lang, out);
    say(&l, SHORT[standing_of(s)]);
}

void mend__clocks_step(const mend__story *s, const mend__step *step, mend__str lang, mend_buf *out)
{
    static const phrase words[] = {[MEND__STEP_STARTED] = {"Started", "开始"},
                                   [MEND__STEP_PAUSED] = {"Paused", "暂停"},
                                   [MEND__STEP_RESUMED] = {"Resumed", "恢复"},
                                   [MEND__STEP_AIMED] = {"New target", "改目标"},
                                   [MEND__STEP_CARRIED] = {"Taken over", "转入"},
                                   [MEND__STEP_RESTARTED] = {"Restarted", "重新计时"},
                                   [MEND__STEP_MISSED] = {"Interval missed", "错过一次"},
                                   [MEND__STEP_STOPPED] = {"Stopped", "停止"},
                                   [MEND__STEP_CANCELLED] = {"Cancelled", "取消"},
                                   [MEND__STEP_CAME] = {"Came", "到时"},
                                   [MEND__STEP_WARNED] = {"Warning", "预警"},
                                   [MEND__STEP_DUE] = {"Due", "到期"},
                                   [MEND__STEP_ESCALATED] = {"Escalation", "升级"}};
    telling l = telling_of(s, lang, out);
    mend__str label = step->name ? mend__name_label(&s->policy->vocab, step->name, lang) : step->id;
    if (step->what == MEND__STEP_PAUSED)
        label = mend__story_pause(s, step->id, lang);
    say(&l, words[step->what]);
    if (label.n > 0) {
        mend__put_text(out, l.zh ? "“" : " “");
        mend__put_str(out, label);
        mend__put_text(out, "”");
    }
}

void mend__clocks_paragraph(const mend__story *s, mend__str lang, mend_buf *out)
{
    telling l = telling_of(s, lang, out);
    mend__put_str(out, mend__name_label(&s->policy->vocab, s->clock->name, lang));
    mend__put_text(out, l.zh ? "：" : ": ");
    say(&l, LONG[standing_of(s)]);
    if (s->row < 0)
        return;
    say_start(&l);
    say_sums(&l);
    if (s->clock->kind == MEND__CLOCK_REPEAT && (s->r->hits > 0 || s->r->misses > 0)) {
        put_gap(&l);
        say(&l, (phrase){"Intervals kept: %h, missed: %m.", "按时 %h 次，错过 %m 次。"});
    }
    say_past(&l);
    say_to_come(&l);
    if (s->r->provisional) {
        put_gap(&l);
        say(&l,
            (phrase){"Holidays that are not known yet may move the due time.", "尚未公布的节假日可能改变到期时间。"});
    }
}
