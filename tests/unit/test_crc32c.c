/*
 * test_crc32c.c - CRC-32C against published values and against its own definition.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ground/crc32c.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void test_crc32c__published_values(void **state)
{
    (void)state;
    unsigned char bytes[32];
    assert_int_equal(mend__crc32c(NULL, 0), 0);
    assert_int_equal(mend__crc32c("123456789", 9), 0xE3069283);
    memset(bytes, 0, sizeof bytes); /* these four: RFC 3720, B.4 */
    assert_int_equal(mend__crc32c(bytes, 32), 0x8A9136AA);
    memset(bytes, 0xFF, sizeof bytes);
    assert_int_equal(mend__crc32c(bytes, 32), 0x62A8AB43);
    for (size_t i = 0; i < 32; i++) {
        bytes[i] = (unsigned char)i;
    }
    assert_int_equal(mend__crc32c(bytes, 32), 0x46DD794E);
    for (size_t i = 0; i < 32; i++) {
        bytes[i] = (unsigned char)(31 - i);
    }
    assert_int_equal(mend__crc32c(bytes, 32), 0x113FDB5C);
}

/* Division by the polynomial, a bit at a time. */
static uint32_t by_definition(const unsigned char *bytes, size_t len)
{
    uint32_t crc = 0xFFFFFFFF;
    for (size_t i = 0; i < len * 8; i++) {
        uint32_t bit = (crc ^ (uint32_t)bytes[i / 8] >> i % 8) & 1;
        crc = crc >> 1 ^ (bit != 0 ? 0x82F63B78 : 0);
    }
    return ~crc;
}

static void test_crc32c__every_byte_as_defined(void **state)
{
    (void)state;
    unsigned char bytes[512];
    uint32_t seed = 1;
    for (size_t i = 0; i < 256; i++) {
        bytes[0] = (unsigned char)i;
        assert_int_equal(mend__crc32c(bytes, 1), by_definition(bytes, 1));
    }
    for (size_t len = 0; len < sizeof bytes; len++) {
        for (size_t i = 0; i < len; i++) {
            seed = seed * 1664525 + 1013904223;
            bytes[i] = (unsigned char)(seed >> 24);
        }
        assert_int_equal(mend__crc32c(bytes, len), by_definition(bytes, len));
    }
}

static void test_crc32c__a_flipped_bit_is_seen(void **state)
{
    (void)state;
    char record[] = "{\"v\":1,\"seq\":12,\"type\":\"moved\"}";
    uint32_t good = mend__crc32c(record, sizeof record);
    for (size_t bit = 0; bit < sizeof record * 8; bit++) {
        record[bit / 8] = (char)(record[bit / 8] ^ 1 << bit % 8);
        assert_int_not_equal(mend__crc32c(record, sizeof record), good);
        record[bit / 8] = (char)(record[bit / 8] ^ 1 << bit % 8);
    }
    assert_int_equal(mend__crc32c(record, sizeof record), good);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_crc32c__published_values),
        cmocka_unit_test(test_crc32c__every_byte_as_defined),
        cmocka_unit_test(test_crc32c__a_flipped_bit_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
