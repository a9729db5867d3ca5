#!/usr/bin/env bash
# Builds the wheel and runs the demo from it in an empty environment: what a user gets must work by itself.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT

uv build --quiet --wheel --out-dir "$room/dist" "$root"
uv venv --quiet --python "$root/.venv/bin/python" "$room/venv"
uv pip install --quiet --python "$room/venv/bin/python" "$room"/dist/*.whl

cd "$room"
./venv/bin/sandtable --version
./venv/bin/sandtable demo --futures 200 --out "$room/demo"
test -s "$room/demo/brief.html"
echo "wheel: demo ran from it and wrote a brief of $(stat -c %s "$room/demo/brief.html") bytes"
