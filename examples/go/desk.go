// A desk: policies and a store joined for one tenant.
//
// SPDX-License-Identifier: Apache-2.0

package mend

/*
#include "table.h"
*/
import "C"

import (
	"runtime"
	"time"
	"unsafe"
)

// Desk opens, acts, ticks and sweeps on a store. One goroutine at a time; make one for each.
type Desk struct {
	c        *C.mend_desk
	seat     *seat
	policies []*Policy
	Lang     string // of sentences; "": the policy's
}

// NewDesk makes a desk. New tickets go by the last policy, old ones by their own. The store belongs to the desk then.
func NewDesk(store Store, tenant string, policies ...*Policy) (*Desk, error) {
	d, detail := &Desk{seat: newSeat(store)}, newError()
	var table C.mend_store
	fillTable(unsafe.Pointer(&table), d.seat)
	text, length := textOf(tenant)
	if err := fault(C.mend_desk_new(nil, &table, text, length, &d.c, &detail), &detail); err != nil {
		d.seat.handle.Delete()
		return nil, err
	}
	runtime.SetFinalizer(d, (*Desk).Close)
	for _, policy := range policies {
		if err := d.Add(policy); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// Close frees the desk and closes its store.
func (d *Desk) Close() {
	C.mend_desk_free(d.c)
	d.c = nil
}

// Add adds a policy; new tickets go by it.
func (d *Desk) Add(policy *Policy) error {
	d.policies = append(d.policies, policy)
	return fault(C.mend_desk_policy(d.c, policy.handle()), nil)
}

// checked is fault() with what the store failed with as the cause.
func (d *Desk) checked(status C.mend_status, detail *C.mend_error) error {
	failed := d.seat.failed
	d.seat.failed = nil
	err := fault(status, detail)
	if f, ok := err.(*Fault); ok {
		f.Cause = failed
	}
	return err
}

func (d *Desk) decided(args any, key string,
	call func(args *C.mend_args, result *C.mend_result, detail *C.mend_error) C.mend_status) (Result, error) {
	defer runtime.KeepAlive(d)
	policy := func() *Policy { // its sentences take the labels of the ticket's own policy
		if ticket, err := d.Read(key); key != "" && err == nil {
			return d.PolicyOf(ticket)
		}
		if len(d.policies) > 0 {
			return d.policies[len(d.policies)-1]
		}
		return nil
	}
	result, err := decided(args, d.Lang, policy, call)
	failed := d.seat.failed
	d.seat.failed = nil
	if f, ok := err.(*Fault); ok {
		f.Cause = failed
	}
	return result, err
}

// Open opens a ticket by an opening action.
func (d *Desk) Open(args any, now time.Time) (*Ticket, Result, error) {
	ticket, err := NewTicket()
	if err != nil {
		return nil, Result{}, err
	}
	result, err := d.decided(args, "", func(args *C.mend_args, result *C.mend_result, detail *C.mend_error) C.mend_status {
		return C.mend_desk_open(d.c, args, milliseconds(now), ticket.c, result, detail)
	})
	if err != nil {
		return nil, result, err
	}
	return ticket, result, nil
}

// Act does something with a stored ticket.
func (d *Desk) Act(key string, args any, now time.Time) (Result, error) {
	text, length := textOf(key)
	return d.decided(args, key, func(args *C.mend_args, result *C.mend_result, detail *C.mend_error) C.mend_status {
		return C.mend_desk_act(d.c, text, length, args, milliseconds(now), nil, result, detail)
	})
}

// Try is the same without doing it; key "": a ticket still to be opened.
func (d *Desk) Try(key string, args any, now time.Time) (Result, error) {
	text, length := textOf(key)
	return d.decided(args, key, func(args *C.mend_args, result *C.mend_result, detail *C.mend_error) C.mend_status {
		return C.mend_desk_try(d.c, text, length, args, milliseconds(now), result, detail)
	})
}

// Tick does what time has made due on a ticket.
func (d *Desk) Tick(key string, now time.Time) (Result, error) {
	text, length := textOf(key)
	return d.decided(nil, key, func(_ *C.mend_args, result *C.mend_result, detail *C.mend_error) C.mend_status {
		return C.mend_desk_tick(d.c, text, length, milliseconds(now), result, detail)
	})
}

// Sweep is what came of one.
type Sweep struct {
	Due, Ticked, Conflicts int
	Events                 int64
	More                   bool             // sweep again at once
	NextDue                time.Time        // the zero time: nothing is
	Failed                 map[string]error // tickets that could not be ticked
}

// SweepOptions of a sweep; zero values take the library's defaults.
type SweepOptions struct {
	Max, Batch int
	Lease      time.Duration // below 0: tickets are not claimed
}

// Sweep ticks the tickets that are due.
func (d *Desk) Sweep(now time.Time, options SweepOptions) (Sweep, error) {
	defer runtime.KeepAlive(d)
	failed, err := newRows()
	if err != nil {
		return Sweep{}, err
	}
	defer failed.free()
	asked := C.mend_sweep_options{struct_size: C.uint32_t(unsafe.Sizeof(C.mend_sweep_options{})),
		max: C.int32_t(options.Max), batch: C.int32_t(options.Batch), lease: C.int64_t(options.Lease.Milliseconds())}
	if options.Lease < 0 {
		asked.lease = -1
	}
	info := C.mend_sweep_info{struct_size: C.uint32_t(unsafe.Sizeof(C.mend_sweep_info{}))}
	detail := newError()
	status := C.mend_desk_sweep(d.c, milliseconds(now), &asked, &info, failed.c, &detail)
	if err := d.checked(status, &detail); err != nil {
		return Sweep{}, err
	}
	swept := Sweep{Due: int(info.due), Ticked: int(info.ticked), Conflicts: int(info.conflicts),
		Events: int64(info.events), More: info.more != 0, NextDue: instant(info.next_due), Failed: map[string]error{}}
	for _, row := range failed.list() {
		swept.Failed[row.Key] = Status(row.Number)
	}
	return swept, nil
}

// Read is a stored ticket.
func (d *Desk) Read(key string) (*Ticket, error) {
	defer runtime.KeepAlive(d)
	ticket, err := NewTicket()
	if err != nil {
		return nil, err
	}
	ticket.Lang = d.Lang
	text, length := textOf(key)
	detail := newError()
	if err := d.checked(C.mend_desk_read(d.c, text, length, ticket.c, &detail), &detail); err != nil {
		return nil, err
	}
	return ticket, nil
}

// PolicyOf is the policy of a ticket; nil if the desk lacks it.
func (d *Desk) PolicyOf(ticket *Ticket) *Policy {
	defer runtime.KeepAlive(d)
	defer runtime.KeepAlive(ticket)
	found := C.mend_desk_policy_of(d.c, ticket.c)
	for _, policy := range d.policies {
		if policy.c == found {
			return policy
		}
	}
	return nil
}

// listed gives what a call writes into a list.
func (d *Desk) listed(call func(out *C.mend_rows, detail *C.mend_error) C.mend_status) ([]Row, error) {
	defer runtime.KeepAlive(d)
	list, err := newRows()
	if err != nil {
		return nil, err
	}
	defer list.free()
	detail := newError()
	if err := d.checked(call(list.c, &detail), &detail); err != nil {
		return nil, err
	}
	return list.list(), nil
}

// History is all events of a ticket, as they were written.
func (d *Desk) History(key string) ([][]byte, error) {
	const page = 1000
	text, length := textOf(key)
	var events [][]byte
	for {
		list, err := d.listed(func(out *C.mend_rows, detail *C.mend_error) C.mend_status {
			return C.mend_desk_history(d.c, text, length, C.int64_t(len(events)), page, out, detail)
		})
		for _, row := range list {
			events = append(events, row.Data)
		}
		if err != nil || len(list) < page {
			return events, err
		}
	}
}

// Page lists tickets by an index value, newest first, behind the key after.
func (d *Desk) Page(index Index, value, after string, max int) ([]*Ticket, error) {
	text, length := textOf(value)
	behind, behindLength := textOf(after)
	list, err := d.listed(func(out *C.mend_rows, detail *C.mend_error) C.mend_status {
		return C.mend_desk_page(d.c, C.mend_index(index), text, length, behind, behindLength, C.int32_t(max), out, detail)
	})
	var tickets []*Ticket
	for _, row := range list {
		ticket, err := LoadTicket(row.Data)
		if err != nil {
			return nil, err
		}
		tickets = append(tickets, ticket)
	}
	return tickets, err
}

// Pending lists notices that are owed, as rows of (id, attempts, document).
func (d *Desk) Pending(after string, max int) ([]Row, error) {
	behind, behindLength := textOf(after)
	return d.listed(func(out *C.mend_rows, detail *C.mend_error) C.mend_status {
		return C.mend_desk_pending(d.c, behind, behindLength, C.int32_t(max), out, detail)
	})
}

// Sent says that a notice was handed over, or not.
func (d *Desk) Sent(id string, done bool) error {
	defer runtime.KeepAlive(d)
	text, length := textOf(id)
	detail := newError()
	var yes C.int32_t
	if done {
		yes = 1
	}
	return d.checked(C.mend_desk_sent(d.c, text, length, yes, &detail), &detail)
}

// PutUnit stores a unit or a contract.
func (d *Desk) PutUnit(unit *Unit) error {
	defer runtime.KeepAlive(d)
	defer runtime.KeepAlive(unit)
	detail := newError()
	return d.checked(C.mend_desk_unit_put(d.c, unit.c, &detail), &detail)
}

// Unit is a stored unit or contract.
func (d *Desk) Unit(key string) (*Unit, error) {
	defer runtime.KeepAlive(d)
	unit, err := NewUnit(nil)
	if err != nil {
		return nil, err
	}
	text, length := textOf(key)
	detail := newError()
	if err := d.checked(C.mend_desk_unit_read(d.c, text, length, unit.c, &detail), &detail); err != nil {
		return nil, err
	}
	return unit, nil
}

// Erase removes a ticket whose time in the archive is over.
func (d *Desk) Erase(key string, now time.Time) error {
	defer runtime.KeepAlive(d)
	text, length := textOf(key)
	detail := newError()
	return d.checked(C.mend_desk_erase(d.c, text, length, milliseconds(now), &detail), &detail)
}

// Batch makes what happens in work durable together; an error or a panic takes it all back.
func (d *Desk) Batch(work func() error) (err error) {
	defer runtime.KeepAlive(d)
	detail := newError()
	if err := d.checked(C.mend_desk_begin(d.c, &detail), &detail); err != nil {
		return err
	}
	keep := C.int32_t(0)
	defer func() {
		if ended := d.checked(C.mend_desk_end(d.c, keep, &detail), &detail); err == nil {
			err = ended
		}
	}()
	if err := work(); err != nil {
		return err
	}
	keep = 1
	return nil
}

// Door asks the document door on this desk. "status" in the reply says how it went: refusals and faults are replies too. An
// error is what the store failed with.
func (d *Desk) Door(request any, now time.Time) ([]byte, error) {
	defer runtime.KeepAlive(d)
	data, err := document(request)
	if err != nil {
		return nil, err
	}
	text, length := bytesOf(data)
	var status C.mend_status
	reply, err := replied(func(out *C.mend_buf, detail *C.mend_error) C.mend_status {
		status = C.mend_doc_desk(d.c, milliseconds(now), text, length, out, detail)
		return status
	})
	failed := d.seat.failed
	d.seat.failed = nil
	if failed != nil && status < 0 && status > C.MEND_REFUSED {
		return nil, &Fault{Status: Status(status), Text: C.GoString(C.mend_status_text(status)), Offset: -1, Document: -1, Cause: failed}
	}
	return reply, err
}
