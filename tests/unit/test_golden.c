/*
 * test_golden.c - the library answers today what it answered yesterday: the steps of the standard workflow and random
 * acts on a desk, held against tests/platforms/golden.txt. tests/platforms/run.sh does the same on other machines, and
 * writes golden.txt anew where a difference is meant (--update).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define GOLDEN_INCLUDED
#include "platforms/golden.c"

static void test_golden__every_answer_is_the_one_kept(void **state)
{
    static char want[512], got[512];
    FILE *out = tmpfile(), *kept_file = fopen(MEND_ROOT "/tests/platforms/golden.txt", "rb");
    unsigned line = 0;
    (void)state;
    assert_non_null(out);
    assert_non_null(kept_file);
    golden_print(MEND_ROOT "/tests/scenarios/standard.txt", out);
    rewind(out);
    while (fgets(want, sizeof want, kept_file)) {
        line++;
        if (!fgets(got, sizeof got, out))
            fail_msg("nothing in place of line %u of golden.txt", line);
        if (strcmp(got, want) != 0)
            fail_msg("line %u of golden.txt\nkept: %snow:  %s(if that is meant: tests/platforms/run.sh --update)", line,
                     want, got);
    }
    assert_true(line > 40);
    assert_null(fgets(got, sizeof got, out));
    fclose(out);
    fclose(kept_file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_golden__every_answer_is_the_one_kept)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
