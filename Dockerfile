# Images of Predawn: docker build --target migrate|schedule|api|dev .
#
# --build-arg BASE=python:3.13-slim@sha256:…    the base by its digest; docs/how-to/containers.md says where to find it
# --build-arg EXTRAS=dask                       extras of pyproject.toml, separated by commas or spaces

# Needs Python 3.11 or later as `python`, its headers, and apt-get.
ARG BASE=python:3.13-slim

FROM ${BASE} AS build
# What compiles the native tagger. A base with Debian's own Python needs python3-dev as well.
ARG BUILD_PACKAGES="gcc libc6-dev"
RUN apt-get update && apt-get install --yes --no-install-recommends ${BUILD_PACKAGES}
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
COPY requirements*.lock ./
# Only the build backend and Cython of the tools are needed, in the versions and with the hashes of the lock.
RUN awk '/^[^ #]/ { wanted = /^(cython|setuptools)==/ } wanted' requirements-dev.lock > backend.lock \
    && python -m venv /opt/backend \
    && /opt/backend/bin/pip install --require-hashes -r backend.lock
ARG EXTRAS=""
RUN set -- -r requirements.lock \
    && for extra in $(echo "$EXTRAS" | tr , ' '); do set -- "$@" -r "requirements-$extra.lock"; done \
    && python -m venv /opt/predawn \
    && /opt/predawn/bin/pip install --require-hashes "$@"
COPY . ./
RUN PREDAWN_NATIVE=required \
    /opt/backend/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
    && /opt/predawn/bin/pip install --no-deps --no-index /wheels/*.whl
# So that the first page after a start does not wait for it.
RUN /opt/predawn/bin/python -I -c "from api.dashboard.page import compile_templates; compile_templates()"

# No compiler, no build backend, no privileged user.
FROM ${BASE} AS runtime
ENV PATH=/opt/predawn/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
RUN groupadd --gid 10001 predawn \
    && useradd --uid 10001 --gid 10001 --create-home --home-dir /srv/predawn predawn
COPY --from=build /opt/predawn /opt/predawn
WORKDIR /srv/predawn
USER predawn
ENTRYPOINT ["predawn"]
CMD ["--help"]

FROM runtime AS migrate
CMD ["migrate"]

FROM runtime AS schedule
CMD ["schedule"]

FROM runtime AS api
ENV PREDAWN_HOST=0.0.0.0
EXPOSE 8000
CMD ["serve", "--workers", "2"]

# The checkout is mounted at /app and takes precedence over the installed package.
FROM runtime AS dev
ENV PREDAWN_HOST=0.0.0.0 PYTHONPATH=/app
WORKDIR /app
EXPOSE 8000
CMD ["serve", "--reload"]
