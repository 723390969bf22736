# The body of the single-file distribution, called by src/amalgamate.sh with the sources in floor order: their text goes
# to `body`, #include lines of the standard headers to the output.
#
# In one file, names that a source keeps to itself (static functions and objects, tags, typedefs, enumerators) would meet
# those of another. Each that occurs in another file too becomes mend__<source>__<name>: by a macro around the source's
# text, so that # and ## in its own macros see what they see in the sources. A macro would also hit a member of the same
# name in a record of another file; a name that the source has as a member as well is therefore changed in the text,
# everywhere but where it is the member.
#
# SPDX-License-Identifier: Apache-2.0

# ---- reading C ----

# The line with a blank for each character of comments and literals, so that columns stay; `comment` lives across lines.
function code_of(line,    out, i, n, c, two) {
  if (!comment && line !~ /["'\/]/) return line
  out = ""
  n = length(line)
  for (i = 1; i <= n; i++) {
    c = substr(line, i, 1)
    two = substr(line, i, 2)
    if (comment) {
      if (two == "*/") { comment = 0; i++; out = out " " }
      out = out " "
    } else if (two == "/*") {
      comment = 1
      i++
      out = out "  "
    } else if (two == "//") {
      break
    } else if (c == "\"" || c == "'") {
      # The quotes stay: a literal is no nothing.
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
# Cuts code into token[1..tokens], with the columns they begin at.
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

# ---- what a source keeps to itself ----

# Remembers a name of the source's own. Names with the library's prefix are shared by all files.
function keep(path, name) {
  if (!is_name(name) || name ~ /^mend_/ || (path, name) in own) return
  own[path, name] = 1
  own_name[path, ++owns[path]] = name
}
# A whole declaration outside of functions, s[1..k]; what stood in braces is the one token "{}".
function declared(path,    i, last, open) {
  if (s[1] != "static" && s[1] != "typedef") return
  last = ""
  for (i = 2; i <= k; i++) {
    if (s[i] == "(" && s[i + 1] == "*") {
      # A pointer to a function: the last name in the brackets.
      for (open = i + 2; open <= k && s[open] ~ /^(const|\*|[A-Za-z_].*)$/; open++) last = s[open]
      break
    }
    if (s[i] ~ /^[(\[=;]$/) break
    if (s[i] == "," && is_name(last)) keep(path, last)
    if (is_name(s[i])) last = s[i]
  }
  keep(path, last)
}
# One token of a source, in order. Braces nest in `depth`; inside[depth] says what of.
function scan(path, t, where,    previous, member) {
  previous = before[path]
  member = previous == "." || previous == "->"
  if (previous == "offsetof") in_offsetof = 1
  if (in_offsetof && t == ")") in_offsetof = 0
  if (in_offsetof && previous == ",") member = 1
  if (is_name(t)) {
    if (!((t, path) in seen_in)) { seen_in[t, path] = 1; files_with[t]++ }
    # A name in a record's body is a member, if what follows ends its declarator.
    if (inside[depth] == "record" && !in_line) { maybe = t; maybe_at = where; maybe_bracket = bracket }
    if (member) { is_member[path, where] = 1; has_member[path, t] = 1 }
  }
  if (!is_name(t)) {
    if (maybe != "" && maybe_bracket == 0 && t ~ /^[;,\[:)]$/) {
      is_member[path, maybe_at] = 1
      has_member[path, maybe] = 1
    }
    maybe = ""
  }
  if (t == "[") bracket++
  if (t == "]") bracket--
  before[path] = t
  if (in_line) return
  if (path !~ /\.c$/ && !(path in is_source)) return

  if (t == "{") {
    inside[++depth] = "block"
    if (previous ~ /^(struct|union)$/ || (k > 1 && s[k - 1] ~ /^(struct|union)$/)) inside[depth] = "record"
    if (previous == "enum" || (k > 1 && s[k - 1] == "enum")) inside[depth] = "enum"
    if (inside[depth] != "block" && is_name(previous) && previous !~ /^(struct|union|enum)$/) keep(path, previous)
    if (depth == 1) {
      function_body = inside[1] == "block" && previous != "="
      if (function_body) declared(path)
    }
    if (inside[depth] == "enum") expect_enumerator = 1
    if (depth > 1) k = 0
    if (depth == 1) saved = k
  } else if (t == "}") {
    depth--
    if (depth == 0) {
      k = function_body ? 0 : saved
      if (!function_body) s[++k] = "{}"
    } else {
      k = 0
    }
  } else if (depth == 0) {
    s[++k] = t
    if (t == ";") { declared(path); k = 0 }
  } else {
    # Inside braces, two tokens back are enough to know a record or an enumeration when it opens.
    if (k > 1) { s[1] = s[k]; k = 1 }
  }
}
