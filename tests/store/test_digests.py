"""The ledger of digests: one slot a date, each message once, failures that are definite or not, and what is kept how long."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from briefbot.dialogue.preferences import Preferences
from briefbot.digests.planning import CATCH_UP, SlotState, decide
from briefbot.digests.queued import Position, QueuedDigest, Quoted, Step
from briefbot.digests.schedule import WEEKDAYS
from briefbot.digests.subscription import Destination, Subscription
from briefbot.store.digest_ledger import Claim
from briefbot.store.store import Store
from briefbot.store.tables import DeliveredRow, MessageRow, SlotRow
from briefbot.store.work import UnitOfWork

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
DUE = MONDAY + timedelta(hours=8)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
HOME, GROUP, TOPIC = Destination(7), Destination(-5), Destination(-5, 3)


@pytest.fixture
def work(database: str) -> Iterator[UnitOfWork]:
    """A transaction on an empty archive."""
    store = Store(database)
    with store.write() as opened:
        yield opened
    store.close()


def switch_on(work: UnitOfWork, destination: Destination = HOME, zone: str = "UTC", at: time = time(8)) -> Subscription:
    """A daily digest, wanted since the beginning of Monday."""
    work.preferences.keep(destination.chat_id, Preferences(zone=zone))
    return work.subscriptions.keep(
        Subscription(0, destination, MONDAY, switched_on=True, zone=zone, at=at, person_id=7), MONDAY
    )


def claim(work: UnitOfWork, now: datetime, digest: QueuedDigest | None = None, destination: Destination = HOME) -> int:
    """Write down the digest of a spot that is due; how many were."""
    claims = []
    for each in work.subscriptions.due(now, 10, destination):
        assert each.schedule is not None
        decision = decide(each.schedule, each.handled, now)
        until = decision.claim[1] if decision.claim else now
        claims.append(Claim(each, decision.skip, decision.claim, digest, next_since=until, shown=1, of=9))
    return work.digest_ledger.write_claims(claims, now)


def holding(count: int, name: str = "a") -> QueuedDigest:
    """A digest of so many quotations."""
    quotations = tuple((Quoted(number, 0, 0, 9, f"{name}{number}"),) for number in range(1, count + 1))
    return QueuedDigest((("the bridge", quotations),), count, MONDAY, DUE, follows=True)


def take(work: UnitOfWork) -> tuple[int, Step]:
    """The row of the one digest with a message to be sent, and its next one, with a quotation; it is on its way then."""
    (unsent,) = work.digest_queue.ready(10)
    assert unsent.digest is not None
    at, quotations = unsent.digest.next.paragraph, [one.fingerprint for one in unsent.digest.quotations]
    step = Step((quotations[at],), Position(at + 1, 0) if at + 1 < len(quotations) else None)
    assert work.digest_queue.begin(unsent.id, step)
    return unsent.id, step


def send(work: UnitOfWork, message_id: int = 1) -> None:
    """Let the one message arrive that is to be sent."""
    row, _ = take(work)
    work.digest_queue.arrived(row, message_id, DUE)


def states(work: UnitOfWork, destination: Destination = HOME) -> list[SlotState]:
    """What became of the dates, newest first."""
    return [told.state for told in work.subscriptions.told(destination)]


def shown(work: UnitOfWork, *, surely: bool = False) -> set[str]:
    """What counts as delivered."""
    query = select(DeliveredRow.fingerprint)
    return set(work._connection.scalars(query.where(DeliveredRow.sure) if surely else query))


def present(work: UnitOfWork, destination: Destination = HOME) -> Subscription:
    """The digest of a spot as it is kept."""
    found = work.subscriptions.of(destination)
    assert found is not None
    return found


def test_a_date_has_one_slot(work: UnitOfWork) -> None:
    """A digest is claimed once, however often it is asked for, and the database itself refuses a second slot of its date."""
    digest = switch_on(work)
    assert claim(work, DUE - MINUTE) == 0
    assert claim(work, DUE, holding(1)) == 1
    assert claim(work, DUE, holding(1)) == 0
    with pytest.raises(IntegrityError):
        work._connection.execute(
            insert(SlotRow).values(digest_id=digest.id, day=DUE.date(), due_at=DUE, state="claimed", shown=0, of=0)
        )


def test_messages_go_in_order(work: UnitOfWork) -> None:
    """The next one is ready when the one before has arrived; after the last the slot is sent, and the next window begins."""
    switch_on(work)
    claim(work, DUE, holding(3))
    for number in (1, 2, 3):
        assert states(work) == [SlotState.CLAIMED]
        row, step = take(work)
        assert step.quotations == (f"a{number}",)
        assert work.digest_queue.ready(10) == []
        assert not work.digest_queue.begin(row, step)
        work.digest_queue.arrived(row, number, DUE)
        assert shown(work, surely=True) == {f"a{done}" for done in range(1, number + 1)}
    assert states(work) == [SlotState.SENT]
    assert present(work).since == DUE
    assert work._connection.execute(select(MessageRow.id)).all() == []


def test_after_a_crash_what_was_on_its_way_is_unknown(work: UnitOfWork) -> None:
    """It is not sent again by itself and counts as shown, though not surely; what is behind it goes on."""
    switch_on(work)
    claim(work, DUE, holding(2))
    take(work)
    assert work.digest_queue.recover(DUE + MINUTE) == 1
    assert work.digest_queue.recover(DUE + MINUTE) == 0
    row, step = take(work)
    assert step.quotations == ("a2",)
    work.digest_queue.arrived(row, 2, DUE)
    assert states(work) == [SlotState.UNKNOWN]
    assert shown(work) == {"a1", "a2"}
    assert shown(work, surely=True) == {"a2"}
    assert present(work).since == DUE


def test_what_was_certainly_not_sent_is_tried_again_for_six_hours(work: UnitOfWork) -> None:
    """The same message, again and again; after six hours it is given up, and still news."""
    switch_on(work)
    claim(work, DUE, holding(2))
    send(work)
    for _ in range(3):
        row, step = take(work)
        assert step.quotations == ("a2",)
        work.digest_queue.again(row, DUE)
    work.digest_queue.expire(DUE + CATCH_UP)
    assert states(work) == [SlotState.CLAIMED]
    work.digest_queue.expire(DUE + CATCH_UP + MINUTE)
    assert states(work) == [SlotState.PARTLY]
    assert present(work).since == MONDAY - DAY
    assert shown(work) == {"a1"}


@pytest.mark.parametrize("state", [SlotState.PARTLY, SlotState.SKIPPED])
def test_what_is_on_its_way_when_it_is_given_up(work: UnitOfWork, state: SlotState) -> None:
    """It may still arrive, and counts then; nothing behind it is sent, and what was not is news for the next digest."""
    switch_on(work)
    claim(work, DUE, holding(2))
    row, _ = take(work)
    work.digest_queue.expire(DUE + DAY)
    assert states(work) == [SlotState.CLAIMED]
    arrives = state is SlotState.PARTLY
    if arrives:
        work.digest_queue.arrived(row, 1, DUE + DAY)
    else:
        work.digest_queue.again(row, DUE + DAY)
    assert states(work) == [state]
    assert shown(work) == ({"a1"} if arrives else set())
    assert work.digest_queue.ready(10) == []
    assert present(work).since == MONDAY - DAY


def test_what_cannot_be_drawn_any_more_is_planned_anew(work: UnitOfWork) -> None:
    """Its date is due again at once, in the same window, and what it has told counts as shown."""
    switch_on(work)
    claim(work, DUE, holding(2))
    send(work)
    (unsent,) = work.digest_queue.ready(10)
    work.digest_queue.plan_anew(unsent.id)
    assert states(work) == []
    assert claim(work, DUE, holding(1, "b")) == 1
    send(work)
    assert states(work) == [SlotState.SENT]
    assert shown(work) == {"a1", "b1"}


def test_after_days_without_the_bot_one_digest_comes(work: UnitOfWork) -> None:
    """The newest that is due, where it is due for six hours at most; those before are skipped, and their window is its own."""
    switch_on(work)
    assert claim(work, DUE + 3 * DAY + CATCH_UP, holding(1)) == 1
    assert states(work) == [SlotState.CLAIMED, *[SlotState.SKIPPED] * 3]
    assert work.subscriptions.told(HOME)[0].since == MONDAY - DAY


def test_what_is_too_late_is_skipped(work: UnitOfWork) -> None:
    """After more than six hours nothing comes."""
    switch_on(work)
    assert claim(work, DUE + CATCH_UP + MINUTE, holding(1)) == 1
    assert states(work) == [SlotState.SKIPPED]
    assert work.digest_queue.ready(10) == []


def test_nothing_new_moves_the_window(work: UnitOfWork) -> None:
    """A digest without messages is empty, and the next one looks behind it."""
    switch_on(work)
    claim(work, DUE)
    assert states(work) == [SlotState.EMPTY]
    assert present(work).since == DUE


def test_a_digest_that_changed_while_it_was_planned_is_planned_anew(work: UnitOfWork) -> None:
    """What was decided for another schedule is not written down."""
    switch_on(work)
    (planned,) = work.subscriptions.due(DUE, 10)
    work.subscriptions.keep(planned, DUE - MINUTE)
    stale = Claim(planned, (), (DUE.date(), DUE), holding(1))
    assert work.digest_ledger.write_claims([stale], DUE) == 1
    work.subscriptions.keep(replace(planned, at=time(9), weekdays=WEEKDAYS), DUE)
    assert work.digest_ledger.write_claims([Claim(planned, (), (DUE.date() + DAY, DUE + DAY), holding(1))], DUE + DAY) == 0


def test_a_change_settles_what_is_due(work: UnitOfWork) -> None:
    """What was due by the old hour is skipped, its date comes no second time, and its news is in the next digest."""
    before = switch_on(work)
    wanted = replace(before, at=time(22))
    kept = work.subscriptions.keep(wanted, DUE + MINUTE)
    assert states(work) == [SlotState.SKIPPED]
    assert kept.since == before.since
    assert kept.first_day == date(2026, 11, 24)
    assert claim(work, DUE + 14 * timedelta(hours=1)) == 0


def test_another_wish_leaves_due_what_is_due(work: UnitOfWork) -> None:
    """Who wishes for silence between the hour and the sending still gets that day's digest."""
    before = switch_on(work)
    kept = work.subscriptions.keep(replace(before, silent=True), DUE + MINUTE)
    assert (kept.handled, kept.first_day) == (before.handled, before.first_day)
    assert states(work) == []
    assert [each.silent for each in work.subscriptions.due(DUE + MINUTE, 10)] == [True]


def test_a_moved_group_keeps_its_clocks(work: UnitOfWork) -> None:
    """Where the new number has preferences without a zone, the digest goes by the zone that it had."""
    switch_on(work, GROUP, zone="Europe/Berlin")
    work.preferences.keep(-100, Preferences(quotations=3))
    work.chats.move(GROUP.chat_id, -100)
    assert work.preferences.of(-100) == Preferences(zone="Europe/Berlin", quotations=3)
    assert len(work.subscriptions.due(DUE, 10)) == 1


def test_another_zone_repeats_no_date(work: UnitOfWork) -> None:
    """Whoever travels west after the digest gets none at the same hour of the same date there."""
    switch_on(work, zone="Asia/Tokyo")
    due = MONDAY - timedelta(hours=1)  # 8:00 of Monday in Tokyo was before the digest was switched on
    assert claim(work, due + DAY, holding(1)) == 1
    work.subscriptions.move_zone(HOME.chat_id, "America/Los_Angeles", due + DAY + MINUTE)
    moved = present(work)
    assert (moved.zone, moved.handled) == ("America/Los_Angeles", date(2026, 11, 24))
    assert [day for day in range(1, 4) if claim(work, due + DAY * day + timedelta(hours=17))] == [2, 3]


def test_switched_off_nothing_waits(work: UnitOfWork) -> None:
    """What was still to be sent is given up, and no further digest is due."""
    digest = switch_on(work)
    claim(work, DUE, holding(2))
    send(work)
    work.subscriptions.keep(replace(digest, switched_on=False), DUE)
    assert work.digest_queue.ready(10) == []
    assert states(work) == [SlotState.PARTLY]
    assert claim(work, DUE + DAY, holding(1)) == 0


def test_a_lost_chat_pauses_and_comes_back_without_a_backlog(work: UnitOfWork) -> None:
    """What waits is given up and nothing is due; found again, it gets the newest digest, and the others are skipped."""
    switch_on(work)
    claim(work, DUE, holding(2))
    row, _ = take(work)
    work.digest_queue.again(row, DUE)
    work.chats.lose(HOME.chat_id, "blocked", DUE)
    assert states(work) == [SlotState.SKIPPED]
    assert claim(work, DUE + 4 * DAY, holding(1, "b")) == 0
    assert work.chats.find_again(HOME.chat_id)
    assert claim(work, DUE + 4 * DAY, holding(1, "b")) == 1
    assert states(work) == [SlotState.CLAIMED, *[SlotState.SKIPPED] * 4]
    assert work.subscriptions.told(HOME)[0].since == MONDAY - DAY


def test_a_closed_topic_sends_the_rest_to_the_general_one(work: UnitOfWork) -> None:
    """All that is left of the digest goes there, and the next digest tries the topic again."""
    switch_on(work, TOPIC)
    claim(work, DUE, holding(3), destination=TOPIC)
    row, _ = take(work)
    work.digest_queue.again(row, DUE, general=True)
    for number in (1, 2, 3):
        assert is_for_general(work)
        row, step = take(work)
        assert step.quotations == (f"a{number}",)
        work.digest_queue.arrived(row, number, DUE)
    claim(work, DUE + DAY, holding(1, "b"), destination=TOPIC)
    assert not is_for_general(work)


def is_for_general(work: UnitOfWork) -> bool:
    """Whether the one digest that is to be sent goes where there is no topic."""
    (unsent,) = work.digest_queue.ready(10)
    return unsent.digest is not None and unsent.digest.general


def test_a_group_takes_its_digests_along(work: UnitOfWork) -> None:
    """Those of its topics too, with what is on its way; two messages that tell of it do the same as one."""
    switch_on(work, GROUP)
    switch_on(work, TOPIC)
    claim(work, DUE, holding(1), destination=GROUP)
    row, _ = take(work)
    work.digest_queue.again(row, DUE)
    for _ in range(2):
        work.chats.move(-5, -100)
    assert work.subscriptions.in_chat(-5) == []
    assert [each.destination for each in work.subscriptions.in_chat(-100)] == [Destination(-100), Destination(-100, 3)]
    assert [unsent.chat_id for unsent in work.digest_queue.ready(10)] == [-100]


def test_a_group_that_has_a_digest_already_keeps_that(work: UnitOfWork) -> None:
    """It takes over what the other one has shown, what that one did not, and its dates; nothing comes twice."""
    switch_on(work, GROUP)
    claim(work, DUE, holding(2), destination=GROUP)
    send(work)
    late, _ = take(work)
    stays = switch_on(work, Destination(-100), at=time(9))
    for _ in range(2):
        work.chats.move(-5, -100)
    work.digest_queue.arrived(late, 2, DUE)  # it arrived after all, and nobody knows of its digest any more
    merged = present(work, Destination(-100))
    assert (merged.id, merged.at, merged.handled, merged.since) == (stays.id, time(9), DUE.date(), MONDAY - DAY)
    assert work.digest_ledger.delivered([stays.id], {"a1", "a2", "z"}) == {stays.id: frozenset({"a1"})}
    assert claim(work, DUE + timedelta(hours=2), destination=Destination(-100)) == 0
    assert claim(work, DUE + DAY + timedelta(hours=2), destination=Destination(-100)) == 1


def test_who_is_forgotten_has_no_digest(work: UnitOfWork) -> None:
    """Their own is erased with all that it was, also while a part is on its way; in a group nobody is known to have set it."""
    switch_on(work)
    switch_on(work, GROUP)
    claim(work, DUE, holding(2), destination=HOME)
    send(work)
    row, step = take(work)
    work.chats.forget(7)
    assert work.subscriptions.of(HOME) is None
    assert present(work, GROUP).person_id is None
    work.digest_queue.arrived(row, 2, DUE)
    work.digest_queue.perhaps_arrived(row, DUE)
    work.digest_queue.again(row, DUE)
    work.digest_queue.refused(row, step, DUE)
    work.digest_queue.plan_anew(row)
    assert work._connection.execute(select(MessageRow.id)).all() == []
    assert shown(work) == set()
    assert work._connection.execute(select(SlotRow.id)).all() == []


def test_nothing_is_kept_longer_than_ninety_days(work: UnitOfWork) -> None:
    """What was shown and what became of dates goes then; a chat that was lost so long ago loses its digest."""
    switch_on(work)
    claim(work, DUE, holding(1))
    send(work)
    work.chats.lose(HOME.chat_id, "blocked", DUE)
    work.chats.expire(DUE + 90 * DAY)
    assert states(work) == [SlotState.SENT]
    assert shown(work) == {"a1"}
    work.chats.expire(DUE + 90 * DAY + MINUTE)
    assert work.subscriptions.of(HOME) is None
    assert shown(work) == set()


def test_due_times_are_worked_out_anew(work: UnitOfWork) -> None:
    """Where a zone's rules have changed since they were written down, they are as the rules say after a start."""
    switch_on(work)
    work.preferences.keep(HOME.chat_id, Preferences(zone="Asia/Tokyo"))  # as good as a change of rules
    work.subscriptions.reckon_anew()
    assert work.subscriptions.due(DUE - timedelta(hours=9) + DAY - MINUTE, 10) != []
    assert work.subscriptions.due(DUE - timedelta(hours=9) - MINUTE, 10) == []


def test_what_waits_for_a_stranger_waits(work: UnitOfWork) -> None:
    """A bot that became private sends it only to its admins, and to who was let in; to all others, nothing is due either."""
    switch_on(work)
    claim(work, DUE, holding(1))
    for admins, count in ((None, 1), ({7}, 1), ({8}, 0)):
        assert len(work.digest_queue.ready(10, admins=admins)) == count
        assert len(work.subscriptions.due(DUE + DAY, 10, admins=admins)) == count
    work.chats.decide_access(7, DUE, allowed=True)
    assert len(work.digest_queue.ready(10, admins={8})) == 1
    assert len(work.subscriptions.due(DUE + DAY, 10, admins={8})) == 1
