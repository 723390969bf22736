/*
 * test_mask.c - masks: what each class shows of many texts, ordinary and hostile, and the laws of all of them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend/reason.h"
#include "rules/mask.h"
#include "rules/mask_char.h"
#include "unit/faulty.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct example {
    const char *text, *masked;
} example;

static void assert_masks(mend_mask mask, mend_mask_style style, const example *list, size_t count)
{
    mend_buf *out = NULL;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    for (size_t i = 0; i < count; i++) {
        mend_buf_clear(out);
        assert_int_equal(mend_mask_text(mask, style, list[i].text, MEND_NTS, out, NULL), MEND_OK);
        if (strcmp(mend_buf_data(out, NULL), list[i].masked) != 0) {
            fail_msg("%s %s: %s, not %s", mend_mask_name(mask), list[i].text, mend_buf_data(out, NULL), list[i].masked);
        }
    }
    mend_buf_free(out);
}

#define ASSERT_MASKS(mask, style, list) assert_masks(mask, style, list, sizeof(list) / sizeof(list)[0])

static void test_mask__phones(void **state)
{
    (void)state;
    static const example list[] = {
        {"13812345678", "138****5678"},
        {"138-1234-5678", "138-****-5678"},
        {"138 1234 5678", "138 **** 5678"},
        {"010-12345678", "010-****5678"},
        {"(021) 6543 2100", "(021) **** 2100"},
        {"65432100", "****2100"},
        {"400-123-4567", "***-***-4567"},
        {"1234567", "*****67"},
        {"95555", "***55"},
        {"1234", "****"},
        {"110", "***"},
        {"1", "*"},
        {"none", "****"},
        {"\xE6\x97\xA0", "*"},
        {"", ""},
        {"+86 138 1234 5678", "+86 138 **** 5678"},
        {"(+86)13812345678", "(+86)138****5678"},
        {"\xEF\xBC\x8B"
         "8613812345678",
         "\xEF\xBC\x8B"
         "86138****5678"},
        {"0086-13812345678", "0086-138****5678"},
        {"00861234567", "0086*****67"},
        {"0086123456", "******3456"},
        {"8613812345678", "86138****5678"},
        {"8621654321009", "862******1009"},
        {"861381234567", "861*****4567"},
        {"8612345678", "******5678"},
        {"+86-10-12345678", "+86-**-****5678"},
        {"+86 1234", "+86 ****"},
        {"+86", "+**"},
        {"+85212345678", "+852****5678"},
        {"+1 (415) 555-2671", "+1 (41*) ***-2671"},
        /* an asterisk is no exemption */
        {"13812345678*", "138****5678*"},
        {"*13812345678", "*138****5678"},
        {"138****5678", "*********78"},
        {"***", "***"},
        /* digits of other scripts */
        {"\xEF\xBC\x91\xEF\xBC\x93\xEF\xBC\x98"
         "12345"
         "\xEF\xBC\x96\xEF\xBC\x97\xEF\xBC\x98",
         "\xEF\xBC\x91\xEF\xBC\x93\xEF\xBC\x98"
         "****"
         "5"
         "\xEF\xBC\x96\xEF\xBC\x97\xEF\xBC\x98"},
        {"\xD9\xA1\xD9\xA3\xD9\xA8\xD9\xA1\xD9\xA2", "***\xD9\xA1\xD9\xA2"},
        {"\xF0\x9D\x9F\x8E\xF0\x9D\x9F\x97\xF0\x9D\x9F\xBF", "***"},
        {"138a1234b5678", "138a****b5678"},
        {"138\xFF"
         "12345678",
         "138*****5678"},
    };
    ASSERT_MASKS(MEND_MASK_PHONE, MEND_MASK_STYLE_DEFAULT, list);
}

static void test_mask__names(void **state)
{
    (void)state;
    static const example first[] = {
        {"张三", "张*"},
        {"李小明", "李**"},
        {"张", "*"},
        {"", ""},
        {"欧阳锋", "欧阳*"},
        {"歐陽鋒", "歐陽*"},
        {"欧阳", "欧*"},
        {"诸葛孔明", "诸葛**"},
        {"阿卜杜拉·买买提", "阿***·买**"},
        {"John Smith", "J*** S****"},
        {"O'Brien", "O'B****"},
        {"D’Artagnan", "D’A*******"},
        {"J. Smith", "J. S****"},
        {"John F. Kennedy", "J*** *. K******"},
        {"Jean-Luc", "J*******"},
        {"李 明", "李 *"},
        {"李　小明", "李　小*"},
        {"张\xC2\xA0"
         "三三",
         "张\xC2\xA0"
         "三*"},
        {"张\xE2\x80\xAF"
         "三三",
         "张\xE2\x80\xAF"
         "三*"},
        {"张\xE2\x80\x83"
         "三三",
         "张\xE2\x80\x83"
         "三*"},
        {"张\xE2\x80\x8B"
         "三三",
         "张***"},
        {"欧阳·锋", "欧*·*"},
        {"张经理*", "张***"},
        {"*", "*"},
        {"张*", "张*"},
        {"·", "*"},
        {"· ·", "***"},
        {" 张三", " 张*"},
        {" 张", " *"},
        {"1.3.8.1.2", "1.*.*.*.*"},
        {"张\xE4\xB8", "张**"},
        {"\xFF张三", "***"},
        {"\xFF", "*"},
        {"👩 三三", "👩 三*"},
        {"\xFF 张三", "* 张*"},
    };
    static const example last[] = {
        {"段正淳", "**淳"},           {"张三", "*三"}, {"张", "*"}, {"欧阳锋", "**锋"},
        {"John Smith", "***n ****h"}, {"A B", "* *"},
    };
    static const example ends[] = {
        {"段正淳", "段*淳"}, {"段誉", "**"}, {"张", "*"}, {"欧阳锋", "欧*锋"}, {"John Smith", "J**n S***h"},
    };
    ASSERT_MASKS(MEND_MASK_NAME, MEND_MASK_STYLE_DEFAULT, first);
    ASSERT_MASKS(MEND_MASK_NAME, MEND_MASK_STYLE_FIRST, first);
    ASSERT_MASKS(MEND_MASK_NAME, MEND_MASK_STYLE_LAST, last);
    ASSERT_MASKS(MEND_MASK_NAME, MEND_MASK_STYLE_ENDS, ends);
}

static void test_mask__mail_addresses(void **state)
{
    (void)state;
    static const example list[] = {
        {"duandazhi@126.com", "d***@126.com"},
        {"ab@x.com", "a***@x.com"},
        {"a@qq.com", "***@qq.com"},
        {"@x.com", "***"},
        {"a@b@c.com", "a***@c.com"},
        {"张三@例子.中国", "张***@例子.中国"},
        {"zhang＠163.com", "z***＠163.com"},
        {"user@localhost", "u***@localhost"},
        {"zhang@163.com ", "z***@163.com "},
        {"z***@163.com", "z***@163.com"},
        {"zhang", "***"},
        {"a@", "***"},
        {"@", "***"},
        {"", ""},
        /* what stands behind the @ is shown only if it is a domain */
        {"x@13812345678", "***"},
        {"x@138.1234.5678", "***"},
        {"x@y1234567.com", "***"},
        {"x@y.com 13812345678", "***"},
        {"x@张三", "***"},
        {"x@b_c.com", "***"},
        {"x@\xFF.com", "***"},
        {"\xFFx@y.com", "****@y.com"},
        {"x@y.com,z@w.com", "x***@w.com"},
        {"x@\xC2\xA9.com", "***"},
        {"x@a-b.c1", "***@a-b.c1"},
        {"x@a.1", "***"},
        {"x@\xD9\xA1\xD9\xA1.com", "***@\xD9\xA1\xD9\xA1.com"},
    };
    static const example length[] = {
        {"duandazhi@126.com", "d********@126.com"},
        {"a@qq.com", "*@qq.com"},
        {"zhang", "*****"},
        {"张三@qq.com", "张*@qq.com"},
        {"@x.com", "******"},
        {"", ""},
    };
    ASSERT_MASKS(MEND_MASK_EMAIL, MEND_MASK_STYLE_DEFAULT, list);
    ASSERT_MASKS(MEND_MASK_EMAIL, MEND_MASK_STYLE_LENGTH, length);
}

static void test_mask__postal_addresses(void **state)
{
    (void)state;
    static const example list[] = {
        {"北京市海淀区马连洼街道289号", "北京市海淀区****"},
        {"上海市浦东新区世纪大道1号", "上海市浦东新区****"},
        {"河北省正定县", "河北省正定县"},
        {"河北省正定县城中山路", "河北省正定县****"},
        {"內蒙古正藍旗上都鎮", "內蒙古正藍旗****"},
        {"臺灣省臺北縣板橋", "臺灣省臺北縣****"},
        {"內蒙古自治區呼和浩特", "內蒙古自治區****"},
        {"内蒙古自治区呼和浩特市新城区1号", "内蒙古自治区****"},
        {"河北省石家庄市井陉矿区1号", "河北省石家庄市井陉矿区****"},
        /* no districts */
        {"上海市阳光小区3号", "上海市****"},
        {"江苏省苏州市工业园区星湖街", "江苏省苏州市****"},
        {"厦门市大学校区", "厦门市****"},
        /* the other way round: nothing is shown */
        {"西溪路科技大厦王小明收 西湖区", "****"},
        {"解放路一百号，杭州市", "****"},
        {"浙江省台州市路桥区路南街道1号", "浙江省台州市路桥区****"},
        {"深圳市向阳社区", "深圳市****"},
        {"深圳市二厂区", "深圳市****"},
        {"黄山市风景区", "黄山市****"},
        {"上海市阳光花园一区", "上海市****"},
        {"上海市A区3号", "上海市****"},
        {"上海市3区", "上海市****"},
        {"北京市红旗街", "北京市****"},
        {"小区", "****"},
        {"区", "****"},
        {"旗", "****"},
        {"县", "****"},
        /* no district: province, city, prefecture, league */
        {"浙江省杭州市西湖大道3号", "浙江省杭州市****"},
        {"杭州西湖边", "杭州****"},
        {"云南省大理州大理市", "云南省大理州大理市"},
        {"内蒙古锡林郭勒盟", "内蒙古锡林郭勒盟"},
        {"广东省某镇", "广东省****"},
        {"省市州盟", "省市州盟"},
        {"市", "****"},
        {"省", "****"},
        {"州", "****"},
        {"盟", "****"},
        /* words that only look like one */
        {"济南市省府前街", "济南市****"},
        {"南京市广州路", "南京市****"},
        {"南京市大超市旁", "南京市****"},
        {"义乌市市场旁", "义乌市****"},
        {"长沙市联盟新城", "长沙市****"},
        /* a house number ends the search, so that nothing behind it is shown */
        {"上海市5号超市海淀区", "上海市****"},
        {"13812345678北京市海淀区", "****"},
        {"Beijing海淀区", "****"},
        {"\xFF北京市", "****"},
        {"北京市\xFF", "北京市****"},
        {"上海市****", "上海市****"},
        {"某处", "****"},
        {"", ""},
    };
    ASSERT_MASKS(MEND_MASK_ADDRESS, MEND_MASK_STYLE_DEFAULT, list);
}

static void test_mask__identity_numbers_and_secrets(void **state)
{
    (void)state;
    static const example id[] = {
        {"110105198001010123", "1****************3"},
        {"abc", "a*c"},
        {"ab", "**"},
        {"a", "*"},
        {"", ""},
        {"护照一二三", "护***三"},
        {"\xFF"
         "ab",
         "**b"},
    };
    static const example secret[] = {{"1234", "***"}, {"a", "***"}, {"", ""}};
    static const example none[] = {{"1234", "1234"}, {"\xFF", "\xFF"}, {"", ""}};
    ASSERT_MASKS(MEND_MASK_ID, MEND_MASK_STYLE_DEFAULT, id);
    ASSERT_MASKS(MEND_MASK_SECRET, MEND_MASK_STYLE_DEFAULT, secret);
    ASSERT_MASKS(MEND_MASK_NONE, MEND_MASK_STYLE_DEFAULT, none);
}

static void test_mask__keep_shows_the_ends_but_never_all(void **state)
{
    (void)state;
    static const struct {
        int32_t head, tail;
        const char *text, *masked;
    } cases[] = {
        {3, 4, "110105198001010123", "110***********0123"},
        {3, 4, "12345", "*****"},
        {3, 4, "1234567", "*******"},
        {3, 4, "12345678", "123*5678"},
        {10, 0, "北京市海淀区马连洼街道289号", "北京市海淀区马连洼街*****"},
        {0, 0, "abc", "***"},
        {0, 2, "abc", "*bc"},
        {3, 0, "abc", "***"},
        {INT32_MAX, INT32_MAX, "abc", "***"},
        {0, INT32_MAX, "abc", "***"},
        {1, 1, "", ""},
    };
    mend_buf *out = NULL;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mend_buf_clear(out);
        assert_int_equal(mend_mask_keep(cases[i].head, cases[i].tail, cases[i].text, MEND_NTS, out, NULL), MEND_OK);
        assert_string_equal(mend_buf_data(out, NULL), cases[i].masked);
    }
    mend_buf_free(out);
}

static void test_mask__free_text(void **state)
{
    (void)state;
    static const example list[] = {
        {"", ""},
        {"屏幕不亮", "屏幕不亮"},
        /* mobile numbers */
        {"请联系13812345678张先生", "请联系138****5678张先生"},
        {"13812345678*", "138****5678*"},
        {"*13812345678", "*138****5678"},
        {"SN13812345678", "SN138****5678"},
        {"12812345678", "12812345678"},
        {"03812345678", "03812345678"},
        {"13812345678/13987654321", "138****5678/139****4321"},
        {"+8613812345678", "+86138****5678"},
        {"8613812345678", "86138****5678"},
        {"008613812345678", "0086138****5678"},
        {"9613812345678", "9613812345678"},
        {"8612812345678", "8612812345678"},
        {"118613812345678", "118613812345678"},
        {"138-1234-5678", "138-****-5678"},
        {"138 1234 5678", "138 **** 5678"},
        {"138 1234 5678 2台", "138 **** 5678 2台"},
        {"3台 138 1234 5678", "3台 138 **** 5678"},
        {"138.1234.5678", "138.****.5678"},
        {"138\xE2\x80\x91"
         "1234\xE2\x80\x91"
         "5678",
         "138\xE2\x80\x91****\xE2\x80\x91"
         "5678"},
        {"+86-138-1234-5678", "+86-138-****-5678"},
        {"0086-138-1234-5678", "0086-138-****-5678"},
        {"１３８１２３４５６７８", "１３８****５６７８"},
        {"1３812345678", "1３8****5678"},
        {"１３８　１２３４　５６７８", "１３８　****　５６７８"},
        /* other numbers */
        {"订单201381234567890", "订单201381234567890"},
        {"SR20240501001", "SR20240501001"},
        {"150-2024-0501-001", "150-2024-0501-001"},
        {"2024-138-1234-5678", "2024-138-1234-5678"},
        {"86-2024-138-1234-5678", "86-2024-138-1234-5678"},
        {"138-1234 5678", "138-1234 5678"},
        {"7/138-1234-5678", "7/138-****-5678"},
        {"7a-138-1234-5678", "7a-138-****-5678"},
        {"138-1234-5678-", "138-****-5678-"},
        {"138-123-45678", "138-123-45678"},
        {"138-1234-567", "138-1234-567"},
        {"138-1234-56789", "138-1234-56789"},
        {"138--1234-5678", "138--1234-5678"},
        {"138-12345678901234567-5678", "138-12345678901234567-5678"},
        {"138-", "138-"},
        {"138", "138"},
        {"128-1234-5678", "128-1234-5678"},
        {"2024-05-01 10:00:00", "2024-05-01 10:00:00"},
        {"12345678901234567890123456789", "12345678901234567890123456789"},
        {"1381234567", "1381234567"},
        /* identity numbers */
        {"身份证360426199101010071,邮箱zhang@163.com", "身份证3****************1,邮箱z***@163.com"},
        {"360426199101010072", "360426199101010072"},
        {"11010519491231002X", "1****************X"},
        {"11010519491231002x。", "1****************x。"},
        {"11010519491231002Ｘ", "1****************Ｘ"},
        {"11010519491231002XY", "11010519491231002XY"},
        {"11010519491231002X5", "11010519491231002X5"},
        {"11010519491231002X\xD9\xA1", "11010519491231002X\xD9\xA1"},
        {"110105 19491231 002Y", "110105 19491231 002Y"},
        {"11010519491231002", "11010519491231002"},
        {"110105 19491231 002X", "1***** ******** ***X"},
        {"110105-19491231-002X", "1*****-********-***X"},
        {"110105 19491231 0021", "110105 19491231 0021"},
        {"360426 19910101 0071", "3***** ******** ***1"},
        {"7-360426-19910101-0071", "7-360426-19910101-0071"},
        {"360426-19910101-0071-7", "360426-19910101-0071-7"},
        {"360426-19910101-00717", "360426-19910101-00717"},
        {"360426-1991010-0071", "360426-1991010-0071"},
        {"3604261991010100710", "3604261991010100710"},
        /* mail addresses */
        {"zhang@163.com", "z***@163.com"},
        {"a@qq.com", "***@qq.com"},
        {"邮箱zhang.san+x@mail.163.com.", "邮箱z***@mail.163.com."},
        {"zhang@163.com,li@qq.com", "z***@163.com,l***@qq.com"},
        {"a@b@c.com", "a***@c.com"},
        {"zhang@163.com@", "z***@163.com@"},
        {"13812345678@qq.com", "1***@qq.com"},
        {"zhang@13812345678.com", "z***@138****5678.com"},
        {"zhang*@163.com", "z***@163.com"},
        {"z***@163.com", "z***@163.com"},
        {"zhang＠163．com", "z***＠163．com"},
        {"mailto:zhang@163.com", "mailto:z***@163.com"},
        {"邮箱：张三@163.com", "邮箱：张***@163.com"},
        {"联系 张@163.com", "联系 ***@163.com"},
        {"(张三@163.com)", "(张***@163.com)"},
        {"a)张三@163.com", "a)张***@163.com"},
        {"<张三@163.com>", "<张***@163.com>"},
        {"a>张三@163.com", "a>张***@163.com"},
        {"a;张三@163.com", "a;张***@163.com"},
        {"a,张三@163.com", "a,张***@163.com"},
        {"a:张三@163.com", "a:张***@163.com"},
        {"a—张三@163.com", "a***@163.com"},
        {"a’张三@163.com", "a’张***@163.com"},
        {"a†张三@163.com", "a***@163.com"},
        {"a々张三@163.com", "a々张***@163.com"},
        {"aぁ张三@163.com", "a***@163.com"},
        {"地址、张三@163.com", "地址、张***@163.com"},
        {"“张三”@163.com", "“张三”@163.com"},
        {"\"li wei\"@163.com", "\"li w***@163.com"},
        {"138 1234 5678张@x.com", "1***@x.com"},
        {"\xFFzhang/@163.com", "****@163.com"},
        {"请@张三", "请@张三"},
        {"价格@163", "价格@163"},
        {"x@1.2", "x@1.2"},
        {"x@a.b", "***@a.b"},
        {"x@a.1b", "***@a.1b"},
        {"x@a..b", "x@a..b"},
        {"x@.b", "x@.b"},
        {"x@-", "x@-"},
        {"@x.com", "@x.com"},
        {" @x.com", " @x.com"},
        {"a@x.com@y.com", "a***@y.com"},
        {"@", "@"},
        {"\xFF\xE4\xB8", "***"},
    };
    ASSERT_MASKS(MEND_MASK_FREE, MEND_MASK_STYLE_DEFAULT, list);
}

/* ---- laws ---- */

static uint32_t below(uint64_t *random, uint32_t n)
{
    *random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*random >> 33) % n;
}

static size_t random_text(uint64_t *random, char *out)
{
    static const char *const pieces[] = {
        "1",
        "3",
        "8",
        "5",
        "0",
        "13812345678",
        "86",
        "0086",
        "+86",
        "-",
        " ",
        ".",
        "*",
        "@",
        "a",
        "zh",
        "@163.com",
        "X",
        "张",
        "欧阳",
        "区",
        "市",
        "县",
        "小",
        "省",
        "旗",
        "，",
        "·",
        "'",
        "１",
        "３",
        "＠",
        "\xFF",
        "\xE4",
        "138",
        "1234",
        "5678",
        "360426199101010071",
        "11010519491231002",
        "x.com",
    };
    size_t len = 0;
    out[0] = '\0';
    for (uint32_t n = below(random, 14); n > 0; n--) {
        strcat(out, pieces[below(random, sizeof pieces / sizeof pieces[0])]);
    }
    len = strlen(out);
    return len;
}

/* Whether what a shows beside asterisks appears in b, in the same order. */
static bool shows_no_more(mend__str a, mend__str b)
{
    size_t k = 0;
    for (size_t i = 0; i < a.n;) {
        uint32_t code;
        size_t n = mend__char_next(a, i, &code);
        if (code != '*') {
            for (;; k++) {
                if (k + n > b.n) {
                    return false;
                }
                if (memcmp(a.p + i, b.p + k, n) == 0) {
                    break;
                }
            }
            k += n;
        }
        i += n;
    }
    return true;
}

static void test_mask__masking_again_never_shows_more(void **state)
{
    (void)state;
    uint64_t random = 5;
    mend_buf *once = NULL, *twice = NULL;
    assert_int_equal(mend_buf_new(NULL, &once), MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &twice), MEND_OK);
    for (int i = 0; i < 200000; i++) {
        char text[512];
        size_t len = random_text(&random, text);
        mend_mask mask = MEND_MASK_NAME + (mend_mask)below(&random, 7);
        mend_mask_style style = mask == MEND_MASK_NAME    ? (mend_mask_style)below(&random, 4)
                                : mask == MEND_MASK_EMAIL ? (mend_mask_style)below(&random, 2) * MEND_MASK_STYLE_LENGTH
                                                          : MEND_MASK_STYLE_DEFAULT;
        mend_buf_clear(once);
        mend_buf_clear(twice);
        assert_int_equal(mend_mask_text(mask, style, text, len, once, NULL), MEND_OK);
        mend__str first = {mend_buf_data(once, NULL), once->len};
        assert_int_equal(mend_mask_text(mask, style, first.p, first.n, twice, NULL), MEND_OK);
        mend__str second = {mend_buf_data(twice, NULL), twice->len};
        if (!mend__utf8_valid(first.p, first.n, NULL) || !shows_no_more(first, (mend__str){text, len}) ||
            !shows_no_more(second, first)) {
            fail_msg("%s of %s: %s, then %s", mend_mask_name(mask), text, first.p, second.p);
        }
    }
    mend_buf_free(once);
    mend_buf_free(twice);
}

static size_t digits_in(mend__str text)
{
    size_t count = 0;
    uint32_t code;
    for (size_t i = 0; i < text.n; i += mend__char_next(text, i, &code)) {
        mend__char_next(text, i, &code);
        count += mend__char_digit(code) >= 0;
    }
    return count;
}

/* Characters that are shown. */
static size_t shown_in(mend__str text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.n; i++) {
        count += text.p[i] != '*' && ((unsigned char)text.p[i] & 0xC0) != 0x80;
    }
    return count;
}

/* A mobile number stands in the clear: eleven digits of one width, 1 and 3 to 9 in front, no digit beside them. */
static bool has_mobile(mend__str text)
{
    for (size_t i = 0; i < text.n;) {
        uint32_t code;
        size_t run = 0, at = i;
        int first[2] = {0, 0};
        for (; at < text.n; run++) {
            size_t n = mend__char_next(text, at, &code);
            int digit = mend__char_digit(code);
            if (digit < 0) {
                break;
            }
            if (run < 2) {
                first[run] = digit;
            }
            at += n;
        }
        if (run == 11 && first[0] == 1 && first[1] >= 3) {
            return true;
        }
        i = run > 0 ? at : i + mend__char_next(text, i, &code);
    }
    return false;
}

static void test_mask__no_more_is_shown_than_stated(void **state)
{
    (void)state;
    uint64_t random = 6;
    mend_buf *out = NULL;
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    for (int i = 0; i < 200000; i++) {
        char text[512];
        mend__str given = {text, random_text(&random, text)}, masked;
        size_t digits = digits_in(given), characters = mend__char_count(given);

        mend_buf_clear(out);
        assert_int_equal(mend_mask_text(MEND_MASK_PHONE, 0, given.p, given.n, out, NULL), MEND_OK);
        masked = (mend__str){mend_buf_data(out, NULL), out->len};
        size_t most = digits >= 11 ? 7 + 4 : digits >= 8 ? 4 + 4 : digits >= 5 ? 2 + 2 : 2;
        assert_true(digits_in(masked) <= most && (digits == 0 || digits_in(masked) < digits));
        assert_int_equal(mend__char_count(masked), characters);

        mend_buf_clear(out);
        assert_int_equal(mend_mask_text(MEND_MASK_ID, 0, given.p, given.n, out, NULL), MEND_OK);
        masked = (mend__str){mend_buf_data(out, NULL), out->len};
        assert_true(shown_in(masked) <= (characters > 2 ? 2 : 0));

        mend_buf_clear(out);
        assert_int_equal(mend_mask_text(MEND_MASK_NAME, 0, given.p, given.n, out, NULL), MEND_OK);
        masked = (mend__str){mend_buf_data(out, NULL), out->len};
        assert_true(characters == 0 || memchr(masked.p, '*', masked.n) != NULL);

        mend_buf_clear(out);
        assert_int_equal(mend_mask_text(MEND_MASK_FREE, 0, given.p, given.n, out, NULL), MEND_OK);
        masked = (mend__str){mend_buf_data(out, NULL), out->len};
        if (has_mobile(masked)) {
            fail_msg("%s: %s", text, masked.p);
        }
    }
    mend_buf_free(out);
}

static void test_mask__digits_of_all_scripts_have_their_values(void **state)
{
    (void)state;
    static const uint32_t zeros[] = {'0', 0x660, 0x966, 0xFF10, 0x1D7CE, 0x1D7F6, 0x1FBF0};
    for (size_t i = 0; i < sizeof zeros / sizeof zeros[0]; i++) {
        for (uint32_t k = 0; k < 10; k++) {
            assert_int_equal(mend__char_digit(zeros[i] + k), k);
        }
        assert_int_equal(mend__char_digit(zeros[i] - 1) % 10, i == 5 ? 9 : -1); /* mathematical digits stand in a row */
    }
    assert_int_equal(mend__char_digit(0x3A), -1);
    assert_int_equal(mend__char_digit(0x85), -1);
    assert_int_equal(mend__char_digit(0x1FBFA), -1);
    assert_int_equal(mend__char_digit(MEND__CHAR_BAD), -1);
}

/* ---- the part of a policy ---- */

static mend_status compile(const char *json, mend__mask_options *out, mend_error *err)
{
    mend__alloc a;
    mend__json tree;
    mend__node root = MEND__NONE;
    assert_true(mend__alloc_init(&a, NULL));
    mend__json_init(&tree, &a);
    assert_int_equal(mend__json_read(&tree, json, strlen(json), 1000, 8, &root, NULL), MEND_OK);
    mend_status status = mend__masks_compile(&tree, root, out, err);
    mend__json_free(&tree);
    return status;
}

static void test_mask__a_policy_chooses(void **state)
{
    (void)state;
    mend__mask_options options;
    mend_buf *out = NULL;
    assert_int_equal(mend__masks_compile(NULL, MEND__NONE, &options, NULL), MEND_OK);
    assert_memory_equal(&options, &mend__mask_defaults, sizeof options);
    assert_int_equal(compile("{}", &options, NULL), MEND_OK);
    assert_memory_equal(&options, &mend__mask_defaults, sizeof options);
    assert_int_equal(compile("{\"name\":{},\"email\":{},\"id\":{}}", &options, NULL), MEND_OK);
    assert_memory_equal(&options, &mend__mask_defaults, sizeof options);
    assert_int_equal(
        compile("{\"name\":{\"style\":\"ends\"},\"email\":{\"style\":\"len\"},\"id\":{\"head\":3,\"tail\":0}}",
                &options, NULL),
        MEND_OK);
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    mend__mask_put(MEND_MASK_NAME, &options, MEND__STR("段正淳"), out);
    mend__mask_put(MEND_MASK_EMAIL, &options, MEND__STR("abc@x.com"), out);
    mend__mask_put(MEND_MASK_ID, &options, MEND__STR("12345"), out);
    assert_string_equal(mend_buf_data(out, NULL), "段*淳a**@x.com123**");
    mend_buf_free(out);
}

static void test_mask__wrong_choices_are_refused_where_they_stand(void **state)
{
    (void)state;
    static const struct {
        const char *json;
        const char *path;
        mend_reason reason;
    } cases[] = {
        {"[]", "$", 0},
        {"{\"names\":{}}", "$.names", 0},
        {"{\"name\":1}", "$.name", 0},
        {"{\"name\":{\"styl\":\"first\"}}", "$.name.styl", 0},
        {"{\"name\":{\"style\":\"middle\"}}", "$.name.style", MEND_REASON_UNKNOWN_STYLE},
        {"{\"name\":{\"style\":\"len\"}}", "$.name.style", MEND_REASON_UNKNOWN_STYLE},
        {"{\"name\":{\"style\":1}}", "$.name.style", MEND_REASON_UNKNOWN_STYLE},
        {"{\"email\":{\"style\":\"first\"}}", "$.email.style", MEND_REASON_UNKNOWN_STYLE},
        {"{\"id\":[]}", "$.id", 0},
        {"{\"id\":{\"style\":\"len\"}}", "$.id.style", 0},
        {"{\"id\":{\"head\":-1}}", "$.id.head", 0},
        {"{\"id\":{\"head\":33}}", "$.id.head", 0},
        {"{\"id\":{\"tail\":\"1\"}}", "$.id.tail", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mend_error err = {.struct_size = sizeof err};
        mend__mask_options options = {9, 9, 9, 9};
        assert_int_equal(compile(cases[i].json, &options, &err), MEND_SCHEMA);
        assert_string_equal(err.path, cases[i].path);
        assert_int_equal(err.reason, cases[i].reason);
        assert_int_equal(options.name, 9);
        assert_int_equal(compile(cases[i].json, &options, NULL), MEND_SCHEMA);
    }
}

static void test_mask__classes_have_names(void **state)
{
    (void)state;
    for (mend_mask mask = MEND_MASK_NONE; mask <= MEND_MASK_SECRET; mask++) {
        mend_mask back = -1;
        assert_int_equal(mend_mask_of(mend_mask_name(mask), MEND_NTS, &back), MEND_OK);
        assert_int_equal(back, mask);
    }
    mend_mask back = 99;
    assert_null(mend_mask_name(-1));
    assert_null(mend_mask_name(MEND_MASK_SECRET + 1));
    assert_int_equal(mend_mask_of("mobile", MEND_NTS, &back), MEND_NOT_FOUND);
    assert_int_equal(mend_mask_of(NULL, 1, &back), MEND_INVALID);
    assert_int_equal(mend_mask_of("id", 2, NULL), MEND_INVALID);
    assert_int_equal(back, 99);
}

static void test_mask__arguments_are_checked(void **state)
{
    (void)state;
    mend_buf *out = NULL;
    mend_error small = {.struct_size = 8}, err = {.struct_size = sizeof err};
    assert_int_equal(mend_buf_new(NULL, &out), MEND_OK);
    assert_int_equal(mend_mask_text(-1, 0, "a", 1, out, &err), MEND_INVALID);
    assert_int_equal(mend_mask_text(8, 0, "a", 1, out, &err), MEND_INVALID);
    assert_int_equal(mend_mask_text(MEND_MASK_NAME, MEND_MASK_STYLE_LENGTH, "a", 1, out, &err), MEND_INVALID);
    assert_int_equal(err.reason, MEND_REASON_UNKNOWN_STYLE);
    assert_int_equal(mend_mask_text(MEND_MASK_NAME, -1, "a", 1, out, &err), MEND_INVALID);
    assert_int_equal(mend_mask_text(MEND_MASK_EMAIL, MEND_MASK_STYLE_ENDS, "a", 1, out, &err), MEND_INVALID);
    assert_int_equal(mend_mask_text(MEND_MASK_PHONE, MEND_MASK_STYLE_FIRST, "a", 1, out, &err), MEND_INVALID);
    assert_int_equal(mend_mask_text(MEND_MASK_NAME, 0, NULL, 1, out, &err), MEND_INVALID);
    assert_int_equal(mend_mask_text(MEND_MASK_NAME, 0, "a", 1, NULL, &err), MEND_INVALID);
    assert_int_equal(mend_mask_text(MEND_MASK_NAME, 0, "a", 1, out, &small), MEND_INVALID);
    assert_int_equal(mend_mask_keep(-1, 0, "a", 1, out, &err), MEND_INVALID);
    assert_int_equal(mend_mask_keep(0, -1, "a", 1, out, &err), MEND_INVALID);
    assert_int_equal(mend_mask_keep(0, 0, NULL, 1, out, &err), MEND_INVALID);
    assert_int_equal(mend_mask_keep(0, 0, "a", 1, NULL, &err), MEND_INVALID);
    assert_int_equal(mend_mask_keep(0, 0, "a", 1, out, &small), MEND_INVALID);
    assert_string_equal(mend_buf_data(out, NULL), "");
    assert_int_equal(mend_mask_text(MEND_MASK_NAME, 0, NULL, 0, out, &err), MEND_OK);
    assert_string_equal(mend_buf_data(out, NULL), "");
    mend_buf_free(out);
}

static void test_mask__no_memory_leaves_the_buffer_as_it_was(void **state)
{
    (void)state;
    static const char text[] =
        "请联系 13812345678 张三@163.com 11010519491231002X 或者 wang@163.com，"
        "再不行就打 138-1234-5678，谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢";
    for (mend_mask mask = MEND_MASK_NONE; mask <= MEND_MASK_SECRET + 1; mask++) {
        for (size_t n = 1;; n++) {
            faulty memory = {.fail_at = 0};
            mend_allocator a = faulty_allocator(&memory);
            mend_error err = {.struct_size = sizeof err};
            mend_buf *out = NULL;
            assert_int_equal(mend_buf_new(&a, &out), MEND_OK);
            assert_int_equal(mend_buf_append(out, "before", 6), MEND_OK);
            memory.fail_at = memory.requests + n;
            mend_status status = mask <= MEND_MASK_SECRET ? mend_mask_text(mask, 0, text, MEND_NTS, out, &err)
                                                          : mend_mask_keep(1, 1, text, MEND_NTS, out, &err);
            bool failed = memory.requests >= memory.fail_at;
            assert_int_equal(status, failed ? MEND_NOMEM : MEND_OK);
            assert_int_equal(err.status, failed ? MEND_NOMEM : 0);
            if (failed) {
                assert_string_equal(mend_buf_data(out, NULL), "before");
            }
            mend_buf_free(out);
            assert_int_equal(memory.live, 0);
            if (!failed) {
                break;
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mask__phones),
        cmocka_unit_test(test_mask__names),
        cmocka_unit_test(test_mask__mail_addresses),
        cmocka_unit_test(test_mask__postal_addresses),
        cmocka_unit_test(test_mask__identity_numbers_and_secrets),
        cmocka_unit_test(test_mask__keep_shows_the_ends_but_never_all),
        cmocka_unit_test(test_mask__free_text),
        cmocka_unit_test(test_mask__masking_again_never_shows_more),
        cmocka_unit_test(test_mask__no_more_is_shown_than_stated),
        cmocka_unit_test(test_mask__digits_of_all_scripts_have_their_values),
        cmocka_unit_test(test_mask__a_policy_chooses),
        cmocka_unit_test(test_mask__wrong_choices_are_refused_where_they_stand),
        cmocka_unit_test(test_mask__classes_have_names),
        cmocka_unit_test(test_mask__arguments_are_checked),
        cmocka_unit_test(test_mask__no_memory_leaves_the_buffer_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
