"""An archive whose index is in OpenSearch: kept up to date, resumed, verified; faults are said and never look like answers."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from briefbot.archive import Archive
from briefbot.archive.engines import Search
from briefbot.archive.opensearch import client, lease, writing
from briefbot.archive.opensearch.address import SearchAddress
from briefbot.errors import InputError, SearchError
from briefbot.model import Missing
from support.articles import article, token
from support.engines import engine_at
from support.search_server import SearchServer, search_server


@pytest.fixture
def server() -> Iterator[SearchServer]:
    """A server that answers as OpenSearch does."""
    with search_server() as found:
        yield found


@pytest.fixture
def briefbot(server: SearchServer, database: str, tmp_path: Path) -> Iterator[Archive]:
    """An archive of five articles whose index is there."""
    with Archive.open(database, tmp_path, search=Search(f"{server.url}/briefbot")) as opened:
        ingest(opened, range(5))
        yield opened


def ingest(archive: Archive, numbers: range) -> None:
    """Bring articles in."""
    archive.ingest(["-"], BytesIO("\n".join(json.dumps(article(n)) for n in numbers).encode()))


def test_changes_are_found_with_the_next_question(briefbot: Archive) -> None:
    """What comes in is found, what is taken out is not, and the index holds just what the archive has."""
    assert briefbot.search(token(1), 3) == ["a0001"]
    ingest(briefbot, range(5, 8))
    briefbot.remove(["a0001"])
    assert briefbot.search(token(6), 3) == ["a0006"]
    assert "a0001" not in briefbot.search(token(1), 3)
    state = briefbot.index_state()
    assert state.is_current
    assert state.is_whole
    assert state.archive[0] == 7


def test_nothing_is_asked_of_the_server_that_has_not_changed(briefbot: Archive, server: SearchServer) -> None:
    """A second question with known words is one request; new words, and their neighbours, are counted first."""
    briefbot.search(token(1), 3)
    server.paths.clear()
    briefbot.search(token(1), 3)
    assert server.paths == ["POST /_msearch"]
    briefbot.search(f"{token(2)} bridge", 3)
    assert server.paths == ["POST /_msearch"] * 4


def test_another_index_takes_the_place_of_one_only_when_it_is_whole(briefbot: Archive, server: SearchServer) -> None:
    """While one is made anew the old one answers; one that was broken off is gone on with, and none is left over."""
    briefbot.search(token(1), 3)
    (first,) = [name for name in server.indexes if "lease" not in name]
    bulks = 0

    def broken(method: str, path: str) -> tuple[int, object] | None:
        nonlocal bulks
        if not path.endswith("_bulk"):
            return None
        bulks += 1
        return (400, {"error": {"type": "broken", "reason": "broken"}}) if bulks > 2 else None

    writing_of = writing._MOST_TOGETHER
    writing._MOST_TOGETHER = 1
    server.faults = broken
    try:
        with pytest.raises(SearchError, match="broken"):
            briefbot.rebuild_index()
    finally:
        server.faults = lambda _method, _path: None
        writing._MOST_TOGETHER = writing_of
    assert briefbot.search(token(1), 3) == ["a0001"]
    assert server.aliases["briefbot"] == first
    (begun,) = [name for name in server.indexes if "lease" not in name and name != first]
    there = set(server.indexes[begun].stored) - {"state"}
    server.paths.clear()
    assert briefbot.rebuild_index().is_whole
    assert server.aliases["briefbot"] == begun
    assert first not in server.indexes
    assert there <= set(server.indexes[begun].stored)
    assert briefbot.search(token(1), 3) == ["a0001"]


def test_words_of_what_came_in_at_different_times_are_kept_together(
    briefbot: Archive, server: SearchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often something comes in, few lists of words are kept, and a slip of the keys is mended by any of them."""
    monkeypatch.setattr(writing, "_MOST_LISTS", 2)
    for first in range(5, 25, 5):
        ingest(briefbot, range(first, first + 5))
        briefbot.search(token(first), 1)
    index = server.indexes[server.aliases["briefbot"]]
    assert len([name for name in index.stored if name.startswith("words")]) <= 3
    words = {word.correction for word in briefbot.index().words("harbuor brigde polution")}
    assert {"bridge", "pollution"} <= words


def test_a_cluster_that_is_full_is_sent_less_and_later(
    briefbot: Archive, server: SearchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documents for which there was no room (429) are sent again, fewer at a time, until all are there."""
    monkeypatch.setattr(writing, "_FIRST_PAUSE", 0.01)
    monkeypatch.setattr(client, "_FIRST_PAUSE", 0.01)
    refusals = [(429, {"error": {"type": "es_rejected_execution_exception"}}), (503, {})]
    server.faults = lambda _method, path: refusals.pop() if path.endswith("_bulk") and refusals else None
    briefbot.search(token(1), 3)
    assert refusals == []
    assert briefbot.index_state().is_whole


def test_a_server_that_is_gone_is_said_and_nothing_is_lost(briefbot: Archive, server: SearchServer) -> None:
    """A question is refused with a sentence, not with an empty answer; what comes in is kept, and found once it is back."""
    briefbot.search(token(1), 3)
    briefbot._derived._engine.client.deadline = 0.5  # type: ignore[attr-defined]
    server.faults = lambda _method, _path: (0, 0.0)
    with pytest.raises(SearchError, match="cannot be reached"):
        briefbot.search(token(1), 3)
    condition = briefbot.engine_condition(0.5)
    assert condition is not None
    assert not condition.works
    server.faults = lambda _method, _path: None
    ingest(briefbot, range(5, 6))
    assert briefbot.search(token(5), 3) == ["a0005"]


def test_a_part_that_is_missing_is_told_beside_what_was_found(briefbot: Archive, server: SearchServer) -> None:
    """An answer from a part of the archive says so, and where that part has nothing, it is no answer."""
    today = article(1)["published"]
    question = "What did Bruno Castell say about the new bridge?"
    whole = briefbot.ask(question, _day(today))[1]
    assert whole.citations
    assert whole.gap is None
    briefbot._derived._engine.client.deadline = 0.5  # type: ignore[attr-defined]
    server.partial = True
    part = briefbot.ask(question, _day(today))[1]
    assert part.citations == whole.citations
    assert part.gap is not None
    assert part.gap.why is Missing.PARTIAL
    with pytest.raises(SearchError, match="A part of the"):
        briefbot.ask("Who spoke of zeppelins?", _day(today))
    with pytest.raises(SearchError, match="lacks a part of the index"):
        briefbot.index_state()


def test_one_process_at_a_time_changes_an_index(server: SearchServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another one waits for its turn, or does without; the turn of one that is dead is taken over."""
    one, other = engine_at(f"{server.url}/turns"), engine_at(f"{server.url}/turns")
    with one.turn(0.0) as first, other.turn(0.0) as second:
        assert first
        assert not second
        with one.turn(0.0) as again, other.turn(0.0, beside=True) as beside:
            assert again
            assert beside
    monkeypatch.setattr(lease, "_DEAD_AFTER", 0.3)
    monkeypatch.setattr(lease, "_LOOK", 0.05)
    with other.turn(0.0) as turn:
        assert turn
    one._leases[False]._write("a process that is gone", 7)
    began = threading.Event()
    with other.turn(5.0) as turn:
        began.set()
        assert turn
    assert began.is_set()


def test_how_a_cluster_is_can_be_told(server: SearchServer) -> None:
    """One that lacks copies works and is weak, one that lacks a part of the index does not work."""
    engine = engine_at(f"{server.url}/told")
    told = {}
    for server.status in ("green", "yellow", "red"):
        found = engine.condition(1.0)
        told[server.status] = (found.works, found.is_weak)
    assert told == {"green": (True, False), "yellow": (True, True), "red": (False, False)}


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (401, "does not let this user in"),
        (403, "does not give this user the right"),
        (400, "refuses"),
        (404, "has no such index"),
    ],
)
def test_what_a_server_refuses_is_said_without_the_password(server: SearchServer, status: int, told: str) -> None:
    """A sentence says what to do; the password is in none, nor in a repr."""
    engine = engine_at(f"http://reader:hunter2@127.0.0.1:{server.port}/refused", 0.5)
    server.faults = lambda _method, _path: (status, {"error": {"type": "refused", "reason": "so"}})
    with pytest.raises(SearchError, match=told) as failure:
        engine.client.read("POST", "/x/_search", "{}")
    assert "hunter2" not in f"{failure.value} {engine.address} {engine.place} {engine.client.address!r}"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "localhost",
        "ftp://host/index",
        "http://host",
        "http://host/Index",
        "http://host:99999/i",
        "http://ho st/i",
        "http://host/i?shards=0",
        "http://host/i?shards=x",
        "http://host/i?pages=2",
        "http://h,/i",
    ],
)
def test_what_is_no_address_is_refused_without_telling_it(address: str) -> None:
    """What is set wrong is said by the setting's name; the value may hold a password and is not told."""
    with pytest.raises(InputError, match="BRIEFBOT_SEARCH_URL") as failure:
        SearchAddress.of(address.replace("http://", "http://me:hunter2@"))
    assert "hunter2" not in str(failure.value)


def test_an_address_says_where_how_and_as_whom() -> None:
    """Several hosts, name and password with signs of their own, shards, replicas, and the file of an authority."""
    found = SearchAddress.of("https://me:p%40ss@one:9200,[::1],two/briefbot?shards=4&replicas=0&ca=/etc/ca.pem")
    assert found.hosts == (("one", 9200), ("[::1]", 443), ("two", 443))
    assert (found.user, found.password, found.index) == ("me", "p@ss", "briefbot")
    assert (found.shards, found.replicas, found.authority) == (4, 0, "/etc/ca.pem")
    assert found.shown == "https://one:9200,[::1]:443,two:443/briefbot"


def test_the_package_is_loaded_where_the_setting_is_there_and_asked_for_where_it_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without the setting a start imports none of it; with it and without the package, a sentence says what to install."""
    code = "import sys, briefbot.archive.archive, briefbot.archive.engines, briefbot.doctor.examination, briefbot.health.checks"
    loaded = f"{code}; sys.exit(any(name.startswith(('opensearchpy', 'briefbot.archive.opensearch')) for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", loaded], cwd=tmp_path, check=False).returncode == 0  # noqa: S603 (this Python)
    monkeypatch.setitem(sys.modules, "opensearchpy", None)
    with pytest.raises(SearchError, match="briefbot\\[opensearch\\]"):
        engine_at("http://127.0.0.1:9/briefbot").stamp()


def test_an_archive_without_that_setting_has_its_index_in_its_folder(database: str, tmp_path: Path) -> None:
    """The engine that is built in makes its index in its folder, and says that it is in this process."""
    with Archive.open(database, tmp_path) as built_in:
        ingest(built_in, range(3))
        assert built_in.search(token(1), 3) == ["a0001"]
        assert built_in.engine_condition(1.0) is None
        assert built_in.rebuild_index().is_whole
        assert built_in.index_state().place == str(tmp_path / "briefbot.index")


def _day(text: str) -> date:
    return date.fromisoformat(text)
