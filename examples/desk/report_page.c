#include "report.h"
void report_page(const report *r, const table tables[TABLES], text *out)
{
    (void)r;
    (void)tables;
    (void)out;
}
