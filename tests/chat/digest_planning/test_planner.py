"""Planning on a real archive: once, with what is new then, and nothing that an older digest has told."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest

from briefbot.archive import Archive
from briefbot.chat.digests.planner import Planner
from briefbot.dialogue.outgoing import Failure, Verdict
from briefbot.dialogue.preferences import Preferences
from briefbot.digests.planning import SlotState
from briefbot.digests.subscription import Destination, Subscription
from briefbot.reading.analysis import ANALYSIS_VERSION, Analysed
from briefbot.reading.corrections import Correction
from briefbot.store.documents import Incoming
from briefbot.telegram.transport.failures import judge

from .articles import PEOPLE, Quotation, cut, written
from .sending import Sender, Telegram, error_of

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


def send(briefbot: Archive, now: datetime, *failures: Failure) -> list[str]:
    """Have the next message of the one digest sent, which first fails so; the texts that Telegram was handed."""
    texts: list[str] = []
    troubles = iter(failures)

    async def take(_chat: int, text: str, _topic: int | None) -> int:
        texts.append(text)
        if failure := next(troubles, None):
            raise error_of(failure)
        return len(texts)

    sender = Sender(briefbot, Telegram(take), lambda: now)
    (unsent,) = sender.ready(10)
    asyncio.run(sender.send(unsent))
    return texts


def state(briefbot: Archive, destination: Destination = SPOT) -> SlotState:
    """What became of the last date."""
    with briefbot.store.read() as work:
        return work.subscriptions.told(destination, 1)[0].state


def test_planned_twice_it_comes_once(briefbot: Archive) -> None:
    """A second look, also of another planner, finds nothing due."""
    switch_on(briefbot, "bridge")
    put(briefbot, MONDAY, 1)
    assert Planner(briefbot).plan(DUE) == 1
    assert [Planner(briefbot).plan(DUE + n * HOUR) for n in range(20)] == [0] * 20
    assert "1 new quotation" in send(briefbot, DUE)[0]


def test_the_next_digest_tells_what_is_new(briefbot: Archive) -> None:
    """What was told is not told again, what came in behind the last hour is, and where nothing did, nothing is sent."""
    switch_on(briefbot, "bridge")
    put(briefbot, MONDAY, 1)
    planner = Planner(briefbot)
    planner.plan(DUE)
    put(briefbot, DUE + HOUR, 2)
    (first,) = send(briefbot, DUE + 2 * HOUR)
    planner.plan(DUE + DAY)
    (second,) = send(briefbot, DUE + DAY)
    assert (PEOPLE[1] in first, PEOPLE[2] in first) == (True, False)
    assert (PEOPLE[1] in second, PEOPLE[2] in second) == (False, True)
    planner.plan(DUE + 2 * DAY)
    assert state(briefbot) == SlotState.EMPTY


def test_what_the_cap_cuts_off_is_in_the_next_digest(briefbot: Archive) -> None:
    """Twelve of thirty come a day, until all have come; the last has the rest."""
    switch_on(briefbot, "bridge")
    for number in range(30):
        put(briefbot, MONDAY, number)
    planner, seen = Planner(briefbot), []
    for day in range(3):
        planner.plan(DUE + day * DAY)
        while True:
            with briefbot.store.read() as work:
                if not work.digest_queue.ready(1):
                    break
            seen += send(briefbot, DUE + day * DAY)
    assert [sum(f"qu{'ba' * 3}" in line for line in text.splitlines()) for text in seen] == [12, 12, 6]
    planner.plan(DUE + 3 * DAY)
    assert state(briefbot) == SlotState.EMPTY


def test_without_follows_the_day_is_told(briefbot: Archive) -> None:
    """Who follows nothing gets what came in within the day."""
    switch_on(briefbot)
    put(briefbot, DUE - HOUR, 1)
    put(briefbot, MONDAY - DAY, 2)
    Planner(briefbot).plan(DUE)
    (text,) = send(briefbot, DUE)
    assert (PEOPLE[1] in text, PEOPLE[2] in text) == (True, False)


def test_a_newer_digest_tells_what_an_older_one_could_not(briefbot: Archive) -> None:
    """What waited to be sent again is given up when the next is due, so that nothing comes twice."""
    switch_on(briefbot, "bridge", at=time(23))
    put(briefbot, MONDAY, 1)
    planner = Planner(briefbot)
    late = MONDAY + 23 * HOUR
    planner.plan(late)
    send(briefbot, late, Failure(Verdict.WAIT, seconds=4 * 3600.0))
    with briefbot.store.write() as work:
        wanted = work.subscriptions.of(SPOT)
        assert wanted is not None
        work.subscriptions.move_zone(SPOT.chat_id, "Pacific/Kiritimati", late)  # where it is Tuesday, 13:00
        work.subscriptions.keep(Subscription(0, SPOT, MONDAY, switched_on=True, zone="Pacific/Kiritimati", at=time(14)), late)
    assert planner.plan(late + 2 * HOUR) == 1
    assert PEOPLE[1] in send(briefbot, late + 5 * HOUR)[0]
    with briefbot.store.read() as work:
        assert [told.state for told in work.subscriptions.told(SPOT)] == [SlotState.SENT, SlotState.SKIPPED]


@pytest.mark.parametrize(
    ("verdict", "then"),
    [
        (Verdict.WAIT, SlotState.CLAIMED),
        (Verdict.AGAIN, SlotState.CLAIMED),
        (Verdict.UNREADABLE, SlotState.SENT),
        (Verdict.FAILED, SlotState.UNKNOWN),
        (Verdict.PERHAPS_SENT, SlotState.UNKNOWN),
        (Verdict.LOST, SlotState.SKIPPED),
        (Verdict.REFUSED, SlotState.SKIPPED),
        (Verdict.NO_TOPIC, SlotState.SKIPPED),
    ],
)
def test_what_a_failure_means(briefbot: Archive, verdict: Verdict, then: SlotState) -> None:
    """Certainly not sent: again. Perhaps sent: unknown. Not to be sent: given up, and news for the next digest."""
    assert judge(error_of(Failure(verdict))).verdict is verdict
    switch_on(briefbot, "bridge")
    put(briefbot, MONDAY, 1)
    Planner(briefbot).plan(DUE)
    send(briefbot, DUE, Failure(verdict, seconds=60.0))
    assert state(briefbot) == then
    with briefbot.store.read() as work:
        assert (work.chats.lost(SPOT.chat_id) is not None) == (verdict is Verdict.LOST)


def test_unreadable_html_goes_as_plain_text_once(briefbot: Archive) -> None:
    """The same words without tags; where they are refused too, the part is given up."""
    switch_on(briefbot, "bridge")
    put(briefbot, MONDAY, 1)
    Planner(briefbot).plan(DUE)
    unreadable = Failure(Verdict.UNREADABLE)
    _, plain = send(briefbot, DUE, unreadable, unreadable)
    assert "<" not in plain
    assert PEOPLE[1] in plain
    assert state(briefbot) == SlotState.SKIPPED


def test_whoever_set_it_is_told_once_of_a_closed_topic(briefbot: Archive) -> None:
    """The message that fails goes to the general topic at once."""
    switch_on(briefbot, "bridge", destination=TOPIC)
    for number in range(12):
        put(briefbot, MONDAY, number)
    Planner(briefbot).plan(DUE)
    send(briefbot, DUE, Failure(Verdict.NO_TOPIC))
    assert state(briefbot, TOPIC) == SlotState.SENT
    with briefbot.store.read() as work:
        assert len(work.outbox.unsent(7)) == 1


def test_the_ones_who_set_a_lost_groups_digest_are_told(briefbot: Archive) -> None:
    """Once, in their own chat."""
    switch_on(briefbot, "bridge", destination=TOPIC)
    put(briefbot, MONDAY, 1)
    Planner(briefbot).plan(DUE)
    send(briefbot, DUE, Failure(Verdict.LOST))
    with briefbot.store.read() as work:
        assert len(work.outbox.unsent(7)) == 1


def test_a_digest_is_drawn_when_it_is_sent(briefbot: Archive) -> None:
    """In the language that its chat reads then, by the name that the speaker has then."""
    switch_on(briefbot, "bridge")
    put(briefbot, MONDAY, 1)
    Planner(briefbot).plan(DUE)
    with briefbot.store.write() as work:
        work.preferences.choose_language(SPOT.chat_id, "ru")
    stored = briefbot.store.document("article (1,)")
    assert stored is not None
    corrected = Correction(
        stored.document.id, stored.passages[0].span, stored.passages[0].span.of(stored.document.text), "Ada Wren"
    )
    briefbot.store.correct(corrected, Analysed(tuple(cut(stored.document))), DUE)
    (text,) = send(briefbot, DUE)
    assert "1 новая цитата" in text
    assert "Ada Wren" in text
    assert PEOPLE[1] not in text


def test_what_was_taken_out_of_the_archive_is_not_sent(briefbot: Archive) -> None:
    """A digest that waits is planned anew without it, in the same look, and comes in time."""
    switch_on(briefbot, "bridge")
    put(briefbot, MONDAY, 1)
    put(briefbot, MONDAY, 2)
    planner = Planner(briefbot)
    planner.plan(DUE)
    briefbot.store.remove(["article (1,)"])
    assert send(briefbot, DUE) == []
    assert planner.plan(DUE) == 1
    (text,) = send(briefbot, DUE)
    assert (PEOPLE[1] in text, PEOPLE[2] in text) == (False, True)
    assert state(briefbot) == SlotState.SENT
