#!/usr/bin/env bash
# Holds the committed OpenAPI documents against two validators that know nothing of each other: `validate.sh [FOLDER]` installs them in
# FOLDER (default: target/openapi) and runs them. One that cannot be had is left out, and a line says so; exits with 1 on findings.
set -euo pipefail
cd "$(dirname "$0")/../.."
redocly_version=2.77.0 python_version=0.9.0
tools=${1:-target/openapi}
mkdir -p "$tools"
tools=$(cd "$tools" && pwd)
failed=0

# Not every system has `timeout`.
limited() {
  if command -v timeout >/dev/null 2>&1; then timeout "$@"; else shift && "$@"; fi
}

python=$tools/python-$python_version
if [ ! -x "$python/bin/openapi-spec-validator" ]; then
  { python3 -m venv "$python" && limited 180 "$python/bin/pip" install --quiet "openapi-spec-validator==$python_version"; } >/dev/null 2>&1 || true
fi
if [ -x "$python/bin/openapi-spec-validator" ]; then
  "$python/bin/openapi-spec-validator" generated/openapi/*.json || failed=1
else
  echo "left out: openapi-spec-validator is not to be had"
fi

node=$tools/node-$redocly_version
redocly=$node/node_modules/.bin/redocly
if [ ! -x "$redocly" ] && command -v npm >/dev/null 2>&1; then
  mkdir -p "$node"
  limited 300 npm install --prefix "$node" --no-audit --no-fund --silent "@redocly/cli@$redocly_version" >/dev/null 2>&1 || true
fi
if [ -x "$redocly" ]; then
  REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true "$redocly" lint --config docs/openapi/redocly.yaml --max-problems 20 generated/openapi/*.json || failed=1
else
  echo "left out: @redocly/cli is not to be had (it needs node and npm)"
fi
exit $failed
