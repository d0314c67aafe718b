"""The schedule of feeds: when each is looked at next.

A feed that brings news is looked at more often, one that brings none less often, between bounds. One that fails is left alone
for twice as long each time. What its server asks for goes before all of it.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from briefbot.feeds.model import FeedState

SHORTEST, LONGEST = timedelta(minutes=10), timedelta(days=1)
# How the time between two looks changes after news, and after none: it settles where about one look in two brings some.
_SOONER, _LATER = 0.7, 1.4
_FIRST_PAUSE = timedelta(minutes=10)
# Failures after which a pause has grown to its longest: the power of two is not worked out beyond.
_GROWTH = 10


def after_news(
    state: FeedState, now: datetime, new: int, etag: str | None, modified: str | None, digest: str | None = None
) -> FeedState:
    """The state of a feed that was read at an instant and brought so many new items."""
    factor = _SOONER if new else _LATER
    interval = min(max(state.interval * factor, SHORTEST), LONGEST)
    return FeedState(now + interval, interval, etag, modified, now, digest=digest)


def after_failure(state: FeedState, now: datetime, error: str, again_at: datetime | None = None) -> FeedState:
    """The state of a feed that could not be read, for this reason; its server may say when to come again (UTC)."""
    pause = min(_FIRST_PAUSE * 2 ** min(state.failures, _GROWTH), LONGEST)
    next_at = max(now + pause, again_at or now)
    return replace(state, next_at=next_at, checked_at=now, failures=state.failures + 1, error=error)
