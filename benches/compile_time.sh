#!/usr/bin/env bash
# What a generated crate costs to compile, against its twin on serde derive: user CPU and peak memory of the leaf crate alone, dependencies
# built before, `check` and `build --release`. Prints ratios; demand: at most a quarter.
#
#   benches/compile_time.sh [platform] [rounds]
set -euo pipefail
cd "$(dirname "$0")/.."
platform="${1:-commercehq}"
rounds="${2:-3}"
timer=/usr/bin/time
[ -x "$timer" ] || { echo "needs $timer (Debian: apt-get install time)" >&2; exit 2; }

target="${CARGO_TARGET_DIR:-$PWD/target}"
folder="$target/compile-time/$platform"
rm -rf "$folder/ours" "$folder/twin"
cargo run --quiet -p tradewire-twin -- "$platform" "$folder"
cd "$folder"
export CARGO_TARGET_DIR="$folder/target" CARGO_INCREMENTAL=0

# "user seconds, peak KiB" of the compiler on one crate; both crates in turn, so that a busy machine is busy for both.
once() { # crate, command...
  local crate="$1"; shift
  touch "$crate/src/lib.rs"
  "$timer" -f '%U %M' -o "$folder/measured" cargo "$@" --quiet --offline -p "$crate" >/dev/null
  cat "$folder/measured"
}

for mode in "check" "build --release"; do
  # One after the other: built together, they would share features of dependencies that they do not share when measured.
  for crate in ours twin; do
    # shellcheck disable=SC2086
    cargo $mode --quiet --offline -p "$crate"
  done
  : >"$folder/ours.txt"; : >"$folder/twin.txt"
  for _ in $(seq "$rounds"); do
    for crate in ours twin; do
      # shellcheck disable=SC2086
      once "$crate" $mode >>"$folder/$crate.txt"
    done
  done
  paste "$folder/ours.txt" "$folder/twin.txt" | awk -v mode="cargo $mode" -v crate="$platform" '
    { ratio[NR] = $1 / ($3 > 0 ? $3 : 0.01); if (min1 == "" || $1 < min1) min1 = $1; if (min3 == "" || $3 < min3) min3 = $3; m2 = $2 > m2 ? $2 : m2; m4 = $4 > m4 ? $4 : m4 }
    END {
      n = asort_simple(ratio, NR)
      printf "%-12s %-22s user CPU %5.2f s against %6.2f s: %.2f   peak %4d MB against %4d MB: %.2f\n", crate, mode, min1, min3, ratio[int((NR + 1) / 2)], m2 / 1024, m4 / 1024, m2 / m4
    }
    function asort_simple(a, n,   i, j, t) { for (i = 2; i <= n; i++) { t = a[i]; for (j = i - 1; j > 0 && a[j] > t; j--) a[j + 1] = a[j]; a[j + 1] = t } return n }'
done
