/*
 * reason_list.h - the reason codes once more, one line each: X(NAME without MEND_REASON_, number).
 *
 * The public enum with the meaning and the parameters stands in mend/reason.h. Append the line here as well: a number
 * that differs does not compile, a missing line fails the unit test.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
X(ROLE_MISSING, 1)
X(GRADE_TOO_LOW, 2)
X(STATE_NOT_OPEN, 3)
X(FIELD_MISSING, 4)
X(FIELD_MALFORMED, 5)
X(CHOICE_UNKNOWN, 6)
X(TEXT_TOO_LONG, 7)
X(VALUE_OUT_OF_RANGE, 8)
X(FIELD_NOT_TAKEN, 9)
X(FIELD_UNKNOWN, 10)
X(ROW_UNKNOWN, 11)
X(ROWS_TOO_MANY, 12)
X(EVIDENCE_MISSING, 13)
X(CONDITION_NOT_MET, 14)
X(SAME_PERSON, 15)
X(LOOP_EXHAUSTED, 16)
X(BACKDATED_TOO_FAR, 17)
X(IN_THE_FUTURE, 18)
X(BEFORE_LAST_EVENT, 19)
X(TICKET_TOO_LARGE, 20)
X(TICKET_SEALED, 21)
X(CHECKLIST_OPEN, 22)
X(BAD_CHARACTER, 200)
X(COUNTER_EXHAUSTED, 201)
X(TWO_COUNTERS, 202)
X(CHECK_NOT_LAST, 203)
X(RESET_NOT_IN_PATTERN, 204)
X(BAD_WIDTH, 205)
X(UNKNOWN_TOKEN, 206)
X(NODE_NOT_IN_PATTERN, 207)
X(NOT_RESERVED, 208)
