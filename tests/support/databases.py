"""Databases of both kinds for tests: made once, copied for each test, which takes a fraction of the time."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from sqlalchemy import create_engine, literal, select, text

from briefbot.store.addresses import parsed
from briefbot.store.store import Store
from briefbot.store.tables import Base
from support.postgres import PostgresServer, why_none

SQLITE, POSTGRESQL = "sqlite", "postgresql"
FILE = "briefbot.db"
# Where tests speak to the database through what is their subject: these run on both kinds. CONTRIBUTING.md says why.
_CLI = "correct db digest_command export feeds keeping"
_BOT = (
    "asking dispatching every_command feed_polling feeds_in_chats follows forgetting killing links moving reports "
    "sending source_channels standing_by stats"
)
_ROOMS = (
    *("tests/store/", "tests/archive/", "tests/chat/"),
    *(f"tests/cli/test_{name}" for name in _CLI.split()),
    *(f"tests/telegram_bot/test_{name}" for name in _BOT.split()),
)


class Databases:
    """The databases of a run, of both kinds; PostgreSQL's server is started with the first that is asked for."""

    def __init__(self, folder: Callable[[str], Path]) -> None:
        """`folder` makes an empty folder whose name begins so."""
        self._folder = folder
        self._frozen: dict[tuple[str, str], Path] = {}
        self._names = (f"of_a_test_{number}" for number in count(1))
        self._templates: dict[str, str] = {}
        self._free: dict[str, list[str]] = {}
        self._contents: dict[str, Contents] = {}

    @cached_property
    def server(self) -> PostgresServer:
        """The server of the run."""
        return PostgresServer()

    def frozen(self, kind: str, name: str, make: Callable[[str, Path], None]) -> Path:
        """A folder with an archive's files, made once in a run under a name of its own, which PostgreSQL's database has."""
        key = (kind, name)
        if key not in self._frozen:
            folder = self._folder(name)
            make(f"sqlite:///{folder}/{FILE}" if kind == SQLITE else self._made(name, "template0"), folder)
            if kind == POSTGRESQL:
                self._contents[name] = contents_of(self.server.url(name))
            self._frozen[key] = folder
        return self._frozen[key]

    def empty(self, kind: str, folder: Path, file: str = FILE) -> str:
        """The address of a new archive without documents; of SQLite's, the file lies in this folder."""
        frozen = self.frozen(kind, "migrated", lambda url, _: Store(url).close())
        if kind == SQLITE:
            shutil.copy(frozen / FILE, folder / file)
            return f"sqlite:///{folder}/{file}"
        return self._copy("migrated")

    def copied(self, kind: str, name: str, make: Callable[[str, Path], None], folder: Path) -> str:
        """The address of a copy of a frozen archive, with what is beside it in this folder."""
        shutil.copytree(self.frozen(kind, name, make), folder, dirs_exist_ok=True)
        return f"sqlite:///{folder}/{FILE}" if kind == SQLITE else self._copy(name)

    def bare(self, kind: str, folder: Path, file: str = FILE) -> str:
        """The address of a database without tables."""
        return f"sqlite:///{folder}/{file}" if kind == SQLITE else self._made(next(self._names), "template0")

    def drop(self, url: str) -> None:
        """Let go of a database of PostgreSQL's, whoever is connected: another test has it, or nobody where it was changed."""
        if not url.startswith(POSTGRESQL):
            return
        name = str(parsed(url).database)
        template = self._templates.pop(name, None)
        orders = self.server.connection
        orders.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [name])
        if template and restore(url, self._contents[template]):
            self._free.setdefault(template, []).append(name)
        else:
            orders.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def end(self) -> None:
        """End the server, where one was started."""
        if "server" in vars(self):
            self.server.remove()

    def _copy(self, template: str) -> str:
        free = self._free.get(template)
        url = self.server.url(free.pop()) if free else self._made(next(self._names), template)
        self._templates[str(parsed(url).database)] = template
        return url

    def _made(self, name: str, template: str) -> str:
        self.server.connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return self.server.url(name)


def needs_postgresql() -> pytest.MarkDecorator:
    """The mark of a test that is passed over, with the reason, where there is no server of PostgreSQL's."""
    reason = why_none()
    return pytest.mark.skipif(reason is not None, reason=str(reason))


def kinds_for(path: str, only: str | None, wanted: str) -> list[Any]:
    """The kinds of databases that a test at this path runs on, as pytest's parameters.

    `wanted` is one of them, "both", or "either": of two that a test may run on one, always the same.
    """
    kinds = [only] if only else [SQLITE, POSTGRESQL] if path.startswith(_ROOMS) else [SQLITE]
    if wanted == "either":
        kinds, wanted = [kinds[crc32(path.encode()) % len(kinds)]], "both"
    on_postgresql = pytest.param(POSTGRESQL, marks=needs_postgresql())
    parameters = {SQLITE: pytest.param(SQLITE, id=pytest.HIDDEN_PARAM), POSTGRESQL: on_postgresql}
    return [parameters[kind] for kind in kinds if wanted in (kind, "both")]


def of_database(url: str) -> dict[str, str]:
    """The settings of a program whose archive is there; a file of SQLite's lies where it is looked for anyway."""
    return {} if url.startswith(SQLITE) else {"BRIEFBOT_DATABASE_URL": url}


# What a database holds: how many tables, indexes, triggers and functions; of each table, how many rows and which is the last.
Contents = dict[str, tuple[int, int]]
_SHAPE = """SELECT (SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace)
    + (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal)
    + (SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace), 0"""
_NUMBERS = "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace"


def contents_of(url: str) -> Contents:
    """What a database of PostgreSQL's holds."""
    with looking_into(url) as connection:
        return _contents(connection)


def restore(url: str, contents: Contents) -> bool:
    """Make a database hold what it did, by taking out rows alone, which spares a copy; whether that was enough."""
    with looking_into(url) as connection:
        for table in reversed(Base.metadata.sorted_tables):
            if contents.get(table.name, (1, 0))[0] == 0 and connection.scalar(select(literal(1)).select_from(table).limit(1)):
                connection.execute(table.delete())
        if _contents(connection) != contents:
            return False
        connection.exec_driver_sql(_NUMBERS)
    return True


def _contents(connection: Any) -> Contents:
    names = connection.exec_driver_sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").scalars().all()
    each = "SELECT '{0}', count(*), coalesce(max(xmin::text::bigint), 0) FROM {0}"
    query = " UNION ALL ".join(each.format(name) for name in names) or "SELECT '', 0, 0"
    held = {name: (number, last) for name, number, last in connection.exec_driver_sql(query)}
    return {**held, "": tuple(connection.exec_driver_sql(_SHAPE).one())}


@contextmanager
def looking_into(url: str) -> Iterator[Any]:
    """A connection to a database beside Briefbot's own; what it changed is kept."""
    engine = create_engine(parsed(url))
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def rows(url: str, sql: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
    """What a query finds in a database, which neither kind's dialect is needed for."""
    with looking_into(url) as connection:
        return [tuple(row) for row in connection.execute(text(sql), values or {})]
