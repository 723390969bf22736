/*
 * text_list.h - the sentences of the reasons: X(NAME without MEND_REASON_, English, Chinese).
 *
 * A reason with several lines takes the first whose parameters are all there, so the last line has none or those that
 * are always there. A reason without a line fails the unit test.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
/* clang-format off */
X(ROLE_MISSING, "“{action}” is done by: {roles}.", "“{action}”须由以下角色办理：{roles}。")
X(ROLE_MISSING, "One of these roles is needed: {roles}.", "须由以下角色办理：{roles}。")
X(ROLE_MISSING, "The role for this is missing.", "没有办理此事的角色。")
X(GRADE_TOO_LOW, "The grade “{grade}” or a higher one is needed; “{have}” is not enough.",
  "需要“{grade}”及以上级别，“{have}”不够。")
X(GRADE_TOO_LOW, "The grade “{grade}” or a higher one is needed.", "需要“{grade}”及以上级别。")
X(GRADE_TOO_LOW, "A higher grade is needed.", "级别不够。")
X(STATE_NOT_OPEN, "“{action}” cannot be done while the ticket stands at “{state}”.",
  "工单处于“{state}”时不能办理“{action}”。")
X(STATE_NOT_OPEN, "“{action}” cannot be done before the ticket has been opened.", "工单尚未建立，不能办理“{action}”。")
X(STATE_NOT_OPEN, "This cannot be done now.", "现在不能办理。")
X(FIELD_MISSING, "Rows are missing in “{field}”; there must be {rows} at least.", "“{field}”至少要有{rows}行。")
X(FIELD_MISSING, "“{field}” is missing.", "缺少“{field}”。")
X(FIELD_MISSING, "A field is missing.", "缺少必填内容。")
X(FIELD_MALFORMED, "“{field}” must be {expected}.", "“{field}”应为{expected}。")
X(FIELD_MALFORMED, "“{field}” is malformed.", "“{field}”的内容格式不对。")
X(FIELD_MALFORMED, "A field is malformed.", "内容格式不对。")
X(CHOICE_UNKNOWN, "“{field}” must be one of: {choices}.", "“{field}”只能是以下之一：{choices}。")
X(CHOICE_UNKNOWN, "“{field}” has no such choice.", "“{field}”没有这个选项。")
X(CHOICE_UNKNOWN, "There is no such choice.", "没有这个选项。")
X(TEXT_TOO_LONG, "“{field}” is longer than {max} bytes.", "“{field}”超过{max}字节。")
X(TEXT_TOO_LONG, "The text is too long.", "文字过长。")
X(VALUE_OUT_OF_RANGE, "“{field}” must be from {min} to {max}.", "“{field}”须在{min}到{max}之间。")
X(VALUE_OUT_OF_RANGE, "“{field}” must be {min} at least.", "“{field}”不得小于{min}。")
X(VALUE_OUT_OF_RANGE, "“{field}” must be {max} at most.", "“{field}”不得大于{max}。")
X(VALUE_OUT_OF_RANGE, "A value is out of range.", "数值超出范围。")
X(FIELD_NOT_TAKEN, "“{action}” does not take “{field}”.", "“{action}”不接受“{field}”。")
X(FIELD_NOT_TAKEN, "“{field}” is not taken here.", "此处不接受“{field}”。")
X(FIELD_NOT_TAKEN, "A field is not taken here.", "此处不接受该字段。")
X(FIELD_UNKNOWN, "There is no field “{field}”; did you mean “{guess}”?", "没有“{field}”这个字段，是否指“{guess}”？")
X(FIELD_UNKNOWN, "There is no field “{field}”.", "没有“{field}”这个字段。")
X(FIELD_UNKNOWN, "There is no such field.", "没有这个字段。")
X(ROW_UNKNOWN, "“{field}” is in a row that the ticket does not have.", "“{field}”所在的行不存在。")
X(ROW_UNKNOWN, "The ticket has no such row.", "工单没有这一行。")
X(ROWS_TOO_MANY, "“{field}” would have more than {max} rows.", "“{field}”不得超过{max}行。")
X(ROWS_TOO_MANY, "There would be too many rows.", "行数过多。")
X(EVIDENCE_MISSING, "“{evidence}” is missing: {need} needed, {have} attached.",
  "缺少“{evidence}”：需要{need}份，已有{have}份。")
X(EVIDENCE_MISSING, "Evidence is missing.", "缺少凭证附件。")
X(CONDITION_NOT_MET, "This is refused, because it does not hold that {condition}.", "不能办理，未满足条件：{condition}。")
X(CONDITION_NOT_MET, "This is refused, because a condition does not hold.", "不能办理，有条件未满足。")
X(SAME_PERSON, "{actor} did “{other}” and may not do “{action}”.", "{actor}办理过“{other}”，不能再办理“{action}”。")
X(SAME_PERSON, "{actor} is named in “{field}” and may not do “{action}”.",
  "{actor}已登记在“{field}”中，不能办理“{action}”。")
X(SAME_PERSON, "Somebody else has to do this.", "须由其他人办理。")
X(NOT_NAMED, "“{action}” is for whoever stands in “{field}”, and that is not {actor}.",
  "“{action}”须由“{field}”中登记的人办理，{actor}不是。")
X(NOT_NAMED, "This is for somebody else to do.", "须由指定的人办理。")
X(LOOP_EXHAUSTED, "“{counter}” has reached its limit of {max}.", "“{counter}”已达到上限{max}次。")
X(LOOP_EXHAUSTED, "This has been done as often as it may be.", "次数已达到上限。")
X(BACKDATED_TOO_FAR, "The time given lies more than {max} before now.", "所填时间早于现在超过{max}。")
X(BACKDATED_TOO_FAR, "The time given lies before now, and this has to be entered at once.",
  "所填时间早于现在，此操作须即时登记。")
X(IN_THE_FUTURE, "The time given lies in the future.", "所填时间晚于现在。")
X(BEFORE_LAST_EVENT, "The time given lies before what the ticket already records.", "所填时间早于工单已记录的事项。")
X(TICKET_TOO_LARGE, "The ticket would become larger than {max} bytes.", "工单内容将超过{max}字节。")
X(TICKET_TOO_LARGE, "The ticket would become too large.", "工单内容过多。")
X(TICKET_SEALED, "The ticket has been anonymised, and “{action}” could bring personal data back.",
  "工单已匿名化，“{action}”可能重新带入个人信息。")
X(TICKET_SEALED, "The ticket has been anonymised.", "工单已匿名化。")
X(CHECKLIST_OPEN, "“{item}” has not been ticked on the checklist of “{checklist}”.",
  "“{checklist}”的检查项“{item}”尚未勾选。")
X(CHECKLIST_OPEN, "An item of the checklist has not been ticked.", "有检查项尚未勾选。")

X(BAD_CHARACTER, "The check digit algorithm does not know this character.", "校验码算法不支持该字符。")
X(COUNTER_EXHAUSTED, "The counter of the number series has no number left.", "编号计数已用完。")
X(TWO_COUNTERS, "A pattern holds {SEQ} once only.", "编号格式中只能有一个{SEQ}。")
X(CHECK_NOT_LAST, "{CHK} must stand at the end of the pattern.", "{CHK}必须位于编号格式的末尾。")
X(RESET_NOT_IN_PATTERN, "The counter restarts, but the number would not show it and would come twice.",
  "计数会重新开始，但编号格式中没有对应的日期，编号会重复。")
X(BAD_WIDTH, "A width is missing or not from 1 to 18.", "缺少位数，或位数不在1到18之间。")
X(UNKNOWN_TOKEN, "The pattern has a token that does not exist.", "编号格式中有未知的占位符。")
X(NODE_NOT_IN_PATTERN, "Several nodes count apart, but the number would not show which.",
  "多个节点分别计数，但编号格式中没有节点号。")
X(NOT_RESERVED, "Nothing has been reserved under that name.", "没有以该名称预留的编号。")
X(NO_COUNTER, "A pattern needs one {SEQ}.", "编号格式中必须有一个{SEQ}。")
X(UNCLOSED_BRACE, "A brace is opened and not closed.", "花括号没有闭合。")
X(STRAY_BRACE, "A brace closes what was not opened.", "有多余的右花括号。")
X(NOT_ASCII, "Numbers are made of visible ASCII characters and inner blanks.", "编号只能包含可见的ASCII字符和中间的空格。")
X(UNKNOWN_ALGORITHM, "There is no such check digit algorithm.", "没有这种校验码算法。")
X(TOKEN_TWICE, "A token that can stand in a pattern once stands there twice.", "编号格式中有占位符重复。")
X(NO_MATCH, "This is no number of the series.", "这不是该编号规则的编号。")
X(AMBIGUOUS, "The number can be read in several ways.", "该编号有多种读法。")
X(BAD_CHECK_DIGIT, "The check digit does not fit the number.", "校验码不符。")
X(BAD_DATE, "There is no such date.", "日期不存在。")
X(BAD_FIELD, "A field of a number is one of 1 to 16 letters, digits, '_' and '-'.",
  "编号中的字段应为1到16个字母、数字、“_”或“-”。")
X(NODE_MISSING, "The number shows a node, and none was given.", "编号包含节点号，但没有给出。")
X(BAD_NODE, "The node does not fit its width.", "节点号超出位数。")
X(RANDOM_MISSING, "The number shows random digits, and none were given.", "编号包含随机数字，但没有给出。")
X(BAD_RANDOM, "The random digits must be as many digits as the pattern shows.", "随机数字的位数须与编号格式一致。")
X(EMPTY, "There is nothing to compute a check digit of.", "没有可计算校验码的内容。")
X(TOO_LONG, "The pattern, or a number made by it, would be too long.", "编号格式或编号过长。")
X(UNKNOWN_SETTING, "A setting of the series has a value that is not known.", "编号规则的设置值无效。")
X(BAD_INSTANT, "This is no instant such as 2024-03-15T08:00:00Z.", "不是有效的时间，例如2024-03-15T08:00:00Z。")
X(BAD_ZONE, "This is no zone such as CST-8, +08:00 or UTC.", "不是有效的时区，例如CST-8、+08:00或UTC。")
X(UNKNOWN_STYLE, "The mask has no such style.", "没有这种脱敏样式。")
