// Policies, tickets, units and what somebody does.
//
// SPDX-License-Identifier: Apache-2.0

package mend

/*
#include <mend/mend.h>
#include <stdlib.h>
*/
import "C"

import (
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"time"
	"unsafe"
)

// Policy is a compiled policy. Any goroutine may use it.
type Policy struct{ c *C.mend_policy }

// Presets are the names of the built-in policies.
func Presets() []string {
	var names []string
	for i := C.int32_t(0); i < C.mend_preset_count(); i++ {
		names = append(names, C.GoString(C.mend_preset_name(i)))
	}
	return names
}

// Preset is the document of a built-in policy.
func Preset(name string) (string, error) {
	text := C.CString(name)
	defer C.free(unsafe.Pointer(text))
	var length C.size_t
	found := C.mend_preset_text(text, &length)
	if found == nil {
		return "", &Fault{Status: ErrNotFound, Offset: -1, Document: -1,
			Text: fmt.Sprintf("there is no preset %q; there are %s", name, strings.Join(Presets(), ", "))}
	}
	return goText(found, length), nil
}

// NewPolicy compiles documents, each laid over those before it: JSON text, values, or the name of a preset.
func NewPolicy(documents ...any) (*Policy, error) {
	count := len(documents)
	if count == 0 {
		return nil, &Fault{Status: ErrInvalid, Text: "no document", Offset: -1, Document: -1}
	}
	texts := (*[1 << 20]*C.char)(C.calloc(C.size_t(count), C.size_t(unsafe.Sizeof((*C.char)(nil)))))[:count:count]
	lengths := make([]C.size_t, count)
	defer func() {
		for _, text := range texts {
			C.free(unsafe.Pointer(text))
		}
		C.free(unsafe.Pointer(&texts[0]))
	}()
	for i, value := range documents {
		if name, ok := value.(string); ok && !strings.HasPrefix(strings.TrimSpace(name), "{") {
			text, err := Preset(name)
			if err != nil {
				return nil, err
			}
			value = text
		}
		data, err := document(value)
		if err != nil {
			return nil, err
		}
		texts[i], lengths[i] = (*C.char)(C.CBytes(data)), C.size_t(len(data))
	}
	p, detail := &Policy{}, newError()
	if err := fault(C.mend_policy_load(nil, &texts[0], &lengths[0], C.size_t(count), &p.c, &detail), &detail); err != nil {
		return nil, err
	}
	runtime.SetFinalizer(p, (*Policy).Close)
	return p, nil
}

func (p *Policy) handle() *C.mend_policy {
	if p == nil {
		return nil
	}
	return p.c
}

// Close frees the policy; no desk may use it any more.
func (p *Policy) Close() {
	C.mend_policy_free(p.c)
	p.c = nil
}

// ID is the author's id.
func (p *Policy) ID() string {
	defer runtime.KeepAlive(p)
	return C.GoString(C.mend_policy_id(p.c, nil))
}

// Revision is the author's revision.
func (p *Policy) Revision() int64 {
	defer runtime.KeepAlive(p)
	return int64(C.mend_policy_revision(p.c))
}

// Digest is what the policy says, as 64 hexadecimal digits.
func (p *Policy) Digest() string {
	defer runtime.KeepAlive(p)
	return C.GoString(C.mend_policy_digest(p.c))
}

// Document is the merged document.
func (p *Policy) Document() ([]byte, error) {
	defer runtime.KeepAlive(p)
	return written(func(out *C.mend_buf, _ *C.mend_error) C.mend_status { return C.mend_policy_write(p.c, out) })
}

// Kind is a kind of named thing in a policy.
type Kind int32

// The kinds.
const (
	States   Kind = C.MEND_KIND_STATE
	Actions  Kind = C.MEND_KIND_ACTION
	Roles    Kind = C.MEND_KIND_ROLE
	Grades   Kind = C.MEND_KIND_GRADE
	Fields   Kind = C.MEND_KIND_FIELD
	Series   Kind = C.MEND_KIND_SERIES
	Texts    Kind = C.MEND_KIND_TEXT
	Choices  Kind = C.MEND_KIND_CHOICE
	Clocks   Kind = C.MEND_KIND_CLOCK
	Calendar Kind = C.MEND_KIND_CALENDAR
	Sheets   Kind = C.MEND_KIND_SHEET
)

// Names of one kind of thing, in the policy's order.
func (p *Policy) Names(kind Kind) []string {
	defer runtime.KeepAlive(p)
	var names []string
	for i := C.int32_t(0); i < C.mend_policy_count(p.c, C.mend_kind(kind)); i++ {
		names = append(names, C.GoString(C.mend_policy_name(p.c, C.mend_kind(kind), i, nil)))
	}
	return names
}

// Label is what people call a thing; "" if there is none of that name.
func (p *Policy) Label(kind Kind, name, lang string) string {
	defer runtime.KeepAlive(p)
	_, tag, err := language(lang)
	if err != nil {
		return ""
	}
	text, length := textOf(name)
	return C.GoString(C.mend_policy_label(p.c, C.mend_kind(kind), text, length, tag, nil))
}

// Actor is somebody who does something, as the host knows him.
type Actor struct {
	ID    string   `json:"id,omitempty"`
	Roles []string `json:"roles,omitempty"`
	Grade string   `json:"grade,omitempty"`
}

// Identity names a ticket to be opened.
type Identity struct {
	Tenant string `json:"tenant,omitempty"`
	Key    string `json:"key,omitempty"`
	Number string `json:"number,omitempty"`
}

// Args say what somebody does. Fields are by path ("parts/+1/model") or whole rows, as mend_args_json() reads them.
type Args struct {
	Action string         `json:"action,omitempty"`
	Actor  Actor          `json:"actor"`
	Key    string         `json:"key,omitempty"` // idempotency key
	At     *time.Time     `json:"at,omitempty"`
	Reason string         `json:"reason,omitempty"`
	Expect int64          `json:"expect,omitempty"`
	Ticket *Identity      `json:"ticket,omitempty"`
	Fields map[string]any `json:"fields,omitempty"`
	Units  []*Unit        `json:"-"` // the unit and its contracts
}

// handle makes the library's own; a value of another type is a document.
func argsHandle(given any) (*C.mend_args, []*Unit, error) {
	var units []*Unit
	if own, ok := given.(Args); ok {
		units = own.Units
	}
	data, err := document(given)
	if err != nil {
		return nil, nil, err
	}
	var args *C.mend_args
	if err := fault(C.mend_args_new(nil, &args), nil); err != nil {
		return nil, nil, err
	}
	text, length := bytesOf(data)
	detail := newError()
	err = fault(C.mend_args_json(args, text, length, &detail), &detail)
	for _, unit := range units {
		if err != nil {
			break
		}
		if unit.Kind() == "contract" {
			err = fault(C.mend_args_contract(args, unit.c), nil)
		} else {
			err = fault(C.mend_args_unit(args, unit.c), nil)
		}
	}
	if err != nil {
		C.mend_args_free(args)
		return nil, nil, err
	}
	return args, units, nil
}

// Result is what a step did.
type Result struct {
	Events   [][]byte // as they were written, in order
	Replayed bool     // the idempotency key was known; this is what happened the first time
	More     bool     // time has more to do: tick again
}

// decided runs a call with arguments and a result, and reads the result out. policy is asked for on a refusal only.
func decided(given any, lang string, policy func() *Policy,
	call func(args *C.mend_args, result *C.mend_result, detail *C.mend_error) C.mend_status) (Result, error) {
	var args *C.mend_args
	var units []*Unit
	if given != nil {
		var err error
		if args, units, err = argsHandle(given); err != nil {
			return Result{}, err
		}
		defer C.mend_args_free(args)
	}
	defer runtime.KeepAlive(units)
	var result *C.mend_result
	if err := fault(C.mend_result_new(nil, &result), nil); err != nil {
		return Result{}, err
	}
	defer C.mend_result_free(result)
	detail := newError()
	status := call(args, result, &detail)
	if status <= C.MEND_REFUSED {
		return Result{}, refusal(status, result, policy(), lang)
	}
	if err := fault(status, &detail); err != nil {
		return Result{}, err
	}
	out := Result{Replayed: C.mend_result_replayed(result) != 0, More: C.mend_result_more(result) != 0}
	for i := C.int32_t(0); i < C.mend_result_event_count(result); i++ {
		var length C.size_t
		event := C.mend_result_event(result, i, &length)
		out.Events = append(out.Events, C.GoBytes(unsafe.Pointer(event), C.int(length)))
	}
	return out, nil
}

func refusal(status C.mend_status, result *C.mend_result, policy *Policy, lang string) error {
	keep, tag, err := language(lang)
	if err != nil {
		return err
	}
	defer runtime.KeepAlive(keep)
	defer runtime.KeepAlive(policy)
	text, err := written(func(out *C.mend_buf, _ *C.mend_error) C.mend_status {
		return C.mend_result_write(result, policy.handle(), tag, out)
	})
	if err != nil {
		return err
	}
	refused := &Refused{Status: Status(status)}
	if err := json.Unmarshal(text, &struct {
		Reasons *[]Reason `json:"reasons"`
	}{&refused.Reasons}); err != nil {
		return err
	}
	return refused
}

// Unit is a unit or a contract: what outlives a ticket.
type Unit struct{ c *C.mend_unit }

// NewUnit reads a document; nil makes an empty one.
func NewUnit(value any) (*Unit, error) {
	u, detail := &Unit{}, newError()
	if err := fault(C.mend_unit_new(nil, &u.c), nil); err != nil {
		return nil, err
	}
	runtime.SetFinalizer(u, (*Unit).Close)
	if value == nil {
		return u, nil
	}
	data, err := document(value)
	if err != nil {
		return nil, err
	}
	text, length := bytesOf(data)
	return u, fault(C.mend_unit_read(u.c, text, length, &detail), &detail)
}

// Close frees it.
func (u *Unit) Close() {
	C.mend_unit_free(u.c)
	u.c = nil
}

// Key in the store.
func (u *Unit) Key() string { defer runtime.KeepAlive(u); return C.GoString(C.mend_unit_key(u.c, nil)) }

// Kind is "unit" or "contract".
func (u *Unit) Kind() string { defer runtime.KeepAlive(u); return C.GoString(C.mend_unit_kind(u.c)) }

// Document is what it says.
func (u *Unit) Document() ([]byte, error) {
	defer runtime.KeepAlive(u)
	return written(func(out *C.mend_buf, _ *C.mend_error) C.mend_status { return C.mend_unit_write(u.c, out) })
}

// Ticket is a ticket. One goroutine at a time.
type Ticket struct {
	c    *C.mend_ticket
	Lang string // of sentences and labels; "": the policy's
}

// NewTicket makes a blank ticket.
func NewTicket() (*Ticket, error) {
	t := &Ticket{}
	if err := fault(C.mend_ticket_new(nil, &t.c), nil); err != nil {
		return nil, err
	}
	runtime.SetFinalizer(t, (*Ticket).Close)
	return t, nil
}

// LoadTicket reads a record that Save wrote.
func LoadTicket(record []byte) (*Ticket, error) {
	t, err := NewTicket()
	if err != nil {
		return nil, err
	}
	text, length := bytesOf(record)
	detail := newError()
	return t, fault(C.mend_ticket_load(t.c, unsafe.Pointer(text), length, &detail), &detail)
}

// Replay builds a ticket again from its slots and events; no policy is needed.
func Replay(slots []byte, events [][]byte) (*Ticket, error) {
	t, err := NewTicket()
	if err != nil || len(events) == 0 {
		return t, err
	}
	size := C.size_t(unsafe.Sizeof((*C.char)(nil)))
	texts := (*[1 << 26]*C.char)(C.calloc(C.size_t(len(events)), size))[:len(events):len(events)]
	lengths := make([]C.size_t, len(events))
	defer func() {
		for _, text := range texts {
			C.free(unsafe.Pointer(text))
		}
		C.free(unsafe.Pointer(&texts[0]))
	}()
	for i, event := range events {
		texts[i], lengths[i] = (*C.char)(C.CBytes(event)), C.size_t(len(event))
	}
	text, length := bytesOf(slots)
	detail := newError()
	return t, fault(C.mend_ticket_replay(t.c, text, length, &texts[0], &lengths[0], C.size_t(len(events)), &detail), &detail)
}

// Close frees it.
func (t *Ticket) Close() {
	C.mend_ticket_free(t.c)
	t.c = nil
}

// Save is the record for a store. It holds personal values.
func (t *Ticket) Save() ([]byte, error) {
	defer runtime.KeepAlive(t)
	return written(func(out *C.mend_buf, _ *C.mend_error) C.mend_status { return C.mend_ticket_save(t.c, out) })
}

// Slots are the personal values, which the events only point to.
func (t *Ticket) Slots() ([]byte, error) {
	defer runtime.KeepAlive(t)
	return written(func(out *C.mend_buf, _ *C.mend_error) C.mend_status { return C.mend_ticket_slots(t.c, out) })
}

// Key in the store.
func (t *Ticket) Key() string {
	defer runtime.KeepAlive(t)
	return C.GoString(C.mend_ticket_key(t.c, nil))
}

// Number of the ticket; "" if it has none.
func (t *Ticket) Number() string {
	defer runtime.KeepAlive(t)
	return C.GoString(C.mend_ticket_number(t.c, nil))
}

// State is the name of its state; "" before it is opened.
func (t *Ticket) State() string {
	defer runtime.KeepAlive(t)
	return C.GoString(C.mend_ticket_state(t.c, nil))
}

// Stage is new, active, waiting, done or closed.
func (t *Ticket) Stage() string {
	defer runtime.KeepAlive(t)
	return C.GoString(C.mend_ticket_stage(t.c))
}

// Revision is the number of its last event.
func (t *Ticket) Revision() int64 {
	defer runtime.KeepAlive(t)
	return int64(C.mend_ticket_revision(t.c))
}

// NextDue is when time does something to it next; the zero time: never.
func (t *Ticket) NextDue() time.Time {
	defer runtime.KeepAlive(t)
	return instant(C.mend_ticket_next_due(t.c))
}

// Get is the value of a field as text, masked if it is personal; "" if it has none.
func (t *Ticket) Get(path string) (string, error) {
	defer runtime.KeepAlive(t)
	text, length := textOf(path)
	var needed C.size_t
	status := C.mend_ticket_text(t.c, text, length, nil, 0, &needed)
	if status != C.MEND_OK && status != C.MEND_SHORT_BUFFER {
		return "", fault(status, nil)
	}
	out := make([]byte, needed+1)
	status = C.mend_ticket_text(t.c, text, length, (*C.char)(unsafe.Pointer(&out[0])), needed+1, &needed)
	return string(out[:needed]), fault(status, nil)
}

// answer asks a question that takes a language and writes a document.
func (t *Ticket) answer(policy *Policy, ask func(tag *C.char, out *C.mend_buf, detail *C.mend_error) C.mend_status) ([]byte, error) {
	keep, tag, err := language(t.Lang)
	if err != nil {
		return nil, err
	}
	defer runtime.KeepAlive(keep)
	defer runtime.KeepAlive(t)
	defer runtime.KeepAlive(policy)
	return written(func(out *C.mend_buf, detail *C.mend_error) C.mend_status { return ask(tag, out, detail) })
}

// View is the whole ticket for people, personal values masked.
func (t *Ticket) View(policy *Policy) ([]byte, error) {
	return t.answer(policy, func(tag *C.char, out *C.mend_buf, detail *C.mend_error) C.mend_status {
		return C.mend_view(policy.handle(), t.c, tag, out, detail)
	})
}

// Clocks say where each deadline stands, and why.
func (t *Ticket) Clocks(policy *Policy, now time.Time) ([]byte, error) {
	return t.answer(policy, func(tag *C.char, out *C.mend_buf, detail *C.mend_error) C.mend_status {
		return C.mend_clocks(policy.handle(), t.c, nil, 0, milliseconds(now), tag, out, detail)
	})
}

// Facts are what reports count.
func (t *Ticket) Facts(policy *Policy, now time.Time) ([]byte, error) {
	return t.answer(policy, func(_ *C.char, out *C.mend_buf, detail *C.mend_error) C.mend_status {
		return C.mend_facts(policy.handle(), t.c, milliseconds(now), out, detail)
	})
}

// Sheet is what stands on a form.
func (t *Ticket) Sheet(policy *Policy, sheet string, now time.Time) ([]byte, error) {
	text, length := textOf(sheet)
	return t.answer(policy, func(tag *C.char, out *C.mend_buf, detail *C.mend_error) C.mend_status {
		return C.mend_sheet(policy.handle(), t.c, text, length, milliseconds(now), tag, out, detail)
	})
}

// Actions are what this actor may do now, and what each step still lacks.
func (t *Ticket) Actions(policy *Policy, actor Actor, now time.Time) ([]byte, error) {
	args, _, err := argsHandle(Args{Actor: actor})
	if err != nil {
		return nil, err
	}
	defer C.mend_args_free(args)
	return t.answer(policy, func(tag *C.char, out *C.mend_buf, detail *C.mend_error) C.mend_status {
		return C.mend_actions(policy.handle(), t.c, args, milliseconds(now), tag, out, detail)
	})
}

// Act does it. args are Args, or a document.
func (t *Ticket) Act(policy *Policy, args any, now time.Time) (Result, error) {
	defer runtime.KeepAlive(t)
	return decided(args, t.Lang, func() *Policy { return policy },
		func(args *C.mend_args, result *C.mend_result, detail *C.mend_error) C.mend_status {
			return C.mend_act(policy.handle(), t.c, args, milliseconds(now), result, detail)
		})
}

// Try is the same without doing it.
func (t *Ticket) Try(policy *Policy, args any, now time.Time) (Result, error) {
	defer runtime.KeepAlive(t)
	return decided(args, t.Lang, func() *Policy { return policy },
		func(args *C.mend_args, result *C.mend_result, detail *C.mend_error) C.mend_status {
			return C.mend_try(policy.handle(), t.c, args, milliseconds(now), result, detail)
		})
}

// Tick: time has passed, and what was due happens. While Result.More is true, call it again.
func (t *Ticket) Tick(policy *Policy, now time.Time) (Result, error) {
	defer runtime.KeepAlive(t)
	return decided(nil, t.Lang, func() *Policy { return policy },
		func(_ *C.mend_args, result *C.mend_result, detail *C.mend_error) C.mend_status {
			return C.mend_tick(policy.handle(), t.c, milliseconds(now), result, detail)
		})
}
