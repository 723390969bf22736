#!/bin/sh
# What the sources of the library do not contain: input and output, functions without bounds, hidden state, the clock,
# the environment, ends of the process, floating point. Comments and literals do not count.
#
#   sh tests/banned.sh [<tree>]       the repository itself, or another tree
#   sh tests/banned.sh --self-test    each kind is found, and nothing else
#
# SPDX-License-Identifier: Apache-2.0
set -u
here=$(cd "$(dirname "$0")" && pwd)

# Called: stdio; text without bounds; parsing that hides errors or asks the locale; clock and calendar of the system;
# environment, locale, process, signals, jumps; memory behind the allocator's back (qsort of libc takes some); random.
calls='printf fprintf sprintf snprintf vprintf vfprintf vsprintf vsnprintf asprintf vasprintf dprintf scanf fscanf sscanf
vscanf vfscanf vsscanf puts fputs putc fputc putchar gets fgets getc fgetc getchar ungetc fopen fdopen freopen fclose
fflush fread fwrite fseek ftell rewind feof ferror perror remove rename tmpfile tmpnam setbuf setvbuf
open close read write
strcpy strcat stpcpy strncpy strncat strtok strtok_r strdup strndup strcoll strxfrm strerror wcscpy wcscat mbstowcs
wcstombs
atoi atol atoll atof strtol strtoll strtoul strtoull strtod strtof strtold strtoimax strtoumax
isalpha isdigit isalnum isspace isupper islower ispunct isxdigit isprint isgraph iscntrl toupper tolower
time clock gettimeofday clock_gettime timespec_get localtime localtime_r gmtime gmtime_r mktime asctime ctime strftime
difftime sleep usleep nanosleep
getenv setenv putenv secure_getenv setlocale localeconv system popen exec fork signal raise sigaction
setjmp longjmp sigsetjmp siglongjmp abort exit _exit _Exit quick_exit atexit at_quick_exit
alloca calloc aligned_alloc qsort bsearch_s rand srand random srandom arc4random
va_start va_arg va_end'
# Said at all.
words='float double _Complex _Thread_local thread_local errno asm __asm__ FILE stdin stdout stderr'
# The standard headers there is a use for.
headers='assert.h limits.h stdbool.h stddef.h stdint.h stdlib.h string.h'

check() {
  # shellcheck disable=SC2046
  set -- "$1" $(cd "$1" && find src include -type f -name '*.[ch]' | LC_ALL=C sort)
  [ $# -gt 1 ] || { echo "no sources in $1"; return 1; }
  tree=$1
  shift
  for file; do
    awk -f "$here/strip.awk" "$tree/$file" | awk -v file="$file" -v calls="$calls" -v words="$words" -v headers="$headers" '
    BEGIN {
      n = split(calls, w, /[ \n]+/); for (i = 1; i <= n; i++) call[w[i]] = 1
      n = split(words, w, " "); for (i = 1; i <= n; i++) word[w[i]] = 1
      n = split(headers, w, " "); for (i = 1; i <= n; i++) header[w[i]] = 1
    }
    /^[ \t]*#[ \t]*include[ \t]*</ {
      name = $0
      gsub(/^[^<]*<|>.*$/, "", name)
      if (!(name in header)) { print file ":" NR ": <" name ">"; bad = 1 }
      next
    }
    {
      rest = $0
      while (match(rest, /[A-Za-z_][A-Za-z0-9_]*/)) {
        name = substr(rest, RSTART, RLENGTH)
        # A member of the name is no call of the function.
        member = RSTART > 1 && substr(rest, 1, RSTART - 1) ~ /(\.|->)[ \t]*$/
        rest = substr(rest, RSTART + RLENGTH)
        if (name in word || (name in call && !member && rest ~ /^[ \t]*\(/)) {
          print file ":" NR ": " name
          bad = 1
        }
      }
    }
    END { exit bad }' || status=1
  done
  [ "${status:-0}" = 0 ] && echo "$# files, nothing banned in them"
  return "${status:-0}"
}

self_test() {
  work=$(mktemp -d) || exit 1
  trap 'rm -rf "$work"' EXIT
  mkdir -p "$work/src/a" "$work/include"
  cat > "$work/src/a/a.c" <<'EOF'
#include <stdio.h>
/* printf("no"); */ int x; // getenv("no")
const char *s = "strcpy(\"no\")"; int k = '"'; int t = time_left(1) + o->read (2) + my_printf(3);
int y = sprintf (b, "x") + atoi("1");
double z;
EOF
  said=$(check "$work")
  want='src/a/a.c:1: <stdio.h>
src/a/a.c:4: sprintf
src/a/a.c:4: atoi
src/a/a.c:5: double'
  if [ "$said" != "$want" ]; then
    printf 'expected:\n%s\ngot:\n%s\n' "$want" "$said"
    exit 1
  fi
  echo "each kind is found"
}

if [ "${1:-}" = --self-test ]; then
  self_test
else
  check "${1:-$here/..}"
fi
