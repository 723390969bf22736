/* run.c - the host that the kit asks for tables. SPDX-License-Identifier: Apache-2.0 */
#include "_cgo_export.h"
#include "store-kit/mend_store_kit.h"

static mend_status kit_open(void *user, mend_store *out)
{
    return mendGoKitOpen((uintptr_t)user, out);
}

static mend_status kit_reopen(void *user)
{
    (void)user;
    return MEND_OK;
}

int mend_go_kit_run(uintptr_t user, const char *path)
{
    FILE *report = fopen(path, "w");
    mend_kit_host host = {sizeof host, MEND_KIT_ALL, (void *)user, NULL, kit_open, kit_reopen};
    int failed = report == NULL ? -1 : mend_store_kit(&host, report);
    if (report != NULL)
        fclose(report);
    return failed;
}
