"""The pace of sending, on a clock of the test's."""

from hypothesis import given
from hypothesis import strategies as st

from briefbot.telegram.transport.pacing import CHAT, GROUP, OVERALL, Window


@given(st.lists(st.floats(0, 5), max_size=120), st.sampled_from([OVERALL, CHAT, GROUP]))
def test_no_window_holds_more_than_its_limit(pauses: list[float], limit: tuple[int, float]) -> None:
    """However requests come, limit + 1 turns in a row take at least the window's time, and none is before its request."""
    count, seconds = limit
    window, now, turns = Window(*limit), 0.0, []
    for pause in pauses:
        now += pause
        turns.append(window.reserve(now))
        assert turns[-1] >= now
    assert all(later - earlier >= seconds - 1e-6 for earlier, later in zip(turns, turns[count:], strict=False))
    assert turns == sorted(turns)


def test_a_burst_goes_at_once() -> None:
    """Up to the limit nobody waits."""
    window = Window(*CHAT)
    assert [window.reserve(10.0) for _ in range(3)] == [10.0] * 3
    assert window.reserve(10.0) > 10.0
