# Sourced by the scripts of script/ and .ci/: where things are, how they say
# what they do. Leaves the caller in the root of the repository.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"

venv=$root/.venv
jobs=$(nproc 2>/dev/null || echo 2)

# Tools that bootstrap installed for this repository come first.
PATH=$venv/bin:$PATH
export PATH

say() { printf '%s\n' "$*"; }

fail() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# Prints the comment at the top of the calling script, and ends it, if the
# first argument asks for help.
help_if_asked() {
  case ${1-} in
    -h | --help)
      awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$0"
      exit 0
      ;;
  esac
}

# quietly LABEL LOG COMMAND...: runs the command and prints one line about it;
# its own output goes to LOG, and is shown if it fails.
quietly() {
  local label=$1 log=$2 start=$SECONDS status=0
  shift 2
  mkdir -p "$(dirname "$log")"
  printf '%s ... ' "$label"
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if [ "$status" -eq 0 ]; then
    printf 'done (%d s)\n' "$((SECONDS - start))"
  else
    printf 'FAILED (%d s)\n' "$((SECONDS - start))"
    tail -n 200 "$log"
  fi
  return "$status"
}

# build PRESET [TARGET...]: configures and builds.
build() {
  local preset=$1
  shift
  quietly "Configuring $preset" "build/$preset/configure.log" \
    cmake --preset "$preset" || return
  quietly "Building $preset" "build/$preset/build.log" \
    cmake --build --preset "$preset" --parallel "$jobs" \
    ${1:+--target "$@"}
}

# say_skipped PRESET: which tests were skipped in the last run, and why.
say_skipped() {
  awk '/\*\*\*Skipped/ { sub(/ *\.\.\..*/, ""); print }' "build/$1/ctest.log"
  # GoogleTest says where, and on the next line why.
  awk '/: Skipped$/ { getline; print "  because " $0 }' \
    "build/$1/Testing/Temporary/LastTest.log" | sort | uniq
}

# test_preset PRESET [TARGET...]: builds the targets and runs the tests; the
# results go to build/PRESET/ctest.xml. Of the output, failures are shown.
test_preset() {
  local preset=$1 log=build/$1/ctest.log start status=0
  rm -f "build/$preset/ctest.xml"
  build "$@" || return
  start=$SECONDS
  printf 'Testing %s ... ' "$preset"
  ctest --preset "$preset" --parallel "$jobs" \
    --output-junit ctest.xml >"$log" 2>&1 </dev/null || status=$?
  printf '%s (%d s)\n' "$(grep -E 'tests passed' "$log" || echo 'FAILED')" \
    "$((SECONDS - start))"
  if [ "$status" -ne 0 ]; then
    grep -vE '^ *Start +[0-9]+: | Passed +[0-9.]+ sec$' "$log" || true
  else
    say_skipped "$preset"
  fi
  return "$status"
}

# count_results [--not-ok] FILE.xml...: prints "N passed, N failed" of JUnit
# reports; see the program.
count_results() { "$venv/bin/python" tools/shell/count_results.py "$@"; }
