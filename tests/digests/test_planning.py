"""Of the slots that are due one at most is sent, and only soon after its hour."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.digests.planning import CATCH_UP, Decision, PartState, SlotState, decide, is_in_time, outcome
from briefbot.digests.schedule import EVERY_DAY, Schedule, slots_due

MORNING = Schedule("Europe/Berlin", time(8), EVERY_DAY, date(2026, 1, 1))
DUE = datetime(2026, 11, 24, 7, tzinfo=UTC)
TODAY = date(2026, 11, 24)
YESTERDAY = date(2026, 11, 23)


def test_nothing_is_due_before_its_hour_nor_twice() -> None:
    """A second before, and once the date was handled, there is nothing to do."""
    assert decide(MORNING, YESTERDAY, DUE - timedelta(seconds=1)) == Decision()
    assert decide(MORNING, YESTERDAY, DUE) == Decision(claim=(TODAY, DUE))
    assert decide(MORNING, TODAY, DUE + timedelta(hours=1)) == Decision()


def test_a_missed_hour_is_caught_up_with_for_six_hours() -> None:
    """Then the slot is skipped."""
    assert decide(MORNING, YESTERDAY, DUE + CATCH_UP) == Decision(claim=(TODAY, DUE))
    assert decide(MORNING, YESTERDAY, DUE + CATCH_UP + timedelta(seconds=1)) == Decision(skip=((TODAY, DUE),))


def test_after_days_without_the_bot_only_the_newest_is_sent() -> None:
    """The older ones are skipped, oldest first."""
    decision = decide(MORNING, date(2026, 11, 20), DUE + timedelta(hours=2))
    assert decision.claim == (TODAY, DUE)
    assert [day.day for day, _ in decision.skip] == [21, 22, 23]


@given(st.integers(-200, 10), st.timedeltas(timedelta(days=-2), timedelta(days=400)))
def test_a_decision_handles_what_is_due_and_nothing_else(handled: int, later: timedelta) -> None:
    """Every slot due is skipped or claimed, the claim is the newest and in time; once recorded, nothing is left to decide."""
    before, now = TODAY + timedelta(days=handled), DUE + later
    decision = decide(MORNING, before, now)
    taken = [*decision.skip, *([decision.claim] if decision.claim else [])]
    assert taken == slots_due(MORNING, before, now)
    assert all(not is_in_time(due, now) for _, due in decision.skip[-1:] if decision.claim is None)
    assert decision.claim is None or is_in_time(decision.claim[1], now)
    if taken:
        assert decide(MORNING, taken[-1][0], now) == Decision()


WAITING, SENDING, SENT, FAILED, UNKNOWN = PartState


@pytest.mark.parametrize(
    ("parts", "state"),
    [
        ([SENT], SlotState.SENT),
        ([SENT, WAITING], SlotState.CLAIMED),
        ([SENT, SENDING], SlotState.CLAIMED),
        ([UNKNOWN, WAITING], SlotState.CLAIMED),
        ([SENT, UNKNOWN], SlotState.UNKNOWN),
        ([FAILED, UNKNOWN], SlotState.UNKNOWN),
        ([SENT, FAILED], SlotState.PARTLY),
        ([FAILED, FAILED], SlotState.SKIPPED),
    ],
)
def test_what_the_parts_make_of_a_slot(parts: list[PartState], state: SlotState) -> None:
    """It is on its way while a part waits; and where one may have arrived, nobody claims to know."""
    assert outcome(parts) is state
