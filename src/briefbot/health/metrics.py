"""Metrics of a running program in Prometheus's form: what it did, counted, with labels of few values and nobody's words.

They need the package prometheus-client (the extra `metrics`). Without it nothing is counted, and who asks is told so.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from typing import Any

MISSING = "Metrics need the package prometheus-client; install Briefbot with its extra: pip install 'briefbot[metrics]'."

# Seconds by which answers are sorted: most take some hundredths, and nobody waits for a minute.
_SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)


class Channel(StrEnum):
    """Where people ask."""

    TELEGRAM = "telegram"
    INLINE = "inline"
    WEB = "web"


class QuestionOutcome(StrEnum):
    """What came of a question."""

    ANSWERED = "answered"
    REFUSED = "refused"  # with the reason
    FAILED = "failed"  # with an apology


@dataclass(frozen=True, slots=True)
class Gauge:
    """A sum that is looked up when it is asked for: one `value`, or one for each value of a `label`."""

    name: str
    told: str
    value: float | Mapping[str, float]
    label: str = ""


class DigestOutcome(StrEnum):
    """What came of a message of a digest."""

    SENT = "sent"
    FAILED = "failed"  # Telegram refused it
    UNSURE = "unsure"  # it may have arrived, and is not sent again


class Metrics:
    """Counts nothing: what a program has that is not watched."""

    def question(self, channel: Channel, outcome: QuestionOutcome, seconds: float) -> None:
        """Count a question, and the seconds from its arrival until its answer was written down."""

    def digest(self, outcome: DigestOutcome) -> None:
        """Count a message of a digest."""

    def feed(self, *, read: bool) -> None:
        """Count a look at a feed that could be read, or not."""

    def trouble(self, kind: str) -> None:
        """Count an error of a kind, one of few."""

    def exposition(self) -> tuple[bytes, str] | None:
        """All of it as Prometheus reads it, with its media type; None where nothing is counted."""
        return None


NO_METRICS = Metrics()


class _Counted(Metrics):
    """Counts by prometheus-client, in a registry of its own."""

    def __init__(self, gauges: Callable[[], Iterable[Gauge]]) -> None:
        import prometheus_client as prometheus  # noqa: PLC0415 (an extra; and who is not watched does not load it)

        registry = self._registry = prometheus.CollectorRegistry()
        self._questions = prometheus.Counter(
            "briefbot_questions",
            "Questions by where they were asked and what came of them.",
            ["channel", "outcome"],
            registry=registry,
        )
        self._seconds = prometheus.Histogram(
            "briefbot_answer_seconds",
            "Seconds from a question's arrival until its answer was written down.",
            ["channel"],
            buckets=_SECONDS,
            registry=registry,
        )
        self._digests = prometheus.Counter(
            "briefbot_digest_messages", "Messages of digests by what came of them.", ["outcome"], registry=registry
        )
        self._looks = prometheus.Counter(
            "briefbot_feed_looks", "Looks at feeds by what came of them.", ["outcome"], registry=registry
        )
        self._errors = prometheus.Counter("briefbot_errors", "Errors by kind.", ["kind"], registry=registry)
        prometheus.ProcessCollector(registry=registry)
        prometheus.PlatformCollector(registry=registry)
        prometheus.GCCollector(registry=registry)
        registry.register(_Sums(gauges))
        self._latest = prometheus.generate_latest
        self._media_type = prometheus.CONTENT_TYPE_LATEST

    def question(self, channel: Channel, outcome: QuestionOutcome, seconds: float) -> None:
        self._questions.labels(channel.value, outcome.value).inc()
        self._seconds.labels(channel.value).observe(seconds)

    def digest(self, outcome: DigestOutcome) -> None:
        self._digests.labels(outcome.value).inc()

    def feed(self, *, read: bool) -> None:
        self._looks.labels("read" if read else "failed").inc()

    def trouble(self, kind: str) -> None:
        self._errors.labels(kind).inc()

    def exposition(self) -> tuple[bytes, str] | None:
        return self._latest(self._registry), self._media_type


class _Sums:
    """A collector of sums that are looked up when they are asked for; where they cannot be, they are left out."""

    def __init__(self, gauges: Callable[[], Iterable[Gauge]]) -> None:
        self._gauges = gauges

    def describe(self) -> Iterable[Any]:
        """Nothing is looked up where the collector is registered."""
        return ()

    def collect(self) -> Iterable[Any]:
        """The sums of this moment."""
        from prometheus_client.core import GaugeMetricFamily  # noqa: PLC0415 (as above)

        with suppress(Exception):  # the rest is told all the same, and that the database fails is a count of its own
            for one in self._gauges():
                family = GaugeMetricFamily(one.name, one.told, labels=[one.label] if one.label else [])
                values = one.value if isinstance(one.value, Mapping) else {None: one.value}
                for label, value in values.items():
                    family.add_metric([label] if label else [], value)
                yield family


def metrics_of(gauges: Callable[[], Iterable[Gauge]]) -> Metrics:
    """What counts in this process, where its package is there; `gauges` gives the sums that are told with it."""
    if find_spec("prometheus_client") is None:
        logging.getLogger(__name__).info(MISSING)
        return NO_METRICS
    return _Counted(gauges)
