/*
 * test_coverage.c - who pays for which line: cases worked by hand, what always holds, and the sentences.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "notions/civil.h"
#include "notions/money.h"
#include "policy/texts.h"
#include "rules/coverage.h"
#include "unit/warranty_ask.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- worked by hand ---- */

#define LINES                                                                                                          \
    "'lines':[{'id':'p1','kind':'part','class':'compressor','amount':80000},"                                          \
    "{'id':'p2','kind':'part','class':'relay','amount':3500},{'id':'lab','kind':'labour','amount':25000},"             \
    "{'id':'trv','kind':'travel','amount':5000}]"
#define MAKER                                                                                                          \
    "{'id':'std','payer':'manufacturer','start':'2024-01-01','last_day':'2025-01-01'},"                                \
    "{'id':'compressor','payer':'manufacturer','start':'2024-01-01','last_day':'2027-01-01','classes':['compressor']," \
    "'kinds':['part']}"
#define CONTRACT(more)                                                                                                 \
    "{'id':'contract','payer':'contract','start':'2024-01-01','last_day':'2026-12-31','causes':['defect','accident',"  \
    "'wear']" more "}"
#define DEFECT "'basis_date':'2024-06-01','cause':'defect',"
#define TWO                                                                                                            \
    "'lines':[{'id':'a','kind':'part','class':'x','amount':4000},{'id':'b','kind':'part','class':'x','amount':9000}]"

/* One line of an answer, and of its shares. */
#define LINE(id, status, shares, trail)                                                                                \
    "{'id':'" id "','status':'" status "','shares':[" shares "],'trail':[" trail "]}"
#define SHARE(payer, term, amount) "{'payer':'" payer "','term':'" term "','amount':" amount "}"
#define CUSTOMER(amount)           "{'payer':'customer','term':null,'amount':" amount "}"
#define SAYS(term, code)           "['" term "','" code "']"

static void decides(const char *facts, const char *expected)
{
    assert_answer(mend__probe_decide, "{}", facts, expected);
}

static void test_coverage__the_maker_pays_all_in_the_first_year(void **state)
{
    (void)state;
#define BOTH(second) SAYS("std", "COVERED") "," SAYS("compressor", second)
    decides(
        "{" DEFECT "'terms':[" MAKER "]," LINES "}",
        "{'lines':[" LINE("p1", "covered", SHARE("manufacturer", "std", "80000"), BOTH("NOTHING_LEFT")) "," LINE(
            "p2", "covered", SHARE("manufacturer", "std", "3500"),
            BOTH("PART_NOT_COVERED")) "," LINE("lab", "covered", SHARE("manufacturer", "std", "25000"),
                                               BOTH(
                                                   "KIND_NOT_COVERED")) "," LINE("trv", "covered",
                                                                                 SHARE("manufacturer", "std", "5000"),
                                                                                 BOTH(
                                                                                     "KIND_NOT_COVERED")) "],'by_payer'"
                                                                                                          ":{'"
                                                                                                          "manufacturer"
                                                                                                          "':113500}}");
}

static void test_coverage__a_part_term_pays_for_its_part_alone(void **state)
{
    (void)state;
#define OVER(second) SAYS("std", "EXPIRED") "," SAYS("compressor", second)
    decides(
        "{'basis_date':'2026-06-01','cause':'defect','terms':[" MAKER "]," LINES "}",
        "{'lines':[" LINE("p1", "covered", SHARE("manufacturer", "compressor", "80000"), OVER("COVERED")) "," LINE(
            "p2", "charged", CUSTOMER("3500"),
            OVER("PART_NOT_COVERED")) "," LINE("lab", "charged", CUSTOMER("25000"),
                                               OVER(
                                                   "KIND_NOT_COVERED")) "," LINE("trv", "charged", CUSTOMER("5000"),
                                                                                 OVER(
                                                                                     "KIND_NOT_COVERED")) "],'by_payer'"
                                                                                                          ":{'customer'"
                                                                                                          ":33500,'"
                                                                                                          "manufacturer"
                                                                                                          "':80000}}");
}

static void test_coverage__misuse_is_the_customers(void **state)
{
    (void)state;
#define SHUT SAYS("std", "CAUSE_EXCLUDED") "," SAYS("compressor", "CAUSE_EXCLUDED")
    decides("{'basis_date':'2024-06-01','cause':'misuse','terms':[" MAKER "]," LINES "}",
            "{'lines':[" LINE("p1", "charged", CUSTOMER("80000"),
                              SHUT) "," LINE("p2", "charged", CUSTOMER("3500"),
                                             SHUT) "," LINE("lab", "charged", CUSTOMER("25000"),
                                                            SHUT) "," LINE("trv", "charged", CUSTOMER("5000"),
                                                                           SHUT) "],'by_payer':{'customer':113500}}");
}

static void test_coverage__a_cap_is_used_up_line_by_line(void **state)
{
    (void)state;
    decides(
        "{" DEFECT "'terms':[" CONTRACT(",'cap':90000") "]," LINES "}",
        "{'lines':[" LINE(
            "p1", "covered", SHARE("contract", "contract", "80000"),
            SAYS(
                "contract",
                "COVERED")) "," LINE("p2", "covered", SHARE("contract", "contract", "3500"),
                                     SAYS(
                                         "contract",
                                         "COVERED")) "," LINE("lab", "partial",
                                                              SHARE("contract", "contract",
                                                                    "6500") "," CUSTOMER("18500"),
                                                              SAYS(
                                                                  "contract",
                                                                  "COVERED_TO_CAP")) "," LINE("trv", "charged",
                                                                                              CUSTOMER("5000"),
                                                                                              SAYS(
                                                                                                  "contract",
                                                                                                  "CAP_REACHED")) "],'"
                                                                                                                  "by_"
                                                                                                                  "paye"
                                                                                                                  "r':{"
                                                                                                                  "'cus"
                                                                                                                  "tome"
                                                                                                                  "r':"
                                                                                                                  "2350"
                                                                                                                  "0,'"
                                                                                                                  "cont"
                                                                                                                  "ract"
                                                                                                                  "':"
                                                                                                                  "9000"
                                                                                                                  "0}"
                                                                                                                  "}");
}

static void test_coverage__a_deductible_is_taken_line_by_line(void **state)
{
    (void)state;
    decides("{" DEFECT "'terms':[" CONTRACT(",'deductible':10000") "]," TWO "}",
            "{'lines':[" LINE("a", "charged", CUSTOMER("4000"), SAYS("contract", "DEDUCTIBLE")) "," LINE(
                "b", "partial", SHARE("contract", "contract", "3000") "," CUSTOMER("6000"),
                SAYS("contract", "COVERED_LESS_DEDUCTIBLE")) "],'by_payer':{'customer':10000,'contract':3000}}");
    decides("{" DEFECT "'terms':[" CONTRACT(",'deductible':50000") "]," TWO "}",
            "{'lines':[" LINE("a", "charged", CUSTOMER("4000"), SAYS("contract", "DEDUCTIBLE")) "," LINE(
                "b", "charged", CUSTOMER("9000"), SAYS("contract", "DEDUCTIBLE")) "],'by_payer':{'customer':13000}}");
}

static void test_coverage__the_next_term_takes_what_one_leaves(void **state)
{
    (void)state;
    /* half of 3.33 is 1.67, half up; the contract takes the other 1.66 */
    decides("{" DEFECT "'terms':[{'id':'half','payer':'shop','percent':'50'}," CONTRACT(
                "") "],'lines':[{'id':'a','kind':'part','amount':333}]}",
            "{'lines':[" LINE("a", "covered", SHARE("shop", "half", "167") "," SHARE("contract", "contract", "166"),
                              SAYS("half", "COVERED_SHARE") "," SAYS(
                                  "contract", "COVERED")) "],'by_payer':{'shop':167,'contract':166}}");
    /* deductible 100.00, cap 500.00, then 33.3 % of goodwill */
#define PART(code, good) SAYS("contract", code) "," SAYS("kind", good)
    decides(
        "{" DEFECT "'terms':[" CONTRACT(
            ",'deductible':10000,'cap':50000") ",{'id':'kind','payer':'goodwill','percent':'33.3'}]," LINES "}",
        "{'lines':[" LINE(
            "p1", "partial",
            SHARE("contract", "contract", "50000") "," SHARE("goodwill", "kind", "6660") "," CUSTOMER("23340"),
            PART(
                "COVERED_TO_CAP",
                "COVERED_SHARE")) "," LINE("p2", "partial", SHARE("goodwill", "kind", "1166") "," CUSTOMER("2334"),
                                           PART(
                                               "CAP_REACHED",
                                               "COVERED_SHARE")) "," LINE("lab", "partial",
                                                                          SHARE("goodwill", "kind",
                                                                                "8325") "," CUSTOMER("16675"),
                                                                          PART(
                                                                              "CAP_REACHED",
                                                                              "COVERED_SHARE")) "," LINE("trv",
                                                                                                         "partial",
                                                                                                         SHARE(
                                                                                                             "goodwil"
                                                                                                             "l",
                                                                                                             "kind",
                                                                                                             "1665") "," CUSTOMER("3335"),
                                                                                                         PART(
                                                                                                             "CAP_"
                                                                                                             "REACHE"
                                                                                                             "D",
                                                                                                             "COVERED"
                                                                                                             "_SHAR"
                                                                                                             "E")) "]"
                                                                                                                   ","
                                                                                                                   "'"
                                                                                                                   "b"
                                                                                                                   "y"
                                                                                                                   "_"
                                                                                                                   "p"
                                                                                                                   "a"
                                                                                                                   "y"
                                                                                                                   "e"
                                                                                                                   "r"
                                                                                                                   "'"
                                                                                                                   ":"
                                                                                                                   "{"
                                                                                                                   "'"
                                                                                                                   "c"
                                                                                                                   "u"
                                                                                                                   "s"
                                                                                                                   "t"
                                                                                                                   "o"
                                                                                                                   "m"
                                                                                                                   "e"
                                                                                                                   "r"
                                                                                                                   "'"
                                                                                                                   ":"
                                                                                                                   "4"
                                                                                                                   "5"
                                                                                                                   "6"
                                                                                                                   "8"
                                                                                                                   "4"
                                                                                                                   ","
                                                                                                                   "'"
                                                                                                                   "c"
                                                                                                                   "o"
                                                                                                                   "n"
                                                                                                                   "t"
                                                                                                                   "r"
                                                                                                                   "a"
                                                                                                                   "c"
                                                                                                                   "t"
                                                                                                                   "'"
                                                                                                                   ":"
                                                                                                                   "5"
                                                                                                                   "0"
                                                                                                                   "0"
                                                                                                                   "0"
                                                                                                                   "0"
                                                                                                                   ","
                                                                                                                   "'"
                                                                                                                   "g"
                                                                                                                   "o"
                                                                                                                   "o"
                                                                                                                   "d"
                                                                                                                   "w"
                                                                                                                   "i"
                                                                                                                   "l"
                                                                                                                   "l"
                                                                                                                   "'"
                                                                                                                   ":"
                                                                                                                   "1"
                                                                                                                   "7"
                                                                                                                   "8"
                                                                                                                   "1"
                                                                                                                   "6"
                                                                                                                   "}"
                                                                                                                   "}");
}

static void test_coverage__labour_follows_the_part_it_serves(void **state)
{
    (void)state;
#define PC(code) SAYS("whole", "EXPIRED") "," SAYS("main", code)
    decides(
        "{'basis_date':'2025-06-01','cause':'defect','terms':[{'id':'whole','payer':'seller','start':'2024-01-01',"
        "'years':1},{'id':'main','payer':'seller','start':'2024-01-01','years':2,'classes':['board','cpu'],"
        "'kinds':['part','labour']}],'lines':[{'id':'board','kind':'part','class':'board','amount':90000},"
        "{'id':'fit','kind':'labour','class':'board','amount':12000},"
        "{'id':'fan','kind':'part','class':'fan','amount':6000},{'id':'clean','kind':'labour','amount':8000}]}",
        "{'lines':[" LINE("board", "covered", SHARE("seller", "main", "90000"), PC("COVERED")) "," LINE(
            "fit", "covered", SHARE("seller", "main", "12000"),
            PC("COVERED")) "," LINE("fan", "charged", CUSTOMER("6000"),
                                    PC("PART_NOT_COVERED")) "," LINE("clean", "charged", CUSTOMER("8000"),
                                                                     PC("PART_NOT_COVERED")) "],'by_payer':{'customer':"
                                                                                             "14000,'seller':102000}}");
}

static void test_coverage__the_first_gate_that_shuts_is_the_code(void **state)
{
    (void)state;
    static const struct {
        const char *facts, *code;
    } cases[] = {
        {"'basis_date':'2023-12-31','usage':9,'cause':'misuse'", "NOT_STARTED"},
        {"'basis_date':'2025-01-02','usage':9,'cause':'misuse'", "EXPIRED"},
        {"'basis_date':'2025-01-01','usage':'5.000000001','cause':'misuse'", "USAGE_EXCEEDED"},
        {"'basis_date':'2025-01-01','usage':5,'cause':'misuse'", "CAUSE_EXCLUDED"},
        {"'basis_date':'2024-01-01','usage':{'km':5,'h':9},'cause':'defect'", "VISITS_EXHAUSTED"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char facts[512] = "{",
             expected[512] = "{'lines':[{'id':'a','status':'charged','shares':[" CUSTOMER("7") "],'trail':[['t','";
        strcat(facts, cases[i].facts);
        strcat(facts, ",'terms':[{'id':'t','payer':'m','start':'2024-01-01','last_day':'2025-01-01','usage_limit':5,"
                      "'visits_left':0}],'lines':[{'id':'a','amount':7}]}");
        strcat(expected, cases[i].code);
        strcat(expected, "']]}],'by_payer':{'customer':7}}");
        decides(facts, expected);
    }
}

static void test_coverage__what_is_not_known_makes_it_provisional(void **state)
{
    (void)state;
#define ONE  "'lines':[{'id':'a','amount':7}]}"
#define FREE "{'lines':[" LINE("a", "covered", SHARE("m", "t", "7"), SAYS("t", "COVERED")) "],'by_payer':{'m':7}"
    decides("{'basis_date':'2024-06-01','terms':[{'id':'t','payer':'m'}]," ONE, FREE ",'provisional':true}");
    decides("{'basis_date':'2024-06-01','cause':null,'terms':[{'id':'t','payer':'m'}]," ONE,
            FREE ",'provisional':true}");
    decides("{" DEFECT "'terms':[{'id':'t','payer':'m','usage_limit':5}]," ONE, FREE ",'provisional':true}");
    decides("{" DEFECT "'usage':{'h':9},'terms':[{'id':'t','payer':'m','usage_limit':5,'meter':'km'}]," ONE,
            FREE ",'provisional':true}");
    decides("{" DEFECT "'outages':[{'from':'2024-05-05'}],'terms':[{'id':'t','payer':'m','start':'2023-05-10',"
            "'years':1}]," ONE,
            FREE ",'provisional':true}");
    decides("{" DEFECT "'usage':5,'terms':[{'id':'t','payer':'m','usage_limit':5}]," ONE, FREE "}");
}

static void test_coverage__dates_of_terms_come_from_the_case(void **state)
{
    (void)state;
    decides("{" DEFECT "'have':{'delivered':'2023-06-02'},'terms':[{'id':'t','payer':'m','from':['installation',"
            "'delivery'],'years':1}]," ONE,
            FREE "}");
    decides(
        "{" DEFECT "'terms':[{'id':'t','payer':'m','from':'delivery','years':1}]," ONE,
        "{'lines':[" LINE("a", "charged", CUSTOMER("7"), SAYS("t", "NO_START_DATE")) "],'by_payer':{'customer':7}}");
    decides("{" DEFECT "'off_days':['2024-05-31'],'terms':[{'id':'t','payer':'m','start':'2023-05-31','years':1,"
            "'roll':true}]," ONE,
            FREE "}");
}

static void test_coverage__what_cannot_be_decided_is_refused(void **state)
{
    (void)state;
    decides("{" DEFECT "'usage':4,'terms':[{'id':'t','payer':'m','usage_limit':9,'usage_start':5}]," ONE,
            "!USAGE_BACKWARDS");
    decides("{" DEFECT "'terms':[{'id':'t','payer':'m','start':'2024-01-01','last_day':'2023-01-01'}]," ONE,
            "!BAD_PERIOD");
    decides("{" DEFECT "'terms':[],'lines':[{'id':'a','amount':9223372036854775807},{'id':'b','amount':1}]}",
            "!OVERFLOW");
    decides("{" DEFECT "'terms':[],'lines':[{'id':'a','amount':-1}]}", "$.lines[0].amount");
    decides("{" DEFECT "'terms':[],'lines':[{'amount':1}]}", "$.lines[0]");
    decides("{" DEFECT "'terms':[],'lines':[{'id':'a'}]}", "$.lines[0]");
    decides("{" DEFECT "'terms':[],'lines':[{'id':'a','amount':1,'clas':'x'}]}", "$.lines[0].clas");
    decides("{'cause':'defect','lines':[]}", "$");
    decides("{" DEFECT "'usage':-1}", "$.usage");
    decides("{" DEFECT "'line':[]}", "$.line");
    decides("{" DEFECT "'terms':4}", "$.terms");
}

static void test_coverage__a_term_that_is_wrong_stops_the_others(void **state)
{
    (void)state;
    mend__term t[2];
    mend__claim_line line = {{"a", 1}, {"a", 1}, {NULL, 0}, {NULL, 0}, 7, {NULL, 0}};
    mend__verdict v[2];
    mend__line_cover cover;
    uint32_t lacks = 99;
    mend__term_init(&t[0]);
    mend__term_init(&t[1]);
    t[0].start = 10;
    t[0].last_day = 5;
    mend__claim c = {7, MEND__STR("defect"), NULL, 0, t, 2, &line, 1};
    assert_int_equal(mend__cover(&c, v, &cover, &lacks), MEND_REASON_BAD_PERIOD);
    assert_int_equal(lacks, 99);
}

static void test_coverage__nothing_to_pay_is_covered(void **state)
{
    (void)state;
    decides("{" DEFECT "'terms':[{'id':'t','payer':'m'}],'lines':[{'id':'a','amount':0}]}",
            "{'lines':[" LINE("a", "covered", "", SAYS("t", "NOTHING_LEFT")) "],'by_payer':{}}");
    decides("{" DEFECT "'terms':[{'id':'t','payer':'m'}]}", "{'lines':[],'by_payer':{}}");
    decides(
        "{" DEFECT "'terms':[{'id':'t','payer':'m','percent':'0.1'}],'lines':[{'id':'a','amount':3}]}",
        "{'lines':[" LINE("a", "charged", CUSTOMER("3"), SAYS("t", "COVERED_SHARE")) "],'by_payer':{'customer':3}}");
}

static void test_coverage__a_term_of_another_part_says_so(void **state)
{
    (void)state;
#define TERM "'terms':[{'id':'t','payer':'m','serial':'S1','classes':['x']}],"
    decides(
        "{" DEFECT TERM "'lines':[{'id':'a','class':'x','serial':'S2','amount':7}]}",
        "{'lines':[" LINE("a", "charged", CUSTOMER("7"), SAYS("t", "SERIAL_MISMATCH")) "],'by_payer':{'customer':7}}");
    decides("{" DEFECT TERM "'lines':[{'id':'a','class':'x','serial':'S1','amount':7}]}", FREE "}");
    decides("{" DEFECT TERM "'lines':[{'id':'a','class':'x','amount':7}]}", FREE "}");
    decides(
        "{" DEFECT "'terms':[{'id':'t','payer':'m','excluded_classes':['x']}],"
        "'lines':[{'id':'a','class':'x','amount':7}]}",
        "{'lines':[" LINE("a", "charged", CUSTOMER("7"), SAYS("t", "PART_EXCLUDED")) "],'by_payer':{'customer':7}}");
}

/* ---- what always holds ---- */

static uint32_t dice_seed = 1;

static uint32_t dice(uint32_t sides)
{
    dice_seed = dice_seed * 1664525U + 1013904223U;
    return (dice_seed >> 8) % sides;
}

#define TERMS_MOST 5
#define LINES_MOST 6

static const mend__str words[] = {{"a", 1}, {"b", 1}, {"c", 1}, {"defect", 6}};

static mend__strs some_words(void)
{
    mend__strs none = {NULL, 0};
    return dice(3) == 0 ? (mend__strs){&words[dice(2)], 1 + dice(2)} : none;
}

static void random_term(mend__term *t)
{
    mend__term_init(t);
    t->id = words[dice(3)];
    t->payer = words[dice(3)];
    t->start = dice(8) == 0 ? 200 : MEND__NO_DAY;
    t->last_day = t->start == MEND__NO_DAY && dice(8) == 0 ? 50 : MEND__NO_DAY;
    t->kinds = some_words();
    t->classes = some_words();
    t->excluded = some_words();
    t->causes = dice(8) == 0 ? (mend__strs){words, 1} : t->causes;
    t->percent = dice(2) == 0 ? t->percent : (int64_t)(1 + dice(100000)) * 1000000;
    t->cap = dice(2) == 0 ? t->cap : dice(3000);
    t->deductible = dice(2) == 0 ? 0 : dice(800);
    t->visits_left = dice(8) == 0 ? 0 : MEND__NONE_GIVEN;
    t->usage_limit = dice(8) == 0 ? 5 : MEND__NONE_GIVEN;
}

static void random_claim(mend__claim *c, mend__term *terms, mend__claim_line *lines)
{
    static const mend__meter meter = {{NULL, 0}, 9};
    *c = (mend__claim){
        100, dice(9) == 0 ? words[0] : words[3], &meter, dice(2), terms, dice(TERMS_MOST), lines, dice(LINES_MOST + 1)};
    for (size_t i = 0; i < TERMS_MOST; i++) {
        random_term(&terms[i]);
    }
    for (size_t i = 0; i < c->line_count; i++) {
        lines[i] = (mend__claim_line){
            words[0], words[dice(3)], words[dice(3)], {NULL, 0}, dice(5) == 0 ? 0 : dice(2000), {NULL, 0}};
    }
}

static void check_line(const mend__claim *c, size_t line, const mend__verdict *verdicts, const mend__line_cover *cover)
{
    int64_t sum = cover->customer, retained = 0;
    for (size_t t = 0; t < c->term_count; t++) {
        assert_true(verdicts[t].paid >= 0 && verdicts[t].retained >= 0);
        bool pays = verdicts[t].code >= MEND_REASON_COVERED && verdicts[t].code <= MEND_REASON_CAP_REACHED;
        assert_true(pays || (verdicts[t].paid == 0 && verdicts[t].retained == 0));
        assert_true(verdicts[t].code >= MEND_REASON_NOT_STARTED && verdicts[t].code <= MEND_REASON_CAP_REACHED);
        sum += verdicts[t].paid;
        retained += verdicts[t].retained;
    }
    assert_int_equal(sum, c->lines[line].amount);
    assert_int_equal(cover->customer, cover->open + retained);
    assert_true(cover->open >= 0);
    assert_int_equal(cover->status, cover->customer == 0                       ? MEND__COVERED
                                    : cover->customer == c->lines[line].amount ? MEND__CHARGED
                                                                               : MEND__PARTIAL);
}

static void test_coverage__shares_add_up_and_limits_hold(void **state)
{
    (void)state;
    mend__term terms[TERMS_MOST];
    mend__claim_line lines[LINES_MOST];
    mend__verdict verdicts[TERMS_MOST * LINES_MOST];
    mend__line_cover covers[LINES_MOST];
    for (int round = 0; round < 50000; round++) {
        mend__claim c;
        uint32_t lacks;
        random_claim(&c, terms, lines);
        assert_int_equal(mend__cover(&c, verdicts, covers, &lacks), 0);
        for (size_t i = 0; i < c.line_count; i++) {
            check_line(&c, i, verdicts + i * c.term_count, &covers[i]);
        }
        for (size_t t = 0; t < c.term_count; t++) {
            int64_t retained = 0;
            for (size_t i = 0; i < c.line_count; i++) {
                retained += verdicts[i * c.term_count + t].retained;
            }
            assert_true(retained <= terms[t].deductible);
            assert_true(terms[t].cap == MEND__NONE_GIVEN || mend__cover_paid(&c, verdicts, t) <= terms[t].cap);
        }
    }
}

static void test_coverage__a_term_behind_the_others_makes_nothing_dearer(void **state)
{
    (void)state;
    mend__term terms[TERMS_MOST];
    mend__claim_line lines[LINES_MOST];
    mend__verdict before[TERMS_MOST * LINES_MOST], after[TERMS_MOST * LINES_MOST];
    mend__line_cover less[LINES_MOST], more[LINES_MOST];
    for (int round = 0; round < 50000; round++) {
        mend__claim c;
        uint32_t lacks;
        random_claim(&c, terms, lines);
        assert_int_equal(mend__cover(&c, before, less, &lacks), 0);
        size_t count = c.term_count++;
        assert_int_equal(mend__cover(&c, after, more, &lacks), 0);
        for (size_t i = 0; i < c.line_count; i++) {
            assert_true(more[i].customer <= less[i].customer);
            for (size_t t = 0; t < count; t++) {
                assert_int_equal(before[i * count + t].paid, after[i * c.term_count + t].paid);
                assert_int_equal(before[i * count + t].code, after[i * c.term_count + t].code);
            }
        }
    }
}

static void test_coverage__the_largest_amounts_do_not_wrap(void **state)
{
    (void)state;
    mend__term t[2];
    mend__claim_line line = {words[0], words[0], words[0], {NULL, 0}, INT64_MAX, {NULL, 0}};
    mend__verdict v[2];
    mend__line_cover cover;
    uint32_t lacks;
    mend__term_init(&t[0]);
    mend__term_init(&t[1]);
    t[0].percent = 50 * MEND__NANO;
    t[1].cap = INT64_MAX;
    mend__claim c = {0, words[3], NULL, 0, t, 2, &line, 1};
    assert_int_equal(mend__cover(&c, v, &cover, &lacks), 0);
    assert_int_equal(v[0].paid, INT64_MAX / 2 + 1);
    assert_int_equal(v[1].paid, INT64_MAX / 2);
    assert_int_equal(cover.status, MEND__COVERED);
}

/* ---- in words ---- */

static void say(const mend__why *why, mend_reason code, const char *lang, const char *expected)
{
    mend__alloc alloc;
    mend_buf out;
    assert_true(mend__alloc_init(&alloc, NULL));
    mend__buf_init(&out, &alloc);
    mend__sentence(NULL, code, mend__why_find, why, mend__str_of(lang, MEND_NTS), &out);
    assert_string_equal(mend_buf_data(&out, NULL), expected);
    mend__buf_done(&out);
}

static void test_coverage__every_verdict_can_be_said(void **state)
{
    (void)state;
    mend__term t;
    mend__claim_line line = {MEND__STR("b"), MEND__STR("part"), MEND__STR("relay"), {NULL, 0}, 9000, {NULL, 0}};
    mend__verdict v = {MEND_REASON_COVERED_LESS_DEDUCTIBLE, 3000, 6000};
    mend__why why;
    mend__term_init(&t);
    t.id = MEND__STR("plus");
    t.payer = MEND__STR("contract");
    t.start = 19723;
    t.percent = 33300000000;
    mend__claim c = {0, MEND__STR("misuse"), NULL, 0, &t, 1, &line, 1};
    mend__why_init(&why, &c, &v, 0, 0, 2);
    say(&why, v.code, "en", "“contract” pays 30.00; 60.00 is the deductible.");
    say(&why, v.code, "zh-CN", "“contract”承担30.00，其中60.00为免赔额。");
    say(&why, MEND_REASON_COVERED_SHARE, "en", "“contract” pays 33.3 % of it: 30.00.");
    say(&why, MEND_REASON_NOT_STARTED, "en", "The term begins on 2024-01-01 only.");
    say(&why, MEND_REASON_EXPIRED, "en", "The term has ended."); /* no last day */
    say(&why, MEND_REASON_CAUSE_EXCLUDED, "zh-CN", "该保障不承担“misuse”造成的故障。");
    say(&why, MEND_REASON_KIND_NOT_COVERED, "en", "The term does not pay for “part”.");
    say(&why, MEND_REASON_PART_EXCLUDED, "en", "The term leaves “relay” out.");
    say(&why, MEND_REASON_USAGE_EXCEEDED, "en", "More has been used than the term allows.");
    t.usage_limit = 50000 * MEND__NANO;
    t.last_day = 20089;
    mend__why_init(&why, &c, &v, 0, 0, 0);
    say(&why, MEND_REASON_USAGE_EXCEEDED, "en", "More than 50000 has been used.");
    say(&why, MEND_REASON_EXPIRED, "zh-CN", "保障期已于2025-01-01届满。");
    say(&why, v.code, "en", "“contract” pays 3000; 6000 is the deductible.");
    v.paid = 5;
    mend__why_init(&why, &c, &v, 0, 0, 3);
    say(&why, v.code, "en", "“contract” pays 0.005; 6.000 is the deductible.");
    t.start = MEND__NO_DAY;
    mend__why_init(&why, &c, &v, 0, 0, 3);
    say(&why, MEND_REASON_NOT_STARTED, "en", "The term had not begun yet.");
    mend__str value;
    assert_false(mend__why_find(&why, MEND__STR("nothing"), &value));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_coverage__the_maker_pays_all_in_the_first_year),
        cmocka_unit_test(test_coverage__a_part_term_pays_for_its_part_alone),
        cmocka_unit_test(test_coverage__misuse_is_the_customers),
        cmocka_unit_test(test_coverage__a_cap_is_used_up_line_by_line),
        cmocka_unit_test(test_coverage__a_deductible_is_taken_line_by_line),
        cmocka_unit_test(test_coverage__the_next_term_takes_what_one_leaves),
        cmocka_unit_test(test_coverage__labour_follows_the_part_it_serves),
        cmocka_unit_test(test_coverage__the_first_gate_that_shuts_is_the_code),
        cmocka_unit_test(test_coverage__what_is_not_known_makes_it_provisional),
        cmocka_unit_test(test_coverage__dates_of_terms_come_from_the_case),
        cmocka_unit_test(test_coverage__what_cannot_be_decided_is_refused),
        cmocka_unit_test(test_coverage__a_term_that_is_wrong_stops_the_others),
        cmocka_unit_test(test_coverage__nothing_to_pay_is_covered),
        cmocka_unit_test(test_coverage__a_term_of_another_part_says_so),
        cmocka_unit_test(test_coverage__shares_add_up_and_limits_hold),
        cmocka_unit_test(test_coverage__a_term_behind_the_others_makes_nothing_dearer),
        cmocka_unit_test(test_coverage__the_largest_amounts_do_not_wrap),
        cmocka_unit_test(test_coverage__every_verdict_can_be_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
