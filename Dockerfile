# Briefbot in a container: `docker build -t briefbot .`; docs/run/containers.md says how to run it.
# What has to last (the database, the index, the console's history) is in the volume /data, where it works; nothing else is written
# but in /tmp.
FROM python:3.12-slim AS build
WORKDIR /build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements-build.lock requirements-image.lock ./
# Two environments: one that builds, and one that is shipped, which has no installer.
RUN python -m venv tools && python -m venv --without-pip /opt/briefbot \
    && tools/bin/pip install --quiet --require-hashes --requirement requirements-build.lock \
    && tools/bin/pip --python /opt/briefbot/bin/python install --quiet --require-hashes --requirement requirements-image.lock
COPY pyproject.toml README.md LICENSE ./
COPY src src
RUN tools/bin/pip --python tools/bin/python wheel --no-deps --no-build-isolation --wheel-dir . . \
    && tools/bin/pip --python /opt/briefbot/bin/python install --no-deps ./*.whl
# What nobody runs goes: the packages' own tests, headers, what is for a debugger (`strip` takes it out).
COPY tools/slim_packages.py .
# hadolint ignore=DL3008
RUN apt-get update && apt-get install --yes --no-install-recommends binutils && rm -rf /var/lib/apt/lists/* \
    && tools/bin/python slim_packages.py /opt/briefbot

FROM python:3.12-slim
RUN useradd --create-home --home-dir /home/briefbot --uid 10001 briefbot && install -d -o briefbot -m 700 /data
COPY --from=build /opt/briefbot /opt/briefbot
COPY seeds /app/seeds
ENV PATH=/opt/briefbot/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/data \
    MPLCONFIGDIR=/tmp/matplotlib \
    BRIEFBOT_DATA=/data \
    BRIEFBOT_SEEDS=/app/seeds \
    BRIEFBOT_HEALTH_PORT=8081
USER 10001:10001
WORKDIR /data
VOLUME /data
# On SIGTERM the bot answers what it has taken, and ends: within ten seconds, the time that is given it by default.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=120s --retries=3 CMD ["briefbot", "health"]
ENTRYPOINT ["briefbot"]
CMD ["bot"]
