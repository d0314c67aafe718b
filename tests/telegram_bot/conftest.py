"""A bot that runs against the strict server, on an archive of the seed and some articles."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from botapi import BotApi
from botapi.deployment import Deployment
from briefbot.archive import Archive
from briefbot.telegram.bot import TelegramBot
from briefbot.telegram.transport import polling
from support.articles import write_articles
from support.databases import SQLITE, Databases
from support.program import SEEDS


def stock(url: str, folder: Path) -> None:
    """Make an archive and its index: the seed, and sixty articles."""
    with Archive.open(url, folder, SEEDS) as briefbot:
        briefbot.ingest_seeds()
        briefbot.ingest([str(write_articles(folder / "articles.jsonl", range(60)))], BytesIO())
        briefbot.refresh()


@pytest.fixture(scope="session")
def stocked(databases: Databases) -> Path:
    """A folder with an archive (SQLite's) and its index: the seed, and sixty articles."""
    return databases.frozen(SQLITE, "stocked", stock)


@pytest.fixture(autouse=True)
def _soon_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bot that could not fetch updates tries again sooner than in life."""
    monkeypatch.setattr(polling, "_FIRST_PAUSE", 0.05)


@pytest.fixture
def api() -> Iterator[BotApi]:
    """A Bot API server."""
    with BotApi() as server:
        yield server


@pytest.fixture
def deployment(databases: Databases, kind_of_database: str, tmp_path: Path, api: BotApi) -> Iterator[Deployment]:
    """A copy of the archive and a server, without a bot yet."""
    url = databases.copied(kind_of_database, "stocked", stock, tmp_path / "bot")
    yield Deployment(tmp_path / "bot", api, url)
    databases.drop(url)


@pytest.fixture
def bot(deployment: Deployment) -> Iterator[TelegramBot]:
    """A running bot."""
    with deployment.running() as running:
        yield running
