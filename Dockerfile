# Briefbot in a container: the archive, the index and the history live in the volume /data.
FROM python:3.12-slim AS build
WORKDIR /build
COPY requirements.lock ./
RUN python -m venv /opt/briefbot && /opt/briefbot/bin/pip install --no-cache-dir --require-hashes --requirement requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY src src
RUN /opt/briefbot/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.12-slim
RUN useradd --create-home --uid 10001 briefbot && install -d -o briefbot /data
COPY --from=build /opt/briefbot /opt/briefbot
COPY seeds /app/seeds
ENV PATH=/opt/briefbot/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    BRIEFBOT_DATABASE_URL=sqlite:////data/briefbot.db \
    BRIEFBOT_DATA=/data \
    BRIEFBOT_SEEDS=/app/seeds
USER briefbot
WORKDIR /data
VOLUME /data
ENTRYPOINT ["briefbot"]
CMD ["console"]
