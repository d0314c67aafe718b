"""Health: whether a process answers, whether it can do its work, and what strangers are told of it."""

import asyncio
import json
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from briefbot.archive import Archive
from briefbot.archive.engines import Search
from briefbot.errors import DatabaseError, InputError
from briefbot.feeds.schedule import after_failure
from briefbot.health import checks
from briefbot.health.app import application
from briefbot.health.monitor import Monitor
from briefbot.health.pulse import Beat, Pulse
from briefbot.health.telling import told
from briefbot.operation import HealthSettings
from briefbot.serving import address_of
from briefbot.store.tables import REVISION
from briefbot.web.serving import bound
from support.pages import Visitor, pages_of, serving
from support.search_server import search_server

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.fixture
def archive(new_archive: Callable[[], Archive]) -> Archive:
    """An archive with an index and no document."""
    archive = new_archive()
    archive.refresh()
    return archive


def ready(visit: Visitor) -> tuple[int, dict[str, Any]]:
    """The status of readiness, and its parts."""
    page = visit("/readyz")
    found = json.loads(page.body)
    assert found["ready"] == (page.status == 200)
    return page.status, found["parts"]


def test_what_works_is_told_part_by_part(archive: Archive) -> None:
    """The database with its revision, the index, the feeds; and that the process answers."""
    with closing(Monitor(archive, lambda: NOW)) as monitor, serving(application(monitor)) as visit:
        assert json.loads(visit("/healthz").body) == {"status": "ok"}
        status, parts = ready(visit)
    generation = archive.store.state().generation
    assert status == 200
    assert parts == {
        "database": {"state": "fine", "revision": REVISION},
        "index": {"state": "fine", "generation": generation, "archive": generation},
        "feeds": {"state": "fine", "followed": 0, "failing": 0, "overdue": 0},
    }


def test_what_mends_itself_makes_nothing_unready(archive: Archive) -> None:
    """An index that is behind, feeds that fail or are looked at by nobody: a start anew would not help."""
    with archive.store.write() as work:
        work.state.begin_generation()
        for number, at in enumerate((NOW, NOW - timedelta(hours=2), NOW + timedelta(hours=1))):
            work.feeds.add(f"https://example.org/{number}", None, at)
        (feed,) = work.feeds.named("https://example.org/2")
        failed = replace(after_failure(feed.state, NOW, "it was not found"), failures=3)
        work.feeds.keep_look(replace(feed, state=failed), {}, NOW)
    with closing(Monitor(archive, lambda: NOW)) as monitor, serving(application(monitor)) as visit:
        status, parts = ready(visit)
    assert status == 200
    assert parts["index"]["state"] == parts["feeds"]["state"] == "warning"
    assert parts["index"]["archive"] == parts["index"]["generation"] + 1
    assert (parts["feeds"]["followed"], parts["feeds"]["failing"], parts["feeds"]["overdue"]) == (3, 1, 1)


def test_tables_of_another_version_cannot_be_worked_with(archive: Archive) -> None:
    """A newer Briefbot brought them up to date while this one ran."""
    with archive.store._engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with closing(Monitor(archive, lambda: NOW)) as monitor, serving(application(monitor)) as visit:
        status, parts = ready(visit)
    assert status == 503
    assert parts["database"] == {"state": "failing", "why": "its tables are of another version", "revision": "9999"}


@pytest.mark.parametrize(
    ("failure", "why"),
    [(DatabaseError("The database is gone."), "The database is gone."), (KeyError("x"), "it cannot be read (KeyError)")],
)
def test_a_database_that_fails_is_told(archive: Archive, monkeypatch: pytest.MonkeyPatch, failure: Exception, why: str) -> None:
    """With the sentence that says what is wrong; the process answers all the same, and is ready again once it works."""

    def fail() -> None:
        raise failure

    monkeypatch.setattr(checks, "_FRESH", 0.0)
    with closing(Monitor(archive, lambda: NOW)) as monitor, serving(application(monitor)) as visit:
        with monkeypatch.context() as broken:
            broken.setattr(archive.store, "read", fail)
            status, parts = ready(visit)
            assert (status, parts) == (503, {"database": {"state": "failing", "why": why}})
            assert visit("/healthz").status == 200
        assert ready(visit)[0] == 200


def test_a_database_that_does_not_answer_keeps_nobody_waiting(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long it takes: who asks is told within seconds, and asking again does not pile up."""
    monkeypatch.setattr(checks, "_PATIENCE", 0.05)
    monkeypatch.setattr(checks, "_FRESH", 0.0)
    asked, read = [], archive.store.read

    def slowly() -> Any:
        asked.append(time.monotonic())
        time.sleep(0.5)
        return read()

    monkeypatch.setattr(archive.store, "read", slowly)
    with closing(Monitor(archive, lambda: NOW)) as monitor, serving(application(monitor)) as visit:
        for _ in range(3):
            assert ready(visit) == (503, {"database": {"state": "failing", "why": "no answer within 0 seconds"}})
        assert len(asked) == 1


def test_what_is_asked_again_at_once_is_not_looked_up(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that nobody wears out the database by asking for health."""
    monkeypatch.setattr(checks, "_FRESH", 60.0)
    asked, read = [], archive.store.read

    def counting() -> Any:
        asked.append(1)
        return read()

    monkeypatch.setattr(archive.store, "read", counting)
    with closing(Monitor(archive, lambda: NOW)) as monitor, serving(application(monitor)) as visit:
        assert {ready(visit)[0] for _ in range(5)} == {200}
    assert len(asked) == 1


def test_what_is_done_again_and_again_must_go_on(archive: Archive) -> None:
    """It fails before the first time and after too long, unless it may take any time: a webhook is called by others."""
    moment = 1000.0
    expected = {Beat.UPDATES: 120.0, Beat.SCHEDULE: 300.0, Beat.FEEDS: None}
    with closing(Monitor(archive, lambda: NOW, expected)) as monitor, serving(application(monitor)) as visit:
        monitor.pulse = monitor.checks._pulse = Pulse(lambda: moment)
        monitor.pulse.beat(Beat.UPDATES)
        status, parts = ready(visit)
        assert status == 503
        assert parts["updates"] == {"state": "fine", "age_seconds": 0.0}
        assert parts["schedule"] == {"state": "failing", "why": "it has not gone well yet", "age_seconds": None}
        assert parts["feeds"]["state"] == "fine"
        monitor.pulse.beat(Beat.SCHEDULE)
        assert ready(visit)[0] == 200
        moment += 120.5
        status, parts = ready(visit)
    assert status == 503
    assert parts["updates"]["why"] == "it should go well every 120 seconds"
    assert parts["schedule"] == {"state": "fine", "age_seconds": 120.5}


def test_pages_tell_strangers_only_whether_they_work(archive: Archive) -> None:
    """Without a token; who comes through a proxy, or from outside, is told no number and no measure."""
    with pages_of(archive) as visit:
        for header in ({}, {"X_Forwarded_For": "203.0.113.7"}, {"Forwarded": "for=203.0.113.7"}):
            page = visit("/readyz", **header)
            assert page.status == 200
            assert ("parts" in json.loads(page.body)) == (not header)
            assert visit("/metrics", **header).status == (404 if header else 200)
            assert visit("/healthz", **header).status == 200


def test_a_place_that_is_taken_is_told(archive: Archive) -> None:
    """By the name of its setting, before anything else is done."""

    async def tell(settings: HealthSettings) -> None:
        async with told(settings, Monitor(archive, lambda: NOW)):
            raise AssertionError

    with closing(bound("127.0.0.1", 0)) as taken:
        port = int(address_of(taken).rstrip("/").rpartition(":")[2])
        with pytest.raises(InputError, match="BRIEFBOT_HEALTH_PORT names another place"):
            asyncio.run(tell(HealthSettings("127.0.0.1", port)))


def test_a_search_engine_elsewhere_is_a_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is fine, lacks copies, or fails and the whole with it; why is told, and neither password nor address."""
    monkeypatch.setattr(checks, "_FRESH", 0.0)
    monkeypatch.setattr(checks, "_PATIENCE_SEARCHING", 0.5)
    told_of: list[tuple[int, str]] = []
    with search_server() as server:
        search = Search(f"http://me:hunter2@127.0.0.1:{server.port}/briefbot")
        with (
            Archive.open(f"sqlite:///{tmp_path}/briefbot.db", tmp_path, search=search) as elsewhere,
            closing(Monitor(elsewhere, lambda: NOW)) as monitor,
            serving(application(monitor)) as visit,
        ):
            for server.status in ("green", "yellow", "red"):
                status, parts = ready(visit)
                told_of.append((status, parts["search"]["state"]))
            server.faults = lambda _method, _path: (0, 0.0)
            status, parts = ready(visit)
    assert told_of == [(200, "fine"), (200, "warning"), (503, "failing")]
    assert (status, parts["search"]["state"]) == (503, "failing")
    assert "does not answer" in parts["search"]["why"]
    assert not any(secret in json.dumps(parts) for secret in ("hunter2", "127.0.0.1"))
