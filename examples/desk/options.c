/*
 * options.c - reading the command line.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "options.h"

#include <stdlib.h>
#include <string.h>

const option_row option_rows[OPT_COUNT] = {
    [OPT_DB] = {"--db", "FILE", "the database (default: $MEND_DESK_DB, else desk.db)",
                "数据库文件（默认 $MEND_DESK_DB，否则 desk.db）"},
    [OPT_STORE] = {"--store", "SERVER",
                   "a PostgreSQL database in place of a file: postgres://USER@HOST/DATABASE (default: "
                   "$MEND_DESK_STORE)",
                   "以 PostgreSQL 数据库代替文件：postgres://用户@主机/数据库（默认 $MEND_DESK_STORE）"},
    [OPT_AS] = {"--as", "ROLE[+ROLE]:NAME", "who acts, and in which roles (default: $MEND_DESK_AS)",
                "操作人及其角色（默认 $MEND_DESK_AS）"},
    [OPT_GRADE] = {"--grade", "GRADE", "the actor's grade, such as senior", "操作人等级，如 senior"},
    [OPT_LANG] = {"--lang", "en|zh", "language of labels and messages (default: from the locale)",
                  "标签与提示的语言（默认取自系统语言）"},
    [OPT_JSON] = {"--json", NULL, "print the library's JSON reply as it is", "原样输出库返回的 JSON"},
    [OPT_NOW] = {"--now", "INSTANT", "use this instant for the clock: 2024-03-15T09:30:00+08:00",
                 "以此时刻代替系统时钟：2024-03-15T09:30:00+08:00"},
    [OPT_HELP] = {"--help", NULL, "say how it is used, and stop", "显示用法后结束"},
    [OPT_VERSION] = {"--version", NULL, "print the version, and stop", "显示版本后结束"},
    [OPT_POLICY] = {"--policy", "FILE",
                    "a policy document or the name of a preset (standard@1); repeat it to lay "
                    "documents over each other",
                    "策略文件或内置策略名（standard@1）；重复给出则逐层叠加"},
    [OPT_STATE] = {"--state", "STATE", "only tickets in this state", "只列该状态的工单"},
    [OPT_STAGE] = {"--stage", "STAGE", "only this stage: new, active, waiting, done, closed",
                   "只列该阶段：new、active、waiting、done、closed"},
    [OPT_ASSIGNEE] = {"--assignee", "NAME", "only tickets of this assignee", "只列指派给此人的工单"},
    [OPT_CUSTOMER] = {"--customer", "ID", "only tickets of this customer id", "只列该客户编号的工单"},
    [OPT_ALL] = {"--all", NULL,
                 "everything: closed tickets too, newest first; of policies also order, labels and steps back",
                 "全部：工单含已关闭的，新的在前；策略含顺序、各语言名称与退回步骤"},
    [OPT_AFTER] = {"--after", "KEY", "go on behind this one: the last line of the page before",
                   "从此项之后继续：上一页的最后一项"},
    [OPT_LIMIT] = {"--limit", "N", "at most so many lines, 1 to 1000 (default 50)",
                   "最多显示行数，1 至 1000（默认 50）"},
    [OPT_REASON] = {"--reason", "TEXT", "why, in words", "原因说明"},
    [OPT_AT] = {"--at", "INSTANT", "when it happened, if not now", "实际发生时刻（若非此刻）"},
    [OPT_KEY] = {"--key", "KEY", "makes the command safe to repeat: the same key has one effect",
                 "幂等键：同一键重复执行只生效一次"},
    [OPT_EXPECT] = {"--expect", "REVISION", "refuse if the ticket has changed since this revision",
                    "若工单已不是此版本则拒绝"},
    [OPT_DRY_RUN] = {"--dry-run", NULL, "say what would happen and change nothing", "只说明会怎样，不做任何改动"},
    [OPT_PLAIN] = {"--plain", NULL, "whole records with personal values, for a backup or a move; leaves an event",
                   "含个人信息的完整记录（备份或迁移用）；会留下事件"},
    [OPT_MERMAID] = {"--mermaid", NULL, "Mermaid instead of Graphviz DOT", "输出 Mermaid 而不是 Graphviz DOT"},
    [OPT_BRIEF] = {"--brief", NULL, "one line an event, without its values", "每个事件一行，不含内容"},
    [OPT_BATCH] = {"--batch", "N", "store so many tickets in one transaction, 1 to 1000 (default 1)",
                   "每个事务写入的工单数，1 至 1000（默认 1）"},
    [OPT_LOOP] = {"--loop", NULL, "go on until interrupted (Ctrl-C)", "持续运行直到中断（Ctrl-C）"},
    [OPT_EVERY] = {"--every", "SECONDS", "with --loop: wait no longer than about this, 1 to 86400 (default 10)",
                   "与 --loop 同用：最长等待约此秒数，1 至 86400（默认 10）"},
    [OPT_FROM] = {"--from", "DATE", "tickets opened on this day or later: 2024-03-01",
                  "此日（含）之后登记的：2024-03-01"},
    [OPT_TO] = {"--to", "DATE", "tickets opened before this day", "此日之前登记的"},
    [OPT_BY] = {"--by", "level|type|model|engineer", "compare these (default level)", "分组对比（默认 level）"},
    [OPT_CSV] = {"--csv", "FILE", "write CSV for a spreadsheet; - for standard output", "输出 CSV；- 为标准输出"},
    [OPT_HTML] = {"--html", "FILE", "write a page to read and print into this file; - for standard output",
                  "输出可阅读打印的网页到该文件；- 为标准输出"},
    [OPT_TICKETS] = {"--tickets", "N", "how many tickets, 1 to 1000000 (default 500)",
                     "工单数，1 至 1000000（默认 500）"},
    [OPT_SEED] = {"--seed", "N", "the same number gives the same tickets (default 1)",
                  "同一数字生成相同的工单（默认 1）"},
    [OPT_KIND] = {"--kind", "KIND", "estimate (default), final, declined or cancelled",
                  "estimate（默认）、final、declined 或 cancelled"},
    [OPT_WORDS] = {"--words", NULL, "amounts in Chinese capital numerals too (always with --lang zh)",
                   "同时以中文大写显示金额（--lang zh 时总是显示）"},
    [OPT_STRICT] = {"--strict", NULL, "warnings count as errors", "警告视同错误"},
    [OPT_FROM_STATE] = {"--from-state", "STATE", "only what can be reached from this state",
                        "只画从该状态可到达的部分"},
    [OPT_WRITE] = {"--write", NULL, "write what came of each step into the story", "将每一步的结果写入剧本"},
    [OPT_LOG] = {"--log", "DIR", "write the event log of every ticket of a story into this folder",
                 "将剧本中每张工单的事件日志写入该目录"},
    [OPT_DOOR] = {"--door", "FILE", "write the requests a story makes of the document door, with the replies",
                  "将剧本对文档接口的请求及应答写入该文件"},
    [OPT_STEPS] = {"--steps", "FILE", "write what a story makes of the desk, for programs in other languages",
                   "将剧本对服务台的请求写入该文件，供其他语言的程序使用"},
    [OPT_ALL_OPEN] = {"--all-open", NULL, "every ticket that is not closed", "所有未关闭的工单"},
    [OPT_THOSE_THAT_FIT] = {"--those-that-fit", NULL, "go on without those that do not fit; they stay as they are",
                            "略过不适合的，其余照办"},
    [OPT_MAP] = {"--map", "FILE", "what has another name there, or which column is what (docs/moving.md)",
                 "名称对照或列对照文件（docs/moving.md）"},
    [OPT_FAILED] = {"--failed", NULL, "it could not be handed over: count the attempt and keep it",
                    "发送失败：记一次尝试并保留"},
};

/* The option `arg` names, before '='; OPT_COUNT if none. */
static option find(const char *arg, const char **value)
{
    size_t len = strcspn(arg, "=");
    *value = arg[len] == '=' ? arg + len + 1 : NULL;
    for (int i = 0; i < OPT_COUNT; i++) {
        if (strlen(option_rows[i].name) == len && strncmp(option_rows[i].name, arg, len) == 0) {
            return (option)i;
        }
    }
    return OPT_COUNT;
}

static fault take(options *o, option which, const char *value)
{
    if (which == OPT_POLICY) {
        if (o->policy_count == MAX_POLICIES) {
            return FAULT_MANY;
        }
        o->policies[o->policy_count++] = value;
    } else if (o->value[which] != NULL && option_rows[which].operand != NULL && which > OPT_POLICY) {
        return FAULT_TWICE;
    }
    o->value[which] = value;
    return FAULT_NONE;
}

fault options_read(options *o, int argc, char **argv, const char **culprit)
{
    memset(o, 0, sizeof *o);
    o->words = calloc((size_t)argc + 1, sizeof *o->words);
    if (o->words == NULL) {
        return FAULT_MEMORY;
    }
    bool options_end = false;
    for (int i = 1; i < argc; i++) {
        const char *arg = argv[i], *value = NULL;
        *culprit = arg;
        if (!options_end && strcmp(arg, "--") == 0) {
            options_end = true;
            continue;
        }
        if (!options_end && strcmp(arg, "-h") == 0) {
            arg = "--help";
        }
        if (options_end || arg[0] != '-' || arg[1] == '\0') {
            o->words[o->word_count++] = arg;
            continue;
        }
        option which = find(arg, &value);
        if (which == OPT_COUNT || (value != NULL && option_rows[which].operand == NULL)) {
            return FAULT_UNKNOWN;
        }
        if (option_rows[which].operand == NULL) {
            value = "";
        } else if (value == NULL) {
            if (i + 1 == argc) {
                return FAULT_NO_VALUE;
            }
            value = argv[++i];
        }
        fault f = take(o, which, value);
        if (f != FAULT_NONE) {
            return f;
        }
    }
    return FAULT_NONE;
}

void options_free(options *o)
{
    free(o->words);
    o->words = NULL;
}

/* Edits (insert, delete, replace, swap two neighbours) from a to b; words here are short. */
static size_t distance(const char *a, const char *b)
{
    enum { MOST = 32 };
    size_t rows[3][MOST + 1], n = strlen(b), m = strlen(a);
    if (n > MOST || m > MOST) {
        return MOST;
    }
    for (size_t i = 0; i <= n; i++) {
        rows[0][i] = i;
    }
    for (size_t k = 1; k <= m; k++) {
        size_t *row = rows[k % 3];
        const size_t *above = rows[(k + 2) % 3], *higher = rows[(k + 1) % 3];
        row[0] = k;
        for (size_t i = 1; i <= n; i++) {
            size_t best = above[i - 1] + (a[k - 1] != b[i - 1]);
            best = above[i] + 1 < best ? above[i] + 1 : best;
            best = row[i - 1] + 1 < best ? row[i - 1] + 1 : best;
            if (k > 1 && i > 1 && a[k - 1] == b[i - 2] && a[k - 2] == b[i - 1] && higher[i - 2] + 1 < best) {
                best = higher[i - 2] + 1;
            }
            row[i] = best;
        }
    }
    return rows[m % 3][n];
}

bool options_has(const char *const *list, const char *word)
{
    while (*list != NULL && strcmp(*list, word) != 0) {
        list++;
    }
    return *list != NULL;
}

const char *options_guess(const char *word, const char *const *candidates)
{
    const char *best = NULL;
    size_t len = strlen(word), limit = len < 2 ? 0 : len < 6 ? 1 : len / 3, least = limit + 1;
    for (; *candidates != NULL; candidates++) {
        size_t d = distance(word, *candidates);
        if (d > limit && len > 3 && strncmp(word, *candidates, len) == 0) {
            d = limit; /* a word broken off: likely, but after every real near miss */
        }
        if (d < least) {
            least = d;
            best = *candidates;
        }
    }
    return best;
}
