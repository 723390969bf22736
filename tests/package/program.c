/* A program of somebody else. SPDX-License-Identifier: Apache-2.0 */
#include <mend/mend.h>

#include <string.h>

int main(void)
{
    return strcmp(mend_status_name(MEND_NOMEM), "MEND_NOMEM") != 0 || mend_version() < 1000;
}
