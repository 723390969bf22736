# What a machine needs and how the project is built on it; sourced by examples/demo.sh and tests/run.sh. POSIX sh.
#
#   root=<the repository>; . "$root/examples/setup.sh"
#   mend_need <package>...            sees that the tools are there; installs what is missing on Debian as root, else says
#                                     what to install and ends the script with 1
#   mend_configure <name> <option>... configures $MEND_BUILD_DIR/<name>, once for the same options
#   mend_build <target>...            builds targets of an optimised build with gcc; the programs are then in $mend_bin
#
# Builds lie in MEND_BUILD_DIR, <repository>/.build where it is not set. Nothing else is written, and nothing is fetched
# when everything is there.
#
# SPDX-License-Identifier: Apache-2.0

mend_root=$(cd "${root:?}" && pwd)
MEND_BUILD_DIR=${MEND_BUILD_DIR:-$mend_root/.build}
mend_jobs=$(getconf _NPROCESSORS_ONLN 2> /dev/null || echo 2)

mend_die() {
  echo "$*" >&2
  exit 1
}

# A C compiler finds the header.
mend_header() {
  echo "#include <$1>" | cc -E -x c - > /dev/null 2>&1
}

# What a package is for is looked for, not the package, so that tools from elsewhere count too.
mend_has() {
  case $1 in
    gcc) command -v cc && command -v nm ;;
    libc6-dev) mend_header stdlib.h ;;
    libsqlite3-dev) mend_header sqlite3.h ;;
    libcmocka-dev) printf '#include <stdarg.h>\n#include <stddef.h>\n#include <stdint.h>\n#include <setjmp.h>\n#include <cmocka.h>\n' |
      cc -E -x c - ;;
    libclang-rt-14-dev) echo 'int LLVMFuzzerTestOneInput(const char *d, unsigned long n) { return !d && n; }' |
      clang -fsanitize=fuzzer -x c - -o /dev/null ;;
    make) command -v make || command -v ninja ;;
    g++) command -v c++ ;;
    graphviz) command -v dot ;;
    golang-go) command -v go ;;
    postgresql) command -v initdb || ls /usr/lib/postgresql/*/bin/initdb ;;
    libpq-dev) mend_header postgresql/libpq-fe.h || mend_header libpq-fe.h ;;
    python3-jsonschema) /usr/bin/python3 -c 'import jsonschema' || python3 -c 'import jsonschema' ;;
    abigail-tools) command -v abidiff ;;
    *) command -v "$1" ;;
  esac > /dev/null 2>&1
}

# mend_missing <package>...: those that are not there.
mend_missing() {
  for mend_package; do
    mend_has "$mend_package" || printf ' %s' "$mend_package"
  done
}

mend_need() {
  mend_list=$(mend_missing "$@")
  [ -n "$mend_list" ] || return 0
  mend_apt="apt-get install -y --no-install-recommends$mend_list"
  if ! command -v apt-get > /dev/null; then
    mend_die "Missing (by their names in Debian):$mend_list
Please install them. On Debian, as root: apt-get update && $mend_apt"
  fi
  if [ "$(id -u)" != 0 ]; then
    mend_die "Missing:$mend_list
Please run as root: apt-get update && $mend_apt"
  fi
  echo "installing:$mend_list"
  mend_log=$(mktemp)
  DEBIAN_FRONTEND=noninteractive
  export DEBIAN_FRONTEND
  if [ -z "${mend_updated:-}" ]; then
    # Half an update may do; whether the packages come decides.
    apt-get update -qq > "$mend_log" 2>&1 || true
    mend_updated=1
  fi
  if ! $mend_apt -qq -o DPkg::Lock::Timeout=300 >> "$mend_log" 2>&1; then
    tail -n 20 "$mend_log" >&2
    rm -f "$mend_log"
    mend_die "The packages could not be installed; is there a network? The command was: $mend_apt"
  fi
  rm -f "$mend_log"
  mend_list=$(mend_missing "$@")
  [ -z "$mend_list" ] || mend_die "Installed, and still not usable:$mend_list"
}

# mend_quiet <log> <command>...: the end of the log is shown only when the command fails.
mend_quiet() {
  mend_log=$1
  shift
  if ! "$@" > "$mend_log" 2>&1; then
    grep -n -m 20 -E 'error:|warning:|CMake Error|undefined reference|multiple definition' "$mend_log" >&2
    tail -n 10 "$mend_log" >&2
    echo "failed: $* (all of it: $mend_log)" >&2
    return 1
  fi
}

# mend_folder <folder>: it is there and can be written to, or the script ends.
mend_folder() {
  mkdir -p "$1" 2> /dev/null && [ -w "$1" ] ||
    mend_die "Cannot write to $1; set MEND_BUILD_DIR to a folder of your own."
}

mend_configure() {
  mend_dir=$MEND_BUILD_DIR/$1
  shift
  mend_folder "$mend_dir"
  # A cache of another place (the tree was moved or copied) is of no use.
  if [ -e "$mend_dir/CMakeCache.txt" ] &&
    ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$mend_root" "$mend_dir/CMakeCache.txt"; then
    rm -rf "${mend_dir:?}"/*
  fi
  if [ ! -e "$mend_dir/configured" ] || [ "$(cat "$mend_dir/configured")" != "$*" ]; then
    mend_options="$*"
    if [ ! -e "$mend_dir/CMakeCache.txt" ] && command -v ninja > /dev/null; then
      set -- "$@" -G Ninja
    fi
    mend_quiet "$mend_dir/configure.log" cmake -S "$mend_root" -B "$mend_dir" "$@" || return 1
    echo "$mend_options" > "$mend_dir/configured"
  fi
}

mend_build() {
  mend_configure release -DCMAKE_BUILD_TYPE=RelWithDebInfo -DMEND_TESTS=OFF -DMEND_EXAMPLES=ON || exit 1
  mend_quiet "$MEND_BUILD_DIR/release/build.log" \
    cmake --build "$MEND_BUILD_DIR/release" -j "$mend_jobs" --target "$@" || exit 1
  mend_bin=$MEND_BUILD_DIR/release/bin
}
