/*
 * finding_list.h - what can be found in a policy: X(code, weight, English, Chinese).
 *
 * The code is what replies and docs/policy-tools.md call it and never changes its meaning. ERROR: the policy cannot work
 * and is refused when it is loaded. WARNING: it works, and hardly as it was meant. NOTE: something serves nothing. {name}
 * and {other} stand for parameters. An error whose English is NULL says it in words of its own.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
X(UNREADABLE, ERROR, NULL, "策略文件无法按格式读取")
X(NO_STATES, ERROR, NULL, "策略至少需要一个状态")
X(NO_OPENING, ERROR, NULL, "没有任何动作可以新建工单")
X(STATE_UNREACHABLE, ERROR, NULL, "状态“{name}”无法到达")
X(STATE_STUCK, ERROR, NULL, "状态“{name}”没有后续动作，且不属于closed阶段")
X(STATE_NEVER_CLOSES, ERROR, NULL, "从状态“{name}”无法到达closed阶段的任何状态")
X(SERIES_FIELD, ERROR, NULL, "编号规则“{name}”使用的字段不存在或不能公开显示")
X(ACTION_NO_START, ERROR, NULL, "动作“{name}”没有可以开始的状态")
X(ACTION_FORM, ERROR, NULL, "动作“{name}”的表单与其类别不符")
X(LEVEL_NOT_JUDGED, ERROR, NULL, "动作“{name}”写入判定级别，但策略没有triage部分")
X(EVIDENCE_IMPOSSIBLE, ERROR, NULL, "动作“{name}”要求的凭证没有任何表单可以提交")
X(NUMBER_FIELD_MISSING, ERROR, NULL, "动作“{name}”生成的编号所含的字段未列为必填")
X(CLOCK_TRIGGER_NEVER, ERROR, NULL, "时限“{name}”的开始、停止、取消或应答条件在任何动作之后都不成立")
X(LEVEL_WITHOUT_TARGET, ERROR, NULL, "时限“{name}”按级别设定目标，但有级别没有目标")
X(ACTION_FEES, ERROR, NULL, "动作“{name}”的费用设置与fees部分或其表单不符")
X(ACTION_UNIT, ERROR, NULL, "动作“{name}”对机器档案的写入与warranty、fees部分或其表单不符")
X(ACTION_DISPATCH, ERROR, NULL, "动作“{name}”按派工规则派工，但策略没有dispatch部分，或未设原因说明")
X(ACTION_NEVER_OPEN, WARNING, "nobody may ever take \"{name}\": its \"when\" holds in no state it starts from",
  "动作“{name}”永远不会开放：其when条件在可开始的状态下都不成立")
X(ACTION_NOBODY, WARNING,
  "nobody may take \"{name}\": who stands in \"{other}\" is asked for and ruled out at once",
  "动作“{name}”无人可做：既要求是“{other}”中的人，又排除“{other}”中的人")
X(CONDITION_NEVER, WARNING, "\"{name}\" is always refused: its condition \"{other}\" never holds",
  "动作“{name}”总会被拒绝：其条件“{other}”永远不成立")
X(LOOP_STUCK, WARNING,
  "when the loops are used up nothing leads on from the state \"{name}\": every step is a counted one",
  "循环次数用尽后状态“{name}”没有出路：所有后续动作都受次数限制")
X(LOOP_NOT_COUNTED, WARNING, "\"{name}\" leads from \"{from}\" to \"{to}\" as \"{other}\" does, which is counted, and is not",
  "动作“{name}”与受次数限制的“{other}”同样从“{from}”到“{to}”，却不计次数")
X(COUNTER_UNLIMITED, WARNING, "no action counts \"{name}\", so nothing is limited by it",
  "没有动作使用计数“{name}”，因此没有任何循环受其限制")
X(CLOCK_OUT_OF_REACH, WARNING,
  "nothing that may be done once the clock \"{name}\" runs can stop or cancel it",
  "时限“{name}”开始后，没有可做的动作能将其停止或取消")
X(CLOCK_RUNS_ON, WARNING, "the clock \"{name}\" may still run when the ticket stands in \"{state}\", which is closed",
  "工单处于已关闭的状态“{state}”时，时限“{name}”可能仍在计时")
X(TARGET_SHADOWED, WARNING, "the target \"{other}\" of \"{name}\" never applies: \"{before}\" stands before it and always does",
  "时限“{name}”的目标“{other}”永远不会采用：其前的“{before}”总是适用")
X(TARGET_ABOVE, WARNING,
  "{level}: \"{name}\" is allowed more time than \"{other}\", which cannot end before it",
  "{level}：“{name}”的时限长于“{other}”，而后者不可能先于前者结束")
X(CALENDAR_OVERLAP, WARNING, "windows of the calendar \"{name}\" overlap; what is in both counts once",
  "日历“{name}”中有时间段重叠；重叠部分只计一次")
X(CALENDAR_DOUBLE, WARNING, "dates of the calendar \"{name}\" are holiday and exception at once; the exception counts",
  "日历“{name}”中有日期既是假日又是例外；按例外计算")
X(CALENDAR_ENDED, WARNING, "the holidays of the calendar \"{name}\" were known until {day}; deadlines are provisional",
  "日历“{name}”的节假日只到{day}，已过期；时限均为暂定")
X(CALENDAR_ENDS_SOON, WARNING, "the holidays of the calendar \"{name}\" are known until {day}, less than 90 days ahead",
  "日历“{name}”的节假日只到{day}，不足90天")
X(CALENDAR_SHUT, WARNING, "the calendar \"{name}\" does not open in the next 30 days", "日历“{name}”未来30天内没有营业时间")
X(CARD_NONE, WARNING, "no charge card holds on {day}", "{day}没有适用的收费标准卡")
X(CARD_ENDS_SOON, WARNING, "the charge cards end on {day}, less than 90 days ahead", "收费标准卡只到{day}，不足90天")
X(NUMBER_RUNS_OUT, WARNING,
  "the series \"{name}\" has numbers for {count} tickets in all and then refuses to make more",
  "编号规则“{name}”总共只够{count}张工单，用尽后将拒绝编号")
X(LABEL_MISSING, WARNING, "\"{name}\" has no label; people are shown the name", "“{name}”没有名称（label），界面将直接显示其标识")
X(TRANSLATION_MISSING, WARNING, "there is no text in {lang}, which the policy speaks elsewhere",
  "缺少{lang}文本，而策略的其他部分提供该语言")
X(ROLE_UNUSED, NOTE, "nothing is said about the role \"{name}\"", "角色“{name}”未被使用")
X(GRADE_UNUSED, NOTE, "no action asks for the grade \"{name}\"", "没有动作要求等级“{name}”")
X(TEXT_UNUSED, NOTE, "nothing uses the text \"{name}\"", "文本“{name}”未被使用")
X(CHOICES_UNUSED, NOTE, "no form takes a field with the choices \"{name}\"", "没有表单使用选项集“{name}”")
X(FIELD_UNUSED, NOTE, "nothing takes or shows the field \"{name}\"", "字段“{name}”未被使用")
X(SERIES_UNUSED, NOTE, "no action draws from the series \"{name}\"", "没有动作使用编号规则“{name}”")
X(CALENDAR_UNUSED, NOTE, "nothing counts by the calendar \"{name}\"", "日历“{name}”未被使用")
X(NAME_NEAR, NOTE, "\"{name}\" is new, and nearly \"{other}\", which is there already; was that meant?",
  "“{name}”是新名称，与已有的“{other}”相近；是否指后者？")
