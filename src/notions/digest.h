/*
 * digest.h - SHA-256 (FIPS 180-4): at once, or piece by piece.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__DIGEST_H
#define MEND__DIGEST_H

#include <stddef.h>
#include <stdint.h>

#define MEND__SHA256_SIZE 32 /* bytes of a digest; its hexadecimal text has twice as many characters */

typedef struct mend__sha256_state {
    uint32_t hash[8];
    uint64_t len; /* bytes so far */
    unsigned char block[64];
} mend__sha256_state;

void mend__sha256_init(mend__sha256_state *s);
void mend__sha256_add(mend__sha256_state *s, const void *data, size_t len);
/* The digest of everything added; the state is used up. */
void mend__sha256_end(mend__sha256_state *s, unsigned char out[MEND__SHA256_SIZE]);

/* All in one. */
void mend__sha256(const void *data, size_t len, unsigned char out[MEND__SHA256_SIZE]);

/* Lower-case hexadecimal text of bytes: 2 * len characters, no NUL. */
void mend__hex_write(const unsigned char *bytes, size_t len, char *out);

#endif
