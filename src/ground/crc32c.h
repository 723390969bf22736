/*
 * crc32c.h - CRC-32C (Castagnoli), which guards stored records against damage.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MEND__CRC32C_H
#define MEND__CRC32C_H

#include <stddef.h>
#include <stdint.h>

/* The checksum of the bytes; 0 for none. "123456789" gives 0xE3069283. */
uint32_t mend__crc32c(const void *data, size_t len);

#endif
