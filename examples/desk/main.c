/*
 * main.c - mend-desk: a repair desk for the command line, on libmend and one SQLite file.
 *
 * Here: the table of commands, help, and the way from the command line to a command.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _POSIX_C_SOURCE 200809L
#include "app.h"
#include "clock.h"
#include "generate.h"
#include "report.h"
#include "screen.h"
#include "shelf.h"
#include "sweep.h"

#include <stdlib.h>
#include <string.h>

typedef ending (*runner)(app *a);

typedef struct command {
    const char *name;
    runner run;
    bool needs_shop;      /* a database that is there */
    size_t least, most;   /* words behind the name */
    uint64_t takes;       /* options beside the general ones */
    const char *operands; /* as shown in the usage */
    const char *en, *zh;
} command;

#define ANY ((size_t)-1)
#define ACT (TAKES(OPT_AT) | TAKES(OPT_KEY) | TAKES(OPT_EXPECT) | TAKES(OPT_REASON) | TAKES(OPT_DRY_RUN))

static const command commands[] = {
    {"init", run_init, false, 0, 0, TAKES(OPT_POLICY), "",
     "Makes the database with its policy.\n"
     "The policy is kept in the database, so that the file is all there is. Without --policy it is the built-in\n"
     "standard@1.",
     "新建数据库及其策略。\n策略存入数据库，此后仅需这一个文件。未给 --policy 时使用内置的 standard@1。"},
    {"open", run_open, true, 0, ANY, ACT, "[ACTION] [FIELD=VALUE]...",
     "Opens a ticket.\nACTION is an opening action of the policy; its first one if left out.\n"
     "FIELD=@FILE takes the text from a file, FIELD=@@TEXT begins with an @.",
     "新建工单。\nACTION 为策略中的登记动作，省略时取第一个。\n字段=@文件 取自文件内容，字段=@@文本 表示以 @ "
     "开头的文本。"},
    {"list", run_list, true, 0, 0,
     TAKES(OPT_STATE) | TAKES(OPT_STAGE) | TAKES(OPT_ASSIGNEE) | TAKES(OPT_CUSTOMER) | TAKES(OPT_ALL) |
         TAKES(OPT_AFTER) | TAKES(OPT_LIMIT),
     "",
     "Shows the board of open tickets, or one list of tickets.\n"
     "The board has every stage but closed, what is due first at the top. With one of --state, --stage, --assignee,\n"
     "--customer or --all it is one list, newest first, page by page (--after). With --json every stage is a reply of\n"
     "its own, one a line.",
     "显示未关闭工单的看板，或列出一个清单。\n"
     "看板含除已关闭外的各阶段，先到期的在前。给出 --state、--stage、--assignee、--customer 或 --all 之一\n"
     "则列出一个清单，新工单在前，可用 --after 翻页。--json 时每个阶段一行。"},
    {"show", run_show, true, 1, 1, TAKES(OPT_ALL), "TICKET",
     "Shows a ticket; personal values are masked.\nOf several quotes only the last one is shown; --all shows them all.",
     "显示工单；个人信息已脱敏。\n有多次报价时只显示最近一次；--all 全部显示。"},
    {"actions", run_actions, true, 1, 2, 0, "TICKET [ACTION]",
     "Says what the actor may do now and what each step still lacks.\n"
     "With ACTION also its whole form: fields, choices, ticks, evidence, texts to be told.",
     "说明操作人现在可做什么、每一步还缺什么。\n给出 ACTION "
     "则同时显示其完整表单：字段、选项、检查项、凭证、应告知内容。"},
    {"do", run_do, true, 2, ANY, ACT, "TICKET ACTION [FIELD=VALUE]...",
     "Does something with a ticket.\n"
     "parts/+1/name=FAN adds a row to a list, parts/3/name=FAN changes row 3, parts/3= takes the row away, FIELD=\n"
     "a value. FIELD=@FILE takes the text from a file.",
     "对工单执行动作。\nparts/+1/name=风扇 新增一行，parts/3/name=风扇 修改第 3 行，parts/3= 删除该行，\n"
     "字段= 清除其值。字段=@文件 取自文件内容。"},
    {"note", run_note, true, 2, 2, ACT, "TICKET TEXT", "Adds a note.", "添加备注。"},
    {"link", run_link, true, 3, 3, ACT, "TICKET KIND OTHER",
     "Links a ticket to another one.\nKIND is one of the policy's kinds of links.",
     "关联另一工单。\nKIND 为策略中的关联类别。"},
    {"reveal", run_reveal, true, 2, ANY, TAKES(OPT_KEY) | TAKES(OPT_EXPECT) | TAKES(OPT_REASON), "TICKET FIELD...",
     "Prints plain personal values.\nWho looked at what stays in the ticket's history.",
     "显示个人信息明文。\n何人查看了何项会留在历史中。"},
    {"anonymise", run_anonymise, true, 1, 1, ACT, "TICKET", "Empties every personal value of a ticket, for good.",
     "永久清除工单中的全部个人信息。"},
    {"level", run_level, true, 1, 1, 0, "TICKET",
     "Says which level the rules give a ticket as it stands, and why not another one.",
     "说明按规则该工单应为何级别，以及为何不是其他级别。"},
    {"clock", run_clock, true, 1, 2, TAKES(OPT_ALL), "TICKET [NAME]",
     "Says where the clocks of a ticket stand, and why.\n"
     "Those that have not started are left out without --all.\n"
     "With NAME one clock, all its cycles, with every stretch of time and all that happened.",
     "说明工单各项时限的状态及原因。\n未开始的须加 --all 才显示。\n给出 NAME "
     "则列出该时限的各轮、每一段时间及已发生的事。"},
    {"calendar", run_calendar, false, 1, 4, TAKES(OPT_POLICY),
     "list | add CALENDAR FROM AMOUNT | between CALENDAR FROM TO | open CALENDAR [AT]",
     "Asks a working calendar.\n"
     "add says when an amount of working time (8h, 90m, 8h30m) or of working days (3d, closing of the last one) will\n"
     "have passed, between how much working time lies between two instants, open whether somebody is there.\n"
     "Instants are local (2024-03-15T09:30) or have an offset (2024-03-15T09:30:00+08:00).\n"
     "CALENDAR is one of the policy in force (or of --policy), or a built-in one such as china@1.",
     "查询工作日历。\nadd 计算经过一段工作时间（8h、90m、8h30m）或若干工作日（3d，取末日下班）后的时刻，\n"
     "between 计算两时刻间的工作时间，open 说明是否营业。时刻可为当地时间（2024-03-15T09:30）或带时区。\nCALENDAR 为现行策略（或 --policy）中的日历，或内置日历如 "
     "china@1。"},
    {"quote", run_quote, true, 1, 1, TAKES(OPT_KIND) | TAKES(OPT_WORDS), "TICKET",
     "Says what a ticket costs, line by line, and who pays.\n"
     "By the policy's prices and warranty, with the unit and its contracts as they are stored. Nothing is changed.",
     "逐项列出工单费用及付款方。\n依据策略的收费标准与保修条款，以及已保存的产品档案和合同。不做任何改动。"},
    {"coverage", run_coverage, true, 1, 1, TAKES(OPT_KIND), "TICKET",
     "Says who pays for which line, and why not somebody else.", "说明各项费用由谁承担及原因。"},
    {"rights", run_rights, true, 1, 1, 0, "TICKET",
     "Says what the customer may ask for: repair, exchange, refund, and by which rule.\n"
     "By the policy's section “rights”, with the unit as it is stored. A person decides; nothing is changed.",
     "说明客户可以要求修理、换货还是退货，以及依据。\n依据策略的 rights 一节及已保存的产品档案。由人作出决定，不做任何改动。"},
    {"earlier", run_earlier, true, 1, 1, 0, "TICKET",
     "Lists earlier tickets of the customer and of the unit, and says whether it is the same fault again.\n"
     "By the policy's section “earlier”. show prints the same list, open says that there is one.",
     "列出该客户、该产品的历史工单，并提示是否同一故障再次发生。\n依据策略的 earlier 一节。show 也会显示该清单，open 会提示。"},
    {"authorise", run_authorise, true, 1, ANY, ACT | TAKES(OPT_WORDS), "TICKET [FIELD=VALUE...]",
     "Shows the last quote and records that the customer agrees to it.\n"
     "FIELD is a column of the authorisation, such as person=, kind=; or any field of the action's form:\n"
     "charges/2/accepted=false declines a line. The digest of the quote is put in by itself.",
     "显示最近一次报价并登记客户同意。\nFIELD 为授权记录的列，如 person=、kind=，也可为动作表单的任何字段：\n"
     "charges/2/accepted=false 表示不接受该项。报价摘要自动填入。"},
    {"pay", run_pay, true, 2, ANY, ACT | TAKES(OPT_WORDS), "TICKET AMOUNT [FIELD=VALUE...]",
     "Records a payment and prints what it comes to.\n"
     "AMOUNT is in the policy's currency: 120.50. FIELD is a column of the payment, such as method=, kind=deposit.",
     "登记收款并显示结果。\nAMOUNT 为策略货币的金额：120.50。FIELD 为收款记录的列，如 method=、kind=deposit。"},
    {"unit", run_unit, true, 1, 2, TAKES(OPT_AFTER) | TAKES(OPT_LIMIT), "KEY | put FILE | list [SERIAL]",
     "Shows or stores what is known of a unit: dates, meters, repairs, warranty of its own; or a contract.\n"
     "KEY is its key or serial number. put stores a JSON document (mend/warranty.h) in the revision it names, 0 for a\n"
     "new one.",
     "显示或保存产品档案：日期、计量、维修记录、专属保修；或服务合同。\n"
     "KEY 为其键或序列号。put 按文档中的版本号（新档案为 0）保存一个 JSON 文档（见 mend/warranty.h）。"},
    {"candidates", run_candidates, true, 1, 2, 0, "TICKET [FILE]",
     "Says which department and grade a ticket takes, and who may be sent, the best first.\n"
     "With FILE the people in it: a JSON array, JSON lines, or CSV (docs/dispatch.md); - reads standard input. Without,\n"
     "those of mend-desk staff. What they have to do is counted from the open tickets. Nothing is changed.",
     "说明工单应由哪个部门、哪个等级处理，以及可派的人员，最合适的在前。\n"
     "给出 FILE 则取其中的人员：JSON 数组、JSON 行或 CSV（见 docs/dispatch.md），- 表示标准输入；\n"
     "否则取 mend-desk staff 的人员。在办数量按未关闭的工单统计。不做任何改动。"},
    {"staff", run_staff, true, 0, 2, 0, "[list | add FILE | remove ID]",
     "Keeps the people who can be sent.\n"
     "add reads a JSON array, JSON lines, or CSV, all of it or nothing; who is there already is replaced.",
     "管理可派人员。\nadd 读入 JSON 数组、JSON 行或 CSV，全部成功或全部不入；已有的人员会被替换。"},
    {"sheet", run_sheet, true, 1, 2, TAKES(OPT_HTML), "TICKET|- [SHEET]",
     "Fills a form to be printed or signed.\n"
     "Plain text, or with --html a page for a browser to print. Personal values are masked. Without SHEET it lists "
     "the\n"
     "sheets of the policy; - in place of a ticket gives an empty form to be filled in by hand.",
     "填写供打印或签字的单据。\n输出纯文本，或用 --html 输出可在浏览器中打印的网页。个人信息已脱敏。\n"
     "未给 SHEET 时列出策略中的单据；以 - 代替工单则输出供手工填写的空白单。"},
    {"history", run_history, true, 1, 1, TAKES(OPT_AFTER) | TAKES(OPT_LIMIT) | TAKES(OPT_BRIEF), "TICKET",
     "Shows the events of a ticket: when, who, what.\n--after takes the number of the last event seen.",
     "显示工单历史：时间、人员、内容。\n--after 为已看到的最后一个事件号。"},
    {"tick", run_tick, true, 1, 1, 0, "TICKET", "Does what time has made due on a ticket.", "处理工单上已到期的事项。"},
    {"sweep", run_sweep, true, 0, 0, TAKES(OPT_BATCH) | TAKES(OPT_LOOP) | TAKES(OPT_EVERY), "",
     "Does what time has made due on any ticket.\n"
     "No ticket is touched that is not due. Several sweeps may run at once: each ticket is done once. A ticket that\n"
     "cannot be done is named, and the others are done. With --loop it goes on, waiting until the next one is due.",
     "处理所有工单上已到期的事项。\n未到期的工单不会被触及。可同时运行多个 sweep：每张工单只处理一次。\n"
     "无法处理的工单会列出，其余照常处理。加 --loop 则持续运行，等到下一项到期。"},
    {"outbox", run_outbox, true, 0, 2, TAKES(OPT_AFTER) | TAKES(OPT_LIMIT) | TAKES(OPT_FAILED),
     "[list | sent ID | drain [COMMAND]]",
     "Shows the notices owed to customers and colleagues.\n"
     "sent takes one out that was handed over; with --failed it stays, and the attempt is counted. drain runs COMMAND\n"
     "for each notice, with its JSON on standard input, and takes out what COMMAND ends well for; without COMMAND it\n"
     "prints them all and takes them out.",
     "列出应发给客户与同事的通知。\nsent 表示该通知已送达并移出；加 --failed 则保留并记一次失败。\n"
     "drain 为每条通知运行 COMMAND（标准输入为其 JSON），成功则移出；未给 COMMAND 则全部输出并移出。"},
    {"report", run_report, true, 0, 0,
     TAKES(OPT_FROM) | TAKES(OPT_TO) | TAKES(OPT_BY) | TAKES(OPT_CSV) | TAKES(OPT_HTML), "",
     "Reviews the desk: how fast, how well, which promises were kept, what keeps breaking, where time goes.\n"
     "For people, or with --json for programs, --csv for spreadsheets, --html as a page to print. docs/reports.md\n"
     "defines every figure. Tickets are counted by the day they were opened.",
     "回顾服务情况：速度、质量、时效达标、频发故障、瓶颈。\n默认供人阅读；--json 供程序，--csv 供表格软件，--html "
     "输出可打印的网页。\n各指标的定义见 docs/reports.md。按登记日期统计。"},
    {"generate", run_generate, true, 0, 0, TAKES(OPT_TICKETS) | TAKES(OPT_SEED), "",
     "Fills the desk with made-up tickets of the three months up to now, for demonstrations.\n"
     "They go through the policy's own workflow. The same --seed and --now give the same tickets.",
     "为演示生成截至此刻三个月内的虚构工单。\n按策略自身的流程处理；--seed 与 --now 相同则结果相同。"},
    {"export", run_export, true, 0, 0, TAKES(OPT_PLAIN) | TAKES(OPT_REASON), "",
     "Writes all tickets as JSON lines.\n"
     "Personal values are masked. --plain writes policies, records and events whole: a copy that `import` reads,\n"
     "with a disclosure in the history of every ticket. It holds personal data: keep it safe.",
     "以 JSON 行输出全部工单。\n个人信息已脱敏。--plain 输出策略、记录与事件全文，可供 import 读取；\n"
     "每张工单的历史中会留下披露记录。内含个人信息，请妥善保管。"},
    {"import", run_import, true, 1, 1,
     TAKES(OPT_MAP) | TAKES(OPT_THOSE_THAT_FIT) | TAKES(OPT_DRY_RUN) | TAKES(OPT_REASON), "FILE",
     "Reads what `export --plain` wrote, or with --map open tickets of another system: all or nothing.\nFaults are told by line. With --map FILE holds open tickets of another system, as CSV or JSON\n"
     "(docs/moving.md).",
     "读入 export --plain 的输出，或用 --map 读入其他系统的未结工单：全部成功或全部不入。\n错误按行报告。给出 --map 时文件为 CSV 或 JSON（docs/moving.md）。"},
    {"policy", run_policy, false, 1, ANY,
     TAKES(OPT_POLICY) | TAKES(OPT_MERMAID) | TAKES(OPT_STRICT) | TAKES(OPT_STAGE) | TAKES(OPT_FROM_STATE) |
         TAKES(OPT_ALL) | TAKES(OPT_WRITE) | TAKES(OPT_LOG) | TAKES(OPT_DOOR) | TAKES(OPT_STEPS) | TAKES(OPT_FROM) |
         TAKES(OPT_TO) | TAKES(OPT_LIMIT) | TAKES(OPT_DRY_RUN) | TAKES(OPT_ALL_OPEN) | TAKES(OPT_THOSE_THAT_FIT) | TAKES(OPT_MAP) |
         TAKES(OPT_REASON),
     "check FILE... | show | list | diagram | explain [NAME] | diff A B | try SECTION ROW [FACTS] | text NAME |\n"
     "         add FILE... | whatif FILE... | move FILE TICKET... | move FILE... --all-open | test STORY...",
     "Looks at policies and adds new revisions.\n"
     "check compiles documents and says what is wrong with them or worth a second look (docs/policy-tools.md); with\n"
     "--strict warnings fail as errors do. show tells what the policy in force holds, list which ones the database\n"
     "has, diagram draws the workflow (DOT, or --mermaid; every step an arrow with --all), explain tells a state, an\n"
     "action or a clock in words, try answers one rule (alone it lists the sections), text prints one of the texts.\n"
     "diff says how two policies differ: files, presets, or ID@REVISION of the database; --all with order and labels.\n"
     "add puts a new revision into the database for new tickets; old ones keep theirs. With --policy, show,\n"
     "diagram, explain, try and text look at that instead of the database.\n"
     "whatif tells what the tickets of the database would have come to under a changed policy, move takes tickets to\n"
     "one, all or none unless --those-that-fit (docs/moving.md).\n"
     "test runs stories (docs/scenarios.md) and shows where the policy does something else than what they say; with\n"
     "--write it writes what came of each step into them.",
     "查看策略，加入新版本。\ncheck 检查策略文件，列出错误与值得留意之处（docs/policy-tools.md），--strict 时警告视同错误；\n"
     "show 显示现行策略；list 列出数据库中的策略；diagram 画出流程（DOT 或 --mermaid，--all 时画出全部箭头）；\n"
     "explain 用文字说明状态、动作或时限；try 试算一条规则（单独使用时列出类别）；text 输出一段文本；\n"
     "diff 说明两个策略的差别：文件、内置策略名或数据库中的 标识@版本，--all 含顺序与各语言名称；\n"
     "add 为新工单加入新版本，旧工单沿用原版本。给出 --policy 则查看该策略而非数据库中的。\n"
     "whatif 按改动后的策略重算数据库中的工单并比较；move 将工单转入另一策略，默认要么全部要么不动。\n"
     "test 运行剧本（docs/scenarios.md）并指出与其所写不符之处；--write 将每一步的结果写入剧本。"},
};

#define COMMANDS (sizeof commands / sizeof commands[0])
#define GENERAL                                                                                                        \
    (TAKES(OPT_DB) | TAKES(OPT_STORE) | TAKES(OPT_AS) | TAKES(OPT_GRADE) | TAKES(OPT_LANG) | TAKES(OPT_JSON) | TAKES(OPT_NOW) |           \
     TAKES(OPT_HELP) | TAKES(OPT_VERSION))

/* ---- help ---- */

static void help_options(const app *a, uint64_t which)
{
    for (int i = 0; i < OPT_COUNT; i++) {
        if ((which & TAKES(i)) != 0) {
            char head[64];
            const option_row *row = &option_rows[i];
            snprintf(head, sizeof head, "%s%s%s", row->name, row->operand == NULL ? "" : " ",
                     row->operand == NULL ? "" : row->operand);
            printf("  %-24s  %s\n", head, a->zh ? row->zh : row->en);
        }
    }
}

static void help_general(const app *a)
{
    say(a, stdout, "mend-desk %s: a repair desk on one SQLite file, or on PostgreSQL\n\nUsage: mend-desk [OPTION]... COMMAND ...\n\n",
        "mend-desk %s：用一个 SQLite 文件或 PostgreSQL 运行的维修服务台\n\n用法：mend-desk [选项]... 命令 ...\n\n",
        mend_version_text());
    say(a, stdout, "Commands (mend-desk COMMAND --help tells more):\n", "命令（mend-desk 命令 --help 查看详情）：\n");
    for (size_t i = 0; i < COMMANDS; i++) {
        const char *words = a->zh ? commands[i].zh : commands[i].en;
        printf("  %-10s  %.*s\n", commands[i].name, (int)strcspn(words, "\n"), words);
    }
    say(a, stdout, "\nOptions for every command:\n", "\n通用选项：\n");
    help_options(a, GENERAL);
    say(a, stdout,
        "\nTICKET is a ticket's number or key. Messages go to standard error, everything else to standard output.\n"
        "\nHow it ends: 0 done; 1 refused by the policy; 2 the command line is wrong; 3 not found; 4 trouble with the\n"
        "database (in use, read-only, damaged, disk, server away); 5 the input is wrong; 6 changed by somebody else, or used "
        "before;\n"
        "7 anything else.\n",
        "\nTICKET 为工单编号或键。提示输出到标准错误，其余输出到标准输出。\n"
        "\n退出码：0 完成；1 策略拒绝；2 命令行有误；3 不存在；4 数据库问题（占用、只读、损坏、磁盘、服务器不可用）；5 输入有误；\n"
        "6 已被他人改动或重复使用；7 其他。\n");
}

static void help_command(const app *a, const command *c)
{
    say(a, stdout, "Usage: mend-desk [OPTION]... %s %s\n\n", "用法：mend-desk [选项]... %s %s\n\n", c->name,
        c->operands);
    printf("%s\n", a->zh ? c->zh : c->en);
    if (c->takes != 0) {
        say(a, stdout, "\nOptions:\n", "\n选项：\n");
        help_options(a, c->takes);
    }
    say(a, stdout, "\nOptions for every command: mend-desk --help\n", "\n通用选项见：mend-desk --help\n");
}

/* ---- the command line ---- */

static const command *find_command(const app *a, const char *name)
{
    const char *names[COMMANDS + 1] = {NULL};
    for (size_t i = 0; i < COMMANDS; i++) {
        if (strcmp(commands[i].name, name) == 0) {
            return &commands[i];
        }
        names[i] = commands[i].name;
    }
    const char *guess = options_guess(name, names);
    if (guess != NULL) {
        complain(a, "there is no command %s; did you mean %s?", "没有命令 %s；是否指 %s？", name, guess);
    } else {
        complain(a, "there is no command %s; see mend-desk --help", "没有命令 %s；请看 mend-desk --help", name);
    }
    return NULL;
}

static ending bad_option(const app *a, fault f, const char *culprit)
{
    const char *names[OPT_COUNT + 1] = {NULL};
    for (int i = 0; i < OPT_COUNT; i++) {
        names[i] = option_rows[i].name;
    }
    const char *guess = f == FAULT_UNKNOWN ? options_guess(culprit, names) : NULL;
    if (guess != NULL) {
        complain(a, "%s is no option here; did you mean %s?", "没有选项 %s；是否指 %s？", culprit, guess);
    } else if (f == FAULT_NO_VALUE) {
        complain(a, "%s needs a value", "%s 需要一个值", culprit);
    } else if (f == FAULT_TWICE) {
        complain(a, "%s is given twice", "%s 给出了两次", culprit);
    } else if (f == FAULT_MANY) {
        complain(a, "--policy is given more than %d times", "--policy 给出超过 %d 次", MAX_POLICIES);
    } else if (f == FAULT_MEMORY) {
        return fault_of(a, MEND_NOMEM, NULL);
    } else {
        complain(a, "%s is no option here; see mend-desk --help", "没有选项 %s；请看 mend-desk --help", culprit);
    }
    return END_USAGE;
}

static bool starts(const char *s, const char *with)
{
    return s != NULL && strncmp(s, with, strlen(with)) == 0;
}

/* The language: --lang, else what the locale's variables say. */
static bool settle_language(app *a)
{
    const char *asked = a->opt.value[OPT_LANG], *from[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; asked == NULL && i < sizeof from / sizeof from[0]; i++) {
        const char *value = getenv(from[i]);
        if (value != NULL && value[0] != '\0') {
            a->zh = starts(value, "zh");
            break;
        }
    }
    if (asked != NULL) {
        a->zh = starts(asked, "zh");
    }
    a->lang = a->zh ? "zh-CN" : "en";
    return asked == NULL || a->zh || starts(asked, "en");
}

static const char *given(const app *a, option o, const char *variable, const char *otherwise)
{
    const char *value = a->opt.value[o];
    if (value == NULL) {
        value = getenv(variable);
    }
    return value == NULL || value[0] == '\0' ? otherwise : value;
}

/* Everything the options say about the run, once they are read. */
static ending settle(app *a)
{
    const char *now = a->opt.value[OPT_NOW], *limit = a->opt.value[OPT_LIMIT];
    if (!settle_language(a)) {
        complain(a, "--lang: expected en or zh, found %s", "--lang：应为 en 或 zh，实为 %s", a->opt.value[OPT_LANG]);
        return END_USAGE;
    }
    a->as_json = a->opt.value[OPT_JSON] != NULL;
    a->colours = screen_colours(stdout);
    ending e = shelf_settle(a);
    if (e != END_DONE) {
        return e;
    }
    a->opt.value[OPT_AS] = given(a, OPT_AS, "MEND_DESK_AS", NULL);
    a->now = clock_now();
    if (now != NULL && !clock_read(now, &a->now)) {
        return fault_here(a, MEND_RANGE, "--now: expected an instant such as 2024-03-15T09:30:00+08:00, found %s",
                          "--now：应为如 2024-03-15T09:30:00+08:00 的时刻，实为 %s", now);
    }
    a->limit = 50;
    if (limit != NULL) {
        char *end = NULL;
        a->limit = strtol(limit, &end, 10);
        if (*end != '\0' || a->limit < 1 || a->limit > 1000) {
            return fault_here(a, MEND_RANGE, "--limit: expected a number from 1 to 1000, found %s",
                              "--limit：应为 1 至 1000 的数，实为 %s", limit);
        }
    }
    return END_DONE;
}

static ending check_usage(const app *a, const command *c)
{
    size_t words = a->opt.word_count - 1;
    for (int i = 0; i < OPT_COUNT; i++) {
        if (a->opt.value[i] != NULL && ((GENERAL | c->takes) & TAKES(i)) == 0) {
            complain(a, "%s takes no %s; see mend-desk %s --help", "%s 没有选项 %s；请看 mend-desk %s --help", c->name,
                     option_rows[i].name, c->name);
            return END_USAGE;
        }
    }
    if (words < c->least || words > c->most) {
        complain(a, "usage: mend-desk [OPTION]... %s %s", "用法：mend-desk [选项]... %s %s", c->name, c->operands);
        return END_USAGE;
    }
    return END_DONE;
}

/* The command itself, with what it needs around it. */
static ending run(app *a, const command *c)
{
    mend_status s = text_new(&a->request);
    if (s == MEND_OK) {
        s = mend_buf_new(NULL, &a->reply);
    }
    if (s != MEND_OK) {
        return fault_of(a, s, NULL);
    }
    ending e = c->needs_shop ? shop_open(a) : END_DONE;
    if (e == END_DONE) {
        e = c->run(a);
    }
    shop_close(a);
    return e;
}

static ending dispatch(app *a)
{
    const char *name = a->opt.word_count == 0 ? NULL : a->opt.words[0];
    bool help = a->opt.value[OPT_HELP] != NULL;
    if (a->opt.value[OPT_VERSION] != NULL) {
        printf("mend-desk %s\n", mend_version_text());
        return END_DONE;
    }
    if (name != NULL && strcmp(name, "help") == 0) {
        help = true;
        name = a->opt.word_count > 1 ? a->opt.words[1] : NULL;
    }
    if (name == NULL) {
        if (help) {
            help_general(a);
            return END_DONE;
        }
        complain(a, "which command? See mend-desk --help", "请给出命令；请看 mend-desk --help");
        return END_USAGE;
    }
    const command *c = find_command(a, name);
    if (c == NULL) {
        return END_USAGE;
    }
    if (help) {
        help_command(a, c);
        return END_DONE;
    }
    ending e = check_usage(a, c);
    return e == END_DONE ? run(a, c) : e;
}

int main(int argc, char **argv)
{
    app a;
    const char *culprit = "";
    memset(&a, 0, sizeof a);
    fault f = options_read(&a.opt, argc, argv, &culprit);
    ending e = settle(&a);
    if (f != FAULT_NONE) {
        e = bad_option(&a, f, culprit);
    } else if (e == END_DONE) {
        e = dispatch(&a);
    }
    if (e == END_USAGE && a.opt.value[OPT_JSON] != NULL) { /* whoever asks for JSON gets some, always */
        puts("{\"status\":\"INVALID\",\"error\":{\"text\":\"the command line is wrong; see standard error\"}}");
    }
    text_free(&a.request);
    mend_buf_free(a.reply);
    json_free(&a.answer);
    options_free(&a.opt);
    if (fflush(stdout) != 0 || ferror(stdout) != 0) {
        perror("mend-desk");
        return e == END_DONE ? END_INTERNAL : (int)e;
    }
    return (int)e;
}
