# The version of Node is exact, so that a build repeats. A build that must not trust a tag passes a digest:
# --build-arg NODE_IMAGE=docker.io/library/node@sha256:…
ARG NODE_IMAGE=docker.io/library/node:24.21.0-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /source
COPY package.json package-lock.json .npmrc ./
COPY packages packages
COPY web web
# Nothing that is bundled has an install script, and the image brings the Node that builds.
RUN npm ci --ignore-scripts
COPY tsconfig.json rolldown.config.ts run.js ./
COPY README.md LICENSE CHANGELOG.md CONTRIBUTING.md SECURITY.md ./
COPY build build
COPY src src
COPY schema schema
COPY examples examples
COPY docs docs
COPY site site
# The image holds what is published, which depends on no other package.
RUN npm pack && mkdir -p /app/compile-cache && tar -xzf posthog-experiments-graph-*.tgz -C /app --strip-components=1 && chown 1000:1000 /app/compile-cache
# The cache is specific to the path of the code, the version of Node and the user.
USER 1000:1000
ENV NODE_COMPILE_CACHE=/app/compile-cache
RUN node build/fill-compile-cache.ts /app/dist/main.js

FROM ${NODE_IMAGE}
ARG NODE_IMAGE
ARG VERSION=unknown
ARG REVISION=unknown
ARG CREATED=1970-01-01T00:00:00Z
LABEL org.opencontainers.image.title="PostHog Experiments Graph" \
      org.opencontainers.image.description="One GraphQL API over PostHog's experiments REST API: batched, budgeted, typed." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.source="https://github.com/posthog-experiments-graph/posthog-experiments-graph" \
      org.opencontainers.image.base.name="${NODE_IMAGE}" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}"
ENV NODE_ENV=production
# Filled at build and only read afterwards, so that the root file system can be read-only.
ENV NODE_COMPILE_CACHE=/app/compile-cache
# A container is reached from outside of it. With POSTHOG_API_KEY set this needs GATEWAY_TOKEN,
# or the server refuses to start: anybody who reaches the port would act with that key.
ENV HOST=0.0.0.0
WORKDIR /app
COPY --from=build /app ./
# A number, because Kubernetes cannot tell whether a name is root (runAsNonRoot). It is the image's user `node`.
USER 1000:1000
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s CMD ["node", "-e", "require('http').get({ host: '127.0.0.1', port: process.env.PORT || 4000, path: '/health' }, (r) => process.exit(r.statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1))"]
# Arguments of `docker run` are those of the command: `docker run … posthog-experiments-graph doctor`.
ENTRYPOINT ["node", "dist/main.js"]
