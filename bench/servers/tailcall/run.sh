#!/bin/sh
# Runs the Tailcall binary; where the system's glibc is older than 2.39, through the loader of a newer one that
# setup.sh has unpacked (not installed) beside this file.
here=$(dirname "$(readlink -f "$0")")
binary=$here/../../node_modules/@tailcallhq/core-linux-x64-gnu/bin/tailcall
lib=$here/glibc/root/usr/lib/x86_64-linux-gnu
if "$binary" --version >/dev/null 2>&1; then exec "$binary" "$@"; fi
exec "$lib/ld-linux-x86-64.so.2" --library-path "$lib" "$binary" "$@"
