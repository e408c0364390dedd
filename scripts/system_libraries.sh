#!/bin/sh
# Makes sure that the libraries of Debian (and Ubuntu) are there which Qt and the environment need. Installs what is
# missing where it may; otherwise says the one command that does. Other systems bring them with Python and Qt.
# With --office also LibreOffice, which works out our workbooks again; without it those tests are skipped, so a
# machine where it cannot be installed is told and goes on.
set -u
office=""
[ "${1:-}" = "--office" ] && office="yes"
command -v dpkg-query >/dev/null 2>&1 || exit 0

wanted="libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 fontconfig fonts-noto-core"
wanted="$wanted libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0"
wanted="$wanted libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"
python3 -c 'import ensurepip' 2>/dev/null || wanted="$wanted python3-venv"

if [ -n "$office" ]; then
    command -v soffice >/dev/null 2>&1 && exit 0
    wanted="libreoffice-calc-nogui"
fi

missing=""
for name in $wanted; do
    # libglib2.0-0 is called libglib2.0-0t64 on newer systems
    dpkg-query -W -f '${Status}\n' "$name" "${name}t64" 2>/dev/null | grep -q 'ok installed' || missing="$missing $name"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo"
else
    echo "System libraries are missing. Install them once with:" >&2
    echo "  sudo apt-get install -y --no-install-recommends$missing" >&2
    [ -n "$office" ] && exit 0
    exit 1
fi
echo "Installing system libraries:$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null || {
    echo "Installing them failed. Try: apt-get update && apt-get install -y --no-install-recommends$missing" >&2
    [ -n "$office" ] && exit 0
    exit 1
}
