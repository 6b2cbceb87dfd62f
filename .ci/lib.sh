# What run and full share. Sourced from the repository's top folder; sets $work, a folder that goes when the shell does.
# shellcheck shell=bash

# Nothing of the caller's Python and pytest settings, and no colours: the log is read.
unset "${!PYTHON@}" VIRTUAL_ENV PYTEST_ADDOPTS FORCE_COLOR
export PY_COLORS=0 PIP_DISABLE_PIP_VERSION_CHECK=1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
skipped=0

step() {
  printf '\n== %s\n' "$*"
}

# The one sh block under README.md's "## Test": the tests are run as a newcomer is told to.
readme_test() {
  awk '
    /^## /                          { inside = ($0 ~ /^## Test[ \t]*$/) }
    inside && /^```sh[ \t]*$/       { blocks++; code = 1; next }
    code && /^```[ \t]*$/           { code = 0; next }
    code                            { print }
    END { if (blocks != 1) { print "README.md needs one sh block under ## Test, it has " blocks + 0 > "/dev/stderr"; exit 1 } }
  ' README.md
}

# new_env PYTHON NAME: makes $work/NAME, a virtual environment of its own.
new_env() {
  "$1" -m venv "$work/$2"
}

# in_env NAME COMMAND...: runs a command as if the environment were activated, without standard input.
in_env() {
  local env=$work/$1
  shift
  VIRTUAL_ENV=$env PATH=$env/bin:$PATH "$@" </dev/null
}

# run_tests NAME: README.md's test command in an environment; fails on failures and on skips that skips.txt does not list.
run_tests() {
  local commands log=$work/$1.log
  commands=$(readme_test)
  printf '%s\n' "$commands" | sed 's/^/$ /'
  in_env "$1" bash -e -c "$commands" 2>&1 | tee "$log"
  grep -Eq '[0-9]+ passed' "$log" || { echo "no test passed: is the test command in README.md still right?"; return 1; }
  check_skips "$log"
}

# check_skips LOG: takes the skipped tests from pytest's summary and holds each against skips.txt.
check_skips() {
  local what count listed=0
  while IFS=$'\t' read -r count what; do
    allow_skip "$what" "$count"
    listed=$((listed + count))
  done < <(sed -nE 's/^SKIPPED \[([0-9]+)\] ([^:]+)(:[0-9]+)?: (.*)$/\1\t\2: \4/p' "$1")
  count=$(grep -Eo '[0-9]+ skipped' "$1" | tail -n 1 | cut -d ' ' -f 1 || true)
  if [ "${count:-0}" -ne "$listed" ]; then
    echo "pytest skipped ${count:-0} tests but says of $listed what they are"
    return 1
  fi
}

# allow_skip WHAT [COUNT]: prints a skip with its reason; fails where skips.txt does not list it.
allow_skip() {
  local reason
  reason=$(awk -F '\t' -v what="$1" '$1 == what { print $2; exit }' .ci/skips.txt)
  if [ -z "$reason" ]; then
    echo "skipped, and .ci/skips.txt does not say why that is right: $1"
    return 1
  fi
  skipped=$((skipped + ${2:-1}))
  echo "skipped (${2:-1}): $1 -- $reason"
}
