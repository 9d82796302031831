#!/usr/bin/env bash
# Instructions for each documented element, our codec and its peers, counted by callgrind: the difference of two runs over pages of 100, so that
# start-up and making the page do not count. `instructions.sh PROGRAM [PLATFORM]…`. Needs valgrind.
set -euo pipefail
codec=$1
shift
ways=(ours derive flatten path value sonic simd)

# instructions WAY PLATFORM RUNS
instructions() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$codec" run "$1" "$2" 100 "$3" 2>&1 | sed -n 's/.*Collected : //p'
}

printf '| platform | ours |'
printf ' %s |' "${ways[@]:1}"
printf '\n| --- |%s\n' "$(printf ' ---: |%.0s' "${ways[@]}")"
for platform in "${@:-boostore commercehq insales onebox retailcrm}"; do
  # shellcheck disable=SC2086
  for name in $platform; do
    printf '| %s |' "$name"
    ours=
    for way in "${ways[@]}"; do
      count=$((($(instructions "$way" "$name" 12) - $(instructions "$way" "$name" 2)) / 1000))
      if [ -z "$ours" ]; then
        ours=$count
        printf ' %d |' "$count"
      else
        awk -v a="$count" -v b="$ours" 'BEGIN { printf " %.2f |", a / b }'
      fi
    done
    printf '\n'
  done
done
