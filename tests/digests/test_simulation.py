"""Over years of broken clocks, broken networks and changed minds no digest is doubled or lost, and no quotation either."""

import os
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from briefbot.digests.planning import SlotState

from .simulation import Life, lives

# BRIEFBOT_TEST_LONG=1 plays more of them.
LIVES = 500 if os.environ.get("BRIEFBOT_TEST_LONG") else 30
YEARS = 2 * 365


def check(life: Life) -> None:
    """Every date that was due became something, once, and no other did; the life itself asserts the rest."""
    assert sorted(life.due()) == sorted(life.slots)
    assert Counter(life.slots.values())[SlotState.CLAIMED] <= 1


def test_two_years_of_digests() -> None:
    """Nothing is doubled or lost in many lives, in which everything happens that can."""
    states: Counter[SlotState] = Counter()
    given_up = told = 0
    for seed in range(LIVES):
        life = lives(seed, YEARS, news_a_day=0.8)
        check(life)
        states.update(life.slots.values())
        given_up += life.given_up
        told += len(life.delivered)
    assert all(states[state] > 0.01 * states.total() for state in set(SlotState) - {SlotState.CLAIMED})
    assert states[SlotState.SENT] > 0.2 * states.total()
    assert given_up > 0
    assert told > 100 * LIVES


@settings(max_examples=LIVES)
@given(st.integers(0), st.integers(1, 60), st.floats(0, 20))
def test_any_weeks_of_digests(seed: int, days: int, news_a_day: float) -> None:
    """However little or much there is to tell."""
    check(lives(seed, days, news_a_day))
