"""Databases of both kinds for tests: made once, copied for each test, which takes a fraction of the time."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from briefbot.store.addresses import parsed
from briefbot.store.store import Store
from support.postgres import PostgresServer, why_none

SQLITE, POSTGRESQL = "sqlite", "postgresql"
FILE = "briefbot.db"
# Where tests speak to the database through what is their subject: these run on both kinds. CONTRIBUTING.md says why.
_CLI = "correct db digest_command export feeds keeping"
_BOT = (
    "asking dispatching every_command feed_polling feeds_in_chats follows forgetting killing links moving reports running "
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
        self._server: PostgresServer | None = None
        self._frozen: dict[tuple[str, str], Path] = {}
        self._numbers = count(1)

    @property
    def server(self) -> PostgresServer:
        """The server of the run."""
        if self._server is None:
            self._server = PostgresServer()
        return self._server

    def frozen(self, kind: str, name: str, make: Callable[[str, Path], None]) -> Path:
        """A folder with an archive's files, made once in a run under a name of its own, which PostgreSQL's database has."""
        key = (kind, name)
        if key not in self._frozen:
            folder = self._folder(name)
            url = f"sqlite:///{folder}/{FILE}" if kind == SQLITE else self._made(name)
            make(url, folder)
            self._frozen[key] = folder
        return self._frozen[key]

    def empty(self, kind: str, folder: Path, file: str = FILE) -> str:
        """The address of a new archive without documents; of SQLite's, the file lies in this folder."""
        frozen = self.frozen(kind, "migrated", lambda url, _: Store(url).close())
        if kind == SQLITE:
            shutil.copy(frozen / FILE, folder / file)
            return f"sqlite:///{folder}/{file}"
        return self._made(self._name(), "migrated")

    def copied(self, kind: str, name: str, make: Callable[[str, Path], None], folder: Path) -> str:
        """The address of a copy of a frozen archive, with what is beside it in this folder."""
        shutil.copytree(self.frozen(kind, name, make), folder, dirs_exist_ok=True)
        return f"sqlite:///{folder}/{FILE}" if kind == SQLITE else self._made(self._name(), name)

    def bare(self, kind: str, folder: Path, file: str = FILE) -> str:
        """The address of a database without tables."""
        return f"sqlite:///{folder}/{file}" if kind == SQLITE else self._made(self._name())

    def drop(self, url: str) -> None:
        """Remove a database of PostgreSQL's, whoever is connected."""
        if url.startswith(POSTGRESQL):
            self._order(f"DROP DATABASE IF EXISTS {parsed(url).database} WITH (FORCE)")

    def end(self) -> None:
        """End the server, where one was started."""
        if self._server is not None:
            self._server.remove()

    def _name(self) -> str:
        return f"of_a_test_{next(self._numbers)}"

    def _made(self, name: str, of: str = "template0") -> str:
        self._order(f"CREATE DATABASE {name} TEMPLATE {of} STRATEGY file_copy")
        return self.server.url(name)

    def _order(self, sql: str) -> None:
        self.server.connection.execute(sql)


def needs_postgresql() -> pytest.MarkDecorator:
    """The mark of a test that is passed over, with the reason, where there is no server of PostgreSQL's."""
    reason = why_none()
    return pytest.mark.skipif(reason is not None, reason=str(reason))


def kinds_for(path: str, only: str | None, wanted: str) -> list[Any]:
    """The kinds of databases that a test at this path runs on, as pytest's parameters; `wanted` is one of them, or "both"."""
    kinds = [only] if only else [SQLITE, POSTGRESQL] if path.startswith(_ROOMS) else [SQLITE]
    on_postgresql = pytest.param(POSTGRESQL, marks=needs_postgresql())
    parameters = {SQLITE: pytest.param(SQLITE, id=pytest.HIDDEN_PARAM), POSTGRESQL: on_postgresql}
    return [parameters[kind] for kind in kinds if wanted in (kind, "both")]


def of_database(url: str) -> dict[str, str]:
    """The settings of a program whose archive is there; a file of SQLite's lies where it is looked for anyway."""
    return {} if url.startswith(SQLITE) else {"BRIEFBOT_DATABASE_URL": url}


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
