/*
 * test_bill.c - from the lines of a bill to what is due, and from payments to what is left.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "bill_kit.h"
#include "ground/int.h"
#include "rules/bill_read.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static int64_t below(uint64_t *seed, uint64_t limit)
{
    return (int64_t)(next_random(seed) % limit);
}

/* A repair as it is usual: the journey has another rate and no part in discounts. */
#define REPAIR                                                                                                         \
    "'lines':[{'id':'part','amount':19999,'tax_pct':'13'},{'id':'labour','amount':12000,'tax_pct':'13'},"              \
    "{'id':'travel','amount':3000,'tax_pct':'6','discountable':false}]"
#define REPAIR_BACK                                                                                                    \
    "'lines':[{'id':'part','amount':-19999,'tax_pct':'13'},{'id':'labour','amount':-12000,'tax_pct':'13'},"            \
    "{'id':'travel','amount':-3000,'tax_pct':'6','discountable':false}]"

typedef struct bill_case {
    const char *row, *facts, *answer;
} bill_case;

static void check(mend__probe_fn section, const bill_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(probe(section, cases[i].row, cases[i].facts), cases[i].answer);
    }
}

static void test_bill__from_lines_to_what_is_due(void **state)
{
    static const bill_case cases[] = {
        {"{}", "{" REPAIR "}",
         "{'subtotal':34999,'discount':0,'net':{'part':19999,'labour':12000,'travel':3000},"
         "'by_rate':{'13':{'base':31999,'tax':4160},'6':{'base':3000,'tax':180}},"
         "'total':39339,'cash_rounding':0,'payable':39339,'due':39339}"},
        {"{'discount':{'pct':'10'}}", "{" REPAIR ",'deposit':10000,'payments':[5000,723]}",
         "{'subtotal':34999,'discount':3200,'net':{'part':17999,'labour':10800,'travel':3000},"
         "'by_rate':{'13':{'base':28799,'tax':3744},'6':{'base':3000,'tax':180}},"
         "'total':35723,'cash_rounding':0,'payable':35723,'due':20000}"},
        {"{'discount':{'amount':1000},'scope':'document','price':'incl'}", "{" REPAIR "}",
         "{'subtotal':34999,'discount':1000,'net':{'part':19374,'labour':11625,'travel':3000},"
         "'by_rate':{'13':{'base':27433,'tax':3566},'6':{'base':2830,'tax':170}},"
         "'total':33999,'cash_rounding':0,'payable':33999,'due':33999}"},
        {"{'discount':{'amount':-1000},'scope':'document','price':'incl'}", "{" REPAIR_BACK ",'deposit':-33999}",
         "{'subtotal':-34999,'discount':-1000,'net':{'part':-19374,'labour':-11625,'travel':-3000},"
         "'by_rate':{'13':{'base':-27433,'tax':-3566},'6':{'base':-2830,'tax':-170}},"
         "'total':-33999,'cash_rounding':0,'payable':-33999,'due':0}"},
        {"{'cash_step':5}", "{'lines':[{'id':'a','amount':1223}]}",
         "{'subtotal':1223,'discount':0,'net':{'a':1223},'by_rate':{'0':{'base':1223,'tax':0}},"
         "'total':1223,'cash_rounding':2,'payable':1225,'due':1225}"},
        {"{'cash_step':10,'cash_mode':'down'}", "{'lines':[{'id':'a','amount':-1229,'tax_pct':null}],'deposit':null}",
         "{'subtotal':-1229,'discount':0,'net':{'a':-1229},'by_rate':{'0':{'base':-1229,'tax':0}},"
         "'total':-1229,'cash_rounding':9,'payable':-1220,'due':-1220}"},
        /* paid too much */
        {"{}", "{'lines':[{'id':'a','amount':100}],'payments':[60,60]}",
         "{'subtotal':100,'discount':0,'net':{'a':100},'by_rate':{'0':{'base':100,'tax':0}},"
         "'total':100,'cash_rounding':0,'payable':100,'due':-20}"},
        /* nothing to pay, or only free of charge */
        {"{'discount':{'pct':'100'}}", "{'lines':[]}",
         "{'subtotal':0,'discount':0,'net':{},'by_rate':{},'total':0,'cash_rounding':0,'payable':0,'due':0}"},
        {"{'discount':{'pct':'100'}}", "{'lines':[{'id':'a','amount':999,'tax_pct':'13'}]}",
         "{'subtotal':999,'discount':999,'net':{'a':0},'by_rate':{'13':{'base':0,'tax':0}},"
         "'total':0,'cash_rounding':0,'payable':0,'due':0}"},
        /* a discount of a line comes first, that of the bill is taken from what is left */
        {"{'discount':{'pct':'5'}}",
         "{'lines':[{'id':'a','amount':10000,'discount':{'pct':'10'}},{'id':'b','amount':1000,'discount':{'amount':1}}]"
         "}",
         "{'subtotal':9999,'discount':500,'net':{'a':8550,'b':949},'by_rate':{'0':{'base':9499,'tax':0}},"
         "'total':9499,'cash_rounding':0,'payable':9499,'due':9499}"},
        /* the same rate written in two ways */
        {"{}", "{'lines':[{'id':'a','amount':100,'tax_pct':'13.0'},{'id':'b','amount':100,'tax_pct':13}]}",
         "{'subtotal':200,'discount':0,'net':{'a':100,'b':100},'by_rate':{'13':{'base':200,'tax':26}},"
         "'total':226,'cash_rounding':0,'payable':226,'due':226}"},
        /* a part taken back with the bill: the discount goes with it */
        {"{'discount':{'pct':'10'}}",
         "{'lines':[{'id':'a','amount':10000,'tax_pct':'13'},{'id':'b','amount':-2000,'tax_pct':'13'}]}",
         "{'subtotal':8000,'discount':800,'net':{'a':9000,'b':-1800},'by_rate':{'13':{'base':7200,'tax':936}},"
         "'total':8136,'cash_rounding':0,'payable':8136,'due':8136}"},
    };
    (void)state;
    check(mend__probe_invoice, cases, COUNT(cases));
}

static void test_bill__tax_by_line_and_by_rate(void **state)
{
    static const bill_case cases[] = {
        {"{'scope':'line'}",
         "{'lines':[{'id':'a','amount':10,'tax_pct':'13'},{'id':'b','amount':10,'tax_pct':'13'},"
         "{'id':'c','amount':10,'tax_pct':'13'}]}",
         "{'subtotal':30,'discount':0,'net':{'a':10,'b':10,'c':10},'by_rate':{'13':{'base':30,'tax':3}},"
         "'total':33,'cash_rounding':0,'payable':33,'due':33}"},
        {"{'scope':'document'}",
         "{'lines':[{'id':'a','amount':10,'tax_pct':'13'},{'id':'b','amount':10,'tax_pct':'13'},"
         "{'id':'c','amount':10,'tax_pct':'13'}]}",
         "{'subtotal':30,'discount':0,'net':{'a':10,'b':10,'c':10},'by_rate':{'13':{'base':30,'tax':4}},"
         "'total':34,'cash_rounding':0,'payable':34,'due':34}"},
        {"{'scope':'line','price':'incl'}",
         "{'lines':[{'id':'a','amount':100000,'tax_pct':'6'},{'id':'b','amount':300000,'tax_pct':'6'}]}",
         "{'subtotal':400000,'discount':0,'net':{'a':100000,'b':300000},'by_rate':{'6':{'base':377359,'tax':22641}},"
         "'total':400000,'cash_rounding':0,'payable':400000,'due':400000}"},
        {"{'price':'incl'}",
         "{'lines':[{'id':'a','amount':100000,'tax_pct':'6'},{'id':'b','amount':300000,'tax_pct':'6'}]}",
         "{'subtotal':400000,'discount':0,'net':{'a':100000,'b':300000},'by_rate':{'6':{'base':377358,'tax':22642}},"
         "'total':400000,'cash_rounding':0,'payable':400000,'due':400000}"},
        {"{'mode':'half_even'}", "{'lines':[{'id':'a','amount':-31750,'tax_pct':'19'}]}",
         "{'subtotal':-31750,'discount':0,'net':{'a':-31750},'by_rate':{'19':{'base':-31750,'tax':-6032}},"
         "'total':-37782,'cash_rounding':0,'payable':-37782,'due':-37782}"},
    };
    (void)state;
    check(mend__probe_invoice, cases, COUNT(cases));
}

static void test_bill__what_gives_no_bill(void **state)
{
    static const bill_case cases[] = {
        {"{'discount':{'amount':32000}}", "{" REPAIR "}", "!DISCOUNT_TOO_LARGE"},
        {"{'discount':{'amount':-1}}", "{" REPAIR "}", "!DISCOUNT_TOO_LARGE"},
        {"{'discount':{'amount':1}}", "{" REPAIR_BACK "}", "!DISCOUNT_TOO_LARGE"},
        {"{'discount':{'amount':-32000}}", "{" REPAIR_BACK "}", "!DISCOUNT_TOO_LARGE"},
        {"{'discount':{'amount':1}}", "{'lines':[]}", "!DISCOUNT_TOO_LARGE"},
        {"{}", "{'lines':[{'id':'a','amount':10,'discount':{'amount':11}}]}", "!DISCOUNT_TOO_LARGE"},
        {"{}", "{'lines':[{'id':'a','amount':9223372036854775807},{'id':'b','amount':1}]}", "!OVERFLOW"},
        {"{}", "{'lines':[{'id':'a','amount':9223372036854775807,'tax_pct':'13'}]}", "!OVERFLOW"},
        {"{'scope':'line'}", "{'lines':[{'id':'a','amount':9223372036854775807,'tax_pct':'200'}]}", "!OVERFLOW"},
        {"{'scope':'line'}", "{'lines':[{'id':'a','amount':9223372036854775807,'tax_pct':'13'}]}", "!OVERFLOW"},
        {"{'cash_step':5,'cash_mode':'up'}", "{'lines':[{'id':'a','amount':9223372036854775807}]}", "!OVERFLOW"},
        /* each sum by itself: of what is discountable, of a rate, of its taxes, of all rates */
        {"{}",
         "{'lines':[{'id':'a','amount':9223372036854775807},{'id':'b','amount':-9223372036854775807,"
         "'discountable':false},{'id':'c','amount':9223372036854775807}]}",
         "!OVERFLOW"},
        {"{}",
         "{'lines':[{'id':'a','amount':9223372036854775807},{'id':'b','amount':-9223372036854775807,'tax_pct':'6'},"
         "{'id':'c','amount':9223372036854775807}]}",
         "!OVERFLOW"},
        {"{}", "{'lines':[{'id':'a','amount':9223372036854775807,'tax_pct':'200'}]}", "!OVERFLOW"},
        {"{'scope':'line'}",
         "{'lines':[{'id':'a','amount':5000000000000000000,'tax_pct':'150'},"
         "{'id':'b','amount':4000000000000000000,'tax_pct':'150'}]}",
         "!OVERFLOW"},
        {"{}", "{'lines':[{'id':'a','amount':100,'tax_pct':'6'},{'id':'b','amount':9223372036854775704}]}",
         "!OVERFLOW"},
        {"{}", "{'lines':[{'id':'a','amount':100,'tax_pct':'6'},{'id':'b','amount':9223372036854775701}]}",
         "{'subtotal':9223372036854775801,'discount':0,'net':{'a':100,'b':9223372036854775701},"
         "'by_rate':{'6':{'base':100,'tax':6},'0':{'base':9223372036854775701,'tax':0}},"
         "'total':9223372036854775807,'cash_rounding':0,'payable':9223372036854775807,'due':9223372036854775807}"},
        {"{}", "{'lines':[],'deposit':-9223372036854775808}", "!OVERFLOW"},
        {"{}", "{'lines':[],'deposit':9223372036854775807,'payments':[-9223372036854775808]}",
         "{'subtotal':0,'discount':0,'net':{},'by_rate':{},'total':0,'cash_rounding':0,'payable':0,'due':1}"},
        /* amounts that nearly cancel, and a discount that would blow up on them */
        {"{'discount':{'amount':1}}",
         "{'lines':[{'id':'a','amount':9223372036854775807},{'id':'b','amount':-9223372036854775806}]}",
         "{'subtotal':1,'discount':1,'net':{'a':0,'b':0},'by_rate':{'0':{'base':0,'tax':0}},"
         "'total':0,'cash_rounding':0,'payable':0,'due':0}"},
        {"{'discount':{'amount':-9223372036854775808}}",
         "{'lines':[{'id':'a','amount':-9223372036854775808},{'id':'b','amount':0}]}", "!OVERFLOW"},
    };
    (void)state;
    check(mend__probe_invoice, cases, COUNT(cases));
}

static void test_bill__rules_and_facts_are_checked(void **state)
{
    static const struct {
        const char *row, *facts;
        mend_status status;
        const char *path;
    } cases[] = {
        {"{'taxes':[]}", "{'lines':[]}", MEND_SCHEMA, "$.taxes"},
        {"{'price':1}", "{'lines':[]}", MEND_SCHEMA, "$.price"},
        {"{'scope':'all'}", "{'lines':[]}", MEND_SCHEMA, "$.scope"},
        {"{'mode':'x'}", "{'lines':[]}", MEND_SCHEMA, "$.mode"},
        {"{'cash_step':-5}", "{'lines':[]}", MEND_SCHEMA, "$.cash_step"},
        {"{'cash_mode':'x'}", "{'lines':[]}", MEND_SCHEMA, "$.cash_mode"},
        {"{'discount':10}", "{'lines':[]}", MEND_SCHEMA, "$.discount"},
        {"{'discount':{}}", "{'lines':[]}", MEND_SCHEMA, "$.discount"},
        {"{'discount':{'pct':'1','amount':1}}", "{'lines':[]}", MEND_SCHEMA, "$.discount"},
        {"{'discount':{'pct':'100.1'}}", "{'lines':[]}", MEND_SCHEMA, "$.discount.pct"},
        {"{'discount':{'pct':'-1'}}", "{'lines':[]}", MEND_SCHEMA, "$.discount.pct"},
        {"{'discount':{'amount':'1'}}", "{'lines':[]}", MEND_SCHEMA, "$.discount.amount"},
        {"{'discount':{'percent':'1'}}", "{'lines':[]}", MEND_SCHEMA, "$.discount.percent"},
        {"{}", "{}", MEND_SCHEMA, "$"},
        {"{}", "{'lines':1}", MEND_SCHEMA, "$.lines"},
        {"{}", "{'lines':[],'paid':1}", MEND_SCHEMA, "$.paid"},
        {"{}", "{'lines':[],'deposit':'1'}", MEND_SCHEMA, "$.deposit"},
        {"{}", "{'lines':[],'deposit':1.5}", MEND_SCHEMA, "$.deposit"},
        {"{}", "{'lines':[],'payments':5}", MEND_SCHEMA, "$.payments"},
        {"{}", "{'lines':[],'payments':[5,'5']}", MEND_SCHEMA, "$.payments[1]"},
        {"{}", "{'lines':[1]}", MEND_SCHEMA, "$.lines[0]"},
        {"{}", "{'lines':[{'amount':1}]}", MEND_SCHEMA, "$.lines[0]"},
        {"{}", "{'lines':[{'id':'a'}]}", MEND_SCHEMA, "$.lines[0]"},
        {"{}", "{'lines':[{'id':'a','amount':'1'}]}", MEND_SCHEMA, "$.lines[0].amount"},
        {"{}", "{'lines':[{'id':'a','amount':9223372036854775808}]}", MEND_SCHEMA, "$.lines[0].amount"},
        {"{}", "{'lines':[{'id':'a','amount':1,'tax_pct':'-1'}]}", MEND_SCHEMA, "$.lines[0].tax_pct"},
        {"{}", "{'lines':[{'id':'a','amount':1,'tax_pct':'501'}]}", MEND_SCHEMA, "$.lines[0].tax_pct"},
        {"{}", "{'lines':[{'id':'a','amount':1,'discountable':1}]}", MEND_SCHEMA, "$.lines[0].discountable"},
        {"{}", "{'lines':[{'id':'a','amount':1,'discount':1}]}", MEND_SCHEMA, "$.lines[0].discount"},
        {"{}", "{'lines':[{'id':'a','amount':1,'tax':'1'}]}", MEND_SCHEMA, "$.lines[0].tax"},
        {"{}", "{'lines':[{'id':'a','amount':1},{'id':'a','amount':2}]}", MEND_SCHEMA, "$.lines[1].id"},
        /* the first fault is said */
        {"{}", "{'lines':[{'id':'a'},{'id':'b','amount':2}]}", MEND_SCHEMA, "$.lines[0]"},
        {"{}", "{'lines':[{'id':'a','amount':1},{'id':'b'},{'id':'a','amount':2}]}", MEND_SCHEMA, "$.lines[1]"},
        {"{}", "{'lines':[{'id':'a','amount':1},{'id':'b','amount':1},{'id':'a','amount':2},{'id':'c'}]}", MEND_SCHEMA,
         "$.lines[2].id"},
        {"{}", "{'lines':[],'payments':['x',1]}", MEND_SCHEMA, "$.payments[0]"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_wrong(mend__probe_invoice, cases[i].row, cases[i].facts, cases[i].status, cases[i].path, 0);
    }
}

static void test_bill__there_are_limits(void **state)
{
    static char facts[40000];
    (void)state;
    for (int more = 0; more < 2; more++) {
        size_t at = (size_t)snprintf(facts, sizeof facts, "{'lines':[");
        for (int i = 0; i < 512 + more; i++) {
            at += (size_t)snprintf(facts + at, sizeof facts - at, "%s{'id':'%d','amount':1,'tax_pct':'%d'}",
                                   i == 0 ? "" : ",", i, i % 500);
        }
        snprintf(facts + at, sizeof facts - at, "]}");
        if (more == 0) {
            assert_non_null(strstr(probe(mend__probe_invoice, "{}", facts), "{'subtotal':512,"));
        } else {
            assert_wrong(mend__probe_invoice, "{}", facts, MEND_LIMIT, "$.lines", 0);
        }
        at = (size_t)snprintf(facts, sizeof facts, "{'lines':[],'payments':[");
        for (int i = 0; i < 512 + more; i++) {
            at += (size_t)snprintf(facts + at, sizeof facts - at, "%s1", i == 0 ? "" : ",");
        }
        snprintf(facts + at, sizeof facts - at, "]}");
        if (more == 0) {
            assert_non_null(strstr(probe(mend__probe_invoice, "{}", facts), "'due':-512}"));
        } else {
            assert_wrong(mend__probe_invoice, "{}", facts, MEND_LIMIT, "$.payments", 0);
        }
    }
}

/* The rule as C, not as read: a percentage is looked at again. */
static void test_bill__a_discount_is_part_of_a_bill(void **state)
{
    mend__bill_rule rule = {false, false, MEND__ROUND_HALF_UP, {MEND__DISCOUNT_PERCENT, 0}, 0, MEND__ROUND_HALF_UP};
    mend__bill_line line = {.amount = 100, .discountable = true};
    mend__bill_rate rate;
    int64_t room[2];
    mend__bill bill;
    (void)state;
    rule.discount.value = -1;
    assert_int_equal(mend__bill_make(&rule, &line, 1, &rate, room, &bill), MEND_REASON_DISCOUNT_TOO_LARGE);
    rule.discount.value = 100 * MEND__NANO + 1;
    assert_int_equal(mend__bill_make(&rule, &line, 1, &rate, room, &bill), MEND_REASON_DISCOUNT_TOO_LARGE);
    rule.discount.value = 100 * MEND__NANO;
    assert_int_equal(mend__bill_make(&rule, &line, 1, &rate, room, &bill), 0);
    assert_int_equal(bill.total, 0);
}

/* ---- what holds for every bill ---- */

#define LINES 8

typedef struct made {
    mend__bill_rule rule;
    mend__bill_line lines[LINES];
    mend__bill_rate rates[LINES];
    int64_t room[2 * LINES];
    size_t count;
    mend__bill bill;
} made;

static void make_bill(uint64_t *seed, bool credits, made *m)
{
    static const int64_t percents[] = {0, 13 * MEND__NANO, 6 * MEND__NANO, 9500000000, 21 * MEND__NANO};
    static const mend__rounding modes[] = {MEND__ROUND_HALF_UP, MEND__ROUND_HALF_EVEN, MEND__ROUND_HALF_DOWN,
                                           MEND__ROUND_UP, MEND__ROUND_DOWN};
    memset(m, 0, sizeof *m);
    m->count = (size_t)below(seed, LINES + 1);
    m->rule.included = below(seed, 2) == 0;
    m->rule.by_line = below(seed, 2) == 0;
    m->rule.mode = modes[below(seed, COUNT(modes))];
    m->rule.cash_mode = modes[below(seed, COUNT(modes))];
    m->rule.cash_step = below(seed, 3) == 0 ? 5 : 0;
    m->rule.discount = (mend__discount){MEND__DISCOUNT_PERCENT, below(seed, 100 * MEND__NANO + 1)};
    for (size_t i = 0; i < m->count; i++) {
        m->lines[i].amount = (int64_t)(next_random(seed) >> (24 + below(seed, 38)));
        m->lines[i].amount = credits && below(seed, 4) == 0 ? -m->lines[i].amount : m->lines[i].amount;
        m->lines[i].rate = percents[below(seed, COUNT(percents))];
        m->lines[i].discountable = below(seed, 4) != 0;
        m->lines[i].discount.kind = below(seed, 3) == 0 ? MEND__DISCOUNT_PERCENT : MEND__DISCOUNT_NONE;
        m->lines[i].discount.value = below(seed, 100 * MEND__NANO + 1);
    }
}

static void reckon(made *m)
{
    assert_int_equal(mend__bill_make(&m->rule, m->lines, m->count, m->rates, m->room, &m->bill), 0);
}

static void test_bill__everything_sums(void **state)
{
    uint64_t seed = 81;
    made m;
    (void)state;
    for (int round = 0; round < 5000; round++) {
        make_bill(&seed, round % 2 == 0, &m);
        reckon(&m);
        int64_t sums = 0, nets = 0, total = 0;
        for (size_t i = 0; i < m.count; i++) {
            const mend__bill_line *line = &m.lines[i];
            sums += line->sum;
            nets += line->net;
            assert_true(line->discountable || line->net == line->sum);
            assert_true(m.rule.included ? line->base + line->tax == line->net : line->base == line->net);
        }
        assert_true(sums == m.bill.subtotal);
        assert_true(nets == m.bill.subtotal - m.bill.discount);
        for (size_t r = 0; r < m.bill.rates; r++) {
            int64_t base = 0, tax = 0;
            for (size_t i = 0; i < m.count; i++) {
                base += m.lines[i].rate == m.rates[r].rate ? m.lines[i].base : 0;
                tax += m.lines[i].rate == m.rates[r].rate ? m.lines[i].tax : 0;
            }
            assert_true(base == m.rates[r].base);
            assert_true(tax == m.rates[r].tax);
            total += base + tax;
        }
        assert_true(total == m.bill.total);
        assert_true(!m.rule.included || m.bill.total == nets); /* the price told never changes */
        assert_true(m.bill.payable == m.bill.total + m.bill.cash_rounding);
        assert_true(m.rule.cash_step == 0
                        ? m.bill.cash_rounding == 0
                        : m.bill.payable % 5 == 0 && m.bill.cash_rounding > -5 && m.bill.cash_rounding < 5);
    }
}

static void test_bill__a_credit_mirrors_its_bill(void **state)
{
    uint64_t seed = 83;
    made m, back;
    (void)state;
    for (int round = 0; round < 5000; round++) {
        make_bill(&seed, false, &m);
        if (round % 3 == 0) {
            m.rule.discount = (mend__discount){MEND__DISCOUNT_AMOUNT, 0};
            for (size_t i = 0; i < m.count; i++) {
                m.rule.discount.value += m.lines[i].discountable && m.lines[i].discount.kind == MEND__DISCOUNT_NONE
                                             ? m.lines[i].amount / 3
                                             : 0;
            }
        }
        back = m;
        for (size_t i = 0; i < m.count; i++) {
            back.lines[i].amount = -m.lines[i].amount;
        }
        if (m.rule.discount.kind == MEND__DISCOUNT_AMOUNT) {
            back.rule.discount.value = -m.rule.discount.value;
        }
        reckon(&m);
        reckon(&back);
        for (size_t i = 0; i < m.count; i++) {
            assert_true(back.lines[i].net == -m.lines[i].net);
            assert_true(back.lines[i].base == -m.lines[i].base);
            assert_true(back.lines[i].tax == -m.lines[i].tax);
        }
        assert_true(back.bill.rates == m.bill.rates);
        for (size_t r = 0; r < m.bill.rates; r++) {
            assert_true(back.rates[r].rate == m.rates[r].rate);
            assert_true(back.rates[r].base == -m.rates[r].base);
            assert_true(back.rates[r].tax == -m.rates[r].tax);
        }
        assert_true(back.bill.subtotal == -m.bill.subtotal);
        assert_true(back.bill.discount == -m.bill.discount);
        assert_true(back.bill.total == -m.bill.total);
        assert_true(back.bill.payable == -m.bill.payable);
    }
}

/* The same bill by the way of taxes: prices with tax, one rate a line. */
static void test_bill__agrees_with_taxes(void **state)
{
    uint64_t seed = 87;
    made m;
    (void)state;
    for (int round = 0; round < 3000; round++) {
        mend__tax taxes[LINES];
        mend__tax_line lines[LINES];
        mend__tax_sum sum;
        int64_t amounts[LINES];
        make_bill(&seed, round % 2 == 0, &m);
        reckon(&m);
        memset(taxes, 0, sizeof taxes);
        for (size_t r = 0; r < m.bill.rates; r++) {
            taxes[r].value = m.rates[r].rate;
        }
        for (size_t i = 0; i < m.count; i++) {
            size_t r = 0;
            while (m.rates[r].rate != m.lines[i].rate) {
                r++;
            }
            lines[i] = (mend__tax_line){mend__wide_mul64(m.lines[i].net, MEND__ATTO), (uint64_t)1 << r, false};
        }
        mend__tax_rule rule = {m.rule.included, m.rule.by_line, MEND__FIT_BASE, m.rule.mode, taxes, m.bill.rates};
        assert_true(mend__tax_document(&rule, lines, m.count, amounts, &sum));
        assert_true(sum.total == m.bill.total);
        for (size_t r = 0; r < m.bill.rates; r++) {
            assert_true(amounts[r] == m.rates[r].tax);
        }
    }
}

/* ---- what has been paid ---- */

#define LEDGER(paid, off, due, state) "{'paid':" paid ",'written_off':" off ",'due':" due ",'state':'" state "'}"
#define ENTRY(type, amount)           "{'type':'" type "','amount':" amount "}"

static void test_bill__payments_and_what_is_left(void **state)
{
    static const bill_case cases[] = {
        {"{}", "{'total':35723,'events':[" ENTRY("deposit", "10000") "," ENTRY("payment", "25723") "]}",
         LEDGER("35723", "0", "0", "settled")},
        {"{}", "{'total':35723}", LEDGER("0", "0", "35723", "unpaid")},
        {"{}", "{'total':0,'events':[]}", LEDGER("0", "0", "0", "settled")},
        {"{}", "{'total':100,'events':[" ENTRY("payment", "40") "]}", LEDGER("40", "0", "60", "part_paid")},
        {"{}", "{'total':100,'events':[" ENTRY("payment", "140") "]}", LEDGER("140", "0", "-40", "overpaid")},
        {"{}", "{'total':100,'events':[" ENTRY("payment", "140") "," ENTRY("refund", "40") "]}",
         LEDGER("100", "0", "0", "settled")},
        {"{}", "{'total':100,'events':[" ENTRY("deposit", "100") "," ENTRY("refund", "100") "]}",
         LEDGER("0", "0", "100", "unpaid")},
        {"{}", "{'total':0,'events':[" ENTRY("deposit", "100") "]}", LEDGER("100", "0", "-100", "overpaid")},
        {"{'writeoff_limit':5}", "{'total':10003,'events':[" ENTRY("payment", "10000") "," ENTRY("writeoff", "3") "]}",
         LEDGER("10000", "3", "0", "settled")},
        {"{'writeoff_limit':5}", "{'total':10005,'events':[" ENTRY("payment", "10000") "," ENTRY("writeoff", "5") "]}",
         LEDGER("10000", "5", "0", "settled")},
        {"{'writeoff_limit':5}", "{'total':10006,'events':[" ENTRY("payment", "10000") "," ENTRY("writeoff", "6") "]}",
         "!WRITEOFF_LIMIT"},
        /* bit by bit it is no more */
        {"{'writeoff_limit':5}",
         "{'total':10006,'events':[" ENTRY("payment", "10000") "," ENTRY("writeoff", "3") "," ENTRY("writeoff",
                                                                                                    "3") "]}",
         "!WRITEOFF_LIMIT"},
        {"{'writeoff_limit':5}", "{'total':10003,'events':[" ENTRY("payment", "10000") "," ENTRY("writeoff", "4") "]}",
         "!WRITEOFF_LIMIT"},
        {"{}", "{'total':1,'events':[" ENTRY("writeoff", "1") "]}", "!WRITEOFF_LIMIT"},
        {"{'writeoff_limit':9223372036854775807}",
         "{'total':10,'events':[" ENTRY("writeoff", "5") "," ENTRY("writeoff", "9223372036854775807") "]}",
         "!WRITEOFF_LIMIT"},
        {"{}", "{'total':1,'events':[" ENTRY("writeoff", "0") "]}", LEDGER("0", "0", "1", "unpaid")},
        /* a credit note takes back what was billed */
        {"{}", "{'total':1000,'events':[" ENTRY("credit_note", "1000") "]}", LEDGER("0", "0", "0", "settled")},
        {"{}", "{'total':1000,'events':[" ENTRY("credit_note", "300") "," ENTRY("payment", "700") "]}",
         LEDGER("700", "0", "0", "settled")},
        {"{}", "{'total':1000,'events':[" ENTRY("credit_note", "300") "]}", LEDGER("0", "0", "700", "unpaid")},
        {"{}", "{'total':1000,'events':[" ENTRY("payment", "1000") "," ENTRY("credit_note", "300") "]}",
         LEDGER("1000", "0", "-300", "overpaid")},
        {"{}",
         "{'total':1000,'events':[" ENTRY("payment", "1000") "," ENTRY("credit_note", "300") "," ENTRY("refund",
                                                                                                       "300") "]}",
         LEDGER("700", "0", "0", "settled")},
        /* owed to the customer, and paid by giving back */
        {"{}", "{'total':-500}", LEDGER("0", "0", "-500", "unpaid")},
        {"{}", "{'total':-500,'events':[" ENTRY("refund", "200") "]}", LEDGER("-200", "0", "-300", "part_paid")},
        {"{}", "{'total':-500,'events':[" ENTRY("refund", "500") "]}", LEDGER("-500", "0", "0", "settled")},
        {"{}", "{'total':100,'events':[" ENTRY("credit_note", "150") "," ENTRY("refund", "50") "]}",
         LEDGER("-50", "0", "0", "settled")},
        {"{'writeoff_limit':5}", "{'total':-503,'events':[" ENTRY("refund", "500") "," ENTRY("writeoff", "3") "]}",
         LEDGER("-500", "-3", "0", "settled")},
        {"{'writeoff_limit':5}", "{'total':-506,'events':[" ENTRY("refund", "500") "," ENTRY("writeoff", "6") "]}",
         "!WRITEOFF_LIMIT"},
        /* what was never received cannot be given back */
        {"{}", "{'total':100,'events':[" ENTRY("refund", "1") "]}", "!REFUND_TOO_LARGE"},
        {"{}", "{'total':100,'events':[" ENTRY("deposit", "50") "," ENTRY("refund", "51") "]}", "!REFUND_TOO_LARGE"},
        {"{}", "{'total':-500,'events':[" ENTRY("refund", "501") "]}", "!REFUND_TOO_LARGE"},
        {"{}", "{'total':100,'events':[" ENTRY("payment", "-1") "]}", "!NEGATIVE_AMOUNT"},
        {"{}", "{'total':100,'events':[" ENTRY("payment", "-1") "," ENTRY("refund", "500") "]}", "!NEGATIVE_AMOUNT"},
        {"{}", "{'total':-9223372036854775808,'events':[" ENTRY("payment", "1") "]}", "!OVERFLOW"},
        {"{}", "{'total':-9223372036854775808,'events':[" ENTRY("credit_note", "1") "]}", "!OVERFLOW"},
        {"{}", "{'total':0,'events':[" ENTRY("payment", "9223372036854775807") "," ENTRY("payment", "1") "]}",
         "!OVERFLOW"},
        {"{'writeoff_limit':5}",
         "{'total':3,'events':[" ENTRY("writeoff", "3") "," ENTRY("credit_note",
                                                                  "2") "," ENTRY("payment", "9223372036854775807") "]}",
         "!OVERFLOW"},
        {"{'writeoff_limit':9223372036854775807}",
         "{'total':-9223372036854775808,'events':[" ENTRY("writeoff", "9223372036854775807") "]}",
         LEDGER("0", "-9223372036854775807", "-1", "unpaid")},
        {"{'writeoff_limit':9223372036854775807}",
         "{'total':9223372036854775807,'events':[" ENTRY("writeoff", "9223372036854775807") "]}",
         LEDGER("0", "9223372036854775807", "0", "settled")},
    };
    (void)state;
    check(mend__probe_ledger, cases, COUNT(cases));
}

/* What is not taken leaves the ledger as it was; what is taken keeps the sums. */
static void test_bill__a_ledger_always_sums(void **state)
{
    uint64_t seed = 91;
    (void)state;
    for (int round = 0; round < 2000; round++) {
        mend__ledger l;
        int64_t total = below(&seed, 2001) - 500, credited = 0;
        mend__ledger_open(&l, total, 50);
        for (int i = 0; i < 12; i++) {
            mend__ledger before = l;
            mend__entry entry = {(mend__entry_kind)below(&seed, 5), below(&seed, 400) - 20};
            mend_reason reason = mend__ledger_add(&l, entry);
            if (reason != 0) {
                assert_memory_equal(&before, &l, sizeof l);
                continue;
            }
            credited += entry.kind == MEND__ENTRY_CREDIT_NOTE ? entry.amount : 0;
            assert_true(l.total == total - credited && l.credited == credited);
            assert_true(l.due == l.total - l.paid - l.written_off);
            assert_true(l.written_off >= -50 && l.written_off <= 50);
            assert_int_equal(mend__ledger_state(&l) == MEND__SETTLED, l.due == 0);
            assert_int_equal(mend__ledger_state(&l) == MEND__OVERPAID, l.total < 0 ? l.due > 0 : l.due < 0);
        }
    }
}

static void test_bill__entries_are_checked(void **state)
{
    static const struct {
        const char *row, *facts;
        mend_status status;
        const char *path;
    } cases[] = {
        {"{'limit':5}", "{'total':1}", MEND_SCHEMA, "$.limit"},
        {"{'writeoff_limit':-5}", "{'total':1}", MEND_SCHEMA, "$.writeoff_limit"},
        {"{'writeoff_limit':'5'}", "{'total':1}", MEND_SCHEMA, "$.writeoff_limit"},
        {"{}", "{}", MEND_SCHEMA, "$"},
        {"{}", "{'total':'1'}", MEND_SCHEMA, "$.total"},
        {"{}", "{'total':1,'event':[]}", MEND_SCHEMA, "$.event"},
        {"{}", "{'total':1,'events':{}}", MEND_SCHEMA, "$.events"},
        {"{}", "{'total':1,'events':[1]}", MEND_SCHEMA, "$.events[0]"},
        {"{}", "{'total':1,'events':[{'amount':1}]}", MEND_SCHEMA, "$.events[0]"},
        {"{}", "{'total':1,'events':[{'type':'payment'}]}", MEND_SCHEMA, "$.events[0]"},
        {"{}", "{'total':1,'events':[{'type':'paid','amount':1}]}", MEND_SCHEMA, "$.events[0].type"},
        {"{}", "{'total':1,'events':[{'type':'payment','amount':'1'}]}", MEND_SCHEMA, "$.events[0].amount"},
        {"{}", "{'total':1,'events':[{'type':'payment','amount':1,'at':1}]}", MEND_SCHEMA, "$.events[0].at"},
        /* a fault behind an entry that is not taken */
        {"{}", "{'total':1,'events':[" ENTRY("refund", "5") ",{'type':'payment'}]}", MEND_SCHEMA, "$.events[1]"},
    };
    static char facts[20000];
    size_t at = (size_t)snprintf(facts, sizeof facts, "{'total':1,'events':[");
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_wrong(mend__probe_ledger, cases[i].row, cases[i].facts, cases[i].status, cases[i].path, 0);
    }
    for (int i = 0; i < 513; i++) {
        at += (size_t)snprintf(facts + at, sizeof facts - at, "%s" ENTRY("payment", "1"), i == 0 ? "" : ",");
    }
    snprintf(facts + at, sizeof facts - at, "]}");
    assert_wrong(mend__probe_ledger, "{}", facts, MEND_LIMIT, "$.events", 0);
}

static void test_bill__survives_without_memory(void **state)
{
    (void)state;
    assert_survives(mend__probe_invoice, "{'discount':{'amount':1000},'price':'incl'}", "{" REPAIR "}",
                    "{'subtotal':34999,'discount':1000,'net':{'part':19374,'labour':11625,'travel':3000},"
                    "'by_rate':{'13':{'base':27433,'tax':3566},'6':{'base':2830,'tax':170}},"
                    "'total':33999,'cash_rounding':0,'payable':33999,'due':33999}");
    assert_survives(mend__probe_ledger, "{}", "{'total':100,'events':[" ENTRY("payment", "40") "]}",
                    LEDGER("40", "0", "60", "part_paid"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bill__from_lines_to_what_is_due),
        cmocka_unit_test(test_bill__tax_by_line_and_by_rate),
        cmocka_unit_test(test_bill__what_gives_no_bill),
        cmocka_unit_test(test_bill__a_discount_is_part_of_a_bill),
        cmocka_unit_test(test_bill__rules_and_facts_are_checked),
        cmocka_unit_test(test_bill__there_are_limits),
        cmocka_unit_test(test_bill__everything_sums),
        cmocka_unit_test(test_bill__a_credit_mirrors_its_bill),
        cmocka_unit_test(test_bill__agrees_with_taxes),
        cmocka_unit_test(test_bill__payments_and_what_is_left),
        cmocka_unit_test(test_bill__a_ledger_always_sums),
        cmocka_unit_test(test_bill__entries_are_checked),
        cmocka_unit_test(test_bill__survives_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
