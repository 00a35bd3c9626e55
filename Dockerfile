# syntax=docker/dockerfile:1
ARG BASE_IMAGE=docker.io/library/node:24-bookworm-slim

FROM ${BASE_IMAGE} AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev --omit=optional && npm sbom --omit=dev --omit=optional --sbom-format cyclonedx > sbom.cdx.json

FROM ${BASE_IMAGE} AS runtime
ARG VERSION=3.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="rubi-studio" \
      org.opencontainers.image.description="Signals in, sized orders out at MetaTrader 5, once" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="https://github.com/pivori-app/rubi-studio"
RUN apt-get update \
 && apt-get install -y --no-install-recommends tini \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build --chown=10001:10001 /build/package.json /build/sbom.cdx.json ./
COPY --from=build --chown=10001:10001 /build/node_modules ./node_modules
COPY --from=build --chown=10001:10001 /build/dist ./dist
COPY --from=build --chown=10001:10001 /build/contract ./contract
USER 10001:10001
ENV NODE_ENV=production API_HOST=0.0.0.0 API_PORT=8000
EXPOSE 8000
# No curl in the image: Node asks its own health page.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.API_PORT}/health/live`).then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))"]
ENTRYPOINT ["/usr/bin/tini", "--"]
CMD ["node", "dist/src/main.js"]
