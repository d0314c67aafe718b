"""`briefbot doctor` on set-ups that are broken: what is wrong is found, with its mend, and nothing is changed."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfoNotFoundError

import pytest

from botapi import BotApi
from botapi.server import TOKEN, Trouble
from briefbot.archive import array_files
from briefbot.config import TelegramSettings, WebhookSettings
from briefbot.doctor import machine, places
from briefbot.doctor import telegram as of_telegram
from briefbot.doctor.findings import Finding, Severity
from support.articles import write_articles
from support.databases import POSTGRESQL, Databases, needs_postgresql
from support.program import Program
from support.search_server import search_server
from support.web import Page, serving

SECRET = "hunter2"  # noqa: S105 (nobody's)
Findings = dict[str, dict[str, str]]


@pytest.fixture
def filled(program: Program) -> Program:
    """A set-up in order: an archive of some articles, and its index."""
    write_articles(program.folder / "archive.jsonl", range(5))
    assert program("ingest", "archive.jsonl").status == 0
    assert program("search", "harbour").status == 0
    return program


def files(program: Program) -> dict[Path, int]:
    """When each file was written last, but for those that SQLite itself puts beside a database that somebody reads."""
    return {path: path.stat().st_mtime_ns for path in program.folder.rglob("*") if path.name[-4:] not in ("-shm", "-wal")}


def examined(program: Program) -> tuple[int, Findings]:
    """The exit status, and what is not as it should be, by place."""
    before = files(program)
    ran = program("doctor", "--json")
    assert files(program) == before
    assert SECRET not in ran.out
    assert ran.err == ""
    return ran.status, {one["place"]: one for one in ran.records if one["severity"] != "fine"}


def change(program: Program, statement: str) -> None:
    """Change the database behind Briefbot's back."""
    with closing(sqlite3.connect(program.folder / "briefbot.db")) as connection, connection:
        connection.execute(statement)


def damage(program: Program) -> None:
    """Write over the middle of the database."""
    change(program, "PRAGMA wal_checkpoint(TRUNCATE)")
    file = program.folder / "briefbot.db"
    file.write_bytes(file.read_bytes()[:40_000] + b"\xff" * 40_000 + file.read_bytes()[80_000:])


def test_damage_in_an_index_that_is_too_large_to_be_read_at_a_start_is_found(
    filled: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of it is read, and the mend is told."""
    monkeypatch.setattr(array_files, "CHECKED", 0)
    monkeypatch.setattr(array_files, "_SMALL", 0)
    file = next(filled.folder.glob("briefbot.index/segment-*"))
    whole = file.read_bytes()
    file.write_bytes(whole[:16_400] + bytes([whole[16_400] ^ 1]) + whole[16_401:])
    found = examined(filled)[1]["index"]
    assert "damaged" in found["found"]
    assert file.parent.name in found["mend"]


def other_file(program: Program) -> None:
    """Put something else where the database should be."""
    (program.folder / "briefbot.db").write_bytes(b"No database at all. " * 400)


def add_feed(program: Program, failures: int, next_at: str) -> None:
    """A feed that is in the database as it was left."""
    names = "address, paused, next_at, interval, failures, error, added_at"
    midnight = " 00:00:00.000000"
    values = f"'https://news.example/feed', 0, '{next_at}{midnight}', 3600, {failures}, 'the server answers 404', '2026-01-01'"
    change(program, f"INSERT INTO feeds ({names}) VALUES ({values}||'{midnight}')")  # noqa: S608 (ours)


@dataclass(frozen=True)
class Broken:
    """A set-up that is broken: how, and in which place what is told of it, with which status."""

    place: str
    status: int
    found: str
    mend: str = ""
    spoil: Callable[[Program], object] = lambda _program: None
    variables: dict[str, str] = field(default_factory=dict)


def changed(statement: str) -> Callable[[Program], object]:
    """What changes the database so."""
    return lambda program: change(program, statement)


def telegram(address: str) -> dict[str, str]:
    """A bot on a server."""
    return {"BRIEFBOT_TELEGRAM_TOKEN": TOKEN, "BRIEFBOT_TELEGRAM_BASE_URL": address}


def webhook(**variables: str) -> dict[str, str]:
    """A bot whose updates come by a webhook."""
    there = {"BRIEFBOT_WEBHOOK_URL": "https://bot.example/x", "BRIEFBOT_WEBHOOK_SECRET": f"{SECRET}-of-16-signs"}
    return {"BRIEFBOT_TELEGRAM_TOKEN": TOKEN, **there, **variables}


NOWHERE = {"BRIEFBOT_DATABASE_URL": f"nonsense://me:{SECRET}@host/x"}
TOMORROW = "UPDATE documents SET added_at = '2999-01-01 00:00:00.000000'"
BROKEN = {
    "a misspelt setting": Broken(
        "settings", 1, "no setting BRIEFBOT_SEED.", "Call it BRIEFBOT_SEEDS.", variables={"BRIEFBOT_SEED": "x"}
    ),
    "a setting of nobody's": Broken("settings", 1, "BRIEFBOT_COLOUR", "Take it out", variables={"BRIEFBOT_COLOUR": "x"}),
    "a value that there is not": Broken("settings", 2, "BRIEFBOT_SURE", variables={"BRIEFBOT_SURE": "very"}),
    "settings that are no text": Broken(
        "settings", 2, ".env", "UTF-8", lambda one: one.write(".env", b"BRIEFBOT_SURE=\xff\xfe")
    ),
    "nowhere to write": Broken(
        "data folder", 2, "/dev/null/data", "BRIEFBOT_DATA", variables={"BRIEFBOT_DATA": "/dev/null/data"}
    ),
    "seeds that are gone": Broken("seeds", 2, "gone", "set it empty", variables={"BRIEFBOT_SEEDS": "gone"}),
    "no seeds in their folder": Broken(
        "seeds", 1, "nothing that", "Put documents", lambda one: (one.folder / "none").mkdir(), {"BRIEFBOT_SEEDS": "none"}
    ),
    "another file": Broken("database", 2, "is not a database", "Move that file away", other_file),
    "damage": Broken("database", 2, "damaged", "Restore it", damage),
    "a newer Briefbot": Broken("database", 2, "newer", "Update", changed("UPDATE alembic_version SET version_num = 'zzzz'")),
    "an address of no database": Broken(
        "database", 2, "not a database address", "Write one like sqlite:///", variables=NOWHERE
    ),
    "nothing in the archive": Broken("archive", 1, "empty", "briefbot ingest", changed("UPDATE documents SET current = 0")),
    "lost quotations": Broken(
        "archive", 1, "5 of 5", "briefbot documents", changed("UPDATE documents SET degraded = 'it failed'")
    ),
    "a damaged index": Broken(
        "index", 1, "no index", "anew", lambda one: one.write("briefbot.index/archive.index", b"no index")
    ),
    "a clock that is behind": Broken("clock", 2, "still to come", "Set the clock", changed(TOMORROW)),
    "a feed that fails": Broken("feeds", 1, "answers 404", "feeds remove", lambda one: add_feed(one, 5, "2999-01-01")),
    "feeds that nobody looks at": Broken(
        "feeds", 1, "since 2020-01-01", "feeds refresh", lambda one: add_feed(one, 0, "2020-01-01")
    ),
    "no token": Broken("token", 2, "no token", "@BotFather", variables={"BRIEFBOT_TELEGRAM_TOKEN": SECRET}),
    "a token's file that is gone": Broken("token", 2, "gone", variables={"BRIEFBOT_TELEGRAM_TOKEN_FILE": "gone"}),
    "a webhook without https": Broken(
        "webhook", 2, "BRIEFBOT_WEBHOOK_URL", "by https", variables=webhook(BRIEFBOT_WEBHOOK_URL="http://bot.example/x")
    ),
    "a webhook where Telegram does not call": Broken(
        "webhook", 2, "has a port", "8443", variables=webhook(BRIEFBOT_WEBHOOK_URL="https://bot.example:8080/x")
    ),
    "a webhook without a secret": Broken("webhook", 2, "secret", "openssl", variables=webhook(BRIEFBOT_WEBHOOK_SECRET="")),
    "a webhook's secret that is short": Broken(
        "webhook", 2, "SECRET is none", "16 to 256", variables=webhook(BRIEFBOT_WEBHOOK_SECRET=SECRET)
    ),
    "a webhook that listens nowhere": Broken(
        "webhook", 2, "BRIEFBOT_WEBHOOK_LISTEN", variables=webhook(BRIEFBOT_WEBHOOK_LISTEN="8443")
    ),
    "no Telegram": Broken("network", 2, "127.0.0.1:1", "firewall", variables=telegram("http://127.0.0.1:1")),
    "no such host": Broken("network", 2, "DNS", "firewall", variables=telegram("http://telegram.invalid")),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_found_with_its_mend(filled: Program, broken: Broken, monkeypatch: pytest.MonkeyPatch) -> None:
    """In its place, as bad as it is, in sentences and without a secret; the rest is looked at all the same."""
    monkeypatch.setattr(machine, "reading", lambda _seconds: ())  # which starts a process, and has tests of its own
    broken.spoil(filled)
    status, findings = examined(filled.given(**broken.variables))
    assert status == broken.status
    assert broken.found in findings[broken.place]["found"]
    assert broken.mend in findings[broken.place]["mend"]
    assert all(one["mend"] for one in findings.values())


def test_a_set_up_in_order_is_fine(filled: Program) -> None:
    """Nothing is found, and a person reads a line a place; without a database there is nothing to mend either."""
    assert examined(filled) == (0, {})
    ran = filled("doctor")
    assert all(line.startswith("ok") for line in ran.out.splitlines())
    assert "archive: It holds 5 documents." in ran.out
    assert examined(filled.given(BRIEFBOT_DATABASE_URL="sqlite:///new.db")) == (0, {})


@pytest.mark.parametrize("kind", [pytest.param(POSTGRESQL, marks=needs_postgresql())])
def test_a_set_up_on_a_server_is_looked_at_too(filled: Program, databases: Databases, kind: str, tmp_path: Path) -> None:
    """One that is in order is fine; a database that is not there is told with its mend, and without the password."""
    url = databases.bare(kind, tmp_path)
    there = filled.given(BRIEFBOT_DATABASE_URL=url)
    assert there("ingest", "-", stdin=filled("export", "-").out).status == 0
    assert there("ask", "anything").status == 0
    assert examined(there) == (0, {})
    databases.drop(url)
    status, findings = examined(filled.given(BRIEFBOT_DATABASE_URL=databases.server.url("nowhere", "secret")))
    assert status == 2
    assert "is not there" in findings["database"]["found"]
    assert findings["database"]["mend"].startswith("Make it (createdb)")
    assert ":secret@" not in f"{findings}"


def test_a_person_reads_the_mend_below_what_was_found(filled: Program) -> None:
    """In lines of their own."""
    lines = filled.given(BRIEFBOT_SEEDS="gone")("doctor").out.splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("error"))
    assert "seeds: BRIEFBOT_SEEDS names gone, which is no folder." in lines[at]
    assert lines[at + 1].strip().startswith("→ Name one that is there")


def test_a_locked_database_is_told_and_still_looked_at(filled: Program) -> None:
    """Whoever holds it, what it holds can be read."""
    with closing(sqlite3.connect(filled.folder / "briefbot.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ran = filled.given(BRIEFBOT_DATABASE_URL="sqlite:///briefbot.db?timeout=0.2")("doctor", "--json")
    found = {one["place"]: one for one in ran.records}
    assert (ran.status, found["database"]["severity"], found["archive"]["severity"]) == (2, "error", "fine")
    assert "Find and stop it" in found["database"]["mend"]


@pytest.mark.parametrize(("free", "severity"), [(2**20, Severity.ERROR), (2**28, Severity.WARNING), (2**40, Severity.FINE)])
def test_a_disk_that_is_nearly_full_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, severity: Severity
) -> None:
    """Before it is: an index needs room beside the old one."""
    monkeypatch.setattr("briefbot.doctor.places.shutil.disk_usage", lambda _path: type("Usage", (), {"free": free}))
    (found,) = places.data(tmp_path / "not" / "yet")
    assert found.severity is severity
    assert bool(found.mend) == (severity is not Severity.FINE)


def test_what_python_lacks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packages by name, and the data of time zones."""
    monkeypatch.setattr(machine, "_is_installed", lambda name: name != "rapidfuzz")
    (packages,) = machine.packages()
    assert (packages.severity, "rapidfuzz" in packages.found) == (Severity.ERROR, True)

    def missing(_key: str) -> None:
        raise ZoneInfoNotFoundError

    monkeypatch.setattr(machine, "ZoneInfo", missing)
    (zones,) = machine.zones()
    assert "tzdata" in zones.mend


def test_files_that_cannot_be_read_in_time_are_told() -> None:
    """The process that reads them is tried."""
    (found,) = machine.reading(0.000_001)
    assert (found.severity, "BRIEFBOT_READ_SECONDS" in found.mend) == (Severity.ERROR, True)


# Telegram, by a server on loopback


@pytest.fixture
def api() -> Iterator[BotApi]:
    """A Bot API server."""
    with BotApi() as server:
        yield server


def asked(
    api: BotApi,
    ahead: timedelta = timedelta(0),
    admins: frozenset[int] = frozenset({1}),
    webhook: WebhookSettings | None = None,
) -> dict[str, Finding]:
    """What is found of a bot on this server, by a clock that is so much ahead."""
    rules = TelegramSettings(TOKEN, api.url, admins=admins, webhook=webhook)
    return {one.place: one for one in of_telegram.telegram(rules, datetime.now(UTC) + ahead)}


def test_a_bot_in_order_is_fine(api: BotApi) -> None:
    """Its name is told, so that whoever has several sees which one it is."""
    found = asked(api)
    assert {one.severity for one in found.values()} == {Severity.FINE}
    assert "@" in found["token"].found


def test_a_bot_without_admins_is_told(api: BotApi) -> None:
    """Reports of wrong names would reach nobody."""
    assert "BRIEFBOT_ADMINS" in asked(api, admins=frozenset())["admins"].mend


@pytest.mark.parametrize(
    ("ahead", "told"),
    [
        (timedelta(minutes=-7), "6 minutes behind"),
        (timedelta(hours=5, minutes=1), "5 hours ahead of"),
        (timedelta(days=40, minutes=1), "40 days ahead of"),
    ],
)
def test_a_clock_that_is_not_telegrams_is_told(api: BotApi, ahead: timedelta, told: str) -> None:
    """By how much, and in which direction."""
    assert told.removeprefix("6 minutes") in asked(api, ahead)["clock"].found


@pytest.mark.parametrize(
    ("trouble", "place", "mend"),
    [
        (Trouble(401, "Unauthorized", "getMe"), "token", "@BotFather"),
        (Trouble(403, "Forbidden: the bot was blocked", "getMe"), "token", "@BotFather"),
        (Trouble(200, method="getMe", page="<h1>Please log in</h1>"), "network", "proxy"),
        (Trouble(0, method="getMe"), "network", "Try again"),
    ],
    ids=["rejected", "refused", "a page", "broken off"],
)
def test_what_telegram_says_is_told(api: BotApi, trouble: Trouble, place: str, mend: str) -> None:
    """A token that does not hold, a login page in between, a connection that breaks off."""
    api.trouble.append(replace(trouble))
    found = asked(api)[place]
    assert (found.severity, mend in found.mend) == (Severity.ERROR, True)
    assert TOKEN not in found.found + found.mend


def test_whoever_else_takes_the_updates_is_told(api: BotApi) -> None:
    """A webhook, by its host alone; and updates that nobody fetches."""
    api.webhook = {"url": f"https://hooks.example/{SECRET}", "pending_update_count": 3}
    found = asked(api)["updates"]
    assert ("hooks.example" in found.found, found.severity) == (True, Severity.ERROR)
    assert "--polling" in found.mend
    assert SECRET not in found.found
    api.webhook = {"url": "", "pending_update_count": 5000}
    assert "briefbot bot" in asked(api)["updates"].mend


URL = "https://bot.example/x"


@pytest.mark.parametrize(
    ("known", "severity", "found", "mend"),
    [
        ({"url": URL}, Severity.FINE, "bot.example", ""),
        ({"url": ""}, Severity.WARNING, "knows of no webhook", "briefbot bot"),
        ({"url": f"https://hooks.example/{SECRET}"}, Severity.WARNING, "hooks.example", "stop that"),
        ({"url": URL, "last_error_message": "Wrong response: 403 Forbidden"}, Severity.ERROR, "403", "WEBHOOK_SECRET"),
        ({"url": URL, "last_error_message": "Wrong response: 404 Not Found"}, Severity.ERROR, "404", "path"),
        ({"url": URL, "last_error_message": "SSL error {certificate verify failed}"}, Severity.ERROR, "SSL", "certificate"),
        ({"url": URL, "last_error_message": "Connection refused"}, Severity.ERROR, "refused", "WEBHOOK_LISTEN"),
        ({"url": URL, "last_error_message": "Connection refused", "last_error_date": 1}, Severity.FINE, "bot.example", ""),
    ],
)
def test_what_is_wrong_with_a_webhook_is_told(
    api: BotApi, known: dict[str, object], severity: Severity, found: str, mend: str
) -> None:
    """By what Telegram says of it; a failure of long ago is none any more."""
    now = {"last_error_date": int(datetime.now(UTC).timestamp())} if "last_error_message" in known else {}
    api.webhook = {**now, **known}
    told = asked(api, webhook=WebhookSettings(URL, SECRET))["webhook"]
    assert (told.severity, found in told.found, mend in told.mend) == (severity, True, True)
    assert SECRET not in told.found


def test_a_server_without_a_clock_is_believed() -> None:
    """A Bot API server of one's own need not tell the time."""
    with serving() as site:
        site.pages["/"] = Page(b"{}", headers={"Date": "never"})
        assert of_telegram._date(site.root) is None


def test_a_search_engine_is_looked_at(filled: Program) -> None:
    """One that works is brought up to date by the next question; one that lacks copies, and one that is gone, are told of."""
    with search_server() as server:
        searched = filled.given(BRIEFBOT_SEARCH_URL=f"http://me:{SECRET}@127.0.0.1:{server.port}/briefbot")
        assert examined(searched) == (0, {})
        server.status = "yellow"
        status, found = examined(searched)
        assert (status, set(found)) == (1, {"search engine"})
        assert "missing" in found["search engine"]["found"]
    status, found = examined(searched)
    assert (status, set(found)) == (2, {"search engine"})
    assert "cannot be reached" in found["search engine"]["found"]
    wrong = filled.given(BRIEFBOT_SEARCH_URL=f"http://me:{SECRET}@127.0.0.1")
    assert examined(wrong)[1]["search engine"]["severity"] == "error"
