#!/bin/sh
# The module for Go: formatted, go vet, its tests and examples under the race detector, on the library given.
#
#   sh tests/go.sh <folder with libmend.so>
#
# SPDX-License-Identifier: Apache-2.0
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(cd "$1" && pwd)
CGO_LDFLAGS=-L$folder
LD_LIBRARY_PATH=$folder
GOFLAGS=-mod=mod
GOPROXY=off
GOCACHE=${GOCACHE:-${MEND_BUILD_DIR:-$root/.build}/go}
export CGO_LDFLAGS LD_LIBRARY_PATH GOFLAGS GOPROXY GOCACHE
cd "$root/examples/go"
unformatted=$(gofmt -l .)
[ -z "$unformatted" ] || { echo "gofmt would change: $unformatted"; exit 1; }
go vet ./...
go test -race ./...
echo "vet, tests and examples under the race detector"
