#!/usr/bin/env bash
# step.sh NAME COMMAND...: runs the command, says how long it took, and gives its exit code.
set -uo pipefail
name=$1
shift
start=${EPOCHREALTIME/[.,]/}
"$@"
code=$?
spent=$(((${EPOCHREALTIME/[.,]/} - start) / 100000))
verdict=done
((code == 0)) || verdict=FAILED
printf '%-24s %-6s %4d.%d s\n' "$name" "$verdict" $((spent / 10)) $((spent % 10))
exit "$code"
