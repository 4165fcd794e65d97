# The web server, the worker and beat are one image; docker-compose.yml says which is which.

FROM node:24-slim AS front
WORKDIR /pact
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY static static
COPY templates templates
RUN npm run build

FROM python:3.12-slim
# Pango and HarfBuzz set the PDFs; the fonts are for words in other scripts than our typeface has.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home pact
WORKDIR /pact
ENV PYTHONUNBUFFERED=1 VAR_DIR=/var/lib/pact BIND=0.0.0.0 XDG_CACHE_HOME=/tmp

COPY locks/run.txt locks/uv.txt locks/
RUN pip install --no-cache-dir --require-hashes -r locks/uv.txt \
    && uv pip sync --system --no-cache --compile-bytecode --require-hashes locks/run.txt locks/uv.txt

COPY . .
COPY --from=front /pact/static/built static/built
RUN python -m compileall -q pact profiles engagement priorities tasking scrutiny feedback \
    && install --directory --owner pact --group pact "$VAR_DIR" "$VAR_DIR/static"

USER pact
VOLUME /var/lib/pact
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["scripts/healthy.py"]
CMD ["scripts/serve", "web"]
