/*
 * test_tax.c - taxes of a document: figures that others got wrong, and what holds for every document.
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

/* Sets of taxes that come again. */
#define VAT(percent) "'taxes':[{'id':'t','kind':'percent','value':'" percent "'}]}"
#define TWICE(percent)                                                                                                 \
    "'taxes':[{'id':'x','kind':'percent','value':'" percent "'},{'id':'y','kind':'percent','value':'" percent "'}]}"
#define EXCL_LINE     "{'exp':2,'price':'excl','scope':'line',"
#define EXCL_DOCUMENT "{'exp':2,'price':'excl','scope':'document',"
#define INCL_LINE     "{'exp':2,'price':'incl','scope':'line',"
#define INCL_DOCUMENT "{'exp':2,'price':'incl','scope':'document',"
/* two of 6 %, both into the base of a third of 3 % */
#define INDIA                                                                                                          \
    "'taxes':[{'id':'a','kind':'percent','value':'6','into_base':true},"                                               \
    "{'id':'b','kind':'percent','value':'6','into_base':true},{'id':'c','kind':'percent','value':'3',"                 \
    "'compound':true}]}"
#define INDIA_LINES "{'lines':[{'amount':'15.89','taxes':['a','b','c']},{'amount':'15.89','taxes':['a','b','c']}]}"
/* a levy of 1.00 and 21 % on top of it */
#define BELGIUM                                                                                                        \
    "'taxes':[{'id':'f','kind':'fixed','value':'1','into_base':true},"                                                 \
    "{'id':'p','kind':'percent','value':'21','compound':true}]}"
#define BELGIUM_LINES(amount)                                                                                          \
    "{'lines':[{'amount':'" amount "','taxes':['f','p']},{'amount':'" amount "','taxes':['f','p']}]}"
#define LINE(amount) "{'amount':'" amount "','taxes':['t']}"
#define MEXICO_LINES                                                                                                   \
    "{'lines':[" LINE("1199") "," LINE("1999") "," LINE("1699") "," LINE("11999") "," LINE("11999") "," LINE(          \
        "11999") "," LINE("10999") "]}"
#define TWO_RATES                                                                                                      \
    "'fit':'total','taxes':[{'id':'a','kind':'percent','value':'13'},{'id':'b','kind':'percent','value':'23'}]}"

typedef struct tax_case {
    const char *row, *facts, *answer;
} tax_case;

static void check(const tax_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(probe(mend__probe_tax, cases[i].row, cases[i].facts), cases[i].answer);
    }
}

/* A credit of an invoice for 317.50 at 19 %, which is 60.325, has to settle it. */
static void test_tax__a_credit_settles_its_invoice(void **state)
{
    static const tax_case cases[] = {
        {EXCL_LINE "'mode':'half_even'," VAT("19"), "{'lines':[" LINE("317.50") "]}",
         "{'base':31750,'taxes':{'t':6032},'adjust':0,'total':37782}"},
        {EXCL_LINE "'mode':'half_even'," VAT("19"), "{'lines':[" LINE("-317.50") "]}",
         "{'base':-31750,'taxes':{'t':-6032},'adjust':0,'total':-37782}"},
        {EXCL_LINE VAT("19"), "{'lines':[" LINE("317.50") "]}",
         "{'base':31750,'taxes':{'t':6033},'adjust':0,'total':37783}"},
        {EXCL_LINE VAT("19"), "{'lines':[" LINE("-317.50") "]}",
         "{'base':-31750,'taxes':{'t':-6033},'adjust':0,'total':-37783}"},
        {EXCL_LINE BELGIUM, BELGIUM_LINES("-16.79"),
         "{'base':-3358,'taxes':{'f':-200,'p':-748},'adjust':0,'total':-4306}"},
        {INCL_DOCUMENT BELGIUM, BELGIUM_LINES("-21.53"),
         "{'base':-3359,'taxes':{'f':-200,'p':-747},'adjust':0,'total':-4306}"},
    };
    (void)state;
    check(cases, COUNT(cases));
}

static void test_tax__by_line_and_by_document_differ(void **state)
{
    static const tax_case cases[] = {
        {EXCL_LINE INDIA, INDIA_LINES, "{'base':3178,'taxes':{'a':190,'b':190,'c':106},'adjust':0,'total':3664}"},
        {EXCL_DOCUMENT INDIA, INDIA_LINES, "{'base':3178,'taxes':{'a':191,'b':191,'c':107},'adjust':0,'total':3667}"},
        {EXCL_LINE BELGIUM, BELGIUM_LINES("16.79"), "{'base':3358,'taxes':{'f':200,'p':748},'adjust':0,'total':4306}"},
        {EXCL_DOCUMENT BELGIUM, BELGIUM_LINES("16.79"),
         "{'base':3358,'taxes':{'f':200,'p':747},'adjust':0,'total':4305}"},
        {INCL_LINE BELGIUM, BELGIUM_LINES("21.53"), "{'base':3358,'taxes':{'f':200,'p':748},'adjust':0,'total':4306}"},
        {INCL_DOCUMENT BELGIUM, BELGIUM_LINES("21.53"),
         "{'base':3359,'taxes':{'f':200,'p':747},'adjust':0,'total':4306}"},
        {INCL_LINE VAT("16"), MEXICO_LINES, "{'base':4473537,'taxes':{'t':715763},'adjust':0,'total':5189300}"},
        {INCL_DOCUMENT VAT("16"), MEXICO_LINES, "{'base':4473534,'taxes':{'t':715766},'adjust':0,'total':5189300}"},
        {EXCL_LINE VAT("13"), "{'lines':[" LINE("0.1") "," LINE("0.1") "," LINE("0.1") "]}",
         "{'base':30,'taxes':{'t':3},'adjust':0,'total':33}"},
        {EXCL_DOCUMENT VAT("13"), "{'lines':[" LINE("0.1") "," LINE("0.1") "," LINE("0.1") "]}",
         "{'base':30,'taxes':{'t':4},'adjust':0,'total':34}"},
        /* two invoices and the return of both: 226.41 was charged, 226.42 comes back */
        {INCL_LINE VAT("6"), "{'lines':[" LINE("1000") "," LINE("3000") "]}",
         "{'base':377359,'taxes':{'t':22641},'adjust':0,'total':400000}"},
        {INCL_DOCUMENT VAT("6"), "{'lines':[" LINE("1000") "," LINE("3000") "]}",
         "{'base':377358,'taxes':{'t':22642},'adjust':0,'total':400000}"},
        {EXCL_LINE VAT("6"), "{'lines':[" LINE("3773.59") "]}",
         "{'base':377359,'taxes':{'t':22642},'adjust':0,'total':400001}"},
    };
    (void)state;
    check(cases, COUNT(cases));
}

static void test_tax__a_price_with_tax_never_changes(void **state)
{
    static const tax_case cases[] = {
        {INCL_LINE VAT("5"), "{'lines':[" LINE("90") "," LINE("55") "]}",
         "{'base':13809,'taxes':{'t':691},'adjust':0,'total':14500}"},
        {INCL_DOCUMENT VAT("5"), "{'lines':[" LINE("90") "," LINE("55") "]}",
         "{'base':13810,'taxes':{'t':690},'adjust':0,'total':14500}"},
        {INCL_DOCUMENT TWICE("14"), "{'lines':[{'amount':'24900','taxes':['x','y']}]}",
         "{'base':1945312,'taxes':{'x':272344,'y':272344},'adjust':0,'total':2490000}"},
        {INCL_DOCUMENT "'fit':'adjust'," TWICE("14"), "{'lines':[{'amount':'24900','taxes':['x','y']}]}",
         "{'base':1945313,'taxes':{'x':272344,'y':272344},'adjust':-1,'total':2490000}"},
        {INCL_LINE "'fit':'adjust'," TWICE("14"), "{'lines':[{'amount':'-24900','taxes':['x','y']}]}",
         "{'base':-1945313,'taxes':{'x':-272344,'y':-272344},'adjust':1,'total':-2490000}"},
        {INCL_DOCUMENT "'fit':'total'," TWICE("14"), "{'lines':[{'amount':'24900','taxes':['x','y']}]}",
         "{'base':1945312,'taxes':{'x':272344,'y':272344},'adjust':0,'total':2490000}"},
    };
    (void)state;
    check(cases, COUNT(cases));
}

/* The base that is printed is the rounded total without the rounded tax; with two rates it is so for the whole. */
static void test_tax__the_base_can_follow_the_total(void **state)
{
    static const tax_case cases[] = {
        {EXCL_DOCUMENT VAT("23"), "{'lines':[" LINE("147.3944") "]}",
         "{'base':14739,'taxes':{'t':3390},'adjust':0,'total':18129}"},
        {EXCL_DOCUMENT "'fit':'total'," VAT("23"), "{'lines':[" LINE("147.3944") "]}",
         "{'base':14740,'taxes':{'t':3390},'adjust':0,'total':18130}"},
        {EXCL_DOCUMENT TWO_RATES, "{'lines':[{'amount':'146.8944','taxes':['a']},{'amount':'146.8944','taxes':['a']}]}",
         "{'base':29379,'taxes':{'a':3819,'b':0},'adjust':0,'total':33198}"},
        {EXCL_DOCUMENT TWO_RATES, "{'lines':[{'amount':'146.8944','taxes':['a']},{'amount':'146.8944','taxes':['b']}]}",
         "{'base':29378,'taxes':{'a':1910,'b':3379},'adjust':0,'total':34667}"},
        {EXCL_DOCUMENT TWO_RATES, "{'lines':[{'amount':'0.5','taxes':['a']},{'amount':'0.5','taxes':['b']}]}",
         "{'base':99,'taxes':{'a':7,'b':12},'adjust':0,'total':118}"},
        {"{'exp':2,'price':'excl','scope':'line'," TWO_RATES,
         "{'lines':[{'amount':'0.5','taxes':['a']},{'amount':'0.5','taxes':['b']}]}",
         "{'base':100,'taxes':{'a':7,'b':12},'adjust':0,'total':119}"},
        /* without tax in the prices there is nothing to adjust */
        {EXCL_DOCUMENT "'fit':'adjust'," VAT("23"), "{'lines':[" LINE("147.3944") "]}",
         "{'base':14739,'taxes':{'t':3390},'adjust':0,'total':18129}"},
    };
    (void)state;
    check(cases, COUNT(cases));
}

static void test_tax__kinds_and_currencies(void **state)
{
    static const tax_case cases[] = {
        /* no lines, no taxes */
        {EXCL_DOCUMENT VAT("13"), "{'lines':[]}", "{'base':0,'taxes':{'t':0},'adjust':0,'total':0}"},
        {INCL_LINE "'taxes':[]}", "{'lines':[{'amount':'1.23'},{'amount':'2','taxes':null}]}",
         "{'base':323,'taxes':{},'adjust':0,'total':323}"},
        {INCL_LINE VAT("0"), "{'lines':[" LINE("9.99") "]}", "{'base':999,'taxes':{'t':0},'adjust':0,'total':999}"},
        /* yen and dinar */
        {"{'exp':0,'price':'incl','scope':'document'," VAT("10"), "{'lines':[" LINE("1000") "]}",
         "{'base':909,'taxes':{'t':91},'adjust':0,'total':1000}"},
        {"{'exp':3,'price':'excl','scope':'line'," VAT("5"), "{'lines':[" LINE("12.345") "]}",
         "{'base':12345,'taxes':{'t':617},'adjust':0,'total':12962}"},
        /* whole amounts as numbers */
        {EXCL_LINE "'taxes':[{'id':'t','value':13},{'id':'f','kind':'fixed','value':2}]}",
         "{'lines':[{'amount':1,'taxes':['t','f']}]}", "{'base':100,'taxes':{'t':13,'f':200},'adjust':0,'total':313}"},
        /* a tax that is held back */
        {EXCL_LINE VAT("-20"), "{'lines':[" LINE("100") "]}",
         "{'base':10000,'taxes':{'t':-2000},'adjust':0,'total':8000}"},
        {INCL_LINE VAT("-20"), "{'lines':[" LINE("80") "]}",
         "{'base':10000,'taxes':{'t':-2000},'adjust':0,'total':8000}"},
        /* a levy is taken for what is free, too; one of a third of a cent is rounded as any tax */
        {EXCL_LINE BELGIUM, "{'lines':[{'amount':'0','taxes':['f','p']}]}",
         "{'base':0,'taxes':{'f':100,'p':21},'adjust':0,'total':121}"},
        {EXCL_LINE "'taxes':[{'id':'f','kind':'fixed','value':'0.003'}]}",
         "{'lines':[{'amount':'1','taxes':['f']},{'amount':'1','taxes':['f']}]}",
         "{'base':200,'taxes':{'f':0},'adjust':0,'total':200}"},
        {EXCL_DOCUMENT "'taxes':[{'id':'f','kind':'fixed','value':'0.003'}]}",
         "{'lines':[{'amount':'1','taxes':['f']},{'amount':'1','taxes':['f']}]}",
         "{'base':200,'taxes':{'f':1},'adjust':0,'total':201}"},
        /* into_base without compound does nothing, nor compound with nothing before it */
        {EXCL_LINE "'taxes':[{'id':'a','kind':'percent','value':'10','compound':true},"
                   "{'id':'b','kind':'percent','value':'10','into_base':true},{'id':'c','value':'10'}]}",
         "{'lines':[{'amount':'100','taxes':['a','b','c']}]}",
         "{'base':10000,'taxes':{'a':1000,'b':1000,'c':1000},'adjust':0,'total':13000}"},
        /* three on top of each other: 110, 121, 133.10 */
        {EXCL_LINE "'taxes':[{'id':'a','value':'10','compound':true,'into_base':true},"
                   "{'id':'b','value':'10','compound':true,'into_base':true},{'id':'c','value':'10','compound':true}]}",
         "{'lines':[{'amount':'100','taxes':['c','a','b']}]}",
         "{'base':10000,'taxes':{'a':1000,'b':1100,'c':1210},'adjust':0,'total':13310}"},
        {INCL_LINE "'taxes':[{'id':'a','value':'10','compound':true,'into_base':true},"
                   "{'id':'b','value':'10','compound':true,'into_base':true},{'id':'c','value':'10','compound':true}]}",
         "{'lines':[{'amount':'133.10','taxes':['c','a','b']}]}",
         "{'base':10000,'taxes':{'a':1000,'b':1100,'c':1210},'adjust':0,'total':13310}"},
    };
    (void)state;
    check(cases, COUNT(cases));
}

/* A third of a cent cut off three times is a cent again, and a sixth a half: what a division cuts off decides nothing. The
 * taxes of 0 % only make the sets differ, so that nothing can be summed before it is divided. */
#define SIXTHS "'taxes':[{'id':'t','value':'%s'},{'id':'u','value':'0'},{'id':'v','value':'0'}]}"
#define SIXTHS_LINES(amount)                                                                                           \
    "{'lines':[{'amount':'" amount "','taxes':['t']},{'amount':'" amount "','taxes':['t','u']},{'amount':'" amount     \
    "','taxes':['t','v']}]}"

static void test_tax__what_a_division_cuts_off_decides_nothing(void **state)
{
    static const struct {
        const char *mode;
        int half; /* what becomes of half a cent */
    } modes[] = {{"floor", 0},   {"ceil", 1},      {"up", 1},        {"down", 0},
                 {"half_up", 1}, {"half_down", 0}, {"half_even", 0}, {"half_ceil", 1}};
    char row[400], wanted[200];
    (void)state;
    for (size_t i = 0; i < COUNT(modes); i++) {
        snprintf(row, sizeof row, INCL_DOCUMENT "'mode':'%s'," SIXTHS, modes[i].mode, "50");
        assert_string_equal(probe(mend__probe_tax, row, SIXTHS_LINES("1.00")),
                            "{'base':200,'taxes':{'t':100,'u':0,'v':0},'adjust':0,'total':300}");
        snprintf(row, sizeof row, INCL_DOCUMENT "'mode':'%s'," SIXTHS, modes[i].mode, "20");
        snprintf(wanted, sizeof wanted, "{'base':%d,'taxes':{'t':%d,'u':0,'v':0},'adjust':0,'total':3}",
                 3 - modes[i].half, modes[i].half);
        assert_string_equal(probe(mend__probe_tax, row, SIXTHS_LINES("0.01")), wanted);
    }
}

/* Rates of nine places on top of each other have more places than are kept; the figures are those of exact fractions. */
#define LONG_RATES                                                                                                     \
    "'taxes':[{'id':'a','value':'12.345678901','compound':true,'into_base':true},"                                     \
    "{'id':'f','kind':'fixed','value':'0.125','into_base':true},"                                                      \
    "{'id':'b','value':'9.876543219','compound':true,'into_base':true},"                                               \
    "{'id':'c','value':'7.777777777','compound':true,'into_base':true}]}"
#define LONG_LINES                                                                                                     \
    "{'lines':[{'amount':'1234567.89','taxes':['a','f','b','c']},{'amount':'-0.005','taxes':['a','f','b','c']},"       \
    "{'amount':'99.999999','taxes':['a','f','b','c']}]}"

static void test_tax__rates_with_many_places(void **state)
{
    static const tax_case cases[] = {
        {INCL_LINE LONG_RATES, LONG_LINES,
         "{'base':92802464,'taxes':{'a':11457094,'f':13,'b':10297242,'c':8909975},'adjust':0,'total':123466788}"},
        {INCL_DOCUMENT LONG_RATES, LONG_LINES,
         "{'base':92802465,'taxes':{'a':11457094,'f':13,'b':10297242,'c':8909974},'adjust':0,'total':123466788}"},
        {EXCL_LINE LONG_RATES, LONG_LINES,
         "{'base':123466788,'taxes':{'a':15242814,'f':13,'b':13699715,'c':11854059},'adjust':0,'total':164263389}"},
        {EXCL_DOCUMENT LONG_RATES, LONG_LINES,
         "{'base':123466788,'taxes':{'a':15242813,'f':13,'b':13699715,'c':11854059},'adjust':0,'total':164263388}"},
        {EXCL_DOCUMENT LONG_RATES, "{'lines':[{'amount':'10000000000000.5','taxes':['a','f','b','c']}]}",
         "{'base':1000000000000050,'taxes':{'a':123456789010006,'f':13,'b':110958695313369,'c':96010093215555},'adjust'"
         ":0,'total':1330425577538993}"},
        {INCL_DOCUMENT LONG_RATES, "{'lines':[{'amount':'2000000000000.01','taxes':['a','f','b','c']}]}",
         "{'base':150327837480361,'taxes':{'a':18558992114143,'f':13,'b':16680180716101,'c':14432989689383},'adjust':0,"
         "'total':200000000000001}"},
    };
    (void)state;
    check(cases, COUNT(cases));
}

static void test_tax__amounts_to_the_limit(void **state)
{
    static const tax_case cases[] = {
        {EXCL_LINE VAT("0"), "{'lines':[" LINE("92233720368547758.07") "]}",
         "{'base':9223372036854775807,'taxes':{'t':0},'adjust':0,'total':9223372036854775807}"},
        {INCL_DOCUMENT VAT("100"), "{'lines':[" LINE("-92233720368547758.08") "]}",
         "{'base':-4611686018427387904,'taxes':{'t':-4611686018427387904},'adjust':0,'total':-9223372036854775808}"},
        {EXCL_LINE VAT("0"), "{'lines':[" LINE("92233720368547758.08") "]}", "!OVERFLOW"},
        {EXCL_LINE VAT("1"), "{'lines':[" LINE("92233720368547758.07") "]}", "!OVERFLOW"},
        {EXCL_LINE VAT("100"), "{'lines':[" LINE("92233720368547758.07") "]}", "!OVERFLOW"},
        {EXCL_LINE "'fit':'total'," VAT("1"), "{'lines':[" LINE("92233720368547758.07") "]}", "!OVERFLOW"},
        {EXCL_LINE VAT("500"), "{'lines':[" LINE("92233720368547758.07") "]}", "!OVERFLOW"},
        {EXCL_DOCUMENT VAT("500"), "{'lines':[" LINE("3402823669209384634") "]}", "!OVERFLOW"},
        {EXCL_DOCUMENT VAT("0"), "{'lines':[" LINE("3402823669209384634") "," LINE("3402823669209384634") "]}",
         "!OVERFLOW"},
        {EXCL_LINE VAT("0"), "{'lines':[" LINE("92233720368547758.07") "," LINE("0.01") "]}", "!OVERFLOW"},
        {EXCL_DOCUMENT VAT("0"), "{'lines':[" LINE("92233720368547758.07") "," LINE("-92233720368547758.07") "]}",
         "{'base':0,'taxes':{'t':0},'adjust':0,'total':0}"},
        /* a levy of more than there is room for */
        {EXCL_LINE "'taxes':[{'id':'t','kind':'fixed','value':'92233720368547758.07'}]}",
         "{'lines':[" LINE("0.01") "]}", "!OVERFLOW"},
        {EXCL_DOCUMENT "'taxes':[{'id':'t','kind':'fixed','value':'3402823669209384634'}]}",
         "{'lines':[" LINE("1") "," LINE("1") "]}", "!OVERFLOW"},
        /* a fault stands, whatever comes behind it */
        {EXCL_DOCUMENT TWO_RATES,
         "{'lines':[{'amount':'3402823669209384634','taxes':['a']},{'amount':'3402823669209384634','taxes':['a']},"
         "{'amount':'1','taxes':['b']}]}",
         "!OVERFLOW"},
        {EXCL_LINE TWO_RATES,
         "{'lines':[{'amount':'92233720368547758.07','taxes':['a']},{'amount':'1','taxes':['b']}]}", "!OVERFLOW"},
        /* taxes that eat the whole price or more, or that no rate can say */
        {INCL_LINE TWICE("-50"), "{'lines':[{'amount':'1','taxes':['x','y']}]}", "!OVERFLOW"},
        {INCL_LINE TWICE("-60"), "{'lines':[{'amount':'1','taxes':['x','y']}]}", "!OVERFLOW"},
        {INCL_LINE TWICE("500"), "{'lines':[{'amount':'1','taxes':['x','y']}]}", "!OVERFLOW"},
        {EXCL_LINE TWICE("400"), "{'lines':[{'amount':'1','taxes':['x','y']}]}",
         "{'base':100,'taxes':{'x':400,'y':400},'adjust':0,'total':900}"},
    };
    (void)state;
    check(cases, COUNT(cases));
}

/* ---- what holds for every document ---- */

#define TAXES 5
#define LINES 6

typedef struct document {
    mend__tax_rule rule;
    mend__tax taxes[TAXES];
    mend__tax_line lines[LINES];
    size_t count;
} document;

/* Amounts with up to four places, some below zero; taxes of up to four places, some compound, some fixed. */
static void make_document(uint64_t *seed, document *d)
{
    memset(d, 0, sizeof *d);
    d->rule = (mend__tax_rule){below(seed, 2) == 0,
                               below(seed, 2) == 0,
                               (mend__tax_fit)below(seed, 3),
                               (mend__rounding)below(seed, 8),
                               d->taxes,
                               1 + (size_t)below(seed, TAXES)};
    d->count = (size_t)below(seed, LINES + 1);
    for (size_t i = 0; i < d->rule.count; i++) {
        d->taxes[i].fixed = below(seed, 5) == 0;
        d->taxes[i].compound = below(seed, 2) == 0;
        d->taxes[i].into_base = below(seed, 2) == 0;
        d->taxes[i].value = below(seed, 300000) * 100000 - (below(seed, 4) == 0 ? 5000000000 : 0);
        d->taxes[i].sum = mend__wide_mul64(below(seed, 5000), MEND__ATTO / 10);
    }
    for (size_t i = 0; i < d->count; i++) {
        int64_t amount = (int64_t)(next_random(seed) >> (20 + below(seed, 40)));
        d->lines[i].credit = below(seed, 4) == 0;
        d->lines[i].amount = mend__wide_mul64(d->lines[i].credit ? -amount : amount, MEND__ATTO / 10000);
        d->lines[i].taxes = next_random(seed) & (((uint64_t)1 << d->rule.count) - 1);
    }
}

typedef struct figures {
    int64_t taxes[TAXES];
    mend__tax_sum sum;
} figures;

static figures reckon(const document *d, const mend__tax_line *lines, size_t count)
{
    figures f;
    memset(&f, 0, sizeof f);
    assert_true(mend__tax_document(&d->rule, lines, count, f.taxes, &f.sum));
    return f;
}

static void test_tax__base_taxes_and_adjustment_are_the_total(void **state)
{
    uint64_t seed = 61;
    document d;
    (void)state;
    for (int round = 0; round < 5000; round++) {
        make_document(&seed, &d);
        figures f = reckon(&d, d.lines, d.count);
        int64_t sum = f.sum.base + f.sum.adjust;
        for (size_t i = 0; i < TAXES; i++) {
            sum += f.taxes[i];
        }
        assert_true(sum == f.sum.total);
        assert_true(d.rule.included && d.rule.fit == MEND__FIT_ADJUST ? true : f.sum.adjust == 0);
        if (d.rule.included && !d.rule.by_line) {
            /* What the customer was told. */
            mend__wide price = mend__wide_of(0);
            int64_t told;
            for (size_t i = 0; i < d.count; i++) {
                assert_true(mend__wide_add(price, d.lines[i].amount, &price));
            }
            assert_true(mend__wide_to64(mend__wide_div(price, MEND__ATTO, d.rule.mode), &told));
            assert_true(f.sum.total == told);
        }
    }
}

static void test_tax__a_credit_mirrors_its_document(void **state)
{
    uint64_t seed = 67;
    document d;
    (void)state;
    for (int round = 0; round < 5000; round++) {
        make_document(&seed, &d);
        figures f = reckon(&d, d.lines, d.count);
        for (size_t i = 0; i < d.count; i++) {
            d.lines[i].amount = mend__wide_negate(d.lines[i].amount);
            d.lines[i].credit = !d.lines[i].credit;
        }
        /* The number line turns with the amounts. */
        if (d.rule.mode == MEND__ROUND_FLOOR || d.rule.mode == MEND__ROUND_CEIL) {
            d.rule.mode = d.rule.mode == MEND__ROUND_FLOOR ? MEND__ROUND_CEIL : MEND__ROUND_FLOOR;
        } else if (d.rule.mode == MEND__ROUND_HALF_CEIL) {
            continue;
        }
        figures back = reckon(&d, d.lines, d.count);
        assert_true(back.sum.base == -f.sum.base);
        assert_true(back.sum.adjust == -f.sum.adjust);
        assert_true(back.sum.total == -f.sum.total);
        for (size_t i = 0; i < TAXES; i++) {
            assert_true(back.taxes[i] == -f.taxes[i]);
        }
    }
}

/* By line, a document is the sum of documents of one line, each of which is the same by document; by document, the order
 * of the lines does not matter. */
static void test_tax__lines_stand_for_themselves(void **state)
{
    uint64_t seed = 71;
    document d;
    (void)state;
    for (int round = 0; round < 3000; round++) {
        make_document(&seed, &d);
        figures whole, sum;
        memset(&sum, 0, sizeof sum);
        d.rule.by_line = true;
        whole = reckon(&d, d.lines, d.count);
        for (size_t i = 0; i < d.count; i++) {
            d.rule.by_line = i % 2 == 0;
            figures one = reckon(&d, &d.lines[i], 1);
            sum.sum.base += one.sum.base;
            sum.sum.adjust += one.sum.adjust;
            sum.sum.total += one.sum.total;
            for (size_t k = 0; k < TAXES; k++) {
                sum.taxes[k] += one.taxes[k];
            }
        }
        assert_memory_equal(&whole, &sum, sizeof sum);
        d.rule.by_line = false;
        whole = reckon(&d, d.lines, d.count);
        for (size_t i = 0; i < d.count / 2; i++) {
            mend__tax_line line = d.lines[i];
            d.lines[i] = d.lines[d.count - 1 - i];
            d.lines[d.count - 1 - i] = line;
        }
        sum = reckon(&d, d.lines, d.count);
        assert_memory_equal(&whole, &sum, sizeof sum);
    }
}

/* One tax of whole thousandths on whole tenths of a cent, by hand in plain integers. */
static void test_tax__one_rate_by_hand(void **state)
{
    uint64_t seed = 73;
    (void)state;
    for (int round = 0; round < 20000; round++) {
        int64_t rate = below(&seed, 1000), tenths = below(&seed, 2000000) - 1000000, taxes[1], wanted, whole;
        mend__tax tax = {false, false, false, rate * 100000000, {0, 0, false}};
        mend__tax_line line = {mend__wide_mul64(tenths, MEND__ATTO / 10), 1, tenths < 0};
        mend__tax_rule rule = {
            below(&seed, 2) == 0, below(&seed, 2) == 0, MEND__FIT_BASE, MEND__ROUND_HALF_UP, &tax, 1};
        mend__tax_sum sum;
        int64_t divisor = (rule.included ? 1000 + rate : 1000) * 10, size = tenths < 0 ? -tenths : tenths;
        wanted = (size * rate * 2 + divisor) / (divisor * 2);
        whole = (size * 2 + 10) / 20;
        assert_true(mend__tax_document(&rule, &line, 1, taxes, &sum));
        assert_true(taxes[0] == (tenths < 0 ? -wanted : wanted));
        assert_true((rule.included ? sum.total : sum.base) == (tenths < 0 ? -whole : whole));
    }
}

/* ---- what is refused ---- */

static void test_tax__rules_and_facts_are_checked(void **state)
{
    static const struct {
        const char *row, *facts;
        mend_status status;
        const char *path;
        mend_reason reason;
    } cases[] = {
        {"{'price':'excl','scope':'line'," VAT("13"), "{'lines':[]}", MEND_SCHEMA, "$", 0},
        {"{'exp':5,'price':'excl','scope':'line'," VAT("13"), "{'lines':[]}", MEND_SCHEMA, "$.exp", 0},
        {"{'exp':2,'scope':'line'," VAT("13"), "{'lines':[]}", MEND_SCHEMA, "$", 0},
        {"{'exp':2,'price':'excl'," VAT("13"), "{'lines':[]}", MEND_SCHEMA, "$", 0},
        {"{'exp':2,'price':'net','scope':'line'," VAT("13"), "{'lines':[]}", MEND_SCHEMA, "$.price", 0},
        {"{'exp':2,'price':'excl','scope':'lines'," VAT("13"), "{'lines':[]}", MEND_SCHEMA, "$.scope", 0},
        {EXCL_LINE "'fit':'none'," VAT("13"), "{'lines':[]}", MEND_SCHEMA, "$.fit", 0},
        {EXCL_LINE "'mode':'half'," VAT("13"), "{'lines':[]}", MEND_SCHEMA, "$.mode", 0},
        {EXCL_LINE "'round':'up'," VAT("13"), "{'lines':[]}", MEND_SCHEMA, "$.round", 0},
        {EXCL_LINE "'fit':'base'}", "{'lines':[]}", MEND_SCHEMA, "$", 0},
        {EXCL_LINE "'taxes':{}}", "{'lines':[]}", MEND_SCHEMA, "$.taxes", 0},
        {EXCL_LINE "'taxes':[1]}", "{'lines':[]}", MEND_SCHEMA, "$.taxes[0]", 0},
        {EXCL_LINE "'taxes':[{'value':'1'}]}", "{'lines':[]}", MEND_SCHEMA, "$.taxes[0]", 0},
        {EXCL_LINE "'taxes':[{'id':'','value':'1'}]}", "{'lines':[]}", MEND_SCHEMA, "$.taxes[0].id", 0},
        {EXCL_LINE "'taxes':[{'id':'t'}]}", "{'lines':[]}", MEND_SCHEMA, "$.taxes[0]", 0},
        {EXCL_LINE "'taxes':[{'id':'t','kind':'fixed'}]}", "{'lines':[]}", MEND_SCHEMA, "$.taxes[0]", 0},
        {EXCL_LINE "'taxes':[{'id':'t','kind':'part','value':'1'}]}", "{'lines':[]}", MEND_SCHEMA, "$.taxes[0].kind",
         0},
        {EXCL_LINE "'taxes':[{'id':'t','rate':'1'}]}", "{'lines':[]}", MEND_SCHEMA, "$.taxes[0].rate", 0},
        {EXCL_LINE VAT("-100"), "{'lines':[]}", MEND_SCHEMA, "$.taxes[0].value", 0},
        {EXCL_LINE VAT("500.1"), "{'lines':[]}", MEND_SCHEMA, "$.taxes[0].value", 0},
        {EXCL_LINE VAT("13%"), "{'lines':[]}", MEND_SCHEMA, "$.taxes[0].value", 0},
        {EXCL_LINE TWICE("1") "", "{}", MEND_SCHEMA, "$", 0},
        {EXCL_LINE "'taxes':[{'id':'t','value':'1'},{'id':'t','value':'2'}]}", "{'lines':[]}", MEND_SCHEMA,
         "$.taxes[1].id", 0},
        {EXCL_LINE "'taxes':[{'id':'t','kind':'fixed','value':'1e3'}]}", "{'lines':[]}", MEND_SCHEMA,
         "$.taxes[0].value", 0},
        {EXCL_LINE "'taxes':[{'id':'t','value':'x'},{'id':'u','value':'1'}]}", "{'lines':[]}", MEND_SCHEMA,
         "$.taxes[0].value", 0},
        {EXCL_LINE VAT("13"), "{'lines':[{'amount':''},{'amount':'1'}]}", MEND_SCHEMA, "$.lines[0].amount", 0},
        {EXCL_LINE TWICE("13"), "{'lines':[{'amount':1,'taxes':['z','y']}]}", MEND_SCHEMA, "$.lines[0].taxes[0]",
         MEND_REASON_UNKNOWN_TAX},
        {EXCL_LINE VAT("13"), "{'lines':{}}", MEND_SCHEMA, "$.lines", 0},
        {EXCL_LINE VAT("13"), "{'lines':[],'line':[]}", MEND_SCHEMA, "$.line", 0},
        {EXCL_LINE VAT("13"), "{'lines':[7]}", MEND_SCHEMA, "$.lines[0]", 0},
        {EXCL_LINE VAT("13"), "{'lines':[{'taxes':['t']}]}", MEND_SCHEMA, "$.lines[0]", 0},
        {EXCL_LINE VAT("13"), "{'lines':[{'amount':true}]}", MEND_SCHEMA, "$.lines[0].amount", 0},
        {EXCL_LINE VAT("13"), "{'lines':[{'amount':'1,5'}]}", MEND_SCHEMA, "$.lines[0].amount", 0},
        {EXCL_LINE VAT("13"), "{'lines':[{'amount':'999999999999999999999'}]}", MEND_RANGE, "$.lines[0].amount",
         MEND_REASON_OVERFLOW},
        {EXCL_LINE VAT("13"), "{'lines':[{'amount':'1','tax':'t'}]}", MEND_SCHEMA, "$.lines[0].tax", 0},
        {EXCL_LINE VAT("13"), "{'lines':[{'amount':'1','taxes':'t'}]}", MEND_SCHEMA, "$.lines[0].taxes", 0},
        {EXCL_LINE VAT("13"), "{'lines':[{'amount':'1','taxes':[1]}]}", MEND_SCHEMA, "$.lines[0].taxes[0]", 0},
        {EXCL_LINE VAT("13"), "{'lines':[{'amount':'1','taxes':['t','t']}]}", MEND_SCHEMA, "$.lines[0].taxes[1]", 0},
        {EXCL_LINE VAT("13"), "{'lines':[{'amount':'1','taxes':['T']}]}", MEND_SCHEMA, "$.lines[0].taxes[0]",
         MEND_REASON_UNKNOWN_TAX},
        {EXCL_LINE "'taxes':[]}", "{'lines':[{'amount':'1','taxes':['t']}]}", MEND_SCHEMA, "$.lines[0].taxes[0]",
         MEND_REASON_UNKNOWN_TAX},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_wrong(mend__probe_tax, cases[i].row, cases[i].facts, cases[i].status, cases[i].path, cases[i].reason);
    }
}

/* 64 taxes and 512 lines are taken, one more is not. */
static void test_tax__there_are_limits(void **state)
{
    static char row[8000], facts[40000];
    (void)state;
    for (int more = 0; more < 2; more++) {
        size_t at = (size_t)snprintf(row, sizeof row, "{'exp':2,'price':'excl','scope':'line','taxes':[");
        for (int i = 0; i < 64 + more; i++) {
            at += (size_t)snprintf(row + at, sizeof row - at, "%s{'id':'t%d','value':'1'}", i == 0 ? "" : ",", i);
        }
        snprintf(row + at, sizeof row - at, "]}");
        if (more == 0) {
            const char *answer = probe(mend__probe_tax, row, "{'lines':[{'amount':'1','taxes':['t0','t63']}]}");
            assert_non_null(strstr(answer, "'t63':1},'adjust':0,'total':102}"));
        } else {
            assert_wrong(mend__probe_tax, row, "{'lines':[]}", MEND_LIMIT, "$.taxes", 0);
        }
        at = (size_t)snprintf(facts, sizeof facts, "{'lines':[");
        for (int i = 0; i < 512 + more; i++) {
            at +=
                (size_t)snprintf(facts + at, sizeof facts - at, "%s{'amount':'0.01','taxes':['t']}", i == 0 ? "" : ",");
        }
        snprintf(facts + at, sizeof facts - at, "]}");
        if (more == 0) {
            assert_string_equal(probe(mend__probe_tax, EXCL_DOCUMENT VAT("10"), facts),
                                "{'base':512,'taxes':{'t':51},'adjust':0,'total':563}");
        } else {
            assert_wrong(mend__probe_tax, EXCL_DOCUMENT VAT("10"), facts, MEND_LIMIT, "$.lines", 0);
        }
    }
}

/* Who knows the currency need not say its digits. */
static void test_tax__the_currency_may_be_known(void **state)
{
    static const char row[] = "{\"price\":\"excl\",\"scope\":\"line\",\"taxes\":[]}";
    mend__alloc alloc;
    mend__json tree;
    mend__arena arena;
    mend__node node;
    mend__tax_row out;
    mend_error err = {.struct_size = sizeof err};
    (void)state;
    assert_true(mend__alloc_init(&alloc, NULL));
    mend__json_init(&tree, &alloc);
    mend__arena_init(&arena, &alloc);
    assert_int_equal(mend__json_read(&tree, row, sizeof row - 1, 1000, 8, &node, &err), MEND_OK);
    assert_int_equal(mend__tax_read(&arena, &tree, node, 3, &out, &err), MEND_OK);
    assert_int_equal(out.digits, 3);
    assert_int_equal(mend__tax_read(&arena, &tree, node, -1, &out, &err), MEND_SCHEMA);
    mend__arena_free(&arena);
    mend__json_free(&tree);
}

static void test_tax__survives_without_memory(void **state)
{
    (void)state;
    assert_survives(mend__probe_tax, EXCL_LINE INDIA, INDIA_LINES,
                    "{'base':3178,'taxes':{'a':190,'b':190,'c':106},'adjust':0,'total':3664}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tax__a_credit_settles_its_invoice),
        cmocka_unit_test(test_tax__by_line_and_by_document_differ),
        cmocka_unit_test(test_tax__a_price_with_tax_never_changes),
        cmocka_unit_test(test_tax__the_base_can_follow_the_total),
        cmocka_unit_test(test_tax__kinds_and_currencies),
        cmocka_unit_test(test_tax__what_a_division_cuts_off_decides_nothing),
        cmocka_unit_test(test_tax__rates_with_many_places),
        cmocka_unit_test(test_tax__amounts_to_the_limit),
        cmocka_unit_test(test_tax__base_taxes_and_adjustment_are_the_total),
        cmocka_unit_test(test_tax__a_credit_mirrors_its_document),
        cmocka_unit_test(test_tax__lines_stand_for_themselves),
        cmocka_unit_test(test_tax__one_rate_by_hand),
        cmocka_unit_test(test_tax__rules_and_facts_are_checked),
        cmocka_unit_test(test_tax__there_are_limits),
        cmocka_unit_test(test_tax__the_currency_may_be_known),
        cmocka_unit_test(test_tax__survives_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
