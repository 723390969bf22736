// Package mend is libmend for Go: the rules of an after-sales repair desk.
//
// A Policy is compiled once and shared; a Ticket and a Desk belong to one goroutine at a time. A call that does not do
// what was asked answers a *Refused (the policy says no, with every reason) or a *Fault (something is wrong, with its
// place), and nothing has changed then. Close frees an object; what is not closed is freed by the collector.
//
// The library is linked by -lmend. Where it is not installed, CGO_CFLAGS=-I<include> and CGO_LDFLAGS=-L<folder> say
// where it lies.
//
// SPDX-License-Identifier: Apache-2.0
package mend

/*
#cgo CFLAGS: -I${SRCDIR}/../../include
#cgo LDFLAGS: -lmend
#include <mend/mend.h>
#include <stdlib.h>
*/
import "C"

import (
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"time"
	"unsafe"
)

// Status is the outcome of a call as the library counts it.
type Status int32

// The statuses a program is likely to look for; errors.Is finds them in every error of this package.
const (
	ErrNoMemory       Status = C.MEND_NOMEM
	ErrInvalid        Status = C.MEND_INVALID
	ErrMisuse         Status = C.MEND_MISUSE
	ErrLimit          Status = C.MEND_LIMIT
	ErrRange          Status = C.MEND_RANGE
	ErrUTF8           Status = C.MEND_UTF8
	ErrSyntax         Status = C.MEND_SYNTAX
	ErrSchema         Status = C.MEND_SCHEMA
	ErrNotFound       Status = C.MEND_NOT_FOUND
	ErrUnsupported    Status = C.MEND_UNSUPPORTED
	ErrCorrupt        Status = C.MEND_CORRUPT
	ErrPolicyMismatch Status = C.MEND_POLICY_MISMATCH
	ErrKeyReused      Status = C.MEND_KEY_REUSED
	ErrUnknownAction  Status = C.MEND_UNKNOWN_ACTION
	ErrUnknownField   Status = C.MEND_UNKNOWN_FIELD
	ErrStale          Status = C.MEND_STALE
	ErrMore           Status = C.MEND_MORE
	ErrConflict       Status = C.MEND_CONFLICT
	ErrDuplicate      Status = C.MEND_DUPLICATE
	ErrExists         Status = C.MEND_EXISTS
	ErrBusy           Status = C.MEND_BUSY
	ErrIO             Status = C.MEND_IO
	ErrUnknown        Status = C.MEND_UNKNOWN
	ErrDenied         Status = C.MEND_DENIED
	ErrFull           Status = C.MEND_FULL
	ErrExhausted      Status = C.MEND_EXHAUSTED
	ErrRefused        Status = C.MEND_REFUSED
	ErrWrongRole      Status = C.MEND_WRONG_ROLE
	ErrWrongState     Status = C.MEND_WRONG_STATE
	ErrIncomplete     Status = C.MEND_INCOMPLETE
	ErrCondition      Status = C.MEND_CONDITION
	ErrSeparation     Status = C.MEND_SEPARATION
	ErrLoopLimit      Status = C.MEND_LOOP_LIMIT
)

// String is the constant's name in the headers, such as "MEND_NOT_FOUND".
func (s Status) String() string { return C.GoString(C.mend_status_name(C.mend_status(s))) }

// Error is the name and what it means.
func (s Status) Error() string {
	return s.String() + ": " + C.GoString(C.mend_status_text(C.mend_status(s)))
}

// Fault says what is wrong with a call, a document or the store, and where.
type Fault struct {
	Status       Status
	Text         string // what was found and what was expected
	Path         string // in the document, "$.actions.repair"; or a field's
	Line, Column int    // from 1; 0: none
	Offset       int64  // in bytes; -1: none
	Document     int    // which of several; -1: none
	Cause        error  // what a Store answered or panicked with
}

// Error says all of it in one line.
func (f *Fault) Error() string {
	text := f.Status.String()
	if f.Line > 0 {
		text += fmt.Sprintf(": line %d, column %d", f.Line, f.Column)
	}
	for _, part := range []string{f.Path, f.Text} {
		if part != "" {
			text += ": " + part
		}
	}
	if f.Cause != nil {
		text += ": " + f.Cause.Error()
	}
	return text
}

// Is makes errors.Is(err, mend.ErrNotFound) hold.
func (f *Fault) Is(target error) bool { return target == f.Status }

// Unwrap is the cause.
func (f *Fault) Unwrap() error { return f.Cause }

// Reason is why something is refused: a stable code, its parameters, and a sentence.
type Reason struct {
	Code   string            `json:"code"`
	Params map[string]string `json:"params"`
	Text   string            `json:"text"`
}

// Refused says that the policy refuses, with every reason at once.
type Refused struct {
	Status  Status
	Reasons []Reason
}

// Error is the sentences of all reasons.
func (r *Refused) Error() string {
	text := r.Status.String() + ":"
	for _, reason := range r.Reasons {
		text += " " + reason.Text
	}
	return text
}

// Is makes errors.Is(err, mend.ErrWrongRole) hold, and for every refusal mend.ErrRefused.
func (r *Refused) Is(target error) bool { return target == r.Status || target == ErrRefused }

// Version of the library, such as "0.1.0".
func Version() string { return C.GoString(C.mend_version_text()) }

// The records whose layout this package was compiled with must not be larger than the library's.
func init() {
	for name, size := range map[string]uintptr{
		"mend_error": unsafe.Sizeof(C.mend_error{}), "mend_store": unsafe.Sizeof(C.mend_store{}),
		"mend_sweep_info":     unsafe.Sizeof(C.mend_sweep_info{}),
		"mend_sweep_options":  unsafe.Sizeof(C.mend_sweep_options{}),
		"mend_policy_options": unsafe.Sizeof(C.mend_policy_options{}),
	} {
		text := C.CString(name)
		got := uintptr(C.mend_layout(text))
		C.free(unsafe.Pointer(text))
		if got < size {
			panic(fmt.Sprintf("libmend %s has %s with %d bytes, this program was compiled with %d: the library is "+
				"older than the headers", Version(), name, got, size))
		}
	}
}

// ---- texts ----

var none [1]byte // what an empty text points to

func bytesOf(data []byte) (*C.char, C.size_t) {
	if len(data) == 0 {
		return (*C.char)(unsafe.Pointer(&none[0])), 0
	}
	return (*C.char)(unsafe.Pointer(&data[0])), C.size_t(len(data))
}

func textOf(text string) (*C.char, C.size_t) { return bytesOf([]byte(text)) }

// language is a tag that ends at its NUL; nil for none.
func language(tag string) ([]byte, *C.char, error) {
	if tag == "" {
		return nil, nil, nil
	}
	for i := 0; i < len(tag); i++ {
		if tag[i] == 0 {
			return nil, nil, &Fault{Status: ErrInvalid, Text: "the language tag holds a NUL", Offset: -1, Document: -1}
		}
	}
	data := append([]byte(tag), 0)
	return data, (*C.char)(unsafe.Pointer(&data[0])), nil
}

func goText(text *C.char, length C.size_t) string {
	if text == nil {
		return ""
	}
	return C.GoStringN(text, C.int(length))
}

func milliseconds(at time.Time) C.int64_t { return C.int64_t(at.UnixMilli()) }

const never = -1 << 63

// instant is the zero time for "never".
func instant(ms C.int64_t) time.Time {
	if ms == never {
		return time.Time{}
	}
	return time.UnixMilli(int64(ms)).UTC()
}

// document is JSON as it stands, or the JSON of a value.
func document(value any) ([]byte, error) {
	switch v := value.(type) {
	case string:
		return []byte(v), nil
	case []byte:
		return v, nil
	case json.RawMessage:
		return v, nil
	}
	return json.Marshal(value)
}

// ---- calls ----

func newError() C.mend_error {
	return C.mend_error{struct_size: C.uint32_t(unsafe.Sizeof(C.mend_error{}))}
}

// fault is what a status below zero means; nil for others.
func fault(status C.mend_status, detail *C.mend_error) error {
	if status >= 0 {
		return nil
	}
	f := &Fault{Status: Status(status), Offset: -1, Document: -1}
	if detail != nil && detail.status == C.int32_t(status) {
		f.Text, f.Path = C.GoString(&detail.text[0]), C.GoString(&detail.path[0])
		f.Line, f.Column = int(detail.line), int(detail.column)
		f.Offset, f.Document = int64(detail.offset), int(detail.document)
	}
	if f.Text == "" {
		f.Text = C.GoString(C.mend_status_text(status))
	}
	return f
}

// A buffer that the library writes a document into.
type buffer struct{ c *C.mend_buf }

func newBuffer() (*buffer, error) {
	b := &buffer{}
	return b, fault(C.mend_buf_new(nil, &b.c), nil)
}

func (b *buffer) free() { C.mend_buf_free(b.c) }

func (b *buffer) bytes() []byte {
	var length C.size_t
	data := C.mend_buf_data(b.c, &length)
	return C.GoBytes(unsafe.Pointer(data), C.int(length))
}

// written gives what a call writes into a buffer.
func written(call func(out *C.mend_buf, detail *C.mend_error) C.mend_status) ([]byte, error) {
	out, err := newBuffer()
	if err != nil {
		return nil, err
	}
	defer out.free()
	detail := newError()
	if err := fault(call(out.c, &detail), &detail); err != nil {
		return nil, err
	}
	return out.bytes(), nil
}

// Row is what lists are made of.
type Row struct {
	Key    string
	Number int64
	Data   []byte
}

type rows struct{ c *C.mend_rows }

func newRows() (*rows, error) {
	r := &rows{}
	return r, fault(C.mend_rows_new(nil, &r.c), nil)
}

func (r *rows) free() { C.mend_rows_free(r.c) }

func (r *rows) list() []Row {
	var list []Row
	for i := C.int32_t(0); i < C.mend_rows_count(r.c); i++ {
		var keyLength, length C.size_t
		key := C.mend_rows_key(r.c, i, &keyLength)
		data := C.mend_rows_bytes(r.c, i, &length)
		list = append(list, Row{goText(key, keyLength), int64(C.mend_rows_number(r.c, i)),
			C.GoBytes(unsafe.Pointer(data), C.int(length))})
	}
	return list
}

// replied gives what a door has replied, refusals and faults too; an error where there was no memory for a reply.
func replied(call func(out *C.mend_buf, detail *C.mend_error) C.mend_status) ([]byte, error) {
	out, err := newBuffer()
	if err != nil {
		return nil, err
	}
	defer out.free()
	detail := newError()
	status := call(out.c, &detail)
	if reply := out.bytes(); len(reply) > 0 {
		return reply, nil
	}
	return nil, fault(status, &detail)
}

// Door asks the document door, with JSON in and JSON out (docs/door.md). The policy may be nil. "status" in the reply says
// how it went: refusals and faults are replies too.
func Door(policy *Policy, request any) ([]byte, error) {
	data, err := document(request)
	if err != nil {
		return nil, err
	}
	text, length := bytesOf(data)
	defer runtime.KeepAlive(policy)
	return replied(func(out *C.mend_buf, detail *C.mend_error) C.mend_status {
		return C.mend_doc_call(policy.handle(), text, length, out, detail)
	})
}

// RefusalOf is the refusal in an error, with its reasons; nil if it is none.
func RefusalOf(err error) *Refused {
	var refused *Refused
	errors.As(err, &refused)
	return refused
}
