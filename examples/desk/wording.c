/*
 * wording.c - the library's one line about a fault, which is English, in Chinese.
 *
 * A line is made of clauses with "; " between. A clause is known by its words; {1} and {2} stand for what is quoted as it
 * is, {w} for words that are said in Chinese where they are known. A line with a clause that is not known stays as it is.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "app.h"

#include <string.h>

typedef struct wording {
    const char *en, *zh;
} wording;

static const wording clauses[] = {
    {"did you mean \"{1}\"?", "是否指“{1}”？"},
    {"did you mean {1}?", "是否指 {1}？"},
    {"there is no {w} \"{1}\"", "没有{w}“{1}”"},
    {"there is no such field, or the action does not take it", "没有这个字段，或此动作不填写它"},
    {"there is no such {w}", "没有这个{w}"},
    {"unknown word \"{1}\"", "不认识的词“{1}”"},
    {"the member \"{1}\" is missing", "缺少成员“{1}”"},
    {"no document below has \"{1}\", so it is a new one", "下层文件中没有“{1}”，因此它是新增的"},
    {"null deletes, and there is nothing to delete here", "null 表示删除，而此处没有可删除的内容"},
    {"only the first document may extend a preset", "只有第一个文件可以用 extends 继承内置策略"},
    {"no zone of this name is known: the program that loads this has to find zones by name, and may not",
     "不认识此名的时区：时区名须由载入策略的程序提供，mend-desk 不提供"},
    {"a rule such as CST-8 (8 hours east of UTC) always works", "写成 CST-8（UTC 以东 8 小时）这样的规则则总是可用"},
    {"not a zone: {1}", "不是时区：{1}"},
    {"the zone could not be had", "无法取得该时区"},
    {"stands here twice", "此处重复"},
    {"the name stands in the list twice", "列表中此名称重复"},
    {"a candidate of this id stands there before", "此编号的人员前面已有"},
    {"expected every member name once, found one again", "每个成员名只能出现一次，此处重复"},
    {"this release reads version 1 of the format", "此版本只能读取格式版本 1"},
    {"choices are for fields of type choice", "只有 choice 类型的字段可以有 choices"},
    {"the catalogue has a field of this name", "内置字段中已有此名称"},
    {"the policy has no clock of that name", "策略中没有此名的时限"},
    {"the policy has no such action", "策略中没有此动作"},
    {"the policy has no sheet of that name", "策略中没有此名的表单"},
    {"empty, or given twice", "为空或重复给出"},
    {"the calendar never opens", "该日历从不营业"},
    {"invalid UTF-8", "不是有效的 UTF-8"},
    {"there is no memory", "内存不足"},
    {"at most {1} {w}", "至多 {1} {w}"},
    {"expected no digit after a leading 0", "开头的 0 之后不应有数字"},
    {"expected a value, found a word other than true, false and null", "应为值，此处的词不是 true、false 或 null"},
    {"expected '\"' at the end of a string, found {w}", "字符串应以引号结束，实为{w}"},
    {"expected no control character in a string, found {1}", "字符串中不应有控制字符 {1}"},
    {"expected text of 1 to {1} bytes without control characters", "应为 1 至 {1} 字节、不含控制字符的文本"},
    {"expected text of 1 to {1} bytes", "应为 1 至 {1} 字节的文本"},
    {"expected a text of 1 to {1} bytes", "应为 1 至 {1} 字节的文本"},
    {"expected an integer from {1} to {2}", "应为 {1} 至 {2} 的整数"},
    {"expected a percentage from {1} to {2}", "应为 {1} 至 {2} 的百分数"},
    {"expected a percentage above {1} and up to {2}", "应为大于 {1}、不超过 {2} 的百分数"},
    {"expected a decimal number of at most 9 places from {1} to {2}", "应为 {1} 至 {2}、至多 9 位小数的数"},
    {"expected a decimal number from {1} to {2}", "应为 {1} 至 {2} 的小数"},
    {"expected a name of 1 to {1} bytes", "应为 1 至 {1} 字节的名称"},
    {"expected one of years, months, weeks, days", "应有 “years”、“months”、“weeks”、“days” 之一"},
    {"expected 1 to {1} words", "应为 1 至 {1} 个词"},
    {"it names one {w}", "此处应写一个{w}的名称"},
    {"the policy has no choices \"{1}\", which the field \"{2}\" takes its values from",
     "策略中没有选项集“{1}”，而字段“{2}”须从中取值"},
    {"a policy needs at least one state", "策略至少需要一个状态"},
    {"no action opens a ticket", "没有任何动作可以新建工单"},
    {"no way leads to this state", "此状态无法到达"},
    {"no way leads from this state to one of stage closed", "从此状态无法到达“closed”阶段的任何状态"},
    {"no action leads on from this state, and it is not of stage closed", "此状态没有后续动作，且不属于“closed”阶段"},
    {"there is no state this could start from", "此动作没有可以开始的状态"},
    {"the policy has no section \"triage\" to judge by", "策略没有用于判定级别的 “triage” 部分"},
    {"the policy has no section \"dispatch\" to go by", "策略没有用于派工的 “dispatch” 部分"},
    {"overruling the routes of dispatch takes a reason, and this action takes none",
     "改变派工规则的结果须说明原因，而此动作不填写原因"},
    {"the number shows the field \"{1}\", which the form must require", "编号含有字段“{1}”，表单须将其列为必填"},
    {"no action can start this clock: the condition never holds after one",
     "没有动作能启动此时限：其条件在任何动作之后都不成立"},
    {"no action can stop this clock: the condition never holds after one",
     "没有动作能停止此时限：其条件在任何动作之后都不成立"},
    {"no action can cancel this clock: the condition never holds after one",
     "没有动作能取消此时限：其条件在任何动作之后都不成立"},
    {"no action can answer this clock: the condition never holds after one",
     "没有动作能应答此时限：其条件在任何动作之后都不成立"},
    {"the targets go by level, and none is for the level \"{1}\"", "目标按级别设定，而级别“{1}”没有目标"},
    {"nothing stops or cancels this clock", "没有任何动作停止或取消此时限"},
    {"working days need a calendar", "按工作日计算须有日历"},
    {"the target is said in another way already", "目标已用另一种方式给出"},
    {"one test is there already", "此处已有一项判断"},
    {"join several with \"all\"", "多项判断用 “all” 合并"},
    {"a pattern needs a counter, {SEQ:w}", "编号格式须含计数器 {SEQ:w}"},
    {"the counter starts again every day, and the number does not show it: {YYYY} or {YY}, and {MM}{DD} or {DDD}",
     "计数每日重新开始，编号却不显示日期：须有 {YYYY} 或 {YY}，以及 {MM}{DD} 或 {DDD}"},
    {"the counter starts again every week, and the number does not show it: {GGGG} and {WW}",
     "计数每周重新开始，编号却不显示周：须有 {GGGG} 和 {WW}"},
    {"the counter starts again every month, and the number does not show it: {YYYY} or {YY}, and {MM}",
     "计数每月重新开始，编号却不显示月份：须有 {YYYY} 或 {YY}，以及 {MM}"},
    {"the counter starts again every year, and the number does not show it: {YYYY} or {YY}",
     "计数每年重新开始，编号却不显示年份：须有 {YYYY} 或 {YY}"},
    {"the counter starts again every fiscal year, and the number does not show it: {FY} or {FYY}",
     "计数每财年重新开始，编号却不显示财年：须有 {FY} 或 {FYY}"},
    {"the brace is not closed", "花括号没有闭合"},
    {"the brace closes nothing", "花括号没有对应的开始"},
    {"{{ is a brace as such", "花括号本身写作 {{"},
    {"}} is a brace as such", "花括号本身写作 }}"},
    {"the token stands in the pattern twice", "编号格式中此占位符重复"},
    {"expected a width from 1 to 18", "宽度应为 1 至 18"},
    {"nothing may follow the check digit", "校验位之后不应有内容"},
    {"a number is made of visible ASCII characters", "编号只能由可见的 ASCII 字符组成"},
    {"a pattern has at most 256 bytes", "编号格式至多 256 字节"},
    {"a list stands in a section of its own, as \"list\" with its \"columns\"",
     "列表须自成一栏，写作 “list” 及其 “columns”"},
    {"a section is filled by one of \"fields\", \"list\", \"levels\" and \"card\"",
     "一栏的内容只能是 “fields”、“list”、“levels”、“card” 之一"},
    {"fees need the policy's \"currency\"", "有 fees 部分的策略须写明 “currency”"},
    {"the card ends before it begins", "收费标准卡的终止早于生效"},
    {"there is no {w} \"{1}\" to judge with", "没有可用于判定的{w}“{1}”"},
    {"a price cannot be below zero", "单价不能小于零"},
    {"a distance cannot be below zero", "里程不能小于零"},
    {"the number is too large", "数字过大"},
    {"the amount is too large", "金额过大"},
    {"the least amount is larger than the largest", "最低金额大于最高金额"},
    {"the distances of the zones have to rise", "各区域的里程须递增"},
    {"the bands sum to {1} minutes", "各时段合计 {1} 分钟"},
    {"another tax has this id", "已有相同编号的税"},
    {"the line has this tax already", "该项已有此税"},
    {"another line has this id", "已有相同编号的项目"},
    {"a discount has either \"pct\" or \"amount\"", "优惠只能有 “pct” 或 “amount” 之一"},
    {"an empty list: leave it out where nothing is restricted", "列表为空；不作限制时请省略"},
    {"the regime has no rules", "该规定没有规则"},
    {"the case is meant for another regime than the row's", "事实所指的规定与规则的不同"},
    {"the term ends before it begins", "期限的终止早于起算"},
    {"a length needs \"from\", a limit needs \"usage\"", "期限长度须有 “from”，使用量上限须有 “usage”"},
    {"no regime of the section asks for a fact of this name", "此部分的规定都不需要此名的事实"},
    {"a route says \"department\", \"grade\", \"roles\" or \"skills\"",
     "路线须写明 “department”、“grade”、“roles” 或 “skills”"},
    {"expected \"floor\", \"ceiling\" or both", "应有 “floor”、“ceiling” 之一或两者"},
    {"expected \"field\", \"dates\", \"term\", \"days\" or \"if\"", "应有 “field”、“dates”、“term”、“days” 或 “if”"},
    {"expected a test of the field: {1}", "应有对字段的判断：“{1}”"},
    {"levels are choices of a policy, and there is none", "级别是策略的选项，而此处没有策略"},
    {"departments are choices of a policy, and there is none", "部门是策略的选项，而此处没有策略"},
    {"the policy has no choices \"level\" to judge with", "策略中没有用于判定级别的选项集 “level”"},
    {"the policy has no choices \"department\" to send to", "策略中没有可派往的选项集 “department”"},
    {"the actor has no say in how urgent a ticket is", "判定级别时不能使用操作人"},
    {"no level for \"{1}\"", "没有“{1}”的级别"},
    {"expected at least one role: nobody may do this", "至少应有一个角色，否则无人可做此动作"},
    {"expected at least one {w}", "至少应有一个{w}"},
    {"expected {w}, found {w}", "应为{w}，实为{w}"},
    {"expected {w}", "应为{w}"},
};

/* With the article left off. */
static const wording words[] = {
    {"member", "成员"},
    {"preset", "内置策略"},
    {"action", "动作"},
    {"state", "状态"},
    {"field", "字段"},
    {"column", "列"},
    {"list", "列表"},
    {"clock", "时限"},
    {"role", "角色"},
    {"grade", "等级"},
    {"level", "级别"},
    {"token", "占位符"},
    {"currency", "货币"},
    {"rounding", "舍入方式"},
    {"masking class", "脱敏类别"},
    {"check digit algorithm", "校验位算法"},
    {"operation", "操作"},
    {"date in years 1 to 9999", "日期（公元 1 至 9999 年）"},
    {"instant in years 1 to 9999", "时刻（公元 1 至 9999 年）"},
    {"presets may extend each other", "个内置策略可以相互继承"},
    {"block", "单据块"},
    {"built-in calendar", "内置日历"},
    {"department", "部门"},
    {"choice", "选项"},
    {"set of choices", "选项集"},
    {"calendar", "日历"},
    {"counter", "计数"},
    {"series", "编号规则"},
    {"text", "文本"},
    {"texts", "项文本"},
    {"stage", "阶段"},
    {"sheet", "表单"},
    {"section", "部分"},
    {"object", "对象"},
    {"array", "数组"},
    {"number", "数字"},
    {"boolean", "布尔值"},
    {"integer", "整数"},
    {"value", "值"},
    {"name", "名称"},
    {"null", "空值"},
    {"nothing", "空"},
    {"end of text", "文件结尾"},
    {"byte order mark", "字节顺序标记"},
    {"true or false", "“true”或“false”"},
    {"value or ']'", "值或“]”"},
    {"member name", "成员名"},
    {"member name or '}'", "成员名或“}”"},
    {"',' or '}'", "“,”或“}”"},
    {"',' or ']'", "“,”或“]”"},
    {"policy, an object", "策略，即一个对象"},
    {"name of a preset", "内置策略的名称"},
    {"array of names", "名称的数组"},
    {"array of texts", "文本的数组"},
    {"array of candidates", "人员的数组"},
    {"array of conditions", "条件的数组"},
    {"array of values", "值的数组"},
    {"object of named things", "按名称列出的对象"},
    {"object of texts by language", "按语言列出文本的对象"},
    {"condition, an object", "条件，即一个对象"},
    {"name of small letters, digits and '_', letter first", "由小写字母、数字和“_”组成、以字母开头的名称"},
    {"language tag such as \"en\" or \"zh-CN\"", "如 “en” 或 “zh-CN” 的语言标签"},
    {"instant such as 2024-03-15T09:30:00Z", "如 2024-03-15T09:30:00Z 的时刻"},
    {"date such as 2024-05-01", "如 2024-05-01 的日期"},
    {"duration such as PT2H", "如 PT2H 的时长"},
    {"three capitals such as \"CNY\" or \"EUR\"", "如 “CNY” 或 “EUR” 的三个大写字母"},
    {"hours west of UTC, 0 to 24", "UTC 以西的小时数 0 至 24"},
    {"date", "日期"},
    {"tax", "税"},
    {"fact", "事实"},
    {"regime", "规定"},
    {"basis", "起算依据"},
    {"line", "项目"},
    {"row", "行"},
    {"stage of a cancellation", "取消阶段"},
    {"term", "期限"},
    {"terms", "期限"},
    {"term of the warranty", "保修期限"},
    {"one such as 2024-05-01", "如 2024-05-01 的日期"},
    {"date such as 2024-03-15", "如 2024-03-15 的日期"},
    {"date such as \"2024-03-15\"", "如 “2024-03-15” 的日期"},
    {"instant such as 2024-05-01T16:00:00Z", "如 2024-05-01T16:00:00Z 的时刻"},
    {"decimal number such as \"12.5\"", "如 “12.5” 的小数"},
    {"decimal number of at most 9 places such as 12.5", "如 12.5、至多 9 位小数的数"},
    {"amount such as 12.50", "如 12.50 的金额"},
    {"amount such as \"12.50\"", "如 “12.50” 的金额"},
    {"amount in minor units", "以最小货币单位计的金额（整数）"},
    {"amount in minor units, such as 12800", "以最小货币单位计的金额，如 12800"},
    {"one line of text", "单行文本"},
    {"several lines of text", "多行文本"},
    {"skill, a text of 1 to 64 bytes", "技能，即 1 至 64 字节的文本"},
    {"name of a stage", "阶段的名称"},
    {"name of a field", "字段的名称"},
    {"name of a regime", "规定的名称"},
    {"regime, or the name of a built-in one", "规定，或内置规定的名称"},
    {"id of a tax", "税的编号"},
    {"what a term counts from, such as \"delivery\"", "期限的起算依据，如 “delivery”"},
    {"condition such as {\"field\": \"…\", \"is\": …}", "条件，如 “{\"field\": …, \"is\": …}”"},
    {"array of bands", "时段的数组"},
    {"array of taxes", "税的数组"},
    {"array of rows", "行的数组"},
    {"array of skills", "技能的数组"},
    {"array of words", "词的数组"},
    {"array of fields", "字段的数组"},
    {"object of stages", "按阶段列出的对象"},
    {"object of terms", "按名称列出期限的对象"},
    {"object of dates", "按名称列出日期的对象"},
    {"object of facts", "按名称列出事实的对象"},
    {"object of names", "按名称列出的对象"},
    {"object of objects by choice of the rows", "按行的选项列出的对象"},
    {"object of levels by choice of the columns", "按列的选项列出级别的对象"},
    {"row, an object", "行，即一个对象"},
    {"whole number in its range", "允许范围内的整数"},
    {"word", "词"},
    {"word made of a-z, 0-9 and _", "由 a-z、0-9 和“_”组成的词"},
    {"',' or '}' after a member", "成员之后的“,”或“}”"},
    {"',' or ']' after an element", "元素之后的“,”或“]”"},
    {"':' after a member name", "成员名之后的“:”"},
    {"end of the text after the value", "值之后为文本结尾"},
};

/* A text under way; what does not fit makes it too long, and nothing of it is used. */
typedef struct line {
    char *out;
    size_t used, cap;
} line;

static void put(line *l, const char *s, size_t n)
{
    if (l->used + n < l->cap) {
        memcpy(l->out + l->used, s, n);
        l->out[l->used + n] = '\0';
    }
    l->used += n;
}

/* Words of the format, each in quotation marks; anything else stands apart. */
static void put_foreign_words(line *l, const char *s, size_t n)
{
    if (strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_, ") < n) {
        put(l, " ", 1);
        put(l, s, n);
        return;
    }
    for (const char *from = s, *after = s + n; from < after;) {
        size_t len = strcspn(from, ",;");
        len = from + len > after ? (size_t)(after - from) : len;
        put(l, from == s ? "“" : "、“", strlen(from == s ? "“" : "、“"));
        put(l, from, len);
        put(l, "”", strlen("”"));
        from += len;
        from += from < after ? strspn(from, ", ") : 0;
    }
}

/* The same, and that there are more of them than were said. */
static void put_foreign(line *l, const char *s, size_t n)
{
    static const char more[] = ", …";
    size_t tail = sizeof more - 1;
    if (n > tail && strncmp(s + n - tail, more, tail) == 0) {
        put_foreign_words(l, s, n - tail);
        put(l, "等", strlen("等"));
        return;
    }
    put_foreign_words(l, s, n);
}

static void put_words(line *l, const char *s, size_t n)
{
    static const char *const articles[] = {"a ", "an ", "the ", ""};
    for (size_t i = 0; i < sizeof articles / sizeof articles[0]; i++) {
        size_t skip = strlen(articles[i]);
        if (n <= skip || strncmp(s, articles[i], skip) != 0) {
            continue;
        }
        for (size_t k = 0; k < sizeof words / sizeof words[0]; k++) {
            if (strlen(words[k].en) == n - skip && strncmp(words[k].en, s + skip, n - skip) == 0) {
                put(l, words[k].zh, strlen(words[k].zh));
                return;
            }
        }
    }
    put_foreign(l, s, n);
}

#define HOLES 3

typedef struct piece {
    char hole; /* '1', '2' or 'w' */
    const char *s;
    size_t n;
} piece;

/* The clause against one pattern; the pieces it has for the holes. */
static bool fits(const char *pattern, const char *s, size_t n, piece pieces[HOLES])
{
    size_t at = 0, count = 0;
    while (*pattern != '\0') {
        if (pattern[0] != '{' || pattern[1] == '\0' || pattern[2] != '}') {
            if (at == n || s[at] != *pattern) {
                return false;
            }
            at++;
            pattern++;
            continue;
        }
        const char *rest = pattern + 3;
        size_t fixed = strcspn(rest, "{"), end = at;
        while (end + fixed <= n && strncmp(s + end, rest, fixed) != 0) {
            end++;
        }
        end = *rest == '\0' ? n : end;
        if (end + fixed > n || end == at || count == HOLES) {
            return false;
        }
        pieces[count++] = (piece){pattern[1], s + at, end - at};
        at = end;
        pattern = rest;
    }
    return at == n;
}

/* The Chinese with the pieces in its holes; holes of words are filled in their order. */
static void fill(line *l, const char *zh, const piece pieces[HOLES])
{
    size_t word = 0;
    while (*zh != '\0') {
        size_t n = strcspn(zh, "{");
        put(l, zh, n);
        zh += n;
        if (*zh == '\0') {
            break;
        }
        if (zh[1] == '\0' || zh[2] != '}') {
            put(l, zh++, 1); /* a brace that is no hole, as in {SEQ:w} */
            continue;
        }
        for (size_t i = zh[1] == 'w' ? word : 0; i < HOLES; i++) {
            if (pieces[i].hole == zh[1] && zh[1] == 'w') {
                put_words(l, pieces[i].s, pieces[i].n);
                word = i + 1;
                break;
            }
            if (pieces[i].hole == zh[1]) {
                put(l, pieces[i].s, pieces[i].n);
                break;
            }
        }
        zh += 3;
    }
}

static bool clause(line *l, const char *s, size_t n)
{
    for (size_t i = 0; i < sizeof clauses / sizeof clauses[0]; i++) {
        piece pieces[HOLES] = {{0, NULL, 0}, {0, NULL, 0}, {0, NULL, 0}};
        if (fits(clauses[i].en, s, n, pieces)) {
            fill(l, clauses[i].zh, pieces);
            return true;
        }
    }
    return false;
}

const char *fault_words(const app *a, const char *english, char *out, size_t cap)
{
    line l = {out, 0, cap};
    if (!a->zh || english[0] == '\0') {
        return english;
    }
    for (const char *s = english; *s != '\0';) {
        const char *end = strstr(s, "; ");
        size_t n = end == NULL ? strlen(s) : (size_t)(end - s);
        put(&l, "；", s == english ? 0 : strlen("；"));
        if (!clause(&l, s, n)) {
            return english;
        }
        s += n + (end == NULL ? 0 : 2);
    }
    return l.used < cap ? out : english;
}

/* The Chinese sentence that the library puts before these says as much, and names what it is about. */
static bool said_already(const char *english)
{
    static const char *const all[] = {
        "a policy needs at least one state",
        "no action opens a ticket",
        "no way leads to this state",
        "no way leads from this state to one of stage closed",
        "no action leads on from this state, and it is not of stage closed",
        "there is no state this could start from",
        "the policy has no section \"triage\" to judge by",
    };
    bool found = false;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        found = found || strcmp(english, all[i]) == 0;
    }
    return found;
}

const char *finding_words(const app *a, const char *said, char *out, size_t cap)
{
    static const char open[] = "（", close[] = "）";
    size_t len = strlen(said), ends = strlen(close);
    const char *from = strstr(said, open);
    char english[600], chinese[600];
    if (!a->zh || from == NULL || len < ends || strcmp(said + len - ends, close) != 0) {
        return said;
    }
    from += strlen(open);
    snprintf(english, sizeof english, "%.*s", (int)(said + len - ends - from), from);
    if (said_already(english)) {
        snprintf(out, cap, "%.*s", (int)(from - strlen(open) - said), said);
        return out;
    }
    const char *inner = fault_words(a, english, chinese, sizeof chinese);
    if (inner == english) {
        return said;
    }
    snprintf(out, cap, "%s", inner);
    return out;
}
