/*
 * mend_store_kit.c - running the checks and reporting.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "mend_store_kit.h"

#include "kit_inner.h"

#include <string.h>

/* Actions that set every indexed value, some with notices; series of both kinds; a clock that makes a ticket due at the
 * instant of its visit; a meter that is read, and work that a contract pays for. */
static const char policy_text[] =
    "{\"mend\":1,\"id\":\"kit\",\"revision\":1,"
    "\"roles\":{\"clerk\":{\"order\":1}},"
    "\"currency\":\"CNY\",\"zone\":\"CST-8\","
    "\"warranty\":{\"decides\":\"reported\",\"terms\":{}},"
    "\"fees\":{\"cards\":{\"card\":{\"order\":1,\"labour\":{\"fix\":{\"mode\":\"flat\",\"price\":1000}},"
    "\"labour_default\":\"fix\"}},\"tax\":{\"price\":\"incl\",\"scope\":\"line\",\"rates\":{\"other\":\"0\"}}},"
    "\"choices\":{\"payer\":{\"customer\":{\"order\":1},\"maker\":{\"order\":2}},\"level\":{\"low\":{\"order\":1},"
    "\"high\":{\"order\":2},\"urgent\":{\"order\":3}}},"
    "\"states\":{\"registered\":{\"order\":1,\"stage\":\"new\"},\"working\":{\"order\":2,\"stage\":\"active\"},"
    "\"waiting\":{\"order\":3,\"stage\":\"waiting\"},\"closed\":{\"order\":4,\"stage\":\"closed\"}},"
    "\"texts\":{\"word\":{\"order\":1,\"en\":\"A word about your ticket.\"}},"
    "\"numbers\":{\"leased\":{\"order\":1,\"pattern\":\"L{SEQ:5}\"},"
    "\"gapless\":{\"order\":2,\"pattern\":\"G{SEQ:5}\",\"mode\":\"gapless\"}},"
#define FORM                                                                                                           \
    "\"form\":{\"level\":{\"order\":1},\"assignee\":{\"order\":2},\"customer_id\":{\"order\":3},"                      \
    "\"model\":{\"order\":4},\"serial\":{\"order\":5},\"fault_description\":{\"order\":6},\"tried\":{\"order\":7},"    \
    "\"impact_words\":{\"order\":8},\"likely_causes\":{\"order\":9},\"parts_to_bring\":{\"order\":10},"                \
    "\"visit_from\":{\"order\":11}}"
#define NOTICE(name, order) "\"" name "\":{\"order\":" #order ",\"to\":\"customer\",\"text\":\"word\"}"
    "\"actions\":{"
    "\"open\":{\"order\":1,\"opens\":true,\"to\":\"registered\",\"roles\":[\"clerk\"]," FORM "},"
    "\"open_told\":{\"order\":2,\"opens\":true,\"to\":\"registered\",\"roles\":[\"clerk\"],"
    "\"notices\":{" NOTICE(
        "opened",
        1) "}," FORM "},"
           "\"open_leased\":{\"order\":3,\"opens\":true,\"to\":\"registered\",\"roles\":[\"clerk\"],"
           "\"number\":\"leased\"," FORM "},"
           "\"open_gapless\":{\"order\":4,\"opens\":true,\"to\":\"registered\",\"roles\":[\"clerk\"],"
           "\"number\":\"gapless\"," FORM "},"
           "\"set\":{\"order\":5,\"from\":[\"*open\"],\"roles\":[\"clerk\"]," FORM "},"
           "\"tell\":{\"order\":6,\"from\":[\"*open\"],\"roles\":[\"clerk\"],"
           "\"notices\":{" NOTICE("first", 1) "," NOTICE(
               "second",
               2) "}," FORM "},"
                  "\"start\":{\"order\":7,\"from\":[\"registered\"],\"to\":\"working\",\"roles\":[\"clerk\"]," FORM "},"
                  "\"wait\":{\"order\":8,\"from\":[\"working\"],\"to\":\"waiting\",\"roles\":[\"clerk\"]," FORM "},"
                  "\"close\":{\"order\":9,\"from\":[\"*open\"],\"to\":\"closed\",\"roles\":[\"clerk\"]," FORM "},"
                  "\"measure\":{\"order\":10,\"from\":[\"*open\"],\"roles\":[\"clerk\"],\"unit\":[\"reading\"],"
                  "\"form\":{\"usage_meter\":{\"order\":1},\"level\":{\"order\":2}}},"
                  "\"settle\":{\"order\":11,\"from\":[\"*open\"],\"roles\":[\"clerk\"],\"unit\":[\"reading\","
                  "\"claims\"],"
                  "\"form\":{\"usage_meter\":{\"order\":1},\"level\":{\"order\":2},"
                  "\"labour\":{\"order\":3,\"columns\":{\"code\":{\"order\":1}}}}}},"
                  "\"clocks\":{\"visit\":{\"order\":1,\"kind\":\"countdown\",\"field\":\"visit_from\"}}}";

/* What the table has, as the kit names it. */
static uint32_t features_of(const mend_store *store)
{
    uint32_t features = 0;
    features |= store->events != NULL ? MEND_KIT_EVENTS : 0;
    features |= store->page != NULL ? MEND_KIT_PAGE : 0;
    features |= store->draw != NULL ? MEND_KIT_DRAW : 0;
    features |= store->pending != NULL && store->sent != NULL ? MEND_KIT_OUTBOX : 0;
    features |= store->begin != NULL && store->end != NULL ? MEND_KIT_BATCH : 0;
    features |= store->random != NULL ? MEND_KIT_RANDOM : 0;
    features |= store->due != NULL ? MEND_KIT_DUE : 0;
    features |= store->erase != NULL ? MEND_KIT_ERASE : 0;
    features |= store->unit_load != NULL && store->unit_page != NULL && store->unit_put != NULL ? MEND_KIT_UNIT : 0;
    return features;
}

static void check_features(kit *k)
{
    mend_store store = {.struct_size = 0};
    if (!kit_expect_status(k, k->host->open(k->host->user, &store), MEND_OK, "opening a table")) {
        return;
    }
    kit_expect(k, store.struct_size >= offsetof(mend_store, events) && store.reserved == 0,
               "struct_size is %u, or reserved is not 0", (unsigned)store.struct_size);
    kit_expect(k, store.load != NULL && store.recall != NULL && store.commit != NULL,
               "load, recall and commit are needed");
    uint32_t found = features_of(&store);
    found |= store.due != NULL ? k->host->features & MEND_KIT_CLAIM : 0; /* a table does not show it */
    kit_expect(k, found == k->host->features, "the table has 0x%x, the host says 0x%x", (unsigned)found,
               (unsigned)k->host->features);
    if (store.destroy != NULL) {
        store.destroy(store.user);
    }
}

static const kit_check first_checks[] = {
    {"features", "the table has what the host says it has, and no more", 0, check_features},
    {NULL, NULL, 0, NULL},
};

static const kit_check *const groups[] = {first_checks,    kit_ticket_checks, kit_command_checks, kit_event_checks,
                                          kit_page_checks, kit_draw_checks,   kit_batch_checks,   kit_outbox_checks,
                                          kit_due_checks,  kit_claim_checks,  kit_erase_checks,   kit_unit_checks,
                                          kit_whole_checks};

static void say(const kit *k, const char *word, const kit_check *check)
{
    if (k->report != NULL) {
        fprintf(k->report, "%-7s %-24s %s%s\n", word, check->name, check->sentence, k->why);
        fflush(k->report);
    }
}

/* Runs one check; 1 if it failed. */
static int run_check(kit *k, const kit_check *check)
{
    k->number++;
    k->wrong = 0;
    k->why[0] = '\0';
    uint32_t has = k->host->features | (k->host->reopen != NULL ? KIT_REOPEN : 0);
    if ((check->needs & ~has) != 0) {
        say(k, "absent", check);
        return 0;
    }
    check->run(k);
    kit_rise_all(k);
    say(k, k->wrong == 0 ? "ok" : "FAILED", check);
    return k->wrong != 0;
}

static mend_status set_up(kit *k)
{
    const char *documents[] = {policy_text};
    mend_error error = {.struct_size = sizeof error};
    mend_status status = mend_policy_load(NULL, documents, NULL, 1, &k->policy, &error);
    if (status != MEND_OK && k->report != NULL) {
        fprintf(k->report, "the kit's policy: %s: %s\n", error.path, error.text);
    }
    status = status == MEND_OK ? mend_buf_new(NULL, &k->buf) : status;
    return status == MEND_OK ? mend_rows_new(NULL, &k->rows) : status;
}

int mend_store_kit(const mend_kit_host *host, FILE *report)
{
    if (host == NULL || host->struct_size != sizeof *host || host->open == NULL) {
        return -1;
    }
    kit k = {.host = host, .report = report};
    int failures = set_up(&k) == MEND_OK ? 0 : -1;
    for (size_t g = 0; failures >= 0 && g < sizeof groups / sizeof groups[0]; g++) {
        for (const kit_check *check = groups[g]; check->name != NULL; check++) {
            failures += run_check(&k, check);
            if (g == 0 && failures > 0) {
                g = sizeof groups / sizeof groups[0]; /* the rest would call what is not there */
                break;
            }
        }
    }
    if (report != NULL && failures >= 0) {
        fprintf(report, "%d checks, %d failed\n", k.number, failures);
    }
    mend_policy_free(k.policy);
    mend_buf_free(k.buf);
    mend_rows_free(k.rows);
    return failures;
}
