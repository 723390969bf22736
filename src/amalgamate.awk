# The body of the single-file distribution, called by src/amalgamate.sh with the sources in floor order: their text goes
# to the file `body`, #include lines of the standard headers to the output.
#
# In one file, names that a source keeps to itself (static functions and objects, tags, typedefs, enumerators) would meet
# those of another. Each that occurs in another file too becomes mend__<source>__<name>: by a macro around the source's
# text, so that # and ## see what they see in the sources. Such a macro would also hit a member of the name in a record
# of another file; a name that the source has as a member too is therefore changed in the text, everywhere but where it
# is the member.
#
# SPDX-License-Identifier: Apache-2.0

# ---- reading C ----

# The line with a blank for each character of comments and literals, so that columns stay. `comment` goes from line to
# line.
function code_of(line,    out, i, n, c, two) {
  if (!comment && line !~ /["'\/]/) return line
  out = ""
  n = length(line)
  for (i = 1; i <= n; i++) {
    c = substr(line, i, 1)
    two = substr(line, i, 2)
    if (comment || two == "/*") {
      if (comment && two == "*/") { comment = 0; two = "" }
      else if (!comment) { comment = 1; two = "" }
      if (two == "") { i++; out = out " " }
      out = out " "
    } else if (two == "//") {
      break
    } else if (c == "\"" || c == "'") {
      out = out c
      for (i++; i <= n && substr(line, i, 1) != c; i++) {
        if (substr(line, i, 1) == "\\") { i++; out = out " " }
        out = out " "
      }
      out = out c
    } else {
      out = out c
    }
  }
  return out
}
# Cuts code into token[1..tokens], which begin at columns token_at[].
function cut(code,    column) {
  tokens = 0
  column = 0
  while (match(code, /[A-Za-z_][A-Za-z0-9_]*|[0-9][A-Za-z0-9_.]*|->|[^ \t]/)) {
    token[++tokens] = substr(code, RSTART, RLENGTH)
    token_at[tokens] = column + RSTART
    column += RSTART + RLENGTH - 1
    code = substr(code, RSTART + RLENGTH)
  }
}
function is_name(text) { return text ~ /^[A-Za-z_]/ }
# Whether a header guards itself against being taken twice.
function guarded(path,    line, found) {
  found = 0
  while (!found && (getline line < path) > 0) found = line ~ /^#ifndef MEND__/
  close(path)
  return found
}
function exists(path,    line, found) {
  found = (getline line < path) >= 0
  close(path)
  return found
}

# ---- what a source keeps to itself ----

# A name of the source's own; those with the library's prefix are shared by all files.
function keep(name) {
  if (!is_name(name) || name ~ /^(mend_|static$|struct$|union$|enum$)/ || (scanned, name) in own) return
  own[scanned, name] = 1
  own_name[scanned, ++owns[scanned]] = name
}
# A declaration that stands outside of functions: s[1..k], a body in braces being the one token "{}".
function declared(    i, last) {
  if (s[1] != "static" && s[1] != "typedef") return
  for (i = 2; i <= k; i++) {
    if (s[i] == "(" && s[i + 1] == "*") {
      # A pointer to a function: its name is the last before the bracket, or before the size of an array.
      for (i += 2; i <= k && s[i] != ")" && s[i] != "["; i++) last = s[i]
      break
    }
    if (index("([=;", s[i]) > 0) break
    if (s[i] == ",") keep(last)
    if (is_name(s[i])) last = s[i]
  }
  keep(last)
}
# A member's name: used, or declared in a record's body.
function member_at(name, where) {
  is_member[scanned, where] = 1
  has_member[scanned, name] = 1
}
# One token of code outside of directives: follows the braces, depth of which inside[] says what they hold.
function follow(t, where) {
  # In a record's body, the name before one of these is a member, unless it is the size of an array or a field's width.
  if (inside[depth] == "record" && index(";,[:)", t) > 0 && is_name(back1) && back2 != ":" && back2 != "[") {
    member_at(back1, back1_at)
  }
  # So is an enumerator before one of these; a name with arguments is a macro that makes some.
  if (inside[depth] == "enum" && round == 0 && index(",=}", t) > 0 && (back2 == "{" || back2 == ",")) keep(back1)
  if (t == "{") {
    inside[++depth] = "block"
    if (back1 ~ /^(struct|union)$/ || (back2 ~ /^(struct|union)$/ && is_name(back1))) inside[depth] = "record"
    if (back1 == "enum" || (back2 == "enum" && is_name(back1))) inside[depth] = "enum"
    if (inside[depth] != "block" && back1 !~ /^(struct|union|enum)$/) keep(back1)
    if (depth == 1) {
      ends = inside[1] == "block" && back1 != "="
      if (ends) declared()
    }
  } else if (t == "}") {
    if (depth == 1 && ends) k = 0
    else if (depth == 1) s[++k] = "{}"
    depth--
  } else if (depth == 0) {
    s[++k] = t
    if (t == ";") { declared(); k = 0 }
  }
  if (t == "(") round++
  if (t == ")") round--
}
# One token of a directive, the i-th of its line. A macro makes text of its arguments if # or ## stands in it, and hands
# them on if it calls one that does.
function direct(t, i) {
  if (i == 3 && back1 == "define") defines = t
  else if (t == "#" && defines != "") makes_text[scanned, defines] = 1
  else if ((scanned, t) in makes_text || (scanned, t) in hands_on) hands_on[scanned, defines] = 1
}
# Remembers a name among the arguments of a macro.
function argument(name,    i) {
  for (i = 1; i <= nest; i++) {
    if ((scanned, called[i]) in hands_on) in_forwarded[scanned, name] = 1
    if ((scanned, called[i]) in makes_text) in_made[scanned, name] = 1
  }
}
# The names of a file, its own names and its members.
function scan(path,    line, number, i, t, where, directive, on, of) {
  scanned = path
  comment = depth = round = nest = k = number = on = of = 0
  back1 = back2 = ""
  while ((getline line < path) > 0) {
    number++
    line = code_of(line)
    directive = on || line ~ /^[ \t]*#/
    if (directive && !on) { kept1 = back1; kept2 = back2; kept_at = back1_at; defines = "" }
    cut(line)
    for (i = 1; i <= tokens; i++) {
      t = token[i]
      where = number ":" token_at[i]
      if (is_name(t)) {
        if (!((path, t) in seen)) files_with[t]++
        seen[path, t] = 1
        # The second argument of offsetof is a member as well.
        if (back1 == "." || back1 == "->" || (of && back1 == ",")) member_at(t, where)
        else if (!directive) argument(t)
      }
      if (t == "offsetof") of = 1
      else if (t == ")") of = 0
      if (directive) {
        direct(t, on ? 0 : i)
      } else {
        if (t == "(") called[++nest] = back1
        else if (t == ")") nest--
        follow(t, where)
      }
      back2 = back1
      back1 = t
      back1_at = where
    }
    on = directive && line ~ /\\$/
    if (directive && !on) { back1 = kept1; back2 = kept2; back1_at = kept_at }
  }
  close(path)
}

# ---- writing ----

function at(number, path) {
  if (lines) print "#line " number " \"" path "\"" > body
}
# The name of a source without folder and ending; with the folder where two are called the same.
function stem_of(path,    stem) {
  stem = path
  sub(/\.c$/, "", stem)
  sub(/.*\//, "", stem)
  if (stems[stem] > 1) {
    stem = path
    sub(/\.c$/, "", stem)
    match(stem, /[^\/]*\/[^\/]*$/)
    stem = substr(stem, RSTART)
    sub(/\//, "_", stem)
  }
  return stem
}
# Chooses the names of a source that change, into by_macro[1..by_macros] and in_text[name].
function choose(path,    i, name, stem) {
  by_macros = 0
  in_texts = 0
  for (name in in_text) delete in_text[name]
  stem = stem_of(path)
  for (i = 1; i <= owns[path]; i++) {
    name = own_name[path, i]
    if (files_with[name] < 2) continue
    if ((path, name) in in_forwarded || ((path, name) in has_member && (path, name) in in_made)) {
      print path ": " name " has to change, and a macro makes text of it: rename one" > "/dev/stderr"
      failed = 1
    }
    if ((path, name) in has_member) {
      in_text[name] = "mend__" stem "__" name
      in_texts++
    } else {
      by_macro[++by_macros] = name
      print "#define " name " mend__" stem "__" name > body
    }
  }
}
function changed(path, number, line,    i, out, done) {
  cut(code_of(line))
  out = ""
  done = 0
  for (i = 1; i <= tokens; i++) {
    if (!(token[i] in in_text) || (path, number ":" token_at[i]) in is_member) continue
    out = out substr(line, done + 1, token_at[i] - 1 - done) in_text[token[i]]
    done = token_at[i] - 1 + length(token[i])
  }
  return out substr(line, done + 1)
}
# `whole` is set for a source: its macros and its changed names end with it.
function paste(path, whole,    line, number, name, target, folder, macros, n, i) {
  number = 0
  n = 0
  folder = path
  sub(/\/[^\/]*$/, "", folder)
  if (whole) {
    choose(path)
    comment = 0
  }
  at(1, path)
  while ((getline line < path) > 0) {
    number++
    if (line ~ /^[ \t]*#[ \t]*include[ \t]*</) {
      name = line
      gsub(/^[^<]*<|>.*$/, "", name)
      if (!(name in standard)) print "#include <" name ">"
      standard[name] = 1
      print "" > body
    } else if (line ~ /^[ \t]*#[ \t]*include[ \t]*"/) {
      name = line
      gsub(/^[^"]*"|".*$/, "", name)
      target = exists(folder "/" name) ? folder "/" name : "src/" name
      if (name !~ /^mend\// && !guarded(target)) {
        paste(target, 0)
        at(number + 1, path)
      } else {
        print "" > body
      }
    } else {
      if (whole && line ~ /^[ \t]*#[ \t]*define[ \t]/) {
        name = line
        sub(/^[ \t]*#[ \t]*define[ \t]+/, "", name)
        sub(/[^A-Za-z0-9_].*$/, "", name)
        macros[++n] = name
      }
      print (whole && in_texts ? changed(path, number, line) : line) > body
    }
  }
  close(path)
  if (whole) {
    for (i = 1; i <= n; i++) print "#undef " macros[i] > body
    for (i = 1; i <= by_macros; i++) print "#undef " by_macro[i] > body
  }
}

BEGIN {
  for (f = 1; f < ARGC; f++) {
    scan(ARGV[f])
    stem = ARGV[f]
    sub(/.*\//, "", stem)
    if (sub(/\.c$/, "", stem)) stems[stem]++
  }
  print "/* libmend " version ", the whole library in one file. Generated; do not edit."
  print " * Compile it with: cc -c mend.c"
  print " * SPDX-License-Identifier: Apache-2.0 */"
  print "#include \"mend.h\"\n"
  print "\n#if defined(__GNUC__) && !defined(_WIN32)\n#pragma GCC visibility push(hidden)\n#endif" > body
  for (f = 1; f < ARGC; f++) {
    # A list for several uses comes with its users.
    if (ARGV[f] ~ /\.h$/ && !guarded(ARGV[f])) continue
    print "\n/* ==== " (ARGV[f] == presets ? "the built-in policies" : ARGV[f]) " ==== */" > body
    paste(ARGV[f], ARGV[f] ~ /\.c$/)
  }
  at(1, "end of mend.c")
  print "\n#if defined(__GNUC__) && !defined(_WIN32)\n#pragma GCC visibility pop\n#endif" > body
  exit failed
}
