/*
 * frame.c - what stands around a recipe of docs/cookbook.md: a desk of the tenant "shop" under standard@1, with a store in
 * memory. The recipe is a function that is given the desk and the policy, and answers 0 if all went as it says.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <mend/mend.h>
#include <stdio.h>

#include "store-memory/mend_memory.h"

int recipe(mend_desk *desk, const mend_policy *policy);

int main(void)
{
    const char *document = mend_preset_text("standard@1", NULL);
    mend_error error = {.struct_size = sizeof error};
    mend_memory *memory = NULL;
    mend_policy *policy = NULL;
    mend_desk *desk = NULL;
    mend_store store;
    int wrong = 1;
    if (mend_policy_load(NULL, &document, NULL, 1, &policy, &error) == MEND_OK && mend_memory_new(&memory) == MEND_OK &&
        mend_memory_table(memory, &store) == MEND_OK) {
        if (mend_desk_new(NULL, &store, "shop", MEND_NTS, &desk, &error) != MEND_OK) {
            store.destroy(store.user);
        } else if (mend_desk_policy(desk, policy) == MEND_OK) {
            wrong = recipe(desk, policy);
        }
    }
    if (wrong) {
        fprintf(stderr, "the recipe answers %d %s\n", wrong, error.text);
    }
    mend_desk_free(desk);
    mend_memory_free(memory);
    mend_policy_free(policy);
    return wrong;
}
