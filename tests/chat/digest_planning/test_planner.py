"""Planning on a real archive: once, with what is new then, and nothing that an older digest has told."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest

from briefbot.archive import Archive
from briefbot.chat.digests.planner import Planner
from briefbot.dialogue.outgoing import Failure, Verdict
from briefbot.dialogue.preferences import Preferences
from briefbot.digests.planning import SlotState
from briefbot.digests.subscription import Destination, Subscription
from briefbot.reading.analysis import ANALYSIS_VERSION
from briefbot.store.digest_parts import Part
from briefbot.store.documents import Analysed, Incoming
from briefbot.telegram import delivery
from briefbot.telegram.views import digest

from .articles import PEOPLE, Quotation, cut, written

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
DUE = MONDAY + timedelta(hours=8)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SPOT, TOPIC = Destination(7), Destination(-5, 3)


@pytest.fixture
def briefbot(new_archive: Callable[[], Archive]) -> Archive:
    """An archive without articles."""
    return new_archive()


def switch_on(briefbot: Archive, *followed: str, destination: Destination = SPOT, at: time = time(8)) -> None:
    """A daily digest of these follows."""
    with briefbot.store.write() as work:
        work.preferences.keep(destination.chat_id, Preferences(zone="UTC"))
        for text in followed:
            work.follows.add(destination, text, 7, MONDAY)
        work.subscriptions.keep(Subscription(0, destination, MONDAY, switched_on=True, zone="UTC", at=at, person_id=7), MONDAY)


def put(briefbot: Archive, at: datetime, *numbers: int) -> None:
    """An article with quotations of these numbers, all on the bridge, by people in turn."""
    told = [Quotation(number, number, PEOPLE[number % len(PEOPLE)], "bridge") for number in numbers]
    document = written(f"article {numbers}", "Harbour Post", at, told)
    briefbot.store.put([(Incoming("papers", document), Analysed(tuple(cut(document))))], ANALYSIS_VERSION, at)


def take(briefbot: Archive, now: datetime) -> Part:
    """The one part that is to be sent; it is on its way then."""
    with briefbot.store.write() as work:
        (part,) = work.digest_parts.ready(now, 10)
        assert work.digest_parts.begin(part)
    return part


def send(briefbot: Archive, now: datetime) -> str:
    """Let the one part arrive that is to be sent; its text."""
    part = take(briefbot, now)
    with briefbot.store.write() as work:
        work.digest_parts.sent(part, 1, now)
    return part.letter.text


def fail(briefbot: Archive, now: datetime, failure: Failure) -> None:
    """Let the one part fail that is to be sent."""
    part = take(briefbot, now)
    with briefbot.store.write() as work:
        delivery.failed(work, part, failure, "reason", now)


def state(briefbot: Archive, destination: Destination = SPOT) -> SlotState:
    """What became of the last date."""
    with briefbot.store.read() as work:
        return work.subscriptions.told(destination, 1)[0].state


def test_planned_twice_it_comes_once(briefbot: Archive) -> None:
    """A second look, also of another planner, finds nothing due."""
    switch_on(briefbot, "bridge")
    put(briefbot, MONDAY, 1)
    assert Planner(briefbot, digest).plan(DUE) == 1
    assert [Planner(briefbot, digest).plan(DUE + n * HOUR) for n in range(20)] == [0] * 20
    assert "1 new quotation" in send(briefbot, DUE)


def test_the_next_digest_tells_what_is_new(briefbot: Archive) -> None:
    """What was told is not told again, what came in behind the last hour is, and where nothing did, nothing is sent."""
    switch_on(briefbot, "bridge")
    put(briefbot, MONDAY, 1)
    planner = Planner(briefbot, digest)
    planner.plan(DUE)
    put(briefbot, DUE + HOUR, 2)
    first = send(briefbot, DUE + 2 * HOUR)
    planner.plan(DUE + DAY)
    second = send(briefbot, DUE + DAY)
    assert (PEOPLE[1] in first, PEOPLE[2] in first) == (True, False)
    assert (PEOPLE[1] in second, PEOPLE[2] in second) == (False, True)
    planner.plan(DUE + 2 * DAY)
    assert state(briefbot) == SlotState.EMPTY


def test_what_the_cap_cuts_off_is_in_the_next_digest(briefbot: Archive) -> None:
    """Twelve of thirty come a day, until all have come; the last has the rest."""
    switch_on(briefbot, "bridge")
    for number in range(30):
        put(briefbot, MONDAY, number)
    planner, seen = Planner(briefbot, digest), []
    for day in range(3):
        planner.plan(DUE + day * DAY)
        while True:
            with briefbot.store.read() as work:
                if not work.digest_parts.ready(DUE + day * DAY, 1):
                    break
            seen.append(send(briefbot, DUE + day * DAY))
    assert [sum(f"qu{'ba' * 3}" in line for line in text.splitlines()) for text in seen] == [12, 12, 6]
    planner.plan(DUE + 3 * DAY)
    assert state(briefbot) == SlotState.EMPTY


def test_without_follows_the_day_is_told(briefbot: Archive) -> None:
    """Who follows nothing gets what came in within the day."""
    switch_on(briefbot)
    put(briefbot, DUE - HOUR, 1)
    put(briefbot, MONDAY - DAY, 2)
    Planner(briefbot, digest).plan(DUE)
    text = send(briefbot, DUE)
    assert (PEOPLE[1] in text, PEOPLE[2] in text) == (True, False)


def test_a_newer_digest_tells_what_an_older_one_could_not(briefbot: Archive) -> None:
    """What waited to be sent again is given up when the next is due, so that nothing comes twice."""
    switch_on(briefbot, "bridge", at=time(23))
    put(briefbot, MONDAY, 1)
    planner = Planner(briefbot, digest)
    late = MONDAY + 23 * HOUR
    planner.plan(late)
    fail(briefbot, late, Failure(Verdict.WAIT, seconds=4 * 3600.0))
    with briefbot.store.write() as work:
        wanted = work.subscriptions.of(SPOT)
        assert wanted is not None
        work.subscriptions.move_zone(SPOT.chat_id, "Pacific/Kiritimati", late)  # where it is Tuesday, 13:00
        work.subscriptions.keep(Subscription(0, SPOT, MONDAY, switched_on=True, zone="Pacific/Kiritimati", at=time(14)), late)
    assert planner.plan(late + 2 * HOUR) == 1
    assert PEOPLE[1] in send(briefbot, late + 5 * HOUR)
    with briefbot.store.read() as work:
        assert [told.state for told in work.subscriptions.told(SPOT)] == [SlotState.SENT, SlotState.SKIPPED]


@pytest.mark.parametrize(
    ("verdict", "then"),
    [
        (Verdict.WAIT, SlotState.CLAIMED),
        (Verdict.AGAIN, SlotState.CLAIMED),
        (Verdict.UNREADABLE, SlotState.CLAIMED),
        (Verdict.FAILED, SlotState.UNKNOWN),
        (Verdict.PERHAPS_SENT, SlotState.UNKNOWN),
        (Verdict.LOST, SlotState.SKIPPED),
        (Verdict.REFUSED, SlotState.SKIPPED),
        (Verdict.NO_TOPIC, SlotState.SKIPPED),
    ],
)
def test_what_a_failure_means(briefbot: Archive, verdict: Verdict, then: SlotState) -> None:
    """Certainly not sent: again. Perhaps sent: unknown. Not to be sent: given up, and news for the next digest."""
    switch_on(briefbot, "bridge")
    put(briefbot, MONDAY, 1)
    Planner(briefbot, digest).plan(DUE)
    fail(briefbot, DUE, Failure(verdict, seconds=60.0))
    assert state(briefbot) == then
    with briefbot.store.read() as work:
        assert (work.chats.lost(SPOT.chat_id) is not None) == (verdict is Verdict.LOST)


def test_unreadable_html_goes_as_plain_text_once(briefbot: Archive) -> None:
    """The same words without tags; where they are refused too, the part is given up."""
    switch_on(briefbot, "bridge")
    put(briefbot, MONDAY, 1)
    Planner(briefbot, digest).plan(DUE)
    fail(briefbot, DUE, Failure(Verdict.UNREADABLE))
    with briefbot.store.read() as work:
        (part,) = work.digest_parts.ready(DUE, 1)
    assert "<" not in part.letter.text
    assert PEOPLE[1] in part.letter.text
    fail(briefbot, DUE, Failure(Verdict.UNREADABLE))
    assert state(briefbot) == SlotState.SKIPPED


def test_whoever_set_it_is_told_once_of_a_closed_topic(briefbot: Archive) -> None:
    """However many parts the digest has: the first that fails sends all of them to the general topic."""
    switch_on(briefbot, "bridge", destination=TOPIC)
    for number in range(12):
        put(briefbot, MONDAY, number)
    Planner(briefbot, digest).plan(DUE)
    fail(briefbot, DUE, Failure(Verdict.NO_TOPIC))
    send(briefbot, DUE)
    assert state(briefbot, TOPIC) == SlotState.SENT
    with briefbot.store.read() as work:
        assert len(work.outbox.unsent(7)) == 1


def test_the_ones_who_set_a_lost_groups_digest_are_told(briefbot: Archive) -> None:
    """Once, in their own chat."""
    switch_on(briefbot, "bridge", destination=TOPIC)
    put(briefbot, MONDAY, 1)
    Planner(briefbot, digest).plan(DUE)
    fail(briefbot, DUE, Failure(Verdict.LOST))
    with briefbot.store.read() as work:
        assert len(work.outbox.unsent(7)) == 1
