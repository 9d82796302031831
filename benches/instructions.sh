#!/usr/bin/env bash
# Instructions per decoded and encoded page, ours against serde derive, counted by callgrind: the difference of two runs, so that
# start-up and making the page do not count. Exact to a few instructions, whatever else the machine does. Needs valgrind.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --quiet --release -p tradewire-benches --bin codec
codec="${CARGO_TARGET_DIR:-target}/release/codec"

# instructions TASK SIDE PAGE RUNS
instructions() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$codec" "$@" 2>&1 | sed -n 's/.*Collected : //p'
}

# per_run TASK SIDE PAGE
per_run() {
  local few many
  few=$(instructions "$@" 2)
  many=$(instructions "$@" 12)
  echo $(((many - few) / 10))
}

printf '%-8s %-10s %12s %12s %7s\n' task page ours theirs ratio
for task in decode encode; do
  for page in "${@:-ordered}"; do
    ours=$(per_run "$task" ours "$page")
    theirs=$(per_run "$task" theirs "$page")
    awk -v t="$task" -v p="$page" -v a="$ours" -v b="$theirs" 'BEGIN { printf "%-8s %-10s %12d %12d %7.2f\n", t, p, a, b, a / b }'
  done
done
