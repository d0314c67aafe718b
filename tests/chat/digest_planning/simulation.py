"""Weeks of many chats' digests on a real database, played from a seed: the process is killed every hour, and everything fails.

What decides is the program's own: the planner, the ledger, the sender. Telegram is a function that notes what a chat got, or
fails. Anything may end a process: between planning and writing down, between noting that a part is on its way and
noting what became of it.
"""

import asyncio
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import select

from briefbot.archive import Archive
from briefbot.archive.bm25_engine import BM25Engine
from briefbot.chat.digests.following import Follows, Owner
from briefbot.chat.digests.planner import Planner
from briefbot.dialogue.commands.follows import ShowDigest
from briefbot.dialogue.outgoing import Failure, Verdict
from briefbot.dialogue.preferences import Preferences
from briefbot.dialogue.replies import Digested
from briefbot.digests.near_duplicates import fingerprint
from briefbot.digests.planning import SlotState
from briefbot.digests.schedule import EVERY_DAY, WEEKDAYS, Schedule, due_at
from briefbot.digests.subscription import FIRST, Destination, Subscription
from briefbot.reading.analysis import ANALYSIS_VERSION, Analysed
from briefbot.store.documents import Incoming
from briefbot.store.outbox import Unsent
from briefbot.store.store import Store
from briefbot.store.tables import DeliveredRow, DigestRow, MessageRow, SlotRow
from briefbot.telegram import pausing
from briefbot.telegram.digests import take_up
from briefbot.wording.locale import reader_locale

from .articles import PAPERS, PEOPLE, TOPICS, Quotation, cut, mark, written
from .sending import SENDING, Sender, Telegram, error_of

# Clocks that go back in Europe on 25 October and in America on 1 November, forward in Australia, and those that never change.
ZONES = (
    "Africa/Cairo", "Africa/Casablanca", "Africa/Lagos", "America/Argentina/Buenos_Aires", "America/Bogota", "America/Havana",
    "America/Los_Angeles", "America/New_York", "America/Nuuk", "America/Santiago", "America/St_Johns", "Antarctica/Troll",
    "Asia/Beirut", "Asia/Gaza", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Shanghai", "Asia/Tokyo", "Atlantic/Azores",
    "Australia/Adelaide", "Australia/Lord_Howe", "Europe/Berlin", "Europe/Dublin", "Europe/Moscow", "Pacific/Apia",
    "Pacific/Auckland", "Pacific/Chatham", "Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC",
)  # fmt: skip
START = datetime(2026, 10, 10, tzinfo=UTC)
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_AT_ONCE = 24
_OLD = timedelta(days=7)
_MARK = re.compile(r"\bqu(?:[a-z]{2}){5}\b")


class Killed(BaseException):  # an event that nothing survives
    """The process was killed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A follow as it is typed, and what it asks for by the test's own account."""

    text: str
    speaker: str | None = None
    topic: str | None = None
    paper: str | None = None

    def asks_for(self, arrival: "Arrival") -> bool:
        """Whether this quotation is wanted."""
        one = arrival.quotation
        wanted = (self.speaker, one.speaker), (self.topic, one.topic), (self.paper, arrival.paper)
        return all(want is None or want == has for want, has in wanted)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A quotation that came in, and whether it was news then."""

    at: datetime
    quotation: Quotation
    paper: str
    is_news: bool


@dataclass(slots=True)
class Period:
    """A time without changes of a digest: its schedule, what was handled before, and until when it held."""

    schedule: Schedule | None
    handled: date | None
    until: datetime


@dataclass(slots=True)
class Reader:
    """Who reads the digest of one destination: what they follow and got, and what happens to their chat."""

    destination: Destination
    wanted: tuple[Wanted, ...]
    id: int = 0
    blocked: bool = False
    closed: bool = False
    before: list[int] = field(default_factory=list)  # the numbers that the chat had
    floor: datetime = START
    periods: list[Period] = field(default_factory=list)
    got: list[tuple[int, int, str]] = field(default_factory=list)  # slot, part, text
    unsure: set[int] = field(default_factory=set)  # slots of which a part may have arrived or not


class Process:
    """A run of the program, until it is killed."""

    def __init__(self, store: Store, world: "World") -> None:
        self.store = store
        self.briefbot = Archive(store, BM25Engine(world.folder))
        self.planner = Planner(self.briefbot)
        self.sender = Sender(self.briefbot, Telegram(world._take), lambda: world.now)
        self.runner = world.runner
        with self.store.write() as work:
            take_up(work, world.now)


@dataclass(slots=True)
class World:
    """Chats, papers, a Telegram that fails, and a process that is killed again and again."""

    chance: random.Random
    folder: Path
    readers: list[Reader]
    now: datetime = START
    arrivals: list[Arrival] = field(default_factory=list)
    events: Counter[str] = field(default_factory=Counter)
    statements: int = 0
    quotations: int = 0
    articles: int = 0
    runner: asyncio.Runner = field(default_factory=asyncio.Runner)
    _by_id: dict[int, Reader] = field(default_factory=dict)
    _quiet: bool = False
    _until_kill: int = 0
    _store: Store | None = None

    @property
    def url(self) -> str:
        """The database."""
        return f"sqlite:///{self.folder}/briefbot.db"

    # The hours

    def live(self, days: int) -> None:
        """All of these days; at the end everybody is back, and what is due is settled."""
        with self.runner:
            self._live(days)

    def _live(self, days: int) -> None:
        with self._process() as process:
            for reader in self.readers:
                self._begin(process, reader)
        hours = iter(range(1, days * 24))
        for hour in hours:
            self.now = START + hour * _HOUR
            self._hour()
            if self.chance.random() < 0.005:  # nobody starts it again for so many hours
                self.events["out"] += len(list(islice(hours, self.chance.randrange(2, 14))))
        self.now = START + days * _DAY
        with self._process() as process:
            for reader in self.readers:
                self._come_back(process, reader)
            self._until_done(process, quiet=True)

    def _hour(self) -> None:
        with suppress(Killed), self._process() as process:
            if self.now.hour % 8 == 3:
                self._print(process)
            for _ in range(self.chance.choice([0, 0, 1, 1, 2])):
                self._change(process, self.chance.choice(self.readers))
            self._until_done(process)

    def _until_done(self, process: Process, *, quiet: bool = False) -> None:
        """What the sender does at its looks at the schedule, as many as it takes or an hour has."""
        self._look(process, quiet=quiet)
        for minutes in (1, 10, 20, 20):
            with process.store.read() as work:
                waits = work._connection.execute(select(SlotRow.id).where(SlotRow.state == SlotState.CLAIMED).limit(1)).first()
            if waits is None:
                break
            self.now += timedelta(minutes=minutes)
            self._look(process, quiet=quiet)

    def _look(self, process: Process, *, quiet: bool) -> None:
        with process.store.write() as work:
            work.digest_queue.expire(self.now)
        while True:
            while self._send(process, quiet=quiet):
                pass
            if not quiet and self.chance.random() < 0.02:
                process.planner.due(self.now, 100)
                raise self._killed("killed before writing")
            if not process.planner.plan(self.now):
                return

    @contextmanager
    def _process(self) -> Iterator[Process]:
        # A store holds nothing but SQL that was compiled, and connections: those are closed with each process. Compiling all
        # of it anew every hour would take as long as the rest of the test, and is done once a day.
        if self._store is None or self.chance.random() < 1 / 24:
            self._store = Store(self.url)
        try:
            yield Process(self._store, self)
        finally:
            self._store.close()

    def _killed(self, when: str) -> Killed:
        self.events[when] += 1
        return Killed()

    # Sending

    def _send(self, process: Process, *, quiet: bool) -> bool:
        """Send the next messages at once, as the sender does; whether there were any."""
        ready = process.sender.ready(_AT_ONCE)
        self._quiet, killed = quiet, bool(ready) and not quiet and self.chance.random() < 0.06
        self._until_kill = self.chance.randrange(len(ready)) if killed else len(ready) + 1
        if process.runner.run(self._sent(process, ready)):
            with process.store.read() as work:
                on_their_way = select(MessageRow.slot_id, SlotRow.digest_id).join(SlotRow).where(MessageRow.state == "sending")
                for row in work._connection.execute(on_their_way):
                    self._by_id[row.digest_id].unsure.add(row.slot_id)
            raise self._killed("killed while sending")
        return bool(ready)

    async def _sent(self, process: Process, ready: Sequence[Unsent]) -> bool:
        """Whether the process was killed meanwhile."""
        tasks = [asyncio.create_task(process.sender.send(unsent)) for unsent in ready]
        try:
            await asyncio.gather(*tasks)
        except Killed:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            return True
        return False

    async def _take(self, chat_id: int, text: str, topic: int | None) -> int:
        """What comes of sending a message: its number, or a failure; the chat gets it or does not."""
        unsent = SENDING.get()
        assert unsent.digest is not None
        assert unsent.slot_id is not None
        reader, slot = await self._asked_for(unsent.slot_id)
        assert slot.due_at <= self.now <= slot.due_at + timedelta(hours=6, minutes=20), "too early, or far too late"
        failure = self._refusal(reader, chat_id, topic) or (None if self._quiet else self._trouble())
        ambiguous = failure is not None and failure.verdict in (Verdict.PERHAPS_SENT, Verdict.FAILED)
        self._until_kill -= 1
        killed = self._until_kill < 0
        if failure and not killed:
            self.events[failure.verdict.name] += 1
        if ambiguous:
            reader.unsure.add(unsent.slot_id)
        if failure is None or (ambiguous and self.chance.random() < 0.5):
            reader.got.append((unsent.slot_id, len(unsent.digest.became) + 1, text))
        if killed:
            raise Killed
        if failure:
            raise error_of(failure)
        return len(reader.got)

    async def _asked_for(self, slot_id: int) -> tuple[Reader, Any]:
        """Whose digest it is, and its date; all messages that are sent at once are on their way when it is known."""
        await asyncio.sleep(0)
        assert self._store is not None
        with self._store.read() as work:
            slot = work._connection.execute(select(SlotRow.__table__).where(SlotRow.id == slot_id)).one()
        return self._by_id[slot.digest_id], slot

    def _refusal(self, reader: Reader, chat_id: int, topic: int | None) -> Failure | None:
        """What the chat's own state makes of a message."""
        if reader.blocked:
            return Failure(Verdict.LOST)
        if chat_id != reader.destination.chat_id:
            return Failure(Verdict.MOVED, new_chat=reader.destination.chat_id)
        if reader.closed and topic:
            return Failure(Verdict.NO_TOPIC)
        return None

    def _trouble(self) -> Failure | None:
        """What happens to one message in seven."""
        if self.chance.random() < 6 / 7:
            return None
        seconds = float(self.chance.randrange(1, 4000))
        again = Failure(Verdict.AGAIN)
        return self.chance.choice(
            [Failure(Verdict.WAIT, seconds), again, again, Failure(Verdict.FAILED), Failure(Verdict.PERHAPS_SENT),
             Failure(Verdict.UNREADABLE), Failure(Verdict.REFUSED)]
        )  # fmt: skip

    # What people do

    def _begin(self, process: Process, reader: Reader) -> None:
        """Choose a zone, follow, and switch the digest on."""
        on = self.chance.random() < 0.9
        with process.store.write() as work:
            zone = work.preferences.of(reader.destination.chat_id).zone or self.chance.choice(ZONES)
            work.preferences.keep(reader.destination.chat_id, Preferences(zone, self.chance.choice([None, "ru"])))
            for each in reader.wanted:
                work.follows.add(reader.destination, each.text, None, self.now)
            wanted = Subscription(0, reader.destination, self.now, on, zone, *self._hours(), person_id=7)
            kept = work.subscriptions.keep(wanted, self.now)
        reader.id = kept.id
        self._by_id[kept.id] = reader
        self._note(reader, None, kept)

    def _change(self, process: Process, reader: Reader) -> None:
        """Something that people do, or that happens to a chat."""
        changes = self._rearrange, self._travel, self._happen, self._look_now
        self.chance.choices(changes, weights=[6, 3, 6, 1])[0](process, reader)

    def _rearrange(self, process: Process, reader: Reader) -> None:
        """Another hour or other weekdays; off or on."""
        with process.store.write() as work:
            before = work.subscriptions.of(reader.destination)
            if before is None:
                return  # the group moves
            at, weekdays = self._hours()
            wanted = replace(before, at=at, weekdays=weekdays, switched_on=self.chance.random() < 0.8)
            kept = work.subscriptions.keep(wanted, self.now)
        self._note(reader, before, kept)

    def _travel(self, process: Process, reader: Reader) -> None:
        """Another zone, for all topics of the chat."""
        with process.store.write() as work:
            there = {each.id: each for each in work.subscriptions.in_chat(reader.destination.chat_id)}
            if there:
                work.subscriptions.move_zone(reader.destination.chat_id, self.chance.choice(ZONES), self.now)
            after = work.subscriptions.in_chat(reader.destination.chat_id)
        for kept in after:
            self._note(self._by_id[kept.id], there[kept.id], kept)

    def _happen(self, process: Process, reader: Reader) -> None:
        """The chat is lost, comes back, becomes a supergroup, or its topic is closed or opened."""
        self.events["happened"] += 1
        if reader.blocked:
            self._come_back(process, reader)
        elif reader.destination.topic:
            reader.closed = not reader.closed
        elif reader.destination.chat_id < 0 and self.chance.random() < 0.5:
            reader.before.append(reader.destination.chat_id)
            reader.destination = Destination(-1_000_000_000 - self.chance.randrange(10**9))
            if self.chance.random() < 0.5:  # the update comes first; else the failure of the next part tells it
                self._move(process, reader)
        else:
            reader.blocked = True

    def _move(self, process: Process, reader: Reader) -> None:
        """The update comes in that tells of a supergroup, perhaps for the second time."""
        with process.store.write() as work:
            for old in reader.before:
                work.chats.move(old, reader.destination.chat_id)

    def _come_back(self, process: Process, reader: Reader) -> None:
        """Somebody writes in the chat."""
        reader.blocked = False
        self._move(process, reader)
        with process.store.write() as work:
            if work.chats.find_again(reader.destination.chat_id):
                pausing.come_back(work, reader.destination.chat_id, None, reader_locale(None), self.now)

    def _look_now(self, process: Process, reader: Reader) -> None:
        """`/digest`, with what is left out: nothing is shown that surely arrived, and nothing is moved."""
        with process.store.read() as work:
            before = work.subscriptions.of(reader.destination)
            surely = set(work._connection.scalars(select(DeliveredRow.fingerprint).where(
                DeliveredRow.digest_id == reader.id, DeliveredRow.sure)))  # fmt: skip
        if before is None:
            return  # the group moves
        for skip in (0, 12):
            reply, writes = Follows(process.briefbot, Owner(reader.destination)).reply(ShowDigest(skip), self.now)
            assert isinstance(reply, Digested)
            assert not writes
            assert not reply.contents.fingerprints & surely
        with process.store.read() as work:
            assert work.subscriptions.of(reader.destination) == before
        self.events["looked"] += 1

    def _hours(self) -> tuple[time, frozenset[int]]:
        at = time(self.chance.choice([0, 1, 2, 2, 7, 8, 8, 12, 23]), self.chance.choice([0, 15, 30, 59]))
        some = frozenset(self.chance.sample(range(7), self.chance.randrange(1, 3)))
        return at, self.chance.choices([EVERY_DAY, WEEKDAYS, some], weights=[1, 1, 8])[0]

    def _note(self, reader: Reader, before: Subscription | None, kept: Subscription) -> None:
        """Remember under what schedule the digest is from now on."""
        if reader.periods:
            reader.periods[-1].until = self.now
        if before is None or before.schedule is None:
            reader.floor = self.now - FIRST
        reader.periods.append(Period(kept.schedule, kept.handled, START + timedelta(days=10_000)))

    # Papers

    def _print(self, process: Process) -> None:
        """A few articles come in: news, old stock, what another paper printed, an article with one more quotation."""
        for _ in range(self.chance.randrange(1, 3)):
            name, paper = f"article {self.articles}", self.chance.choice(PAPERS)
            self.articles += 1
            age = self.chance.choice([_HOUR, _DAY, 6 * _DAY, 8 * _DAY, 400 * _DAY, None])
            told = [self._said() for _ in range(self.chance.randrange(1, 3))]
            self._put(process, name, paper, age, told, 0)
            if self.chance.random() < 0.2:
                self.now += timedelta(minutes=5)
                self._put(process, name, paper, age, [*told, self._said()], len(told))

    def _put(self, process: Process, name: str, paper: str, age: timedelta | None, told: list[Quotation], known: int) -> None:
        """Bring an article in, of which the first `known` quotations came in before."""
        document = written(name, paper, None if age is None else self.now - age, told)
        process.store.put([(Incoming("papers", document), Analysed(tuple(cut(document))))], ANALYSIS_VERSION, self.now)
        is_news = age is None or age <= _OLD
        self.arrivals += [Arrival(self.now, one, paper, is_news) for one in told[known:]]

    def _said(self) -> Quotation:
        """Somebody's words: new ones, those of another paper, or nearly those."""
        roll = self.chance.random()
        if self.arrivals and roll < 0.1:
            return self.chance.choice(self.arrivals[-40:]).quotation
        self.quotations += 1
        if self.arrivals and roll < 0.2:
            return replace(self.chance.choice(self.arrivals[-40:]).quotation, number=self.quotations)
        self.statements += 1
        speaker, topic = self.chance.choice(PEOPLE), self.chance.choice(TOPICS)
        return Quotation(self.quotations, self.statements, speaker, topic, length=self.chance.choice([1, 8]))

    # What is promised

    def check(self) -> Counter[str]:
        """Assert it of every digest; the states of all slots, and how many quotations were told, unsure or are to be had."""
        found: Counter[str] = Counter()
        with closing(Store(self.url)) as store, store.read() as work:
            for reader in self.readers:
                slots = work._connection.execute(select(SlotRow.__table__).where(SlotRow.digest_id == reader.id)).all()
                since = work._connection.scalars(select(DigestRow.since).where(DigestRow.id == reader.id)).one()
                shown = set(
                    work._connection.scalars(select(DeliveredRow.fingerprint).where(DeliveredRow.digest_id == reader.id))
                )
                self._check_slots(reader, slots)
                self._check_parts(reader, slots)
                found.update(row.state for row in slots)
                found.update(self._quotations(reader, shown, since))
        return found

    def _check_slots(self, reader: Reader, slots: Sequence[Any]) -> None:
        """Every date that was due became something, once, and no other did."""
        assert sorted(row.day for row in slots) == sorted(set(self._due(reader)))
        assert all(row.state != SlotState.CLAIMED for row in slots)

    def _due(self, reader: Reader) -> Iterator[date]:
        """All dates that had a slot which was due, worked out from the periods alone.

        One that its period left unhandled, for the chat was lost, is the next period's too.
        """
        for period in reader.periods:
            until = min(period.until, self.now)
            if period.schedule is None:
                continue
            for number in range(45):
                day = period.schedule.first_day + number * _DAY
                instant = due_at(period.schedule, day)
                if instant and instant <= until and (period.handled is None or day > period.handled):
                    yield day

    def _check_parts(self, reader: Reader, slots: Sequence[Any]) -> None:
        """Each part came once at most, no quotation was read twice, and the slots' states say what came."""
        parts = Counter((slot, number) for slot, number, _ in reader.got)
        assert set(parts.values()) <= {1}
        words = Counter(word for _, _, text in reader.got for word in set(_MARK.findall(text)))
        assert set(words.values()) <= {1}
        came = Counter(slot for slot, _ in parts)
        for row in slots:
            assert (came[row.id] > 0) >= (row.state in (SlotState.SENT, SlotState.PARTLY))
            assert (came[row.id] == 0) >= (row.state in (SlotState.SKIPPED, SlotState.EMPTY))
            assert (row.state == SlotState.UNKNOWN) == (row.id in reader.unsure)

    def _quotations(self, reader: Reader, shown: set[str], since: datetime) -> Iterator[str]:
        """What became of every quotation that is news and that is followed here."""
        read = {word for _, _, text in reader.got for word in _MARK.findall(text)}
        for arrival in self.arrivals:
            if arrival.is_news and arrival.at >= reader.floor and any(each.asks_for(arrival) for each in reader.wanted):
                told = fingerprint(arrival.quotation.words) in shown
                assert told or arrival.at >= since or not self._is_on(reader), "lost"
                yield "read" if mark(arrival.quotation.number) in read else "told unsurely or beside" if told else "to be had"

    def _is_on(self, reader: Reader) -> bool:
        return reader.periods[-1].schedule is not None


def world(seed: int, folder: Path, count: int) -> World:
    """So many chats: people, groups, and forums with two topics."""
    chance = random.Random(seed)  # noqa: S311 (a simulation, no secrets)
    destinations = [Destination(number) for number in range(1, count * 6 // 10 + 1)]
    destinations += [Destination(-number) for number in range(1, count * 3 // 10 + 1)]
    destinations += [Destination(-1000 - number, topic) for number in range(count - len(destinations)) for topic in (3, 4)]
    return World(chance, folder, [Reader(destination, tuple(_follows(chance))) for destination in destinations])


def _follows(chance: random.Random) -> Iterator[Wanted]:
    """None, or some out of all that can be followed."""
    for _ in range(chance.choice([0, 1, 1, 2, 3])):
        person, topic, paper = chance.choice(PEOPLE), chance.choice(TOPICS), chance.choice(PAPERS)
        yield chance.choice(
            [Wanted(person, person), Wanted(topic, topic=topic), Wanted(topic, topic=topic),
             Wanted(f"{person} on {topic}", person, topic), Wanted(f'from:"{paper}"', paper=paper)]
        )  # fmt: skip
