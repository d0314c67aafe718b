"""When feeds are looked at."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from briefbot.feeds.model import FeedState
from briefbot.feeds.schedule import LONGEST, SHORTEST, after_failure, after_news

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
NEW = FeedState(NOW)


@given(st.lists(st.integers(0, 3), max_size=60))
def test_the_time_between_two_looks_stays_within_bounds(looks: list[int]) -> None:
    """Whatever a feed brings, it is looked at again after ten minutes to a day."""
    state = NEW
    for new in looks:
        state = after_news(state, state.next_at, new, None, None)
        assert state.checked_at is not None
        assert SHORTEST <= state.next_at - state.checked_at == state.interval <= LONGEST


def test_a_busy_feed_is_looked_at_more_often_than_a_quiet_one() -> None:
    """News shorten the time between two looks, and their absence makes it longer."""
    busy, quiet = after_news(NEW, NOW, 3, None, None), after_news(NEW, NOW, 0, None, None)
    assert busy.interval < NEW.interval < quiet.interval


@given(st.integers(1, 2000))
def test_a_feed_that_fails_is_left_alone_for_longer_each_time(failures: int) -> None:
    """Twice as long after each failure, a day at most; what was known of it is kept, and the first good look clears it."""
    state, pauses = FeedState(NOW, etag='"1"'), []
    for _ in range(failures):
        before, state = state, after_failure(state, state.next_at, "it is gone")
        pauses.append(state.next_at - before.next_at)
    assert pauses == sorted(pauses)
    assert pauses[-1] <= LONGEST
    assert (state.failures, state.error, state.etag) == (failures, "it is gone", '"1"')
    assert after_news(state, NOW, 0, None, None).error is None


def test_a_server_says_when_to_come_again() -> None:
    """Later than we would, never sooner."""
    asked = NOW + timedelta(hours=3)
    assert after_failure(NEW, NOW, "busy", asked).next_at == asked
    assert after_failure(NEW, NOW, "busy", NOW).next_at > NOW
