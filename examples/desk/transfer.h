/*
 * transfer.h - the lines of an export, as export.c writes and import.c reads them.
 *
 *   {"format":"mend-desk export","version":1}
 *   {"policy":{…}}                            one for each, oldest first
 *   {"key":"…","record":"…","events":[…]}     one for each ticket; events byte for byte as they were stored
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_TRANSFER_H
#define DESK_TRANSFER_H

#define TRANSFER_FORMAT  "mend-desk export"
#define TRANSFER_VERSION 1
#define TRANSFER_HEAD    "{\"format\":\"mend-desk export\",\"version\":1}"

#endif
