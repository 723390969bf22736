// SPDX-License-Identifier: Apache-2.0

package mend_test

import (
	"errors"
	"fmt"
	"time"

	"mend"
)

func Example() {
	policy, err := mend.NewPolicy("standard@1")
	if err != nil {
		panic(err)
	}
	desk, err := mend.NewDesk(mend.NewMemory().Seat(), "shop", policy)
	if err != nil {
		panic(err)
	}
	defer desk.Close()
	now := time.Date(2024, 3, 15, 9, 0, 0, 0, time.FixedZone("CST", 8*3600))
	li := mend.Actor{ID: "li", Roles: []string{"customer_service"}}
	ticket, _, err := desk.Open(mend.Args{Action: "register", Actor: li, Fields: map[string]any{
		"service_type": "consultation", "channel": "chat", "tier": "ordinary", "customer_name": "Wang Fang",
		"customer_phone": "13900001111", "preferred_channel": "phone",
		"fault_description": "How is the child lock set?"}}, now)
	if err != nil {
		panic(err)
	}
	fmt.Println(ticket.Number(), ticket.State())

	_, err = desk.Act(ticket.Key(), mend.Args{Action: "judge", Actor: li}, now)
	if errors.Is(err, mend.ErrWrongRole) {
		fmt.Println(mend.RefusalOf(err).Reasons[0].Code)
	}
	// Output:
	// SR-202403150001 registered
	// ROLE_MISSING
}
