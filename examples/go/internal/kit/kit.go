// Package kit runs the conformance kit of the library over a table of callbacks.
//
// SPDX-License-Identifier: Apache-2.0
package kit

/*
#cgo CFLAGS: -std=gnu11 -I${SRCDIR}/../../../../include -I${SRCDIR}/../../../../tests
#cgo LDFLAGS: -lmend
#include <stdlib.h>
#include "store-kit/mend_store_kit.h"
int mend_go_kit_run(uintptr_t user, const char *report);
*/
import "C"

import (
	"runtime/cgo"
	"unsafe"
)

// Open fills the table at that address.
type Open func(table unsafe.Pointer) int32

//export mendGoKitOpen
func mendGoKitOpen(user C.uintptr_t, table unsafe.Pointer) C.int32_t {
	return C.int32_t(cgo.Handle(user).Value().(Open)(table))
}

// Run runs every check; the report goes to a file. It answers how many failed.
func Run(open Open, report string) int {
	handle := cgo.NewHandle(open)
	defer handle.Delete()
	path := C.CString(report)
	defer C.free(unsafe.Pointer(path))
	return int(C.mend_go_kit_run(C.uintptr_t(handle), path))
}
