/*
 * zoneinfo.h - gives a request the zone files it needs, as the library opens none.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef ZONEINFO_H
#define ZONEINFO_H

#include <stdbool.h>

/* The member "zones":{"<name>":"<the file's bytes in base64>"} for a zone such as "Europe/Berlin" of a folder such as
 * /usr/share/zoneinfo, to be freed; NULL: there is no such file, or the name is no path below the folder. */
char *zoneinfo_member(const char *folder, const char *name);

#endif
