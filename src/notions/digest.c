/*
 * digest.c - SHA-256, see digest.h. Bytes are put together by shifts, so the order of bytes in memory does not matter.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "digest.h"

#include <string.h>

#define BLOCK ((size_t)64) /* bytes */

/* The first 32 bits of the fractions of the square roots of the first 8 primes. */
static const uint32_t sha256_first_hash[8] = {
    0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19,
};

/* The first 32 bits of the fractions of the cube roots of the first 64 primes. */
static const uint32_t sha256_words[64] = {
    0x428A2F98, 0x71374491, 0xB5C0FBCF, 0xE9B5DBA5, 0x3956C25B, 0x59F111F1, 0x923F82A4, 0xAB1C5ED5,
    0xD807AA98, 0x12835B01, 0x243185BE, 0x550C7DC3, 0x72BE5D74, 0x80DEB1FE, 0x9BDC06A7, 0xC19BF174,
    0xE49B69C1, 0xEFBE4786, 0x0FC19DC6, 0x240CA1CC, 0x2DE92C6F, 0x4A7484AA, 0x5CB0A9DC, 0x76F988DA,
    0x983E5152, 0xA831C66D, 0xB00327C8, 0xBF597FC7, 0xC6E00BF3, 0xD5A79147, 0x06CA6351, 0x14292967,
    0x27B70A85, 0x2E1B2138, 0x4D2C6DFC, 0x53380D13, 0x650A7354, 0x766A0ABB, 0x81C2C92E, 0x92722C85,
    0xA2BFE8A1, 0xA81A664B, 0xC24B8B70, 0xC76C51A3, 0xD192E819, 0xD6990624, 0xF40E3585, 0x106AA070,
    0x19A4C116, 0x1E376C08, 0x2748774C, 0x34B0BCB5, 0x391C0CB3, 0x4ED8AA4A, 0x5B9CCA4F, 0x682E6FF3,
    0x748F82EE, 0x78A5636F, 0x84C87814, 0x8CC70208, 0x90BEFFFA, 0xA4506CEB, 0xBEF9A3F7, 0xC67178F2,
};

static uint32_t sha256_turn(uint32_t x, unsigned bits)
{
    return x >> bits | x << (32 - bits);
}

static uint32_t sha256_load(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* The next word of the schedule, in the place of the one 16 before it. */
#define NEXT(w, i)                                                                                                     \
    (w[(i)&15] +=                                                                                                      \
     (sha256_turn(w[((i) + 1) & 15], 7) ^ sha256_turn(w[((i) + 1) & 15], 18) ^ w[((i) + 1) & 15] >> 3) +               \
     w[((i) + 9) & 15] +                                                                                               \
     (sha256_turn(w[((i) + 14) & 15], 17) ^ sha256_turn(w[((i) + 14) & 15], 19) ^ w[((i) + 14) & 15] >> 10))

/* Three turns as turns of turns, which takes fewer steps. */
static uint32_t sha256_sum0(uint32_t x)
{
    return sha256_turn(sha256_turn(sha256_turn(x, 9) ^ x, 11) ^ x, 2); /* 2, 13, 22 */
}

static uint32_t sha256_sum1(uint32_t x)
{
    return sha256_turn(sha256_turn(sha256_turn(x, 14) ^ x, 5) ^ x, 6); /* 6, 11, 25 */
}

/* One round. It changes d and h only; instead of moving eight words along, the next round names them shifted. `both` is
 * b ^ c, and becomes a ^ b, which is that of the next round. */
#define ROUND(a, b, c, d, e, f, g, h, k, word)                                                                         \
    do {                                                                                                               \
        uint32_t t = h + sha256_sum1(e) + (g ^ (e & (f ^ g))) + (k) + (word), differ = a ^ b;                          \
        d += t;                                                                                                        \
        h = t + sha256_sum0(a) + (b ^ (both & differ));                                                                \
        both = differ;                                                                                                 \
    } while (0)

#define EIGHT(i, word)                                                                                                 \
    do {                                                                                                               \
        ROUND(a, b, c, d, e, f, g, h, k[i], word(i));                                                                  \
        ROUND(h, a, b, c, d, e, f, g, k[(i) + 1], word((i) + 1));                                                      \
        ROUND(g, h, a, b, c, d, e, f, k[(i) + 2], word((i) + 2));                                                      \
        ROUND(f, g, h, a, b, c, d, e, k[(i) + 3], word((i) + 3));                                                      \
        ROUND(e, f, g, h, a, b, c, d, k[(i) + 4], word((i) + 4));                                                      \
        ROUND(d, e, f, g, h, a, b, c, k[(i) + 5], word((i) + 5));                                                      \
        ROUND(c, d, e, f, g, h, a, b, k[(i) + 6], word((i) + 6));                                                      \
        ROUND(b, c, d, e, f, g, h, a, k[(i) + 7], word((i) + 7));                                                      \
    } while (0)

#define GIVEN(i)  (w[i] = sha256_load(block + 4 * (i)))
#define WORKED(i) NEXT(w, i)

/* Takes one block of 64 bytes into the hash. */
static void sha256_take_block(uint32_t hash[8], const unsigned char *block)
{
    uint32_t w[16];
    uint32_t a = hash[0], b = hash[1], c = hash[2], d = hash[3];
    uint32_t e = hash[4], f = hash[5], g = hash[6], h = hash[7];
    uint32_t both = b ^ c;
    const uint32_t *k = sha256_words;
    EIGHT(0, GIVEN);
    EIGHT(8, GIVEN);
    for (k += 16; k < sha256_words + 64; k += 16) {
        EIGHT(0, WORKED);
        EIGHT(8, WORKED);
    }
    hash[0] += a;
    hash[1] += b;
    hash[2] += c;
    hash[3] += d;
    hash[4] += e;
    hash[5] += f;
    hash[6] += g;
    hash[7] += h;
}

void mend__sha256_init(mend__sha256_state *s)
{
    memset(s, 0, sizeof *s);
    memcpy(s->hash, sha256_first_hash, sizeof s->hash);
}

void mend__sha256_add(mend__sha256_state *s, const void *data, size_t len)
{
    const unsigned char *bytes = data;
    size_t used = (size_t)(s->len % BLOCK);
    if (len == 0) {
        return;
    }
    s->len += len;
    if (used > 0) {
        size_t take = len < BLOCK - used ? len : BLOCK - used;
        memcpy(s->block + used, bytes, take);
        bytes += take;
        len -= take;
        if (used + take < BLOCK) {
            return;
        }
        sha256_take_block(s->hash, s->block);
    }
    for (; len >= BLOCK; len -= BLOCK, bytes += BLOCK) {
        sha256_take_block(s->hash, bytes);
    }
    memcpy(s->block, bytes, len);
}

void mend__sha256_end(mend__sha256_state *s, unsigned char out[MEND__SHA256_SIZE])
{
    static const unsigned char filling[BLOCK] = {0x80};
    uint64_t bits = s->len * 8;
    size_t used = (size_t)(s->len % BLOCK);
    unsigned char length[8];
    for (size_t i = 0; i < 8; i++) {
        length[i] = (unsigned char)(bits >> (56 - 8 * i));
    }
    /* One bit, zeros, and the length fill up the last block or two. */
    mend__sha256_add(s, filling, (used < BLOCK - 8 ? BLOCK : 2 * BLOCK) - 8 - used);
    mend__sha256_add(s, length, 8);
    for (size_t i = 0; i < MEND__SHA256_SIZE; i++) {
        out[i] = (unsigned char)(s->hash[i / 4] >> (24 - 8 * (i % 4)));
    }
}

void mend__sha256(const void *data, size_t len, unsigned char out[MEND__SHA256_SIZE])
{
    mend__sha256_state s;
    mend__sha256_init(&s);
    mend__sha256_add(&s, data, len);
    mend__sha256_end(&s, out);
}

void mend__hex_write(const unsigned char *bytes, size_t len, char *out)
{
    static const char hex[] = "0123456789abcdef";
    for (size_t i = 0; i < len; i++) {
        out[2 * i] = hex[bytes[i] >> 4];
        out[2 * i + 1] = hex[bytes[i] & 15];
    }
}
