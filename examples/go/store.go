// Stores written in Go.
//
// SPDX-License-Identifier: Apache-2.0

package mend

/*
#include <mend/mend.h>
*/
import "C"

import (
	"time"
	"unsafe"
)

// Store is where tickets are kept; mend/store.h says what each method has to do. An error whose errors.As finds a Status
// answers with it (ErrNotFound, ErrConflict, ErrBusy, …). Any other error, and a panic, counts as "it failed" (from Commit,
// PutUnits and End: nobody knows); the desk's call then answers a Fault with it as the Cause.
//
// A store has more features if it is one of the other interfaces as well.
type Store interface {
	Load(tenant, key string) (record []byte, revision int64, err error)
	Recall(tenant, idempotency string) (outcome []byte, err error)
	Commit(change *Change) error
}

// EventStore keeps the log.
type EventStore interface {
	Events(tenant, key string, after int64, max int) ([]Row, error)
}

// PageStore lists tickets, newest first.
type PageStore interface {
	Page(tenant string, index Index, value, after string, max int) ([]Row, error)
}

// NumberStore gives numbers out; before is nil for a counter that was never used.
type NumberStore interface {
	Draw(tenant, counter string, start, step int64, count int, limit int64) (before *int64, err error)
}

// OutboxStore keeps notices until they are sent.
type OutboxStore interface {
	Pending(tenant, after string, max int) ([]Row, error)
	Sent(tenant, id string, done bool) error
}

// BatchStore makes many commands durable together.
type BatchStore interface {
	Begin() error
	End(keep bool) error
}

// RandomStore gives random bytes, for number patterns.
type RandomStore interface {
	Random(out []byte) error
}

// Due is a ticket that is due; Token is the claim's, "" without one.
type Due struct {
	Tenant, Key string
	At          int64 // ms since 1970 UTC
	Token       string
}

// DueQuery asks for tickets due until an instant, behind another. LeaseUntil nil: only looks.
type DueQuery struct {
	Tenant      string // "": of every one
	Until       int64
	AfterDue    int64
	AfterTenant string
	AfterKey    string
	Max         int
	Now         int64
	LeaseUntil  *int64
}

// DueStore finds what is due.
type DueStore interface {
	Due(query DueQuery) ([]Due, error)
}

// EraseStore removes tickets for good.
type EraseStore interface {
	Erase(tenant, key string, expected int64) error
}

// UnitStore keeps units and contracts.
type UnitStore interface {
	LoadUnit(tenant, key string) (record []byte, revision int64, err error)
	PageUnits(tenant, serial, after string, max int) ([]Row, error)
	PutUnits(change *Change) error
}

// CloseStore is told that the desk is closed.
type CloseStore interface {
	Close()
}

// Index is a value by which tickets are listed.
type Index int32

// The indexes.
const (
	All        Index = C.MEND_INDEX_ALL
	ByNumber   Index = C.MEND_INDEX_NUMBER
	ByState    Index = C.MEND_INDEX_STATE
	ByStage    Index = C.MEND_INDEX_STAGE
	ByLevel    Index = C.MEND_INDEX_LEVEL
	ByAssignee Index = C.MEND_INDEX_ASSIGNEE
	ByCustomer Index = C.MEND_INDEX_CUSTOMER
	ByProduct  Index = C.MEND_INDEX_PRODUCT
	BySerial   Index = C.MEND_INDEX_SERIAL
	indexCount       = C.MEND_INDEX_COUNT
)

// Event of a change.
type Event struct {
	Seq, At int64
	Data    []byte
}

// Notice of a change.
type Notice struct {
	ID   string
	Data []byte
}

// UnitChange is a unit or contract of a change.
type UnitChange struct {
	Key, Serial        string
	Record             []byte
	Expected, Revision int64
}

// Change is one atomic step to be stored.
type Change struct {
	Tenant, Key        string
	Expected, Revision int64
	Record             []byte
	Opened             int64
	Closed, NextDue    *int64
	Now                int64
	Claim, Idempotency string
	Outcome            []byte
	Indexes            map[Index]string
	Events             []Event
	Notices            []Notice
	Units              []UnitChange
}

func orNil(ms C.int64_t) *int64 {
	if ms == never {
		return nil
	}
	value := int64(ms)
	return &value
}

// readChange copies the library's change, which lives during the callback only.
func readChange(c *C.mend_change) *Change {
	var n C.size_t
	text := func(p *C.char) string { return goText(p, n) }
	data := func(p *C.char) []byte { return C.GoBytes(unsafe.Pointer(p), C.int(n)) }
	change := &Change{
		Tenant: text(C.mend_change_tenant(c, &n)), Key: text(C.mend_change_key(c, &n)),
		Expected: int64(C.mend_change_expected(c)), Revision: int64(C.mend_change_revision(c)),
		Record: data(C.mend_change_record(c, &n)), Opened: int64(C.mend_change_opened(c)),
		Closed: orNil(C.mend_change_closed(c)), NextDue: orNil(C.mend_change_next_due(c)),
		Now: int64(C.mend_change_now(c)), Claim: text(C.mend_change_claim(c, &n)),
		Idempotency: text(C.mend_change_idempotency(c, &n)), Outcome: data(C.mend_change_outcome(c, &n)),
		Indexes: map[Index]string{},
	}
	for i := Index(1); i < indexCount; i++ {
		change.Indexes[i] = text(C.mend_change_index(c, C.mend_index(i), &n))
	}
	for i := C.int32_t(0); i < C.mend_change_event_count(c); i++ {
		var seq, at C.int64_t
		event := C.mend_change_event(c, i, &seq, &at, &n)
		change.Events = append(change.Events, Event{int64(seq), int64(at), data(event)})
	}
	for i := C.int32_t(0); i < C.mend_change_notice_count(c); i++ {
		var id *C.char
		var idLen C.size_t
		notice := C.mend_change_notice(c, i, &id, &idLen, &n)
		change.Notices = append(change.Notices, Notice{goText(id, idLen), data(notice)})
	}
	for i := C.int32_t(0); i < C.mend_change_unit_count(c); i++ {
		change.Units = append(change.Units, UnitChange{
			text(C.mend_change_unit_key(c, i, &n)), text(C.mend_change_unit_serial(c, i, &n)),
			data(C.mend_change_unit_record(c, i, &n)), int64(C.mend_change_unit_expected(c, i)),
			int64(C.mend_change_unit_revision(c, i))})
	}
	return change
}

// Time is an instant of a change or of Due.
func Time(ms int64) time.Time { return instant(C.int64_t(ms)) }
