"""Troubles: which repeats, which is told and which is over, by times that a test gives."""

from datetime import UTC, datetime, timedelta

import pytest

from briefbot.dialogue.troubles import RULES, Happening, Series, Trouble, TroubleLedger

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def noted(ledger: TroubleLedger, kind: Trouble, *after: timedelta) -> None:
    """Let trouble of a kind happen at these times after noon."""
    for one in after:
        ledger.note(Happening(kind, NOW + one, "7F3K", f"{one}"))


@pytest.mark.parametrize("kind", [kind for kind, rule in RULES.items() if not rule.late])
def test_trouble_is_told_once_when_it_repeats_and_once_when_it_is_over(kind: Trouble) -> None:
    """Once fewer is not told; then it is, with since when, how often and the last of it; more of it is not told again."""
    rule, ledger = RULES[kind], TroubleLedger()
    noted(ledger, kind, *(SECOND * number for number in range(rule.times - 1)))
    assert ledger.begun() == []
    noted(ledger, kind, MINUTE)
    (begun,) = ledger.begun()
    since = NOW if rule.times > 1 else NOW + MINUTE
    assert begun == Series(kind, since, NOW + MINUTE, rule.times, "7F3K", "0:01:00")
    assert ledger.over(NOW + MINUTE) == []
    ledger.settle([begun], [])
    assert ledger.was_told(kind)
    noted(ledger, kind, 2 * MINUTE)
    assert ledger.begun() == []
    assert ledger.over(NOW + 2 * MINUTE + rule.quiet - SECOND) == []
    (over,) = ledger.over(NOW + 2 * MINUTE + rule.quiet)
    assert (over.since, over.last_at, over.number) == (since, NOW + 2 * MINUTE, rule.times + 1)
    ledger.settle([], [over])
    assert ledger.over(NOW + timedelta(days=1)) == []
    assert not ledger.was_told(kind)


def test_trouble_now_and_then_is_the_weather() -> None:
    """As often, but further apart."""
    ledger, rule = TroubleLedger(), RULES[Trouble.SENDING]
    noted(ledger, Trouble.SENDING, *(number * rule.within for number in range(20)))
    assert ledger.begun() == []


def test_kinds_do_not_add_up() -> None:
    """Two of the one and two of the other are no three of either."""
    ledger = TroubleLedger()
    noted(ledger, Trouble.DATABASE, SECOND, 2 * SECOND)
    noted(ledger, Trouble.DIGESTS, SECOND, 2 * SECOND)
    assert ledger.begun() == []


def test_after_its_end_trouble_is_told_anew_by_what_happens_then() -> None:
    """What happened before counts no more."""
    ledger = TroubleLedger()
    noted(ledger, Trouble.DATABASE, *[SECOND] * 3)
    ledger.settle(ledger.begun(), ledger.over(NOW + timedelta(hours=1)))
    noted(ledger, Trouble.DATABASE, timedelta(hours=1), timedelta(hours=1))
    assert ledger.begun() == []
    noted(ledger, Trouble.DATABASE, timedelta(hours=1))
    assert len(ledger.begun()) == 1


def test_what_nobody_can_be_told_of_meanwhile_is_told_when_it_is_over() -> None:
    """An outage of Telegram."""
    ledger = TroubleLedger()
    noted(ledger, Trouble.TELEGRAM, timedelta(0), 30 * MINUTE)
    assert ledger.begun() == []
    (over,) = ledger.over(NOW + 31 * MINUTE)
    assert (over.since, over.last_at) == (NOW, NOW + 30 * MINUTE)
    assert not ledger.was_told(Trouble.TELEGRAM)


def test_what_was_told_before_a_restart_is_not_told_again() -> None:
    """It goes on, and its end is told."""
    before = Series(Trouble.FEEDS, NOW - timedelta(hours=3), NOW, 12)
    ledger = TroubleLedger([before])
    noted(ledger, Trouble.FEEDS, MINUTE)
    assert ledger.begun() == []
    (over,) = ledger.over(NOW + timedelta(hours=2))
    assert (over.since, over.number) == (before.since, 13)


def test_a_clock_that_is_set_back_makes_no_trouble_endless() -> None:
    """What happened at a time that has not come ends as if it had happened now; what has is left alone."""
    ledger = TroubleLedger()
    noted(ledger, Trouble.DATABASE, *[timedelta(days=300)] * 3)
    noted(ledger, Trouble.DIGESTS, *[SECOND] * 3)
    ledger.set_back(NOW + MINUTE)
    (of_digests,) = (one for one in ledger.begun() if one.kind is Trouble.DIGESTS)
    assert of_digests.last_at == NOW + SECOND
    (over,) = (one for one in ledger.over(NOW + 6 * MINUTE) if one.kind is Trouble.DATABASE)
    assert (over.since, over.last_at) == (NOW + MINUTE, NOW + MINUTE)
