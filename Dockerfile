# One image for every process of Tacite: the command says which.
FROM node:20-bookworm-slim AS web
WORKDIR /tacite
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY web web
COPY words words
RUN node_modules/.bin/vite build web --outDir ../dist/web --emptyOutDir

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 WEB_ROOT=/tacite/dist/web
WORKDIR /tacite
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force
COPY --from=web /tacite/dist/web dist/web
COPY contract contract
COPY workflows workflows
COPY activities activities
COPY providers providers
COPY database database
COPY mails mails
COPY api api
COPY terms terms
COPY verifier verifier
COPY words words
COPY scripts scripts
RUN mkdir -p /tmp/tacite && chown node /tmp/tacite
USER node
CMD ["node", "--import", "tsx", "api/server.ts"]
