# What a test project's log says of its run; read by ./test, and judged by tests/House.

# Prints «passed failed» for a log and the exit code of its program, and on the second stream what is to be told of it.
# A machine of continuous integration may be taken for a terminal with colours: they are left out before anything is read.
counts_of() { # log code
  local plain ok bad
  plain=$(mktemp)
  sed 's/\x1b\[[0-9;?]*[A-Za-z]//g' "$1" >"$plain"
  ok=$(sed -n 's/^ *succeeded: *\([0-9]*\).*/\1/p' "$plain" | tail -1)
  bad=$(sed -n 's/^ *failed: *\([0-9]*\).*/\1/p' "$plain" | tail -1)
  if [ -z "$ok" ] || [ -z "$bad" ]; then
    # It was cut off before its summary: what ended counts all the same, and the cut is a failure.
    ok=$(grep -c '^passed ' "$plain")
    bad=$(($(grep -c '^failed ' "$plain") + 1))
    echo "   cut off (exit code $2); the last tests that ended:" >&2
    grep -E '^(passed|failed) ' "$plain" | tail -3 >&2
  elif [ "$2" -ne 0 ] && [ "$bad" -eq 0 ]; then
    echo "   no test failed, but the program ended with exit code $2" >&2
    bad=1
  fi
  rm -f "$plain"
  echo "$ok $bad"
}

# Prints each failed test of a log with the first lines of what it says, for the end of the whole run, where a reader looks first.
failures_of() { # log
  sed 's/\x1b\[[0-9;?]*[A-Za-z]//g' "$1" | awk '
    /^failed / { print; left = 12; next }
    left > 0 && /^[ \t]+[^ \t]/ { print; left--; next }
    /^[^ \t]/ { left = 0 }'
}
