/*
 * generate_words.c - what chance chooses from: times, products, faults, names and what people say.
 *
 * Times of arrival, delays and minutes of repairs, shares and ages of devices follow statistics of public records:
 *   Amaral, Fantinato, Peres: Incident management process enriched event log, UCI 498, doi:10.24432/C57S4H (CC BY 4.0);
 *   the example log of repairs of the ProM project (simulated);
 *   Open Repair Data, Open Repair Alliance (CC BY-SA 4.0).
 * Names, words, brands, models and prices are made up.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "generate.h"

/* ---- chance: SplitMix64 ---- */

void chance_seed(chance *c, uint64_t seed)
{
    c->state = seed;
}

static uint64_t next(chance *c)
{
    uint64_t z = c->state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

uint32_t chance_below(chance *c, uint32_t n)
{
    return (uint32_t)(((next(c) >> 32) * n) >> 32);
}

bool chance_in(chance *c, uint32_t percent)
{
    return chance_below(c, 100) < percent;
}

int chance_of(chance *c, const int *weights)
{
    int sum = 0, i = 0;
    for (i = 0; weights[i] >= 0; i++) {
        sum += weights[i];
    }
    int at = (int)chance_below(c, (uint32_t)(sum > 0 ? sum : 1));
    for (i = 0; weights[i + 1] >= 0 && at >= weights[i]; i++) {
        at -= weights[i];
    }
    return i;
}

/* ---- times ---- */

const int arrivals[7][24] = {
    {144,  140,  48,   68,   72,   52,  233, 478, 2721, 3267, 2950, 2488,
     1385, 1790, 2143, 2103, 1629, 911, 349, 217, 148,  289,  124,  116},
    {128,  181,  100,  128,  52,   80,  257, 397, 2083, 2496, 2316, 1870,
     1128, 1348, 1874, 1641, 1569, 891, 341, 233, 209,  233,  221,  92},
    {209, 136,  136,  72,   88,   96,  213, 486, 2039, 2271, 2267, 1978,
     999, 1228, 1894, 1694, 1517, 891, 397, 197, 165,  337,  185,  104},
    {157, 144,  72,   36,   92,   100, 140, 397, 1525, 2019, 1950, 1665,
     907, 1120, 1441, 1533, 1264, 726, 357, 233, 140,  273,  96,   84},
    {173, 92,  108,  76,   96,   76,  201, 353, 1481, 1782, 1710, 1653,
     791, 923, 1469, 1377, 1260, 734, 249, 144, 136,  181,  177,  124},
    {144, 112, 88, 60, 80, 72, 132, 112, 209, 140, 181, 120, 100, 112, 100, 116, 128, 72, 92, 92, 44, 72, 88, 92},
    {124, 84, 44, 52, 32, 52, 108, 76, 165, 120, 237, 132, 76, 80, 128, 88, 124, 88, 84, 72, 64, 56, 92, 76},
};

#define KNOTS 8

/* Minutes at 0, 5, 25, 50, 75, 90, 95 and 99 of a hundred. */
static const int64_t quantiles[DELAYS][KNOTS] = {
    [DELAY_ACCEPT] = {0, 0, 0, 3, 7, 15, 23, 54},
    [DELAY_TAKE_UP] = {0, 0, 15, 173, 1842, 8324, 14558, 31423},
    [DELAY_CUSTOMER] = {0, 15, 538, 2383, 7201, 14241, 20000, 45126},
    [DELAY_VENDOR] = {0, 10, 1141, 37407, 111223, 181476, 210115, 262007},
    [DELAY_SETTLE] = {0, 7202, 7216, 7234, 7251, 11701, 20427, 25935},
    [DELAY_ANALYSE] = {5, 5, 6, 8, 9, 10, 10, 10},
    [DELAY_REPAIR] = {5, 5, 6, 9, 14, 17, 19, 20},
    [DELAY_REPAIR_COMPLEX] = {10, 10, 13, 17, 41, 46, 48, 50},
    [DELAY_TEST] = {5, 5, 6, 8, 9, 10, 10, 10},
};

int64_t delay_minutes(chance *c, delay d)
{
    static const int64_t knots[KNOTS] = {0, 500, 2500, 5000, 7500, 9000, 9500, 9900};
    int64_t at = chance_below(c, 9900);
    int k = 0;
    while (k < KNOTS - 2 && at >= knots[k + 1]) {
        k++;
    }
    int64_t low = quantiles[d][k], high = quantiles[d][k + 1];
    return low + (high - low) * (at - knots[k]) / (knots[k + 1] - knots[k]);
}

/* ---- products and what breaks ---- */

static const failure fridge[] = {
    {60,
     "hardware",
     "defect",
     "main_function_impaired",
     {"冰箱设定5度，显示8度，饭菜放一天就坏了。",
      "The fridge is set to 5 degrees and shows 8; food spoils within a day."},
     {"温度传感器", "temperature sensor"},
     {"冷藏室温度传感器阻值漂移，制冷系统压力正常。",
      "The sensor of the fridge compartment has drifted; pressures are normal."},
     4500},
    {20,
     "hardware",
     "wear",
     "core_function_down",
     {"冰箱完全不制冷，压缩机一直嗡嗡响。", "The fridge does not cool at all; the compressor only hums."},
     {"压缩机启动器", "compressor starter"},
     {"启动器失效，压缩机线圈正常。", "The starter has failed; the windings are in order."},
     12800},
    {12,
     "handling",
     "no_fault_found",
     "minor_function",
     {"冷冻室结了很厚的霜，抽屉拉不开。", "Thick ice in the freezer; the drawers are stuck."},
     {"", ""},
     {"门长期未关严，功能正常，已指导除霜与使用。", "The door had been left ajar; nothing is broken."},
     0},
    {0, NULL, NULL, NULL, {NULL, NULL}, {NULL, NULL}, {NULL, NULL}, 0}};
static const failure washer[] = {
    {45,
     "hardware",
     "wear",
     "core_function_down",
     {"洗衣机洗完不排水，盖子也打不开。", "The washing machine does not drain and stays locked."},
     {"排水泵", "drain pump"},
     {"排水泵叶轮磨损卡死。", "The pump's impeller is worn and stuck."},
     9600},
    {30,
     "hardware",
     "wear",
     "main_function_impaired",
     {"脱水的时候响得厉害，整个阳台都在抖。", "It bangs when spinning; the whole balcony shakes."},
     {"减震器", "shock absorber"},
     {"两只减震器漏油失效。", "Two shock absorbers have lost their oil."},
     15800},
    {25,
     "handling",
     "no_fault_found",
     "usage_question",
     {"面板一直闪E2，不知道什么意思。", "The display keeps blinking E2."},
     {"", ""},
     {"进水阀门未开，已说明故障码含义。", "The tap was closed; the meaning of the code was explained."},
     0},
    {0, NULL, NULL, NULL, {NULL, NULL}, {NULL, NULL}, {NULL, NULL}, 0}};
static const failure laptop[] = {
    {40,
     "hardware",
     "wear",
     "main_function_impaired",
     {"笔记本充满电只能用半小时。", "The laptop lasts half an hour on a full charge."},
     {"电池", "battery"},
     {"电池循环 812 次，容量降至 41%。", "The battery has 812 cycles and 41 % of its capacity."},
     32900},
    {30,
     "software",
     "software",
     "main_function_impaired",
     {"更新以后经常蓝屏，文件都来不及保存。", "Since the update it crashes to a blue screen."},
     {"", ""},
     {"显卡驱动与系统更新冲突，已回退并升级。", "The graphics driver clashed with the update."},
     0},
    {30,
     "hardware",
     "accident",
     "core_function_down",
     {"键盘进了水，现在开不了机。", "Water got into the keyboard; it does not start."},
     {"主板", "mainboard"},
     {"主板供电区腐蚀，键盘短路。", "Corrosion on the mainboard; the keyboard is shorted."},
     128000},
    {0, NULL, NULL, NULL, {NULL, NULL}, {NULL, NULL}, {NULL, NULL}, 0}};
static const failure vacuum[] = {
    {70,
     "hardware",
     "defect",
     "main_function_impaired",
     {"扫地机走几步就停，提示轮子卡住。", "The robot stops after a metre and says a wheel is stuck."},
     {"左驱动轮组件", "left wheel module"},
     {"左轮编码器失灵，同批次多例。", "The left wheel's encoder has failed; others of the batch did too."},
     8900},
    {20,
     "hardware",
     "wear",
     "main_function_impaired",
     {"吸力越来越小，滤网换了也没用。", "It hardly sucks any more, even with a new filter."},
     {"风机", "blower motor"},
     {"风机轴承磨损。", "The blower's bearing is worn."},
     16800},
    {10,
     "software",
     "software",
     "minor_function",
     {"手机连不上机器了，地图也没了。", "The app cannot find the robot and the map is gone."},
     {"", ""},
     {"固件版本过旧，升级后恢复。", "The firmware was out of date; an update helped."},
     0},
    {0, NULL, NULL, NULL, {NULL, NULL}, {NULL, NULL}, {NULL, NULL}, 0}};
static const failure coffee[] = {
    {50,
     "hardware",
     "wear",
     "main_function_impaired",
     {"咖啡机出水很慢，咖啡是凉的。", "The coffee drips and is only lukewarm."},
     {"加热块", "heating block"},
     {"加热块结垢，温控失效。", "The heating block is scaled up and its thermostat dead."},
     18900},
    {30,
     "handling",
     "no_fault_found",
     "usage_question",
     {"一直提示清洗，按了也不消失。", "It keeps asking to be descaled."},
     {"", ""},
     {"除垢程序未走完，已演示。", "The descaling programme was never finished; shown how."},
     0},
    {20,
     "hardware",
     "wear",
     "main_function_impaired",
     {"打开就漏水，底盘全是水。", "It leaks as soon as it is switched on."},
     {"密封圈", "seal"},
     {"冲泡头密封圈老化。", "The brew head's seal is old."},
     1500},
    {0, NULL, NULL, NULL, {NULL, NULL}, {NULL, NULL}, {NULL, NULL}, 0}};
static const failure screen[] = {{55,
                                  "hardware",
                                  "defect",
                                  "main_function_impaired",
                                  {"电视有声音没图像，屏幕是黑的。", "The television has sound but no picture."},
                                  {"背光灯条", "backlight strip"},
                                  {"背光灯条开路。", "The backlight strip is open-circuit."},
                                  26000},
                                 {25,
                                  "software",
                                  "software",
                                  "minor_function",
                                  {"看一会儿就自己重启。", "It restarts by itself after a while."},
                                  {"", ""},
                                  {"系统版本有缺陷，已升级。", "A known defect of the firmware; updated."},
                                  0},
                                 {20,
                                  "hardware",
                                  "defect",
                                  "main_function_impaired",
                                  {"屏幕上有一条绿线，一直在。", "There is a green line across the screen."},
                                  {"液晶屏", "panel"},
                                  {"屏排线邦定不良。", "The panel's bonding has come loose."},
                                  158000},
                                 {0, NULL, NULL, NULL, {NULL, NULL}, {NULL, NULL}, {NULL, NULL}, 0}};
static const failure printer[] = {
    {60,
     "hardware",
     "wear",
     "production_stopped",
     {"打印机一直卡纸，办公室都等着用。", "The printer jams on every page; the whole office waits."},
     {"搓纸轮", "pickup roller"},
     {"搓纸轮打滑老化。", "The pickup roller is worn smooth."},
     3800},
    {25,
     "hardware",
     "consumable",
     "main_function_impaired",
     {"打出来有黑条，换了墨盒也一样。", "Black stripes, even with a new cartridge."},
     {"硒鼓", "drum unit"},
     {"硒鼓寿命到期。", "The drum is at the end of its life."},
     29000},
    {15,
     "software",
     "software",
     "minor_function",
     {"电脑上找不到打印机。", "The computer cannot find the printer."},
     {"", ""},
     {"驱动与网络设置，远程处理。", "Driver and network settings; done remotely."},
     0},
    {0, NULL, NULL, NULL, {NULL, NULL}, {NULL, NULL}, {NULL, NULL}, 0}};
static const failure aircon[] = {
    {55,
     "hardware",
     "defect",
     "main_function_impaired",
     {"空调开了一小时还是不凉，外机不转。", "After an hour it still does not cool; the outdoor unit is idle."},
     {"外机电容", "outdoor capacitor"},
     {"外机启动电容失效。", "The capacitor of the outdoor unit has failed."},
     5800},
    {25,
     "hardware",
     "wear",
     "minor_function",
     {"内机往下滴水，墙都湿了。", "The indoor unit drips; the wall is wet."},
     {"排水管", "drain hose"},
     {"排水管老化堵塞。", "The drain hose is old and blocked."},
     2600},
    {6,
     "hardware",
     "defect",
     "safety_hazard",
     {"开机有焦糊味，插座这边冒烟，赶紧关了。", "There was a burning smell and smoke at the plug; we switched it off."},
     {"电源板", "power board"},
     {"电源板接线端烧蚀。", "A terminal of the power board has burnt."},
     36000},
    {0, NULL, NULL, NULL, {NULL, NULL}, {NULL, NULL}, {NULL, NULL}, 0}};
static const failure kettle[] = {{60,
                                  "hardware",
                                  "wear",
                                  "main_function_impaired",
                                  {"水壶烧不开，一会儿就跳。", "The kettle switches off before it boils."},
                                  {"温控器", "thermostat"},
                                  {"温控器双金属片疲劳。", "The thermostat's bimetal is tired."},
                                  1200},
                                 {40,
                                  "hardware",
                                  "wear",
                                  "minor_function",
                                  {"底座接触不好，要按着才通电。", "It only heats while I press it down."},
                                  {"底座", "base"},
                                  {"底座触点氧化。", "The base's contacts are oxidised."},
                                  2200},
                                 {0, NULL, NULL, NULL, {NULL, NULL}, {NULL, NULL}, {NULL, NULL}, 0}};
static const failure tool[] = {{65,
                                "hardware",
                                "wear",
                                "main_function_impaired",
                                {"电钻没力气，转得越来越慢。", "The drill has lost its power."},
                                {"碳刷", "carbon brushes"},
                                {"碳刷磨尽，换向器可用。", "The brushes are used up; the commutator is fine."},
                                900},
                               {35,
                                "hardware",
                                "misuse",
                                "main_function_impaired",
                                {"扳机按了没反应。", "Nothing happens when I pull the trigger."},
                                {"开关", "switch"},
                                {"开关进水泥粉损坏。", "The switch is full of cement dust."},
                                3500},
                               {0, NULL, NULL, NULL, {NULL, NULL}, {NULL, NULL}, {NULL, NULL}, 0}};

static const product products[] = {
    {187, {"冰箱", "fridge"}, {"BCD-268W", "BCD-452", "BCD-520"}, {1, 4, 7, 11, 22}, 10, fridge},
    {240, {"洗衣机", "washing machine"}, {"XQG-80", "XQG-100", "XQB-72"}, {1, 3, 6, 10, 20}, 9, washer},
    {508, {"笔记本电脑", "laptop"}, {"NB-14S", "NB-16P", "NB-13A"}, {2, 4, 6, 8, 13}, 7, laptop},
    {672, {"扫地机器人", "robot vacuum"}, {"RV-300", "RV-500", "RV-700"}, {1, 3, 5, 10, 20}, 8, vacuum},
    {336, {"咖啡机", "coffee maker"}, {"CM-15", "CM-22", "CM-30"}, {2, 4, 5, 10, 20}, 12, coffee},
    {119, {"电视", "television"}, {"TV-55Q", "TV-65Q", "TV-75U"}, {2, 4, 7, 10, 14}, 14, screen},
    {186, {"打印机", "printer"}, {"LP-2030", "LP-3050", "IJ-510"}, {2, 4, 5, 10, 16}, 13, printer},
    {147, {"空调", "air conditioner"}, {"KFR-35", "KFR-50", "KFR-72"}, {1, 2, 4, 8, 16}, 8, aircon},
    {218, {"电热水壶", "kettle"}, {"EK-17", "EK-18", "EK-20"}, {1, 2, 5, 7, 15}, 18, kettle},
    {542, {"电动工具", "power tool"}, {"DR-12", "DR-18", "AG-125"}, {1, 4, 7, 15, 36}, 10, tool},
};

#define PRODUCTS (sizeof products / sizeof products[0])

const product *any_product(chance *c)
{
    int weights[PRODUCTS + 1];
    for (size_t i = 0; i < PRODUCTS; i++) {
        weights[i] = products[i].weight;
    }
    weights[PRODUCTS] = -1;
    return &products[chance_of(c, weights)];
}

const failure *any_fault(chance *c, const product *p)
{
    int weights[16], n = 0;
    for (; p->faults[n].weight > 0; n++) {
        weights[n] = p->faults[n].weight;
    }
    weights[n] = -1;
    return &p->faults[chance_of(c, weights)];
}

/* ---- what people say ---- */

static const char *one_of(chance *c, bool zh, const wording *list, size_t count)
{
    const wording *w = &list[chance_below(c, (uint32_t)count)];
    return zh ? w->zh : w->en;
}

#define ONE_OF(c, zh, list) one_of(c, zh, list, sizeof(list) / sizeof((list)[0]))

const char *any_question(chance *c, bool zh)
{
    static const wording list[] = {{"洗衣机的童锁怎么开？", "How do I switch the child lock on?"},
                                   {"扫地机怎么换主刷？", "How is the main brush changed?"},
                                   {"电视怎么投屏？", "How do I cast from my phone to the television?"},
                                   {"延保可以现在补买吗？", "Can I still buy the longer warranty?"},
                                   {"空调清洗多少钱一次？", "What does it cost to have the air conditioner cleaned?"}};
    return ONE_OF(c, zh, list);
}

const char *any_complaint(chance *c, bool zh)
{
    static const wording list[] = {
        {"约了两次都没来，也没有电话。", "Two visits were agreed, nobody came, nobody called."},
        {"修了半个月还没好，问谁都说不知道。", "Two weeks in repair and nobody can tell me anything."},
        {"收费和当初说的不一样。", "The bill is not what I was told."}};
    return ONE_OF(c, zh, list);
}

const char *any_installation(chance *c, bool zh)
{
    static const wording list[] = {
        {"新机已到货，请上门安装调试。", "The new unit has arrived; please install it and set it up."},
        {"搬家了，需要移机重新安装。", "We have moved; the unit has to be put in again."},
        {"安装位置已预留好，水电已通，请约时间。", "Its place is ready, water and power are on; please name a time."}};
    return ONE_OF(c, zh, list);
}

void any_name(chance *c, bool zh, char *out, size_t cap)
{
    static const wording first[] = {{"王", "Anna "},  {"李", "Peter "}, {"张", "Maria "}, {"刘", "James "},
                                    {"陈", "Sofia "}, {"杨", "Tom "},   {"赵", "Elena "}, {"黄", "David "},
                                    {"周", "Laura "}, {"吴", "Mark "}};
    static const wording last[] = {{"小明", "Hughes"}, {"芳", "Keller"}, {"建国", "Moreau"}, {"丽华", "Novak"},
                                   {"志强", "Olsen"},  {"静", "Parker"}, {"海燕", "Rossi"},  {"俊杰", "Silva"},
                                   {"雪梅", "Turner"}, {"文博", "Weber"}};
    snprintf(out, cap, "%s%s", ONE_OF(c, zh, first), ONE_OF(c, zh, last));
}

void any_address(chance *c, bool zh, char *out, size_t cap)
{
    static const wording roads[] = {{"上海市浦东新区示例路", "Example Road"},
                                    {"上海市徐汇区样本路", "Sample Street"},
                                    {"上海市静安区范本街", "Pattern Lane"},
                                    {"上海市杨浦区模型路", "Model Avenue"}};
    const char *road = ONE_OF(c, zh, roads);
    int number = 1 + (int)chance_below(c, 300), room = 101 + (int)chance_below(c, 1200);
    if (zh) {
        snprintf(out, cap, "%s%d号%d室", road, number, room);
    } else {
        snprintf(out, cap, "%d %s, flat %d, Shanghai", number, road, room);
    }
}
