"""Generated from the public headers by make_abi.py; do not edit."""
# fmt: off

from ctypes import CFUNCTYPE, POINTER, Structure
from ctypes import (c_char, c_char_p, c_int32, c_int64, c_size_t, c_ubyte, c_uint32, c_void_p)

MEND_OK = 0
MEND_NOMEM = -1
MEND_INVALID = -2
MEND_MISUSE = -3
MEND_LIMIT = -4
MEND_RANGE = -5
MEND_UTF8 = -6
MEND_SYNTAX = -7
MEND_DUPLICATE_KEY = -8
MEND_SCHEMA = -9
MEND_NOT_FOUND = -10
MEND_UNSUPPORTED = -11
MEND_CORRUPT = -12
MEND_INTERNAL = -13
MEND_SHORT_BUFFER = -14
MEND_POLICY_MISMATCH = -15
MEND_KEY_REUSED = -16
MEND_UNKNOWN_ACTION = -17
MEND_UNKNOWN_FIELD = -18
MEND_STALE = -19
MEND_MORE = -20
MEND_CONFLICT = -30
MEND_DUPLICATE = -31
MEND_EXISTS = -32
MEND_BUSY = -33
MEND_IO = -34
MEND_UNKNOWN = -35
MEND_DENIED = -36
MEND_FULL = -37
MEND_EXHAUSTED = -38
MEND_REFUSED = -100
MEND_WRONG_ROLE = -101
MEND_WRONG_STATE = -102
MEND_INCOMPLETE = -103
MEND_CONDITION = -104
MEND_SEPARATION = -105
MEND_LOOP_LIMIT = -106
MEND_CALENDAR_PROVISIONAL = 1
MEND_DAYS_CLOSING = 1
MEND_DAYS_SAME_TIME = 2
MEND_CALENDAR_PLAIN = 0
MEND_CALENDAR_HOLIDAY = 1
MEND_CALENDAR_EXCEPTION = 2
MEND_MASK_NONE = 0
MEND_MASK_NAME = 1
MEND_MASK_PHONE = 2
MEND_MASK_EMAIL = 3
MEND_MASK_ADDRESS = 4
MEND_MASK_ID = 5
MEND_MASK_FREE = 6
MEND_MASK_SECRET = 7
MEND_MASK_STYLE_DEFAULT = 0
MEND_MASK_STYLE_FIRST = 1
MEND_MASK_STYLE_LAST = 2
MEND_MASK_STYLE_ENDS = 3
MEND_MASK_STYLE_LENGTH = 4
MEND_ROUND_HALF_UP = 0
MEND_ROUND_HALF_EVEN = 1
MEND_ROUND_HALF_DOWN = 2
MEND_ROUND_HALF_CEIL = 3
MEND_ROUND_UP = 4
MEND_ROUND_DOWN = 5
MEND_ROUND_FLOOR = 6
MEND_ROUND_CEIL = 7
MEND_CHECK_LUHN = 1
MEND_CHECK_DAMM = 2
MEND_CHECK_VERHOEFF = 3
MEND_CHECK_MOD11_10 = 4
MEND_CHECK_MOD11_2 = 5
MEND_CHECK_MOD37_36 = 6
MEND_CHECK_MOD37_2 = 7
MEND_CHECK_MOD97_10 = 8
MEND_CHECK_ZAMMAD = 9
MEND_CHECK_ZNUNY = 10
MEND_KIND_STATE = 1
MEND_KIND_ACTION = 2
MEND_KIND_ROLE = 3
MEND_KIND_GRADE = 4
MEND_KIND_FIELD = 5
MEND_KIND_SERIES = 6
MEND_KIND_TEXT = 7
MEND_KIND_CHOICE = 8
MEND_KIND_CLOCK = 9
MEND_KIND_CALENDAR = 10
MEND_KIND_SHEET = 11
MEND_QUOTE_ESTIMATE = 1
MEND_QUOTE_FINAL = 2
MEND_QUOTE_DECLINED = 3
MEND_QUOTE_LACKS_CAUSE = 1
MEND_QUOTE_LACKS_USAGE = 2
MEND_QUOTE_LACKS_RETURN = 4
MEND_QUOTE_LACKS_QUANTITY = 8
MEND_QUOTE_LACKS_TIME = 16
MEND_QUOTE_LACKS_DISTANCE = 32
MEND_QUOTE_LACKS_HOLIDAYS = 64
MEND_QUOTE_COVERED = 0
MEND_QUOTE_PARTIAL = 1
MEND_QUOTE_CHARGED = 2
MEND_REASON_ROLE_MISSING = 1
MEND_REASON_GRADE_TOO_LOW = 2
MEND_REASON_STATE_NOT_OPEN = 3
MEND_REASON_FIELD_MISSING = 4
MEND_REASON_FIELD_MALFORMED = 5
MEND_REASON_CHOICE_UNKNOWN = 6
MEND_REASON_TEXT_TOO_LONG = 7
MEND_REASON_VALUE_OUT_OF_RANGE = 8
MEND_REASON_FIELD_NOT_TAKEN = 9
MEND_REASON_FIELD_UNKNOWN = 10
MEND_REASON_ROW_UNKNOWN = 11
MEND_REASON_ROWS_TOO_MANY = 12
MEND_REASON_EVIDENCE_MISSING = 13
MEND_REASON_CONDITION_NOT_MET = 14
MEND_REASON_SAME_PERSON = 15
MEND_REASON_LOOP_EXHAUSTED = 16
MEND_REASON_BACKDATED_TOO_FAR = 17
MEND_REASON_IN_THE_FUTURE = 18
MEND_REASON_BEFORE_LAST_EVENT = 19
MEND_REASON_TICKET_TOO_LARGE = 20
MEND_REASON_TICKET_SEALED = 21
MEND_REASON_CHECKLIST_OPEN = 22
MEND_REASON_NOT_NAMED = 23
MEND_REASON_LEVEL_BY_OVERRIDE = 100
MEND_REASON_LEVEL_BY_RULE = 101
MEND_REASON_LEVEL_BY_MATRIX = 102
MEND_REASON_LEVEL_BY_DEFAULT = 103
MEND_REASON_LEVEL_RAISED = 104
MEND_REASON_LEVEL_LOWERED = 105
MEND_REASON_RULE_NOT_HELD = 106
MEND_REASON_RULE_AFTER_OVERRIDE = 107
MEND_REASON_RULE_AFTER_RULE = 108
MEND_REASON_RULE_LESS_URGENT = 109
MEND_REASON_MATRIX_NOT_ASKED = 110
MEND_REASON_MATRIX_NOT_KNOWN = 111
MEND_REASON_TIER_NOT_HELD = 112
MEND_REASON_FLOOR_KEPT = 113
MEND_REASON_CEILING_KEPT = 114
MEND_REASON_CEILING_PASSED = 115
MEND_REASON_LEVEL_BELOW_OVERRIDE = 116
MEND_REASON_BAD_CHARACTER = 200
MEND_REASON_COUNTER_EXHAUSTED = 201
MEND_REASON_TWO_COUNTERS = 202
MEND_REASON_CHECK_NOT_LAST = 203
MEND_REASON_RESET_NOT_IN_PATTERN = 204
MEND_REASON_BAD_WIDTH = 205
MEND_REASON_UNKNOWN_TOKEN = 206
MEND_REASON_NODE_NOT_IN_PATTERN = 207
MEND_REASON_NOT_RESERVED = 208
MEND_REASON_NO_COUNTER = 209
MEND_REASON_UNCLOSED_BRACE = 210
MEND_REASON_STRAY_BRACE = 211
MEND_REASON_NOT_ASCII = 212
MEND_REASON_UNKNOWN_ALGORITHM = 213
MEND_REASON_TOKEN_TWICE = 214
MEND_REASON_NO_MATCH = 215
MEND_REASON_AMBIGUOUS = 216
MEND_REASON_BAD_CHECK_DIGIT = 217
MEND_REASON_BAD_DATE = 218
MEND_REASON_BAD_FIELD = 219
MEND_REASON_NODE_MISSING = 220
MEND_REASON_BAD_NODE = 221
MEND_REASON_RANDOM_MISSING = 222
MEND_REASON_BAD_RANDOM = 223
MEND_REASON_EMPTY = 224
MEND_REASON_TOO_LONG = 225
MEND_REASON_UNKNOWN_SETTING = 226
MEND_REASON_BAD_INSTANT = 227
MEND_REASON_BAD_ZONE = 228
MEND_REASON_UNKNOWN_STYLE = 229
MEND_REASON_TOO_MANY_DECIMALS = 240
MEND_REASON_OVERFLOW = 241
MEND_REASON_UNKNOWN_CURRENCY = 242
MEND_REASON_NEGATIVE_QUANTITY = 243
MEND_REASON_OUT_OF_AREA = 244
MEND_REASON_NO_WEIGHTS = 245
MEND_REASON_NEGATIVE_WEIGHT = 246
MEND_REASON_UNKNOWN_ROUNDING = 247
MEND_REASON_WRITEOFF_LIMIT = 248
MEND_REASON_DISCOUNT_TOO_LARGE = 249
MEND_REASON_UNKNOWN_TAX = 250
MEND_REASON_NEGATIVE_AMOUNT = 251
MEND_REASON_REFUND_TOO_LARGE = 252
MEND_REASON_NOT_STARTED = 260
MEND_REASON_EXPIRED = 261
MEND_REASON_USAGE_EXCEEDED = 262
MEND_REASON_CAUSE_EXCLUDED = 263
MEND_REASON_VISITS_EXHAUSTED = 264
MEND_REASON_KIND_NOT_COVERED = 265
MEND_REASON_PART_NOT_COVERED = 266
MEND_REASON_PART_EXCLUDED = 267
MEND_REASON_NOTHING_LEFT = 268
MEND_REASON_SERIAL_MISMATCH = 269
MEND_REASON_COVERED = 270
MEND_REASON_COVERED_SHARE = 271
MEND_REASON_COVERED_LESS_DEDUCTIBLE = 272
MEND_REASON_DEDUCTIBLE = 273
MEND_REASON_COVERED_TO_CAP = 274
MEND_REASON_CAP_REACHED = 275
MEND_REASON_NO_START_DATE = 276
MEND_REASON_USAGE_BACKWARDS = 277
MEND_REASON_BAD_PERIOD = 278
MEND_REASON_BAD_OUTAGE = 279
MEND_REASON_DATE_OUT_OF_RANGE = 280
MEND_REASON_CAUSE_UNKNOWN = 281
MEND_REASON_USAGE_UNKNOWN = 282
MEND_REASON_OUTAGE_OPEN = 283
MEND_REASON_FREE_PERIOD = 284
MEND_REASON_PRO_RATA = 285
MEND_REASON_REPAIR_ONLY = 286
MEND_REASON_UNIT_EXCHANGED = 287
MEND_REASON_PART_NOT_ON_CARD = 300
MEND_REASON_WORK_NOT_ON_CARD = 301
MEND_REASON_NO_CARD = 302
MEND_REASON_CONSENT_NEEDED = 303
MEND_REASON_LINE_DECLINED = 304
MEND_REASON_ESTIMATE_EXPIRED = 305
MEND_REASON_NOT_AUTHORISED = 306
MEND_REASON_QUANTITY_UNKNOWN = 307
MEND_REASON_TIME_UNKNOWN = 308
MEND_REASON_DISTANCE_UNKNOWN = 309
MEND_REASON_HOLIDAYS_UNKNOWN = 310
MEND_REASON_AMOUNT_MISSING = 311
MEND_REASON_TIME_BACKWARDS = 312
MEND_REASON_TIME_TOO_LONG = 313
MEND_REASON_BY_HAND = 314
MEND_REASON_DIAGNOSIS_CREDITED = 315
MEND_REASON_CONSENT_TO_ANOTHER_QUOTE = 350
MEND_REASON_QUOTE_EXPIRED = 351
MEND_REASON_NEEDS_CONSENT = 352
MEND_REASON_UNIT_MISSING = 353
MEND_REASON_NOTHING_QUOTED = 354
MEND_REASON_NOTHING_ACCEPTED = 355
MEND_REASON_QUOTED_LINE_FIXED = 356
MEND_REASON_UNIT_OTHER = 357
MEND_REASON_UNIT_FULL = 358
MEND_REASON_OVERPAYMENT = 359
MEND_REASON_FEE_OPEN = 360
MEND_REASON_SURPLUS_OPEN = 361
MEND_REASON_STATE_UNKNOWN = 380
MEND_REASON_FIELD_NOT_DECLARED = 381
MEND_REASON_FIELD_DECLARED_OTHERWISE = 382
MEND_REASON_VALUE_UNKNOWN = 383
MEND_REASON_CURRENCY_DIFFERS = 384
MEND_REASON_CLOCK_UNKNOWN = 385
MEND_REASON_CLOCK_KIND_DIFFERS = 386
MEND_REASON_CLOCK_TWICE = 387
MEND_REASON_CLOCK_WITHOUT_TARGET = 388
MEND_REASON_CLOCK_BEYOND = 389
MEND_REASON_CLOCK_TIMES_WRONG = 390
MEND_REASON_ACTION_UNKNOWN = 391
MEND_REASON_LEVEL_KEPT = 392
MEND_REASON_DEPARTMENT_BY_ROUTE = 400
MEND_REASON_DEPARTMENT_STAYS = 401
MEND_REASON_NO_ROUTE = 402
MEND_REASON_GRADE_BY_ROUTE = 403
MEND_REASON_GRADE_BY_HAND = 404
MEND_REASON_LEAD_BY_ROUTE = 405
MEND_REASON_ROLES_BY_ROUTE = 406
MEND_REASON_SKILL_BY_ROUTE = 407
MEND_REASON_SKILL_BY_TICKET = 408
MEND_REASON_ROUTE_NOT_HELD = 409
MEND_REASON_ROUTE_NOT_NEEDED = 410
MEND_REASON_NOBODY_FITS = 411
MEND_REASON_CANDIDATE_OTHER_DEPARTMENT = 412
MEND_REASON_CANDIDATE_GRADE_LOW = 413
MEND_REASON_CANDIDATE_SKILL_MISSING = 414
MEND_REASON_CANDIDATE_OUT_OF_REGION = 415
MEND_REASON_CANDIDATE_LANGUAGE = 416
MEND_REASON_CANDIDATE_ROLE_MISSING = 417
MEND_REASON_CANDIDATE_FULL = 418
MEND_REASON_CANDIDATE_ABSENT = 419
MEND_REASON_CANDIDATE_NOT_YET = 420
MEND_REASON_CANDIDATE_NO_LONGER = 421
MEND_REASON_CANDIDATE_DECLINED = 422
MEND_REASON_CANDIDATE_REFUSED = 423
MEND_REASON_CANDIDATE_HAS_IT = 424
MEND_REASON_AHEAD_DEPARTMENT = 430
MEND_REASON_AHEAD_WORKED = 431
MEND_REASON_AHEAD_KNOWS = 432
MEND_REASON_AHEAD_REGION = 433
MEND_REASON_AHEAD_SKILL = 434
MEND_REASON_AHEAD_LANGUAGE = 435
MEND_REASON_AHEAD_LOAD = 436
MEND_REASON_AHEAD_GRADE = 437
MEND_REASON_AHEAD_TURN = 438
MEND_REASON_AHEAD_ID = 439
MEND_REASON_OTHER_DEPARTMENT = 440
MEND_REASON_OVERRULE_NEEDS_REASON = 441
MEND_REASON_GRADE_BELOW_ROUTE = 442
MEND_REASON_ASSIGNEE_GRADE_LOW = 443
MEND_REASON_REGIME_NOT_HELD = 450
MEND_REASON_RIGHTS_FACT_UNKNOWN = 451
MEND_REASON_RIGHTS_FIGURE_OPEN = 452
MEND_REASON_SAME_AS_BEFORE = 460
MEND_CLOCK_NONE = 0
MEND_CLOCK_RUNNING = 1
MEND_CLOCK_PAUSED = 2
MEND_CLOCK_MET = 3
MEND_CLOCK_MISSED = 4
MEND_CLOCK_CANCELLED = 5
MEND_CLOCK_OVER = 6
MEND_CLOCK_PROVISIONAL = 1
MEND_CLOCK_BREACHED = 2
MEND_INDEX_ALL = 0
MEND_INDEX_NUMBER = 1
MEND_INDEX_STATE = 2
MEND_INDEX_STAGE = 3
MEND_INDEX_LEVEL = 4
MEND_INDEX_ASSIGNEE = 5
MEND_INDEX_CUSTOMER = 6
MEND_INDEX_PRODUCT = 7
MEND_INDEX_SERIAL = 8
MEND_INDEX_COUNT = 9
MEND_FIELD_TEXT = 1
MEND_FIELD_LONG = 2
MEND_FIELD_CHOICE = 3
MEND_FIELD_INTEGER = 4
MEND_FIELD_DECIMAL = 5
MEND_FIELD_MONEY = 6
MEND_FIELD_BOOL = 7
MEND_FIELD_INSTANT = 8
MEND_FIELD_DATE = 9
MEND_FIELD_LIST = 10

mend_resize_fn = CFUNCTYPE(c_void_p, c_void_p, c_void_p, c_size_t, c_size_t)
mend_zone_fn = CFUNCTYPE(c_int32, c_void_p, c_void_p, c_size_t, POINTER(c_void_p))


class mend_error(Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("status", c_int32),
        ("offset", c_int64),
        ("line", c_int32),
        ("column", c_int32),
        ("document", c_int32),
        ("reason", c_int32),
        ("path", c_char * 256),
        ("text", c_char * 256),
    ]


class mend_allocator(Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("reserved", c_uint32),
        ("resize", mend_resize_fn),
        ("user", c_void_p),
    ]


class mend_calendar_info(Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("known_until", c_int32),
        ("holidays", c_int32),
        ("exceptions", c_int32),
        ("overlaps", c_int32),
        ("doubles", c_int32),
    ]


class mend_sweep_options(Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("max", c_int32),
        ("batch", c_int32),
        ("rounds", c_int32),
        ("lease", c_int64),
    ]


class mend_sweep_info(Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("due", c_int32),
        ("ticked", c_int32),
        ("conflicts", c_int32),
        ("failed", c_int32),
        ("more", c_int32),
        ("events", c_int64),
        ("next_due", c_int64),
    ]


class mend_policy_options(Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("reserved", c_uint32),
        ("find", mend_zone_fn),
        ("user", c_void_p),
    ]


class mend_quote_line(Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("list", c_int32),
        ("row", c_int32),
        ("cover", c_int32),
        ("quantity", c_int64),
        ("unit_price", c_int64),
        ("minutes", c_int64),
        ("gross", c_int64),
        ("discount", c_int64),
        ("net", c_int64),
        ("customer", c_int64),
        ("customer_off", c_int64),
        ("customer_net", c_int64),
        ("tax_rate", c_int64),
        ("tax", c_int64),
        ("amount", c_int64),
    ]


class mend_quote_totals(Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("lines", c_int32),
        ("subtotal", c_int64),
        ("discount", c_int64),
        ("base", c_int64),
        ("tax", c_int64),
        ("total", c_int64),
        ("cash_rounding", c_int64),
        ("payable", c_int64),
        ("paid", c_int64),
        ("written_off", c_int64),
        ("due", c_int64),
    ]


class mend_quote_excess(Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("estimate", c_int32),
        ("needs_consent", c_int32),
        ("declined", c_int32),
        ("added", c_int32),
        ("dropped", c_int32),
        ("changed", c_int32),
        ("expired", c_int32),
        ("authorised", c_int64),
        ("total", c_int64),
        ("over", c_int64),
        ("limit", c_int64),
    ]


class mend_clock_info(Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("cycle", c_int32),
        ("status", c_int32),
        ("flags", c_int32),
        ("started", c_int64),
        ("stopped", c_int64),
        ("due", c_int64),
        ("wake", c_int64),
        ("target_ms", c_int64),
        ("breached", c_int64),
        ("hits", c_int32),
        ("misses", c_int32),
    ]


class mend_store(Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("reserved", c_uint32),
        ("user", c_void_p),
        ("load", CFUNCTYPE(c_int32, c_void_p, c_void_p, c_size_t, c_void_p, c_size_t, c_void_p, POINTER(c_int64))),
        ("recall", CFUNCTYPE(c_int32, c_void_p, c_void_p, c_size_t, c_void_p, c_size_t, c_void_p)),
        ("commit", CFUNCTYPE(c_int32, c_void_p, c_void_p)),
        ("events", CFUNCTYPE(c_int32, c_void_p, c_void_p, c_size_t, c_void_p, c_size_t, c_int64, c_int32, c_void_p)),
        ("page", CFUNCTYPE(c_int32, c_void_p, c_void_p, c_size_t, c_int32, c_void_p, c_size_t, c_void_p, c_size_t, c_int32, c_void_p)),
        ("draw", CFUNCTYPE(c_int32, c_void_p, c_void_p, c_size_t, c_void_p, c_size_t, c_int64, c_int64, c_int32, c_int64, POINTER(c_int64))),
        ("pending", CFUNCTYPE(c_int32, c_void_p, c_void_p, c_size_t, c_void_p, c_size_t, c_int32, c_void_p)),
        ("sent", CFUNCTYPE(c_int32, c_void_p, c_void_p, c_size_t, c_void_p, c_size_t, c_int32)),
        ("begin", CFUNCTYPE(c_int32, c_void_p)),
        ("end", CFUNCTYPE(c_int32, c_void_p, c_int32)),
        ("random", CFUNCTYPE(c_int32, c_void_p, c_void_p, c_size_t)),
        ("destroy", CFUNCTYPE(None, c_void_p)),
        ("due", CFUNCTYPE(c_int32, c_void_p, c_void_p, c_size_t, c_int64, c_int64, c_void_p, c_size_t, c_void_p, c_size_t, c_int32, c_int64, c_int64, c_void_p)),
        ("erase", CFUNCTYPE(c_int32, c_void_p, c_void_p, c_size_t, c_void_p, c_size_t, c_int64)),
        ("unit_load", CFUNCTYPE(c_int32, c_void_p, c_void_p, c_size_t, c_void_p, c_size_t, c_void_p, POINTER(c_int64))),
        ("unit_page", CFUNCTYPE(c_int32, c_void_p, c_void_p, c_size_t, c_void_p, c_size_t, c_void_p, c_size_t, c_int32, c_void_p)),
        ("unit_put", CFUNCTYPE(c_int32, c_void_p, c_void_p)),
    ]


class mend_field_info(Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("id", c_int32),
        ("list", c_int32),
        ("type", c_int32),
        ("mask", c_int32),
        ("max_bytes", c_int32),
    ]


RECORDS = [mend_error, mend_allocator, mend_calendar_info, mend_sweep_options, mend_sweep_info, mend_policy_options, mend_quote_line, mend_quote_totals, mend_quote_excess, mend_clock_info, mend_store, mend_field_info]

FUNCTIONS = {
    "mend_status_name": (c_void_p, [c_int32]),
    "mend_status_text": (c_void_p, [c_int32]),
    "mend_status_of": (c_int32, [c_char_p, c_size_t, POINTER(c_int32)]),
    "mend_buf_new": (c_int32, [POINTER(mend_allocator), POINTER(c_void_p)]),
    "mend_buf_free": (None, [c_void_p]),
    "mend_buf_data": (c_void_p, [c_void_p, POINTER(c_size_t)]),
    "mend_buf_clear": (None, [c_void_p]),
    "mend_buf_append": (c_int32, [c_void_p, c_void_p, c_size_t]),
    "mend_version": (c_int32, []),
    "mend_version_text": (c_void_p, []),
    "mend_layout": (c_size_t, [c_char_p]),
    "mend_calendar_new": (c_int32, [POINTER(mend_allocator), c_char_p, c_size_t, mend_zone_fn, c_void_p, POINTER(c_void_p), POINTER(mend_error)]),
    "mend_calendar_free": (None, [c_void_p]),
    "mend_calendar_is_working": (c_int32, [c_void_p, c_int64, POINTER(c_int32), POINTER(c_int32)]),
    "mend_calendar_between": (c_int32, [c_void_p, c_int64, c_int64, POINTER(c_int64), POINTER(c_int32)]),
    "mend_calendar_add": (c_int32, [c_void_p, c_int64, c_int64, POINTER(c_int64), POINTER(c_int32)]),
    "mend_calendar_subtract": (c_int32, [c_void_p, c_int64, c_int64, POINTER(c_int64), POINTER(c_int32)]),
    "mend_calendar_roll_forward": (c_int32, [c_void_p, c_int64, POINTER(c_int64), POINTER(c_int32)]),
    "mend_calendar_roll_back": (c_int32, [c_void_p, c_int64, POINTER(c_int64), POINTER(c_int32)]),
    "mend_calendar_next_close": (c_int32, [c_void_p, c_int64, POINTER(c_int64), POINTER(c_int32)]),
    "mend_calendar_add_days": (c_int32, [c_void_p, c_int64, c_int32, c_int32, POINTER(c_int64), POINTER(c_int32)]),
    "mend_calendar_day": (c_int32, [c_void_p, c_int32, POINTER(c_int32), POINTER(c_int32), POINTER(c_void_p), POINTER(c_int32)]),
    "mend_calendar_about": (c_int32, [c_void_p, POINTER(mend_calendar_info)]),
    "mend_calendar_ready_count": (c_int32, []),
    "mend_calendar_ready_name": (c_void_p, [c_int32]),
    "mend_calendar_ready_text": (c_void_p, [c_char_p, POINTER(c_size_t)]),
    "mend_desk_new": (c_int32, [POINTER(mend_allocator), POINTER(mend_store), c_char_p, c_size_t, POINTER(c_void_p), POINTER(mend_error)]),
    "mend_desk_free": (None, [c_void_p]),
    "mend_desk_policy": (c_int32, [c_void_p, c_void_p]),
    "mend_desk_node": (c_int32, [c_void_p, c_int32]),
    "mend_desk_open": (c_int32, [c_void_p, c_void_p, c_int64, c_void_p, c_void_p, POINTER(mend_error)]),
    "mend_desk_act": (c_int32, [c_void_p, c_char_p, c_size_t, c_void_p, c_int64, c_void_p, c_void_p, POINTER(mend_error)]),
    "mend_desk_try": (c_int32, [c_void_p, c_char_p, c_size_t, c_void_p, c_int64, c_void_p, POINTER(mend_error)]),
    "mend_desk_tick": (c_int32, [c_void_p, c_char_p, c_size_t, c_int64, c_void_p, POINTER(mend_error)]),
    "mend_desk_sweep": (c_int32, [c_void_p, c_int64, POINTER(mend_sweep_options), POINTER(mend_sweep_info), c_void_p, POINTER(mend_error)]),
    "mend_desk_due": (c_int32, [c_void_p, c_int64, c_int64, c_char_p, c_size_t, c_int32, c_void_p, POINTER(mend_error)]),
    "mend_desk_reveal": (c_int32, [c_void_p, c_char_p, c_size_t, c_void_p, c_int64, c_void_p, c_void_p, POINTER(mend_error)]),
    "mend_desk_read": (c_int32, [c_void_p, c_char_p, c_size_t, c_void_p, POINTER(mend_error)]),
    "mend_desk_policy_of": (c_void_p, [c_void_p, c_void_p]),
    "mend_desk_history": (c_int32, [c_void_p, c_char_p, c_size_t, c_int64, c_int32, c_void_p, POINTER(mend_error)]),
    "mend_desk_page": (c_int32, [c_void_p, c_int32, c_char_p, c_size_t, c_char_p, c_size_t, c_int32, c_void_p, POINTER(mend_error)]),
    "mend_desk_pending": (c_int32, [c_void_p, c_char_p, c_size_t, c_int32, c_void_p, POINTER(mend_error)]),
    "mend_desk_sent": (c_int32, [c_void_p, c_char_p, c_size_t, c_int32, POINTER(mend_error)]),
    "mend_desk_unit_put": (c_int32, [c_void_p, c_void_p, POINTER(mend_error)]),
    "mend_desk_unit_read": (c_int32, [c_void_p, c_char_p, c_size_t, c_void_p, POINTER(mend_error)]),
    "mend_desk_unit_page": (c_int32, [c_void_p, c_char_p, c_size_t, c_char_p, c_size_t, c_int32, c_void_p, POINTER(mend_error)]),
    "mend_desk_quote": (c_int32, [c_void_p, c_char_p, c_size_t, c_int32, c_int64, c_void_p, POINTER(mend_error)]),
    "mend_desk_rights": (c_int32, [c_void_p, c_char_p, c_size_t, c_int64, c_char_p, c_void_p, POINTER(mend_error)]),
    "mend_desk_earlier": (c_int32, [c_void_p, c_char_p, c_size_t, c_int64, c_char_p, c_void_p, POINTER(mend_error)]),
    "mend_desk_import": (c_int32, [c_void_p, c_void_p, c_size_t, c_void_p, c_int64, POINTER(mend_error)]),
    "mend_desk_erase": (c_int32, [c_void_p, c_char_p, c_size_t, c_int64, POINTER(mend_error)]),
    "mend_desk_begin": (c_int32, [c_void_p, POINTER(mend_error)]),
    "mend_desk_end": (c_int32, [c_void_p, c_int32, POINTER(mend_error)]),
    "mend_dispatch": (c_int32, [c_void_p, c_void_p, c_char_p, c_size_t, c_int64, c_char_p, c_void_p, POINTER(mend_error)]),
    "mend_doc_call": (c_int32, [c_void_p, c_char_p, c_size_t, c_void_p, POINTER(mend_error)]),
    "mend_doc_desk": (c_int32, [c_void_p, c_int64, c_char_p, c_size_t, c_void_p, POINTER(mend_error)]),
    "mend_earlier": (c_int32, [c_void_p, c_void_p, POINTER(c_void_p), c_size_t, c_int64, c_char_p, c_void_p, POINTER(mend_error)]),
    "mend_facts": (c_int32, [c_void_p, c_void_p, c_int64, c_void_p, POINTER(mend_error)]),
    "mend_args_new": (c_int32, [POINTER(mend_allocator), POINTER(c_void_p)]),
    "mend_args_free": (None, [c_void_p]),
    "mend_args_clear": (None, [c_void_p]),
    "mend_args_action": (c_int32, [c_void_p, c_char_p, c_size_t]),
    "mend_args_actor": (c_int32, [c_void_p, c_char_p, c_size_t]),
    "mend_args_role": (c_int32, [c_void_p, c_char_p, c_size_t]),
    "mend_args_grade": (c_int32, [c_void_p, c_char_p, c_size_t]),
    "mend_args_at": (c_int32, [c_void_p, c_int64]),
    "mend_args_reason": (c_int32, [c_void_p, c_char_p, c_size_t]),
    "mend_args_key": (c_int32, [c_void_p, c_char_p, c_size_t]),
    "mend_args_expect": (c_int32, [c_void_p, c_int64]),
    "mend_args_ticket": (c_int32, [c_void_p, c_char_p, c_size_t, c_char_p, c_size_t, c_char_p, c_size_t]),
    "mend_args_text": (c_int32, [c_void_p, c_char_p, c_size_t, c_char_p, c_size_t]),
    "mend_args_integer": (c_int32, [c_void_p, c_char_p, c_size_t, c_int64]),
    "mend_args_unset": (c_int32, [c_void_p, c_char_p, c_size_t]),
    "mend_args_unit": (c_int32, [c_void_p, c_void_p]),
    "mend_args_contract": (c_int32, [c_void_p, c_void_p]),
    "mend_args_json": (c_int32, [c_void_p, c_char_p, c_size_t, POINTER(mend_error)]),
    "mend_result_new": (c_int32, [POINTER(mend_allocator), POINTER(c_void_p)]),
    "mend_result_free": (None, [c_void_p]),
    "mend_result_status": (c_int32, [c_void_p]),
    "mend_result_replayed": (c_int32, [c_void_p]),
    "mend_result_more": (c_int32, [c_void_p]),
    "mend_result_event_count": (c_int32, [c_void_p]),
    "mend_result_event": (c_void_p, [c_void_p, c_int32, POINTER(c_size_t)]),
    "mend_result_reason_count": (c_int32, [c_void_p]),
    "mend_result_reason": (c_int32, [c_void_p, c_int32]),
    "mend_result_param": (c_void_p, [c_void_p, c_int32, c_char_p, POINTER(c_size_t)]),
    "mend_result_unit": (c_void_p, [c_void_p]),
    "mend_result_unit_expected": (c_int64, [c_void_p]),
    "mend_result_contract": (c_void_p, [c_void_p, c_int32]),
    "mend_result_contract_expected": (c_int64, [c_void_p, c_int32]),
    "mend_result_sentence": (c_int32, [c_void_p, c_void_p, c_int32, c_char_p, c_void_p]),
    "mend_result_write": (c_int32, [c_void_p, c_void_p, c_char_p, c_void_p]),
    "mend_act": (c_int32, [c_void_p, c_void_p, c_void_p, c_int64, c_void_p, POINTER(mend_error)]),
    "mend_try": (c_int32, [c_void_p, c_void_p, c_void_p, c_int64, c_void_p, POINTER(mend_error)]),
    "mend_tick": (c_int32, [c_void_p, c_void_p, c_int64, c_void_p, POINTER(mend_error)]),
    "mend_reveal": (c_int32, [c_void_p, c_void_p, c_void_p, c_int64, c_void_p, c_void_p, POINTER(mend_error)]),
    "mend_actions": (c_int32, [c_void_p, c_void_p, c_void_p, c_int64, c_char_p, c_void_p, POINTER(mend_error)]),
    "mend_view": (c_int32, [c_void_p, c_void_p, c_char_p, c_void_p, POINTER(mend_error)]),
    "mend_mask_name": (c_void_p, [c_int32]),
    "mend_mask_of": (c_int32, [c_char_p, c_size_t, POINTER(c_int32)]),
    "mend_mask_text": (c_int32, [c_int32, c_int32, c_char_p, c_size_t, c_void_p, POINTER(mend_error)]),
    "mend_mask_keep": (c_int32, [c_int32, c_int32, c_char_p, c_size_t, c_void_p, POINTER(mend_error)]),
    "mend_rounding_name": (c_void_p, [c_int32]),
    "mend_rounding_of": (c_int32, [c_char_p, c_size_t, POINTER(c_int32)]),
    "mend_currency_digits": (c_int32, [c_char_p, c_size_t]),
    "mend_currency_number": (c_int32, [c_char_p, c_size_t]),
    "mend_money_parse": (c_int32, [c_char_p, c_size_t, c_char_p, POINTER(c_int64), POINTER(mend_error)]),
    "mend_money_format": (c_int32, [c_int64, c_char_p, c_char_p, c_size_t, POINTER(c_size_t)]),
    "mend_round": (c_int32, [c_char_p, c_size_t, c_int32, c_int32, POINTER(c_int64), POINTER(mend_error)]),
    "mend_money_cash": (c_int32, [c_int64, c_int64, c_int32, POINTER(c_int64), POINTER(c_int64), POINTER(mend_error)]),
    "mend_money_allocate": (c_int32, [c_int64, POINTER(c_int64), c_size_t, POINTER(c_int64), POINTER(mend_error)]),
    "mend_money_words": (c_int32, [c_int64, c_char_p, c_char_p, c_size_t, POINTER(c_size_t)]),
    "mend_args_map": (c_int32, [c_void_p, c_char_p, c_size_t, c_char_p, c_size_t, c_char_p, c_size_t]),
    "mend_args_state": (c_int32, [c_void_p, c_char_p, c_size_t, c_int64, c_int64]),
    "mend_args_clock": (c_int32, [c_void_p, c_char_p, c_size_t, c_int32, c_int64, c_int64, c_int64]),
    "mend_move": (c_int32, [c_void_p, c_void_p, c_void_p, c_void_p, c_int64, c_void_p, POINTER(mend_error)]),
    "mend_restate": (c_int32, [c_void_p, c_void_p, c_char_p, c_size_t, POINTER(c_void_p), POINTER(c_size_t), c_size_t, c_int64, c_void_p, POINTER(mend_error)]),
    "mend_adopt": (c_int32, [c_void_p, c_void_p, c_void_p, c_int64, c_void_p, POINTER(mend_error)]),
    "mend_desk_move": (c_int32, [c_void_p, c_char_p, c_size_t, c_void_p, c_void_p, c_int64, c_void_p, c_void_p, POINTER(mend_error)]),
    "mend_desk_adopt": (c_int32, [c_void_p, c_void_p, c_int64, c_void_p, c_void_p, POINTER(mend_error)]),
    "mend_check_name": (c_void_p, [c_int32]),
    "mend_check_of": (c_int32, [c_char_p, c_size_t, POINTER(c_int32)]),
    "mend_check_digit": (c_int32, [c_int32, c_char_p, c_size_t, c_char_p, c_size_t, POINTER(c_size_t), POINTER(mend_error)]),
    "mend_check_verify": (c_int32, [c_int32, c_char_p, c_size_t, POINTER(c_int32), POINTER(mend_error)]),
    "mend_series_new": (c_int32, [POINTER(mend_allocator), c_char_p, c_size_t, POINTER(c_void_p), POINTER(mend_error)]),
    "mend_series_free": (None, [c_void_p]),
    "mend_series_period": (c_int32, [c_void_p, c_int32, c_char_p, c_size_t, POINTER(c_size_t)]),
    "mend_series_next": (c_int32, [c_void_p, c_int64, POINTER(c_int64), POINTER(mend_error)]),
    "mend_series_render": (c_int32, [c_void_p, c_int32, c_int64, c_char_p, c_size_t, c_void_p, POINTER(mend_error)]),
    "mend_series_parse": (c_int32, [c_void_p, c_char_p, c_size_t, c_void_p, POINTER(mend_error)]),
    "mend_policy_load": (c_int32, [POINTER(mend_allocator), POINTER(c_void_p), POINTER(c_size_t), c_size_t, POINTER(c_void_p), POINTER(mend_error)]),
    "mend_policy_load_with": (c_int32, [POINTER(mend_allocator), POINTER(c_void_p), POINTER(c_size_t), c_size_t, POINTER(mend_policy_options), POINTER(c_void_p), POINTER(mend_error)]),
    "mend_policy_check": (c_int32, [POINTER(c_void_p), POINTER(c_size_t), c_size_t, POINTER(mend_policy_options), c_int64, c_char_p, c_void_p, POINTER(mend_error)]),
    "mend_policy_free": (None, [c_void_p]),
    "mend_preset_count": (c_int32, []),
    "mend_preset_name": (c_void_p, [c_int32]),
    "mend_preset_text": (c_void_p, [c_char_p, POINTER(c_size_t)]),
    "mend_policy_id": (c_void_p, [c_void_p, POINTER(c_size_t)]),
    "mend_policy_revision": (c_int64, [c_void_p]),
    "mend_policy_digest": (c_void_p, [c_void_p]),
    "mend_policy_write": (c_int32, [c_void_p, c_void_p]),
    "mend_policy_count": (c_int32, [c_void_p, c_int32]),
    "mend_policy_name": (c_void_p, [c_void_p, c_int32, c_int32, POINTER(c_size_t)]),
    "mend_policy_label": (c_void_p, [c_void_p, c_int32, c_char_p, c_size_t, c_char_p, POINTER(c_size_t)]),
    "mend_policy_stage": (c_void_p, [c_void_p, c_char_p, c_size_t]),
    "mend_policy_move_count": (c_int32, [c_void_p]),
    "mend_policy_move": (c_int32, [c_void_p, c_int32, POINTER(c_void_p), POINTER(c_void_p), POINTER(c_void_p)]),
    "mend_policy_calendar": (c_void_p, [c_void_p, c_char_p, c_size_t]),
    "mend_probe": (c_int32, [c_void_p, c_char_p, c_size_t, c_char_p, c_size_t, c_char_p, c_size_t, c_void_p, POINTER(mend_error)]),
    "mend_quote_new": (c_int32, [POINTER(mend_allocator), POINTER(c_void_p)]),
    "mend_quote_free": (None, [c_void_p]),
    "mend_quote_make": (c_int32, [c_void_p, c_void_p, c_void_p, POINTER(c_void_p), c_size_t, c_int32, c_int64, c_void_p, POINTER(mend_error)]),
    "mend_quote_refusal": (c_int32, [c_void_p, POINTER(c_void_p), POINTER(c_size_t)]),
    "mend_quote_kind_of": (c_int32, [c_void_p]),
    "mend_quote_kind_name": (c_void_p, [c_int32]),
    "mend_quote_lines": (c_int32, [c_void_p]),
    "mend_quote_line_get": (c_int32, [c_void_p, c_int32, POINTER(mend_quote_line)]),
    "mend_quote_line_id": (c_void_p, [c_void_p, c_int32, POINTER(c_size_t)]),
    "mend_quote_line_kind": (c_void_p, [c_void_p, c_int32, POINTER(c_size_t)]),
    "mend_quote_line_item": (c_void_p, [c_void_p, c_int32, POINTER(c_size_t)]),
    "mend_quote_payers": (c_int32, [c_void_p]),
    "mend_quote_payer": (c_void_p, [c_void_p, c_int32, POINTER(c_size_t)]),
    "mend_quote_totals_get": (c_int32, [c_void_p, c_int32, POINTER(mend_quote_totals)]),
    "mend_quote_share": (c_int32, [c_void_p, c_int32, c_int32, POINTER(c_int64)]),
    "mend_quote_terms": (c_int32, [c_void_p]),
    "mend_quote_verdict": (c_int32, [c_void_p, c_int32, c_int32, POINTER(c_int32), POINTER(c_int64)]),
    "mend_quote_lacks": (c_uint32, [c_void_p]),
    "mend_quote_valid_until": (c_int32, [c_void_p, POINTER(c_int32)]),
    "mend_quote_digest": (c_void_p, [c_void_p]),
    "mend_quote_write": (c_int32, [c_void_p, c_void_p, c_char_p, c_void_p]),
    "mend_quote_coverage": (c_int32, [c_void_p, c_void_p, c_char_p, c_void_p]),
    "mend_quote_compare": (c_int32, [c_void_p, c_void_p, c_void_p, POINTER(mend_quote_excess), c_char_p, c_void_p]),
    "mend_reason_name": (c_void_p, [c_int32]),
    "mend_reason_of": (c_int32, [c_char_p, c_size_t, POINTER(c_int32)]),
    "mend_rights": (c_int32, [c_void_p, c_void_p, c_void_p, c_int64, c_char_p, c_void_p, POINTER(mend_error)]),
    "mend_regime_ready_count": (c_int32, []),
    "mend_regime_ready_name": (c_void_p, [c_int32]),
    "mend_regime_ready_text": (c_void_p, [c_char_p, POINTER(c_size_t)]),
    "mend_sheet": (c_int32, [c_void_p, c_void_p, c_char_p, c_size_t, c_int64, c_char_p, c_void_p, POINTER(mend_error)]),
    "mend_clock_status_name": (c_void_p, [c_int32]),
    "mend_ticket_next_due": (c_int64, [c_void_p]),
    "mend_clock_count": (c_int32, [c_void_p]),
    "mend_clock_name": (c_void_p, [c_void_p, c_int32, POINTER(c_size_t)]),
    "mend_clock_get": (c_int32, [c_void_p, c_int32, POINTER(mend_clock_info)]),
    "mend_clocks": (c_int32, [c_void_p, c_void_p, c_char_p, c_size_t, c_int64, c_char_p, c_void_p, POINTER(mend_error)]),
    "mend_index_name": (c_void_p, [c_int32]),
    "mend_change_tenant": (c_void_p, [c_void_p, POINTER(c_size_t)]),
    "mend_change_key": (c_void_p, [c_void_p, POINTER(c_size_t)]),
    "mend_change_expected": (c_int64, [c_void_p]),
    "mend_change_revision": (c_int64, [c_void_p]),
    "mend_change_record": (c_void_p, [c_void_p, POINTER(c_size_t)]),
    "mend_change_opened": (c_int64, [c_void_p]),
    "mend_change_closed": (c_int64, [c_void_p]),
    "mend_change_index": (c_void_p, [c_void_p, c_int32, POINTER(c_size_t)]),
    "mend_change_event_count": (c_int32, [c_void_p]),
    "mend_change_event": (c_void_p, [c_void_p, c_int32, POINTER(c_int64), POINTER(c_int64), POINTER(c_size_t)]),
    "mend_change_notice_count": (c_int32, [c_void_p]),
    "mend_change_notice": (c_void_p, [c_void_p, c_int32, POINTER(c_void_p), POINTER(c_size_t), POINTER(c_size_t)]),
    "mend_change_idempotency": (c_void_p, [c_void_p, POINTER(c_size_t)]),
    "mend_change_outcome": (c_void_p, [c_void_p, POINTER(c_size_t)]),
    "mend_change_now": (c_int64, [c_void_p]),
    "mend_change_next_due": (c_int64, [c_void_p]),
    "mend_change_claim": (c_void_p, [c_void_p, POINTER(c_size_t)]),
    "mend_change_unit_count": (c_int32, [c_void_p]),
    "mend_change_unit_key": (c_void_p, [c_void_p, c_int32, POINTER(c_size_t)]),
    "mend_change_unit_serial": (c_void_p, [c_void_p, c_int32, POINTER(c_size_t)]),
    "mend_change_unit_record": (c_void_p, [c_void_p, c_int32, POINTER(c_size_t)]),
    "mend_change_unit_expected": (c_int64, [c_void_p, c_int32]),
    "mend_change_unit_revision": (c_int64, [c_void_p, c_int32]),
    "mend_rows_new": (c_int32, [POINTER(mend_allocator), POINTER(c_void_p)]),
    "mend_rows_free": (None, [c_void_p]),
    "mend_rows_add": (c_int32, [c_void_p, c_char_p, c_size_t, c_int64, c_void_p, c_size_t]),
    "mend_rows_add_due": (c_int32, [c_void_p, c_char_p, c_size_t, c_char_p, c_size_t, c_int64, c_char_p, c_size_t]),
    "mend_rows_count": (c_int32, [c_void_p]),
    "mend_rows_key": (c_void_p, [c_void_p, c_int32, POINTER(c_size_t)]),
    "mend_rows_tenant": (c_void_p, [c_void_p, c_int32, POINTER(c_size_t)]),
    "mend_rows_number": (c_int64, [c_void_p, c_int32]),
    "mend_rows_bytes": (c_void_p, [c_void_p, c_int32, POINTER(c_size_t)]),
    "mend_field_count": (c_int32, []),
    "mend_field_at": (c_int32, [c_int32, POINTER(mend_field_info)]),
    "mend_field_of": (c_int32, [c_char_p, c_size_t, POINTER(c_int32)]),
    "mend_field_name": (c_void_p, [c_int32]),
    "mend_field_label": (c_void_p, [c_int32, c_char_p]),
    "mend_field_set": (c_void_p, [c_int32]),
    "mend_ticket_new": (c_int32, [POINTER(mend_allocator), POINTER(c_void_p)]),
    "mend_ticket_free": (None, [c_void_p]),
    "mend_ticket_copy": (c_int32, [c_void_p, c_void_p]),
    "mend_ticket_save": (c_int32, [c_void_p, c_void_p]),
    "mend_ticket_load": (c_int32, [c_void_p, c_void_p, c_size_t, POINTER(mend_error)]),
    "mend_ticket_replay": (c_int32, [c_void_p, c_char_p, c_size_t, POINTER(c_void_p), POINTER(c_size_t), c_size_t, POINTER(mend_error)]),
    "mend_ticket_slots": (c_int32, [c_void_p, c_void_p]),
    "mend_ticket_tenant": (c_void_p, [c_void_p, POINTER(c_size_t)]),
    "mend_ticket_key": (c_void_p, [c_void_p, POINTER(c_size_t)]),
    "mend_ticket_number": (c_void_p, [c_void_p, POINTER(c_size_t)]),
    "mend_ticket_state": (c_void_p, [c_void_p, POINTER(c_size_t)]),
    "mend_ticket_stage": (c_void_p, [c_void_p]),
    "mend_ticket_policy": (c_void_p, [c_void_p, POINTER(c_size_t)]),
    "mend_ticket_policy_revision": (c_int64, [c_void_p]),
    "mend_ticket_policy_digest": (c_void_p, [c_void_p, POINTER(c_size_t)]),
    "mend_ticket_revision": (c_int64, [c_void_p]),
    "mend_ticket_opened": (c_int64, [c_void_p]),
    "mend_ticket_since": (c_int64, [c_void_p]),
    "mend_ticket_closed": (c_int64, [c_void_p]),
    "mend_ticket_last": (c_int64, [c_void_p]),
    "mend_ticket_text": (c_int32, [c_void_p, c_char_p, c_size_t, c_char_p, c_size_t, POINTER(c_size_t)]),
    "mend_ticket_integer": (c_int32, [c_void_p, c_char_p, c_size_t, POINTER(c_int64)]),
    "mend_ticket_rows": (c_int32, [c_void_p, c_char_p, c_size_t, POINTER(c_int32)]),
    "mend_ticket_row": (c_int32, [c_void_p, c_char_p, c_size_t, c_int32, POINTER(c_int32)]),
    "mend_date_parse": (c_int32, [c_char_p, c_size_t, POINTER(c_int32), POINTER(mend_error)]),
    "mend_date_write": (c_int32, [c_int32, c_char_p, c_size_t, POINTER(c_size_t)]),
    "mend_instant_parse": (c_int32, [c_char_p, c_size_t, POINTER(c_int64), POINTER(mend_error)]),
    "mend_instant_write": (c_int32, [c_int64, c_char_p, c_size_t, POINTER(c_size_t)]),
    "mend_zone_new": (c_int32, [POINTER(mend_allocator), c_char_p, c_size_t, POINTER(c_void_p), POINTER(mend_error)]),
    "mend_zone_tzif": (c_int32, [POINTER(mend_allocator), c_void_p, c_size_t, POINTER(c_void_p), POINTER(mend_error)]),
    "mend_zone_free": (None, [c_void_p]),
    "mend_zone_offset": (c_int32, [c_void_p, c_int64, POINTER(c_int32)]),
    "mend_zone_local": (c_int32, [c_void_p, c_int64, POINTER(c_int32), POINTER(c_int32)]),
    "mend_zone_utc": (c_int32, [c_void_p, c_int32, c_int32, POINTER(c_int64)]),
    "mend_triage": (c_int32, [c_void_p, c_void_p, c_char_p, c_void_p, POINTER(mend_error)]),
    "mend_unit_new": (c_int32, [POINTER(mend_allocator), POINTER(c_void_p)]),
    "mend_unit_free": (None, [c_void_p]),
    "mend_unit_read": (c_int32, [c_void_p, c_char_p, c_size_t, POINTER(mend_error)]),
    "mend_unit_write": (c_int32, [c_void_p, c_void_p]),
    "mend_unit_save": (c_int32, [c_void_p, c_void_p]),
    "mend_unit_load": (c_int32, [c_void_p, c_void_p, c_size_t, POINTER(mend_error)]),
    "mend_unit_tenant": (c_void_p, [c_void_p, POINTER(c_size_t)]),
    "mend_unit_key": (c_void_p, [c_void_p, POINTER(c_size_t)]),
    "mend_unit_serial": (c_void_p, [c_void_p, POINTER(c_size_t)]),
    "mend_unit_model": (c_void_p, [c_void_p, POINTER(c_size_t)]),
    "mend_unit_parent": (c_void_p, [c_void_p, POINTER(c_size_t)]),
    "mend_unit_kind": (c_void_p, [c_void_p]),
    "mend_unit_revision": (c_int64, [c_void_p]),
    "mend_unit_date": (c_int32, [c_void_p, c_char_p, c_size_t, POINTER(c_int32)]),
}
