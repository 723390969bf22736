/*
 * test_digest.c - SHA-256 against the example messages that NIST publishes with FIPS 180-4, in one piece and in many.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "notions/digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_digest(const unsigned char digest[MEND__SHA256_SIZE], const char *expected)
{
    char text[2 * MEND__SHA256_SIZE + 1];
    mend__hex_write(digest, MEND__SHA256_SIZE, text);
    text[2 * MEND__SHA256_SIZE] = '\0';
    assert_string_equal(text, expected);
}

static void test_digest__example_messages(void **state)
{
    (void)state;
    static const struct {
        const char *message;
        size_t len;
        const char *digest;
    } cases[] = {
        {"", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56,
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
         "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
         112, "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
        {"\xBD", 1, "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b"},
        {"\xC9\x8C\x8E\x55", 4, "7abc22c0ae5af26ce93dbb94433a0e0b2e119d014f8e7f65bd56c61ccccd9504"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        unsigned char digest[MEND__SHA256_SIZE];
        mend__sha256(cases[i].message, cases[i].len, digest);
        assert_digest(digest, cases[i].digest);
    }
}

/* Runs of one byte, with lengths on both sides of where the length field needs another block. */
static void test_digest__runs_of_one_byte(void **state)
{
    (void)state;
    static const struct {
        int byte;
        size_t len;
        const char *digest;
    } cases[] = {
        {0x00, 55, "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7"},
        {0x00, 56, "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb"},
        {0x00, 57, "65a16cb7861335d5ace3c60718b5052e44660726da4cd13bb745381b235a1785"},
        {0x00, 63, "c7723fa1e0127975e49e62e753db53924c1bd84b8ac1ac08df78d09270f3d971"},
        {0x00, 64, "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b"},
        {0x00, 65, "98ce42deef51d40269d542f5314bef2c7468d401ad5d85168bfab4c0108f75f7"},
        {0x00, 119, "f616b0d54e78571a9611f343c9f8e022e859e920381ab0e4d3da01e193a7bd7e"},
        {0x00, 120, "6edd9f6f9cc92cded36e6c4a580933f9c9f1b90562b46903b806f21902a1a54f"},
        {0x00, 1000, "541b3e9daa09b20bf85fa273e5cbd3e80185aa4ec298e765db87742b70138a53"},
        {0x41, 1000, "c2e686823489ced2017f6059b8b239318b6364f6dcd835d0a519105a1eadd6e4"},
        {0x55, 1005, "f4d62ddec0f3dd90ea1380fa16a5ff8dc4c54b21740650f24afc4120903552b0"},
        {0x61, 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        unsigned char digest[MEND__SHA256_SIZE];
        unsigned char *message = malloc(cases[i].len);
        assert_non_null(message);
        memset(message, cases[i].byte, cases[i].len);
        mend__sha256(message, cases[i].len, digest);
        free(message);
        assert_digest(digest, cases[i].digest);
    }
}

static void test_digest__pieces_of_any_length_give_the_same(void **state)
{
    (void)state;
    unsigned char message[300], whole[MEND__SHA256_SIZE], digest[MEND__SHA256_SIZE];
    for (size_t i = 0; i < sizeof message; i++) {
        message[i] = (unsigned char)(i * 7);
    }
    mend__sha256(message, sizeof message, whole);
    for (size_t first = 0; first <= sizeof message; first++) {
        mend__sha256_state s;
        mend__sha256_init(&s);
        mend__sha256_add(&s, message, first);
        mend__sha256_add(&s, NULL, 0);
        mend__sha256_add(&s, message + first, sizeof message - first);
        mend__sha256_end(&s, digest);
        assert_memory_equal(digest, whole, sizeof whole);
    }
    for (size_t piece = 1; piece < 130; piece++) {
        mend__sha256_state s;
        mend__sha256_init(&s);
        for (size_t at = 0; at < sizeof message; at += piece) {
            mend__sha256_add(&s, message + at, at + piece < sizeof message ? piece : sizeof message - at);
        }
        mend__sha256_end(&s, digest);
        assert_memory_equal(digest, whole, sizeof whole);
    }
}

/* The digest over the digests of all messages 00 07 0e 15 ... of up to 259 bytes; the value is another program's. */
static void test_digest__every_length_around_blocks(void **state)
{
    (void)state;
    unsigned char message[259], digest[MEND__SHA256_SIZE];
    mend__sha256_state all;
    mend__sha256_init(&all);
    for (size_t len = 0; len <= sizeof message; len++) {
        mend__sha256(message, len, digest);
        mend__sha256_add(&all, digest, sizeof digest);
        if (len < sizeof message) {
            message[len] = (unsigned char)(len * 7);
        }
    }
    mend__sha256_end(&all, digest);
    assert_digest(digest, "6ad25299ad8685c24624a03a63f9b8be1d6886cc06667fdc48010505a489b8ef");
}

static void test_digest__hexadecimal(void **state)
{
    (void)state;
    static const unsigned char bytes[] = {0x00, 0x0F, 0xF0, 0xAB, 0xFF};
    char text[11] = "..........";
    mend__hex_write(bytes, sizeof bytes, text);
    assert_string_equal(text, "000ff0abff");
    mend__hex_write(bytes, 0, text);
    assert_string_equal(text, "000ff0abff");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_digest__example_messages),
        cmocka_unit_test(test_digest__runs_of_one_byte),
        cmocka_unit_test(test_digest__pieces_of_any_length_give_the_same),
        cmocka_unit_test(test_digest__every_length_around_blocks),
        cmocka_unit_test(test_digest__hexadecimal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
