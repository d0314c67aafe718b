"""Faults around a running bot: a full disk, a lock that lasts, a storm of refusals, no DNS, a bad index; a backup meanwhile.

Each time: what was asked is kept and answered once, and people are told that they wait. docs/run/operations.md lists them.
"""

import shutil
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

from botapi import BotApi, Trouble
from botapi.deployment import ADMIN, Deployment
from briefbot.archive.backing_up import back_up
from briefbot.archive.view import View
from briefbot.errors import SearchError
from briefbot.telegram import alerting, chat_work
from briefbot.telegram.bot import TelegramBot
from support.databases import rows

ASK = "What did Lavrov say about missile defense?"
WAITS = "The archive cannot be reached just now."


@contextmanager
def full(bot: TelegramBot) -> Iterator[None]:
    """A disk without room: SQLite may make its file no larger than it is, in no connection."""
    engine = bot._store._engine

    def no_room(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # which SQLite takes for as many as there are

    def room(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1073741823")

    event.listen(engine, "begin", no_room)
    try:
        yield
    finally:
        event.remove(engine, "begin", no_room)
        event.listen(engine, "begin", room)


@contextmanager
def locked(bot: TelegramBot) -> Iterator[None]:
    """Another program that writes, and does not end."""
    file = bot._store._engine.url.database or ""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


def is_noted(deployment: Deployment) -> bool:
    """Whether all that was sent is known to be: what is not is sent again."""
    return not rows(deployment.url, "SELECT 1 FROM messages WHERE letter IS NOT NULL")


def long_question(number: int) -> str:
    """A question that needs some room in the database."""
    return f"{ASK} {number} " + "and what of the harbour? " * 150


@pytest.mark.parametrize("fault", [full, locked])
def test_a_database_that_cannot_be_written_costs_no_question(
    deployment: Deployment,
    api: BotApi,
    monkeypatch: pytest.MonkeyPatch,
    fault: Callable[[TelegramBot], AbstractContextManager[None]],
) -> None:
    """Who asks is told once that it waits; once it can be written again all is answered, once; admins hear of it."""
    monkeypatch.setattr(alerting, "_LOOK", 0.05)
    monkeypatch.setattr(chat_work, "_RETRY", 0.1)
    deployment.url += "?timeout=0.1"
    asked = range(3)
    with deployment.running() as bot:
        api.say(ADMIN, "/help")
        api.answers(ADMIN, 1)
        api.wait(lambda: is_noted(deployment))
        with fault(bot):
            for number in asked:
                api.say(7, long_question(number))
            assert api.answers(7, 1)[0].text.startswith(WAITS)
            api.settled("getUpdates", 5)
        answers = api.answers(7, 1 + len(asked), 40)[1:]
        assert not any(one.text.startswith(WAITS) for one in answers)
        assert api.answers(ADMIN, 2, 40)[1].text.startswith("Trouble: The database cannot be read or written.")
        api.say(7, "/help")
        api.answers(7, 2 + len(asked))
    assert len(api.to(7)) == 2 + len(asked)
    assert len(api.to(ADMIN)) == 2


def test_a_storm_of_refusals_costs_no_answer(deployment: Deployment, api: BotApi) -> None:
    """Telegram wants pauses of every chat and of polling for a while: each answer comes once, in order."""
    api.trouble += [
        Trouble(429, "Too Many Requests: retry after 1", times=12, retry_after=1),
        Trouble(429, "Too Many Requests: retry after 1", method="getUpdates", times=2, retry_after=1),
    ]
    with deployment.running():
        for chat in range(10, 16):
            api.say(chat, ASK)
            api.say(chat, "/help")
        for chat in range(10, 16):
            first, second = api.answers(chat, 2, 40)
            assert first.quotes()
            assert not second.quotes()
        assert len(api.sent) == 12


def test_without_dns_it_waits_for_it(
    deployment: Deployment, api: BotApi, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A name that nobody knows is an outage like another: it is tried again, told once, and what was asked is answered."""
    look_up = socket.getaddrinfo
    asked: list[Any] = []

    def unknown(host: Any, *others: Any, **options: Any) -> Any:
        if host in ("localhost", b"localhost") and len(asked) < 3:
            asked.append(host)
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return look_up(host, *others, **options)

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    monkeypatch.setattr(BotApi, "url", property(lambda self: f"http://localhost:{self.port}"))
    api.say(7, ASK)
    with deployment.running():
        assert api.answers(7, 1, 30)[0].quotes()
    assert len(asked) == 3
    assert caplog.text.count("Telegram cannot be reached") == 1


@pytest.mark.parametrize("damage", [lambda whole: whole[: len(whole) // 2], lambda whole: whole[:8] + b"\xff" + whole[9:]])
def test_a_bad_index_is_made_anew_at_the_start(
    deployment: Deployment, api: BotApi, damage: Callable[[bytes], bytes], caplog: pytest.LogCaptureFixture
) -> None:
    """One that is cut short, or of another version: nobody notices but by the first answer's time."""
    caplog.set_level("INFO", "briefbot.archive")
    file = deployment.folder / "briefbot.index" / "archive.index"
    whole = file.read_bytes()
    file.unlink()  # and not written over: others may have it open
    file.write_bytes(damage(whole))
    api.say(7, ASK)
    with deployment.running():
        assert api.answers(7, 1)[0].quotes()
    assert file.stat().st_size == len(whole)
    assert "The index is made anew: it cannot be used" in caplog.text


def test_a_backup_while_it_runs_is_whole_and_restores(deployment: Deployment, api: BotApi, tmp_path: Path) -> None:
    """What was asked and set before it is in it; put in the database's place, the bot goes on from there."""
    copy = tmp_path / "backup.db"
    with deployment.running():
        api.say(7, "/follow Lavrov")
        api.answers(7, 1)
        api.wait(lambda: is_noted(deployment))
        for number in range(5):
            api.say(8, f"{ASK} {number}")
        back_up(deployment.url, copy)
        api.answers(8, 5)
        api.say(7, "/unfollow Lavrov")
        api.answers(7, 2)
    assert rows(f"sqlite:///{copy}", "PRAGMA integrity_check") == [("ok",)]
    restored = Deployment(tmp_path / "restored", api)
    shutil.copytree(deployment.folder, restored.folder, ignore=shutil.ignore_patterns("briefbot.db*"))
    shutil.copy(copy, restored.folder / "briefbot.db")
    with restored.running():
        api.say(7, "/following")
        assert "Lavrov" in api.answers(7, 3)[2].text
        api.say(7, ASK)
        assert api.answers(7, 4)[3].quotes()


def test_a_question_waits_for_a_search_engine_that_is_gone(
    deployment: Deployment, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who asks is told once that it waits, in their language; the answer comes once the engine is back."""
    monkeypatch.setattr(chat_work, "_RETRY", 0.1)
    found, is_gone = View.found, True

    def gone(view: View, query: Any) -> Any:
        if is_gone:
            raise SearchError("The search engine at http://search:9200/briefbot cannot be reached.", is_passing=True)
        return found(view, query)

    monkeypatch.setattr(View, "found", gone)
    with deployment.running():
        api.say(7, ASK)
        assert api.answers(7, 1)[0].text.startswith(WAITS)
        is_gone = False
        assert "missile defense" in api.answers(7, 2, 40)[1].text
    assert len(api.to(7)) == 2
