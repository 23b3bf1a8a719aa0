#!/bin/sh
# Extracts the claims of an annotated corpus and fails when F1 falls below a
# floor. usage: check_corpus.sh EXTRACT_CORPUS FOLDER CLAIM FULL CASUALTY
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ ! -d "$2" ]; then
  echo "SKIPPED: no annotated corpus at $2"
  exit 77
fi
out=$(mktemp)
trap 'rm -f "$out"' EXIT
"$1" "$2" > "$out"
python3 "$here/score.py" "$2" "$out" | awk -v claim="$3" -v full="$4" -v casualty="$5" '
  { print }
  $1 == "claim" || $1 == "full" || $1 == "casualty" {
    floor = $1 == "claim" ? claim : $1 == "full" ? full : casualty
    seen++
    if ($7 + 0 < floor + 0) { print "BELOW FLOOR: " $1 " " $7 " < " floor; bad = 1 }
  }
  END { exit (bad || seen != 3) ? 1 : 0 }'
