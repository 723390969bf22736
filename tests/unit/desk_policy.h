/*
 * desk_policy.h - a small policy that uses every member an action can have, for tests of the act.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DESK_POLICY_H
#define DESK_POLICY_H

static const char SMALL_POLICY[] =
    "{\"mend\":1,\"id\":\"small\",\"revision\":3,\"zone\":\"CST-8\",\"currency\":\"CNY\","
    "\"roles\":{\"clerk\":{\"order\":1,\"label\":{\"en\":\"Clerk\",\"zh-CN\":\"客服\"}},"
    "\"engineer\":{\"order\":2,\"label\":{\"en\":\"Engineer\",\"zh-CN\":\"工程师\"}},"
    "\"inspector\":{\"order\":3,\"label\":{\"en\":\"Inspector\",\"zh-CN\":\"质检员\"}}},"
    "\"grades\":{\"junior\":{\"order\":1},\"senior\":{\"order\":2}},"
    "\"counters\":{\"rework\":{\"order\":1,\"label\":{\"en\":\"rework\",\"zh-CN\":\"返修\"}}},"
    "\"choices\":{\"fault_class\":{\"handling\":{\"order\":1},\"software\":{\"order\":2},\"hardware\":{\"order\":3,"
    "\"label\":{\"en\":\"Hardware\",\"zh-CN\":\"硬件\"}}},"
    "\"attachment_kind\":{\"photo\":{\"order\":1},\"signature\":{\"order\":2}},\"shelf\":{\"left\":{\"order\":1},"
    "\"right\":{\"order\":2}}},"
    "\"fields\":{\"shelf\":{\"order\":1,\"type\":\"choice\",\"choices\":\"shelf\",\"label\":{\"en\":\"Shelf\"}},"
    "\"nickname\":{\"order\":2,\"type\":\"text\",\"mask\":\"name\",\"max_bytes\":64},"
    "\"parts/lot\":{\"order\":3,\"type\":\"integer\"}},"
    "\"states\":{\"new\":{\"order\":1,\"stage\":\"new\",\"label\":{\"en\":\"New\",\"zh-CN\":\"新建\"}},"
    "\"work\":{\"order\":2,\"stage\":\"active\"},\"check\":{\"order\":3,\"stage\":\"active\"},"
    "\"shut\":{\"order\":4,\"stage\":\"closed\"}},"
    "\"texts\":{\"hello\":{\"order\":1,\"en\":\"Hello\",\"zh-CN\":\"您好\"}},"
    "\"actions\":{"
    "\"register\":{\"order\":1,\"opens\":true,\"to\":\"new\",\"roles\":[\"clerk\"],\"number\":\"ticket\",\"backdate\":"
    "\"PT2H\","
    "\"form\":{\"customer_name\":{\"order\":1,\"need\":\"required\"},\"customer_phone\":{\"order\":2,\"need\":"
    "\"required\"},"
    "\"fault_description\":{\"order\":3,\"need\":\"required\"},\"shelf\":{\"order\":4},\"nickname\":{\"order\":5},"
    "\"purchased_on\":{\"order\":6}},\"tell\":[\"hello\"],"
    "\"sets\":{\"assignee\":\"$actor\"}},"
    "\"start\":{\"order\":2,\"from\":[\"new\"],\"to\":\"work\",\"roles\":[\"engineer\"],\"grade\":\"senior\","
    "\"form\":{\"fault_class\":{\"order\":1,\"need\":\"required\"}},"
    "\"notices\":{\"begun\":{\"order\":1,\"to\":\"customer\",\"text\":\"hello\"}}},"
    "\"finish\":{\"order\":3,\"from\":[\"work\"],\"to\":\"check\",\"roles\":[\"engineer\"],"
    "\"form\":{\"parts\":{\"order\":1,\"rows\":\"both\",\"columns\":{\"name\":{\"order\":1,\"need\":\"required\"},"
    "\"lot\":{\"order\":2,\"at_least\":1,\"at_most\":9},\"model\":{\"order\":3}}},"
    "\"attachments\":{\"order\":2,\"columns\":{\"kind\":{\"order\":1},\"purpose\":{\"order\":2},\"uri\":{\"order\":3}}"
    "}},"
    "\"checklist\":{\"cleaned\":{\"order\":1,\"need\":\"required\",\"label\":{\"en\":\"Cleaned\"}}},"
    "\"evidence\":{\"photo_after\":{\"order\":1,\"kinds\":[\"photo\"],\"at_least\":1,\"need\":\"required\"}}},"
    "\"pass\":{\"order\":4,\"from\":[\"check\"],\"to\":\"shut\",\"roles\":[\"inspector\",\"engineer\"],\"not_by\":["
    "\"finish\"],"
    "\"not_named_in\":[\"assignee\"],\"resets\":[\"rework\"],\"sets\":{\"assignee\":\"$none\"},"
    "\"conditions\":{\"is_hardware\":{\"order\":1,\"label\":{\"en\":\"the fault is a hardware fault\"},"
    "\"if\":{\"field\":\"fault_class\",\"is\":\"hardware\"}}}},"
    "\"fail\":{\"order\":5,\"from\":[\"check\"],\"to\":\"work\",\"roles\":[\"inspector\"],\"reason\":\"required\","
    "\"loop\":{\"counter\":\"rework\",\"at_most\":2}},"
    "\"note\":{\"order\":6,\"kind\":\"note\",\"from\":[\"*\"],\"roles\":[\"clerk\",\"engineer\"],"
    "\"form\":{\"notes\":{\"order\":1,\"need\":\"given\",\"columns\":{\"text\":{\"order\":1,\"need\":\"required\"}}}}},"
    "\"reclassify\":{\"order\":7,\"kind\":\"correct\",\"from\":[\"*open\"],\"roles\":[\"engineer\"],\"reason\":"
    "\"required\","
    "\"form\":{\"fault_class\":{\"order\":1},\"customer_name\":{\"order\":2}}},"
    "\"disclose\":{\"order\":8,\"kind\":\"reveal\",\"from\":[\"*\"],\"roles\":[\"clerk\"],\"reason\":\"required\","
    "\"form\":{\"customer_phone\":{\"order\":1},\"nickname\":{\"order\":2}}},"
    "\"hand_back\":{\"order\":10,\"from\":[\"new\"],\"roles\":[\"clerk\"],\"only_named_in\":[\"assignee\"]},"
    "\"forget\":{\"order\":9,\"kind\":\"anonymise\",\"from\":[\"*\"],\"roles\":[\"clerk\"]}},"
    "\"numbers\":{\"ticket\":{\"order\":1,\"pattern\":\"K{YYYY}{MM}{DD}{SEQ:3}\",\"reset\":\"day\"}}}";

#endif
