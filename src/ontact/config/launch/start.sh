#!/bin/sh
# Finds Python 3.11 or newer and hands over to the launcher; the four commands in bin/ come through here.
root=$(CDPATH= cd -- "$(dirname -- "$0")/../../../.." && pwd) || exit 1
for python in python3 python3.14 python3.13 python3.12 python3.11 python; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        PYTHONPATH="$root/src" exec "$python" -m ontact.config.launch "$@"
    fi
done
echo "Ontact needs Python 3.11 or newer; none was found on the PATH. Install it (Debian 12: apt install python3), then start again." >&2
exit 1
