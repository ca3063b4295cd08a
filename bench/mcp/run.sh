#!/bin/sh
# Checks the MCP server with third-party tools: the official conformance suite and the inspector.
# Both are fetched with npx into its own cache. Ends with 0 when nothing but the exceptions failed.
set -eu
cd "$(dirname "$0")"
node=../../node_modules/.bin/node
log=$(mktemp)
$node serve.ts >"$log" 2>&1 &
server=$!
trap 'kill $server; rm -f "$log"' EXIT
until grep -q '^http' "$log"; do kill -0 $server; sleep 0.2; done
url=$(head -n 1 "$log")

report=$(mktemp)
status=0
npx -y @modelcontextprotocol/conformance@0.1.16 server --url "$url" --suite all \
  --expected-failures expected-failures.yml >"$report" 2>&1 || status=$?
sed -n '/=== SUMMARY ===/,$p' "$report"
rm -f "$report"

inspect() { npx -y @modelcontextprotocol/inspector@2.12.0 --cli "$url" --transport http "$@"; }
inspect --method tools/list | grep -c '"inputSchema"'
inspect --method tools/call --tool-name test_simple_text
inspect --method resources/read --uri schema://glossary | head -c 200

exit $status
