# Images of Predawn: docker build --target migrate|schedule|api|dev .

FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
COPY requirements.lock requirements-dev.lock ./
RUN python -m venv /opt/predawn \
    && /opt/predawn/bin/pip install --require-hashes -r requirements.lock
# Only the build backend of the tools is needed, in the version and with the hashes of the lock.
RUN awk '/^[^ #]/ { wanted = /^setuptools==/ } wanted' requirements-dev.lock > backend.lock \
    && python -m venv /opt/backend \
    && /opt/backend/bin/pip install --require-hashes -r backend.lock
COPY . ./
RUN /opt/backend/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
    && /opt/predawn/bin/pip install --no-deps --no-index /wheels/*.whl

# No compiler, no build backend, no privileged user.
FROM python:3.13-slim AS runtime
ENV PATH=/opt/predawn/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
RUN useradd --system --uid 10001 --create-home --home-dir /srv/predawn predawn
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
