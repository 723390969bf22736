/*
 * test_shared.c - the shared library as a program of a stranger meets it: linked by its public header, and opened at
 * run time as bindings do.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <mend/mend.h>

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

static const char *path;

static void test_shared__version_is_that_of_the_build(void **state)
{
    (void)state;
    assert_string_equal(mend_version_text(), MEND_EXPECTED);
    int major = 0, minor = 0, patch = 0;
    assert_int_equal(sscanf(MEND_EXPECTED, "%d.%d.%d", &major, &minor, &patch), 3);
    assert_int_equal(mend_version(), major * 1000000 + minor * 1000 + patch);
}

static void test_shared__opens_at_run_time(void **state)
{
    (void)state;
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    assert_non_null(library);
    const char *(*version_text)(void) = NULL;
    void *symbol = dlsym(library, "mend_version_text");
    assert_non_null(symbol);
    memcpy(&version_text, &symbol, sizeof symbol);
    assert_string_equal(version_text(), MEND_EXPECTED);
    assert_null(dlsym(library, "mend__presets"));
    assert_int_equal(dlclose(library), 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shared__version_is_that_of_the_build),
        cmocka_unit_test(test_shared__opens_at_run_time),
    };
    if (argc != 2) {
        return 2;
    }
    path = argv[1];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
