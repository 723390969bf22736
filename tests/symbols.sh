#!/bin/sh
# What the built library shows and holds. The public functions of include/mend, src/mend.map and `nm -D` of the shared
# library are one and the same list; everything else that objects share is called mend__...; the library has no data
# that can be written, needs nothing but a few functions of libc, is hardened, and stays within its size.
#
#   sh tests/symbols.sh <build folder>     checks libmend.so and libmend.a of an optimised build
#   sh tests/symbols.sh --add              writes public functions missing in src/mend.map under its newest release
#
# SPDX-License-Identifier: Apache-2.0
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
LC_ALL=C
export LC_ALL
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# nothing <what it means> < list: the list must be empty. A file remembers, as pipes run it in a shell of its own.
nothing() {
  cat > "$work/list"
  if [ -s "$work/list" ]; then
    echo "$1:"
    sed 's/^/  /' "$work/list"
    : > "$work/failed"
  fi
}

# Functions that the headers mark as exported.
"${CC:-cc}" -E -P -I"$root/include" "$root/include/mend/mend.h" | tr '\n' ' ' | tr ';{}' '\n\n\n' | awk '
/visibility *\( *"default" *\)/ {
  sub(/.*visibility *\( *"default" *\) *\) *\)/, "")
  sub(/ *\(.*/, "")
  sub(/.*[ *]/, "")
  print
}' | sort > "$work/declared"
# Names in the map, with the release they stand under.
awk '
/^MEND_[0-9.]+ *\{/ { release = $1 }
/^ *mend_[a-z0-9_]+;/ { gsub(/[ ;]/, ""); print $0, release }
' "$root/src/mend.map" | sort > "$work/map"
cut -d ' ' -f 1 "$work/map" > "$work/mapped"

if [ "${1:-}" = --add ]; then
  comm -13 "$work/mapped" "$work/declared" > "$work/new"
  # The newest release is the last block; its names stay sorted.
  awk -v new="$work/new" '
  { text[NR] = $0 }
  /^MEND_[0-9.]+ *\{/ { start = NR }
  END {
    while ((getline name < new) > 0) fresh[++n] = "    " name ";"
    for (i = 1; i <= NR; i++) {
      if (i > start && (text[i] ~ /^ *mend_/ || text[i] ~ /^ *local:/ || text[i] ~ /^}/)) {
        while (done < n && (text[i] !~ /^ *mend_/ || fresh[done + 1] < text[i])) print fresh[++done]
      }
      print text[i]
    }
  }' "$root/src/mend.map" > "$work/mend.map"
  cp "$work/mend.map" "$root/src/mend.map"
  echo "added $(wc -l < "$work/new") names"
  exit 0
fi

build=$1
shared=$build/libmend.so
static=$build/libmend.a
[ -s "$work/declared" ] || { echo "no public function found in include/mend"; exit 1; }

# ---- one list ----
nm -D --defined-only --with-symbol-versions "$shared" | awk '$2 != "A" { sub(/@+/, " ", $3); print $3 }' |
  sort > "$work/exported"
cut -d ' ' -f 1 "$work/exported" > "$work/names"
uniq -d "$work/mapped" | nothing "named twice in src/mend.map"
comm -23 "$work/declared" "$work/mapped" | nothing "declared in include/mend, but not in src/mend.map (sh tests/symbols.sh --add)"
comm -13 "$work/declared" "$work/mapped" | nothing "in src/mend.map, but not declared in include/mend"
comm -23 "$work/mapped" "$work/names" | nothing "in src/mend.map, but not exported: not written yet?"
comm -13 "$work/mapped" "$work/names" | nothing "exported, but not in src/mend.map"
comm -13 "$work/map" "$work/exported" | nothing "exported under another release than src/mend.map says"
nm -g --defined-only "$static" | awk 'NF == 3 { print $3 }' | sort -u > "$work/global"
comm -23 "$work/global" "$work/mapped" | { grep -v '^mend__' || true; } | nothing "neither public nor called mend__..."

# ---- no data that can be written; constant tables of pointers lie in .data.rel.ro ----
objdump -t "$static" | awk '
NF < 5 { next }
$(NF - 2) ~ /^\.(t?data|t?bss)/ || $(NF - 2) == "*COM*" {
  if ($(NF - 2) !~ /^\.data\.rel\.ro/ && $NF !~ /^\./) print $NF
}' | nothing "data that can be written"

# ---- what it needs from outside ----
nm -u "$static" | awk 'NF == 2 { print $2 }' | sort -u | comm -23 - "$work/global" | awk '
BEGIN {
  n = split("malloc realloc free memcpy memmove memset memcmp memchr strlen strchr strcmp strncmp bcmp", word, " ")
  for (i = 1; i <= n; i++) { libc[word[i]] = 1; libc["__" word[i] "_chk"] = 1 }
}
# Names with two underscores are helpers of the compiler: stack protection, wide division.
!($0 in libc) && $0 !~ /^(_GLOBAL_OFFSET_TABLE_|__stack_chk_fail(_local)?|__(u?div|u?mod|mul)[dt]i[34]|__gcc_personality_v0)$/
' | nothing "needed from outside, and not on the list"

# ---- hardening ----
readelf -dlW "$shared" > "$work/elf"
grep -q 'GNU_RELRO' "$work/elf" || echo "GNU_RELRO" | nothing "missing in the shared library"
grep -q 'BIND_NOW\|Flags:.* NOW' "$work/elf" || echo "BIND_NOW" | nothing "missing in the shared library"
awk '/GNU_STACK/ && /E/ && $0 ~ /RWE/' "$work/elf" | nothing "the stack can be executed"
{ grep -o 'NODLOPEN\|TEXTREL\|RPATH.*\|RUNPATH.*' "$work/elf" || true; } | nothing "set in the shared library"
grep -q 'SONAME.*\[libmend\.so\.[0-9]*\]' "$work/elf" || echo "libmend.so.<number>" | nothing "the soname is not"

# ---- size, without the text of the built-in policies, calendars and regimes ----
strip -o "$work/small" "$shared"
size=$(wc -c < "$work/small")
policies=$(cat /dev/null "$root"/src/policy/presets/*.json "$root"/src/policy/calendars/*.json \
  "$root"/src/policy/regimes/*.json 2> /dev/null | wc -c)
size=$((size - policies))
[ "$size" -le 1310720 ] || echo "$size bytes without the built-in policies" | nothing "larger than 1.25 MiB"

[ ! -e "$work/failed" ] || exit 1
echo "$(wc -l < "$work/names") public functions, $size bytes and $policies of policies"
