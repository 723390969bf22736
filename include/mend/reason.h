/*
 * mend/reason.h - the codes that explain a decision.
 *
 * Every refusal, level, coverage and amount comes with reasons. A reason is a stable code with named parameters; the
 * sentence is made from both, in English or Chinese, when somebody asks for it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND_REASON_H
#define MEND_REASON_H

#include "mend/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** @file
 *  Reason codes: why a step was refused, why a document or a number is wrong.
 *  @since 0.1.0, as everything in it unless it says otherwise. */

/** A reason's number. Numbers never change; 0 is "no reason". */
typedef int32_t mend_reason;

enum {
    /* 1-99: why an action is refused */
    MEND_REASON_ROLE_MISSING = 1,       /**< {roles}: the actor has none of them */
    MEND_REASON_GRADE_TOO_LOW = 2,      /**< {grade}: the least one; {have} */
    MEND_REASON_STATE_NOT_OPEN = 3,     /**< {action} is not open in {state}; {offered}: only its `when` fails */
    MEND_REASON_FIELD_MISSING = 4,      /**< {field} must be given */
    MEND_REASON_FIELD_MALFORMED = 5,    /**< {field} is not {expected} */
    MEND_REASON_CHOICE_UNKNOWN = 6,     /**< {field} must be one of {choices} */
    MEND_REASON_TEXT_TOO_LONG = 7,      /**< {field} is longer than {max} bytes */
    MEND_REASON_VALUE_OUT_OF_RANGE = 8, /**< {field} is outside {min} to {max} */
    MEND_REASON_FIELD_NOT_TAKEN = 9,    /**< {action} does not take {field} */
    MEND_REASON_FIELD_UNKNOWN = 10,     /**< there is no {field}; {guess} is a likely meaning */
    MEND_REASON_ROW_UNKNOWN = 11,       /**< {field} names a row the ticket does not have */
    MEND_REASON_ROWS_TOO_MANY = 12,     /**< {field} would have more than {max} rows */
    MEND_REASON_EVIDENCE_MISSING = 13,  /**< {evidence}: {have} of {need} are there */
    MEND_REASON_CONDITION_NOT_MET = 14, /**< {condition} does not hold */
    MEND_REASON_SAME_PERSON = 15,       /**< {actor} did {other} and may not do {action} */
    MEND_REASON_LOOP_EXHAUSTED = 16,    /**< {counter} has been reached {max} times */
    MEND_REASON_BACKDATED_TOO_FAR = 17, /**< the instant given lies more than {max} before now */
    MEND_REASON_IN_THE_FUTURE = 18,     /**< the instant given lies after now */
    MEND_REASON_BEFORE_LAST_EVENT = 19, /**< the instant given lies before the ticket's last event */
    MEND_REASON_TICKET_TOO_LARGE = 20,  /**< the ticket's record would pass {max} bytes */
    MEND_REASON_TICKET_SEALED = 21,     /**< the ticket has been anonymised; {action} could bring personal data back */
    MEND_REASON_CHECKLIST_OPEN = 22,    /**< {item} of the checklist {checklist} has not been ticked */
    MEND_REASON_NOT_NAMED = 23,         /**< {action} belongs to whoever stands in {field}, and that is not {actor} */

    /* 100-119: how urgent, and why */
    MEND_REASON_LEVEL_BY_OVERRIDE = 100,    /**< the override {rule} holds and gives {level}, whatever else is known */
    MEND_REASON_LEVEL_BY_RULE = 101,        /**< {rule} is the first rule that holds, and gives {level} */
    MEND_REASON_LEVEL_BY_MATRIX = 102,      /**< the matrix gives {level} for {row} and {column} */
    MEND_REASON_LEVEL_BY_DEFAULT = 103,     /**< nothing else gives a level, so it is {level} */
    MEND_REASON_LEVEL_RAISED = 104,         /**< {tier} is never less urgent than {level}; without it {was} */
    MEND_REASON_LEVEL_LOWERED = 105,        /**< {tier} is never more urgent than {level}; without it {was} */
    MEND_REASON_RULE_NOT_HELD = 106,        /**< the condition of {rule} does not hold; it fails at {field} */
    MEND_REASON_RULE_AFTER_OVERRIDE = 107,  /**< {rule} holds, but the override {winner} went before */
    MEND_REASON_RULE_AFTER_RULE = 108,      /**< {rule} holds, but {winner} comes earlier */
    MEND_REASON_RULE_LESS_URGENT = 109,     /**< the override {rule} holds; {winner} is more urgent, or earlier */
    MEND_REASON_MATRIX_NOT_ASKED = 110,     /**< {winner} went before the matrix */
    MEND_REASON_MATRIX_NOT_KNOWN = 111,     /**< the matrix needs {field}, which is not known */
    MEND_REASON_TIER_NOT_HELD = 112,        /**< the condition of {tier} does not hold; it fails at {field} */
    MEND_REASON_FLOOR_KEPT = 113,           /**< {tier} holds; the level is as urgent as {level} without it */
    MEND_REASON_CEILING_KEPT = 114,         /**< {tier} holds; the level is no more urgent than {level} without it */
    MEND_REASON_CEILING_PASSED = 115,       /**< {tier} holds, but the override {winner} passes by its {level} */
    MEND_REASON_LEVEL_BELOW_OVERRIDE = 116, /**< {field} must be at least {level}, because {rule} holds */

    /* 200-299: numbers, patterns, check digits */
    MEND_REASON_BAD_CHARACTER = 200,        /**< the algorithm has no such character */
    MEND_REASON_COUNTER_EXHAUSTED = 201,    /**< the counter needs more digits than the series allows */
    MEND_REASON_TWO_COUNTERS = 202,         /**< a pattern holds one {SEQ} */
    MEND_REASON_CHECK_NOT_LAST = 203,       /**< {CHK} must end the pattern */
    MEND_REASON_RESET_NOT_IN_PATTERN = 204, /**< the counter restarts, but the number would not show it and repeat */
    MEND_REASON_BAD_WIDTH = 205,            /**< a width is missing or outside 1 to 18 */
    MEND_REASON_UNKNOWN_TOKEN = 206,        /**< no such token */
    MEND_REASON_NODE_NOT_IN_PATTERN = 207,  /**< several nodes count apart, but the number would not show which */
    MEND_REASON_NOT_RESERVED = 208,         /**< nothing was reserved under that name */
    MEND_REASON_NO_COUNTER = 209,           /**< a pattern needs one {SEQ} */
    MEND_REASON_UNCLOSED_BRACE = 210,       /**< a brace is opened and not closed; {{ is a brace as such */
    MEND_REASON_STRAY_BRACE = 211,          /**< a brace closes what was not opened; }} is a brace as such */
    MEND_REASON_NOT_ASCII = 212,            /**< numbers are made of visible ASCII characters and inner blanks */
    MEND_REASON_UNKNOWN_ALGORITHM = 213,    /**< no such check digit algorithm */
    MEND_REASON_TOKEN_TWICE = 214,          /**< a token that can stand in a pattern once stands there twice */
    MEND_REASON_NO_MATCH = 215,             /**< the text is no number of this series */
    MEND_REASON_AMBIGUOUS = 216,            /**< the text can be read as a number of this series in several ways */
    MEND_REASON_BAD_CHECK_DIGIT = 217,      /**< the check digit does not fit the number */
    MEND_REASON_BAD_DATE = 218,             /**< there is no such date, or its parts contradict each other */
    MEND_REASON_BAD_FIELD = 219,            /**< a field of a number is one of 1 to 16 letters, digits, '_' and '-' */
    MEND_REASON_NODE_MISSING = 220,         /**< the number shows a node, and none was given */
    MEND_REASON_BAD_NODE = 221,             /**< the node does not fit its width */
    MEND_REASON_RANDOM_MISSING = 222,       /**< the number shows random digits, and none were given */
    MEND_REASON_BAD_RANDOM = 223,           /**< random digits must be as many digits as the pattern shows */
    MEND_REASON_EMPTY = 224,                /**< there is nothing to compute a check digit of */
    MEND_REASON_TOO_LONG = 225,             /**< a pattern, or a number made by it, would be too long */
    MEND_REASON_UNKNOWN_SETTING = 226,      /**< a setting of a series has a value that is not known */
    MEND_REASON_BAD_INSTANT = 227,          /**< not an instant such as 2024-03-15T08:00:00Z */
    MEND_REASON_BAD_ZONE = 228,             /**< not a zone such as CST-8, +08:00 or UTC */
    MEND_REASON_UNKNOWN_STYLE = 229,        /**< the mask has no such style */

    /* 240-259: money, fees, bills */
    MEND_REASON_TOO_MANY_DECIMALS = 240,  /**< more decimals than the currency has */
    MEND_REASON_OVERFLOW = 241,           /**< an amount would not fit 64 bits of minor units */
    MEND_REASON_UNKNOWN_CURRENCY = 242,   /**< no currency of ISO 4217, or one that amounts are not kept in */
    MEND_REASON_NEGATIVE_QUANTITY = 243,  /**< a quantity, a time or a distance is below zero */
    MEND_REASON_OUT_OF_AREA = 244,        /**< the place lies outside the area that is served */
    MEND_REASON_NO_WEIGHTS = 245,         /**< there is nothing to share an amount among */
    MEND_REASON_NEGATIVE_WEIGHT = 246,    /**< a share cannot be below zero */
    MEND_REASON_UNKNOWN_ROUNDING = 247,   /**< no such way of rounding */
    MEND_REASON_WRITEOFF_LIMIT = 248,     /**< more is to be written off than may be, or than is due */
    MEND_REASON_DISCOUNT_TOO_LARGE = 249, /**< a discount passes what it is taken from, or is below zero */
    MEND_REASON_UNKNOWN_TAX = 250,        /**< a line names a tax that is not declared */
    MEND_REASON_NEGATIVE_AMOUNT = 251,    /**< an amount that cannot be below zero is */
    MEND_REASON_REFUND_TOO_LARGE = 252,   /**< more is to be given back than was received */

    /* 260-299: warranty: what a term says to a line, and dates */
    MEND_REASON_NOT_STARTED = 260,             /**< the term begins on {start}, after the day in question */
    MEND_REASON_EXPIRED = 261,                 /**< the term ended on {last_day} */
    MEND_REASON_USAGE_EXCEEDED = 262,          /**< more has been used than the term allows: {limit} */
    MEND_REASON_CAUSE_EXCLUDED = 263,          /**< the term does not answer for {cause} */
    MEND_REASON_VISITS_EXHAUSTED = 264,        /**< the claims that the term allows have all been made */
    MEND_REASON_KIND_NOT_COVERED = 265,        /**< the term does not pay for a line of {kind} */
    MEND_REASON_PART_NOT_COVERED = 266,        /**< the term is for other parts than {class} */
    MEND_REASON_PART_EXCLUDED = 267,           /**< the term leaves {class} out */
    MEND_REASON_NOTHING_LEFT = 268,            /**< the terms before it pay for the whole line */
    MEND_REASON_SERIAL_MISMATCH = 269,         /**< the term belongs to the part {serial}, and the line names another */
    MEND_REASON_COVERED = 270,                 /**< {payer} pays all of it */
    MEND_REASON_COVERED_SHARE = 271,           /**< {payer} pays {percent} % of it: {paid} */
    MEND_REASON_COVERED_LESS_DEDUCTIBLE = 272, /**< {payer} pays {paid}; {retained} is the customer's deductible */
    MEND_REASON_DEDUCTIBLE = 273,              /**< all of it, {retained}, is the customer's deductible */
    MEND_REASON_COVERED_TO_CAP = 274,          /**< {payer} pays {paid}, where its cap is reached */
    MEND_REASON_CAP_REACHED = 275,             /**< the cap of the term has been used up */
    MEND_REASON_NO_START_DATE = 276,           /**< none of the dates the term may count from is known */
    MEND_REASON_USAGE_BACKWARDS = 277,         /**< the meter shows less than at the beginning */
    MEND_REASON_BAD_PERIOD = 278,              /**< a period ends before it begins */
    MEND_REASON_BAD_OUTAGE = 279,              /**< an outage ends before it begins */
    MEND_REASON_DATE_OUT_OF_RANGE = 280,       /**< a date would lie outside years 1 to 9999 */
    MEND_REASON_CAUSE_UNKNOWN = 281,           /**< the answer is provisional: the cause has not been found yet */
    MEND_REASON_USAGE_UNKNOWN = 282,           /**< the answer is provisional: the meter has not been read */
    MEND_REASON_OUTAGE_OPEN = 283,             /**< the answer is provisional: the unit is still out of use */
    MEND_REASON_FREE_PERIOD = 284,             /**< the time in which nothing is charged has not ended */
    MEND_REASON_PRO_RATA = 285,                /**< the months used are charged: {used} of {total} */
    MEND_REASON_REPAIR_ONLY = 286,             /**< the term counts from the day of manufacture and gives repair only */
    MEND_REASON_UNIT_EXCHANGED = 287,          /**< the unit was exchanged on {on}; its terms have ended */

    /* 300-349: quotes, and how they stand to what the customer authorised */
    MEND_REASON_PART_NOT_ON_CARD = 300,   /**< the charge card has no price for the part {item} */
    MEND_REASON_WORK_NOT_ON_CARD = 301,   /**< the charge card has no price for the work {item} */
    MEND_REASON_NO_CARD = 302,            /**< no charge card holds on {day} */
    MEND_REASON_CONSENT_NEEDED = 303,     /**< {total} passes {limit}; {authorised} is authorised */
    MEND_REASON_LINE_DECLINED = 304,      /**< the customer has declined the line {line} */
    MEND_REASON_ESTIMATE_EXPIRED = 305,   /**< the estimate held until {last_day} and was authorised later */
    MEND_REASON_NOT_AUTHORISED = 306,     /**< the customer has not authorised any estimate */
    MEND_REASON_QUANTITY_UNKNOWN = 307,   /**< provisional: how much of a part was used is not known */
    MEND_REASON_TIME_UNKNOWN = 308,       /**< provisional: how long a piece of work took is not known */
    MEND_REASON_DISTANCE_UNKNOWN = 309,   /**< provisional: how far the way was is not known */
    MEND_REASON_HOLIDAYS_UNKNOWN = 310,   /**< provisional: holidays that change the price of work are not known */
    MEND_REASON_AMOUNT_MISSING = 311,     /**< a charge entered by hand has neither amount nor price */
    MEND_REASON_TIME_BACKWARDS = 312,     /**< a piece of work ends before it begins */
    MEND_REASON_TIME_TOO_LONG = 313,      /**< a piece of work is too long to be split by calendars */
    MEND_REASON_BY_HAND = 314,            /**< who pays was named by hand: {payer} */
    MEND_REASON_DIAGNOSIS_CREDITED = 315, /**< {paid} of the fee for the diagnosis is credited after a repair */

    /* 350-379: acts that have to do with money or with the unit */
    MEND_REASON_CONSENT_TO_ANOTHER_QUOTE = 350, /**< {field} is not of the last quote, number {estimate} */
    MEND_REASON_QUOTE_EXPIRED = 351,            /**< quote number {estimate} could be authorised until {last_day} */
    MEND_REASON_NEEDS_CONSENT = 352,            /**< {total} is {over} more than was authorised; the limit is {limit} */
    MEND_REASON_UNIT_MISSING = 353,             /**< {action} is not done without the document of the unit */
    MEND_REASON_NOTHING_QUOTED = 354,           /**< {action} authorises a quote, and there is none */
    MEND_REASON_NOTHING_ACCEPTED = 355,         /**< every line of the quote has been declined */
    MEND_REASON_QUOTED_LINE_FIXED = 356,        /**< {field} belongs to a quote, which stays as it was made */
    MEND_REASON_UNIT_OTHER = 357,               /**< the document is that of the unit {have}, not of {serial} */
    MEND_REASON_UNIT_FULL = 358,                /**< the document of the unit {unit} has no room for more */
    MEND_REASON_OVERPAYMENT = 359,              /**< {field} is {surplus} more than the {open} that is open */
    MEND_REASON_FEE_OPEN = 360,                 /**< {open} of the fee of {total} is open; {paid} has been paid */
    MEND_REASON_SURPLUS_OPEN = 361,             /**< {surplus} too much has been paid and was not given back */

    /* 380-399: another policy, or a ticket from elsewhere */
    MEND_REASON_STATE_UNKNOWN = 380,      /**< the policy has no state {state} */
    MEND_REASON_FIELD_NOT_DECLARED = 381, /**< the policy does not have {field}, and the ticket has a value in it */
    MEND_REASON_FIELD_DECLARED_OTHERWISE = 382, /**< {field} is {have} in the ticket and {value} in the policy */
    MEND_REASON_VALUE_UNKNOWN = 383,        /**< {field} has the value {value}, which is none of the policy's choices */
    MEND_REASON_CURRENCY_DIFFERS = 384,     /**< the ticket has amounts in {have}, and the policy's are in {currency} */
    MEND_REASON_CLOCK_UNKNOWN = 385,        /**< {clock} is under way, and the policy has no such clock */
    MEND_REASON_CLOCK_KIND_DIFFERS = 386,   /**< {clock} is under way, and the policy's is of another kind */
    MEND_REASON_CLOCK_TWICE = 387,          /**< {clock} and another clock would become one */
    MEND_REASON_CLOCK_WITHOUT_TARGET = 388, /**< none of the targets of {clock} applies */
    MEND_REASON_CLOCK_BEYOND = 389,         /**< {clock} would be due beyond what its calendar can count */
    MEND_REASON_CLOCK_TIMES_WRONG = 390,    /**< the times given for {clock} contradict each other or lie ahead */
    MEND_REASON_ACTION_UNKNOWN = 391,       /**< the policy has no action {action} */
    MEND_REASON_LEVEL_KEPT = 392,           /**< {field} is as it was: it cannot be judged anew */

    /* 400-449: dispatch: what a ticket needs, and how candidates stand to that */
    MEND_REASON_DEPARTMENT_BY_ROUTE = 400,        /**< {route} sends it to {department} */
    MEND_REASON_DEPARTMENT_STAYS = 401,           /**< it is handed over within {department} */
    MEND_REASON_NO_ROUTE = 402,                   /**< no route says which department it goes to */
    MEND_REASON_GRADE_BY_ROUTE = 403,             /**< {route} asks for {grade} at least */
    MEND_REASON_GRADE_BY_HAND = 404,              /**< {grade} at least, as {actor} has said */
    MEND_REASON_LEAD_BY_ROUTE = 405,              /**< {roles} may take it whatever grade and department */
    MEND_REASON_ROLES_BY_ROUTE = 406,             /**< {route} asks for one of {roles} */
    MEND_REASON_SKILL_BY_ROUTE = 407,             /**< {route} asks for the skill {skill} */
    MEND_REASON_SKILL_BY_TICKET = 408,            /**< the ticket asks for the skill {skill} */
    MEND_REASON_ROUTE_NOT_HELD = 409,             /**< {route} does not hold, because of {field} */
    MEND_REASON_ROUTE_NOT_NEEDED = 410,           /**< {route} holds, but others have said all that it says */
    MEND_REASON_NOBODY_FITS = 411,                /**< none of {count} candidates may take it */
    MEND_REASON_CANDIDATE_OTHER_DEPARTMENT = 412, /**< belongs to {home}, not to {departments} */
    MEND_REASON_CANDIDATE_GRADE_LOW = 413,        /**< has {have}, and {grade} is needed, or one of {roles} */
    MEND_REASON_CANDIDATE_SKILL_MISSING = 414,    /**< lacks the skill {skill} */
    MEND_REASON_CANDIDATE_OUT_OF_REGION = 415,    /**< does not serve {region} */
    MEND_REASON_CANDIDATE_LANGUAGE = 416,         /**< does not speak {language} */
    MEND_REASON_CANDIDATE_ROLE_MISSING = 417,     /**< has none of {roles} */
    MEND_REASON_CANDIDATE_FULL = 418,             /**< has {load} to do, and the limit is {limit} */
    MEND_REASON_CANDIDATE_ABSENT = 419,           /**< is absent */
    MEND_REASON_CANDIDATE_NOT_YET = 420,          /**< is not available before {from} */
    MEND_REASON_CANDIDATE_NO_LONGER = 421,        /**< is no longer available from {until} on */
    MEND_REASON_CANDIDATE_DECLINED = 422,         /**< has declined this ticket already */
    MEND_REASON_CANDIDATE_REFUSED = 423,          /**< the customer does not want this person */
    MEND_REASON_CANDIDATE_HAS_IT = 424,           /**< has the ticket now; it is to be handed over */
    MEND_REASON_AHEAD_DEPARTMENT = 430,           /**< before {next}: nearer to {department} */
    MEND_REASON_AHEAD_WORKED = 431,               /**< before {next}: has worked on this ticket before */
    MEND_REASON_AHEAD_KNOWS = 432,                /**< before {next}: knows {field} */
    MEND_REASON_AHEAD_REGION = 433,               /**< before {next}: serves {region} */
    MEND_REASON_AHEAD_SKILL = 434,                /**< before {next}: lacks fewer skills */
    MEND_REASON_AHEAD_LANGUAGE = 435,             /**< before {next}: speaks {language} */
    MEND_REASON_AHEAD_LOAD = 436,                 /**< before {next}: {load} to do, not {more} */
    MEND_REASON_AHEAD_GRADE = 437,                /**< before {next}: the grade is nearer to what is needed */
    MEND_REASON_AHEAD_TURN = 438,                 /**< before {next}: was sent longer ago */
    MEND_REASON_AHEAD_ID = 439,                   /**< before {next}: equal in everything, by id */
    MEND_REASON_OTHER_DEPARTMENT = 440,           /**< {field}: {route} sends it to one of {departments} */
    MEND_REASON_OVERRULE_NEEDS_REASON = 441,      /**< {field} is not as the routes have it: a reason is needed */
    MEND_REASON_GRADE_BELOW_ROUTE = 442,          /**< {field} must be {grade} at least, because of {route} */
    MEND_REASON_ASSIGNEE_GRADE_LOW = 443,         /**< {field} is {have}, and {grade} is needed */
    MEND_REASON_REGIME_NOT_HELD = 450,            /**< the ticket does not go by {regime}; it fails at {field} */
    MEND_REASON_RIGHTS_FACT_UNKNOWN = 451,        /**< {fact} is not known, and a right may depend on it */
    MEND_REASON_RIGHTS_FIGURE_OPEN = 452,         /**< the regime leaves {figure} open, and a right may depend on it */
    MEND_REASON_SAME_AS_BEFORE = 460              /**< {file}: as in {number}, {days} days before */
};

/** The name of a code, without its prefix. Any thread.
 *  @param reason  any number
 *  @return such as "FIELD_MISSING"; "?" for an unknown number. Static text. */
MEND_API const char *mend_reason_name(mend_reason reason);

/** The code of a name as mend_reason_name() gives it. Any thread.
 *  @param name  the name
 *  @param len   its length or MEND_NTS
 *  @param out   receives the code
 *  @return MEND_OK, MEND_NOT_FOUND, MEND_INVALID. */
MEND_API mend_status mend_reason_of(const char *name, size_t len, mend_reason *out);

#ifdef __cplusplus
}
#endif

#endif
