// The functions that the table of table.c calls. Nothing that a store panics with passes through the library.
//
// SPDX-License-Identifier: Apache-2.0

package mend

/*
#include "table.h"
*/
import "C"

import (
	"errors"
	"fmt"
	"runtime/cgo"
	"runtime/debug"
	"unsafe"
)

// A seat is a store as a desk uses it, with what it failed with last.
type seat struct {
	store  Store
	failed error
	handle cgo.Handle
}

// Panic is the Cause of a Fault when a store panicked.
type Panic struct {
	Value any
	Stack []byte
}

// Error says what it was.
func (p *Panic) Error() string { return fmt.Sprintf("the store panicked: %v", p.Value) }

func newSeat(store Store) *seat {
	s := &seat{store: store}
	s.handle = cgo.NewHandle(s)
	return s
}

func (s *seat) features() C.uint32_t {
	var features C.uint32_t
	add := func(has bool, bit C.uint32_t) {
		if has {
			features |= bit
		}
	}
	_, has := s.store.(EventStore)
	add(has, C.MEND_GO_EVENTS)
	_, has = s.store.(PageStore)
	add(has, C.MEND_GO_PAGE)
	_, has = s.store.(NumberStore)
	add(has, C.MEND_GO_DRAW)
	_, has = s.store.(OutboxStore)
	add(has, C.MEND_GO_OUTBOX)
	_, has = s.store.(BatchStore)
	add(has, C.MEND_GO_BATCH)
	_, has = s.store.(RandomStore)
	add(has, C.MEND_GO_RANDOM)
	_, has = s.store.(DueStore)
	add(has, C.MEND_GO_DUE)
	_, has = s.store.(EraseStore)
	add(has, C.MEND_GO_ERASE)
	_, has = s.store.(UnitStore)
	add(has, C.MEND_GO_UNIT)
	return features
}

// fillTable writes the seat's table of callbacks to an address.
func fillTable(table unsafe.Pointer, s *seat) {
	C.mend_go_table((*C.mend_store)(table), C.uintptr_t(s.handle), s.features())
}

// call runs a method of the store; failed is the answer where an error has no status, or it panics.
func call(user C.uintptr_t, failed Status, method func(store Store) error) (status C.mend_status) {
	s := cgo.Handle(user).Value().(*seat)
	defer func() {
		if value := recover(); value != nil {
			s.failed = &Panic{value, debug.Stack()}
			status = C.mend_status(failed)
		}
	}()
	err := method(s.store)
	if err == nil {
		return C.MEND_OK
	}
	var known Status
	if errors.As(err, &known) && mayAnswer(known) {
		if !errors.Is(known, err) { // more than the bare status: worth telling
			s.failed = err
		}
		return C.mend_status(known)
	}
	s.failed = err
	return C.mend_status(failed)
}

func mayAnswer(status Status) bool {
	switch status {
	case ErrNotFound, ErrConflict, ErrDuplicate, ErrExists, ErrBusy, ErrIO, ErrUnknown, ErrDenied, ErrFull,
		ErrExhausted, ErrNoMemory, ErrLimit, ErrUnsupported, ErrCorrupt:
		return true
	}
	return false
}

func appendTo(out *C.mend_buf, data []byte) error {
	text, length := bytesOf(data)
	return statusError(C.mend_buf_append(out, unsafe.Pointer(text), length))
}

func statusError(status C.mend_status) error {
	if status == C.MEND_OK {
		return nil
	}
	return Status(status)
}

func addRows(out *C.mend_rows, list []Row, err error) error {
	for i := 0; i < len(list) && err == nil; i++ {
		key, keyLength := textOf(list[i].Key)
		data, length := bytesOf(list[i].Data)
		err = statusError(C.mend_rows_add(out, key, keyLength, C.int64_t(list[i].Number), unsafe.Pointer(data), length))
	}
	return err
}

//export mendGoLoad
func mendGoLoad(user C.uintptr_t, tenant *C.char, tenantLen C.size_t, key *C.char, keyLen C.size_t, record *C.mend_buf,
	revision *C.int64_t) C.mend_status {
	return call(user, ErrIO, func(store Store) error {
		data, number, err := store.Load(goText(tenant, tenantLen), goText(key, keyLen))
		if err != nil {
			return err
		}
		*revision = C.int64_t(number)
		return appendTo(record, data)
	})
}

//export mendGoRecall
func mendGoRecall(user C.uintptr_t, tenant *C.char, tenantLen C.size_t, key *C.char, keyLen C.size_t,
	outcome *C.mend_buf) C.mend_status {
	return call(user, ErrIO, func(store Store) error {
		data, err := store.Recall(goText(tenant, tenantLen), goText(key, keyLen))
		if err != nil {
			return err
		}
		return appendTo(outcome, data)
	})
}

//export mendGoCommit
func mendGoCommit(user C.uintptr_t, change *C.mend_change) C.mend_status {
	return call(user, ErrUnknown, func(store Store) error { return store.Commit(readChange(change)) })
}

//export mendGoEvents
func mendGoEvents(user C.uintptr_t, tenant *C.char, tenantLen C.size_t, key *C.char, keyLen C.size_t, after C.int64_t,
	max C.int32_t, out *C.mend_rows) C.mend_status {
	return call(user, ErrIO, func(store Store) error {
		list, err := store.(EventStore).Events(goText(tenant, tenantLen), goText(key, keyLen), int64(after), int(max))
		return addRows(out, list, err)
	})
}

//export mendGoPage
func mendGoPage(user C.uintptr_t, tenant *C.char, tenantLen C.size_t, index C.mend_index, value *C.char,
	valueLen C.size_t, after *C.char, afterLen C.size_t, max C.int32_t, out *C.mend_rows) C.mend_status {
	return call(user, ErrIO, func(store Store) error {
		list, err := store.(PageStore).Page(goText(tenant, tenantLen), Index(index), goText(value, valueLen),
			goText(after, afterLen), int(max))
		return addRows(out, list, err)
	})
}

//export mendGoDraw
func mendGoDraw(user C.uintptr_t, tenant *C.char, tenantLen C.size_t, counter *C.char, counterLen C.size_t,
	start, step C.int64_t, count C.int32_t, limit C.int64_t, last *C.int64_t) C.mend_status {
	return call(user, ErrIO, func(store Store) error {
		before, err := store.(NumberStore).Draw(goText(tenant, tenantLen), goText(counter, counterLen), int64(start),
			int64(step), int(count), int64(limit))
		if err != nil {
			return err
		}
		*last = never
		if before != nil {
			*last = C.int64_t(*before)
		}
		return nil
	})
}

//export mendGoPending
func mendGoPending(user C.uintptr_t, tenant *C.char, tenantLen C.size_t, after *C.char, afterLen C.size_t,
	max C.int32_t, out *C.mend_rows) C.mend_status {
	return call(user, ErrIO, func(store Store) error {
		list, err := store.(OutboxStore).Pending(goText(tenant, tenantLen), goText(after, afterLen), int(max))
		return addRows(out, list, err)
	})
}

//export mendGoSent
func mendGoSent(user C.uintptr_t, tenant *C.char, tenantLen C.size_t, id *C.char, idLen C.size_t,
	done C.int32_t) C.mend_status {
	return call(user, ErrIO, func(store Store) error {
		return store.(OutboxStore).Sent(goText(tenant, tenantLen), goText(id, idLen), done != 0)
	})
}

//export mendGoBegin
func mendGoBegin(user C.uintptr_t) C.mend_status {
	return call(user, ErrIO, func(store Store) error { return store.(BatchStore).Begin() })
}

//export mendGoEnd
func mendGoEnd(user C.uintptr_t, keep C.int32_t) C.mend_status {
	return call(user, ErrUnknown, func(store Store) error { return store.(BatchStore).End(keep != 0) })
}

//export mendGoRandom
func mendGoRandom(user C.uintptr_t, out *C.uchar, length C.size_t) C.mend_status {
	return call(user, ErrIO, func(store Store) error {
		return store.(RandomStore).Random(unsafe.Slice((*byte)(unsafe.Pointer(out)), int(length)))
	})
}

//export mendGoDestroy
func mendGoDestroy(user C.uintptr_t) {
	call(user, ErrIO, func(store Store) error {
		if closer, ok := store.(CloseStore); ok {
			closer.Close()
		}
		return nil
	})
	cgo.Handle(user).Delete()
}

//export mendGoDue
func mendGoDue(user C.uintptr_t, tenant *C.char, tenantLen C.size_t, until, afterDue C.int64_t, afterTenant *C.char,
	afterTenantLen C.size_t, afterKey *C.char, afterKeyLen C.size_t, max C.int32_t, now, leaseUntil C.int64_t,
	out *C.mend_rows) C.mend_status {
	return call(user, ErrIO, func(store Store) error {
		list, err := store.(DueStore).Due(DueQuery{goText(tenant, tenantLen), int64(until), int64(afterDue),
			goText(afterTenant, afterTenantLen), goText(afterKey, afterKeyLen), int(max), int64(now), orNil(leaseUntil)})
		for i := 0; i < len(list) && err == nil; i++ {
			owner, ownerLen := textOf(list[i].Tenant)
			key, keyLen := textOf(list[i].Key)
			token, tokenLen := textOf(list[i].Token)
			err = statusError(C.mend_rows_add_due(out, owner, ownerLen, key, keyLen, C.int64_t(list[i].At), token, tokenLen))
		}
		return err
	})
}

//export mendGoErase
func mendGoErase(user C.uintptr_t, tenant *C.char, tenantLen C.size_t, key *C.char, keyLen C.size_t,
	expected C.int64_t) C.mend_status {
	return call(user, ErrIO, func(store Store) error {
		return store.(EraseStore).Erase(goText(tenant, tenantLen), goText(key, keyLen), int64(expected))
	})
}

//export mendGoUnitLoad
func mendGoUnitLoad(user C.uintptr_t, tenant *C.char, tenantLen C.size_t, key *C.char, keyLen C.size_t,
	record *C.mend_buf, revision *C.int64_t) C.mend_status {
	return call(user, ErrIO, func(store Store) error {
		data, number, err := store.(UnitStore).LoadUnit(goText(tenant, tenantLen), goText(key, keyLen))
		if err != nil {
			return err
		}
		*revision = C.int64_t(number)
		return appendTo(record, data)
	})
}

//export mendGoUnitPage
func mendGoUnitPage(user C.uintptr_t, tenant *C.char, tenantLen C.size_t, serial *C.char, serialLen C.size_t,
	after *C.char, afterLen C.size_t, max C.int32_t, out *C.mend_rows) C.mend_status {
	return call(user, ErrIO, func(store Store) error {
		list, err := store.(UnitStore).PageUnits(goText(tenant, tenantLen), goText(serial, serialLen),
			goText(after, afterLen), int(max))
		return addRows(out, list, err)
	})
}

//export mendGoUnitPut
func mendGoUnitPut(user C.uintptr_t, change *C.mend_change) C.mend_status {
	return call(user, ErrUnknown, func(store Store) error { return store.(UnitStore).PutUnits(readChange(change)) })
}
