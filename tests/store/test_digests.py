"""The ledger of digests: one slot a date, frozen parts, failures that are definite or not, and what is kept how long."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from briefbot.dialogue.preferences import Preferences
from briefbot.digests.planning import CATCH_UP, SlotState, decide
from briefbot.digests.schedule import WEEKDAYS
from briefbot.digests.subscription import Destination, Subscription
from briefbot.store import chats, digests, preferences
from briefbot.store.digests import Claim, Draft, Part
from briefbot.store.store import Store
from briefbot.store.tables import DeliveredRow, PartRow, SlotRow

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
DUE = MONDAY + timedelta(hours=8)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
HOME, GROUP, TOPIC = Destination(7), Destination(-5), Destination(-5, 3)


@pytest.fixture
def connection(tmp_path: Path, migrated: Path) -> Iterator[Connection]:
    """A transaction on an empty archive."""
    path = tmp_path / "briefbot.db"
    path.write_bytes(migrated.read_bytes())
    store = Store(f"sqlite:///{path}")
    with store.write() as opened:
        yield opened
    store.close()


def switch_on(connection: Connection, spot: Destination = HOME, zone: str = "UTC", at: time = time(8)) -> Subscription:
    """A daily digest, wanted since the beginning of Monday."""
    preferences.keep(connection, spot.chat_id, Preferences(zone=zone))
    return digests.keep(connection, Subscription(0, spot, MONDAY, switched_on=True, zone=zone, at=at, person_id=7), MONDAY)


def claim(connection: Connection, now: datetime, *drafts: Draft, spot: Destination = HOME) -> int:
    """Write down the digest of a spot that is due; how many were."""
    claims = []
    for each in digests.due(connection, now, 10, spot):
        assert each.schedule is not None
        decision = decide(each.schedule, each.handled, now)
        until = decision.claim[1] if decision.claim else now
        claims.append(Claim(each, decision.skip, decision.claim, drafts, next_since=until, shown=len(drafts), of=9))
    return digests.write_claims(connection, claims, now)


def drafts(count: int, name: str = "a") -> tuple[Draft, ...]:
    """So many messages, each with one quotation."""
    return tuple(Draft(f"{name}{number}", (f"{name}{number}",)) for number in range(1, count + 1))


def take(connection: Connection, now: datetime) -> Part:
    """The one part that is to be sent; it is on its way then."""
    (part,) = digests.ready(connection, now, 10)
    assert digests.begin(connection, part)
    return part


def states(connection: Connection, spot: Destination = HOME) -> list[SlotState]:
    """What became of the dates, newest first."""
    return [told.state for told in digests.told(connection, spot)]


def shown(connection: Connection, *, surely: bool = False) -> set[str]:
    """What counts as delivered."""
    query = select(DeliveredRow.fingerprint)
    return set(connection.scalars(query.where(DeliveredRow.sure) if surely else query))


def present(connection: Connection, spot: Destination = HOME) -> Subscription:
    """The digest of a spot as it is kept."""
    found = digests.of(connection, spot)
    assert found is not None
    return found


def test_a_date_has_one_slot(connection: Connection) -> None:
    """A digest is claimed once, however often it is asked for, and the database itself refuses a second slot of its date."""
    digest = switch_on(connection)
    assert claim(connection, DUE - MINUTE) == 0
    assert claim(connection, DUE, *drafts(1)) == 1
    assert claim(connection, DUE, *drafts(1)) == 0
    with pytest.raises(IntegrityError):
        connection.execute(
            insert(SlotRow).values(digest_id=digest.id, day=DUE.date(), due_at=DUE, state="claimed", shown=0, of=0)
        )


def test_parts_go_in_order_with_the_words_that_were_written_down(connection: Connection) -> None:
    """The next part is ready when the one before has arrived; after the last the slot is sent, and the next window begins."""
    switch_on(connection)
    claim(connection, DUE, *drafts(3))
    for number in (1, 2, 3):
        assert states(connection) == [SlotState.CLAIMED]
        part = take(connection, DUE)
        assert (part.number, part.letter.text) == (number, f"a{number}")
        assert digests.ready(connection, DUE, 10) == []
        assert not digests.begin(connection, part)
        digests.sent(connection, part, number, DUE)
        assert shown(connection, surely=True) == {f"a{done}" for done in range(1, number + 1)}
    assert states(connection) == [SlotState.SENT]
    assert present(connection).since == DUE
    assert connection.execute(select(PartRow.slot_id)).all() == []


def test_after_a_crash_what_was_on_its_way_is_unknown(connection: Connection) -> None:
    """It is not sent again by itself and counts as shown, though not surely; the parts behind it go on."""
    switch_on(connection)
    claim(connection, DUE, *drafts(2))
    take(connection, DUE)
    assert digests.recover(connection, DUE + MINUTE) == 1
    assert digests.recover(connection, DUE + MINUTE) == 0
    part = take(connection, DUE + MINUTE)
    assert part.letter.text == "a2"
    digests.sent(connection, part, 2, DUE)
    assert states(connection) == [SlotState.UNKNOWN]
    assert shown(connection) == {"a1", "a2"}
    assert shown(connection, surely=True) == {"a2"}
    assert present(connection).since == DUE


def test_what_was_certainly_not_sent_is_tried_again_for_six_hours(connection: Connection) -> None:
    """From the instant on that it shall wait for, with the same words; after six hours it is given up, and still news."""
    switch_on(connection)
    claim(connection, DUE, *drafts(2))
    digests.sent(connection, take(connection, DUE), 1, DUE)
    later = DUE + timedelta(hours=1)
    digests.again(connection, take(connection, DUE), later, DUE)
    assert digests.ready(connection, later - MINUTE, 10) == []
    part = take(connection, later)
    assert (part.letter.text, part.tries) == ("a2", 1)
    digests.again(connection, part, DUE + CATCH_UP, later)
    digests.expire(connection, DUE + CATCH_UP)
    assert states(connection) == [SlotState.CLAIMED]
    digests.expire(connection, DUE + CATCH_UP + MINUTE)
    assert states(connection) == [SlotState.PARTLY]
    assert present(connection).since == MONDAY - DAY
    assert shown(connection) == {"a1"}


def test_a_pause_beyond_six_hours_gives_up_at_once(connection: Connection) -> None:
    """A part that may only be tried when its digest is too late is not kept waiting."""
    switch_on(connection)
    claim(connection, DUE, *drafts(1))
    digests.again(connection, take(connection, DUE), DUE + CATCH_UP + MINUTE, DUE)
    assert states(connection) == [SlotState.SKIPPED]


def test_after_days_without_the_bot_one_digest_comes(connection: Connection) -> None:
    """The newest that is due, where it is due for six hours at most; those before are skipped, and their window is its own."""
    switch_on(connection)
    assert claim(connection, DUE + 3 * DAY + CATCH_UP, *drafts(1)) == 1
    assert states(connection) == [SlotState.CLAIMED, *[SlotState.SKIPPED] * 3]
    assert digests.told(connection, HOME)[0].since == MONDAY - DAY


def test_what_is_too_late_is_skipped(connection: Connection) -> None:
    """After more than six hours nothing comes."""
    switch_on(connection)
    assert claim(connection, DUE + CATCH_UP + MINUTE, *drafts(1)) == 1
    assert states(connection) == [SlotState.SKIPPED]
    assert digests.ready(connection, DUE + DAY, 10) == []


def test_nothing_new_moves_the_window(connection: Connection) -> None:
    """A digest without messages is empty, and the next one looks behind it."""
    switch_on(connection)
    claim(connection, DUE)
    assert states(connection) == [SlotState.EMPTY]
    assert present(connection).since == DUE


def test_a_digest_that_changed_while_it_was_planned_is_planned_anew(connection: Connection) -> None:
    """What was decided for another schedule is not written down."""
    switch_on(connection)
    (planned,) = digests.due(connection, DUE, 10)
    digests.keep(connection, planned, DUE - MINUTE)
    stale = Claim(planned, (), (DUE.date(), DUE), drafts(1))
    assert digests.write_claims(connection, [stale], DUE) == 1
    digests.keep(connection, replace(planned, at=time(9), weekdays=WEEKDAYS), DUE)
    assert digests.write_claims(connection, [Claim(planned, (), (DUE.date() + DAY, DUE + DAY), drafts(1))], DUE + DAY) == 0


def test_a_change_settles_what_is_due(connection: Connection) -> None:
    """What was due by the old hour is skipped, its date comes no second time, and its news is in the next digest."""
    before = switch_on(connection)
    wanted = replace(before, at=time(22))
    kept = digests.keep(connection, wanted, DUE + MINUTE)
    assert states(connection) == [SlotState.SKIPPED]
    assert kept.since == before.since
    assert kept.first_day == date(2026, 11, 24)
    assert claim(connection, DUE + 14 * timedelta(hours=1)) == 0


def test_another_wish_leaves_due_what_is_due(connection: Connection) -> None:
    """Who wishes for silence between the hour and the sending still gets that day's digest."""
    before = switch_on(connection)
    kept = digests.keep(connection, replace(before, silent=True), DUE + MINUTE)
    assert (kept.handled, kept.first_day) == (before.handled, before.first_day)
    assert states(connection) == []
    assert [each.silent for each in digests.due(connection, DUE + MINUTE, 10)] == [True]


def test_a_moved_group_keeps_its_clocks(connection: Connection) -> None:
    """Where the new number has preferences without a zone, the digest goes by the zone that it had."""
    switch_on(connection, GROUP, zone="Europe/Berlin")
    preferences.keep(connection, -100, Preferences(quotations=3))
    chats.move(connection, GROUP.chat_id, -100)
    assert preferences.of(connection, -100) == Preferences(zone="Europe/Berlin", quotations=3)
    assert len(digests.due(connection, DUE, 10)) == 1


def test_another_zone_repeats_no_date(connection: Connection) -> None:
    """Whoever travels west after the digest gets none at the same hour of the same date there."""
    switch_on(connection, zone="Asia/Tokyo")
    due = MONDAY - timedelta(hours=1)  # 8:00 of Monday in Tokyo was before the digest was switched on
    assert claim(connection, due + DAY, *drafts(1)) == 1
    digests.move_zone(connection, HOME.chat_id, "America/Los_Angeles", due + DAY + MINUTE)
    moved = present(connection)
    assert (moved.zone, moved.handled) == ("America/Los_Angeles", date(2026, 11, 24))
    assert [day for day in range(1, 4) if claim(connection, due + DAY * day + timedelta(hours=17))] == [2, 3]


def test_switched_off_nothing_waits(connection: Connection) -> None:
    """What was still to be sent is given up, and no further digest is due."""
    digest = switch_on(connection)
    claim(connection, DUE, *drafts(2))
    digests.sent(connection, take(connection, DUE), 1, DUE)
    digests.keep(connection, replace(digest, switched_on=False), DUE)
    assert digests.ready(connection, DUE, 10) == []
    assert states(connection) == [SlotState.PARTLY]
    assert claim(connection, DUE + DAY, *drafts(1)) == 0


def test_a_lost_chat_pauses_and_comes_back_without_a_backlog(connection: Connection) -> None:
    """What waits is given up and nothing is due; found again, it gets the newest digest, and the others are skipped."""
    switch_on(connection)
    claim(connection, DUE, *drafts(2))
    part = take(connection, DUE)
    digests.give_up(connection, part, DUE)
    chats.lose(connection, HOME.chat_id, "blocked", DUE)
    assert states(connection) == [SlotState.SKIPPED]
    assert claim(connection, DUE + 4 * DAY, *drafts(1, "b")) == 0
    assert chats.find_again(connection, HOME.chat_id)
    assert claim(connection, DUE + 4 * DAY, *drafts(1, "b")) == 1
    assert states(connection) == [SlotState.CLAIMED, *[SlotState.SKIPPED] * 4]
    assert digests.told(connection, HOME)[0].since == MONDAY - DAY


def test_a_closed_topic_sends_the_rest_to_the_general_one(connection: Connection) -> None:
    """All that is left of the digest goes there with one failure, and the next digest tries the topic again."""
    switch_on(connection, TOPIC)
    claim(connection, DUE, *drafts(3), spot=TOPIC)
    part = take(connection, DUE)
    assert part.letter.topic == 3
    digests.to_general(connection, part, DUE)
    for number in (1, 2, 3):
        part = take(connection, DUE)
        assert (part.number, part.letter.topic, part.letter.text) == (number, None, f"a{number}")
        digests.sent(connection, part, number, DUE)
    claim(connection, DUE + DAY, *drafts(1, "b"), spot=TOPIC)
    assert take(connection, DUE + DAY).letter.topic == 3


def test_a_group_takes_its_digests_along(connection: Connection) -> None:
    """Those of its topics too, with what is on its way; two messages that tell of it do the same as one."""
    switch_on(connection, GROUP)
    switch_on(connection, TOPIC)
    claim(connection, DUE, *drafts(1), spot=GROUP)
    part = take(connection, DUE)
    digests.again(connection, part, DUE, DUE)
    for _ in range(2):
        chats.move(connection, -5, -100)
    assert digests.in_chat(connection, -5) == []
    assert [each.spot for each in digests.in_chat(connection, -100)] == [Destination(-100), Destination(-100, 3)]
    assert take(connection, DUE).chat_id == -100


def test_a_group_that_has_a_digest_already_keeps_that(connection: Connection) -> None:
    """It takes over what the other one has shown, what that one did not, and its dates; nothing comes twice."""
    switch_on(connection, GROUP)
    claim(connection, DUE, *drafts(2), spot=GROUP)
    digests.sent(connection, take(connection, DUE), 1, DUE)
    late = take(connection, DUE)
    stays = switch_on(connection, Destination(-100), at=time(9))
    for _ in range(2):
        chats.move(connection, -5, -100)
    digests.sent(connection, late, 2, DUE)  # it arrived after all, and nobody knows of its digest any more
    merged = present(connection, Destination(-100))
    assert (merged.id, merged.at, merged.handled, merged.since) == (stays.id, time(9), DUE.date(), MONDAY - DAY)
    assert digests.delivered(connection, [stays.id], {"a1", "a2", "z"}) == {stays.id: frozenset({"a1"})}
    assert claim(connection, DUE + timedelta(hours=2), spot=Destination(-100)) == 0
    assert claim(connection, DUE + DAY + timedelta(hours=2), spot=Destination(-100)) == 1


def test_who_is_forgotten_has_no_digest(connection: Connection) -> None:
    """Their own is erased with all that it was, also while a part is on its way; in a group nobody is known to have set it."""
    switch_on(connection)
    switch_on(connection, GROUP)
    claim(connection, DUE, *drafts(2), spot=HOME)
    digests.sent(connection, take(connection, DUE), 1, DUE)
    part = take(connection, DUE)
    chats.forget(connection, 7)
    assert digests.of(connection, HOME) is None
    assert present(connection, GROUP).person_id is None
    digests.sent(connection, part, 2, DUE)
    digests.perhaps_sent(connection, part, DUE)
    digests.again(connection, part, DUE + DAY, DUE)
    digests.give_up(connection, part, DUE)
    assert shown(connection) == set()
    assert connection.execute(select(SlotRow.id)).all() == []


def test_nothing_is_kept_longer_than_ninety_days(connection: Connection) -> None:
    """What was shown and what became of dates goes then; a chat that was lost so long ago loses its digest."""
    switch_on(connection)
    claim(connection, DUE, *drafts(1))
    digests.sent(connection, take(connection, DUE), 1, DUE)
    chats.lose(connection, HOME.chat_id, "blocked", DUE)
    chats.expire(connection, DUE + 90 * DAY)
    assert states(connection) == [SlotState.SENT]
    assert shown(connection) == {"a1"}
    chats.expire(connection, DUE + 90 * DAY + MINUTE)
    assert digests.of(connection, HOME) is None
    assert shown(connection) == set()


def test_due_times_are_worked_out_anew(connection: Connection) -> None:
    """Where a zone's rules have changed since they were written down, they are as the rules say after a start."""
    switch_on(connection)
    preferences.keep(connection, HOME.chat_id, Preferences(zone="Asia/Tokyo"))  # as good as a change of rules
    digests.reckon_anew(connection)
    assert digests.due(connection, DUE - timedelta(hours=9) + DAY - MINUTE, 10) != []
    assert digests.due(connection, DUE - timedelta(hours=9) - MINUTE, 10) == []
