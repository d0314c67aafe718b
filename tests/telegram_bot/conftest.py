"""A bot that runs against the strict server, on an archive of the seed and some articles."""

import shutil
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
from support.program import SEEDS


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive and its index: the seed, and sixty articles."""
    folder = tmp_path_factory.mktemp("stocked")
    with Archive.open(f"sqlite:///{folder}/briefbot.db", folder, SEEDS) as briefbot:
        briefbot.ingest_seeds()
        briefbot.ingest([str(write_articles(folder / "articles.jsonl", range(60)))], BytesIO())
        briefbot.refresh()
    return folder


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
def deployment(stocked: Path, tmp_path: Path, api: BotApi) -> Deployment:
    """A copy of the archive and a server, without a bot yet."""
    shutil.copytree(stocked, tmp_path / "bot")
    return Deployment(tmp_path / "bot", api)


@pytest.fixture
def bot(deployment: Deployment) -> Iterator[TelegramBot]:
    """A running bot."""
    with deployment.running() as running:
        yield running
