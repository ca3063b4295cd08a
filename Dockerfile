FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages packages
RUN npm ci
COPY tsconfig.json rolldown.config.ts run.js README.md LICENSE ./
COPY build build
COPY src src
COPY schema schema
COPY examples examples
# The image holds what is published, which depends on no other package.
RUN npm pack && mkdir /package && tar -xzf posthog-experiments-graph-*.tgz -C /package --strip-components=1

FROM node:24-slim
ENV NODE_ENV=production
# A container is reached from outside of it. With POSTHOG_API_KEY set this needs GATEWAY_TOKEN,
# or the server refuses to start: anybody who reaches the port would act with that key.
ENV HOST=0.0.0.0
WORKDIR /app
COPY --from=build /package ./
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 4000}/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]
