#!/bin/sh
# Checks the MCP server with third-party tools: the official conformance suite, once with the fixtures it asks for by
# name and once on the product as it is, and the inspector. They are fetched with npx into its own cache.
# Ends with 0 when nothing but the listed exceptions failed.
set -eu
cd "$(dirname "$0")"
node=../../node_modules/.bin/node
log=$(mktemp)
report=$(mktemp)
product_log=$(mktemp)
$node serve.ts >"$log" 2>&1 &
server=$!
PORT=0 SANDBOX_PORT=0 $node ../../run.js >"$product_log" 2>&1 &
product=$!
trap 'kill $server $product; rm -f "$log" "$report" "$product_log"' EXIT
until grep -q '^http' "$log"; do kill -0 $server; sleep 0.2; done
until grep -q '^MCP ' "$product_log"; do kill -0 $product; sleep 0.2; done
url=$(head -n 1 "$log")
product_url=$(sed -n 's/^MCP *//p' "$product_log")

status=0
conform() {
  echo "$1"
  npx -y @modelcontextprotocol/conformance@0.1.16 server --url "$2" --suite all \
    --expected-failures "$3" >"$report" 2>&1 || status=$?
  sed -n '/=== SUMMARY ===/,$p' "$report"
}
conform 'With fixtures:' "$url" expected-failures.yml
conform 'The product as it is:' "$product_url" expected-failures-product.yml

inspect() { npx -y @modelcontextprotocol/inspector@2.12.0 --cli "$url" --transport http "$@"; }
inspect --method tools/list | grep -c '"inputSchema"'
inspect --method tools/call --tool-name test_simple_text
inspect --method resources/read --uri schema://glossary | head -c 200

exit $status
