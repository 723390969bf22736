/*
 * test_door.c - the document door without a desk: strict requests, errors with their place, every allocation failure.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "desk_bench.h"

typedef struct room {
    faulty heap;
    mend_policy *policy;
    mend_buf *reply;
    mend_error err;
} room;

static int start(void **state)
{
    room *r = calloc(1, sizeof *r);
    mend_allocator allocator = faulty_allocator(&r->heap);
    r->policy = bench_policy(NULL);
    assert_int_equal(mend_buf_new(&allocator, &r->reply), MEND_OK);
    r->err.struct_size = sizeof r->err;
    *state = r;
    return 0;
}

static int end(void **state)
{
    room *r = *state;
    mend_policy_free(r->policy);
    mend_buf_free(r->reply);
    assert_int_equal(r->heap.blocks, 0);
    free(r);
    return 0;
}

static mend_status ask(room *r, const char *request)
{
    return mend_doc_call(r->policy, request, MEND_NTS, r->reply, &r->err);
}

static const char *reply_of(const room *r)
{
    return mend_buf_data(r->reply, NULL);
}

static void expect(room *r, const char *request, const char *reply)
{
    (void)ask(r, request);
    assert_string_equal(reply_of(r), reply);
}

#define ANN   "\"actor\":{\"id\":\"ann\",\"roles\":[\"clerk\"]}"
#define BO    "\"actor\":{\"id\":\"bo\",\"roles\":[\"engineer\"],\"grade\":\"senior\"}"
#define AT    "\"now\":\"2024-03-15T01:20:00Z\""
#define NAMED "\"ticket\":{\"tenant\":\"shop\",\"key\":\"t\",\"number\":\"N1\"}"
#define OPEN                                                                                                           \
    "{\"op\":\"open\"," AT ",\"args\":{\"action\":\"register\"," ANN "," NAMED                                         \
    ",\"fields\":{\"customer_name\":\"Lin\",\"customer_phone\":\"13812345678\",\"fault_description\":\"dead\"}}}"

/* The value of the text member `name` in the reply, unescaped by hand: line feeds and quotes are all a record has. */
static char *member_of(const room *r, const char *name)
{
    char mark[64];
    snprintf(mark, sizeof mark, "\"%s\":\"", name);
    const char *at = strstr(reply_of(r), mark);
    assert_non_null(at);
    at += strlen(mark);
    char *value = malloc(strlen(at) + 1), *to = value;
    while (*at != '"') { /* kept escaped, ready to go into the next request */
        if (*at == '\\') {
            *to++ = *at++;
        }
        *to++ = *at++;
    }
    *to = '\0';
    return value;
}

/* A request with the ticket of the last reply in the place of %s. */
static char *with_ticket(const char *format, const char *ticket)
{
    size_t size = strlen(format) + strlen(ticket) + 1;
    char *request = malloc(size);
    const char *at = strstr(format, "%s");
    assert_non_null(at);
    snprintf(request, size, "%.*s%s%s", (int)(at - format), format, ticket, at + 2);
    return request;
}

static void test_door__requests_are_strict(void **state)
{
    room *r = *state;
    assert_int_equal(ask(r, ""), MEND_SYNTAX);
    assert_int_equal(ask(r, "{\"op\":\"version\"} x"), MEND_SYNTAX);
    assert_int_equal(ask(r, "{\"op\":\"version\",\"op\":\"version\"}"), MEND_DUPLICATE_KEY);
    assert_int_equal(ask(r, "{\"op\":\"\xff\"}"), MEND_UTF8);
    assert_non_null(strstr(reply_of(r), "{\"status\":\"UTF8\",\"error\":{\"text\":"));
    assert_int_equal(r->err.status, MEND_UTF8);
    assert_int_equal(r->err.offset, 7);
    expect(r, "[]",
           "{\"status\":\"SCHEMA\",\"error\":{\"text\":\"expected an object, found an array\",\"path\":\"$\","
           "\"line\":1,\"column\":1,\"offset\":0}}");
    expect(r, "{\n \"op\": \"vesion\"}",
           "{\"status\":\"UNSUPPORTED\",\"error\":{\"text\":\"there is no such operation; did you mean "
           "\\\"version\\\"?\",\"path\":\"$.op\",\"line\":2,\"column\":8,\"offset\":9}}");
    expect(r, "{\"op\":\"frobnicate\"}",
           "{\"status\":\"UNSUPPORTED\",\"error\":{\"text\":\"there is no such operation\",\"path\":\"$.op\","
           "\"line\":1,\"column\":7,\"offset\":6}}");
    assert_int_equal(ask(r, "{\"op\":\"act\",\"tiket\":null}"), MEND_SCHEMA);
    assert_non_null(strstr(reply_of(r), "did you mean \\\"ticket\\\"?"));
    assert_int_equal(ask(r, "{\"op\":\"version\",\"x-mine\":1}"), MEND_OK);
    assert_int_equal(ask(r, "{\"op\":null}"), MEND_SCHEMA);
    assert_int_equal(ask(r, "{\"op\":[]}"), MEND_SCHEMA);
    assert_int_equal(ask(r, "{\"op\":\"phone\"}"), MEND_SCHEMA);
    assert_int_equal(ask(r, "{\"op\":\"phone\",\"in\":5}"), MEND_SCHEMA);
    assert_int_equal(ask(r, "{\"op\":\"phone\",\"in\":{\"text\":\"1\"},\"out\":{}}"), MEND_SCHEMA);
    assert_string_equal(r->err.path, "$.out");
    assert_int_equal(ask(r, "{\"op\":\"show\",\"key\":\"t\"}"), MEND_UNSUPPORTED); /* of a desk */
}

static void test_door__arguments_of_the_call_are_checked(void **state)
{
    room *r = *state;
    mend_error small = {.struct_size = 4};
    assert_int_equal(mend_doc_call(NULL, NULL, 5, r->reply, NULL), MEND_INVALID);
    assert_int_equal(mend_doc_call(NULL, "{}", MEND_NTS, NULL, NULL), MEND_INVALID);
    assert_int_equal(mend_doc_call(NULL, "{}", MEND_NTS, r->reply, &small), MEND_INVALID);
    assert_int_equal(mend_doc_desk(NULL, 0, "{}", MEND_NTS, r->reply, NULL), MEND_INVALID);
    assert_int_equal(mend_doc_call(NULL, NULL, 0, r->reply, NULL), MEND_SYNTAX);
    assert_int_equal(mend_doc_call(NULL, "{\"op\":\"version\"}!", 16, r->reply, NULL), MEND_OK);
    mend_error large = {.struct_size = sizeof large + 64}; /* a newer caller's; what is behind is not ours */
    assert_int_equal(mend_doc_call(NULL, "{}", MEND_NTS, r->reply, &large), MEND_SCHEMA);
    assert_int_equal(large.struct_size, sizeof large + 64);
    assert_int_equal(large.status, MEND_SCHEMA);
}

static void test_door__members_have_types(void **state)
{
    room *r = *state;
    static const struct {
        const char *request, *path;
    } wrong[] = {
        {"{\"op\":\"presets\",\"name\":5}", "$.name"},
        {"{\"op\":\"policy\",\"document\":\"yes\"}", "$.document"},
        {"{\"op\":\"policy\",\"lang\":true}", "$.lang"},
        {"{\"op\":\"policy\",\"lang\":\"123456789012345678901234567890123456\"}", "$.lang"},
        {"{\"op\":\"policy\",\"lang\":\"e\\u006e\\\\\",\"policy\":7}", "$.policy"},
        {"{\"op\":\"policy\",\"policy\":[]}", "$.policy"},
        {"{\"op\":\"policy\",\"policy\":[7]}", "$.policy[0]"},
        {"{\"op\":\"explain\"}", "$"},
        {"{\"op\":\"explain\",\"reason\":7}", "$.reason"},
        {"{\"op\":\"explain\",\"reason\":\"X\",\"params\":7}", "$.params"},
        {"{\"op\":\"canonical\"}", "$"},
        {"{\"op\":\"act\",\"ticket\":{}}", "$.ticket"},
        {"{\"op\":\"act\"}", "$"},
        {"{\"op\":\"act\",\"args\":7}", "$.args"},
        {"{\"op\":\"act\",\"args\":{\"actor\":{\"idd\":\"x\"}}}", "$.args.actor.idd"},
        {"{\"op\":\"act\",\"args\":{}}", "$"},
        {"{\"op\":\"act\",\"args\":{},\"now\":5}", "$.now"},
        {"{\"op\":\"act\",\"args\":{},\"now\":\"2024-02-30T00:00:00Z\"}", "$.now"},
        {"{\"op\":\"replay\",\"events\":[]}", "$"},
        {"{\"op\":\"replay\",\"slots\":[]}", "$"},
        {"{\"op\":\"replay\",\"slots\":[],\"events\":{}}", "$.events"},
        {"{\"op\":\"replay\",\"slots\":[],\"events\":[]}", "$.events"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_int_equal(ask(r, wrong[i].request), MEND_SCHEMA);
        assert_string_equal(r->err.path, wrong[i].path);
        assert_int_equal(r->err.line, 1);
        assert_int_equal(r->err.document, -1);
    }
}

static void test_door__a_policy_comes_with_the_request_or_the_call(void **state)
{
    room *r = *state;
    assert_int_equal(ask(r, "{\"op\":\"policy\"}"), MEND_OK);
    assert_non_null(strstr(reply_of(r), "\"id\":\"small\",\"revision\":3,"));
    assert_int_equal(mend_doc_call(NULL, "{\"op\":\"policy\"}", MEND_NTS, r->reply, &r->err), MEND_SCHEMA);
    assert_non_null(strstr(reply_of(r), "the request needs a member \\\"policy\\\""));
    assert_int_equal(
        ask(r, "{\"op\":\"policy\",\"policy\":[{\"mend\":1,\"id\":\"own\",\"revision\":1,\"extends\":\"standard@1\"},"
               "\"{\\\"revision\\\":9}\"],\"document\":true}"),
        MEND_OK);
    assert_non_null(strstr(reply_of(r), "\"id\":\"own\",\"revision\":9,"));
    assert_non_null(strstr(reply_of(r), "\"document\":{\"actions\":"));
    /* The second document is wrong; it has a place because it came as text. */
    assert_int_equal(
        ask(r, "{\"op\":\"policy\",\"policy\":[{\"mend\":1,\"id\":\"own\",\"revision\":1,\"extends\":\"standard@1\"},"
               "\"\\n{\\\"revision\\\":0}\"]}"),
        MEND_SCHEMA);
    assert_int_equal(r->err.document, 1);
    assert_int_equal(r->err.line, 2);
    assert_string_equal(r->err.path, "$.revision");
    /* As an object it has none, but its path. */
    assert_int_equal(
        ask(r, "{\"op\":\"policy\",\"policy\":{\"mend\":1,\"id\":\"own\",\"revision\":0,\"extends\":\"standard@1\"}}"),
        MEND_SCHEMA);
    assert_int_equal(r->err.line, 0);
    assert_int_equal(r->err.offset, -1);
    assert_null(strstr(reply_of(r), "\"line\""));
    assert_non_null(strstr(reply_of(r), "\"path\":\"$.revision\",\"document\":0}}"));
    char many[256] = "{\"op\":\"policy\",\"policy\":[";
    for (int i = 0; i < 17; i++) {
        strcat(many, i == 0 ? "{}" : ",{}");
    }
    strcat(many, "]}");
    assert_int_equal(ask(r, many), MEND_LIMIT);
    assert_string_equal(r->err.path, "$.policy[16]");
    assert_int_equal(ask(r, "{\"op\":\"policy\",\"policy\":\"{\"}"), MEND_SYNTAX);
    assert_int_equal(r->err.document, 0);
}

static void test_door__presets_are_given_out(void **state)
{
    room *r = *state;
    expect(r, "{\"op\":\"presets\"}",
           "{\"status\":\"OK\",\"presets\":[\"electronics-repair@1\",\"field-dispatch@1\",\"repair-process@1\","
           "\"response-framework@1\",\"service-sheet@1\",\"standard@1\"]}");
    assert_int_equal(ask(r, "{\"op\":\"presets\",\"name\":\"standard@1\"}"), MEND_OK);
    assert_non_null(strstr(reply_of(r), "{\"status\":\"OK\",\"document\":{\"actions\":{"));
    assert_int_equal(ask(r, "{\"op\":\"presets\",\"name\":\"standard@0\"}"), MEND_NOT_FOUND);
    assert_int_equal(
        ask(r, "{\"op\":\"presets\",\"name\":\"standard@11111111111111111111111111111111111111111111111111111111\"}"),
        MEND_NOT_FOUND);
    assert_string_equal(r->err.path, "$.name");
}

static void test_door__a_rule_is_tried_in_the_language_asked_for(void **state)
{
    static const char *const request =
        "{\"op\":\"probe\",\"section\":\"triage\",\"row\":{},\"facts\":{},\"policy\":{\"mend\":1,\"id\":\"mine\","
        "\"revision\":1,\"language\":\"en\",\"extends\":\"standard@1\"}";
    static const char *const langs[] = {"", ",\"lang\":\"zh-CN\"", ",\"lang\":\"en\""};
    room *r = *state;
    char text[400];
    for (size_t i = 0; i < 3; i++) {
        snprintf(text, sizeof text, "%s%s}", request, langs[i]);
        assert_int_equal(ask(r, text), MEND_OK);
        assert_int_equal(strstr(reply_of(r), "\"label\":\"P3 中\"") != NULL, i == 1);
        assert_int_equal(strstr(reply_of(r), "\"label\":\"P3 medium\"") != NULL, i != 1);
    }
    assert_int_equal(ask(r, "{\"op\":\"probe\",\"section\":\"travel\",\"row\":{},\"facts\":{},\"lang\":7}"),
                     MEND_SCHEMA);
    assert_string_equal(r->err.path, "$.lang");
}

static void test_door__reasons_are_explained(void **state)
{
    room *r = *state;
    assert_int_equal(
        ask(r, "{\"op\":\"explain\",\"reason\":\"LOOP_EXHAUSTED\",\"params\":{\"counter\":\"rework\",\"max\":2},"
               "\"lang\":\"zh-CN\"}"),
        MEND_OK);
    assert_non_null(strstr(reply_of(r), "返修"));
    assert_non_null(strstr(reply_of(r), "2"));
    assert_int_equal(ask(r, "{\"op\":\"explain\",\"reason\":\"IN_THE_FUTURE\"}"), MEND_OK);
    assert_int_equal(ask(r, "{\"op\":\"explain\",\"reason\":\"ROLE_MISSING\",\"params\":{\"roles\":[]}}"), MEND_OK);
    assert_int_equal(ask(r, "{\"op\":\"explain\",\"reason\":\"NO_SUCH\"}"), MEND_NOT_FOUND);
    assert_int_equal(mend_doc_call(NULL, "{\"op\":\"explain\",\"reason\":\"IN_THE_FUTURE\"}", MEND_NTS, r->reply, NULL),
                     MEND_OK);
    assert_int_equal(ask(r, "{\"op\":\"explain\",\"reason\":\"IN_THE_FUTURE\",\"policy\":{}}"), MEND_SCHEMA);
}

static void test_door__a_ticket_goes_through_its_life(void **state)
{
    room *r = *state;
    assert_int_equal(ask(r, OPEN), MEND_OK);
    char *ticket = member_of(r, "ticket"), *request;
    request = with_ticket("{\"op\":\"act\",\"ticket\":\"%s\"," AT ",\"args\":{\"action\":\"start\"," BO
                          ",\"fields\":{\"fault_class\":\"hardware\"}}}",
                          ticket);
    assert_int_equal(ask(r, request), MEND_OK);
    free(request);
    free(ticket);
    ticket = member_of(r, "ticket");
    request = with_ticket("{\"op\":\"reveal\",\"ticket\":\"%s\"," AT ",\"args\":{\"action\":\"disclose\"," ANN
                          ",\"reason\":\"why\",\"fields\":{\"customer_phone\":\"\"}}}",
                          ticket);
    assert_int_equal(ask(r, request), MEND_OK);
    assert_non_null(
        strstr(reply_of(r), "{\"status\":\"OK\",\"values\":{\"customer_phone\":\"13812345678\"},\"events\":[{"));
    free(request);
    request = with_ticket("{\"op\":\"view\",\"ticket\":\"%s\",\"lang\":\"en\"}", ticket);
    assert_int_equal(ask(r, request), MEND_OK);
    assert_null(strstr(reply_of(r), "13812345678"));
    assert_non_null(strstr(reply_of(r), "138****5678"));
    assert_int_equal(mend_doc_call(NULL, request, MEND_NTS, r->reply, NULL), MEND_OK); /* default masks */
    assert_null(strstr(reply_of(r), "13812345678"));
    free(request);
    request = with_ticket("{\"op\":\"view\",\"ticket\":\"%s\",\"policy\":{\"mend\":0}}", ticket);
    assert_int_equal(ask(r, request), MEND_SCHEMA);
    free(request);
    request =
        with_ticket("{\"op\":\"reveal\",\"ticket\":\"%s\"," AT ",\"args\":{\"action\":\"finish\"," BO "}}", ticket);
    assert_int_equal(ask(r, request), MEND_INVALID);
    assert_null(strstr(reply_of(r), "\"values\""));
    free(request);
    request = with_ticket("{\"op\":\"try\",\"ticket\":\"%s\"," AT ",\"args\":{\"action\":\"finish\"," BO "}}", ticket);
    assert_int_equal(ask(r, request), MEND_INCOMPLETE);
    assert_non_null(strstr(reply_of(r), "{\"status\":\"INCOMPLETE\",\"reasons\":[{\"code\":"));
    assert_null(strstr(reply_of(r), "\"error\""));
    free(request);
    request = with_ticket("{\"op\":\"act\",\"ticket\":\"%s\"," AT ",\"args\":{\"action\":\"finsh\"," BO "}}", ticket);
    assert_int_equal(ask(r, request), MEND_UNKNOWN_ACTION);
    assert_non_null(strstr(reply_of(r), "did you mean finish?"));
    assert_int_equal(r->err.line, 0);
    free(request);
    free(ticket);
}

static void test_door__a_damaged_ticket_is_corrupt(void **state)
{
    room *r = *state;
    assert_int_equal(ask(r, OPEN), MEND_OK);
    char *ticket = member_of(r, "ticket"), *request;
    *strstr(ticket, "Lin") = 'M';
    static const char *const requests[] = {"{\"op\":\"view\",\"ticket\":\"%s\"}",
                                           "{\"op\":\"slots\",\"ticket\":\"%s\"}",
                                           "{\"op\":\"tick\",\"ticket\":\"%s\"," AT "}",
                                           "{\"op\":\"actions\",\"ticket\":\"%s\"," AT ",\"args\":{" ANN "}}"};
    for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++) {
        request = with_ticket(requests[i], ticket);
        assert_int_equal(ask(r, request), MEND_CORRUPT);
        free(request);
    }
    free(ticket);
    assert_int_equal(ask(r, "{\"op\":\"replay\",\"slots\":[],\"events\":[{},\"x\"]}"), MEND_CORRUPT);
    assert_int_equal(r->err.document, 0);
    assert_non_null(strstr(reply_of(r), "\"document\":0"));
}

static void test_door__errors_do_not_repeat_values(void **state)
{
    room *r = *state;
    static const char *const requests[] = {
        "{\"op\":\"open\"," AT ",\"args\":{\"action\":\"register\"," ANN "," NAMED
        ",\"fields\":{\"customer_name\":\"SECRET\",\"purchased_on\":\"SECRET\",\"shelf\":\"SECRET\"}}}",
        "{\"op\":\"open\",\"now\":\"SECRET\",\"args\":{}}",
        "{\"op\":\"view\",\"ticket\":\"SECRET\"}",
        "{\"op\":\"phone\",\"in\":{\"text\":\"SECRET\",\"style\":\"SECRET\"}}",
        "{\"op\":\"presets\",\"name\":\"SECRET\"}",
        "{\"op\":\"SECRET\"}"};
    for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++) {
        assert_int_not_equal(ask(r, requests[i]), MEND_OK);
        assert_null(strstr(r->err.text, "SECRET"));
        assert_null(strstr(r->err.path, "SECRET"));
        assert_null(strstr(reply_of(r), "SECRET"));
    }
}

/* ---- no memory ---- */

static void starve(room *r, const char *request, mend_status wanted)
{
    char *whole;
    assert_int_equal(ask(r, request), wanted);
    whole = malloc(strlen(reply_of(r)) + 1);
    strcpy(whole, reply_of(r));
    for (size_t nth = 1;; nth++) {
        mend_allocator allocator = faulty_allocator(&r->heap);
        mend_buf_free(r->reply);
        assert_int_equal(mend_buf_new(&allocator, &r->reply), MEND_OK);
        r->heap.fail_at = r->heap.requests + nth;
        mend_status status = ask(r, request);
        bool hit = r->heap.requests >= r->heap.fail_at;
        r->heap.fail_at = 0;
        if (!hit) {
            assert_int_equal(status, wanted);
            assert_string_equal(reply_of(r), whole);
            break;
        }
        assert_int_equal(status, MEND_NOMEM);
        assert_int_equal(r->err.status, MEND_NOMEM);
        const char *reply = reply_of(r);
        assert_true(*reply == '\0' || strncmp(reply, "{\"status\":\"NOMEM\",", 18) == 0);
        assert_true(r->heap.blocks <= 2); /* the buffer and what is in it */
    }
    free(whole);
}

static void test_door__is_all_or_nothing_without_memory(void **state)
{
    room *r = *state;
    starve(r, "{\"op\":\"version\"}", MEND_OK);
    starve(r, "{\"op\":\"status\"}", MEND_OK);
    starve(r, "{\"op\":\"fields\"}", MEND_OK);
    starve(r, "{\"op\":\"presets\",\"name\":\"standard@1\"}", MEND_OK);
    starve(r, "{\"op\":\"canonical\",\"value\":{\"a\":[1,2,{\"b\":\"text\"}]}}", MEND_OK);
    starve(r, "{\"op\":\"explain\",\"reason\":\"ROLE_MISSING\",\"params\":{\"roles\":\"clerk engineer\"}}", MEND_OK);
    starve(r,
           "{\"op\":\"policy\",\"policy\":[{\"mend\":1,\"id\":\"own\",\"revision\":1,\"states\":{\"a\":{\"order\":1,"
           "\"stage\":\"closed\"}},\"roles\":{\"r\":{\"order\":1}},\"actions\":{\"o\":{\"order\":1,\"opens\":true,"
           "\"to\":\"a\",\"roles\":[\"r\"]}}},\"{}\"],\"document\":true}",
           MEND_OK);
    starve(r, "{\"op\":\"phone\",\"in\":{\"text\":\"13812345678\"}}", MEND_OK);
    starve(r,
           "{\"op\":\"run\",\"in\":{\"pattern\":\"{SEQ:3}\",\"draws\":[{\"date\":\"2024-01-01\"},{\"date\":\"2024-01-"
           "01\"}]}}",
           MEND_OK);
    starve(r, OPEN, MEND_OK);
    starve(r, "{\"op\":\"open\"," AT ",\"args\":{\"action\":\"register\"," ANN "," NAMED "}}", MEND_INCOMPLETE);
    starve(r, "{\"op\":\"actions\"," AT ",\"args\":{" ANN "}}", MEND_OK);
    starve(r, "{\"op\":\"open\",\"x\":1}", MEND_SCHEMA);
}

static void test_door__tickets_are_safe_without_memory(void **state)
{
    room *r = *state;
    static const char *const requests[] = {"{\"op\":\"act\",\"ticket\":\"%s\"," AT ",\"args\":{\"action\":\"start\"," BO
                                           ",\"fields\":{\"fault_class\":\"hardware\"}}}",
                                           "{\"op\":\"try\",\"ticket\":\"%s\"," AT ",\"args\":{\"action\":\"start\"," BO
                                           ",\"fields\":{\"fault_class\":\"hardware\"}}}",
                                           "{\"op\":\"reveal\",\"ticket\":\"%s\"," AT
                                           ",\"args\":{\"action\":\"disclose\"," ANN
                                           ",\"reason\":\"why\",\"fields\":{\"customer_phone\":\"\"}}}",
                                           "{\"op\":\"tick\",\"ticket\":\"%s\"," AT "}",
                                           "{\"op\":\"view\",\"ticket\":\"%s\",\"lang\":\"zh\"}",
                                           "{\"op\":\"slots\",\"ticket\":\"%s\"}"};
    assert_int_equal(ask(r, OPEN), MEND_OK);
    char *ticket = member_of(r, "ticket");
    for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++) {
        char *request = with_ticket(requests[i], ticket);
        starve(r, request, MEND_OK);
        free(request);
    }
    free(ticket);
    assert_int_equal(ask(r, OPEN), MEND_OK); /* its event, folded again */
    const char *events = strstr(reply_of(r), "\"events\":"), *behind = strstr(reply_of(r), ",\"ticket\":");
    size_t size = strlen(reply_of(r)) + 128;
    char *request = malloc(size);
    snprintf(request, size, "{\"op\":\"replay\",\"slots\":[\"Lin\",\"13812345678\",\"dead\"],%.*s}",
             (int)(behind - events), events);
    starve(r, request, MEND_OK);
    free(request);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_door__requests_are_strict, start, end),
        cmocka_unit_test_setup_teardown(test_door__arguments_of_the_call_are_checked, start, end),
        cmocka_unit_test_setup_teardown(test_door__members_have_types, start, end),
        cmocka_unit_test_setup_teardown(test_door__a_policy_comes_with_the_request_or_the_call, start, end),
        cmocka_unit_test_setup_teardown(test_door__presets_are_given_out, start, end),
        cmocka_unit_test_setup_teardown(test_door__a_rule_is_tried_in_the_language_asked_for, start, end),
        cmocka_unit_test_setup_teardown(test_door__reasons_are_explained, start, end),
        cmocka_unit_test_setup_teardown(test_door__a_ticket_goes_through_its_life, start, end),
        cmocka_unit_test_setup_teardown(test_door__a_damaged_ticket_is_corrupt, start, end),
        cmocka_unit_test_setup_teardown(test_door__errors_do_not_repeat_values, start, end),
        cmocka_unit_test_setup_teardown(test_door__is_all_or_nothing_without_memory, start, end),
        cmocka_unit_test_setup_teardown(test_door__tickets_are_safe_without_memory, start, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
