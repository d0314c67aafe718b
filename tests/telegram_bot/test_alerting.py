"""What admins hear of trouble: once when it repeats, once when it is over, in their language, and never without an end."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import pytest

from botapi import BotApi, Trouble
from botapi.deployment import ADMIN, Deployment
from briefbot.archive import Archive
from briefbot.dialogue.preferences import Preferences
from briefbot.dialogue.troubles import Happening
from briefbot.dialogue.troubles import Trouble as Kind
from briefbot.errors import DatabaseError
from briefbot.health import watching
from briefbot.health.pulse import Beat, Pulse
from briefbot.store.outbox import ALERT
from briefbot.store.work import UnitOfWork
from briefbot.telegram import alerting
from briefbot.telegram.alerting import Alerts
from briefbot.telegram.bot import TelegramBot

_T = TypeVar("_T")
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
OTHER = 98


class Desk:
    """Alerts on a database, by a clock that a test sets; the database may be gone."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.now = NOW
        self.gone = False
        self.delivered = 0
        self.pulse = Pulse(self._seconds)
        self.alerts = self.anew()

    def _seconds(self) -> float:
        return (self.now - NOW).total_seconds()

    def anew(self) -> Alerts:
        """Alerts as after a restart."""
        return Alerts({OTHER, ADMIN}, self.write, self.deliver, lambda: self.now, self.pulse)

    async def write(self, job: Callable[[UnitOfWork], _T], /) -> _T:
        """Do a job within a transaction."""
        if self.gone:
            raise DatabaseError("The database is gone.")
        with self.archive.store.write() as work:
            return job(work)

    async def deliver(self) -> None:
        """Note that something is to be delivered."""
        self.delivered += 1

    def happens(self, kind: Kind, times: int, reference: str = "") -> None:
        """Let trouble of a kind happen so many times now."""
        for _ in range(times):
            self.alerts.hear(Happening(kind, self.now, reference, "it is <full>"))

    def told(self, later: timedelta = timedelta(0), admin: int = ADMIN) -> list[str]:
        """What an admin is told at a look some time later, by now; it counts as sent then."""
        self.now += later
        asyncio.run(self.alerts.look())
        with self.archive.store.write() as work:
            unsent = work.outbox.unsent(admin)
            for one in unsent:
                assert one.outgoing.role == ALERT
                work.outbox.sent(one.id, 1)
        return [one.outgoing.text for one in unsent]


@pytest.fixture
def desk(new_archive: Callable[[], Archive]) -> Desk:
    """Alerts of a bot with two admins."""
    return Desk(new_archive())


def test_each_admin_hears_once_of_its_beginning_and_once_of_its_end(desk: Desk) -> None:
    """Each in their own language, and by their own clocks."""
    with desk.archive.store.write() as work:
        work.preferences.keep(OTHER, Preferences(zone="Europe/Moscow", language="ru"))
    desk.happens(Kind.DIGESTS, 3)
    (begun,) = desk.told()
    assert begun.splitlines()[:2] == [
        "Trouble: Digests cannot be planned or sent.",
        "It happened 3 times since 30 Nov, 12:00 UTC.",
    ]
    assert begun.endswith("(it is &lt;full&gt;)")
    desk.happens(Kind.DIGESTS, 30)
    assert desk.told(timedelta(minutes=1)) == []
    (over,) = desk.told(timedelta(minutes=11))
    assert over == "It is over: Digests cannot be planned or sent.\nFrom 30 Nov, 12:00 UTC until 30 Nov, 12:00 UTC."
    assert desk.told(timedelta(days=1)) == []
    first, second = desk.told(admin=OTHER)
    assert first.startswith("Неполадка: Дайджесты не удаётся составить или отправить.")
    assert "15:00" in first
    assert second.startswith("Всё снова в порядке.")
    assert desk.delivered == 2


def test_a_restart_tells_nothing_twice(desk: Desk) -> None:
    """What was told is written down with the telling; its end is told by the next process."""
    desk.happens(Kind.FEEDS, 10)
    assert len(desk.told()) == 1
    desk.alerts = desk.anew()
    desk.happens(Kind.FEEDS, 20)
    assert desk.told(timedelta(minutes=1)) == []
    assert len(desk.told(timedelta(hours=2))) == 1
    desk.alerts = desk.anew()
    assert desk.told(timedelta(hours=2)) == []


def test_what_cannot_be_told_while_the_database_is_gone_is_told_afterwards(desk: Desk) -> None:
    """Once, with from when until when and how it is mended."""
    desk.happens(Kind.DATABASE, 5)
    assert len(desk.told()) == 1
    desk.told(timedelta(hours=1))
    desk.gone = True
    desk.happens(Kind.DATABASE, 5)
    with pytest.raises(DatabaseError):
        desk.told(timedelta(minutes=1))
    desk.gone = False
    (told,) = desk.told(timedelta(minutes=10))
    assert told.startswith("It is over: The database cannot be read or written.\nFrom 30 Nov, 13:00 UTC until")
    assert "See that it runs, and that its disk has room" in told


def test_an_outage_of_telegram_is_told_when_it_is_over(desk: Desk) -> None:
    """While it lasts nobody can be told; a short one is the weather."""
    desk.pulse.beat(Beat.UPDATES)
    assert desk.told(timedelta(minutes=4)) == []
    desk.pulse.beat(Beat.UPDATES)
    for _ in range(6):
        assert desk.told(timedelta(minutes=10)) == []
    desk.pulse.beat(Beat.UPDATES)
    (told,) = desk.told(timedelta(minutes=2))
    assert told.splitlines()[:2] == [
        "It is over: Telegram could not be reached.",
        "From 30 Nov, 12:04 UTC until 30 Nov, 13:04 UTC.",
    ]
    assert desk.told(timedelta(minutes=1)) == []


def test_a_bot_without_admins_tells_nobody(new_archive: Callable[[], Archive]) -> None:
    """The log has it all the same."""
    desk = Desk(new_archive())
    desk.alerts = Alerts((), desk.write, desk.deliver, lambda: desk.now)
    desk.happens(Kind.OTHER, 9)
    assert desk.told() == []


LOG = logging.getLogger("briefbot.test")


@pytest.mark.parametrize(
    ("say", "kind"),
    [
        (lambda: LOG.error("oh"), Kind.OTHER),
        (lambda: LOG.warning("oh"), None),
        (lambda: LOG.warning("oh %s", DatabaseError("gone")), Kind.DATABASE),
        (lambda: LOG.warning("oh", exc_info=DatabaseError("gone")), Kind.DATABASE),
        (lambda: LOG.warning("oh", extra=watching.of(Kind.FEEDS)), Kind.FEEDS),
        (lambda: LOG.error("oh", extra=watching.UNTOLD), None),
        (lambda: logging.getLogger("asyncio").error("a task failed"), Kind.OTHER),
    ],
)
def test_trouble_is_heard_in_the_log(say: Callable[[], None], kind: Kind | None) -> None:
    """By what a record bears or speaks of; what is no error, or tells of telling, is none."""
    happened: list[Happening] = []
    with watching.heard(happened.append):
        say()
    LOG.error("after the end")
    assert [one.kind for one in happened] == ([kind] if kind else [])


def test_what_the_log_says_is_told_without_secrets() -> None:
    """And a line that cannot be made is heard all the same."""
    happened: list[Happening] = []
    broken = LOG.makeRecord("x", logging.ERROR, "f", 1, "%d", ("no number",), None, extra=watching.of(Kind.DATABASE))
    with watching.heard(happened.append):
        LOG.error("at postgresql://me:hunter22@host/db", extra=watching.of(Kind.DATABASE))
        next(one for one in logging.getLogger().handlers if type(one).__module__ == watching.__name__).emit(broken)
    assert [one.said for one in happened] == ["at postgresql://me:<secret>@host/db", ""]


@pytest.fixture
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alerting, "_LOOK", 0.05)


def unsent(bot: TelegramBot) -> list[int]:
    """The chats into which something is still to be sent."""
    with bot._store.read() as work:
        return work.outbox.chats_with_unsent()


@pytest.mark.usefixtures("_often")
def test_an_admin_who_cannot_be_told_makes_no_more_trouble(
    deployment: Deployment, api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    """Telegram refuses the message: that is logged, and told nobody; the bot goes on."""
    api.trouble.append(Trouble(400, "Bad Request: not this", chat_id=ADMIN, times=99))
    with deployment.running(admins=frozenset({ADMIN})) as bot:
        api.settled("getUpdates")
        for _ in range(5):
            LOG.error("oh")
        api.wait(lambda: "was given up" in caplog.text)
        api.say(7, "/help")
        api.answers(7, 1)
        api.wait(lambda: not unsent(bot))
        with bot._store.read() as work:
            assert [one.kind for one in work.troubles.told()] == [Kind.OTHER]
    assert caplog.text.count("was given up") == 1


@pytest.mark.usefixtures("_often")
def test_a_fault_in_telling_ends_nothing(
    deployment: Deployment, api: BotApi, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is tried again at the next look."""
    failures: list[Exception] = [RuntimeError("oh"), DatabaseError("The database is gone.")]
    look = Alerts.look

    async def failing(self: Any) -> None:
        if failures:
            raise failures.pop()
        await look(self)

    monkeypatch.setattr(Alerts, "look", failing)
    with deployment.running():
        api.say(ADMIN, "/help")
        api.answers(ADMIN, 1)
        for _ in range(5):
            LOG.error("oh")
        assert api.answers(ADMIN, 2)[1].text.startswith("Trouble: Errors repeat.")
    assert "Trouble could not be told." in caplog.text
    assert "Trouble is told once it works." in caplog.text
