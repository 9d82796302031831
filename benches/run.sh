#!/usr/bin/env bash
# Prints the tables of benches/README.md, with the machine and the versions on top.
#
#   benches/run.sh                    what needs no network and a few minutes: our codec, calls, listing, generator
#   benches/run.sh install            the peers, pinned; needs the network and half an hour
#   benches/run.sh codec              our codec against its peers, on pages of each platform's documented elements
#   benches/run.sh calls              our client against one by hand and one of progenitor's, HTTP/1.1 and HTTP/2
#   benches/run.sh listings           a million elements streamed, the same three ways
#   benches/run.sh generators         the same API by all generators: needs `install`, and an hour
#   benches/run.sh growth             generators on a synthetic platform of one, four and sixteen times a size: needs `install`
#   benches/run.sh compile            a generated crate against its twin on serde derive: a quarter of an hour
#   benches/run.sh all                all but `install`
#
# `codec`, `calls` and `listings` get crates from the registry when they are built for the first time. What is made lies in target/peers, or where
# PEERS_FOLDER says.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
export CARGO_TERM_COLOR=never CARGO_INCREMENTAL=0
target=${CARGO_TARGET_DIR:-$root/target}
folder=${PEERS_FOLDER:-$target/peers}
mkdir -p "$folder"

version() { python3 -c "import sys; sys.path.insert(0, '$root/benches/peers'); import peers; print(peers.VERSIONS['$1'])"; }

machine() {
  local processor
  processor=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | sed q)
  printf 'machine: %s, %s processors, %s; %s\n' "${processor:-unknown processor}" "$(getconf _NPROCESSORS_ONLN)" "$(uname -sr)" "$(rustc --version)"
}

# Cargo in the workspace of the peers; its lock file holds their versions, and follows when what is ours changes what it stands on.
peers() { CARGO_TARGET_DIR="$folder/target" cargo "$@" --quiet --manifest-path benches/peers/Cargo.toml --release; }

step_own() {
  cargo build --quiet --release -p tradewire-benches -p tradewire-twin
  "$target/release/codec"
  "$target/release/load"
  "$target/release/stream_memory"
  "$target/release/generator"
  benches/reading.py
}

step_install() {
  local crate
  for crate in progenitor oas3-gen openapi-to-rust; do
    local name=$crate
    [ "$crate" = progenitor ] && name=cargo-progenitor
    CARGO_TARGET_DIR="$folder/install" cargo install --quiet --locked --root "$folder" "$name@$(version "$crate")"
  done
  python3 -m venv "$folder/venv"
  "$folder/venv/bin/pip" install --quiet "openapi-generator-cli==$(version openapi-generator)"
  command -v java >/dev/null || echo "openapi-generator needs a Java runtime (Debian: apt-get install default-jre-headless)" >&2
}

# The twins of the types that documented lists hold, with unknown keys dropped and kept.
twins() {
  local platform module type
  cargo build --quiet --release -p tradewire-twin
  mkdir -p benches/peers/codec/src/twins
  while read -r platform module type; do
    "$target/release/tradewire-twin" "$platform" "$folder/twins/$platform"
    benches/peers/twin_types.py "$folder/twins/$platform/twin" "$module" "$type" >"benches/peers/codec/src/twins/${platform}_flatten.rs"
    benches/peers/twin_types.py "$folder/twins/$platform/twin" "$module" "$type" --plain >"benches/peers/codec/src/twins/${platform}_plain.rs"
  done < <(sed -n 's/^    \([a-z]*\) tradewire_[a-z]* \([a-z_]*\) \([A-Za-z]*\),$/\1 \2 \3/p' benches/peers/codec/src/ways.rs)
}

step_codec() {
  twins
  peers build -p peers-codec
  "$folder/target/release/peers-codec" speed
  "$folder/target/release/peers-codec" memory
  if command -v valgrind >/dev/null; then
    benches/peers/instructions.sh "$folder/target/release/peers-codec"
  else
    echo "left out: instructions, there is no valgrind" >&2
  fi
}

step_calls() {
  peers build -p peers-calls
  "$folder/target/release/rates"
}

step_listings() {
  local way
  peers build -p peers-calls
  printf '| | elements | CPU each | memory at the first | at most |\n| --- | ---: | ---: | ---: | ---: |\n'
  for way in ours by-hand progenitor; do "$folder/target/release/listing" "$way"; done
}

# The program that makes clients of any specs.
ours() {
  cargo build --quiet --release -p cargo-tradewire
  mkdir -p "$folder/bin"
  cp "$target/release/cargo-tradewire" "$folder/bin/cargo-tradewire"
}

step_generators() {
  ours
  benches/peers/generators.py "$folder"
}

step_growth() {
  ours
  benches/peers/synthetic.py "$folder/specs" 1 4 16
  "$folder/bin/cargo-tradewire" tradewire openapi --root "$folder" --out "$folder/documents" synthetic1 synthetic4 synthetic16
  benches/peers/generators.py "$folder" --platforms synthetic1 synthetic4 synthetic16 --stages generate table
}

step_compile() {
  benches/compile_time.sh commercehq
}

usage() { sed -n '2,/^set -/s/^# \{0,1\}//p' "$root/benches/run.sh"; }
steps=("${@:-own}")
[ "${steps[*]}" = --help ] && { usage; exit 0; }
[ "${steps[*]}" = all ] && steps=(own codec calls listings growth generators compile)
for step in "${steps[@]}"; do
  declare -F "step_$step" >/dev/null || { echo "there is no table \`$step\`" >&2; usage >&2; exit 2; }
done
machine
for step in "${steps[@]}"; do
  printf '\n== %s\n' "$step"
  "step_$step"
done
