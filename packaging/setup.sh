#!/usr/bin/env bash
# Make .venv and what it stands on: `setup.sh run` to use the program, `setup.sh develop` for the rest too.
# Does nothing where all is as pyproject.toml and constraints.txt ask for.
set -euo pipefail
cd "$(dirname "$0")/.."

what=${1:-develop}
stamps=.stamps
offscreen="libglib2.0-0 libegl1 libgl1 libxkbcommon0 libfontconfig1 libdbus-1-3 fonts-dejavu-core"
window="libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
  libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"

say() { printf '%s\n' "$*" >&2; }

# Prints how to become root: nothing for root itself, "sudo" where it asks for no password.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    return 0
  fi
  command -v sudo >/dev/null && sudo -n true 2>/dev/null && echo sudo
}

# Installs Debian packages where that is possible, and otherwise says which line would.
install_packages() {
  local sudo
  if sudo=$(as_root) && $sudo apt-get update -qq >&2 &&
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2; then
    return 0
  fi
  say "Some system libraries may be missing. To install them:"
  say "  sudo apt-get install $*"
  return 1
}

system_libraries() {
  command -v dpkg-query >/dev/null && command -v apt-get >/dev/null || return 0
  local missing=() name
  for name in $offscreen $window; do
    # A time64 release has libglib2.0-0t64 in the place of libglib2.0-0.
    if ! dpkg-query -W -f '${Status}\n' "$name" "${name}t64" 2>/dev/null | grep -q 'ok installed'; then
      missing+=("$name")
    fi
  done
  if [ ${#missing[@]} -gt 0 ]; then
    install_packages "${missing[@]}" || true
  fi
}

find_python() {
  local name
  for name in python3.11 python3.12 python3.13 python3; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return 0
    fi
  done
  say "Python 3.11 or later is needed and was not found."
  return 1
}

virtual_environment() {
  if [ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1; then
    return 0
  fi
  local python
  python=$(find_python)
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    install_packages python3-venv || true
  fi
  "$python" -m venv --clear .venv
}

python_packages() {
  local target=(-e .)
  if [ "$what" = develop ]; then
    # Tests import a small part of what is installed: it is compiled when it is, not all of it now.
    target=(--no-compile -e ".[test,lint,train,cluster,formats,documents,docs]")
  fi
  .venv/bin/python -m pip install --disable-pip-version-check --quiet -c constraints.txt "${target[@]}"
}

# The window reads compiled translations; does nothing where they are newer than their source.
translations() {
  .venv/bin/python packaging/translations.py compile
}

key=$(cat pyproject.toml constraints.txt packaging/setup.sh | cksum | tr -d ' ')
# What serves to develop serves to run.
for done in "$what" develop; do
  if [ -x .venv/bin/python ] && [ "$(cat "$stamps/$done" 2>/dev/null)" = "$key" ]; then
    translations
    exit 0
  fi
done
say "Setting up .venv; this takes some minutes the first time."
system_libraries
virtual_environment
python_packages
translations
mkdir -p "$stamps"
echo "$key" >"$stamps/$what"
