#!/bin/sh
# Installs what the benchmark needs and makes its data: the peers (npm), nginx-light and wrk (Debian), the stub's
# answers, Mesh's supergraph, and where glibc is older than 2.39 a newer one for Tailcall, unpacked and not installed.
set -e
cd "$(dirname "$0")"
PATH="$PWD/../node_modules/node/bin:$PWD/node_modules/.bin:$PATH"
export UPSTREAM=http://127.0.0.1:21500
command -v nginx >/dev/null && command -v wrk >/dev/null || {
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends nginx-light wrk
}
[ -d node_modules ] || npm ci --no-audit --no-fund --loglevel=error
node stub/make-data.mjs
node servers/tailcall/make-config.mjs "$UPSTREAM"
(cd servers/mesh && node make-openapi.mjs && mesh-compose -c mesh.config.mjs -o supergraph.graphql)
servers/tailcall/run.sh --version >/dev/null 2>&1 || (
  . /etc/os-release
  mkdir -p servers/tailcall/glibc && cd servers/tailcall/glibc
  mkdir -p apt/lists/partial apt/archives/partial apt/parts
  sed "s/$VERSION_CODENAME/trixie/g" /etc/apt/sources.list.d/debian.sources >apt/parts/trixie.sources
  options="-o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts=$PWD/apt/parts -o Dir::State::lists=$PWD/apt/lists -o Dir::Cache=$PWD/apt -o Dir::Cache::archives=$PWD/apt/archives"
  apt-get $options update -qq
  apt-get $options download libc6 libgcc-s1
  for package in *.deb; do dpkg-deb -x "$package" root; done
  rm -rf apt ./*.deb
)
servers/tailcall/run.sh --version
