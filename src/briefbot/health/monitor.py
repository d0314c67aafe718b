"""The monitor of a running program: its pulse, checks of what it works with, and its metrics, in one value to be handed on."""

from collections.abc import Callable, Mapping
from datetime import datetime

from briefbot.archive.archive import Archive
from briefbot.health.checks import Checks
from briefbot.health.metrics import NO_METRICS, Metrics, metrics_of
from briefbot.health.pulse import Beat, Pulse


class Monitor:
    """What watches over a program. Its metrics count nothing until somebody can ask for them (`count`)."""

    def __init__(
        self, archive: Archive, clock: Callable[[], datetime], expected: Mapping[Beat, float | None] | None = None
    ) -> None:
        """`clock` gives aware instants in UTC; for what is `expected`, see `Checks`."""
        self.pulse = Pulse()
        self.checks = Checks(archive, clock, self.pulse, expected)
        self.metrics: Metrics = NO_METRICS

    def expect(self, expected: Mapping[Beat, float | None]) -> None:
        """Expect these from now on; see `Checks`."""
        self.checks.expected = expected

    def count(self) -> None:
        """Count from now on, where the package for it is there."""
        if self.metrics is NO_METRICS:
            self.metrics = metrics_of(self.checks.gauges)

    def close(self) -> None:
        """Check no more."""
        self.checks.close()
